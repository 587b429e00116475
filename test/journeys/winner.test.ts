import { jobTasks } from '#src/house/jobs.ts';
import { exampleSigner } from '#src/house/seed/signing.ts';
import { adoptDecree } from '#src/funding/awards/actions.ts';
import { seedPeople } from '#src/partnership/identity/actions.ts';
import { personaOf, personas } from '#src/partnership/identity/personas.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { TestHouse } from '../database.ts';
import { AFTER_DEADLINE } from '../factories/evaluation.ts';
import { rankedWorld } from '../factories/ranked.ts';
import { smallPdf } from '../factories/signatures.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

// Who was awarded a grant signs the contract, names the team, and asks for a variation on a phone; the office does its part.

let stage: Stage;
let w: Awaited<ReturnType<typeof rankedWorld>>;
let office: Visitor;
let lead: Visitor;
let contract: string;
let project: string;
const signer = { name: personaOf('applicant-research')!.name, fiscalCode: personaOf('applicant-research')!.fiscalCode ?? null };

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

beforeAll(async () => {
  stage = await startStage({ at: AFTER_DEADLINE });
  await seedPeople(stage.house, [...personas]);
  w = await rankedWorld({ house: stage.house, setClock: stage.setClock } as unknown as TestHouse);
  await stage.house.writer
    .insertInto('organisation_people')
    .values({ organisation_id: w.first.organisation, person_id: personaOf('applicant-research')!.personId, role: 'representative' })
    .execute();
  await w.publish('provisional');
  await w.day(40);
  await w.publish('final');
  await adoptDecree(stage.house, w.office, w.callId);
  await work('contract.prepare');
  office = await stage.signInAs('office');
  lead = await stage.signInAs('applicant-research');
});
afterAll(() => stage?.end());

const signed = async (pdf: Buffer, name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: await (await exampleSigner(stage.house)).sign(pdf, signer, '2024-04-21T10:00:00.000Z'),
});

test('the office sees what is missing, the lead hands it in, the office offers the contract', async () => {
  await office.visit('/desk');
  await office.sees('Contratti', 'da preparare');
  await office.visit('/contracts');
  await office.picture('contracts-list-it');
  await office.page.locator('tbody').getByRole('link').first().click();
  await office.page.waitForURL(/contracts\/[0-9a-f-]{36}/);
  contract = new URL(office.page.url()).pathname;
  await office.sees('Prima di inviarlo manca', 'Manca il CUP', 'Dichiarazione di assenza di doppio finanziamento');
  await office.picture('contract-office-it');
  await office.fill({ cup: 'D43 C22003120001', startsOn: '2024-06-01' });
  await office.press('Salva', { within: office.page.locator('#terms') });
  await lead.visit(contract);
  await lead.page.getByText('Carica: Dichiarazione di assenza di doppio finanziamento').click();
  await lead.picture('contract-lead-it', { to: '#documents' });
  await lead.fill({ file: await signed(smallPdf(), 'dichiarazione.pdf') });
  await lead.press('Carica', { within: lead.page.locator('#documents details[open]') });
  await lead.sees('Presente', 'dichiarazione.pdf', 'Firma digitale valida');
  await office.visit(contract);
  await office.seesNot('Prima di inviarlo manca');
  await office.page.locator('summary', { hasText: 'Invia il contratto per la firma' }).click();
  await office.press('Invia il contratto per la firma', { within: office.page.locator('#signature form') });
  await office.sees('Da firmare', '12 maggio 2024');
});

test('the lead signs, in English, and the office accepts', async () => {
  const reader = await stage.signInAs('applicant-research', { locale: 'en', width: 390 });
  await reader.visit('/desk');
  await reader.sees('Contracts', 'to be signed');
  await reader.visit(contract);
  await reader.sees('To be signed', 'Text of the contract (PDF)');
  await reader.picture('contract-sign-en-390', { width: 390, to: '#signature' });
  const deed = await (await reader.get(`${contract}/deed.pdf`)).body();
  await reader.fill(
    { file: { name: 'other.pdf', mimeType: 'application/pdf', buffer: (await signed(smallPdf('another'), 'x')).buffer } },
    reader.page.locator('#signature'),
  );
  await reader.press('Upload the signed contract', { status: 422 });
  await reader.sees('This file is not the contract that was sent');
  await reader.fill({ file: await signed(deed, 'contratto.pdf') }, reader.page.locator('#signature'));
  await reader.press('Upload the signed contract');
  await reader.sees('The signed contract has arrived', 'Digital signature valid');
  await office.visit(contract);
  await office.picture('contract-accept-it', { to: '#signature' });
  await office.press('Accetta il contratto firmato', { within: office.page.locator('#signature form') });
  await office.sees('Firmato');
  await work('project.begin');
});

test('the lead names the team and shows what is planned', async () => {
  await lead.visit('/projects/funded');
  await lead.picture('projects-list-it');
  await lead.page.locator('tbody').getByRole('link').first().click();
  await lead.page.waitForURL(/projects\/[0-9a-f-]{36}/);
  project = new URL(lead.page.url()).pathname;
  await lead.sees('In corso', 'D43C22003120001');
  await lead.visit(`${project}/team`);
  await lead.page.getByText('Modifica chi c’è già', { exact: true }).click();
  await lead.page.getByText('Modifica: Da nominare 1', { exact: true }).click();
  await lead.fill({ name: 'Ida Greco', email: personaOf('researcher')!.email, role: 'Ricercatrice', birthYear: '1991' }, lead.page.locator('details[open]'));
  await lead.press('Salva la persona', { within: lead.page.locator('details[open]') });
  await lead.sees('Ida Greco (accede)', '1991');
  await lead.picture('project-team-it');
  const ida = await stage.signInAs('researcher');
  await ida.visit('/projects/funded');
  await ida.sees(/PRJ\d/);
  await ida.visit(project);
  await ida.seesNot('Bilancio');
  await ida.visit(`${project}/budget`, 404);
});

test('on a phone: the work plan by a notice, a longer project by a request that the office approves', async () => {
  const phone = await stage.signInAs('applicant-research', { width: 390 });
  await phone.visit(`${project}/variations`);
  await phone.press('Piano di lavoro');
  await phone.fill({
    'wp.0.title': 'Linea pilota',
    'wp.0.from': '1',
    'wp.0.until': '10',
    'wp.1.title': 'Prove su strada',
    'wp.1.from': '8',
    'wp.1.until': '12',
    'milestone.0.title': 'Primo prototipo',
    'milestone.0.month': '6',
    reason: 'La proposta descriveva le attività a parole: qui sono in mesi.',
  });
  await phone.picture('variation-plan-it-390', { width: 390 });
  await phone.press('Invia la variazione');
  await phone.sees('Comunicata', 'Linea pilota');
  await phone.visit(`${project}/variations`);
  await phone.press('Durata');
  // This call foresees no extension beyond its longest duration, and fixes a last day.
  await phone.sees('18 mesi al massimo e non prevede proroghe', 'entro il 30 settembre 2025', 'Ora dura 12 mesi');
  await phone.fill({ months: '30', reason: 'Le prove dipendono dalla stagione e vanno ripetute.' });
  await phone.press('Invia la variazione', { status: 409 });
  await phone.sees('Il progetto dura 30 mesi; il massimo è 18', 'il termine è il 30 settembre 2025');
  await phone.fill({ months: '14' });
  await phone.press('Invia la variazione');
  await phone.sees('In attesa', 'Risposta entro');
  const at = phone.path;
  await office.visit(at);
  await office.picture('variation-office-it', { to: '#changes' });
  await office.fill({ outcome: 'approved', answer: 'La stagione delle prove è documentata.' });
  await office.press('Rispondi', { within: office.page.locator('#answer form') });
  await office.sees('Approvata');
  await lead.visit(project);
  await lead.sees('Linea pilota', '31 luglio 2025');
  await lead.picture('project-it');
  await lead.picture('project-plan-it', { to: '#plan' });
  await lead.picture('project-it-390', { to: '#plan', width: 390 });
  await lead.visit(`${project}/versions?from=1&to=3`);
  await lead.sees('Versione 1 e versione 3', 'Linea pilota');
  await lead.picture('project-versions-it');
  expect((await lead.get(`${project}/variations/1`)).status()).toBe(200);
});
