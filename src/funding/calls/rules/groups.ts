import { isRegion, region } from '#src/core/regions.ts';
import { researchKinds, smeClasses } from '#src/partnership/organisations/states.ts';
import type { MemberFacts, ProposalFacts } from '../facts.ts';
import type { Call, RuleOf } from '../schema.ts';
import type { ApplicantForm, RuleName, ShareGroup } from '../vocabulary.ts';

/** Who is who in a proposal: the groups that rules speak of. */
export const isEnterprise = (member: MemberFacts): boolean => member.kind === 'enterprise';
export const isSme = (member: MemberFacts): boolean => isEnterprise(member) && member.size !== null && smeClasses.includes(member.size);
export const isResearchBody = (member: MemberFacts): boolean => researchKinds.includes(member.kind);
export const isInSouth = (member: MemberFacts): boolean => isRegion(member.region) && region(member.region).south;

/** Whom a share is counted of. `each…` groups are looked at one member at a time, the others together. */
export const belongsTo: Record<ShareGroup, (member: MemberFacts) => boolean> = {
  eachMember: () => true,
  eachEnterprise: isEnterprise,
  researchBodies: isResearchBody,
  enterprises: isEnterprise,
  largeEnterprises: (member) => isEnterprise(member) && member.size === 'large',
  south: isInSouth,
};

export const countedOneByOne = (group: ShareGroup): boolean => group === 'eachMember' || group === 'eachEnterprise';

/** One applicant is alone, several are an ATS, none is nothing yet. */
export const formOf = (facts: ProposalFacts): ApplicantForm | null => (facts.members.length === 0 ? null : facts.members.length === 1 ? 'single' : 'ats');

export const leadOf = (facts: ProposalFacts): MemberFacts | undefined => facts.members.find((m) => m.role === 'lead');

/** Does a limit on shares concern this proposal at all? */
export function limitApplies(applies: RuleOf<'maxShare'>['applies'], facts: ProposalFacts): boolean {
  if (applies === 'ats') return formOf(facts) === 'ats';
  if (applies === 'severalEnterprises') return facts.members.filter(isEnterprise).length >= 2;
  return true;
}

/** The call's rules of one name, in their order. */
export const rulesNamed = <N extends RuleName>(call: Call, name: N): RuleOf<N>[] => call.rules.filter((r): r is RuleOf<N> => r.rule === name);
