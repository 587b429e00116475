import { describe, expect, test } from 'vitest';
import { assign, type Instance } from '../assignment.ts';

function instance(objective: Instance['objective'], scores: readonly (readonly number[])[], reviews: number): Instance {
  return {
    version: 1,
    objective,
    proposals: scores.map((_, p) => ({ id: 'abcdef'[p]!, reviews })),
    reviewers: scores[0]!.map((_, r) => ({ id: `r${String(r + 1).padStart(2, '0')}`, min: 0, max: 1 })),
    scores,
  };
}

/**
 * Why sums starve a paper: Stelmakh, Shah and Singh, “PeerReview4All” (2019), and Shah's overview of peer review (2022), after whose
 * example this is: two reviewers know a, two know b, all four know c a little, and two know nothing. Two reviews each, one paper each.
 */
describe('the paper that the sum leaves to those who know nothing', () => {
  const scores = [
    [0.9, 0.6, 0, 0, 0, 0],
    [0, 0, 0.9, 0.6, 0, 0],
    [0.5, 0.5, 0.5, 0.5, 0, 0],
  ];

  test('total: c has the two who know nothing, since 0.6 is more than 0.5', () => {
    const answer = assign(instance('total', scores, 2));
    expect(answer).toMatchObject({ total: 3, minimum: 0, optimal: true });
    expect('pairs' in answer && answer.pairs.filter(([p]) => p === 'c')).toEqual([
      ['c', 'r05'],
      ['c', 'r06'],
    ]);
  });

  test('fair: the two who are not the best of a and b read c; with more than 0.9 for a, and for b, c would have nobody', () => {
    const answer = assign(instance('fair', scores, 2));
    expect(answer).toMatchObject({ total: 2.8, minimum: 0.9, bound: { total: 2.8, minimum: 0.9 }, optimal: true });
    expect('pairs' in answer && answer.pairs.filter(([p]) => p === 'c')).toEqual([
      ['c', 'r02'],
      ['c', 'r04'],
    ]);
  });
});

/**
 * Why fair assignment is NP-hard: with three reviews each and reviewers that are worth the same to every proposal, it asks for a 3-partition
 * (Garey and Johnson, 1975). These twelve numbers have one: four times 90, as 20 + 25 + 45, 23 + 27 + 40, 49 + 22 + 19 and 30 + 30 + 30.
 */
describe('3-partition', () => {
  const numbers = [20, 23, 25, 30, 49, 45, 27, 30, 30, 40, 22, 19];

  test('is found, and proven', () => {
    const answer = assign(instance('fair', [numbers, numbers, numbers, numbers], 3));
    expect(answer).toMatchObject({ total: 360, minimum: 90, bound: { total: 360, minimum: 90 }, optimal: true });
  });

  test('where there is none that is proven too: 43 and 47 are odd and too large to share one sum of 90, so a sum of 89 is the best', () => {
    const odd = [43, 47, 20, 24, 26, 30, 26, 22, 30, 30, 40, 22];
    const answer = assign(instance('fair', [odd, odd, odd, odd], 3));
    expect(answer).toMatchObject({ total: 360, minimum: 89, bound: { total: 360, minimum: 89 }, optimal: true });
  });
});
