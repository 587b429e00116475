import { expect, test } from 'vitest';
import { itemsOf, type Entry } from '#src/funding/reviews/rules/review.ts';
import { readCall } from '../../../../test/factories/proposal.ts';
import { checkConsensus, MIN_REPORT } from './consensus.ts';

const grid = readCall('02-2024').evaluation;
const complete = (): Entry => ({
  items: Object.fromEntries(itemsOf(grid).map(({ item }) => [item, { typed: item === 'premium/social' ? '1,5' : '10', motivation: 'x' }])),
  summary: '',
});

test('a consensus needs every point and a report, no motivations', () => {
  const points = { ...complete(), summary: 'x'.repeat(MIN_REPORT) };
  for (const item of Object.values(points.items)) item.motivation = '';
  expect(checkConsensus(grid, points)).toEqual([]);
  expect(checkConsensus(grid, { ...points, summary: 'x'.repeat(MIN_REPORT - 1) }).map((r) => [r.code, r.at, r.params['missing']])).toEqual([
    ['panel.reportTooShort', 'report', 1],
  ]);
  expect(checkConsensus(grid, { items: {}, summary: points.summary }).map((r) => r.code)).toEqual(Array.from({ length: 5 }, () => 'review.pointsMissing'));
});
