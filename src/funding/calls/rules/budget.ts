import type { Finding } from '#src/core/decision.ts';
import { atMostShare, percentOf, sum } from '#src/core/money.ts';
import type { ProposalFacts } from '../facts.ts';
import type { Call, RuleOf } from '../schema.ts';
import { costCategories, researchTypes } from '../vocabulary.ts';
import { aid } from './aid.ts';
import { costOfCategory, eligibleCosts, mostBeside, type CostCut } from './eligibleCosts.ts';
import { met, shareOver, shareUnder, unmet } from './outcomes.ts';

/** Rules on what a proposal costs. Costs that do not count are named, never silently dropped. */
export function projectCost(rule: RuleOf<'projectCost'>, facts: ProposalFacts, call: Call, costs = eligibleCosts(call, facts)): Finding[] {
  const { minCents, maxCents } = rule;
  const { totalCents } = costs;
  const figures = { totalCents, minCents, maxCents };
  if (totalCents === 0) return [unmet(rule, 'rule.projectCost.empty', figures, 'budget')];
  if (totalCents < minCents) return [unmet(rule, 'rule.projectCost.below', { ...figures, missingCents: minCents - totalCents }, 'budget')];
  if (totalCents > maxCents) return [unmet(rule, 'rule.projectCost.above', { ...figures, overCents: totalCents - maxCents }, 'budget')];
  return [met(rule, 'rule.projectCost.met', figures)];
}

export function maxGrant(rule: RuleOf<'maxGrant'>, facts: ProposalFacts, call: Call, costs = eligibleCosts(call, facts)): Finding[] {
  const { aidCents: grantCents, eligibleCents } = aid(call, facts, undefined, costs);
  const maxCents = rule.cents;
  if (eligibleCents === 0) return [unmet(rule, 'rule.maxGrant.noCosts', { maxCents }, 'budget')];
  if (grantCents > maxCents) return [unmet(rule, 'rule.maxGrant.over', { grantCents, maxCents, overCents: grantCents - maxCents }, 'budget')];
  return [met(rule, 'rule.maxGrant.met', { grantCents, maxCents })];
}

export function admittedTypes(rule: RuleOf<'researchTypes'>, facts: ProposalFacts, call: Call, costs = eligibleCosts(call, facts)): Finding[] {
  const { among } = rule;
  const { lines, cuts } = costs;
  const wrong = perMember(
    facts,
    cuts.filter((c) => c.why === 'researchType'),
    researchTypes,
    (c) => c.researchType,
  ).map(({ id, who, key, cents }) => unmet(rule, 'rule.researchTypes.notAdmitted', { who, type: key, cents, among }, `budget.${id}`));
  if (wrong.length > 0) return wrong;
  const types = researchTypes.filter((t) => lines.some((l) => l.researchType === t));
  return [types.length > 0 ? met(rule, 'rule.researchTypes.met', { types }) : unmet(rule, 'rule.researchTypes.noCosts', { among }, 'budget')];
}

export function admittedCategories(rule: RuleOf<'categories'>, facts: ProposalFacts, call: Call, costs = eligibleCosts(call, facts)): Finding[] {
  const { among } = rule;
  const { lines, cuts } = costs;
  const wrong = perMember(
    facts,
    cuts.filter((c) => c.why === 'category'),
    costCategories,
    (c) => c.category,
  ).map(({ id, who, key, cents }) => unmet(rule, 'rule.categories.notAdmitted', { who, category: key, cents }, `budget.${id}`));
  if (wrong.length > 0) return wrong;
  return [lines.length > 0 ? met(rule, 'rule.categories.met', { among }) : unmet(rule, 'rule.categories.noCosts', { among }, 'budget')];
}

/** `moveCents` to other categories keeps the total; `removeCents` taken away lowers the total too, so it is more. */
export function categoryCap(rule: RuleOf<'categoryCap'>, facts: ProposalFacts, call: Call, costs = eligibleCosts(call, facts)): Finding[] {
  const { category, percent } = rule;
  const total = costs.totalCents;
  if (total === 0) return [unmet(rule, 'rule.categoryCap.noCosts', { category, percent }, 'budget')];
  const part = costOfCategory(costs, category);
  if (atMostShare(part, total, percent))
    return [met(rule, 'rule.categoryCap.met', { category, percent, partCents: part, sharePercent: shareUnder(part, total) })];
  const change = { moveCents: part - percentOf(total, percent), removeCents: part - mostBeside(total - part, percent) };
  return [
    unmet(rule, 'rule.categoryCap.over', { category, percent, partCents: part, totalCents: total, sharePercent: shareOver(part, total), ...change }, 'budget'),
  ];
}

export function flatRate(rule: RuleOf<'flatRate'>, facts: ProposalFacts, call: Call, costs = eligibleCosts(call, facts)): Finding[] {
  const { category, of, percent } = rule;
  const typed = perMember(
    facts,
    costs.cuts.filter((c) => c.why === 'flatRate' && c.category === category),
    [category],
    (c) => c.category,
  ).map(({ id, who, cents }) => unmet(rule, 'rule.flatRate.typed', { category, of, percent, who, cents }, `budget.${id}`));
  if (typed.length > 0) return typed;
  return [met(rule, 'rule.flatRate.met', { category, of, percent, baseCents: costOfCategory(costs, of), cents: costOfCategory(costs, category) })];
}

/** The costs that were cut, added up per member and key, in the order of both. */
function perMember<K extends string>(facts: ProposalFacts, cuts: readonly CostCut[], keys: readonly K[], keyOf: (cut: CostCut) => string) {
  return facts.members.flatMap(({ id, name: who }) =>
    keys.flatMap((key) => {
      const cents = sum(cuts.filter((c) => c.memberId === id && keyOf(c) === key).map((c) => c.cents));
      return cents === 0 ? [] : [{ id, who, key, cents }];
    }),
  );
}
