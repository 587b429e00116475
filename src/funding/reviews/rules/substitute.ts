import type { Instance, Assignment } from '#src/core/assignment.ts';
import type { Reason } from '#src/core/decision.ts';
import { adjusted } from './adjust.ts';
import { basisOf, instanceOf, type Available, type Pair, type Terms, type Wanting } from './instance.ts';

/** Somebody who could take an open place: free of conflicts and with room; `faults`: what of the call's rules they would break. */
export type Substitute = { id: string; affinity: number; load: number; free: number; faults: Reason[] };

export type Place = { instance: Instance; base: Assignment };

type Decided = { pinned: readonly Pair[]; barred: readonly Pair[] };

/** One proposal that wants reviews as the solver would see it, and who has it so far. @param all its competitors too: how rare a word is depends on them */
export function placeOf(
  proposal: Wanting,
  all: readonly Wanting[],
  experts: readonly Available[],
  isBarred: (proposal: string, expert: string) => boolean,
  { evaluation, pinned, barred }: Pick<Terms, 'evaluation'> & Decided,
): Place {
  // A fixed pair may come with the next of several places.
  const terms = { evaluation, pinned: proposal.missing === 1 ? pinned : [], barred };
  const instance = instanceOf([proposal], experts, isBarred, 'fair', terms, basisOf(all, experts).statistics);
  const known = new Set(experts.map((e) => e.id));
  const pairs = proposal.experts.filter((e) => known.has(e)).map((e): [string, string] => [proposal.id, e]);
  return { instance, base: { version: 1, pairs, total: 0, minimum: 0, bound: { total: 0, minimum: 0 }, optimal: false } };
}

export const filledBy = ({ instance, base }: Place, proposal: string, expert: string) => adjusted(instance, base, { pin: [[proposal, expert]], bar: [] });

/** Who could take a place, those who break no rule first, then the closest to the proposal, then who has the least to do. */
export function substitutesFor(proposal: Wanting, place: Place, experts: readonly Available[], barred: readonly Pair[]): Substitute[] {
  const out = new Set(barred.map(String));
  const had = new Set(proposal.experts);
  return experts
    .flatMap((e, column): Substitute[] => {
      const affinity = place.instance.scores[0]![column];
      if (e.free <= 0 || had.has(e.id) || affinity === null || affinity === undefined || out.has(String([proposal.id, e.id]))) return [];
      return [{ id: e.id, affinity, load: e.load, free: e.free, faults: filledBy(place, proposal.id, e.id).faults }];
    })
    .sort((a, b) => Number(a.faults.length > 0) - Number(b.faults.length > 0) || b.affinity - a.affinity || a.load - b.load);
}
