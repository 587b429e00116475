import { isWorkingDay } from '#src/core/holidays.ts';
import { addDays, romeDate, romeInstant, romeLocal, type CalendarDate, type Instant } from '#src/core/time.ts';

export type Span = { startsAt: Instant; endsAt: Instant };

/** For so many days after the deadline an incident of its last day can still reopen it. */
export const REOPEN_DAYS = 3;
const DAY = 86_400_000;

export const lasted = ({ startsAt, endsAt }: Span): number => Date.parse(endsAt) - Date.parse(startsAt);

/** Did the incident touch the last day before the deadline, and is the deadline not long past? */
export const countsForDeadline = (incident: Span, deadline: Instant, now: Instant): boolean =>
  incident.startsAt <= deadline && Date.parse(incident.endsAt) > Date.parse(deadline) - DAY && Date.parse(now) <= Date.parse(deadline) + REOPEN_DAYS * DAY;

/** The earliest new deadline: as much later as the incident lasted, in hours that really pass whatever the clocks do. */
export const leastDeadline = (deadline: Instant, incident: Span): Instant => new Date(Date.parse(deadline) + lasted(incident)).toISOString();

/** Noon in Rome of the first working day after `day`. */
export function nextWorkingNoon(day: CalendarDate): string {
  let next = addDays(day, 1);
  while (!isWorkingDay(next)) next = addDays(next, 1);
  return `${next}T12:00`;
}

/** A deadline to suggest: noon of the next working day after today and after the old deadline, or later if the incident lasted longer. */
export function suggestedDeadline(deadline: Instant, incident: Span, now: Instant): string {
  const least = leastDeadline(deadline, incident);
  const from = [romeDate(deadline), romeDate(now), romeDate(incident.endsAt)].sort().at(-1)!;
  let local = nextWorkingNoon(from);
  while (romeInstant(local) < least) local = nextWorkingNoon(local.slice(0, 10));
  return local;
}

/** A wall-clock time as an instant; undefined where it is none, as in the hour that the clocks of March leave out. */
export function readLocal(local: string): Instant | undefined {
  try {
    return romeInstant(local);
  } catch {
    return undefined;
  }
}

export const showLocal = romeLocal;
