import { frame } from '#src/house/frame.tsx';
import { web } from '#src/house/web.ts';
import { seedPersonas } from '#src/partnership/identity/actions.ts';
import { personaOf } from '#src/partnership/identity/personas.ts';
import { actorOf } from '#src/partnership/identity/queries.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { organisationApi } from './api.ts';
import { organisationDoors } from './routes.tsx';

let t: TestHouse;
let ask: (persona: string | null, path: string, body?: Record<string, string>, headers?: Record<string, string>) => Promise<Response>;

beforeAll(async () => {
  t = await testHouse({ at: '2024-01-20T09:00:00Z' });
  await seedPersonas(t.house);
  const app = web({
    house: t.house,
    doors: [...organisationDoors, ...organisationApi],
    identify: async (headers) => {
      const persona = personaOf(headers.get('x-persona') ?? '');
      return persona ? actorOf(t.house.db, persona.personId) : null;
    },
    assets: { address: (name) => name, serve: () => new Response() },
    frame: frame({ acronym: 'MICS', name: { it: 'M', en: 'M' }, projectCode: '', cup: '' }),
  });
  ask = async (persona, path, body, headers = {}) => {
    const isJson = path.startsWith('/api');
    return app.fetch(
      new Request(`http://localhost:3000${path}`, {
        headers: {
          'sec-fetch-site': 'same-origin',
          ...(persona && { 'x-persona': persona }),
          ...(isJson && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body && { method: 'POST', body: isJson ? JSON.stringify(body) : new URLSearchParams(body) }),
      }),
    );
  };
});
afterAll(() => t.end());

const form = {
  legalName: 'Filati Prova',
  shortName: '',
  kind: 'enterprise',
  ownership: 'private',
  sizeClass: 'micro',
  fiscalCode: '80054330586',
  vatNumber: '',
  ror: '',
  region: 'tuscany',
  city: 'Prato',
  website: '',
};
const shown = async (response: Response) => (await response.text()).replaceAll('&#39;', "'");

test('a stranger is asked to sign in; the list is for the office and auditors', async () => {
  expect((await ask(null, '/organisations/new')).headers.get('location')).toBe('/sign-in?next=%2Forganisations%2Fnew');
  expect((await ask(null, '/api/organisations?q=x')).status).toBe(401);
  expect(await Promise.all(['office', 'auditor', 'applicant-enterprise', 'expert'].map(async (p) => (await ask(p, '/organisations')).status))).toEqual([
    200, 200, 403, 403,
  ]);
});

let address: string;

test('a form with mistakes comes back with all of them and with what was typed', async () => {
  const response = await ask('applicant-enterprise', '/organisations/new', { ...form, fiscalCode: '80054330587', sizeClass: '', city: '' });
  const html = await shown(response);
  expect(response.status).toBe(422);
  expect(html).toContain('value="80054330587"');
  expect(html).toContain('value="Filati Prova"');
  expect(html).toContain('Campo obbligatorio: inserire un valore.');
  const whole = await ask('applicant-enterprise', '/organisations/new', { ...form, fiscalCode: '80054330587', sizeClass: '' });
  const words = await shown(whole);
  expect(words).toContain('Il carattere di controllo di «80054330587» non torna');
  expect(words).toContain('Per un’impresa occorre indicare la dimensione.');
});

test('registered once, seen by its representative and not by others', async () => {
  const sent = { ...form, idempotencyKey: 'key-of-this-form' };
  const [first, second] = [await ask('applicant-enterprise', '/organisations/new', sent), await ask('applicant-enterprise', '/organisations/new', sent)];
  expect([first.status, second.status]).toEqual([303, 303]);
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  address = first.headers.get('location')!.split('?')[0]!;
  expect(
    await Promise.all(['applicant-enterprise', 'office', 'auditor', 'applicant-research', 'expert'].map(async (p) => (await ask(p, address)).status)),
  ).toEqual([200, 200, 200, 404, 404]);
  expect(await Promise.all(['applicant-enterprise', 'auditor', 'applicant-research'].map(async (p) => (await ask(p, `${address}/edit`)).status))).toEqual([
    200, 403, 404,
  ]);
});

test('similar names are shown, and passed by a confirmation', async () => {
  const twin = { ...form, legalName: 'FILATI PROVA S.p.A.', fiscalCode: '80007010376' };
  const asked = await ask('applicant-research', '/en/organisations/new', twin);
  expect(asked.status).toBe(422);
  expect(await shown(asked)).toContain('Filati Prova, Prato (Enterprise)');
  expect((await ask('applicant-research', '/organisations/new', { ...twin, notSimilar: 'on' })).status).toBe(303);
});

test('the second of two editors sees what changed and loses nothing', async () => {
  expect((await ask('office', address, { ...form, city: 'Empoli', revision: '1' })).status).toBe(303);
  const late = await ask('applicant-enterprise', address, { ...form, city: 'Pistoia', revision: '1' });
  const html = await shown(late);
  expect(late.status).toBe(409);
  for (const said of ['Nel frattempo qualcun altro ha modificato questi dati.', 'Empoli', 'value="Pistoia"', 'name="revision" value="2"'])
    expect(html).toContain(said);
  expect((await ask('applicant-enterprise', address, { ...form, city: 'Pistoia', revision: '2' })).status).toBe(303);
});

test('the same from a program', async () => {
  const body = { legalName: 'Istituto Da Programma', kind: 'researchBody', ownership: 'public', fiscalCode: '80006480281', region: 'veneto', city: 'Padova' };
  const key = { 'idempotency-key': 'from-a-program' };
  const first = await ask('applicant-research', '/api/organisations', body, key);
  const again = await ask('applicant-research', '/api/organisations', body, key);
  const { id } = (await first.json()) as { id: string };
  expect([first.status, again.status, await again.json()]).toEqual([201, 200, { id }]);
  const refused = await ask('applicant-enterprise', '/api/organisations', body, { 'accept-language': 'en' });
  expect([refused.status, await refused.json()]).toMatchObject([422, { reasons: [{ code: 'organisations.fiscalCodeTaken', at: 'fiscalCode' }] }]);
  const found = (await (await ask('expert', '/api/organisations?q=programma')).json()) as { organisations: { id: string; legalName: string }[] };
  expect(found.organisations.map((o) => [o.id, o.legalName])).toEqual([[id, 'Istituto Da Programma']]);
  expect(Object.keys(found.organisations[0]!)).not.toContain('revision');
  expect(await (await ask('applicant-research', `/api/organisations/${id}`)).json()).toMatchObject({ id, aliases: [], allowed: { see: true, edit: true } });
  expect((await ask('expert', `/api/organisations/${id}`)).status).toBe(404);
});
