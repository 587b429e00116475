import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assign, isAssignment, type Instance } from '../assignment.ts';
import { costOf, exchanged, faultsOf, forced, type Pair } from './judge.ts';

const instance: Instance = {
  version: 1,
  extension: 1,
  objective: 'fair',
  proposals: [
    { id: 'p1', reviews: 2 },
    { id: 'p2', reviews: 2 },
  ],
  reviewers: [
    { id: 'a', min: 0, max: 2 },
    { id: 'b', min: 0, max: 1 },
    { id: 'c', min: 1, max: 2 },
    { id: 'd', min: 0, max: 0 },
  ],
  scores: [
    [0.9, 0.3, 0.2, 0.7],
    [0.8, null, 0.1, 0.6],
  ],
  groups: [{ of: 'reviewers', by: 'gender', members: { f: ['a'], m: ['b', 'c', 'd'] }, atLeast: { f: 1 }, atMost: { m: 1 } }],
};

describe('the figures of pairs', () => {
  test('per proposal, the smallest, and all together', () => {
    expect(
      costOf(instance, [
        ['p2', 'c'],
        ['p1', 'b'],
        ['p1', 'a'],
        ['p2', 'a'],
      ]),
    ).toEqual({
      total: 2.2 - 0.1,
      minimum: 0.9,
      perProposal: [
        { id: 'p1', sum: 1.2, reviewers: ['a', 'b'] },
        { id: 'p2', sum: 0.9, reviewers: ['a', 'c'] },
      ],
    });
  });

  test('of pairs that break the rules: what has no score adds nothing, what has one counts', () => {
    expect(
      costOf(instance, [
        ['p1', 'd'],
        ['p2', 'b'],
      ]),
    ).toMatchObject({ total: 0.7, minimum: 0 });
    expect(costOf({ ...instance, barred: [['p1', 'a']] }, [['p1', 'a']]).total).toBe(0.9);
  });

  test('an id that nobody knows is no pair', () => {
    expect(() => costOf(instance, [['p1', 'z']])).toThrow('unknown pair p1, z');
  });
});

test('what each rule says when it is broken', () => {
  const broken: [Pair[], Partial<Instance>][] = [
    [
      [
        ['p1', 'a'],
        ['p1', 'a'],
        ['p2', 'a'],
        ['p2', 'c'],
      ],
      { groups: [] },
    ],
    [
      [
        ['p1', 'b'],
        ['p1', 'c'],
        ['p1', 'd'],
        ['p2', 'a'],
        ['p2', 'b'],
      ],
      { pinned: [['p2', 'c']] },
    ],
    [
      [
        ['p1', 'a'],
        ['p1', 'b'],
      ],
      { barred: [['p1', 'a']], proposals: [instance.proposals[0]!, { id: 'p2', reviews: 0 }] },
    ],
  ];
  expect(broken.map(([pairs, more]) => faultsOf({ ...instance, ...more }, pairs).map(({ code, params }) => [code, params]))).toEqual([
    [
      ['assign.pairTwice', { proposal: 'p1', reviewer: 'a' }],
      ['assign.reviewsMissing', { proposal: 'p1', has: 1, needed: 2 }],
    ],
    [
      ['assign.reviewsTooMany', { proposal: 'p1', has: 3, needed: 2 }],
      ['assign.groupTooFew', { proposal: 'p1', group: 'gender', part: 'f', has: 0, least: 1 }],
      ['assign.groupTooMany', { proposal: 'p1', group: 'gender', part: 'm', has: 3, most: 1 }],
      ['assign.pairBarred', { proposal: 'p2', reviewer: 'b' }],
      ['assign.pinLeft', { proposal: 'p2', reviewer: 'c' }],
      ['assign.beyondLoad', { reviewer: 'b', has: 2, most: 1 }],
      ['assign.beyondLoad', { reviewer: 'd', has: 1, most: 0 }],
    ],
    [
      ['assign.pairBarred', { proposal: 'p1', reviewer: 'a' }],
      ['assign.belowLoad', { reviewer: 'c', has: 0, least: 1 }],
    ],
  ]);
});

test('a swap by hand: its figures and what it breaks, nothing else moved', () => {
  const pairs: Pair[] = [
    ['p1', 'a'],
    ['p1', 'b'],
    ['p2', 'a'],
    ['p2', 'c'],
  ];
  const { pairs: after, cost, faults } = exchanged(instance, pairs, { pin: [['p1', 'c']], bar: [['p1', 'b']] });
  expect(after).toEqual([
    ['p1', 'a'],
    ['p2', 'a'],
    ['p2', 'c'],
    ['p1', 'c'],
  ]);
  expect([cost.total, cost.minimum, faults]).toEqual([2, 0.9, []]);
  expect(exchanged(instance, pairs, { pin: [['p1', 'a']] })).toMatchObject({ pairs, faults: [] });
});

const small: fc.Arbitrary<Instance> = fc
  .record({ proposals: fc.integer({ min: 1, max: 4 }), reviewers: fc.integer({ min: 2, max: 5 }) })
  .chain(({ proposals, reviewers }) => {
    const ids = (name: string, n: number) => Array.from({ length: n }, (_, i) => `${name}${i}`);
    return fc.record({
      version: fc.constant(1 as const),
      extension: fc.constant(1 as const),
      objective: fc.constantFrom('fair' as const, 'total' as const),
      proposals: fc.tuple(...ids('p', proposals).map((id) => fc.nat(2).map((reviews) => ({ id, reviews })))),
      reviewers: fc.tuple(
        ...ids('r', reviewers).map((id) => fc.record({ id: fc.constant(id), min: fc.constantFrom(0, 0, 1), max: fc.integer({ min: 1, max: 3 }) })),
      ),
      scores: fc.array(
        fc.array(
          fc.option(
            fc.nat(100).map((n) => n / 100),
            { freq: 8 },
          ),
          { minLength: reviewers, maxLength: reviewers },
        ),
        {
          minLength: proposals,
          maxLength: proposals,
        },
      ),
      groups: fc.subarray(ids('r', reviewers)).map((f) => [{ of: 'reviewers' as const, by: 'gender', members: { f }, atMost: 1 }]),
    });
  });

test('what the solver answers breaks nothing, has the figures that it says, and forcing what it has costs nothing', () => {
  let answered = 0;
  fc.assert(
    fc.property(small, fc.nat(), (given, at) => {
      const answer = assign(given);
      if (!isAssignment(answer)) return;
      answered += 1;
      const { pairs, total, minimum } = answer;
      expect(faultsOf(given, pairs)).toEqual([]);
      expect(costOf(given, pairs)).toMatchObject({ total, minimum });
      if (pairs.length === 0) return;
      const one = pairs[at % pairs.length]!;
      expect(forced(given, { pin: [one] })).toMatchObject({ total, minimum, optimal: true });
      expect(
        faultsOf(
          given,
          pairs.filter((p) => p !== one),
        ).map((f) => f.code),
      ).toContain('assign.reviewsMissing');
    }),
    { numRuns: 300 },
  );
  expect(answered).toBeGreaterThan(150);
});

test('the best with a pair forced in or out is never better, and has or lacks it', () => {
  fc.assert(
    fc.property(small, fc.nat(), fc.nat(), fc.boolean(), (given, p, r, isIn) => {
      const answer = assign(given);
      const pair: Pair = [given.proposals[p % given.proposals.length]!.id, given.reviewers[r % given.reviewers.length]!.id];
      const change = isIn ? { pin: [pair] } : { bar: [pair] };
      const after = forced(given, change);
      if (!isAssignment(after)) return;
      if (!isAssignment(answer)) throw new Error('a change made possible what was not');
      expect(faultsOf(given, after.pairs)).toEqual([]);
      expect(after.pairs.map(String).includes(String(pair))).toBe(isIn);
      if (given.objective === 'total') expect(after.total).toBeLessThanOrEqual(answer.total);
      else expect(after.minimum < answer.minimum || (after.minimum === answer.minimum && after.total <= answer.total)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
