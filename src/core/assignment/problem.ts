import type { Demands } from './matching.ts';

/** Whole-number scores, a row per proposal, and what is demanded. Some assignment must exist. */
export type Problem = { scores: Float64Array; demands: Demands; proposals: number; reviewers: number };

/** The sum of scores that a set of reviewers gives a proposal. */
export function sumOf({ scores, reviewers }: Problem, proposal: number, set: Int32Array): number {
  let sum = 0;
  for (const r of set) sum += scores[proposal * reviewers + r]!;
  return sum;
}

/** The most that a proposal could have if it came first. */
export function mostOf({ scores, reviewers, demands }: Problem, proposal: number): number {
  const row = scores.slice(proposal * reviewers, (proposal + 1) * reviewers).sort();
  return row.subarray(row.length - demands.reviews[proposal]!).reduce((a, b) => a + b, 0);
}
