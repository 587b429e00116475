import { number } from '#src/core/money.ts';
import { plainText } from '#src/core/richText.ts';
import { showDate } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import type { Call, FormColumn, FormField } from '#src/funding/calls/schema.ts';
import type { Proposal } from '../proposal.ts';
import { answerOf, asChosen, asRows, isBlank } from '../rules/answers.ts';
import type { Answer, TableRow } from '../snapshot.ts';

/** What an answer may name: other tables of the form, participants. */
export type Within = { call: Call; proposal: Pick<Proposal, 'answers' | 'facts'>; locale: Locale };

const optionSaid = (asked: Pick<FormField, 'options'>, value: string, locale: Locale): string =>
  asked.options?.find((o) => o.id === value)?.label[locale] ?? value;

/** One value in words; rich text without its marks. */
export function valueSaid(asked: FormField | FormColumn, value: string, within: Within): string {
  const { locale, proposal } = within;
  switch (asked.kind) {
    case 'choice':
      return optionSaid(asked, value, locale);
    case 'number': {
      const figure = Number.isFinite(Number(value)) ? number(Number(value), locale) : value;
      return 'unit' in asked && asked.unit ? `${figure}\u00a0${asked.unit[locale]}` : figure;
    }
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(value) ? showDate(value, locale) : value;
    case 'richText':
      return plainText(value);
    case 'member':
      return proposal.facts.members.find((m) => m.id === value)?.name ?? value;
    case 'row':
      return rowSaid(within, asked as FormColumn, value);
    default:
      return value;
  }
}

/** A row of another table: its number and its first text. */
function rowSaid({ call, proposal }: Within, column: FormColumn, id: string): string {
  const table = call.form.sections.flatMap((s) => s.fields).find((f) => f.id === column.of);
  if (!table) return id;
  const rows = asRows(answerOf(call.form, proposal.answers, table.id));
  const at = rows.findIndex((r) => r.id === id);
  return at < 0 ? id : nameOfRow(table, rows[at]!, at);
}

export function nameOfRow(table: FormField, row: TableRow, at: number): string {
  const named = table.columns?.find((c) => c.kind === 'text' || c.kind === 'longText');
  const text = named ? (row[named.id] ?? '') : '';
  return text === '' ? String(at + 1) : `${at + 1}. ${text}`;
}

/** A whole answer as lines of text: what is compared between two versions. */
export function answerSaid(field: FormField, answer: Answer | undefined, within: Within): string {
  if (isBlank(answer)) return '';
  if (typeof answer === 'string') return valueSaid(field, answer, within);
  const rows = asRows(answer);
  if (rows.length === 0)
    return asChosen(answer)
      .map((chosen) => optionSaid(field, chosen, within.locale))
      .join('\n');
  const columns = field.columns ?? [];
  return rows
    .map((row, i) => `${i + 1}. ${columns.flatMap((c) => (row[c.id] ? [`${c.label[within.locale]}: ${valueSaid(c, row[c.id]!, within)}`] : [])).join('; ')}`)
    .join('\n');
}

/** The bars of a table that is drawn over the months of the project. */
export function barsOf(field: FormField, rows: readonly TableRow[]): { label: string; from: number; to: number }[] {
  const { gantt } = field;
  if (!gantt) return [];
  return rows.flatMap((row, i) => {
    const [from, to] = [Number(row[gantt.from]), Number(row[gantt.until])];
    const fits = Number.isInteger(from) && Number.isInteger(to) && from >= 1 && to >= from && to <= 240;
    return fits ? [{ label: `${i + 1}. ${row[gantt.label] ?? ''}`, from, to }] : [];
  });
}
