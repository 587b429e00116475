import { verifyFile } from '#src/house/commands/rank.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { EXAMPLE_AT, exampleHouse } from '../example.ts';
import { startStage, type Stage } from './browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

// What the scores of a call are worth, read by those who decide and check; and its ranking, computed again from the bundle alone.

const call = '/calls/01-2024';
let stage: Stage;

beforeAll(async () => {
  stage = await startStage({ at: EXAMPLE_AT, open: exampleHouse });
});
afterAll(() => stage?.end());

test('the office reads agreement, severity, distribution and who stands around the funding line', async () => {
  const office = await stage.signInAs('office');
  await office.visit(`${call}/ranking`);
  await office.press('Leggi i punteggi');
  await office.sees(
    '0,99 della media di 3 esperti',
    '0,98 di un solo esperto con il 95 % di confidenza fra 0,97 e 0,99',
    '192 valutazioni lette di 64 proposte',
    'La concordanza della media è eccellente',
    'L’ultima finanziata per merito ha 80 punti. Con gli stessi esperti in altre proposte, 8 proposte potrebbero scambiarsi il posto per caso (differenza entro 1,96 errori).',
  );
  const rows = await office.page.locator('#experts tbody tr').allInnerTexts();
  expect(rows).toHaveLength(25);
  await office.sees('29 esperti, righe da 1 a 25');
  expect(rows[0]!.split('\t').map((c) => c.trim())).toEqual(['E01', '−3', '0', 'Sì', '6', '51,5', '83,25', '94,5']);
  const feet = await office.page.locator('.m-column-feet span').allInnerTexts();
  const counts = feet.map((f) => Number(f.split('\n')[0]));
  expect([counts.length, counts.reduce((a, b) => a + b)]).toEqual([10, 192]);
  expect(feet.at(-1)).toMatch(/\n90–100$/);
  // Under pseudonyms: nobody is named.
  const names = await stage.house.db
    .selectFrom('call_experts as c')
    .innerJoin('people as p', 'p.id', 'c.person_id')
    .select('p.name')
    .where('c.call_id', '=', '01-2024')
    .execute();
  expect(names).toHaveLength(29);
  await office.seesNot(...names.map((n) => n.name));
  await office.picture('scores-it', { to: '#agreement' });
  await office.picture('scores-totals-it', { to: '#totals' });
  await office.picture('scores-band-it', { to: '#band' });
  // A list like every other, beside another one: sorted, filtered, paged and as CSV, each for itself.
  await office.visit(`${call}/ranking/scores?experts.sort=-shift&experts.marked=yes&experts.page=1&band.sort=total`);
  const marked = (await office.page.locator('#experts tbody tr').allInnerTexts()).map((r) => r.split('\t').map((c) => c.trim()));
  expect(new Set(marked.map((r) => r[3]))).toEqual(new Set(['Sì']));
  const shifts = marked.map((r) => Number(r[1]!.replace('−', '-').replace(',', '.')));
  expect(shifts).toEqual(shifts.toSorted((a, b) => b - a));
  const lowestFirst = (await office.page.locator('#band tbody tr').allInnerTexts()).map((r) => r.split('\t')[3]!.trim());
  expect(lowestFirst).toEqual(['80', '80', '81,5', '81,5', '82', '82', '82', '83']);
  await office.page.locator('#band').getByRole('link', { name: 'Punti' }).click();
  await office.page.waitForURL('**experts.sort=-shift**band.sort=-total#band');
  const csv = await (await office.get(`${call}/ranking/scores?experts.format=csv`)).text();
  expect(csv.trimEnd().split('\r\n')).toHaveLength(30);
  await office.visit(`${call}/ranking/scores`);
  const band = await office.page.locator('#band tbody tr').allInnerTexts();
  expect(band.map((r) => r.split('\t')[3]!.trim())).toEqual(['83', '82', '82', '82', '81,5', '81,5', '80', '80']);
  await office.press('EDERA', { within: office.page.locator('#band') });
  await office.sees('Valutazioni a confronto');
  await office.visit('/calls/02-2024-copia/ranking/scores');
  await office.sees('Nessuna linea di finanziamento, per ora');
});

test('the chair reads the same on a phone in English; applicants and strangers do not find it', async () => {
  const chair = await stage.signInAs('chair', { width: 390, locale: 'en' });
  await chair.visit(`${call}/ranking/scores`);
  await chair.sees(
    '0.98 of a single expert',
    'with 95 % confidence between 0.97 and 0.99',
    'The agreement of the mean is excellent',
    'Around the funding line',
  );
  await chair.picture('scores-en-390', { width: 390, to: '#totals' });
  await chair.picture('scores-experts-en-390', { width: 390, to: '#experts' });
  const marta = await stage.signInAs('applicant-enterprise');
  expect((await marta.get(`${call}/ranking/scores`)).status()).toBe(403);
  expect((await marta.get(`/api${call}/ranking/scores`)).status()).toBe(403);
  const stranger = await stage.visitor();
  expect((await stranger.get(`${call}/ranking/scores`)).url()).toContain('/sign-in');
});

test('the auditor reads the ranking, changes nothing, and computes it again from the bundle, offline and in the browser', async () => {
  const auditor = await stage.signInAs('auditor');
  await auditor.visit(`${call}/ranking`);
  await auditor.sees('Graduatoria con scorrimento', 'Graduatorie pubblicate', 'Verifica il pacchetto nel browser');
  expect(await auditor.page.locator('main form[method=post]').count()).toBe(0);
  await auditor.visit(`${call}/ranking/preview`);
  expect(await auditor.page.locator('main form[method=post]').count()).toBe(0);
  await auditor.sees('Solo l’ufficio');
  await auditor.visit(`${call}/ranking`);
  const [download] = await Promise.all([
    auditor.page.waitForEvent('download'),
    auditor.page.getByRole('link', { name: 'Pacchetto di verifica (JSON)' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^graduatoria-01-2024-\d\.json$/);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const bundle = Buffer.concat(chunks);

  const folder = mkdtempSync(join(tmpdir(), 'mics-bundle-'));
  const path = join(folder, 'graduatoria.json');
  writeFileSync(path, bundle);
  const outcome = await verifyFile([path]);
  expect([outcome.exit, outcome.words!.every((line) => line.startsWith('ok'))]).toEqual([0, true]);
  rmSync(folder, { recursive: true });

  const reader = await stage.visitor({ width: 390, locale: 'en' });
  let sent = 0;
  reader.page.on('request', (r) => void (r.method() === 'POST' && sent++));
  await reader.visit('/verify');
  await reader.fill({ file: { name: 'graduatoria.json', mimeType: 'application/json', buffer: bundle } });
  await reader.page.getByRole('button', { name: 'Check', exact: true }).click();
  await reader.page.locator('#result').waitFor();
  await reader.look();
  await reader.sees(
    'Everything agrees',
    'A later submission, withdrawal or ranking shows only in the latest file.',
    '67 places computed again',
    'The root is signed with this system’s key.',
  );
  await reader.picture('verify-ranking-en-390', { width: 390, to: '#result' });
  expect(sent).toBe(0);
});
