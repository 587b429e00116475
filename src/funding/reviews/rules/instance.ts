import type { Instance } from '#src/core/assignment.ts';
import { affinity, type Expertise, type Subject } from './affinity.ts';

/** A proposal that wants `missing` more reviews. */
export type Wanting = Subject & { id: string; missing: number };

/** An expert who can take `free` more. */
export type Available = Expertise & { id: string; free: number };

/**
 * What the solver is asked: proposals that want reviews, experts with room, the affinity of each pair, and no score at all where the pair is
 * barred: a conflict, a pair that was assigned before, a proposal that the expert's declaration does not speak of.
 */
export function instanceOf(
  proposals: readonly Wanting[],
  experts: readonly Available[],
  isBarred: (proposal: string, expert: string) => boolean,
  objective: Instance['objective'],
): Instance {
  const wanting = proposals.filter((p) => p.missing > 0);
  return {
    version: 1,
    objective,
    proposals: wanting.map((p) => ({ id: p.id, reviews: p.missing })),
    reviewers: experts.map((e) => ({ id: e.id, min: 0, max: Math.max(0, e.free) })),
    scores: wanting.map((p) => experts.map((e) => (isBarred(p.id, e.id) ? null : affinity(e, p)))),
  };
}
