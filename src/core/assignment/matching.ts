import { Shortlists } from './shortlists.ts';

/** Marks a reviewer who may not review a proposal. */
export const BARRED = -Infinity;

/** Who must read how much: `reviews` per proposal, `least` and `most` proposals per reviewer. */
export type Demands = { reviews: Int32Array; least: Int32Array; most: Int32Array };

/**
 * The best assignment by total value, kept optimal while values change: a minimum-cost flow between proposals and reviewers.
 *
 * Values are whole numbers, so that every sum is exact. Each reviewer has a *price*; a proposal always holds its best reviewers by
 * value less price, which keeps the duality conditions true from the first moment, and all work goes into the loads. An auction
 * raises the prices of reviewers with too much to read; what it leaves undone, and every later change, is settled by shortest
 * augmenting paths between reviewers (Dijkstra over reduced costs). `solve` after a change of a few rows costs a few paths.
 *
 * One node more than the reviewers stands for the slack between `least` and `most`; its price is the zero of the others.
 */
export class Matching {
  readonly proposals: number;
  readonly reviewers: number;
  /** Elementary steps done so far: a measure of effort that does not depend on the machine. */
  work = 0;
  readonly price: Float64Array;

  readonly #demands: Demands;
  readonly #width: number;
  /** Value of each pair that could be added; barred where it may not be or already is. */
  readonly #values: Float64Array;
  /** A slot is one place of a proposal: who holds it, at what value, and its neighbours in the reviewer's list (−1: none). */
  readonly #held: Int32Array;
  readonly #worth: Float64Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #first: Int32Array;
  readonly #load: Int32Array;
  /** The first slots of a proposal that are fixed: counted in the load, never moved. */
  readonly #fixed: Int32Array;

  readonly #flow: Int32Array;
  readonly #excess: Int32Array;
  readonly #key: Float64Array;
  readonly #cameFrom: Int32Array;
  readonly #through: Int32Array;
  readonly #settled: Uint8Array;

  constructor(proposals: number, reviewers: number, demands: Demands) {
    this.proposals = proposals;
    this.reviewers = reviewers;
    this.#demands = demands;
    this.#width = demands.reviews.reduce((a, b) => Math.max(a, b), 1);
    const slots = proposals * this.#width;
    this.#values = new Float64Array(proposals * reviewers).fill(BARRED);
    this.#held = new Int32Array(slots).fill(-1);
    this.#worth = new Float64Array(slots);
    this.#next = new Int32Array(slots);
    this.#previous = new Int32Array(slots);
    this.#first = new Int32Array(reviewers).fill(-1);
    this.#load = new Int32Array(reviewers);
    this.#fixed = new Int32Array(proposals);
    const nodes = reviewers + 1;
    this.price = new Float64Array(nodes);
    this.#flow = new Int32Array(reviewers);
    this.#excess = new Int32Array(nodes);
    this.#key = new Float64Array(nodes);
    this.#cameFrom = new Int32Array(nodes);
    this.#through = new Int32Array(nodes);
    this.#settled = new Uint8Array(nodes);
  }

  /**
   * Gives a proposal its values, `values[from + reviewer] * times`, and lets it hold its best reviewers at today's prices.
   * `fixed` reviewers are held whatever happens. False when too few reviewers are open to it: `solve` would then have no meaning.
   */
  setRow(proposal: number, values: Float64Array, from: number, times = 1, fixed: readonly number[] = []): boolean {
    const { reviewers } = this;
    const row = proposal * reviewers;
    const slot = proposal * this.#width;
    this.#release(proposal);
    for (let r = 0; r < reviewers; r++) this.#values[row + r] = values[from + r]! * times;
    this.#fixed[proposal] = fixed.length;
    fixed.forEach((reviewer, i) => {
      this.#hold(slot + i, reviewer);
      this.#unlink(slot + i);
    });
    for (let i = fixed.length; i < this.#demands.reviews[proposal]!; i++) {
      const best = this.#best(proposal);
      if (best < 0) return false;
      this.#hold(slot + i, best);
    }
    return true;
  }

  /** Settles all loads. False when no assignment can: what `proposals` hold is then no solution, but rows may be changed and solved again. */
  solve(auction = false): boolean {
    if (auction) this.#bid();
    return this.#settle();
  }

  /** The reviewers of a proposal, in no particular order. */
  of(proposal: number): Int32Array {
    const slot = proposal * this.#width;
    return this.#held.subarray(slot, slot + this.#demands.reviews[proposal]!);
  }

  #release(proposal: number): void {
    const from = proposal * this.#width;
    for (let i = 0; i < this.#width; i++) {
      const slot = from + i;
      const reviewer = this.#held[slot]!;
      if (reviewer < 0) continue;
      if (i >= this.#fixed[proposal]!) this.#unlink(slot);
      this.#load[reviewer]! -= 1;
      this.#held[slot] = -1;
    }
  }

  #hold(slot: number, reviewer: number): void {
    const at = Math.floor(slot / this.#width) * this.reviewers + reviewer;
    this.#held[slot] = reviewer;
    this.#worth[slot] = this.#values[at]!;
    this.#values[at] = BARRED;
    this.#load[reviewer]! += 1;
    const head = this.#first[reviewer]!;
    this.#next[slot] = head;
    this.#previous[slot] = -1;
    if (head >= 0) this.#previous[head] = slot;
    this.#first[reviewer] = slot;
  }

  #unlink(slot: number): void {
    const next = this.#next[slot]!;
    const previous = this.#previous[slot]!;
    if (previous < 0) this.#first[this.#held[slot]!] = next;
    else this.#next[previous] = next;
    if (next >= 0) this.#previous[next] = previous;
  }

  #move(slot: number, to: number): void {
    const from = this.#held[slot]!;
    this.#unlink(slot);
    this.#load[from]! -= 1;
    this.#values[Math.floor(slot / this.#width) * this.reviewers + from] = this.#worth[slot]!;
    this.#hold(slot, to);
  }

  /** The best reviewer that a proposal does not hold yet, at today's prices, of equals the least loaded; −1 when there is none. */
  #best(proposal: number): number {
    const { reviewers, price } = this;
    const load = this.#load;
    const values = this.#values;
    const row = proposal * reviewers;
    this.work += reviewers;
    let best = -1;
    let most = BARRED;
    for (let r = 0; r < reviewers; r++) {
      const net = values[row + r]! - price[r]!;
      if (net > most || (net === most && best >= 0 && load[r]! < load[best]!)) {
        most = net;
        best = r;
      }
    }
    return best;
  }

  /**
   * The auction: a reviewer with too many proposals raises their price until just enough of them are better off elsewhere.
   * Prices only rise, and only of reviewers who end with exactly `most`, so duality holds whenever it stops. It stops early on ties.
   */
  #bid(): void {
    const { most, reviews } = this.#demands;
    const { reviewers, price } = this;
    const bestOfAll = (proposal: number) => this.#best(proposal);
    const lists = new Shortlists({ values: this.#values, price, load: this.#load, reviewers, held: (proposal) => this.of(proposal), bestOfAll });
    const queue: number[] = [];
    for (let r = 0; r < reviewers; r++) if (this.#load[r]! > most[r]!) queue.push(r);
    const limit = this.work + 2 * reviewers * (reviews.reduce((a, b) => a + b, 0) + 1);
    for (let i = 0; i < queue.length && this.work + lists.work < limit; i++) {
      const reviewer = queue[i]!;
      const tooMany = this.#load[reviewer]! - most[reviewer]!;
      if (tooMany <= 0) continue;
      const offers: { slot: number; margin: number }[] = [];
      for (let slot = this.#first[reviewer]!; slot >= 0; slot = this.#next[slot]!) {
        const proposal = Math.floor(slot / this.#width);
        const other = lists.best(proposal);
        if (other < 0) continue;
        const gain = this.#values[proposal * reviewers + other]! - price[other]!;
        offers.push({ slot, margin: this.#worth[slot]! - price[reviewer]! - gain });
      }
      if (offers.length < tooMany) continue;
      offers.sort((a, b) => a.margin - b.margin || a.slot - b.slot);
      price[reviewer]! += (offers[tooMany] ?? offers[tooMany - 1]!).margin;
      for (const { slot } of offers.slice(0, tooMany)) {
        const to = lists.best(Math.floor(slot / this.#width));
        this.#move(slot, to);
        if (this.#load[to]! > most[to]!) queue.push(to);
      }
    }
    this.work += lists.work;
  }

  #settle(): boolean {
    let remaining = this.#measure();
    while (remaining > 0) {
      const done = this.#augment(Math.max(1, remaining >> 3));
      if (done === 0) return false;
      remaining -= done;
    }
    return true;
  }

  /** What each reviewer has too much or too little of, as the prices see it; returns how many units have to move. */
  #measure(): number {
    const { reviewers, price } = this;
    const { least, most, reviews } = this.#demands;
    let out = -reviews.reduce((a, b) => a + b, 0);
    let remaining = 0;
    for (let r = 0; r < reviewers; r++) {
      const net = price[r]! - price[reviewers]!;
      const flow = net > 0 ? most[r]! : net < 0 ? least[r]! : Math.min(most[r]!, Math.max(least[r]!, this.#load[r]!));
      this.#flow[r] = flow;
      this.#excess[r] = this.#load[r]! - flow;
      remaining += Math.max(0, this.#excess[r]!);
      out += flow;
    }
    this.#excess[reviewers] = out;
    return remaining + Math.max(0, out);
  }

  /** One Dijkstra from everything with too much towards everything with too little; returns the units moved, 0 when there is no way. */
  #augment(wanted: number): number {
    const { reviewers, price } = this;
    const excess = this.#excess;
    const key = this.#key;
    const settled = this.#settled;
    const slack = reviewers;
    key.fill(Infinity);
    settled.fill(0);
    this.#cameFrom.fill(-1);
    for (let n = 0; n <= slack; n++) if (excess[n]! > 0) key[n] = -price[n]!;
    const sinks: number[] = [];
    const order: number[] = [];
    const distances: number[] = [];
    let reached = 0;
    while (sinks.length < wanted) {
      let node = -1;
      let nearest = Infinity;
      for (let n = 0; n <= slack; n++) {
        if (settled[n]) continue;
        const distance = key[n]! + price[n]!;
        if (distance < nearest) [nearest, node] = [distance, n];
      }
      this.work += reviewers;
      if (node < 0) break;
      settled[node] = 1;
      order.push(node);
      distances.push(nearest);
      if (excess[node]! < 0) {
        sinks.push(node);
        reached = nearest;
        if (sinks.length === wanted) break;
      }
      if (node === slack) this.#expandSlack();
      else this.#expand(node);
    }
    if (sinks.length === 0) return 0;
    order.forEach((node, i) => {
      if (distances[i]! < reached) price[node]! += reached - distances[i]!;
    });
    let moved = 0;
    for (const sink of sinks) if (this.#push(sink)) moved += 1;
    return moved;
  }

  #expand(node: number): void {
    const { reviewers } = this;
    const values = this.#values;
    const key = this.#key;
    const here = key[node]!;
    const slack = reviewers;
    if (this.#flow[node]! < this.#demands.most[node]! && here < key[slack]!) this.#reach(slack, here, node, -1);
    for (let slot = this.#first[node]!; slot >= 0; slot = this.#next[slot]!) {
      const row = Math.floor(slot / this.#width) * reviewers;
      const base = here + this.#worth[slot]!;
      this.work += reviewers;
      for (let r = 0; r < reviewers; r++) {
        const candidate = base - values[row + r]!;
        if (candidate < key[r]!) this.#reach(r, candidate, node, slot);
      }
    }
  }

  #expandSlack(): void {
    const here = this.#key[this.reviewers]!;
    for (let r = 0; r < this.reviewers; r++) {
      if (this.#flow[r]! > this.#demands.least[r]! && here < this.#key[r]!) this.#reach(r, here, this.reviewers, -1);
    }
  }

  #reach(node: number, key: number, from: number, through: number): void {
    this.#key[node] = key;
    this.#cameFrom[node] = from;
    this.#through[node] = through;
  }

  /** Moves one unit along the tree to a sink, unless an earlier move took its way. */
  #push(sink: number): boolean {
    const cameFrom = this.#cameFrom;
    const through = this.#through;
    let source = sink;
    for (; cameFrom[source]! >= 0; source = cameFrom[source]!) {
      const from = cameFrom[source]!;
      const slot = through[source]!;
      if (slot >= 0) {
        const row = Math.floor(slot / this.#width) * this.reviewers;
        if (this.#held[slot] !== from || this.#values[row + source] === BARRED) return false;
      } else if (source === this.reviewers) {
        if (this.#flow[from]! >= this.#demands.most[from]!) return false;
      } else if (this.#flow[source]! <= this.#demands.least[source]!) return false;
    }
    if (this.#excess[source]! <= 0 || this.#excess[sink]! >= 0) return false;
    for (let node = sink; cameFrom[node]! >= 0; node = cameFrom[node]!) {
      const from = cameFrom[node]!;
      const slot = through[node]!;
      if (slot >= 0) this.#move(slot, node);
      else if (node === this.reviewers) this.#flow[from]! += 1;
      else this.#flow[node]! -= 1;
    }
    this.#excess[source]! -= 1;
    this.#excess[sink]! += 1;
    return true;
  }
}
