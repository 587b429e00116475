import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { assignedWorld } from '../factories/assigned.ts';
import { AFTER_DEADLINE, eventsOf } from '../factories/evaluation.ts';
import { runJobs } from '../jobs.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

// The term is over and four reviews are missing: who is reminded, who gives one back, whose is taken away, and who comes in their place.

const call = '/calls/02-2024';
let stage: Stage;
let w: Awaited<ReturnType<typeof assignedWorld>>;
let office: Visitor;
let chiara: Visitor;

beforeAll(async () => {
  stage = await startStage({ at: AFTER_DEADLINE });
  w = await assignedWorld(stage.house, { divergence: 20, onDivergence: 'expert' });
  stage.setClock('2024-03-29T09:00:00.000Z');
  office = await stage.signInAs('office');
});
afterAll(() => stage?.end());

const letters = (person: keyof typeof w.experts, like: string) =>
  stage.house.db.selectFrom('mail_messages').select(['subject', 'body']).where('recipient', '=', w.experts[person].email).where('key', 'like', like).execute();
const choose = (who: string) => office.page.getByRole('checkbox', { name: `Scegli ${who}` }).check();
const seats = async (application: string) =>
  (
    await stage.house.db
      .selectFrom('review_assignments as r')
      .innerJoin('people as p', 'p.id', 'r.person_id')
      .select(['p.name', 'r.state'])
      .where('r.application_id', '=', application)
      .orderBy('p.name')
      .execute()
  ).map((r) => `${r.name}: ${r.state}`);

test('who is late is reminded, one letter for all their reviews and once a day', async () => {
  await office.visit(`${call}/reviews?term=late`);
  await office.sees('4 valutazioni aperte', '4 in ritardo', '0 scadono entro 7 giorni', 'Scaduto');
  await office.picture('reviews-late-it', { to: 'main h1' });
  await office.press('Sollecita', { status: 422 });
  await office.sees('Scegliere almeno una valutazione');
  await choose('E01, ALBA');
  await choose('E01, BRINA');
  await choose('E02, ALBA');
  await office.pressTwice(office.page.getByRole('button', { name: 'Sollecita' }));
  await office.look();
  await office.sees('I solleciti sono in partenza.');
  const [toChiara, ...more] = await letters('chiara', 'reviews.reminded/%');
  expect(more).toEqual([]);
  expect(toChiara!.body).toContain('restano da presentare 2 valutazioni per Bando 02/2024.');
  expect(toChiara!.body).toContain('Il termine è scaduto il 27 marzo 2024.');
  expect(toChiara!.body).not.toMatch(/ALBA|BRINA|MICS-/);
  expect([await letters('paolo', 'reviews.reminded/%'), await letters('silvia', 'reviews.reminded/%')].map((l) => l.length)).toEqual([1, 0]);
  await choose('E02, ALBA');
  await office.press('Sollecita', { status: 409 });
  await office.sees('Gli esperti scelti sono già stati sollecitati oggi: ripetere da domani.');
});

test('one gives a review back on a phone, for a conflict that stays on record', async () => {
  chiara = await stage.signInAs('expert', { width: 390, locale: 'en' });
  const brina = await w.review(w.applications.brina, 'chiara');
  await chiara.visit(`/reviews/${brina}`);
  const tab = await chiara.context.newPage();
  await tab.goto(chiara.page.url());
  await chiara.page.locator('#refusal summary').click();
  await chiara.fill({ kind: 'conflict', text: 'My sister.' }, chiara.page.locator('#refusal'));
  await chiara.press('Give the assignment back', { status: 422 });
  await chiara.sees('20');
  await chiara.fill({ text: 'My sister joined the team of this proposal in March.' }, chiara.page.locator('#refusal'));
  await chiara.picture('review-refuse-en-390', { width: 390, to: '#refusal' });
  await chiara.press('Give the assignment back');
  await chiara.seesNot('BRINA');
  await chiara.visit(`/reviews/${brina}`, 404);
  // The other tab holds the same form: nothing happens twice.
  await tab.locator('#refusal summary').click();
  await tab.locator('#refusal [name=kind][value=expertise]').check();
  await tab.locator('#refusal [name=text]').fill('Sent a second time, from another tab.');
  const [again] = await Promise.all([tab.waitForNavigation(), tab.getByRole('button', { name: 'Give the assignment back' }).click()]);
  expect(again!.status()).toBe(404);
  await tab.close();
  await runJobs(stage.house, ['conflicts.declared']);
  await office.visit(`${call}/conflicts-found`);
  await office.sees('Chiara Lombardi', 'Dichiarato', 'My sister joined the team of this proposal in March.');
  expect(await eventsOf(stage.house, 'review.declined')).toHaveLength(1);
});

test('another’s is taken away with a reason; both places go to those who are free, with one letter each', async () => {
  const silvia = await w.review(w.applications.brina, 'silvia');
  await office.visit(`${call}/reviews/${silvia}`);
  const tab = await office.context.newPage();
  await tab.goto(office.page.url());
  await office.page.locator('#taking-back summary').click();
  await office.fill({ kind: 'late', text: 'Non risponde.' }, office.page.locator('#taking-back'));
  await office.press('Ritira', { status: 422 });
  await office.fill({ text: 'Sollecitata due volte, non risponde dal 20 marzo.' }, office.page.locator('#taking-back'));
  await office.picture('review-take-back-it', { to: 'main h1' });
  await office.press('Ritira');
  expect(office.path).toBe(`${call}/assignment#run`);
  await office.sees('2 valutazioni da assegnare', 'BRINA');
  await tab.locator('#taking-back summary').click();
  await tab.locator('#taking-back [name=kind][value=gone]').check();
  await tab.locator('#taking-back [name=text]').fill('Ritirata una seconda volta, da un’altra scheda.');
  const [again] = await Promise.all([tab.waitForNavigation(), tab.locator('#taking-back button').click()]);
  expect(again!.status()).toBe(409);
  expect(await tab.locator('main').innerText()).toContain('La valutazione è già stata presentata, restituita o ritirata');
  await tab.close();
  expect((await letters('silvia', 'review.takenBack/%')).map((l) => l.subject)).toEqual(['Bando 02/2024: una valutazione è stata ritirata']);
  await office.visit(`${call}/reviews/${silvia}`);
  await office.sees('Restituita o ritirata', 'ritirata da Giulia Ferraro', 'In ritardo. Sollecitata due volte, non risponde dal 20 marzo.');

  await office.visit(`${call}/assignment`);
  await office.page.locator('#run summary').first().click();
  await office.press('Conferma e avvisa gli esperti');
  expect(await seats(w.applications.brina)).toEqual(['Bruno Neri: assigned', 'Chiara Lombardi: declined', 'Paolo Gallo: assigned', 'Silvia Moretti: declined']);
  const paolo = await stage.signInAs('expert-2');
  await paolo.visit('/reviews?state=assigned');
  await paolo.sees('ALBA', 'BRINA', '27 marzo 2024', '12 aprile 2024');
});

test('scores further apart than the call allows call one more expert, and the office is told', async () => {
  stage.setClock('2024-04-02T09:00:00.000Z');
  await w.handIn(w.applications.alba, 'chiara', 0.9);
  await w.handIn(w.applications.alba, 'paolo', 0.6);
  const told = await stage.house.db.selectFrom('mail_messages').select(['recipient', 'body']).where('key', 'like', 'review.diverges/%').execute();
  expect(told.map((m) => m.recipient)).toContain('giulia.ferraro@example.org');
  expect(told[0]!.body).toContain('Distanza: 30 punti. Limite: 20');
  await office.visit(`${call}/assignment`);
  await office.sees('1 valutazione da assegnare');
  await office.press('Proponi un’assegnazione', { within: office.page.locator('#propose') });
  await office.page.locator('#run summary').first().click();
  await office.press('Conferma e avvisa gli esperti');
  expect(await seats(w.applications.alba)).toEqual(['Chiara Lombardi: submitted', 'Paolo Gallo: submitted', 'Silvia Moretti: assigned']);
  const chair = await stage.signInAs('chair', { width: 390, locale: 'en' });
  await chair.visit(`${call}/panel`);
  await chair.sees('a further expert reviews it', '1 divergence that waits for a further expert', 'E01 90; E02 60; E03 …', '2/3');
  await w.handIn(w.applications.alba, 'silvia', 0.8);
  await chair.visit(`${call}/panel?q=ALBA`);
  await chair.sees('0 divergences that wait for a further expert', 'E01 90; E02 60; E03 80', 'Complete');
  await chair.visit(`${call}/panel/${w.applications.alba}`);
  await chair.sees('Total 90 60 80', 'a further expert settles the difference: they stand as they are.');
});
