import { addDays, addMonths, type CalendarDate } from '#src/core/time.ts';

/** Days from `from` to `until`, both included. Numbers count from 1. */
export type Period = { number: number; from: CalendarDate; until: CalendarDate };

/**
 * The reporting periods of a project: `everyMonths` months each, counted from the day it starts, one after another without a gap; the last ends with the
 * project and may be shorter.
 */
export function periodsOf({ startsOn, endsOn }: { startsOn: CalendarDate; endsOn: CalendarDate }, everyMonths: number): Period[] {
  const periods: Period[] = [];
  // Always counted from the start: a project that starts on the 31st would otherwise drift with the short months.
  for (let number = 1, from = startsOn; from <= endsOn; number++) {
    const next = addMonths(startsOn, number * everyMonths);
    const last = addDays(next, -1);
    periods.push({ number, from, until: last < endsOn ? last : endsOn });
    from = next;
  }
  return periods;
}

/** The last day on which the report of a period is in time. */
export const dueOn = (period: Pick<Period, 'until'>, submitWithinDays: number): CalendarDate => addDays(period.until, submitWithinDays);

/** The first days of the months that a span of days touches, `2024-07-01`. */
export function monthsOf(from: CalendarDate, until: CalendarDate): CalendarDate[] {
  const months: CalendarDate[] = [];
  for (let month = firstOf(from); month <= until; month = addMonths(month, 1)) months.push(month);
  return months;
}

export const firstOf = (day: CalendarDate): CalendarDate => `${day.slice(0, 7)}-01`;

/** All days of the month that a day lies in. */
export function daysOfMonth(month: CalendarDate): CalendarDate[] {
  const first = firstOf(month);
  const end = addMonths(first, 1);
  const days: CalendarDate[] = [];
  for (let day = first; day < end; day = addDays(day, 1)) days.push(day);
  return days;
}
