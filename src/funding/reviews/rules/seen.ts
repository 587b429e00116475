import { hashOf } from '#src/core/canonical.ts';
import type { CurrentSubmission } from '#src/funding/applications/queries.ts';
import { anonymous, readDocuments, type AnonymousProposal } from '#src/funding/applications/rules/anonymous.ts';
import type { Snapshot } from '#src/funding/applications/snapshot.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { RepairedDocument } from '#src/funding/screening/rules.ts';

/** A document as its reader knows it: by `key`, in addresses and names. `sha256` is how it is stored, and stays with us where the reader is not to know the file. */
export type DocumentSeen = { key: string; document: string; fileName: string; sha256: string };

type Common = {
  /** What the proposal is called: its acronym, or the code that stands for it. */
  name: string;
  title: string | null;
  /** Its protocol number, or the code again. */
  number: string;
  /** Of what is read: a reader who is not to know who proposes never gets the fingerprint of the whole, which receipts and bundles hold too. */
  sha256: string;
  documents: DocumentSeen[];
};
export type OpenProposal = Common & { blind: false; snapshot: Snapshot; repaired: RepairedDocument[] };
export type BlindProposal = Common & { blind: true; view: AnonymousProposal };

/** A proposal as its expert sees it. */
export type ProposalSeen = OpenProposal | BlindProposal;

export type Blinding = { code: string; revealed: boolean };

/** Whether the experts of a call are not to know who proposes, for now. */
export const isBlind = (call: Pick<Call, 'evaluation'>, { revealed }: Pick<Blinding, 'revealed'>): boolean => call.evaluation.blind === 'double' && !revealed;

export const codeName = (code: string): string => `P-${code}`;

type Shown = Pick<CurrentSubmission, 'snapshot' | 'sha256' | 'protocol'>;

export function proposalSeen(call: Call, { snapshot, sha256, protocol }: Shown, repaired: RepairedDocument[], blinding: Blinding): ProposalSeen {
  const all = [...snapshot.documents, ...repaired];
  if (!isBlind(call, blinding)) {
    const documents = all.map((d) => ({ key: d.sha256, document: d.document, fileName: d.fileName, sha256: d.sha256 }));
    return { blind: false, name: snapshot.acronym, title: snapshot.title, number: protocol, sha256, snapshot, repaired, documents };
  }
  const view = { ...anonymous(call, snapshot), documents: readDocuments(call, all).map(({ document }) => ({ document })) };
  const number = codeName(blinding.code);
  const count = new Map<string, number>();
  const documents = readDocuments(call, all).map((d) => {
    const n = (count.get(d.document) ?? 0) + 1;
    count.set(d.document, n);
    // What comes back later stands behind what was there: a key keeps its document.
    const key = `${d.document}-${n}`;
    return { key, document: d.document, fileName: `${key}.pdf`, sha256: d.sha256 };
  });
  return { blind: true, name: view.acronym ?? number, title: view.title, number, sha256: hashOf(view), view, documents };
}
