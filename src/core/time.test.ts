import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, romeDate, romeInstant, romeLocal, showBriefDate, showDate, showInstant } from './time.ts';

test('a wall-clock time in Rome is one instant, in winter and in summer', () => {
  expect(romeInstant('2024-02-21T12:00')).toBe('2024-02-21T11:00:00.000Z');
  expect(romeInstant('2024-07-21T12:00')).toBe('2024-07-21T10:00:00.000Z');
  expect(romeInstant('2024-07-21T12:00:59')).toBe('2024-07-21T10:00:59.000Z');
});

test('both changes of clock: the hour that does not happen is refused, the one that happens twice means the first', () => {
  expect(() => romeInstant('2024-03-31T02:30')).toThrow('no such time');
  expect([romeInstant('2024-03-31T01:59'), romeInstant('2024-03-31T03:00')]).toEqual(['2024-03-31T00:59:00.000Z', '2024-03-31T01:00:00.000Z']);
  expect(romeInstant('2024-10-27T02:30')).toBe('2024-10-27T00:30:00.000Z');
  expect(romeInstant('2024-10-27T03:00')).toBe('2024-10-27T02:00:00.000Z');
});

test('what is no date is refused', () => {
  for (const wrong of ['2024-02-30T12:00', '2024-13-01T12:00', '2024-02-21', '21/02/2024 12:00', '2024-02-21T24:00', ''])
    expect(() => romeInstant(wrong)).toThrow(RangeError);
});

test('instants and wall clock lead back to each other', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }), (date) => {
      const minute = new Date(Math.floor(date.getTime() / 60_000) * 60_000);
      const back = Date.parse(romeInstant(romeLocal(minute)));
      // Only in the hour that happens twice may the first of the two come back.
      expect([0, 3_600_000]).toContain(minute.getTime() - back);
      expect(romeLocal(new Date(back))).toBe(romeLocal(minute));
    }),
  );
});

test('dates in words are those of Rome', () => {
  expect(romeDate('2024-02-20T23:30:00.000Z')).toBe('2024-02-21');
  expect([showDate('2024-02-21', 'it'), showDate('2024-02-21', 'en')]).toEqual(['21 febbraio 2024', '21 February 2024']);
  expect([showBriefDate('2024-02-21', 'it'), showBriefDate('2024-02-21T23:30:00.000Z', 'en')]).toEqual(['21\u00a0feb\u00a02024', '22\u00a0Feb\u00a02024']);
  expect([showInstant('2024-02-21T11:00:00.000Z', 'it'), showInstant('2024-02-21T11:00:00.000Z', 'en')]).toEqual([
    '21 febbraio 2024, ore 12:00',
    '21 February 2024, 12:00',
  ]);
});

test('months end where they end', () => {
  expect([
    addMonths('2024-01-31', 1),
    addMonths('2023-01-31', 1),
    addMonths('2024-11-30', 3),
    addMonths('2024-05-15', 12),
    addMonths('2024-03-31', -1),
  ]).toEqual(['2024-02-29', '2023-02-28', '2025-02-28', '2025-05-15', '2024-02-29']);
  expect([addDays('2024-02-28', 2), addDays('2024-10-26', 2), addDays('2024-01-01', -1)]).toEqual(['2024-03-01', '2024-10-28', '2023-12-31']);
});
