import { romeDate } from '#src/core/time.ts';
import { checkFiscalCode, checkRor } from '#src/core/codes.ts';
import { importRoadshow } from '#src/outreach/events/actions.ts';
import { roadshowOf } from '#src/outreach/events/queries.ts';
import { showPeriod, stopState } from '#src/outreach/events/rules.ts';
import { roadshowFormatText, roadshowSchema } from '#src/outreach/events/schema.ts';
import { importOrganisations } from '#src/partnership/organisations/actions.ts';
import { searchOrganisations } from '#src/partnership/organisations/queries.ts';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { importProgramme } from './actions.ts';
import { formatTexts } from './formats.ts';
import { foundersAmong, foundersOf, programmeById, projectsBySector, researcherCounts, sectorsOf, spokesOf } from './queries.ts';
import { exampleResearchers, southFloor } from './rules.ts';
import { programmeSchema, projectsSchema, type ProgrammeDefinition } from './schema.ts';

let t: TestHouse;
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../../programmes/mics/${name}.json`, import.meta.url), 'utf8'));
const programme = programmeSchema.parse(read('programme'));
const projects = projectsSchema.parse(read('projects'));
const roadshow = roadshowSchema.parse(read('roadshow'));

/** As the house does it: each room brings in what is its own. */
async function importAll(p = programme, x = projects): Promise<boolean> {
  const ids = await importOrganisations(
    t.house,
    p.founders.map(({ role: _role, sector: _sector, ...organisation }) => organisation),
  );
  const [first, second] = [await importProgramme(t.house, p, x, ids), await importRoadshow(t.house, roadshow)];
  return first.changed || second.changed;
}

beforeAll(async () => {
  t = await testHouse({ at: '2025-03-30T09:00:00Z' });
  await importAll();
});
afterAll(() => t.end());

const published = (name: string) => readFileSync(new URL(`../../../docs/formats/${name}`, import.meta.url), 'utf8');
const events = async () => (await t.house.pool.query("select kind from evidence_events where kind ~ 'import' order by id")).rows.map((r) => r.kind);

test('the published formats are those of the schemas', () => {
  for (const [name, text] of Object.entries(formatTexts)) expect(published(name), name).toBe(text());
  expect(published('roadshow.schema.json')).toBe(roadshowFormatText());
});

test('the facts come in: 12 and 13 founders, 8 Spokes, 3 sectors, 11 stops, 77 projects, over 900 researchers', async () => {
  const { db } = t.house;
  const founders = await foundersOf(db, 'mics');
  const counts = await researcherCounts(db, 'mics', 2025);
  const total = counts.reduce((n, c) => n + c.researchers, 0);
  expect({
    public: founders.filter((f) => f.role === 'public').length,
    industrial: founders.filter((f) => f.role === 'industrial').length,
    spokes: (await spokesOf(db, 'mics')).map((s) => s.number),
    sectors: (await sectorsOf(db, 'mics')).map((s) => s.id),
    projects: Object.values(await projectsBySector(db, 'mics')).reduce((a, b) => a + b, 0),
    stops: (await roadshowOf(db, 'mics'))!.stops.map((s) => s.city),
    researchers: total,
    bodies: new Set(counts.map((c) => c.organisationId)).size,
  }).toEqual({
    public: 12,
    industrial: 13,
    spokes: [1, 2, 3, 4, 5, 6, 7, 8],
    sectors: ['clothing', 'furniture', 'automation'],
    projects: 77,
    stops: ['Roma', 'Napoli', 'Bari', 'Bergamo', 'Brescia', 'Torino', 'Bologna', 'Firenze', 'Palermo', 'Napoli', 'Bari'],
    researchers: 912,
    bodies: 12,
  });
  const p = await programmeById(db, 'mics');
  expect([p.publicCents, p.privateCents, p.publicCents + p.privateCents, southFloor(p.publicCents, p.southFloorPercent)]).toEqual([
    11_400_000_000, 1_100_000_000, 12_500_000_000, 4_560_000_000,
  ]);
  expect([p.projectCode, p.cup, p.about.codesSource.status]).toEqual(['PE00000004', 'D43C22003120001', 'sourced']);
  expect((await spokesOf(db, 'mics')).map((s) => [s.leader, s.leadName])[4]).toEqual(['Sergio Terzi', 'Politecnico di Milano']);
});

test('an experimental station may be an industrial founder', async () => {
  const [ssip] = await searchOrganisations(t.house.db, 'ssip');
  const founder = (await foundersOf(t.house.db, 'mics')).find((f) => f.organisationId === ssip!.id)!;
  expect([ssip!.kind, founder.role]).toEqual(['researchBody', 'industrial']);
  expect(await foundersAmong(t.house.db, 'mics', [ssip!.id, '00000000-0000-4000-8000-000000000001'])).toEqual(new Set([ssip!.id]));
});

test('names are found by their aliases', async () => {
  for (const [typed, name] of [
    ['polimi', 'Politecnico di Milano'],
    ['UniBo', 'Università di Bologna'],
    ['CNR', 'Consiglio Nazionale delle Ricerche'],
    ['sapienza', 'Università di Roma La Sapienza'],
  ]) {
    expect((await searchOrganisations(t.house.db, typed!)).map((o) => o.legalName)).toEqual([name]);
  }
});

test('projects are examples unless a source names them', async () => {
  const { rows } = await t.house.pool.query(
    "select title_it, example, source ->> 'status' as status from partnership_projects where not example order by title_it",
  );
  expect(rows).toEqual(
    ['Amélie', 'Cycloplastic Economy', 'Digital Reed for Smart Product'].map((title_it) => ({ title_it, example: false, status: 'sourced' })),
  );
  expect((await t.house.pool.query('select count(*)::int as n from researchers where not example')).rows).toEqual([{ n: 0 }]);
});

test('the same data twice change nothing; other data are brought in', async () => {
  const before = await events();
  expect(before).toEqual(['organisations.imported', 'programme.imported', 'roadshow.imported']);
  expect(await importAll()).toBe(false);
  expect(await events()).toEqual(before);
  const changed = structuredClone(programme);
  changed.spokes[0]!.leader = 'Un’altra persona';
  expect(await importAll(changed)).toBe(true);
  expect(await events()).toEqual([...before, 'programme.imported']);
  expect((await spokesOf(t.house.db, 'mics'))[0]!.leader).toBe('Un’altra persona');
  expect((await researcherCounts(t.house.db, 'mics', 2025)).reduce((n, c) => n + c.researchers, 0)).toBe(912);
  expect((await t.house.pool.query('select count(*)::int as n from organisations')).rows).toEqual([{ n: 25 }]);
  await importAll();
});

test('data that do not hold together are refused', async () => {
  const broken = (change: (p: ProgrammeDefinition) => void) => {
    const copy = structuredClone(programme);
    change(copy);
    return programmeSchema.safeParse(copy).error?.issues.map((i) => `${i.path.join('.')}: ${i.message}`) ?? [];
  };
  expect(broken((p) => (p.spokes[0]!.lead = 'oxford'))).toEqual(['spokes.0.lead: no founder has the key oxford']);
  expect(broken((p) => (p.founders[12]!.sector = 'food'))).toEqual(['founders.12.sector: no sector has the id food']);
  expect(broken((p) => (p.founders[1]!.key = 'cnr'))[0]).toBe('founders: two founders have the same key');
  await expect(importAll(programme, { ...projects, programme: 'onfoods' })).rejects.toMatchObject({
    kind: 'invalid',
    reasons: [{ code: 'programme.otherProgramme' }],
  });
  await expect(importProgramme(t.house, { ...programme, acronym: 'X' }, projects, new Map())).rejects.toMatchObject({
    kind: 'invalid',
    reasons: [{ code: 'programme.organisationsMissing' }],
  });
});

test('every code in the data is well formed', () => {
  for (const f of programme.founders) {
    if (f.ror) expect(checkRor(f.ror), f.legalName).toEqual({ ok: true, value: f.ror });
    if (f.fiscalCode) expect(checkFiscalCode(f.fiscalCode), f.legalName).toEqual({ ok: true, value: f.fiscalCode });
  }
});

test('example researchers depend on the seed alone', () => {
  const spokes = [
    { number: 1, lead: 'a' },
    { number: 2, lead: 'b' },
  ];
  expect(exampleResearchers('s', { a: 30, b: 20 }, spokes)).toEqual(exampleResearchers('s', { b: 20, a: 30 }, spokes));
  expect(exampleResearchers('s', { a: 30 }, spokes)).not.toEqual(exampleResearchers('other', { a: 30 }, spokes));
  expect(exampleResearchers('s', { a: 30, b: 20 }, spokes).every((r) => r.birthYear >= 1958 && r.birthYear < 2000)).toBe(true);
});

test.each<[string | null, string | null, string]>([
  [null, null, 'planned'],
  [null, '2025-03-30', 'held'],
  [null, '2025-03-31', 'planned'],
  ['2025', null, 'planned'],
  ['2024', null, 'held'],
  ['2025-03', null, 'planned'],
  ['2025-02', null, 'held'],
  ['2025-04-01', '2024-09-17', 'planned'],
])('a stop of %s, planned for %s, is %s on 30 March 2025', (heldFrom, plannedOn, expected) => {
  expect(stopState({ heldFrom, plannedOn }, romeDate('2025-03-30T09:00:00Z'))).toBe(expected);
});

test.each([
  ['2025', null, '2025', '2025'],
  ['2025-03', null, 'marzo 2025', 'March 2025'],
  ['2025-10-28', null, '28 ottobre 2025', '28 October 2025'],
  ['2025-10-09', '2025-10-15', '9–15 ottobre 2025', '9–15 October 2025'],
  ['2025-10-30', '2025-11-02', '30 ottobre 2025 – 2 novembre 2025', '30 October 2025 – 2 November 2025'],
])('%s until %s reads %s', (from, until, it, en) => {
  expect([showPeriod(from, until, 'it'), showPeriod(from, until, 'en')]).toEqual([it, en]);
});
