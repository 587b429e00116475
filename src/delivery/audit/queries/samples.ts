import type { Actor } from '#src/core/actor.ts';
import type { Cents } from '#src/core/money.ts';
import type { CalendarDate, Instant } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { isUuid } from '#src/delivery/payments/queries.ts';
import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { Drawn, Method, Unit } from '../rules/draw.ts';
import { estimate, type Estimate, type Found } from '../rules/estimate.ts';
import type { DrawnAs, MethodKind, Nature, Outcome, Population, SampleState } from '../states.ts';
import type { Filters } from './populations.ts';

type List<Row> = SelectQueryBuilder<never, never, Row>;

/** What was frozen when the sample was drawn: from it anyone draws the same one again. */
export type SampleContent = {
  format: 'mics-audit-sample/1';
  code: string;
  population: Population;
  filters: Filters;
  method: Method;
  seed: string;
  seedFrom: 'log' | 'given';
  at: Instant;
  units: readonly Unit[];
  drawn: readonly Drawn[];
};

/** What was frozen of a round by which it was topped up: what was asked for, why, and what came of it. */
export type TopUpContent = {
  format: 'mics-audit-topup/1';
  sample: string;
  round: number;
  more: number;
  seed: string;
  at: Instant;
  estimate: Estimate;
  drawn: readonly Drawn[];
};

/** What was frozen when it was closed. `/1` knew neither kinds of error nor rounds. */
export type SampleOutcome = {
  format: 'mics-audit-outcome/1' | 'mics-audit-outcome/2';
  sample: string;
  /** Fingerprints of the rounds by which it was topped up. */
  topUps?: readonly string[];
  systemic?: { cents: Cents; how: string } | null;
  findings: readonly { item: string; outcome: Outcome; nature?: Nature | null; errorCents: Cents; finding: string }[];
  estimate: Omit<Estimate, 'systemicCents'> & Partial<Pick<Estimate, 'systemicCents'>>;
  conclusion: string;
};

/** Samples of calls that one audits or administers; those of all calls only for who does so everywhere. */
function visible(actor: Actor | null): RawBuilder<boolean> {
  const grants = actor?.grants.filter((g) => g.role === 'auditor' || g.role === 'office') ?? [];
  return grants.some((g) => g.scope === null) ? sql<boolean>`true` : sql<boolean>`s.call_id = any(${grants.flatMap((g) => g.scope ?? [])}::text[])`;
}

export type SampleRow = {
  id: string;
  code: string;
  title: string;
  population: Population;
  method: MethodKind;
  state: SampleState;
  items: number;
  open: number;
  irregular: number;
  drawnAt: Instant;
  drawnByName: string;
};

export const samplesFor = (actor: Actor | null): List<SampleRow> =>
  sql`select s.id, s.code, s.title, s.population, s.method ->> 'kind' as method, s.state, i.items, i.open, i.irregular, s.drawn_at as "drawnAt", w.name as "drawnByName"
    from audit_samples s join people w on w.id = s.drawn_by
    cross join lateral (select count(*)::int as items, (count(*) filter (where outcome is null))::int as open, (count(*) filter (where outcome = 'irregular'))::int as irregular
      from audit_sample_items where sample_id = s.id) i
    where ${visible(actor)}` as never;

export type Sample = Omit<SampleRow, 'method'> & {
  callId: string | null;
  spoke: number | null;
  fromOn: CalendarDate | null;
  untilOn: CalendarDate | null;
  method: Method;
  seed: string;
  seedFrom: 'log' | 'given';
  populationItems: number;
  populationCents: Cents;
  populationSha256: string;
  content: string;
  sha256: string;
  outcome: string | null;
  outcomeSha256: string | null;
  conclusion: string | null;
  closedAt: Instant | null;
  closedByName: string | null;
  systemicFoundCents: Cents;
  systemicCents: Cents | null;
  systemicHow: string | null;
};

export async function sampleById(db: Reader, id: string): Promise<Sample | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } =
    await sql<Sample>`select s.id, s.code, s.title, s.population, s.method, s.state, i.items, i.open, i.irregular, i."systemicFoundCents", s.systemic_cents as "systemicCents",
      s.systemic_how as "systemicHow", s.drawn_at as "drawnAt", w.name as "drawnByName",
      s.call_id as "callId", s.spoke, s.from_on as "fromOn", s.until_on as "untilOn", s.seed, s.seed_from as "seedFrom", s.population_items as "populationItems",
      s.population_cents as "populationCents", s.population_sha256 as "populationSha256", s.content, s.sha256, s.outcome, s.outcome_sha256 as "outcomeSha256",
      s.conclusion, s.closed_at as "closedAt", x.name as "closedByName"
    from audit_samples s join people w on w.id = s.drawn_by left join people x on x.id = s.closed_by
    cross join lateral (select count(*)::int as items, (count(*) filter (where outcome is null))::int as open, (count(*) filter (where outcome = 'irregular'))::int as irregular,
      coalesce(sum(error_cents) filter (where nature = 'systemic'), 0)::bigint as "systemicFoundCents"
      from audit_sample_items where sample_id = s.id) i
    where s.id = ${id}::uuid`.execute(db as never);
  return rows[0];
}

export type ItemRow = {
  number: number;
  item: string;
  reportId: string | null;
  projectId: string;
  drawnAs: DrawnAs;
  stratum: string;
  cents: Cents;
  label: string;
  acronym: string;
  beneficiary: string;
  on: CalendarDate | null;
  /** `open` where nobody has looked into it yet. */
  outcome: Outcome | 'open';
  errorCents: Cents;
  finding: string;
  nature: Nature | null;
  /** 0 is the draw itself, then the rounds by which it was topped up. */
  round: number;
  notedAt: Instant | null;
  notedByName: string | null;
};

export const itemsOfSample = (sampleId: string): List<ItemRow> =>
  sql`select i.number, i.item, i.report_id as "reportId", i.project_id as "projectId", i.drawn_as as "drawnAs", i.stratum, i.cents, i.label, i.acronym, i.beneficiary,
      i.happened_on as on, coalesce(i.outcome, 'open') as outcome, i.error_cents as "errorCents", i.finding, i.nature, i.round, i.noted_at as "notedAt", w.name as "notedByName"
    from audit_sample_items i left join people w on w.id = i.noted_by where i.sample_id = ${sampleId}::uuid` as never;

/** All items of a sample in their order. */
export async function allItems(db: Reader, sampleId: string): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`select * from (${itemsOfSample(sampleId) as never}) t order by t.number`.execute(db as never);
  return rows;
}

export type Round = { round: number; more: number; content: string; sha256: string; drawnAt: Instant; drawnByName: string };

/** The rounds by which a sample was topped up, in their order. */
export const roundsOf = (db: Reader, sampleId: string): Promise<Round[]> =>
  db
    .selectFrom('audit_topups as t')
    .innerJoin('people as p', 'p.id', 't.drawn_by')
    .select(['t.round', 't.more', 't.content', 't.sha256', 't.drawn_at as drawnAt', 'p.name as drawnByName'])
    .where('t.sample_id', '=', sampleId)
    .orderBy('t.round')
    .execute();

/** What the findings say so far; once the sample is closed what was frozen then. Null while an item has none. */
export function estimateOf(sample: Sample, items: readonly ItemRow[]): Estimate | null {
  if (sample.outcome !== null) {
    const frozen = (JSON.parse(sample.outcome) as SampleOutcome).estimate;
    return { ...frozen, systemicCents: frozen.systemicCents ?? 0 };
  }
  if (sample.open > 0) return null;
  const { units, method } = JSON.parse(sample.content) as SampleContent;
  return estimate(units, foundIn(items), method, sample.systemicCents);
}

export const foundIn = (items: readonly ItemRow[]): Map<string, Found> => new Map(items.map((i) => [i.item, { cents: i.errorCents, nature: i.nature }]));

/** Where the evidence of an item is. */
export const evidenceOf = (population: Population, { item, reportId }: Pick<ItemRow, 'item' | 'reportId'>): string =>
  population === 'payments' ? `/audit/payments/${item}` : population === 'costs' ? `/reports/${reportId}/lines/${item}` : `/projects/${item}`;

/** Calls with projects, and their Spokes, to choose from. */
export async function choices(db: Reader, programme: string): Promise<{ calls: { id: string; code: string }[]; spokes: number[] }> {
  const { rows } = await sql<{ id: string; code: string }>`select distinct on (p.call_id) p.call_id as id, v.definition::jsonb ->> 'officialCode' as code
    from projects p join calls c on c.id = p.call_id and c.programme_id = ${programme} join call_versions v on v.call_id = p.call_id order by p.call_id, v.number desc`.execute(
    db as never,
  );
  const spokes = await sql<{ number: number }>`select number from spokes where programme_id = ${programme} order by number`.execute(db as never);
  return { calls: rows, spokes: spokes.rows.map((s) => s.number) };
}
