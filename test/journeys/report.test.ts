import { openReports } from '#src/delivery/reports/actions/open.ts';
import { seedPeople } from '#src/partnership/identity/actions.ts';
import { personaOf, personas } from '#src/partnership/identity/personas.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fundedWorld } from '../factories/funded.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

// A researcher fills in a month on a phone; the lead imports costs with errors, mends them and hands the report in; an officer asks about one line,
// cuts another and accepts.

let stage: Stage;
let w: Awaited<ReturnType<typeof fundedWorld>>;
let lead: Visitor;
let id: string;
let ida: string;

const idOf = (persona: string) => personaOf(persona)!.personId;

beforeAll(async () => {
  stage = await startStage({ at: '2024-11-04T09:00:00.000Z' });
  await seedPeople(stage.house, [...personas]);
  w = await fundedWorld(stage.house);
  const db = stage.house.writer;
  ida = w.people.find((p) => p.name.startsWith('Ida'))!.id;
  await db
    .updateTable('project_people')
    .set({ person_id: idOf('researcher'), name: personaOf('researcher')!.name })
    .where('id', '=', ida)
    .execute();
  for (const [persona, organisation_id] of [
    ['applicant-research', w.university],
    ['applicant-enterprise', w.enterprise],
  ] as const)
    await db
      .insertInto('organisation_people')
      .values({ organisation_id, person_id: idOf(persona), role: 'member' })
      .execute();
  await db
    .insertInto('project_deliverables')
    .values({ project_id: w.projectId, id: 'd1', position: 1, title: 'Prototipo', work_package: 'wp-2', month: 4, kind: 'prototype' } as never)
    .execute();
  await openReports(stage.house);
  ({ id } = await stage.house.db.selectFrom('reports').select('id').executeTakeFirstOrThrow());
});
afterAll(() => stage?.end());

test('a researcher fills in October on a phone, copies a normal week, mends what is too much and confirms', async () => {
  const researcher = await stage.signInAs('researcher', { width: 390 });
  await researcher.visit('/timesheets');
  await researcher.sees('ottobre 2024', 'novembre 2024');
  await researcher.picture('report-months-390', { width: 390 });
  await researcher.press('ottobre 2024');
  await researcher.fill({ 'h.wp-1.07': '4', 'h.wp-2.07': '4,5', 'h.wp-1.08': '7:30', 'h.wp-1.09': '8' });
  await researcher.picture('report-sheet-390', { width: 390, to: '#month' });
  await researcher.press('Salva la bozza');
  await researcher.sees('Bozza salvata', 'le ore sono 8,5; il massimo al giorno è 8');
  await researcher.fill({ 'h.wp-2.07': '4' });
  await researcher.press('Salva e copia la settimana');
  await researcher.sees('Totale del mese');
  await researcher.picture('report-sheet-filled-390', { width: 390, to: '#month' });
  await researcher.picture('report-sheet', { width: 1280, to: '#month' });
  await researcher.fill({ confirmed: true });
  await researcher.press('Conferma il mese');
  await researcher.sees('Da controfirmare', personaOf('researcher')!.name, 'Impronta');
  await researcher.visit(`/reports/${id}`, 404);
});

test('the lead countersigns', async () => {
  lead = await stage.signInAs('applicant-research');
  await lead.visit('/timesheets?state=signed');
  await lead.picture('report-timesheets');
  await lead.press('ottobre 2024', { within: lead.page.locator('table') });
  await lead.press('Controfirma');
  await lead.sees('Controfirmato da');
  await lead.picture('report-countersigned', { to: '#signatures' });
});

const head = 'Voce di costo;Descrizione;Fornitore;Partita IVA;Numero fattura;Data fattura;Data pagamento;Riferimento pagamento;Importo netto;CUP sul documento';
const lineOf = (what: string, number: string, on: string, amount: string, cup = 'D43C22003120001') =>
  `materiali;${what};Fornitore S.r.l.;12345678903;${number};${on};01/10/2024;TRN 1;${amount};${cup}`;
const csv = (...lines: string[]) => ({ name: 'costi.csv', mimeType: 'text/csv', buffer: Buffer.from([head, ...lines].join('\r\n')) });

test('a CSV with errors takes nothing in and tells each cell; mended it comes in whole', async () => {
  await lead.visit(`/reports/${id}`);
  await lead.sees('Che cosa serve', 'La relazione tecnica ha 0 caratteri');
  await lead.picture('report-open');
  await lead.picture('report-open-390', { width: 390 });
  await lead.press('Importa da un file');
  await lead.picture('report-import');
  await lead.fill({ organisation: w.university, kind: 'costs' });
  await lead.fill({
    file: csv(lineOf('Resine', '1', '02/09/2024', '1,234'), lineOf('Fibre', '2', '2 settembre', '500,00'), lineOf('Colle', '3', '02/09/2024', '80,00')),
  });
  await lead.press('Leggi il file');
  await lead.sees('Il file ha errori', 'può voler dire due importi diversi', '«2 settembre» non è una data');
  await lead.picture('report-import-errors');
  await lead.picture('report-import-errors-390', { width: 390 });
  await lead.press('Carica un altro file');
  await lead.fill({ organisation: w.university, kind: 'costs' });
  await lead.fill({
    file: csv(lineOf('Resine', '1', '02/09/2024', '1.234,00'), lineOf('Fibre', '2', '02/09/2024', '500,00'), lineOf('Colle', '3', '02/09/2024', '80,00')),
  });
  await lead.press('Leggi il file');
  await lead.sees('Nessun errore: si può importare', 'Le righe del file');
  await lead.picture('report-import-ready');
  await lead.press('Importa 3 righe');
  await lead.sees('File importato');
});

test('what is missing leads to where it is put right; then the report is handed in', async () => {
  await lead.visit(`/reports/${id}`);
  await lead.press(/Resine: Manca il documento/);
  await lead.sees('Da sistemare in questa riga');
  await lead.picture('report-line');
  await lead.picture('report-line-390', { width: 390 });
  await lead.visit(`/reports/${id}/members/${w.university}`);
  await lead.fill({ attested: true });
  await lead.press('Attesta');
  await lead.sees('Attestato da');
  const checklist = { name: 'check-list.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n% check-list\n%%EOF\n') };
  await lead.fill({ file: checklist }, lead.page.locator('form:has(input[value="checklist"])'));
  await lead.press('Carica', { within: lead.page.locator('form:has(input[value="checklist"])') });
  await lead.sees('check-list.pdf');
  await lead.picture('report-member');
  await lead.visit(`/reports/${id}`);
  await lead.press('Relazione tecnica');
  await lead.fill({ technical: 'Nel periodo si è messa a punto la linea pilota con i materiali di scarto. '.repeat(3), milestones: 'M1 raggiunta a ottobre.' });
  await lead.press('Salva');
  await lead.sees('Risultato «Prototipo»');
  await lead.press(/Risultato «Prototipo»/);
  await lead.fill({
    'due.deliverables.d1.outcome': 'late',
    'due.deliverables.d1.newOn': '2025-01-10',
    'due.deliverables.d1.reason': 'Il banco prova è arrivato tardi.',
  });
  await lead.press('Salva', { status: 422 });
  await lead.sees('La nuova data viene dopo il periodo del rendiconto');
  await lead.fill({ 'due.deliverables.d1.newOn': '2025-03-31' });
  await lead.picture('report-technical');
  await lead.press('Salva');
  await lead.sees('Il periodo finisce il 14 gennaio 2025');
  stage.setClock('2025-01-20T09:00:00.000Z');
  lead = await stage.signInAs('applicant-research');
  await lead.visit(`/reports/${id}`);
  await lead.picture('report-amounts', { to: '#amounts' });
  await lead.picture('report-amounts-390', { to: '#amounts', width: 390 });
  await lead.fill({ confirmed: true });
  await lead.press('Presenta il rendiconto');
  await lead.sees('In controllo', 'Impronta (SHA-256)');
});

test('the officer asks about one line, cuts another; the lead answers; the report is accepted', async () => {
  const office = await stage.signInAs('office');
  await office.visit('/reports?state=submitted');
  await office.sees('PROVA');
  await office.picture('report-queue');
  await office.page.locator('tbody').getByRole('link').first().click();
  await office.page.waitForLoadState();
  await office.picture('report-check', { to: '#check' });
  await office.visit(`/reports/${id}/lines`);
  await office.picture('report-lines');
  await office.picture('report-lines-390', { width: 390 });
  await office.press('Resine');
  await office.fill({ verdict: 'queried', text: 'Per quale prova sono servite queste resine?' });
  await office.picture('report-verdict', { to: '#verdict' });
  await office.press('Registra l’esito');
  await office.sees('In attesa di risposta');
  await office.visit(`/reports/${id}/lines`);
  await office.press('Fibre');
  await office.fill({ verdict: 'cut', cut: '100,00', reason: 'amount', text: 'Il trasporto non è ammesso.' });
  await office.press('Registra l’esito');
  await office.sees('Tagliata', '100 €', 'Importo errato');
  await lead.visit(`/reports/${id}`);
  await lead.sees('Per quale prova sono servite queste resine?');
  await lead.fill({ answer: 'Per le prove di trazione del pacchetto di lavoro 2.' });
  await lead.picture('report-question', { to: '#questions' });
  await lead.press('Invia la risposta');
  for (const line of await stage.house.db.selectFrom('report_lines').select('id').where('verdict', '=', 'open').where('sampled', '=', true).execute()) {
    await office.visit(`/reports/${id}/lines/${line.id}`);
    await office.fill({ verdict: 'eligible' });
    await office.press('Registra l’esito');
  }
  await office.visit(`/reports/${id}`);
  await office.sees('Per le prove di trazione');
  await office.fill({ confirmed: true, note: 'Buon lavoro.' });
  await office.picture('report-accept', { to: '#check' });
  await office.press('Accetta il rendiconto');
  await office.sees('Accettato', 'Ammesso', 'Buon lavoro.');
  await office.picture('report-accepted', { to: '#amounts' });
  const english = await stage.signInAs('applicant-enterprise', { locale: 'en', width: 390 });
  await english.visit(`/reports/${id}`);
  await english.sees('Accepted');
  await english.seesNot('Resine', 'Fibre');
  await english.picture('report-partner-en-390', { width: 390 });
  const mails = await stage.house.db.selectFrom('mail_messages').select('subject').where('key', 'like', 'report.accepted/%').execute();
  expect(mails.map((m) => m.subject)).toContain('PROVA: rendiconto 1 accettato');
});
