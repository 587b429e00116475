import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ceilings, checkRelated, sizeDifference, sizesOf, type RelatedEnterprise, type SizeYear } from './size.ts';
import { isValidOn, remindersAfter, validityOn } from './validity.ts';
import { sizeClasses, type SizeClass } from '../states.ts';

const year = (n: number, staffUnits: number, turnover: number, balance: number, more: Partial<SizeYear> = {}): SizeYear => ({
  year: n,
  staffUnits,
  turnoverCents: turnover * 100,
  balanceCents: balance * 100,
  publiclyControlled: false,
  related: [],
  ...more,
});
const other = (relation: 'partner' | 'linked', percent: number, staffUnits: number, turnover: number, balance: number): RelatedEnterprise => ({
  name: `${relation} ${percent}`,
  relation,
  percent,
  staffUnits,
  turnoverCents: turnover * 100,
  balanceCents: balance * 100,
});
const alone = (y: SizeYear) => sizesOf([y])[0]!.alone;

test.each<[string, SizeYear, SizeClass]>([
  ['nine and two million', year(2023, 9, 2_000_000, 9_000_000), 'micro'],
  ['ten people are not fewer than ten', year(2023, 10, 1_000_000, 1_000_000), 'small'],
  ['9.99 units are', year(2023, 9.99, 1_000_000, 1_000_000), 'micro'],
  ['one of the two amounts is enough', year(2023, 40, 30_000_000, 10_000_000), 'small'],
  ['both past the ceiling', year(2023, 40, 10_000_000.01, 10_000_000.01), 'medium'],
  ['249 and balance 43 million', year(2023, 249, 90_000_000, 43_000_000), 'medium'],
  ['turnover 50 million', year(2023, 249, 50_000_000, 90_000_000), 'medium'],
  ['250 people', year(2023, 250, 1_000_000, 1_000_000), 'large'],
  ['a quarter in public hands', year(2023, 3, 100_000, 100_000, { publiclyControlled: true }), 'large'],
  ['a partner counts for its percentage', year(2023, 8, 1_000_000, 1_000_000, { related: [other('partner', 25, 8, 0, 0)] }), 'small'],
  ['and not for more', year(2023, 8, 1_000_000, 1_000_000, { related: [other('partner', 25, 7.96, 0, 0)] }), 'micro'],
  ['a linked one counts whole', year(2023, 8, 1_000_000, 1_000_000, { related: [other('linked', 51, 250, 0, 0)] }), 'large'],
])('%s', (_name, given, expected) => expect(alone(given)).toBe(expected));

test('the sums say who counts for how much', () => {
  const [size] = sizesOf([
    year(2023, 40, 8_000_000, 6_000_000, { related: [other('partner', 33.33, 30, 3_000_000, 1_000_000), other('linked', 60, 5, 1, 1)] }),
  ]);
  expect(size!.lines.map((l) => [l.name, l.countedPercent, l.staffUnits, l.turnoverCents])).toEqual([
    [null, 100, 40, 800_000_000],
    ['partner 33.33', 33.33, 9.99, 99_990_000],
    ['linked 60', 100, 5, 100],
  ]);
  // 40 + 9.999 + 5: rounded down only when shown, compared exactly.
  expect(size!.total).toEqual({ staffUnits: 54.99, turnoverCents: 899_990_100, balanceCents: 633_330_100 });
});

const byClass: Record<SizeClass, (n: number) => SizeYear> = {
  micro: (n) => year(n, 5, 1, 1),
  small: (n) => year(n, 20, 1, 1),
  medium: (n) => year(n, 100, 1, 1),
  large: (n) => year(n, 1000, 1, 1),
};
const course = (...classes: SizeClass[]) => sizesOf(classes.map((c, i) => byClass[c](2020 + i))).map((s) => s.inForce);

test('a status moves only when two periods in a row say so, and only as far as both', () => {
  expect(course('micro', 'small')).toEqual(['micro', 'micro']);
  expect(course('micro', 'small', 'small')).toEqual(['micro', 'micro', 'small']);
  expect(course('micro', 'small', 'micro')).toEqual(['micro', 'micro', 'micro']);
  expect(course('micro', 'small', 'medium')).toEqual(['micro', 'micro', 'small']);
  expect(course('large', 'small', 'micro')).toEqual(['large', 'large', 'small']);
  expect(course('small', 'micro', 'medium')).toEqual(['small', 'small', 'small']);
});

test('after a gap, and when public bodies come in, the year speaks for itself', () => {
  expect(sizesOf([byClass.micro(2020), byClass.medium(2022)]).map((s) => s.inForce)).toEqual(['micro', 'medium']);
  expect(sizesOf([byClass.micro(2020), { ...byClass.micro(2021), publiclyControlled: true }]).map((s) => s.inForce)).toEqual(['micro', 'large']);
});

const anyClass = fc.constantFrom(...sizeClasses);
const anyYear = fc.record({
  staffUnits: fc.integer({ min: 0, max: 40_000 }).map((n) => n / 100),
  turnoverCents: fc.integer({ min: 0, max: 10_000_000_000 }),
  balanceCents: fc.integer({ min: 0, max: 10_000_000_000 }),
});

test('the order in which years are given does not matter; the status is never beyond what any year said', () => {
  fc.assert(
    fc.property(fc.array(anyClass, { minLength: 1, maxLength: 6 }), fc.integer(), (classes, seed) => {
      const years = classes.map((c, i) => byClass[c](2000 + i));
      const shuffled = [...years].sort((a, b) => ((a.year * 7919 + seed) % 101) - ((b.year * 7919 + seed) % 101));
      expect(sizesOf(shuffled)).toEqual(sizesOf(years));
      const rank = (c: SizeClass) => sizeClasses.indexOf(c);
      sizesOf(years).forEach((s, i) => {
        const seen = classes.slice(0, i + 1).map(rank);
        expect(rank(s.inForce)).toBeGreaterThanOrEqual(Math.min(...seen));
        expect(rank(s.inForce)).toBeLessThanOrEqual(Math.max(...seen));
      });
    }),
  );
});

test('another enterprise never makes one smaller, and a linked one never less large than the same as a partner', () => {
  fc.assert(
    fc.property(anyYear, anyYear, fc.integer({ min: 2500, max: 5000 }), (own, more, hundredths) => {
      const base: SizeYear = { ...own, year: 2023, publiclyControlled: false, related: [] };
      const rank = (related: RelatedEnterprise[]) => sizeClasses.indexOf(alone({ ...base, related }));
      const percent = hundredths / 100;
      const [none, partner, linked] = [
        rank([]),
        rank([{ ...more, name: 'x', relation: 'partner', percent }]),
        rank([{ ...more, name: 'x', relation: 'linked', percent }]),
      ];
      expect(partner).toBeGreaterThanOrEqual(none);
      expect(linked).toBeGreaterThanOrEqual(partner);
    }),
  );
});

test('the ceilings are those of the Annex', () => {
  expect(ceilings.map((c) => [c.size, c.staffBelow, c.turnoverCents / 1e8, c.balanceCents / 1e8])).toEqual([
    ['micro', 10, 2, 2],
    ['small', 50, 10, 10],
    ['medium', 250, 50, 43],
  ]);
});

test('declared against computed', () => {
  const sizes = sizesOf([byClass.small(2023)]);
  expect(sizeDifference('small', sizes)).toBeNull();
  expect(sizeDifference(null, sizes)).toBeNull();
  expect(sizeDifference('micro', [])).toBeNull();
  expect(sizeDifference('micro', sizes)).toMatchObject({ code: 'organisations.sizeDiffers', params: { declared: 'micro', computed: 'small', year: '2023' } });
});

test('a partner holds from 25 to 50 %', () => {
  expect([24.99, 25, 50, 50.01].map((percent) => checkRelated({ relation: 'partner', percent })?.code ?? 'ok')).toEqual([
    'organisations.partnerPercent',
    'ok',
    'ok',
    'organisations.partnerPercent',
  ]);
  expect(checkRelated({ relation: 'linked', percent: 12 })).toBeNull();
});

test('validity: the first and the last day count', () => {
  const durc = { validFrom: '2024-01-10', validUntil: '2024-05-09' };
  const on = ['2024-01-09', '2024-01-10', '2024-04-08', '2024-04-09', '2024-05-09', '2024-05-10'];
  expect(on.map((day) => validityOn(durc, day))).toEqual(['upcoming', 'valid', 'valid', 'ending', 'ending', 'expired']);
  expect(on.map((day) => isValidOn(durc, day))).toEqual([false, true, true, true, true, false]);
  expect(validityOn({ validFrom: '2020-01-01', validUntil: null }, '2099-01-01')).toBe('valid');
});

test('reminders 30 and 7 days before the end, those still to come', () => {
  expect(remindersAfter('2024-05-09', '2024-01-10')).toEqual([
    { days: 30, on: '2024-04-09' },
    { days: 7, on: '2024-05-02' },
  ]);
  expect(remindersAfter('2024-05-09', '2024-04-09')).toEqual([{ days: 7, on: '2024-05-02' }]);
  expect(remindersAfter(null, '2024-04-09')).toEqual([]);
});
