import type { MemberFacts, ProposalFacts } from '../facts.ts';
import type { Call, CallDocument } from '../schema.ts';
import { formOf, isEnterprise, isResearchBody } from './groups.ts';

/** A document that an application must or may hold: one for the whole of it (`member` null), or one of this member. */
export type AskedDocument = { document: CallDocument; member: MemberFacts | null };

type When = CallDocument['when'];

const concerns: Record<When, (member: MemberFacts, facts: ProposalFacts) => boolean> = {
  always: () => true,
  privateResearchBody: (member) => isResearchBody(member) && member.ownership === 'private',
  enterprise: isEnterprise,
  ats: (_member, facts) => formOf(facts) === 'ats',
};

/**
 * Which documents are asked of whom, in the call's order. A document of the whole application that concerns only some bodies is asked
 * for as soon as one of them takes part.
 */
export function documentsAsked(call: Call, facts: ProposalFacts): AskedDocument[] {
  return call.documents.flatMap((document): AskedDocument[] => {
    const concerned = facts.members.filter((m) => concerns[document.when](m, facts));
    if (document.of === 'eachMember') return concerned.map((member) => ({ document, member }));
    return document.when === 'always' || concerned.length > 0 ? [{ document, member: null }] : [];
  });
}

/** Asked for, required, and not among those handed in. */
export const documentsMissing = (call: Call, facts: ProposalFacts, handedIn: readonly { documentId: string; memberId: string | null }[]): AskedDocument[] =>
  documentsAsked(call, facts).filter(
    (asked) => asked.document.required && !handedIn.some((h) => h.documentId === asked.document.id && h.memberId === (asked.member?.id ?? null)),
  );
