import type { Assets } from '../assets.ts';
import { frame } from '../frame.tsx';
import { programmeMark } from '../mark.ts';
import { seedProgramme } from '../seed/programme.ts';
import { web } from '../web.ts';
import { eventApi } from '#src/outreach/events/api.ts';
import { eventDoors } from '#src/outreach/events/routes.tsx';
import { programmeApi } from '#src/partnership/programme/api.ts';
import { programmeById } from '#src/partnership/programme/queries.ts';
import { programmeDoors } from '#src/partnership/programme/routes.tsx';
import { statements } from '#src/plumbing/database/database.ts';
import type { Door } from '#src/plumbing/http/door.ts';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { apiPage, publicDoors } from './doors.tsx';
import { figuresOf, partnersByRegion, projectsBySpoke } from './figures.ts';

const assets: Assets = { address: (name) => `/assets/${name}`, serve: () => new Response() };

let t: TestHouse;
let get: (path: string) => Promise<Response>;

beforeAll(async () => {
  t = await testHouse({ at: '2024-10-01T09:00:00Z' });
  await seedProgramme(t.house);
  await awardTwo();
  const doors: Door[] = [...publicDoors, ...programmeDoors, ...programmeApi, ...eventDoors, ...eventApi, apiPage(() => doors)];
  const app = web({ house: t.house, doors, identify: async () => null, assets, frame: frame(await programmeMark(t.house)) });
  get = async (path) => app.fetch(new Request(`http://localhost:3000${path}`));
});
afterAll(() => t.end());

/**
 * Two awards of one call: an enterprise with a university, and a university alone that takes part in both. Only the rows that the
 * pages read; what they descend from belongs to other rooms' tests, so foreign keys are looked away from.
 */
async function awardTwo() {
  const client = await t.house.pool.connect();
  const id = (n: number) => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`;
  const application = (n: number, acronym: string, lead: number, spoke: number) =>
    client.query(
      "insert into applications (id, call_id, call_version_id, state, lead_id, acronym, title, main_spoke, sector, example, created_by, created_at, updated_at) values ($1, 'c1', $1, 'submitted', $2, $3, $4, $5, 'furniture', true, $1, now(), now())",
      [id(n), id(lead), acronym, `Titolo ${acronym}`, spoke],
    );
  try {
    await client.query("set session_replication_role = 'replica'");
    await client.query(
      "insert into organisations (id, legal_name, kind, ownership, size_class, region, city, example) values ($1, 'Mobili Prova', 'enterprise', 'private', 'small', 'sicily', 'Enna', true), ($2, 'Ateneo Prova', 'university', 'public', null, 'sicily', 'Enna', true)",
      [id(1), id(2)],
    );
    await client.query("insert into calls (id, programme_id, created_at) values ('c1', 'mics', now())");
    await application(11, 'UNO', 1, 3);
    await application(12, 'DUE', 2, 3);
    await client.query(
      "insert into awards (id, application_id, call_id, decree_id, grant_cents, eligible_cents, awarded_at) values ($1, $1, 'c1', $1, 30000001, 40000000, now()), ($2, $2, 'c1', $1, 10000000, 10000000, now())",
      [id(11), id(12)],
    );
    await client.query(
      "insert into award_beneficiaries (award_id, organisation_id, role, kind, region, eligible_cents, aid_cents) values ($1, $3, 'lead', 'enterprise', 'sicily', 30000000, 20000001), ($1, $4, 'partner', 'university', 'sicily', 10000000, 10000000), ($2, $4, 'lead', 'university', 'sicily', 10000000, 10000000)",
      [id(11), id(12), id(1), id(2)],
    );
  } finally {
    await client.query('reset session_replication_role');
    client.release();
  }
}

test('every figure is computed from rows', async () => {
  const programme = await programmeById(t.house.db, 'mics');
  expect(await figuresOf(t.house.db, programme)).toEqual({
    totalCents: 12_500_000_000,
    publicCents: 11_400_000_000,
    privateCents: 1_100_000_000,
    southPercent: 40,
    southCents: 4_560_000_000,
    enterprises: { founders: 13, fromCalls: 1 },
    researchBodies: { founders: 12, fromCalls: 1 },
    researchers: 912,
    exampleResearchers: 912,
    projects: { own: 77, fromCalls: 2 },
    sectors: 3,
    spokes: 8,
    stops: 11,
    grantedCents: 40_000_001,
  });
  expect((await projectsBySpoke(t.house.db, 'mics')).map((s) => [s.own, s.fromCalls])).toEqual([
    [10, 0],
    [10, 0],
    [10, 2],
    [9, 0],
    [10, 0],
    [9, 0],
    [9, 0],
    [10, 0],
  ]);
  expect(await partnersByRegion(t.house.db, 'mics')).toEqual({
    lazio: 4,
    apulia: 2,
    lombardy: 7,
    piedmont: 3,
    'emilia-romagna': 4,
    campania: 2,
    tuscany: 1,
    veneto: 1,
    sicily: 3,
  });
});

test('each figure leads to as many rows as it says', async () => {
  const total = async (path: string) => ((await (await get(path)).json()) as { total: number }).total;
  expect(await total('/api/partners?counted=enterprise')).toBe(14);
  expect(await total('/api/partners?counted=research')).toBe(13);
  expect(await total('/api/partners?region=sicily')).toBe(3);
  expect(await total('/api/partners?role=industrial&sector=furniture')).toBe(2);
  expect(await total('/api/projects')).toBe(79);
  expect(await total('/api/projects?origin=call')).toBe(2);
  expect(await total('/api/projects?spoke=3')).toBe(12);
  const csv = (await (await get('/partners?format=csv&counted=enterprise')).text()).trimEnd().split('\r\n');
  expect(csv.length).toBe(15);
  expect(csv.find((line) => line.startsWith('Mobili Prova'))).toBe(
    'Mobili Prova;Impresa, dai bandi;Le imprese;Impresa;Arredamento;Sicilia;Enna;1;200000.01;Sì',
  );
});

const paths = ['/', '/about', '/spokes', '/spokes/3', '/partners', '/projects', '/researchers', '/roadshow', '/privacy', '/accessibility', '/source', '/api'];

describe.each(paths.flatMap((path) => [path, `/en${path === '/' ? '' : path}`]))('%s', (path) => {
  test('is there for everyone, may be kept, needs no script, and is light', async () => {
    const response = await get(path);
    const html = await response.text();
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'public, max-age=0, must-revalidate']);
    expect(html).toContain(`<html lang="${path.startsWith('/en') ? 'en' : 'it'}">`);
    expect(html.match(/<h1[ >]/g)?.length).toBe(1);
    expect(html).not.toMatch(/<script|style="|undefined|\[object|NaN/);
    expect(gzipSync(html).length).toBeLessThan(40_000);
  });

  test('is the same bytes when asked again', async () => {
    const etag = (await get(path)).headers.get('etag');
    expect(etag).toBe((await get(path)).headers.get('etag'));
  });
});

test('a page runs as many statements for few rows as for many', async () => {
  const count = async (path: string) => {
    const before = statements.count;
    await (await get(path)).text();
    return statements.count - before;
  };
  expect(await count('/partners?region=sicily')).toBe(await count('/partners'));
  expect(await count('/projects?q=UNO')).toBe(await count('/projects'));
  expect(await count('/spokes/3')).toBe(await count('/spokes/4'));
  expect(await count('/')).toBeLessThanOrEqual(7);
});

test('the home page says the figures and links each to its rows', async () => {
  const html = (await (await get('/')).text()).replaceAll(/<[^>]+>/g, ' ').replaceAll(/[\s\u00a0]+/g, ' ');
  for (const said of [
    '125 M€ di dotazione',
    '114 M€ pubblici e 11 M€ privati',
    '40 % dei fondi pubblici al Mezzogiorno',
    'almeno 45,6 M€',
    '14 imprese',
    '13 dalla fondazione e 1 dai bandi',
    'oltre 900 ricercatrici e ricercatori',
    '79 progetti',
    '8 Spoke tematici',
    '3 settori',
    '11 tappe del Roadshow',
    'Nessun bando è aperto in questo momento.',
  ])
    expect(html).toContain(said);
  const links = await (await get('/en')).text();
  for (const to of [
    '/en/about#endowment',
    '/en/about#south',
    '/en/partners?counted=enterprise',
    '/en/partners?counted=research',
    '/en/researchers',
    '/en/projects',
    '/en/projects?origin=call',
    '/en/spokes',
    '/en/roadshow',
  ])
    expect(links).toContain(`href="${to}"`);
});

test('partners have a public card, others are not found', async () => {
  const { partners } = (await (await get('/api/partners?q=Prova')).json()) as { partners: { id: string; name: string }[] };
  expect(partners.map((p) => p.name)).toEqual(['Ateneo Prova', 'Mobili Prova']);
  const card = await (await get(`/partners/${partners[0]!.id}`)).text();
  for (const said of ['Ateneo Prova', 'Titolo DUE', 'Titolo UNO', 'dati di esempio']) expect(card).toContain(said);
  const { rows } = await t.house.pool.query(
    "insert into organisations (legal_name, kind, ownership, region, city) values ('Nessuno', 'association', 'private', 'lazio', 'Roma') returning id",
  );
  for (const path of [`/partners/${rows[0].id}`, '/partners/nonsense', '/spokes/9', '/spokes/0', '/spokes/03'])
    expect([path, (await get(path)).status]).toEqual([path, 404]);
});

test('without data the pages say so', async () => {
  const empty = await testHouse();
  const app = web({
    house: empty.house,
    doors: [...publicDoors, ...programmeDoors, ...eventDoors],
    identify: async () => null,
    assets,
    frame: frame(await programmeMark(empty.house)),
  });
  const status = async (path: string) => (await app.fetch(new Request(`http://localhost:3000${path}`))).status;
  expect([await status('/'), await status('/about'), await status('/roadshow'), await status('/accessibility')]).toEqual([503, 503, 200, 200]);
  await empty.end();
});
