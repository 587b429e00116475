import type { Instant } from '#src/core/time.ts';
import type { Reader, Tx } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';

/** How the system answered in one minute, all processes together. */
export type MeasuredMinute = { at: Instant; served: number; turnedBack: number; failed: number; requests: number; errors: number };

/** What the record says of a span of time: its totals, its minutes, and how many of them nobody wrote down. */
export type Measured = Omit<MeasuredMinute, 'at'> & {
  /** Minutes that the span touches, and those of them without any record: the system was not running, or not writing. */
  minutes: number;
  unrecorded: number;
  recorded: readonly MeasuredMinute[];
};

const MINUTE = 60_000;

/** The record from the minute of the beginning to the minute of the end. Evidence as it stands now: what is asked later may know more. */
export async function measuredBetween(db: Reader | Tx, from: Instant, to: Instant): Promise<Measured> {
  const [first, last] = [Math.floor(Date.parse(from) / MINUTE), Math.ceil(Date.parse(to) / MINUTE)];
  const { rows } = await sql<MeasuredMinute>`
    select minute as at, sum(served)::int as served, sum(turned_back)::int as "turnedBack", sum(failed)::int as failed, sum(requests)::int as requests,
      sum(errors)::int as errors
    from availability_minutes
    where minute >= ${new Date(first * MINUTE).toISOString()} and minute < ${new Date(last * MINUTE).toISOString()}
    group by minute order by minute`.execute(db as Tx);
  const sum = (key: Exclude<keyof MeasuredMinute, 'at'>) => rows.reduce((n, r) => n + r[key], 0);
  return {
    served: sum('served'),
    turnedBack: sum('turnedBack'),
    failed: sum('failed'),
    requests: sum('requests'),
    errors: sum('errors'),
    minutes: last - first,
    unrecorded: last - first - rows.length,
    recorded: rows,
  };
}

export type Bucket = { at: Instant; minutes: number; unrecorded: number; answered: number; failed: number };

/** The same in at most so many equal steps, for a picture. `answered` without a fault, `failed` with one. */
export function buckets(recorded: readonly MeasuredMinute[], from: Instant, minutes: number, most = 60): Bucket[] {
  const first = Math.floor(Date.parse(from) / MINUTE);
  const step = Math.max(1, Math.ceil(minutes / most));
  const made = Array.from({ length: Math.ceil(minutes / step) }, (_, i): Bucket => {
    const length = Math.min(step, minutes - i * step);
    return { at: new Date((first + i * step) * MINUTE).toISOString(), minutes: length, unrecorded: length, answered: 0, failed: 0 };
  });
  for (const m of recorded) {
    const bucket = made[Math.floor((Math.floor(Date.parse(m.at) / MINUTE) - first) / step)];
    if (!bucket) continue;
    bucket.unrecorded--;
    bucket.answered += m.served + m.requests - m.errors;
    bucket.failed += m.failed + m.errors;
  }
  return made;
}
