import type { Cents } from '#src/core/money.ts';
import { Ledger, playRound } from './ledger.ts';

/** How many replays one ranking spends on them. */
export const REPLAYS = 3_000;

/**
 * The smallest raise of the budget, as one more round, that would fund each of these candidates fully: exact, found by replaying.
 *
 * A round is a chain of questions ("does it fit?", "is the reserve reached?"), and more money only ever turns a *no* into a *yes*. So
 * between one raise and the next at which some question that was asked turns, the round takes the same way. The search goes from turn to turn,
 * upwards from one cent, and notes for each candidate the first raise that funds it. A larger raise need not fund whom a smaller one did: it
 * may serve someone further up first.
 *
 * Candidates that were not reached within `REPLAYS` are missing from the answer.
 */
export function smallestRaises(now: Ledger, wanted: readonly number[], replays = REPLAYS): Map<number, Cents> {
  const found = new Map<number, Cents>();
  const last = wanted.at(-1);
  if (last === undefined) return found;
  // Only whom this round can meet before the last one wanted: those above it, and the South, which may go first from anywhere.
  const kept = now.candidates.flatMap((c, i) => (now.isOpen(i) && (i <= last || c.southGrantCents > 0) ? [i] : []));
  const small = new Ledger(
    kept.map((i) => now.candidates[i]!),
    now.spending,
  );
  kept.forEach((i, k) => (small.paid[k] = now.paid[i]!));
  [small.budget, small.spent, small.south] = [now.budget, now.spent, now.south];
  const southern = kept.flatMap((i, k) => (now.candidates[i]!.southGrantCents > 0 ? [k] : []));
  const everyone = kept.flatMap((i, k) => (i <= last ? [k] : []));
  const asked = new Set(wanted);

  let raise = 0;
  for (let n = 0; n < replays && found.size < wanted.length; n++) {
    const ledger = small.copy();
    ledger.budget += raise;
    let next = Infinity;
    playRound(ledger, southern, everyone, {
      refused: (k) => {
        const missing = ledger.need(k) - (ledger.budget - ledger.spent);
        if (raise + missing >= next) return;
        const hard = ledger.spending.reserve?.form === 'hard';
        next = Math.min(next, raise + (hard ? moreUntil(ledger, () => ledger.fits(k, ledger.need(k), ledger.reserve)) : missing));
      },
      reached: () => (next = Math.min(next, raise + moreUntil(ledger, () => ledger.south < ledger.reserve))),
    });
    if (raise > 0) kept.forEach((i, k) => asked.has(i) && !found.has(i) && ledger.need(k) === 0 && found.set(i, raise));
    if (next === Infinity) break;
    raise = next;
  }
  return found;
}

/** The fewest cents more in the budget with which a question that is answered no would be answered yes; infinite when no money helps. */
function moreUntil(ledger: Ledger, isYes: () => boolean): Cents {
  const budget = ledger.budget;
  const holds = (more: Cents): boolean => {
    ledger.budget = budget + more;
    const answer = isYes();
    ledger.budget = budget;
    return answer;
  };
  let high = 1;
  while (!holds(high)) {
    high *= 2;
    if (!Number.isSafeInteger(budget + high)) return Infinity;
  }
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
