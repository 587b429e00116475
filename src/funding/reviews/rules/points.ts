import type { Call } from '#src/funding/calls/schema.ts';

/** What one expert, or the panel, gave: points by criterion, and by premium where the call has judged ones. */
export type Given = { points: Record<string, number>; premiums: Record<string, number> };

type Grid = Pick<Call['evaluation'], 'criteria' | 'divergence'>;

/** Points are compared and added as whole thousandths: 0.1 + 0.2 is 0.3 here. */
const thousandths = (points: number): number => Math.round(points * 1000);

/** The weighted points of all criteria together, premiums left out: what two experts are compared by. */
export function totalOf({ criteria }: Pick<Grid, 'criteria'>, points: Record<string, number>): number {
  return criteria.reduce((sum, c) => sum + Math.round(thousandths(points[c.id] ?? 0) * c.weight), 0) / 1000;
}

/** Between the lowest and the highest total; null for fewer than two reviews. */
export function spreadOf(totals: readonly number[]): number | null {
  return totals.length < 2 ? null : (thousandths(Math.max(...totals)) - thousandths(Math.min(...totals))) / 1000;
}

/** Further apart than the call allows: the panel has to agree on points. */
export function diverges(grid: Grid, reviews: readonly Pick<Given, 'points'>[]): boolean {
  const spread = spreadOf(reviews.map((r) => totalOf(grid, r.points)));
  return grid.divergence !== null && spread !== null && spread > grid.divergence;
}

/** Is this a number of points that the scale has: from 0 to `max` in steps of `step`? */
export const onScale = (scale: { max: number; step: number }, points: number): boolean =>
  points >= 0 && thousandths(points) <= thousandths(scale.max) && isStep(scale, points);

export const isStep = ({ step }: { step: number }, points: number): boolean =>
  Math.abs(points * 1000 - thousandths(points)) < 1e-6 && thousandths(points) % thousandths(step) === 0;

/** The item under which the points of a premium are kept, beside those of the criteria. */
export const premiumItem = (premium: string): string => `premium/${premium}`;
