import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atMostShare, percentOf, sum } from '#src/core/money.ts';
import type { CostCategory } from '#src/funding/calls/vocabulary.ts';
import { readCall } from '../../../../test/factories/proposal.ts';
import { aidOn, cutByRules, settle, type SettlementInput } from './settlement.ts';

const call = readCall('02-2024');
const notice = { ...call, delivery: { ...call.delivery!, variations: { ...call.delivery!.variations, noticePercent: 0 } } };
const line = (category: CostCategory, euros: number, cutEuros = 0, organisationId = 'a') => ({
  id: `${organisationId}-${category}-${euros}`,
  organisationId,
  category,
  cents: euros * 100,
  cutCents: cutEuros * 100,
});
const budget = (organisationId: string, euros: Partial<Record<CostCategory, number>>) =>
  Object.entries(euros).map(([category, n]) => ({ organisationId, category: category as CostCategory, cents: n * 100 }));
const input = (more: Partial<SettlementInput> = {}): SettlementInput => ({
  call,
  members: [{ organisationId: 'a', eligibleCents: 20_000_000, aidCents: 20_000_000, aidBeforeCents: 0 }],
  budget: budget('a', { personnel: 100_000, indirect: 15_000, materials: 25_000, consultancy: 60_000 }),
  before: [],
  lines: [],
  ...more,
});
const accepted = (i: SettlementInput) => Object.fromEntries(settle(i).categories.map((c) => [c.category, c.acceptedCents / 100]));

test('indirect costs are 15 % of what was accepted of personnel', () => {
  expect(accepted(input({ lines: [line('personnel', 20_000)] }))).toEqual({ personnel: 20_000, indirect: 3_000 });
  const cut = settle(input({ lines: [line('personnel', 20_000, 4_000)] }));
  expect(
    cut.categories.map(({ category, how, reportedCents, officeCutCents, acceptedCents }) => ({ category, how, reportedCents, officeCutCents, acceptedCents })),
  ).toEqual([
    { category: 'personnel', how: 'lines', reportedCents: 2_000_000, officeCutCents: 400_000, acceptedCents: 1_600_000 },
    { category: 'indirect', how: 'flatRate', reportedCents: 300_000, officeCutCents: 60_000, acceptedCents: 240_000 },
  ]);
});

test('consultancy: 30 % of the whole, itself included', () => {
  // 46,000 of other costs carry 19,714.28 of consultancy: a cent more would be 30.000000 % of less than it needs.
  const settled = settle(input({ lines: [line('personnel', 40_000), line('consultancy', 20_000)] }));
  expect(settled.categories.find((c) => c.category === 'consultancy')).toEqual({
    organisationId: 'a',
    category: 'consultancy',
    how: 'lines',
    reportedCents: 2_000_000,
    officeCutCents: 0,
    ruleCuts: [{ why: 'overCap', cents: 28_572, source: { ref: 'Alba Partners', status: 'sourced' } }],
    acceptedCents: 1_971_428,
  });
  expect(settled.acceptedCents).toBe(6_571_428);
  expect(cutByRules(settled)).toEqual([{ organisationId: 'a', category: 'consultancy', cents: 28_572, why: 'overCap' }]);
});

test('a cap looks at all reports so far: what an early report has room for, a later one may use', () => {
  const before = [{ organisationId: 'a', category: 'personnel' as const, cents: 7_000_000 }];
  expect(accepted(input({ before, lines: [line('consultancy', 30_000)] }))).toEqual({ consultancy: 30_000 });
  expect(accepted(input({ before, lines: [line('consultancy', 30_001)] }))).toEqual({ consultancy: 30_000 });
  expect(accepted(input({ lines: [line('consultancy', 100)] }))).toEqual({ consultancy: 0 });
});

test('what is cut above a cap is shared by the members in proportion', () => {
  const two = input({
    members: [
      { organisationId: 'a', eligibleCents: 20_000_000, aidCents: 20_000_000, aidBeforeCents: 0 },
      { organisationId: 'b', eligibleCents: 10_000_000, aidCents: 7_000_000, aidBeforeCents: 0 },
    ],
    budget: [...budget('a', { materials: 70_000, consultancy: 60_000 }), ...budget('b', { consultancy: 60_000 })],
    lines: [line('materials', 70_000), line('consultancy', 20_000), line('consultancy', 40_000, 0, 'b')],
  });
  expect(settle(two).members).toEqual([
    { organisationId: 'a', reportedCents: 9_000_000, acceptedCents: 8_000_000, aidCents: 8_000_000 },
    { organisationId: 'b', reportedCents: 4_000_000, acceptedCents: 2_000_000, aidCents: 1_400_000 },
  ]);
});

test('a category may pass its budget by what needs a notice only; the rest is cut', () => {
  // 10 % of 200,000 is 20,000.
  const over = settle(input({ lines: [line('materials', 50_000)] }));
  expect(over.categories[0]).toMatchObject({
    acceptedCents: 4_500_000,
    ruleCuts: [{ why: 'overBudget', cents: 500_000, source: call.delivery!.variations.source }],
  });
  expect(over.overruns).toEqual([{ organisationId: 'a', category: 'materials', cents: 2_000_000 }]);
  expect(accepted(input({ call: notice, lines: [line('materials', 50_000)] }))).toEqual({ materials: 25_000 });
  const before = [{ organisationId: 'a', category: 'materials' as const, cents: 4_000_000 }];
  expect(accepted(input({ before, lines: [line('equipment', 6_000)] }))).toEqual({ equipment: 5_000 });
});

test('the aid goes with the intensity of the member, to the cent in the end and never above the grant', () => {
  const member = { eligibleCents: 10_000_000, aidCents: 6_999_999 };
  expect([0, 1, 3, 10_000_000, 11_000_000].map((c) => aidOn(c, member))).toEqual([0, 0, 2, 6_999_999, 6_999_999]);
  expect(aidOn(5, { eligibleCents: 0, aidCents: 0 })).toBe(0);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3_000_000 }), { minLength: 1, maxLength: 6 }), (parts) => {
      let done = 0;
      let paid = 0;
      for (const part of parts) {
        done += part;
        paid += aidOn(done, member) - paid;
        expect(paid).toBe(aidOn(done, member));
        expect(paid <= member.aidCents).toBe(true);
      }
    }),
  );
});

const anyLine = fc.record({
  organisationId: fc.constantFrom('a', 'b'),
  category: fc.constantFrom<CostCategory>('personnel', 'materials', 'equipment', 'consultancy'),
  cents: fc.integer({ min: 1, max: 9_000_000 }),
  cut: fc.integer({ min: 0, max: 100 }),
});

test('whatever is reported: sums add up, caps and budgets hold, and a cap takes no cent more than it must', () => {
  const members = [
    { organisationId: 'a', eligibleCents: 20_000_000, aidCents: 20_000_000, aidBeforeCents: 0 },
    { organisationId: 'b', eligibleCents: 9_999_999, aidCents: 6_543_210, aidBeforeCents: 0 },
  ];
  const budgets = [
    ...budget('a', { personnel: 100_000, indirect: 15_000, materials: 25_000, consultancy: 60_000 }),
    ...budget('b', { personnel: 40_000, indirect: 6_000, equipment: 53_999 }),
  ];
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 12 }), (rows) => {
      const lines = rows.map((r, i) => ({ ...r, id: String(i), cutCents: Math.floor((r.cents * r.cut) / 100) }));
      const s = settle({ call, members, budget: budgets, before: [], lines });
      for (const c of s.categories) {
        expect(c.acceptedCents).toBe(c.reportedCents - c.officeCutCents - sum(c.ruleCuts.map((r) => r.cents)));
        expect(c.acceptedCents >= 0).toBe(true);
      }
      expect(s.acceptedCents).toBe(sum(s.categories.map((c) => c.acceptedCents)));
      // The letter accounts for every cent between what was reported and what was accepted.
      const byLine = sum(s.categories.filter((c) => c.how === 'lines').map((c) => c.officeCutCents));
      expect(s.reportedCents - s.acceptedCents).toBe(byLine + sum(cutByRules(s).map((c) => c.cents)));
      for (const m of members) {
        const own = s.members.find((x) => x.organisationId === m.organisationId)!;
        expect(own.aidCents <= m.aidCents && own.aidCents <= own.acceptedCents).toBe(true);
        expect(sum(s.overruns.filter((o) => o.organisationId === m.organisationId).map((o) => o.cents)) <= percentOf(m.eligibleCents, 10)).toBe(true);
        const personnel = s.categories.find((c) => c.organisationId === m.organisationId && c.category === 'personnel')?.acceptedCents ?? 0;
        const indirect = s.categories.find((c) => c.organisationId === m.organisationId && c.category === 'indirect')?.acceptedCents ?? 0;
        expect(indirect <= percentOf(personnel, 15)).toBe(true);
      }
      const consultancy = sum(s.categories.filter((c) => c.category === 'consultancy').map((c) => c.acceptedCents));
      expect(consultancy === 0 || atMostShare(consultancy, s.acceptedCents, 30)).toBe(true);
      const capped = sum(s.categories.flatMap((c) => c.ruleCuts.filter((r) => r.why === 'overCap').map((r) => r.cents)));
      if (capped > 0) expect(atMostShare(consultancy + 1, s.acceptedCents + 1, 30)).toBe(false);
    }),
    { numRuns: 500 },
  );
});
