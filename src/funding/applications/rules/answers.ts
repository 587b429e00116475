import { characters } from '#src/core/characters.ts';
import { checkFiscalCode, checkOrcid } from '#src/core/codes.ts';
import { reason, type Params, type Reason, type Source } from '#src/core/decision.ts';
import { plainLength, plainText } from '#src/core/richText.ts';
import type { ProposalFacts } from '#src/funding/calls/facts.ts';
import type { Call, FormColumn, FormField } from '#src/funding/calls/schema.ts';
import type { PersonMeaning } from '#src/funding/calls/vocabulary.ts';
import type { Answers, FormSection } from '../proposal.ts';
import type { Answer, TableRow } from '../snapshot.ts';

export type CallForm = Call['form'];

/** What an answer may refer to: other answers, the participants, the length of the project. */
export type Around = {
  form: CallForm;
  answers: Answers;
  facts: Pick<ProposalFacts, 'durationMonths'> & Partial<Pick<ProposalFacts, 'startsOn'>> & { members: readonly { id: string; name: string }[] };
};

/** A plain answer; nothing for a list or a table. */
export const asText = (answer: Answer | undefined): string => (typeof answer === 'string' ? answer : '');
/** The options chosen; nothing for a text or a table. */
export const asChosen = (answer: Answer | undefined): readonly string[] =>
  Array.isArray(answer) ? (answer as readonly (string | TableRow)[]).filter((a): a is string => typeof a === 'string') : [];
/** The rows of a table; none for a text or a list. */
export const asRows = (answer: Answer | undefined): readonly TableRow[] =>
  Array.isArray(answer) ? (answer as readonly (string | TableRow)[]).filter((a): a is TableRow => typeof a !== 'string') : [];

/** The answers that name one participant in a table, naming another in its place. */
export const handedOver = (form: CallForm, answers: Answers, from: string, to: string): Answers =>
  Object.fromEntries(
    form.sections.flatMap((section) => {
      const fields = section.fields.flatMap(({ id, columns = [] }) => {
        const rows = asRows(answers[section.id]?.[id]);
        const named = columns.filter((c) => c.kind === 'member' && rows.some((row) => row[c.id] === from));
        if (named.length === 0) return [];
        const changed = (row: TableRow): TableRow => ({ ...row, ...Object.fromEntries(named.filter((c) => row[c.id] === from).map((c) => [c.id, to])) });
        return [[id, rows.map(changed)] as const];
      });
      return fields.length === 0 ? [] : [[section.id, Object.fromEntries(fields)] as const];
    }),
  );

/** Everything that was written in an answer, for whoever looks for words. */
export const wordsIn = (answer: Answer): string =>
  typeof answer === 'string' ? answer : [...asChosen(answer), ...asRows(answer).flatMap(({ id: _id, ...cells }) => Object.values(cells))].join('\n');

export const isBlank = (answer: Answer | undefined): boolean => answer === undefined || answer.length === 0;

/** Every answer of a form by its field's id, whichever section it stands in. */
export const answerOf = (form: CallForm, answers: Answers, fieldId: string): Answer | undefined => {
  const section = form.sections.find((s) => s.fields.some((f) => f.id === fieldId));
  return section && answers[section.id]?.[fieldId];
};

/**
 * Whether a field is asked: its section is, and what its condition looks at is asked and answered so. A field that is not asked is
 * neither required nor checked nor handed in; what was once written there stays in the draft, should it be asked again.
 */
export function isAsked(form: CallForm, answers: Answers, field: Pick<FormField, 'id' | 'when'>, seen: readonly string[] = []): boolean {
  // The schema refuses circles; one that got in otherwise is simply not asked.
  if (seen.includes(field.id)) return false;
  const section = form.sections.find((s) => s.fields.some((f) => f.id === field.id));
  return [section?.when, field.when].every((when) => !when || holds(form, answers, when, [...seen, field.id]));
}

export const isSectionAsked = (form: CallForm, answers: Answers, section: Pick<FormSection, 'when'>): boolean =>
  !section.when || holds(form, answers, section.when, []);

function holds(form: CallForm, answers: Answers, when: NonNullable<FormField['when']>, seen: readonly string[]): boolean {
  const field = form.sections.flatMap((s) => s.fields).find((f) => f.id === when.field);
  if (!field || !isAsked(form, answers, field, seen)) return false;
  const given = answerOf(form, answers, when.field);
  return when.oneOf.some((value) => given === value || asChosen(given).includes(value));
}

/** The sections that are asked, with the fields that are asked in them. */
export const askedSections = (form: CallForm, answers: Answers): FormSection[] =>
  form.sections.flatMap((section) => {
    if (!isSectionAsked(form, answers, section)) return [];
    if (section.fields.every((f) => !f.when)) return [section];
    const fields = section.fields.filter((f) => isAsked(form, answers, f));
    return fields.length === 0 ? [] : [{ ...section, fields }];
  });

/** What goes into the snapshot: answers to what is asked, in the order of the form. */
export const askedAnswers = (form: CallForm, answers: Answers): Answers =>
  Object.fromEntries(
    askedSections(form, answers).flatMap((section) => {
      const fields = section.fields.flatMap((f) => {
        const answer = answers[section.id]?.[f.id];
        return answer === undefined || isBlank(answer) ? [] : [[f.id, answer] as const];
      });
      return fields.length === 0 ? [] : [[section.id, Object.fromEntries(fields)] as const];
    }),
  );

export type Checking = {
  /** `sections.<section>.<field>` or wherever the form has it; cells add `.<row>.<column>`. */
  at: string;
  /** A draft may be unfinished and out of step with the rest; only what does not fit its field is wrong. What is handed in must be whole. */
  stage: 'draft' | 'complete';
  source?: Source | undefined;
  around?: Around | undefined;
};

/** Everything that is wrong with one answer, each at its exact place. */
export function answerReasons(field: FormField, answer: Answer | undefined, { at, stage, source, around }: Checking): Reason[] {
  const more = { at, ...(source && { source }) };
  const wrong = (code: string, params: Params = {}) => [reason(code, { label: field.label, ...params }, more)];
  const complete = stage === 'complete';
  if (field.kind === 'document') return [];
  if (isBlank(answer)) return complete && field.required ? wrong('application.answerMissing') : [];
  switch (field.kind) {
    case 'choices': {
      const chosen = asChosen(answer);
      if (chosen.length !== answer!.length) return wrong('application.answerWrongShape');
      if (chosen.some((c) => !field.options?.some((o) => o.id === c))) return wrong('application.answerNotAnOption');
      const count = new Set(chosen).size;
      if (field.atMost !== undefined && count > field.atMost) return wrong('application.answerTooManyChoices', { count, max: field.atMost });
      if (complete && field.atLeast !== undefined && count < field.atLeast) return wrong('application.answerTooFewChoices', { count, min: field.atLeast });
      return [];
    }
    case 'table': {
      const rows = asRows(answer);
      if (rows.length !== answer!.length) return wrong('application.answerWrongShape');
      return tableReasons(field, rows, { at, stage, source, around });
    }
    default: {
      if (typeof answer !== 'string') return wrong('application.answerWrongShape');
      if (field.kind === 'richText' && complete && field.required && saysNothing(answer)) return wrong('application.answerMissing');
      const found = checkValue(field, answer);
      return found ? wrong(found.code, found.params) : [];
    }
  }
}

/** The first thing wrong with one answer, or nothing; an empty one is wrong only where the field is required. */
export const checkAnswer = (field: FormField, answer: Answer, at: string, source?: Source): Reason | null =>
  answerReasons(field, answer, { at, source, stage: 'complete' })[0] ?? null;

/** Whether an answer stands in the way of saving a draft. */
export const refusesDraft = (field: FormField, answer: Answer, at: string, source?: Source): Reason[] =>
  answerReasons(field, answer, { at, stage: 'draft', source });

/** Required answers that are missing or do not fit, in the order of the form. */
export const missingAnswers = (call: Call, answers: Answers, facts?: Around['facts']): Reason[] =>
  askedSections(call.form, answers).flatMap((section) =>
    section.fields.flatMap((field) =>
      answerReasons(field, answers[section.id]?.[field.id], {
        at: `sections.${section.id}.${field.id}`,
        stage: 'complete',
        source: call.form.source,
        around: facts && { form: call.form, answers, facts },
      }),
    ),
  );

function tableReasons(field: FormField, rows: readonly TableRow[], { at, stage, source, around }: Checking): Reason[] {
  const complete = stage === 'complete';
  const of = (code: string, params: Params, where = at) => reason(code, { label: field.label, ...params }, { at: where, ...(source && { source }) });
  const whole: Reason[] = [];
  if (new Set(rows.map((r) => r.id)).size < rows.length) whole.push(of('application.answerRowTwice', {}));
  if (field.maxRows !== undefined && rows.length > field.maxRows) whole.push(of('application.answerTooManyRows', { count: rows.length, max: field.maxRows }));
  if (complete && field.minRows !== undefined && rows.length < field.minRows)
    whole.push(of('application.answerTooFewRows', { count: rows.length, min: field.minRows }));
  const cells = rows.flatMap((row, i) => {
    const wrong = (column: FormColumn, code: string, params: Params = {}) =>
      of(code, { row: i + 1, column: column.label, ...params }, `${at}.${row.id}.${column.id}`);
    const found = (field.columns ?? []).flatMap((column) => {
      const value = row[column.id] ?? '';
      if (value === '') return complete && column.required ? [wrong(column, 'application.answerMissing')] : [];
      const misfit = checkValue(column, value) ?? (complete && around ? refers(column, value, around) : null);
      return misfit ? [wrong(column, misfit.code, misfit.params)] : [];
    });
    return found.length === 0 && complete ? endsBeforeStart(field, row, wrong) : found;
  });
  return [...whole, ...cells];
}

/** The months of a bar of the Gantt chart, in their order. */
function endsBeforeStart(field: FormField, row: TableRow, wrong: (column: FormColumn, code: string, params: Params) => Reason): Reason[] {
  const { gantt } = field;
  const until = gantt && field.columns?.find((c) => c.id === gantt.until);
  if (!gantt || !until || !row[gantt.from] || !row[gantt.until] || Number(row[gantt.from]) <= Number(row[gantt.until])) return [];
  return [wrong(until, 'application.answerEndsBeforeStart', { from: Number(row[gantt.from]), until: Number(row[gantt.until]) })];
}

type Misfit = { code: string; params: Params };
const misfit = (code: string, params: Params = {}): Misfit => ({ code: `application.${code}`, params });

/** Whom or what a cell names must be there. */
function refers(column: FormColumn, value: string, { form, answers, facts }: Around): Misfit | null {
  if (column.kind === 'month') {
    const { durationMonths } = facts;
    return durationMonths !== null && Number(value) > durationMonths ? misfit('answerBeyondDuration', { month: Number(value), months: durationMonths }) : null;
  }
  if (column.kind === 'member') return facts.members.some((m) => m.id === value) ? null : misfit('answerNotAMember');
  if (column.kind === 'row' && column.of !== undefined) {
    const table = form.sections.flatMap((s) => s.fields).find((f) => f.id === column.of);
    const there = table && isAsked(form, answers, table) && asRows(answerOf(form, answers, column.of)).some((r) => r.id === value);
    return there ? null : misfit('answerNotARow', { table: table?.label ?? null });
  }
  return null;
}

const mostChars: Partial<Record<FormField['kind'] | FormColumn['kind'], number>> = { text: 20_000, longText: 20_000, richText: 20_000 };
/** The limit in characters; every text has one. */
export const charLimit = (asked: FormField | FormColumn): number | undefined => asked.maxChars ?? mostChars[asked.kind];

/** What does not fit about one value that is not empty, whether it is an answer or a cell. */
function checkValue(asked: FormField | FormColumn, value: string): Misfit | null {
  switch (asked.kind) {
    case 'choice':
      return asked.options?.some((o) => o.id === value) ? null : misfit('answerNotAnOption');
    case 'date':
      return isDate(value) ? null : misfit('answerNotADate');
    case 'month':
      return /^[1-9]\d{0,2}$/.test(value) && Number(value) <= 240 ? null : misfit('answerNotAMonth');
    case 'number': {
      if (!/^-?\d{1,15}(\.\d{1,6})?$/.test(value)) return misfit('answerNotANumber');
      const { min = null, max = null } = asked;
      const outside = (min !== null && Number(value) < min) || (max !== null && Number(value) > max);
      return outside ? misfit('answerOutOfRange', { min, max, unit: asked.unit ?? null }) : null;
    }
    case 'member':
    case 'row':
      return value.length <= 100 ? null : misfit('answerWrongShape');
    default: {
      const unfit = asked.means && codeMisfit[asked.means]?.(value);
      if (unfit) return unfit;
      const max = charLimit(asked)!;
      // No text has more characters than code units, nor does rich text gain any by being read, but for its tabs.
      if (value.length <= max && !(asked.kind === 'richText' && value.includes('\t'))) return null;
      const count = asked.kind === 'richText' ? plainLength(value) : characters(value);
      return count > max ? misfit('answerTooLong', { count, max, over: count - max }) : null;
    }
  }
}

/** Codes of a person that cannot be one: conflicts of interest would be looked for in vain. */
const codeMisfit: Partial<Record<PersonMeaning, (value: string) => Misfit | null>> = {
  orcid: (value) => (checkOrcid(value).ok ? null : misfit('answerNotAnOrcid')),
  fiscalCode: (value) => (/\D/.test(value.trim()) && checkFiscalCode(value).ok ? null : misfit('answerNotAFiscalCode')),
  email: (value) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()) ? null : misfit('answerNotAnEmail')),
};

/** Marks with nothing between them. Letters outside a link are seen at a glance; only what has none is read. */
const saysNothing = (text: string): boolean => (text.includes('](') || !/[\p{L}\p{N}]/u.test(text)) && plainText(text).trim() === '';

const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
