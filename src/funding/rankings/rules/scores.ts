import type { Call, Premium } from '#src/funding/calls/schema.ts';
import { needsPanel } from '#src/funding/reviews/rules/points.ts';
import { headsOf, type RankedApplication } from './input.ts';

/** Points in whole units of the call's last decimal: with two decimals, 60 points are 6000 units. Nothing here is a float. */
export type Units = number;

export type Score = {
  /** Aggregated points of each criterion, before and after its weight. */
  criteria: { id: string; units: Units; weighted: Units }[];
  /** Sum of the weighted criteria: what thresholds look at. */
  merit: Units;
  /** What each premium adds, and what it reached before the call's rules on how it counts. */
  premiums: { id: string; units: Units; reached: Units }[];
  /** Sum of the premiums, no more than the call's cap. */
  premium: Units;
  total: Units;
  /** The largest distance between two experts' totals. */
  spread: Units;
  /** Experts lie further apart than the call allows and no consensus has been recorded. */
  needsConsensus: boolean;
};

const MILLION = 1_000_000;
/** Points have at most six decimals; read as whole millionths nothing is lost. */
const millionths = (points: number): bigint => BigInt(Math.round(points * MILLION));

/** Points as people write them. */
export const pointsOf = (units: Units, decimals: number): number => units / 10 ** decimals;

/** Points in units, rounded half up. */
export const unitsOf = (points: number, decimals: number): Units => divide(millionths(points) * 10n ** BigInt(decimals), BigInt(MILLION));

/** Rounds half up, exactly. */
function divide(a: bigint, b: bigint): number {
  return Number((2n * a + b) / (2n * b));
}

/** Mean or median of points given in steps, in units, rounded half up once. */
export function aggregate(points: readonly number[], by: 'mean' | 'median', decimals: number): Units {
  const { over, under } = middleOf(points, by);
  return divide(over * 10n ** BigInt(decimals), under * BigInt(MILLION));
}

/** Mean or median in millionths, as a fraction: not rounded. */
function middleOf(points: readonly number[], by: 'mean' | 'median'): { over: bigint; under: bigint } {
  if (points.length === 0) throw new RangeError('nobody gave points');
  const sorted = points.map(millionths).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const half = sorted.length >> 1;
  if (by === 'mean') return { over: sorted.reduce((a, b) => a + b, 0n), under: BigInt(sorted.length) };
  return { over: sorted.length % 2 === 1 ? 2n * sorted[half]! : sorted[half - 1]! + sorted[half]!, under: 2n };
}

/**
 * The score of one application under the call's criteria. Every figure is rounded once, from its exact value: with means, the merit is the
 * mean of the experts' totals. So three experts who each give 60 give 60, though the rounded criteria may add up to 59.99.
 * A consensus of the panel takes the place of the reviews. Throws a `RangeError` when points are missing.
 */
export function scoreOf(call: Call, application: RankedApplication): Score {
  const { criteria, aggregation, divergence, premiums, premiumCap } = call.evaluation;
  const { by, decimals } = aggregation;
  const judged = application.consensus ? [application.consensus] : application.reviews;
  const scored = criteria.map((c) => {
    const given = judged.map((r) => pointsFor(r.points, c.id));
    const { over, under } = middleOf(given, by);
    const exact = { over: over * millionths(c.weight), under };
    return { id: c.id, units: aggregate(given, by, decimals), weighted: divide(exact.over * 10n ** BigInt(decimals), exact.under * SQUARE), exact };
  });
  const reached = premiums.map((p) => {
    if (p.kind === 'judged')
      return {
        id: p.id,
        units: aggregate(
          judged.map((r) => r.premiums[p.id] ?? 0),
          by,
          decimals,
        ),
      };
    return { id: p.id, units: isEarned(p, application.facts) ? unitsOf(p.points, decimals) : 0 };
  });
  const given = reached.map(({ id, units }) => {
    const use = call.ranking.premiums?.find((u) => u.premium === id);
    const counted = use?.use === 'gate' ? 0 : use?.cap === undefined ? units : Math.min(units, unitsOf(use.cap, decimals));
    return { id, units: counted, reached: units };
  });
  const totals = application.reviews.map((r) => criteria.reduce((sum, c) => sum + millionths(pointsFor(r.points, c.id)) * millionths(c.weight), 0n));
  const spread = totals.reduce((a, b) => (a > b ? a : b), 0n) - totals.reduce((a, b) => (a < b ? a : b), totals[0] ?? 0n);
  const merit = divide(scored.reduce((sum, c) => sum + c.exact.over, 0n) * 10n ** BigInt(decimals), scored[0]!.exact.under * SQUARE);
  const premium = Math.min(
    given.reduce((sum, p) => sum + p.units, 0),
    unitsOf(premiumCap, decimals),
  );
  return {
    criteria: scored.map(({ exact: _exact, ...c }) => c),
    merit,
    premiums: given,
    premium,
    total: merit + premium,
    spread: divide(spread * 10n ** BigInt(decimals), SQUARE),
    needsConsensus:
      application.consensus === null &&
      divergence !== null &&
      needsPanel(call.evaluation, { diverging: spread > millionths(divergence) * BigInt(MILLION), submitted: application.reviews.length }),
  };
}

/** A product of two numbers in millionths. */
const SQUARE = BigInt(MILLION) ** 2n;

function pointsFor(points: Record<string, number>, id: string): number {
  const value = points[id];
  if (value === undefined) throw new RangeError(`no points for ${id}`);
  return value;
}

/** Whether the evidence of a proposal earns a premium that nobody judges. */
function isEarned(premium: Exclude<Premium, { kind: 'judged' }>, facts: RankedApplication['facts']): boolean {
  switch (premium.kind) {
    case 'womenShare':
      return reaches(facts.women, headsOf(facts), premium.percent);
    case 'youngShare':
      return reaches(facts.under40, headsOf(facts), premium.percent);
    case 'southImplementation':
      return reaches(facts.southEligibleCents, facts.eligibleCents, premium.minShare);
    case 'answer':
      return facts.about?.answers?.[premium.field]?.some((a) => premium.oneOf.includes(a)) ?? false;
  }
}

/** Is `part` at least `percent` of a `whole` that is more than nothing? */
function reaches(part: number, whole: number, percent: number): boolean {
  return whole > 0 && BigInt(part) * 10_000n >= BigInt(whole) * BigInt(Math.round(percent * 100));
}
