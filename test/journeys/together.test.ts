import { startApplication } from '#src/funding/applications/actions/start.ts';
import { saveAnswer } from '#src/funding/applications/actions/answers.ts';
import { applicationById } from '#src/funding/applications/queries/application.ts';
import { openBranches } from '#src/funding/applications/queries/edits.ts';
import { actorOf } from '#src/house/seed/example.ts';
import { personaOf } from '#src/partnership/identity/personas.ts';
import { liveOf } from '#src/plumbing/live.ts';
import type { Actor } from '#src/core/actor.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { EXAMPLE_AT, exampleHouse } from '../example.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';
import { seedBodies, type Partnership } from './partnership.ts';

// Two people write one section at the same time, one of them on a phone and in English.

let stage: Stage;
let partnership: Partnership;
let marta: Visitor;
let second: Visitor;
let writer: Actor;
let id: string;
let address: string;

beforeAll(async () => {
  stage = await startStage({ at: EXAMPLE_AT, open: exampleHouse, seed: async (house) => (partnership = await seedBodies(house)) });
  writer = actorOf('applicant-enterprise', [partnership.id('weaver')]);
  id = await startApplication(stage.house, writer, { callId: '03-2026', organisationId: partnership.id('weaver') });
  const other = personaOf('applicant-research')!.personId;
  await stage.house.pool.query("insert into application_people (application_id, person_id, access, since, invited_by) values ($1, $2, 'editor', $3, $4)", [
    id,
    other,
    EXAMPLE_AT,
    writer.id,
  ]);
  address = `/applications/${id}/sections/identity`;
  marta = await stage.signInAs('applicant-enterprise');
  second = await stage.signInAs('applicant-research', { width: 390, locale: 'en' });
});

afterAll(async () => {
  await liveOf(stage.house).close();
  await stage?.end();
});

const abstractOf = async () => (await applicationById(stage.house.db, id))!.proposal.answers['identity']?.['abstract'];
const abstract = (v: Visitor) => v.page.locator('[name=abstract]');
const status = (v: Visitor) => v.page.locator('.m-autosave');
const eventually = (read: () => Promise<unknown>, value: unknown) =>
  vi.waitFor(async () => expect(await read()).toEqual(value), { timeout: 8000, interval: 80 });

test('what is typed is saved by itself, and says so', async () => {
  await marta.visit(address);
  await abstract(marta).fill('Il primo filo e il secondo tessuto');
  expect(await status(marta).textContent()).toBe('Non ancora salvato');
  await eventually(abstractOf, 'Il primo filo e il secondo tessuto');
  await vi.waitFor(async () => expect(await status(marta).textContent()).toMatch(/^Salvato alle \d\d:\d\d$/));
});

test('each sees the other there, and what they save, without reloading', async () => {
  await second.visit(address);
  expect(await abstract(second).inputValue()).toBe('Il primo filo e il secondo tessuto');
  await vi.waitFor(
    async () => expect(await marta.page.locator('.m-here').innerText()).toBe(`Ora su questa domanda: ${personaOf('applicant-research')!.name}`),
    { timeout: 8000 },
  );
  await second.page.locator('[name=title]').focus();
  await vi.waitFor(
    async () =>
      expect(await marta.page.locator('[data-answer=title] .m-writing').innerText()).toBe(`${personaOf('applicant-research')!.name} sta scrivendo qui`),
    { timeout: 8000 },
  );
  await second.page.locator('[name=title]').fill('Fibres from waste');
  await eventually(() => marta.page.locator('[name=title]').inputValue(), 'Fibres from waste');
  await marta.look();
  await marta.picture('writing-together');
  await second.picture('writing-together-phone', { width: 390 });
});

test('other words of the same field are put together while both are writing', async () => {
  await abstract(marta).focus();
  await abstract(second).focus();
  await abstract(marta).fill('Il nuovo filo e il secondo tessuto');
  await abstract(second).fill('Il primo filo e il secondo panno');
  await abstract(second).blur();
  await abstract(marta).blur();
  await eventually(abstractOf, 'Il nuovo filo e il secondo panno');
  await eventually(() => abstract(marta).inputValue(), 'Il nuovo filo e il secondo panno');
  await eventually(() => abstract(second).inputValue(), 'Il nuovo filo e il secondo panno');
});

test('the same words are shown beside each other, and settled in place', async () => {
  await abstract(marta).focus();
  await abstract(second).focus();
  await abstract(marta).fill('Il rosso filo e il secondo panno');
  await abstract(second).fill('Il verde filo e il secondo panno');
  await abstract(second).blur();
  await eventually(abstractOf, 'Il verde filo e il secondo panno');
  await abstract(marta).blur();
  const panel = marta.page.locator('[data-answer=abstract] .m-conflict');
  await panel.waitFor();
  expect((await panel.locator('ins').allInnerTexts()).map((x) => x.trim())).toEqual([expect.stringContaining('verde'), expect.stringContaining('rosso')]);
  await marta.look();
  await marta.picture('two-texts', { to: '.m-conflict' });
  await abstract(marta).fill('Il rosso e verde filo e il secondo panno');
  await panel.getByRole('button', { name: 'Salva il testo scritto nel campo' }).click();
  await eventually(abstractOf, 'Il rosso e verde filo e il secondo panno');
  expect(await openBranches(stage.house.db, id)).toEqual([]);
  // The answer is on its way to the page when it is stored.
  await panel.waitFor({ state: 'detached' });
});

test('without a connection the text stays on the computer, and is saved once it is back', async () => {
  await marta.context.setOffline(true);
  await abstract(marta).fill('Scritto senza rete');
  await abstract(marta).blur();
  await vi.waitFor(async () => expect(await status(marta).textContent()).toContain('Senza collegamento'), { timeout: 8000 });
  await marta.context.setOffline(false);
  await eventually(abstractOf, 'Scritto senza rete');
});

test('what was not saved when the browser went is taken up again by the same person, and by nobody after signing out', async () => {
  const drafts = () => marta.page.evaluate(() => Object.keys(localStorage).filter((k) => k.startsWith('mics.draft/')).length);
  await marta.page.route('**/sections/identity', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await abstract(marta).fill('Ripreso dopo');
  await vi.waitFor(async () => expect(await drafts()).toBe(1));
  await marta.page.goto('about:blank');
  await marta.page.unroute('**/sections/identity');
  await marta.page.goto(marta.href(address));
  expect(await abstract(marta).inputValue()).toBe('Ripreso dopo');
  await eventually(abstractOf, 'Ripreso dopo');
  await eventually(drafts, 0);
  await marta.page.evaluate(
    (key) => localStorage.setItem(key, '{"entries":[["abstract","segreto"]],"base":"1"}'),
    `mics.draft/${writer.id}/${id}/identity/abstract`,
  );
  await marta.post('/sign-out', {});
  await marta.page.goto(marta.href('/sign-in?done=signed-out'));
  await eventually(drafts, 0);
});

test('without script two texts are settled on a page of their own; the history and the comments are there', async () => {
  const plain = await stage.signInAs('applicant-enterprise', { script: false });
  await plain.visit(address);
  const current = (await applicationById(stage.house.db, id))!.answerVersions['identity']!['abstract']!;
  await saveAnswer(stage.house, { ...writer, id: personaOf('applicant-research')!.personId, organisationIds: [] }, id, {
    section: 'identity',
    field: 'abstract',
    value: 'Ripreso ora',
    base: current,
  });
  await plain.fill({ abstract: 'Ripreso domani' });
  await plain.press('Salva e resta qui', { status: 409 });
  await plain.sees('Due testi per lo stesso campo', 'Il testo che deve valere');
  await plain.picture('two-texts-page');
  await plain.fill({ abstract: 'Ripreso ora e domani' });
  await plain.press('Salva il testo scritto nel campo');
  expect(await abstractOf()).toBe('Ripreso ora e domani');
  const scripted = await stage.signInAs('applicant-enterprise');
  for (const path of ['', '/history', '/history?field=abstract', '/comments', '/comments?section=identity&field=abstract']) {
    await scripted.visit(`/applications/${id}${path}`);
    await scripted.picture(`together${path.replace(/\W+/g, '-')}`);
    await scripted.picture(`together${path.replace(/\W+/g, '-')}-phone`, { width: 390 });
  }
  await scripted.fill({ body: 'Da rileggere insieme' });
  await scripted.press('Invia il commento');
  await scripted.sees('Da rileggere insieme');
  await scripted.picture('together-thread');
});
