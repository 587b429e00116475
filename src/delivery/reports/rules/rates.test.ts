import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rateBands, rateBodies } from '#src/funding/calls/schema/delivery.ts';
import { readCall } from '../../../../test/factories/proposal.ts';
import { costOfQuarters, personnelLines, rateBodyOf, rateOn, type Worker } from './rates.ts';

const { personnel } = readCall('02-2024').delivery!.reporting;
const worker = (more: Partial<Worker> = {}): Worker => ({ id: 'w', organisationId: 'o', kind: 'university', band: 'medium', hourCents: null, ...more });

test('the table of 2018 until 3 January 2024, and the one 10.4 % above it from the 4th on', () => {
  const euros = (day: string) => rateBodies.map((kind) => rateBands.map((band) => rateOn(personnel, kind, band, day)!.centsPerHour / 100));
  const of2018 = [
    [75, 43, 27],
    [73, 48, 31],
    [55, 33, 29],
  ];
  expect(euros('2018-01-01')).toEqual(of2018);
  expect(euros('2024-01-03')).toEqual(of2018);
  expect(euros('2024-01-04')).toEqual([
    [83, 47, 30],
    [81, 53, 34],
    [61, 36, 32],
  ]);
  expect(euros('2024-01-04')).toEqual(of2018.map((row) => row.map((r) => Math.round(r * 1.104))));
  expect(rateOn(personnel, 'university', 'high', '2017-12-31')).toBe(undefined);
});

test('anyone who is neither university nor research body counts as an enterprise', () => {
  expect(['university', 'researchBody', 'enterprise', 'publicBody', 'association'].map(rateBodyOf)).toEqual([
    'university',
    'researchBody',
    'enterprise',
    'enterprise',
    'enterprise',
  ]);
});

test('hours by person, month and price: January 2024 has two lines', () => {
  const hours = ['2024-01-02', '2024-01-03', '2024-01-04', '2024-02-01'].map((day, i) => ({ workerId: 'w', workPackage: 'wp-1', day, quarters: 30 + i }));
  expect(personnelLines(personnel, [worker()], hours).lines.map((l) => [l.month, l.quarters, l.hourCents, l.cents])).toEqual([
    ['2024-01-01', 61, 4800, 73_200],
    ['2024-01-01', 32, 5300, 42_400],
    ['2024-02-01', 33, 5300, 43_725],
  ]);
});

test('real costs take the documented price; who has none is named', () => {
  const real = { ...personnel, method: 'real' as const };
  const hours = [
    { workerId: 'w', workPackage: 'wp-1', day: '2024-08-01', quarters: 31 },
    { workerId: 'x', workPackage: 'wp-1', day: '2024-08-02', quarters: 4 },
  ];
  const { lines, unpriced } = personnelLines(real, [worker({ hourCents: 2_799 }), worker({ id: 'x' })], hours);
  expect(lines).toEqual([
    {
      workerId: 'w',
      organisationId: 'o',
      month: '2024-08-01',
      quarters: 31,
      hourCents: 2_799,
      cents: 21_692,
      method: 'real',
      source: personnel.source,
      period: null,
    },
  ]);
  expect(unpriced).toEqual([{ workerId: 'x', day: '2024-08-02' }]);
});

test('hours are conserved and nothing is rounded up', () => {
  const days = fc.record({
    workerId: fc.constantFrom('a', 'b'),
    workPackage: fc.constantFrom('wp-1', 'wp-2'),
    day: fc.constantFrom('2023-12-31', '2024-01-03', '2024-01-04', '2024-01-31', '2024-02-29'),
    quarters: fc.integer({ min: 0, max: 32 }),
  });
  fc.assert(
    fc.property(fc.array(days), (hours) => {
      const { lines, unpriced } = personnelLines(personnel, [worker({ id: 'a' }), worker({ id: 'b', kind: 'enterprise', band: 'low' })], hours);
      expect(unpriced).toEqual([]);
      expect(lines.reduce((n, l) => n + l.quarters, 0)).toBe(hours.reduce((n, h) => n + h.quarters, 0));
      for (const l of lines) expect(l.cents).toBe(costOfQuarters(l.quarters, l.hourCents));
      const exact =
        hours.reduce(
          (n, h) =>
            n + h.quarters * rateOn(personnel, h.workerId === 'a' ? 'university' : 'enterprise', h.workerId === 'a' ? 'medium' : 'low', h.day)!.centsPerHour,
          0,
        ) / 4;
      const cost = lines.reduce((n, l) => n + l.cents, 0);
      expect(cost <= exact && exact - cost < Math.max(1, lines.length)).toBe(true);
    }),
  );
});
