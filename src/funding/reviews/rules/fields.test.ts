import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pointsOf, weighted } from '#src/core/points.ts';
import { readCall } from '../../../../test/factories/proposal.ts';
import { writtenInForm } from './entries.ts';
import { settle, SUMMARY, writtenOf, type Stored } from './fields.ts';
import { needsPanel, reviewsWanted, totalOf } from './points.ts';
import { givenBy, itemsOf } from './review.ts';
import { daysLate, dueAt, remindersOf, termOf } from './term.ts';

const grid = readCall('02-2024').evaluation;
const stored: Stored = { entry: { items: { impact: { typed: '10', motivation: 'uno' } }, summary: 's' }, versions: { impact: 3, [SUMMARY]: 1 } };
const wrote = (field: string, base: number, typed: string, motivation: string) => ({ field, base, typed, motivation });

test('over a version that its writer saw is written, over another one never; the same text needs no writing', () => {
  const [seen, unseen, same, fresh, late] = [
    wrote('impact', 3, '12', 'uno'),
    wrote('impact', 2, '12', 'uno'),
    wrote('impact', 2, '10', 'uno'),
    wrote('team', 0, '5', ''),
    wrote(SUMMARY, 0, '', 'altro'),
  ] as const;
  expect(settle(stored, [seen])).toEqual({ write: [seen], same: [], clash: [] });
  expect(settle(stored, [unseen, fresh])).toEqual({ write: [fresh], same: [], clash: [unseen] });
  expect(settle(stored, [same, late])).toEqual({ write: [], same: [same], clash: [late] });
});

test('a form brings the fields that it names, each with its version', () => {
  expect(writtenInForm(grid, { '_base.impact': '3', 'points.impact': '9', 'motivation.impact': 'm', 'points.team': '1', '_base.nothing': '1' })).toEqual([
    wrote('impact', 3, '9', 'm'),
    // Typed without a version: it is brought, as something that nobody here has seen.
    wrote('team', -1, '1', ''),
  ]);
  expect(writtenInForm(grid, { '_base.text/summary': '1', summary: 'x', '_base.team': 'molto' })).toEqual([wrote(SUMMARY, 1, '', 'x')]);
  expect(writtenOf(stored, stored.entry, ['impact', 'team'])).toEqual([wrote('impact', 3, '10', 'uno'), wrote('team', 0, '', ''), wrote(SUMMARY, 1, '', 's')]);
});

test('a save that was still on its way is written over, another text is not', () => {
  const ways: [typed: string, motivation: string, of: 'write' | 'same' | 'clash'][] = [
    ['10', 'uno', 'same'],
    ['10', 'uno e due', 'write'],
    ['10,5', 'uno', 'write'],
    ['1', 'uno', 'clash'],
    ['10', 'due', 'clash'],
    ['10', '', 'clash'],
  ];
  for (const [typed, motivation, of] of ways) {
    const { write, same, clash } = settle(stored, [wrote('impact', 1, typed, motivation)]);
    expect([of, write.length, same.length, clash.length]).toEqual([of, of === 'write' ? 1 : 0, of === 'same' ? 1 : 0, of === 'clash' ? 1 : 0]);
  }
});

test('the total while typing is the total of what is saved', () => {
  const typed = fc.oneof(
    fc.integer({ min: -1, max: 40 }).map(String),
    fc.integer({ min: 0, max: 400 }).map((n) => String(n / 10).replace('.', ',')),
    fc.constantFrom('', 'forse', '1e3', ' 7 '),
  );
  fc.assert(
    fc.property(
      fc.array(typed, { minLength: grid.criteria.length, maxLength: grid.criteria.length }),
      fc.array(fc.constantFrom(0.5, 1, 1.5, 2)),
      (given, weights) => {
        const criteria = grid.criteria.map((c, i) => ({ ...c, weight: weights[i] ?? c.weight }));
        const live = weighted(criteria.map((c, i) => ({ points: pointsOf(c, given[i]!), weight: c.weight })));
        const entry = { items: Object.fromEntries(criteria.map((c, i) => [c.id, { typed: given[i]!, motivation: '' }])), summary: '' };
        const own = { ...grid, criteria };
        expect(live).toBe(totalOf(own, givenBy(own, entry).points));
        expect(
          itemsOf(own)
            .slice(0, criteria.length)
            .map((i) => i.item),
        ).toEqual(criteria.map((c) => c.id));
      },
    ),
  );
});

test('a divergence calls the panel or a further expert, as the call says', () => {
  const said = (onDivergence: 'panel' | 'expert' | undefined, diverging: boolean, submitted: number) => {
    const call = { reviewsPerProposal: 3, ...(onDivergence && { onDivergence }) };
    return [reviewsWanted(call, diverging), needsPanel(call, { diverging, submitted })];
  };
  expect(said(undefined, true, 3)).toEqual([3, true]);
  expect(said('panel', true, 4)).toEqual([3, true]);
  expect(said('expert', true, 3)).toEqual([4, true]);
  expect(said('expert', true, 4)).toEqual([4, false]);
  expect(said('expert', false, 3)).toEqual([3, false]);
});

test('a term ends with its last day in Rome, and is reminded of in the mornings before', () => {
  const assigned = '2026-03-20T10:00:00.000Z';
  const due = dueAt(assigned, 14)!;
  expect([dueAt(assigned, undefined), due]).toEqual([null, '2026-04-03T21:59:00.000Z']);
  expect(remindersOf(due, assigned)).toEqual([
    { daysLeft: 7, at: '2026-03-27T08:00:00.000Z' },
    { daysLeft: 2, at: '2026-04-01T07:00:00.000Z' },
    { daysLeft: 0, at: '2026-04-03T07:00:00.000Z' },
  ]);
  expect(remindersOf(due, '2026-04-01T07:00:00.000Z').map((r) => r.daysLeft)).toEqual([0]);
  expect(
    ['2026-03-26T12:00:00.000Z', '2026-03-27T12:00:00.000Z', due, '2026-04-03T22:00:00.000Z'].map((now) => [termOf(due, now), daysLate(due, now)]),
  ).toEqual([
    ['running', null],
    ['soon', null],
    ['soon', null],
    ['late', 1],
  ]);
  expect([termOf(null, due), daysLate(null, due)]).toEqual(['none', null]);
});
