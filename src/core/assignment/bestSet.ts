import { countIn, violations, type Part } from './parts.ts';

/** A reviewer whom a proposal could have: what they are worth after their price, and their score. */
export type Item = { reviewer: number; net: number; score: number };

/** `net` is minus infinity when no set will do. `steps` is the effort it took. */
export type BestSet = { net: number; set: number[]; steps: number };

type Wanted = {
  items: Item[];
  places: number;
  threshold: number;
  /** What the set must have of each part, together with the reviewers that are given. */
  parts?: readonly Part[];
  given?: readonly number[];
};

/**
 * The set of exactly `places` items with the largest net whose scores add up to at least `threshold` and that has enough and not too many
 * of each part: a small knapsack, searched exactly. Items are taken by falling net, and a branch ends where even the best that is left
 * would not do. Sorts `items`.
 */
export function bestSet({ items, places, threshold, parts = [], given = [] }: Wanted): BestSet {
  if (places <= 0) {
    const will = places === 0 && threshold <= 0 && violations(parts, given) === 0;
    return { net: will ? 0 : -Infinity, set: [], steps: 0 };
  }
  items.sort((a, b) => b.net - a.net || b.score - a.score || a.reviewer - b.reviewer);
  const richest = new Float64Array(items.length + 1).fill(-Infinity);
  for (let i = items.length - 1; i >= 0; i--) richest[i] = Math.max(richest[i + 1]!, items[i]!.score);
  const counts = parts.map((part) => countIn(part, given));
  const ofPart = parts.map((part, q) => {
    if (counts[q]! >= part.least) return undefined;
    const best = new Float64Array(items.length + 1).fill(-Infinity);
    for (let i = items.length - 1; i >= 0; i--) best[i] = part.isMember[items[i]!.reviewer] ? items[i]!.net : best[i + 1]!;
    return best;
  });
  const best: BestSet = { net: -Infinity, set: [], steps: parts.length > 0 ? items.length * parts.length : 0 };
  const chosen: number[] = [];

  /** The most that `left` items from here on could add, as far as single parts tell. */
  const reachFrom = (from: number, left: number): number => {
    let reach = 0;
    for (let j = from; j < from + left; j++) reach += items[j]!.net;
    let least = reach;
    for (let q = 0; q < parts.length; q++) {
      const lacking = parts[q]!.least - counts[q]!;
      if (lacking <= 0) continue;
      if (lacking > left) return -Infinity;
      let others = reach;
      for (let j = from + left - lacking; j < from + left; j++) others -= items[j]!.net;
      const with_ = others + lacking * ofPart[q]![from]!;
      if (with_ < least) least = with_;
    }
    return least;
  };
  const add = (reviewer: number, by: 1 | -1): boolean => {
    let fits = true;
    for (let q = 0; q < parts.length; q++) {
      if (!parts[q]!.isMember[reviewer]) continue;
      counts[q]! += by;
      if (counts[q]! > parts[q]!.most) fits = false;
    }
    return fits;
  };
  const extend = (from: number, left: number, net: number, missing: number): void => {
    if (left === 0) {
      if (missing > 0 || net <= best.net || parts.some((part, q) => counts[q]! < part.least)) return;
      [best.net, best.set] = [net, [...chosen]];
      return;
    }
    for (let i = from; i + left <= items.length; i++) {
      best.steps += 1;
      if (net + reachFrom(i, left) <= best.net || left * richest[i]! < missing) return;
      const { reviewer, net: each, score } = items[i]!;
      if (add(reviewer, 1)) {
        chosen.push(reviewer);
        extend(i + 1, left - 1, net + each, missing - score);
        chosen.pop();
      }
      add(reviewer, -1);
    }
  };
  if (parts.every((part, q) => counts[q]! <= part.most)) extend(0, places, 0, threshold);
  return best;
}
