/** A reviewer whom a proposal could have: what they are worth after their price, and their score. */
export type Item = { reviewer: number; net: number; score: number };

/** `net` is minus infinity when no set will do. `steps` is the effort it took. */
export type BestSet = { net: number; set: number[]; steps: number };

/**
 * The set of exactly `places` items with the largest net whose scores add up to at least `threshold`: a small knapsack, searched exactly.
 * Items are taken by falling net, and a branch ends where even the best that is left would not do. Sorts `items`.
 */
export function bestSet({ items, places, threshold }: { items: Item[]; places: number; threshold: number }): BestSet {
  if (places <= 0) return { net: places === 0 && threshold <= 0 ? 0 : -Infinity, set: [], steps: 0 };
  items.sort((a, b) => b.net - a.net || b.score - a.score || a.reviewer - b.reviewer);
  const richest = new Float64Array(items.length + 1).fill(-Infinity);
  for (let i = items.length - 1; i >= 0; i--) richest[i] = Math.max(richest[i + 1]!, items[i]!.score);
  const best: BestSet = { net: -Infinity, set: [], steps: 0 };
  const chosen: number[] = [];
  const extend = (from: number, left: number, net: number, missing: number): void => {
    if (left === 0) {
      if (missing <= 0 && net > best.net) [best.net, best.set] = [net, [...chosen]];
      return;
    }
    for (let i = from; i + left <= items.length; i++) {
      best.steps += 1;
      let reach = net;
      for (let j = i; j < i + left; j++) reach += items[j]!.net;
      if (reach <= best.net || left * richest[i]! < missing) return;
      chosen.push(items[i]!.reviewer);
      extend(i + 1, left - 1, net + items[i]!.net, missing - items[i]!.score);
      chosen.pop();
    }
  };
  extend(0, places, 0, threshold);
  return best;
}
