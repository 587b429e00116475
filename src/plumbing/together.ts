import type { Ended } from './house.ts';

/** Tells who waits how it ended. */
export function settle<R>({ done, refused }: { done: (result: R) => void; refused: (error: unknown) => void }, ended: Ended<R>): void {
  if ('done' in ended) done(ended.done);
  else if ('unchanged' in ended) done(ended.unchanged);
  else refused('refused' in ended ? ended.refused : ended.turnedAway);
}

/** What comes in while the last transaction is at work goes into the next one, in the order in which it came: the rush shares its commits. */
export class Together<E, R> {
  private readonly waiting: { entry: E; done: (result: R) => void; refused: (error: unknown) => void }[] = [];
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
      // What breaks one must not break the others: each is tried alone.
      if (batch.length === 1) batch[0]!.refused(error);
      else for (const one of batch) await this.runSome([one]);
    }
  }
}
