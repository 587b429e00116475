import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths } from '#src/core/time.ts';
import { daysOfMonth, dueOn, monthsOf, periodsOf } from './periods.ts';

test('a year in two halves, counted from the day it starts', () => {
  expect(periodsOf({ startsOn: '2024-07-15', endsOn: '2025-07-14' }, 6)).toEqual([
    { number: 1, from: '2024-07-15', until: '2025-01-14' },
    { number: 2, from: '2025-01-15', until: '2025-07-14' },
  ]);
  expect(dueOn({ until: '2025-01-14' }, 30)).toBe('2025-02-13');
});

test('the last one is shorter, and one that starts on the 31st does not drift', () => {
  expect(periodsOf({ startsOn: '2024-08-31', endsOn: '2025-01-10' }, 2)).toEqual([
    { number: 1, from: '2024-08-31', until: '2024-10-30' },
    { number: 2, from: '2024-10-31', until: '2024-12-30' },
    { number: 3, from: '2024-12-31', until: '2025-01-10' },
  ]);
});

test('months and days, a leap year too', () => {
  expect(monthsOf('2024-12-31', '2025-02-01')).toEqual(['2024-12-01', '2025-01-01', '2025-02-01']);
  expect(daysOfMonth('2024-02-01')).toHaveLength(29);
  expect(daysOfMonth('2025-02-17').at(-1)).toBe('2025-02-28');
});

const dates = fc.integer({ min: 0, max: 3000 }).map((n) => addDays('2022-01-01', n));

test('whatever the project, its periods cover every day once', () => {
  fc.assert(
    fc.property(dates, fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 1, max: 12 }), (startsOn, length, everyMonths) => {
      const endsOn = addDays(startsOn, length);
      const periods = periodsOf({ startsOn, endsOn }, everyMonths);
      expect(periods[0]!.from).toBe(startsOn);
      expect(periods.at(-1)!.until).toBe(endsOn);
      periods.forEach((p, i) => {
        expect(p.number).toBe(i + 1);
        expect(p.from <= p.until).toBe(true);
        if (i > 0) expect(p.from).toBe(addDays(periods[i - 1]!.until, 1));
        if (i < periods.length - 1) expect(addDays(p.until, 1)).toBe(addMonths(startsOn, (i + 1) * everyMonths));
      });
    }),
  );
});
