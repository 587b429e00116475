import { AppError } from '#src/core/errors.ts';
import type { Ended, House } from './house.ts';
import { isConnectionLost } from './http/refusals.ts';

/** One for each database that this process works with. */
export function perDatabase<T>(make: (house: House) => T): (house: House) => T {
  const made = new WeakMap<object, T>();
  return (house) => {
    let one = made.get(house.pool);
    if (!one) made.set(house.pool, (one = make(house)));
    return one;
  };
}

type Waiter<R> = { done: (result: R) => void; refused: (error: unknown) => void };

/** Tells who waits how it ended. */
export function settle<R>({ done, refused }: Waiter<R>, ended: Ended<R>): void {
  if ('done' in ended) done(ended.done);
  else if ('unchanged' in ended) done(ended.unchanged);
  else refused('refused' in ended ? ended.refused : ended.turnedAway);
}

/**
 * After an error that undid a batch: what breaks one must not break the others, so each is tried alone. Where the database is away nobody is tried
 * again, everybody is told at once.
 */
export async function eachAlone<R, W extends Waiter<R>>(batch: readonly W[], error: unknown, again: (one: W) => Promise<Ended<R>>): Promise<void> {
  const away = () => new AppError('unavailable', [{ code: 'database.away', params: {} }]);
  let lost = isConnectionLost(error);
  for (const one of batch) {
    if (lost) one.refused(away());
    else if (batch.length === 1) one.refused(error);
    else
      await again(one).then(
        (ended) => settle(one, ended),
        (own: unknown) => {
          lost = isConnectionLost(own);
          one.refused(lost ? away() : own);
        },
      );
  }
}

/** What comes in while the last transaction is at work goes into the next one, in the order in which it came: the rush shares its commits. */
export class Gathering<E, R> {
  private readonly waiting: (Waiter<R> & { entry: E })[] = [];
  private readonly run: (entries: readonly E[]) => Promise<readonly Ended<R>[]>;
  private readonly keyOf: (entry: E) => string;
  private readonly most: number;
  private working = false;

  /**
   * @param keyOf two entries of one key never share a transaction: the second sees what the first has done
   * @param most that one transaction takes: more would make the first wait for the last
   * @param run one outcome for each entry, in their order; what it throws has undone all
   */
  constructor({ keyOf, most, run }: { keyOf: (entry: E) => string; most: number; run: (entries: readonly E[]) => Promise<readonly Ended<R>[]> }) {
    this.run = run;
    this.keyOf = keyOf;
    this.most = most;
  }

  /** Resolves once the entry is committed; rejects with what refused it. */
  add(entry: E): Promise<R> {
    return new Promise((done, refused) => {
      this.waiting.push({ entry, done, refused });
      if (!this.working) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.working = true;
    // Those whose requests were read in the same turn of the loop come along.
    await new Promise((next) => setImmediate(next));
    while (this.waiting.length > 0) await this.runSome(this.next());
    this.working = false;
  }

  private next() {
    const seen = new Set<string>();
    const batch: typeof this.waiting = [];
    for (let i = 0; i < this.waiting.length && batch.length < this.most;) {
      const key = this.keyOf(this.waiting[i]!.entry);
      if (seen.has(key)) i++;
      else batch.push(...this.waiting.splice(i, 1));
      seen.add(key);
    }
    return batch;
  }

  private async runSome(batch: typeof this.waiting): Promise<void> {
    try {
      const ended = await this.run(batch.map((w) => w.entry));
      for (const [i, w] of batch.entries()) settle(w, ended[i]!);
    } catch (error) {
      await eachAlone<R, Waiter<R> & { entry: E }>(batch, error, async (one) => (await this.run([one.entry]))[0]!);
    }
  }
}
