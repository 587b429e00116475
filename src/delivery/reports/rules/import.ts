import { reason, type Reason } from '#src/core/decision.ts';
import { readNumber } from '#src/core/figures.ts';
import { parseEuros, type Cents } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import type { Words } from '#src/core/words.ts';
import { costCategoryWords } from '#src/funding/calls/copy/vocabulary.ts';
import { typedCategories, type ImportKind } from '../states.ts';
import { quartersIn } from './timesheets.ts';

/** A cell of a file: from a CSV always text, from a workbook with its kind. */
export type Cell = { text: string; kind: 'text' | 'number' | 'date' | 'boolean' | 'formula' | 'error' };
export const textCell = (text: string): Cell => ({ text, kind: 'text' });

/** What is wrong with one cell, or with a row as a whole. `row` counts as the spreadsheet does, the headings being row 1. */
export type CellProblem = { row: number; column: Words | null; value: string; reason: Reason };

type Kind = 'text' | 'date' | 'amount' | 'category' | 'hours';
export type ImportColumn = { id: string; label: Words; kind: Kind; required: boolean; max?: number };

const w = (it: string, en: string): Words => ({ it, en });
const text = (id: string, it: string, en: string, required: boolean, max: number): ImportColumn => ({ id, label: w(it, en), kind: 'text', required, max });

/** The columns of a file, by the names that its first row may have in either language. */
export const importColumns: Record<ImportKind, readonly ImportColumn[]> = {
  costs: [
    { id: 'category', label: w('Voce di costo', 'Cost category'), kind: 'category', required: true },
    text('description', 'Descrizione', 'Description', true, 500),
    text('supplier', 'Fornitore', 'Supplier', true, 200),
    text('supplierVat', 'Partita IVA', 'VAT number', true, 40),
    text('invoiceNumber', 'Numero fattura', 'Invoice number', true, 60),
    { id: 'invoiceOn', label: w('Data fattura', 'Invoice date'), kind: 'date', required: true },
    { id: 'paidOn', label: w('Data pagamento', 'Payment date'), kind: 'date', required: false },
    text('paymentRef', 'Riferimento pagamento', 'Payment reference', false, 120),
    { id: 'cents', label: w('Importo netto', 'Net amount'), kind: 'amount', required: true },
    text('cup', 'CUP sul documento', 'CUP on the document', false, 30),
  ],
  timesheets: [
    text('person', 'Persona', 'Person', true, 200),
    { id: 'day', label: w('Giorno', 'Day'), kind: 'date', required: true },
    text('workPackage', 'Pacchetto di lavoro', 'Work package', true, 200),
    { id: 'hours', label: w('Ore', 'Hours'), kind: 'hours', required: true },
  ],
};

/** One row of the file as it was read: texts, dates and categories as texts, amounts as cents, hours as quarters. */
export type ImportRow = { row: number; values: Record<string, string | number> };
export type Read = { rows: ImportRow[]; problems: CellProblem[] };

export const MOST_ROWS = 20_000;
/** Problems that are told one by one; the others are counted. */
export const MOST_TOLD = 200;

const folded = (said: string): string => said.trim().replace(/\s+/g, ' ').toLocaleLowerCase('it');

const categoryNamed = new Map(
  typedCategories.toReversed().flatMap((c) => [c, costCategoryWords[c].it, costCategoryWords[c].en].map((name) => [folded(name), c] as const)),
);

/** Files of ours put an apostrophe before what a spreadsheet would take for a formula. */
const bare = (said: string): string => said.trim().replace(/^'(?=[=+\-@])/, '');

/** A formula, whatever it would come to: typed into a CSV, or stored in a workbook. A negative number is none. */
const isFormula = (cell: Cell): boolean =>
  cell.kind === 'formula' || (cell.kind === 'text' && /^[=+@\t\r]|^-(?!\d)/.test(cell.text.trimStart()) && cell.text.trim() !== '-');

/**
 * Reads a file: its first row must name every required column, in either language and any order, and nothing else. Every cell that cannot be taken is
 * told with its row and column; the rows are good for nothing unless there is no problem.
 */
export function readRows(kind: ImportKind, cells: readonly (readonly Cell[])[]): Read {
  const columns = importColumns[kind];
  const whole = (code: Reason): Read => ({ rows: [], problems: [{ row: 1, column: null, value: '', reason: code }] });
  const head = cells[0];
  if (!head || cells.every((r) => r.every((c) => c.text.trim() === '' && c.kind !== 'formula'))) return whole(reason('reports.import.nothing'));
  const layout = head.map((cell) => columns.find((c) => [c.id, c.label.it, c.label.en].map(folded).includes(folded(cell.text))));
  const problems: CellProblem[] = [];
  head.forEach((cell, i) => {
    const column = layout[i];
    if (!column && cell.text.trim() !== '')
      problems.push({ row: 1, column: null, value: cell.text, reason: reason('reports.import.unknownColumn', { heading: cell.text.trim() }) });
    else if (column && layout.indexOf(column) !== i)
      problems.push({ row: 1, column: column.label, value: cell.text, reason: reason('reports.import.columnTwice', { heading: cell.text.trim() }) });
  });
  const missing = columns.filter((c) => c.required && !layout.includes(c));
  for (const column of missing)
    problems.push({ row: 1, column: column.label, value: '', reason: reason('reports.import.columnMissing', { column: column.label }) });
  if (missing.length > 0) return { rows: [], problems };
  const body = cells.slice(1);
  if (body.length > MOST_ROWS) return whole(reason('reports.import.tooManyRows', { count: body.length, max: MOST_ROWS }));
  const rows: ImportRow[] = [];
  body.forEach((given, i) => {
    if (given.every((c) => c.text.trim() === '' && c.kind !== 'formula')) return;
    const row = i + 2;
    const values: ImportRow['values'] = {};
    const beyond = given.findLastIndex((c) => c.text.trim() !== '') + 1;
    if (beyond > layout.length)
      problems.push({ row, column: null, value: '', reason: reason('reports.import.tooManyCells', { count: beyond, max: layout.length }) });
    layout.forEach((column, k) => {
      if (!column) return;
      const cell = given[k] ?? textCell('');
      const read = valueIn(column, cell);
      if ('reason' in read) problems.push({ row, column: column.label, value: cell.text.slice(0, 100), reason: read.reason });
      else values[column.id] = read.value;
    });
    for (const column of columns) values[column.id] ??= '';
    rows.push({ row, values });
  });
  if (rows.length === 0) return whole(reason('reports.import.nothing'));
  return { rows, problems };
}

function valueIn(column: ImportColumn, cell: Cell): { value: string | number } | { reason: Reason } {
  if (isFormula(cell)) return { reason: reason('reports.import.formula') };
  if (cell.kind === 'error') return { reason: reason('reports.import.cellError', { value: cell.text }) };
  const said = bare(cell.text);
  if (said === '') return column.required ? { reason: reason('form.required') } : { value: '' };
  switch (column.kind) {
    case 'text':
      return said.length > column.max! ? { reason: reason('form.tooLong', { max: column.max! }) } : { value: said };
    case 'category': {
      const known = categoryNamed.get(folded(said));
      return known ? { value: known } : { reason: reason('reports.import.category', { value: said }) };
    }
    case 'date':
      return dateIn(cell, said);
    case 'amount':
      return amountIn(cell, said);
    case 'hours': {
      const quarters = cell.kind === 'number' ? quartersIn(readNumber(said)) : quartersIn(said);
      return quarters === undefined || quarters === 0 ? { reason: reason('reports.import.hours', { value: said }) } : { value: quarters };
    }
  }
}

/** `2024-09-30`, or as Italians write it: `30/09/2024`, `30-9-2024`, `30.09.2024`. Words are not read, and a number without a date's format is none. */
function dateIn(cell: Cell, said: string): { value: CalendarDate } | { reason: Reason } {
  if (cell.kind === 'number') return { reason: reason('reports.import.dateNumber', { value: said }) };
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(said) ?? /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(said);
  if (!match) return { reason: reason('reports.import.date', { value: said }) };
  const [year, month, day] = match[1]!.length === 4 ? [match[1]!, match[2]!, match[3]!] : [match[3]!, match[2]!, match[1]!];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = new Date(`${date}T12:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date
    ? { reason: reason('reports.import.noSuchDate', { value: said }) }
    : { value: date };
}

/**
 * An amount in cents. A number of a workbook is what it is. In a text, a comma or a point before one or two last digits is the decimal mark; a single
 * mark before three digits could be either and is not guessed: `1,234`.
 */
function amountIn(cell: Cell, said: string): { value: Cents } | { reason: Reason } {
  if (cell.kind === 'number') {
    const cents = Math.round(Number(said) * 100);
    if (!(Math.abs(cents - Number(said) * 100) < 1e-6)) return { reason: reason('reports.import.decimals', { value: said }) };
    return cents > 0 && Number.isSafeInteger(cents) ? { value: cents } : { reason: reason('reports.import.amount', { value: said }) };
  }
  if (/^[€\s]*\d{1,3}[.,]\d{3}[€\s]*$/.test(said)) return { reason: reason('reports.import.ambiguous', { value: said }) };
  const cents = parseEuros(said);
  return cents === undefined || cents <= 0 ? { reason: reason('reports.import.amount', { value: said }) } : { value: cents };
}

/** Text that was saved in one alphabet and read in another, or no text at all. */
export function looksGarbled(said: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return /[\u0000-\u0008\u000E-\u001F\uFFFD]/.test(said) || /Ã[\u0080-\u00BF ¨©²¹]|â‚¬|Â°/.test(said);
}
