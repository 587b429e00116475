import { canonical } from '#src/core/canonical.ts';
import { reason, type Finding, type Params, type Reason, type Source } from '#src/core/decision.ts';
import { sum } from '#src/core/money.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import { aid, type Aid } from '#src/funding/calls/rules/aid.ts';
import { documentsAsked, documentsMissing, type AskedDocument } from '#src/funding/calls/rules/documents.ts';
import { eligibleCosts, type EligibleCosts } from '#src/funding/calls/rules/eligibleCosts.ts';
import { checkProposal } from '#src/funding/calls/rules/findings.ts';
import { isInSouth } from '#src/funding/calls/rules/groups.ts';
import type { Call, FormField } from '#src/funding/calls/schema.ts';
import { costCategories, researchTypes } from '#src/funding/calls/vocabulary.ts';
import type { Snapshot } from './snapshot.ts';
import { fixedSteps } from './states.ts';

/** Section id → field id → what was written. */
export type Answers = Snapshot['answers'];
/** What an application says, whether as a draft or as it was handed in. */
export type Proposal = Pick<Snapshot, 'acronym' | 'title' | 'answers' | 'facts' | 'documents'>;
export type ProposalDocument = Proposal['documents'][number];
export type FormSection = Call['form']['sections'][number];

/** Steps of an application under a call, as the end of their addresses: `sections/identity`, …, `project`, `members`, `budget`, `documents`. */
export const stepsOf = (call: Call): string[] => [...call.form.sections.map((s) => `sections/${s.id}`), ...fixedSteps];

/** The step that a reason belongs to and, in it, what to look for: a field, or a member's or document's part of the page. */
export function placeOf(at: string): { step: string; field?: string; part?: string } {
  const [head = '', ...rest] = at.split('.');
  if (head === 'sections') return { step: `sections/${rest[0]}`, ...(rest[1] && { field: rest[1] }) };
  if (head === 'members' || head === 'budget') return { step: head, ...(rest[0] && { part: `member-${rest[0]}` }) };
  if (head === 'documents') return { step: head, ...(rest[0] && { part: `document-${rest.join('-')}` }) };
  return { step: 'project', field: head };
}

/** What is wrong with one answer; an empty one only where the field is required. */
export function checkAnswer(field: FormField, written: string, at: string, source?: Source): Reason | null {
  const label = field.label;
  const wrong = (code: string, params: Params = {}) => reason(code, { label, ...params }, { at, ...(source && { source }) });
  if (written === '') return field.required ? wrong('application.answerMissing') : null;
  if (field.kind === 'choice') return field.options?.some((o) => o.id === written) ? null : wrong('application.answerNotAnOption');
  if (field.kind === 'date') return isDate(written) ? null : wrong('application.answerNotADate');
  if (field.kind === 'number') {
    const value = Number(written);
    if (!/^-?\d{1,15}(\.\d{1,6})?$/.test(written)) return wrong('application.answerNotANumber');
    const { min = null, max = null } = field;
    return (min !== null && value < min) || (max !== null && value > max) ? wrong('application.answerOutOfRange', { min, max }) : null;
  }
  const max = field.maxChars ?? 20_000;
  return written.length > max ? wrong('application.answerTooLong', { count: written.length, max, over: written.length - max }) : null;
}

const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

/** Required answers that are missing or do not fit, in the order of the form. */
export const missingAnswers = (call: Call, answers: Answers): Reason[] =>
  call.form.sections.flatMap((section) =>
    section.fields.flatMap((field) => {
      const wrong = checkAnswer(field, answers[section.id]?.[field.id] ?? '', `sections.${section.id}.${field.id}`, call.form.source);
      return wrong ? [wrong] : [];
    }),
  );

/** Where a document is asked for or handed in: `application`, or `size.<organisation>`. */
export const slotOf = (document: string, organisation: string | null): string => (organisation === null ? document : `${document}.${organisation}`);
export const slotOfAsked = (asked: AskedDocument): string => slotOf(asked.document.id, asked.member?.id ?? null);

export function missingDocuments(call: Call, proposal: Pick<Proposal, 'facts' | 'documents'>): Reason[] {
  const handedIn = proposal.documents.map((d) => ({ documentId: d.document, memberId: d.organisation }));
  const missing = documentsMissing(call, proposal.facts, handedIn).map((asked) =>
    reason(
      'application.documentMissing',
      { title: asked.document.title, who: asked.member?.name ?? null },
      { at: `documents.${slotOfAsked(asked)}`, source: asked.document.source },
    ),
  );
  return [...missing, ...tooHeavy(call, proposal.documents)];
}

/** All documents together past the call's limit; none where the call has no limit. */
export function tooHeavy(call: Call, documents: readonly { bytes: number }[]): Reason[] {
  const limit = call.documentsTogether;
  const bytes = documents.reduce((n, d) => n + d.bytes, 0);
  if (!limit || bytes <= limit.maxBytes) return [];
  return [
    reason('application.documentsTooBig', { bytes, maxBytes: limit.maxBytes, overBytes: bytes - limit.maxBytes }, { at: 'documents', source: limit.source }),
  ];
}

/** A proposal looked at under its call: every rule, what is missing, what it costs and what the call would grant. */
export type Examination = {
  findings: readonly Finding[];
  missing: readonly Reason[];
  /** Everything that stands between this proposal and its submission. */
  toPutRight: readonly Reason[];
  costs: EligibleCosts;
  aid: Aid;
};

export function examine(call: Call, proposal: Proposal): Examination {
  const findings = checkProposal(call, proposal.facts);
  const costs = eligibleCosts(call, proposal.facts);
  const missing = [...missingAnswers(call, proposal.answers), ...missingDocuments(call, proposal)];
  const unmet = findings.filter((f) => !f.met).map(({ met: _met, ...why }): Reason => why);
  return { findings, missing, toPutRight: [...missing, ...unmet], costs, aid: aid(call, proposal.facts, undefined, costs) };
}

/** What stands between one step and its completion. */
export const inStep = (reasons: readonly Reason[], step: string): Reason[] => reasons.filter((r) => r.at !== undefined && placeOf(r.at).step === step);

/** Rules that speak of money: shown beside the budget, met or not. */
export const aboutBudget = (finding: Finding): boolean =>
  /^rule\.(maxShare|minShare|researchTypes|projectCost|maxGrant|categories|categoryCap|flatRate)\./.test(finding.code);

/**
 * The frozen form of what is handed in. The same content gives the same text and hash, in whatever order the database hands out its rows.
 */
export function freeze(
  id: string,
  version: { callId: string; number: number; hash: string },
  proposal: Proposal,
  { findings, aid: granted }: Examination,
): Snapshot {
  const south = new Set(proposal.facts.members.filter(isInSouth).map((m) => m.id));
  return {
    format: 'mics-application/1',
    application: id,
    call: { id: version.callId, version: version.number, hash: version.hash },
    acronym: proposal.acronym,
    title: proposal.title,
    answers: written(proposal.answers),
    facts: {
      ...proposal.facts,
      spokes: [...proposal.facts.spokes].sort((a, b) => a - b),
      members: proposal.facts.members.map((m) => ({ ...m, costs: inOrder(m.costs) })),
    },
    documents: sortedDocuments(proposal.documents),
    findings,
    aid: {
      eligibleCents: granted.eligibleCents,
      grantCents: granted.aidCents,
      southGrantCents: sum(granted.members.filter((m) => south.has(m.memberId)).map((m) => m.aidCents)),
      members: granted.members.map((m) => ({ id: m.memberId, eligibleCents: m.eligibleCents, aidCents: m.aidCents })),
    },
  };
}

/** Has an applicant changed anything between the two? What others did since (their own proposals, a new name in the register) does not count. */
export const sameContent = (a: Proposal, b: Proposal): boolean => canonical(own(a)) === canonical(own(b));

const own = ({ acronym, title, answers, facts, documents }: Proposal) => ({
  acronym,
  title,
  answers: written(answers),
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
      .map(([id, fields]) => [id, Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ''))] as const)
      .filter(([, fields]) => Object.keys(fields).length > 0),
  );

const inOrder = (costs: MemberFacts['costs']): MemberFacts['costs'] =>
  [...costs].sort(
    (a, b) =>
      costCategories.indexOf(a.category) - costCategories.indexOf(b.category) || researchTypes.indexOf(a.researchType) - researchTypes.indexOf(b.researchType),
  );

const sortedDocuments = (documents: Proposal['documents']): ProposalDocument[] =>
  documents
    .map(({ document, organisation, fileName, bytes, sha256 }) => ({ document, organisation, fileName, bytes, sha256 }))
    .sort((a, b) => order(slotOf(a.document, a.organisation), slotOf(b.document, b.organisation)) || order(a.sha256, b.sha256));

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Is this document asked of this applicant? */
export const askedFor = (call: Call, facts: Proposal['facts'], document: string, organisation: string | null): AskedDocument | undefined =>
  documentsAsked(call, facts).find((a) => a.document.id === document && (a.member?.id ?? null) === organisation);
