import { expect, test } from 'vitest';
import { easter, holidays, holidaysBetween, isHoliday, isWorkingDay } from './holidays.ts';

test('Italian public holidays: the fixed ones, Easter Monday, and San Francesco from 2026', () => {
  expect([2024, 2025, 2026, 2027, 2038].map(easter)).toEqual(['2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2038-04-25']);
  expect(['2026-01-06', '2026-04-06', '2026-04-25', '2026-06-02', '2026-10-04', '2026-12-26'].map(isHoliday)).toEqual([true, true, true, true, true, true]);
  expect(['2025-10-04', '2026-04-05', '2026-11-02'].map(isHoliday)).toEqual([false, false, false]);
});

test('each year has its own, and the years of a span all of theirs', () => {
  expect([holidays(2024).length, holidays(2026).length]).toEqual([11, 12]);
  expect(holidays(2025)).toContain('2025-04-21');
  expect(holidaysBetween('2024-12-30', '2025-01-02')).toEqual([...holidays(2024), ...holidays(2025)]);
});

test('neither weekends nor holidays are working days', () => {
  expect(['2026-04-03', '2026-04-04', '2026-04-05', '2026-04-06', '2026-04-07'].map(isWorkingDay)).toEqual([true, false, false, false, true]);
});
