import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sum } from '#src/core/money.ts';
import { confidences, reliability } from './confidence.ts';
import { allocation, certainOf, draw, drawAll, monetarySize, sizeOf, topUp, type Method, type Unit } from './draw.ts';
import { decisiveSize, estimate, type Estimate } from './estimate.ts';

const unit = (id: string, cents: number, stratum = ''): Unit => ({ id, cents, stratum });
const method = (over: Partial<Method> = {}): Method => ({ kind: 'monetary', by: null, size: 3, confidence: 95, materiality: 2, expected: 0, ...over });
const five = [unit('a', 600), unit('b', 300), unit('c', 50), unit('d', 30), unit('e', 20)];
const chance = (errors: ReadonlyMap<string, number>) =>
  new Map([...errors].map(([id, cents]) => [id, { cents, nature: cents > 0 ? ('random' as const) : null }]));
const ids = (drawn: readonly { id: string }[]) => drawn.map((d) => d.id).toSorted();

test('reliability factors are those of the Poisson tables', () => {
  const rounded = (confidence: 80 | 90 | 95) => [0, 1, 2, 3].map((k) => Math.round(reliability(k, confidence) * 100) / 100);
  expect(rounded(95)).toEqual([3, 4.74, 6.3, 7.75]);
  expect(rounded(90)).toEqual([2.3, 3.89, 5.32, 6.68]);
  expect(rounded(80)).toEqual([1.61, 2.99, 4.28, 5.52]);
});

test('how many items: the factor over what the expected error leaves of the tolerable one', () => {
  const size = (confidence: Method['confidence'], materiality: number, expected: number) => monetarySize({ confidence, materiality, expected });
  // 2.9957 / 0.02; 2.9957 / (0.02 − 0.004 × 1.6); 2.3026 / (0.02 − 0.01 × 1.5); nothing left.
  expect([size(95, 2, 0), size(95, 2, 0.4), size(90, 2, 1), size(95, 2, 1.25)]).toEqual([150, 221, 461, null]);
  expect(sizeOf(method({ size: null }), 80)).toBe(80);
  expect(sizeOf(method({ size: 12 }), 80)).toBe(12);
});

test('an item as large as the interval is always drawn, and what is left has an interval of its own', () => {
  // 1000 / 3 leaves out a; 400 / 2 then b; 100 / 1 no other.
  const { certain, rest, left } = certainOf(five, 3);
  expect([ids(certain), ids(rest), left]).toEqual([['a', 'b'], ['c', 'd', 'e'], 1]);
  const drawn = draw('mics', five, method());
  expect(drawn).toHaveLength(3);
  expect(drawn.filter((d) => d.as === 'certain').map((d) => d.id)).toEqual(['a', 'b']);
});

test('strata are drawn in proportion to their items, two of each where there are two', () => {
  expect(allocation(10, [50, 30, 1])).toEqual([5, 4, 1]);
  expect(allocation(2, [50, 30, 1])).toEqual([2, 2, 1]);
  expect(allocation(200, [5, 3])).toEqual([5, 3]);
  expect(allocation(4, [])).toEqual([]);
});

describe('an estimate', () => {
  test('by monetary units: what was found for certain, and interval × tainting for the rest', () => {
    const found = new Map([
      ['a', 60],
      ['b', 0],
      ['c', 5],
    ]);
    // 60 + 100 × 0.1; 100 × 2.9957 + (4.7439 − 2.9957 − 1) × 100 × 0.1.
    expect(estimate(five, chance(found), method())).toEqual({
      foundCents: 65,
      systemicCents: 0,
      likelyCents: 70,
      precisionCents: 307,
      upperCents: 377,
      populationCents: 1000,
      tolerableCents: 20,
      rate: 7,
      verdict: 'material',
    });
    expect(estimate(five, chance(found), method({ materiality: 8 })).verdict).toBe('inconclusive');
    expect(estimate(five, chance(found), method({ materiality: 40 })).verdict).toBe('acceptable');
  });

  test('by the mean of a simple sample', () => {
    const units = Array.from({ length: 10 }, (_, i) => unit(`u${i}`, 100));
    const errors = new Map([0, 0, 10, 30].map((e, i) => [`u${i}`, e]));
    // 10 × 10; 1.645 × √(100 × 200 ÷ 4).
    expect(estimate(units, chance(errors), method({ kind: 'simple', confidence: 90 }))).toMatchObject({
      likelyCents: 100,
      precisionCents: 116,
      upperCents: 216,
    });
  });

  test('stratum by stratum; one that was looked into whole adds no doubt', () => {
    const units = [...[1, 2, 3, 4].map((i) => unit(`a${i}`, 100, 'A')), unit('b1', 100, 'B'), unit('b2', 100, 'B')];
    const errors = new Map([
      ['a1', 0],
      ['a2', 10],
      ['b1', 3],
      ['b2', 0],
    ]);
    // 4 × 5 + 3; 1.96 × √(16 × 50 ÷ 2).
    expect(estimate(units, chance(errors), method({ kind: 'stratified', by: 'spoke' }))).toMatchObject({ likelyCents: 23, precisionCents: 39 });
  });
});

const someUnits = fc
  .uniqueArray(fc.record({ id: fc.uuid(), cents: fc.integer({ min: 1, max: 50_000_000 }), stratum: fc.constantFrom('1', '2', '3') }), {
    selector: (u) => u.id,
    minLength: 1,
    maxLength: 60,
  })
  .map((u): Unit[] => u);
const someMethod = fc.record({
  kind: fc.constantFrom('simple' as const, 'stratified' as const, 'monetary' as const),
  by: fc.constant('spoke' as const),
  size: fc.integer({ min: 1, max: 70 }),
  confidence: fc.constantFrom(...confidences),
  materiality: fc.constant(2),
  expected: fc.constant(0),
});

test('whatever the population, a sample is part of it, has its size, is drawn once each and does not depend on its order', () => {
  fc.assert(
    fc.property(fc.string(), someUnits, someMethod, (seed, units, m) => {
      const drawn = draw(seed, units, m);
      const least = m.kind === 'stratified' ? sum([...Map.groupBy(units, (u) => u.stratum).values()].map((g) => Math.min(2, g.length))) : 0;
      expect(drawn).toHaveLength(Math.min(units.length, Math.max(least, m.size)));
      expect(new Set(ids(drawn)).size).toBe(drawn.length);
      expect(ids(drawn).every((id) => units.some((u) => u.id === id))).toBe(true);
      expect(draw(seed, units.toReversed(), m)).toEqual(drawn);
    }),
  );
});

test('what was looked into whole is not estimated: the error is the one that was found', () => {
  fc.assert(
    fc.property(someUnits, someMethod, fc.array(fc.nat(100), { minLength: 60, maxLength: 60 }), (units, m, shares) => {
      const errors = new Map(units.map((u, i) => [u.id, Math.floor((u.cents * shares[i]!) / 100)]));
      const all = estimate(units, chance(errors), { ...m, size: units.length });
      expect([all.likelyCents, all.precisionCents]).toEqual([sum(errors.values()), 0]);
    }),
  );
});

test('nothing wrong in the sample is nothing likely, and the doubt of monetary units is then interval × factor', () => {
  fc.assert(
    fc.property(fc.string(), someUnits, someMethod, (seed, units, m) => {
      const e = estimate(units, chance(new Map(draw(seed, units, m).map((d) => [d.id, 0]))), m);
      expect(e.likelyCents).toBe(0);
      expect(e.upperCents <= e.populationCents).toBe(true);
    }),
  );
});

test('topped up it holds what it held, has the size asked for and is drawn again from the seed alone', () => {
  fc.assert(
    fc.property(fc.string(), someUnits, someMethod, fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 3 }), (seed, units, m, rounds) => {
      let all = draw(seed, units, m);
      for (const [i, more] of rounds.entries()) {
        const next = topUp(seed, units, m, all, i + 1, more);
        const wanted = Math.min(units.length, all.length + more);
        expect(all.length + next.length).toBeGreaterThanOrEqual(m.kind === 'stratified' ? Math.min(wanted, all.length) : wanted);
        all = [...all, ...next];
        expect(new Set(ids(all)).size).toBe(all.length);
        // What is always looked into at this size is there, so that the rest has an interval of its own.
        if (m.kind === 'monetary') expect(certainOf(units, all.length).certain.every((u) => all.some((d) => d.id === u.id))).toBe(true);
      }
      expect(drawAll(seed, units.toReversed(), m, rounds)).toEqual(all);
      expect(all.every((d) => units.some((u) => u.id === d.id))).toBe(true);
    }),
  );
});

test('a systemic error is not projected but added as it is known; while it is not, it counts as chance', () => {
  const found = new Map([
    ['a', { cents: 0, nature: null }],
    ['b', { cents: 0, nature: null }],
    ['c', { cents: 5, nature: 'systemic' as const }],
  ]);
  // 100 × 0.1 as chance; nothing by chance and 7 known, in and out of the sample.
  expect(estimate(five, found, method({ materiality: 40 }))).toMatchObject({ likelyCents: 10, systemicCents: 0, foundCents: 5 });
  expect(estimate(five, found, method({ materiality: 40 }), 7)).toMatchObject({
    likelyCents: 7,
    precisionCents: 300,
    upperCents: 307,
    systemicCents: 7,
    foundCents: 5,
  });
});

test('how large a sample would decide it: by the square of what the precision is too large, by as much for monetary units', () => {
  const e = (precisionCents: number) => ({ likelyCents: 10, precisionCents, tolerableCents: 60 }) as Estimate;
  const many = Array.from({ length: 1000 }, (_, i) => unit(`u${i}`, 1));
  expect([
    decisiveSize(many, e(100), method({ kind: 'simple' }), 20),
    decisiveSize(many, e(100), method(), 20),
    decisiveSize(many, e(1000), method({ kind: 'simple' }), 20),
  ]).toEqual([80, 40, 1000]);
  expect(decisiveSize(many, { ...e(100), likelyCents: 60 }, method(), 20)).toBe(1000);
});

test('over many seeds an item is drawn as often as its value says', () => {
  const units = [unit('x', 100), unit('y', 200), unit('z', 300), unit('v', 250), unit('w', 150)];
  const times = { x: 0, y: 0, z: 0, v: 0, w: 0 } as Record<string, number>;
  for (let i = 0; i < 4000; i++) for (const d of draw(`seed ${i}`, units, method({ size: 2 }))) times[d.id]! += 1;
  for (const u of units) expect(Math.abs(times[u.id]! / 4000 - (2 * u.cents) / 1000)).toBeLessThan(0.03);
});
