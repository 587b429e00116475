import { reason, type Finding, type Reason, type Source } from '#src/core/decision.ts';
import type { Snapshot } from '#src/funding/applications/snapshot.ts';
import { documentsAsked } from '#src/funding/calls/rules/documents.ts';
import type { Call } from '#src/funding/calls/schema.ts';

/** A line of the checklist. The machine has answered its own; a `hand` line is met once an officer says so. */
export type Line = Finding & { id: string; by: 'machine' | 'hand' };

/** The shortest reason or note that says anything. */
export const MIN_WRITTEN = 20;

const dutyToGiveReasons: Source = { ref: 'L. 241/1990, art. 3 (obbligo di motivazione)', status: 'inferred' };

type Submitted = Pick<Snapshot, 'facts' | 'findings' | 'documents'>;

/**
 * What the office checks on a submission, from its frozen content: the rules as they were looked at then, the call's documents, and last what only
 * a person can check. `verified` are the ids of the hand lines that an officer found in order.
 */
export function checklist(call: Call, submitted: Submitted, verified: readonly string[] = []): Line[] {
  const rules = submitted.findings.map((finding, i): Line => ({ ...finding, id: `rule.${i}`, by: 'machine' }));
  return [...rules, ...documentLines(call, submitted), ...handLines(call, submitted).map((line) => ({ ...line, met: verified.includes(line.id) }))];
}

function documentLines(call: Call, { facts, documents }: Submitted): Line[] {
  return documentsAsked(call, facts).flatMap(({ document, member }): Line[] => {
    const handedIn = documents.find((d) => d.document === document.id && d.organisation === (member?.id ?? null));
    if (!handedIn && !document.required) return [];
    const { title, repairable, source } = document;
    return [
      {
        id: lineId('document', document.id, member?.id),
        by: 'machine',
        met: handedIn !== undefined,
        code: handedIn ? 'screening.document.present' : 'screening.document.missing',
        params: { title, who: member?.name ?? null, ...(handedIn ? { fileName: handedIn.fileName } : { repairable }) },
        source,
      },
    ];
  });
}

function handLines(call: Call, { facts, documents }: Submitted): Line[] {
  const signed = documentsAsked(call, facts).filter(
    ({ document, member }) => document.signature === 'digital' && documents.some((d) => d.document === document.id && d.organisation === (member?.id ?? null)),
  );
  return [
    ...signed.map(({ document, member }): Line => ({
      id: lineId('signature', document.id, member?.id),
      by: 'hand',
      met: false,
      code: 'screening.signature',
      params: { title: document.title, who: member?.name ?? null },
      source: document.source,
    })),
    { id: 'content', by: 'hand', met: false, code: 'screening.content', params: {} },
  ];
}

const lineId = (what: string, document: string, member: string | undefined) => [what, document, ...(member ? [member] : [])].join('.');

export const handIds = (lines: readonly Line[]): string[] => lines.filter((l) => l.by === 'hand').map((l) => l.id);

export const unmetLines = (lines: readonly Line[]): Line[] => lines.filter((l) => !l.met);

/** Nothing that the machine looked at stands against it: may be admitted together with others, once its hand lines are confirmed. */
export const machineMet = (lines: readonly Line[]): boolean => lines.every((l) => l.met || l.by === 'hand');

export type Judgement = { outcome: 'admitted' | 'excluded'; picked: readonly string[]; written: string; note: string };

/** A hand line states what is to be found; where it was not found, the reason says so. */
const notFound: Record<string, string> = { 'screening.signature': 'screening.signatureFault', 'screening.content': 'screening.contentFault' };

/** The reasons that an exclusion rests on: the unmet lines that were picked, then what was written. */
export function exclusionReasons(lines: readonly Line[], { picked, written }: Judgement): Reason[] {
  const fromLines = unmetLines(lines)
    .filter((l) => picked.includes(l.id))
    .map(({ met: _met, id: _id, by: _by, at: _at, code, ...why }): Reason => ({ code: notFound[code] ?? code, ...why }));
  const text = written.trim();
  return text === '' ? fromLines : [...fromLines, reason('screening.written', { text })];
}

/** What is missing in a decision; nothing when it can be taken. */
export function complaints(lines: readonly Line[], judgement: Judgement): Reason[] {
  const note = judgement.note.trim().length;
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
