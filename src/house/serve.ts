import { isMigrated } from '#src/plumbing/database/migrations.ts';
import { readSettings } from '#src/plumbing/settings.ts';
import { serve } from '@hono/node-server';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { loadAssets } from './assets.ts';
import { buildWeb } from './building.ts';
import { migrationsFolder, openHouse, type Opened } from './open.ts';
import { projectRoot } from './root.ts';
import { seedIfEmpty } from './seed/seed.ts';
import { startWorker } from './worker.ts';

/** The web server, with the worker inside unless several web processes share one database and `MICS_WORKER=0`. */
async function main() {
  const settings = readSettings();
  const lock = join(settings.dataDir, 'serve.pid');
  if (settings.databaseUrl === null) claim(lock);
  const opened = await openHouse(settings, clockFrom(settings.startsAt));
  await run(opened, lock).catch(async (error: unknown) => {
    await opened.close();
    rmSync(lock, { force: true });
    throw error;
  });
}

/** The real clock, or in example mode one that stood at `startsAt` when the process began. */
function clockFrom(startsAt: string | null): () => Date {
  const ahead = startsAt === null ? 0 : Date.parse(startsAt) - Date.now();
  return () => new Date(Date.now() + ahead);
}

async function run(opened: Opened, lock: string) {
  const { house } = opened;
  const { settings } = house;
  await seedIfEmpty(house, (line) => console.error(line));
  if (!(await isMigrated(house.pool, migrationsFolder))) throw new Error('the database is not migrated');
  const web = await buildWeb(house, loadAssets(join(projectRoot, 'dist/assets')));
  const worker = settings.worker ? await startWorker(house) : null;
  const server = serve({ fetch: web.fetch, port: settings.port });
  server.on('error', (error: NodeJS.ErrnoException) => {
    console.error(error.code === 'EADDRINUSE' ? `Port ${settings.port} is taken: set PORT to another one.` : error);
    void end(1);
  });
  server.on('listening', () => {
    const { port } = server.address() as AddressInfo;
    console.log(`MICS ready on ${settings.port === port ? settings.origin : `http://localhost:${port}`}`);
  });

  let ending = false;
  async function end(code: number) {
    if (ending) return;
    ending = true;
    server.close();
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    const forced = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 3000);
    await new Promise<void>((done) => (server.listening ? server.once('close', done) : done()));
    clearTimeout(forced);
    await worker?.stop();
    await opened.close();
    rmSync(lock, { force: true });
    process.exit(code);
  }
  process.on('SIGINT', () => void end(0));
  process.on('SIGTERM', () => void end(0));
}

/** Two servers on one embedded database would end each other's: the second says so and leaves. */
function claim(lock: string) {
  if (existsSync(lock)) {
    const pid = Number(readFileSync(lock, 'utf8'));
    if (pid !== process.pid && alive(pid)) throw new Error(`MICS already runs on this data (process ${pid}); set MICS_DATA to another folder`);
  }
  mkdirSync(join(lock, '..'), { recursive: true });
  writeFileSync(lock, String(process.pid));
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  if (process.env['MICS_DEBUG']) console.error(error);
  process.exit(1);
});
