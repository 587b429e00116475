import { reason, type Params, type Reason } from '#src/core/decision.ts';
import type { Words } from '#src/core/words.ts';
import type { FormColumn, FormField } from '#src/funding/calls/schema.ts';
import type { TableRow } from '../snapshot.ts';
import { answerReasons, asRows, type Around } from './answers.ts';
import { readAnswer } from './typed.ts';

/** What a cell may name: the participants, the rows of another table. */
export type NamesOf = (column: FormColumn) => readonly { id: string; name: string }[];

export type Imported = { rows: TableRow[]; wrong: Reason[] };

const folded = (text: string): string => text.trim().replace(/\s+/g, ' ').toLocaleLowerCase('it');
const both = (words: Words): string[] => [words.it, words.en];

/** How a column may be called in the first line: by its label in either language, with its unit or without, or by its id. */
const headings = (column: FormColumn): string[] =>
  [column.id, ...both(column.label), ...(column.unit ? [`${column.label.it} (${column.unit.it})`, `${column.label.en} (${column.unit.en})`] : [])].map(folded);

/** The number of the row, as our own tables and files begin. */
const isNumbering = (cell: string): boolean => ['n.', 'no.', 'nr', 'n', '#'].includes(folded(cell));

/** Which column each cell of a line belongs to; null for one that counts the rows, undefined for one that is not known. */
type Layout = readonly (FormColumn | null | undefined)[];

function layoutOf(field: FormField, first: readonly string[]): { layout: Layout; header: boolean } {
  const columns = field.columns ?? [];
  const named = first.map((cell): FormColumn | null | undefined => (isNumbering(cell) ? null : columns.find((c) => headings(c).includes(folded(cell)))));
  const known = named.filter((c) => c !== undefined && c !== null).length;
  const told = first.filter((cell) => cell.trim() !== '').length;
  return known > 0 && known * 2 >= told ? { layout: named, header: true } : { layout: columns, header: false };
}

/** `31/12/2026`, `31-12-2026` and `31.12.2026` are read as Italians write them. */
function dateIn(text: string): string {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  return match ? `${match[3]}-${match[2]!.padStart(2, '0')}-${match[1]!.padStart(2, '0')}` : text;
}

/** A name that a spreadsheet holds, as what the form keeps for it; what is not found stays as it is and is told. */
function valueIn(column: FormColumn, given: string, names: NamesOf): string {
  // Files of ours put an apostrophe before what a spreadsheet would take for a formula.
  const text = given.trim().replace(/^'(?=[=+\-@])/, '');
  const options: readonly { id: string; names: readonly string[] }[] =
    column.kind === 'choice'
      ? (column.options ?? []).map((o) => ({ id: o.id, names: both(o.label) }))
      : names(column).map(({ id, name }, i) => ({ id, names: [name, name.replace(/^\d+\. /, ''), ...(column.kind === 'row' ? [String(i + 1)] : [])] }));
  switch (column.kind) {
    case 'choice':
    case 'member':
    case 'row': {
      const fits = options.filter((o) => o.id === text || o.names.some((n) => folded(n) === folded(text)));
      return fits.length === 1 ? fits[0]!.id : (fits.find((o) => o.id === text)?.id ?? text);
    }
    case 'date':
      return dateIn(text);
    default:
      return text;
  }
}

const missing: Partial<Record<FormColumn['kind'], string>> = { member: 'application.answerNotAMember', row: 'application.answerNotARow' };

/** Where a call says nothing, a table has no more rows than this. */
const mostRows = 300;
const mostTold = 50;

export type Importing = {
  /** The rows that stay, before the new ones. */
  before: readonly TableRow[];
  names: NamesOf;
  /** Names the new rows. */
  ids: () => string;
  around: Around;
};

/** The table with the rows that lines of a spreadsheet say. All of them fit, or none is taken: what is wrong is told with its row and its column. */
export function importRows(field: FormField, lines: readonly (readonly string[])[], { before, names, ids, around }: Importing): Imported {
  const at = 'rows';
  // What is wrong with an answer is so by the form; what is wrong with the spreadsheet is so by itself.
  const of = (code: string, params: Params = {}) =>
    reason(code, { label: field.label, ...params }, { at, ...(code.startsWith('application.answer') && { source: around.form.source }) });
  if (lines.length === 0) return { rows: [], wrong: [of('application.importNothing')] };
  const { layout, header } = layoutOf(field, lines[0]!);
  const wrong: Reason[] = [];
  if (header)
    lines[0]!.forEach((cell, i) => {
      if (layout[i] === undefined && cell.trim() !== '') wrong.push(of('application.importUnknownColumn', { heading: cell.trim() }));
      else if (layout[i] && layout.indexOf(layout[i]) !== i) wrong.push(of('application.importColumnTwice', { heading: cell.trim() }));
    });
  const body = header ? lines.slice(1) : lines;
  if (body.length === 0) wrong.push(of('application.importNothing'));
  const typed = body.map((cells, i) => {
    const beyond = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    if (beyond > layout.length) wrong.push(of('application.importTooManyCells', { row: i + 1, count: beyond, max: layout.length }));
    const row: Record<string, string> & { id: string } = { id: ids() };
    layout.forEach((column, k) => {
      const cell = cells[k] ?? '';
      if (!column || cell.trim() === '') return;
      row[column.id] = valueIn(column, cell, names);
      const code = missing[column.kind];
      if (code && !names(column).some((n) => n.id === row[column.id]))
        wrong.push(of(code, { row: i + 1, column: column.label, table: tableOf(around, column)?.label ?? null }));
    });
    return row;
  });
  const rows = asRows(readAnswer(field, { [field.id]: typed }));
  const { maxRows = mostRows, ...unlimited } = field;
  wrong.push(...answerReasons(unlimited, rows, { at, stage: 'draft', source: around.form.source }).map((r) => ({ ...r, at })));
  const count = before.length + rows.length;
  if (count > maxRows) wrong.push(of('application.answerTooManyRows', { count, max: maxRows }));
  return wrong.length > 0 ? { rows: [], wrong: shortened(wrong, at) } : { rows: [...before, ...rows], wrong };
}

/** Nobody reads five hundred lines: the first ones, and how many there are besides. */
const shortened = (wrong: readonly Reason[], at: string): Reason[] =>
  wrong.length <= mostTold ? [...wrong] : [...wrong.slice(0, mostTold), reason('application.importMore', { count: wrong.length - mostTold }, { at })];

const tableOf = (around: Around, column: FormColumn): FormField | undefined => around.form.sections.flatMap((s) => s.fields).find((f) => f.id === column.of);
