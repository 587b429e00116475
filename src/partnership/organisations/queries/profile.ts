import type { Actor } from '#src/core/actor.ts';
import type { CalendarDate, Instant } from '#src/core/time.ts';
import type { Words } from '#src/core/words.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { Acting } from '../policy.ts';
import { sizesOf, type RelatedEnterprise, type SizeYear, type YearSize } from '../rules/size.ts';
import { profileTexts, type ProfileText } from '../states.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isId = (text: string): boolean => uuid.test(text);

/** In what role the person acts for the organisation. */
export async function actingFor(db: Reader, actor: Actor | null, organisationId: string): Promise<Acting> {
  if (actor === null || !isId(organisationId)) return { role: null };
  const row = await db
    .selectFrom('organisation_people')
    .select('role')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', actor.id)
    .executeTakeFirst();
  return { role: row?.role ?? null };
}

export type WrittenText = { kind: ProfileText; text: Words; revision: number; updatedAt: Instant | null; updatedBy: string | null };

/** All four texts in their order; one that nobody has written is empty, of revision 0. */
export async function textsOf(db: Reader, organisationId: string): Promise<WrittenText[]> {
  const rows = await db
    .selectFrom('organisation_texts as t')
    .leftJoin('people as p', 'p.id', 't.updated_by')
    .select(['t.kind', 't.text_it', 't.text_en', 't.revision', 't.updated_at', 'p.name'])
    .where('t.organisation_id', '=', organisationId)
    .execute();
  return profileTexts.map((kind) => {
    const row = rows.find((r) => r.kind === kind);
    return row
      ? { kind, text: { it: row.text_it, en: row.text_en }, revision: row.revision, updatedAt: row.updated_at, updatedBy: row.name }
      : { kind, text: { it: '', en: '' }, revision: 0, updatedAt: null, updatedBy: null };
  });
}

export type OrganisationText = { organisationId: string; organisation: string; kind: ProfileText; text: Words; updatedAt: Instant };

/** What these organisations wrote of themselves, for whoever fills in their applications. One statement. */
export async function textsOfMany(db: Reader, organisationIds: readonly string[]): Promise<OrganisationText[]> {
  const ids = organisationIds.filter(isId);
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('organisation_texts as t')
    .innerJoin('organisations as o', 'o.id', 't.organisation_id')
    .select(['o.id', 'o.legal_name', 't.kind', 't.text_it', 't.text_en', 't.updated_at'])
    .where('o.id', 'in', ids)
    .orderBy('o.legal_name')
    .orderBy('o.id')
    .orderBy('t.kind')
    .execute();
  return rows
    .map((r) => ({ organisationId: r.id, organisation: r.legal_name, kind: r.kind, text: { it: r.text_it, en: r.text_en }, updatedAt: r.updated_at }))
    .filter((t) => t.text.it !== '' || t.text.en !== '');
}

export type Fiscal = { pec: string | null; sdiCode: string | null; ateco: string | null; revision: number; updatedAt: Instant | null };

export async function fiscalOf(db: Reader, organisationId: string): Promise<Fiscal> {
  const row = await db
    .selectFrom('organisation_fiscal')
    .select(['pec', 'sdi_code as sdiCode', 'ateco', 'revision', 'updated_at as updatedAt'])
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  return row ?? { pec: null, sdiCode: null, ateco: null, revision: 0, updatedAt: null };
}

export type StoredYear = Omit<SizeYear, 'related'> & { revision: number; updatedAt: Instant; related: readonly (RelatedEnterprise & { id: string })[] };

/** The figures of each accounting period, oldest first, with the enterprises that count with ours. Two statements. */
export async function sizeYearsOf(db: Reader, organisationId: string): Promise<StoredYear[]> {
  const years = await db.selectFrom('organisation_size_years').selectAll().where('organisation_id', '=', organisationId).orderBy('year').execute();
  const related = await db.selectFrom('organisation_related').selectAll().where('organisation_id', '=', organisationId).orderBy('name').orderBy('id').execute();
  const figures = (r: { staff_units: number; turnover_cents: number; balance_cents: number }) => ({
    staffUnits: r.staff_units,
    turnoverCents: r.turnover_cents,
    balanceCents: r.balance_cents,
  });
  return years.map((y) => ({
    year: y.year,
    ...figures(y),
    publiclyControlled: y.publicly_controlled,
    revision: y.revision,
    updatedAt: y.updated_at,
    related: related.filter((r) => r.year === y.year).map((r) => ({ id: r.id, name: r.name, relation: r.relation, percent: r.percent, ...figures(r) })),
  }));
}

/** The size that the figures give, year by year. */
export const computedSizes = async (db: Reader, organisationId: string): Promise<YearSize[]> => sizesOf(await sizeYearsOf(db, organisationId));

export type LegalRepresentative = {
  id: string;
  organisationId: string;
  name: string;
  fiscalCode: string | null;
  role: string;
  fromOn: CalendarDate;
  untilOn: CalendarDate | null;
  /** The account with which they confirm and sign here, where they have one. */
  personId: string | null;
  email: string | null;
  revision: number;
};

const representatives = (db: Reader, organisationIds: readonly string[]) =>
  db
    .selectFrom('organisation_representatives as r')
    .leftJoin('people as p', 'p.id', 'r.person_id')
    .select([
      'r.id',
      'r.organisation_id as organisationId',
      'r.name',
      'r.fiscal_code as fiscalCode',
      'r.role',
      'r.from_on as fromOn',
      'r.until_on as untilOn',
      'r.person_id as personId',
      'p.email',
      'r.revision',
    ])
    .where('r.organisation_id', 'in', organisationIds.filter(isId))
    .orderBy('r.from_on', 'desc')
    .orderBy('r.name')
    .orderBy('r.id');

/** All of them, whoever is in office first by date. */
export const legalRepresentativesOf = async (db: Reader, organisationId: string): Promise<LegalRepresentative[]> =>
  isId(organisationId) ? representatives(db, [organisationId]).execute() : [];

/** Who may bind these organisations on a day. One statement; none for no organisation. */
export async function legalRepresentativesOn(db: Reader, organisationIds: readonly string[], day: CalendarDate): Promise<LegalRepresentative[]> {
  if (!organisationIds.some(isId)) return [];
  return representatives(db, organisationIds)
    .where('r.from_on', '<=', day)
    .where((e) => e.or([e('r.until_on', 'is', null), e('r.until_on', '>=', day)]))
    .execute();
}
