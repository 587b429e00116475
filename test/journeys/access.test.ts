import { seedPeople } from '#src/partnership/identity/actions.ts';
import { personaOf, personas } from '#src/partnership/identity/personas.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { TestHouse } from '../database.ts';
import { AFTER_DEADLINE } from '../factories/evaluation.ts';
import { rankedWorld } from '../factories/ranked.ts';
import { startStage, type Stage, type Visitor } from './browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

// After a ranking one applicant asks for documents, another objects, the office decides.

let stage: Stage;
let w: Awaited<ReturnType<typeof rankedWorld>>;
let office: Visitor;
let asking: Visitor;
let protocol: string;

beforeAll(async () => {
  stage = await startStage({ at: AFTER_DEADLINE });
  await seedPeople(stage.house, [...personas]);
  w = await rankedWorld({ house: stage.house, setClock: stage.setClock } as unknown as TestHouse);
  for (const [persona, organisation_id] of [
    ['applicant-research', w.second.organisation],
    ['applicant-enterprise', w.first.organisation],
  ] as const)
    await stage.house.writer
      .insertInto('organisation_people')
      .values({ organisation_id, person_id: personaOf(persona)!.personId, role: 'member' })
      .execute();
  for (const { id, organisation } of [w.first, w.second])
    await stage.house.writer
      .insertInto('application_members')
      .values({ application_id: id, organisation_id: organisation, role: 'lead', position: 0, region: 'lombardy' })
      .execute();
  await w.publish('provisional');
  protocol = (await stage.house.db.selectFrom('submissions').select('protocol').where('application_id', '=', w.first.id).executeTakeFirstOrThrow()).protocol;
  office = await stage.signInAs('office');
  asking = await stage.signInAs('applicant-research');
});
afterAll(() => stage?.end());

test('the applicant asks, with the documents of another proposal', async () => {
  await asking.visit('/access');
  await asking.picture('access-list-it');
  await asking.page.getByRole('link', { name: /Chiedi l’accesso per/ }).click();
  await asking.fill({ reason: 'Serve per valutare il ricorso contro la graduatoria provvisoria.', others: protocol });
  await asking.picture('access-ask-it', { to: 'main h1' });
  await asking.press('Invia la richiesta');
  await asking.sees('restano 30 giorni', protocol);
});

test('the office tells the other, who objects on a phone; then it decides in part', async () => {
  await office.visit('/access');
  await office.page.locator('tbody').getByRole('link').first().click();
  await office.picture('access-office-it', { to: 'main h1' });
  await office.press('Avvisa i controinteressati');
  const other = await stage.signInAs('applicant-enterprise', { width: 390, locale: 'en' });
  await other.visit('/access');
  await other.picture('access-notices-en-390', { width: 390 });
  await other.page.locator('#notices').getByRole('link').first().click();
  await other.fill({ objection: 'The technical section holds industrial secrets.' });
  await other.press('Send the objection');
  await other.sees('Objection sent on');
  await office.page.reload();
  await office.sees('industrial secrets');
  await office.fill({ decision: 'partial', answer: 'Prevale la riservatezza industriale della proposta indicata.' });
  await office.picture('access-decide-it', { to: '#decision' });
  await office.press('Decidi');
  await office.sees('Accolta in parte', '2-fascicolo.pdf');
});

test('who asked downloads what was granted, and the log says so', async () => {
  await asking.page.reload();
  await asking.sees('Accolta in parte', 'Nessuna consegna');
  await asking.picture('access-granted-it', { to: '#pack' });
  await asking.picture('access-granted-it-390', { to: '#pack', width: 390 });
  const [download] = await Promise.all([asking.page.waitForEvent('download'), asking.page.getByRole('button', { name: 'Scarica l’archivio' }).click()]);
  expect(download.suggestedFilename()).toMatch(/^accesso-MICS-2024-.*\.zip$/);
  await office.visit('/access/log');
  await office.sees(personaOf('applicant-research')!.name);
  await office.picture('access-log-it');
});

test('the published ranking is on paper for everyone', async () => {
  const reader = await stage.visitor();
  await reader.visit(`/calls/${w.callId}/ranking`);
  await reader.sees('Graduatoria in PDF');
  const paper = await reader.get(`/calls/${w.callId}/rankings/1/paper`);
  expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-');
});
