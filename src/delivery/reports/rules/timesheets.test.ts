import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCall } from '../../../../test/factories/proposal.ts';
import { daysOfMonth } from './periods.ts';
import { copyWeek, isDayOff, mondayOf, quartersIn, sheetProblems, type SheetFacts } from './timesheets.ts';

const { personnel } = readCall('02-2024').delivery!.reporting;
const facts = (more: Partial<SheetFacts> = {}): SheetFacts => ({
  personnel,
  project: { code: 'MICS-2024-000001', startsOn: '2024-07-15', endsOn: '2025-07-14' },
  worker: { name: 'Ida', fromOn: '2024-07-15', untilOn: '2024-12-31' },
  month: '2024-10-01',
  today: '2024-10-31',
  workPackages: ['wp-1', 'wp-2'],
  hours: [],
  elsewhere: [],
  otherMonths: [],
  ...more,
});
const at = (day: string, hours: number, workPackage = 'wp-1') => ({ workPackage, day, quarters: hours * 4 });
const said = (f: SheetFacts) => sheetProblems(f).map((p) => [p.level, p.code, p.at]);

test('a plain month has nothing wrong with it', () => {
  expect(said(facts({ hours: [at('2024-10-01', 8), at('2024-10-02', 4), at('2024-10-02', 4, 'wp-2')] }))).toEqual([]);
});

test('each rule by itself', () => {
  const one = (more: Partial<SheetFacts>) => said(facts(more));
  expect(one({ hours: [at('2024-10-02', 0.1)] })).toEqual([['refused', 'reports.sheet.quarters', 'wp-1.02']]);
  expect(one({ hours: [at('2024-10-02', -1)] })).toEqual([['refused', 'reports.sheet.quarters', 'wp-1.02']]);
  expect(one({ hours: [at('2024-09-02', 1)] })).toEqual([['refused', 'reports.sheet.otherMonth', 'wp-1.02']]);
  expect(one({ hours: [at('2024-10-02', 1, 'wp-9')] })).toEqual([['refused', 'reports.sheet.workPackage', 'wp-9.02']]);
  expect(one({ hours: [at('2024-10-02', 1)], today: '2024-10-01' })).toEqual([['refused', 'reports.sheet.future', 'wp-1.02']]);
  expect(one({ month: '2024-07-01', hours: [at('2024-07-12', 1)] })).toEqual([['refused', 'reports.sheet.outsideProject', 'wp-1.12']]);
  expect(one({ month: '2025-01-01', today: '2025-02-01', hours: [at('2025-01-02', 1)] })).toEqual([['refused', 'reports.sheet.outsideTime', 'wp-1.02']]);
  expect(one({ hours: [at('2024-10-02', 8), at('2024-10-02', 0.25, 'wp-2')] })).toEqual([['refused', 'reports.sheet.dailyHours', 'wp-1.02']]);
  expect(one({ hours: [at('2024-10-06', 2)] })).toEqual([['flagged', 'reports.sheet.dayOff', 'wp-1.06']]);
  expect(one({ month: '2024-11-01', today: '2024-11-30', hours: [at('2024-11-01', 2)] })).toEqual([['flagged', 'reports.sheet.dayOff', 'wp-1.01']]);
});

test('hours of other projects count, and are named', () => {
  const elsewhere = [{ project: 'MICS-2024-000007', workPackage: 'x', day: '2024-10-02', quarters: 20 }];
  expect(said(facts({ elsewhere, hours: [at('2024-10-02', 3)] }))).toEqual([]);
  expect(sheetProblems(facts({ elsewhere, hours: [at('2024-10-02', 4)] }))).toEqual([
    {
      level: 'refused',
      code: 'reports.sheet.overlap',
      params: { day: '2024-10-02', hours: 9, here: 4, max: 8, projects: ['MICS-2024-000007'] },
      source: personnel.source,
      at: 'wp-1.02',
    },
  ]);
});

test('the year is counted over all projects and months, and the other years are not', () => {
  const otherMonths = Array.from({ length: 214 }, (_, i) => ({ workPackage: 'wp-1', day: `2024-0${1 + (i % 9)}-01`, quarters: 32 }));
  expect(said(facts({ otherMonths, hours: [at('2024-10-02', 8)] }))).toEqual([]);
  expect(sheetProblems(facts({ otherMonths, hours: [at('2024-10-02', 8), at('2024-10-03', 0.25)] }))[0]).toMatchObject({
    level: 'refused',
    code: 'reports.sheet.yearlyHours',
    params: { year: '2024', hours: 1720.25, max: 1720 },
  });
  expect(said(facts({ otherMonths: otherMonths.map((h) => ({ ...h, day: '2023-10-01' })), hours: [at('2024-10-02', 8), at('2024-10-03', 8)] }))).toEqual([]);
});

test('a sheet that passes keeps the daily limit, whatever stands elsewhere', () => {
  const day = fc.integer({ min: 1, max: 31 }).map((n) => `2024-10-${String(n).padStart(2, '0')}`);
  const hours = fc.array(fc.record({ workPackage: fc.constantFrom('wp-1', 'wp-2'), day, quarters: fc.integer({ min: 0, max: 24 }) }), { maxLength: 12 });
  fc.assert(
    fc.property(hours, hours, (here, there) => {
      const f = facts({ hours: here, elsewhere: there.map((h) => ({ ...h, project: 'P' })) });
      const wrong = sheetProblems(f).some((p) => p.level === 'refused');
      const over = daysOfMonth('2024-10-01').some((d) => {
        const own = here.filter((h) => h.day === d).reduce((n, h) => n + h.quarters, 0);
        return own > 0 && own + there.filter((h) => h.day === d).reduce((n, h) => n + h.quarters, 0) > 32;
      });
      expect(wrong).toBe(over);
    }),
  );
});

test('hours as people type them', () => {
  expect(['', '7,5', '7.25', '7:30', '8', ' 0 ', '7.3', '25', '-1', 'otto', '7:20'].map(quartersIn)).toEqual([
    0,
    30,
    29,
    30,
    32,
    0,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('a normal week goes onto the other weeks, and never over what is written nor onto a day off', () => {
  const month = daysOfMonth('2024-12-01');
  const week = [at('2024-12-02', 8), at('2024-12-03', 4), at('2024-12-03', 4, 'wp-2'), at('2024-12-10', 1)];
  const copied = copyWeek(week, '2024-12-04', month, (day) => day <= '2024-12-24');
  expect(copied.filter((h) => !week.includes(h)).map((h) => `${h.day} ${h.workPackage} ${h.quarters / 4}`)).toEqual([
    '2024-12-09 wp-1 8',
    '2024-12-16 wp-1 8',
    '2024-12-17 wp-1 4',
    '2024-12-17 wp-2 4',
    '2024-12-23 wp-1 8',
    '2024-12-24 wp-1 4',
    '2024-12-24 wp-2 4',
  ]);
  expect([mondayOf('2024-12-08'), mondayOf('2024-12-09')]).toEqual(['2024-12-02', '2024-12-09']);
  expect(['2024-12-08', '2024-12-25', '2025-04-21', '2024-12-07'].map(isDayOff)).toEqual([true, true, true, false]);
});
