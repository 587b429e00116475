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
import { cellsOf, everOf, lastDay, type Plan, type PlanMember } from './plan.ts';

/** What of a proposal a plan does not say: it stays as it was handed in. */
export type Standing = Pick<ProposalFacts, 'mainSpoke' | 'spokes' | 'sector' | 'wideDissemination' | 'mayPublishResults'>;

/** Rules of the call that go on holding for as long as a project lasts. */
const lasting: readonly RuleName[] = [
  'applicantForm',
  'leadKind',
  'memberKind',
  'outsidePartnership',
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

/** Of these the whole project is looked at: what a partner that left keeps goes on counting. Any other rule looks at who is in it now. */
const ofWhole: readonly RuleName[] = ['researchTypes', 'projectCost', 'maxShare', 'minShare', 'categories', 'categoryCap', 'flatRate', 'maxGrant'];

/** Categories that are computed. */
export const flatOf = (call: Call): ReadonlySet<string> => new Set(call.rules.flatMap((r) => (r.rule === 'flatRate' ? [r.category as string] : [])));

/** The plan as the rules of the call look at it. Flat rates are computed, so that their cells are left out. */
export function factsOf(call: Call, plan: Plan, standing: Standing, of: readonly PlanMember[] = plan.members): ProposalFacts {
  const flat = flatOf(call);
  const members = of.map(({ eligibleCents: _e, aidCents: _a, ...m }): MemberFacts => ({
    ...m,
    otherProposals: { asLead: 0, asMember: 0 },
    costs: plan.budget
      .filter((b) => b.organisation === m.id && !flat.has(b.category))
      .map((b) => ({ category: b.category as CostCategory, researchType: b.researchType as ResearchType, cents: b.cents })),
  }));
  return { ...standing, members, durationMonths: plan.durationMonths, startsOn: plan.startsOn };
}

/** The most that a project of a call can last. Months; `endsBy`: a last day that no extension passes. */
export type Longest = {
  /** What a project may last to begin with. */
  maxMonths: number;
  /** What all its extensions together may add to that: 0 where the call foresees none. */
  extraMonths: number;
  endsBy: CalendarDate | null;
  /** Of the extension, or of the rule where there is none. */
  source: Source;
};

/** How long a running project of the call can become; null where no rule says how long one may last. */
export function longestOf(call: Call): Longest | null {
  const rules = call.rules.filter((r) => r.rule === 'duration');
  const shortest = rules.toSorted((a, b) => a.maxMonths - b.maxMonths)[0];
  if (!shortest) return null;
  const extension = call.delivery?.variations.extension;
  return {
    maxMonths: shortest.maxMonths,
    extraMonths: extension?.atMostMonths ?? 0,
    endsBy: rules.flatMap((r) => r.endsBy ?? []).toSorted()[0] ?? null,
    source: extension?.source ?? shortest.source,
  };
}

/** The call's rules as a running project is held to them: prolonged, it may last longer than a proposal; a last day that the call fixes stays. */
function findings(call: Call, plan: Plan, standing: Standing): Finding[] {
  const [now, whole] = [factsOf(call, plan, standing), factsOf(call, plan, standing, everOf(plan))];
  const extra = longestOf(call)?.extraMonths ?? 0;
  return call.rules
    .filter((r) => lasting.includes(r.rule))
    .map((r) => (r.rule === 'duration' ? { ...r, maxMonths: r.maxMonths + extra } : r))
    .flatMap((r) => checkRule(r, ofWhole.includes(r.rule) ? whole : now, call));
}

/** That a project would last too long, said with what the call lets it be prolonged by; any other finding as it is. */
function prolongedTooFar(call: Call, before: Plan, after: Plan, found: Finding): Reason {
  const { met: _met, ...why } = found;
  const longest = longestOf(call);
  if (why.code !== 'rule.duration.tooLong' || !longest || longest.extraMonths === 0) return why;
  const { maxMonths, extraMonths, source } = longest;
  const mostMonths = maxMonths + extraMonths;
  return reason(
    'project.prolongedTooFar',
    {
      months: after.durationMonths,
      maxMonths,
      extraMonths,
      mostMonths,
      nowMonths: before.durationMonths,
      leftMonths: Math.max(0, mostMonths - before.durationMonths),
    },
    { at: 'months', source },
  );
}

/** What somebody keeps of an aid when so much of its cost is left, at the same intensity, rounded down. */
const atSameShare = (cents: Cents, { eligibleCents, aidCents }: PlanMember): Cents =>
  cents === eligibleCents ? aidCents : eligibleCents === 0 ? 0 : Number((BigInt(cents) * BigInt(aidCents)) / BigInt(eligibleCents));

/**
 * The plan with its flat rates and its aid computed anew: a member's aid falls with its cost, and the whole never passes the grant. Who left keeps the
 * aid on what it keeps, at the intensity that it had.
 */
export function recomputed(call: Call, plan: Plan, standing: Standing, grantCents: Cents): Plan {
  const facts = factsOf(call, plan, standing);
  const budget = cellsOf(call, factsOf(call, plan, standing, everOf(plan)));
  const costOf = (id: string): Cents => sum(budget.filter((b) => b.organisation === id).map((b) => b.cents));
  const former = plan.former?.map((f) => ({ ...f, eligibleCents: costOf(f.id), aidCents: atSameShare(costOf(f.id), f) }));
  const left = grantCents - sum((former ?? []).map((f) => f.aidCents));
  const aids = aid(call, facts).members;
  const whole = sum(aids.map((a) => a.aidCents));
  const shares =
    whole > left
      ? split(
          left,
          aids.map((a) => a.aidCents),
        )
      : aids.map((a) => a.aidCents);
  return {
    ...plan,
    budget,
    ...(former && { former }),
    members: plan.members.map((m) => {
      const i = aids.findIndex((a) => a.memberId === m.id);
      const eligibleCents = costOf(m.id);
      return { ...m, eligibleCents, aidCents: Math.min(shares[i] ?? 0, eligibleCents) };
    }),
  };
}

const key = (b: Plan['budget'][number]): string => `${b.organisation} ${b.category} ${b.researchType}`;
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
 * every lasting rule of the call still hold? What was not met before either refuses nothing, except that what lasts too long does not grow longer.
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
  const unmet = (plan: Plan) => findings(call, plan, standing).filter((f) => !f.met);
  // Another set of partners is looked at as a new proposal is: nothing is forgiven because it was so before.
  const known = new Set(partner ? [] : unmet(before).map((f) => `${f.code} ${f.at}`));
  if (after.durationMonths > before.durationMonths) for (const k of known) if (k.startsWith('rule.duration.')) known.delete(k);
  const refusals: Reason[] = unmet(after)
    .filter((f) => !known.has(`${f.code} ${f.at}`))
    .map((f) => prolongedTooFar(call, before, after, f));
  // Flat rates are rounded down for each partner: put together, they may come to a cent more.
  const rounding = partner ? after.budget.filter((b) => flatOf(call).has(b.category)).length : 0;
  if (totalOf(after) > total + rounding) refusals.push(reason('project.costGrows', { before: total, after: totalOf(after) }, { source: call.contract.source }));
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
  return everOf(before).flatMap(({ id, name }): Reason[] => {
    const aidCents = everOf(after).find((m) => m.id === id)?.aidCents ?? 0;
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

export const endOf = (plan: Plan) => lastDay(plan.startsOn, plan.durationMonths);
