import { addDays, romeDate, romeInstant, type Instant } from '#src/core/time.ts';
import { REMIND_DAYS, type Term } from '../states.ts';

/** The end of the last day of a review's term; null where the call has none. */
export const dueAt = (assignedAt: Instant, reviewDays: number | undefined): Instant | null =>
  reviewDays === undefined ? null : romeInstant(`${addDays(romeDate(assignedAt), reviewDays)}T23:59`);

/** When experts are reminded of a term: in the morning, so many days before its last one. What is past already is left out. */
export const remindersOf = (due: Instant, now: Instant): { daysLeft: number; at: Instant }[] =>
  REMIND_DAYS.map((daysLeft) => ({ daysLeft, at: romeInstant(`${addDays(romeDate(due), -daysLeft)}T09:00`) })).filter((r) => r.at > now);

export function termOf(due: Instant | null, now: Instant): Term {
  if (due === null) return 'none';
  if (due < now) return 'late';
  return romeDate(due) <= addDays(romeDate(now), REMIND_DAYS[0]) ? 'soon' : 'running';
}

/** Whole days since the term ended; null while it runs. */
export const daysLate = (due: Instant | null, now: Instant): number | null =>
  due === null || due >= now ? null : Math.round((Date.parse(`${romeDate(now)}T00:00Z`) - Date.parse(`${romeDate(due)}T00:00Z`)) / 86_400_000);
