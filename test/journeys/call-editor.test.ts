import type { Call } from '#src/funding/calls/schema.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { seedProgramme } from '#src/house/seed/programme.ts';
import { seedPersonas } from '#src/partnership/identity/actions.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStage, type Stage, type Visitor } from './browser.ts';
import { firstVersion, published } from './partnership.ts';

let stage: Stage;
let office: Visitor;
const original: Call = { ...firstVersion('01-2024'), id: 'prova', officialCode: 'Bando di prova' };

beforeAll(async () => {
  stage = await startStage({
    at: '2024-02-01T09:00:00Z',
    async seed(house) {
      await seedProgramme(house);
      await seedPersonas(house);
      await published(house, original, '2024-01-18T09:00:00Z');
    },
  });
});
afterAll(() => stage?.end());

test('a call is copied and edited without script, chapter by chapter', async () => {
  office = await stage.visitor({ script: false });
  await office.signIn('office');
  await office.visit('/calls/new');
  await office.picture('call-new-it');
  await office.fill({ from: 'prova', id: '04-2024', officialCode: 'Bando 04/2024', titleIt: 'Seconda edizione', titleEn: 'Second edition' });
  await office.press('Crea la bozza');
  expect(office.path).toBe('/calls/04-2024/edit');
  await office.sees('Il bando è completo e coerente');
  await office.press('Chi può partecipare e a quali condizioni');
  await office.fill({ 'rules~kind': 'womenShare' });
  const add = office.page.locator('button[value="add rules"]');
  await Promise.all([office.page.waitForNavigation(), add.click()]);
  await office.look();
  expect(office.path).toBe('/calls/04-2024/edit/rules?open=rules.18#f-rules-18');
  await office.fill({ 'rules.18.percent': 'metà' });
  await office.press('Salva');
  await office.sees('Nel capitolo restano');
  await office.visit('/calls/04-2024/edit');
  await office.picture('call-editor-it');
  await office.press('Regole 19, Percentuale');
  await office.sees('deve essere un numero, non "metà"');
  await office.fill({ 'rules.18.percent': '40', 'rules.18.source.ref': 'Lettura del bando', 'rules.18.source.status': 'inferred' });
  await office.press('Salva');
  await office.sees('Il capitolo è in ordine.', 'Le donne sono almeno il 40');
  await office.visit('/calls/04-2024/edit/rules?open=rules.5');
  await office.picture('call-editor-rules-it', { to: '#f-rules-5' });
  await office.visit('/calls/04-2024/edit/form?open=form.sections.0.fields.2');
  await office.picture('call-editor-form-it', { to: '#f-form-sections-0' });
  await office.visit('/calls/04-2024/preview/form/idea');
  await office.sees('Stato dell’arte e originalità');
  await office.visit('/calls/04-2024/drafts');
  await office.press('Annulla l’ultimo salvataggio');
  await office.sees('ripresa della bozza');
});

test('every chapter and page of the editor in English, on a phone', async () => {
  const english = await stage.visitor({ locale: 'en', width: 390 });
  await english.signIn('office');
  for (const chapter of ['texts', 'dates', 'money', 'aid', 'form', 'documents', 'consortium', 'screening', 'evaluation', 'ranking', 'contract'])
    await english.visit(`/calls/04-2024/edit/${chapter}`);
  await english.picture('call-editor-en-390');
  for (const page of ['edit', 'drafts', 'drafts/2', 'acts', 'preview', 'incidents'])
    await english.visit(`/calls/04-2024/${page}`, page === 'incidents' ? 404 : 200);
});

test('a correction of a published call is compared, refused where it touches the criteria, and published by an act', async () => {
  const page = await stage.signInAs('office');
  await page.visit('/calls/prova/edit/evaluation');
  await page.fill({ 'evaluation.totalThreshold': '50' });
  await page.press('Salva');
  await page.visit('/calls/prova/amendment');
  await page.sees('I criteri di valutazione', 'TAR Lazio 2113/2019');
  await page.picture('call-criteria-locked-it', { to: '#act' });
  await page.visit('/calls/prova/edit/evaluation');
  await page.fill({ 'evaluation.totalThreshold': '60' });
  await page.press('Salva');
  await page.visit('/calls/prova/edit/rules?open=rules.12');
  await page.fill({ 'rules.12.maxMonths': '14' });
  await page.press('Salva');
  await page.visit('/calls/prova/comparison');
  await page.sees('al massimo 12 mesi', 'al massimo 14 mesi', 'rules[duration].maxMonths');
  await page.picture('call-comparison-it');
  await page.visit('/calls/prova/amendment');
  await page.fill({ ref: 'Decreto n. 5', textIt: 'La durata massima è di 14 mesi.', textEn: 'At most 14 months.' });
  await page.press('Pubblica la rettifica');
  expect(page.path).toBe('/calls/prova');
  await page.sees('Che cosa è cambiato con l’ultima rettifica', 'La durata massima è di 14 mesi.');
  await page.picture('call-correction-it', { to: '#correction' });
  expect((await currentVersion(stage.house.db, 'prova'))!.number).toBe(2);
});

test('whoever wonders asks the quiz, without signing in and without script', async () => {
  const reader = await stage.visitor({ script: false, width: 390 });
  await reader.visit('/calls/prova');
  await reader.press('Posso partecipare?');
  await reader.press('Mostra l’esito');
  await reader.sees('Nessuna risposta data');
  await reader.fill({
    lead: 'enterprise',
    size: 'small',
    form: 'ats',
    sme: '1',
    university: '1',
    inside: 'no',
    others: '0',
    largest: '75',
    bodies: '15',
    cost: '300.000',
    months: '12',
    sector: 'clothing',
  });
  await reader.press('Mostra l’esito');
  expect(reader.path).toContain('lead=enterprise');
  await reader.sees('Una regola non è rispettata', '75', 'Che cosa servirà', 'digitalmente');
  await reader.picture('call-quiz-390', { width: 390 });
  const english = await stage.visitor({ locale: 'en' });
  await english.visit(reader.path.replace('largest=75', 'largest=65'));
  await english.sees('The rules that can be checked already are met', 'Sign in to apply');
  await english.picture('call-quiz-en');
  await english.visit('/calls/prova/eligibility?cost=molto&months=x');
  await english.sees('There are 2 things to correct');
});

test('an incident is declared, and the deadline moves to the next working noon', async () => {
  stage.setClock('2024-02-21T12:00:00Z');
  const page = await stage.signInAs('office');
  await page.visit('/calls/prova/incidents');
  await page.page.getByText('Dichiara un disservizio').first().click();
  await page.fill({
    startsAt: '2024-02-21T10:00',
    endsAt: '2024-02-21T12:30',
    whatIt: 'Il sito non rispondeva.',
    whatEn: 'The site did not answer.',
    log: '10:00:02 503 Service Unavailable',
    actRef: 'Decreto n. 6',
  });
  await page.press('Dichiara un disservizio', { within: page.page.locator('form') });
  await page.sees('durata 2 ore e 30 minuti', 'Il sito non rispondeva.');
  await page.page.getByText('Proroga la scadenza per questo disservizio').first().click();
  expect(await page.page.locator('[name="to"]').inputValue()).toBe('2024-02-22T12:00');
  await page.picture('call-incident-it');
  await page.fill({ ref: 'Decreto n. 7' });
  await page.press('Proroga la scadenza per questo disservizio', { within: page.page.locator('form') });
  await page.sees('Decreto n. 7: 22 febbraio 2024, ore 12:00');
  const reader = await stage.visitor({ locale: 'en', width: 390 });
  await reader.visit('/calls/prova');
  await reader.sees('Incidents of the platform', 'lasted 2 hours and 30 minutes');
  await reader.visit('/calls/prova/incidents');
  await reader.picture('call-incident-en-390', { width: 390 });
});
