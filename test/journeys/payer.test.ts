import { seedPeople } from '#src/partnership/identity/actions.ts';
import { personaOf, personas } from '#src/partnership/identity/personas.ts';
import { settleProject } from '#src/delivery/payments/actions/settle.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fundedWorld } from '../factories/funded.ts';
import { accepted, confirmedAccount, OWN_IBAN, ownStatement, validPapers } from '../factories/paid.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

// The office proposes, who pays approves, the bank gets its file, its statement says paid; what does not fit is said and books nothing.

let stage: Stage;
let w: Awaited<ReturnType<typeof fundedWorld>>;
let office: Visitor;
let payer: Visitor;

const upload = (xml: string, name = 'estratto.xml') => ({ name, mimeType: 'application/xml', buffer: Buffer.from(xml) });

beforeAll(async () => {
  stage = await startStage({ at: '2024-08-01T08:00:00.000Z' });
  await seedPeople(stage.house, [...personas]);
  w = await fundedWorld(stage.house);
  await stage.house.writer
    .insertInto('organisation_people')
    .values({ organisation_id: w.university, person_id: personaOf('applicant-research')!.personId, role: 'member' })
    .execute();
  await validPapers(stage.house, w.projectId, { but: ['guarantee'] });
  await confirmedAccount(stage.house, null, OWN_IBAN);
  await accepted(stage.house, w.applicationId, w.university, 10_000_000, 'r1');
  await settleProject(stage.house, w.projectId);
  office = await stage.signInAs('office');
  payer = await stage.signInAs('payer');
});
afterAll(() => stage?.end());

test('a beneficiary tells its account; a wrong IBAN is explained; the office confirms', async () => {
  const member = await stage.signInAs('applicant-research', { width: 390 });
  await member.visit(`/projects/${w.projectId}/money`);
  await member.sees('Università di prova', '100.000 €', 'non ha un conto corrente confermato');
  await member.picture('payments-money-it-390', { width: 390 });
  await member.visit('/payments/accounts');
  await member.fill({
    organisation: w.university,
    iban: 'IT60X0542811101000000123457',
    holder: 'Università di prova',
    reason: 'Lettera del direttore generale',
  });
  await member.press('Proponi un conto', { status: 422 });
  await member.sees('cifre di controllo');
  await member.fill({ iban: 'IT60 X054 2811 1010 0000 0123 456' });
  await member.press('Proponi un conto');
  await member.sees('IT60 X054 2811 1010 0000 0123 456', 'proposto');
  await office.visit('/payments/accounts?state=proposed');
  await office.page.locator('tbody').getByRole('link').first().click();
  await office.press('Conferma');
  await office.sees('confermato');
});

test('the office proposes; the same person cannot approve; a second click changes nothing', async () => {
  await office.visit('/payments');
  await office.picture('payments-queue-it');
  await office.picture('payments-queue-it-390', { width: 390 });
  await office.sees('Acconto', 'Non ancora');
  await office.press(/Proponi l’ordine/);
  await office.sees('Ordine MICS-P-2024-000001', '100.000 €', 'CUP', 'Decide chi ha il ruolo dei pagamenti');
  await office.picture('payments-order-it');
  const again = await office.post('/payments/orders', { project: w.projectId, organisation: w.university, idempotencyKey: crypto.randomUUID() });
  expect(again.status()).toBe(409);
});

test('who pays approves, makes the file once, and downloads it', async () => {
  await payer.visit('/payments/orders?state=proposed');
  await payer.page.locator('tbody').getByRole('link').first().click();
  await payer.picture('payments-approve-it', { to: '#decision' });
  await payer.press('Rifiuta', { status: 422 });
  await payer.sees('Occorre dire perché');
  await payer.press('Approva');
  await payer.sees('approvato', 'Luca Barone');
  await payer.visit('/payments/batches');
  await payer.sees('1 ordine approvato');
  await payer.fill({ executeOn: '2024-08-02' });
  await payer.picture('payments-batches-it');
  await payer.press('Crea il file');
  await payer.sees('MICS-B-2024-000001', 'in banca');
  const [download] = await Promise.all([payer.page.waitForEvent('download'), payer.page.getByRole('link', { name: 'Scarica il file XML' }).click()]);
  expect(download.suggestedFilename()).toBe('MICS-B-2024-000001.xml');
  const answer = await payer.post('/payments/batches', { executeOn: '2024-08-02' });
  expect(answer.status()).toBe(409);
});

test('a wrong file is refused whole; another amount pays nothing; the right one pays, once', async () => {
  await payer.visit('/payments/statements');
  const heavy = { name: 'grande.xml', mimeType: 'application/xml', buffer: Buffer.alloc(30 * 1024 * 1024, 'a') };
  await payer.fill({ file: heavy });
  await payer.page.getByRole('button', { name: 'Leggi' }).click();
  await payer.sees('Il file pesa 31,46 MB: il massimo è 5 MB, fissato da questo sistema');
  await payer.look();
  const plain = await stage.signInAs('payer', { script: false });
  await plain.visit('/payments/statements');
  await plain.fill({ file: heavy });
  await plain.press('Leggi', { status: 422 });
  await plain.sees('Quanto inviato pesa 30,01 MB: il massimo in un solo invio è 25 MB', 'Estratti conto');
  await plain.fill({ file: { ...heavy, buffer: Buffer.alloc(5_000_001, 'a') } });
  await plain.press('Leggi', { status: 422 });
  await plain.sees('Il file pesa 5,01 MB: il massimo è 5 MB, fissato da questo sistema');
  await payer.fill({ file: upload('Data;Importo\n01/08/2024;100', 'movimenti.csv') });
  await payer.press('Leggi', { status: 422 });
  await payer.sees('Il file non è XML leggibile');
  await payer.fill({ file: upload(ownStatement('2024-150', '2024-08-02', [{ cents: 9_999_900, side: 'DBIT', id: 'MICS-P-2024-000001' }])) });
  await payer.press('Leggi');
  await payer.sees('importo diverso', 'atteso: 100.000 €');
  const right = ownStatement('2024-151', '2024-08-05', [
    { cents: 10_000_000, side: 'DBIT', id: 'MICS-P-2024-000001' },
    { cents: 350, side: 'DBIT', said: 'Commissioni' },
  ]);
  for (const once of [true, false]) {
    await payer.visit('/payments/statements');
    await payer.fill({ file: upload(right) });
    await payer.press('Leggi');
    await payer.sees('Estratto 2024-151', 'ordine pagato', 'non riconosciuto');
    if (once) await payer.picture('payments-statement-it');
  }
  await payer.visit('/payments/orders');
  await payer.sees('pagato', '5 ago 2024');
  const mails = await stage.house.db.selectFrom('mail_messages').select('subject').where('subject', 'like', '%pagamento eseguito').execute();
  expect(mails.length).toBeGreaterThan(0);
});

test('a cut after payment asks money back; the ledger opens into what happened', async () => {
  await office.visit(`/projects/${w.projectId}/money`);
  await office.page.locator('summary', { hasText: 'Taglia costi già accettati' }).click();
  await office.fill({ organisation: w.university, cents: '10.000,00', reason: 'Fatture presentate due volte' }, office.page.locator('form[action$="/cuts"]'));
  await office.press('Taglia costi già accettati', { within: office.page.locator('form[action$="/cuts"]') });
  await office.sees('Recupero MICS-R-2024-000001', '10.000 €', 'taglio dopo il pagamento');
  await office.picture('payments-recovery-it');
  await office.fill({ count: '4', firstOn: '2024-09-01' });
  await office.press('Pianifica le rate');
  await office.sees('2.500 €', '1 dicembre 2024');
  const auditor = await stage.signInAs('auditor', { locale: 'en' });
  await auditor.visit('/ledger');
  await auditor.sees('Chart of accounts', 'Committed', 'Debit less credit');
  await auditor.picture('ledger-chart-en');
  await auditor.picture('ledger-chart-en-390', { width: 390 });
  await auditor.page.getByRole('link', { name: 'Paid', exact: true }).first().click();
  await auditor.sees('Payment', '€100,000');
  await auditor.picture('ledger-entries-en');
  await auditor.page.locator('tbody').getByRole('link').first().click();
  await auditor.sees('Postings', 'payment.paid');
  await auditor.picture('ledger-entry-en');
  await auditor.visit(`/projects/${w.projectId}/money`);
  await auditor.picture('payments-money-en');
  const stranger = await stage.signInAs('applicant-enterprise');
  await stranger.visit(`/projects/${w.projectId}/money`, 404);
  await stranger.visit('/ledger', 403);
});
