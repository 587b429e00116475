import type { Finding, Source } from '#src/core/decision.ts';
import { atLeastShare, atMostShare, percentOf, sum, type Cents, type Percent } from '#src/core/money.ts';
import { romeDate, type CalendarDate } from '#src/core/time.ts';
import type { SizeClass } from '#src/partnership/organisations/states.ts';
import type { MemberFacts, ProposalFacts } from '../facts.ts';
import type { Call } from '../schema.ts';
import type { ResearchType } from '../vocabulary.ts';
import { currentDeadline } from './calendar.ts';
import { costOf, eligibleCosts, type EligibleCosts } from './eligibleCosts.ts';
import { isEnterprise, isResearchBody, isSme, rulesNamed } from './groups.ts';
import { met, percentUp, shareOver, shareUnder, unmet } from './outcomes.ts';

/** The column of the intensity table that a member is in. */
export type AidClass = SizeClass | 'researchBody';

/** `intensityPercent` = base + the bonus as far as the cap lets it count. */
export type AidLine = {
  memberId: string;
  researchType: ResearchType;
  aidClass: AidClass;
  eligibleCents: Cents;
  basePercent: Percent;
  bonusPercent: Percent;
  intensityPercent: Percent;
  aidCents: Cents;
};

export type Aid = {
  lines: AidLine[];
  members: { memberId: string; eligibleCents: Cents; aidCents: Cents; ownCents: Cents }[];
  eligibleCents: Cents;
  aidCents: Cents;
  /** What the proposal pays itself. */
  ownCents: Cents;
  /** Null where the call has no bonus. `conditions` says of each what earns it or what is missing; one met is enough. */
  bonus: { earned: boolean; conditions: Finding[] } | null;
  table: { from: CalendarDate; until: CalendarDate | null; source: Source };
};

type Bonus = NonNullable<Call['aid']['bonus']>;

/**
 * The aid that a proposal may get: for each member and research type, the intensity that is in force on the day the aid is granted
 * (unless given, the day of the deadline), the bonus if one of its conditions is met, never past the cap. Each line is rounded down
 * to the cent and the totals are sums of lines.
 *
 * An enterprise whose size is not known, and any body that is neither enterprise nor research body, counts as large: the least aid.
 */
export function aid(call: Call, facts: ProposalFacts, grantedOn?: CalendarDate, costs: EligibleCosts = eligibleCosts(call, facts)): Aid {
  const table = tableOn(call, grantedOn ?? romeDate(currentDeadline(call)));
  const conditions = call.aid.bonus?.anyOf.map((c) => checkCondition(c, call, facts, costs));
  const earned = conditions?.some((c) => c.met) ?? false;
  const lines = costs.members.flatMap(({ memberId, byType }) => {
    const aidClass = aidClassOf(facts.members.find((m) => m.id === memberId)!);
    return byType.map(({ researchType, cents }): AidLine => {
      const basePercent = table.percent[researchType]?.[aidClass] ?? 0;
      const intensityPercent = earned ? withBonus(call.aid.bonus!, researchType, aidClass, basePercent) : basePercent;
      const bonusPercent = Math.round((intensityPercent - basePercent) * 100) / 100;
      return {
        memberId,
        researchType,
        aidClass,
        eligibleCents: cents,
        basePercent,
        bonusPercent,
        intensityPercent,
        aidCents: percentOf(cents, intensityPercent),
      };
    });
  });
  const members = costs.members.map(({ memberId, cents }) => {
    const aidCents = sum(lines.filter((l) => l.memberId === memberId).map((l) => l.aidCents));
    return { memberId, eligibleCents: cents, aidCents, ownCents: cents - aidCents };
  });
  const aidCents = sum(members.map((m) => m.aidCents));
  return {
    lines,
    members,
    eligibleCents: costs.totalCents,
    aidCents,
    ownCents: costs.totalCents - aidCents,
    bonus: conditions ? { earned, conditions } : null,
    table: { from: table.from, until: table.until, source: table.source },
  };
}

export const aidClassOf = (member: MemberFacts): AidClass =>
  isEnterprise(member) ? (member.size ?? 'large') : isResearchBody(member) ? 'researchBody' : 'large';

/** The intensities in force on a day. The tables of a call follow each other without a gap; a day before the first is a mistake. */
export function tableOn(call: Call, on: CalendarDate): Call['aid']['tables'][number] {
  const table = call.aid.tables.find((t) => t.from <= on && (t.until === null || on <= t.until));
  if (!table) throw new RangeError(`${call.id} has no aid intensities for ${on}`);
  return table;
}

/** The cap stops the bonus; it never takes away from an intensity that is above it by itself. */
function withBonus(bonus: Bonus, researchType: ResearchType, aidClass: AidClass, base: Percent): Percent {
  if (!bonus.appliesTo.includes(researchType)) return base;
  const raised = Math.round((base + bonus.percent[aidClass]) * 100) / 100;
  return Math.max(base, Math.min(raised, bonus.cap));
}

function checkCondition(condition: Bonus['anyOf'][number], call: Call, facts: ProposalFacts, costs: EligibleCosts): Finding {
  if (condition.condition === 'collaborationWithSme') return collaboration(condition, facts, costs);
  if (condition.condition === 'researchBodies') return withResearchBodies(condition, call, facts, costs);
  return facts.wideDissemination ? met(condition, 'aid.wideDissemination.met', {}) : unmet(condition, 'aid.wideDissemination.notDeclared', {});
}

type Condition<N extends Bonus['anyOf'][number]['condition']> = Extract<Bonus['anyOf'][number], { condition: N }>;

/** Several enterprises work together, one of them an SME, and none bears more than its limit of the eligible cost. */
function collaboration(condition: Condition<'collaborationWithSme'>, facts: ProposalFacts, costs: EligibleCosts): Finding {
  const limitPercent = condition.maxShareOfOne;
  const enterprises = facts.members.filter(isEnterprise);
  const total = costs.totalCents;
  if (enterprises.length < 2) return unmet(condition, 'aid.collaborationWithSme.oneEnterprise', { limitPercent, enterprises: enterprises.length }, 'members');
  if (!enterprises.some(isSme)) return unmet(condition, 'aid.collaborationWithSme.noSme', { limitPercent }, 'members');
  if (total === 0) return unmet(condition, 'aid.collaborationWithSme.noCosts', { limitPercent }, 'budget');
  const over = enterprises.find((m) => !atMostShare(costOf(costs, m.id), total, limitPercent));
  if (!over) return met(condition, 'aid.collaborationWithSme.met', { limitPercent });
  const part = costOf(costs, over.id);
  const figures = { who: over.name, sharePercent: shareOver(part, total), limitPercent, moveCents: part - percentOf(total, limitPercent) };
  return unmet(condition, 'aid.collaborationWithSme.over', figures, `budget.${over.id}`);
}

/** Research bodies work with an enterprise, bear at least their share of the eligible cost and may publish what they find. */
function withResearchBodies(condition: Condition<'researchBodies'>, call: Call, facts: ProposalFacts, costs: EligibleCosts): Finding {
  const minPercent = condition.minShare;
  const bodies = facts.members.filter(isResearchBody);
  const total = costs.totalCents;
  if (bodies.length === 0) return unmet(condition, 'aid.researchBodies.none', { minPercent }, 'members');
  if (!facts.members.some(isEnterprise)) return unmet(condition, 'aid.researchBodies.noEnterprise', { minPercent }, 'members');
  if (total === 0) return unmet(condition, 'aid.researchBodies.noCosts', { minPercent }, 'budget');
  const part = sum(bodies.map((m) => costOf(costs, m.id)));
  if (!atLeastShare(part, total, minPercent)) {
    const maxPercent = rulesNamed(call, 'maxShare').find((r) => r.of === 'researchBodies')?.percent ?? null;
    return unmet(
      condition,
      'aid.researchBodies.below',
      { sharePercent: shareUnder(part, total), minPercent, maxPercent, moveCents: percentUp(total, minPercent) - part },
      'budget',
    );
  }
  const figures = { sharePercent: shareUnder(part, total), minPercent };
  return facts.mayPublishResults ? met(condition, 'aid.researchBodies.met', figures) : unmet(condition, 'aid.researchBodies.mayNotPublish', figures);
}
