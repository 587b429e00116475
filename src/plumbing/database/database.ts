import { type ColumnType, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { prepareOften } from './prepared.ts';
import { tripsOf } from './trip.ts';

/**
 * Every table, by name. Empty here: each room's `tables.ts` adds its own rows
 * (`declare module '#src/plumbing/database/database.ts' { interface Database { … } }`).
 */
// oxlint-disable-next-line no-empty-object-type
export interface Database {}

/** A `jsonb` column: parsed when read; written as text by `JSON.stringify`, cast by the database. */
// oxlint-disable-next-line no-explicit-any
export type Json = ColumnType<any, string, string>;
// oxlint-disable-next-line no-explicit-any
export type JsonWithDefault = ColumnType<any, string | undefined, string>;
// oxlint-disable-next-line no-explicit-any
export type JsonOrNull = ColumnType<any, string | null | undefined, string | null>;

/** Reads only. Writes need a transaction that `act` opens, so that none goes unaudited. */
export type Reader = Pick<Kysely<Database>, 'selectFrom' | 'with' | 'withRecursive' | 'selectNoFrom' | 'fn' | 'dynamic' | 'getExecutor'>;
export type Tx = Transaction<Database>;

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, (text: string) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint out of range: ${text}`);
  return value;
});
types.setTypeParser(pg.types.builtins.NUMERIC, Number);
types.setTypeParser(pg.types.builtins.DATE, (text: string) => text);
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text: string) => new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString());

export type Connected = { db: Kysely<Database>; pool: pg.Pool; end: () => Promise<void> };

/** Counts the statements of one connection pool; the constant-queries guard and the request log read it. */
export const statements = { count: 0 };

export function connect(
  url: string,
  max = 10,
  { prepare = true }: { /** Keeps the plans of statements that come often. */ prepare?: boolean } = {},
): Connected {
  // Statements here are short: a server that compiles them spends 65 ms on one whose cost it overrates, as it does where kinds of plans are off.
  const pool = new pg.Pool({ connectionString: url, options: '-c jit=off', max, types, idleTimeoutMillis: 30_000, pipeline: true });
  const lost = (error: Error) => {
    // The pool counts as ended before its last connections are gone.
    if (!pool.ending) console.error('database connection lost:', error.message);
  };
  pool.on('error', lost);
  pool.on('connect', (client) => {
    client.on('error', lost);
    if (prepare) prepareOften(client);
    tripsOf(client, (more) => (statements.count += more));
  });
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    log(event) {
      if (event.level === 'query') statements.count++;
    },
  });
  // Kysely ends the pool only if it ever ran a statement itself.
  return {
    db,
    pool,
    end: async () => {
      await db.destroy();
      if (!pool.ending) await pool.end();
    },
  };
}
