import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { EXAMPLE_AT, exampleHouse } from '../example.ts';
import { makeDoubleBlind } from '../factories/blind.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

// An expert judges: saved while typing, by keys alone, without a line, with the documents read beside the form.

let stage: Stage;
let expert: Visitor;
let review: string;

beforeAll(async () => {
  stage = await startStage({ at: EXAMPLE_AT, open: exampleHouse });
  expert = await stage.signInAs('expert');
});
afterAll(() => stage?.end());

const status = () => expert.page.locator('.m-autosave');
const field = (name: string) => expert.page.locator(`[name="${name}"]`);
const score = (item: string) =>
  stage.house.db.selectFrom('review_scores').select(['typed', 'motivation']).where('assignment_id', '=', review).where('item', '=', item).executeTakeFirst();
const motivation = 'Il metodo è solido, gli obiettivi sono misurabili e il piano tiene conto dei rischi principali: giudizio di prova.';

test('the reviews that wait stand first, with their term', async () => {
  await expert.visit('/reviews?state=assigned');
  await expert.picture('reviews-it', { to: 'main h1' });
  await expert.page.locator('tbody').getByRole('link').first().click();
  await expert.page.locator('form[data-judging]').waitFor();
  await expert.look();
  review = /reviews\/([0-9a-f-]{36})/.exec(expert.path)![1]!;
  await expert.picture('judging-it', { to: 'main h1' });
  await expert.picture('judging-it-390', { width: 390 });
});

test('a document is read in the page beside the form, and marked', async () => {
  const reader = expert.page.locator('details.m-reader').first();
  const mark = reader.locator('[data-mark]');
  expect(await mark.textContent()).toBe('Da leggere');
  await reader.locator('summary').click();
  await expect.poll(() => mark.textContent(), { timeout: 15_000 }).toBe('Letto');
  expect(await reader.locator('iframe').getAttribute('src')).toMatch(/\/documents\/[0-9a-f]{64}\?read=1$/);
  expect(await field('points.excellence').isVisible()).toBe(true);
  await expert.picture('review-document-it', { to: 'details.m-reader' });
  await reader.locator('summary').click();
});

test('keys lead through the form, the total follows, and what is typed is saved by itself', async () => {
  const { page } = expert;
  await field('points.excellence').focus();
  await page.keyboard.type('27,5');
  await page.keyboard.press('Tab');
  await page.keyboard.type(motivation);
  expect(await page.locator('[data-total] strong').textContent()).toContain('27,5');
  await page.keyboard.press('F8');
  await page.keyboard.type('24');
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('points.impact');
  await page.keyboard.press('Shift+F8');
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('points.excellence');
  expect(await page.locator('[data-total] strong').textContent()).toContain('51,5');
  await expect.poll(() => status().textContent(), { timeout: 15_000 }).toMatch(/^Salvato alle \d{2}:\d{2}$/);
  await expect.poll(() => score('excellence'), { timeout: 15_000 }).toEqual({ typed: '27,5', motivation });
  await expect.poll(async () => (await score('impact'))?.typed, { timeout: 15_000 }).toBe('24');
});

test('without a line nothing typed is lost: it is kept here, survives the page, and is saved when the line is back', async () => {
  const { page, context } = expert;
  const other = await context.newPage();
  await other.goto(page.url());
  await context.setOffline(true);
  await other.locator('[name="motivation.impact"]').fill(motivation);
  await expect.poll(() => other.locator('.m-autosave').textContent(), { timeout: 15_000 }).toContain('Senza collegamento');
  // The page goes before anything was sent: the text comes back in the next one, and goes.
  await other.close();
  expect(await score('impact')).toEqual({ typed: '24', motivation: '' });
  await context.setOffline(false);
  await page.reload();
  expect(await field('motivation.impact').inputValue()).toBe(motivation);
  await expect.poll(() => status().textContent(), { timeout: 15_000 }).toMatch(/^Salvato alle/);
  expect(await score('impact')).toEqual({ typed: '24', motivation });
});

test('not whole yet, it is refused with every reason; whole, it is handed in and stays as it is', async () => {
  await expert.press('Presenta la valutazione', { status: 422 });
  await expert.sees('Attuazione', 'Gruppo di lavoro');
  for (const [id, points] of [
    ['implementation', '20'],
    ['team', '12'],
  ] as const)
    await expert.fill({ [`points.${id}`]: points, [`motivation.${id}`]: motivation });
  await expert.fill({ 'points.premium/social': '2', summary: 'Proposta convincente.' });
  await expert.page.keyboard.press('Control+s');
  await expert.page.waitForURL(/saved/);
  await expert.press('Presenta la valutazione');
  const { state } = await stage.house.db.selectFrom('review_assignments').select('state').where('id', '=', review).executeTakeFirstOrThrow();
  expect(state).toBe('submitted');
  await expert.sees('83,5');
  expect(await field('points.excellence').count()).toBe(0);
  await expert.picture('review-given-it', { to: '#given' });
});

test('on a phone in English, what was handed in is read again, as on paper', async () => {
  const phone = await stage.signInAs('expert', { width: 390, locale: 'en' });
  await phone.visit(`/reviews/${review}`);
  await phone.sees('Submitted', '83.5');
  await phone.visit(`/reviews/${review}/print`);
  await phone.visit('/reviews?state=assigned');
  await phone.picture('reviews-en-390', { width: 390 });
});

test('an expert is invited, accepts, is released and replaced; reviews that an expert leaves go to somebody else with one click', async () => {
  const call = '/calls/02-2024-copia';
  const office = await stage.signInAs('office');
  await office.visit(`${call}/experts/invitations`);
  await office.fill({ email: 'ida.greco@example.org', name: 'Ida Greco' }, office.page.locator('#invite'));
  await office.press('Invia l’invito');
  const letter = await stage.house.db
    .selectFrom('mail_messages')
    .select('body')
    .where('recipient', '=', 'ida.greco@example.org')
    .orderBy('queued_at', 'desc')
    .executeTakeFirstOrThrow();
  const ida = await stage.signInAs('researcher', { width: 390 });
  await ida.visit(/\/expert-invitations\/[\w-]+/.exec(letter.body as string)![0]);
  await ida.fill({ region: 'lombardy', gender: 'f' });
  await ida.press('Accetta');
  await ida.sees('Invito accettato');
  const open = async (name: string) => {
    await office.visit(`${call}/experts?q=${encodeURIComponent(name)}`);
    await office.page.locator('tbody').getByRole('link').first().click();
    await office.page.locator('#release summary').click();
  };
  await open('Ida Greco');
  await office.press('Libera l’esperto', { status: 422 });
  await office.fill({ reason: 'Ha cambiato lavoro, e non può più valutare.' });
  const invited = office.page.locator('select[name="invite"]');
  await invited.selectOption({ index: 1 });
  await office.press('Libera l’esperto');
  await office.sees('Terminato', 'Ha cambiato lavoro', 'Nessuna valutazione da riassegnare');
  await office.visit(`${call}/experts/invitations`);
  await office.sees('Al posto di Ida Greco', 'Incarico terminato');
  // Whom the office releases with reviews under way leaves places.
  const busy = await stage.house.db
    .selectFrom('review_assignments as r')
    .innerJoin('applications as a', 'a.id', 'r.application_id')
    .innerJoin('people as p', 'p.id', 'r.person_id')
    .select('p.name')
    .where('a.call_id', '=', '02-2024-copia')
    .where('r.state', '=', 'assigned')
    .where('p.name', '<>', 'Chiara Lombardi')
    .orderBy('p.name')
    .executeTakeFirstOrThrow();
  await open(busy.name);
  await office.fill({ reason: 'Non risponde più da un mese.' });
  await office.press('Libera l’esperto');
  await office.sees('Posti rimasti liberi');
  await office.picture('release-it', { to: '#places' });
  await office.page.locator('#places form.m-action button').first().click();
  await office.page.getByText('Assegnata di nuovo').first().waitFor();
  await office.look();
});

test('in a double-blind call neither list nor proposal says who proposes, and whom one has to do with is named blindly', async () => {
  const { call_id: callId, lead } = await stage.house.db
    .selectFrom('review_assignments as r')
    .innerJoin('applications as a', 'a.id', 'r.application_id')
    .innerJoin('organisations as o', 'o.id', 'a.lead_id')
    .select(['a.call_id', 'o.legal_name as lead'])
    .where('r.id', '=', review)
    .executeTakeFirstOrThrow();
  await makeDoubleBlind(stage.house, callId);
  const phone = await stage.signInAs('expert', { width: 390 });
  for (const path of [`/reviews/${review}`, `/reviews/${review}/print`, `/calls/${callId}/conflicts`]) {
    await phone.visit(path);
    const said = await phone.page.locator('body').innerText();
    expect([said.includes(lead), /MICS-2026-\d/.test(said)]).toEqual([false, false]);
  }
  await phone.sees('Enti con cui ho un conflitto di interessi', 'Mi impegno a non cercare chi propone');
  await phone.picture('blind-declaration-390', { width: 390 });
  await expert.visit(`/reviews/${review}`);
  expect(await expert.page.locator('h1').innerText()).toMatch(/^P-[0-9A-F]{8}$/);
  await expert.look();
  await expert.picture('blind-review-it', { to: 'main h1' });
});
