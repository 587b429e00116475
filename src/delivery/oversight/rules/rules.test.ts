import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forecast } from './forecast.ts';
import { between, datesOf, dueOn, halfYearOf, next } from './halfYears.ts';

describe('a forecast', () => {
  test.each([
    // Half of what was due was accepted: half of all is expected in the end.
    [
      { committedCents: 1000, expectedCents: 400, acceptedCents: 200 },
      { cents: 500, pace: 50 },
    ],
    // Ahead of time is no more than all.
    [
      { committedCents: 1000, expectedCents: 400, acceptedCents: 600 },
      { cents: 1000, pace: 100 },
    ],
    // Nothing due yet.
    [
      { committedCents: 1000, expectedCents: 0, acceptedCents: 0 },
      { cents: 1000, pace: 100 },
    ],
    [
      { committedCents: 1000, expectedCents: 1000, acceptedCents: 0 },
      { cents: 0, pace: 0 },
    ],
  ])('of %j', (progress, expected) => expect(forecast(progress)).toEqual(expected));

  test('is never below what was accepted, nor above what was granted', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), fc.nat(1e9), (committedCents, e, a) => {
        const acceptedCents = Math.min(a, committedCents);
        const { cents } = forecast({ committedCents, expectedCents: Math.min(e, committedCents), acceptedCents });
        expect(cents >= acceptedCents && cents <= committedCents).toBe(true);
      }),
    );
  });
});

test('half-years follow one another, and are due on the ministry’s days', () => {
  expect([halfYearOf('2024-06-30'), halfYearOf('2024-07-01')]).toEqual(['2024-1', '2024-2']);
  expect(datesOf('2024-2')).toEqual({ from: '2024-07-01', until: '2024-12-31' });
  expect([dueOn('2024-1'), dueOn('2024-2'), next('2024-2')]).toEqual(['2024-07-20', '2025-01-20', '2025-1']);
  expect(between('2024-07-10', '2025-07-14')).toEqual(['2024-2', '2025-1', '2025-2']);
});
