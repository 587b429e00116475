import type { Finding } from '#src/core/decision.ts';
import type { ProposalFacts } from '../facts.ts';
import type { Call, CallRule, RuleOf } from '../schema.ts';
import type { RuleName } from '../vocabulary.ts';
import {
  applicantForm,
  leadKind,
  memberKind,
  members,
  mustInclude,
  outsidePartnership,
  placeOfImplementation,
  proposalsPerApplicant,
  sizeAmong,
  womenShare,
} from './applicants.ts';
import { admittedCategories, admittedTypes, categoryCap, flatRate, maxGrant, projectCost } from './budget.ts';
import { eligibleCosts, type EligibleCosts } from './eligibleCosts.ts';
import { costsCountFrom, duration, mainSpoke, sectors } from './project.ts';
import { maxShare, minShare } from './shares.ts';

type Look<N extends RuleName> = (rule: RuleOf<N>, facts: ProposalFacts, call: Call, costs?: EligibleCosts) => Finding[];

/** What looks at each rule that a call can name. A rule without a function does not compile. */
const looks: { [N in RuleName]: Look<N> } = {
  applicantForm,
  leadKind,
  memberKind,
  outsidePartnership,
  sizeAmong,
  members,
  mustInclude,
  maxShare,
  minShare,
  proposalsPerApplicant,
  mainSpoke,
  sectors,
  researchTypes: admittedTypes,
  projectCost,
  maxGrant,
  duration,
  categories: admittedCategories,
  categoryCap,
  flatRate,
  costsCountFrom,
  womenShare,
  placeOfImplementation,
};

/**
 * One rule of the call, looked at: at least one finding, met or not.
 * @param costs what the facts come to, where that was computed already
 */
export const checkRule = (rule: CallRule, facts: ProposalFacts, call: Call, costs?: EligibleCosts): Finding[] =>
  (looks[rule.rule] as Look<RuleName>)(rule as RuleOf<never>, facts, call, costs);

/**
 * Every rule of the call looked at, in the call's order: the checklist of a proposal, from its first empty draft to the admission check.
 * What is not filled in yet is a finding that is not met, never an error; `at` names the part of the form that it belongs to.
 * `decide(checkProposal(call, facts))` is the decision with all its reasons.
 */
export const checkProposal = (call: Call, facts: ProposalFacts, costs = eligibleCosts(call, facts)): Finding[] =>
  call.rules.flatMap((rule) => checkRule(rule, facts, call, costs));
