import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assertCents, atLeastShare, atMostShare, euros, millions, number, parseEuros, percent, percentOf, shareOf, split, sum } from './money.ts';

const cents = fc.integer({ min: 0, max: 1_000_000_000_000 });
const hundredths = fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100);

describe('percentOf', () => {
  test('is rounded down to the cent, exactly', () => {
    expect([percentOf(40_000_000, 65), percentOf(1, 99.99), percentOf(333, 33.33), percentOf(20_000_000, 15)]).toEqual([26_000_000, 0, 110, 3_000_000]);
    expect(() => percentOf(100, 1.234)).toThrow(RangeError);
    expect(() => percentOf(0.5, 10)).toThrow(RangeError);
  });

  test('never exceeds the share, and is less than a cent below it', () => {
    fc.assert(
      fc.property(cents, hundredths, (amount, p) => {
        const part = percentOf(amount, p);
        const exact = BigInt(amount) * BigInt(Math.round(p * 100));
        expect(BigInt(part) * 10_000n <= exact && exact < (BigInt(part) + 1n) * 10_000n).toBe(true);
        expect(atMostShare(part, amount, p)).toBe(true);
      }),
    );
  });
});

test('shares are compared as integers: 70.01 % is more than 70 %, nothing is no share of nothing', () => {
  expect([atMostShare(70, 100, 70), atMostShare(7001, 10_000, 70), atLeastShare(3999, 10_000, 40), atLeastShare(40, 100, 40)]).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect([atMostShare(0, 0, 20), shareOf(0, 0), shareOf(1, 3)]).toEqual([true, 0, 33.33]);
});

describe('split', () => {
  test('gives left-over cents to the largest remainders, ties to the first', () => {
    expect(split(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(split(10, [2, 3, 5])).toEqual([2, 3, 5]);
    expect(split(0, [1, 2])).toEqual([0, 0]);
    expect(() => split(10, [0, 0])).toThrow(RangeError);
  });

  test('conserves every cent, and no part is a cent away from its share', () => {
    fc.assert(
      fc.property(cents, fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 }), (amount, weights) => {
        fc.pre(weights.some((w) => w > 0));
        const parts = split(amount, weights);
        expect(sum(parts)).toBe(amount);
        const total = weights.reduce((a, b) => a + BigInt(b), 0n);
        parts.forEach((part, i) => {
          const distance = BigInt(part) * total - BigInt(amount) * BigInt(weights[i]!);
          expect(distance < total && distance > -total).toBe(true);
        });
      }),
    );
  });
});

test('amounts are whole cents that stay exact', () => {
  expect(assertCents(12)).toBe(12);
  for (const wrong of [0.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1]) expect(() => assertCents(wrong)).toThrow(RangeError);
  expect(() => sum([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
});

describe('what people read and type', () => {
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

  test('euros, millions and percents in both languages', () => {
    expect([euros(123_456_789, 'it'), euros(100_000, 'it'), euros(123_456_789, 'en'), euros(100_000, 'en')].map(plain)).toEqual([
      '1.234.567,89 €',
      '1.000 €',
      '€1,234,567.89',
      '€1,000',
    ]);
    expect([millions(2_152_000_000, 'it'), millions(2_152_000_000, 'en')].map(plain)).toEqual(['21,52 M€', '€21.52 M']);
    expect([percent(12.5, 'it'), percent(12.5, 'en')].map(plain)).toEqual(['12,5 %', '12.5%']);
    expect([euros(-0, 'it'), euros(-150, 'it'), number(-0.001, 'en'), percent(-0.001, 'it')].map(plain)).toEqual(['0 €', '-1,50 €', '0', '0 %']);
  });

  test.each([
    ['12500', 1_250_000],
    ['12.500', 1_250_000],
    ['12,500', 1_250_000],
    ['1.234,56', 123_456],
    ['1,234.56', 123_456],
    ['€ 1.234,5', 123_450],
    ['0,01', 1],
    ['1234.5', 123_450],
    ['1.234.567', 123_456_700],
    ['', undefined],
    ['abc', undefined],
    ['1.2.3', undefined],
    ['12,345,6', undefined],
    ['1.2.3,4,5', undefined],
    ['1.23,45', undefined],
    ['1.234,567', undefined],
    ['12,', 1_200],
    ['-5', undefined],
    ['1e9', undefined],
    ['99999999999999999', undefined],
  ])('"%s" is read as %s', (typed, expected) => {
    expect(parseEuros(typed)).toBe(expected);
  });

  test('what is shown can be typed back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), fc.constantFrom('it' as const, 'en' as const), (amount, locale) => {
        expect(parseEuros(euros(amount, locale))).toBe(amount);
      }),
    );
  });
});
