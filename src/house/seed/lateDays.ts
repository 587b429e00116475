import { isWorkingDay } from '#src/core/holidays.ts';
import { addDays, addMonths, type CalendarDate } from '#src/core/time.ts';

/**
 * How far a project of the example is that was prolonged, whenever the example is filled: its third and last period runs; its third report waits for the
 * office; its third report is accepted, and its balance waits for who pays.
 */
export const stages = ['running', 'handedIn', 'accepted'] as const;
export type Stage = (typeof stages)[number];

export const MONTHS = 12;
export const MORE_MONTHS = 6;
const PERIOD = 6;

/** The days of such a project's story, in order. */
export type LateDays = {
  preparedOn: CalendarDate;
  startsOn: CalendarDate;
  /** When the money of the first period is paid, and that of the second. */
  paidOn: readonly [CalendarDate, CalendarDate];
  /** When six months more are asked for, what follows to the signature of the addendum, and when the work plan follows the new end. */
  extension: Record<'askedOn' | 'answeredOn' | 'offeredOn' | 'signedOn' | 'acceptedOn' | 'plannedOn', CalendarDate>;
  secondFrom: CalendarDate;
  thirdFrom: CalendarDate;
  endsOn: CalendarDate;
  /** When what nobody has decided on yet was proposed: the orders of the balance, or a variation of the budget. */
  proposedOn: CalendarDate;
};

/** The 1st or the 16th of a month, whichever came last. */
const halfMonthOf = (day: CalendarDate): CalendarDate => `${day.slice(0, 8)}${day.slice(8) < '16' ? '01' : '16'}`;

/** The first day on which an office works, from this one on. */
const worked = (day: CalendarDate): CalendarDate => (isWorkingDay(day) ? day : worked(addDays(day, 1)));

/** The day after the last of such a project: of one that runs some three months ahead, else so long ago that its report could be written, or checked. */
function dayAfter(today: CalendarDate, stage: Stage): CalendarDate {
  if (stage === 'running') return addMonths(`${today.slice(0, 7)}-01`, 3);
  return halfMonthOf(addDays(today, stage === 'handedIn' ? -13 : -70));
}

/** Counted back from the day on which the example is filled. */
export function lateDays(today: CalendarDate, stage: Stage): LateDays {
  const after = dayAfter(today, stage);
  const startsOn = addMonths(after, -(MONTHS + MORE_MONTHS));
  const [secondFrom, thirdFrom, tenth] = [addMonths(startsOn, PERIOD), addMonths(startsOn, 2 * PERIOD), addMonths(startsOn, 9)];
  return {
    preparedOn: addDays(startsOn, -45),
    startsOn,
    paidOn: [addDays(secondFrom, 60), addDays(thirdFrom, 60)],
    extension: {
      askedOn: worked(addDays(tenth, 2)),
      answeredOn: worked(addDays(tenth, 14)),
      offeredOn: worked(addDays(tenth, 19)),
      signedOn: worked(addDays(tenth, 25)),
      acceptedOn: worked(addDays(tenth, 30)),
      plannedOn: worked(addDays(tenth, 37)),
    },
    secondFrom,
    thirdFrom,
    endsOn: addDays(after, -1),
    proposedOn: addDays(today, -6),
  };
}
