import { verifyReceipt } from '#src/house/commands/receipt.ts';
import { furnish, migrationsFolder } from '#src/house/open.ts';
import { examineAhead } from '#src/funding/applications/actions/submit/ready.ts';
import { connect, type Connected } from '#src/plumbing/database/database.ts';
import { startEmbedded, type Embedded } from '#src/plumbing/database/embedded.ts';
import { migrate } from '#src/plumbing/database/migrations.ts';
import type { House } from '#src/plumbing/house.ts';
import { readSettings } from '#src/plumbing/settings.ts';
import { runMigrations } from 'graphile-worker';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { servers } from '../../bench/closing-day/measure.ts';
import { makeWorld, type Draft } from '../../bench/closing-day/world.ts';

/** How often each is killed; `MICS_FAULTS=20` for the long run. */
const KILLS = Number(process.env['MICS_FAULTS'] ?? 3);
const EACH = 80;
/** A slow machine takes most of a minute to start again. */
const patience = 60_000 * (KILLS + 7);
const CLIENTS = 20;

const folder = mkdtempSync(join(tmpdir(), 'mics-faults-'));
const secret = 'faults-secret-faults-secret-faults-secret';
const bin = process.env['MICS_TEST_POSTGRES'];
let cluster: Embedded;
let connected: Connected;
let house: House;
let drafts: Draft[];
let web: Awaited<ReturnType<typeof servers>>;
let port = 0;
const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS * 2 });
const startDatabase = async () => (cluster = await startEmbedded(join(folder, 'postgres'), bin ? { bin } : {}));
const startWeb = async () => {
  web = await servers(1, { MICS_DATA: join(folder, 'data'), DATABASE_URL: cluster.url, MICS_SECRET: secret, MICS_EXAMPLE: '0' }, port === 0 ? [] : [port]);
  port = web.ports[0]!;
};

beforeAll(async () => {
  await startDatabase();
  connected = connect(cluster.url, 4);
  await migrate(connected.pool, migrationsFolder);
  await runMigrations({ pgPool: connected.pool });
  const settings = readSettings({ MICS_DATA: join(folder, 'data'), DATABASE_URL: cluster.url, MICS_SECRET: secret, MICS_EXAMPLE: '0' });
  house = furnish(connected, settings, () => new Date());
  drafts = await makeWorld(house, 2 * KILLS * EACH);
  // Half of them lie ready, half are examined as they come.
  await examineAhead(house);
  await connected.pool.query('delete from application_ready where abs(hashtext(application_id::text)) % 2 = 0');
  await startWeb();
}, patience);
afterAll(async () => {
  agent.destroy();
  await web?.stop();
  await connected?.end();
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Answer = { status: number; text: string };

function ask(method: 'GET' | 'POST', path: string, draft: Draft, key?: string): Promise<Answer> {
  return new Promise((done, failed) => {
    const body = method === 'POST' ? '{"declaration":true}' : '';
    const req = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        agent,
        timeout: 20_000,
        headers: {
          cookie: draft.cookie,
          'sec-fetch-site': 'same-origin',
          ...(key && { 'idempotency-key': key, 'content-type': 'application/json', 'content-length': body.length }),
        },
      },
      (res) => {
        let text = '';
        res.setEncoding('utf8');
        res.on('data', (chunk: string) => (text += chunk));
        res.on('end', () => done({ status: res.statusCode ?? 0, text }));
        res.on('error', failed);
      },
    );
    req.on('error', failed);
    req.on('timeout', () => req.destroy(new Error('no answer in time')));
    req.end(body);
  });
}

type Receipt = { applicationId: string; protocol: string; sha256: string; submittedAt: string };
const acknowledged = new Map<string, { receipt: Receipt; key: string; draft: Draft }>();
const odd: string[] = [];
let tries = 0;
/** Requests that ended without an answer: the kill came while they were under way. */
let cut = 0;

/** As an applicant would: again and again with the same key, until there is a receipt. */
async function handIn(draft: Draft): Promise<void> {
  const key = `fault-${draft.id}`;
  for (;;) {
    tries++;
    const answer = await ask('POST', `/api/applications/${draft.id}/submission`, draft, key).catch(() => null);
    if (answer === null) cut++;
    if (answer?.status === 201) {
      acknowledged.set(draft.id, { receipt: JSON.parse(answer.text) as Receipt, key, draft });
      return;
    }
    if (answer && answer.status !== 503) odd.push(`${answer.status} ${answer.text.slice(0, 200)}`);
    await wait(30);
  }
}

/** Hands in so many at once, kills in the midst of it, and waits until everyone has a receipt. */
async function rush(some: readonly Draft[], kill: () => Promise<void>): Promise<void> {
  const left = [...some];
  const all = Array.from({ length: CLIENTS }, async () => {
    for (let draft = left.pop(); draft; draft = left.pop()) await handIn(draft);
  });
  await wait(10 + Math.random() * 60);
  await kill();
  await Promise.all(all);
}

async function everyoneHasTheirs(): Promise<void> {
  const { rows } = await connected.pool.query('select application_id, protocol, sha256, number, submitted_at from submissions order by number');
  expect(rows.map((r) => r.number)).toEqual(rows.map((_, i) => i + 1));
  expect(new Set(rows.map((r) => r.application_id)).size).toBe(rows.length);
  const stored = new Map(rows.map((r) => [r.application_id as string, r]));
  for (const [id, { receipt }] of acknowledged) {
    const row = stored.get(id);
    expect([id, row?.protocol, row?.sha256, row?.submitted_at]).toEqual([id, receipt.protocol, receipt.sha256, receipt.submittedAt]);
  }
  expect(stored.size).toBe(acknowledged.size);
  const events = await connected.pool.query("select count(*)::int as n from evidence_events where kind = 'application.submitted'");
  expect(events.rows[0].n).toBe(acknowledged.size);
  for (const { receipt, key, draft } of acknowledged.values()) {
    const again = await ask('POST', `/api/applications/${draft.id}/submission`, draft, key);
    expect([again.status, JSON.parse(again.text)]).toEqual([201, receipt]);
  }
  for (const { draft } of acknowledged.values()) {
    const answer = await ask('GET', `/api/applications/${draft.id}/receipt`, draft);
    const { ok, checks } = verifyReceipt(JSON.parse(answer.text));
    expect(ok ? [] : checks).toEqual([]);
  }
  expect(odd).toEqual([]);
}

const children = (pid: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const text = readFileSync(`/proc/${name}/stat`, 'utf8');
        return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]) === pid ? [Number(name)] : [];
      } catch {
        return [];
      }
    });

test(`the web process is killed ${KILLS} times while people hand in`, { timeout: patience }, async () => {
  for (let i = 0; i < KILLS; i++) {
    await rush(drafts.slice(i * EACH, (i + 1) * EACH), async () => {
      web.children[0]!.kill('SIGKILL');
      await startWeb();
    });
  }
  expect(acknowledged.size).toBe(KILLS * EACH);
  expect(cut).toBeGreaterThan(0);
  await everyoneHasTheirs();
});

test.skipIf(process.platform !== 'linux')(`the database is killed ${KILLS} times while people hand in`, { timeout: patience }, async () => {
  for (let i = KILLS; i < 2 * KILLS; i++) {
    await rush(drafts.slice(i * EACH, (i + 1) * EACH), async () => {
      const pid = Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
      for (const one of [pid, ...children(pid)]) {
        try {
          process.kill(one, 'SIGKILL');
        } catch {
          // Gone already.
        }
      }
      await wait(50);
      await startDatabase();
    });
    // The web process found its way back by itself.
    expect(web.children[0]!.exitCode).toBeNull();
  }
  expect(acknowledged.size).toBe(2 * KILLS * EACH);
  await everyoneHasTheirs();
  console.log(`${acknowledged.size} receipts after ${2 * KILLS} kills; ${tries - acknowledged.size} requests had to be sent again`);
});
