import { seedPeople } from '#src/partnership/identity/actions.ts';
import { personaOf, personas } from '#src/partnership/identity/personas.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { TestHouse } from '../database.ts';
import { AFTER_DEADLINE, eventsOf } from '../factories/evaluation.ts';
import { rankedWorld } from '../factories/ranked.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

// Money for one of four: what would move whom, a provisional ranking, a review that an applicant asks for and wins, the final one, and a renunciation that scrolls it.

const call = '/calls/02-2024';
let stage: Stage;
let w: Awaited<ReturnType<typeof rankedWorld>>;
let office: Visitor;
let davide: Visitor;

beforeAll(async () => {
  stage = await startStage({ at: AFTER_DEADLINE });
  await seedPeople(stage.house, [...personas]);
  w = await rankedWorld({ house: stage.house, setClock: stage.setClock } as unknown as TestHouse);
  for (const [persona, { id, organisation }] of [
    ['applicant-research', w.second],
    ['applicant-enterprise', w.first],
  ] as const) {
    await stage.house.writer
      .insertInto('organisation_people')
      .values({ organisation_id: organisation, person_id: personaOf(persona)!.personId, role: 'member' })
      .execute();
    await stage.house.writer
      .insertInto('application_members')
      .values({ application_id: id, organisation_id: organisation, role: 'lead', position: 0, region: 'lombardy' })
      .execute();
  }
  office = await stage.signInAs('office');
});
afterAll(() => stage?.end());

const titleOf = async ({ id }: { id: string }) =>
  (await stage.house.db.selectFrom('applications').select('acronym').where('id', '=', id).executeTakeFirstOrThrow()).acronym!;
const published = async () => (await eventsOf(stage.house, 'ranking.published')).length;

test('before anything is published, a budget and a threshold are slid, and nothing is stored', async () => {
  await office.visit(`${call}/ranking/what-if`);
  await office.sees('1 Proposta finanziata', 'Nessuna proposta cambia esito, posto o contributo.');
  const due = await titleOf(w.second);
  const movers = office.page.locator('#movers');
  const compute = async (seen: string) => {
    await office.page.getByRole('button', { name: 'Calcola' }).click();
    await movers.getByText(seen).first().waitFor();
    await office.look();
  };
  await office.fill({ 'pot.main': '400000' });
  await compute(`${due}, entra`);
  await office.sees('2 Proposte finanziate Ora: 1', '0,4 M€ Assegnati Ora: 200.000 €', `${due} entra Ammessa, non finanziabile per esaurimento fondi`);
  await office.picture('what-if-it', { to: 'main h1' });
  await office.fill({ 'pot.main': '200000', 'threshold.excellence': '26' });
  await compute('Non idonea');
  await office.sees('1 Proposta finanziata Ora: 1');
  await office.sees(`${due} cambia Ammessa, non finanziabile per esaurimento fondi · Posto 2 Non idonea · Posto 2`);
  // The address says what was tried; nothing else remembers it.
  const tried = office.path;
  await office.visit(`${call}/ranking/what-if`);
  await office.sees('Nessuna proposta cambia esito, posto o contributo.');
  const chair = await stage.signInAs('chair', { width: 390, locale: 'en' });
  await chair.visit(tried);
  await chair.sees('Who moves');
  await chair.picture('what-if-en-390', { width: 390, to: '#movers' });
  expect(await published()).toBe(0);
});

test('the provisional ranking is published once, from whatever tab, and anyone reads why a place is what it is', async () => {
  await office.visit(`${call}/ranking/preview`);
  const tab = await office.context.newPage();
  await tab.goto(office.page.url());
  await office.press('Pubblica la graduatoria provvisoria', { status: 422 });
  await office.fill({ ref: 'Decreto n. 7 (esempio)' });
  await office.pressTwice(office.page.getByRole('button', { name: 'Pubblica la graduatoria provvisoria' }));
  await office.look();
  expect(office.path).toBe(`${call}/ranking`);
  await office.sees('Graduatoria provvisoria', '1 Proposta finanziata', '4 risultati', 'linea di merito: 91');
  await tab.locator('[name=ref]').fill('Decreto n. 7, di nuovo');
  const [again] = await Promise.all([tab.waitForNavigation(), tab.getByRole('button', { name: 'Pubblica la graduatoria provvisoria' }).click()]);
  expect(again!.status()).toBe(409);
  expect(await tab.locator('main').innerText()).toContain('la definitiva è possibile dal 28 marzo 2024.');
  await tab.close();
  expect(await published()).toBe(1);
  const reader = await stage.visitor({ width: 390 });
  await reader.visit(`${call}/ranking`);
  await reader.press(await titleOf(w.second));
  await reader.sees(
    'Posizione 2: idonea, ma il contributo di 200.000 € non rientra in quanto resta (0 €).',
    'Sarebbe finanziata per intero con 200.000 € in più nella dotazione.',
    'Con 4,01 punti in più (91,01) sarebbe stata finanziata, a parità di tutto il resto: salirebbe alla posizione 1.',
  );
  await reader.picture('place-390', { width: 390 });
  await reader.seesNot('Chiedi il riesame', 'Rinuncia o revoca');
  await reader.visit(`${call}/ranking/${w.low.id}`);
  await reader.sees('Non idonea', '«Eccellenza»: 5 punti, sotto la soglia di 15.', 'Per essere idonea le mancano 10 punti in «Eccellenza».');
});

test('the lead of the next one asks for a review on a phone in English, once; nobody else can', async () => {
  davide = await stage.signInAs('applicant-research', { width: 390, locale: 'en' });
  await davide.visit(`${call}/ranking/${w.first.id}`);
  expect(await davide.page.locator('form[action$="/review"]').count()).toBe(0);
  await davide.visit(`${call}/ranking/${w.second.id}`);
  const tab = await davide.context.newPage();
  await tab.goto(davide.page.url());
  await davide.page.locator('summary', { hasText: 'Ask for a review' }).click();
  await davide.press('Ask for a review', { status: 422 });
  await davide.fill({ reasons: 'The criterion of impact was read in another way than the call writes it.' });
  await davide.picture('review-ask-en-390', { width: 390, to: 'form[action$="/review"]' });
  await davide.pressTwice(davide.page.getByRole('button', { name: 'Ask for a review' }));
  await davide.look();
  await davide.sees('Requests for review', 'The criterion of impact was read in another way', 'Waiting');
  await tab.locator('summary', { hasText: 'Ask for a review' }).click();
  await tab.locator('[name=reasons]').fill('The same once more, from another tab of the browser.');
  const [again] = await Promise.all([tab.waitForNavigation(), tab.getByRole('button', { name: 'Ask for a review' }).click()]);
  expect(again!.status()).toBe(409);
  expect(await tab.locator('main').innerText()).toContain('A review has been asked for this proposal already.');
  await tab.close();
  expect(await eventsOf(stage.house, 'ranking.reviewAsked')).toHaveLength(1);
});

test('the office answers with the points that the panel decided; until then nothing becomes final', async () => {
  stage.setClock('2024-03-30T11:00:00.000Z');
  await office.visit(`${call}/ranking/preview`);
  await office.sees('Una richiesta di riesame aspetta una decisione: prima della graduatoria definitiva si risponde a tutte.');
  expect(await office.page.locator('form[action$="/rankings"]').count()).toBe(0);
  await office.visit(`${call}/ranking-requests`);
  await office.picture('requests-it', { to: 'main h1' });
  await office.press(await titleOf(w.second));
  await office.fill({ outcome: 'points', answer: 'La commissione ha riletto la proposta: l’impatto vale di più di quanto scritto.', ref: 'Verbale n. 9' });
  await office.press('Rispondi', { status: 409 });
  await office.sees('servono i punti di ogni criterio');
  await office.fill({ 'points.excellence': '29', 'points.impact': '28,5', 'points.implementation': '20', 'points.team': '12', 'points.premium.social': '1' });
  await office.picture('request-answer-it', { to: 'main h1' });
  await office.pressTwice(office.page.getByRole('button', { name: 'Rispondi' }));
  await office.look();
  await office.sees('1 risultato', 'Accolta: cambiano i punti');
  await office.press(await titleOf(w.second));
  await office.sees('Accolta: cambiano i punti', 'Verbale n. 9');
  expect(await eventsOf(stage.house, 'ranking.reviewAnswered')).toHaveLength(1);
  await davide.page.reload();
  await davide.sees('Upheld: points change', 'Verbale n. 9');
  // Who did not ask in time reads why it is too late.
  const marta = await stage.signInAs('applicant-enterprise');
  await marta.visit(`${call}/ranking/${w.first.id}`);
  await marta.sees('Chiedi il riesame Il termine di 15 giorni è finito il 27 marzo 2024.');
});

test('the final ranking says what changed; a renunciation scrolls it, and each version stays as it was', async () => {
  const [uno, due] = [await titleOf(w.first), await titleOf(w.second)];
  await office.visit(`${call}/ranking/preview`);
  await office.fill({ ref: 'Decreto n. 8 (esempio)' });
  await office.press('Rendi definitiva la graduatoria');
  await office.sees(
    'Graduatoria definitiva',
    'Che cosa cambia rispetto alla n. 1 (graduatoria provvisoria)',
    `${due} entra`,
    `${uno} esce`,
    `1 MICS-2024-0005 ${due} Due Lombardia 94,5`,
  );
  await office.picture('ranking-final-it', { to: 'main h1' });
  await office.visit(`${call}/ranking/${w.second.id}`);
  await office.page.locator('summary', { hasText: 'Rinuncia o revoca' }).click();
  await office.fill({ kind: 'renunciation', ref: 'PEC del 12 aprile 2024', on: '2024-03-29' });
  const tab = await office.context.newPage();
  await tab.goto(office.page.url());
  await office.press('Rinuncia o revoca');
  await tab.locator('summary', { hasText: 'Rinuncia o revoca' }).click();
  await tab.locator('form[action$="/renunciations"] [name=ref]').fill('La stessa PEC, da un’altra scheda');
  await tab.locator('form[action$="/renunciations"] [name=on]').fill('2024-03-29');
  const [again] = await Promise.all([tab.waitForNavigation(), tab.locator('form[action$="/renunciations"] button').click()]);
  expect(again!.status()).toBe(409);
  expect(await tab.locator('main').innerText()).toContain('La rinuncia o la revoca è già registrata.');
  await tab.close();
  expect(office.path).toBe(`${call}/ranking/preview`);
  await office.sees('Pubblica lo scorrimento', uno);
  await office.fill({ ref: 'Decreto n. 10 (esempio)' });
  await office.press('Pubblica lo scorrimento');
  await office.sees(
    'Graduatoria con scorrimento',
    'Che cosa cambia rispetto alla n. 2 (graduatoria definitiva)',
    'Rinuncia PEC del 12 aprile 2024 200.000 € 200.000 € 1',
    `${uno} entra`,
    `${due} esce`,
    'Contributo cessato · Posto 1',
  );
  await office.picture('ranking-scrolled-it', { to: 'main h1' });
  await office.visit(`${call}/ranking?version=1`);
  await office.sees('Questa è una graduatoria precedente: non è più in vigore.');
  expect(await published()).toBe(3);
});

test('what was given is revoked with a reason of its own: pressed twice it ends once, the place says so, and the next ranking moves on', async () => {
  const place = `${call}/ranking/${w.first.id}`;
  await office.visit(place);
  await office.page.locator('summary', { hasText: 'Rinuncia o revoca' }).click();
  await office.fill({ kind: 'revocation', ref: 'Decreto di revoca n. 11 (esempio)', on: '2124-03-30' });
  await office.press('Rinuncia o revoca', { status: 409 });
  await office.sees('non può essere futura');
  expect(await office.page.locator('form[action$="/renunciations"] [name=kind]').inputValue()).toBe('revocation');
  await office.fill({ on: '2024-03-30' });
  await office.pressTwice(office.page.locator('form[action$="/renunciations"] button'));
  await office.look();
  expect(office.path).toBe(`${call}/ranking/preview`);
  expect(await eventsOf(stage.house, 'grant.revoked')).toHaveLength(1);
  await office.visit(place);
  await office.sees('Revoca, 30 marzo 2024 (Decreto di revoca n. 11 (esempio))');
  await office.picture('place-revoked-it', { to: 'main h1' });
  await office.visit(`${call}/ranking/preview`);
  await office.fill({ ref: 'Decreto n. 12 (esempio)' });
  await office.press('Pubblica lo scorrimento');
  await office.sees('Revoca Decreto di revoca n. 11 (esempio)', 'Contributo cessato');
  await office.press(await titleOf(w.first));
  await office.sees('Contributo cessato', 'Il contributo è stato revocato (Decreto di revoca n. 11 (esempio)).');
  const chair = await stage.signInAs('chair', { width: 390, locale: 'en' });
  await chair.visit(place);
  await chair.sees('Grant ended', 'The grant was revoked');
  await chair.picture('place-revoked-en-390', { width: 390 });
  expect(await published()).toBe(4);
});
