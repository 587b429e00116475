import { furnish, migrationsFolder } from '#src/house/open.ts';
import { connect } from '#src/plumbing/database/database.ts';
import { migrate } from '#src/plumbing/database/migrations.ts';
import type { House } from '#src/plumbing/house.ts';
import { readSettings } from '#src/plumbing/settings.ts';
import { runMigrations } from 'graphile-worker';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';

export type TestHouse = {
  house: House;
  /** Sets the clock that the house reads. */ setClock: (at: string | Date) => void;
  databaseUrl: string;
  end: () => Promise<void>;
};

/**
 * A house on a fresh database of its own, copied from a migrated template in about 60 ms.
 * The server is the one that the test set-up started: the embedded one, or the one of `MICS_TEST_DATABASE_URL`.
 */
export async function testHouse(
  options: { at?: string; env?: Record<string, string>; /** A filled house to copy instead. */ copyOf?: { database: string; folder: string } } = {},
): Promise<TestHouse> {
  const server = inject('databaseUrl');
  const name = `mics_test_${randomBytes(6).toString('hex')}`;
  await admin(server, `create database ${name} template ${options.copyOf?.database ?? 'mics_template'}`);
  const url = withDatabase(server, name);
  const dataDir = mkdtempSync(join(tmpdir(), 'mics-test-'));
  if (options.copyOf) cpSync(options.copyOf.folder, dataDir, { recursive: true });
  const connected = connect(url, 5);
  let now = options.at ? new Date(options.at) : null;
  const settings = readSettings({ MICS_DATA: dataDir, MICS_EXAMPLE: '1', MICS_SECRET: 'test-secret-test-secret-test-secret', ...options.env });
  return {
    house: furnish(connected, settings, () => now ?? new Date()),
    setClock: (at) => (now = new Date(at)),
    databaseUrl: url,
    async end() {
      await connected.end();
      await admin(server, `drop database ${name} with (force)`);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Makes the template that test databases are copied from. Run once, by the set-up. */
export async function makeTemplate(server: string) {
  for (const name of ['mics_template', 'mics_example']) await admin(server, `drop database if exists ${name} with (force)`);
  await admin(server, 'create database mics_template');
  const connected = connect(withDatabase(server, 'mics_template'), 2);
  await migrate(connected.pool, migrationsFolder);
  await runMigrations({ pgPool: connected.pool });
  await connected.end();
}

const connections = new Map<string, Promise<pg.Client>>();

/** A statement about databases, over a connection that is kept: to copy one takes a new connection several times as long as a warm one. */
export async function admin(server: string, statement: string): Promise<void> {
  const kept = connections.get(server) ?? open(server);
  connections.set(server, kept);
  await (await kept).query(statement);
}

async function open(server: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: withDatabase(server, 'postgres') });
  // The server may end before this process does.
  client.on('error', () => connections.delete(server));
  await client.connect();
  return client;
}

export function withDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.href;
}

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
    /** A folder for what the files of one run share. */
    scratch: string;
    /** A folder with a note for each build of a page that axe found good. */
    looked: string;
  }
}
