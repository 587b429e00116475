import { readNumber } from '#src/core/figures.ts';
import type { FormColumn, FormField } from '#src/funding/calls/schema.ts';
import type { Locale } from '#src/core/words.ts';
import type { Answers, FormSection } from '../proposal.ts';
import { clean } from '../schema.ts';
import type { Answer, TableRow } from '../snapshot.ts';
import { asChosen, asRows, asText } from './answers.ts';

/**
 * Answers as forms send them, and back. A field is sent under its id, the boxes of several choices under `field[]`, a cell of a table
 * under `field.<row>.<column>`; `field.<row>._order` and `._remove` move a row and take it out where no script runs.
 */
export type Typed = Readonly<Record<string, unknown>>;

const rowId = /^[\w-]{1,40}$/;

/** Whether anything of this field was sent: what was not sent is left as it is. */
export const isSent = (field: FormField, typed: Typed): boolean =>
  Object.keys(typed).some((name) => name === field.id || name === `${field.id}[]` || name.startsWith(`${field.id}.`));

/** What was written for a field, in one spelling: `Typed` or the JSON of the answer itself. Whatever the field has no place for is dropped. */
export function readAnswer(field: FormField, typed: Typed): Answer {
  const own = typed[field.id];
  switch (field.kind) {
    case 'document':
      return '';
    case 'choices': {
      const boxes = typed[`${field.id}[]`] ?? own;
      const chosen = (Array.isArray(boxes) ? (boxes as unknown[]) : [boxes]).filter((v): v is string => typeof v === 'string' && v !== '').map(clean);
      const place = (id: string) => (field.options ?? []).findIndex((o) => o.id === id) + 1 || Infinity;
      // In the order of the options, so that the same choice is the same answer.
      return [...new Set(chosen)].sort((a, b) => Math.min(place(a), 1e9) - Math.min(place(b), 1e9));
    }
    case 'table': {
      const rows: ({ id: string } & Record<string, unknown>)[] = Array.isArray(own)
        ? own.flatMap((row: unknown) => (isRow(row) ? [row] : []))
        : rowsTyped(field, typed)
            .filter((r) => !r.removed)
            .map((r) => ({ ...r.cells, id: r.id }));
      return rows.flatMap((row) => {
        const cells = (field.columns ?? []).flatMap((c) => {
          const value = row[c.id];
          const read = typeof value === 'string' || typeof value === 'number' ? readValue(c, String(value)) : '';
          return read === '' ? [] : [[c.id, read] as const];
        });
        return cells.length === 0 ? [] : [{ id: row.id, ...Object.fromEntries(cells) } as TableRow];
      });
    }
    default:
      return typeof own === 'string' || typeof own === 'number' ? readValue(field, String(own)) : '';
  }
}

const isRow = (row: unknown): row is { id: string } & Record<string, unknown> =>
  typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string' && rowId.test(row.id);

const readValue = (asked: FormField | FormColumn, text: string): string =>
  asked.kind === 'number' || asked.kind === 'month' ? readNumber(clean(text), asked.unit) : clean(text);

export type TypedRow = { id: string; cells: Record<string, string>; removed: boolean };

/** The rows of a table as they were sent, blank ones too, in the order that they were given. */
export function rowsTyped(field: { id: string; columns?: readonly { id: string }[] }, typed: Typed): TypedRow[] {
  const rows = new Map<string, TypedRow & { order: number }>();
  for (const [name, value] of Object.entries(typed)) {
    if (!name.startsWith(`${field.id}.`)) continue;
    const [id = '', column = '', ...rest] = name.slice(field.id.length + 1).split('.');
    if (!rowId.test(id) || rest.length > 0) continue;
    let row = rows.get(id);
    if (!row) rows.set(id, (row = { id, cells: {}, removed: false, order: rows.size + 1 }));
    const text = Array.isArray(value) ? String(value[0] ?? '') : typeof value === 'string' ? value : '';
    if (column === '_remove') row.removed = text !== '';
    else if (column === '_order') row.order = Number(text) > 0 ? Number(text) : row.order;
    else if (field.columns?.some((c) => c.id === column)) row.cells[column] = text;
  }
  // Of two rows with the same number the later one was moved up to it, or the earlier one down to it: either way it comes first.
  return [...rows.values()]
    .map((row, i) => ({ row, i }))
    .sort((a, b) => a.row.order - b.row.order || b.i - a.i)
    .map(({ row: { order: _order, ...row } }) => row);
}

/** The values of a form that shows this answer. Numbers as the reader writes them; without a locale as they are kept. */
export function formValues(field: FormField, answer: Answer | undefined, locale?: Locale): Record<string, string | string[]> {
  const shown = (asked: FormField | FormColumn, value: string) => (asked.kind === 'number' && locale === 'it' ? value.replace('.', ',') : value);
  switch (field.kind) {
    case 'document':
      return {};
    case 'choices':
      return { [`${field.id}[]`]: [...asChosen(answer)] };
    case 'table':
      return Object.fromEntries(
        asRows(answer).flatMap((row) => (field.columns ?? []).map((c) => [`${field.id}.${row.id}.${c.id}`, shown(c, row[c.id] ?? '')] as const)),
      );
    default:
      return { [field.id]: shown(field, asText(answer)) };
  }
}

/** What a form starts from: the answers of a section as its reader writes them. */
export const sectionValues = (section: FormSection, answers: Answers[string] | undefined, locale: Locale): Record<string, string | string[]> =>
  Object.assign({}, ...section.fields.map((f) => formValues(f, answers?.[f.id], locale)));

/** The answers of a section with what was typed over them, for what depends on them before it is saved. */
export const answersTyped = (section: FormSection, answers: Answers[string] | undefined, typed: Typed): Answers[string] => ({
  ...answers,
  ...Object.fromEntries(section.fields.filter((f) => isSent(f, typed)).map((f) => [f.id, readAnswer(f, typed)])),
});
