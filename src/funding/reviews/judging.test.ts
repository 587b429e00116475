import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { frame } from '#src/house/frame.tsx';
import { web } from '#src/house/web.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, evaluationWorld, eventsOf, readyToAssign, type World } from '../../../test/factories/evaluation.ts';
import { assignReviewers } from './actions/assignment.ts';
import { proposalOf, reviewById } from './queries/reviews.ts';
import { reviewsApi } from './api.ts';
import { reviewsDoors } from './routes.tsx';

let t: TestHouse;
let world: World;
let app: ReturnType<typeof web>;
let asks: Actor | null = null;
let ada: Actor;
let bea: Actor;
let mine: string[];

beforeAll(async () => {
  t = await testHouse({ at: AFTER_DEADLINE });
  const source = { ref: 'Prova', status: 'example' as const };
  world = await evaluationWorld(t.house, {
    change: (call) => ({
      ...call,
      evaluation: { ...call.evaluation, reviewDays: 14, assignment: { minLoad: 1, rules: [{ rule: 'onePerOrganisation', source }], source } },
    }),
  });
  app = web({
    house: t.house,
    doors: [...reviewsDoors, ...reviewsApi],
    identify: () => Promise.resolve(asks),
    assets: { address: (name) => `/assets/${name}`, serve: () => new Response('') },
    frame: frame({ acronym: 'MICS', name: { it: 'MICS', en: 'MICS' }, projectCode: 'P', cup: 'C' }),
  });
  const { people } = await readyToAssign(t.house, world, { proposals: 2, experts: 4 });
  await assignReviewers(t.house, world.office, world.callId);
  const rows = await t.house.db.selectFrom('review_assignments').select(['id', 'person_id as personId']).execute();
  ada = people.find((p) => rows.filter((r) => r.personId === p.id).length === 2)!;
  bea = people.find((p) => p.id !== ada.id)!;
  mine = rows.filter((r) => r.personId === ada.id).map((r) => r.id);
});
afterAll(() => t.end());
beforeEach(() => void (asks = ada));

async function ask(path: string, fields?: Record<string, string>, headers: Record<string, string> = {}) {
  const response = await app.request(
    `http://localhost${path}`,
    fields && { method: 'POST', body: new URLSearchParams(fields), headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } },
  );
  return { status: response.status, text: await response.text(), to: response.headers.get('location'), headers: response.headers };
}
const asScript = { accept: 'application/json' };
const told = async (path: string, fields: Record<string, string>) => {
  const { status, text } = await ask(path, fields, asScript);
  return { status, ...(JSON.parse(text) as { saved: unknown[]; conflicts: { field: string; version: number; values: unknown; differences: unknown[] }[] }) };
};
/** No reason without words, no value left undrawn, and one heading. */
const whole = ({ status, text }: { status: number; text: string }) => {
  expect(status).toBe(200);
  expect(text).not.toMatch(/>(?:review|assign|rule|form)\.[a-zA-Z.]+</);
  expect(text).not.toMatch(/undefined|\[object Object\]|NaN/);
  expect(text.match(/<h1/g)).toHaveLength(1);
  return text;
};

describe('a review that saves itself', () => {
  test('keeps the fields that were sent, each against its version; the same text again is no clash', async () => {
    const [id] = mine as [string];
    const first = { '_base.impact': '0', 'points.impact': '7,5', 'motivation.impact': 'Buono' };
    expect(await told(`/reviews/${id}`, first)).toMatchObject({ status: 200, saved: [{ field: 'impact', version: 2, how: 'saved' }], conflicts: [] });
    expect(await told(`/reviews/${id}`, first)).toMatchObject({ status: 200, saved: [{ field: 'impact', version: 2 }], conflicts: [] });
    expect(await told(`/reviews/${id}`, { '_base.text/summary': '1', summary: 'Nel complesso' })).toMatchObject({
      saved: [{ field: 'text/summary', version: 3 }],
    });
    const page = whole(await ask(`/reviews/${id}`));
    expect(page).toContain('name="_base.impact" value="2"');
    expect(page).toContain('7,5 su 100');
    expect(page).toContain('Da presentare entro il 27 marzo 2024');
    expect((await eventsOf(t.house, 'review.saved', 'review.unchanged')).map((e) => e.kind)).toEqual(['review.saved', 'review.unchanged', 'review.saved']);
  });

  test('shows both texts where another tab was faster, writes over neither, and takes the choice', async () => {
    const [id] = mine as [string];
    const clash = await told(`/reviews/${id}`, {
      '_base.impact': '0',
      'points.impact': '9',
      'motivation.impact': 'Ottimo',
      '_base.team': '0',
      'points.team': '5',
      'motivation.team': '',
    });
    expect(clash).toMatchObject({
      status: 409,
      saved: [{ field: 'team', version: 4 }],
      conflicts: [{ field: 'impact', version: 2, by: null, address: `/reviews/${id}`, values: { 'points.impact': '7,5', 'motivation.impact': 'Buono' } }],
    });
    expect(clash.conflicts[0]!.differences.length).toBeGreaterThan(1);
    expect(await told(`/reviews/${id}`, { choice: 'theirs', '_base.impact': '2', 'points.impact': '9', 'motivation.impact': 'Ottimo' })).toMatchObject({
      status: 200,
      saved: [{ field: 'impact', version: 2, how: 'kept' }],
    });
    expect((await reviewById(t.house.db, id)).entry.items['impact']).toEqual({ typed: '7,5', motivation: 'Buono' });
    expect(await told(`/reviews/${id}`, { choice: 'written', '_base.impact': '2', 'points.impact': '9', 'motivation.impact': 'Ottimo' })).toMatchObject({
      saved: [{ field: 'impact', version: 5 }],
    });
  });

  test('without script the whole form comes back with what is saved now', async () => {
    const [id] = mine as [string];
    const { status, text } = await ask(`/reviews/${id}`, { '_base.impact': '2', 'points.impact': '1', 'motivation.impact': 'Scarso' });
    expect(status).toBe(409);
    expect(text).toContain('Salvato ora altrove');
    expect(text).toContain('Punti: 9\nOttimo');
    expect(text).toContain('>Scarso</textarea>');
    expect(text).toContain('name="_base.impact" value="5"');
    expect((await ask(`/reviews/${id}`, { '_base.impact': '5', 'points.impact': '1', 'motivation.impact': 'Scarso' })).to).toBe(`/reviews/${id}?saved=1#form`);
  });

  test('is nobody else’s', async () => {
    asks = bea;
    const [id] = mine as [string];
    expect((await ask(`/reviews/${id}`, { '_base.impact': '5', 'points.impact': '1' }, asScript)).status).toBe(404);
    expect((await ask(`/reviews/${id}/print`)).status).toBe(404);
    expect((await ask(`/reviews/${id}/documents/${'0'.repeat(64)}/reading`, {})).status).toBe(404);
  });
});

test('documents are read in the page if they are PDFs, and marked', async () => {
  const [id] = mine as [string];
  const review = await reviewById(t.house.db, id);
  const [pdf, other] = proposalOf(review).documents;
  // The world's documents are named by hashes of nothing: what is read is put in their place.
  const store = t.house.files;
  app = web({
    house: {
      ...t.house,
      files: { ...store, get: async (sha) => (sha === pdf!.sha256 ? Buffer.from('%PDF-1.7 prova') : Buffer.from('<html>')) } as typeof store,
    },
    doors: [...reviewsDoors, ...reviewsApi],
    identify: () => Promise.resolve(asks),
    assets: { address: (name) => `/assets/${name}`, serve: () => new Response('') },
    frame: frame({ acronym: 'MICS', name: { it: 'MICS', en: 'MICS' }, projectCode: 'P', cup: 'C' }),
  });
  const at = (sha: string) => `/reviews/${id}/documents/${sha}`;
  const inPage = await ask(`${at(pdf!.sha256)}?read=1`);
  expect([inPage.headers.get('content-type'), inPage.headers.get('content-disposition')!.slice(0, 6)]).toEqual(['application/pdf', 'inline']);
  expect(inPage.headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'");
  for (const path of [at(pdf!.sha256), `${at(other!.sha256)}?read=1`]) {
    const { headers } = await ask(path);
    expect([headers.get('content-type'), headers.get('content-disposition')!.slice(0, 10)]).toEqual(['application/octet-stream', 'attachment']);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  }
  expect(whole(await ask(`/reviews/${id}`))).toContain(`Documenti letti: 0 su ${proposalOf(review).documents.length}.`);
  expect((await ask(`${at(pdf!.sha256)}/reading`, {}, asScript)).text).toBe('{"seen":true}');
  expect((await ask(`${at(pdf!.sha256)}/reading`, {})).to).toBe(`/reviews/${id}#documents`);
  expect((await ask(`${at('0'.repeat(64))}/reading`, {})).status).toBe(404);
  expect(whole(await ask(`/reviews/${id}`))).toContain(`Documenti letti: 1 su ${proposalOf(review).documents.length}.`);
});

test('a submitted review forgets what the browser kept, and prints', async () => {
  const [, id] = mine as [string, string];
  const good = 'Convincente e ben documentata, con obiettivi chiari, metodo solido e risultati che si possono misurare.';
  const fields = Object.fromEntries(
    ['excellence', 'impact', 'implementation', 'team'].flatMap((c) => [
      [`_base.${c}`, '0'],
      [`points.${c}`, '10'],
      [`motivation.${c}`, good],
    ]),
  );
  const all = { ...fields, '_base.premium/social': '0', 'points.premium/social': '1', idempotencyKey: 'key-number-one' };
  expect((await ask(`/reviews/${id}/submission`, all)).to).toBe(`/reviews/${id}`);
  expect((await ask(`/reviews/${id}/submission`, all)).to).toBe(`/reviews/${id}`);
  expect(whole(await ask(`/reviews/${id}`))).toContain(`data-forget="${ada.id}/${id}/"`);
  const print = whole(await ask(`/en/reviews/${id}/print`));
  expect(print).toContain(good);
  expect(print).toContain('Review submitted on');
  const list = whole(await ask('/reviews'));
  expect(list).toContain('100%');
});

describe('the pages of those who run the evaluation', () => {
  test('draw whole in both languages, and post', async () => {
    asks = world.office;
    const base = `/calls/${world.callId}`;
    const [app1] = (await t.house.db.selectFrom('applications').select('id').orderBy('acronym').execute()).map((a) => a.id);
    await t.house.writer
      .updateTable('review_assignments')
      .set({ state: 'declined', refusal_kind: 'expertise' } as never)
      .where('id', '=', mine[0]!)
      .execute();
    expect((await ask(`${base}/assignment`, { objective: 'total' })).to).toBe(`${base}/assignment#run`);
    t.setClock('2024-03-30T09:00:00.000Z');
    expect((await ask(`${base}/assignment`, { objective: 'fair' })).to).toBe(`${base}/assignment#run`);
    for (const language of ['', '/en']) {
      const index = whole(await ask(`${language}${base}/assignment`));
      const runs = [...index.matchAll(/assignment\/runs\/([0-9a-f-]{36})"/g)].map((m) => m[1]!);
      expect(runs).toHaveLength(3);
      whole(await ask(`${language}${base}/assignment/runs/${runs[0]}`));
      whole(await ask(`${language}${base}/assignment/compare?a=${runs[1]}&b=${runs[0]}`));
      whole(await ask(`${language}${base}/assignment/compare?a=${runs[2]}&b=${runs[0]}`));
      const proposal = /adjust\?proposal=([0-9a-f-]{36})/.exec(index)![1]!;
      const adjust = whole(await ask(`${language}${base}/assignment/runs/${runs[0]}/adjust?proposal=${proposal}`));
      const outs = /<select[^>]*name="out"[\s\S]*?<\/select>/.exec(adjust)![0];
      const out = [...outs.matchAll(/value="([0-9a-f-]{36})"/g)].map((m) => m[1]!)[0]!;
      const cost = whole(await ask(`${language}${base}/assignment/runs/${runs[0]}/adjust?proposal=${proposal}&out=${out}&into=`));
      expect(cost).toContain('name="reason"');
      const late = whole(await ask(`${language}${base}/reviews?term=late`));
      whole(await ask(`${language}${base}/reviews/${/reviews\/([0-9a-f-]{36})"/.exec(late)![1]}`));
      expect((await ask(`${base}/assignment/compare?a=1&b=2`)).status).toBe(404);
    }
    expect((await ask(`${base}/assignment/pairs`, { proposal: app1!, expert: bea.id, kind: 'barred', reason: 'breve' })).status).toBe(422);
    expect((await ask(`${base}/assignment/pairs`, { proposal: app1!, expert: bea.id, kind: 'barred', reason: 'Lo chiede la commissione.' })).status).toBe(303);
    expect(whole(await ask(`${base}/assignment`))).toContain('Lo chiede la commissione.');
    expect((await ask(`${base}/reviews/reminders`, {})).status).toBe(422);
    const csv = (await ask(`${base}/reviews?format=csv&term=late`)).text;
    expect(csv).toContain('Giorni di ritardo');
    const open = await t.house.db.selectFrom('review_assignments').select('id').where('state', '=', 'assigned').executeTakeFirstOrThrow();
    expect((await ask(`${base}/reviews/reminders`, { reviews: open.id })).to).toBe(`${base}/reviews?done=reminded`);
    expect((await ask(`${base}/reviews/${open.id}/taking-back`, { kind: 'late', text: 'corto', substitute: 'on' })).status).toBe(422);
    expect((await ask(`${base}/reviews/${open.id}/taking-back`, { kind: 'late', text: 'Non risponde da due settimane.', substitute: 'on' })).to).toBe(
      `${base}/assignment#run`,
    );
    expect(whole(await ask(`${base}/reviews/${open.id}`))).toContain('ritirata da Ugo Ufficio');
  });
});
