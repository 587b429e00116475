import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

export type Migration = { number: number; name: string; sql: string; hash: string };

/** The numbered files of `db/migrations`, continuous from 1; throws when one is missing or doubled. */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter((n) => n.endsWith('.sql'))
    .sort();
  return names.map((name, i) => {
    const number = Number(name.slice(0, 4));
    if (number !== i + 1) throw new Error(`migrations must be numbered without a gap: ${name} stands at place ${i + 1}`);
    const sql = readFileSync(join(folder, name), 'utf8');
    return { number, name, sql, hash: createHash('sha256').update(sql).digest('hex') };
  });
}

/** Brings the schema forward, one transaction per file, one process at a time. Returns how many files ran. */
export async function migrate(pool: pg.Pool, folder: string): Promise<number> {
  const migrations = readMigrations(folder);
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock(7112001)');
    await client.query(
      'create table if not exists schema_migrations (number int constraint schema_migrations_pk primary key, name text not null, hash text not null, ran_at timestamptz not null default now())',
    );
    const done = new Map((await client.query('select number, hash from schema_migrations')).rows.map((r) => [r.number as number, r.hash as string]));
    let ran = 0;
    for (const m of migrations) {
      const hash = done.get(m.number);
      if (hash === m.hash) continue;
      if (hash !== undefined) throw new Error(`${m.name} was changed after it ran; write a new migration instead`);
      await client.query('begin');
      try {
        await client.query(m.sql);
        await client.query('insert into schema_migrations (number, name, hash) values ($1, $2, $3)', [m.number, m.name, m.hash]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(`${m.name}: ${(error as Error).message}`, { cause: error });
      }
      ran++;
    }
    return ran;
  } finally {
    await client.query('select pg_advisory_unlock(7112001)').catch(() => undefined);
    client.release();
  }
}

/** Are all migrations in? `/readyz` asks. */
export async function isMigrated(pool: pg.Pool, folder: string): Promise<boolean> {
  const { rows } = await pool.query('select count(*)::int as n from schema_migrations');
  return rows[0].n === readMigrations(folder).length;
}
