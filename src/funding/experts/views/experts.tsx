import type { Decision } from '#src/core/decision.ts';
import { region, isRegion } from '#src/core/regions.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { FieldSet, NumberField, TextField } from '#src/ui/fields.tsx';
import { filled, Form } from '#src/ui/form.tsx';
import { PageHead, Section } from '#src/ui/head.tsx';
import { EmptyState, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { expertWords } from '../copy/experts.ts';
import { invitationWords } from '../copy/invitations.ts';
import { expertsSpec, type ExpertRow, type ProfileChoices } from '../queries/experts.ts';
import { ProfileFields } from './profile.tsx';

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
  const i = useCopy(invitationWords);
  const { locale } = usePage();
  const { call, callId } = version;
  const office = choices !== null;
  return (
    <>
      <PageHead
        title={t.experts}
        kicker={call.officialCode}
        lead={t.lead}
        trail={[{ label: t.calls, href: '/calls' }, { label: call.officialCode, href: `/calls/${callId}` }, { label: t.experts }]}
        actions={
          <>
            <LinkButton href={`/calls/${callId}/experts/invitations`} tone="secondary">
              {i.toInvitations}
            </LinkButton>
            <LinkButton href={`/calls/${callId}/assignment`} tone="secondary">
              {t.toAssignment}
            </LinkButton>
          </>
        }
        example={call.example}
      />
      <Section id="experts">
        <DataTable
          listed={listed}
          spec={expertsSpec}
          caption={t.caption}
          captionHidden
          counted={t.counted}
          rowHref={(row) => (office ? `/calls/${callId}/experts/${row.personId}/release` : null)}
          cells={{
            service: (row) => <StatusChip tone={row.service === 'serving' ? 'good' : 'neutral'}>{t[`service_${row.service}`]}</StatusChip>,
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
