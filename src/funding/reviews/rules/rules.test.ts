import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reason } from '#src/core/decision.ts';
import { assign, isAssignment } from '#src/core/assignment.ts';
import { readCall } from '../../../../test/factories/proposal.ts';
import { entryOfForm, entryOfInput, fieldsOf } from './entries.ts';
import { basisOf, instanceOf } from './instance.ts';
import { named } from './names.ts';
import { isStep, spreadOf, typedNumber } from '#src/core/points.ts';
import { diverges, totalOf } from './points.ts';
import { checkReview, filledItems, givenBy, itemsOf, type Entry } from './review.ts';

const grid = readCall('02-2024').evaluation;
const good = 'Convincente e ben documentata, con obiettivi chiari, metodo solido e risultati che si possono misurare.';
const complete = (more: Record<string, string> = {}): Entry => ({
  items: {
    ...Object.fromEntries(grid.criteria.map((c) => [c.id, { typed: more[c.id] ?? '10', motivation: more[`${c.id}.motivation`] ?? good }])),
    'premium/social': { typed: more['premium/social'] ?? '1,5', motivation: '' },
  },
  summary: '',
});
const codes = (entry: Entry) => checkReview(grid, entry).map((r) => [r.code, r.at]);

describe('points', () => {
  test('add up by weight, exactly', () => {
    const criteria = [
      { id: 'a', weight: 1 },
      { id: 'b', weight: 2 },
      { id: 'c', weight: 0.5 },
    ].map((c) => ({ ...grid.criteria[0]!, ...c }));
    expect(totalOf({ criteria }, { a: 0.1, b: 0.2, c: 30, other: 99 })).toBe(15.5);
    expect(totalOf({ criteria }, {})).toBe(0);
  });

  test('spread and divergence: the limit itself is still agreement', () => {
    const review = (excellence: number) => ({ points: { excellence } });
    expect(spreadOf([])).toBeNull();
    expect(spreadOf([12])).toBeNull();
    expect(spreadOf([12.3, 0.1, 7])).toBe(12.2);
    expect(grid.divergence).toBe(20);
    expect(diverges(grid, [review(30), review(10)])).toBe(false);
    expect(diverges(grid, [review(30), review(9.5)])).toBe(true);
    expect(diverges({ ...grid, divergence: null }, [review(30), review(0)])).toBe(false);
  });

  test.each([
    [0.5, 12.5, true],
    [0.5, 12.3, false],
    [0.1, 0.3, true],
    [0.1, 0.35, false],
    [1, 3, true],
    [0.25, 0.75, true],
    [0.5, 0.0001, false],
  ])('step %d: %d %s', (step, points, ok) => {
    expect(isStep({ step }, points)).toBe(ok);
  });
});

describe('a review', () => {
  test('is judged on every criterion and every judged premium', () => {
    expect(itemsOf(grid).map((i) => [i.item, i.max, i.motivation.required])).toEqual([
      ['excellence', 30, true],
      ['impact', 30, true],
      ['implementation', 25, true],
      ['team', 15, true],
      ['premium/social', 3, false],
    ]);
  });

  test.each([
    ['is complete', {}, []],
    ['points missing', { excellence: ' ' }, [['review.pointsMissing', 'points.excellence']]],
    ['points that are no number', { excellence: 'dieci' }, [['review.pointsNotANumber', 'points.excellence']]],
    ['points above the maximum', { team: '15.5' }, [['review.pointsTooHigh', 'points.team']]],
    ['points at the maximum', { team: '15' }, []],
    ['points below zero', { team: '-0,5' }, [['review.pointsTooLow', 'points.team']]],
    ['zero', { team: '0' }, []],
    ['points off the step', { impact: '12,3' }, [['review.pointsOffStep', 'points.impact']]],
    ['premium above its maximum', { 'premium/social': '3.5' }, [['review.pointsTooHigh', 'points.premium/social']]],
    ['premium missing', { 'premium/social': '' }, [['review.pointsMissing', 'points.premium/social']]],
    ['motivation missing', { 'impact.motivation': '  ' }, [['review.motivationMissing', 'motivation.impact']]],
    ['motivation of 79 characters', { 'impact.motivation': 'x'.repeat(79) }, [['review.motivationTooShort', 'motivation.impact']]],
    ['motivation of 80 characters', { 'impact.motivation': 'x'.repeat(80) }, []],
    ['motivation of 79 characters and blanks', { 'impact.motivation': `${'x'.repeat(79)}   ` }, [['review.motivationTooShort', 'motivation.impact']]],
    ['motivation too long', { 'impact.motivation': 'x'.repeat(6001) }, [['form.tooLong', 'motivation.impact']]],
    [
      'two things',
      { team: '99', 'team.motivation': '' },
      [
        ['review.pointsTooHigh', 'points.team'],
        ['review.motivationMissing', 'motivation.team'],
      ],
    ],
  ] as const)('%s', (_, more, expected) => {
    expect(codes(complete(more as Record<string, string>))).toEqual(expected);
  });

  test('off the step: the nearest points are named; a reason carries its source', () => {
    const [why] = checkReview(grid, complete({ impact: '12.3' }));
    expect(why).toMatchObject({ params: { points: 12.3, below: 12, above: 12.5, step: 0.5 }, source: grid.criteria[1]!.source });
  });

  test('nothing written lacks everything', () => {
    expect(codes({ items: {}, summary: '' })).toEqual([
      ...grid.criteria.flatMap((c) => [
        ['review.pointsMissing', `points.${c.id}`],
        ['review.motivationMissing', `motivation.${c.id}`],
      ]),
      ['review.pointsMissing', 'points.premium/social'],
    ]);
  });

  test('a draft counts only what stands on the scale', () => {
    expect(givenBy(grid, complete({ excellence: '12,5', impact: '31', team: 'x' }))).toEqual({
      points: { excellence: 12.5, implementation: 10 },
      premiums: { social: 1.5 },
    });
    expect(filledItems(grid, complete({ team: 'x' }))).toEqual({ filled: 4, of: 5 });
  });

  test.each([
    ['12', 12],
    ['12,5', 12.5],
    [' 12.50 ', 12.5],
    ['-1', -1],
    ['', null],
    ['1.2.3', null],
    ['1e3', null],
    ['1 000', null],
    ['12px', null],
  ])('typed %j is %j', (text, value) => {
    expect(typedNumber(text)).toBe(value);
  });

  test('form, JSON and what is stored say the same', () => {
    const entry = complete({ excellence: '12,5', team: 'non so' });
    expect(entryOfForm(grid, fieldsOf(entry))).toEqual(entry);
    const input = { points: { excellence: 12.5 }, premiums: { social: '1' }, motivations: { excellence: good }, summary: 's' };
    expect(entryOfInput(input)).toEqual({
      items: { excellence: { typed: '12.5', motivation: good }, 'premium/social': { typed: '1', motivation: '' } },
      summary: 's',
    });
  });
});

test('no assignment pairs who is barred, and none exceeds what is free or wanted', () => {
  const setting = fc.record({
    proposals: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 6 }),
    experts: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 6 }),
    barred: fc.array(fc.boolean(), { minLength: 36, maxLength: 36 }),
    spokes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 12, maxLength: 12 }),
    objective: fc.constantFrom('fair' as const, 'total' as const),
  });
  let solved = 0;
  fc.assert(
    fc.property(setting, ({ proposals, experts, barred, spokes, objective }) => {
      const isBarred = (p: string, e: string) => barred[Number(p.slice(1)) * 6 + Number(e.slice(1))]!;
      const instance = instanceOf(
        proposals.map((missing, i) => ({
          id: `p${i}`,
          missing,
          experts: [],
          region: null,
          mainSpoke: spokes[i]!,
          spokes: [spokes[i]!],
          sector: null,
          text: '',
        })),
        experts.map((free, i) => ({
          id: `e${i}`,
          free,
          load: 0,
          gender: 'f',
          region: 'lazio',
          organisation: null,
          spokes: [spokes[6 + i]!],
          sectors: [],
          keywords: '',
        })),
        isBarred,
        objective,
        { evaluation: grid, pinned: [], barred: [] },
      );
      const result = assign(instance);
      if (!isAssignment(result)) return;
      solved++;
      expect(result.pairs.filter(([p, e]) => isBarred(p, e))).toEqual([]);
      proposals.forEach((missing, i) => expect(result.pairs.filter(([p]) => p === `p${i}`)).toHaveLength(missing));
      experts.forEach((free, i) => expect(result.pairs.filter(([, e]) => e === `e${i}`).length).toBeLessThanOrEqual(free));
    }),
    { numRuns: 300 },
  );
  expect(solved).toBeGreaterThan(30);
});

test('what is kept with a run gives the same affinities again, whatever the experts have written since', () => {
  const proposals = ['Riciclo di fibre tessili', 'Robot collaborativi'].map((text, i) => ({
    id: `p${i}`,
    missing: 1,
    experts: [],
    region: null,
    mainSpoke: i,
    spokes: [],
    sector: null,
    text,
  }));
  const experts = ['recycling of textiles', 'robot'].map((keywords, i) => ({
    id: `e${i}`,
    free: 1,
    load: 0,
    gender: 'f',
    region: 'lazio',
    organisation: null,
    spokes: [i],
    sectors: [],
    keywords,
    text: 'fibre',
  }));
  const terms = { evaluation: grid, pinned: [], barred: [] };
  const basis = JSON.parse(JSON.stringify(basisOf(proposals, experts))) as ReturnType<typeof basisOf>;
  const first = instanceOf(proposals, experts, () => false, 'fair', terms);
  const kept = experts.map((e) => ({ ...e, ...basis.experts[e.id]! }));
  expect(instanceOf(proposals, kept, () => false, 'fair', terms, basis.statistics)).toEqual(first);
  expect(
    instanceOf(
      proposals,
      kept.map((e) => ({ ...e, keywords: 'vetro' })),
      () => false,
      'fair',
      terms,
      basis.statistics,
    ).scores,
  ).not.toEqual(first.scores);
});

test('reasons of the solver are said in protocol numbers and pseudonyms', () => {
  const names = {
    proposals: [{ id: 'u1', protocol: 'MICS-1' }],
    experts: [
      { id: 'u2', pseudonym: 'E02' },
      { id: 'u3', pseudonym: 'E01' },
    ],
  };
  const reasons: Reason[] = [
    { code: 'assign.notEnoughCapacity', params: { proposals: ['u1'], reviewers: ['u2', 'u3'], needed: 3, available: 2 } },
    { code: 'assign.tooFewReviewers', params: { proposal: 'u1', needed: 3, available: 1 } },
  ];
  expect(named(reasons, names).map((r) => r.params)).toEqual([
    { proposals: ['MICS-1'], reviewers: ['E01', 'E02'], needed: 3, available: 2 },
    { proposal: 'MICS-1', needed: 3, available: 1 },
  ]);
});

test('exclusions decided by hand are offered for lifting where that is enough, and no conflict with them', () => {
  const names = {
    proposals: [{ id: 'u1', protocol: 'MICS-1' }],
    experts: ['2', '3', '4'].map((n) => ({ id: `u${n}`, pseudonym: `E0${n}` })),
    isExcluded: (_: string, expert: string) => expert !== 'u4',
    hasConflict: (_: string, expert: string) => expert === 'u3',
  };
  const few = (available: number): Reason => ({ code: 'assign.tooFewReviewers', params: { proposal: 'u1', needed: 3, available, unbar: [] } });
  const unmet: Reason = { code: 'assign.groupsUnmet', params: { proposal: 'u1', rules: [], needed: 3, unbar: ['u1/u2', 'u1/u3', 'u1/u4'] } };
  expect(named([few(2), few(1), unmet], names).map((r) => [r.params['lift'], r.params['waive']])).toEqual([
    [['E02'], undefined],
    [undefined, undefined],
    [['E02'], ['E03']],
  ]);
});
