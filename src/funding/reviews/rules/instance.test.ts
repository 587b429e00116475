import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assign, isAssignment } from '#src/core/assignment.ts';
import type { AssignmentRule } from '#src/funding/calls/schema.ts';
import { readCall } from '../../../../test/factories/proposal.ts';
import { adjusted, differencesBetween } from './adjust.ts';
import { instanceOf, type Available, type Wanting } from './instance.ts';

const { evaluation } = readCall('02-2024');
const source = { ref: 'test', status: 'example' as const };
const proposal = (id: string, missing: number, experts: string[] = []): Wanting => ({
  id,
  missing,
  experts,
  region: null,
  mainSpoke: 5,
  spokes: [5],
  sector: null,
  text: '',
});
const expert = (id: string, more: Partial<Available> = {}): Available => ({
  id,
  load: 0,
  free: 8,
  gender: 'f',
  region: 'lazio',
  organisation: null,
  spokes: [5],
  sectors: [],
  keywords: '',
  ...more,
});
const noBar = () => false;
const terms = (rules: AssignmentRule[] = [], minLoad?: number) => ({
  evaluation: { ...evaluation, assignment: { rules, source, ...(minLoad !== undefined && { minLoad }) } },
  pinned: [],
  barred: [],
});

describe('what the solver is asked', () => {
  test('who has a proposal already is in the instance, fixed; loads elsewhere are taken off', () => {
    const instance = instanceOf(
      [proposal('p', 1, ['a']), proposal('done', 0, ['a'])],
      [expert('a', { load: 2, free: 1 }), expert('b')],
      (_p, e) => e === 'a',
      'fair',
      terms(),
    );
    expect(instance).toMatchObject({
      extension: 1,
      proposals: [{ id: 'p', reviews: 2 }],
      reviewers: [
        { id: 'a', min: 0, max: 2 },
        { id: 'b', min: 0, max: 8 },
      ],
      scores: [[20, 20]],
      pinned: [['p', 'a']],
    });
    expect(instance).not.toHaveProperty('groups');
  });

  test('the rules of the call become groups', () => {
    const experts = [
      expert('a', { gender: 'f', organisation: 'x', region: 'lazio' }),
      expert('b', { gender: 'm', organisation: 'x', region: 'apulia' }),
      expert('c', { gender: 'x', organisation: null, region: 'lazio' }),
    ];
    const { groups, extension } = instanceOf(
      [
        ['p', 'lazio'],
        ['q', 'apulia'],
        ['r', 'lazio'],
        ['nowhere', null],
      ].map(([id, region]) => ({ ...proposal(id!, 3), region: region! })),
      experts,
      noBar,
      'total',
      terms([
        { rule: 'bothGenders', source },
        { rule: 'onePerOrganisation', source },
        { rule: 'outsideRegion', source },
        { rule: 'outsideSouth', atLeast: 2, source },
      ]),
    );
    expect(extension).toBe(2);
    expect(groups).toEqual([
      { of: 'reviewers', by: 'bothGenders', members: { f: ['a'], m: ['b'], x: ['c'] }, atLeast: { f: 1, m: 1 } },
      { of: 'reviewers', by: 'onePerOrganisation', members: { x: ['a', 'b'] }, atMost: 1 },
      { of: 'reviewers', by: 'outsideRegion', members: { 'outside apulia': ['a', 'c'] }, atLeast: { 'outside apulia': 1 }, proposals: ['q'] },
      { of: 'reviewers', by: 'outsideRegion', members: { 'outside lazio': ['b'] }, atLeast: { 'outside lazio': 1 }, proposals: ['p', 'r'] },
      { of: 'reviewers', by: 'outsideSouth', members: { outside: ['a', 'c'] }, atLeast: { outside: 2 } },
    ]);
  });

  test('one from outside the region of each proposal, whatever the others have: experts all from one region may review elsewhere', () => {
    const experts = [expert('a', { free: 2 }), expert('b', { free: 2 }), expert('c', { region: 'apulia', free: 1 })];
    const two = [
      { ...proposal('p', 2), region: 'lazio' },
      { ...proposal('q', 2), region: 'apulia' },
    ];
    const answer = assign(instanceOf(two, experts, noBar, 'total', terms([{ rule: 'outsideRegion', source }])));
    if (!isAssignment(answer)) throw new Error('infeasible');
    expect(answer.pairs.filter(([p]) => p === 'p').map(([, e]) => e)).toContain('c');
    const none = assign(instanceOf(two, experts.slice(0, 2), noBar, 'total', terms([{ rule: 'outsideRegion', source }])));
    expect(none).toEqual({
      infeasible: [
        {
          code: 'assign.groupsUnmet',
          params: { proposal: 'p', rules: ['outsideRegion: outside lazio ≥ 1'], needed: 2, raise: [], unbar: [], invite: ['outsideRegion: outside lazio ≥ 1'] },
        },
      ],
    });
  });

  test('the least load is asked for while there is work for all, less what an expert has elsewhere', () => {
    const experts = [expert('a', { load: 1 }), expert('b'), expert('c', { free: 1 })];
    const least = (missing: number, minLoad: number) =>
      instanceOf([proposal('p', missing), proposal('q', missing)], experts, noBar, 'fair', terms([], minLoad)).reviewers.map((r) => r.min);
    expect(least(3, 2)).toEqual([1, 2, 1]);
    expect(least(1, 2)).toEqual([0, 0, 0]);
  });
});

/** Small evaluations in which people have decided on some pairs, and some are assigned already. */
const world = fc.record({ proposals: fc.integer({ min: 1, max: 4 }), experts: fc.integer({ min: 3, max: 6 }) }).chain(({ proposals, experts }) =>
  fc.record({
    missing: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: proposals, maxLength: proposals }),
    genders: fc.array(fc.constantFrom('f', 'm'), { minLength: experts, maxLength: experts }),
    spokes: fc.array(fc.integer({ min: 4, max: 6 }), { minLength: experts, maxLength: experts }),
    decided: fc.array(fc.record({ p: fc.nat(proposals - 1), e: fc.nat(experts - 1), kind: fc.constantFrom('pinned', 'barred', 'had', 'none') }), {
      maxLength: 6,
    }),
    objective: fc.constantFrom('fair' as const, 'total' as const),
    rules: fc.subarray<AssignmentRule>([{ rule: 'bothGenders', source }]),
  }),
);

test('every assignment has what is fixed, nothing that is excluded, what was assigned before, and keeps to the rules', () => {
  let solved = 0;
  fc.assert(
    fc.property(world, ({ missing, genders, spokes, decided, objective, rules }) => {
      const unique = [...new Map(decided.map((d) => [`${d.p},${d.e}`, d])).values()];
      const pairs = (kind: string) => unique.filter((d) => d.kind === kind).map((d) => [`p${d.p}`, `e${d.e}`] as const);
      const proposals = missing.map((n, p) =>
        proposal(
          `p${p}`,
          n,
          pairs('had')
            .filter(([id]) => id === `p${p}`)
            .map(([, e]) => e),
        ),
      );
      const experts = genders.map((gender, e) => expert(`e${e}`, { gender, spokes: [spokes[e]!], free: 3 }));
      const instance = instanceOf(proposals, experts, (p, e) => pairs('had').some((h) => String(h) === `${p},${e}`), objective, {
        evaluation: { ...evaluation, assignment: { rules, source } },
        pinned: pairs('pinned'),
        barred: pairs('barred'),
      });
      const result = assign(instance);
      if (!isAssignment(result)) return;
      solved++;
      const made = new Set(result.pairs.map(String));
      for (const pair of [...pairs('pinned'), ...pairs('had')]) expect(made.has(String(pair))).toBe(true);
      for (const pair of pairs('barred')) expect(made.has(String(pair))).toBe(false);
      proposals.forEach((p) => {
        const mine = result.pairs.filter(([id]) => id === p.id).map(([, e]) => genders[Number(e.slice(1))]);
        expect(mine).toHaveLength(p.missing + p.experts.length);
        if (rules.length > 0) expect(new Set(mine).size).toBe(2);
      });
    }),
    { numRuns: 300 },
  );
  expect(solved).toBeGreaterThan(50);
});

describe('a change by hand', () => {
  const experts = [
    expert('a', { gender: 'f' }),
    expert('b', { gender: 'm', spokes: [4] }),
    expert('c', { gender: 'f', spokes: [4] }),
    expert('d', { gender: 'm', free: 0 }),
  ];
  const instance = instanceOf([proposal('p', 2)], experts, noBar, 'fair', terms([{ rule: 'bothGenders', source }]));
  const result = assign(instance);
  if (!isAssignment(result)) throw new Error('is feasible');
  const change = (out: string[], into: string[]) =>
    adjusted(instance, result, { pin: into.map((e) => ['p', e] as const), bar: out.map((e) => ['p', e] as const) });
  const codes = (reasons: readonly { code: string }[]) => reasons.map((r) => r.code);

  test('costs what it costs, and what it breaks forbids it', () => {
    expect(result.pairs).toEqual([
      ['p', 'a'],
      ['p', 'b'],
    ]);
    const swapped = change(['a'], ['c']);
    expect([swapped.before.total, swapped.after.total, swapped.faults, swapped.warnings]).toEqual([20, 0, [], []]);
    expect(swapped.result).toMatchObject({
      pairs: [
        ['p', 'b'],
        ['p', 'c'],
      ],
      total: 0,
      minimum: 0,
      optimal: false,
    });
    expect(codes(change(['b'], ['c']).faults)).toEqual(['assign.groupTooFew']);
    expect(codes(change(['b'], ['d']).faults)).toEqual(['assign.beyondLoad']);
  });

  test('may leave a proposal short or with one more, which is said', () => {
    const short = change(['b'], []);
    expect([short.faults, codes(short.warnings)]).toEqual([[], ['assign.reviewsMissing', 'assign.groupTooFew']]);
    const more = change([], ['c']);
    expect([more.faults, codes(more.warnings)]).toEqual([[], ['assign.reviewsTooMany']]);
  });

  test('is told as who leaves and who joins', () => {
    const { before, after } = change(['a'], ['c']);
    expect(differencesBetween(before.perProposal, after.perProposal)).toEqual([{ id: 'p', left: ['a'], joined: ['c'], before: 20, after: 0 }]);
    expect(differencesBetween(before.perProposal, before.perProposal)).toEqual([]);
  });
});
