import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { machineConflicts } from '#src/funding/conflicts/queries.ts';
import { addExperts } from '#src/funding/experts/actions/experts.ts';
import { asRefusal } from '#src/plumbing/http/refusals.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, evaluationWorld, eventsOf, type World } from '../../../test/factories/evaluation.ts';
import { registerExpert } from './actions/profile.ts';
import { importPublications, keepPublications } from './actions/publications.ts';
import { expertBackgrounds } from './queries/backgrounds.ts';
import { readPublicationTable } from './rules/publicationTable.ts';
import { profileInput, publicationInput } from './schema.ts';

let t: TestHouse;
let world: World;
let ada: Actor;
let bruno: Actor;
beforeEach(async () => {
  t = await testHouse({ at: AFTER_DEADLINE });
  world = await evaluationWorld(t.house);
  [ada, bruno] = [await world.person('Ada Alba', [{ role: 'expert', scope: null }]), await world.person('Bruno Boni', [{ role: 'expert', scope: null }])];
  for (const [who, orcid] of [
    [ada, '0000-0002-1825-0097'],
    [bruno, ''],
  ] as const)
    await registerExpert(t.house, who, profileInput.parse({ employerId: '', region: 'lombardy', gender: 'f', orcid }));
});
afterEach(() => t.end());

const listed = async (person: Actor) =>
  (await expertBackgrounds(t.house.db, [person.id])).get(person.id)!.publications.map((p) => [p.title, p.year, p.doi, p.coauthors.join('; '), p.byOffice]);
const mails = async () =>
  (await t.house.db.selectFrom('mail_messages').select(['recipient', 'body']).where('key', 'like', 'expert.publicationsEntered/%').execute()) as {
    recipient: string;
    body: string;
  }[];
const refused = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (e: unknown) => asRefusal(e)!.reasons.map((r) => [r.code, r.params['row'], r.params['value']]),
  );
const titled = (title: string) => publicationInput.parse({ title });

test('what the office enters stands beside the expert’s own: neither replaces the other, and the expert hears of it', async () => {
  await keepPublications(t.house, ada, ada.id, [titled('Fibre corte')]);
  await keepPublications(t.house, world.office, ada.id, [titled('Tinture naturali'), titled('Filati')]);
  await keepPublications(t.house, ada, ada.id, [titled('Fibre lunghe')]);
  t.setClock('2024-03-13T12:00:00.000Z');
  await keepPublications(t.house, world.office, ada.id, [titled('Filati')]);
  expect((await listed(ada)).map(([title, , , , office]) => [title, office])).toEqual([
    ['Fibre lunghe', false],
    ['Filati', true],
  ]);
  expect((await mails()).map((m) => m.recipient)).toEqual([ada.email, ada.email]);
  expect((await mails())[0]!.body).toContain('ha registrato accanto al Suo profilo di esperto 2 pubblicazioni');
  const chair = await world.person('Clara Presidente', [{ role: 'chair', scope: null }]);
  for (const who of [bruno, chair]) expect(asRefusal(await keepPublications(t.house, who, ada.id, []).catch((e: unknown) => e))?.kind).toBe('notFound');
});

test('a table is taken whole or not at all, with a reason for each line', async () => {
  const table = [
    'e-mail;titolo;anno;DOI;coautori',
    `${ada.email};Fibre corte;2020;10.1234/abc;"Rossi M.; Bianchi L."`,
    'nessuno@example.org;Altro;2021;;',
    `${bruno.email};;21;dieci;`,
    '',
    ';Senza nessuno;2020;;',
  ].join('\r\n');
  expect(await refused(importPublications(t.house, world.office, table))).toEqual([
    ['publicationTable.unknown', 3, 'nessuno@example.org'],
    ['publicationTable.noTitle', 4, ''],
    ['publicationTable.year', 4, '21'],
    ['publicationTable.doi', 4, 'dieci'],
    ['publicationTable.noExpert', 6, ''],
  ]);
  expect([await listed(ada), await listed(bruno), await mails()]).toEqual([[], [], []]);
  expect(await refused(importPublications(t.house, world.office, 'nome;anno\nA;2020'))).toEqual([['publicationTable.columns', undefined, undefined]]);
  expect(await refused(importPublications(t.house, world.office, 'e-mail;titolo\n\n'))).toEqual([['publicationTable.empty', undefined, undefined]]);
  expect(asRefusal(await importPublications(t.house, ada, table).catch((e: unknown) => e))?.kind).toBe('notFound');
});

test('taken twice it adds nothing; who is known by ORCID is found; the same DOI is the same work however it is written', async () => {
  await keepPublications(t.house, ada, ada.id, [publicationInput.parse({ title: 'Come la chiamo io', doi: 'https://doi.org/10.1234/ABC' })]);
  const table = `orcid,title,year,coauthors,doi\nhttps://orcid.org/0000-0002-1825-0097,Fibre corte,2020,"Rossi M.; Bianchi L.",10.1234/abc\n0000-0002-1825-0097,"Filati, e altro",2021,,\n`;
  expect(await importPublications(t.house, world.office, table)).toEqual({ added: 1, known: 1, experts: 1 });
  expect(await importPublications(t.house, world.office, table)).toEqual({ added: 0, known: 2, experts: 0 });
  expect(
    await importPublications(t.house, world.office, `e-mail;titolo;anno\n${ada.email.toUpperCase()};FILATI, e altro!;2021\n${bruno.email};Reti;2019`),
  ).toEqual({
    added: 1,
    known: 1,
    experts: 1,
  });
  expect((await listed(ada)).map(([title, year]) => [title, year])).toEqual([
    ['Come la chiamo io', null],
    ['Filati, e altro', 2021],
  ]);
  expect((await mails()).map((m) => m.recipient).sort()).toEqual([ada.email, bruno.email].sort());
  expect((await eventsOf(t.house, 'expert.publicationsImported')).map((e) => e.body)).toEqual([
    { added: 1, known: 1, experts: 1 },
    { added: 0, known: 2, experts: 0 },
    { added: 1, known: 1, experts: 1 },
  ]);
});

test('conflicts are found from what the office entered: a co-author takes part in the proposal', async () => {
  const lead = await world.organisation('Università Uno');
  const application = await world.submission(lead, 'Università Uno');
  await t.house.writer.insertInto('organisation_people').values({ organisation_id: lead, person_id: bruno.id, role: 'member' }).execute();
  await t.house.writer.updateTable('applications').set({ created_by: bruno.id }).where('id', '=', application).execute();
  await addExperts(t.house, world.office, world.callId, [{ email: ada.email, maxLoad: 3 }]);
  const barred = async () => (await machineConflicts(t.house, world.callId)).filter((c) => c.personId === ada.id).map((c) => c.applicationId);
  expect(await barred()).toEqual([]);
  const year = new Date().getFullYear() - 1;
  await importPublications(
    t.house,
    world.office,
    `e-mail;titolo;anno;DOI\n${ada.email};Insieme;${year};10.1234/xyz\n${bruno.email};Insieme;${year};10.1234/xyz`,
  );
  expect(await barred()).toEqual([application]);
});

test('a table is read with commas, tabs and semicolons, with quotation marks and breaks inside', () => {
  for (const s of [';', ',', '\t'])
    expect(readPublicationTable(`titolo${s}esperto\n"Uno${s}\ndue"${s}a@b.it`)).toMatchObject({
      reasons: [],
      lines: [{ row: 2, who: 'a@b.it', title: `Uno${s}\ndue`, year: null, doi: null, coauthors: [] }],
    });
  const many = `e-mail;titolo\n${'a@b.it;x\n'.repeat(5001)}`;
  expect(readPublicationTable(many)).toEqual({ lines: [], reasons: [{ code: 'publicationTable.tooMany', params: { lines: 5001, most: 5000 }, at: 'file' }] });
});
