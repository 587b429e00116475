import { expect, test } from 'vitest';
import { enterprises, researchers, young, type Worker } from './indicators.ts';

const worker = (over: Partial<Worker>): Worker => ({
  person: 'p1',
  gender: 'f',
  birthYear: 1990,
  ftePercent: 100,
  from: '2024-01-01',
  until: null,
  research: true,
  ...over,
});

test('researchers are full-time equivalents of the year: a whole half-year at full time is its days of the year', () => {
  const all = researchers('2024-1', [
    worker({}),
    // From the middle of April, half of the time.
    worker({ gender: 'm', ftePercent: 50, from: '2024-04-15', until: '2024-05-14' }),
    worker({ gender: null, ftePercent: 10 }),
    worker({ research: false }),
    worker({ from: '2024-07-01' }),
    worker({ until: '2023-12-31' }),
  ]);
  // 182 of 366 days; 30 of 366 days at one half.
  expect(all.filter((m) => m.value > 0)).toEqual([
    { group: 'women', age: 'to54', value: 0.5 },
    { group: 'men', age: 'to54', value: 0.04 },
    { group: 'notStated', age: 'to54', value: 0.05 },
  ]);
  // Every gender at every age, whether there is somebody or not.
  expect(all.map((m) => `${m.group} ${m.age}`)).toHaveLength(4 * 5);
});

test.each([
  [2007, 'to17'],
  [2006, 'to29'],
  [1995, 'to29'],
  [1994, 'to54'],
  [1970, 'to54'],
  [1969, 'from55'],
  [null, 'ageNotStated'],
])('who was born in %s is in 2024 of the age %s', (birthYear, age) => {
  expect(researchers('2024-1', [worker({ birthYear })]).filter((m) => m.value > 0)).toEqual([{ group: 'women', age, value: 0.5 }]);
});

test('an enterprise counts once, in the half-year of its first contract', () => {
  const supported = [
    { organisation: 'a', size: 'micro' as const, signedOn: '2024-07-10' },
    { organisation: 'a', size: 'micro' as const, signedOn: '2025-01-10' },
    { organisation: 'b', size: 'large' as const, signedOn: '2024-12-31' },
    { organisation: 'c', size: null, signedOn: '2024-07-01' },
    { organisation: 'd', size: 'medium' as const, signedOn: '2024-06-30' },
  ];
  expect(enterprises('2024-2', supported).map((m) => m.value)).toEqual([1, 0, 1, 1]);
  expect(enterprises('2025-1', supported).map((m) => m.value)).toEqual([0, 0, 0, 0]);
  expect(enterprises('2024-1', supported).map((m) => m.value)).toEqual([0, 1, 0, 0]);
});

test('young people are from 15 to 29 and counted once', () => {
  const all = young('2024-1', [
    worker({ birthYear: 1995 }),
    worker({ birthYear: 1995, ftePercent: 20 }),
    worker({ person: 'p2', birthYear: 1994, gender: 'm' }),
    worker({ person: 'p3', birthYear: null, gender: 'm' }),
    worker({ person: 'p4', birthYear: 2009, gender: 'x' }),
  ]);
  expect(all.filter((m) => m.value > 0)).toEqual([
    { group: 'women', age: 'to29', value: 1 },
    { group: 'nonBinary', age: 'to17', value: 1 },
  ]);
});
