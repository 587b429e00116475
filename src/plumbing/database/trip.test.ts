import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { statements } from './database.ts';
import { ask, deed, question } from './trip.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
  await t.house.pool.query('create table trips (n int primary key, said text)');
});
afterAll(() => t.end());

const said = question(sql<{ said: string }>`select said from trips order by n`, (rows) => rows.map((r) => r.said));
const put = (n: number, text: string) => deed(sql`insert into trips values (${n}, ${text})`);

test('each sees what those before it did, each answer is its own, and every statement counts', async () => {
  const before = statements.count;
  const answers = await t.house.writer.transaction().execute((tx) =>
    ask(
      tx,
      said,
      put(1, 'a'),
      said,
      put(2, 'b'),
      said,
      question(sql<{ n: number }>`select 7 as n`, (r) => r[0]!.n),
    ),
  );
  expect(answers).toEqual([[], undefined, ['a'], undefined, ['a', 'b'], 7]);
  // With begin and commit.
  expect(statements.count - before).toBe(8);
});

test('the first that fails is thrown, and nothing of the transaction stays', async () => {
  const trip = t.house.writer.transaction().execute((tx) => ask(tx, put(3, 'c'), put(1, 'again'), put(4, 'd'), said));
  await expect(trip).rejects.toMatchObject({ constraint: 'trips_pkey' });
  const [now] = await ask(t.house.db, said);
  expect(now).toEqual(['a', 'b']);
});

test('what comes after a lock sees what was committed while it was waited for', async () => {
  const holder = await t.house.pool.connect();
  await holder.query('begin');
  await holder.query('select from trips where n = 1 for update');
  const waiting = t.house.writer.transaction().execute((tx) => ask(tx, deed(sql`select from trips where n = 1 for update`), said));
  await new Promise((done) => setTimeout(done, 50));
  await holder.query("update trips set said = 'z' where n = 1");
  await holder.query('commit');
  holder.release();
  expect((await waiting)[1]).toEqual(['z', 'b']);
});

test('nothing asked is no trip', async () => {
  const before = statements.count;
  expect(await ask(t.house.db)).toEqual([]);
  expect(statements.count).toBe(before);
});
