import { counted } from '#src/core/counts.ts';
import { number } from '#src/core/money.ts';
import { copy, speak, type Locale } from '#src/core/words.ts';
import type { Call, FormColumn, FormField } from '../schema.ts';

/** What a form asks, in words. */
const said = copy({
  section: {
    it: (title: string, fields: string) => `Nella sezione «${title}»: ${fields}.`,
    en: (title: string, fields: string) => `In the section “${title}”: ${fields}.`,
  },
  onlyIf: {
    it: (text: string, field: string, values: string) => `${text} Solo se a «${field}» si risponde ${values}.`,
    en: (text: string, field: string, values: string) => `${text} Only where the answer to “${field}” is ${values}.`,
  },
  if: {
    it: (field: string, values: string) => `solo se a «${field}» si risponde ${values}`,
    en: (field: string, values: string) => `only where the answer to “${field}” is ${values}`,
  },
  or: { it: ' oppure ', en: ' or ' },
  optional: { it: 'facoltativo', en: 'optional' },
  chars: { it: (n: string) => `al massimo ${n} caratteri`, en: (n: string) => `at most ${n} characters` },
  richText: { it: 'testo con grassetti ed elenchi', en: 'text with bold and lists' },
  choice: { it: (n: number) => `una scelta fra ${n}`, en: (n: number) => `one choice of ${n}` },
  choices: {
    it: (n: number, least: number, most: number | null) =>
      `scelte fra ${n}${least > 0 ? `, almeno ${least}` : ''}${most === null ? '' : `, al massimo ${most}`}`,
    en: (n: number, least: number, most: number | null) =>
      `choices of ${n}${least > 0 ? `, at least ${least}` : ''}${most === null ? '' : `, at most ${most}`}`,
  },
  figure: { it: 'numero', en: 'number' },
  range: { it: (min: string, max: string) => `da ${min} a ${max}`, en: (min: string, max: string) => `from ${min} to ${max}` },
  from: { it: (min: string) => `almeno ${min}`, en: (min: string) => `at least ${min}` },
  to: { it: (max: string) => `al massimo ${max}`, en: (max: string) => `at most ${max}` },
  date: { it: 'data', en: 'date' },
  month: { it: 'mese', en: 'month' },
  member: { it: 'un partecipante', en: 'a participant' },
  row: { it: (table: string) => `una riga di «${table}»`, en: (table: string) => `a row of “${table}”` },
  table: { it: (columns: string) => `tabella: ${columns}`, en: (columns: string) => `table: ${columns}` },
  rows: {
    it: (min: number, max: number | null) =>
      max === null ? `almeno ${counted.rows.it(min)}` : min === 0 ? `al massimo ${counted.rows.it(max)}` : `da ${min} a ${counted.rows.it(max)}`,
    en: (min: number, max: number | null) =>
      max === null ? `at least ${counted.rows.en(min)}` : min === 0 ? `at most ${counted.rows.en(max)}` : `${min} to ${counted.rows.en(max)}`,
  },
  gantt: { it: 'con cronoprogramma', en: 'with a Gantt chart' },
  document: { it: 'documento da allegare', en: 'document to be attached' },
});

/** One sentence for each section: its fields with their kinds, limits and conditions. */
export function formInWords(form: Call['form'], locale: Locale): string[] {
  const t = speak(said, locale);
  const fields = form.sections.flatMap((s) => s.fields);
  const condition = (when: NonNullable<FormField['when']>) => {
    const field = fields.find((f) => f.id === when.field);
    const values = when.oneOf.map((v) => `«${field?.options?.find((o) => o.id === v)?.label[locale] ?? v}»`).join(t.or);
    return [field?.label[locale] ?? when.field, locale === 'it' ? values : values.replaceAll('«', '“').replaceAll('»', '”')] as const;
  };
  const figure = ({ min, max, unit }: FormField | FormColumn) =>
    [
      t.figure,
      min !== undefined && max !== undefined
        ? t.range(number(min, locale), number(max, locale))
        : min !== undefined
          ? t.from(number(min, locale))
          : max !== undefined && t.to(number(max, locale)),
      unit?.[locale],
    ]
      .filter(Boolean)
      .join(' ');
  const kindOf = (asked: FormField | FormColumn): string | false => {
    switch (asked.kind) {
      case 'richText':
        return t.richText;
      case 'choice':
        return t.choice(asked.options?.length ?? 0);
      case 'choices':
        return t.choices(asked.options?.length ?? 0, asked.atLeast ?? 0, asked.atMost ?? null);
      case 'number':
        return figure(asked);
      case 'date':
        return t.date;
      case 'month':
        return t.month;
      case 'member':
        return t.member;
      case 'row':
        return t.row(fields.find((f) => f.id === asked.of)?.label[locale] ?? '');
      case 'table':
        return t.table((asked.columns ?? []).map((c) => one(c)).join(', '));
      case 'document':
        return t.document;
      default:
        return false;
    }
  };
  const one = (asked: FormField | FormColumn): string => {
    const table = asked.kind === 'table' ? asked : undefined;
    const about = [
      kindOf(asked),
      asked.maxChars !== undefined && t.chars(number(asked.maxChars, locale)),
      table && (table.minRows !== undefined || table.maxRows !== undefined) && t.rows(table.minRows ?? 0, table.maxRows ?? null),
      table?.gantt && t.gantt,
      !asked.required && asked.kind !== 'document' && t.optional,
      'when' in asked && asked.when && t.if(...condition(asked.when)),
    ].filter(Boolean);
    return about.length === 0 ? asked.label[locale] : `${asked.label[locale]} (${about.join(', ')})`;
  };
  return form.sections.map((section) => {
    const text = t.section(section.title[locale], section.fields.map(one).join('; '));
    return section.when ? t.onlyIf(text, ...condition(section.when)) : text;
  });
}
