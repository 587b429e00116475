/** Leaves out whatever `clashes` goes on without, in big bites first; what is left clashes, and no longer does without any one of it. */
export function irreducible<T>(elements: readonly T[], doClash: (some: readonly T[]) => boolean): T[] {
  let left = [...elements];
  for (let bite = left.length >> 1; bite >= 1; bite >>= 1) {
    for (let from = 0; from < left.length;) {
      const fewer = left.toSpliced(from, bite);
      if (doClash(fewer)) left = fewer;
      else from += bite;
    }
  }
  return left;
}

/** A set that clashes. `proven`: no set of fewer elements does; otherwise only that none of its own parts does. */
export type Small<T> = { elements: T[]; proven: boolean };

/**
 * Looks for a clash of fewer elements than this irreducible one, among all that there are, as long as it costs no more than `questions`. What clashes does so
 * with more elements too: where none of all sets that are smaller by one clashes, none that is smaller still does.
 * @param ask undefined where it cannot be told: then nothing is proven
 */
export function smallest<T>(all: readonly T[], found: readonly T[], ask: (some: readonly T[]) => boolean | undefined, questions: number): Small<T> {
  let best = [...found];
  let left = questions;
  for (;;) {
    const size = best.length - 1;
    if (size <= 0) return { elements: best, proven: best.length <= 1 };
    if (choose(all.length, size) > left) return { elements: best, proven: false };
    let smaller: T[] | undefined;
    for (const some of subsets(all, size)) {
      left -= 1;
      const answer = ask(some);
      if (answer === undefined) return { elements: best, proven: false };
      if (answer) {
        smaller = some;
        break;
      }
    }
    if (!smaller) return { elements: best, proven: true };
    best = irreducible(smaller, (some) => some.length > 0 && ask(some) === true);
  }
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 0; i < k; i++) ways = (ways * (n - i)) / (i + 1);
  return ways;
}

function* subsets<T>(all: readonly T[], size: number, from = 0, chosen: readonly T[] = []): Generator<T[]> {
  if (chosen.length === size) return yield [...chosen];
  for (let i = from; i <= all.length - (size - chosen.length); i++) yield* subsets(all, size, i + 1, [...chosen, all[i]!]);
}
