import { askedAnswers } from '#src/funding/applications/rules/answers.ts';
import type { Answer, TableRow } from '#src/funding/applications/snapshot.ts';
import type { PersonMeaning } from '#src/funding/calls/vocabulary.ts';
import type { Call, FormColumn, FormField } from '#src/funding/calls/schema.ts';

export type ExampleAnswers = {
  /** What is written in a text field or cell. */
  text: (asked: FormField | FormColumn) => string;
  /** Answers of one's own, instead of the made-up ones. */
  own?: Readonly<Record<string, Answer>>;
  /** The participants that tables may name, by their ids. */
  members: readonly string[];
  /** The length of the project, which months keep within. */
  months: number;
};

/** An answer to everything that a call's form asks, of every kind, such that nothing is missing. */
export function exampleAnswers(call: Call, given: ExampleAnswers): Record<string, Record<string, Answer>> {
  const written = Object.fromEntries(
    call.form.sections.map((s) => [
      s.id,
      Object.fromEntries(s.fields.filter((f) => f.kind !== 'document').map((f) => [f.id, given.own?.[f.id] ?? exampleAnswer(f, given)])),
    ]),
  );
  return askedAnswers(call.form, written);
}

export function exampleAnswer(field: FormField, given: ExampleAnswers): Answer {
  switch (field.kind) {
    case 'choices':
      return (field.options ?? []).slice(0, Math.max(1, field.atLeast ?? 1)).map((o) => o.id);
    case 'table':
      return Array.from({ length: Math.max(1, field.minRows ?? 1) }, (_, i) => exampleRow(field, i, given));
    default:
      return exampleValue(field, given);
  }
}

/** The id of the row that other tables name. */
const rowId = (table: string, i: number) => `${table.slice(0, 30)}-${i + 1}`;

function exampleRow(field: FormField, i: number, given: ExampleAnswers): TableRow {
  const cells = (field.columns ?? []).map((c) => [c.id, c.id === field.gantt?.until ? String(given.months) : exampleValue(c, given)] as const);
  return { id: rowId(field.id, i), ...Object.fromEntries(cells) } as TableRow;
}

const codes: Partial<Record<PersonMeaning, string>> = { orcid: '0000-0002-1825-0097', fiscalCode: 'RSSMRA80A01H501U', email: 'nome@example.org' };

function exampleValue(asked: FormField | FormColumn, given: ExampleAnswers): string {
  switch (asked.kind) {
    case 'choice':
      return asked.options?.[0]?.id ?? '';
    case 'number':
      return String(Math.min(asked.max ?? 3, Math.max(asked.min ?? 0, 3)));
    case 'date':
      return '2026-05-01';
    case 'month':
      return '1';
    case 'member':
      return given.members[0] ?? '';
    case 'row':
      return 'of' in asked && asked.of !== undefined ? rowId(asked.of, 0) : '';
    default:
      // A code made up would make one person of all who have it.
      if (asked.means && asked.means in codes) return asked.required ? codes[asked.means]! : '';
      return given.text(asked);
  }
}
