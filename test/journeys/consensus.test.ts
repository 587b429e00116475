import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { assignedWorld } from '../factories/assigned.ts';
import { AFTER_DEADLINE, eventsOf } from '../factories/evaluation.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

// Two experts stand 30 points apart where the call allows 20: they discuss, one of them drafts the report, and the chair records what the panel agrees on.

const call = '/calls/02-2024';
let stage: Stage;
let w: Awaited<ReturnType<typeof assignedWorld>>;
let chair: Visitor;
let paolo: Visitor;
let review: string;

beforeAll(async () => {
  stage = await startStage({ at: AFTER_DEADLINE });
  w = await assignedWorld(stage.house, { divergence: 20 });
  review = await w.review(w.applications.alba, 'paolo');
  stage.setClock('2024-03-20T09:00:00.000Z');
  chair = await stage.signInAs('chair');
});
afterAll(() => stage?.end());

const letters = (like: string) => stage.house.db.selectFrom('mail_messages').select(['recipient', 'subject', 'body']).where('key', 'like', like).execute();
const report =
  'I due esperti leggono diversamente i rischi del piano: la commissione, viste le tappe e i mezzi descritti, ritiene il metodo solido e i tempi stretti.';

test('before their own review is in, nobody reads what others think', async () => {
  await w.handIn(w.applications.alba, 'chiara', 0.9);
  paolo = await stage.signInAs('expert-2', { width: 390, locale: 'en' });
  await paolo.visit(`/reviews/${review}/discussion`, 404);
  await chair.visit(`${call}/panel/${w.applications.alba}`);
  await chair.sees('È stata presentata 1 valutazione su 2: la commissione concorda i punti quando ci sono tutte.');
  expect(await letters('review.diverges/%')).toEqual([]);
});

test('with the last one in, the chair is called: how far apart, and by which limit', async () => {
  await w.handIn(w.applications.alba, 'paolo', 0.6);
  const told = await letters('review.diverges/%');
  expect(told.map((m) => [m.recipient, m.subject])).toEqual([['andrea.marchetti@example.org', 'Bando 02/2024: punteggi distanti da concordare']]);
  expect(told[0]!.body).toContain('Distanza: 30 punti. Limite: 20');
  await chair.visit(`${call}/panel`);
  await chair.sees('1 divergenza da concordare', 'E01 90; E02 60', 'Da concordare');
  await chair.press(/^MICS-/, { within: chair.page.getByRole('row').filter({ hasText: 'ALBA' }) });
  await chair.sees('I totali distano 30 punti; il bando ne consente 20.', 'Nessun relatore, per ora.');
  await chair.picture('panel-case-it', { to: '#reviews' });
  await chair.fill({ expert: 'E02' }, chair.page.locator('form[action$="/rapporteur"]'));
  await chair.press('Nomina il relatore');
  await chair.sees('Relatore: E02. La bozza non c’è ancora.');
  expect((await letters('%')).filter((m) => m.subject === 'Bando 02/2024: nomina a relatore').map((m) => m.recipient)).toEqual(['paolo.gallo@example.org']);
});

test('the experts discuss under pseudonyms; the rapporteur drafts on a phone, and a second tab does not overwrite it', async () => {
  await paolo.visit(`/reviews/${review}/discussion`);
  await paolo.sees('You are the rapporteur of this proposal.', 'Nobody has written yet');
  await paolo.fill({ body: 'I read the risk plan again: the milestones are thin.' });
  await paolo.pressTwice(paolo.page.getByRole('button', { name: 'Send' }));
  await paolo.look();
  await paolo.sees('E02 (you), 20 March 2024');
  const chiara = await stage.signInAs('expert');
  await chiara.visit(`/reviews/${await w.review(w.applications.alba, 'chiara')}/discussion`);
  await chiara.sees('I read the risk plan again', 'E02, 20 marzo 2024');
  await chiara.seesNot('Paolo Gallo', 'Bozza della relazione di consenso');
  await chiara.fill({ body: 'Le tappe ci sono, nell’allegato: vedi la sezione 4.' });
  await chiara.press('Invia');
  await chiara.picture('discussion-it', { to: '#discussion' });
  expect(await eventsOf(stage.house, 'discussion.said')).toHaveLength(2);

  await paolo.visit(`/reviews/${review}/discussion`);
  const tab = await paolo.context.newPage();
  await tab.goto(paolo.page.url());
  const draft = paolo.page.locator('#draft');
  await paolo.fill({ 'points.excellence': '24', report: 'The experts read the risks differently.' }, draft);
  await paolo.picture('consensus-draft-en-390', { width: 390, to: '#draft' });
  await paolo.press('Save the draft');
  await tab.locator('#draft [name=report]').fill('From a tab that is out of date.');
  const [stale] = await Promise.all([tab.waitForNavigation(), tab.getByRole('button', { name: 'Save the draft' }).click()]);
  expect(stale!.status()).toBe(409);
  expect(await tab.locator('#draft [name=report]').inputValue()).toBe('From a tab that is out of date.');
  expect(await tab.locator('main').innerText()).toContain('Someone else has changed this in the meantime. What you typed is still below');
  await tab.close();
  await paolo.page.reload();
  expect(await draft.locator('[name=report]').inputValue()).toBe('The experts read the risks differently.');
});

test('the chair goes on from the draft, is told what is missing, and records what is agreed once', async () => {
  await chair.visit(`${call}/panel/${w.applications.alba}`);
  await chair.sees('Bozza salvata 20 marzo 2024');
  const form = chair.page.locator('#consensus');
  expect(await form.locator('[name="points.excellence"]').inputValue()).toBe('24');
  await chair.press('Registra', { within: form, status: 422 });
  await chair.sees('Il verbale ha 39 caratteri');
  await chair.fill({ 'points.impact': '22', 'points.implementation': '18', 'points.team': '11', 'points.premium/social': '1', report }, form);
  await chair.picture('consensus-form-it', { to: '#consensus' });
  await chair.pressTwice(form.getByRole('button', { name: 'Registra' }));
  await chair.look();
  await chair.sees('Concordata', 'Registrati da Andrea Marchetti', 'il metodo solido e i tempi stretti', 'Totale 90 60 75');
  expect(await eventsOf(stage.house, 'consensus.reached')).toHaveLength(1);
  await chair.picture('consensus-agreed-it', { to: '#agreed' });
  await chair.visit(`${call}/panel`);
  await chair.sees('0 divergenze da concordare', 'Concordata');
  await paolo.visit(`/reviews/${review}/discussion`);
  await paolo.sees('Total 90 60 75', 'The consensus report is recorded: the discussion is closed.');
});
