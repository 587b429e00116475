import { canonical, sha256 } from '#src/core/canonical.ts';
import { reason, type Finding, type Reason, type Source } from '#src/core/decision.ts';
import { sum, type Cents, type Percent } from '#src/core/money.ts';
import type { Words } from '#src/core/words.ts';
import type { MemberFacts, ProposalFacts } from '#src/funding/calls/facts.ts';
import { costOf, type EligibleCosts } from '#src/funding/calls/rules/eligibleCosts.ts';
import { checkRule } from '#src/funding/calls/rules/findings.ts';
import { belongsTo, countedOneByOne, limitApplies } from '#src/funding/calls/rules/groups.ts';
import type { Call, CallRule } from '#src/funding/calls/schema.ts';
import type { ShareGroup } from '#src/funding/calls/vocabulary.ts';
import type { Proposal } from '../proposal.ts';
import type { Confirmation, StaffLine } from '../snapshot.ts';

/** What a partner's legal representative puts their name to. Canonical text of this is kept and hashed. */
export type ToConfirm = {
  format: 'mics-confirmation/1';
  member: Pick<MemberFacts, 'id' | 'role' | 'kind' | 'ownership' | 'size' | 'region'>;
  staff: readonly StaffLine[];
  costs: MemberFacts['costs'];
  declarations: readonly { id: string; text: Words }[];
  mandate: Words | null;
};

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The version of the call is kept beside it, not in it: a longer deadline or more money makes a new version and takes nothing from what a
 * partner said; other declarations do, and they are here word by word.
 */
export function toConfirm(call: Call, member: MemberFacts, lines: readonly StaffLine[]): ToConfirm {
  const { id, role, kind, ownership, size, region } = member;
  return {
    format: 'mics-confirmation/1',
    member: { id, role, kind, ownership, size, region },
    staff: lines,
    costs: [...member.costs].sort((a, b) => order(a.category, b.category) || order(a.researchType, b.researchType)),
    declarations: call.consortium?.declarations.map((d) => ({ id: d.id, text: d.text })) ?? [],
    mandate: call.consortium?.mandate?.text ?? null,
  };
}

export const linesOfMember = (proposal: Pick<Proposal, 'staff'>, id: string): readonly StaffLine[] =>
  proposal.staff?.find((s) => s.organisation === id)?.lines ?? [];

export const mustConfirm = (call: Call, member: Pick<MemberFacts, 'role'>): boolean =>
  call.consortium?.confirmation === 'required' && member.role === 'partner';

export type Standing = 'notAsked' | 'missing' | 'confirmed' | 'lapsed';
type Confirmable = Pick<Proposal, 'facts' | 'staff' | 'confirmations'>;

/** Where a member stands with its confirmation: one that no longer fits the data counts for nothing. */
export function confirmationOf(call: Call, proposal: Confirmable, member: MemberFacts): { standing: Standing; confirmation: Confirmation | null } {
  const confirmation = proposal.confirmations?.find((c) => c.organisation === member.id) ?? null;
  if (!mustConfirm(call, member)) return { standing: 'notAsked', confirmation };
  if (!confirmation) return { standing: 'missing', confirmation };
  const now = sha256(canonical(toConfirm(call, member, linesOfMember(proposal, member.id))));
  return { standing: confirmation.sha256 === now ? 'confirmed' : 'lapsed', confirmation };
}

/** Who has not confirmed yet, or has to confirm again. */
export const missingConfirmations = (call: Call, proposal: Confirmable): Reason[] =>
  proposal.facts.members.flatMap((member) => {
    const { standing } = confirmationOf(call, proposal, member);
    if (standing !== 'missing' && standing !== 'lapsed') return [];
    const code = standing === 'missing' ? 'application.confirmationMissing' : 'application.confirmationLapsed';
    return [reason(code, { who: member.name }, { at: `members.${member.id}`, source: call.consortium!.source })];
  });

/** The confirmations that hold, for what is handed in. */
export const confirmed = (call: Call, proposal: Confirmable): Confirmation[] =>
  proposal.facts.members.flatMap((member) => {
    const { standing, confirmation } = confirmationOf(call, proposal, member);
    return standing === 'confirmed' ? [confirmation!] : [];
  });

/** Stamps of what a form was drawn from: saving it over someone else's change is noticed, other people's changes elsewhere are not. */
export const partStamp = (member: MemberFacts, lines: readonly StaffLine[]): string => sha256(canonical({ region: member.region, lines }));
export const costStamp = (member: Pick<MemberFacts, 'costs'>): string =>
  sha256(canonical([...member.costs].sort((a, b) => order(a.category, b.category) || order(a.researchType, b.researchType))));
export const confirmStamp = (call: Call, member: MemberFacts, lines: readonly StaffLine[]): string => sha256(canonical(toConfirm(call, member, lines)));

/** The members of whom what was confirmed before holds no more. */
export const lapsedBetween = (call: Call, before: Confirmable, after: Confirmable): MemberFacts[] =>
  after.facts.members.filter((member) => {
    const then = before.facts.members.find((m) => m.id === member.id);
    return then && confirmationOf(call, before, then).standing === 'confirmed' && confirmationOf(call, after, member).standing === 'lapsed';
  });

/** What is different now from what was confirmed: what a representative reads before confirming again. */
export type Difference =
  | { what: 'region' | 'kind' | 'size' | 'ownership' | 'role'; before: string; now: string }
  | { what: 'cost'; category: string; researchType: string; before: Cents; now: Cents }
  | { what: 'staff'; before: StaffLine | null; now: StaffLine | null }
  | { what: 'declaration'; before: Words | null; now: Words | null }
  | { what: 'mandate'; before: Words | null; now: Words | null };

export function differences(then: ToConfirm, now: ToConfirm): Difference[] {
  const facts = (['region', 'kind', 'size', 'ownership', 'role'] as const).flatMap((what): Difference[] =>
    then.member[what] === now.member[what] ? [] : [{ what, before: then.member[what] ?? '', now: now.member[what] ?? '' }],
  );
  const cell = (c: MemberFacts['costs'][number]) => `${c.category}/${c.researchType}`;
  const centsIn = (of: ToConfirm, key: string) => sum(of.costs.filter((c) => cell(c) === key).map((c) => c.cents));
  const costs = [...new Set([...then.costs, ...now.costs].map(cell))].flatMap((key): Difference[] => {
    const [before, after] = [centsIn(then, key), centsIn(now, key)];
    const [category, researchType] = key.split('/') as [string, string];
    return before === after ? [] : [{ what: 'cost', category, researchType, before, now: after }];
  });
  const gone = leftOver(then.staff, now.staff);
  const come = leftOver(now.staff, then.staff);
  const staff = Array.from({ length: Math.max(gone.length, come.length) }, (_, i): Difference => ({
    what: 'staff',
    before: gone[i] ?? null,
    now: come[i] ?? null,
  }));
  const said = [...new Set([...then.declarations, ...now.declarations].map((d) => d.id))].flatMap((id): Difference[] => {
    const text = (of: ToConfirm) => of.declarations.find((d) => d.id === id)?.text ?? null;
    return canonical(text(then)) === canonical(text(now)) ? [] : [{ what: 'declaration', before: text(then), now: text(now) }];
  });
  const mandate: Difference[] = canonical(then.mandate) === canonical(now.mandate) ? [] : [{ what: 'mandate', before: then.mandate, now: now.mandate }];
  return [...facts, ...staff, ...costs, ...said, ...mandate];
}

/** The lines of one list that are not in the other, each counted once. */
function leftOver(some: readonly StaffLine[], others: readonly StaffLine[]): StaffLine[] {
  const left = others.map((l) => canonical(l));
  return some.filter((line) => {
    const at = left.indexOf(canonical(line));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** One limit of the call on shares, with who stands where; amounts are of eligible cost. */
export type LimitShares = {
  id: string;
  kind: 'max' | 'min';
  of: ShareGroup;
  percent: Percent;
  applies: boolean;
  source: Source;
  totalCents: Cents;
  parts: { member: MemberFacts | null; cents: Cents }[];
};

/** Every limit of the call on shares. */
export function limitShares(call: Call, facts: ProposalFacts, costs: EligibleCosts): LimitShares[] {
  return call.rules.flatMap((rule): LimitShares[] => {
    if (rule.rule !== 'maxShare' && rule.rule !== 'minShare') return [];
    const single = facts.members.filter(belongsTo[rule.of]).map((member) => ({ member, cents: costOf(costs, member.id) }));
    return [
      {
        id: rule.id,
        kind: rule.rule === 'maxShare' ? 'max' : 'min',
        of: rule.of,
        percent: rule.percent,
        applies: limitApplies(rule.applies, facts),
        source: rule.source,
        totalCents: costs.totalCents,
        parts: countedOneByOne(rule.of) ? single : [{ member: null, cents: sum(single.map((p) => p.cents)) }],
      },
    ];
  });
}

const aboutOne: readonly CallRule['rule'][] = ['leadKind', 'memberKind', 'outsidePartnership', 'sizeAmong', 'proposalsPerApplicant', 'placeOfImplementation'];

/** May this organisation take part, by the rules of the call that look at one applicant? */
export function eligibilityOf(call: Call, member: MemberFacts): Finding[] {
  const alone: ProposalFacts = {
    members: [member],
    mainSpoke: null,
    spokes: [],
    sector: null,
    durationMonths: null,
    startsOn: null,
    wideDissemination: false,
    mayPublishResults: false,
  };
  return call.rules
    .filter((rule) => aboutOne.includes(rule.rule) && (rule.rule !== 'leadKind' || member.role === 'lead'))
    .filter((rule) => rule.rule !== 'proposalsPerApplicant' || rule.of === undefined || rule.of.includes(member.kind))
    .flatMap((rule) => checkRule(rule, alone, call))
    .map((finding) => ({ ...finding, at: `members.${member.id}` }));
}
