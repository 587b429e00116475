import { isMigrated } from '#src/plumbing/database/migrations.ts';
import { isConnectionLost } from '#src/plumbing/http/refusals.ts';
import { readSettings } from '#src/plumbing/settings.ts';
import { liveOf } from '#src/plumbing/live.ts';
import { measureAvailability } from '#src/plumbing/availability/minutes.ts';
import { getRequestListener } from '@hono/node-server';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { loadAssets } from './assets.ts';
import { buildWeb } from './building.ts';
import { migrationsFolder, openHouse, type Opened } from './open.ts';
import { projectRoot } from './root.ts';
import { listenWide } from './listen.ts';
import { seedIfEmpty } from './seed/seed.ts';
import { lane } from './lane.ts';
import { noteArrival, type Env } from './web.ts';
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
  const availability = measureAvailability(house);
  const quick = lane({ house, fetch: web.fetch, waitingPage: web.waitingPage, availability });
  const slow = getRequestListener((request, env) => web.fetch(request, env as Env));
  const server = createServer({ keepAliveTimeout: 65_000 }, (req, res) => {
    // This is the instant that counts: the head of the request is here, its body is not read yet.
    const arrivedAt = house.clock();
    if (quick(req, res, arrivedAt)) return;
    noteArrival(req, arrivedAt);
    res.on('finish', () => availability.answered(res.statusCode));
    void slow(req, res);
  });
  const doors = await listenWide(server, settings.port).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new Error(`Port ${settings.port} is taken: set PORT to another one.`) : error;
  });
  console.log(`MICS ready on ${settings.port === doors.port ? settings.origin : `http://localhost:${doors.port}`}`);

  let ending = false;
  async function end(code: number) {
    if (ending) return;
    ending = true;
    const empty = doors.close();
    // Open event streams end here, and with them their connections.
    await liveOf(house).close();
    server.closeIdleConnections();
    const forced = setTimeout(() => server.closeAllConnections(), 3000);
    await empty;
    clearTimeout(forced);
    await worker?.stop();
    await availability.stop().catch((error: unknown) => console.error('availability is not kept:', (error as Error).message));
    await opened.close();
    rmSync(lock, { force: true });
    process.exit(code);
  }
  // What the worker was doing when the database went away is done again; nothing else may be lost unseen.
  process.on('unhandledRejection', (error) => {
    if (!isConnectionLost(error)) throw error;
    console.error('database connection lost:', (error as Error).message);
  });
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
