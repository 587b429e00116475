import { actorOf } from '#src/house/seed/example.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { applicationById } from '#src/funding/applications/queries/application.ts';
import { examine } from '#src/funding/applications/rules/examine.ts';
import { personaOf } from '#src/partnership/identity/personas.ts';
import { seedRepresentatives } from '#src/partnership/organisations/actions.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXAMPLE_AT, exampleHouse } from '../example.ts';
import { aCompleteDraft, allDocuments } from '../factories/applications.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';
import { seedBodies } from './partnership.ts';

// One application is handed in in time and its receipt is checked by a stranger; another comes a second late.

let stage: Stage;
let marta: Visitor;
let inTime: string;
let tooLate: string;
let closesAt: number;
let receipt: string;

beforeAll(async () => {
  stage = await startStage({ at: EXAMPLE_AT, open: exampleHouse });
  const partnership = await seedBodies(stage.house);
  const { call, closesAt: closes } = (await currentVersion(stage.house.db, '03-2026'))!;
  closesAt = Date.parse(closes);
  const writer = actorOf('applicant-enterprise', [partnership.id('weaver'), partnership.id('dyer')]);
  const { personId, name, fiscalCode } = personaOf('applicant-enterprise')!;
  await seedRepresentatives(stage.house, [{ organisationId: partnership.id('dyer'), personId }]);
  const draft = async (key: string) => {
    const id = await aCompleteDraft(stage.house, writer, call, partnership.id(key), { startsOn: '2027-06-01' });
    // Signed by whoever represents the applicant.
    await allDocuments(stage.house, writer, id, { name, fiscalCode: fiscalCode! });
    expect(examine(call, (await applicationById(stage.house.db, id))!.proposal).toPutRight).toEqual([]);
    return id;
  };
  inTime = await draft('weaver');
  tooLate = await draft('dyer');
  stage.setClock(new Date(closesAt - 60_000).toISOString());
  marta = await stage.signInAs('applicant-enterprise');
});
afterAll(() => stage?.end());

test('handed in a second before the deadline: the receipt says which instant counts', async () => {
  await marta.visit(`/applications/${inTime}/submission`);
  await marta.fill({ declaration: true });
  stage.setClock(new Date(closesAt - 1000).toISOString());
  await marta.press('Presenta la domanda');
  await marta.sees('Ricevuta MICS-2027-', 'Quale istante conta', '11:59:59', 'Tutte le presentazioni di questa domanda');
  await marta.picture('proof-receipt', { to: '#instant' });
  receipt = await (await marta.get(`/applications/${inTime}/receipt?format=json`)).text();
  const paper = await marta.get(`/applications/${inTime}/receipt?format=pdf`);
  expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a late click is refused with its source, the instant and what can be done; nothing is lost', async () => {
  stage.setClock(new Date(closesAt - 1000).toISOString());
  await marta.visit(`/applications/${tooLate}/submission`);
  await marta.fill({ declaration: true });
  const before = (await applicationById(stage.house.db, tooLate))!.proposal;
  stage.setClock(new Date(closesAt + 1000).toISOString());
  await marta.press('Presenta la domanda', { status: 409 });
  await marta.sees('La richiesta è arrivata', '12:00:01', 'solo una proroga');
  await marta.picture('proof-late');
  const after = (await applicationById(stage.house.db, tooLate))!;
  expect([after.state, after.proposal]).toEqual(['draft', before]);
  await marta.visit(`/applications/${tooLate}`);
  await marta.visit(`/applications/${tooLate}/dossier`);
});

const files = (text: string) => ({ name: 'ricevuta.json', mimeType: 'application/json', buffer: Buffer.from(text) });

test.each([
  ['in the browser, which sends nothing', true],
  ['without script, by the server', false],
])('a stranger checks the receipt %s, and a changed one is refused', async (_how, script) => {
  const reader = await stage.visitor({ script });
  let sent = 0;
  reader.page.on('request', (request) => void (request.method() === 'POST' && sent++));
  await reader.visit('/verify');
  const check = async (text: string, as: 'file' | 'text') => {
    await reader.visit('/verify');
    if (script) await reader.page.locator('[data-note=here]:not([hidden])').waitFor();
    await reader.fill(as === 'file' ? { file: files(text) } : { text });
    if (!script) return void (await reader.press('Verifica'));
    await reader.page.getByRole('button', { name: 'Verifica', exact: true }).click();
    await reader.page.locator('#result').waitFor();
    await reader.look();
  };
  await check(receipt, 'file');
  await reader.sees('Tutto corrisponde', 'Ogni dato della ricevuta è quello che questo sistema ha firmato');
  await reader.picture(`proof-verified-${script ? 'browser' : 'server'}`);
  await check(receipt.replace('"grantCents":', '"grantCents":1'), 'text');
  await reader.sees('Non corrisponde', 'la ricevuta è stata modificata');
  await reader.picture(`proof-tampered-${script ? 'browser' : 'server'}`);
  await check(receipt.slice(0, 400), 'text');
  await reader.sees('Non corrisponde', 'è stato tagliato o modificato');
  expect(sent).toBe(script ? 0 : 3);
});

test('in English and on a phone; whoever kept a root sees that the log has only grown', async () => {
  const reader = await stage.visitor({ locale: 'en', width: 390 });
  await reader.visit('/verify');
  const { size, root } = (JSON.parse(receipt) as { evidence: { head: { size: number; root: string } } }).evidence.head;
  await reader.fill({ size: String(size), root });
  await reader.press('Compare');
  await reader.sees('it has only grown');
  await reader.fill({ size: String(size), root: root.replace(/^./, (c) => (c === '0' ? '1' : '0')) });
  await reader.press('Compare');
  await reader.sees('The root kept is not one of this log');
  await reader.visit('/verify');
  await reader.picture('proof-verify-en-390', { width: 390 });
});

test('the office declares an incident with what was measured, and everyone reads it', async () => {
  const at = (minute: number) => new Date(closesAt + minute * 60_000).toISOString();
  for (let m = -40; m < -10; m++)
    if (m < -30 || m >= -22)
      await stage.house.pool.query('insert into availability_minutes values ($1, 1, $2, $3, $4, 20, $4, 20, 150)', [
        at(m),
        m + 45,
        m === -31 ? 4 : 0,
        m === -32 ? 3 : 0,
      ]);
  const office = await stage.signInAs('office');
  await office.visit('/desk/availability');
  await office.sees('Regolare', 'Con errori', 'Che cosa dicono le colonne');
  await office.picture('proof-availability');
  await office.picture('proof-availability-390', { width: 390 });
  await office.visit('/desk/availability?outcome=failing');
  await office.visit('/desk/availability?on=1999');
  const local = (minute: number) => new Date(closesAt + minute * 60_000).toLocaleString('sv-SE', { timeZone: 'Europe/Rome' }).slice(0, 16).replace(' ', 'T');
  await office.visit('/calls/03-2026/incidents');
  await office.page.locator('summary', { hasText: 'Dichiara un disservizio' }).click();
  await office.fill({
    startsAt: local(-40),
    endsAt: local(-10),
    whatIt: 'La piattaforma non rispondeva. Esempio.',
    whatEn: 'The platform did not answer. Example.',
    actRef: 'Decreto n. 9 (esempio)',
    actOn: local(0).slice(0, 10),
  });
  await office.press('Dichiara un disservizio', { within: office.page.locator('form[action$="/incidents"]') });
  await office.sees('per 8 minuti non risulta in funzione', 'Misure fissate con la dichiarazione');
  await office.picture('proof-incident', { to: 'article' });
  await office.picture('proof-incident-390', { width: 390, to: 'article' });
  const reader = await stage.visitor({ locale: 'en' });
  await reader.visit('/calls/03-2026');
  await reader.sees('The platform itself recorded 22 of 30 minutes');
});
