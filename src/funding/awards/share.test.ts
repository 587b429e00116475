import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { rankedWorld } from '../../../test/factories/ranked.ts';
import { testHouse } from '../../../test/database.ts';
import { adoptDecree } from './actions.ts';
import { shareAfterDecree, womenAfterDecree, womenPromisedWithout } from './queries.ts';

const ended: (() => Promise<unknown>)[] = [];
afterAll(() => Promise.all(ended.map((end) => end())));

test('what a decree would make of the share of the South is what it makes of it', async () => {
  const t = await testHouse({ at: '2024-03-13T11:00:00.000Z' });
  ended.push(() => t.end());
  const w = await rankedWorld(t);
  // Half of the first proposal’s grant is spent in the South; half of it is granted.
  await t.house.writer.updateTable('submissions').set({ south_grant_cents: 10_000_000 }).where('application_id', '=', w.first.id).execute();
  await w.publish('provisional');
  w.day(30);
  await w.publish('final');
  const { id } = await t.house.db.selectFrom('rankings').select('id').orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow();
  const look = () => shareAfterDecree(t.house.db, w.call.programme, w.callId, id);
  expect(await look()).toEqual({ now: { allCents: 0, southCents: 0 }, afterwards: { allCents: 20_000_000, southCents: 10_000_000 } });
  const women = () => womenAfterDecree(t.house.db, w.call.programme, w.callId, id);
  const promised = await women();
  expect([promised.now, promised.afterwards.stated > promised.afterwards.women, promised.afterwards.women > 0]).toEqual([{ women: 0, stated: 0 }, true, true]);
  await adoptDecree(t.house, w.office, w.callId);
  expect(await women()).toEqual({ now: promised.afterwards, afterwards: promised.afterwards });
  // Without one of those that were granted the team is smaller by its own; one that holds no grant takes nothing away.
  const own = await womenPromisedWithout(t.house.db, w.call.programme, w.first.id);
  expect(own.now).toEqual(promised.afterwards);
  expect(own.afterwards.stated).toBeLessThan(own.now.stated);
  expect(await womenPromisedWithout(t.house.db, w.call.programme, randomUUID())).toEqual({ now: own.now, afterwards: own.now });
  const { now, afterwards } = await look();
  expect([now.allCents, afterwards.allCents]).toEqual([20_000_000, 20_000_000]);
});
