import { addDays, type CalendarDate } from '#src/core/time.ts';

/** A half-year of the ministry's: `2024-1` is January to June. */
export type HalfYear = `${number}-${1 | 2}`;

export const halfYearOf = (day: CalendarDate): HalfYear => `${Number(day.slice(0, 4))}-${Number(day.slice(5, 7)) <= 6 ? 1 : 2}`;

export const isHalfYear = (text: string): text is HalfYear => /^\d{4}-[12]$/.test(text);

const parts = (h: HalfYear): [number, number] => [Number(h.slice(0, 4)), Number(h.slice(5))];

export function datesOf(h: HalfYear): { from: CalendarDate; until: CalendarDate } {
  const [year, half] = parts(h);
  return half === 1 ? { from: `${year}-01-01`, until: `${year}-06-30` } : { from: `${year}-07-01`, until: `${year}-12-31` };
}

/** Its figures are loaded by 20 July (January to June) or 20 January (July to December): circular RGS 34/2022. */
export function dueOn(h: HalfYear): CalendarDate {
  const [year, half] = parts(h);
  return half === 1 ? `${year}-07-20` : `${year + 1}-01-20`;
}

export const next = (h: HalfYear): HalfYear => halfYearOf(addDays(datesOf(h).until, 1));

/** From the half-year of one day to that of another, both counted. */
export function between(from: CalendarDate, until: CalendarDate): HalfYear[] {
  const all: HalfYear[] = [];
  for (let h = halfYearOf(from); datesOf(h).from <= until; h = next(h)) all.push(h);
  return all;
}
