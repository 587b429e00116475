import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXAMPLE_AT, exampleHouse } from '../example.ts';
import { startStage, type Stage } from './browser.ts';

// The pictures of the documentation that show the example as it is seeded; the journeys take the others on their way.
const asked = process.env['MICS_PICTURES'] === '1';
let stage: Stage;

beforeAll(async () => {
  if (asked) stage = await startStage({ at: EXAMPLE_AT, open: exampleHouse });
});
afterAll(() => stage?.end());

test.runIf(asked)('what anyone sees of the example partnership', async () => {
  const reader = await stage.visitor();
  await reader.visit('/');
  await reader.picture('home-it');
  await reader.picture('home-it-390', { width: 390 });
  await reader.visit('/sign-in');
  await reader.picture('sign-in-it');
  await reader.visit('/calls/01-2024/ranking');
  await reader.picture('ranking-it', { to: '.m-figures-row' });
  const notFunded = await stage.house.db
    .selectFrom('ranking_places')
    .innerJoin('rankings', 'rankings.id', 'ranking_places.ranking_id')
    .select('application_id as id')
    .where('rankings.call_id', '=', '01-2024')
    .where('ranking_places.state', '=', 'eligibleNotFunded')
    .orderBy('rankings.number', 'desc')
    .orderBy('position')
    .limit(1)
    .executeTakeFirstOrThrow();
  await reader.visit(`/calls/01-2024/ranking/${notFunded.id}`);
  await reader.picture('why-it', { to: 'main h1' });
  await reader.visit('/calls/01-2024/awards');
  await reader.picture('awards-it', { to: '.m-figures-row' });
  const english = await stage.visitor({ locale: 'en' });
  await english.visit('/');
  await english.picture('home-en');
});

test.runIf(asked)('the office’s desk, with calls at every stage', async () => {
  const office = await stage.signInAs('office');
  await office.visit('/desk');
  await office.picture('desk-office-it', { to: '.m-call-stage' });
  expect(office.path).toBe('/desk');
});

test.runIf(asked)('an application in the making, and a receipt that anyone checks', async () => {
  const marta = await stage.signInAs('applicant-enterprise');
  await marta.visit('/applications?state=draft');
  await marta.page.getByRole('link', { name: 'SALVIA' }).first().click();
  const draft = new URL(marta.page.url()).pathname;
  await marta.visit(draft);
  await marta.picture('completeness-it', { to: '#missing' });
  await marta.visit(`${draft}/members`);
  await marta.picture('consortium-it', { to: 'main h1' });
  const pdf = Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n',
  );
  const made = await marta.page.request.post(`${stage.origin}/api/example/signature`, {
    data: { base64: pdf.toString('base64') },
    headers: { origin: stage.origin },
  });
  const signed = ((await made.json()) as { base64: string }).base64;
  await marta.visit(`${draft}/documents`);
  const slot = marta.page.locator('main section', { has: marta.page.locator('input[type=file]') }).first();
  const part = (await slot.getAttribute('id')) ?? '';
  await marta.fill({ file: { name: 'documento-firmato.pdf', mimeType: 'application/pdf', buffer: Buffer.from(signed, 'base64') } }, slot);
  await slot.locator('button[type=submit]').last().click();
  await marta.page.getByText('Firma digitale valida').first().waitFor();
  await marta.sees('Firma digitale valida');
  await marta.picture('signature-it', { to: `#${part}` });

  const submitted = await stage.house.db
    .selectFrom('applications')
    .select('id')
    .where('call_id', '=', '01-2024')
    .where('state', '=', 'submitted')
    .limit(1)
    .executeTakeFirstOrThrow();
  const auditor = await stage.signInAs('auditor');
  const receipt = await auditor.get(`/api/applications/${submitted.id}/receipt`);
  const anyone = await stage.visitor();
  await anyone.visit('/verify');
  await anyone.fill({ text: await receipt.text() });
  // Checked in the browser: no other page is come to.
  await anyone.page.locator('main').getByRole('button', { name: 'Verifica', exact: true }).click();
  await anyone.page.getByText('Tutto corrisponde').first().waitFor();
  await anyone.picture('verify-it', { to: 'main h1' });
});

test.runIf(asked)('the checklist of an application whose call has closed', async () => {
  stage.setClock('2027-04-01T08:00:00.000Z');
  const office = await stage.signInAs('office');
  await office.visit('/calls/03-2026/screening');
  await office.page
    .getByRole('link', { name: /^MICS-/ })
    .first()
    .click();
  await office.visit(new URL(office.page.url()).pathname);
  await office.picture('checklist-it', { to: 'main h1' });
  await office.page.locator('#ask-repair summary').first().click();
  await office.picture('repair-request-it', { to: '#ask-repair' });
});

test.runIf(asked)('reviews assigned, and one being written', async () => {
  stage.setClock(EXAMPLE_AT);
  const office = await stage.signInAs('office');
  const { id } = await stage.house.db
    .selectFrom('assignment_runs')
    .select('id')
    .where('call_id', '=', '02-2024-copia')
    .orderBy('proposed_at')
    .limit(1)
    .executeTakeFirstOrThrow();
  await office.visit(`/calls/02-2024-copia/assignment/runs/${id}`);
  await office.picture('assignment-it', { to: '#run' });
  const chiara = await stage.signInAs('expert');
  await chiara.visit('/reviews?state=assigned');
  await chiara.page.locator('tbody').getByRole('link').first().click();
  await chiara.page.locator('form[data-judging]').waitFor();
  await chiara.fill({
    'points.excellence': '27,5',
    'motivation.excellence': 'Gli obiettivi sono chiari e misurabili; il metodo va oltre lo stato dell’arte e i risultati preliminari lo sostengono.',
  });
  await chiara.page.locator('.m-autosave', { hasText: 'Salvato alle' }).waitFor();
  await chiara.picture('review-it', { to: '.m-with-aside' });
});
