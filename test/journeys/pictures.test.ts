import { seedIfEmpty } from '#src/house/seed/seed.ts';
import { afterAll, beforeAll, test, vi } from 'vitest';
import { EXAMPLE_AT } from '../example.ts';
import { startStage, type Stage } from './browser.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

/** The pictures of the documentation that show the example partnership; the journeys make the others. Only with `MICS_PICTURES=1`. */
const wanted = process.env['MICS_PICTURES'] === '1';
let stage: Stage;

beforeAll(async () => {
  if (wanted) stage = await startStage({ at: EXAMPLE_AT, seed: (house) => seedIfEmpty(house, () => undefined) });
});
afterAll(() => stage?.end());

test.skipIf(!wanted)('the example partnership, as anyone and the office see it', async () => {
  const anyone = await stage.visitor();
  await anyone.visit('/');
  await anyone.picture('home-it');
  await anyone.picture('home-it-390', { width: 390 });
  await anyone.visit('/sign-in');
  await anyone.picture('sign-in-it');
  await anyone.visit('/calls/01-2024/ranking');
  await anyone.picture('ranking-it');
  const rows = await stage.house.pool.query(
    "select application_id as id from ranking_places p join rankings r on r.id = p.ranking_id where r.call_id = '01-2024' and r.kind = 'scrolled' and p.state = 'eligibleNotFunded' order by position limit 1",
  );
  await anyone.visit(`/calls/01-2024/ranking/${rows.rows[0].id}`);
  await anyone.picture('why-it');
  await anyone.visit('/calls/01-2024/awards');
  await anyone.picture('awards-it');
  const office = await stage.signInAs('office');
  await office.visit('/desk');
  await office.picture('desk-office-it');
});
