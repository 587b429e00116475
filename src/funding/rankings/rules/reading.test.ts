import { expect, test } from 'vitest';
import { readCall } from '../../../../test/factories/proposal.ts';
import type { RankedApplication, RankingInput } from './input.ts';
import { rank } from './rank.ts';
import { readScores, tenths } from './reading.ts';

const base = readCall('02-2024');
const call = {
  ...base,
  pots: [{ ...base.pots[0]!, cents: 300 }],
  acts: [],
  evaluation: { ...base.evaluation, premiums: [], totalThreshold: 0, criteria: base.evaluation.criteria.map((c) => ({ ...c, threshold: 0 })) },
  ranking: { ...base.ranking, quotas: [] },
};

/** Three experts who give these totals, all of them under the first criteria. */
function application(id: string, totals: readonly number[], outcome: 'admitted' | 'excluded' = 'admitted'): RankedApplication {
  const points = (total: number) => ({
    excellence: Math.min(30, total),
    impact: Math.min(30, Math.max(0, total - 30)),
    implementation: Math.max(0, total - 60),
    team: 0,
  });
  return {
    id,
    protocol: `P-${id}`,
    submittedAt: '2024-02-20T10:00:00.000Z',
    title: id,
    screening: { outcome, reasons: [] },
    facts: { eligibleCents: 100, grantCents: 100, southEligibleCents: 0, southGrantCents: 0, women: 1, men: 1, under40: 1 },
    reviews: totals.map((total, i) => ({ expert: `E0${i + 1}`, points: points(total), premiums: {} })),
    consensus: null,
  };
}

const input: RankingInput = {
  call,
  callVersion: 1,
  renunciations: [],
  seed: 'x',
  applications: [
    application('a', [82, 80, 78]),
    application('b', [62, 60, 58]),
    application('c', [61, 59, 57]),
    application('d', [59, 57, 55]),
    application('e', [40, 38, 36]),
    application('x', [], 'excluded'),
  ],
};

test('three are funded; the fourth cannot be told apart from the third, the first and the last can', () => {
  const { agreement, experts, bands, totals } = readScores(input, rank(input));
  // The variance around each mean is 4: 1.96 × √(4 × 2/3) = 3.2 points.
  expect(agreement).toMatchObject({ subjects: 5, ratings: 15, perSubject: 3, within: 4 });
  expect(experts.map((e) => [e.judge, e.shift, e.compared])).toEqual([
    ['E01', 3, 5],
    ['E02', 0, 5],
    ['E03', -3, 5],
  ]);
  expect(bands).toHaveLength(1);
  expect([bands[0]!.line, bands[0]!.linePoints]).toEqual(['c', 59]);
  expect(bands[0]!.near.map((n) => [n.application, n.position, n.state, n.apart, n.margin])).toEqual([
    ['b', 2, 'funded', 1, 3.2],
    ['c', 3, 'funded', 0, 3.2],
    ['d', 4, 'eligibleNotFunded', -2, 3.2],
  ]);
  expect(tenths(totals, 100)).toEqual([0, 0, 0, 2, 1, 6, 3, 1, 2, 0]);
});

test('a single proposal says nothing about agreement, and has no band', () => {
  const one = { ...input, applications: [input.applications[0]!] };
  expect(readScores(one, rank(one))).toMatchObject({ agreement: null, bands: [] });
});

test('the end of the scale counts in the last tenth', () => {
  expect(tenths([100, 0], 100)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
});
