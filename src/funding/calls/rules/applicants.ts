import type { Finding } from '#src/core/decision.ts';
import { atLeastShare } from '#src/core/money.ts';
import { isRegion } from '#src/core/regions.ts';
import type { ProposalFacts } from '../facts.ts';
import type { RuleOf } from '../schema.ts';
import { formOf, isEnterprise, isInSouth, isResearchBody, isSme, leadOf } from './groups.ts';
import { met, percentUp, shareUnder, unmet } from './outcomes.ts';

/** Rules on who applies. Each names everyone who does not fit. */
export function applicantForm(rule: RuleOf<'applicantForm'>, facts: ProposalFacts): Finding[] {
  const form = formOf(facts);
  if (form === null) return [unmet(rule, 'rule.applicantForm.empty', { forms: rule.forms }, 'members')];
  return [
    rule.forms.includes(form)
      ? met(rule, 'rule.applicantForm.met', { form })
      : unmet(rule, 'rule.applicantForm.notAdmitted', { form, forms: rule.forms }, 'members'),
  ];
}

export function leadKind(rule: RuleOf<'leadKind'>, facts: ProposalFacts): Finding[] {
  const lead = leadOf(facts);
  if (!lead) return [unmet(rule, 'rule.leadKind.noLead', { among: rule.among }, 'members')];
  const { name: who, kind } = lead;
  return [
    rule.among.includes(kind)
      ? met(rule, 'rule.leadKind.met', { who, kind })
      : unmet(rule, 'rule.leadKind.notAdmitted', { who, kind, among: rule.among }, `members.${lead.id}`),
  ];
}

export function memberKind(rule: RuleOf<'memberKind'>, facts: ProposalFacts): Finding[] {
  const { among } = rule;
  if (facts.members.length === 0) return [unmet(rule, 'rule.memberKind.empty', { among }, 'members')];
  const others = facts.members.filter((m) => !among.includes(m.kind));
  return orMet(
    others.map((m) => unmet(rule, 'rule.memberKind.notAdmitted', { who: m.name, kind: m.kind, among }, `members.${m.id}`)),
    met(rule, 'rule.memberKind.met', { among }),
  );
}

export function outsidePartnership(rule: RuleOf<'outsidePartnership'>, facts: ProposalFacts): Finding[] {
  if (facts.members.length === 0) return [unmet(rule, 'rule.outsidePartnership.empty', { of: rule.of }, 'members')];
  const inside = facts.members.filter((m) => m.inPartnership && rule.of.includes(m.kind));
  return orMet(
    inside.map((m) => unmet(rule, 'rule.outsidePartnership.inside', { who: m.name }, `members.${m.id}`)),
    met(rule, 'rule.outsidePartnership.met', { of: rule.of }),
  );
}

/** An enterprise must say its size, whatever sizes are admitted: its aid depends on it. */
export function sizeAmong(rule: RuleOf<'sizeAmong'>, facts: ProposalFacts): Finding[] {
  const { among } = rule;
  if (facts.members.length === 0) return [unmet(rule, 'rule.sizeAmong.empty', { among }, 'members')];
  const enterprises = facts.members.filter(isEnterprise);
  if (enterprises.length === 0) return [met(rule, 'rule.sizeAmong.notApplicable', {})];
  const wrong = enterprises.flatMap(({ id, name: who, size }) => {
    if (size === null) return [unmet(rule, 'rule.sizeAmong.unknown', { who, among }, `members.${id}`)];
    return among.includes(size) ? [] : [unmet(rule, 'rule.sizeAmong.notAdmitted', { who, size, among }, `members.${id}`)];
  });
  return orMet(wrong, met(rule, 'rule.sizeAmong.met', { among }));
}

export function members(rule: RuleOf<'members'>, facts: ProposalFacts): Finding[] {
  const count = facts.members.length;
  if (count < rule.min) return [unmet(rule, 'rule.members.tooFew', { count, min: rule.min, missing: rule.min - count }, 'members')];
  if (count > rule.max) return [unmet(rule, 'rule.members.tooMany', { count, max: rule.max, over: count - rule.max }, 'members')];
  return [met(rule, 'rule.members.met', { count })];
}

const included = { enterprise: isEnterprise, sme: isSme, researchBody: isResearchBody };

export function mustInclude(rule: RuleOf<'mustInclude'>, facts: ProposalFacts): Finding[] {
  const { what, atLeast } = rule;
  const count = facts.members.filter(included[what]).length;
  return [
    count >= atLeast
      ? met(rule, 'rule.mustInclude.met', { what, count })
      : unmet(rule, 'rule.mustInclude.missing', { what, count, atLeast, missing: atLeast - count }, 'members'),
  ];
}

/** Counts this proposal too: with a limit of one, any other live proposal is one too many. */
export function proposalsPerApplicant(rule: RuleOf<'proposalsPerApplicant'>, facts: ProposalFacts): Finding[] {
  const { max, counts } = rule;
  if (facts.members.length === 0) return [unmet(rule, 'rule.proposalsPerApplicant.empty', { max, counts }, 'members')];
  const counted = facts.members.filter((m) => (counts === 'member' || m.role === 'lead') && (rule.of?.includes(m.kind) ?? true));
  const over = counted.flatMap(({ id, name: who, role, otherProposals }) => {
    const count = 1 + (counts === 'lead' ? otherProposals.asLead : Math.max(otherProposals.asLead, otherProposals.asMember));
    return count <= max
      ? []
      : [unmet(rule, 'rule.proposalsPerApplicant.over', { who, lead: role === 'lead', count, max, counts, over: count - max }, `members.${id}`)];
  });
  return orMet(over, met(rule, 'rule.proposalsPerApplicant.met', { max, counts }));
}

/** Women among the research staff of the whole proposal, heads. */
export function womenShare(rule: RuleOf<'womenShare'>, facts: ProposalFacts): Finding[] {
  const { percent } = rule;
  const women = facts.members.reduce((n, m) => n + m.staff.women, 0);
  const staff = facts.members.reduce((n, m) => n + m.staff.women + m.staff.men + (m.staff.other ?? 0), 0);
  if (staff === 0) return [unmet(rule, 'rule.womenShare.noStaff', { percent }, 'members')];
  const figures = { women, staff, percent, sharePercent: shareUnder(women, staff) };
  return [
    atLeastShare(women, staff, percent)
      ? met(rule, 'rule.womenShare.met', figures)
      : unmet(rule, 'rule.womenShare.below', { ...figures, needed: percentUp(staff, percent) }, 'members'),
  ];
}

export function placeOfImplementation(rule: RuleOf<'placeOfImplementation'>, facts: ProposalFacts): Finding[] {
  const { area } = rule;
  if (facts.members.length === 0) return [unmet(rule, 'rule.placeOfImplementation.empty', { area }, 'members')];
  const wrong = facts.members.flatMap((m) => {
    if (m.region === '') return [unmet(rule, 'rule.placeOfImplementation.missing', { area, who: m.name }, `members.${m.id}`)];
    const inside = area === 'south' ? isInSouth(m) : isRegion(m.region);
    return inside ? [] : [unmet(rule, 'rule.placeOfImplementation.outside', { area, who: m.name, region: m.region }, `members.${m.id}`)];
  });
  return orMet(wrong, met(rule, 'rule.placeOfImplementation.met', { area }));
}

const orMet = (wrong: Finding[], fine: Finding): Finding[] => (wrong.length > 0 ? wrong : [fine]);
