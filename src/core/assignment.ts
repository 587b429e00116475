import { reason, type Reason } from './decision.ts';
import { fairest, type Fairest } from './assignment/fair.ts';
import { clashes, groupClash, pinClashes, proposalsWithTooFew, simpleGroupClashes } from './assignment/infeasible.ts';
import { check, inOrderOfIds, problemOf, wholeScores, type Sorted } from './assignment/instance.ts';
import { BARRED, Matching } from './assignment/matching.ts';
import { violations } from './assignment/parts.ts';
import { mostOf, partsOf, type Problem } from './assignment/problem.ts';
import { Search } from './assignment/search.ts';

/**
 * A rule about the reviewers of each single proposal: at least so many of a group, and (with `extension`) at most so many; a number stands
 * for each group. With `proposals` (and extension 2) it is a rule about these only. Groups may overlap, and so may rules.
 */
export type GroupRule = {
  of: 'reviewers';
  by: string;
  members: Readonly<Record<string, readonly string[]>>;
  atLeast?: Readonly<Record<string, number>> | undefined;
  atMost?: Readonly<Record<string, number>> | number | undefined;
  proposals?: readonly string[] | undefined;
};

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
  groups?: readonly GroupRule[] | undefined;
  /** What goes beyond the first contract needs this: 1 or more for `pinned`, `barred` and `atMost`, 2 for rules about some proposals only. */
  extension?: 1 | 2 | undefined;
  /** Pairs that are in every assignment; they count for loads, reviews, groups and sums. */
  pinned?: readonly (readonly [proposal: string, reviewer: string])[] | undefined;
  /** Pairs that are in none, beside those without a score. */
  barred?: readonly (readonly [proposal: string, reviewer: string])[] | undefined;
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

/**
 * Why there is no assignment, each reason naming a smallest set of what clashes; one that says `irreducible` names a set that no part of clashes, but that is
 * not proven to be the smallest of all.
 */
export type Refusal = { infeasible: Reason[] };

/**
 * The search ended without an assignment and without a proof that there is none. `bound` holds for every assignment there may be; `gap` says how far the largest
 * assignment without the groups' rules is from meeting them: so many proposals that do not, of those that want reviews.
 */
export type Undecided = { version: 1; undecided: Reason[]; bound: { total: number; minimum: number }; gap: { unmet: number; of: number } };

/** What `assign` answers. */
export type Answer = Assignment | Refusal | Undecided;

export const isAssignment = (answer: Answer): answer is Assignment => 'pairs' in answer;

/** Elementary steps spent before `fair` settles for what it has: some ten seconds on an ordinary machine. */
export const EFFORT = 2.5e9;

/**
 * Assigns reviewers to proposals: exactly `reviews` different ones to each, each between `min` and `max` times.
 *
 * `total`: the largest sum of scores, always optimal (a minimum-cost flow). `fair`: first the largest possible `minimum`, then the
 * largest total that keeps it; this is NP-hard, so the search has a limit, counted in steps and not in seconds:
 * the same input gives the same output, and a shuffled one the same pairs.
 *
 * With groups both are NP-hard: the same search, the same limit. Where it ends without an assignment and without a proof that there is
 * none, the answer is `undecided`, which is no refusal.
 *
 * A refusal names what clashes, and what would free it: `assign.tooFewReviewers` {proposal, available, needed, unbar},
 * `assign.notEnoughCapacity` {proposals, reviewers, needed, available, missing, raise, unbar, pinned?} (these proposals need more reviews than
 * these reviewers, all that are open to them, may give; `missing` more by those of `raise`, or the pairs of `unbar`, would do),
 * `assign.notEnoughWork` {reviewers, proposals, needed, available, less, pinned?} (these reviewers' minimums ask for more than the proposals
 * open to them need), `assign.pinnedBarred`, `assign.tooManyPinned`, `assign.pinnedBeyondLoad`, `assign.groupsUnmet` {proposal, rules, needed, raise, unbar, invite},
 * `assign.groupCapacity` {group, part, proposals, reviewers, …} and `assign.groupsClash` {proposals, rules, minimums} (no proposals named: all).
 * Throws a `RangeError` when the instance contradicts itself (sizes, negative or broken numbers, an id twice or unknown).
 */
export function assign(instance: Instance, effort = EFFORT): Answer {
  check(instance);
  const sorted = inOrderOfIds(instance);
  const { scores, scale } = wholeScores(sorted);
  const { problem, names } = problemOf(sorted, scores);
  const wrong = pinClashes(problem, names);
  if (wrong.length > 0) return { infeasible: wrong };
  const tooFew = proposalsWithTooFew(problem, names);
  if (tooFew.length > 0) return { infeasible: tooFew };
  const matching = new Matching(problem.proposals, problem.reviewers, problem.demands);
  for (let p = 0; p < problem.proposals; p++) matching.setRow(p, scores, p * problem.reviewers, 1, problem.pinned![p]);
  if (!matching.solve(true)) return { infeasible: clashes(problem, names) };
  const largest = Array.from({ length: problem.proposals }, (_, p) => Int32Array.from(matching.of(p)));
  if (problem.parts) return assignGrouped(largest);
  return instance.objective === 'total' ? present(sorted, instance, largest, problem, scale) : shown(fairest(problem, largest, effort));

  function assignGrouped(start: Int32Array[]): Answer {
    const barred = new Set((instance.barred ?? []).map(String));
    // Who has no review left is barred for the solver, and not for who asks what would help.
    const open = (p: number, r: number): boolean => {
      const score = sorted.scores[p]![sorted.columns[r]!];
      return score !== null && score !== undefined && !Number.isNaN(score) && !barred.has(`${names.proposals[p]!},${names.reviewers[r]!}`);
    };
    const simple = simpleGroupClashes(problem, names, open);
    if (simple.length > 0) return { infeasible: simple };
    const search = new Search(problem);
    const lowest = lowestSum(problem);
    const first = search.run(lowest, start, { firstOnly: true, effort: effort / 4 });
    if (!first.reviewersOf && first.exhausted) return { infeasible: [groupClash(problem, names)] };
    const gap = gapOf(problem, start);
    // Even where the search had no time to say so.
    const found = first.reviewersOf ?? (gap.unmet === 0 ? start : undefined);
    if (!found) return undecided(start, gap);
    const share = instance.objective === 'total' ? effort - search.work : (effort - search.work) / 4;
    const richest = search.run(lowest, found, { firstOnly: false, effort: share });
    const best = richest.reviewersOf ?? found;
    const total = totalOf(problem, best);
    const bound = richest.exhausted ? total : Math.max(total, Math.min(richest.bound, totalOf(problem, start)));
    if (instance.objective === 'fair') return shown(fairest(problem, best, effort - search.work, bound));
    return { ...present(sorted, instance, best, problem, scale), ...proven(total, bound) };
  }

  function undecided(start: Int32Array[], gap: Undecided['gap']): Undecided {
    const bound = { total: totalOf(problem, start) / scale, minimum: conceivable(problem) / scale };
    return { version: 1, undecided: [reason('assign.undecided', { ...bound, ...gap })], bound, gap };
  }

  function proven(total: number, bound: number): Pick<Assignment, 'bound' | 'optimal'> {
    return { bound: { total: bound / scale, minimum: conceivable(problem) / scale }, optimal: total === bound };
  }

  function shown(found: Fairest): Assignment {
    const bound = { total: found.totalBound / scale, minimum: found.minimumBound / scale };
    return { ...present(sorted, instance, found.reviewersOf, problem, scale), bound, optimal: found.optimal };
  }
}

function totalOf({ scores, reviewers }: Problem, sets: readonly Int32Array[]): number {
  return sets.reduce((sum, set, p) => set.reduce((each, r) => each + scores[p * reviewers + r]!, sum), 0);
}

/** How many proposals do not meet their groups' rules, of those that want reviews. */
function gapOf(problem: Problem, sets: readonly Int32Array[]): Undecided['gap'] {
  const wanted = Array.from(problem.demands.reviews.keys()).filter((p) => problem.demands.reviews[p]! > 0);
  return { unmet: wanted.filter((p) => violations(partsOf(problem, p), sets[p]!) > 0).length, of: wanted.length };
}

/** No proposal has less, whoever reviews it. */
function lowestSum({ scores, demands }: Problem): number {
  let least = 0;
  for (const score of scores) if (score !== BARRED && score < least) least = score;
  return least * demands.reviews.reduce((a, b) => Math.max(a, b), 0);
}

/** The most that the worst-off proposal could have if each came first. */
function conceivable(problem: Problem): number {
  let least = Infinity;
  for (let p = 0; p < problem.proposals; p++) if (problem.demands.reviews[p]! > 0) least = Math.min(least, mostOf(problem, p));
  return least === Infinity ? 0 : least;
}

function present(sorted: Sorted, instance: Instance, reviewersOf: readonly Int32Array[], problem: Problem, scale: number): Assignment {
  const { proposals, reviewers } = sorted;
  const { scores } = problem;
  const columnOf = new Map(instance.reviewers.map((r, i) => [r.id, i]));
  const chosen = new Map(proposals.map((proposal, p) => [proposal.id, Array.from(reviewersOf[p]!, (r) => reviewers[r]!.id)]));
  const sums = proposals.map((_, p) => reviewersOf[p]!.reduce((sum, r) => sum + scores[p * reviewers.length + r]!, 0));
  const wanted = proposals.flatMap((proposal, p) => (proposal.reviews > 0 ? [p] : []));
  const total = sums.reduce((a, b) => a + b, 0) / scale;
  const minimum = wanted.length === 0 ? 0 : wanted.reduce((least, p) => Math.min(least, sums[p]!), Infinity) / scale;
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
    bound: { total, minimum: conceivable(problem) / scale },
    optimal: true,
  };
}
