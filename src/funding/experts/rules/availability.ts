import { addDays, type CalendarDate } from '#src/core/time.ts';

/** When somebody takes reviews on, as they have said; days with both ends, none where left open. */
export type Availability = {
  availableFrom: CalendarDate | null;
  availableUntil: CalendarDate | null;
  absences: readonly { fromOn: CalendarDate; untilOn: CalendarDate }[];
};

/** On how many of the days from `first` to `last` they are there. */
export function daysThere({ availableFrom, availableUntil, absences }: Availability, first: CalendarDate, last: CalendarDate): { there: number; of: number } {
  let [there, of] = [0, 0];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    of++;
    const open = (availableFrom === null || availableFrom <= day) && (availableUntil === null || day <= availableUntil);
    if (open && !absences.some((a) => a.fromOn <= day && day <= a.untilOn)) there++;
  }
  return { there, of };
}

/** Away for more than half of a term of so many days that begins today: who is, gets no new review. Without a term only today counts. */
export function isAway(availability: Availability, today: CalendarDate, reviewDays: number | undefined): boolean {
  const { there, of } = daysThere(availability, today, addDays(today, reviewDays ?? 0));
  return 2 * there < of;
}
