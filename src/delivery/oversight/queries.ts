import type { Cents } from '#src/core/money.ts';
import { regions, southIds } from '#src/core/regions.ts';
import type { CalendarDate } from '#src/core/time.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { figures } from '#src/plumbing/ledger/accounts.ts';
import { balancesBy, balancesQuery, figuresOf, movements, type Figures, type LedgerFilter } from '#src/plumbing/ledger/read.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql, type RawBuilder } from 'kysely';
import { oversightCopy as w } from './copy.ts';
import type { Area } from '#src/core/floors.ts';
import { claims } from './reported/queries.ts';
import type { Progress } from './rules/forecast.ts';

/** What the page is narrowed to. `spokes`: those that the person may see; null for all. */
export type Scope = {
  programme: string;
  spokes: readonly number[] | null;
  call?: string | undefined;
  spoke?: number | undefined;
  sector?: string | undefined;
  region?: string | undefined;
};

/** By what the money is broken down. */
export const breakdowns = ['spoke', 'sector', 'region', 'organisation', 'call'] as const;
export type Breakdown = (typeof breakdowns)[number];
export const isBreakdown = (text: string): text is Breakdown => (breakdowns as readonly string[]).includes(text);

const filterOf = ({ programme, call, spoke, sector, region }: Scope): LedgerFilter => ({
  programme,
  ...(call !== undefined && { call }),
  ...(spoke !== undefined && { spoke }),
  ...(sector !== undefined && { sector }),
  ...(region !== undefined && { region }),
});

export const inScope = (spokes: readonly number[] | null, column: RawBuilder<unknown>) =>
  spokes === null ? sql`true` : sql`${column} = any(${[...spokes]}::int[])`;

export type Totals = Figures & { south: Figures };

/** The figures of the whole and of the South, in one statement. A leader sees the money of their Spokes, not what no Spoke has yet. */
export async function totals(db: Reader, scope: Scope): Promise<Totals> {
  const all = await balancesBy(db, ['kind', 'spoke', 'south'], filterOf(scope));
  const rows = scope.spokes === null ? all : all.filter((r) => r.spoke !== null && scope.spokes!.includes(r.spoke));
  return { ...figuresOf(rows), south: figuresOf(rows.filter((r) => r.south === true)) };
}

export type OverviewRow = {
  id: string;
  label: string;
  committedCents: Cents;
  reportedCents: Cents;
  acceptedCents: Cents;
  paidCents: Cents;
  southCents: Cents;
  southShare: number | null;
};

export const overviewSpec = (by: Breakdown): ListSpec<OverviewRow> => {
  const euros = (key: 'committedCents' | 'reportedCents' | 'acceptedCents' | 'paidCents' | 'southCents') => (row: OverviewRow) => (row[key] / 100).toFixed(2);
  return {
    columns: [
      { key: 'label', label: w[by], searched: true },
      { key: 'committedCents', label: w.committed, numeric: true, csv: euros('committedCents') },
      { key: 'reportedCents', label: w.reported, numeric: true, csv: euros('reportedCents') },
      { key: 'acceptedCents', label: w.accepted, numeric: true, csv: euros('acceptedCents') },
      { key: 'paidCents', label: w.paid, numeric: true, csv: euros('paidCents') },
      { key: 'southCents', label: w.inSouth, numeric: true, csv: euros('southCents') },
      { key: 'southShare', label: w.southShare, numeric: true },
    ],
    order: by === 'spoke' || by === 'call' ? 'label' : '-committedCents',
    key: 'id',
    pageSize: 50,
  };
};

/** What each value of a breakdown is called. */
function labels(by: Breakdown, programme: string, locale: 'it' | 'en'): RawBuilder<unknown> {
  if (by === 'spoke')
    return sql`select number::text as id, 'Spoke ' || number || ' · ' || ${sql.ref(`title_${locale}`)} as label from spokes where programme_id = ${programme}`;
  if (by === 'sector') return sql`select id, ${sql.ref(`name_${locale}`)} as label from sectors where programme_id = ${programme}`;
  if (by === 'organisation') return sql`select id::text, legal_name as label from organisations`;
  if (by === 'call')
    return sql`select distinct on (call_id) call_id as id, definition::jsonb ->> 'officialCode' as label from call_versions order by call_id, number desc`;
  return sql`select * from unnest(${array.text(regions.map((r) => r.id))}::text[], ${array.text(regions.map((r) => r.name[locale]))}::text[]) as t (id, label)`;
}

const kindsOf = (figure: keyof typeof figures) => sql`b.kind = any(${[...figures[figure]]}::text[])`;
/** One row for each value of the breakdown: granted, reported, accepted, paid, and what of the granted is in the South. */
export async function overview(db: Reader, by: Breakdown, scope: Scope, locale: 'it' | 'en'): Promise<OverviewRow[]> {
  return (await breakdown(by, scope, locale).execute(db as never)).rows;
}

/** Rows that were read already, for a list of them: the sums are not made again. */
export const asList = (
  rows: readonly OverviewRow[],
): RawBuilder<OverviewRow> => sql<OverviewRow>`select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
  as r (id text, label text, "committedCents" bigint, "reportedCents" bigint, "acceptedCents" bigint, "paidCents" bigint, "southCents" bigint, "southShare" float8)`;

function breakdown(by: Breakdown, scope: Scope, locale: 'it' | 'en'): RawBuilder<OverviewRow> {
  const dims = [...new Set(['kind', 'south', 'spoke', by] as const)];
  return sql<OverviewRow>`
    select coalesce(f.id, '') as id, coalesce(l.label, ${w.notSaid[locale]}) as label, f.committed as "committedCents", coalesce(r.cents, 0)::bigint as "reportedCents",
      f.accepted as "acceptedCents", f.paid as "paidCents", f.south as "southCents",
      case when f.committed > 0 then round(f.south * 100.0 / f.committed, 2)::float8 end as "southShare"
    from (
      select b.${sql.ref(by)}::text as id, coalesce(sum(b.cents) filter (where ${kindsOf('committed')}), 0)::bigint as committed,
        coalesce(sum(b.cents) filter (where ${kindsOf('accepted')}), 0)::bigint as accepted, coalesce(sum(b.cents) filter (where ${kindsOf('paid')}), 0)::bigint as paid,
        coalesce(sum(b.cents) filter (where ${kindsOf('committed')} and b.south), 0)::bigint as south
      from (${balancesQuery(dims, filterOf(scope))}) b where ${inScope(scope.spokes, sql`b.spoke`)} group by 1
    ) f
    left join (${labels(by, scope.programme, locale)}) l on l.id = f.id
    left join (${reported(by, scope)}) r on r.id is not distinct from f.id
    where f.committed <> 0 or f.accepted <> 0 or f.paid <> 0`;
}

/** What the reports claim that wait to be examined, by the breakdown. */
function reported(by: Breakdown, scope: Scope): RawBuilder<unknown> {
  const { call, spoke, sector, region } = scope;
  const narrowed = Object.entries({ call, spoke, sector, region }).flatMap(([name, value]) =>
    value === undefined ? [] : [sql`x.${sql.ref(name)} = ${String(value)}`],
  );
  return sql`select nullif(x.${sql.ref(by)}, '-') as id, sum(x."aidCents")::bigint as cents from (${claims(scope)}) x
    where ${sql.join([sql`true`, ...narrowed], sql` and `)} group by 1`;
}

export type Month = { month: CalendarDate; committedCents: Cents; acceptedCents: Cents; paidCents: Cents };

/** Sums up to the end of each month in which something moved. */
export async function overTime(db: Reader, scope: Scope): Promise<Month[]> {
  const spokes = scope.spoke !== undefined ? [scope.spoke] : (scope.spokes ?? [undefined]);
  const rows = (await Promise.all(spokes.map((spoke) => movements(db, { ...filterOf(scope), ...(spoke !== undefined && { spoke }) })))).flat();
  const months = [...new Set(rows.map((r) => r.month))].sort();
  const sumTo = (month: CalendarDate, kind: string) => rows.filter((r) => r.kind === kind && r.month <= month).reduce((n, r) => n + r.cents, 0);
  return months.map((month) => ({
    month,
    committedCents: sumTo(month, 'committed'),
    acceptedCents: sumTo(month, 'accepted'),
    paidCents: sumTo(month, 'paid'),
  }));
}

/** Of running and closed projects, South and elsewhere: what their members were granted and what of it falls before `on` if it is spent evenly. */
export async function progress(
  db: Reader,
  scope: Scope,
  on: CalendarDate,
): Promise<{ south: Omit<Progress, 'acceptedCents'>; other: Omit<Progress, 'acceptedCents'> }> {
  const { rows } = await sql<{ south: boolean; committedCents: Cents; expectedCents: Cents }>`
    select m.region = any(${array.text(southIds)}::text[]) as south, sum(m.aid_cents)::bigint as "committedCents",
      sum(m.aid_cents * least(1, greatest(0, (${on}::date - p.starts_on + 1)::numeric / (p.ends_on - p.starts_on + 1))))::bigint as "expectedCents"
    from projects p join project_members m on m.project_id = p.id
    where p.state not in ('revoked', 'renounced') and m.left_on is null and ${projectsIn(scope)} group by 1`.execute(db as never);
  const of = (south: boolean) => rows.find((r) => r.south === south) ?? { committedCents: 0, expectedCents: 0 };
  return { south: of(true), other: of(false) };
}

const projectsIn = ({ programme, spokes, spoke, call, sector, region }: Scope) => sql`${inScope(spokes, sql`p.main_spoke`)}
  and exists (select from calls c where c.id = p.call_id and c.programme_id = ${programme})
  and (${spoke ?? null}::int is null or p.main_spoke = ${spoke ?? null}::int) and (${call ?? null}::text is null or p.call_id = ${call ?? null}::text)
  and (${sector ?? null}::text is null or p.sector = ${sector ?? null}::text) and (${region ?? null}::text is null or m.region = ${region ?? null}::text)`;

export type Team = { people: number; women: number; stated: number; hired: number; hiredWomen: number; hiredStated: number; hiredSouth: number };

/** Who works on the projects now, and who was hired for them. Who states no gender is not counted in the shares. */
export async function team(db: Reader, scope: Scope): Promise<Team> {
  const south = array.text(southIds);
  const { rows } = await sql<Team>`
    select count(*)::int as people, (count(*) filter (where w.gender = 'f'))::int as women, (count(*) filter (where w.gender in ('f', 'm')))::int as stated,
      (count(*) filter (where w.new_hire))::int as hired, (count(*) filter (where w.new_hire and w.gender = 'f'))::int as "hiredWomen",
      (count(*) filter (where w.new_hire and w.gender in ('f', 'm')))::int as "hiredStated",
      (count(*) filter (where w.new_hire and w.region = any(${south}::text[])))::int as "hiredSouth"
    from project_people w join projects p on p.id = w.project_id join project_members m on m.project_id = w.project_id and m.organisation_id = w.organisation_id
    where w.until_on is null and p.state not in ('revoked', 'renounced') and ${projectsIn(scope)}`.execute(db as never);
  return rows[0]!;
}

export type Pot = { id: string; code: string; potCents: Cents; committedCents: Cents; southCents: Cents };

/** What each call still has to grant, beside what it has granted. */
export async function pots(db: Reader, programme: string): Promise<Pot[]> {
  const { rows } = await sql<Pot>`
    select b.call as id, l.label as code, coalesce(sum(b.cents) filter (where b.kind = 'pot'), 0)::bigint as "potCents",
      coalesce(sum(b.cents) filter (where b.kind = 'committed'), 0)::bigint as "committedCents",
      coalesce(sum(b.cents) filter (where b.kind = 'committed' and b.south), 0)::bigint as "southCents"
    from (${balancesQuery(['kind', 'call', 'south'], { programme, kinds: ['pot', 'committed'] })}) b
    join (${labels('call', programme, 'it')}) l on l.id = b.call group by 1, 2 order by 2`.execute(db as never);
  return rows;
}

export const areaOf = (t: Totals, figure: 'committed' | 'accepted' | 'paid'): Area => ({ southCents: t.south[figure], allCents: t[figure] });
