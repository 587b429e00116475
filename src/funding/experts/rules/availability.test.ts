import { addDays } from '#src/core/time.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysThere, isAway } from './availability.ts';

const always = { availableFrom: null, availableUntil: null, absences: [] };
const absent = (...absences: [string, string][]) => ({ ...always, absences: absences.map(([fromOn, untilOn]) => ({ fromOn, untilOn })) });

test.each([
  ['said nothing', always, 14, false],
  ['a week of a term of two', absent(['2024-04-02', '2024-04-07']), 14, false],
  ['eight of fifteen days', absent(['2024-04-01', '2024-04-08']), 14, true],
  ['two absences that overlap count once', absent(['2024-04-01', '2024-04-06'], ['2024-04-04', '2024-04-07']), 14, false],
  ['not before the term ends', { ...always, availableFrom: '2024-05-01' }, 14, true],
  ['until yesterday', { ...always, availableUntil: '2024-03-31' }, 14, true],
  ['no term, away today', absent(['2024-04-01', '2024-04-01']), undefined, true],
  ['no term, away tomorrow', absent(['2024-04-02', '2024-04-30']), undefined, false],
])('%s', (_what, availability, reviewDays, expected) => {
  expect(isAway(availability, '2024-04-01', reviewDays)).toBe(expected);
});

test('one absence more never makes anybody more available', () => {
  const day = fc.integer({ min: -5, max: 40 }).map((n) => addDays('2024-04-01', n));
  const span = fc.tuple(day, day).map(([a, b]) => ({ fromOn: a < b ? a : b, untilOn: a < b ? b : a }));
  fc.assert(
    fc.property(fc.array(span, { maxLength: 4 }), span, (absences, more) => {
      const [before, after] = [absences, [...absences, more]].map((all) => daysThere({ ...always, absences: all }, '2024-04-01', '2024-04-30'));
      expect(before!.of).toBe(30);
      expect(after!.there).toBeLessThanOrEqual(before!.there);
    }),
  );
});
