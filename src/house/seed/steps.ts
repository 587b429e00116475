import type { CalendarDate } from '#src/core/time.ts';

/** A part of the example's story, and the day on which it begins. */
export type Step = { on: CalendarDate; run: () => Promise<void> };

/** One after another in the order of their days, so that what is numbered is numbered in that order. Steps of one day run as they are given. */
export async function inOrder(steps: readonly Step[]): Promise<void> {
  for (const step of steps.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) await step.run();
}
