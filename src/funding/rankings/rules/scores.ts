import type { Call, Criterion } from '#src/funding/calls/schema.ts';
import type { RankedApplication } from './input.ts';

/** Points in whole units of the call's last decimal: with two decimals, 60 points are 6000 units. Nothing here is a float. */
export type Units = number;

export type Score = {
  /** Aggregated points of each criterion, before and after its weight. */
  criteria: { id: string; units: Units; weighted: Units }[];
  /** Sum of the weighted criteria: what thresholds look at. */
  merit: Units;
  premiums: { id: string; units: Units }[];
  /** Sum of the premiums, no more than the call's cap. */
  premium: Units;
  total: Units;
  /** The largest distance between two experts' totals. */
  spread: Units;
  /** Experts lie further apart than the call allows and no consensus has been recorded. */
  needsConsensus: boolean;
};

const MILLI = 1000;
const milli = (points: number): bigint => BigInt(Math.round(points * MILLI));

/** Points as people write them. */
export const pointsOf = (units: Units, decimals: number): number => units / 10 ** decimals;

/** Points in units, rounded half up. */
export const unitsOf = (points: number, decimals: number): Units => divide(milli(points) * 10n ** BigInt(decimals), BigInt(MILLI));

/** Rounds half up, exactly. */
function divide(a: bigint, b: bigint): number {
  return Number((2n * a + b) / (2n * b));
}

/** Mean or median of points given in steps, in units, rounded half up once. */
export function aggregate(points: readonly number[], by: 'mean' | 'median', decimals: number): Units {
  if (points.length === 0) return 0;
  const factor = 10n ** BigInt(decimals);
  const sorted = points.map(milli).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const middle = by === 'mean' ? sorted : sorted.length % 2 === 1 ? [sorted[(sorted.length - 1) / 2]!] : sorted.slice(sorted.length / 2 - 1, sorted.length / 2 + 1);
  return divide(middle.reduce((a, b) => a + b, 0n) * factor, BigInt(middle.length) * BigInt(MILLI));
}

/**
 * The score of one application under the call's criteria. Each criterion is aggregated over the experts and rounded once to the declared decimals;
 * the total is the sum of what is shown. A consensus of the panel takes the place of the reviews.
 */
export function scoreOf(call: Call, application: RankedApplication): Score {
  const { criteria, aggregation, divergence, premiums, premiumCap } = call.evaluation;
  const { by, decimals } = aggregation;
  const judged = application.consensus ? [application.consensus] : application.reviews;
  const scored = criteria.map((c) => {
    const units = aggregate(judged.map((r) => r.points[c.id] ?? 0), by, decimals);
    return { id: c.id, units, weighted: weigh(c, units) };
  });
  const given = premiums.map((p) => {
    if (p.kind === 'judged') return { id: p.id, units: aggregate(judged.map((r) => r.premiums[p.id] ?? 0), by, decimals) };
    const { women, men, southEligibleCents, eligibleCents } = application.facts;
    const earned = p.kind === 'womenShare' ? reaches(women, women + men, p.percent) : reaches(southEligibleCents, eligibleCents, p.minShare);
    return { id: p.id, units: earned ? unitsOf(p.points, decimals) : 0 };
  });
  const totals = application.reviews.map((r) => criteria.reduce((sum, c) => sum + weigh(c, unitsOf(r.points[c.id] ?? 0, decimals)), 0));
  const spread = totals.length > 1 ? Math.max(...totals) - Math.min(...totals) : 0;
  const merit = scored.reduce((sum, c) => sum + c.weighted, 0);
  const premium = Math.min(given.reduce((sum, p) => sum + p.units, 0), unitsOf(premiumCap, decimals));
  return {
    criteria: scored, merit, premiums: given, premium, total: merit + premium, spread,
    needsConsensus: application.consensus === null && divergence !== null && spread > unitsOf(divergence, decimals),
  };
}

const weigh = (criterion: Criterion, units: Units): Units => divide(BigInt(units) * milli(criterion.weight), BigInt(MILLI));

/** Is `part` at least `percent` of a `whole` that is more than nothing? */
function reaches(part: number, whole: number, percent: number): boolean {
  return whole > 0 && BigInt(part) * 10_000n >= BigInt(whole) * BigInt(Math.round(percent * 100));
}
