import { romeDate, showDate } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import { useCopy, usePage } from '#src/ui/context.ts';
import { SubmitRow } from '#src/ui/buttons.tsx';
import { DateField, TextField } from '#src/ui/fields.tsx';
import { Form } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { Callout, EmptyState, LinkButton, StatusChip } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { FactList, PlainTable } from '#src/ui/plainTable.tsx';
import { organisationCopy } from '../copy.ts';
import { profileCopy } from '../copy/profile.ts';
import { can } from '../policy.ts';
import type { LegalRepresentative } from '../queries/profile.ts';
import { addressOf, PartHead, type PartProps } from './parts.tsx';

export function RepresentativesPage({ people, form, ...at }: PartProps & { people: readonly LegalRepresentative[]; form: Again }) {
  const t = useCopy(profileCopy);
  const { actor, locale, now } = usePage();
  const may = can.manage(actor, at.acting);
  const today = romeDate(now);
  const base = addressOf(at.organisation, 'representatives');
  const inOffice = (p: LegalRepresentative) => p.fromOn <= today && (p.untilOn === null || p.untilOn >= today);
  return (
    <>
      <PartHead {...at} lead={t.representativesLead} />
      <PlainTable
        caption={t.representatives}
        captionHidden
        columns={[
          { label: t.representativeName },
          { label: t.representativeRole },
          { label: t.representativeCode },
          { label: t.fromOn },
          { label: t.untilOn },
          { label: t.linkedAccount },
          ...(may.ok ? [{ label: <span class="visually-hidden">{t.actions}</span> }] : []),
        ]}
        rows={people.map((p) => [
          p.name,
          p.role,
          p.fiscalCode,
          showDate(p.fromOn, locale),
          inOffice(p) ? (
            <>
              {p.untilOn && `${showDate(p.untilOn, locale)} `}
              <StatusChip tone="good">{t.inOffice}</StatusChip>
            </>
          ) : (
            p.untilOn && showDate(p.untilOn, locale)
          ),
          p.email,
          ...(may.ok
            ? [
                <LinkButton href={`${base}/${p.id}`} tone="secondary" small>
                  {t.editNamed(p.name)}
                </LinkButton>,
              ]
            : []),
        ])}
        empty={<EmptyState title={t.noRepresentatives} />}
      />
      {may.ok ? (
        <Section title={t.addRepresentative} id="new">
          <Form action={base} form={form}>
            <input type="hidden" name="revision" value="0" />
            <Fields />
            <SubmitRow label={t.addRepresentative} />
          </Form>
        </Section>
      ) : (
        <Callout tone="neutral">
          <Reasons reasons={may.reasons} />
        </Callout>
      )}
    </>
  );
}

export function RepresentativePage({ stored, form, ...at }: PartProps & { stored: LegalRepresentative; form: Again }) {
  const t = useCopy(profileCopy);
  const o = useCopy(organisationCopy);
  const { locale } = usePage();
  return (
    <>
      <PartHead {...at} deeper={t.editNamed(stored.name)} />
      <Form action={`${addressOf(at.organisation, 'representatives')}/${stored.id}`} form={form} guardUnsaved>
        <input type="hidden" name="revision" value={stored.revision} />
        {form.reasons.some((r) => r.code === 'form.stale') && (
          <Callout tone="warn" title={o.nowStored}>
            <FactList
              facts={[
                { label: t.representativeName, value: stored.name },
                { label: t.representativeRole, value: stored.role },
                { label: t.representativeCode, value: stored.fiscalCode },
                { label: t.fromOn, value: showDate(stored.fromOn, locale) },
                { label: t.untilOn, value: stored.untilOn && showDate(stored.untilOn, locale) },
                { label: t.linkedAccount, value: stored.email },
              ]}
            />
          </Callout>
        )}
        <Fields />
        <SubmitRow label={t.save}>
          <LinkButton href={addressOf(at.organisation, 'representatives')} tone="plain">
            {t.cancel}
          </LinkButton>
        </SubmitRow>
      </Form>
    </>
  );
}

function Fields() {
  const t = useCopy(profileCopy);
  return (
    <>
      <TextField name="name" label={t.representativeName} required width="l" />
      <TextField name="role" label={t.representativeRole} hint={t.representativeRoleHint} required width="l" />
      <TextField name="fiscalCode" label={t.representativeCode} spellcheck={false} width="m" />
      <DateField name="fromOn" label={t.fromOn} required />
      <DateField name="untilOn" label={t.untilOn} hint={t.untilHint} />
      <TextField name="email" type="email" label={t.representativeEmail} hint={t.representativeEmailHint} width="l" />
    </>
  );
}
