import type { Source } from '#src/core/decision.ts';
import { addDays, romeDate, romeInstant, type CalendarDate, type Instant } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';

/** The law lets nobody have more, and neither does any call. */
export const MOST_REPAIR_DAYS = 10;

/** The pattern of the admission check in the ministry's own notices, which the calls that say nothing of it follow. */
export const murNotice: Source = { ref: 'Avviso MUR infrastrutture, art. 10 (Gazzetta Ufficiale, 5 marzo 2022)', status: 'sourced' };
const inferredFromNotice: Source = { ref: murNotice.ref, status: 'inferred' };

export type ScreeningTerms = {
  repairDays: number;
  /** `23:59:59` or the hour of the last day that the call names. */
  repairUntil: string;
  fourEyes: boolean;
  admissionDays: number;
  source: Source;
};

/** What the call says of its admission check; where it says nothing, the ministry's pattern, and that it is our reading. */
export function screeningTerms(call: Pick<Call, 'screening'>): ScreeningTerms {
  const own = call.screening;
  return {
    repairDays: Math.min(own?.repairDays ?? MOST_REPAIR_DAYS, MOST_REPAIR_DAYS),
    repairUntil: own?.repairUntil ? `${own.repairUntil}:00` : '23:59:59',
    fourEyes: own?.fourEyes ?? false,
    admissionDays: own?.admissionDays ?? 15,
    source: own?.source ?? inferredFromNotice,
  };
}

/**
 * When a term of so many days ends: on that day in Rome, at the hour of the call. The day on which it is opened does not count; never more than
 * ten days, whatever is asked. An hour that the change of clocks leaves out is the next one that exists.
 */
export function repairDue(openedAt: Instant, days: number, terms: Pick<ScreeningTerms, 'repairUntil' | 'repairDays'>): Instant {
  const given = Math.max(1, Math.min(Math.floor(days), terms.repairDays, MOST_REPAIR_DAYS));
  const day = addDays(romeDate(openedAt), given);
  try {
    return romeInstant(`${day}T${terms.repairUntil}`);
  } catch {
    return romeInstant(`${day}T03:00:00`);
  }
}

/** The last second counts whole: a request that arrives within it is in time. */
export const inTerm = (dueAt: Instant, at: Instant): boolean => Date.parse(at) < Date.parse(dueAt) + 1000;

/** The mornings on which the applicant is reminded, as far as they lie after the opening: three days before the end and one. */
export function reminders(openedAt: Instant, dueAt: Instant): { daysLeft: number; at: Instant }[] {
  return [3, 1].map((daysLeft) => ({ daysLeft, at: romeInstant(`${addDays(romeDate(dueAt), -daysLeft)}T09:00`) })).filter((r) => r.at > openedAt);
}

/** By when the check should normally be through, without the days for which the applicant had the floor. */
export const admissionDue = (closesAt: Instant, admissionDays: number, suspendedDays: number): CalendarDate =>
  addDays(romeDate(closesAt), admissionDays + suspendedDays);
