import { bestSet, type BestSet, type Item } from './bestSet.ts';
import { Exchange } from './exchange.ts';
import { BARRED, Matching } from './matching.ts';
import { countIn, violations, type Part } from './parts.ts';
import { sumOf, type Problem } from './problem.ts';

/** Weights are in units of 1/1024: a proposal that falls short counts more until it no longer does. */
const UNIT = 1024;

/** Deeper than this, the search gives up rather than the stack. */
const DEEPEST = 2000;

/** No bonus beyond this many times the largest score, in the unit of weights: sums have to stay exact. */
const MOST_BONUS = 16 * UNIT;

/** The best assignment if one was found (better than the one given); whether nothing was left to search; a bound on every total. */
export type Outcome = { reviewersOf?: Int32Array[]; exhausted: boolean; bound: number };

/**
 * Branch and bound for "largest total such that every proposal has at least `threshold`". Below each node: a matching in which
 * proposals that fall short weigh more (Lagrange multipliers), a bound by its prices, and two branches on one pair, taken or barred.
 */
export class Search {
  readonly #problem: Problem;
  readonly #matching: Matching;
  /** Scores of the pairs still open below this node. */
  readonly #open: Float64Array;
  readonly #taken: number[][];
  readonly #extra: Float64Array;
  readonly #parts: readonly Part[];
  readonly #pinned: readonly (readonly number[])[];
  /** What one reviewer too few or too many of a part weighs against scores: as much as the largest of them. */
  readonly #grain: number;
  /** What a proposal gets for a reviewer of a part that it lacks, or pays for one it has too many of, by proposal and part. */
  #bonus: Float64Array;
  readonly #row: Float64Array;
  readonly #wanted: number[];
  #threshold = 0;
  #leastTotal = 0;
  #before: readonly Int32Array[] = [];
  #best: Int32Array[] | undefined;
  #bestTotal = 0;
  #firstOnly = false;
  #limit = 0;
  #work = 0;
  #stopped = false;
  #rootBound = Infinity;
  #floor = -Infinity;
  #branching = false;
  #isFresh = true;
  /** The reviewers' prices with the best bound at the root; they bound every node. */
  #prices: Float64Array | undefined;
  /** The best of each proposal at those prices, below this node. */
  readonly #nets: Float64Array;
  #undo: { at: number; score: number }[] = [];

  constructor(problem: Problem) {
    this.#problem = problem;
    this.#matching = new Matching(problem.proposals, problem.reviewers, problem.demands);
    this.#open = new Float64Array(problem.scores.length);
    this.#taken = Array.from({ length: problem.proposals }, () => []);
    this.#extra = new Float64Array(problem.proposals);
    this.#parts = problem.parts ?? [];
    this.#pinned = problem.pinned ?? [];
    this.#grain = grainOf(problem);
    this.#bonus = new Float64Array(problem.proposals * this.#parts.length);
    this.#row = new Float64Array(problem.reviewers);
    this.#nets = new Float64Array(problem.proposals);
    this.#wanted = Array.from(problem.demands.reviews.keys()).filter((p) => problem.demands.reviews[p]! > 0);
  }

  run(threshold: number, before: Int32Array[], { firstOnly, effort }: { firstOnly: boolean; effort: number }): Outcome {
    const start = firstOnly ? undefined : before;
    this.#before = before;
    this.#threshold = threshold;
    this.#leastTotal = threshold * this.#wanted.length;
    this.#firstOnly = firstOnly;
    this.#stopped = false;
    this.#best = start;
    this.#bestTotal = start ? this.#total(start) : -Infinity;
    this.#limit = this.work + effort;
    this.#rootBound = Infinity;
    this.#open.set(this.#problem.scores);
    this.#undo = [];
    this.#taken.forEach((taken, p) => taken.splice(0, Infinity, ...(this.#pinned[p] ?? [])));
    this.#extra.fill(0);
    this.#bonus.fill(0);
    this.#prices = undefined;
    this.#floor = -Infinity;
    const possible = this.#wanted.every((p) => this.#narrow(p) && this.#setRow(p));
    if (possible && this.#matching.solve(this.#isFresh)) {
      this.#isFresh = false;
      this.#root();
    }
    return { ...(this.#best && this.#best !== start ? { reviewersOf: this.#best } : {}), exhausted: !this.#stopped, bound: this.#rootBound };
  }

  /** Elementary steps done so far. */
  get work(): number {
    return this.#matching.work + this.#work;
  }

  #root(): void {
    if (this.#closes(this.#bound())) return;
    if (this.#firstOnly) this.#exchange(this.#before, (this.#limit - this.work) * 0.8);
    if (this.#done()) return;
    if (this.#firstOnly) this.#push();
    if (this.#done()) return;
    const note = (bound: number) => (this.#rootBound = Math.min(this.#rootBound, Math.floor(bound / UNIT)));
    if (this.#climb(150, note) || this.#done()) return;
    if (this.#haggle(400, note) || this.#done()) return;
    if (this.#firstOnly || this.#rootBound === Infinity) this.#branchAbove(this.#target());
    else this.#deepen();
  }

  /**
   * Looks first for totals close to the bound, which leave little open, then for ones further from it. Whatever is found is the best
   * there is; whatever is not lowers the bound.
   */
  #deepen(): void {
    for (let gap = Math.max(1, (this.#rootBound - this.#target()) / 256); !this.#done(); gap *= 2) {
      const floor = Math.max(this.#target(), Math.floor(this.#rootBound - gap));
      const isLast = floor === this.#target();
      this.#branchAbove(floor);
      if (this.#stopped || isLast || this.#bestTotal > floor) return;
      this.#rootBound = floor;
    }
  }

  /** Finds the best assignment with more than `floor`, or that there is none. */
  #branchAbove(floor: number): void {
    this.#floor = floor;
    const open = this.#open.slice();
    if (this.#strike()) {
      this.#branching = true;
      this.#branch();
      this.#branching = false;
    }
    this.#floor = -Infinity;
    if (this.#stopped) return;
    this.#open.set(open);
    for (const p of this.#wanted) this.#setRow(p);
    this.#matching.solve();
  }

  #done(): boolean {
    if (this.#firstOnly && this.#best) return true;
    if (this.work > this.#limit) this.#stopped = true;
    return this.#stopped;
  }

  /** Raises the weights of proposals that fall short until none does, for a first assignment. */
  #push(): void {
    for (let round = 0; round < 40 && !this.#done(); round++) {
      const short = this.#wanted.filter((p) => !this.#does(p));
      this.#consider();
      if (short.length === 0) return;
      for (const p of short) {
        const more = Math.round((UNIT / 8) * 1.25 ** round);
        if (this.#sum(p) < this.#threshold) this.#extra[p]! += more;
        for (const { at, gap } of this.#partGaps(p)) if (Math.abs(this.#bonus[at]!) < MOST_BONUS * this.#grain) this.#bonus[at]! += more * this.#grain * gap;
        this.#setRow(p);
      }
      if (!this.#matching.solve()) return;
    }
  }

  /** A local search for an assignment that meets the threshold, kept if it has more than the best one. A small instance is sooner searched through. */
  #exchange(from: readonly Int32Array[], effort: number): void {
    const search = new Exchange(this.#problem, this.#threshold, from);
    const found = search.run(Math.min(effort, 2000 * this.#open.length));
    this.#work += search.work;
    if (!found || this.#total(found) <= this.#bestTotal) return;
    this.#best = found;
    this.#bestTotal = this.#total(found);
  }

  #current(): Int32Array[] {
    return Array.from({ length: this.#problem.proposals }, (_, p) => Int32Array.from(this.#matching.of(p)));
  }

  /**
   * Moves the weights towards the best bound (subgradient steps after Polyak). True when the bound closes the node.
   * Keeps the best weights it saw.
   */
  #climb(steps: number, onBound?: (bound: number) => void): boolean {
    let tightest = Infinity;
    let weights = this.#extra.slice();
    let bonus = this.#bonus.slice();
    let pace = 1;
    let stale = 0;
    for (let step = 0; step < steps && !this.#done(); step++) {
      this.#consider();
      const bound = this.#bound();
      if (this.#closes(bound)) return true;
      if (onBound) {
        onBound(bound);
        if (!this.#firstOnly && step % 5 === 0) this.#exchange(this.#current(), (this.#limit - this.work) / 100);
      }
      if (bound < tightest) {
        tightest = bound;
        weights = this.#extra.slice();
        bonus = this.#bonus.slice();
        stale = 0;
      } else if (++stale % 8 === 0) pace /= 2;
      const gaps = this.#wanted.flatMap((p) => {
        const gap = this.#threshold - this.#sum(p);
        return this.#free(p) && (gap > 0 || (gap < 0 && this.#extra[p]! > 0)) ? [{ p, gap }] : [];
      });
      const partGaps = this.#parts.length === 0 ? [] : this.#wanted.flatMap((p) => (this.#free(p) ? this.#partGaps(p, true) : []));
      const norm = gaps.reduce((sum, { gap }) => sum + gap * gap, 0) + partGaps.reduce((sum, { gap }) => sum + (gap * this.#grain) ** 2, 0);
      if (norm === 0) break;
      const size = (pace * Math.max(UNIT, bound - this.#target() * UNIT)) / norm;
      let moved = this.#moveBonus(partGaps, size);
      for (const { p, gap } of gaps) {
        const extra = Math.min(UNIT * 1000, Math.max(0, Math.round(this.#extra[p]! + size * gap)));
        if (extra === this.#extra[p]) continue;
        this.#extra[p] = extra;
        this.#setRow(p);
        moved = true;
      }
      if (!moved || !this.#matching.solve()) break;
    }
    this.#restore(weights, bonus);
    return false;
  }

  /** How many of each part a proposal lacks (above zero) or has too many of; with `slack`, also those whose bonus it no longer needs. */
  #partGaps(proposal: number, slack = false): PartGap[] {
    const held = this.#matching.of(proposal);
    this.#work += 8 * this.#parts.length;
    return this.#parts.flatMap((part, q) => {
      const at = proposal * this.#parts.length + q;
      const count = countIn(part, held);
      const bonus = this.#bonus[at]!;
      const [lacking, over] = [part.least - count, count - part.most];
      if (lacking > 0 || (slack && bonus > 0 && lacking < 0)) return [{ proposal, at, gap: lacking }];
      return over > 0 || (slack && bonus < 0 && over < 0) ? [{ proposal, at, gap: -over }] : [];
    });
  }

  #moveBonus(gaps: readonly PartGap[], size: number): boolean {
    let moved = false;
    for (const { proposal, at, gap } of gaps) {
      const had = this.#bonus[at]!;
      const limit = MOST_BONUS * this.#grain;
      const wish = Math.max(-limit, Math.min(limit, Math.round(had + size * this.#grain * gap * this.#grain)));
      const bonus = had * wish < 0 ? 0 : wish;
      if (bonus === had) continue;
      this.#bonus[at] = bonus;
      this.#setRow(proposal);
      moved = true;
    }
    return moved;
  }

  #restore(weights: Float64Array, bonus: Float64Array): void {
    const width = this.#parts.length;
    for (const p of this.#wanted) {
      let same = this.#extra[p] === weights[p];
      for (let at = p * width; at < (p + 1) * width; at++) {
        if (this.#bonus[at] === bonus[at]) continue;
        this.#bonus[at] = bonus[at]!;
        same = false;
      }
      if (same) continue;
      this.#extra[p] = weights[p]!;
      this.#setRow(p);
    }
    this.#matching.solve();
  }

  /**
   * Moves the reviewers' prices themselves towards the best bound: each proposal takes its best set that reaches the threshold,
   * whoever is taken too often becomes dearer. This bound is at least as tight as that of the weights. True when it closes the root.
   */
  #haggle(steps: number, onBound: (bound: number) => void): boolean {
    const { reviewers, demands } = this.#problem;
    const prices = this.#matchingPrices();
    let tightest = Infinity;
    let pace = 1;
    let stale = 0;
    for (let step = 0; step < steps && pace > 1e-4 && !this.#done(); step++) {
      const load = new Int32Array(reviewers);
      const bound = this.#boundBy(prices, (p) => {
        const { net, set } = this.#bestSet(p, prices);
        for (const r of set) load[r]! += 1;
        return net;
      });
      if (this.#closes(bound)) return true;
      if (bound === Infinity) return false;
      onBound(bound);
      if (bound < tightest) {
        tightest = bound;
        this.#prices = prices.slice();
        stale = 0;
      } else if (++stale % 6 === 0) {
        pace /= 2;
        prices.set(this.#prices!);
        continue;
      }
      const slope = prices.map((price, r) => {
        const [least, most] = [load[r]! - demands.least[r]!, load[r]! - demands.most[r]!];
        return price > 0 ? most : price < 0 ? least : most > 0 ? most : least < 0 ? least : 0;
      });
      const norm = slope.reduce((sum, x) => sum + x * x, 0);
      if (norm === 0) break;
      const size = (pace * Math.max(UNIT, bound - this.#target() * UNIT)) / norm;
      slope.forEach((x, r) => {
        const moved = Math.round(prices[r]! + size * x);
        prices[r] = prices[r]! * moved < 0 ? 0 : moved;
      });
    }
    return false;
  }

  /** Bars every pair that no assignment above the target contains, by its loss against the bound. False when nothing is left. */
  #strike(): boolean {
    const prices = this.#prices ?? this.#matchingPrices();
    const bestOf = new Map(this.#wanted.map((p) => [p, this.#bestSet(p, prices)]));
    const spare = this.#boundBy(prices, (p) => bestOf.get(p)!.net) - (this.#target() + 1) * UNIT;
    const { reviewers } = this.#problem;
    for (const p of this.#wanted) {
      if (this.#done()) return false;
      const best = bestOf.get(p)!;
      const others = this.#othersNet(p, prices);
      for (let r = 0; r < reviewers; r++) {
        const at = p * reviewers + r;
        if (this.#open[at] === BARRED || best.set.includes(r)) continue;
        if (best.net - others - this.#net(p, r, prices) > spare) {
          this.#open[at] = BARRED;
          continue;
        }
        if (best.net - this.#bestSet(p, prices, r).net > spare) this.#open[at] = BARRED;
      }
      if (!this.#narrow(p) || !this.#setRow(p)) return false;
      this.#nets[p] = best.net;
    }
    this.#undo = [];
    return this.#matching.solve();
  }

  /** What a proposal's other places are worth at most when one is given away. */
  #othersNet(proposal: number, prices: Float64Array): number {
    const { reviewers, demands } = this.#problem;
    const taken = this.#taken[proposal]!;
    const places = demands.reviews[proposal]! - taken.length - 1;
    if (places < 0) return Infinity;
    const top: number[] = [];
    this.#work += reviewers;
    for (let r = 0; r < reviewers; r++) {
      if (taken.includes(r)) continue;
      const net = this.#net(proposal, r, prices);
      if (top.length === places && (places === 0 || net <= top[places - 1]!)) continue;
      let i = top.length === places ? places - 1 : top.length;
      for (; i > 0 && top[i - 1]! < net; i--) top[i] = top[i - 1]!;
      top[i] = net;
    }
    return top.reduce((a, b) => a + b, 0) + taken.reduce((sum, r) => sum + this.#net(proposal, r, prices), 0);
  }

  #branch(depth = 0): void {
    if (depth > DEEPEST) this.#stopped = true;
    if (this.#done()) return;
    this.#consider();
    if (this.#closes(this.#bound()) || this.#done()) return;
    if (this.#climb(4) || this.#done()) return;
    const pair = this.#choose();
    if (!pair) {
      this.#stopped = true;
      return;
    }
    const { proposal, reviewer, takeFirst } = pair;
    for (const take of takeFirst ? [true, false] : [false, true]) {
      const mark = this.#undo.length;
      const extra = this.#extra[proposal]!;
      const net = this.#nets[proposal]!;
      if (take) this.#taken[proposal]!.push(reviewer);
      else this.#bar(proposal, reviewer);
      if (this.#narrow(proposal)) {
        if (!this.#free(proposal)) this.#extra[proposal] = 0;
        if (this.#prices) this.#nets[proposal] = this.#bestSet(proposal, this.#prices).net;
        if (!this.#closes(this.#rootPricesBound()) && this.#setRow(proposal) && this.#matching.solve()) this.#branch(depth + 1);
      }
      if (take) this.#taken[proposal]!.pop();
      this.#extra[proposal] = extra;
      this.#nets[proposal] = net;
      this.#undoTo(mark, proposal);
      if (this.#done()) return;
    }
    this.#matching.solve();
  }

  /** The pair that the node is undecided about: of the proposal whose shortfall, or weighted surplus, costs most. */
  #choose(): { proposal: number; reviewer: number; takeFirst: boolean } | undefined {
    let proposal = -1;
    let most = 0;
    for (const p of this.#wanted) {
      if (!this.#free(p)) continue;
      const gap = this.#threshold - this.#sum(p);
      let cost = gap > 0 ? gap * (UNIT + this.#extra[p]!) : -gap * this.#extra[p]!;
      for (const { at, gap: lack } of this.#partGaps(p, true)) cost += Math.abs(lack) * (this.#grain * UNIT + Math.abs(this.#bonus[at]!));
      if (cost > most) [most, proposal] = [cost, p];
    }
    if (proposal < 0) return undefined;
    const { reviewers, scores } = this.#problem;
    const held = this.#heldInDoubt(proposal);
    if (held.length === 0) return undefined;
    const reviewer = held.reduce((a, b) => (scores[proposal * reviewers + b]! < scores[proposal * reviewers + a]! ? b : a));
    return { proposal, reviewer, takeFirst: this.#does(proposal) };
  }

  /** The reviewers of a proposal that are not taken yet; where a part is not as it must be, those that stand in its way. */
  #heldInDoubt(proposal: number): number[] {
    const held = [...this.#matching.of(proposal)].filter((r) => !this.#taken[proposal]!.includes(r));
    for (const { at, gap } of this.#partGaps(proposal)) {
      const { isMember } = this.#parts[at % this.#parts.length]!;
      const inTheWay = held.filter((r) => (gap > 0 ? !isMember[r] : isMember[r]));
      if (inTheWay.length > 0) return inTheWay;
    }
    return held;
  }

  /** Has the proposal what it must have? */
  #does(proposal: number): boolean {
    this.#work += 4 * this.#parts.length;
    return this.#sum(proposal) >= this.#threshold && (this.#parts.length === 0 || violations(this.#parts, this.#matching.of(proposal)) === 0);
  }

  /** Below this, a total is of no interest: one that is had already, or one that no assignment with this threshold could have. */
  #target(): number {
    return Math.max(this.#bestTotal, this.#leastTotal - 1, this.#floor);
  }

  #closes(bound: number): boolean {
    return Math.floor(bound / UNIT) <= this.#target();
  }

  #consider(): void {
    if (this.#wanted.some((p) => !this.#does(p))) return;
    let total = 0;
    for (const p of this.#wanted) total += this.#sum(p);
    if (total <= this.#bestTotal) return;
    this.#bestTotal = total;
    this.#best = this.#current();
  }

  #total(sets: readonly Int32Array[]): number {
    return this.#wanted.reduce((sum, p) => sum + sumOf(this.#problem, p, sets[p]!), 0);
  }

  #sum(proposal: number): number {
    return sumOf(this.#problem, proposal, this.#matching.of(proposal));
  }

  /** Is anything about this proposal still open? */
  #free(proposal: number): boolean {
    return this.#taken[proposal]!.length < this.#problem.demands.reviews[proposal]!;
  }

  #setRow(proposal: number): boolean {
    const { reviewers } = this.#problem;
    const times = UNIT + this.#extra[proposal]!;
    const width = this.#parts.length;
    if (width === 0) return this.#matching.setRow(proposal, this.#open, proposal * reviewers, times, this.#taken[proposal]);
    for (let r = 0; r < reviewers; r++) this.#row[r] = this.#open[proposal * reviewers + r]! * times;
    for (let q = 0; q < width; q++) {
      const bonus = this.#bonus[proposal * width + q]!;
      if (bonus === 0) continue;
      const { isMember } = this.#parts[q]!;
      for (let r = 0; r < reviewers; r++) if (isMember[r]) this.#row[r]! += bonus;
    }
    this.#work += reviewers;
    return this.#matching.setRow(proposal, this.#row, 0, 1, this.#taken[proposal]);
  }

  #bar(proposal: number, reviewer: number): void {
    const at = proposal * this.#problem.reviewers + reviewer;
    this.#undo.push({ at, score: this.#open[at]! });
    this.#open[at] = BARRED;
  }

  #undoTo(mark: number, proposal: number): void {
    while (this.#undo.length > mark) {
      const { at, score } = this.#undo.pop()!;
      this.#open[at] = score;
    }
    this.#setRow(proposal);
  }

  /** Bars the reviewers with whom a proposal can no longer reach the threshold. False when it cannot with any. */
  #narrow(proposal: number): boolean {
    const { reviewers, demands, scores } = this.#problem;
    const row = proposal * reviewers;
    const taken = this.#taken[proposal]!;
    const places = demands.reviews[proposal]! - taken.length;
    const needed = this.#threshold - taken.reduce((sum, r) => sum + scores[row + r]!, 0);
    if (places === 0) return needed <= 0 && violations(this.#parts, taken) === 0;
    if (!this.#couldFit(taken, places)) return false;
    const top: number[] = [];
    this.#work += reviewers;
    for (let r = 0; r < reviewers; r++) {
      const score = this.#open[row + r]!;
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
      const score = this.#open[row + r]!;
      if (score !== BARRED && score < least && !taken.includes(r)) this.#bar(proposal, r);
    }
    return true;
  }

  /** Could a proposal still have of each part what it must? */
  #couldFit(taken: readonly number[], places: number): boolean {
    return this.#parts.every((part) => {
      const count = countIn(part, taken);
      return count <= part.most && part.least - count <= places;
    });
  }

  #net(proposal: number, reviewer: number, prices: Float64Array): number {
    return this.#open[proposal * this.#problem.reviewers + reviewer]! * UNIT - prices[reviewer]!;
  }

  /** The prices of the matching, over that of the slack. */
  #matchingPrices(): Float64Array {
    const price = this.#matching.price;
    return price.subarray(0, this.#problem.reviewers).map((each) => each - price[this.#problem.reviewers]!);
  }

  /**
   * No assignment below this node has more: what each proposal could have at most, with the threshold, when reviewers cost their price,
   * and what the prices are worth. True for any prices (weak duality); infinite when the sum would not be exact. In 1/1024 of a score.
   */
  #bound(): number {
    const bound = this.#boundBy(this.#matchingPrices(), (p, prices) =>
      this.#extra[p] === 0 && this.#hasNoBonus(p) && this.#does(p) ? this.#heldNet(p, prices) : this.#bestSet(p, prices).net,
    );
    return Math.min(bound, this.#rootPricesBound());
  }

  #hasNoBonus(proposal: number): boolean {
    const width = this.#parts.length;
    for (let at = proposal * width; at < (proposal + 1) * width; at++) if (this.#bonus[at] !== 0) return false;
    return true;
  }

  #rootPricesBound(): number {
    return this.#branching && this.#prices ? this.#boundBy(this.#prices, (p) => this.#nets[p]!) : Infinity;
  }

  #boundBy(prices: Float64Array, most: (proposal: number, prices: Float64Array) => number): number {
    const { demands } = this.#problem;
    let bound = 0;
    let magnitude = 0;
    const add = (term: number) => {
      bound += term;
      magnitude += Math.abs(term);
    };
    prices.forEach((price, r) => add(price > 0 ? price * demands.most[r]! : price * demands.least[r]!));
    for (const p of this.#wanted) {
      const best = most(p, prices);
      if (best === BARRED) return BARRED;
      add(best);
    }
    return magnitude < Number.MAX_SAFE_INTEGER ? bound : Infinity;
  }

  #heldNet(proposal: number, prices: Float64Array): number {
    let sum = 0;
    for (const r of this.#matching.of(proposal)) sum += this.#net(proposal, r, prices);
    return sum;
  }

  /** The best set of a proposal at these prices, if need be with one reviewer given. */
  #bestSet(proposal: number, prices: Float64Array, given = -1): BestSet {
    const { reviewers, demands, scores } = this.#problem;
    const row = proposal * reviewers;
    const taken = this.#taken[proposal]!;
    const sure = given >= 0 && !taken.includes(given) ? [...taken, given] : taken;
    let net = 0;
    let score = 0;
    for (const r of sure) {
      net += this.#net(proposal, r, prices);
      score += scores[row + r]!;
    }
    const places = demands.reviews[proposal]! - sure.length;
    const simple = this.#topSet(proposal, prices, sure, places);
    if (simple && this.#setSum(proposal, simple) + score >= this.#threshold) {
      const set = [...sure, ...simple];
      if (violations(this.#parts, set) === 0) return { net: net + simple.reduce((sum, r) => sum + this.#net(proposal, r, prices), 0), set, steps: 0 };
    }
    const items: Item[] = [];
    for (let r = 0; r < reviewers; r++) {
      const each = this.#open[row + r]!;
      if (each !== BARRED && !sure.includes(r)) items.push({ reviewer: r, net: each * UNIT - prices[r]!, score: each });
    }
    this.#work += 16 * items.length;
    const found = bestSet({ items, places, threshold: this.#threshold - score, parts: this.#parts, given: sure });
    this.#work += found.steps;
    return { net: net + found.net, set: [...sure, ...found.set], steps: found.steps };
  }

  #setSum(proposal: number, set: readonly number[]): number {
    return set.reduce((sum, r) => sum + this.#problem.scores[proposal * this.#problem.reviewers + r]!, 0);
  }

  /** The reviewers with the largest nets, whatever their sum and parts; undefined when there are too few. */
  #topSet(proposal: number, prices: Float64Array, sure: readonly number[], places: number): number[] | undefined {
    if (places <= 0) return undefined;
    const { reviewers } = this.#problem;
    const row = proposal * reviewers;
    const nets: number[] = [];
    const top: number[] = [];
    this.#work += reviewers;
    for (let r = 0; r < reviewers; r++) {
      const score = this.#open[row + r]!;
      if (score === BARRED) continue;
      const net = score * UNIT - prices[r]!;
      const before = (i: number) => net > nets[i]! || (net === nets[i]! && score > this.#open[row + top[i]!]!);
      if ((top.length === places && !before(places - 1)) || sure.includes(r)) continue;
      let i = top.length === places ? places - 1 : top.length;
      for (; i > 0 && before(i - 1); i--) [nets[i], top[i]] = [nets[i - 1]!, top[i - 1]!];
      [nets[i], top[i]] = [net, r];
    }
    return top.length === places ? top : undefined;
  }
}

type PartGap = { proposal: number; at: number; gap: number };

function grainOf({ scores }: Problem): number {
  let largest = 1;
  for (const score of scores) if (score !== BARRED && Math.abs(score) > largest) largest = Math.abs(score);
  return largest;
}
