import type { Ended, House } from '#src/plumbing/house.ts';
import { eachAlone, perDatabase, settle } from '#src/plumbing/together.ts';
import type { Receipt } from '../../queries/lists.ts';
import { handInTogether, type Submission } from './batch.ts';

/** The most that one transaction takes: more would make the first wait for the last. */
const TOGETHER = 250;
/** While one transaction writes, the next one reads and examines. */
const AT_ONCE = 2;

type Waiting = { rank: number; order: number; parked: boolean; submission: Submission; done: (receipt: Receipt) => void; refused: (error: unknown) => void };

/** What came of a submission whose page did not wait for it. */
export type Outcome = { state: 'waiting' } | { state: 'done'; receipt: Receipt } | { state: 'refused' };

/** How many more than those who wait with an open connection may wait without one. */
const PARKED = 20;
/** How long it is remembered what came of them. */
const REMEMBERED = 30 * 60_000;

/**
 * Where submissions wait for their turn, in the order in which they reached the server. Whatever came while the last transaction was at work goes
 * into the next one together. How many may wait is bounded: who comes later is turned back at the door with a ticket that keeps their place, or,
 * coming by a page, waits without holding the line (`park`).
 */
export class Intake {
  private readonly house: House;
  private readonly waiting: Waiting[] = [];
  private readonly most: number;
  private readonly parked = new Map<string, { outcome: Outcome; since: number; order: number }>();
  private running = 0;
  private enough = 16;
  private lastEnd = 0;
  private held = 0;
  private last: Promise<unknown> = Promise.resolve();
  private orders = 0;
  /** Orders up to this one may come in. */
  private gate: number;
  /** Submissions a second, lately; how long a wait is told by it. */
  private pace = 500;

  constructor(house: House, most: number) {
    this.house = house;
    this.most = most;
    this.gate = most;
  }

  /** The place of a request that just arrived. */
  takeOrder(): number {
    return ++this.orders;
  }

  /** May the request with this place come in now? Places of another process count for nothing here: there is room, or not. */
  admits(order: number | null): boolean {
    // Who holds a ticket and does not come back holds up nobody: when little is waiting, the gate opens further.
    const room = this.most / 2 - this.waiting.length;
    if (this.running === 0 && this.waiting.length === 0) this.gate = Math.max(this.gate, this.orders);
    else if (room > 0) this.gate = Math.max(this.gate, Math.min(this.orders, this.gate + room));
    return (order === null || order <= this.gate) && this.held < this.most * 1.5;
  }

  mayPark(): boolean {
    return this.parked.size < this.most * PARKED;
  }

  /** Seconds until the request with this place is let in, as far as can be told. */
  secondsUntil(order: number): number {
    return Math.min(60, Math.max(0.2, (order - this.gate) / this.pace));
  }

  /** How many are before this place, at most. */
  aheadOf(order: number): number {
    return Math.max(0, order - this.gate + this.most);
  }

  /** @param order a place from a ticket; without one, the next */
  submit(submission: Submission, order = this.takeOrder(), parked = false): Promise<Receipt> {
    return new Promise((done, refused) => {
      const rank = Date.parse(submission.arrivedAt);
      let at = this.waiting.length;
      const isAfter = (w: Waiting) => w.rank > rank || (w.rank === rank && w.order > order);
      while (at > 0 && isAfter(this.waiting[at - 1]!)) at--;
      const entry = { rank, order, parked, submission, done, refused };
      if (at === this.waiting.length) this.waiting.push(entry);
      else this.waiting.splice(at, 0, entry);
      if (!parked) this.held++;
      if (this.running < AT_ONCE) setImmediate(() => this.pump());
    });
  }

  /** Takes the submission in without anybody waiting for it; `outcomeOf` says what came of it. */
  park(ticket: string, submission: Submission, order: number): void {
    if (this.parked.has(ticket)) return;
    const kept: { outcome: Outcome; since: number; order: number } = { outcome: { state: 'waiting' }, since: Date.now(), order };
    this.parked.set(ticket, kept);
    this.submit(submission, order, true).then(
      (receipt) => (kept.outcome = { state: 'done', receipt }),
      () => (kept.outcome = { state: 'refused' }),
    );
    for (const [old, { since }] of this.parked) {
      if (Date.now() - since < REMEMBERED) break;
      this.parked.delete(old);
    }
  }

  /** Null when this process knows nothing of it. */
  outcomeOf(ticket: string): (Outcome & { order: number }) | null {
    const kept = this.parked.get(ticket);
    return kept ? { ...kept.outcome, order: kept.order } : null;
  }

  private pump(): void {
    while (this.running < AT_ONCE && this.waiting.length > 0) {
      // A second transaction beside the first pays only when it has something to do: else those who just got their answer and send the next
      // would find it gone with a few.
      if (this.running > 0 && this.waiting.length < this.enough) return;
      const batch = this.next();
      this.enough = Math.min(TOGETHER / 2, Math.max(16, batch.length * 0.8));
      this.running++;
      this.gate += batch.length;
      const before = this.last;
      let written!: () => void;
      this.last = new Promise<void>((done) => (written = done));
      void this.handIn(batch, before, written).finally(() => {
        written();
        this.running--;
        this.pump();
      });
    }
  }

  /** The first that wait; a second request about the same application waits for the first one's end. */
  private next(): Waiting[] {
    const seen = new Set<string>();
    const batch: Waiting[] = [];
    const later: Waiting[] = [];
    let taken = 0;
    for (; taken < this.waiting.length && batch.length < TOGETHER; taken++) {
      const entry = this.waiting[taken]!;
      if (seen.has(entry.submission.applicationId)) later.push(entry);
      else batch.push(entry);
      seen.add(entry.submission.applicationId);
    }
    this.waiting.splice(0, taken, ...later);
    for (const w of batch) if (!w.parked) this.held--;
    return batch;
  }

  private async handIn(batch: readonly Waiting[], before: Promise<unknown>, written: () => void): Promise<void> {
    try {
      const ended = await handInTogether(
        this.house,
        batch.map((w) => w.submission),
        async () => void (await before),
        written,
      );
      void answerAll(batch, ended);
      this.measure(batch.length);
    } catch (error) {
      await this.oneByOne(batch, before, error);
    }
  }

  /** Transactions overlap: what counts is what comes out between the end of one and the end of the next. */
  private measure(count: number): void {
    const now = performance.now();
    const between = Math.min(1000, Math.max(5, now - this.lastEnd));
    this.lastEnd = now;
    if (count >= 16) this.pace += (Math.max(50, (count / between) * 1000) - this.pace) / 5;
  }

  private async oneByOne(batch: readonly Waiting[], before: Promise<unknown>, error: unknown): Promise<void> {
    await before;
    await eachAlone<Receipt, Waiting>(batch, error, async (w) => (await handInTogether(this.house, [w.submission], async () => undefined))[0]!);
  }
}

/** A few at a time: while answers are written, the database should not wait for the next statement. */
async function answerAll(batch: readonly Waiting[], ended: readonly Ended<Receipt>[]): Promise<void> {
  for (const [i, w] of batch.entries()) {
    settle(w, ended[i]!);
    if (i % 16 === 15) await new Promise((done) => setImmediate(done));
  }
}

/** One queue for each database that this process writes to. */
export const intakeOf = perDatabase((house) => new Intake(house, house.settings.queue));
