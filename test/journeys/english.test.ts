import type { Call } from '#src/funding/calls/schema.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXAMPLE_AT, exampleHouse } from '../example.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';
import { bodies, fillSection, fillStaff, seedBodies, uploadAll, type Partnership } from './partnership.ts';

let stage: Stage;
let partnership: Partnership;
let marta: Visitor;
let call: Call;
let written = '';

beforeAll(async () => {
  stage = await startStage({ at: EXAMPLE_AT, open: exampleHouse, seed: async (house) => (partnership = await seedBodies(house)) });
  call = (await currentVersion(stage.house.db, '03-2026'))!.call;
});

afterAll(() => stage?.end());

test('from the home page to the call, and signed in to a new application', async () => {
  marta = await stage.visitor({ locale: 'en' });
  await marta.visit('/');
  await marta.press(/03.2026/, { within: marta.page.locator('main') });
  expect(marta.path).toBe('/calls/03-2026');
  await marta.sees('Open', 'Example call: not a real call of the partnership.');
  await marta.press('Sign in to apply');
  await marta.press('Enter as Marta Colombo');
  expect(marta.path).toBe('/calls/03-2026/applications/new');
  await marta.sees(bodies.weaver.legalName);
  await marta.fill({ organisationId: partnership.id('weaver') });
  await marta.press('Start the application');
  written = /\/applications\/([0-9a-f-]{36})/.exec(marta.path)![1]!;
});

test('every part is written on a phone, in English', async () => {
  await marta.page.setViewportSize({ width: 390, height: 844 });
  const text = 'Dry dyeing of regenerated yarns takes water and dyes out of the process; measured before and after. Synthetic text.';
  for (const section of call.form.sections) {
    await fillSection(marta, section, { title: 'Dry dyeing of regenerated yarns', acronym: 'DRYDYE', text });
    await marta.press('Save and continue');
  }
  await marta.fill({ mainSpoke: '4', spokes: ['4'], sector: 'clothing', startsOn: '2027-06-01', durationMonths: '12', wideDissemination: true });
  await marta.press('Save and continue');
  await fillStaff(marta, written, partnership.id('weaver'), 'apulia', 'Save and go back to participants');
  await marta.press('Go to costs');
  await marta.fill({
    [`cost.${partnership.id('weaver')}.personnel.industrial`]: '100,000.00',
    [`cost.${partnership.id('weaver')}.materials.industrial`]: '£5',
  });
  await marta.press('Save and recompute', { status: 422 });
  expect(await marta.page.locator(`[name="cost.${partnership.id('weaver')}.personnel.industrial"]`).inputValue()).toBe('100,000.00');
  await marta.fill({ [`cost.${partnership.id('weaver')}.materials.industrial`]: '85,000' });
  await marta.press('Save and recompute');
  await marta.sees('This part is complete.', '€200,000');
  await marta.visit(`/applications/${written}/documents`);
  await uploadAll(marta, /^(Upload|Replace)/);
});

test('it is submitted, and the receipt is in English', async () => {
  await marta.visit(`/applications/${written}/submission`);
  await marta.fill({ declaration: true });
  await marta.press('Submit the application');
  await marta.sees('Receipt MICS-2026-', '23 November 2026 at 12:00:00', 'SHA-256 fingerprint');
  await marta.visit('/desk');
  await marta.visit(`/applications/${written}`);
  await marta.sees('Submitted');
});

test('the rankings, the reason of a place and the awards read as well in English', async () => {
  const reader = await stage.visitor({ locale: 'en', width: 390 });
  await reader.visit('/calls/03-2026/ranking');
  await reader.sees('The ranking is not published yet');
  await reader.visit('/calls/01-2024/ranking');
  await reader.sees('Ranking after scrolling');
  const place = await reader.page.locator('main table a[href*="/ranking/"]').nth(3).getAttribute('href');
  await reader.visit(place!.replace(/^\/en/, ''));
  await reader.sees('Why this outcome');
  await reader.visit('/calls/01-2024/awards');
  await reader.sees('Funded projects', 'Award decrees');
  for (const path of [
    '/',
    '/about',
    '/spokes',
    '/spokes/6',
    '/partners',
    '/projects',
    '/roadshow',
    '/calls',
    '/calls/02-2024',
    '/calls/02-2024/versions',
    '/api',
    '/privacy',
    '/accessibility',
    '/source',
    '/sign-up',
    '/password/forgotten',
  ])
    await reader.visit(path);
});
