import { percentOf, shareOf, type Cents, type Percent } from './money.ts';

/** A part of a whole beside the share that the law or the call asks for at least. Amounts in cents, or heads. */
export type Standing = {
  part: number;
  whole: number;
  floor: Percent;
  /** Null where there is nothing yet to be a part of. */
  share: Percent | null;
  met: boolean;
  /** What is missing in the part, the whole staying as it is. */
  shortOf: number;
};

/** The least that is a share of the whole: rounded up, so that it is never a little less. */
const leastOf = (whole: number, floor: Percent): number => whole - percentOf(whole, Math.round((100 - floor) * 100) / 100);

/** Where a part stands against its floor. A whole of nothing breaks none. */
export function standing(part: number, whole: number, floor: Percent): Standing {
  const least = leastOf(whole, floor);
  return { part, whole, floor, share: whole > 0 ? shareOf(part, whole) : null, met: part >= least, shortOf: Math.max(0, least - part) };
}

export type Area = { southCents: Cents; allCents: Cents };

/**
 * What has to go to the South of money that is not granted yet, so that the share of all together is at least the floor.
 * `leastCents` above what remains: the floor can no longer be reached with it. `highestShare`: the share if all of it went there.
 */
export function toReach(
  floor: Percent,
  now: Area,
  remainingCents: Cents,
): { leastCents: Cents; leastShare: Percent | null; reachable: boolean; highestShare: Percent | null } {
  const whole = now.allCents + remainingCents;
  const leastCents = Math.max(0, leastOf(whole, floor) - now.southCents);
  return {
    leastCents,
    leastShare: remainingCents > 0 ? shareOf(leastCents, remainingCents) : null,
    reachable: leastCents <= remainingCents,
    highestShare: whole > 0 ? shareOf(now.southCents + remainingCents, whole) : null,
  };
}

/** What a decision would make of the share: it adds to (or takes from) both. */
export const after = (now: Area, change: Area): Area => ({ southCents: now.southCents + change.southCents, allCents: now.allCents + change.allCents });
