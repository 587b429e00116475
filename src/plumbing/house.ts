import type { Actor } from '#src/core/actor.ts';
import { canonical } from '#src/core/canonical.ts';
import { AppError } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import { sql, type Kysely } from 'kysely';
import type pg from 'pg';
import type { Database, Reader, Tx } from './database/database.ts';
import { eventLeaf } from './evidence/leaf.ts';
import type { FileStore } from './files.ts';
import type { Settings } from './settings.ts';

/** What every action and query is handed: a reader of the database, the clock, the settings, the files. */
export type House = {
  db: Reader;
  clock: () => Date;
  settings: Settings;
  files: FileStore;
  /** Only `act`, the migrations and the seeds write; rooms use `act`. */
  writer: Kysely<Database>;
  pool: pg.Pool;
};

/** Something that happened, in the past tense (`application.submitted`), about one subject. Never holds secrets. */
export type EventRecord = { kind: string; subject: string; body?: Record<string, unknown> };

export type Job = { task: string; payload: Record<string, unknown>; key?: string; runAt?: Date };

/** What an action works with inside its one transaction. */
export type Deed = {
  tx: Tx;
  /** The instant of this deed; every row of it carries the same one. */
  at: Instant;
  /** Writes the audit event of this deed. Every deed that writes records at least one. */
  record: (event: EventRecord) => Promise<void>;
  /** Queues an outside effect (mail, file, document) in the same transaction. `key` makes it happen once. */
  enqueue: (job: Job) => Promise<void>;
};

/**
 * One decision, one transaction. The work reads under locks, decides, writes, records its event and queues its outside effects;
 * all of it commits or none. A refusal (`AppError`) rolls back and is then recorded as `<deed>.refused` with its reasons.
 *
 * @param deed what is tried, in the present: `application.submit`
 */
export async function act<T>(house: House, actor: Actor | null, deed: string, subject: string, work: (d: Deed) => Promise<T>): Promise<T> {
  const at = house.clock().toISOString();
  const who = actor?.id ?? null;
  try {
    return await house.writer.transaction().execute(async (tx) => {
      let recorded = 0;
      const result = await work({
        tx,
        at,
        record: async (event) => {
          recorded++;
          await writeEvent(tx, { ...event, at, actor: who });
        },
        enqueue: async (job) => {
          await sql`select graphile_worker.add_job(${job.task}, ${JSON.stringify(job.payload)}::json, run_at := ${job.runAt?.toISOString() ?? null}::timestamptz, job_key := ${job.key ?? null}, max_attempts := 12)`.execute(
            tx,
          );
        },
      });
      if (recorded === 0) throw new Error(`${deed} recorded no event`);
      return result;
    });
  } catch (error) {
    if (error instanceof AppError) {
      const reasons = error.reasons.map((r) => r.code);
      await writeEvent(house.writer, { kind: `${deed}.refused`, subject, at, actor: who, body: { kind: error.kind, reasons } });
    }
    throw error;
  }
}

async function writeEvent(db: Kysely<Database> | Tx, event: EventRecord & { at: Instant; actor: string | null }) {
  const body = canonical(event.body ?? {});
  const leaf = eventLeaf({ at: event.at, actor: event.actor, kind: event.kind, subject: event.subject, body });
  await sql`insert into evidence_events (at, actor, kind, subject, body, leaf_hash) values (${event.at}, ${event.actor}, ${event.kind}, ${event.subject}, ${body}, ${leaf})`.execute(
    db,
  );
}
