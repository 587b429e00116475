import type { CalendarDate, Instant } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import { contractWords, documentKindWords, genderWords, profileCopy, validityWords } from '../copy/profile.ts';
import {
  reminderDays,
  contractKinds,
  genders,
  storedDocumentKinds,
  validities,
  type ContractKind,
  type Gender,
  type StoredDocumentKind,
  type Validity,
} from '../states.ts';
import { isId } from './profile.ts';

export type StaffRow = {
  id: string;
  name: string;
  role: string;
  gender: Gender;
  birthYear: number;
  contract: ContractKind;
  newHire: boolean;
  orcid: string | null;
  revision: number;
};

const choices = <V extends string>(values: readonly V[], words: Record<V, { it: string; en: string }>) => ({
  kind: 'choice' as const,
  options: values.map((value) => ({ value, label: words[value] })),
});
const yesNo = {
  kind: 'choice' as const,
  options: [
    { value: 'true', label: { it: 'Sì', en: 'Yes' } },
    { value: 'false', label: { it: 'No', en: 'No' } },
  ],
};

export const staffSpec: ListSpec<StaffRow> = {
  columns: [
    { key: 'name', label: profileCopy.staffName, searched: true },
    { key: 'role', label: profileCopy.staffRole, searched: true },
    { key: 'gender', label: profileCopy.gender, filter: choices(genders, genderWords), csv: (r, locale) => genderWords[r.gender][locale] },
    { key: 'birthYear', label: profileCopy.birthYear, csv: (r) => r.birthYear },
    { key: 'contract', label: profileCopy.contract, filter: choices(contractKinds, contractWords), csv: (r, locale) => contractWords[r.contract][locale] },
    { key: 'newHire', label: profileCopy.newHire, filter: yesNo, csv: (r, locale) => (r.newHire ? { it: 'Sì', en: 'Yes' } : { it: 'No', en: 'No' })[locale] },
    { key: 'orcid', label: profileCopy.orcid },
  ],
  order: 'name',
  key: 'id',
};

const staffOf = (db: Reader, organisationId: string) =>
  db
    .selectFrom('organisation_staff')
    .select(['id', 'name', 'role', 'gender', 'birth_year as birthYear', 'contract', 'new_hire as newHire', 'orcid', 'revision'])
    .where('organisation_id', '=', organisationId);

export const staffList = (db: Reader, organisationId: string) => staffOf(db, organisationId) as unknown as SelectQueryBuilder<never, never, StaffRow>;

export async function staffMember(db: Reader, organisationId: string, id: string): Promise<StaffRow | undefined> {
  return isId(id) ? staffOf(db, organisationId).where('id', '=', id).executeTakeFirst() : undefined;
}

/** The whole register by name, to be taken over into an application of the organisation. */
export const staffRegister = (db: Reader, organisationId: string): Promise<StaffRow[]> => staffOf(db, organisationId).orderBy('name').orderBy('id').execute();

export type StoredDocument = {
  id: string;
  organisationId: string;
  kind: StoredDocumentKind;
  title: string;
  fileName: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  validFrom: CalendarDate;
  validUntil: CalendarDate | null;
  uploadedAt: Instant;
};
export type StoredDocumentRow = StoredDocument & { validity: Validity };

export const storedDocumentSpec: ListSpec<StoredDocumentRow> = {
  columns: [
    { key: 'title', label: profileCopy.documentTitle, searched: true },
    {
      key: 'kind',
      label: profileCopy.documentKind,
      filter: choices(storedDocumentKinds, documentKindWords),
      csv: (r, locale) => documentKindWords[r.kind][locale],
    },
    { key: 'validity', label: profileCopy.validity, filter: choices(validities, validityWords), csv: (r, locale) => validityWords[r.validity][locale] },
    { key: 'validFrom', label: profileCopy.validFrom },
    { key: 'validUntil', label: profileCopy.validUntil },
    { key: 'fileName', label: profileCopy.file, searched: true },
  ],
  order: 'validUntil',
  key: 'id',
};

const documentsOf = (db: Reader) =>
  db
    .selectFrom('organisation_documents')
    .select([
      'id',
      'organisation_id as organisationId',
      'kind',
      'title',
      'file_name as fileName',
      'media_type as mediaType',
      'bytes',
      'sha256',
      'valid_from as validFrom',
      'valid_until as validUntil',
      'uploaded_at as uploadedAt',
    ])
    .where('removed_at', 'is', null);

/** The documents kept, each with what its validity is on a day; the same answer as `validityOn`. */
export function storedDocumentList(db: Reader, organisationId: string, on: CalendarDate) {
  return documentsOf(db)
    .select(
      sql<Validity>`case when ${on}::date < valid_from then 'upcoming' when valid_until is null then 'valid' when ${on}::date > valid_until then 'expired'
        when ${on}::date + ${reminderDays[0]}::int >= valid_until then 'ending' else 'valid' end`.as('validity'),
    )
    .where('organisation_id', '=', organisationId) as unknown as SelectQueryBuilder<never, never, StoredDocumentRow>;
}

export async function storedDocument(db: Reader, organisationId: string, id: string): Promise<StoredDocument | undefined> {
  return isId(id) ? documentsOf(db).where('organisation_id', '=', organisationId).where('id', '=', id).executeTakeFirst() : undefined;
}

/** What these organisations keep that will have ended on a day, where no other of its kind is valid then. */
export async function storedDocumentsEndedBy(db: Reader, organisationIds: readonly string[], on: CalendarDate): Promise<StoredDocument[]> {
  const ids = organisationIds.filter(isId);
  if (ids.length === 0) return [];
  return documentsOf(db)
    .where('organisation_id', 'in', ids)
    .where('valid_until', '<', on)
    .where(
      sql<boolean>`not exists (select from organisation_documents d where d.organisation_id = organisation_documents.organisation_id and d.kind = organisation_documents.kind
        and d.removed_at is null and d.valid_from <= ${on} and (d.valid_until is null or d.valid_until >= ${on}))`,
    )
    .orderBy('organisation_id')
    .orderBy('kind')
    .orderBy('valid_until', 'desc')
    .orderBy('id')
    .execute();
}

/** Of these organisations, those that are valid on a day (a call's deadline): what can be attached to an application. */
export async function storedDocumentsValidOn(db: Reader, organisationIds: readonly string[], on: CalendarDate): Promise<StoredDocument[]> {
  const ids = organisationIds.filter(isId);
  if (ids.length === 0) return [];
  return documentsOf(db)
    .where('organisation_id', 'in', ids)
    .where('valid_from', '<=', on)
    .where((e) => e.or([e('valid_until', 'is', null), e('valid_until', '>=', on)]))
    .orderBy('organisation_id')
    .orderBy('kind')
    .orderBy('valid_until', (o) => o.desc().nullsFirst())
    .orderBy('id')
    .execute();
}
