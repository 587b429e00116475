import { showDate } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';

const months = {
  it: new Intl.DateTimeFormat('it-IT', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
};

/** A year, a month or a day in words: `2025`, `marzo 2025`, `17 settembre 2024`. */
export function showPartialDate(at: string, locale: Locale): string {
  if (at.length === 4) return at;
  return at.length === 7 ? months[locale].format(new Date(`${at}-01T00:00:00Z`)) : showDate(at, locale);
}

/** `9–15 ottobre 2025`; the same month is said once. */
export function showPeriod(from: string, until: string | null, locale: Locale): string {
  if (until === null || until === from) return showPartialDate(from, locale);
  if (from.length === 10 && from.slice(0, 7) === until.slice(0, 7)) return `${Number(from.slice(8))}–${showDate(until, locale)}`;
  return `${showPartialDate(from, locale)} – ${showPartialDate(until, locale)}`;
}

export type StopState = 'held' | 'planned';

/** Held once the last day that it may have begun on has come: a stop of `2025-03` is held from 31 March 2025 on. */
export function stopState(stop: { heldFrom: string | null; plannedOn: string | null }, today: string): StopState {
  const at = stop.heldFrom ?? stop.plannedOn;
  if (at === null) return 'planned';
  const latest = at.length === 4 ? `${at}-12-31` : at.length === 7 ? `${at}-31` : at;
  return latest <= today ? 'held' : 'planned';
}
