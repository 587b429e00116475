import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { EXAMPLE_AT, exampleHouse } from '../example.ts';
import { startStage, type Stage } from './browser.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

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
  await office.picture('desk-office-it');
  expect(office.path).toBe('/desk');
});
