import { saveDraft } from '#src/funding/applications/actions/draft.ts';
import { measureAvailability } from '#src/plumbing/availability/minutes.ts';
import { AppError } from '#src/core/errors.ts';
import type { Actor } from '#src/core/actor.ts';
import { getRequestListener } from '@hono/node-server';
import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../test/database.ts';
import { aCompleteDraft, anOrganisation, aPerson, applicationsScene, fullDraft } from '../../test/factories/applications.ts';
import { buildWeb } from './building.ts';
import { lane } from './lane.ts';
import { noteArrival, type Env } from './web.ts';

// The queue at the door in the last second: little room inside, so that whoever comes at the same instant is turned back with a ticket.

const SECRET = 'test-secret-test-secret-test-secret';
const LAST = '2026-02-20T10:59:59.900Z';

type Applicant = { actor: Actor; organisation: string; cookie: string; id: string };

let t: TestHouse;
let server: Server;
let origin: string;
let stopMeasuring: () => Promise<void>;
let call: Awaited<ReturnType<typeof applicationsScene>>['call'];
let applicants: Applicant[];

beforeEach(async () => {
  t = await testHouse({ at: '2026-02-10T10:00:00.000Z', env: { MICS_QUEUE: '1' } });
  applicants = [];
  const scene = await applicationsScene(t.house);
  call = scene.call;
  for (let i = 0; i < 4; i++) {
    const { id: organisation } = await anOrganisation(t.house, `Impresa ${i} S.r.l.`, 'enterprise');
    const actor = await aPerson(t.house, `Persona ${i}`, [], [organisation]);
    applicants.push({ actor, organisation, cookie: await cookieOf(actor), id: await aCompleteDraft(t.house, actor, call, organisation) });
  }
  const assets = { address: (name: string) => `/assets/${name}`, serve: () => new Response() };
  const { fetch, waitingPage } = await buildWeb(t.house, assets);
  const availability = measureAvailability(t.house);
  stopMeasuring = () => availability.stop();
  const quick = lane({ house: t.house, fetch, waitingPage, availability });
  const slow = getRequestListener((request, env) => fetch(request, env as Env));
  server = createServer((req, res) => {
    const arrivedAt = t.house.clock();
    if (quick(req, res, arrivedAt)) return;
    noteArrival(req, arrivedAt);
    void slow(req, res);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 60_000);
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  await stopMeasuring?.();
  await t?.end();
});

async function cookieOf(actor: Actor): Promise<string> {
  const token = randomUUID();
  await t.house.pool.query("insert into sessions (person_id, token, expires_at) values ($1, $2, now() + interval '1 day')", [actor.id, token]);
  return `mics.session_token=${encodeURIComponent(`${token}.${createHmac('sha256', SECRET).update(token).digest('base64')}`)}`;
}

type Answer = { status: number; headers: Headers; text: string; json: () => Record<string, string> };

/** Hands in by the API, or as the form of the page does. */
async function handIn(
  who: Applicant,
  { ticket = '', form = false, application = who.id, key = `key-${who.id}` }: { ticket?: string; form?: boolean; application?: string; key?: string } = {},
): Promise<Answer> {
  const answer = await fetch(`${origin}${form ? '' : '/api'}/applications/${application}/submission${ticket && `?ticket=${encodeURIComponent(ticket)}`}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie: who.cookie,
      'sec-fetch-site': 'same-origin',
      ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : { 'content-type': 'application/json', 'idempotency-key': key }),
    },
    signal: AbortSignal.timeout(10_000),
    body: form ? new URLSearchParams({ declaration: 'on', idempotencyKey: key }).toString() : '{"declaration":true}',
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: () => JSON.parse(text) as Record<string, string> };
}

/** One is at work and held up, one waits inside, and the third comes to a full queue: who it is, and what it is told. */
async function fullQueue(form = false): Promise<{ late: Applicant; answer: Answer }> {
  const [first, second, late] = applicants as unknown as [Applicant, Applicant, Applicant];
  const busy = await t.house.pool.connect();
  await busy.query('begin');
  await busy.query('select id from applications where id = $1 for update', [first.id]);
  const one = handIn(first, { form });
  let two: Promise<Answer>;
  let answer: Answer;
  try {
    const waits = "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    await expect.poll(async () => ((await t.house.pool.query(waits)).rows[0] as { n: number }).n, { timeout: 5000 }).toBe(1);
    two = handIn(second, { form });
    await new Promise((resolve) => setTimeout(resolve, 150));
    answer = await handIn(late, { form });
  } finally {
    await busy.query('rollback');
    busy.release();
  }
  const done = form ? 303 : 201;
  expect([(await one).status, (await two).status, answer.status]).toEqual([done, done, 503]);
  return { late, answer };
}

const codes = (answer: Answer) => (answer.json()['reasons'] as unknown as { code: string }[]).map((r) => r.code);

test('whoever is turned back in the last second keeps instant and place, and comes in after the deadline', async () => {
  t.setClock(LAST);
  const { late, answer } = await fullQueue();
  const { ticket, arrivedAt } = answer.json();
  expect([answer.headers.get('content-type'), Number(answer.headers.get('retry-after')) >= 1, arrivedAt]).toEqual([
    'application/problem+json; charset=utf-8',
    true,
    LAST,
  ]);

  t.setClock('2026-02-20T11:00:30.000Z');
  // In between nothing can be changed: a place that is kept gives nobody an advantage.
  await expect(saveDraft(t.house, late.actor, late.id, fullDraft(call, late.organisation, 1, { sector: 'furniture' }))).rejects.toThrow(AppError);
  const without = await handIn(late, { key: 'without-a-ticket' });
  expect([without.status, codes(without)]).toEqual([409, ['application.late']]);

  const again = await handIn(late, { ticket: ticket! });
  expect([again.status, again.json()['submittedAt']]).toEqual([201, LAST]);
  // A second click with the same ticket and key has the same receipt.
  const twice = await handIn(late, { ticket: ticket! });
  expect([twice.status, twice.json()]).toEqual([201, again.json()]);
});

test('a ticket is worth nothing when it is forged, of somebody else, of another application, or too old', async () => {
  t.setClock(LAST);
  const { late, answer } = await fullQueue();
  const other = applicants[3]!;
  const ticket = answer.json()['ticket']!;
  t.setClock('2026-02-20T11:00:30.000Z');
  const [at, order, where, signature] = ticket.split('.') as [string, string, string, string];
  const forged = [
    `${Number(at) - 1000}.${order}.${where}.${signature}`,
    `${at}.${Number(order) - 1}.${where}.${signature}`,
    `${ticket.slice(0, -1)}${ticket.endsWith('A') ? 'B' : 'A'}`,
    'nonsense',
  ];
  for (const wrong of forged) expect([wrong, codes(await handIn(late, { ticket: wrong }))]).toEqual([wrong, ['application.late']]);
  expect(codes(await handIn(other, { ticket }))).toEqual(['application.late']);
  expect((await handIn(other, { ticket, application: late.id })).status).toBe(404);
  t.setClock('2026-02-20T12:00:00.100Z');
  expect(codes(await handIn(late, { ticket }))).toEqual(['application.late']);
  t.setClock('2026-02-20T11:59:59.000Z');
  expect((await handIn(late, { ticket })).status).toBe(201);
});

test('by the page: it waits by itself, without script, and ends at the receipt', async () => {
  t.setClock(LAST);
  const { late, answer } = await fullQueue(true);
  const refresh = /^(\d+); url=(\S+)$/.exec(answer.headers.get('refresh') ?? '')!;
  expect(Number(refresh[1])).toBeGreaterThanOrEqual(2);
  expect(answer.text).toContain('20 febbraio 2026 alle ore 11:59:59');
  t.setClock('2026-02-20T11:00:30.000Z');
  const follow = () => fetch(`${origin}${refresh[2]}`, { headers: { cookie: late.cookie }, redirect: 'manual' });
  await expect.poll(async () => (await follow()).headers.get('location'), { timeout: 5000 }).toBe(`/applications/${late.id}/receipt`);
  const { rows } = await t.house.pool.query('select submitted_at from submissions where application_id = $1', [late.id]);
  expect(rows).toEqual([{ submitted_at: LAST }]);
});
