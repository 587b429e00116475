import { addDays, type CalendarDate } from './time.ts';

/** Public holidays of Italy on a fixed day, L. 260/1949 as amended. */
const fixed = ['01-01', '01-06', '04-25', '05-01', '06-02', '08-15', '11-01', '12-08', '12-25', '12-26'];
/** San Francesco, again from this year on: L. 151/2025. */
const francis = { day: '10-04', from: 2026 };

/** Easter Sunday of a year, Gregorian calendar (Meeus, Jones, Butcher). */
export function easter(year: number): CalendarDate {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return new Date(Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1)).toISOString().slice(0, 10);
}

/** Days of one year on which no office works. */
export function holidays(year: number): CalendarDate[] {
  const days = year >= francis.from ? [...fixed, francis.day] : fixed;
  return [...days.map((d) => `${year}-${d}`), addDays(easter(year), 1)].sort();
}

/** Every holiday of the years that these two dates lie in. */
export function holidaysBetween(from: CalendarDate, until: CalendarDate): CalendarDate[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(until.slice(0, 4))];
  return Array.from({ length: Math.max(0, last - first) + 1 }, (_, i) => holidays(first + i)).flat();
}

export const isHoliday = (day: CalendarDate): boolean => holidays(Number(day.slice(0, 4))).includes(day);

export const isWorkingDay = (day: CalendarDate): boolean => ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay()) && !isHoliday(day);
