import { showDate } from '#src/core/time.ts';
import { speak, type Locale } from '#src/core/words.ts';
import { ruleWords } from '../../copy.ts';
import { editorCopy } from '../../copy/editor.ts';
import { isValueNamed, valueLabel } from '../../copy/fields.ts';
import { ruleNameWords } from '../../copy/values.ts';
import { ruleSchema } from '../../schema.ts';
import type { RuleName } from '../../vocabulary.ts';

type Entry = Record<string, unknown>;
const inOne = (value: unknown, locale: Locale): string | undefined => {
  const said = (value as Entry | null | undefined)?.[locale];
  return typeof said === 'string' && said.trim() !== '' ? said : undefined;
};

/** As much of a text as fits on a line. */
const shortened = (text: string | undefined): string | undefined =>
  text !== undefined && text.length > 90 ? `${text.slice(0, 80).replace(/\s+\S*$/, '')}…` : text;
const dayOf = (value: unknown, locale: Locale): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? showDate(value, locale) : undefined;

/** What an entry of a list is called in the editor: a rule in its own words, a field by its label and kind. */
export function nameOfEntry(path: string, item: unknown, index: number, locale: Locale): string {
  const t = speak(editorCopy, locale);
  const number = `${index + 1}.`;
  if (typeof item !== 'object' || item === null) return number;
  const entry = item as Entry;
  if (typeof entry['rule'] === 'string') return `${number} ${nameOfRule(entry, locale)}`;
  const kind = typeof entry['kind'] === 'string' ? valueLabel(`${path}.kind`, entry['kind'])[locale] : undefined;
  const by = ['by', 'condition', 'form'].flatMap((key) =>
    typeof entry[key] === 'string' ? [valueLabel(`${path}.${key}`, entry[key] as string)[locale]] : [],
  )[0];
  const name =
    inOne(entry['title'], locale) ??
    inOne(entry['label'], locale) ??
    inOne(entry, locale) ??
    by ??
    shortened(inOne(entry['text'], locale)) ??
    dayOf(entry['from'], locale);
  return `${number} ${name ?? t.incomplete}${kind && name ? `, ${kind.toLowerCase()}` : ''}`;
}

function nameOfRule(entry: Entry, locale: Locale): string {
  const read = ruleSchema.safeParse({ ...entry, source: { ref: '-', status: 'example' }, note: undefined });
  if (read.success) return ruleWords(read.data)[locale];
  const kind = String(entry['rule']);
  if (isValueNamed('rule', kind)) return valueLabel('rule', kind)[locale];
  const name = ruleNameWords[kind as RuleName]?.[locale] ?? kind;
  return `${name} (${speak(editorCopy, locale).incomplete})`;
}
