import { UNIT, type Node, type PartGap } from './node.ts';

/** No bonus beyond this many times the largest score, in the unit of weights: sums have to stay exact. */
const MOST_BONUS = 16 * UNIT;

/** Raises the weights of proposals that fall short, for a first assignment: more in every round. False when none is left. */
export function push(node: Node, short: readonly number[], round: number): boolean {
  const more = Math.round((UNIT / 8) * 1.25 ** round);
  for (const p of short) {
    if (node.sum(p) < node.threshold) node.extra[p]! += more;
    for (const { at, gap } of node.partGaps(p)) if (Math.abs(node.bonus[at]!) < MOST_BONUS * node.grain) node.bonus[at]! += more * node.grain * gap;
    node.setRow(p);
  }
  return node.matching.solve();
}

/** Moves the weights towards the best bound (subgradient steps after Polyak) and keeps the best that it saw. */
export class WeightClimb {
  readonly #node: Node;
  #tightest = Infinity;
  #weights: Float64Array;
  #bonus: Float64Array;
  #pace = 1;
  #stale = 0;

  constructor(node: Node) {
    this.#node = node;
    this.#weights = node.extra.slice();
    this.#bonus = node.bonus.slice();
  }

  note(bound: number): void {
    if (bound < this.#tightest) {
      this.#tightest = bound;
      this.#weights = this.#node.extra.slice();
      this.#bonus = this.#node.bonus.slice();
      this.#stale = 0;
    } else if (++this.#stale % 8 === 0) this.#pace /= 2;
  }

  /** One step, by how far the bound is above what is wanted. False when there is nowhere to go. */
  move(excess: number): boolean {
    const node = this.#node;
    const gaps = node.wanted.flatMap((p) => {
      const gap = node.threshold - node.sum(p);
      return node.isFree(p) && (gap > 0 || (gap < 0 && node.extra[p]! > 0)) ? [{ p, gap }] : [];
    });
    const partGaps = node.width === 0 ? [] : node.wanted.flatMap((p) => (node.isFree(p) ? node.partGaps(p, true) : []));
    const norm = gaps.reduce((sum, { gap }) => sum + gap * gap, 0) + partGaps.reduce((sum, { gap }) => sum + (gap * node.grain) ** 2, 0);
    if (norm === 0) return false;
    const size = (this.#pace * Math.max(UNIT, excess)) / norm;
    let moved = this.#moveBonus(partGaps, size);
    for (const { p, gap } of gaps) {
      const extra = Math.min(UNIT * 1000, Math.max(0, Math.round(node.extra[p]! + size * gap)));
      if (extra === node.extra[p]) continue;
      node.extra[p] = extra;
      node.setRow(p);
      moved = true;
    }
    return moved && node.matching.solve();
  }

  #moveBonus(gaps: readonly PartGap[], size: number): boolean {
    const { bonus, grain } = this.#node;
    const limit = MOST_BONUS * grain;
    let moved = false;
    for (const { proposal, at, gap } of gaps) {
      const had = bonus[at]!;
      const wish = Math.max(-limit, Math.min(limit, Math.round(had + size * grain * gap * grain)));
      const now = had * wish < 0 ? 0 : wish;
      if (now === had) continue;
      bonus[at] = now;
      this.#node.setRow(proposal);
      moved = true;
    }
    return moved;
  }

  /** Back to the best. */
  restore(): void {
    const { wanted, width, extra, bonus, matching } = this.#node;
    for (const p of wanted) {
      let same = extra[p] === this.#weights[p];
      for (let at = p * width; at < (p + 1) * width; at++) {
        if (bonus[at] === this.#bonus[at]) continue;
        bonus[at] = this.#bonus[at]!;
        same = false;
      }
      if (same) continue;
      extra[p] = this.#weights[p]!;
      this.#node.setRow(p);
    }
    matching.solve();
  }
}

/** Moves prices of the reviewers towards the best bound: whoever is taken too often becomes dearer. Keeps the best that it saw. */
export class PriceClimb {
  readonly prices: Float64Array;
  best: Float64Array | undefined;
  #tightest = Infinity;
  #pace = 1;
  #stale = 0;

  constructor(prices: Float64Array) {
    this.prices = prices;
  }

  get isDone(): boolean {
    return this.#pace <= 1e-4;
  }

  /** False when the prices went back to the best instead, for a shorter step. */
  note(bound: number): boolean {
    if (bound < this.#tightest) {
      this.#tightest = bound;
      this.best = this.prices.slice();
      this.#stale = 0;
    } else if (++this.#stale % 6 === 0) {
      this.#pace /= 2;
      this.prices.set(this.best!);
      return false;
    }
    return true;
  }

  /** One step, by how far the bound is above what is wanted. False when there is nowhere to go. */
  move({ problem }: Node, load: Int32Array, excess: number): boolean {
    const { least, most } = problem.demands;
    const { prices } = this;
    const slope = prices.map((price, r) => {
      const [above, below] = [load[r]! - least[r]!, load[r]! - most[r]!];
      return price > 0 ? below : price < 0 ? above : below > 0 ? below : above < 0 ? above : 0;
    });
    const norm = slope.reduce((sum, x) => sum + x * x, 0);
    if (norm === 0) return false;
    const size = (this.#pace * Math.max(UNIT, excess)) / norm;
    slope.forEach((x, r) => {
      const moved = Math.round(prices[r]! + size * x);
      prices[r] = prices[r]! * moved < 0 ? 0 : moved;
    });
    return true;
  }
}
