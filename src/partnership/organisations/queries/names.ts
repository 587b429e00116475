import type { CalendarDate } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import type { Named } from '../rules/resolve.ts';
import type { TieKind } from '../states.ts';

/** Every organisation with all its names, codes and parents: what the resolver reads. One statement. */
export async function namedOrganisations(db: Reader): Promise<Named[]> {
  const rows = await db
    .selectFrom('organisations as o')
    .select(['o.id', 'o.kind', 'o.city', 'o.website', 'o.legal_name as legalName', 'o.short_name as shortName'])
    .select(['o.fiscal_code as fiscalCode', 'o.vat_number as vatNumber', 'o.ror', 'o.ipa_code as ipaCode'])
    .select([
      sql<string[]>`coalesce((select json_agg(a.alias order by a.alias) from organisation_aliases a where a.organisation_id = o.id), '[]')`.as('aliases'),
      sql<string[]>`coalesce((select json_agg(t.parent_id order by t.parent_id) from organisation_ties t where t.organisation_id = o.id), '[]')`.as(
        'parentIds',
      ),
    ])
    .orderBy('o.id')
    .execute();
  const given = (values: readonly (string | null)[]) => values.filter((v): v is string => v !== null);
  return rows.map(({ legalName, shortName, aliases, fiscalCode, vatNumber, ror, ipaCode, ...row }) => ({
    ...row,
    names: given([legalName, shortName, ...aliases]),
    codes: given([fiscalCode, vatNumber, ror, ipaCode]),
  }));
}

/** The first name of each of these. */
export const namesOf = (register: readonly Named[], ids: readonly string[]): string[] =>
  ids.map((id) => register.find((o) => o.id === id)?.names[0] ?? '').filter(Boolean);

export type Tie = { id: string; name: string; kind: TieKind; fromOn: CalendarDate | null; untilOn: CalendarDate | null };

/** What an organisation is part of, and what is part of it. */
export async function tiesOf(db: Reader, organisationId: string): Promise<{ parents: Tie[]; parts: Tie[] }> {
  const rows = await db
    .selectFrom('organisation_ties as t')
    .innerJoin('organisations as o', 'o.id', 't.organisation_id')
    .innerJoin('organisations as p', 'p.id', 't.parent_id')
    .select(['t.organisation_id as childId', 'o.legal_name as child', 't.parent_id as parentId', 'p.legal_name as parent'])
    .select(['t.kind', 't.from_on as fromOn', 't.until_on as untilOn'])
    .where((e) => e.or([e('t.organisation_id', '=', organisationId), e('t.parent_id', '=', organisationId)]))
    .orderBy('o.legal_name')
    .orderBy('p.legal_name')
    .execute();
  return {
    parents: rows
      .filter((r) => r.childId === organisationId)
      .map(({ parentId, parent, kind, fromOn, untilOn }) => ({ id: parentId, name: parent, kind, fromOn, untilOn })),
    parts: rows
      .filter((r) => r.parentId === organisationId)
      .map(({ childId, child, kind, fromOn, untilOn }) => ({ id: childId, name: child, kind, fromOn, untilOn })),
  };
}

export type TieBetween = { childId: string; parentId: string; kind: TieKind; fromOn: CalendarDate | null; untilOn: CalendarDate | null };

export const allTies = (db: Reader): Promise<TieBetween[]> =>
  db
    .selectFrom('organisation_ties')
    .select(['organisation_id as childId', 'parent_id as parentId', 'kind', 'from_on as fromOn', 'until_on as untilOn'])
    .orderBy('organisation_id')
    .orderBy('parent_id')
    .execute();
