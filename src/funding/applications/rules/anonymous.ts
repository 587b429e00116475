import type { Cents } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import type { CostFact } from '#src/funding/calls/facts.ts';
import { identifyingFields, readColumns } from '#src/funding/calls/rules/blind.ts';
import type { Call, FormField } from '#src/funding/calls/schema.ts';
import { costCategories, researchTypes } from '#src/funding/calls/vocabulary.ts';
import type { Answers, FormSection } from '../proposal.ts';
import type { Answer, Snapshot, SnapshotDocument } from '../snapshot.ts';
import { askedSections, asRows, isBlank } from './answers.ts';

/**
 * What the expert of a double-blind call reads of a proposal. Made of what the call lets through, never of what it forbids: a part of the snapshot that
 * nobody thought of here is not read. No identity of a participant, no grant (it tells kind and size), no fingerprint, time or number of the submission.
 */
export type AnonymousProposal = {
  format: 'mics-anonymous/1';
  /** Null where the call does not let it through. */
  acronym: string | null;
  title: string | null;
  answers: Answers;
  project: { mainSpoke: number | null; spokes: readonly number[]; sector: string | null; durationMonths: number | null; startsOn: CalendarDate | null };
  /** Of all participants together. */
  costs: readonly CostFact[];
  documents: readonly AnonymousDocument[];
};

/** `document` is one of the call's; the name of the file and its size stay with the office. */
export type AnonymousDocument = { document: string };

type Named = Pick<SnapshotDocument, 'document'>;

/** A pure function of the call and of what was frozen: the same for everybody who proposes the same. */
export function anonymous(call: Call, { acronym, title, answers, facts, documents }: Snapshot): AnonymousProposal {
  const { named } = call.evaluation;
  return {
    format: 'mics-anonymous/1',
    acronym: named?.acronym ? acronym : null,
    title: named?.title ? title : null,
    answers: readAnswers(call, answers),
    project: {
      mainSpoke: facts.mainSpoke,
      spokes: [...facts.spokes].sort((a, b) => a - b),
      sector: facts.sector,
      durationMonths: facts.durationMonths,
      startsOn: facts.startsOn,
    },
    costs: together(facts.members.flatMap((m) => m.costs)),
    documents: readDocuments(call, documents).map(({ document }) => ({ document })),
  };
}

/** The sections of the form as experts of a double-blind call see them, with the fields and columns that they read. */
export function readSections(call: Call, answers: Answers): FormSection[] {
  const hidden = identifyingFields(call);
  return askedSections(call.form, answers).flatMap((section) => {
    const fields = section.fields.filter((f) => f.kind !== 'document' && !hidden.has(f.id)).map((f) => readField(f, hidden));
    return fields.length === 0 ? [] : [{ ...section, fields }];
  });
}

function readField(field: FormField, hidden: ReadonlySet<string>): FormField {
  if (!field.columns) return field;
  const columns = readColumns(field, hidden);
  const { gantt, ...rest } = field;
  const drawn = gantt && [gantt.label, gantt.from, gantt.until].every((id) => columns.some((c) => c.id === id));
  return { ...rest, columns, ...(drawn && { gantt }) };
}

function readAnswers(call: Call, answers: Answers): Answers {
  return Object.fromEntries(
    readSections(call, answers).flatMap((section) => {
      const read = section.fields.flatMap((field) => {
        const answer = answers[section.id]?.[field.id];
        return answer === undefined || isBlank(answer) ? [] : [[field.id, readAnswer(field, answer)] as const];
      });
      return read.length === 0 ? [] : [[section.id, Object.fromEntries(read)] as const];
    }),
  );
}

const readAnswer = (field: FormField, answer: Answer): Answer =>
  field.columns
    ? asRows(answer).map((row) => ({ id: row.id, ...Object.fromEntries(field.columns!.flatMap((c) => (row[c.id] === undefined ? [] : [[c.id, row[c.id]!]]))) }))
    : answer;

/** Of these documents, those that the call lets the experts of a double-blind evaluation read, in an order that the names of files do not make. */
export function readDocuments<D extends Named>(call: Pick<Call, 'documents'>, documents: readonly D[]): D[] {
  return call.documents.flatMap((asked) => (asked.anonymous ? documents.filter((d) => d.document === asked.id) : []));
}

const together = (costs: readonly CostFact[]): CostFact[] =>
  costCategories.flatMap((category) =>
    researchTypes.flatMap((researchType) => {
      const cents = costs.filter((c) => c.category === category && c.researchType === researchType).reduce((sum: Cents, c) => sum + c.cents, 0);
      return cents === 0 ? [] : [{ category, researchType, cents }];
    }),
  );
