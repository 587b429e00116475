import { BARRED } from './matching.ts';

/** So many reviewers stand on a list, beside those that the proposal holds. */
const LENGTH = 16;

/** `bestOfAll` looks at all reviewers: where somebody off the list is as good as the best on it, the loads of all decide. */
type Table = {
  values: Float64Array;
  price: Float64Array;
  load: Int32Array;
  reviewers: number;
  held: (proposal: number) => Int32Array;
  bestOfAll: (proposal: number) => number;
};

/**
 * The best reviewer of each proposal while prices only rise, without looking at all of them: a few of the best are kept on a list, with
 * what the best of the others was worth then and cannot exceed since. Only when nobody on the list is above that, all are looked at again.
 * Whom a proposal holds is on its list too, and whom it comes to hold is taken from it: nobody off the list ever becomes free anew.
 */
export class Shortlists {
  work = 0;
  readonly #table: Table;
  readonly #lists: (Int32Array | undefined)[] = [];
  readonly #others: number[] = [];

  constructor(table: Table) {
    this.#table = table;
  }

  /** The best reviewer that a proposal does not hold, of equals the least loaded, then the first; −1 when there is none. */
  best(proposal: number): number {
    const { reviewers, values, price, load } = this.#table;
    const list = this.#lists[proposal] ?? this.#look(proposal);
    const row = proposal * reviewers;
    let best = -1;
    let most = BARRED;
    for (let i = 0; i < list.length; i++) {
      const r = list[i]!;
      const net = values[row + r]! - price[r]!;
      if (net > most || (net === most && best >= 0 && load[r]! < load[best]!)) [most, best] = [net, r];
    }
    this.work += list.length;
    const others = this.#others[proposal]!;
    if (most > others || others === BARRED) return best;
    if (most < others) {
      this.#look(proposal);
      return this.best(proposal);
    }
    return this.#table.bestOfAll(proposal);
  }

  /** Writes the list anew. */
  #look(proposal: number): Int32Array {
    const { reviewers, values, price, held } = this.#table;
    const row = proposal * reviewers;
    const nets: number[] = [];
    const top: number[] = [];
    let others = BARRED;
    for (let r = 0; r < reviewers; r++) {
      const net = values[row + r]! - price[r]!;
      if (net === BARRED) continue;
      if (top.length === LENGTH) {
        if (net <= nets[LENGTH - 1]!) {
          if (net > others) others = net;
          continue;
        }
        others = Math.max(others, nets[LENGTH - 1]!);
      }
      let i = top.length === LENGTH ? LENGTH - 1 : top.length;
      for (; i > 0 && nets[i - 1]! < net; i--) [nets[i], top[i]] = [nets[i - 1]!, top[i - 1]!];
      [nets[i], top[i]] = [net, r];
    }
    this.work += reviewers;
    const list = Int32Array.from([...top, ...held(proposal)]).sort();
    this.#lists[proposal] = list;
    this.#others[proposal] = others;
    return list;
  }
}
