import { number as showNumber } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import type { Locale, Words } from '#src/core/words.ts';
import type { ComponentChildren } from 'preact';
import { answerCopy } from './answerCopy.ts';
import { useCopy, usePage } from './context.ts';
import { Gantt, type GanttBar, type GanttMark } from './gantt.tsx';
import { RichText } from './richText.tsx';
import { PlainTable } from './plainTable.tsx';

/** A field of a form, as far as its answer's looks depend on it. Rooms hand in their own, which have at least this shape. */
export type ShownColumn = {
  id: string;
  kind: string;
  label: Words;
  unit?: Words | undefined;
  options?: readonly { id: string; label: Words }[] | undefined;
  of?: string | undefined;
};
export type ShownField = Omit<ShownColumn, 'of'> & {
  columns?: readonly ShownColumn[] | undefined;
  gantt?: { label: string; from: string; until: string } | undefined;
};
export type ShownRow = { readonly id: string } & Readonly<Record<string, string>>;
export type ShownAnswer = string | readonly string[] | readonly ShownRow[];

/** What an answer may speak of: rows of other tables, participants, the months of the project. */
export type AnswerAround = {
  form: { sections: readonly { id: string; fields: readonly ShownField[] }[] };
  answers: Readonly<Record<string, Readonly<Record<string, ShownAnswer>>>>;
  facts: { members: readonly { id: string; name: string }[]; durationMonths: number | null; startsOn?: string | null };
};

export type AnswerShownProps = { field: ShownField; answer: ShownAnswer | undefined; around?: AnswerAround };

export const isAnswered = (answer: ShownAnswer | undefined): answer is ShownAnswer => answer !== undefined && answer.length > 0;

const rowsIn = (answer: ShownAnswer | undefined): readonly ShownRow[] =>
  Array.isArray(answer) ? (answer as readonly (string | ShownRow)[]).filter((r): r is ShownRow => typeof r !== 'string') : [];

/** An answer to be read. Nothing answered is nothing: the list around it says so. */
export function AnswerShown({ field, answer, around }: AnswerShownProps) {
  const { locale } = usePage();
  if (!isAnswered(answer)) return null;
  if (typeof answer === 'string') return <>{valueShown(field, answer, locale)}</>;
  const rows = rowsIn(answer);
  if (rows.length > 0) return <TableShown field={field} rows={rows} around={around} />;
  return (
    <ul>
      {(answer as readonly string[]).map((chosen) => (
        <li key={chosen}>{optionOf(field, chosen, locale)}</li>
      ))}
    </ul>
  );
}

const optionOf = (asked: ShownColumn | ShownField, value: string, locale: Locale): string => asked.options?.find((o) => o.id === value)?.label[locale] ?? value;

function valueShown(asked: ShownColumn | ShownField, text: string, locale: Locale): ComponentChildren {
  switch (asked.kind) {
    case 'choice':
      return optionOf(asked, text, locale);
    case 'number': {
      const figure = Number.isFinite(Number(text)) ? showNumber(Number(text), locale) : text;
      return asked.unit ? `${figure}\u00a0${asked.unit[locale]}` : figure;
    }
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(text) ? showDate(text, locale) : text;
    case 'richText':
      return <RichText text={text} />;
    case 'text':
    case 'month':
      return text;
    default:
      return <Paragraphs text={text} />;
  }
}

/** Text as it was written, its empty lines between paragraphs. */
export const Paragraphs = ({ text }: { text: string }) => (
  <>
    {text.split(/\n{2,}/).map((paragraph, i) => (
      <p key={i}>{paragraph.split('\n').flatMap((line, j) => (j === 0 ? [line] : [<br key={j} />, line]))}</p>
    ))}
  </>
);

/** What a row is called where others name it: its number and its first text. */
export function rowName(field: ShownField, row: ShownRow, number: number): string {
  const named = field.columns?.find((c) => c.kind === 'text' || c.kind === 'longText');
  const text = named ? (row[named.id] ?? '') : '';
  return text === '' ? String(number) : `${number}. ${text.length > 80 ? `${text.slice(0, 78)}…` : text}`;
}

/** The rows of a table of the form that can be named, with what they are called. */
export function namedRows(around: AnswerAround | undefined, tableId: string | undefined): { id: string; name: string }[] {
  for (const section of around?.form.sections ?? []) {
    const field = section.fields.find((f) => f.id === tableId);
    if (field) return rowsIn(around!.answers[section.id]?.[field.id]).map((row, i) => ({ id: row.id, name: rowName(field, row, i + 1) }));
  }
  return [];
}

/** Columns whose figures can be added up: those with a unit. A level from 1 to 5 has no sum. */
export const isSummed = (column: ShownColumn): boolean => column.kind === 'number' && column.unit !== undefined;

export function sumOf(column: ShownColumn, rows: readonly Readonly<Record<string, string>>[]): number {
  const total = rows.reduce((n, row) => n + (Number.isFinite(Number(row[column.id] || 0)) ? Number(row[column.id] || 0) : 0), 0);
  return Math.round(total * 1e6) / 1e6;
}

function TableShown({ field, rows, around }: { field: ShownField; rows: readonly ShownRow[]; around: AnswerAround | undefined }) {
  const t = useCopy(answerCopy);
  const { locale } = usePage();
  const columns = field.columns ?? [];
  const heading = (c: ShownColumn) => (c.unit ? `${c.label[locale]} (${c.unit[locale]})` : c.label[locale]);
  const numeric = (c: ShownColumn) => c.kind === 'number' || c.kind === 'month';
  const cell = (column: ShownColumn, row: ShownRow): ComponentChildren => {
    const value = row[column.id] ?? '';
    if (value === '') return '';
    if (column.kind === 'member') return around?.facts.members.find((m) => m.id === value)?.name ?? t.gone;
    if (column.kind === 'row') return namedRows(around, column.of).find((r) => r.id === value)?.name ?? t.gone;
    return valueShown({ ...column, unit: undefined }, value, locale);
  };
  const table = (
    <PlainTable
      caption={field.label[locale]}
      captionHidden
      columns={columns.map((c) => ({ label: heading(c), ...(numeric(c) && { numeric: true }) }))}
      rows={rows.map((row, i) => columns.map((c, k) => (k === 0 ? <>{[`${i + 1}. `, cell(c, row)]}</> : cell(c, row))))}
      {...(columns.some(isSummed) && {
        total: columns.map((c, k) => (isSummed(c) ? showNumber(sumOf(c, rows), locale) : k === 0 ? t.total : '')),
      })}
    />
  );
  return (
    <>
      {field.gantt && <GanttOf field={field} rows={rows} around={around} />}
      {table}
    </>
  );
}

/** The chart of a table's rows, with the dates that other tables of the form set for them. */
export function GanttOf({ field, rows, around }: { field: ShownField; rows: readonly ShownRow[]; around: AnswerAround | undefined }) {
  const t = useCopy(answerCopy);
  const { locale } = usePage();
  const { gantt } = field;
  if (!gantt) return null;
  const dated = datedTables(field, around);
  const bars = rows.flatMap((row, i): GanttBar[] => {
    const [from, until] = [Number(row[gantt.from]), Number(row[gantt.until])];
    if (!(from >= 1) || !(until >= from)) return [];
    const marks = dated.flatMap(({ table, byRow, month, rows: dates }, kind) =>
      dates.flatMap((date, k): GanttMark[] =>
        date[byRow] === row.id && Number(date[month]) >= 1
          ? [{ label: rowName(table, date, k + 1).replace(/^\d+\. /, ''), month: Number(date[month]), kind, number: k + 1 }]
          : [],
      ),
    );
    return [{ label: `${i + 1}. ${row[gantt.label] ?? ''}`, from, until, marks }];
  });
  if (bars.length === 0) return null;
  return (
    <Gantt
      title={t.ganttOf(field.label[locale])}
      months={around?.facts.durationMonths ?? 0}
      startsOn={around?.facts.startsOn ?? null}
      bars={bars}
      kinds={dated.map((d) => d.table.label[locale])}
    />
  );
}

/** Tables with one month in each row, and the row of this table that it belongs to: milestones, deliverables. */
function datedTables(field: ShownField, around: AnswerAround | undefined) {
  return (around?.form.sections ?? []).flatMap((section) =>
    section.fields.flatMap((table) => {
      const byRow = table.columns?.find((c) => c.kind === 'row' && c.of === field.id);
      const months = table.columns?.filter((c) => c.kind === 'month') ?? [];
      if (!byRow || months.length !== 1) return [];
      return [{ table, byRow: byRow.id, month: months[0]!.id, rows: rowsIn(around!.answers[section.id]?.[table.id]) }];
    }),
  );
}
