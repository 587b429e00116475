import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { assign, isAssignment, type Answer, type Assignment, type Instance } from './assignment.ts';

type Score = number | null;

function instance(objective: Instance['objective'], scores: Score[][], reviews: number[], loads: [min: number, max: number][]): Instance {
  return {
    version: 1,
    objective,
    scores,
    proposals: reviews.map((n, i) => ({ id: `p${i + 1}`, reviews: n })),
    reviewers: loads.map(([min, max], i) => ({ id: `r${i + 1}`, min, max })),
  };
}

function solved(given: Instance): Assignment {
  const answer = assign(given);
  if (!isAssignment(answer)) throw new Error(JSON.stringify(answer));
  return answer;
}

const reasonsOf = (answer: Answer) => ('infeasible' in answer ? answer.infeasible : []);

/** Every way to assign, one after the other: the largest total, and the fairest [minimum, total]. Undefined when there is none. */
function byBruteForce({ proposals, reviewers, scores }: Instance) {
  let largest: number | undefined;
  let fairest: [number, number] | undefined;
  const load = reviewers.map(() => 0);
  const sums = proposals.map(() => 0);
  const whole = (score: number) => Math.round(score * 100);
  const place = (p: number, from: number, left: number): void => {
    if (p === proposals.length) {
      if (!reviewers.every((r, i) => load[i]! >= r.min)) return;
      const total = sums.reduce((a, b) => a + b, 0);
      const wanted = sums.filter((_, i) => proposals[i]!.reviews > 0);
      const minimum = wanted.length === 0 ? 0 : Math.min(...wanted);
      if (largest === undefined || total > largest) largest = total;
      if (!fairest || minimum > fairest[0] || (minimum === fairest[0] && total > fairest[1])) fairest = [minimum, total];
      return;
    }
    if (left === 0) return place(p + 1, 0, proposals[p + 1]?.reviews ?? 0);
    for (let r = from; r < reviewers.length; r++) {
      const score = scores[p]![r];
      if (score === null || score === undefined || load[r]! >= reviewers[r]!.max) continue;
      load[r]! += 1;
      sums[p]! += whole(score);
      place(p, r + 1, left - 1);
      load[r]! -= 1;
      sums[p]! -= whole(score);
    }
  };
  place(0, 0, proposals[0]?.reviews ?? 0);
  return largest === undefined || !fairest ? undefined : { largest: largest / 100, minimum: fairest[0] / 100, total: fairest[1] / 100 };
}

/** Small instances, half of them so tight that many cannot be solved; scores with many ties or few, some barred, some negative. */
const small = fc
  .record({ proposals: fc.integer({ min: 0, max: 5 }), reviewers: fc.integer({ min: 1, max: 5 }), finest: fc.constantFrom(1, 10, 100) })
  .chain(({ proposals, reviewers, finest }) =>
    fc.record({
      scores: fc.array(
        fc.array(
          fc.option(
            fc.integer({ min: -finest, max: 4 * finest }).map((n) => n / finest),
            { freq: 6 },
          ),
          { minLength: reviewers, maxLength: reviewers },
        ),
        { minLength: proposals, maxLength: proposals },
      ),
      reviews: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: proposals, maxLength: proposals }),
      loads: fc.array(
        fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 3 })).map(([min, more]): [number, number] => [min, min + more]),
        { minLength: reviewers, maxLength: reviewers },
      ),
    }),
  );

function expectAllowed(given: Instance, answer: Assignment) {
  const load = new Map(given.reviewers.map((r) => [r.id, 0]));
  const sums = new Map(given.proposals.map((p) => [p.id, 0]));
  for (const [proposal, reviewer] of answer.pairs) {
    const score = given.scores[given.proposals.findIndex((p) => p.id === proposal)]![given.reviewers.findIndex((r) => r.id === reviewer)];
    expect(score).not.toBeNull();
    load.set(reviewer, load.get(reviewer)! + 1);
    sums.set(proposal, sums.get(proposal)! + score!);
  }
  expect(new Set(answer.pairs.map(String)).size).toBe(answer.pairs.length);
  for (const p of given.proposals) expect(answer.pairs.filter(([id]) => id === p.id).length).toBe(p.reviews);
  for (const r of given.reviewers) expect(load.get(r.id)! >= r.min && load.get(r.id)! <= r.max).toBe(true);
  expect(answer.total).toBeCloseTo(
    [...sums.values()].reduce((a, b) => a + b, 0),
    8,
  );
  const wanted = given.proposals.filter((p) => p.reviews > 0);
  if (wanted.length > 0) expect(answer.minimum).toBeCloseTo(Math.min(...wanted.map((p) => sums.get(p.id)!)), 8);
}

describe('against every possible assignment', () => {
  test('total: the largest there is', () => {
    fc.assert(
      fc.property(small, ({ scores, reviews, loads }) => {
        const given = instance('total', scores, reviews, loads);
        const best = byBruteForce(given);
        const answer = assign(given);
        if (!best) {
          expect(reasonsOf(answer)).not.toEqual([]);
          return;
        }
        if (!isAssignment(answer)) throw new Error('refused what can be done');
        expectAllowed(given, answer);
        expect({ total: answer.total, bound: answer.bound.total, optimal: answer.optimal }).toEqual({
          total: best.largest,
          bound: best.largest,
          optimal: true,
        });
        expect(answer.bound.minimum).toBeGreaterThanOrEqual(best.minimum);
      }),
      { numRuns: 400 },
    );
  });

  test('fair: the largest minimum, then the largest total that keeps it', () => {
    fc.assert(
      fc.property(small, ({ scores, reviews, loads }) => {
        const given = instance('fair', scores, reviews, loads);
        const best = byBruteForce(given);
        const answer = assign(given);
        if (!best) {
          expect(reasonsOf(answer)).not.toEqual([]);
          return;
        }
        if (!isAssignment(answer)) throw new Error('refused what can be done');
        expectAllowed(given, answer);
        const { total, minimum, bound, optimal } = answer;
        expect({ total, minimum, bound, optimal }).toEqual({
          total: best.total,
          minimum: best.minimum,
          bound: { total: best.total, minimum: best.minimum },
          optimal: true,
        });
      }),
      { numRuns: 400 },
    );
  });

  test('with hardly any effort allowed: still an assignment, bounds that hold, and no false claim', () => {
    fc.assert(
      fc.property(small, ({ scores, reviews, loads }) => {
        const given = instance('fair', scores, reviews, loads);
        const best = byBruteForce(given);
        const answer = assign(given, 1);
        if (!best || !isAssignment(answer)) return;
        expectAllowed(given, answer);
        expect(answer.bound.minimum).toBeGreaterThanOrEqual(best.minimum);
        if (answer.minimum === best.minimum) expect(answer.bound.total).toBeGreaterThanOrEqual(best.total);
        if (answer.optimal) expect([answer.minimum, answer.total]).toEqual([best.minimum, best.total]);
      }),
      { numRuns: 300 },
    );
  });
});

test('a reason names a smallest set: without any one of its members there is no clash', () => {
  fc.assert(
    fc.property(small, ({ scores, reviews, loads }) => {
      const given = instance('total', scores, reviews, loads);
      for (const { code, params } of reasonsOf(assign(given))) {
        if (code === 'assign.tooFewReviewers') {
          expect(params['available']).toBeLessThan(params['needed'] as number);
          continue;
        }
        expect(params['needed']).toBeGreaterThan(params['available'] as number);
        const named = params[code === 'assign.notEnoughCapacity' ? 'proposals' : 'reviewers'] as string[];
        const only = (without: string | undefined) =>
          code === 'assign.notEnoughCapacity'
            ? instance(
                'total',
                scores,
                reviews.map((n, i) => (named.includes(`p${i + 1}`) && `p${i + 1}` !== without ? n : 0)),
                loads.map(([, max]) => [0, max]),
              )
            : asReviewers(
                scores,
                reviews,
                loads.map(([min], i) => (named.includes(`r${i + 1}`) && `r${i + 1}` !== without ? min : 0)),
              );
        expect(reasonsOf(assign(only(undefined)))).not.toEqual([]);
        for (const one of named) expect(reasonsOf(assign(only(one)))).toEqual([]);
      }
    }),
    { numRuns: 400 },
  );

  /** The same clash seen from the other side: reviewers' minimums are what is wanted, proposals' reviews what there is. */
  function asReviewers(scores: Score[][], reviews: number[], minimums: number[]): Instance {
    return instance(
      'total',
      minimums.map((_, r) => scores.map((row) => row[r]!)),
      minimums,
      reviews.map((n) => [0, n]),
    );
  }
});

describe('what cannot be done, and why', () => {
  test('a proposal that too few may review', () => {
    const answer = assign(
      instance(
        'fair',
        [
          [0.5, null, null],
          [1, 1, 1],
        ],
        [2, 1],
        [
          [0, 2],
          [0, 2],
          [0, 2],
        ],
      ),
    );
    expect(reasonsOf(answer)).toEqual([{ code: 'assign.tooFewReviewers', params: { proposal: 'p1', available: 1, needed: 2, unbar: ['r2'] } }]);
  });

  test('proposals that share too few reviewers: only those are named', () => {
    const answer = assign(
      instance(
        'total',
        [
          [1, null, 1],
          [1, null, 1],
          [1, null, null],
          [null, 1, 1],
        ],
        [1, 1, 1, 1],
        [
          [0, 1],
          [0, 3],
          [0, 1],
        ],
      ),
    );
    expect(reasonsOf(answer)).toEqual([
      {
        code: 'assign.notEnoughCapacity',
        params: { proposals: ['p1', 'p2', 'p3'], reviewers: ['r1', 'r3'], needed: 3, available: 2, missing: 1, raise: ['r1', 'r3'], unbar: ['p1/r2'] },
      },
    ]);
  });

  test('reviewers who are promised more than there is to read', () => {
    const answer = assign(
      instance(
        'total',
        [
          [1, 1, 1],
          [null, 1, 1],
        ],
        [1, 1],
        [
          [2, 2],
          [0, 2],
          [0, 2],
        ],
      ),
    );
    expect(reasonsOf(answer)).toEqual([{ code: 'assign.notEnoughWork', params: { reviewers: ['r1'], proposals: ['p1'], needed: 2, available: 1, less: 1 } }]);
  });

  test.each<[string, Partial<Instance>]>([
    ['a missing row', { scores: [] }],
    ['a missing column', { scores: [[]] }],
    ['an infinite score', { scores: [[Infinity]] }],
    ['a negative count', { proposals: [{ id: 'p1', reviews: -1 }] }],
    ['a minimum above the maximum', { reviewers: [{ id: 'r1', min: 2, max: 1 }] }],
    [
      'an id twice',
      {
        proposals: [
          { id: 'p1', reviews: 1 },
          { id: 'p1', reviews: 1 },
        ],
        scores: [[1], [1]],
      },
    ],
    ['another version', { version: 2 as 1 }],
    ['scores beyond exact sums', { scores: [[1e15]] }],
  ])('%s is no instance', (_what, wrong) => {
    expect(() => assign({ ...instance('total', [[1]], [1], [[0, 1]]), ...wrong })).toThrow(RangeError);
  });
});

test('fair differs from total where it should', () => {
  const scores = [
    [1, 0.9],
    [0.8, 0.1],
  ];
  expect(
    solved(
      instance(
        'total',
        [
          [1, 0.3],
          [0.8, 0.2],
        ],
        [1, 1],
        [
          [0, 1],
          [0, 1],
        ],
      ),
    ).minimum,
  ).toBe(0.2);
  expect(
    solved(
      instance(
        'fair',
        [
          [1, 0.3],
          [0.8, 0.2],
        ],
        [1, 1],
        [
          [0, 1],
          [0, 1],
        ],
      ),
    ).minimum,
  ).toBe(0.3);
  expect(
    solved(
      instance(
        'fair',
        scores,
        [1, 1],
        [
          [0, 1],
          [0, 1],
        ],
      ),
    ).pairs,
  ).toEqual([
    ['p1', 'r2'],
    ['p2', 'r1'],
  ]);
});

test('nothing to assign is assigned', () => {
  expect(solved(instance('fair', [], [], []))).toEqual({ version: 1, pairs: [], total: 0, minimum: 0, bound: { total: 0, minimum: 0 }, optimal: true });
});

/** Numbers that look random and are the same every time. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    return ((mixed ^ (mixed >>> 12)) >>> 0) / 2 ** 32;
  };
}

function conference(objective: Instance['objective'], proposals: number, reviewers: number, max: number, min = 1): Instance {
  const next = sequence(proposals + reviewers);
  const topics = (n: number) => Array.from({ length: n }, () => Array.from({ length: 8 }, () => next() ** 4));
  const [wanted, known] = [topics(proposals), topics(reviewers)];
  const generosity = known.map(() => 0.5 + next() / 2);
  const alike = (a: number[], b: number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0) / Math.hypot(...a) / Math.hypot(...b);
  const scores = wanted.map((a) => known.map((b, r) => (next() < 0.05 ? null : Math.round(alike(a, b) * generosity[r]! * 1e6) / 1e6)));
  return instance(
    objective,
    scores,
    scores.map(() => 3),
    Array.from({ length: reviewers }, () => [min, max]),
  );
}

describe('as large as the MIDL data: 118 papers, 177 reviewers, 3 reviews each, at most 4 per reviewer', () => {
  test('fair is allowed and proven optimal', () => {
    const given = conference('fair', 118, 177, 4, 0);
    const fairest = solved(given);
    expectAllowed(given, fairest);
    expect(fairest).toMatchObject({ optimal: true, bound: { total: fairest.total, minimum: fairest.minimum } });
    expect(fairest.pairs).toHaveLength(354);
  });

  test('the other way round, 177 papers and 118 reviewers, 531 reviews are wanted and 472 can be given: it says so', () => {
    const none = assign(conference('fair', 177, 118, 4));
    expect('infeasible' in none && JSON.stringify(none.infeasible)).toContain('472');
  });
});

describe('177 proposals, 118 reviewers, 3 reviews each', () => {
  const richest = solved(conference('total', 177, 118, 6));
  const fairest = solved(conference('fair', 177, 118, 6));

  test('both are allowed and proven; fair gives up total for minimum', () => {
    expectAllowed(conference('total', 177, 118, 6), richest);
    expectAllowed(conference('fair', 177, 118, 6), fairest);
    expect([richest.optimal, fairest.optimal]).toEqual([true, true]);
    expect(fairest.minimum).toBeGreaterThan(richest.minimum);
    expect(fairest.total).toBeLessThanOrEqual(richest.total);
    expect(fairest.bound).toEqual({ total: fairest.total, minimum: fairest.minimum });
    expect(fairest.bound.minimum).toBe(richest.bound.minimum);
  });

  test('rows of numbers, with NaN where the list would have null, mean the same', () => {
    const given = conference('total', 177, 118, 6);
    expect(assign({ ...given, scores: given.scores.map((row) => Float64Array.from(row, (score) => score ?? NaN)) })).toEqual(richest);
  });
});

describe('38 proposals, 26 reviewers, hardly more room than reviews', () => {
  test('the same again gives the same; a shuffled list gives the same pairs', () => {
    const given = conference('fair', 38, 26, 5);
    const fairest = solved(given);
    expect(assign(given)).toEqual(fairest);
    const shuffled: Instance = {
      ...given,
      proposals: given.proposals.toReversed(),
      reviewers: given.reviewers.toReversed(),
      scores: given.scores.map((row) => Array.from(row).reverse()).reverse(),
    };
    const again = solved(shuffled);
    expect(again.pairs.map(String).sort()).toEqual(fairest.pairs.map(String).sort());
    expect([again.total, again.minimum]).toEqual([fairest.total, fairest.minimum]);
  });

  test('proven, and the figures are those of an integer programme (HiGHS)', () => {
    const given = conference('fair', 38, 26, 5);
    const tight = solved(given);
    expectAllowed(given, tight);
    expect(tight).toMatchObject({ minimum: 1.367549, total: 66.609785, optimal: true });
  });
});
