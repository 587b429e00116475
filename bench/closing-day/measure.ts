import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type pg from 'pg';
import type { Done, Plan } from './client.ts';
import { createServer } from 'node:net';

const rounded = (n: number): number => Number(n.toPrecision(4));

/** One line of JSON for one figure. */
export function figure(name: string, value: number, unit: string, beside: { floor?: number; peer?: number }): void {
  const [kind, other] = Object.entries(beside)[0] ?? [];
  const line = { bench: 'closing-day', figure: name, value: rounded(value), unit };
  console.log(JSON.stringify(kind ? { ...line, [kind]: rounded(other!), ratio: Number((value / other!).toPrecision(3)) } : line));
}

export function percentile({ sent }: Pick<Done, 'sent'>, share: number): number {
  const all = sent.map((s) => s.milliseconds).sort((a, b) => a - b);
  return all[Math.min(all.length - 1, Math.ceil(all.length * share) - 1)] ?? 0;
}

/** What makes an answer durable, as the database says it itself. */
export async function begin(pool: pg.Pool): Promise<void> {
  const names = ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'wal_sync_method', 'shared_buffers', 'max_wal_size'];
  const { rows } = await pool.query('select name, setting, unit from pg_settings where name = any($1)', [names]);
  const settings = Object.fromEntries(rows.map((r) => [r.name, r.unit ? `${r.setting} × ${r.unit}` : r.setting]));
  console.log(JSON.stringify({ bench: 'closing-day', settings }));
  if (settings['fsync'] !== 'on' || settings['synchronous_commit'] !== 'on') throw new Error('the database is not durable: nothing that follows would count');
}

/** One that nobody listens at, below those that outgoing connections take. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const free = await new Promise<boolean>((answer) => {
      const probe = createServer();
      probe.once('error', () => answer(false));
      probe.listen(port, () => probe.close(() => answer(true)));
    });
    if (free) return port;
  }
}

/** Real server processes, as `npm start` runs them. */
export async function servers(
  count: number,
  env: Record<string, string>,
  wanted: readonly number[] = [],
): Promise<{ ports: number[]; children: ChildProcess[]; stop: () => Promise<void> }> {
  const ready = (await import(pathToFileURL(join(process.cwd(), 'bin/ready.mjs')).href)) as { build: () => Promise<void> };
  await ready.build();
  const children: ChildProcess[] = [];
  const ports: number[] = [];
  for (let i = 0; i < count; i++) {
    const port = wanted[i] ?? (await freePort());
    const flags = (process.env['BENCH_NODE_FLAGS'] ?? '').split(' ').filter((f) => f !== '');
    const child = spawn(process.execPath, [...flags, 'dist/serve.mjs'], {
      env: { ...process.env, NODE_ENV: 'production', ...env, PORT: String(port), MICS_WORKER: i === 0 ? '1' : '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise<void>((up, down) => {
      child.stdout!.on('data', (text: Buffer) => String(text).includes('MICS ready') && up());
      child.once('exit', (code) => down(new Error(`the server ended with ${code}`)));
    });
    children.push(child);
    ports.push(port);
  }
  return {
    ports,
    children,
    async stop() {
      for (const child of children) if (child.exitCode === null) child.kill('SIGTERM');
      await Promise.all(children.map((c) => (c.exitCode === null ? once(c, 'exit') : null)));
    },
  };
}

/** Processor time of these processes and of all that they started, in milliseconds; null where the system does not say. */
export function processorTime(pids: readonly number[]): number | null {
  if (!existsSync('/proc/self/stat')) return null;
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const text = readFileSync(`/proc/${name}/stat`, 'utf8');
        const fields = text
          .slice(text.lastIndexOf(')') + 2)
          .split(' ')
          .map(Number);
        return [{ pid: Number(name), parent: fields[1]!, own: fields[11]! + fields[12]!, ended: fields[13]! + fields[14]! }];
      } catch {
        return [];
      }
    });
  const wanted = new Set(pids);
  for (let grew = true; grew;) {
    grew = false;
    for (const p of processes) if (wanted.has(p.parent) && !wanted.has(p.pid)) grew = wanted.add(p.pid) !== undefined;
  }
  return processes.filter((p) => wanted.has(p.pid)).reduce((sum, p) => sum + (p.own + p.ended) * 10, 0);
}

/** The process of the database server, as it says itself. */
export const postmaster = async (pool: pg.Pool): Promise<number> =>
  Number((await pool.query("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid")).rows[0].pid);

/** The plan carried out by a process of its own, which has read what it needs when this resolves and sends nothing before it is told to go. */
export async function standby(plan: Plan): Promise<() => Promise<Done>> {
  const child = fork(process.argv[1]!, ['client'], { serialization: 'advanced' });
  const said = (): Promise<unknown> =>
    new Promise((done, failed) => {
      child.once('message', done);
      child.once('error', failed);
      child.once('exit', (code) => code !== 0 && failed(new Error(`the client ended with ${code}`)));
    });
  const prepared = said();
  child.send(plan);
  await prepared;
  return () => {
    const done = said();
    child.send('go');
    return done as Promise<Done>;
  };
}

export const client = async (plan: Plan): Promise<Done> => (await standby(plan))();
