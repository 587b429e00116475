import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, romeDate, romeLocal } from '#src/core/time.ts';
import { admissionDue, inTerm, MOST_REPAIR_DAYS, reminders, repairDue, screeningTerms } from './rules/term.ts';

const usual = screeningTerms({});
const instant = fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2040-12-31T00:00:00Z'), noInvalidDate: true }).map((d) => d.toISOString());

describe('the term to repair', () => {
  test('without data of the call: ten days, two eyes, fifteen days, and that this is our reading', () => {
    expect(usual).toEqual({
      repairDays: 10,
      repairUntil: '23:59:59',
      fourEyes: false,
      admissionDays: 15,
      source: { ref: usual.source.ref, status: 'inferred' },
    });
  });

  test.each([
    ['winter', '2026-01-15T09:00:00.000Z', 10, '2026-01-25T22:59:59.000Z'],
    ['summer', '2026-07-01T09:00:00.000Z', 5, '2026-07-06T21:59:59.000Z'],
    ['opened in winter time, ends in summer time', '2026-03-25T11:00:00.000Z', 10, '2026-04-04T21:59:59.000Z'],
    ['ends on the day that loses an hour', '2026-03-26T11:00:00.000Z', 3, '2026-03-29T21:59:59.000Z'],
    ['opened in summer time, ends in winter time', '2026-10-20T11:00:00.000Z', 10, '2026-10-30T22:59:59.000Z'],
    ['ends on the day that gains an hour', '2026-10-23T11:00:00.000Z', 2, '2026-10-25T22:59:59.000Z'],
    ['opened just after midnight in Rome, still yesterday in UTC', '2026-06-30T22:00:00.000Z', 1, '2026-07-02T21:59:59.000Z'],
  ])('%s', (_, opened, days, due) => expect(repairDue(opened, days, usual)).toBe(due));

  test('an hour of the call, also one that does not exist or exists twice on its last day', () => {
    expect(repairDue('2026-01-15T09:00:00.000Z', 10, { repairDays: 10, repairUntil: '12:00:00' })).toBe('2026-01-25T11:00:00.000Z');
    expect(repairDue('2026-03-26T11:00:00.000Z', 3, { repairDays: 10, repairUntil: '02:30:00' })).toBe('2026-03-29T01:00:00.000Z');
    expect(repairDue('2026-10-23T11:00:00.000Z', 2, { repairDays: 10, repairUntil: '02:30:00' })).toBe('2026-10-25T00:30:00.000Z');
  });

  test('is never over ten days, whatever is asked and whenever', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: -5, max: 400 }), fc.integer({ min: 1, max: 40 }), (opened, days, ofCall) => {
        const due = repairDue(opened, days, screeningTerms({ screening: { repairDays: ofCall, fourEyes: false, admissionDays: 15, source: usual.source } }));
        const last = romeDate(due);
        expect(last <= addDays(romeDate(opened), Math.min(ofCall, MOST_REPAIR_DAYS))).toBe(true);
        expect(last > romeDate(opened)).toBe(true);
        expect(romeLocal(due).slice(11)).toBe('23:59');
        // What the database allows: eleven days and the hour that autumn adds.
        expect(Date.parse(due) - Date.parse(opened)).toBeLessThan(265 * 3_600_000);
      }),
      { numRuns: 500 },
    );
  });

  test('the last second counts whole', () => {
    const due = '2026-01-25T22:59:59.000Z';
    expect([inTerm(due, '2026-01-25T22:59:59.000Z'), inTerm(due, '2026-01-25T22:59:59.999Z'), inTerm(due, '2026-01-25T23:00:00.000Z')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('reminders go out at nine in Rome, three days and one before, and none before the opening', () => {
    expect(reminders('2026-03-25T11:00:00.000Z', '2026-04-04T21:59:59.000Z')).toEqual([
      { daysLeft: 3, at: '2026-04-01T07:00:00.000Z' },
      { daysLeft: 1, at: '2026-04-03T07:00:00.000Z' },
    ]);
    expect(reminders('2026-01-15T09:00:00.000Z', repairDue('2026-01-15T09:00:00.000Z', 1, usual))).toEqual([]);
    expect(reminders('2026-01-15T09:00:00.000Z', repairDue('2026-01-15T09:00:00.000Z', 2, usual)).map((r) => r.daysLeft)).toEqual([1]);
  });
});

test('the due date leaves out the days given for repair', () => {
  expect(admissionDue('2024-02-21T11:00:00.000Z', 15, 0)).toBe('2024-03-07');
  expect(admissionDue('2024-02-21T11:00:00.000Z', 15, 10)).toBe('2024-03-17');
});
