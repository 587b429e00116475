import { reason, type Finding, type Reason, type Source } from '#src/core/decision.ts';
import type { Snapshot } from '#src/funding/applications/snapshot.ts';
import { documentsAsked, type AskedDocument } from '#src/funding/calls/rules/documents.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { murNotice } from './rules/term.ts';
import type { ScreeningOutcome } from './states.ts';

/** A line of the checklist. The machine has answered its own; a `hand` line is met once an officer says so. `because` is what a check found in detail. */
export type Line = Finding & { id: string; by: 'machine' | 'hand'; because?: Reason[] };

/** What is known of a file's signatures: as much of the report as a line needs. Without one, a person has to look. */
export type SignatureSummary = { outcome: 'valid' | 'invalid' | 'unsigned'; signers?: readonly { name: string }[]; reasons?: Reason[]; notes?: Reason[] };

/** A document that came back after a request for repair. It stands beside the submission, which stays as it was. */
export type RepairedDocument = {
  requestId: string;
  receipt: string;
  document: string;
  organisation: string | null;
  fileName: string;
  bytes: number;
  sha256: string;
  mediaType: string;
  at: string;
  signature: SignatureSummary | null;
};

/** The shortest reason or note that says anything. */
export const MIN_WRITTEN = 20;

const dutyToGiveReasons: Source = { ref: 'L. 241/1990, art. 3 (obbligo di motivazione)', status: 'inferred' };

type Submitted = Pick<Snapshot, 'facts' | 'findings' | 'documents' | 'confirmations'>;
type HandedIn = { fileName: string; signature: SignatureSummary | null; repaired: RepairedDocument | null };

/**
 * What the office checks on a submission, from its frozen content: the rules as they were looked at then, the call's documents, and last what only
 * a person can check. `verified` are the ids of the hand lines that an officer found in order; `repaired` is what came back in time.
 */
export function checklist(call: Call, submitted: Submitted, verified: readonly string[] = [], repaired: readonly RepairedDocument[] = []): Line[] {
  const rules = submitted.findings.map((finding, i): Line => ({ ...finding, id: `rule.${i}`, by: 'machine' }));
  const documents = documentsAsked(call, submitted.facts).map((asked) => ({ ...asked, handedIn: handedIn(submitted, repaired, asked) }));
  const hand = [...documents.flatMap(signatureByHand), { id: 'content', by: 'hand' as const, met: false, code: 'screening.content', params: {} }];
  return [
    ...rules,
    ...documents.flatMap(documentLine),
    ...documents.flatMap(signatureByMachine),
    ...confirmationLines(call, submitted),
    ...hand.map((line) => ({ ...line, met: verified.includes(line.id) })),
  ];
}

type Looked = AskedDocument & { handedIn: HandedIn | null };

/** What counts in a document's place: what came back for it, or else what was submitted. */
function handedIn({ documents }: Submitted, repaired: readonly RepairedDocument[], { document, member }: AskedDocument): HandedIn | null {
  const here = (d: { document: string; organisation: string | null }) => d.document === document.id && d.organisation === (member?.id ?? null);
  const back = repaired.findLast(here);
  if (back) return { fileName: back.fileName, signature: back.signature, repaired: back };
  const first = documents.find(here);
  return first
    ? { fileName: first.fileName, signature: ('signature' in first ? (first.signature as SignatureSummary | null) : null) ?? null, repaired: null }
    : null;
}

function documentLine({ document, member, handedIn: found }: Looked): Line[] {
  if (!found && !document.required) return [];
  const { title, repairable, source } = document;
  const common = { title, who: member?.name ?? null };
  const line = { id: lineId('document', document.id, member?.id), by: 'machine' as const, met: found !== null, source };
  if (!found) return [{ ...line, code: 'screening.document.missing', params: { ...common, repairable } }];
  if (!found.repaired) return [{ ...line, code: 'screening.document.present', params: { ...common, fileName: found.fileName } }];
  return [
    { ...line, code: 'screening.document.repaired', params: { ...common, fileName: found.fileName, receipt: found.repaired.receipt, at: found.repaired.at } },
  ];
}

/** What each partner's legal representative confirmed, where the call asks for it. */
function confirmationLines(call: Call, { facts, confirmations }: Submitted): Line[] {
  if (call.consortium?.confirmation !== 'required') return [];
  return facts.members
    .filter((m) => m.role === 'partner')
    .map((m): Line => {
      const found = confirmations?.find((c) => c.organisation === m.id);
      return {
        id: lineId('confirmation', m.id, undefined),
        by: 'machine',
        met: found !== undefined,
        code: found ? 'screening.confirmation.given' : 'screening.confirmation.missing',
        params: found ? { who: m.name, person: found.personName, at: found.confirmedAt } : { who: m.name },
        source: call.consortium!.source,
      };
    });
}

const needsSignature = ({ document, handedIn: found }: Looked) => document.signature === 'digital' && found !== null;

/** What the machine read in a signature; a document that nobody has looked at by machine has no such line. */
function signatureByMachine(it: Looked): Line[] {
  const found = it.handedIn?.signature;
  if (!needsSignature(it) || !found) return [];
  const signers = (found.signers ?? []).map((s) => s.name);
  const because = [...(found.reasons ?? []), ...(found.notes ?? [])];
  return [
    {
      id: lineId('machineSignature', it.document.id, it.member?.id),
      by: 'machine',
      met: found.outcome === 'valid',
      code:
        found.outcome === 'valid' ? 'screening.signature.valid' : found.outcome === 'invalid' ? 'screening.signature.invalid' : 'screening.signature.unsigned',
      params: {
        title: it.document.title,
        who: it.member?.name ?? null,
        signers,
        repairable: it.document.repairable,
        ...(it.handedIn?.repaired && { at: it.handedIn.repaired.at }),
      },
      source: it.document.source,
      ...(because.length > 0 && { because }),
    },
  ];
}

/** Signatures that the machine has not settled: not looked at, or valid with something to know. */
function signatureByHand(it: Looked): Line[] {
  const found = it.handedIn?.signature;
  if (!needsSignature(it) || (found && (found.outcome !== 'valid' || (found.notes ?? []).length === 0))) return [];
  return [
    {
      id: lineId('signature', it.document.id, it.member?.id),
      by: 'hand',
      met: false,
      code: 'screening.signature',
      params: { title: it.document.title, who: it.member?.name ?? null },
      source: it.document.source,
    },
  ];
}

const lineId = (what: string, document: string, member: string | undefined) => [what, document, ...(member ? [member] : [])].join('.');

export const handIds = (lines: readonly Line[]): string[] => lines.filter((l) => l.by === 'hand').map((l) => l.id);

export const unmetLines = (lines: readonly Line[]): Line[] => lines.filter((l) => !l.met);

/** Nothing that the machine looked at stands against it: may be admitted together with others, once its hand lines are confirmed. */
export const machineMet = (lines: readonly Line[]): boolean => lines.every((l) => l.met || l.by === 'hand');

export type Judgement = { outcome: ScreeningOutcome; picked: readonly string[]; written: string; note: string; reserve?: string };

/** A hand line states what is to be found; where it was not found, the reason says so. */
const notFound: Record<string, string> = { 'screening.signature': 'screening.signatureFault', 'screening.content': 'screening.contentFault' };

/** The reason that silence gives. */
export const termExpired = (receiptless: { dueAt: string; letter: string }, source: Source): Reason => reason('screening.termExpired', receiptless, { source });

/** The reasons that an exclusion rests on: the unmet lines that were picked, then what was written. */
export function exclusionReasons(lines: readonly Line[], { picked, written }: Judgement): Reason[] {
  const fromLines = unmetLines(lines)
    .filter((l) => picked.includes(l.id))
    .map(({ met: _met, id: _id, by: _by, at: _at, because: _because, code, ...why }): Reason => ({ code: notFound[code] ?? code, ...why }));
  const text = written.trim();
  return text === '' ? fromLines : [...fromLines, reason('screening.written', { text })];
}

/** What is missing in a decision; nothing when it can be taken. */
export function complaints(lines: readonly Line[], judgement: Judgement): Reason[] {
  const note = judgement.note.trim().length;
  if (judgement.outcome === 'admittedWithReserve') {
    const reserve = (judgement.reserve ?? '').trim().length;
    return reserve < MIN_WRITTEN ? [reason('screening.reserveNeeded', { min: MIN_WRITTEN, length: reserve }, { at: 'reserve', source: murNotice })] : [];
  }
  if (judgement.outcome === 'admitted') {
    const open = unmetLines(lines).length;
    return open > 0 && note < MIN_WRITTEN
      ? [reason('screening.noteNeeded', { open, min: MIN_WRITTEN, length: note }, { at: 'note', source: dutyToGiveReasons })]
      : [];
  }
  const written = judgement.written.trim().length;
  if (written > 0 && written < MIN_WRITTEN)
    return [reason('screening.writtenTooShort', { min: MIN_WRITTEN, length: written }, { at: 'written', source: dutyToGiveReasons })];
  return exclusionReasons(lines, judgement).length > 0
    ? []
    : [reason('screening.reasonNeeded', { min: MIN_WRITTEN }, { at: 'reasons', source: dutyToGiveReasons })];
}
