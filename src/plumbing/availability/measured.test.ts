import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { buckets, measuredBetween, type MeasuredMinute } from './measured.ts';
import { measureAvailability } from './minutes.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse({ at: '2026-02-20T10:00:00Z' });
});
afterAll(() => t.end());

const at = (minute: number) => new Date(Date.parse('2026-02-20T10:00:00Z') + minute * 60_000).toISOString();

test('what is counted is what the record says, several processes together, and a minute that nobody wrote is missing', async () => {
  const counted = measureAvailability(t.house);
  counted.served(12);
  counted.turnedBack();
  counted.answered(200);
  counted.answered(503);
  await counted.stop();
  await t.house.pool.query('insert into availability_minutes values ($1, 0, 3, 0, 1, 5, 0, 10, 20), ($2, 0, 1, 0, 0, 0, 0, 5, 5)', [at(0), at(2)]);
  expect(await measuredBetween(t.house.db, at(0), '2026-02-20T10:02:00.001Z')).toEqual({
    served: 5,
    turnedBack: 1,
    failed: 1,
    requests: 7,
    errors: 1,
    minutes: 3,
    unrecorded: 1,
    recorded: [
      { at: at(0), served: 4, turnedBack: 1, failed: 1, requests: 7, errors: 1 },
      { at: at(2), served: 1, turnedBack: 0, failed: 0, requests: 0, errors: 0 },
    ],
  });
  expect(await measuredBetween(t.house.db, at(1), at(2))).toMatchObject({ minutes: 1, unrecorded: 1, recorded: [] });
});

test('the steps of the picture lose nothing and count nothing twice', () => {
  const minute = fc.record({ served: fc.nat(50), turnedBack: fc.nat(5), failed: fc.nat(5), requests: fc.nat(90) });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3000 }),
      fc.uniqueArray(fc.tuple(fc.nat(3000), minute), { selector: ([n]) => n, maxLength: 60 }),
      (minutes, written) => {
        const recorded: MeasuredMinute[] = written.filter(([n]) => n < minutes).map(([n, m]) => ({ at: at(n), ...m, errors: 0 }));
        const made = buckets(recorded, at(0), minutes);
        const sum = (pick: (b: (typeof made)[number]) => number) => made.reduce((n, b) => n + pick(b), 0);
        expect([made.length <= 60, sum((b) => b.minutes), sum((b) => b.unrecorded), sum((b) => b.answered), sum((b) => b.failed)]).toEqual([
          true,
          minutes,
          minutes - recorded.length,
          recorded.reduce((n, m) => n + m.served + m.requests, 0),
          recorded.reduce((n, m) => n + m.failed, 0),
        ]);
      },
    ),
  );
});
