import { bestSet, type BestSet, type Item } from '../bestSet.ts';
import { BARRED } from '../matching.ts';
import { violations } from '../parts.ts';
import { UNIT, type Node } from './node.ts';

/** What no assignment below a node exceeds, from prices of the reviewers: true for any prices (weak duality). In 1/1024 of a score. */
export class Bounds {
  /** The reviewers' prices with the best bound at the root; they bound every node. */
  rootPrices: Float64Array | undefined;
  /** The best of each proposal at those prices, below this node. */
  readonly nets: Float64Array;
  isBranching = false;
  readonly #node: Node;

  constructor(node: Node) {
    this.#node = node;
    this.nets = new Float64Array(node.problem.proposals);
  }

  /** The prices of the matching, over that of the slack. */
  matchingPrices(): Float64Array {
    const { matching, problem } = this.#node;
    return matching.price.subarray(0, problem.reviewers).map((each) => each - matching.price[problem.reviewers]!);
  }

  /**
   * What each proposal could have at most, with the threshold, when reviewers cost their price, and what the prices are worth.
   * Infinite when the sum would not be exact.
   */
  ofNode(): number {
    const node = this.#node;
    const bound = this.by(this.matchingPrices(), (p, prices) =>
      node.extra[p] === 0 && node.hasNoBonus(p) && node.does(p) ? this.#heldNet(p, prices) : this.bestSet(p, prices).net,
    );
    return Math.min(bound, this.ofRootPrices());
  }

  ofRootPrices(): number {
    return this.isBranching && this.rootPrices ? this.by(this.rootPrices, (p) => this.nets[p]!) : Infinity;
  }

  by(prices: Float64Array, most: (proposal: number, prices: Float64Array) => number): number {
    const { demands } = this.#node.problem;
    let bound = 0;
    let magnitude = 0;
    const add = (term: number) => {
      bound += term;
      magnitude += Math.abs(term);
    };
    prices.forEach((price, r) => add(price > 0 ? price * demands.most[r]! : price * demands.least[r]!));
    for (const p of this.#node.wanted) {
      const best = most(p, prices);
      if (best === BARRED) return BARRED;
      add(best);
    }
    return magnitude < Number.MAX_SAFE_INTEGER ? bound : Infinity;
  }

  net(proposal: number, reviewer: number, prices: Float64Array): number {
    return this.#node.open[proposal * this.#node.problem.reviewers + reviewer]! * UNIT - prices[reviewer]!;
  }

  #heldNet(proposal: number, prices: Float64Array): number {
    let sum = 0;
    for (const r of this.#node.matching.of(proposal)) sum += this.net(proposal, r, prices);
    return sum;
  }

  /** What a proposal's other places are worth at most when one is given away. */
  othersNet(proposal: number, prices: Float64Array): number {
    const { reviewers, demands } = this.#node.problem;
    const taken = this.#node.taken[proposal]!;
    const places = demands.reviews[proposal]! - taken.length - 1;
    if (places < 0) return Infinity;
    const top: number[] = [];
    this.#node.steps += reviewers;
    for (let r = 0; r < reviewers; r++) {
      if (taken.includes(r)) continue;
      const net = this.net(proposal, r, prices);
      if (top.length === places && (places === 0 || net <= top[places - 1]!)) continue;
      let i = top.length === places ? places - 1 : top.length;
      for (; i > 0 && top[i - 1]! < net; i--) top[i] = top[i - 1]!;
      top[i] = net;
    }
    return top.reduce((a, b) => a + b, 0) + taken.reduce((sum, r) => sum + this.net(proposal, r, prices), 0);
  }

  /** The best set of a proposal at these prices, if need be with one reviewer given. */
  bestSet(proposal: number, prices: Float64Array, given = -1): BestSet {
    const node = this.#node;
    const { reviewers, demands, scores } = node.problem;
    const row = proposal * reviewers;
    const parts = node.parts(proposal);
    const taken = node.taken[proposal]!;
    const sure = given >= 0 && !taken.includes(given) ? [...taken, given] : taken;
    let net = 0;
    let score = 0;
    for (const r of sure) {
      net += this.net(proposal, r, prices);
      score += scores[row + r]!;
    }
    const places = demands.reviews[proposal]! - sure.length;
    const simple = this.#topSet(proposal, prices, sure, places);
    if (simple && simple.reduce((sum, r) => sum + scores[row + r]!, score) >= node.threshold) {
      const set = [...sure, ...simple];
      if (violations(parts, set) === 0) return { net: net + simple.reduce((sum, r) => sum + this.net(proposal, r, prices), 0), set, steps: 0 };
    }
    const items: Item[] = [];
    for (let r = 0; r < reviewers; r++) {
      const each = node.open[row + r]!;
      if (each !== BARRED && !sure.includes(r)) items.push({ reviewer: r, net: each * UNIT - prices[r]!, score: each });
    }
    node.steps += 16 * items.length;
    const found = bestSet({ items, places, threshold: node.threshold - score, parts, given: sure });
    node.steps += found.steps;
    return { net: net + found.net, set: [...sure, ...found.set], steps: found.steps };
  }

  /** The reviewers with the largest nets, whatever their sum and parts; undefined when there are too few. */
  #topSet(proposal: number, prices: Float64Array, sure: readonly number[], places: number): number[] | undefined {
    if (places <= 0) return undefined;
    const { open, problem } = this.#node;
    const { reviewers } = problem;
    const row = proposal * reviewers;
    const nets: number[] = [];
    const top: number[] = [];
    this.#node.steps += reviewers;
    for (let r = 0; r < reviewers; r++) {
      const score = open[row + r]!;
      if (score === BARRED) continue;
      const net = score * UNIT - prices[r]!;
      const before = (i: number) => net > nets[i]! || (net === nets[i]! && score > open[row + top[i]!]!);
      if ((top.length === places && !before(places - 1)) || sure.includes(r)) continue;
      let i = top.length === places ? places - 1 : top.length;
      for (; i > 0 && before(i - 1); i--) [nets[i], top[i]] = [nets[i - 1]!, top[i - 1]!];
      [nets[i], top[i]] = [net, r];
    }
    return top.length === places ? top : undefined;
  }
}
