import { connect, type Connected } from '#src/plumbing/database/database.ts';
import { startEmbedded } from '#src/plumbing/database/embedded.ts';
import { migrate } from '#src/plumbing/database/migrations.ts';
import { diskStore } from '#src/plumbing/files.ts';
import { s3Store } from '#src/plumbing/files/s3.ts';
import type { House } from '#src/plumbing/house.ts';
import type { Settings } from '#src/plumbing/settings.ts';
import { runMigrations } from 'graphile-worker';
import { join } from 'node:path';
import { roomPorts } from './ports.ts';
import { projectRoot } from './root.ts';

export const migrationsFolder = join(projectRoot, 'db/migrations');

export type Opened = { house: House; connected: Connected; close: () => Promise<void> };

/** Starts or reaches the database, brings its schema forward, and hands out the house. */
export async function openHouse(settings: Settings, clock: () => Date = () => new Date()): Promise<Opened> {
  const embedded = settings.databaseUrl === null ? await startEmbedded(join(settings.dataDir, 'postgres')) : null;
  const url = settings.databaseUrl ?? embedded!.url;
  const connected = connect(url, settings.databasePool, { prepare: settings.databasePrepare });
  await migrate(connected.pool, migrationsFolder);
  await runMigrations({ pgPool: connected.pool });
  return {
    house: furnish(connected, settings, clock),
    connected,
    async close() {
      await connected.end();
      await embedded?.stop();
    },
  };
}

/** A house on a database that is there already. */
export function furnish(connected: Connected, settings: Settings, clock: () => Date): House {
  return {
    db: connected.db,
    writer: connected.db,
    pool: connected.pool,
    clock,
    settings,
    ports: roomPorts,
    files: settings.s3 ? s3Store(settings.s3) : diskStore(join(settings.dataDir, 'files')),
  };
}
