import { expect, test } from 'vitest';
import { readNumber } from './figures.ts';

test.each([
  ['4', '4'],
  ['3,5', '3.5'],
  ['3.5', '3.5'],
  ['1.250,75', '1250.75'],
  ['1,250.75', '1250.75'],
  ['1.250.000', '1250000'],
  ['1,250,000', '1250000'],
  ['12 000', '12000'],
  ['12\u00a0000,5', '12000.5'],
  ['−7', '-7'],
  ['40 t/anno', '40'],
  ['40 T/ANNO', '40'],
  ['40,5t/year', '40.5'],
  ['tre', 'tre'],
  ['3,,5', '3,,5'],
  ['', ''],
])('%s is read as %s', (typed, read) => {
  expect(readNumber(typed, { it: 't/anno', en: 't/year' })).toBe(read);
});
