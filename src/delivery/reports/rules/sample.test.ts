import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleOf, sampleSize } from './sample.ts';

test('so many in a hundred, rounded up, and never fewer than the least', () => {
  const size = { percent: 10, atLeast: 5 };
  expect([0, 3, 5, 49, 50, 51, 101, 1000].map((n) => sampleSize(n, size))).toEqual([0, 3, 5, 5, 5, 6, 11, 100]);
  expect(sampleSize(7, { percent: 12.5, atLeast: 1 })).toBe(1);
  expect(sampleSize(9, { percent: 12.5, atLeast: 1 })).toBe(2);
});

test('the lines with the smallest SHA-256 of seed:id, the same on every machine', () => {
  // printf 'mics:l0' | sha256sum, and so on: the three smallest of ten.
  const ids = Array.from({ length: 10 }, (_, i) => `l${i}`);
  expect(sampleOf('mics', ids, { percent: 30, atLeast: 1 })).toEqual(SAMPLE);
  expect(sampleOf('mics', ids.toReversed(), { percent: 30, atLeast: 1 })).toEqual(SAMPLE);
});
const SAMPLE = ['l6', 'l9', 'l7'];

test('whatever the lines, the sample has its size, is part of them and does not depend on their order', () => {
  fc.assert(
    fc.property(fc.string(), fc.uniqueArray(fc.string()), fc.integer({ min: 0, max: 100 }), (seed, ids, percent) => {
      const size = { percent, atLeast: 2 };
      const drawn = sampleOf(seed, ids, size);
      expect(drawn).toHaveLength(sampleSize(ids.length, size));
      expect(new Set(drawn).size).toBe(drawn.length);
      expect(drawn.every((id) => ids.includes(id))).toBe(true);
      expect(sampleOf(seed, ids.toReversed(), size)).toEqual(drawn);
    }),
  );
});
