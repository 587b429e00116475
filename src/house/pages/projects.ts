import { callCodes } from '#src/funding/calls/queries.ts';
import type { Cents } from '#src/core/money.ts';
import type { Source } from '#src/core/decision.ts';
import type { Locale } from '#src/core/words.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import type { Sector, Spoke } from '#src/partnership/programme/queries.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import { originWords, publicCopy } from './copy.ts';

export type ProjectOrigin = 'partnership' | 'call';
export type ProjectRow = {
  id: string;
  code: string;
  title: string;
  origin: ProjectOrigin;
  callId: string | null;
  /** As people know it: `Bando 01/2024`. */
  callCode: string | null;
  spoke: number | null;
  sector: string | null;
  lead: string | null;
  leadId: string | null;
  region: string | null;
  grantCents: Cents | null;
  example: boolean;
  source: Source | null;
};

/** The partnership's own projects and those that its calls have awarded. The former have a title in each language, the latter that of their application. */
export function projectList(programmeId: string, locale: Locale, spoke: number | null = null): SelectQueryBuilder<never, never, ProjectRow> {
  const title = locale === 'it' ? sql`p.title_it` : sql`p.title_en`;
  const only = (column: string) => (spoke === null ? sql`` : sql`and ${sql.ref(column)} = ${spoke}`);
  const query = sql<ProjectRow>`
    select p.id, p.code, ${title} as title, 'partnership' as origin, null as "callId", null as "callCode", p.spoke, p.sector_id as sector, null as lead, null::uuid as "leadId", null as region, null::bigint as "grantCents", p.example, p.source
    from partnership_projects p where p.programme_id = ${programmeId} ${only('p.spoke')}
    union all
    select a.id, x.acronym, x.title, 'call', a.call_id, coalesce(cc.code, a.call_id), x.main_spoke, x.sector, o.legal_name, o.id, o.region, a.grant_cents, x.example, null
    from awards a join calls c on c.id = a.call_id left join ${callCodes} cc on cc.id = a.call_id join applications x on x.id = a.application_id join organisations o on o.id = x.lead_id
    where c.programme_id = ${programmeId} and not exists (select from renunciations z where z.application_id = a.application_id) ${only('x.main_spoke')}`;
  return query as never;
}

/** All projects of one Spoke, the partnership's own first. One statement. */
export async function projectsOfSpoke(db: Reader, programmeId: string, locale: Locale, spoke: number): Promise<ProjectRow[]> {
  const rows =
    await sql<ProjectRow>`select * from (${projectList(programmeId, locale, spoke) as unknown as ReturnType<typeof sql>}) as t order by origin desc, code, id`.execute(
      db as never,
    );
  return rows.rows;
}

/** The calls that have awarded projects. */
export async function awardingCalls(db: Reader, programmeId: string): Promise<{ id: string; code: string }[]> {
  const { rows } = await sql<{ id: string; code: string }>`select cc.id, cc.code from ${callCodes} cc join calls c on c.id = cc.id
    where c.programme_id = ${programmeId} and exists (select from awards a where a.call_id = c.id) order by cc.id`.execute(db as never);
  return rows;
}

export function projectSpec(spokes: readonly Spoke[], sectors: readonly Sector[], calls: readonly { id: string; code: string }[]): ListSpec<ProjectRow> {
  const origins = ['partnership', 'call'] as const;
  return {
    columns: [
      { key: 'title', label: publicCopy.project, searched: true },
      { key: 'code', label: publicCopy.code, searched: true },
      {
        key: 'origin',
        label: publicCopy.origin,
        filter: { kind: 'choice', options: origins.map((value) => ({ value, label: originWords[value] })) },
        csv: (r, locale) => originWords[r.origin][locale],
      },
      { key: 'callId', label: publicCopy.call, filter: { kind: 'choice', options: calls.map((c) => ({ value: c.id, label: { it: c.code, en: c.code } })) } },
      {
        key: 'spoke',
        label: publicCopy.spoke,
        filter: {
          kind: 'choice',
          options: spokes.map((s) => ({ value: String(s.number), label: { it: `${s.number}. ${s.title.it}`, en: `${s.number}. ${s.title.en}` } })),
        },
      },
      {
        key: 'sector',
        label: publicCopy.sector,
        filter: { kind: 'choice', options: sectors.map((s) => ({ value: s.id, label: s.name })) },
        csv: (r, locale) => sectors.find((s) => s.id === r.sector)?.name[locale] ?? r.sector,
      },
      { key: 'lead', label: publicCopy.lead, searched: true },
      { key: 'grantCents', label: publicCopy.grant, numeric: true, csv: (r) => (r.grantCents === null ? null : r.grantCents / 100) },
      {
        key: 'example',
        label: publicCopy.example,
        filter: {
          kind: 'choice',
          options: [
            { value: 'true', label: publicCopy.yes },
            { value: 'false', label: publicCopy.no },
          ],
        },
      },
    ],
    order: 'code',
    key: 'id',
  };
}
