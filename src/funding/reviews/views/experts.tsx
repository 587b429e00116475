import type { Decision } from '#src/core/decision.ts';
import { region, regions, isRegion } from '#src/core/regions.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import {
  CheckboxField,
  CheckboxGroup,
  FieldSet,
  filled,
  Form,
  fresh,
  NumberField,
  RadioGroup,
  SelectField,
  SubmitRow,
  TextArea,
  TextField,
} from '#src/ui/form.tsx';
import { Callout, EmptyState, LinkButton, PageHead, Prose, Section, StatusChip } from '#src/ui/parts.tsx';
import { ExampleBadge } from '#src/ui/reasons.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { assignmentWords } from '../copy/assignment.ts';
import { expertWords } from '../copy/experts.ts';
import { expertsSpec, type CallExpert, type DeclarationRow, type ExpertRow, type Profile, type ProfileChoices } from '../queries/experts.ts';
import { genders } from '../states.ts';

export type ExpertsPageProps = {
  version: CallVersion;
  listed: Listed<ExpertRow>;
  choices: ProfileChoices | null;
  decision: Decision;
  form?: Again | undefined;
};

/** The experts of a call, by name: for the office, the chair and the auditor. */
export function ExpertsPage({ version, listed, choices, decision, form }: ExpertsPageProps) {
  const t = useCopy(expertWords);
  const a = useCopy(assignmentWords);
  const { locale } = usePage();
  const { call, callId } = version;
  return (
    <>
      <PageHead
        title={t.experts}
        kicker={call.officialCode}
        lead={t.lead}
        trail={[{ label: t.calls, href: '/calls' }, { label: call.officialCode, href: `/calls/${callId}` }, { label: t.experts }]}
        actions={
          <LinkButton href={`/calls/${callId}/assignment`} tone="secondary">
            {a.assignment}
          </LinkButton>
        }
      >
        {call.example && <ExampleBadge />}
      </PageHead>
      <Section id="experts">
        <DataTable
          listed={listed}
          spec={expertsSpec}
          caption={t.caption}
          captionHidden
          counted={t.counted}
          cells={{
            declared: (row) => <StatusChip tone={row.declared === 'yes' ? 'good' : 'warn'}>{row.declared === 'yes' ? t.declaredYes : t.declaredNo}</StatusChip>,
            region: (row) => (isRegion(row.region) ? region(row.region).name[locale] : row.region),
          }}
          empty={<EmptyState title={t.none}>{t.noneMore}</EmptyState>}
        />
      </Section>
      {choices && (
        <Section title={t.add} id="add" lead={t.noneMore}>
          <Form action={`/calls/${callId}/experts`} form={form ?? filled({ maxLoad: call.evaluation.maxLoad })} id="add">
            {(decision.ok || form) && (
              <>
                <TextField name="email" type="email" label={t.email} hint={t.emailHint} required autocomplete="off" />
                <NumberField name="maxLoad" label={t.maxLoadLabel} hint={t.maxLoadHint(call.evaluation.maxLoad)} required whole />
                <FieldSet legend={t.profile} hint={t.profileHint}>
                  <ProfileFields choices={choices} required={false} />
                </FieldSet>
              </>
            )}
            <SubmitRow label={t.submitAdd} decision={decision} />
          </Form>
        </Section>
      )}
    </>
  );
}

function ProfileFields({ choices, required }: { choices: ProfileChoices; required: boolean }) {
  const t = useCopy(expertWords);
  const { locale } = usePage();
  const inOrder = [...regions].sort((a, b) => a.name[locale].localeCompare(b.name[locale], locale));
  return (
    <>
      <SelectField name="employerId" label={t.employer} empty={t.noEmployer} options={choices.organisations.map((o) => ({ value: o.id, label: o.name }))} />
      <SelectField name="region" label={t.region} required={required} options={inOrder.map((r) => ({ value: r.id, label: r.name[locale] }))} />
      <SelectField name="gender" label={t.gender} required={required} options={genders.map((g) => ({ value: g, label: t[`gender_${g}`] }))} />
      <CheckboxGroup name="spokes" label={t.spokes} options={choices.spokes.map((s) => ({ value: String(s.number), label: `${s.number}. ${s[locale]}` }))} />
      <CheckboxGroup name="sectors" label={t.sectors} options={choices.sectors.map((s) => ({ value: s.id, label: s[locale] }))} />
      <TextArea name="keywords" label={t.keywords} hint={t.keywordsHint} rows={3} limit={1000} />
    </>
  );
}

/** What an expert says of themselves. */
export function ProfilePage({ profile, choices, form }: { profile: Profile | undefined; choices: ProfileChoices; form?: Again | undefined }) {
  const t = useCopy(expertWords);
  return (
    <>
      <PageHead title={t.myProfile} lead={t.myProfileLead} trail={[{ label: t.myProfile }]} />
      <Section id="profile">
        <Form action="/reviews/profile" form={form ?? (profile ? filled({ ...profile, spokes: profile.spokes.map(String) }) : fresh)} guardUnsaved>
          <ProfileFields choices={choices} required />
          <SubmitRow label={t.save} />
        </Form>
      </Section>
    </>
  );
}

export type DeclarationPageProps = {
  version: CallVersion;
  rows: readonly DeclarationRow[];
  registered: CallExpert;
  decision: Decision;
  form?: Again | undefined;
};

/** The organisations behind each proposal, and nothing else of it: is there a conflict? */
export function DeclarationPage({ version, rows, registered, decision, form }: DeclarationPageProps) {
  const t = useCopy(expertWords);
  const { call, callId } = version;
  return (
    <>
      <PageHead
        title={t.declaration}
        kicker={call.officialCode}
        lead={t.declarationLead}
        trail={[{ label: t.calls, href: '/calls' }, { label: call.officialCode, href: `/calls/${callId}` }, { label: t.declaration }]}
      >
        {call.example && <ExampleBadge />}
      </PageHead>
      {registered.declaredAt && <Callout tone="good">{t.declaredOn(registered.declaredAt)}</Callout>}
      <Section title={t.whatIs} id="what">
        <Prose>
          <p>
            {t.whatIsText} <ExampleBadge />
          </p>
        </Prose>
      </Section>
      <Section id="declaration">
        {rows.length === 0 ? (
          <EmptyState title={t.noProposals}>{t.noProposalsMore}</EmptyState>
        ) : (
          <Form action={`/calls/${callId}/conflicts`} form={form ?? fresh} guardUnsaved>
            {(decision.ok || form) && rows.map((row) => <Question key={row.applicationId} row={row} />)}
            {(decision.ok || form) && <CheckboxField name="noneElse" label={t.noneElse} />}
            {(decision.ok || form) && <CheckboxField name="confidentiality" label={t.confidentiality} required />}
            <SubmitRow label={t.submitDeclaration} decision={decision} />
          </Form>
        )}
      </Section>
    </>
  );
}

function Question({ row }: { row: DeclarationRow }) {
  const t = useCopy(expertWords);
  const who = row.members.join(', ');
  return (
    <FieldSet legend={`${t.proposalOf(row.protocol)}: ${who}`}>
      {row.conflicts.length > 0 ? (
        <Callout tone="warn" title={t.foundAlready}>
          <ul>
            {row.conflicts.map((c) => (
              <li key={c.kind}>{t[`kind_${c.kind}`](c.detail)}</li>
            ))}
          </ul>
        </Callout>
      ) : (
        <>
          <RadioGroup
            name={`conflict.${row.applicationId}`}
            label={t.question}
            required
            inline
            options={[
              { value: 'no', label: t.no },
              { value: 'yes', label: t.yes },
            ]}
          />
          <TextField name={`detail.${row.applicationId}`} label={t.detail} width="l" />
        </>
      )}
    </FieldSet>
  );
}
