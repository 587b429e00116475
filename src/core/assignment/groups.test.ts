import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assign, isAssignment, type Answer, type Assignment, type GroupRule, type Instance } from '../assignment.ts';
import { irreducible, smallest } from './smallest.ts';

const reviewersOf = (answer: Assignment, proposal: string) => answer.pairs.filter(([p]) => p === proposal).map(([, r]) => r);

function fits(rules: readonly GroupRule[], proposal: string, set: readonly string[]): boolean {
  const its = rules.filter((rule) => rule.proposals?.includes(proposal) ?? true);
  return its.every(({ members, atLeast = {}, atMost = {} }) =>
    Object.entries(members).every(([name, ids]) => {
      const count = set.filter((r) => ids.includes(r)).length;
      return count >= (atLeast[name] ?? 0) && count <= (typeof atMost === 'number' ? atMost : (atMost[name] ?? Infinity));
    }),
  );
}

/** Every way to assign: the largest total, and the fairest minimum with its total. Undefined when there is none. */
function byBruteForce({ proposals, reviewers, scores, groups = [], pinned = [], barred = [] }: Instance) {
  let found: { largest: number; minimum: number; total: number } | undefined;
  const load = reviewers.map(() => 0);
  const sums: number[] = [];
  const has = (pairs: readonly (readonly [string, string])[], p: number, r: number) => pairs.some(([a, b]) => a === proposals[p]!.id && b === reviewers[r]!.id);
  const extend = (p: number, from: number, set: number[]): void => {
    if (p === proposals.length) {
      if (!reviewers.every((r, i) => load[i]! >= r.min)) return;
      const total = sums.reduce((a, b) => a + b, 0);
      const wanted = sums.filter((_, i) => proposals[i]!.reviews > 0);
      const minimum = wanted.length === 0 ? 0 : Math.min(...wanted);
      found ??= { largest: total, minimum, total };
      found.largest = Math.max(found.largest, total);
      if (minimum > found.minimum || (minimum === found.minimum && total > found.total)) [found.minimum, found.total] = [minimum, total];
      return;
    }
    if (set.length === proposals[p]!.reviews) {
      const names = set.map((r) => reviewers[r]!.id);
      if (set.length > 0 && !fits(groups, proposals[p]!.id, names)) return;
      if (!reviewers.every((_, r) => !has(pinned, p, r) || set.includes(r))) return;
      sums.push(set.reduce((sum, r) => sum + (scores[p]![r] as number), 0));
      extend(p + 1, 0, []);
      sums.pop();
      return;
    }
    for (let r = from; r < reviewers.length; r++) {
      if (scores[p]![r] === null || load[r]! >= reviewers[r]!.max || has(barred, p, r)) continue;
      load[r]! += 1;
      extend(p, r + 1, [...set, r]);
      load[r]! -= 1;
    }
  };
  extend(0, 0, []);
  return found;
}

const subset = <T>(all: readonly T[]) => fc.subarray([...all]);

/** Small instances with overlapping groups, bounds on both sides, pins and bars; many cannot be solved. */
const ruled: fc.Arbitrary<Instance> = fc
  .record({ proposals: fc.integer({ min: 1, max: 4 }), reviewers: fc.integer({ min: 2, max: 6 }) })
  .chain(({ proposals, reviewers }) => {
    const p = Array.from({ length: proposals }, (_, i) => `p${i + 1}`);
    const r = Array.from({ length: reviewers }, (_, i) => `r${i + 1}`);
    const rule = fc
      .record({
        f: subset(r),
        m: subset(r),
        least: fc.integer({ min: 0, max: 1 }),
        also: fc.integer({ min: 0, max: 1 }),
        most: fc.constantFrom(undefined, 1, 2),
        only: fc.option(subset(p), { nil: undefined }),
      })
      .map(({ f, m, least, also, most, only }): GroupRule => ({
        of: 'reviewers',
        by: 'kind',
        members: { f, m },
        atLeast: { f: least, m: also },
        ...(most === undefined ? {} : { atMost: most }),
        ...(only === undefined ? {} : { proposals: only }),
      }));
    const pair = fc.tuple(fc.constantFrom(...p), fc.constantFrom(...r));
    return fc.record({
      version: fc.constant(1 as const),
      extension: fc.constant(2 as const),
      objective: fc.constantFrom('fair' as const, 'total' as const),
      proposals: fc.tuple(...p.map((id) => fc.integer({ min: 0, max: 3 }).map((reviews) => ({ id, reviews })))),
      reviewers: fc.tuple(...r.map((id) => fc.record({ id: fc.constant(id), min: fc.constantFrom(0, 0, 0, 1), max: fc.integer({ min: 1, max: 4 }) }))),
      scores: fc.array(fc.array(fc.option(fc.integer({ min: -3, max: 9 }), { freq: 9 }), { minLength: reviewers, maxLength: reviewers }), {
        minLength: proposals,
        maxLength: proposals,
      }),
      groups: fc.array(rule, { minLength: 0, maxLength: 2 }),
      pinned: fc.array(pair, { maxLength: 1 }),
      barred: fc.array(pair, { maxLength: 2 }),
    });
  });

describe('with groups, pins and bars, against every possible assignment', () => {
  test('the best there is, proven; or a refusal where there is none', () => {
    let solved = 0;
    fc.assert(
      fc.property(ruled, (given) => {
        const best = byBruteForce(given);
        const answer = assign(given);
        if (!best) {
          expect('infeasible' in answer && answer.infeasible.length > 0).toBe(true);
          expect(JSON.stringify(answer)).not.toContain('undecided');
          return;
        }
        if (!isAssignment(answer)) throw new Error(`refused what can be done: ${JSON.stringify(answer)}`);
        solved += 1;
        for (const { id, reviews } of given.proposals) {
          const set = reviewersOf(answer, id);
          expect(new Set(set).size).toBe(reviews);
          if (reviews > 0) expect(fits(given.groups!, id, set)).toBe(true);
        }
        for (const [p, r] of given.pinned!) expect(reviewersOf(answer, p)).toContain(r);
        for (const [p, r] of given.barred!) expect(reviewersOf(answer, p)).not.toContain(r);
        for (const { id, min, max } of given.reviewers) {
          const load = answer.pairs.filter(([, r]) => r === id).length;
          expect(load >= min && load <= max).toBe(true);
        }
        expect(answer.optimal).toBe(true);
        if (given.objective === 'total') expect([answer.total, answer.bound.total]).toEqual([best.largest, best.largest]);
        else expect([answer.minimum, answer.total, answer.bound]).toEqual([best.minimum, best.total, { minimum: best.minimum, total: best.total }]);
      }),
      { numRuns: 1500 },
    );
    expect(solved).toBeGreaterThan(200);
  });

  test('with hardly any effort: bounds that hold, and no false claim', () => {
    fc.assert(
      fc.property(ruled, (given) => {
        const best = byBruteForce(given);
        const answer = assign(given, 1);
        // Nothing that is possible is called impossible: undecided is an answer of its own, with bounds that hold and the gap.
        if ('infeasible' in answer) {
          expect(best).toBeUndefined();
          return;
        }
        if ('undecided' in answer) {
          expect(answer.undecided).toEqual([{ code: 'assign.undecided', params: { ...answer.bound, ...answer.gap } }]);
          expect(answer.gap.unmet).toBeGreaterThan(0);
          expect(answer.gap.unmet).toBeLessThanOrEqual(answer.gap.of);
          if (best) expect(answer.bound.total).toBeGreaterThanOrEqual(best.largest);
          if (best) expect(answer.bound.minimum).toBeGreaterThanOrEqual(best.minimum);
          return;
        }
        if (!best) throw new Error('assigned what cannot be');
        if (given.objective === 'total') expect(answer.bound.total).toBeGreaterThanOrEqual(best.largest);
        else expect(answer.bound.minimum).toBeGreaterThanOrEqual(best.minimum);
        if (answer.optimal) expect(given.objective === 'total' ? answer.total : answer.minimum).toBe(given.objective === 'total' ? best.largest : best.minimum);
      }),
      { numRuns: 400 },
    );
  });
});

test('what is said to free a proposal that cannot meet its rules does, and the rules named are the fewest that clash', () => {
  const seen = { raise: 0, unbar: 0, invite: 0, several: 0 };
  fc.assert(
    fc.property(ruled, (given) => {
      // Nobody else wants anything, and some have no review left.
      const free = {
        ...given,
        reviewers: given.reviewers.map((r, i) => ({ ...r, min: 0, max: i % 2 ? 0 : r.max })),
        pinned: [],
        groups: given.groups!.map((g, i) => ({ ...g, by: `kind${i}` })),
        barred: given.barred!,
      };
      for (const { params } of only(assign(free), 'assign.groupsUnmet')) {
        const { proposal, raise, unbar, invite, rules } = params as unknown as Record<'raise' | 'unbar' | 'rules', string[]> & {
          proposal: string;
          invite: string[] | null;
        };
        const row = free.proposals.findIndex((p) => p.id === proposal);
        const alone: Instance = {
          ...free,
          proposals: [free.proposals[row]!],
          scores: [free.scores[row]!],
          groups: free.groups.map((g) => ({ ...g, ...(g.proposals && { proposals: g.proposals.filter((p) => p === proposal) }) })),
          barred: free.barred.filter(([p]) => p === proposal),
        };
        expect(isAssignment(assign(alone))).toBe(false);
        const frees = (change: Instance) => expect(isAssignment(assign(change))).toBe(true);
        for (const id of raise) frees({ ...alone, reviewers: alone.reviewers.map((r) => (r.id === id ? { ...r, max: r.max + 1 } : r)) });
        for (const pair of unbar) {
          const id = pair.split('/')[1]!;
          const opened = Array.from(alone.scores[0]!, (s, i) => (alone.reviewers[i]!.id === id ? (s ?? 1) : s));
          frees({ ...alone, scores: [opened], barred: alone.barred!.filter(([, r]) => r !== id) });
        }
        const joins = (group: GroupRule) => ({
          ...group,
          members: Object.fromEntries(
            Object.entries(group.members).map(([name, ids]) => [name, invite!.includes(`${group.by}: ${name} ≥ 1`) ? [...ids, 'new'] : ids]),
          ),
        });
        if (invite)
          frees({
            ...alone,
            reviewers: [...alone.reviewers, { id: 'new', min: 0, max: 1 }],
            scores: [[...Array.from(alone.scores[0]!), 1]],
            groups: alone.groups!.map(joins),
          });
        seen.raise += raise.length;
        seen.unbar += unbar.length;
        seen.invite += invite ? 1 : 0;
        seen.several += rules.length > 1 ? 1 : 0;
        expect(params['irreducible']).toBeUndefined();
      }
    }),
    // Rules that clash only together come twice in a thousand.
    { numRuns: 10_000 },
  );
  expect(Object.entries(seen).filter(([, times]) => times === 0)).toEqual([]);
});

test('the smallest of all sets that clash is found where it can be proven, and said not to be proven where not', () => {
  const subset = fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(subset, { minLength: 1, maxLength: 4 }), (cores) => {
      const all = [0, 1, 2, 3, 4, 5, 6, 7];
      const clash = (some: readonly number[]) => cores.some((core) => core.every((e) => some.includes(e)));
      const { elements, proven } = smallest(all, irreducible(all, clash), clash, 10_000);
      expect([clash(elements), elements.length, proven]).toEqual([true, Math.min(...cores.map((c) => c.length)), true]);
      const cheap = smallest(all, irreducible(all, clash), clash, 5);
      expect(clash(cheap.elements)).toBe(true);
      if (cheap.proven) expect(cheap.elements).toHaveLength(elements.length);
      expect(smallest(all, all, () => undefined, 10_000)).toEqual({ elements: all, proven: false });
    }),
    { numRuns: 500 },
  );
});

const only = (answer: Answer, code: string) => ('infeasible' in answer ? answer.infeasible.filter((r) => r.code === code) : []);

describe('a refusal names a smallest set, and what frees it', () => {
  test('proposals and rules: without any one of those named the rest can be done', () => {
    fc.assert(
      fc.property(ruled, (given) => {
        const free = { ...given, pinned: [], reviewers: given.reviewers.map((r) => ({ ...r, min: 0 })) };
        for (const { params } of only(assign(free), 'assign.groupsClash')) {
          const named = params['proposals'] as string[];
          const among = (ids: readonly string[]) =>
            byBruteForce({ ...free, proposals: free.proposals.map((p) => ({ ...p, reviews: ids.includes(p.id) ? p.reviews : 0 })) });
          expect(among(named)).toBeUndefined();
          for (const one of named) expect(among(named.filter((id) => id !== one))).toBeDefined();
        }
      }),
      { numRuns: 600 },
    );
  });

  test('loads: as many more as are said, or the pairs that are said, and the named proposals can be served', () => {
    fc.assert(
      fc.property(ruled, (given) => {
        const free: Instance = { ...given, pinned: [], barred: [], groups: [], reviewers: given.reviewers.map((r) => ({ ...r, min: 0 })) };
        for (const { params } of only(assign(free), 'assign.notEnoughCapacity')) {
          const named = params['proposals'] as string[];
          const just = { ...free, proposals: free.proposals.map((p) => ({ ...p, reviews: named.includes(p.id) ? p.reviews : 0 })) };
          expect(byBruteForce(just)).toBeUndefined();
          const raise = params['raise'] as string[];
          const more = params['missing'] as number;
          if (raise.length > 0) {
            const raised = { ...just, reviewers: just.reviewers.map((r) => (raise.includes(r.id) ? { ...r, max: r.max + more } : r)) };
            expect(byBruteForce(raised)).toBeDefined();
          }
          const unbar = params['unbar'] as string[];
          if (unbar.length > 0) {
            const opened = { ...just, scores: just.scores.map((row, i) => Array.from(row, (s, j) => (unbar.includes(`p${i + 1}/r${j + 1}`) ? 0 : s))) };
            expect(byBruteForce(opened)).toBeDefined();
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  const base: Instance = {
    version: 1,
    extension: 1,
    objective: 'fair',
    proposals: [
      { id: 'p1', reviews: 2 },
      { id: 'p2', reviews: 2 },
    ],
    reviewers: ['a', 'b', 'c', 'd'].map((id) => ({ id, min: 0, max: 2 })),
    scores: [
      [5, 4, 3, 2],
      [5, 4, 3, 2],
    ],
  };
  const gender = (f: string[], m: string[]): GroupRule => ({ of: 'reviewers', by: 'gender', members: { f, m }, atLeast: { f: 1, m: 1 } });

  test('both genders: the best that has both', () => {
    const answer = assign({ ...base, groups: [gender(['c', 'd'], ['a', 'b'])] }) as Assignment;
    expect([reviewersOf(answer, 'p1'), reviewersOf(answer, 'p2')].flat().filter((r) => 'cd'.includes(r)).length).toBe(2);
    expect([answer.minimum, answer.total, answer.optimal]).toEqual([8, 16, true]);
  });

  test('one woman who may read one proposal only, two that need her', () => {
    const answer = assign({ ...base, reviewers: base.reviewers.map((r) => (r.id === 'a' ? { ...r, max: 1 } : r)), groups: [gender(['a'], ['b', 'c', 'd'])] });
    expect(answer).toEqual({
      infeasible: [
        {
          code: 'assign.groupCapacity',
          params: { group: 'gender', part: 'f', proposals: ['p1', 'p2'], reviewers: ['a'], needed: 2, available: 1, missing: 1, raise: ['a'], unbar: [] },
        },
      ],
    });
  });

  test('a proposal that cannot meet the rules by itself: only the rule in its way is named', () => {
    const answer = assign({
      ...base,
      scores: [[5, 4, null, null], base.scores[1]!],
      groups: [gender(['a', 'b'], ['c', 'd']), { of: 'reviewers', by: 'organisation', members: { x: ['a', 'c'] }, atMost: 1 }],
    });
    expect(answer).toEqual({
      infeasible: [
        {
          code: 'assign.groupsUnmet',
          params: { proposal: 'p1', rules: ['gender: m ≥ 1'], needed: 2, raise: [], unbar: ['p1/c', 'p1/d'], invite: ['gender: m ≥ 1'] },
        },
      ],
    });
  });

  test('pins beyond a load, on a barred pair, more than reviews', () => {
    expect(
      assign({
        ...base,
        reviewers: base.reviewers.map((r) => ({ ...r, max: 1 })),
        pinned: [
          ['p1', 'a'],
          ['p2', 'a'],
        ],
      }),
    ).toEqual({
      infeasible: [{ code: 'assign.pinnedBeyondLoad', params: { reviewer: 'a', proposals: ['p1', 'p2'], most: 1 } }],
    });
    expect(assign({ ...base, pinned: [['p1', 'a']], barred: [['p1', 'a']] })).toEqual({
      infeasible: [{ code: 'assign.pinnedBarred', params: { proposal: 'p1', reviewer: 'a' } }],
    });
    expect(
      assign({
        ...base,
        proposals: [{ id: 'p1', reviews: 1 }, base.proposals[1]!],
        pinned: [
          ['p1', 'a'],
          ['p1', 'b'],
        ],
      }),
    ).toEqual({
      infeasible: [{ code: 'assign.tooManyPinned', params: { proposal: 'p1', reviewers: ['a', 'b'], needed: 1 } }],
    });
  });

  test.each<[string, Partial<Instance>]>([
    ['an unknown reviewer in a group', { groups: [gender(['z'], [])] }],
    ['a bound for a group without members', { groups: [{ of: 'reviewers', by: 'gender', members: {}, atLeast: { f: 1 } }] }],
    ['an unknown pair', { pinned: [['p9', 'a']] }],
    ['a pin without the extension', { extension: undefined, pinned: [['p1', 'a']] }],
    ['another extension', { extension: 3 as 2 }],
    ['a rule about some proposals with the first extension', { groups: [{ ...gender(['a'], ['b']), proposals: ['p1'] }] }],
    ['an unknown proposal in a rule', { extension: 2, groups: [{ ...gender(['a'], ['b']), proposals: ['p9'] }] }],
    ['a bound with a name that no rule has', { groups: [{ ...gender(['a'], ['b']), atleast: { f: 1 } } as GroupRule] }],
    ['half a reviewer', { groups: [{ of: 'reviewers', by: 'gender', members: { f: ['a'] }, atMost: 0.5 }] }],
  ])('%s is no instance', (_what, wrong) => {
    expect(() => assign({ ...base, ...wrong })).toThrow(RangeError);
  });
});

test('60 proposals, 40 reviewers, three rules at once: proven, and the same again', () => {
  let state = 7;
  const below = (n: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(((state >>> 8) / 2 ** 24) * n);
  };
  const ids = Array.from({ length: 40 }, (_, i) => `r${i}`);
  const members = (parts: number): Record<string, string[]> => {
    const found: Record<string, string[]> = {};
    for (const id of ids) (found[`${below(parts)}`] ??= []).push(id);
    return found;
  };
  const given: Instance = {
    version: 1,
    extension: 1,
    objective: 'fair',
    proposals: Array.from({ length: 60 }, (_, i) => ({ id: `p${i}`, reviews: 3 })),
    reviewers: ids.map((id) => ({ id, min: 1, max: 6 })),
    scores: Array.from({ length: 60 }, () => ids.map(() => (below(12) === 0 ? null : below(101)))),
    groups: [
      { of: 'reviewers', by: 'gender', members: members(2), atLeast: { 0: 1, 1: 1 } },
      { of: 'reviewers', by: 'organisation', members: members(12), atMost: 1 },
      { of: 'reviewers', by: 'region', members: { outside: ids.slice(0, 15) }, atLeast: { outside: 1 } },
    ],
  };
  const answer = assign(given) as Assignment;
  for (const { id } of given.proposals) expect(fits(given.groups!, id, reviewersOf(answer, id))).toBe(true);
  expect(answer.optimal).toBe(true);
  expect(assign(given)).toEqual(answer);
});
