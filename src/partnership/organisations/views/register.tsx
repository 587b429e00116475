import { romeDate, showDate } from '#src/core/time.ts';
import type { Again } from '#src/plumbing/http/door.ts';
import type { Listed } from '#src/plumbing/listing.ts';
import { useCopy, useHref, usePage } from '#src/ui/context.ts';
import { ActionButton, ConfirmDetails, SubmitRow } from '#src/ui/buttons.tsx';
import { CheckboxField, RadioGroup, SelectField } from '#src/ui/choices.tsx';
import { DateField, FileField, NumberField, size, TextField } from '#src/ui/fields.tsx';
import { Form } from '#src/ui/form.tsx';
import { Section } from '#src/ui/head.tsx';
import { Alert, Callout, EmptyState, LinkButton, StatusChip, type Tone } from '#src/ui/parts.tsx';
import { Reasons } from '#src/ui/reasons.tsx';
import { FactList } from '#src/ui/plainTable.tsx';
import { DataTable } from '#src/ui/table.tsx';
import { organisationCopy } from '../copy.ts';
import { contractWords, documentKindWords, genderWords, profileCopy, validityWords } from '../copy/profile.ts';
import { can } from '../policy.ts';
import { staffSpec, storedDocumentSpec, type StaffRow, type StoredDocumentRow } from '../queries/register.ts';
import { contractKinds, genders, storedDocumentKinds, type Validity } from '../states.ts';
import { addressOf, PartHead, type PartProps } from './parts.tsx';

export function StaffPage({ listed, ...at }: PartProps & { listed: Listed<StaffRow> }) {
  const t = useCopy(profileCopy);
  const base = addressOf(at.organisation, 'staff');
  return (
    <>
      <PartHead {...at} lead={t.staffLead} />
      <Callout tone="info" title={t.staffPrivacyTitle}>
        <p>{t.staffPrivacy}</p>
      </Callout>
      <p>
        <LinkButton href={`${base}/new`}>{t.addStaff}</LinkButton>
      </p>
      <DataTable
        listed={listed}
        spec={staffSpec}
        caption={t.staff}
        captionHidden
        counted={t.staffCounted}
        rowHref={(r) => `${base}/${r.id}`}
        empty={<EmptyState title={t.noStaff} />}
      />
    </>
  );
}

/** One person of the register, or a new one. */
export function StaffMemberPage({ stored, form, ...at }: PartProps & { stored: StaffRow | null; form: Again }) {
  const t = useCopy(profileCopy);
  const o = useCopy(organisationCopy);
  const { locale } = usePage();
  const base = addressOf(at.organisation, 'staff');
  return (
    <>
      <PartHead {...at} deeper={stored ? t.editStaff : t.addStaff} />
      <Form action={stored ? `${base}/${stored.id}` : base} form={form} guardUnsaved>
        <input type="hidden" name="revision" value={stored?.revision ?? 0} />
        {stored && form.reasons.some((r) => r.code === 'form.stale') && (
          <Callout tone="warn" title={o.nowStored}>
            <FactList
              facts={[
                { label: t.staffName, value: stored.name },
                { label: t.staffRole, value: stored.role },
                { label: t.gender, value: genderWords[stored.gender][locale] },
                { label: t.birthYear, value: String(stored.birthYear) },
                { label: t.contract, value: contractWords[stored.contract][locale] },
                { label: t.orcid, value: stored.orcid },
              ]}
            />
          </Callout>
        )}
        <TextField name="name" label={t.staffName} required width="l" />
        <TextField name="role" label={t.staffRole} hint={t.staffRoleHint} required width="l" />
        <RadioGroup name="gender" label={t.gender} required inline options={genders.map((value) => ({ value, label: genderWords[value][locale] }))} />
        <NumberField name="birthYear" label={t.birthYear} required whole />
        <SelectField
          name="contract"
          label={t.contract}
          required
          width="l"
          options={contractKinds.map((value) => ({ value, label: contractWords[value][locale] }))}
        />
        <CheckboxField name="newHire" label={t.newHire} hint={t.newHireHint} />
        <TextField name="orcid" label={t.orcid} hint={t.orcidHint} spellcheck={false} width="m" />
        <SubmitRow label={t.save}>
          <LinkButton href={base} tone="plain">
            {t.cancel}
          </LinkButton>
        </SubmitRow>
      </Form>
      {stored && (
        <ConfirmDetails summary={t.removeStaff} consequences={[t.removeStaffMore, t.removeStaffKept]}>
          <Form action={`${base}/${stored.id}/removal`} id="removal">
            <SubmitRow label={t.removeStaff} tone="danger" />
          </Form>
        </ConfirmDetails>
      )}
    </>
  );
}

const tones: Record<Validity, Tone> = { upcoming: 'info', valid: 'good', ending: 'warn', expired: 'bad' };

export function StoredDocumentsPage({ listed, form, maxBytes, ...at }: PartProps & { listed: Listed<StoredDocumentRow>; form: Again; maxBytes: number }) {
  const t = useCopy(profileCopy);
  const { actor, locale, now } = usePage();
  const path = useHref();
  const may = can.manage(actor, at.acting);
  const base = addressOf(at.organisation, 'documents');
  return (
    <>
      <PartHead {...at} lead={t.documentsLead} />
      {at.done === 'stored' && <Alert tone="good" title={t.documentStored} />}
      <DataTable
        listed={listed}
        spec={storedDocumentSpec}
        caption={t.documents}
        captionHidden
        counted={t.documentsCounted}
        cells={{
          title: (r) => r.title,
          validity: (r) => <StatusChip tone={tones[r.validity]}>{validityWords[r.validity][locale]}</StatusChip>,
          validFrom: (r) => showDate(r.validFrom, locale),
          validUntil: (r) => (r.validUntil === null ? t.noEnd : showDate(r.validUntil, locale)),
          fileName: (r) => (
            <>
              <a href={path(`${base}/${r.id}`)}>{r.fileName}</a> <small class="m-hint">({size(r.bytes, locale)})</small>
              {may.ok && (
                <ActionButton action={`${base}/${r.id}/removal`} tone="secondary" small>
                  {t.removeDocument(r.title)}
                </ActionButton>
              )}
            </>
          ),
        }}
        empty={<EmptyState title={t.noDocuments} />}
      />
      {may.ok ? (
        <Section title={t.addDocument} id="new">
          <Form action={base} form={form} multipart>
            <SelectField
              name="kind"
              label={t.documentKind}
              required
              width="l"
              options={storedDocumentKinds.map((value) => ({ value, label: documentKindWords[value][locale] }))}
            />
            <TextField name="title" label={t.documentTitle} required width="l" />
            <DateField name="validFrom" label={t.validFrom} required />
            <DateField name="validUntil" label={t.validUntil} hint={t.validUntilHint} min={romeDate(now)} />
            <FileField name="file" label={t.file} accept=".pdf,.p7m" maxBytes={maxBytes} required />
            <SubmitRow label={t.addDocument} />
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
