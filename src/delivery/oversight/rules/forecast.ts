import { percentOf, shareOf, type Cents, type Percent } from '#src/core/money.ts';

/** One part of the country: what was granted, what of it should have been spent by today, and what was accepted. */
export type Progress = { committedCents: Cents; expectedCents: Cents; acceptedCents: Cents };

/**
 * What will have been accepted in the end if each part of the country goes on at its own pace: the part of what it should have spent by now that was
 * accepted, never more than all. Before anything was due the pace is taken as full. Returns the forecast in cents and the pace in parts per hundred.
 */
export function forecast({ committedCents, expectedCents, acceptedCents }: Progress): { cents: Cents; pace: Percent } {
  if (expectedCents <= 0) return { cents: committedCents, pace: 100 };
  const pace = Math.min(100, shareOf(acceptedCents, expectedCents));
  return { cents: Math.max(Math.min(acceptedCents, committedCents), percentOf(committedCents, pace)), pace };
}
