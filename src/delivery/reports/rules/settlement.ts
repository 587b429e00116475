import type { Source } from '#src/core/decision.ts';
import { atMostShare, percentOf, split, sum, type Cents } from '#src/core/money.ts';
import { mostBeside } from '#src/funding/calls/rules/eligibleCosts.ts';
import { rulesNamed } from '#src/funding/calls/rules/groups.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { costCategories, type CostCategory } from '#src/funding/calls/vocabulary.ts';
import type { RuleCut } from '../states.ts';

/** One line of a report with what the office took off it. */
export type FoundLine = { id: string; organisationId: string; category: CostCategory; cents: Cents; cutCents: Cents };

export type SettlementInput = {
  call: Call;
  members: readonly { organisationId: string; eligibleCents: Cents; aidCents: Cents; /** Aid on earlier accepted reports. */ aidBeforeCents: Cents }[];
  /** The approved budget of each member by category. */
  budget: readonly { organisationId: string; category: CostCategory; cents: Cents }[];
  /** What earlier reports of the project were accepted for. */
  before: readonly { organisationId: string; category: CostCategory; cents: Cents }[];
  lines: readonly FoundLine[];
};

export type SettledCategory = {
  organisationId: string;
  category: CostCategory;
  how: 'lines' | 'flatRate';
  reportedCents: Cents;
  /** What the office took off the lines; of a flat rate, what it lost with its base. */
  officeCutCents: Cents;
  /** What the rules took off, each with its source. */
  ruleCuts: { why: RuleCut; cents: Cents; source: Source }[];
  acceptedCents: Cents;
};

export type Settlement = {
  categories: SettledCategory[];
  members: { organisationId: string; reportedCents: Cents; acceptedCents: Cents; aidCents: Cents }[];
  /** Above the budget of a category, and within what needs a notice only. */
  overruns: { organisationId: string; category: CostCategory; cents: Cents }[];
  reportedCents: Cents;
  acceptedCents: Cents;
  aidCents: Cents;
};

/** What no line of a report was cut for: budgets and caps, and flat rates of what was cut. */
export const cutByRules = ({ categories }: Settlement): { organisationId: string; category: CostCategory; cents: Cents; why: RuleCut | 'lostWithBase' }[] =>
  categories.flatMap(({ organisationId, category, how, officeCutCents, ruleCuts }) => [
    ...(how === 'flatRate' && officeCutCents > 0 ? [{ organisationId, category, cents: officeCutCents, why: 'lostWithBase' as const }] : []),
    ...ruleCuts.map(({ why, cents }) => ({ organisationId, category, cents, why })),
  ]);

/**
 * What a report is worth, from its lines and what the office found of each. In this order, each step on what the one before left:
 *
 * 1. the lines, less what the office cut;
 * 2. the budget of each member: what passes the budget of a category counts while all that passes comes to no more than `variations.noticePercent` of
 *    the member's eligible cost, over all reports so far; the rest is cut;
 * 3. flat rates of the *accepted* base, each member by itself, rounded down to the cent, under the same budget;
 * 4. caps on a share of the whole accepted cost of the project so far, *the capped category included*: the largest amount that keeps the cap stays,
 *    and what is above is cut in proportion over the members;
 * 5. the aid: all that was accepted so far × granted aid ÷ eligible cost of the member, rounded down, less the aid on earlier reports. Never more than
 *    the granted aid; a project that is accepted in full gets it to the cent.
 */
export function settle(input: SettlementInput): Settlement {
  const { call, members, before } = input;
  const cells = fromLines(input);
  const allowance = new Map(members.map((m) => [m.organisationId, percentOf(m.eligibleCents, call.delivery!.variations.noticePercent)]));
  withinBudget(input, cells, allowance);
  const flat = flatRates(input, cells);
  withinBudget(input, flat, allowance, cells);
  cells.push(...flat);
  cutToCaps(call, cells, before);
  const categories = cells.toSorted(
    (a, b) =>
      members.findIndex((m) => m.organisationId === a.organisationId) - members.findIndex((m) => m.organisationId === b.organisationId) ||
      costCategories.indexOf(a.category) - costCategories.indexOf(b.category),
  );
  const settled = members.map((m) => {
    const own = categories.filter((c) => c.organisationId === m.organisationId);
    const acceptedCents = sum(own.map((c) => c.acceptedCents));
    const earlier = sum(before.filter((b) => b.organisationId === m.organisationId).map((b) => b.cents));
    return {
      organisationId: m.organisationId,
      reportedCents: sum(own.map((c) => c.reportedCents)),
      acceptedCents,
      // A share that was raised since does not pay earlier cost over again.
      aidCents: Math.min(acceptedCents, Math.max(0, aidOn(earlier + acceptedCents, m) - m.aidBeforeCents)),
    };
  });
  const overruns = categories.flatMap((c) => {
    const over = overOf(input, c, c.acceptedCents);
    return over > 0 ? [{ organisationId: c.organisationId, category: c.category, cents: over }] : [];
  });
  return {
    categories,
    members: settled,
    overruns,
    reportedCents: sum(settled.map((m) => m.reportedCents)),
    acceptedCents: sum(settled.map((m) => m.acceptedCents)),
    aidCents: sum(settled.map((m) => m.aidCents)),
  };
}

/** The aid on so much accepted cost of a member: at its intensity, the granted aid over its eligible cost; never more than was granted. */
export function aidOn(acceptedCents: Cents, { eligibleCents, aidCents }: { eligibleCents: Cents; aidCents: Cents }): Cents {
  if (eligibleCents === 0) return 0;
  return Math.min(aidCents, Number((BigInt(acceptedCents) * BigInt(aidCents)) / BigInt(eligibleCents)));
}

function fromLines({ lines }: SettlementInput): SettledCategory[] {
  const cells = new Map<string, SettledCategory>();
  for (const line of lines) {
    const key = `${line.organisationId} ${line.category}`;
    const cell = cells.get(key) ?? blank(line.organisationId, line.category, 'lines');
    cell.reportedCents += line.cents;
    cell.officeCutCents += line.cutCents;
    cell.acceptedCents += line.cents - line.cutCents;
    cells.set(key, cell);
  }
  return [...cells.values()].toSorted(byCategory);
}

const byCategory = (a: SettledCategory, b: SettledCategory) => costCategories.indexOf(a.category) - costCategories.indexOf(b.category);
const blank = (organisationId: string, category: CostCategory, how: SettledCategory['how']): SettledCategory => ({
  organisationId,
  category,
  how,
  reportedCents: 0,
  officeCutCents: 0,
  ruleCuts: [],
  acceptedCents: 0,
});

type Cell = { organisationId: string; category: CostCategory };
const of = (rows: readonly (Cell & { cents: Cents })[], cell: Cell): Cents =>
  sum(rows.filter((r) => r.organisationId === cell.organisationId && r.category === cell.category).map((r) => r.cents));

/** How far a category passes its budget with so much accepted now. */
const overOf = ({ budget, before }: SettlementInput, cell: Cell, now: Cents): Cents => Math.max(0, of(before, cell) + now - of(budget, cell));

function withinBudget(input: SettlementInput, cells: SettledCategory[], allowance: Map<string, Cents>, counted: readonly SettledCategory[] = []): void {
  const source = input.call.delivery!.variations.source;
  for (const member of input.members) {
    const own = cells.filter((c) => c.organisationId === member.organisationId);
    // Categories that this report says nothing of may have passed their budget in earlier ones.
    const silent = costCategories
      .map((category) => ({ organisationId: member.organisationId, category }))
      .filter((cell) => ![...own, ...counted].some((c) => c.organisationId === cell.organisationId && c.category === cell.category));
    const used =
      sum(silent.map((cell) => overOf(input, cell, 0))) +
      sum(counted.filter((c) => c.organisationId === member.organisationId).map((c) => overOf(input, c, c.acceptedCents)));
    let left = Math.max(0, allowance.get(member.organisationId)! - used);
    for (const cell of own) {
      const over = overOf(input, cell, cell.acceptedCents);
      const cut = Math.min(cell.acceptedCents, Math.max(0, over - left));
      left = Math.max(0, left - over);
      if (cut === 0) continue;
      cell.acceptedCents -= cut;
      cell.ruleCuts.push({ why: 'overBudget', cents: cut, source });
    }
  }
}

function flatRates({ call, members }: SettlementInput, cells: readonly SettledCategory[]): SettledCategory[] {
  return members.flatMap(({ organisationId }) =>
    rulesNamed(call, 'flatRate').flatMap((rule): SettledCategory[] => {
      const base = cells.filter((c) => c.organisationId === organisationId && c.category === rule.of);
      const reported = percentOf(sum(base.map((c) => c.reportedCents)), rule.percent);
      const accepted = percentOf(sum(base.map((c) => c.acceptedCents)), rule.percent);
      if (reported === 0) return [];
      const cell = blank(organisationId, rule.category, 'flatRate');
      return [{ ...cell, reportedCents: reported, officeCutCents: reported - accepted, acceptedCents: accepted }];
    }),
  );
}

/** Lowers capped categories until every cap holds over all reports so far: cutting one makes the whole smaller, which may pass another. */
function cutToCaps(call: Call, cells: SettledCategory[], before: SettlementInput['before']): void {
  const caps = rulesNamed(call, 'categoryCap');
  const earlier = (category?: CostCategory) => sum(before.filter((b) => category === undefined || b.category === category).map((b) => b.cents));
  for (let again = true; again;) {
    again = false;
    for (const cap of caps) {
      const capped = cells.filter((c) => c.category === cap.category && c.acceptedCents > 0);
      const now = sum(capped.map((c) => c.acceptedCents));
      const part = now + earlier(cap.category);
      const total = sum(cells.map((c) => c.acceptedCents)) + earlier();
      if (now === 0 || atMostShare(part, total, cap.percent)) continue;
      const most = Math.max(0, mostBeside(total - part, cap.percent) - earlier(cap.category));
      const kept = split(
        most,
        capped.map((c) => c.acceptedCents),
      );
      capped.forEach((cell, i) => {
        const cut = cell.acceptedCents - kept[i]!;
        if (cut === 0) return;
        cell.acceptedCents = kept[i]!;
        const known = cell.ruleCuts.find((c) => c.why === 'overCap');
        if (known) known.cents += cut;
        else cell.ruleCuts.push({ why: 'overCap', cents: cut, source: cap.source });
      });
      again = true;
    }
  }
}
