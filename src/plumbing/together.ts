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

type Together<E, R> = { keyOf: (entry: E) => string; most: number; beside?: number; run: (entries: readonly E[]) => Promise<readonly Ended<R>[]> };

/**
 * What comes in while the last transaction is at work goes into the next one, in the order in which it came: the rush shares its commits. As soon as
 * enough wait for a full one, it goes beside the others that are at work.
 */
export class Gathering<E, R> {
  private readonly waiting: (Waiter<R> & { entry: E })[] = [];
  private readonly run: (entries: readonly E[]) => Promise<readonly Ended<R>[]>;
  private readonly keyOf: (entry: E) => string;
  private readonly most: number;
  private readonly beside: number;
  private readonly busy = new Set<string>();
  private working = 0;

  /**
   * @param keyOf two entries of one key never are at work together: the second sees what the first has done
   * @param most that one transaction takes: more would make the first wait for the last
   * @param beside how many are at work at once, at most
   * @param run one outcome for each entry, in their order; what it throws has undone all
   */
  constructor({ keyOf, most, beside = 1, run }: Together<E, R>) {
    this.run = run;
    this.keyOf = keyOf;
    this.most = most;
    this.beside = beside;
  }

  /** Resolves once the entry is committed; rejects with what refused it. */
  add(entry: E): Promise<R> {
    return new Promise((done, refused) => {
      this.waiting.push({ entry, done, refused });
      if (this.working === 0 || (this.working < this.beside && this.waiting.length >= this.most)) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.working++;
    // Those whose requests were read in the same turn of the loop come along.
    await new Promise((next) => setImmediate(next));
    for (let batch = this.next(); batch.length > 0; batch = this.next()) await this.runSome(batch);
    this.working--;
  }

  private next() {
    const batch: typeof this.waiting = [];
    const passed = new Set<string>();
    for (let i = 0; i < this.waiting.length && batch.length < this.most;) {
      const key = this.keyOf(this.waiting[i]!.entry);
      if (this.busy.has(key) || passed.has(key)) i++;
      else batch.push(...this.waiting.splice(i, 1));
      passed.add(key);
    }
    return batch;
  }

  private async runSome(batch: typeof this.waiting): Promise<void> {
    const keys = batch.map((w) => this.keyOf(w.entry));
    for (const key of keys) this.busy.add(key);
    try {
      const ended = await this.run(batch.map((w) => w.entry));
      for (const [i, w] of batch.entries()) settle(w, ended[i]!);
    } catch (error) {
      await eachAlone<R, Waiter<R> & { entry: E }>(batch, error, async (one) => (await this.run([one.entry]))[0]!);
    } finally {
      for (const key of keys) this.busy.delete(key);
    }
  }
}
