import { afterAll, beforeAll, expect, test } from 'vitest';
import { personas } from '#src/partnership/identity/personas.ts';
import type { TestHouse } from '../database.ts';
import { exampleHouse } from '../example.ts';
import { openDoors, several, type Visitor } from '../factories/visitors.ts';

// What a person's list shows is what that person may read: no row more, no row less, and the CSV holds the same rows.

let t: TestHouse;
let visitors: Visitor[];
let nobody: Visitor;
const called = (persona: string) => visitors.find((v) => v.persona === persona)!;

beforeAll(async () => {
  t = await exampleHouse();
  const doorway = await openDoors(t.house);
  nobody = await doorway.as(null);
  visitors = [];
  for (const p of personas) visitors.push(await doorway.as(p.id));
  await draftACall();
  await withdrawOne();
});
afterAll(() => t?.end());

const column = async (query: string, values: unknown[] = []): Promise<string[]> =>
  (await t.house.pool.query(query, values)).rows.map((r: { id: string }) => r.id);
const sorted = (ids: Iterable<string>): string[] => [...ids].sort();

/** A call that only the office and the auditors may read yet. */
async function draftACall() {
  const { call } = await called('office').json<{ call: Record<string, unknown> }>('GET', '/api/calls/03-2026');
  await called('office').json('POST', '/api/calls', { ...call, id: 'bozza', officialCode: 'Bozza' });
}

/** One draft that was given up, so that this state is among the rows. */
async function withdrawOne() {
  const marta = called('applicant-enterprise');
  const { applications } = await marta.json<{ applications: { id: string }[] }>('GET', '/api/applications?callId=03-2026&state=draft');
  await marta.json('POST', `/api/applications/${applications[0]!.id}/withdrawal`);
}

/** One persona of each kind tries every row; those of the same kind their own rows and some of the others. */
const thorough = ['office', 'applicant-enterprise', 'expert'];
const tried = (visitor: Visitor, all: readonly string[], own: readonly string[]): string[] =>
  thorough.includes(visitor.persona!) ? [...all] : [...new Set([...own.filter((_, i) => i % 6 === 0), ...all.filter((_, i) => i % 6 === 0)])];
const among = (own: readonly string[], ids: readonly string[]): string[] => sorted(own.filter((id) => ids.includes(id)));

/** All pages of a list of the API. */
async function listed(visitor: Visitor, path: string, rows: string, key: string): Promise<string[]> {
  const ids: string[] = [];
  for (let page = 1; ; page++) {
    const told = await visitor.json<Record<string, unknown>>('GET', `${path}${path.includes('?') ? '&' : '?'}page=${page}`);
    ids.push(...(told[rows] as Record<string, string>[]).map((r) => r[key]!));
    if (page >= (told['pages'] as number)) {
      expect(ids).toHaveLength(told['total'] as number);
      expect(new Set(ids).size).toBe(ids.length);
      return sorted(ids);
    }
  }
}

/** Which of these a visitor may read. Anything but yes and not found is a third answer, and wrong. */
async function readable(visitor: Visitor, ids: readonly string[], path: (id: string) => string): Promise<string[]> {
  const answers = await several(ids, async (id) => {
    const { status } = await visitor.get(path(id));
    return status === 200 ? id : status === 404 ? '' : `${path(id)}: ${status}`;
  });
  return sorted(answers.filter(Boolean));
}

/** The values of one column of a CSV; its cells hold no line breaks in these lists. */
async function csvColumn(visitor: Visitor, path: string, at: number): Promise<string[]> {
  const answer = await visitor.get(path);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const [, ...lines] = (await answer.text())
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');
  return lines.map((line) => [...line.matchAll(/(?:^|;)("(?:[^"]|"")*"|[^;]*)/g)][at]![1]!.replace(/^"|"$/g, '').replaceAll('""', '"'));
}

test('applications', async () => {
  const all = await column('select id from applications');
  expect(all.length).toBeGreaterThan(100);
  const counts: Record<string, number> = {};
  for (const visitor of visitors) {
    const own = await listed(visitor, '/api/applications', 'applications', 'id');
    counts[visitor.persona!] = own.length;
    const ids = tried(visitor, all, own);
    expect([visitor.persona, await readable(visitor, ids, (id) => `/api/applications/${id}`)]).toEqual([visitor.persona, among(own, ids)]);
    const protocols = await column(
      "select coalesce((select protocol from submissions s where s.application_id = a.id order by year desc, number desc limit 1), '') as id from applications a where id = any($1)",
      [own],
    );
    expect(sorted(await csvColumn(visitor, '/applications?format=csv', 1))).toEqual(sorted(protocols));
  }
  const drafts = (await column('select id from applications a where not exists (select from submissions s where s.application_id = a.id)')).length;
  expect(drafts).toBe(1);
  const few: Record<string, number> = { office: all.length - drafts, auditor: all.length - drafts, 'applicant-enterprise': 3, 'applicant-research': 3 };
  expect(counts).toEqual(Object.fromEntries(personas.map((p) => [p.id, few[p.id] ?? 0])));
});

test('the pages of an application are there for whom the application is', async () => {
  const all = await column('select id from applications order by id');
  const some = all.filter((_, i) => i % 20 === 0);
  for (const visitor of visitors) {
    const own = new Set(await listed(visitor, '/api/applications', 'applications', 'id'));
    const ids = [...new Set([...some, ...(own.size < 5 ? own : [])])];
    const expected = sorted(ids.filter((id) => own.has(id)));
    for (const page of ['', '/dossier'])
      expect([visitor.persona, page, await readable(visitor, ids, (id) => `/applications/${id}${page}`)]).toEqual([visitor.persona, page, expected]);
  }
});

test('reviews', async () => {
  const all = await column('select id from review_assignments');
  expect(all.length).toBeGreaterThan(200);
  for (const persona of ['expert', 'expert-2', 'expert-3']) {
    const visitor = called(persona);
    const own = await listed(visitor, '/api/reviews', 'reviews', 'id');
    expect(own.length).toBeGreaterThan(5);
    const ids = tried(visitor, all, own);
    expect(await readable(visitor, ids, (id) => `/api/reviews/${id}`)).toEqual(among(own, ids));
    expect(await readable(visitor, own.slice(0, 3), (id) => `/reviews/${id}`)).toEqual(own.slice(0, 3));
    expect(sorted(await csvColumn(visitor, '/reviews?format=csv', 0))).toEqual(
      sorted(await column('select acronym as id from review_assignments r join applications a on a.id = r.application_id where r.id = any($1)', [own])),
    );
  }
});

test('organisations', async () => {
  const all = await column('select id from organisations');
  for (const visitor of visitors) {
    const sees = visitor.persona === 'office' || visitor.persona === 'auditor';
    const own = sees
      ? await linked(visitor, '/organisations', /href="\/organisations\/([0-9a-f-]{36})"/g)
      : sorted((await visitor.json<{ organisationIds: string[] }>('GET', '/api/me')).organisationIds);
    expect(own.length).toBe(sees ? all.length : visitor.persona?.startsWith('applicant') ? 3 : 0);
    expect([visitor.persona, await readable(visitor, all, (id) => `/api/organisations/${id}`)]).toEqual([visitor.persona, own]);
    if (sees)
      expect(sorted(await csvColumn(visitor, '/organisations?format=csv', 0))).toEqual(sorted(await column('select legal_name as id from organisations')));
    // Those that one acts for are listed on the desk.
    else if (own.length > 0) expect(await linked(visitor, '/desk', /href="\/organisations\/([0-9a-f-]{36})"/g)).toEqual(own);
  }
});

/** The ids that the pages of a list link to. */
async function linked(visitor: Visitor, path: string, link: RegExp): Promise<string[]> {
  const ids = new Set<string>();
  for (let page = 1; page < 50; page++) {
    const before = ids.size;
    for (const [, id] of (await (await visitor.get(`${path}?page=${page}`)).text()).matchAll(link)) ids.add(id!);
    if (ids.size === before) break;
  }
  return sorted(ids);
}

test('calls, drafts among them', async () => {
  const all = await column('select id from calls');
  expect(all).toHaveLength(5);
  for (const visitor of [nobody, ...visitors]) {
    const sees = visitor.persona === 'office' || visitor.persona === 'auditor';
    const published = sorted((await visitor.json<{ calls: { id: string }[] }>('GET', '/api/calls')).calls.map((c) => c.id));
    expect(published).toEqual(all.filter((id) => id !== 'bozza').sort());
    expect(await readable(visitor, all, (id) => `/api/calls/${id}`)).toEqual(published);
    expect(await readable(visitor, all, (id) => `/calls/${id}`)).toEqual(published);
    const html = await (await visitor.get('/calls')).text();
    expect([visitor.persona, html.includes('/calls/bozza')]).toEqual([visitor.persona, sees]);
    if (sees) expect((await visitor.get('/calls/bozza/preview')).status).toBe(200);
  }
});

test('submissions to be screened', async () => {
  const all = await column('select id from applications');
  for (const persona of ['office', 'auditor']) {
    for (const callId of ['01-2024', '02-2024', '03-2026']) {
      const rows = await listed(called(persona), `/api/calls/${callId}/screening`, 'submissions', 'applicationId');
      expect(rows).toEqual(sorted(await column('select application_id as id from submissions where call_id = $1 and superseded_at is null', [callId])));
      expect(await readable(called(persona), all, (id) => `/api/calls/${callId}/screening/${id}`)).toEqual(rows);
    }
  }
});

test('proposals before the panel', async () => {
  const all = await column("select id from applications where call_id in ('02-2024', '02-2024-copia')");
  for (const persona of ['office', 'auditor', 'chair']) {
    for (const callId of ['02-2024', '02-2024-copia']) {
      const rows = await listed(called(persona), `/api/calls/${callId}/panel`, 'proposals', 'applicationId');
      expect(rows.length).toBeGreaterThan(5);
      expect(await readable(called(persona), all, (id) => `/api/calls/${callId}/panel/${id}`)).toEqual(rows);
      expect(await csvColumn(called(persona), `/calls/${callId}/panel?format=csv`, 0)).toHaveLength(rows.length);
    }
  }
});

test('meetings of the panel', async () => {
  const all = await column('select id from panel_meetings');
  expect(all.length).toBe(2);
  for (const visitor of visitors) {
    const sees = ['office', 'auditor', 'chair'].includes(visitor.persona!);
    const path = '/api/calls/02-2024-copia/meetings';
    const own = sees ? await listed(visitor, path, 'meetings', 'id') : [];
    expect([visitor.persona, own]).toEqual([visitor.persona, sees ? sorted(all) : []]);
    // Who holds no role that watches an evaluation is turned away at the list and finds no meeting.
    const read = await readable(visitor, all, (id) => `${path}/${id}`);
    expect([visitor.persona, read.filter((id) => all.includes(id))]).toEqual([visitor.persona, own]);
    if (sees) expect(await csvColumn(visitor, '/calls/02-2024-copia/meetings?format=csv', 0)).toHaveLength(all.length);
  }
});

test('requests for access, and the notices to those concerned', async () => {
  const all = await column('select id from access_requests');
  const notices = await column('select id from access_parties');
  expect([all.length, notices.length]).toEqual([1, 1]);
  for (const visitor of visitors) {
    const own = await listed(visitor, '/api/access', 'requests', 'id');
    expect([visitor.persona, own]).toEqual([visitor.persona, ['office', 'auditor'].includes(visitor.persona!) ? all : []]);
    expect([visitor.persona, await readable(visitor, all, (id) => `/api/access/${id}`)]).toEqual([visitor.persona, own]);
    const told = await linked(visitor, '/access', /href="\/access\/notices\/([0-9a-f-]{36})"/g);
    expect([visitor.persona, told]).toEqual([visitor.persona, visitor.persona === 'applicant-research' ? notices : []]);
    expect([visitor.persona, await readable(visitor, notices, (id) => `/access/notices/${id}`)]).toEqual([visitor.persona, told]);
  }
});

test('places of a ranking, partners and projects, for everyone', async () => {
  const applications = await column('select id from applications');
  for (const callId of ['01-2024', '02-2024', '02-2024-copia']) {
    const places =
      callId === '02-2024-copia'
        ? []
        : sorted(
            (await nobody.json<{ ranking: { places: { application: string }[] } }>('GET', `/api/calls/${callId}/ranking`)).ranking.places.map(
              (p) => p.application,
            ),
          );
    expect(await readable(nobody, applications, (id) => `/calls/${callId}/ranking/${id}`)).toEqual(places);
  }
  const organisations = await column('select id from organisations');
  const { partners } = await nobody.json<{ partners: { id: string }[] }>('GET', '/api/partners');
  expect(await readable(nobody, organisations, (id) => `/partners/${id}`)).toEqual(sorted(partners.map((p) => p.id)));
});

test('people, for the office only', async () => {
  const all = await column('select id from people');
  expect(await linked(called('office'), '/people', /href="\/people\/([0-9a-f-]{36})"/g)).toEqual(sorted(all));
  expect(await readable(called('office'), all, (id) => `/people/${id}`)).toEqual(sorted(all));
  expect(await csvColumn(called('office'), '/people?format=csv', 0)).toHaveLength(all.length);
});

test('reports and their lines', async () => {
  const all = await column('select id from reports');
  expect(all.length).toBeGreaterThan(8);
  for (const visitor of visitors) {
    const own = await listed(visitor, '/api/reports', 'reports', 'id');
    const ids = all.filter((_, i) => i % 6 === 0);
    expect([visitor.persona, await readable(visitor, ids, (id) => `/api/reports/${id}`)]).toEqual([visitor.persona, among(own, ids)]);
    expect(await readable(visitor, ids.slice(0, 5), (id) => `/reports/${id}/lines`)).toEqual(among(own, ids.slice(0, 5)));
    expect(await readable(visitor, own.slice(0, 2), (id) => `/reports/${id}`)).toEqual(own.slice(0, 2));
    if (visitor.persona === 'office' || visitor.persona === 'auditor') expect(own).toEqual(sorted(all));
    if (visitor.persona === 'expert' || visitor.persona === 'payer') expect(own).toEqual([]);
  }
});
