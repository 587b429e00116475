import { reason, type Reason } from '#src/core/decision.ts';
import { documentsAsked, documentsMissing, type AskedDocument } from '#src/funding/calls/rules/documents.ts';
import { romeDate } from '#src/core/time.ts';
import { currentDeadline } from '#src/funding/calls/rules/calendar.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Proposal, ProposalDocument } from '../proposal.ts';
import type { SnapshotSignature } from '../snapshot.ts';

/** Where a document is asked for or handed in: `application`, or `size.<organisation>`. */
export const slotOf = (document: string, organisation: string | null): string => (organisation === null ? document : `${document}.${organisation}`);
export const slotOfAsked = (asked: AskedDocument): string => slotOf(asked.document.id, asked.member?.id ?? null);

/** What the file may be, by its content. */
export const acceptedFor = ({ signature, formats = ['pdf'] }: Pick<AskedDocument['document'], 'signature' | 'formats'>) =>
  signature === 'digital' ? (['pdf', 'p7m'] as const) : formats;

/** What stands between the documents and a submission: those that are not there, those that are not signed as asked, and their weight together. */
export function missingDocuments(call: Call, proposal: Pick<Proposal, 'facts' | 'documents'>): Reason[] {
  const handedIn = proposal.documents.map((d) => ({ documentId: d.document, memberId: d.organisation }));
  const missing = documentsMissing(call, proposal.facts, handedIn).map((asked) =>
    reason(
      'application.documentMissing',
      { title: asked.document.title, who: asked.member?.name ?? null },
      { at: `documents.${slotOfAsked(asked)}`, source: asked.document.source },
    ),
  );
  return [...missing, ...notValid(call, proposal), ...badlySigned(call, proposal), ...tooHeavy(call, proposal.documents)];
}

/** Documents in their place that expire, without the day until when they are valid, or with one before the deadline where the call looks at it. */
export function notValid(call: Call, { facts, documents }: Pick<Proposal, 'facts' | 'documents'>): Reason[] {
  const deadline = romeDate(currentDeadline(call));
  return documentsAsked(call, facts).flatMap((asked) => {
    const { validity, title, source } = asked.document;
    const there = validity && documents.find((d) => slotOf(d.document, d.organisation) === slotOfAsked(asked));
    if (!there) return [];
    const common = { title, who: asked.member?.name ?? null };
    const more = { at: `documents.${slotOfAsked(asked)}`, source };
    if (!there.validUntil) return [reason('application.validityMissing', common, more)];
    return validity === 'atDeadline' && there.validUntil < deadline
      ? [reason('application.validityEnds', { ...common, until: there.validUntil, deadline }, more)]
      : [];
  });
}

/** Documents in their place whose signature the call asks for and does not get. */
export function badlySigned(call: Call, { facts, documents }: Pick<Proposal, 'facts' | 'documents'>): Reason[] {
  return documentsAsked(call, facts).flatMap((asked) => {
    const there = documents.find((d) => slotOf(d.document, d.organisation) === slotOfAsked(asked));
    const wrong = there && asked.document.badSignature !== 'toScreening' ? signatureWrong(asked, there) : null;
    return wrong ? [wrong] : [];
  });
}

/** Why the document does not count as signed; null where it does, or where no signature is asked for. */
export function signatureWrong(asked: AskedDocument, { signature }: Pick<ProposalDocument, 'signature'>): Reason | null {
  if (asked.document.signature !== 'digital' || signature?.outcome === 'valid') return null;
  const common = { title: asked.document.title, who: asked.member?.name ?? null };
  const more = { at: `documents.${slotOfAsked(asked)}`, source: asked.document.source };
  if (!signature) return reason('application.signatureUnchecked', common, more);
  // The reasons travel as they are, so that whoever puts this into words can say each of them.
  const because = signature.reasons.map((r) => JSON.stringify({ code: r.code, params: r.params }));
  return reason(signature.outcome === 'unsigned' ? 'application.documentUnsigned' : 'application.signatureBad', { ...common, because }, more);
}

/** What is frozen of a document besides the file. */
export const frozenOf = (document: ProposalDocument): Pick<ProposalDocument, 'signature' | 'validUntil'> => ({
  ...(document.validUntil && { validUntil: document.validUntil }),
  ...signatureOf(document),
});

/** As much of the report as is frozen with a submission. */
export function signatureOf({ signature }: Pick<ProposalDocument, 'signature'>): { signature?: SnapshotSignature } {
  if (!signature) return {};
  const { format, outcome, checkedAt, reasons, notes, signers } = signature;
  return {
    signature: {
      format,
      outcome,
      checkedAt,
      reasons,
      notes,
      signers: signers.map(({ name, fiscalCode, organisation, signedAt, certificate }) => ({ name, fiscalCode, organisation, signedAt, certificate })),
    },
  };
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

/** Is this document asked of this applicant? */
export const askedFor = (call: Call, facts: Proposal['facts'], document: string, organisation: string | null): AskedDocument | undefined =>
  documentsAsked(call, facts).find((a) => a.document.id === document && (a.member?.id ?? null) === organisation);
