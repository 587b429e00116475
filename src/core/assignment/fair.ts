import { mostOf, sumOf, type Problem } from './problem.ts';
import { Search } from './search.ts';

/** The fairest assignment found; sums are in the unit of the scores. Bounds hold for every assignment, `totalBound` for those that keep `minimum`. */
export type Fairest = { reviewersOf: Int32Array[]; minimum: number; minimumBound: number; total: number; totalBound: number; optimal: boolean };

/**
 * First the largest minimum, then the largest total that keeps it.
 *
 * `largest` is an assignment of largest total (or one below `mostTotal`, which no assignment exceeds): the start, and the answer if its minimum cannot be raised. No proposal can have more
 * than its best reviewers, nor all of them more than the average of the largest total: both bound the minimum. Between what is had and
 * what is not excluded, the search halves. Each threshold is tried with a part of what is left of half the effort; one that is neither met nor excluded leaves the bound where it was.
 */
export function fairest(problem: Problem, largest: readonly Int32Array[], effort: number, mostTotal?: number): Fairest {
  const wanted = Array.from(problem.demands.reviews.keys()).filter((p) => problem.demands.reviews[p]! > 0);
  const minimumOf = (sets: readonly Int32Array[]) => wanted.reduce((least, p) => Math.min(least, sumOf(problem, p, sets[p]!)), Infinity);
  const totalOf = (sets: readonly Int32Array[]) => wanted.reduce((sum, p) => sum + sumOf(problem, p, sets[p]!), 0);
  let best = [...largest];
  let minimum = minimumOf(best);
  const largestTotal = mostTotal ?? totalOf(best);
  if (wanted.length === 0) return { reviewersOf: best, minimum: 0, minimumBound: 0, total: 0, totalBound: 0, optimal: true };

  const richestAverage = Math.floor(largestTotal / wanted.length);
  const highest = wanted.reduce((least, p) => Math.min(least, mostOf(problem, p)), richestAverage);
  const search = new Search(problem);
  let excludedAbove = highest;
  let hopeless = highest + 1;
  let next = highest;
  while (minimum < Math.min(excludedAbove, hopeless - 1)) {
    const tried = search.run(next, best, { firstOnly: true, effort: next === highest ? effort / 6 : (effort / 2 - search.work) / 5 });
    if (tried.reviewersOf) {
      best = tried.reviewersOf;
      minimum = minimumOf(best);
    } else if (tried.exhausted) excludedAbove = next - 1;
    else hopeless = next;
    next = minimum + Math.ceil((Math.min(excludedAbove, hopeless - 1) - minimum) / 2);
  }
  const had = totalOf(best);
  if (had === largestTotal) {
    return { reviewersOf: best, minimum, minimumBound: excludedAbove, total: had, totalBound: had, optimal: minimum === excludedAbove };
  }
  const richest = search.run(minimum, best, { firstOnly: false, effort: effort - search.work });
  best = richest.reviewersOf ?? best;
  const total = totalOf(best);
  const totalBound = richest.exhausted ? total : Math.min(largestTotal, richest.bound);
  return { reviewersOf: best, minimum, minimumBound: excludedAbove, total, totalBound, optimal: minimum === excludedAbove && total === totalBound };
}
