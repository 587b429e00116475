import { bestSet } from './bestSet.ts';
import { BARRED, type Demands } from './matching.ts';
import type { Part } from './parts.ts';

/**
 * Whole-number scores, a row per proposal, and what is demanded. Some assignment must exist, but for `parts`: by proposal, what its
 * set must have of each of them (proposals under the same rules share a list). `pinned` are the reviewers that a proposal has whatever happens; their scores are not barred.
 */
export type Problem = {
  scores: Float64Array;
  demands: Demands;
  proposals: number;
  reviewers: number;
  parts?: readonly (readonly Part[])[];
  pinned?: readonly (readonly number[])[];
};

const NONE: readonly Part[] = [];

export const partsOf = ({ parts }: Problem, proposal: number): readonly Part[] => parts?.[proposal] ?? NONE;

/** The sum of scores that a set of reviewers gives a proposal. */
export function sumOf({ scores, reviewers }: Problem, proposal: number, set: Int32Array): number {
  let sum = 0;
  for (const r of set) sum += scores[proposal * reviewers + r]!;
  return sum;
}

/** The most that a proposal could have if it came first; minus infinity when no set will do. */
export function mostOf(problem: Problem, proposal: number): number {
  const { scores, reviewers, demands, pinned } = problem;
  const parts = partsOf(problem, proposal);
  const row = proposal * reviewers;
  const given = pinned?.[proposal] ?? [];
  if (parts.length === 0 && given.length === 0) return topSum(scores, row, reviewers, demands.reviews[proposal]!);
  const items = [];
  for (let r = 0; r < reviewers; r++) {
    const score = scores[row + r]!;
    if (score !== BARRED && !given.includes(r)) items.push({ reviewer: r, net: score, score });
  }
  const had = given.reduce((sum, r) => sum + scores[row + r]!, 0);
  return had + bestSet({ items, places: demands.reviews[proposal]! - given.length, threshold: -Infinity, parts, given }).net;
}

/** The sum of the largest of a row. */
function topSum(scores: Float64Array, from: number, width: number, places: number): number {
  const top: number[] = [];
  for (let i = from; i < from + width; i++) {
    const score = scores[i]!;
    if (places === 0 || (top.length === places && score <= top[places - 1]!)) continue;
    let at = top.length === places ? places - 1 : top.length;
    for (; at > 0 && top[at - 1]! < score; at--) top[at] = top[at - 1]!;
    top[at] = score;
  }
  return top.length < places ? BARRED : top.reduce((a, b) => a + b, 0);
}
