import { countIn, type Part } from './parts.ts';
import { partsOf, type Problem } from './problem.ts';

/** Weights stop doubling here, far above any ratio of scores that matters and far below what would blur sums. */
const HEAVIEST = 2 ** 16;

/**
 * A local search for an assignment in which every proposal has at least `threshold`.
 *
 * One move serves one proposal that falls short: it exchanges a reviewer for a better one, who is freed by another proposal's
 * exchange, and so on until somebody has room or the first reviewer takes the last place (a shortest path over what the exchanges cost
 * in shortfall). Where no move helps, the proposals that still fall short count twice as much (after Morris's breakout), so that
 * others have to give way. It proves nothing when it fails.
 */
export class Exchange {
  work = 0;
  readonly #problem: Problem;
  readonly #threshold: number;
  readonly #wanted: readonly number[];
  readonly #sets: number[][];
  readonly #sums: number[];
  readonly #weights: number[];
  readonly #holders: number[][];
  readonly #holds: Uint8Array;
  /** So many parts a proposal has at most. */
  readonly #width: number;
  readonly #pinned: readonly (readonly number[])[];
  /** What one reviewer too few or too many of a part weighs. */
  readonly #grain: number;
  /** By list of parts, the places in it of each reviewer's; how many of each part each proposal has. */
  readonly #placesIn = new Map<readonly Part[], readonly (readonly number[])[]>();
  readonly #counts: Int32Array;
  /** What one more of each part would do to the set in hand. */
  readonly #change: Int8Array;
  readonly #cost: Float64Array;
  readonly #cameFrom: Int32Array;
  readonly #by: Int32Array;
  readonly #given: Int32Array;
  readonly #starter: Int32Array;
  readonly #settled: Uint8Array;

  constructor(problem: Problem, threshold: number, start: readonly ArrayLike<number>[]) {
    const { proposals, reviewers, scores, demands } = problem;
    this.#problem = problem;
    this.#threshold = threshold;
    this.#wanted = Array.from(demands.reviews.keys()).filter((p) => demands.reviews[p]! > 0);
    this.#sets = start.map((set) => Array.from(set));
    this.#sums = this.#sets.map((set, p) => set.reduce((sum, r) => sum + scores[p * reviewers + r]!, 0));
    this.#weights = this.#sets.map(() => 1);
    this.#holders = Array.from({ length: reviewers }, () => []);
    this.#holds = new Uint8Array(proposals * reviewers);
    this.#sets.forEach((set, p) => {
      for (const r of set) {
        this.#holders[r]!.push(p);
        this.#holds[p * reviewers + r] = 1;
      }
    });
    const lists = new Set(problem.parts ?? []);
    this.#width = [...lists].reduce((most, parts) => Math.max(most, parts.length), 0);
    for (const parts of lists) {
      this.#placesIn.set(
        parts,
        Array.from({ length: reviewers }, (_, r) => parts.flatMap((part, q) => (part.isMember[r] ? [q] : []))),
      );
    }
    this.#pinned = problem.pinned ?? [];
    this.#grain = this.#width === 0 ? 0 : scores.reduce((most, score) => (Number.isFinite(score) ? Math.max(most, Math.abs(score)) : most), 1);
    this.#counts = new Int32Array(proposals * this.#width);
    this.#sets.forEach((set, p) => partsOf(problem, p).forEach((part, q) => (this.#counts[p * this.#width + q] = countIn(part, set))));
    this.#change = new Int8Array(this.#width);
    this.#cost = new Float64Array(reviewers);
    this.#cameFrom = new Int32Array(reviewers);
    this.#by = new Int32Array(reviewers);
    this.#given = new Int32Array(reviewers);
    this.#starter = new Int32Array(reviewers);
    this.#settled = new Uint8Array(reviewers);
  }

  /** An assignment that meets the threshold, if one is found with this much work. */
  run(effort: number): Int32Array[] | undefined {
    while (this.work < effort) {
      const short = this.#wanted.filter((p) => this.#sums[p]! < this.#threshold || this.#lackOfParts(p) > 0);
      if (short.length === 0) return this.#sets.map((set) => Int32Array.from(set));
      const chain = this.#bestChain(short);
      for (const exchange of chain) this.#apply(exchange);
      if (chain.length === 0) for (const p of short) this.#weights[p] = Math.min(HEAVIEST, this.#weights[p]! * 2);
    }
    return undefined;
  }

  #shortfall(sum: number): number {
    return sum < this.#threshold ? this.#threshold - sum : 0;
  }

  /** How far a set is from what it must have of the parts, in the unit of scores. */
  #lackOfParts(proposal: number): number {
    const parts = partsOf(this.#problem, proposal);
    let sum = 0;
    for (let q = 0; q < parts.length; q++) {
      const count = this.#counts[proposal * this.#width + q]!;
      const { least, most } = parts[q]!;
      if (count < least) sum += least - count;
      else if (count > most) sum += count - most;
    }
    return sum * this.#grain;
  }

  /** The same without one of its reviewers, and in `#change` what one more of each part would add to it. */
  #lackWithout(proposal: number, given: number): number {
    const parts = partsOf(this.#problem, proposal);
    this.work += parts.length;
    let sum = 0;
    for (let q = 0; q < parts.length; q++) {
      const { least, most, isMember } = parts[q]!;
      const count = this.#counts[proposal * this.#width + q]! - isMember[given]!;
      this.#change[q] = count < least ? -1 : count >= most ? 1 : 0;
      if (count < least) sum += least - count;
      else if (count > most) sum += count - most;
    }
    return sum;
  }

  /** And with another in their place, `places` being those of the reviewers in the proposal's parts. */
  #lackWith(without: number, reviewer: number, places: readonly (readonly number[])[]): number {
    let sum = without;
    for (const q of places[reviewer]!) sum += this.#change[q]!;
    return sum * this.#grain;
  }

  /** Where the parts of each reviewer stand among those of a proposal; undefined where it has none. */
  #places(proposal: number): readonly (readonly number[])[] | undefined {
    const parts = partsOf(this.#problem, proposal);
    return parts.length === 0 ? undefined : this.#placesIn.get(parts);
  }

  #isPinned(proposal: number, reviewer: number): boolean {
    return this.#pinned[proposal]?.includes(reviewer) ?? false;
  }

  /**
   * The chain that lessens the weighted shortfall most; empty when none does. Dijkstra over reviewers: it begins with what the first
   * exchanges gain, and what the others cost is never below zero.
   */
  #bestChain(short: readonly number[]): Step[] {
    const { reviewers, demands } = this.#problem;
    const cost = this.#cost;
    this.#settled.fill(0);
    cost.fill(Infinity);
    for (const p of short) for (const given of this.#sets[p]!) this.#begin(p, given);
    for (;;) {
      let node = -1;
      let least = 0;
      for (let r = 0; r < reviewers; r++) if (!this.#settled[r] && cost[r]! < least) [least, node] = [cost[r]!, r];
      this.work += reviewers;
      if (node < 0) return [];
      this.#settled[node] = 1;
      const given = this.#given[node]!;
      const hasRoom = this.#holders[given]!.length > demands.least[given]! && this.#holders[node]!.length < demands.most[node]!;
      if (node === given || hasRoom) {
        return this.#stepsTo(node);
      }
      this.#expand(node);
    }
  }

  #begin(proposal: number, given: number): void {
    const { reviewers, scores } = this.#problem;
    const row = proposal * reviewers;
    const rest = this.#sums[proposal]! - scores[row + given]!;
    if (this.#isPinned(proposal, given)) return;
    const places = this.#places(proposal);
    const had = this.#shortfall(this.#sums[proposal]!) + (places ? this.#lackOfParts(proposal) : 0);
    const without = places ? this.#lackWithout(proposal, given) : 0;
    const weight = this.#weights[proposal]!;
    this.work += reviewers;
    for (let r = 0; r < reviewers; r++) {
      const cost = weight * (this.#shortfall(rest + scores[row + r]!) + (places ? this.#lackWith(without, r, places) : 0) - had);
      if (cost < this.#cost[r]! && !this.#holds[row + r]) this.#reach(r, cost, given, proposal, given, proposal);
    }
  }

  #reach(node: number, cost: number, from: number, by: number, given: number, starter: number): void {
    this.#cost[node] = cost;
    this.#cameFrom[node] = from;
    this.#by[node] = by;
    this.#given[node] = given;
    this.#starter[node] = starter;
  }

  #expand(node: number): void {
    const { reviewers, scores } = this.#problem;
    const cost = this.#cost;
    const holds = this.#holds;
    const threshold = this.#threshold;
    const here = cost[node]!;
    const given = this.#given[node]!;
    const starter = this.#starter[node]!;
    const onTheWay = new Set(this.#stepsTo(node).map((step) => step.proposal));
    for (const other of this.#holders[node]!) {
      if (onTheWay.has(other) || this.#isPinned(other, node)) continue;
      const row = other * reviewers;
      const rest = this.#sums[other]! - scores[row + node]!;
      const places = this.#places(other);
      const had = this.#shortfall(this.#sums[other]!) + (places ? this.#lackOfParts(other) : 0);
      const without = places ? this.#lackWithout(other, node) : 0;
      const weight = this.#weights[other]!;
      this.work += reviewers;
      for (let r = 0; r < reviewers; r++) {
        const sum = rest + scores[row + r]!;
        const lost = (sum < threshold ? threshold - sum : 0) + (places ? this.#lackWith(without, r, places) : 0) - had;
        const loss = scores[row + node]! - scores[row + r]!;
        const candidate = here + (lost > 0 ? lost * weight : 0) + (loss > 0 ? loss / 256 : 0);
        if (candidate < cost[r]! && !this.#settled[r] && !holds[row + r]) {
          this.#reach(r, candidate, node, other, given, starter);
        }
      }
    }
  }

  /** The exchanges on the way to a reviewer, last one first. */
  #stepsTo(end: number): Step[] {
    const steps: Step[] = [];
    for (let to = end; ; to = this.#cameFrom[to]!) {
      steps.push({ proposal: this.#by[to]!, from: this.#cameFrom[to]!, to });
      if (this.#by[to] === this.#starter[end]) return steps;
    }
  }

  #apply({ proposal, from, to }: Step): void {
    const { reviewers, scores } = this.#problem;
    const row = proposal * reviewers;
    const set = this.#sets[proposal]!;
    set[set.indexOf(from)] = to;
    this.#sums[proposal]! += scores[row + to]! - scores[row + from]!;
    const places = this.#places(proposal);
    for (const q of places?.[from] ?? []) this.#counts[proposal * this.#width + q]! -= 1;
    for (const q of places?.[to] ?? []) this.#counts[proposal * this.#width + q]! += 1;
    this.#holds[row + from] = 0;
    this.#holds[row + to] = 1;
    const holders = this.#holders[from]!;
    holders.splice(holders.indexOf(proposal), 1);
    this.#holders[to]!.push(proposal);
  }
}

type Step = { proposal: number; from: number; to: number };
