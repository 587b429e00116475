import { seedPeople } from '#src/partnership/identity/actions.ts';
import { personas } from '#src/partnership/identity/personas.ts';
import { openArchive } from '#src/plumbing/unzip.ts';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fundedWorld } from '../factories/funded.ts';
import { paidProject } from '../factories/paid.ts';
import { acceptedReport } from '../factories/reported.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

// The auditor draws a sample, opens an item into its evidence, notes what is wrong, sees what it says of the whole, and takes the evidence of a payment home.

let stage: Stage;
let auditor: Visitor;
let orderId: string;

beforeAll(async () => {
  stage = await startStage({ at: '2025-03-01T10:00:00.000Z' });
  await seedPeople(stage.house, [...personas]);
  const w = await fundedWorld(stage.house);
  await acceptedReport(stage.house, w.projectId, w.university, [600_00, 300_00, 50_00, 30_00, 20_00], '2025-02-20T09:00:00.000Z');
  ({ orderId } = await paidProject(stage.house, w.applicationId));
  auditor = await stage.signInAs('auditor');
});
afterAll(() => stage?.end());

test('a sample is drawn with a seed on record; what cannot be drawn says why', async () => {
  await auditor.visit('/audit');
  await auditor.press('Estrai un campione');
  await auditor.fill({ title: 'Controllo annuale sui costi', population: 'costs', method: 'simple' });
  await auditor.press('Estrai', { status: 422 });
  await auditor.sees('Dire quanti elementi estrarre');
  await auditor.fill({ method: 'monetary', size: '3', seed: 'Lotto, ruota di Roma, 28 febbraio 2025' });
  await auditor.picture('audit-draw-it');
  await auditor.press('Estrai');
  await auditor.sees('Campione MICS-A-2025-000001', 'gli stessi elementi', '5 elementi per 1.000 €', 'sempre, per importo', 'da esaminare');
  await auditor.picture('audit-sample-it');
  await auditor.picture('audit-sample-it-390', { width: 390 });
});

test('each item opens into its evidence; findings are noted one after the other, and the error is estimated for the whole', async () => {
  await auditor.page.locator('tbody').getByRole('link').first().click();
  await auditor.press('Apri le prove');
  await auditor.sees('Riga 1', 'Fornitore');
  await auditor.page.goBack();
  await auditor.fill({ outcome: 'irregular', cents: '60,00', finding: 'Fattura pagata solo in parte' });
  await auditor.press('Registra l’esito');
  for (const n of [2, 3]) {
    await auditor.sees(`Elemento ${n} di MICS-A-2025-000001`);
    await auditor.fill({ outcome: 'conform' });
    await auditor.press('Registra l’esito');
  }
  // 60 € for certain; the interval of the rest, 100 €, holds no error.
  await auditor.sees('L’errore più probabile supera il tollerabile', '60 €', '6 % del valore');
  await auditor.fill({ conclusion: 'Una fattura pagata in parte: l’errore supera il 2 %.' });
  await auditor.press('Chiudi il campione');
  await auditor.sees('chiuso', 'Una fattura pagata in parte');
  await auditor.picture('audit-estimate-it', { to: '#estimate' });
  const office = await stage.signInAs('office');
  await office.visit('/audit');
  await office.sees('MICS-A-2025-000001');
  expect((await office.post('/audit/samples', { title: 'Prova' })).status()).toBe(403);
});

test('where the findings decide nothing the sample is topped up from the same seed; an error with one cause is added as it is known', async () => {
  await auditor.visit('/audit/samples/new');
  await auditor.fill({ title: 'Controllo da ampliare', population: 'costs', method: 'simple', size: '2', materiality: '10', seed: 'Lotto, 1 marzo 2025' });
  await auditor.press('Estrai');
  await auditor.page.locator('tbody').getByRole('link').first().click();
  await auditor.fill({ outcome: 'irregular', cents: '20,00', finding: 'Spesa fuori dal periodo' });
  await auditor.press('Registra l’esito');
  await auditor.fill({ outcome: 'conform' });
  await auditor.press('Registra l’esito');
  // 5 × 10 €, and 98 € that chance may add: 100 € are tolerable.
  await auditor.sees('servono altri elementi', 'Amplia il campione');
  await auditor.fill({ more: '2' });
  await auditor.press('Amplia il campione');
  await auditor.sees('gli stessi elementi', 'Ampliamento 1', 'ne mancano 2');
  await auditor.page.locator('tbody').getByRole('link').nth(2).click();
  await auditor.fill({ outcome: 'irregular', cents: '5,00', nature: 'systemic', finding: 'Aliquota sbagliata dello stesso fornitore' });
  await auditor.press('Registra l’esito');
  await auditor.fill({ outcome: 'conform' });
  await auditor.press('Registra l’esito');
  await auditor.sees('Errori sistemici', 'vanno circoscritti');
  await auditor.fill({ cents: '12,00', how: 'Tutte le fatture del fornitore, controllate una per una.' });
  await auditor.press('Registra l’importo sistemico');
  // 5 × 20 € ÷ 4 by chance, and 12 € known.
  await auditor.sees('37 €', 'importo noto');
  await auditor.fill({ conclusion: 'Sotto il tollerabile anche al limite superiore, o quasi.' });
  await auditor.press('Chiudi il campione');
  await auditor.sees('chiuso', 'Sotto il tollerabile anche al limite');
});

test('the evidence of a payment is one archive, and who took it is on record', async () => {
  await auditor.visit(`/audit/payments/${orderId}`);
  const [download] = await Promise.all([
    auditor.page.waitForEvent('download'),
    auditor.page.getByRole('button', { name: 'Componi e scarica l’archivio' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('prove-MICS-P-2025-000001.zip');
  const archive = openArchive(readFileSync(await download.path()), 50_000_000);
  expect(archive.names).toEqual(expect.arrayContaining(['0-indice.pdf', 'index.json', 'SHA256SUMS', '2-rendiconti/1/prove/0001-fattura-1.pdf']));
  await auditor.visit(`/audit/payments/${orderId}`);
  await auditor.sees('Consegne', 'Che cosa conteneva l’ultimo', '6-banca/estratto-E-1.xml');
  await auditor.picture('audit-payment-it');
  const stranger = await stage.signInAs('applicant-enterprise');
  await stranger.visit('/audit', 403);
});
