import type { Finding } from '#src/core/decision.ts';
import { atLeastShare, atMostShare, percentOf, sum, type Percent } from '#src/core/money.ts';
import type { MemberFacts, ProposalFacts } from '../facts.ts';
import type { Call, RuleOf } from '../schema.ts';
import type { ShareGroup } from '../vocabulary.ts';
import { costOf, eligibleCosts, type EligibleCosts } from './eligibleCosts.ts';
import { belongsTo, countedOneByOne, isEnterprise, isResearchBody, limitApplies, rulesNamed } from './groups.ts';
import { met, percentUp, shareOver, shareUnder, unmet } from './outcomes.ts';

/** Limits on who bears how much of the eligible cost, compared in whole cents: 70.00001 % is more than 70 %. */
export function maxShare(rule: RuleOf<'maxShare'>, facts: ProposalFacts, call: Call, costs = eligibleCosts(call, facts)): Finding[] {
  const { of, percent, applies } = rule;
  const share = { of, percent };
  if (facts.members.length === 0) return [unmet(rule, 'rule.maxShare.noCosts', share, 'budget')];
  if (!limitApplies(applies, facts)) return [met(rule, 'rule.maxShare.notApplicable', { ...share, applies })];
  const never = impossible(rule, facts, call);
  const { total, parts } = sharesOf(of, facts, costs);
  if (total === 0) return [...never, unmet(rule, 'rule.maxShare.noCosts', share, 'budget')];
  const over = parts
    .filter((p) => !atMostShare(p.cents, total, percent))
    .map((p) =>
      unmet(
        rule,
        p.member ? 'rule.maxShare.over' : 'rule.maxShare.groupOver',
        {
          ...share,
          who: p.member?.name ?? '',
          partCents: p.cents,
          totalCents: total,
          sharePercent: shareOver(p.cents, total),
          moveCents: p.cents - percentOf(total, percent),
        },
        p.member ? `budget.${p.member.id}` : 'budget',
      ),
    );
  const highestPercent = Math.max(0, ...parts.map((p) => shareUnder(p.cents, total)));
  return [...never, ...(over.length > 0 ? over : [met(rule, 'rule.maxShare.met', { ...share, highestPercent })])];
}

export function minShare(rule: RuleOf<'minShare'>, facts: ProposalFacts, call: Call, costs = eligibleCosts(call, facts)): Finding[] {
  const { of, percent, applies } = rule;
  const share = { of, percent };
  if (facts.members.length === 0) return [unmet(rule, 'rule.minShare.noCosts', share, 'budget')];
  if (!limitApplies(applies, facts)) return [met(rule, 'rule.minShare.notApplicable', { ...share, applies })];
  const { total, parts } = sharesOf(of, facts, costs);
  if (total === 0) return [unmet(rule, 'rule.minShare.noCosts', share, 'budget')];
  const under = parts
    .filter((p) => !atLeastShare(p.cents, total, percent))
    .map((p) =>
      unmet(
        rule,
        p.member ? 'rule.minShare.under' : 'rule.minShare.groupUnder',
        {
          ...share,
          who: p.member?.name ?? '',
          partCents: p.cents,
          totalCents: total,
          sharePercent: shareUnder(p.cents, total),
          moveCents: percentUp(total, percent) - p.cents,
        },
        p.member ? `budget.${p.member.id}` : 'budget',
      ),
    );
  const lowestPercent = Math.min(100, ...parts.map((p) => shareUnder(p.cents, total)));
  return under.length > 0 ? under : [met(rule, 'rule.minShare.met', { ...share, lowestPercent })];
}

/** Each member of the group by itself, or the group as one. */
function sharesOf(of: ShareGroup, facts: ProposalFacts, costs: EligibleCosts): { total: number; parts: { member: MemberFacts | null; cents: number }[] } {
  const single = facts.members.filter(belongsTo[of]).map((member) => ({ member, cents: costOf(costs, member.id) }));
  return { total: costs.totalCents, parts: countedOneByOne(of) ? single : [{ member: null, cents: sum(single.map((p) => p.cents)) }] };
}

/**
 * Some groups of applicants can never meet all limits together, whatever their budget: with 70 % for each partner and 20 % for the
 * research bodies, one enterprise and one research body reach 90 % at most. Said once, at the first limit that applies, before a figure is typed.
 */
function impossible(rule: RuleOf<'maxShare'>, facts: ProposalFacts, call: Call): Finding[] {
  const limits = rulesNamed(call, 'maxShare').filter((r) => limitApplies(r.applies, facts));
  if (limits[0]?.id !== rule.id) return [];
  const reachPercent = mostTogether(facts.members, limits);
  if (reachPercent >= 100) return [];
  const figures = { reachPercent, enterprises: facts.members.filter(isEnterprise).length, researchBodies: facts.members.filter(isResearchBody).length };
  return [unmet(rule, 'rule.maxShare.impossible', figures, 'members')];
}

/** The most of the cost that these members may bear together. The South cuts across all groups and is left out: it can only lower this. */
function mostTogether(all: readonly MemberFacts[], limits: readonly RuleOf<'maxShare'>[]): Percent {
  const limit = (of: ShareGroup): Percent => Math.min(100, ...limits.filter((l) => l.of === of).map((l) => l.percent));
  const ofOne = (m: MemberFacts) => Math.min(limit('eachMember'), isEnterprise(m) ? limit('eachEnterprise') : 100);
  const ofAll = (some: readonly MemberFacts[]) => some.reduce((total, m) => total + ofOne(m), 0);
  const [large, otherEnterprises] = [all.filter(belongsTo.largeEnterprises), all.filter((m) => isEnterprise(m) && !belongsTo.largeEnterprises(m))];
  const enterprises = Math.min(limit('enterprises'), Math.min(limit('largeEnterprises'), ofAll(large)) + ofAll(otherEnterprises));
  const researchBodies = Math.min(limit('researchBodies'), ofAll(all.filter(isResearchBody)));
  return enterprises + researchBodies + ofAll(all.filter((m) => !isEnterprise(m) && !isResearchBody(m)));
}
