import { jobTasks } from '#src/house/jobs.ts';
import { beginProject } from '#src/delivery/projects/actions/begin.ts';
import { seedPeople } from '#src/partnership/identity/actions.ts';
import { personaOf, personas } from '#src/partnership/identity/personas.ts';
import { exampleSigner } from '#src/house/seed/signing.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { partneredWorld, withDeed } from '../factories/partnered.ts';
import { acceptedReport } from '../factories/reported.ts';
import { smallPdf } from '../factories/signatures.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

// A partner is replaced and then the lead goes: asked for, answered, signed by whom it concerns, and in force from its day.

let stage: Stage;
let w: Awaited<ReturnType<typeof partneredWorld>>;
let office: Visitor;
let lead: Visitor;
let joiner: Visitor;
let joining: string;
let project: string;
let contract: string;
let variation: string;
const [davide, marta] = [personaOf('applicant-research')!, personaOf('applicant-enterprise')!];

/** Does what the worker would. */
async function work(...tasks: string[]) {
  const { rows } = await stage.house.pool.query(
    'select j.id, k.identifier as task, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks k on k.id = j.task_id where k.identifier = any($1) order by j.id',
    [tasks],
  );
  for (const { id, task, payload } of rows) {
    await stage.house.pool.query('delete from graphile_worker._private_jobs where id = $1', [id]);
    await jobTasks[task as string]!(stage.house, payload);
  }
}

const signed = async (pdf: Buffer, name: string, by: typeof marta) => ({
  name,
  mimeType: 'application/pdf',
  buffer: await (await exampleSigner(stage.house)).sign(pdf, { name: by.name, fiscalCode: by.fiscalCode ?? null }, stage.house.clock().toISOString()),
});

/** Hands in, one after the other, every paper that the reader is asked for. */
async function handInAll(who: Visitor, by: typeof marta) {
  await who.visit(contract);
  const asked = (await who.page.locator('#documents summary').allTextContents()).filter((text) => text.startsWith('Carica: '));
  for (const text of asked) {
    const paper = who.page.locator('#documents details').filter({ has: who.page.getByText(text, { exact: true }) });
    await paper.locator('summary').click();
    await who.fill({ file: await signed(smallPdf(text), 'carta.pdf', by) }, paper);
    await who.press('Carica', { within: paper });
  }
}

/** The office notes what the register says of one of them. */
async function noteRegister(name: string) {
  await office.visit(contract);
  const paper = office.page.locator('#documents details').filter({ has: office.page.locator('summary', { hasText: new RegExp(`^Registra: DURC.*${name}$`) }) });
  await paper.locator('summary').click();
  await office.fill({ reference: 'INPS_12345678', validUntil: '2025-06-10' }, paper);
  await office.press('Registra', { within: paper });
}

/** Downloads the addendum, signs it and uploads the copy. */
async function signs(who: Visitor, number: number, by: typeof marta, party: string) {
  await who.visit(contract);
  await who.sees('Da firmare', `Testo dell’addendum n. ${number}`);
  const paper = await (await who.get(`${contract}/addenda/${number}`)).body();
  const section = who.page.locator(`#addendum-${number} form`).filter({ has: who.page.getByRole('button', { name: `Carica la copia firmata: ${party}` }) });
  await who.fill({ file: await signed(paper, 'addendum.pdf', by) }, section);
  await who.press(`Carica la copia firmata: ${party}`, { within: section });
  await who.sees('Firma digitale valida');
}

beforeAll(async () => {
  stage = await startStage({ at: '2024-07-10T10:00:00.000Z' });
  await seedPeople(stage.house, [...personas]);
  w = await partneredWorld(stage.house);
  await beginProject(stage.house, w.contractId);
  await withDeed(stage.house, w);
  joining = await w.organisation('Terza università');
  await stage.house.writer
    .insertInto('organisation_people')
    .values([
      { organisation_id: w.university, person_id: davide.personId, role: 'representative' },
      { organisation_id: joining, person_id: marta.personId, role: 'representative' },
    ])
    .execute();
  const { id } = await stage.house.db.selectFrom('projects').select('id').executeTakeFirstOrThrow();
  [project, contract] = [`/projects/${id}`, `/contracts/${w.contractId}`];
  await acceptedReport(stage.house, id, w.enterprise, [], '2025-02-10T08:00:00Z');
  stage.setClock('2025-02-12T10:00:00.000Z');
  office = await stage.signInAs('office');
  lead = await stage.signInAs('applicant-research');
  joiner = await stage.signInAs('applicant-enterprise');
});
afterAll(() => stage?.end());

test('on a phone the lead says who goes, who comes and from when; a day that was reported is refused, the table hands over the rest', async () => {
  const phone = await stage.signInAs('applicant-research', { width: 390 });
  await phone.visit(`${project}/variations`);
  await phone.press('Cambio di partner');
  await phone.fill({ change: 'replaced', leaving: w.enterprise, joining, region: 'campania', from: '2025-01-10' });
  await phone.press('Continua');
  await phone.sees(/14 gennaio 2025/);
  await phone.fill({ from: '2025-03-01' });
  await phone.press('Continua');
  await phone.sees('Che cosa passa, e a chi', 'Linea pilota');
  await phone.fill({ reason: 'Il gruppo di ricerca si è trasferito con il suo laboratorio alla Terza università.' });
  await phone.press('Invia la variazione');
  await phone.sees('In attesa');
  variation = phone.path;
});

test('the office sees what passes from one to the other, and approves; nothing changes before the addendum is signed', async () => {
  await office.visit(variation);
  await office.sees('Altra università', 'Terza università', '1 marzo 2025');
  await office.fill({ outcome: 'approved', answer: 'Il nuovo partner ha i requisiti del bando.' });
  await office.press('Rispondi', { within: office.page.locator('#answer form') });
  await work('contract.amend');
  await office.visit(contract);
  await office.sees('Addendum n. 1', 'In preparazione', 'Prima di inviarlo per la firma manca');
  await lead.visit(project);
  await lead.sees('Altra università');
});

test('the new partner hands in its papers, lead and new partner sign, the office accepts; from its day it is a partner', async () => {
  await handInAll(joiner, marta);
  await noteRegister('Terza università');
  await office.visit(contract);
  await office.page.locator('summary', { hasText: 'Invia l’addendum per la firma' }).click();
  await office.press('Invia l’addendum per la firma', { within: office.page.locator('#addendum-1 form') });
  await office.sees('Da firmare');
  await office.sees('manca una copia con una firma valida');
  await signs(lead, 1, davide, 'Università di prova');
  await signs(joiner, 1, marta, 'Terza università');
  await office.visit(contract);
  await office.press('Accetta l’addendum firmato');
  await office.sees('Firmato');
  await work('project.vary');
  stage.setClock('2025-03-01T08:00:00.000Z');
  await work('project.vary');
  await joiner.visit(project);
  await joiner.sees('Terza università', 'Altra università');
  await office.visit(variation);
  await office.sees('Approvata');
});

test('the lead goes: another takes its place, the mandate is given anew, both sign, and the project is then of the new lead', async () => {
  await lead.visit(`${project}/variations`);
  await lead.press('Cambio di partner');
  await lead.fill({ change: 'leaves', leaving: w.university, from: '2025-05-01' });
  await lead.press('Continua');
  await lead.sees(/capofila/);
  await lead.fill({ newLead: joining });
  await lead.press('Continua');
  for (const box of await lead.page.locator('main select[name^="taker."], main select[name^="leads."]').all()) await box.selectOption(joining);
  await lead.fill({ reason: 'Il responsabile scientifico passa alla Terza università, che prende il coordinamento.' });
  await lead.press('Invia la variazione');
  variation = lead.path;
  await office.visit(variation);
  await office.sees('Nuovo capofila');
  await office.fill({ outcome: 'approved', answer: 'Il coordinamento passa con le persone.' });
  await office.press('Rispondi', { within: office.page.locator('#answer form') });
  await work('contract.amend');
  await office.visit(contract);
  await office.sees('Addendum n. 2', 'Prima di inviarlo per la firma manca');
});

test('what is signed anew is handed in again, and from its day the office writes to the new lead', async () => {
  await handInAll(lead, davide);
  await handInAll(joiner, marta);
  await office.visit(contract);
  await office.page.locator('summary', { hasText: 'Invia l’addendum per la firma' }).click();
  await office.press('Invia l’addendum per la firma', { within: office.page.locator('#addendum-2 form') });
  await signs(joiner, 2, marta, 'Terza università');
  await signs(lead, 2, davide, 'Università di prova');
  await office.visit(contract);
  await office.press('Accetta l’addendum firmato');
  await work('project.vary');
  stage.setClock('2025-05-01T08:00:00.000Z');
  await work('project.vary');
  await joiner.visit(project);
  await joiner.sees('Terza università');
  const { rows } = await stage.house.pool.query(
    'select o.legal_name as name, m.role, m.left_on from project_members m join organisations o on o.id = m.organisation_id order by m.left_on nulls first',
  );
  expect(rows.map((r) => [r.name, r.role, r.left_on])).toEqual([
    ['Terza università', 'lead', null],
    ['Altra università', 'partner', '2025-03-01'],
    ['Università di prova', 'partner', '2025-05-01'],
  ]);
  // Who left reads on, and asks for nothing any more.
  await lead.visit(`${project}/variations`);
  await lead.seesNot('Chiedi una variazione');
});
