import { canonical } from '#src/core/canonical.ts';
import { reason, type Finding, type Reason } from '#src/core/decision.ts';
import { sum } from '#src/core/money.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import { aid, type Aid } from '#src/funding/calls/rules/aid.ts';
import { eligibleCosts, type EligibleCosts } from '#src/funding/calls/rules/eligibleCosts.ts';
import { checkProposal } from '#src/funding/calls/rules/findings.ts';
import { isInSouth } from '#src/funding/calls/rules/groups.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { costCategories, researchTypes } from '#src/funding/calls/vocabulary.ts';
import type { Answers, Proposal, ProposalDocument } from '../proposal.ts';
import type { Snapshot } from '../snapshot.ts';
import { askedAnswers, isBlank, missingAnswers, type CallForm } from './answers.ts';
import { confirmed, missingConfirmations } from './consortium.ts';
import { isCounted } from './limits.ts';
import { frozenOf, missingDocuments, slotOf } from './documents.ts';

/** A proposal looked at under its call: every rule, what is missing, what it costs and what the call would grant. */
export type Examination = {
  findings: readonly Finding[];
  missing: readonly Reason[];
  /** The answers to what is asked, which are what is handed in. */
  answers: Answers;
  /** Everything that stands between this proposal and its submission. */
  toPutRight: readonly Reason[];
  costs: EligibleCosts;
  aid: Aid;
};

export function examine(call: Call, proposal: Proposal): Examination {
  const costs = eligibleCosts(call, proposal.facts);
  const findings = checkProposal(call, proposal.facts, costs);
  const missing = [
    ...missingAnswers(call, proposal.answers, proposal.facts),
    ...missingDocuments(call, proposal),
    ...missingConfirmations(call, proposal),
    ...openConflicts(call, proposal),
  ];
  const unmet = findings.filter((f) => !f.met).map(({ met: _met, ...why }): Reason => why);
  return {
    findings,
    missing,
    answers: askedAnswers(call.form, proposal.answers),
    toPutRight: [...missing, ...unmet],
    costs,
    aid: aid(call, proposal.facts, undefined, costs),
  };
}

/** What two people wrote differently has to be decided by them: what is handed in is never one of the two by chance. */
const openConflicts = ({ form }: Call, { conflicts = [] }: Proposal): Reason[] =>
  conflicts.map(({ section, field }) => reason('application.conflictOpen', {}, { at: `sections.${section}.${field}`, source: form.source }));

/** Rules that speak of money: shown beside the budget, met or not. */
export const aboutBudget = (finding: Finding): boolean =>
  /^rule\.(maxShare|minShare|researchTypes|projectCost|maxGrant|categories|categoryCap|flatRate)\./.test(finding.code);

/**
 * The frozen form of what is handed in. The same content gives the same text and hash, in whatever order the database hands out its rows.
 */
export function freeze(
  id: string,
  version: { callId: string; number: number; hash: string; call: Call },
  proposal: Proposal,
  { findings, answers, aid: granted }: Examination,
): Snapshot {
  const south = new Set(proposal.facts.members.filter(isInSouth).map((m) => m.id));
  return {
    format: 'mics-application/1',
    application: id,
    call: { id: version.callId, version: version.number, hash: version.hash },
    acronym: proposal.acronym,
    title: proposal.title,
    answers,
    facts: {
      ...proposal.facts,
      spokes: [...proposal.facts.spokes].sort((a, b) => a - b),
      members: proposal.facts.members.map((m) => ({
        ...m,
        costs: inOrder(m.costs),
        otherProposals: isCounted(version.call, m) ? m.otherProposals : { asLead: 0, asMember: 0 },
      })),
    },
    documents: sortedDocuments(proposal.documents, frozenOf),
    ...(proposal.staff && { staff: proposal.staff }),
    ...(version.call.consortium && { confirmations: confirmed(version.call, proposal) }),
    findings,
    aid: {
      eligibleCents: granted.eligibleCents,
      grantCents: granted.aidCents,
      southGrantCents: sum(granted.members.filter((m) => south.has(m.memberId)).map((m) => m.aidCents)),
      members: granted.members.map((m) => ({ id: m.memberId, eligibleCents: m.eligibleCents, aidCents: m.aidCents })),
    },
  };
}

/** Has an applicant changed anything between the two? What others did since (their own proposals, a new name in the register) does not count; nor, under a form, what it does not ask. */
export function sameContent(a: Proposal, b: Proposal, form?: CallForm): boolean {
  // What was handed in before there were lines had the counts only, which are among the facts.
  const lines = a.staff !== undefined && b.staff !== undefined;
  return canonical(own(a, lines, form)) === canonical(own(b, lines, form));
}

const own = ({ acronym, title, answers, facts, documents, staff }: Proposal, lines: boolean, form: CallForm | undefined) => ({
  staff: lines ? staff : undefined,
  acronym,
  title,
  answers: form ? askedAnswers(form, answers) : written(answers),
  facts: {
    ...facts,
    spokes: [...facts.spokes].sort((x, y) => x - y),
    members: facts.members.map(({ id, role, region, staff, costs }) => ({ id, role, region, staff, costs: inOrder(costs) })),
  },
  documents: sortedDocuments(documents),
});

/** An answer that was never given and one that was emptied are the same. */
const written = (answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers)
      .map(([id, fields]) => [id, Object.fromEntries(Object.entries(fields).filter(([, answer]) => !isBlank(answer)))] as const)
      .filter(([, fields]) => Object.keys(fields).length > 0),
  );

const inOrder = (costs: MemberFacts['costs']): MemberFacts['costs'] =>
  [...costs].sort(
    (a, b) =>
      costCategories.indexOf(a.category) - costCategories.indexOf(b.category) || researchTypes.indexOf(a.researchType) - researchTypes.indexOf(b.researchType),
  );

const sortedDocuments = (documents: Proposal['documents'], more: (d: ProposalDocument) => Partial<ProposalDocument> = () => ({})): ProposalDocument[] =>
  documents
    .map((d) => ({ document: d.document, organisation: d.organisation, fileName: d.fileName, bytes: d.bytes, sha256: d.sha256, ...more(d) }))
    .sort((a, b) => order(slotOf(a.document, a.organisation), slotOf(b.document, b.organisation)) || order(a.sha256, b.sha256));

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
