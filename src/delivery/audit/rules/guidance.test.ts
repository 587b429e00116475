import { expect, test } from 'vitest';
import { deviate, reliability } from './confidence.ts';
import { certainOf, monetarySize, type Method, type Unit } from './draw.ts';
import { estimate, ofStratum } from './estimate.ts';

// The worked examples of the Commission's guidance on sampling, EGESIF_16-0014-01 (20 January 2017), with its figures as the tests of a public program quote them: the
// guidance itself was not at hand. What it prints is rounded.

const within = (found: number, printed: number, share: number) => expect(Math.abs(found / printed - 1)).toBeLessThan(share);

test('6.1.1.6, simple random sample: 3,852 operations, 53 looked into, errors of 7,797 with a deviation of 758, at 80 %', () => {
  const { likely, variance } = ofStratum(3852, 53, 7797, 758);
  within(likely, 566_703, 1e-4);
  expect(Math.abs(deviate(80) * Math.sqrt(variance) - 514_169)).toBeLessThan(1);
});

test('6.1.2.6, two strata and what is looked into whole, at 80 %', () => {
  const strata = [ofStratum(3582, 90, 11_378, 698), ofStratum(1225, 31, 102_899, 13_012), ofStratum(5, 5, 889, 400)];
  within(
    strata.reduce((n, s) => n + s.likely, 0),
    4_519_900,
    1e-4,
  );
  // The guidance weighs the variances as if the sample lay over the strata in exact proportion; here each has its own size (90 and 31 of 121).
  within(deviate(80) * Math.sqrt(strata.reduce((n, s) => n + s.variance, 0)), 3_695_304, 4e-3);
});

/** 3,852 operations of 4,199,882,024 €, of which eight large ones hold 786,837,081 €. */
const operations = ((): Unit[] => {
  const unit = (id: string, cents: number): Unit => ({ id, cents, stratum: '' });
  const share = (total: number, of: number, name: string) =>
    Array.from({ length: of }, (_, i) => unit(`${name}${i}`, Math.floor(total / of) + (i < total % of ? 1 : 0)));
  return [...share(786_837_081, 8, 'large'), ...share(4_199_882_024 - 786_837_081, 3844, 'other')];
})();
const ninety: Method = { kind: 'monetary', by: null, size: 77, confidence: 90, materiality: 2, expected: 0 };

test('6.3.1.7, monetary units: eight large operations, 69 others with taintings of 1.096 in all', () => {
  const { certain, rest, left } = certainOf(operations, 77);
  expect([certain.length, left, Math.round(rest.reduce((n, u) => n + u.cents, 0) / left)]).toEqual([8, 69, 49_464_419]);
  const errors = new Map<string, number>([...certain, ...rest.slice(0, 69)].map((u) => [u.id, 0]));
  errors.set('large0', 7_616_805);
  errors.set('other0', rest[0]!.cents);
  errors.set('other1', Math.round(rest[1]!.cents * 0.096));
  const found = new Map([...errors].map(([id, cents]) => [id, { cents, nature: cents > 0 ? ('random' as const) : null }]));
  within(estimate(operations, found, ninety).likelyCents, 61_829_809, 1e-6);
});

test('6.3.5.7, the conservative approach: 136 operations at 90 % with 0.2 % expected; basic precision, and what an error adds', () => {
  expect(monetarySize({ confidence: 90, materiality: 2, expected: 0.2 })).toBe(136);
  const interval = 4_199_882_024 / 136;
  // The guidance's table rounds the factor up to 2.31; here it is the exact one of Poisson, 2.3026.
  within(interval * reliability(0, 90), 71_336_231, 4e-3);
  const added = (i: number) => reliability(i, 90) - reliability(i - 1, 90) - 1;
  expect([12, 13, 16].map((i) => added(i).toFixed(2))).toEqual(['0.18', '0.18', '0.16']);
  expect(Math.abs(added(1) - 0.59)).toBeLessThan(0.005);
});
