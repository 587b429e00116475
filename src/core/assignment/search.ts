import { Exchange } from './exchange.ts';
import { BARRED } from './matching.ts';
import type { Problem } from './problem.ts';
import { Bounds } from './search/bounds.ts';
import { PriceClimb, push, WeightClimb } from './search/climb.ts';
import { Node, UNIT } from './search/node.ts';

/** Deeper than this, the search gives up rather than the stack. */
const DEEPEST = 2000;

/** The best assignment if one was found (better than the one given); whether nothing was left to search; a bound on every total. */
export type Outcome = { reviewersOf?: Int32Array[]; exhausted: boolean; bound: number };

/**
 * Branch and bound for "largest total such that every proposal has at least `threshold`". Below each node: a matching in which
 * proposals that fall short weigh more (Lagrange multipliers), a bound by its prices, and two branches on one pair, taken or barred.
 */
export class Search {
  readonly #problem: Problem;
  readonly #node: Node;
  readonly #bounds: Bounds;
  #exchanged = 0;
  #leastTotal = 0;
  #before: readonly Int32Array[] = [];
  #best: Int32Array[] | undefined;
  #bestTotal = 0;
  #firstOnly = false;
  #limit = 0;
  #stopped = false;
  #rootBound = Infinity;
  #floor = -Infinity;

  constructor(problem: Problem) {
    this.#problem = problem;
    this.#node = new Node(problem);
    this.#bounds = new Bounds(this.#node);
  }

  run(threshold: number, before: Int32Array[], { firstOnly, effort }: { firstOnly: boolean; effort: number }): Outcome {
    const start = firstOnly ? undefined : before;
    this.#before = before;
    this.#leastTotal = threshold * this.#node.wanted.length;
    this.#firstOnly = firstOnly;
    this.#stopped = false;
    this.#best = start;
    this.#bestTotal = start ? this.#node.total(start) : -Infinity;
    this.#limit = this.work + effort;
    this.#rootBound = Infinity;
    this.#bounds.rootPrices = undefined;
    this.#floor = -Infinity;
    if (this.#node.reset(threshold)) this.#root();
    return { ...(this.#best && this.#best !== start ? { reviewersOf: this.#best } : {}), exhausted: !this.#stopped, bound: this.#rootBound };
  }

  /** Elementary steps done so far. */
  get work(): number {
    return this.#node.work + this.#exchanged;
  }

  #root(): void {
    if (this.#closes(this.#bounds.ofNode())) return;
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
    const node = this.#node;
    this.#floor = floor;
    const open = node.open.slice();
    if (this.#strike()) {
      this.#bounds.isBranching = true;
      this.#branch();
      this.#bounds.isBranching = false;
    }
    this.#floor = -Infinity;
    if (this.#stopped) return;
    node.open.set(open);
    for (const p of node.wanted) node.setRow(p);
    node.matching.solve();
  }

  #done(): boolean {
    if (this.#firstOnly && this.#best) return true;
    if (this.work > this.#limit) this.#stopped = true;
    return this.#stopped;
  }

  /** Raises the weights of proposals that fall short until none does, for a first assignment. */
  #push(): void {
    for (let round = 0; round < 40 && !this.#done(); round++) {
      const short = this.#node.wanted.filter((p) => !this.#node.does(p));
      this.#consider();
      if (short.length === 0 || !push(this.#node, short, round)) return;
    }
  }

  /** A local search for an assignment that meets the threshold, kept if it has more than the best one. A small instance is sooner searched through. */
  #exchange(from: readonly Int32Array[], effort: number): void {
    const search = new Exchange(this.#problem, this.#node.threshold, from);
    const found = search.run(Math.min(effort, 2000 * this.#node.open.length));
    this.#exchanged += search.work;
    if (!found || this.#node.total(found) <= this.#bestTotal) return;
    this.#best = found;
    this.#bestTotal = this.#node.total(found);
  }

  /** Moves the weights towards the best bound. True when it closes the node. */
  #climb(steps: number, onBound?: (bound: number) => void): boolean {
    const climb = new WeightClimb(this.#node);
    for (let step = 0; step < steps && !this.#done(); step++) {
      this.#consider();
      const bound = this.#bounds.ofNode();
      if (this.#closes(bound)) return true;
      if (onBound) {
        onBound(bound);
        if (!this.#firstOnly && step % 5 === 0) this.#exchange(this.#node.current(), (this.#limit - this.work) / 100);
      }
      climb.note(bound);
      if (!climb.move(bound - this.#target() * UNIT)) break;
    }
    climb.restore();
    return false;
  }

  /**
   * Moves the reviewers' prices themselves towards the best bound: each proposal takes its best set that reaches the threshold,
   * whoever is taken too often becomes dearer. This bound is at least as tight as that of the weights. True when it closes the root.
   */
  #haggle(steps: number, onBound: (bound: number) => void): boolean {
    const climb = new PriceClimb(this.#bounds.matchingPrices());
    for (let step = 0; step < steps && !climb.isDone && !this.#done(); step++) {
      const load = new Int32Array(this.#problem.reviewers);
      const bound = this.#bounds.by(climb.prices, (p) => {
        const { net, set } = this.#bounds.bestSet(p, climb.prices);
        for (const r of set) load[r]! += 1;
        return net;
      });
      if (this.#closes(bound)) return true;
      if (bound === Infinity) return false;
      onBound(bound);
      const goesOn = climb.note(bound);
      this.#bounds.rootPrices = climb.best;
      if (goesOn && !climb.move(this.#node, load, bound - this.#target() * UNIT)) break;
    }
    return false;
  }

  /** Bars every pair that no assignment above the target contains, by its loss against the bound. False when nothing is left. */
  #strike(): boolean {
    const node = this.#node;
    const bounds = this.#bounds;
    const prices = bounds.rootPrices ?? bounds.matchingPrices();
    const bestOf = new Map(node.wanted.map((p) => [p, bounds.bestSet(p, prices)]));
    const spare = bounds.by(prices, (p) => bestOf.get(p)!.net) - (this.#target() + 1) * UNIT;
    const { reviewers } = this.#problem;
    for (const p of node.wanted) {
      if (this.#done()) return false;
      const best = bestOf.get(p)!;
      const others = bounds.othersNet(p, prices);
      for (let r = 0; r < reviewers; r++) {
        const at = p * reviewers + r;
        if (node.open[at] === BARRED || best.set.includes(r)) continue;
        if (best.net - others - bounds.net(p, r, prices) > spare) {
          node.open[at] = BARRED;
          continue;
        }
        if (best.net - bounds.bestSet(p, prices, r).net > spare) node.open[at] = BARRED;
      }
      if (!node.narrow(p) || !node.setRow(p)) return false;
      bounds.nets[p] = best.net;
    }
    node.forget();
    return node.matching.solve();
  }

  #branch(depth = 0): void {
    if (depth > DEEPEST) this.#stopped = true;
    if (this.#done()) return;
    this.#consider();
    if (this.#closes(this.#bounds.ofNode()) || this.#done()) return;
    if (this.#climb(4) || this.#done()) return;
    const pair = this.#choose();
    if (!pair) {
      this.#stopped = true;
      return;
    }
    for (const take of pair.takeFirst ? [true, false] : [false, true]) {
      this.#follow(pair, take, depth);
      if (this.#done()) return;
    }
    this.#node.matching.solve();
  }

  /** One of the two branches on a pair, and back. */
  #follow({ proposal, reviewer }: { proposal: number; reviewer: number }, take: boolean, depth: number): void {
    const { nets, rootPrices } = this.#bounds;
    const node = this.#node;
    const mark = node.mark();
    const [extra, net] = [node.extra[proposal]!, nets[proposal]!];
    if (take) node.taken[proposal]!.push(reviewer);
    else node.bar(proposal, reviewer);
    if (node.narrow(proposal)) {
      if (!node.isFree(proposal)) node.extra[proposal] = 0;
      if (rootPrices) nets[proposal] = this.#bounds.bestSet(proposal, rootPrices).net;
      if (!this.#closes(this.#bounds.ofRootPrices()) && node.setRow(proposal) && node.matching.solve()) this.#branch(depth + 1);
    }
    if (take) node.taken[proposal]!.pop();
    node.extra[proposal] = extra;
    nets[proposal] = net;
    node.undoTo(mark, proposal);
  }

  /** The pair that the node is undecided about: of the proposal whose shortfall, or weighted surplus, costs most. */
  #choose(): { proposal: number; reviewer: number; takeFirst: boolean } | undefined {
    const node = this.#node;
    let proposal = -1;
    let most = 0;
    for (const p of node.wanted) {
      if (!node.isFree(p)) continue;
      const gap = node.threshold - node.sum(p);
      let cost = gap > 0 ? gap * (UNIT + node.extra[p]!) : -gap * node.extra[p]!;
      for (const { at, gap: lack } of node.partGaps(p, true)) cost += Math.abs(lack) * (node.grain * UNIT + Math.abs(node.bonus[at]!));
      if (cost > most) [most, proposal] = [cost, p];
    }
    if (proposal < 0) return undefined;
    const { reviewers, scores } = this.#problem;
    const held = this.#heldInDoubt(proposal);
    if (held.length === 0) return undefined;
    const reviewer = held.reduce((a, b) => (scores[proposal * reviewers + b]! < scores[proposal * reviewers + a]! ? b : a));
    return { proposal, reviewer, takeFirst: node.does(proposal) };
  }

  /** The reviewers of a proposal that are not taken yet; where a part is not as it must be, those that stand in its way. */
  #heldInDoubt(proposal: number): number[] {
    const held = [...this.#node.matching.of(proposal)].filter((r) => !this.#node.taken[proposal]!.includes(r));
    for (const { part, gap } of this.#node.partGaps(proposal)) {
      const inTheWay = held.filter((r) => (gap > 0 ? !part.isMember[r] : part.isMember[r]));
      if (inTheWay.length > 0) return inTheWay;
    }
    return held;
  }

  /** Below this, a total is of no interest: one that is had already, or one that no assignment with this threshold could have. */
  #target(): number {
    return Math.max(this.#bestTotal, this.#leastTotal - 1, this.#floor);
  }

  #closes(bound: number): boolean {
    return Math.floor(bound / UNIT) <= this.#target();
  }

  #consider(): void {
    const { wanted } = this.#node;
    if (wanted.some((p) => !this.#node.does(p))) return;
    let total = 0;
    for (const p of wanted) total += this.#node.sum(p);
    if (total <= this.#bestTotal) return;
    this.#bestTotal = total;
    this.#best = this.#node.current();
  }
}
