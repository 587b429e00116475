import { reason, type Reason } from './decision.ts';
import { clashIn } from './assignment/clash.ts';
import { fairest } from './assignment/fair.ts';
import { BARRED, Matching, type Demands } from './assignment/matching.ts';

/**
 * Who could review what. `scores` has a row per proposal and a column per reviewer, in the order of the lists; `null` (or NaN, for rows
 * that are typed arrays) means that this reviewer may not review this proposal. Scores are read to nine decimals, or as many
 * as sums of them stay exact with.
 */
export type Instance = {
  version: 1;
  objective: 'fair' | 'total';
  proposals: readonly { id: string; reviews: number }[];
  reviewers: readonly { id: string; min: number; max: number }[];
  scores: readonly ArrayLike<number | null>[];
  groups?: readonly unknown[] | undefined;
};

/**
 * `minimum` is the smallest sum of scores over the reviewers of one proposal (0 when no proposal wants a review).
 * No assignment has more than `bound.minimum`; none has more than `bound.total`, or for `fair` none that keeps `minimum`.
 * `optimal` is true only if proven: then the objective's figures equal their bounds. Pairs are in the order of the lists.
 */
export type Assignment = {
  version: 1;
  pairs: [proposal: string, reviewer: string][];
  total: number;
  minimum: number;
  bound: { total: number; minimum: number };
  optimal: boolean;
};

/** Why there is no assignment, each reason naming a smallest set of what clashes. */
export type Refusal = { infeasible: Reason[] };

/** Elementary steps spent before `fair` settles for what it has: some ten seconds on an ordinary machine. */
export const EFFORT = 4e9;

/**
 * Assigns reviewers to proposals: exactly `reviews` different ones to each, each between `min` and `max` times.
 *
 * `total`: the largest sum of scores, always optimal (a minimum-cost flow). `fair`: first the largest possible `minimum`, then the
 * largest total that keeps it; this is NP-hard, so the search has a limit, counted in steps and not in seconds:
 * the same input gives the same output, and a shuffled one the same pairs.
 *
 * Refuses with `assign.tooFewReviewers` {proposal, available, needed}, `assign.notEnoughCapacity` {proposals, reviewers, needed,
 * available} (these proposals need more reviews than these reviewers, all that are open to them, may give), `assign.notEnoughWork`
 * {reviewers, proposals, needed, available} (these reviewers' minimums ask for more than the proposals open to them need), and
 * `assign.groupsUnsupported`. Throws a `RangeError` when the instance contradicts itself (sizes, negative or broken numbers, an id twice).
 */
export function assign(instance: Instance, effort = EFFORT): Assignment | Refusal {
  check(instance);
  if (instance.groups && instance.groups.length > 0) return { infeasible: [reason('assign.groupsUnsupported')] };
  const sorted = inOrderOfIds(instance);
  const { scores, scale } = wholeScores(sorted);
  const demands = demandsOf(sorted);
  const tooFew = proposalsWithTooFew(sorted, scores);
  if (tooFew.length > 0) return { infeasible: tooFew };
  const matching = new Matching(sorted.proposals.length, sorted.reviewers.length, demands);
  for (let p = 0; p < sorted.proposals.length; p++) matching.setRow(p, scores, p * sorted.reviewers.length);
  if (!matching.solve(true)) return { infeasible: clashes(sorted, scores) };
  const largest = sorted.proposals.map((_, p) => Int32Array.from(matching.of(p)));
  return instance.objective === 'total' ? present(sorted, instance, largest, scores, scale) : presentFair();

  function presentFair(): Assignment {
    const found = fairest({ scores, demands, proposals: sorted.proposals.length, reviewers: sorted.reviewers.length }, largest, effort);
    const shown = present(sorted, instance, found.reviewersOf, scores, scale);
    return { ...shown, bound: { total: found.totalBound / scale, minimum: found.minimumBound / scale }, optimal: found.optimal };
  }
}

function check({ version, proposals, reviewers, scores }: Instance): void {
  const isCount = (n: number) => Number.isSafeInteger(n) && n >= 0;
  const twice = (ids: readonly { id: string }[]) => new Set(ids.map((x) => x.id)).size !== ids.length;
  if (version !== 1) throw new RangeError(`unknown version ${String(version)}`);
  if (twice(proposals) || twice(reviewers)) throw new RangeError('an id appears twice');
  if (!proposals.every((p) => isCount(p.reviews))) throw new RangeError('reviews must be a count');
  if (!reviewers.every((r) => isCount(r.min) && isCount(r.max) && r.min <= r.max)) throw new RangeError('min and max must be counts, min at most max');
  if (scores.length !== proposals.length) throw new RangeError(`${scores.length} rows of scores for ${proposals.length} proposals`);
  for (const row of scores) if (row.length !== reviewers.length) throw new RangeError(`${row.length} scores in a row for ${reviewers.length} reviewers`);
}

/** The order that the solver sees does not depend on the order of the lists, so its answer does not either. */
type Sorted = Instance & { columns: readonly number[] };

function inOrderOfIds(instance: Instance): Sorted {
  const order = (items: readonly { id: string }[]) => items.map((_, i) => i).sort((a, b) => (items[a]!.id < items[b]!.id ? -1 : 1));
  const rows = order(instance.proposals);
  const columns = order(instance.reviewers);
  return {
    ...instance,
    proposals: rows.map((i) => instance.proposals[i]!),
    reviewers: columns.map((i) => instance.reviewers[i]!),
    scores: rows.map((i) => instance.scores[i]!),
    columns,
  };
}

function demandsOf({ proposals, reviewers }: Sorted): Demands {
  return {
    reviews: Int32Array.from(proposals, (p) => p.reviews),
    least: Int32Array.from(reviewers, (r) => Math.min(r.min, proposals.length + 1)),
    most: Int32Array.from(reviewers, (r) => Math.min(r.max, proposals.length + 1)),
  };
}

/** Beyond this, sums (of scores times a weight, on the way to a proof) would no longer be exact. */
const LARGEST_SUM = 2 ** 52 / 1024;

/** Scores as whole numbers, `score × scale`, barred ones as minus infinity. A reviewer who may read nothing is barred too. */
function wholeScores({ proposals, reviewers, scores, columns }: Sorted): { scores: Float64Array; scale: number } {
  const width = reviewers.length;
  const whole = new Float64Array(proposals.length * width);
  let largest = 0;
  for (let p = 0; p < proposals.length; p++) {
    for (let r = 0; r < width; r++) {
      const score = scores[p]![columns[r]!];
      const barred = score === null || score === undefined || Number.isNaN(score) || reviewers[r]!.max === 0;
      if (!barred && !Number.isFinite(score)) throw new RangeError('a score is not a number');
      whole[p * width + r] = barred ? BARRED : score;
      if (!barred) largest = Math.max(largest, Math.abs(score));
    }
  }
  const reviews = proposals.reduce((sum, p) => sum + p.reviews, 0);
  const fits = (digits: number) => largest * 10 ** digits * Math.max(1, reviews) <= LARGEST_SUM;
  if (!fits(0)) throw new RangeError('scores are too large to be added up exactly');
  let digits = 0;
  for (const score of whole) {
    if (score === BARRED) continue;
    while (digits < 9 && fits(digits + 1) && Math.round(score * 10 ** digits) / 10 ** digits !== score) digits += 1;
  }
  const scale = 10 ** digits;
  for (let i = 0; i < whole.length; i++) whole[i] = Math.round(whole[i]! * scale);
  return { scores: whole, scale };
}

function proposalsWithTooFew({ proposals, reviewers }: Sorted, scores: Float64Array): Reason[] {
  return proposals.flatMap(({ id, reviews }, p) => {
    const available = scores.subarray(p * reviewers.length, (p + 1) * reviewers.length).reduce((n, score) => n + Number(score !== BARRED), 0);
    return available < reviews ? [reason('assign.tooFewReviewers', { proposal: id, available, needed: reviews })] : [];
  });
}

function clashes({ proposals, reviewers }: Sorted, scores: Float64Array): Reason[] {
  const may = (p: number, r: number) => scores[p * reviewers.length + r] !== BARRED;
  const capacity = clashIn({ demand: proposals.map((p) => p.reviews), capacity: reviewers.map((r) => r.max), open: may });
  const work = clashIn({ demand: reviewers.map((r) => r.min), capacity: proposals.map((p) => p.reviews), open: (r, p) => may(p, r) });
  const ids = (list: readonly { id: string }[], chosen: readonly number[]) => chosen.map((i) => list[i]!.id);
  return [
    ...(capacity
      ? [
          reason('assign.notEnoughCapacity', {
            proposals: ids(proposals, capacity.demanders),
            reviewers: ids(reviewers, capacity.suppliers),
            needed: capacity.needed,
            available: capacity.available,
          }),
        ]
      : []),
    ...(work
      ? [
          reason('assign.notEnoughWork', {
            reviewers: ids(reviewers, work.demanders),
            proposals: ids(proposals, work.suppliers),
            needed: work.needed,
            available: work.available,
          }),
        ]
      : []),
  ];
}

function present(sorted: Sorted, instance: Instance, reviewersOf: readonly Int32Array[], scores: Float64Array, scale: number): Assignment {
  const { proposals, reviewers } = sorted;
  const columnOf = new Map(instance.reviewers.map((r, i) => [r.id, i]));
  const chosen = new Map(proposals.map((proposal, p) => [proposal.id, Array.from(reviewersOf[p]!, (r) => reviewers[r]!.id)]));
  const sums = proposals.map((_, p) => reviewersOf[p]!.reduce((sum, r) => sum + scores[p * reviewers.length + r]!, 0));
  const wanted = proposals.flatMap((proposal, p) => (proposal.reviews > 0 ? [p] : []));
  const total = sums.reduce((a, b) => a + b, 0) / scale;
  const minimum = wanted.length === 0 ? 0 : wanted.reduce((least, p) => Math.min(least, sums[p]!), Infinity) / scale;
  const best = (p: number) =>
    scores
      .slice(p * reviewers.length, (p + 1) * reviewers.length)
      .sort()
      .subarray(-proposals[p]!.reviews)
      .reduce((a, b) => a + b, 0);
  const conceivable = wanted.length === 0 ? 0 : wanted.reduce((least, p) => Math.min(least, best(p)), Infinity) / scale;
  return {
    version: 1,
    pairs: instance.proposals.flatMap(({ id }) =>
      chosen
        .get(id)!
        .sort((a, b) => columnOf.get(a)! - columnOf.get(b)!)
        .map((reviewer): [string, string] => [id, reviewer]),
    ),
    total,
    minimum,
    bound: { total, minimum: conceivable },
    optimal: true,
  };
}
