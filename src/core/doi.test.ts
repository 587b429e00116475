import { expect, test } from 'vitest';
import { bareDoi, doisIn } from './doi.ts';

test.each([
  ['10.1016/J.Test.2023.01', '10.1016/j.test.2023.01'],
  ['https://doi.org/10.1016/j.test.2023.01', '10.1016/j.test.2023.01'],
  ['http://dx.doi.org/10.1016%2Fj.test.2023.01', '10.1016/j.test.2023.01'],
  ['www.doi.org/10.1016/j.test.2023.01/', '10.1016/j.test.2023.01'],
  [' DOI: 10.1016/j.test.2023.01.', '10.1016/j.test.2023.01'],
  ['10.1016/0021-9991(81)90128-5', '10.1016/0021-9991(81)90128-5'],
  ['10.1000/100%', '10.1000/100%'],
])('%s is %s', (written, bare) => expect(bareDoi(written)).toBe(bare));

test('DOIs in a text end where the sentence or the bracket around them does', () => {
  expect(doisIn('Rossi (2023), Fibre, https://doi.org/10.1016/S0140-6736(05)67889-1. Verdi (doi:10.1000/abc).')).toEqual([
    '10.1016/S0140-6736(05)67889-1',
    '10.1000/abc',
  ]);
  expect(doisIn('nessuno')).toEqual([]);
});
