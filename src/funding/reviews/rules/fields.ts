import type { Entry } from './review.ts';

/** One field of a review's form: an item with its points and motivation, or the summary. */
export type FieldText = { typed: string; motivation: string };

/** The field that the summary is; no item has this name. */
export const SUMMARY = 'text/summary';

/** What somebody wrote in a field, and the version of it that they had before them. */
export type Written = FieldText & { field: string; base: number };

export type Stored = { entry: Entry; versions: Readonly<Record<string, number>> };

const nothing: FieldText = { typed: '', motivation: '' };

export const textOf = ({ entry }: Pick<Stored, 'entry'>, field: string): FieldText =>
  field === SUMMARY ? { typed: '', motivation: entry.summary } : (entry.items[field] ?? nothing);

export const versionOf = ({ versions }: Pick<Stored, 'versions'>, field: string): number => versions[field] ?? 0;

/**
 * What is stored is the beginning of what is written now: a save of the same page that was still on its way when the form was sent. Nothing of it is lost
 * by writing over it.
 */
const goesOn = (stored: FieldText, w: Written): boolean => w.typed.startsWith(stored.typed) && w.motivation.startsWith(stored.motivation);

/** What is written over what: the same text needs no writing; over a version that its writer never saw only what goes on from it is written. */
export function settle(stored: Stored, written: readonly Written[]): { write: Written[]; same: Written[]; clash: Written[] } {
  const isSame = (w: Written) => {
    const { typed, motivation } = textOf(stored, w.field);
    return typed === w.typed && motivation === w.motivation;
  };
  const same = written.filter(isSame);
  const changed = written.filter((w) => !isSame(w));
  const seen = (w: Written) => w.base === versionOf(stored, w.field) || goesOn(textOf(stored, w.field), w);
  return { write: changed.filter(seen), same, clash: changed.filter((w) => !seen(w)) };
}

/** All the fields of an entry, as somebody writes them who saw the review as it is. */
export const writtenOf = (stored: Stored, entry: Entry, items: readonly string[]): Written[] =>
  [...items, SUMMARY].map((field) => ({ field, base: versionOf(stored, field), ...textOf({ entry }, field) }));
