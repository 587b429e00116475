import type { FormColumn, FormField } from '#src/funding/calls/schema.ts';
import type { Locale } from '#src/core/words.ts';
import { diffWordsWithSpace } from 'diff';
import type { Answer } from '../snapshot.ts';
import { asChosen, asRows, asText } from './answers.ts';

/** A stretch of text that is in both versions, or in one only. */
export type Stretch = { kind: 'same' | 'added' | 'removed'; text: string };

/** What became of `before`, word by word. Two texts that take too long to compare are shown as one taken out and one put in. */
export function differences(before: string, after: string): Stretch[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const parts = diffWordsWithSpace(before, after, { timeout: 300 }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  return parts.filter((p) => p.value !== '').map((p) => ({ kind: p.added ? 'added' : p.removed ? 'removed' : 'same', text: p.value }));
}

/** Long stretches that did not change, cut down to what stands next to a change. */
export function shortened(stretches: readonly Stretch[], around = 160): Stretch[] {
  return stretches.map((s, i) => {
    if (s.kind !== 'same' || s.text.length <= 2 * around + 20) return s;
    const head = i === 0 ? '' : s.text.slice(0, around).replace(/\S*$/, '');
    const tail = i === stretches.length - 1 ? '' : s.text.slice(-around).replace(/^\S*/, '');
    return { kind: 'same', text: `${head} […] ${tail}` };
  });
}

/** An answer as text, so that two can be compared: options by their labels, a table line by line. `names` are of participants and of other tables' rows. */
export function answerText(field: FormField | undefined, answer: Answer | undefined, locale: Locale, names: Readonly<Record<string, string>> = {}): string {
  if (!field) return typeof answer === 'string' ? answer : answer === undefined ? '' : JSON.stringify(answer);
  const said = (asked: FormField | FormColumn, value: string): string => {
    if (asked.kind === 'choice' || asked.kind === 'choices') return asked.options?.find((o) => o.id === value)?.label[locale] ?? value;
    if (asked.kind === 'member' || asked.kind === 'row') return names[value] ?? value;
    return asked.kind === 'number' && locale === 'it' ? value.replace('.', ',') : value;
  };
  if (field.kind === 'choices')
    return asChosen(answer)
      .map((id) => said(field, id))
      .join('\n');
  if (field.kind === 'table')
    return asRows(answer)
      .map((row, i) => [`${i + 1}.`, ...(field.columns ?? []).flatMap((c) => (row[c.id] ? [`${c.label[locale]}: ${said(c, row[c.id]!)}`] : []))].join('\n  '))
      .join('\n');
  return said(field, asText(answer));
}
