import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { frame } from '#src/house/frame.tsx';
import { web } from '#src/house/web.ts';
import { rankingDoors } from '#src/funding/rankings/routes.tsx';
import { screeningDoors } from '#src/funding/screening/routes.tsx';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE } from '../../../test/factories/evaluation.ts';
import { rankedWorld } from '../../../test/factories/ranked.ts';
import { faultsOf } from '../../../test/pdf/check.ts';
import { accessApi } from './api.ts';
import { noticesFor } from './queries.ts';
import { accessDoors } from './routes.tsx';

// One request through its doors: by forms and by JSON, in both languages; and what a stranger gets at each.

let t: TestHouse;
let w: Awaited<ReturnType<typeof rankedWorld>>;
let app: ReturnType<typeof web>;
let asks: Actor | null = null;

beforeAll(async () => {
  t = await testHouse({ at: AFTER_DEADLINE });
  w = await rankedWorld(t);
  await w.publish('provisional');
  app = web({
    house: t.house,
    doors: [...rankingDoors, ...screeningDoors, ...accessDoors, ...accessApi],
    identify: () => Promise.resolve(asks),
    assets: { address: (name) => `/assets/${name}`, serve: () => new Response('') },
    frame: frame({ acronym: 'MICS', name: { it: 'MICS', en: 'MICS' }, projectCode: 'P', cup: 'C' }),
  });
});
afterAll(() => t.end());

const as = (who: Actor | null) => {
  const ask = async (path: string, init: RequestInit = {}) => {
    asks = who;
    return app.request(`http://localhost${path}`, init);
  };
  return {
    get: (path: string) => ask(path),
    form: (path: string, fields: [string, string][]) =>
      ask(path, { method: 'POST', body: new URLSearchParams(fields), headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    json: (path: string, body: unknown) => ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  };
};
const page = async (who: Actor, path: string) => {
  const answer = await as(who).get(path);
  const text = await answer.text();
  expect([path, answer.status]).toEqual([path, 200]);
  expect(text.match(/<h1/g)?.length).toBe(1);
  expect(text).not.toMatch(/>(?:access|notFound)\.?[a-zA-Z.]+</);
  return text.replaceAll('&#39;', "'");
};
const protocolOf = async (id: string) =>
  (await t.house.db.selectFrom('submissions').select('protocol').where('application_id', '=', id).executeTakeFirstOrThrow()).protocol;

let request: string;

test('the lead asks by form; what is too short comes back with what was typed', async () => {
  const { lead, id } = w.second;
  expect(await page(lead, '/access')).toContain(`/access/new?application=${id}`);
  expect(await page(lead, `/en/access/new?application=${id}`)).toContain('Protocol numbers, separated by spaces or commas');
  const short = await as(lead).form('/access', [
    ['application', id],
    ['reason', 'troppo breve'],
    ['others', ''],
  ]);
  expect([short.status, (await short.text()).includes('troppo breve')]).toEqual([422, true]);
  const asked = await as(lead).form('/access', [
    ['application', id],
    ['reason', 'Serve per valutare il ricorso contro la graduatoria.'],
    ['others', await protocolOf(w.first.id)],
  ]);
  expect(asked.status).toBe(303);
  request = asked.headers.get('location')!.split('/').at(-1)!;
  expect(await page(lead, `/access/${request}`)).toContain('restano 30 giorni');
});

test('to everybody else there is nothing there', async () => {
  for (const stranger of [w.first.lead, w.low.lead, w.applicant]) {
    for (const path of [`/access/${request}`, `/api/access/${request}`, `/access/new?application=${w.second.id}`])
      expect([path, (await as(stranger).get(path)).status]).toEqual([path, 404]);
    expect((await as(stranger).json(`/api/access/${request}/deliveries`, {})).status).toBe(404);
    expect((await as(stranger).get('/access/log')).status).toBe(403);
    expect(await (await as(stranger).get('/api/access')).json()).toMatchObject({ requests: [], total: 0 });
  }
});

test('the office tells, who is concerned objects, the office decides, who asked downloads', async () => {
  const office = w.office;
  expect(await page(office, `/access/${request}`)).toContain('Avvisa i controinteressati');
  expect(await page(w.second.lead, `/access/${request}`)).not.toContain('Avvisa i controinteressati');
  expect((await as(office).form(`/access/${request}/notices`, [['others', '']])).status).toBe(303);
  const [notice] = await noticesFor(t.house.db, w.first.lead);
  const read = await page(w.first.lead, `/en/access/notices/${notice!.id}`);
  expect([read.includes('Reasons for objecting'), /\bDue\b/.test(read)]).toEqual([true, false]);
  expect((await as(w.second.lead).get(`/access/notices/${notice!.id}`)).status).toBe(404);
  expect((await as(w.first.lead).form(`/access/notices/${notice!.id}/objection`, [['objection', 'Contiene segreti industriali.']])).status).toBe(303);
  // Who asked learns that somebody objected, and neither who nor what.
  const theirs = await page(w.second.lead, `/access/${request}`);
  expect([theirs.includes('Opposizione inviata'), theirs.includes('segreti'), /\bUno\b/.test(theirs)]).toEqual([true, false, false]);
  const told = (await (await as(w.second.lead).get(`/api/access/${request}`)).json()) as { parties: object[] };
  expect(Object.keys(told.parties[0]!).sort()).toEqual(['granted', 'notifiedAt', 'objectedAt', 'protocol', 'until']);
  const wrong = await as(office).form(`/access/${request}/decision`, [
    ['decision', 'granted'],
    ['granted', 'x'],
    ['answer', 'Motivo abbastanza lungo.'],
  ]);
  expect(wrong.status).toBe(422);
  expect(
    (
      await as(office).form(`/access/${request}/decision`, [
        ['decision', 'partial'],
        ['answer', 'Prevale la riservatezza della proposta.'],
      ])
    ).status,
  ).toBe(303);
  expect(await page(w.second.lead, `/en/access/${request}`)).toContain('Granted in part');
  const pack = await as(w.second.lead).form(`/access/${request}/deliveries`, []);
  expect([pack.status, pack.headers.get('content-type')]).toEqual([200, 'application/zip']);
  expect(await page(office, '/access/log')).toContain(w.second.lead.name);
  const csv = await (await as(office).get('/access/log?format=csv')).text();
  expect([csv.includes(await protocolOf(w.second.id)), csv.trim().split('\r\n').length]).toEqual([true, 2]);
  expect(await (await as(office).get('/api/access')).json()).toMatchObject({ total: 1, requests: [{ id: request, decision: 'partial' }] });
});

test('the published ranking is there as a PDF for everyone, in both languages, and names no person', async () => {
  for (const prefix of ['', '/en']) {
    const answer = await as(null).get(`${prefix}/calls/${w.callId}/rankings/1/paper`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(faultsOf(Buffer.from(await answer.arrayBuffer()))).toEqual([]);
  }
  expect((await as(null).get(`/calls/${w.callId}/rankings/2/paper`)).status).toBe(404);
  expect(await (await as(null).get(`/calls/${w.callId}/ranking`)).text()).toContain(`/calls/${w.callId}/rankings/1/paper`);
});
