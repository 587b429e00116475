import { expect, test } from 'vitest';
import { above, advantage, heldOut } from '../../bench/worlds/statistic.ts';

// Numbers by chance that are the same in every run (mulberry32).
const chance = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

const counted = (a: readonly number[], b: readonly number[]): number =>
  b.reduce((sum, y) => sum + a.reduce((n, x) => n + (y > x ? 1 : y === x ? 0.5 : 0), 0), 0) / (a.length * b.length);

test('the example of SciPy’s documentation: ages at diagnosis, U = 17 of 20 pairs', () => {
  expect(above([20, 11, 17, 12], [19, 22, 16, 29, 24])).toBe(17 / 20);
  expect(above([19, 22, 16, 29, 24], [20, 11, 17, 12])).toBe(3 / 20);
});

test('what sharing ranks gives is what counting every pair gives, ties half, whatever the sizes', () => {
  const random = chance(7);
  for (let i = 0; i < 300; i++) {
    const drawn = (n: number) => Array.from({ length: n }, () => Math.floor(random() * 6));
    const [a, b] = [drawn(1 + (i % 9)), drawn(1 + (i % 7))];
    expect(above(a, b)).toBeCloseTo(counted(a, b), 12);
  }
});

test('which is slower does not matter to who knows it; equal series tell nothing', () => {
  expect([advantage([1, 2, 3], [4, 5, 6]), advantage([4, 5, 6], [1, 2, 3]), advantage([1, 1], [1, 1])]).toEqual([1, 1, 0.5]);
});

test('what one half teaches is tried on the other: a real difference holds, luck does not', () => {
  expect(heldOut([1, 2, 1, 2], [3, 4, 3, 4])).toBe(1);
  // The first half says the other way round.
  expect(heldOut([1, 2, 9, 9], [3, 4, 1, 2])).toBe(0);
  const random = chance(11);
  const drawn = () => Array.from({ length: 200 }, random);
  const tries = Array.from({ length: 200 }, () => heldOut(drawn(), drawn()));
  const best = Array.from({ length: 200 }, () => advantage(drawn(), drawn()));
  const mean = (of: readonly number[]) => of.reduce((sum, x) => sum + x, 0) / of.length;
  expect(Math.abs(mean(tries) - 0.5)).toBeLessThan(0.01);
  expect(mean(best)).toBeGreaterThan(0.51);
});
