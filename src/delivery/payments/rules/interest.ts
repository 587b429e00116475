import { type Cents, type Percent } from '#src/core/money.ts';
import { addDays, type CalendarDate } from '#src/core/time.ts';

/** A yearly rate from one day to another, both included; the last has no end. */
export type Rate = { from: CalendarDate; until: CalendarDate | null; percent: Percent };

export type InterestPart = { from: CalendarDate; until: CalendarDate; days: number; percent: Percent };
export type Interest = { cents: Cents; parts: InterestPart[] };

const day = (date: CalendarDate): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** Days from one date to another; the first does not count, the last does. */
export const daysBetween = (from: CalendarDate, until: CalendarDate): number => day(until) - day(from);

/**
 * Simple interest on `cents` from the day after `from` until `until`, day by day at the rate of that day, on a year of 365 days. The sum is worked
 * out exactly and rounded once, half a cent up. Days before the first rate bear none.
 */
export function interestOn(cents: Cents, from: CalendarDate, until: CalendarDate, rates: readonly Rate[]): Interest {
  const parts = rates.flatMap((r): InterestPart[] => {
    const first = r.from > addDays(from, 1) ? r.from : addDays(from, 1);
    const last = r.until !== null && r.until < until ? r.until : until;
    const days = daysBetween(first, last) + 1;
    return days > 0 ? [{ from: first, until: last, days, percent: r.percent }] : [];
  });
  const scaled = parts.reduce((n, p) => n + BigInt(cents) * BigInt(Math.round(p.percent * 100)) * BigInt(p.days), 0n);
  const whole = 365n * 10_000n;
  return { cents: Number((scaled + whole / 2n) / whole), parts };
}

/** Which payments money to be given back came from: the latest first. What no payment is known of counts from `otherwise`. */
export function lastPaid(payments: readonly { on: CalendarDate; cents: Cents }[], cents: Cents, otherwise: CalendarDate): { on: CalendarDate; cents: Cents }[] {
  let left = cents;
  const taken = payments
    .toSorted((a, b) => (a.on < b.on ? 1 : -1))
    .flatMap((p) => {
      const some = Math.min(left, p.cents);
      left -= some;
      return some > 0 ? [{ on: p.on, cents: some }] : [];
    });
  return left > 0 ? [...taken, { on: otherwise, cents: left }] : taken;
}

/** Splits into equal instalments a month apart, the first the one with the odd cents. */
export function instalmentsOf(cents: Cents, count: number): Cents[] {
  const each = Math.floor(cents / count);
  return Array.from({ length: count }, (_, i) => (i === 0 ? cents - each * (count - 1) : each));
}
