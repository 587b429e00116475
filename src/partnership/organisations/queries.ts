import { regions, type RegionId } from '#src/core/regions.ts';
import type { Instant } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import { kindWords, organisationCopy, sizeWords } from './copy.ts';
import { folded, similarNames, tellingWords } from './rules.ts';
import { bodyKinds, sizeClasses, type AliasKind, type BodyKind, type Ownership, type SizeClass } from './states.ts';

export type Organisation = {
  id: string;
  legalName: string;
  shortName: string | null;
  kind: BodyKind;
  ownership: Ownership;
  /** Enterprises have one, other bodies none. */
  sizeClass: SizeClass | null;
  fiscalCode: string | null;
  vatNumber: string | null;
  ror: string | null;
  /** In the index of public administrations. */
  ipaCode: string | null;
  region: RegionId;
  city: string;
  website: string | null;
  example: boolean;
  revision: number;
  createdAt: Instant;
  updatedAt: Instant;
};

const columns = [
  'o.id',
  'o.legal_name as legalName',
  'o.short_name as shortName',
  'o.kind',
  'o.ownership',
  'o.size_class as sizeClass',
  'o.fiscal_code as fiscalCode',
  'o.vat_number as vatNumber',
  'o.ror',
  'o.ipa_code as ipaCode',
  'o.region',
  'o.city',
  'o.website',
  'o.example',
  'o.revision',
  'o.created_at as createdAt',
  'o.updated_at as updatedAt',
] as const;

const isId = (text: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);

/** Undefined for what is not there, and for what is no id at all. */
export async function organisationById(db: Reader, id: string): Promise<Organisation | undefined> {
  if (!isId(id)) return undefined;
  return (await db.selectFrom('organisations as o').select(columns).where('o.id', '=', id).executeTakeFirst()) as Organisation | undefined;
}

/** Those that are there, by name. One statement. */
export async function organisationsByIds(db: Reader, ids: readonly string[]): Promise<Organisation[]> {
  const known = [...new Set(ids)].filter(isId);
  if (known.length === 0) return [];
  return (await db
    .selectFrom('organisations as o')
    .select(columns)
    .where('o.id', 'in', known)
    .orderBy('o.legal_name')
    .orderBy('o.id')
    .execute()) as Organisation[];
}

export type OwnOrganisation = Organisation & { role: 'representative' | 'member' };

/** The organisations that a person acts for, by name. */
export async function organisationsOfPerson(db: Reader, personId: string): Promise<OwnOrganisation[]> {
  if (!isId(personId)) return [];
  return (await db
    .selectFrom('organisation_people as p')
    .innerJoin('organisations as o', 'o.id', 'p.organisation_id')
    .select([...columns, 'p.role'])
    .where('p.person_id', '=', personId)
    .orderBy('o.legal_name')
    .orderBy('o.id')
    .execute()) as OwnOrganisation[];
}

/** Lower case without accents, in SQL: people type `universita`. */
const plain = (expression: RawBuilder<unknown>) => sql<string>`translate(lower(${expression}), 'àáâäèéêëìíîïòóôöùúûüçñ’''.', 'aaaaeeeeiiiioooouuuucn  ')`;
const like = (text: string) => text.replace(/[\\%_]/g, (c) => `\\${c}`);

/**
 * By fiscal code or VAT number (exactly), or by every word of a name, short name, other name or city. The nearest first:
 * the code, then names that begin with what was typed, then the rest by name.
 */
export async function searchOrganisations(db: Reader, text: string, limit = 10): Promise<Organisation[]> {
  const typed = text.trim().slice(0, 200);
  const words = folded(typed).split(' ').filter(Boolean).slice(0, 8);
  if (words.length === 0) return [];
  const code = typed
    .replace(/[\s-]/g, '')
    .toUpperCase()
    .replace(/^IT(?=\d{11}$)/, '');
  const names = sql`concat_ws(' ', o.legal_name, o.short_name, o.city, (select string_agg(a.alias, ' ') from organisation_aliases a where a.organisation_id = o.id))`;
  const isCode = sql<boolean>`(o.fiscal_code = ${code} or o.vat_number = ${code})`;
  const wordsFound = sql<boolean>`(${sql.join(
    words.map((word) => sql`${plain(names)} like ${`%${like(word)}%`}`),
    sql` and `,
  )})`;
  const start = `${like(folded(typed))}%`;
  return (await db
    .selectFrom('organisations as o')
    .select(columns)
    .where(sql<boolean>`${isCode} or ${wordsFound}`)
    .orderBy(sql`coalesce(${isCode}, false) desc`)
    .orderBy(sql`(${plain(sql`o.legal_name`)} like ${start} or ${plain(sql`coalesce(o.short_name, '')`)} like ${start}) desc`)
    .orderBy('o.legal_name')
    .orderBy('o.id')
    .limit(Math.min(Math.max(limit, 1), 100))
    .execute()) as Organisation[];
}

/** Others on record that could be the same body under another spelling; at most `limit`. */
export async function similarOrganisations(db: Reader, name: string, except: string | null = null, limit = 6): Promise<Organisation[]> {
  const words = tellingWords(name);
  if (words.length === 0) return [];
  const names = sql`concat_ws(' ', o.legal_name, o.short_name, (select string_agg(a.alias, ' ') from organisation_aliases a where a.organisation_id = o.id))`;
  // The first letters of each word: near enough to fetch few, loose enough to miss no misspelling but of the beginning.
  const any = sql<boolean>`(${sql.join(
    words.map((word) => sql`${plain(names)} like ${`%${like(word.slice(0, 4))}%`}`),
    sql` or `,
  )})`;
  const candidates = (await db
    .selectFrom('organisations as o')
    .select([
      ...columns,
      sql<string[]>`coalesce((select json_agg(a.alias order by a.alias) from organisation_aliases a where a.organisation_id = o.id), '[]')`.as('aliases'),
    ])
    .where(any)
    .$if(except !== null, (q) => q.where('o.id', '!=', except!))
    .orderBy('o.legal_name')
    .orderBy('o.id')
    .limit(500)
    .execute()) as (Organisation & { aliases: string[] })[];
  return candidates
    .filter((c) => [c.legalName, c.shortName, ...c.aliases].some((other) => other !== null && similarNames(name, other)))
    .slice(0, limit)
    .map(({ aliases: _aliases, ...rest }) => rest);
}

export async function aliasesOf(db: Reader, organisationId: string): Promise<string[]> {
  const rows = await db.selectFrom('organisation_aliases').select('alias').where('organisation_id', '=', organisationId).orderBy('alias').execute();
  return rows.map((r) => r.alias);
}

export type Alias = { alias: string; kind: AliasKind };

export const aliasesWithKinds = (db: Reader, organisationId: string): Promise<Alias[]> =>
  db.selectFrom('organisation_aliases').select(['alias', 'kind']).where('organisation_id', '=', organisationId).orderBy('alias').execute();

export type OrganisationPerson = { personId: string; name: string; email: string; role: 'representative' | 'member'; since: Instant };

export async function peopleOf(db: Reader, organisationId: string): Promise<OrganisationPerson[]> {
  return db
    .selectFrom('organisation_people as p')
    .innerJoin('people', 'people.id', 'p.person_id')
    .select(['p.person_id as personId', 'people.name', 'people.email', 'p.role', 'p.since'])
    .where('p.organisation_id', '=', organisationId)
    .orderBy('people.name')
    .orderBy('p.person_id')
    .execute();
}

export type OrganisationRow = Pick<Organisation, 'id' | 'legalName' | 'shortName' | 'kind' | 'sizeClass' | 'region' | 'city' | 'fiscalCode' | 'example'> & {
  aliases: string;
};

const choices = <V extends string>(values: readonly V[], words: Record<V, { it: string; en: string }>) => ({
  kind: 'choice' as const,
  options: values.map((value) => ({ value, label: words[value] })),
});

export const organisationSpec: ListSpec<OrganisationRow> = {
  columns: [
    { key: 'legalName', label: organisationCopy.legalName, searched: true },
    { key: 'shortName', label: organisationCopy.shortName, searched: true },
    { key: 'kind', label: organisationCopy.kind, filter: choices(bodyKinds, kindWords), csv: (r, locale) => kindWords[r.kind][locale] },
    {
      key: 'sizeClass',
      label: organisationCopy.sizeClass,
      filter: choices(sizeClasses, sizeWords),
      csv: (r, locale) => r.sizeClass && sizeWords[r.sizeClass][locale],
    },
    {
      key: 'region',
      label: organisationCopy.region,
      filter: { kind: 'choice', options: regions.map((r) => ({ value: r.id, label: r.name })) },
      csv: (r, locale) => regions.find((x) => x.id === r.region)?.name[locale] ?? r.region,
    },
    { key: 'city', label: organisationCopy.city, searched: true },
    { key: 'fiscalCode', label: organisationCopy.fiscalCode, searched: true },
    { key: 'aliases', label: organisationCopy.aliases, searched: true, sort: false },
    {
      key: 'example',
      label: organisationCopy.example,
      filter: {
        kind: 'choice',
        options: [
          { value: 'true', label: { it: 'Sì', en: 'Yes' } },
          { value: 'false', label: { it: 'No', en: 'No' } },
        ],
      },
    },
  ],
  order: 'legalName',
  key: 'id',
};

/** Every organisation as a row of the list. */
export function organisationList(db: Reader): SelectQueryBuilder<never, never, OrganisationRow> {
  return db
    .selectFrom('organisations as o')
    .select([
      'o.id',
      'o.legal_name as legalName',
      'o.short_name as shortName',
      'o.kind',
      'o.size_class as sizeClass',
      'o.region',
      'o.city',
      'o.fiscal_code as fiscalCode',
      'o.example',
      sql<string>`coalesce((select string_agg(a.alias, ', ' order by a.alias) from organisation_aliases a where a.organisation_id = o.id), '')`.as('aliases'),
    ]) as never;
}
