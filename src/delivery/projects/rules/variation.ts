import type { Finding, Reason, Source } from '#src/core/decision.ts';
import { reason } from '#src/core/decision.ts';
import { floorFigures, takesFurther, type FloorAfter } from '#src/core/floors.ts';
import { percentOf, shareOf, split, sum, type Cents, type Percent } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import type { MemberFacts, ProposalFacts } from '#src/funding/calls/facts.ts';
import { hardReserve } from '#src/funding/calls/rules/reserve.ts';
import { aid } from '#src/funding/calls/rules/aid.ts';
import { checkRule } from '#src/funding/calls/rules/findings.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { CostCategory, ResearchType, RuleName } from '#src/funding/calls/vocabulary.ts';
import { cellsOf, lastDay, type BudgetCell, type Plan } from './plan.ts';

/** What of a proposal a plan does not say: it stays as it was handed in. */
export type Standing = Pick<ProposalFacts, 'mainSpoke' | 'spokes' | 'sector' | 'wideDissemination' | 'mayPublishResults'>;

/** Rules of the call that go on holding for as long as a project lasts. */
const lasting: readonly RuleName[] = [
  'applicantForm',
  'leadKind',
  'memberKind',
  'sizeAmong',
  'members',
  'mustInclude',
  'researchTypes',
  'duration',
  'placeOfImplementation',
  'projectCost',
  'maxShare',
  'minShare',
  'categories',
  'categoryCap',
  'flatRate',
  'maxGrant',
];

/** The plan as the rules of the call look at it. Flat rates are computed, so that their cells are left out. */
export function factsOf(call: Call, plan: Plan, standing: Standing): ProposalFacts {
  const flat = new Set(call.rules.flatMap((r) => (r.rule === 'flatRate' ? [r.category as string] : [])));
  const members = plan.members.map(({ eligibleCents: _e, aidCents: _a, ...m }): MemberFacts => ({
    ...m,
    otherProposals: { asLead: 0, asMember: 0 },
    costs: plan.budget
      .filter((b) => b.organisation === m.id && !flat.has(b.category))
      .map((b) => ({ category: b.category as CostCategory, researchType: b.researchType as ResearchType, cents: b.cents })),
  }));
  return { ...standing, members, durationMonths: plan.durationMonths, startsOn: plan.startsOn };
}

const findings = (call: Call, facts: ProposalFacts): Finding[] => call.rules.filter((r) => lasting.includes(r.rule)).flatMap((r) => checkRule(r, facts, call));

/** The plan with its flat rates and its aid computed anew: a member's aid falls with its cost, and the whole never passes the grant. */
export function recomputed(call: Call, plan: Plan, standing: Standing, grantCents: Cents): Plan {
  const facts = factsOf(call, plan, standing);
  const budget = cellsOf(call, facts);
  const aids = aid(call, facts).members;
  const whole = sum(aids.map((a) => a.aidCents));
  const shares =
    whole > grantCents
      ? split(
          grantCents,
          aids.map((a) => a.aidCents),
        )
      : aids.map((a) => a.aidCents);
  return {
    ...plan,
    budget,
    members: plan.members.map((m) => {
      const i = aids.findIndex((a) => a.memberId === m.id);
      const eligibleCents = sum(budget.filter((b) => b.organisation === m.id).map((b) => b.cents));
      return { ...m, eligibleCents, aidCents: Math.min(shares[i] ?? 0, eligibleCents) };
    }),
  };
}

const key = (b: BudgetCell): string => `${b.organisation} ${b.category} ${b.researchType}`;
export const totalOf = (plan: Plan): Cents => sum(plan.budget.map((b) => b.cents));

/** What was moved between categories, research types or members: the sum of all that grew, or of all that shrank, whichever is more. */
export function movedCents(before: Plan, after: Plan): Cents {
  const cells = new Set([...before.budget, ...after.budget].map(key));
  const at = (plan: Plan, k: string): Cents => sum(plan.budget.filter((b) => key(b) === k).map((b) => b.cents));
  const changes = [...cells].map((k) => at(after, k) - at(before, k));
  return Math.max(sum(changes.filter((c) => c > 0)), -sum(changes.filter((c) => c < 0)));
}

export type Judged = {
  needs: 'notice' | 'request';
  /** Why a notice is not enough. */
  because: readonly ('moved' | 'partner' | 'extension')[];
  movedCents: Cents;
  movedPercent: Percent;
  /** Why it cannot be done at all, each with the rule's source. */
  refusals: readonly Reason[];
  source: Source;
};

/**
 * A change of a plan, looked at: is a notice enough (up to `noticePercent` of the eligible cost moved, no partner changed, not prolonged), and does
 * every lasting rule of the call still hold? What was not met before either refuses nothing.
 */
export function judge(call: Call, before: Plan, after: Plan, standing: Standing): Judged {
  const terms = call.delivery!.variations;
  const total = totalOf(before);
  const moved = movedCents(before, after);
  const partner =
    before.members
      .map((m) => m.id)
      .sort()
      .join() !==
    after.members
      .map((m) => m.id)
      .sort()
      .join();
  const because = [
    ...(moved > percentOf(total, terms.noticePercent) ? (['moved'] as const) : []),
    ...(partner ? (['partner'] as const) : []),
    ...(after.durationMonths !== before.durationMonths ? (['extension'] as const) : []),
  ];
  const unmet = (plan: Plan) => findings(call, factsOf(call, plan, standing)).filter((f) => !f.met);
  const known = new Set(unmet(before).map((f) => `${f.code} ${f.at}`));
  const refusals: Reason[] = unmet(after).filter((f) => !known.has(`${f.code} ${f.at}`));
  if (totalOf(after) > total) refusals.push(reason('project.costGrows', { before: total, after: totalOf(after) }, { source: call.contract.source }));
  return {
    needs: because.length > 0 ? 'request' : 'notice',
    because,
    movedCents: moved,
    movedPercent: shareOf(moved, total),
    refusals: [...refusals, ...workReasons(after)],
    source: terms.source,
  };
}

/**
 * Nobody's grant falls below what was accepted of it, and who leaves has no advance that cost has not absorbed yet: `spent` is the ledger's. What is
 * left over can be moved to who stays.
 */
export function spentReasons(before: Plan, after: Plan, spent: (id: string, kind: 'accepted' | 'advance') => Cents): Reason[] {
  return before.members.flatMap(({ id, name }): Reason[] => {
    const aidCents = after.members.find((m) => m.id === id)?.aidCents ?? 0;
    const [acceptedCents, advanceCents] = [spent(id, 'accepted'), spent(id, 'advance')];
    if (aidCents < acceptedCents) return [reason('project.belowAccepted', { name, acceptedCents, aidCents })];
    return aidCents < acceptedCents + advanceCents ? [reason('project.advanceOpen', { name, acceptedCents, advanceCents, aidCents })] : [];
  });
}

/** A call with a hard reserve lets no variation take money out of the South while the floor is not met with it. Any other call warns. */
export function reserveReasons(call: Call, on: CalendarDate, south: FloorAfter): Reason[] {
  const reserve = hardReserve(call, on);
  return reserve && takesFurther(south) ? [reason('project.reserveBroken', floorFigures(south), { source: reserve.source })] : [];
}

/** Work lies within the project. */
export function workReasons(plan: Plan): Reason[] {
  const last = plan.durationMonths;
  return [
    ...plan.workPackages.filter((w) => w.until > last || w.from > w.until).map((w) => reason('project.workOutside', { title: w.title, months: last })),
    ...[...plan.deliverables, ...plan.milestones].filter((d) => d.month > last).map((d) => reason('project.dueOutside', { title: d.title, months: last })),
  ];
}

/** A member leaves and another takes its place and its budget; who is in the project already takes on what is added. */
export function replaced(plan: Plan, leaving: string, joining: Plan['members'][number]): Plan {
  const there = plan.members.some((m) => m.id === joining.id);
  const left = plan.members.find((m) => m.id === leaving)!;
  const budget = new Map<string, BudgetCell>();
  for (const cell of plan.budget) {
    const moved = cell.organisation === leaving ? { ...cell, organisation: joining.id } : cell;
    const known = budget.get(key(moved));
    budget.set(key(moved), known ? { ...known, cents: known.cents + moved.cents } : moved);
  }
  return {
    ...plan,
    members: there
      ? plan.members.filter((m) => m.id !== leaving)
      : plan.members.map((m) => (m.id === leaving ? { ...joining, role: left.role, staff: left.staff } : m)),
    budget: [...budget.values()],
    workPackages: plan.workPackages.map((w) => (w.leader === leaving ? { ...w, leader: joining.id } : w)),
  };
}

export const endOf = (plan: Plan) => lastDay(plan.startsOn, plan.durationMonths);
