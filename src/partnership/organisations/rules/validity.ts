import { addDays, type CalendarDate } from '#src/core/time.ts';
import { reminderDays, type Validity } from '../states.ts';

export type Valid = { validFrom: CalendarDate; validUntil: CalendarDate | null };

/** The last day counts. */
export function validityOn({ validFrom, validUntil }: Valid, on: CalendarDate): Validity {
  if (on < validFrom) return 'upcoming';
  if (validUntil === null) return 'valid';
  if (on > validUntil) return 'expired';
  return addDays(on, reminderDays[0]) >= validUntil ? 'ending' : 'valid';
}

/** Can it be handed in on this day? */
export const isValidOn = (document: Valid, on: CalendarDate): boolean =>
  on >= document.validFrom && (document.validUntil === null || on <= document.validUntil);

/** The days on which its people are still to be reminded. */
export function remindersAfter(validUntil: CalendarDate | null, on: CalendarDate): { days: number; on: CalendarDate }[] {
  if (validUntil === null) return [];
  return reminderDays.map((days) => ({ days, on: addDays(validUntil, -days) })).filter((r) => r.on > on);
}
