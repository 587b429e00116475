import { spreadOf, weighted } from '#src/core/points.ts';
import type { Call } from '#src/funding/calls/schema.ts';

/** What one expert, or the panel, gave: points by criterion, and by premium where the call has judged ones. */
export type Given = { points: Record<string, number>; premiums: Record<string, number> };

type Evaluation = Call['evaluation'];
type Grid = Pick<Evaluation, 'criteria' | 'divergence'>;

/** The weighted points of all criteria together, premiums left out: what two experts are compared by. */
export const totalOf = ({ criteria }: Pick<Grid, 'criteria'>, points: Record<string, number>): number =>
  weighted(criteria.map((c) => ({ points: points[c.id] ?? null, weight: c.weight })));

/** Further apart than the call allows. */
export function diverges(grid: Grid, reviews: readonly Pick<Given, 'points'>[]): boolean {
  const spread = spreadOf(reviews.map((r) => totalOf(grid, r.points)));
  return grid.divergence !== null && spread !== null && spread > grid.divergence;
}

export type Settling = Pick<Evaluation, 'onDivergence' | 'reviewsPerProposal'>;

/** How many experts a proposal has: one more where they stand too far apart and the call says that a further one settles it. */
export const reviewsWanted = ({ onDivergence, reviewsPerProposal }: Settling, diverging: boolean): number =>
  reviewsPerProposal + (diverging && onDivergence === 'expert' ? 1 : 0);

/** The panel has to agree on points: too far apart, and no further expert has settled it. */
export const needsPanel = ({ onDivergence, reviewsPerProposal }: Settling, { diverging, submitted }: { diverging: boolean; submitted: number }): boolean =>
  diverging && !(onDivergence === 'expert' && submitted > reviewsPerProposal);

/** The item under which the points of a premium are kept, beside those of the criteria. */
export const premiumItem = (premium: string): string => `premium/${premium}`;
