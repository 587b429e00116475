import type { Source } from '#src/core/decision.ts';
import { atMostShare, percentOf, split, sum, type Cents, type Percent } from '#src/core/money.ts';
import type { ProposalFacts } from '../facts.ts';
import type { Call } from '../schema.ts';
import { costCategories, researchTypes, type CostCategory, type ResearchType } from '../vocabulary.ts';
import { rulesNamed } from './groups.ts';

/** One cell of the eligible budget. `how`: as declared, or computed as a flat rate of another category. */
export type EligibleLine = {
  memberId: string;
  category: CostCategory;
  researchType: ResearchType;
  how: 'declared' | 'flatRate';
  declaredCents: Cents;
  eligibleCents: Cents;
};

/**
 * A declared cost that does not count, and why: its category or its research type is not admitted, it stands in a category that the
 * call computes itself (`flatRate`), or it passes a cap (`cap`, only where caps are applied).
 */
export type CostCut = {
  memberId: string;
  category: CostCategory;
  researchType: ResearchType;
  cents: Cents;
  why: 'category' | 'researchType' | 'flatRate' | 'cap';
  source: Source;
};

export type MemberCosts = { memberId: string; cents: Cents; byType: { researchType: ResearchType; cents: Cents }[] };

export type EligibleCosts = { lines: EligibleLine[]; members: MemberCosts[]; totalCents: Cents; cuts: CostCut[] };

/**
 * The eligible cost of a proposal, per member, category and research type.
 *
 * Flat rates are computed, never typed: 15 % of the personnel of each member and research type, rounded down to the cent.
 * Caps are shares of the *whole* eligible cost, the capped category included: consultancy / total ≤ 30 %. While a proposal is being
 * written they cut nothing (a finding says by how much they are passed); with `caps: 'cut'` the capped category is reduced, in
 * proportion over its cells, to the largest amount that keeps the cap.
 */
export function eligibleCosts(call: Call, facts: ProposalFacts, caps: 'keep' | 'cut' = 'keep'): EligibleCosts {
  const { lines, cuts } = declaredLines(call, facts);
  lines.push(...flatRateLines(call, lines));
  if (caps === 'cut') cuts.push(...cutToCaps(call, lines));
  const inOrder = lines.sort((a, b) => place(facts, a) - place(facts, b));
  const members = facts.members.map((m) => memberCosts(m.id, inOrder));
  return { lines: inOrder, members, totalCents: sum(members.map((m) => m.cents)), cuts };
}

/** The eligible cost of one member, 0 for a stranger. */
export const costOf = (costs: EligibleCosts, memberId: string): Cents => costs.members.find((m) => m.memberId === memberId)?.cents ?? 0;

export const costOfCategory = (costs: EligibleCosts, category: CostCategory): Cents =>
  sum(costs.lines.filter((l) => l.category === category).map((l) => l.eligibleCents));

/** The most that a category may weigh beside `rest`, so that it is at most `percent` of both together. */
export function mostBeside(rest: Cents, percent: Percent): Cents {
  if (percent >= 100) return Number.MAX_SAFE_INTEGER;
  const hundredths = BigInt(Math.round(percent * 100));
  return Number((BigInt(rest) * hundredths) / (10_000n - hundredths));
}

function declaredLines(call: Call, facts: ProposalFacts): { lines: EligibleLine[]; cuts: CostCut[] } {
  const categories = rulesNamed(call, 'categories');
  const types = rulesNamed(call, 'researchTypes');
  const flatRates = rulesNamed(call, 'flatRate');
  const lines: EligibleLine[] = [];
  const cuts: CostCut[] = [];
  for (const member of facts.members) {
    for (const { category, researchType, cents } of member.costs) {
      if (cents === 0) continue;
      const cell = { memberId: member.id, category, researchType };
      const refuse = (why: CostCut['why'], { source }: { source: Source }) => cuts.push({ ...cell, cents, why, source });
      const flat = flatRates.find((r) => r.category === category);
      const noCategory = categories.find((r) => !r.among.includes(category));
      const noType = types.find((r) => !r.among.includes(researchType));
      if (flat) refuse('flatRate', flat);
      else if (noCategory) refuse('category', noCategory);
      else if (noType) refuse('researchType', noType);
      else {
        const same = lines.find((l) => l.memberId === member.id && l.category === category && l.researchType === researchType);
        if (same) same.eligibleCents = same.declaredCents = sum([same.declaredCents, cents]);
        else lines.push({ ...cell, how: 'declared', declaredCents: cents, eligibleCents: cents });
      }
    }
  }
  return { lines, cuts };
}

const flatRateLines = (call: Call, lines: readonly EligibleLine[]): EligibleLine[] =>
  rulesNamed(call, 'flatRate').flatMap((rule) =>
    lines
      .filter((l) => l.category === rule.of)
      .map((base) => ({
        memberId: base.memberId,
        category: rule.category,
        researchType: base.researchType,
        how: 'flatRate' as const,
        declaredCents: 0,
        eligibleCents: percentOf(base.eligibleCents, rule.percent),
      })),
  );

/** Lowers the capped categories until every cap holds: cutting one makes the total smaller, which may pass another. */
function cutToCaps(call: Call, lines: EligibleLine[]): CostCut[] {
  const caps = rulesNamed(call, 'categoryCap');
  const before = new Map(lines.map((l) => [l, l.eligibleCents]));
  const why = new Map<EligibleLine, Source>();
  for (let again = true; again;) {
    again = false;
    for (const cap of caps) {
      const capped = lines.filter((l) => l.category === cap.category && l.eligibleCents > 0);
      const part = sum(capped.map((l) => l.eligibleCents));
      const total = sum(lines.map((l) => l.eligibleCents));
      if (atMostShare(part, total, cap.percent)) continue;
      const kept = split(
        mostBeside(total - part, cap.percent),
        capped.map((l) => l.eligibleCents),
      );
      capped.forEach((l, i) => why.set(Object.assign(l, { eligibleCents: kept[i]! }), cap.source));
      again = true;
    }
  }
  return [...why]
    .map(([line, source]) => ({
      memberId: line.memberId,
      category: line.category,
      researchType: line.researchType,
      cents: before.get(line)! - line.eligibleCents,
      why: 'cap' as const,
      source,
    }))
    .filter((cut) => cut.cents > 0);
}

function memberCosts(memberId: string, lines: readonly EligibleLine[]): MemberCosts {
  const own = lines.filter((l) => l.memberId === memberId);
  const byType = researchTypes.flatMap((researchType) => {
    const cells = own.filter((l) => l.researchType === researchType);
    return cells.length === 0 ? [] : [{ researchType, cents: sum(cells.map((l) => l.eligibleCents)) }];
  });
  return { memberId, cents: sum(byType.map((t) => t.cents)), byType };
}

const place = (facts: ProposalFacts, line: EligibleLine): number =>
  (facts.members.findIndex((m) => m.id === line.memberId) * researchTypes.length + researchTypes.indexOf(line.researchType)) * costCategories.length +
  costCategories.indexOf(line.category);
