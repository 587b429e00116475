import type { Actor } from '#src/core/actor.ts';
import { canonical } from '#src/core/canonical.ts';
import { AppError } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import { sql, type Kysely } from 'kysely';
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Database, Reader, Tx } from './database/database.ts';
import { ask, deed, type Question } from './database/trip.ts';
import { array } from './database/arrays.ts';
import { eventLeaf, type LoggedEvent } from './evidence/leaf.ts';
import type { FileStore } from './files.ts';
import type { Settings } from './settings.ts';

/**
 * Questions that a room asks and only a later one can answer. The room that asks declares each in its `ports.ts`
 * (`declare module '#src/plumbing/house.ts' { interface Ports { … } }`), a query of the later one answers, and `src/house/ports.ts` puts them together.
 */
export interface Ports {}

/** What every action and query is handed: a reader of the database, the clock, the settings, the files. */
export type House = {
  db: Reader;
  clock: () => Date;
  settings: Settings;
  files: FileStore;
  ports: Ports;
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
  ports: Ports;
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
        enqueue: async (job) => void (await ask(tx, queued(job))),
        ports: house.ports,
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

/** What was tried, for one of several deeds that are done together. */
export type Trial = { deed: string; subject: string; actor: string | null; at: Instant };

/** How each of them ended, and what is to be written of it, in one trip with the events. */
export type Together<T> = { tried: readonly { trial: Trial; ended: Ended<T> }[]; writes: readonly Question<unknown>[]; jobs?: readonly Job[] };

/** How one of them ended: done, with its events; refused, which is recorded; or answered without a change (done before, or nobody's deed). */
export type Ended<T> = { done: T; events: readonly [EventRecord, ...EventRecord[]] } | { refused: AppError } | { unchanged: T } | { turnedAway: AppError };

/** A refusal on its way out of the rules, as an outcome. */
export function decided<T>(work: () => T): T | { refused: AppError } {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError) return { refused: error };
    throw error;
  }
}

/**
 * Many deeds in one transaction, for the rush: the same rules as `act`, each with its own decision and its own event. Here a refusal is one
 * outcome among others, so it must not have written anything of its own; its `<deed>.refused` commits with the rest. What throws undoes all.
 */
export async function actTogether<T>(
  house: House,
  work: (tx: Tx) => Promise<Together<T>>,
  /** Called when all is written and only the commit is left. */
  written: () => void = () => undefined,
): Promise<Ended<T>[]> {
  return house.writer.transaction().execute(async (tx) => {
    const { tried, writes, jobs = [] } = await work(tx);
    const events = tried.flatMap(({ trial: { deed, subject, actor, at }, ended }): ReturnType<typeof logged>[] => {
      if ('done' in ended) return ended.events.map((e) => logged({ ...e, at, actor }));
      if (!('refused' in ended)) return [];
      const { kind, reasons } = ended.refused;
      return [logged({ kind: `${deed}.refused`, subject, at, actor, body: { kind, reasons: reasons.map((r) => r.code) } })];
    });
    const logging =
      events.length === 0
        ? []
        : [
            deed(sql`insert into evidence_events (at, actor, kind, subject, body, salt, leaf_hash)
        select * from unnest(${array.instant(events.map((e) => e.at))}::timestamptz[], ${array.uuid(events.map((e) => e.actor))}::uuid[],
          ${array.text(events.map((e) => e.kind))}::text[], ${array.text(events.map((e) => e.subject))}::text[],
          ${array.text(events.map((e) => e.body))}::text[], ${array.text(events.map((e) => e.salt))}::text[], ${array.text(events.map(eventLeaf))}::text[])`),
          ];
    await ask(tx, ...writes, ...jobs.map(queued), ...logging);
    written();
    return tried.map((t) => t.ended);
  });
}

const queued = (job: Job): Question<void> =>
  deed(
    sql`select graphile_worker.add_job(${job.task}, ${JSON.stringify(job.payload)}::json, run_at := ${job.runAt?.toISOString() ?? null}::timestamptz, job_key := ${job.key ?? null}, max_attempts := 12)`,
  );

const logged = ({ at, actor, kind, subject, body }: EventRecord & { at: Instant; actor: string | null }): LoggedEvent & { salt: string } => ({
  at,
  actor,
  kind,
  subject,
  body: canonical(body ?? {}),
  salt: randomBytes(16).toString('hex'),
});

async function writeEvent(db: Kysely<Database> | Tx, event: EventRecord & { at: Instant; actor: string | null }) {
  const told = logged(event);
  const { at, actor, kind, subject, body, salt } = told;
  await sql`insert into evidence_events (at, actor, kind, subject, body, salt, leaf_hash)
    values (${at}, ${actor}, ${kind}, ${subject}, ${body}, ${salt}, ${eventLeaf(told)})`.execute(db);
}
