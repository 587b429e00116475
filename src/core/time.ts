import type { Locale } from './words.ts';

/** An instant as an ISO 8601 string in UTC, `2024-02-21T11:00:00.000Z`. */
export type Instant = string;
/** A calendar date, `2024-02-21`. */
export type CalendarDate = string;

export const ZONE = 'Europe/Rome';

const wall = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

function wallParts(at: Date): number {
  const part = Object.fromEntries(wall.formatToParts(at).map((p) => [p.type, Number(p.value)]));
  return Date.UTC(part['year']!, part['month']! - 1, part['day']!, part['hour']!, part['minute']!, part['second']!);
}

/**
 * The instant of a wall-clock time in Rome, `2024-02-21T12:00` → `2024-02-21T11:00:00.000Z`.
 * In the hour that happens twice (end of summer time) the earlier instant is meant; a time in the hour that does not happen is refused.
 */
export function romeInstant(local: string): Instant {
  const known = instants.get(local);
  if (known !== undefined) return known;
  const instant = instantIn(local);
  if (instants.size >= 1000) instants.clear();
  instants.set(local, instant);
  return instant;
}

/** Asking a time zone is slow, and every question about a call asks for the same few deadlines. */
const instants = new Map<string, Instant>();

function instantIn(local: string): Instant {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?$/.exec(local);
  if (!match) throw new RangeError(`not a local date and time: ${local}`);
  const [y, mo, d, h, mi, s] = match.slice(1).map((v) => Number(v ?? 0)) as [number, number, number, number, number, number];
  const asUtc = Date.UTC(y, mo - 1, d, h, mi, s);
  if (new Date(asUtc).toISOString().slice(0, 16) !== local.slice(0, 16)) throw new RangeError(`no such date: ${local}`);
  for (const offsetHours of [2, 1]) {
    const candidate = new Date(asUtc - offsetHours * 3_600_000);
    if (wallParts(candidate) === asUtc) return candidate.toISOString();
  }
  throw new RangeError(`no such time in ${ZONE}: ${local}`);
}

/** The wall clock in Rome at an instant, `2024-02-21T12:00` (what a `datetime-local` field holds). */
export function romeLocal(at: Instant | Date): string {
  return new Date(wallParts(new Date(at))).toISOString().slice(0, 16);
}

/** The calendar date in Rome at an instant. */
export function romeDate(at: Instant | Date): CalendarDate {
  const key = typeof at === 'string' ? at : at.toISOString();
  if (!/^\d{4}-\d\d-\d\dT\d\d:.*Z$/.test(key)) return romeLocal(at).slice(0, 10);
  // Rome is whole hours from UTC since 1893: within one hour of UTC the date stays the same.
  const hour = key.slice(0, 13);
  const known = romeDates.get(hour);
  if (known !== undefined) return known;
  const date = romeLocal(at).slice(0, 10);
  if (romeDates.size >= 1000) romeDates.clear();
  romeDates.set(hour, date);
  return date;
}

const romeDates = new Map<string, CalendarDate>();

const tag = { it: 'it-IT', en: 'en-GB' } as const;
const dates = (locale: Locale, month: 'long' | 'short' = 'long') =>
  new Intl.DateTimeFormat(tag[locale], { timeZone: ZONE, day: 'numeric', month, year: 'numeric' });
const times = (locale: Locale) =>
  new Intl.DateTimeFormat(tag[locale], {
    timeZone: ZONE,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
const monthOf = (locale: Locale) => new Intl.DateTimeFormat(tag[locale], { timeZone: ZONE, month: 'long', year: 'numeric' });
const months = { it: monthOf('it'), en: monthOf('en') };
const formats = {
  it: { date: dates('it'), brief: dates('it', 'short'), time: times('it') },
  en: { date: dates('en'), brief: dates('en', 'short'), time: times('en') },
};
const dayOf = (at: Instant | CalendarDate | Date): Date => new Date(typeof at === 'string' && at.length === 10 ? `${at}T12:00:00Z` : at);

/** `21 febbraio 2024`. Takes a calendar date or an instant. */
export function showDate(at: Instant | CalendarDate | Date, locale: Locale): string {
  return formats[locale].date.format(dayOf(at));
}

/** `21 feb 2024`, where columns are many: in one piece, that no column breaks. */
export const showBriefDate = (at: Instant | CalendarDate | Date, locale: Locale): string => formats[locale].brief.format(dayOf(at)).replaceAll(' ', '\u00a0');

/** `febbraio 2024`: the month that a day lies in. */
export const showMonth = (day: CalendarDate, locale: Locale): string => months[locale].format(new Date(`${day}T12:00:00Z`));

/** `21 febbraio 2024 alle ore 12:00`, always Rome time. */
export function showInstant(at: Instant | Date, locale: Locale): string {
  const text = formats[locale].time.format(new Date(at));
  return locale === 'it' ? text.replace(/,? (?:alle ore |alle )?(\d\d:\d\d)$/, ', ore $1') : text.replace(/,? at (\d\d:\d\d)$/, ', $1');
}

export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(y, m - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(y, m - 1 + months, Math.min(d, last))).toISOString().slice(0, 10);
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
