import { furnish } from '#src/house/open.ts';
import { seedIfEmpty } from '#src/house/seed/seed.ts';
import { connect } from '#src/plumbing/database/database.ts';
import { readSettings } from '#src/plumbing/settings.ts';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { admin, testHouse, withDatabase, type TestHouse } from './database.ts';

/** When the example is looked at: the two real calls are over, the third is open. */
export const EXAMPLE_AT = '2026-11-23T11:00:00.000Z';

const database = 'mics_example';

/** A house of its own with the example in it, copied from the one that the first file of a run to ask has filled (about a minute, once). */
export async function exampleHouse(): Promise<TestHouse> {
  const folder = join(inject('scratch'), 'example');
  await fillOnce(folder);
  return testHouse({ at: EXAMPLE_AT, copyOf: { database, folder } });
}

/** Files run in processes of their own: who comes second waits at the lock. */
async function fillOnce(folder: string) {
  const server = inject('databaseUrl');
  const client = new pg.Client({ connectionString: withDatabase(server, 'postgres') });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7112990)');
    if ((await client.query('select from pg_database where datname = $1', [database])).rowCount === 0) await fill(server, folder);
  } finally {
    await client.end();
  }
}

async function fill(server: string, folder: string) {
  await admin(server, `create database ${database} template mics_template`);
  mkdirSync(folder, { recursive: true });
  const connected = connect(withDatabase(server, database), 2);
  const settings = readSettings({ MICS_DATA: folder, MICS_EXAMPLE: '1', MICS_SECRET: 'test-secret-test-secret-test-secret' });
  try {
    await seedIfEmpty(
      furnish(connected, settings, () => new Date(EXAMPLE_AT)),
      () => undefined,
    );
    await connected.end();
  } catch (error) {
    await connected.end();
    await admin(server, `drop database ${database} with (force)`);
    throw error;
  }
}
