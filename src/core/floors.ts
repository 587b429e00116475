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

/** What stays of an area without a part of it. */
export const less = (whole: Area, part: Area): Area => ({ southCents: whole.southCents - part.southCents, allCents: whole.allCents - part.allCents });

/** What a decision would make of a share that has a floor. */
export type FloorAfter = { now: Area; afterwards: Area; floor: Percent };

/** Does it take the share below the floor, or one that is below it already further away? */
export const takesFurther = ({ now, afterwards, floor }: FloorAfter): boolean =>
  standing(afterwards.southCents, afterwards.allCents, floor).shortOf > standing(now.southCents, now.allCents, floor).shortOf;

/** The same as figures, for the log of a decision and for a refusal. */
export function floorFigures({ now, afterwards, floor }: FloorAfter): {
  nowPercent: Percent | null;
  afterPercent: Percent | null;
  floor: Percent;
  shortCents: Cents;
} {
  const [before, later] = [standing(now.southCents, now.allCents, floor), standing(afterwards.southCents, afterwards.allCents, floor)];
  return { nowPercent: before.share, afterPercent: later.share, floor, shortCents: later.shortOf };
}
