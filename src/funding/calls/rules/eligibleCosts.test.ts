import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atMostShare } from '#src/core/money.ts';
import { aMember, aProposal, aResearchBody, cost, nothingYet, readCall } from '../../../../test/factories/proposal.ts';
import type { Call } from '../schema.ts';
import { costCategories, researchTypes } from '../vocabulary.ts';
import { costOf, costOfCategory, eligibleCosts, mostBeside } from './eligibleCosts.ts';

const call = readCall('01-2024');

test('personnel of 200,000 brings indirect costs of 30,000, per member and research type', () => {
  const facts = aProposal([
    aMember('a', { costs: [cost('personnel', 'industrial', 150_000), cost('personnel', 'fundamental', 30_000), cost('personnel', 'industrial', 20_000)] }),
  ]);
  expect(eligibleCosts(call, facts)).toEqual({
    lines: [
      { memberId: 'a', category: 'personnel', researchType: 'fundamental', how: 'declared', declaredCents: 3_000_000, eligibleCents: 3_000_000 },
      { memberId: 'a', category: 'indirect', researchType: 'fundamental', how: 'flatRate', declaredCents: 0, eligibleCents: 450_000 },
      { memberId: 'a', category: 'personnel', researchType: 'industrial', how: 'declared', declaredCents: 17_000_000, eligibleCents: 17_000_000 },
      { memberId: 'a', category: 'indirect', researchType: 'industrial', how: 'flatRate', declaredCents: 0, eligibleCents: 2_550_000 },
    ],
    members: [
      {
        memberId: 'a',
        cents: 23_000_000,
        byType: [
          { researchType: 'fundamental', cents: 3_450_000 },
          { researchType: 'industrial', cents: 19_550_000 },
        ],
      },
    ],
    totalCents: 23_000_000,
    cuts: [],
  });
});

test('the flat rate is rounded down to the cent', () => {
  const facts = aProposal([aMember('a', { costs: [{ category: 'personnel', researchType: 'industrial', cents: 33 }] })]);
  expect(costOfCategory(eligibleCosts(call, facts), 'indirect')).toBe(4);
});

test('what does not count is named with its reason and its rule', () => {
  const facts = aProposal([
    aMember('a', {
      costs: [cost('indirect', 'industrial', 1), cost('other', 'industrial', 2), cost('materials', 'feasibility', 3), cost('materials', 'industrial', 4)],
    }),
  ]);
  const { cuts, totalCents } = eligibleCosts(call, facts);
  expect(cuts.map((c) => [c.why, c.category, c.researchType, c.cents, c.source.ref])).toEqual([
    ['flatRate', 'indirect', 'industrial', 100, 'Alba Partners'],
    ['category', 'other', 'industrial', 200, 'Alba Partners'],
    ['researchType', 'materials', 'feasibility', 300, 'Innovation Post, Spin, BCC La Voce'],
  ]);
  expect(totalCents).toBe(400);
});

test('a cap cuts nothing in a draft, and exactly down to the cap where it is applied', () => {
  const facts = aProposal([
    aMember('a', { costs: [cost('materials', 'industrial', 280_000), cost('consultancy', 'industrial', 100_000)] }),
    aMember('b', { costs: [cost('consultancy', 'fundamental', 60_000)] }),
  ]);
  expect(eligibleCosts(call, facts).totalCents).toBe(44_000_000);
  const cut = eligibleCosts(call, facts, 'cut');
  expect([cut.totalCents, costOfCategory(cut, 'consultancy'), costOf(cut, 'b'), costOf(cut, 'nobody')]).toEqual([40_000_000, 12_000_000, 4_500_000, 0]);
  expect(cut.cuts.map((c) => [c.memberId, c.why, c.cents])).toEqual([
    ['a', 'cap', 2_500_000],
    ['b', 'cap', 1_500_000],
  ]);
});

test('the most that fits beside the rest', () => {
  expect([mostBeside(28_000_000, 30), mostBeside(0, 30), mostBeside(7, 30), mostBeside(100, 50), mostBeside(1, 100)]).toEqual([
    12_000_000,
    0,
    3,
    100,
    Number.MAX_SAFE_INTEGER,
  ]);
});

test('nothing yet costs nothing', () => expect(eligibleCosts(call, nothingYet)).toEqual({ lines: [], members: [], totalCents: 0, cuts: [] }));

const cell = fc.record({ category: fc.constantFrom(...costCategories), researchType: fc.constantFrom(...researchTypes), cents: fc.nat(10 ** 11) });
const facts = fc
  .tuple(fc.array(cell, { maxLength: 8 }), fc.array(cell, { maxLength: 8 }))
  .map(([a, b]) => aProposal([aMember('a', { costs: a }), aResearchBody('b', { costs: b })]));
const source = { ref: 'Prova', status: 'example' } as const;
const twoCaps: Call = { ...call, rules: [...call.rules, { rule: 'categoryCap', id: 'second', source, category: 'equipment', percent: 12.5 }] };

test('cents are conserved: declared = counted + cut; lines, members and total agree', () => {
  fc.assert(
    fc.property(facts, fc.constantFrom('keep' as const, 'cut' as const), fc.constantFrom(call, twoCaps), (given, caps, under) => {
      const costs = eligibleCosts(under, given, caps);
      const add = (amounts: number[]) => amounts.reduce((a, b) => a + b, 0);
      const declared = add(given.members.flatMap((m) => m.costs.map((c) => c.cents)));
      const counted = add(costs.lines.filter((l) => l.how === 'declared').map((l) => l.eligibleCents));
      expect(counted + add(costs.cuts.map((c) => c.cents))).toBe(declared);
      expect(add(costs.lines.map((l) => l.eligibleCents))).toBe(costs.totalCents);
      expect(add(costs.members.map((m) => m.cents))).toBe(costs.totalCents);
      expect(add(costs.members.flatMap((m) => m.byType.map((t) => t.cents)))).toBe(costs.totalCents);
    }),
  );
});

test('where caps are applied every cap holds, and no cell grows or falls below zero', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const costs = eligibleCosts(twoCaps, given, 'cut');
      expect(atMostShare(costOfCategory(costs, 'consultancy'), costs.totalCents, 30)).toBe(true);
      expect(atMostShare(costOfCategory(costs, 'equipment'), costs.totalCents, 12.5)).toBe(true);
      for (const line of costs.lines.filter((l) => l.how === 'declared'))
        expect(line.eligibleCents >= 0 && line.eligibleCents <= line.declaredCents).toBe(true);
    }),
  );
});
