import { CompiledQuery, type RawBuilder } from 'kysely';
import type pg from 'pg';
import type { Reader, Tx } from './database.ts';

/** A statement, and what its rows say. */
export type Question<T> = { statement: RawBuilder<unknown>; read: (rows: never[]) => T };

export const question = <R, T>(statement: RawBuilder<R>, read: (rows: R[]) => T): Question<T> => ({ statement, read });

/** What is only done. */
export const deed = (statement: RawBuilder<unknown>): Question<void> => ({ statement, read: () => undefined });

type Answers<Q extends readonly Question<unknown>[]> = { -readonly [K in keyof Q]: Q[K] extends Question<infer T> ? T : never };

const SEVERAL = '-- several statements in one trip';

/**
 * Asks several things, or does several, in one trip to the database. They are carried out one after the other, each with a look of its own: what
 * comes after a lock sees what was committed while it was waited for. The first that fails is thrown, when all have come back.
 */
export async function ask<const Q extends readonly Question<unknown>[]>(db: Reader | Tx, ...questions: Q): Promise<Answers<Q>> {
  if (questions.length === 0) return [] as Answers<Q>;
  const compiled = questions.map((q) => q.statement.compile(db as Tx));
  const { rows } = await (db as Tx).executeQuery<never[]>(CompiledQuery.raw(SEVERAL, compiled));
  return rows.map((r, i) => questions[i]!.read(r)) as Answers<Q>;
}

/**
 * Lets a connection make such trips: it sends without waiting for the answer before.
 * @param counted told how many statements a trip was more than one
 */
export function tripsOf(client: pg.PoolClient & { connection?: { stream: { cork(): void; uncork(): void } } }, counted: (more: number) => void): void {
  const query = client.query.bind(client) as (text: string, values?: unknown) => Promise<pg.QueryResult>;
  const inOneTrip = async (asked: readonly CompiledQuery[]) => {
    counted(asked.length - 1);
    const stream = client.connection?.stream;
    stream?.cork();
    const sent = asked.map((q) => query(q.sql, q.parameters.length > 0 ? q.parameters : undefined));
    stream?.uncork();
    const ended = await Promise.allSettled(sent);
    for (const e of ended) if (e.status === 'rejected') throw e.reason;
    return { rows: ended.map((e) => (e as PromiseFulfilledResult<pg.QueryResult>).value.rows ?? []) };
  };
  client.query = ((text: unknown, values: unknown, ...more: unknown[]): unknown =>
    text === SEVERAL ? inOneTrip(values as readonly CompiledQuery[]) : (query as (...all: unknown[]) => unknown)(text, values, ...more)) as typeof client.query;
}
