import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { screeningApi } from '#src/funding/screening/api.ts';
import { screeningDoors } from '#src/funding/screening/routes.tsx';
import { frame } from '#src/house/frame.tsx';
import { web } from '#src/house/web.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, evaluationWorld, type World } from '../../../test/factories/evaluation.ts';
import { conflictsApi } from '#src/funding/conflicts/api.ts';
import { conflictsDoors } from '#src/funding/conflicts/routes.tsx';
import { expertsApi } from '#src/funding/experts/api.ts';
import { expertsDoors } from '#src/funding/experts/routes.tsx';
import { reviewsApi } from '#src/funding/reviews/api.ts';
import { reviewsDoors } from '#src/funding/reviews/routes.tsx';
import { panelsApi } from './api.ts';
import { panelsDoors } from './routes.tsx';

/** One run through the doors, from the admission check to the consensus: by forms first, then by JSON. */
let t: TestHouse;
let world: World;
let app: ReturnType<typeof web>;
let asks: Actor | null = null;
const experts: Actor[] = [];
let chair: Actor;
const applications: string[] = [];

beforeAll(async () => {
  t = await testHouse({ at: AFTER_DEADLINE });
  world = await evaluationWorld(t.house);
  app = web({
    house: t.house,
    doors: [
      ...screeningDoors,
      ...screeningApi,
      ...expertsDoors,
      ...expertsApi,
      ...conflictsDoors,
      ...conflictsApi,
      ...reviewsDoors,
      ...reviewsApi,
      ...panelsDoors,
      ...panelsApi,
    ],
    identify: () => Promise.resolve(asks),
    assets: { address: (name) => `/assets/${name}`, serve: () => new Response('') },
    frame: frame({ acronym: 'MICS', name: { it: 'MICS', en: 'MICS' }, projectCode: 'P', cup: 'C' }),
  });
  for (const name of ['Uno', 'Due']) {
    const organisation = await world.organisation(`Università ${name}`);
    applications.push(await world.submission(organisation, `Università ${name}`, { acronym: `PRJ-${name}` }));
  }
  for (const name of ['Ada', 'Bea', 'Cleo']) experts.push(await world.person(`Esperta ${name}`, [{ role: 'expert', scope: null }]));
  chair = await world.person('Clara Presidente', [{ role: 'chair', scope: world.callId }]);
});
afterAll(() => t.end());

type Answer = { status: number; text: string; to: string | null };
const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
  const response = await app.request(`http://localhost${path}`, init);
  return { status: response.status, text: await response.text(), to: response.headers.get('location') };
};
const as = (who: Actor | null) => {
  asks = who;
  return {
    get: (path: string) => ask(path),
    form: (path: string, fields: Record<string, string> | [string, string][]) =>
      ask(path, { method: 'POST', body: new URLSearchParams(fields), headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    json: async (path: string, body: unknown, headers: Record<string, string> = {}) => {
      const { status, text } = await ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
      return { status, body: JSON.parse(text) as Record<string, never> };
    },
  };
};
/** No reason without words, no value left undrawn, and one heading. */
const whole = ({ status, text }: Answer, expected = 200) => {
  expect(status).toBe(expected);
  expect(text).not.toMatch(/>(?:review|screening|assign|rule|form)\.[a-zA-Z.]+</);
  expect(text).not.toMatch(/undefined|\[object Object\]|NaN/);
  expect(text.match(/<h1/g)).toHaveLength(1);
  return text;
};
const good = 'Convincente e ben documentata, con obiettivi chiari, metodo solido e risultati che si possono misurare.';
const reviewForm = (points: string, version: number, more: Record<string, string> = {}) => ({
  ...Object.fromEntries(
    ['excellence', 'impact', 'implementation', 'team'].flatMap((c) => [
      [`_base.${c}`, String(version)],
      [`points.${c}`, points],
      [`motivation.${c}`, good],
    ]),
  ),
  '_base.premium/social': String(version),
  'points.premium/social': '1',
  '_base.text/summary': '1',
  summary: '',
  ...more,
});
const firstReviewOf = async (who: Actor, acronym: string): Promise<string> => {
  asks = who;
  const { reviews } = JSON.parse((await ask('/api/reviews')).text) as { reviews: { id: string; acronym: string }[] };
  return reviews.find((r) => r.acronym === acronym)!.id;
};

describe('through the doors', () => {
  test('the admission check', async () => {
    const { callId } = world;
    for (const path of [`/calls/${callId}/screening`, `/en/calls/${callId}/screening`]) whole(await as(world.office).get(path));
    const page = whole(await as(world.office).get(`/calls/${callId}/screening/${applications[0]}`));
    expect(page).toContain('Firma digitale di');
    expect((await as(world.applicant).get(`/calls/${callId}/screening`)).status).toBe(403);
    expect((await as(world.office).get(`/calls/${callId}/screening/not-an-id`)).status).toBe(404);
    const refused = whole(
      await as(world.office).form(`/calls/${callId}/screening/${applications[0]}`, {
        outcome: 'excluded',
        written: 'Troppo poco',
        note: 'Una nota da non perdere',
        seen: '',
      }),
      422,
    );
    expect(refused).toContain('Una nota da non perdere');
    expect(refused).toContain('Il motivo scritto ha 11 caratteri');
    whole(await as(world.office).form(`/calls/${callId}/screening`, { applications: applications[0]! }), 422);
    expect(
      (
        await as(world.office).form(`/calls/${callId}/screening`, [
          ['applications', applications[0]!],
          ['applications', applications[1]!],
          ['confirmed', 'on'],
        ])
      ).status,
    ).toBe(303);
    const csv = await as(world.office).get(`/calls/${callId}/screening?format=csv`);
    expect(
      csv.text
        .split('\r\n')
        .slice(1, 3)
        .map((l) => l.split(';').slice(1, 4)),
    ).toEqual([
      ['PRJ-Uno', 'Università Uno', 'Ammessa'],
      ['PRJ-Due', 'Università Due', 'Ammessa'],
    ]);
    const decided = await as(world.office).json(
      `/api/calls/${callId}/screening/${applications[0]}`,
      { outcome: 'admitted', verified: ['all'] },
      { 'idempotency-key': 'one-decision-only' },
    );
    expect(decided.status).toBe(201);
    expect(whole(await as(world.office).get(`/calls/${callId}/screening/${applications[0]}`))).toContain('Decisioni sostituite');
  });

  test('experts, their profiles and declarations', async () => {
    const { callId } = world;
    whole(await as(world.office).get(`/calls/${callId}/experts`));
    const wrong = whole(
      await as(world.office).form(`/calls/${callId}/experts`, { email: experts[0]!.email, maxLoad: '8', region: '', gender: '', employerId: '', keywords: '' }),
      422,
    );
    expect(wrong).toContain('non ha ancora un profilo di esperto');
    expect(whole(await as(world.office).form(`/calls/${callId}/experts`, { email: 'x', maxLoad: '8', region: 'lombardy' }), 422)).toContain(
      '<option value="lombardy" selected',
    );
    whole(await as(experts[0]!).get('/reviews/profile'));
    expect((await as(experts[0]!).form('/reviews/profile', { employerId: '', region: 'lazio', gender: 'f', spokes: '5', keywords: 'riciclo' })).to).toBe(
      '/reviews',
    );
    expect(
      (
        await as(world.office).form(`/calls/${callId}/experts`, {
          email: experts[0]!.email,
          maxLoad: '8',
          region: '',
          gender: '',
          employerId: '',
          keywords: '',
        })
      ).status,
    ).toBe(303);
    const added = await as(world.office).json(`/api/calls/${callId}/experts`, {
      experts: experts.slice(1).map((e) => ({ email: e.email, maxLoad: 8, profile: { region: 'lazio', gender: 'f', spokes: [5] } })),
    });
    expect(added.body).toMatchObject({ experts: [{ pseudonym: 'E02' }, { pseudonym: 'E03' }] });
    whole(await as(world.office).get(`/calls/${callId}/experts`));
    const page = whole(await as(experts[0]!).get(`/calls/${callId}/conflicts`));
    expect(page).toContain('Università Uno');
    expect(page).not.toMatch(/PRJ-|Titolo riservato/);
    const half = whole(await as(experts[0]!).form(`/calls/${callId}/conflicts`, { [`conflict.${applications[0]}`]: 'no', confidentiality: 'on' }), 422);
    expect(half).toContain('rispondere se c’è un conflitto');
    expect(whole(await as(experts[0]!).form(`/calls/${callId}/conflicts`, { noneElse: 'on' }), 422)).toContain('impegno alla riservatezza');
    expect((await as(experts[0]!).form(`/calls/${callId}/conflicts`, { noneElse: 'on', confidentiality: 'on' })).to).toBe('/reviews');
    for (const e of experts.slice(1)) expect((await as(e).json(`/api/calls/${callId}/conflicts`, { noneElse: true, confidentiality: true })).status).toBe(201);
    expect((await as(world.applicant).get(`/calls/${callId}/conflicts`)).status).toBe(404);
  });

  test('the assignment', async () => {
    const { callId } = world;
    whole(await as(chair).get(`/calls/${callId}/assignment`));
    expect((await as(chair).form(`/calls/${callId}/assignment`, { objective: 'fair' })).status).toBe(303);
    const page = whole(await as(chair).get(`/calls/${callId}/assignment`));
    expect(page).toContain('È dimostrato che non ne esiste una migliore');
    const run = /name="run" value="([^"]+)"/.exec(page)![1]!;
    expect((await as(chair).form(`/calls/${callId}/assignment/release`, { run })).status).toBe(303);
    expect(whole(await as(world.office).get(`/en/calls/${callId}/assignment`))).toContain('Assignment confirmed on');
    expect(whole(await as(world.office).form(`/calls/${callId}/assignment`, { objective: 'fair' }), 409)).toContain(
      'Ogni proposta ammessa ha già tutti i suoi esperti',
    );
  });

  test('the reviews', async () => {
    const [ada] = experts as [Actor];
    const mine = await firstReviewOf(ada, 'PRJ-Uno');
    const list = whole(await as(ada).get('/reviews'));
    expect(list).toContain('0 su 2 presentate');
    expect(whole(await as(ada).get(`/reviews/${mine}`))).toContain('Titolo riservato PRJ-Uno');
    expect((await as(experts[1]!).get(`/reviews/${mine}`)).status).toBe(404);
    expect((await as(experts[1]!).form(`/reviews/${mine}`, reviewForm('5', 0))).status).toBe(404);
    expect((await as(ada).form(`/reviews/${mine}`, reviewForm('12,5', 0, { 'points.team': 'forse 12', 'motivation.team': '' }))).status).toBe(303);
    const draft = whole(await as(ada).get(`/reviews/${mine}`));
    expect(draft).toContain('value="forse 12"');
    expect(draft).toContain('37,5 su 100');
    const stale = whole(await as(ada).form(`/reviews/${mine}`, reviewForm('1', 0)), 409);
    expect(stale).toContain('Nel frattempo qualcun altro ha modificato');
    expect(stale).toContain('Punti: 12,5');
    const refused = whole(await as(ada).form(`/reviews/${mine}/submission`, reviewForm('15,5', 2)), 422);
    expect(refused).toContain('15,5 supera il massimo, 15');
    expect(refused).toContain('name="_base.excellence" value="3"');
    expect((await as(ada).form(`/reviews/${mine}/submission`, { ...reviewForm('15', 3), idempotencyKey: 'form-number-one' })).status).toBe(303);
    expect((await as(ada).form(`/reviews/${mine}/submission`, { ...reviewForm('15', 3), idempotencyKey: 'form-number-one' })).status).toBe(303);
    expect(whole(await as(ada).get(`/reviews/${mine}`))).toContain('Valutazione presentata il');
    for (const e of experts.slice(1)) {
      const id = await firstReviewOf(e, 'PRJ-Uno');
      const criteria = (value: unknown) => Object.fromEntries(['excellence', 'impact', 'implementation', 'team'].map((c) => [c, value]));
      const submitted = await as(e).json(`/api/reviews/${id}/submission`, { points: criteria(5), premiums: { social: 1 }, motivations: criteria(good) });
      expect(submitted).toEqual({ status: 201, body: { submitted: true } });
    }
    const other = await firstReviewOf(ada, 'PRJ-Due');
    expect(whole(await as(ada).form(`/reviews/${other}/refusal`, { kind: 'expertise', text: 'Breve' }), 422)).toContain('Breve');
    expect((await as(ada).form(`/reviews/${other}/refusal`, { kind: 'expertise', text: 'Non è il mio campo di studio.' })).to).toBe('/reviews');
    expect((await as(ada).get(`/reviews/${other}`)).status).toBe(404);
  });

  test('the panel', async () => {
    const { callId } = world;
    const matrix = whole(await as(chair).get(`/calls/${callId}/panel`));
    expect(matrix.replaceAll('\u00a0', ' ')).toContain('E01 60; E02 20; E03 20');
    expect(matrix).toContain('Da concordare');
    whole(await as(world.office).get(`/en/calls/${callId}/panel?state=diverging`));
    const path = `/calls/${callId}/panel/${applications[0]}`;
    expect(whole(await as(chair).get(path))).toContain('I totali distano 40 punti; il bando ne consente 20.');
    const points = Object.fromEntries(['excellence', 'impact', 'implementation', 'team'].map((c) => [`points.${c}`, '10']));
    const refused = whole(await as(chair).form(path, { ...points, 'points.premium/social': '9', report: 'Breve', seen: '' }), 422);
    expect(refused).toContain('9 supera il massimo, 3');
    expect(refused).toContain('Breve');
    expect((await as(chair).form(path, { ...points, 'points.premium/social': '1', report: good, seen: '' })).status).toBe(303);
    expect(whole(await as(chair).get(path))).toContain('Registrati da Clara Presidente');
    expect((await as(world.office).form(path, { ...points, report: good })).status).toBe(403);
    const answer = await as(chair).json(`/api${path}`, {
      points: { excellence: 11, impact: 10, implementation: 10, team: 10 },
      premiums: { social: 1 },
      report: good,
    });
    expect(answer).toEqual({ status: 201, body: { agreed: true } });
    expect((await as(world.office).get(`/calls/${callId}/panel?format=csv`)).text.split('\r\n')[1]).toContain('Concordata');
    for (const door of [
      '/api/reviews',
      `/api/calls/${callId}/panel`,
      `/api/calls/${callId}/assignment`,
      `/api/calls/${callId}/experts`,
      `/api/calls/${callId}/screening`,
    ]) {
      asks = null;
      expect((await ask(door)).status).toBe(401);
    }
  });
});
