import { assign, EFFORT, type Answer, type Instance } from '../assignment.ts';
import { reason, type Reason } from '../decision.ts';
import { check, inOrderOfIds, problemOf, wholeScores } from './instance.ts';
import { countIn } from './parts.ts';
import { partsOf } from './problem.ts';

/** A proposal and a reviewer, by their ids. */
export type Pair = readonly [proposal: string, reviewer: string];

/** What a set of pairs is worth. `perProposal` is in the order of the instance, proposals that want no review and have none included. */
export type Cost = { total: number; minimum: number; perProposal: { id: string; sum: number; reviewers: string[] }[] };

/** Pairs that must be in, and pairs that must be out. */
export type Change = { pin?: readonly Pair[]; bar?: readonly Pair[] };

/**
 * The figures of any set of pairs, complete or not, made by `assign` or by hand: for the pairs of an answer they are the answer's own, to the
 * last digit. A pair without a score adds nothing; one that is barred although it has a score adds that. Throws a `RangeError` for an id that the instance does not know.
 */
export function costOf(instance: Instance, pairs: readonly Pair[]): Cost {
  const { scale, scoreOf, problem, sets, proposals, reviewers } = laidOut(instance, pairs);
  const sums = sets.map((set, p) => set.reduce((sum, r) => sum + Math.round((scoreOf(p, r) ?? 0) * scale), 0));
  const wanted = sums.filter((_, p) => problem.demands.reviews[p]! > 0);
  const place = new Map(proposals.map((id, p) => [id, p]));
  const column = new Map(instance.reviewers.map((r, i) => [r.id, i]));
  return {
    total: sums.reduce((a, b) => a + b, 0) / scale,
    minimum: wanted.length === 0 ? 0 : wanted.reduce((a, b) => Math.min(a, b)) / scale,
    perProposal: instance.proposals.map(({ id }) => ({
      id,
      sum: sums[place.get(id)!]! / scale,
      reviewers: sets[place.get(id)!]!.map((r) => reviewers[r]!).sort((a, b) => column.get(a)! - column.get(b)!),
    })),
  };
}

/**
 * Everything that a set of pairs breaks: none exactly when `assign` could have answered it.
 *
 * `assign.pairTwice`, `assign.pairBarred` and `assign.pinLeft` {proposal, reviewer}, `assign.reviewsMissing` and `assign.reviewsTooMany`
 * {proposal, has, needed}, `assign.beyondLoad` {reviewer, has, most}, `assign.belowLoad` {reviewer, has, least},
 * `assign.groupTooFew` {proposal, group, part, has, least} and `assign.groupTooMany` {proposal, group, part, has, most}.
 */
export function faultsOf(instance: Instance, pairs: readonly Pair[]): Reason[] {
  const { problem, scoreOf, sets, twice, proposals, reviewers, rules } = laidOut(instance, pairs);
  const { demands, pinned = [] } = problem;
  const barred = new Set((instance.barred ?? []).map(String));
  const load = reviewers.map((_, r) => sets.filter((set) => set.includes(r)).length);
  const pair = (p: number, r: number) => ({ proposal: proposals[p]!, reviewer: reviewers[r]! });
  return [
    ...twice.map(([proposal, reviewer]) => reason('assign.pairTwice', { proposal, reviewer })),
    ...sets.flatMap((set, p) => {
      const [has, needed] = [set.length, demands.reviews[p]!];
      const proposal = proposals[p]!;
      return [
        ...set.filter((r) => scoreOf(p, r) === undefined || barred.has(`${proposal},${reviewers[r]!}`)).map((r) => reason('assign.pairBarred', pair(p, r))),
        ...(pinned[p] ?? []).filter((r) => !set.includes(r)).map((r) => reason('assign.pinLeft', pair(p, r))),
        ...(has < needed ? [reason('assign.reviewsMissing', { proposal, has, needed })] : []),
        ...(has > needed ? [reason('assign.reviewsTooMany', { proposal, has, needed })] : []),
        ...(needed === 0 ? [] : partsOf(problem, p)).flatMap((part) => {
          const [count, group] = [countIn(part, set), rules[part.rule]!];
          return [
            ...(count < part.least ? [reason('assign.groupTooFew', { proposal, group, part: part.name, has: count, least: part.least })] : []),
            ...(count > part.most ? [reason('assign.groupTooMany', { proposal, group, part: part.name, has: count, most: part.most })] : []),
          ];
        }),
      ];
    }),
    ...load.flatMap((has, r) => {
      const [least, most] = [demands.least[r]!, demands.most[r]!];
      if (has > most) return [reason('assign.beyondLoad', { reviewer: reviewers[r]!, has, most })];
      return has < least ? [reason('assign.belowLoad', { reviewer: reviewers[r]!, has, least })] : [];
    }),
  ];
}

/** The same pairs after a change by hand, nothing else moved: what is barred goes, what is pinned comes, and `faults` says what that breaks. */
export function exchanged(instance: Instance, pairs: readonly Pair[], { pin = [], bar = [] }: Change): { pairs: Pair[]; cost: Cost; faults: Reason[] } {
  const out = new Set(bar.map(String));
  const kept = pairs.filter((pair) => !out.has(String(pair)));
  const had = new Set(kept.map(String));
  const after = [...kept, ...pin.filter((pair) => !had.has(String(pair)))];
  return { pairs: after, cost: costOf(instance, after), faults: faultsOf(instance, after) };
}

/** The best assignment that keeps to a change, everything else free to move; a refusal where there is none. The price of the change is what it lacks. */
export function forced(instance: Instance, { pin = [], bar = [] }: Change, effort = EFFORT): Answer {
  return assign(
    { ...instance, extension: instance.extension ?? 1, pinned: [...(instance.pinned ?? []), ...pin], barred: [...(instance.barred ?? []), ...bar] },
    effort,
  );
}

/** The instance as the solver sees it, and each proposal's reviewers among the pairs, once each. */
function laidOut(instance: Instance, pairs: readonly Pair[]) {
  check(instance);
  const sorted = inOrderOfIds(instance);
  const { scores, scale } = wholeScores(sorted);
  const { problem, names } = problemOf(sorted, scores);
  const rowOf = new Map(names.proposals.map((id, p) => [id, p]));
  const columnOf = new Map(names.reviewers.map((id, r) => [id, r]));
  const sets = names.proposals.map((): number[] => []);
  const twice: Pair[] = [];
  for (const [proposal, reviewer] of pairs) {
    const [p, r] = [rowOf.get(proposal), columnOf.get(reviewer)];
    if (p === undefined || r === undefined) throw new RangeError(`unknown pair ${proposal}, ${reviewer}`);
    if (sets[p]!.includes(r)) twice.push([proposal, reviewer]);
    else sets[p]!.push(r);
  }
  const scoreOf = (p: number, r: number): number | undefined => {
    const score = sorted.scores[p]![sorted.columns[r]!];
    return score === null || Number.isNaN(score) ? undefined : score;
  };
  return { problem, scale, scoreOf, sets, twice, ...names };
}
