import { sql } from 'kysely';
import { act, type House } from '#src/plumbing/house.ts';

/** What is counted of submissions, minute by minute: evidence of how the system answered, if somebody could not hand in. */
export type Availability = {
  served(milliseconds: number): void;
  turnedBack(): void;
  failed(): void;
  /** Any other request, by its status. */
  answered(status: number): void;
  /** Stores the minutes that are over; with `all`, the present one too. */
  keep(all?: boolean): Promise<void>;
  stop(): Promise<void>;
};

/** Upper ends of the classes in which durations are counted, in milliseconds; a percentile is told as the end of its class. */
export const classes = [5, 10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 2000, 5000, 10_000, 30_000, 60_000] as const;

type Minute = { served: number; turnedBack: number; failed: number; requests: number; errors: number; durations: number[] };

const MINUTE = 60_000;
/** Minutes in which nobody handed in and nothing failed are written so many at once. */
const QUIET = 10;

/**
 * Counts in memory and writes one row a minute for this process, in a transaction of its own. Costs a few additions for each request. A process
 * that is killed loses its present minute: that it wrote none for a while is what the record shows then.
 */
export function measureAvailability(house: House): Availability {
  const minutes = new Map<number, Minute>();
  const now = (): Minute => {
    const at = Math.floor(house.clock().getTime() / MINUTE);
    let minute = minutes.get(at);
    if (!minute)
      minutes.set(
        at,
        (minute = { served: 0, turnedBack: 0, failed: 0, requests: 0, errors: 0, durations: Array.from({ length: classes.length + 1 }, () => 0) }),
      );
    return minute;
  };
  const keep = async (all = false) => {
    const current = Math.floor(house.clock().getTime() / MINUTE);
    const over = [...minutes].filter(([at]) => all || at < current);
    const quiet = over.every(([, m]) => m.served + m.turnedBack + m.failed + m.errors === 0);
    if (over.length === 0 || (quiet && !all && over.length < QUIET)) return;
    for (const [at] of over) minutes.delete(at);
    const rows = over.map(([at, { durations, ...m }]) => ({
      minute: new Date(at * MINUTE).toISOString(),
      ...m,
      p50: percentile(durations, 0.5),
      p99: percentile(durations, 0.99),
    }));
    try {
      await act(house, null, 'availability.keep', 'availability', async ({ tx, record }) => {
        for (const r of rows)
          await sql`insert into availability_minutes (minute, process, served, turned_back, failed, requests, errors, p50_ms, p99_ms)
            values (${r.minute}, ${process.pid}, ${r.served}, ${r.turnedBack}, ${r.failed}, ${r.requests}, ${r.errors}, ${r.p50}, ${r.p99})
            on conflict (minute, process) do update set served = availability_minutes.served + excluded.served,
              turned_back = availability_minutes.turned_back + excluded.turned_back, failed = availability_minutes.failed + excluded.failed,
              requests = availability_minutes.requests + excluded.requests, errors = availability_minutes.errors + excluded.errors,
              p50_ms = greatest(availability_minutes.p50_ms, excluded.p50_ms), p99_ms = greatest(availability_minutes.p99_ms, excluded.p99_ms)`.execute(tx);
        await record({
          kind: 'availability.kept',
          subject: 'availability',
          body: { process: process.pid, minutes: rows.map(({ minute, served, turnedBack, failed, p99 }) => ({ minute, served, turnedBack, failed, p99 })) },
        });
      });
    } catch (error) {
      // The database may be what was away: the minutes are kept for the next time.
      for (const [at, m] of over) if (!minutes.has(at)) minutes.set(at, m);
      if (minutes.size > 24 * 60) throw error;
    }
  };
  const tick = () => {
    // A minute in which nobody asked is written too: where there is none, the system was not running.
    now();
    return keep();
  };
  const timer = setInterval(() => void tick().catch((error: unknown) => console.error('availability is not kept:', (error as Error).message)), 10_000);
  timer.unref();
  return {
    served(milliseconds) {
      const minute = now();
      minute.served++;
      const place = classes.findIndex((end) => milliseconds <= end);
      minute.durations[place < 0 ? classes.length : place]!++;
    },
    turnedBack: () => void now().turnedBack++,
    failed: () => void now().failed++,
    answered(status) {
      const minute = now();
      minute.requests++;
      if (status >= 500) minute.errors++;
    },
    keep,
    async stop() {
      clearInterval(timer);
      await keep(true);
    },
  };
}

function percentile(durations: readonly number[], share: number): number | null {
  const all = durations.reduce((a, b) => a + b, 0);
  if (all === 0) return null;
  let left = Math.ceil(all * share);
  for (const [i, n] of durations.entries()) {
    left -= n;
    if (left <= 0) return classes[i] ?? 2 * classes.at(-1)!;
  }
  return null;
}
