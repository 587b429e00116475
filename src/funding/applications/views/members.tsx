import { regions } from '#src/core/regions.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import { kindWords, sizeWords } from '#src/partnership/organisations/copy.ts';
import type { Organisation } from '#src/partnership/organisations/queries.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, ConfirmDetails, FieldSet, fieldId, filled, Form, NumberField, SelectField } from '#src/ui/form.tsx';
import { Icon } from '#src/ui/icon.tsx';
import { EmptyState, LinkButton, Section, StatusChip, WithAside } from '#src/ui/parts.tsx';
import { Findings } from '#src/ui/reasons.tsx';
import { PlainTable } from '#src/ui/table.tsx';
import { applicationsCopy } from '../copy/words.ts';
import { placeOf } from '../rules.ts';
import { MembersTable } from './dossier.tsx';
import { mayWrite, SaveRow } from './section.tsx';
import { addressOf, ApplicationHead, Deadline, joined, ReadOnly, revisionOf, SavedNote, Steps, useStored, type StepProps } from './shared.tsx';

export type Search = { words: string; found: readonly Organisation[] };

/** Who takes part, where and with whom; partners are found in the register. */
export function MembersPage({ search, ...props }: StepProps & { search: Search }) {
  const { application, examination, editable, form, saved } = props;
  const t = useCopy(applicationsCopy);
  const findings = examination.findings.filter(
    (f) =>
      (f.at !== undefined && placeOf(f.at).step === 'members') ||
      /^rule\.(applicantForm|leadKind|memberKind|outsidePartnership|sizeAmong|members|mustInclude|proposalsPerApplicant|womenShare|placeOfImplementation)\./.test(
        f.code,
      ),
  );
  return (
    <>
      <ApplicationHead application={application} step="members" lead={t.membersLead} />
      <Steps application={application} examination={examination} current="members" />
      <SavedNote application={application} examination={examination} saved={saved} />
      <WithAside
        aside={
          <>
            <Deadline call={application.version.call} />
            <Findings findings={findings} noCount level={2} />
          </>
        }
      >
        {mayWrite(editable, form) ? (
          <>
            <StaffForm application={application} editable={editable} form={form} />
            {editable.ok && <AddPartner application={application} search={search} />}
            {editable.ok && <RemovePartner application={application} />}
          </>
        ) : (
          <>
            <ReadOnly editable={editable} />
            <MembersTable members={application.proposal.facts.members} />
          </>
        )}
      </WithAside>
    </>
  );
}

export function kindOf(member: Pick<MemberFacts, 'kind' | 'size'>, locale: 'it' | 'en'): string {
  return member.size ? sizeWords[member.size][locale] : kindWords[member.kind][locale];
}

function StaffForm({ application, editable, form }: Pick<StepProps, 'application' | 'editable' | 'form'>) {
  const t = useCopy(applicationsCopy);
  const { members } = application.proposal.facts;
  const values = Object.fromEntries(
    members.flatMap((m) => {
      const { women, men, under40, newHires } = m.staff;
      return Object.entries({ region: m.region, women, men, under40, newHires }).map(([field, value]) => [`member.${m.id}.${field}`, String(value)]);
    }),
  );
  return (
    <Form action={addressOf(application.id, 'members')} form={form ?? filled(values)} guardUnsaved>
      <input type="hidden" name="revision" value={revisionOf(application, form)} />
      {members.map((m) => (
        <MemberFields key={m.id} member={m} form={form} />
      ))}
      <p class="m-hint">{t.staffHint}</p>
      <SaveRow cancel={addressOf(application.id)} decision={editable} />
    </Form>
  );
}

function MemberFields({ member, form }: { member: MemberFacts; form: StepProps['form'] }) {
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  const stored = useStored(form);
  const at = (field: string) => `member.${member.id}.${field}`;
  const head = (field: 'women' | 'men' | 'under40' | 'newHires') => {
    const hint = stored(at(field), String(member.staff[field]));
    return <NumberField name={at(field)} label={t[field]} whole required width="xs" {...(hint && { hint })} />;
  };
  const options = [
    { label: t.south, options: regions.filter((r) => r.south).map((r) => ({ value: r.id, label: r.name[locale] })) },
    { label: t.centreNorth, options: regions.filter((r) => !r.south).map((r) => ({ value: r.id, label: r.name[locale] })) },
  ];
  return (
    <div id={`member-${member.id}`}>
      <FieldSet legend={`${member.name} (${member.role === 'lead' ? t.roleLead : t.rolePartner}, ${kindOf(member, locale)})`}>
        <SelectField name={at('region')} label={t.place} hint={joined(t.placeHint, stored(at('region'), member.region))} required options={options} width="m" />
        <div class="m-fieldset">
          <div class="m-columns">
            {head('women')}
            {head('men')}
            {head('under40')}
            {head('newHires')}
          </div>
        </div>
      </FieldSet>
    </div>
  );
}

function AddPartner({ application, search }: { application: StepProps['application']; search: Search }) {
  const t = useCopy(applicationsCopy);
  const { locale } = usePage();
  const path = useHref();
  const within = new Set(application.proposal.facts.members.map((m) => m.id));
  const address = addressOf(application.id, 'members');
  return (
    <Section title={t.addPartner} id="partners" lead={t.addPartnerLead}>
      <form class="m-toolbar" role="search" method="get" action={`${path(address)}#partners`} aria-label={t.addPartner}>
        <div class="m-search">
          <label for={fieldId('q', 'partner')}>{t.search}</label>
          <div class="m-search-box">
            <input id={fieldId('q', 'partner')} class="m-input" type="search" name="q" value={search.words} />
            <button class="m-button m-secondary" type="submit">
              <Icon name="search" />
              <span>{t.find}</span>
            </button>
          </div>
        </div>
      </form>
      {search.words !== '' && (
        <PlainTable
          caption={t.found}
          columns={[{ label: t.organisation }, { label: t.kind }, { label: t.seat }, { label: t.add }]}
          empty={
            <EmptyState
              title={t.nobodyFound}
              action={
                <LinkButton href="/organisations/new" tone="secondary">
                  {t.registerFirst}
                </LinkButton>
              }
            >
              {t.nobodyFoundMore}
            </EmptyState>
          }
          rows={search.found.map((o) => [
            o.legalName,
            kindOf({ kind: o.kind, size: o.sizeClass }, locale),
            o.city,
            within.has(o.id) ? (
              <StatusChip>{t.inAlready}</StatusChip>
            ) : (
              <ActionButton action={addressOf(application.id, 'partners')} fields={{ organisationId: o.id }} tone="secondary" icon="plus" small>
                <span aria-hidden="true">{t.add}</span>
                <span class="visually-hidden">{t.addNamed(o.legalName)}</span>
              </ActionButton>
            ),
          ])}
        />
      )}
    </Section>
  );
}

function RemovePartner({ application }: { application: StepProps['application'] }) {
  const t = useCopy(applicationsCopy);
  const partners = application.proposal.facts.members.filter((m) => m.role === 'partner');
  if (partners.length === 0) return null;
  return (
    <Section title={t.partners} id="removal">
      {partners.map((m) => (
        <ConfirmDetails key={m.id} summary={t.removePartner(m.name)} consequences={[t.removeCosts]}>
          <ActionButton action={addressOf(application.id, `partners/${m.id}/removal`)} tone="danger">
            {t.remove}
          </ActionButton>
        </ConfirmDetails>
      ))}
    </Section>
  );
}
