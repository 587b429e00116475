/** Demanders that cannot all be served: together they need `needed`, and the suppliers that are open to them can give `available`. */
export type Clash = { demanders: number[]; suppliers: number[]; needed: number; available: number };

/** Each demander needs so many different suppliers among those open to it; each supplier serves so many at most. */
export type Market = { demand: readonly number[]; capacity: readonly number[]; open: (demander: number, supplier: number) => boolean };

/** Beyond this many, a set is no longer checked for smaller clashes inside it, only thinned out one by one. */
const SMALL = 150;

/**
 * A smallest set of demanders that clash (Hall's theorem): leave any one out and the rest can be served. Undefined when all can be.
 */
export function clashIn(market: Market): Clash | undefined {
  let found = violator(
    market,
    market.demand.map((_, i) => i),
  );
  if (!found) return undefined;
  found = thinOut(market, found);
  for (let i = 0; found.length <= SMALL && i < found.length;) {
    const smaller = violator(market, found.toSpliced(i, 1));
    if (smaller) [found, i] = [smaller, 0];
    else i += 1;
  }
  return measure(market, found);
}

export function measure({ demand, capacity, open }: Market, demanders: readonly number[]): Clash {
  const needed = demanders.reduce((sum, i) => sum + demand[i]!, 0);
  const uses = capacity.map((most, j) => Math.min(most, demanders.filter((i) => open(i, j)).length));
  const suppliers = capacity.flatMap((_, j) => (demanders.some((i) => open(i, j)) ? [j] : []));
  return { demanders: [...demanders], suppliers, needed, available: uses.reduce((a, b) => a + b, 0) };
}

/** Leaves out, one by one, whoever the set clashes without. */
function thinOut({ demand, capacity, open }: Market, demanders: readonly number[]): number[] {
  const degree = capacity.map((_, j) => demanders.filter((i) => open(i, j)).length);
  let needed = demanders.reduce((sum, i) => sum + demand[i]!, 0);
  let available = degree.reduce((sum, n, j) => sum + Math.min(n, capacity[j]!), 0);
  return demanders.filter((i) => {
    const lost = capacity.flatMap((most, j) => (open(i, j) && degree[j]! <= most ? [j] : [])).length;
    if (needed - demand[i]! <= available - lost) return true;
    needed -= demand[i]!;
    available -= lost;
    for (let j = 0; j < degree.length; j++) if (open(i, j)) degree[j]! -= 1;
    return false;
  });
}

/** Serves one demander after the other by augmenting paths; where it gets stuck, those it went through clash. */
function violator({ demand, capacity, open }: Market, among: readonly number[]): number[] | undefined {
  const left = [...capacity];
  const servedBy = new Map<number, Set<number>>(among.map((i) => [i, new Set()]));
  const serves = capacity.map(() => new Set<number>());
  const wanted = among.map((i) => demand[i]!);
  for (const [n, start] of among.entries()) {
    for (let unit = 0; unit < wanted[n]!; unit++) {
      const through = new Map<number, number>();
      const cameBy = new Map<number, number>();
      const seen = new Set([start]);
      const queue = [start];
      let end = -1;
      search: for (const i of queue) {
        for (let j = 0; j < left.length; j++) {
          if (through.has(j) || !open(i, j) || servedBy.get(i)!.has(j)) continue;
          through.set(j, i);
          if (left[j]! > 0) {
            end = j;
            break search;
          }
          for (const other of serves[j]!) {
            if (seen.has(other)) continue;
            seen.add(other);
            queue.push(other);
            cameBy.set(other, j);
          }
        }
      }
      if (end < 0) return [...seen].sort((a, b) => a - b);
      left[end]! -= 1;
      for (let j = end; ;) {
        const i = through.get(j)!;
        servedBy.get(i)!.add(j);
        serves[j]!.add(i);
        if (i === start) break;
        j = cameBy.get(i)!;
        servedBy.get(i)!.delete(j);
        serves[j]!.delete(i);
      }
    }
  }
  return undefined;
}
