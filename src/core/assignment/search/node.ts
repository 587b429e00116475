import { BARRED, Matching } from '../matching.ts';
import { countIn, violations, type Part } from '../parts.ts';
import { partsOf, sumOf, type Problem } from '../problem.ts';

/** Weights are in units of 1/1024: a proposal that falls short counts more until it no longer does. */
export const UNIT = 1024;

/** How many of a part a proposal lacks (above zero) or has too many of; `at` is the place of its bonus. */
export type PartGap = { proposal: number; part: Part; at: number; gap: number };

/** A node of the search: which pairs are still open or taken, what weighs more, and the best matching under that. */
export class Node {
  readonly problem: Problem;
  readonly matching: Matching;
  /** Scores of the pairs still open below this node. */
  readonly open: Float64Array;
  readonly taken: number[][];
  readonly extra: Float64Array;
  /** What a proposal gets for a reviewer of a part that it lacks, or pays for one it has too many of, by proposal and part. */
  readonly bonus: Float64Array;
  /** So many parts a proposal has at most. */
  readonly width: number;
  /** What one reviewer too few or too many of a part weighs against scores: as much as the largest of them. */
  readonly grain: number;
  /** The proposals that want reviews. */
  readonly wanted: readonly number[];
  threshold = 0;
  /** Elementary steps, those of the matching apart. */
  steps = 0;
  readonly #row: Float64Array;
  #undo: { at: number; score: number }[] = [];
  #isFresh = true;

  constructor(problem: Problem) {
    this.problem = problem;
    this.matching = new Matching(problem.proposals, problem.reviewers, problem.demands);
    this.open = new Float64Array(problem.scores.length);
    this.taken = Array.from({ length: problem.proposals }, () => []);
    this.extra = new Float64Array(problem.proposals);
    this.width = (problem.parts ?? []).reduce((most, parts) => Math.max(most, parts.length), 0);
    this.bonus = new Float64Array(problem.proposals * this.width);
    this.grain = grainOf(problem);
    this.#row = new Float64Array(problem.reviewers);
    this.wanted = Array.from(problem.demands.reviews.keys()).filter((p) => problem.demands.reviews[p]! > 0);
  }

  /** Elementary steps done so far. */
  get work(): number {
    return this.matching.work + this.steps;
  }

  /** Opens everything again, but for what cannot reach the threshold. False when some proposal cannot at all. */
  reset(threshold: number): boolean {
    this.threshold = threshold;
    this.open.set(this.problem.scores);
    this.taken.forEach((taken, p) => taken.splice(0, Infinity, ...(this.problem.pinned?.[p] ?? [])));
    this.extra.fill(0);
    this.bonus.fill(0);
    this.#undo = [];
    if (!this.wanted.every((p) => this.narrow(p) && this.setRow(p)) || !this.matching.solve(this.#isFresh)) return false;
    this.#isFresh = false;
    return true;
  }

  parts(proposal: number): readonly Part[] {
    return partsOf(this.problem, proposal);
  }

  sum(proposal: number): number {
    return sumOf(this.problem, proposal, this.matching.of(proposal));
  }

  total(sets: readonly Int32Array[]): number {
    return this.wanted.reduce((sum, p) => sum + sumOf(this.problem, p, sets[p]!), 0);
  }

  current(): Int32Array[] {
    return Array.from({ length: this.problem.proposals }, (_, p) => Int32Array.from(this.matching.of(p)));
  }

  /** Is anything about this proposal still open? */
  isFree(proposal: number): boolean {
    return this.taken[proposal]!.length < this.problem.demands.reviews[proposal]!;
  }

  /** Has the proposal what it must have? */
  does(proposal: number): boolean {
    const parts = this.parts(proposal);
    this.steps += 4 * parts.length;
    return this.sum(proposal) >= this.threshold && (parts.length === 0 || violations(parts, this.matching.of(proposal)) === 0);
  }

  /** The parts that a proposal has too few or too many of; with `slack`, also those whose bonus it no longer needs. */
  partGaps(proposal: number, slack = false): PartGap[] {
    const parts = this.parts(proposal);
    const held = this.matching.of(proposal);
    this.steps += 8 * parts.length;
    return parts.flatMap((part, q): PartGap[] => {
      const at = proposal * this.width + q;
      const count = countIn(part, held);
      const bonus = this.bonus[at]!;
      const [lacking, over] = [part.least - count, count - part.most];
      if (lacking > 0 || (slack && bonus > 0 && lacking < 0)) return [{ proposal, part, at, gap: lacking }];
      return over > 0 || (slack && bonus < 0 && over < 0) ? [{ proposal, part, at, gap: -over }] : [];
    });
  }

  hasNoBonus(proposal: number): boolean {
    for (let at = proposal * this.width; at < (proposal + 1) * this.width; at++) if (this.bonus[at] !== 0) return false;
    return true;
  }

  /** Gives the matching a proposal's row as it weighs now. False when too few are open to it. */
  setRow(proposal: number): boolean {
    const { reviewers } = this.problem;
    const parts = this.parts(proposal);
    const times = UNIT + this.extra[proposal]!;
    if (parts.length === 0) return this.matching.setRow(proposal, this.open, proposal * reviewers, times, this.taken[proposal]);
    for (let r = 0; r < reviewers; r++) this.#row[r] = this.open[proposal * reviewers + r]! * times;
    parts.forEach(({ isMember }, q) => {
      const bonus = this.bonus[proposal * this.width + q]!;
      if (bonus === 0) return;
      for (let r = 0; r < reviewers; r++) if (isMember[r]) this.#row[r]! += bonus;
    });
    this.steps += reviewers;
    return this.matching.setRow(proposal, this.#row, 0, 1, this.taken[proposal]);
  }

  bar(proposal: number, reviewer: number): void {
    const at = proposal * this.problem.reviewers + reviewer;
    this.#undo.push({ at, score: this.open[at]! });
    this.open[at] = BARRED;
  }

  /** Where `undoTo` can come back to. */
  mark(): number {
    return this.#undo.length;
  }

  undoTo(mark: number, proposal: number): void {
    while (this.#undo.length > mark) {
      const { at, score } = this.#undo.pop()!;
      this.open[at] = score;
    }
    this.setRow(proposal);
  }

  /** What is barred now stays barred. */
  forget(): void {
    this.#undo = [];
  }

  /** Bars the reviewers with whom a proposal can no longer reach the threshold. False when it cannot with any. */
  narrow(proposal: number): boolean {
    const { reviewers, demands, scores } = this.problem;
    const row = proposal * reviewers;
    const taken = this.taken[proposal]!;
    const places = demands.reviews[proposal]! - taken.length;
    const needed = this.threshold - taken.reduce((sum, r) => sum + scores[row + r]!, 0);
    if (places === 0) return needed <= 0 && violations(this.parts(proposal), taken) === 0;
    if (!this.#couldFit(proposal, places)) return false;
    const top: number[] = [];
    this.steps += reviewers;
    for (let r = 0; r < reviewers; r++) {
      const score = this.open[row + r]!;
      if (score === BARRED || taken.includes(r)) continue;
      if (top.length === places && score <= top[places - 1]!) continue;
      let i = top.length === places ? places - 1 : top.length;
      for (; i > 0 && top[i - 1]! < score; i--) top[i] = top[i - 1]!;
      top[i] = score;
    }
    if (top.length < places) return false;
    const all = top.reduce((a, b) => a + b, 0);
    if (all < needed) return false;
    const least = needed - (all - top[places - 1]!);
    for (let r = 0; r < reviewers; r++) {
      const score = this.open[row + r]!;
      if (score !== BARRED && score < least && !taken.includes(r)) this.bar(proposal, r);
    }
    return true;
  }

  /** Could a proposal still have of each part what it must? */
  #couldFit(proposal: number, places: number): boolean {
    return this.parts(proposal).every((part) => {
      const count = countIn(part, this.taken[proposal]!);
      return count <= part.most && part.least - count <= places;
    });
  }
}

function grainOf({ scores }: Problem): number {
  let largest = 1;
  for (const score of scores) if (score !== BARRED && Math.abs(score) > largest) largest = Math.abs(score);
  return largest;
}
