import { expect, test } from 'vitest';
import { weightBeside, weightLimit } from './weight.ts';

test('a round limit is said round, whichever way it counts, and what is above it never reads like it', () => {
  const rows: [bytes: number, limit: number, said: string][] = [
    [10_000_000, 10_000_000, '10 MB'],
    [10_000_001, 10_000_000, '10,01 MB'],
    [12_345_678, 10_000_000, '12,35 MB'],
    [5_242_880, 5_242_880, '5 MB'],
    [5_242_881, 5_242_880, '5,01 MB'],
    [1_300_000_000, 5_242_880, '1.239,78 MB'],
    [2_621_440, 2_621_440, '2,5 MB'],
    [1500, 1500, '1,46 kB'],
    [1501, 1500, '1,47 kB'],
    [1000, 999, '1.000 byte'],
    // Below the limit it has a unit of its own: a small file that unpacks to much.
    [9000, 104_857_600, '8,78 kB'],
  ];
  expect(rows.map(([bytes, limit]) => weightBeside(bytes, limit, 'it'))).toEqual(rows.map(([, , said]) => said));
  expect([weightLimit(2_621_440, 'en'), weightBeside(1_300_000_000, 5_242_880, 'en'), weightBeside(2, 1, 'en')]).toEqual(['2.5 MB', '1,239.78 MB', '2 bytes']);
});
