import { canonical } from '#src/core/canonical.ts';
import type { Presence } from './shape.ts';
import { inside } from './shape.ts';
import { callSchema } from '../schema.ts';
import { fromFields, toFields, type Fields, type Raw } from './form.ts';

/** The chapters of the editor, each with the parts of the call that it holds. What no chapter holds (`id`, `acts`) is not typed in. */
export const chapterParts = {
  texts: ['title', 'summary', 'officialCode', 'pressOrder', 'kind', 'scope', 'example', 'grantingBody', 'topics'],
  dates: ['dates'],
  money: ['pots'],
  rules: ['rules'],
  aid: ['aid'],
  form: ['form'],
  documents: ['submission', 'documents', 'documentsTogether'],
  consortium: ['consortium'],
  screening: ['screening'],
  evaluation: ['evaluation'],
  ranking: ['ranking'],
  contract: ['contract'],
  delivery: ['delivery'],
} as const satisfies Record<string, readonly (keyof typeof callSchema.shape)[]>;

export type ChapterId = keyof typeof chapterParts;
export const chapterIds = Object.keys(chapterParts) as ChapterId[];
export const isChapter = (id: string): id is ChapterId => Object.hasOwn(chapterParts, id);

/** A call as it is being written: of the right outline, but anything in it may still be missing or wrong. */
export type DraftValue = Record<string, unknown>;

export type Part = { key: string; of: (typeof callSchema.shape)['title']; presence: Presence };
export const partsOf = (chapter: ChapterId): Part[] =>
  chapterParts[chapter].map((key) => ({ key, of: callSchema.shape[key] as never, presence: inside(callSchema.shape[key]).presence }));

/** The chapter that a place of the file (`rules.3.percent`) is edited in; null for what no chapter holds. */
export const chapterOf = (path: string): ChapterId | null =>
  chapterIds.find((id) => (chapterParts[id] as readonly string[]).includes(/^[^.[]*/.exec(path)![0])) ?? null;

export const chapterFields = (chapter: ChapterId, draft: DraftValue): Fields => {
  const into: Fields = {};
  for (const part of partsOf(chapter)) toFields(part.of, draft[part.key], part.key, into);
  return into;
};

/** The draft with this chapter as the form says it. */
export function withChapter(draft: DraftValue, chapter: ChapterId, raw: Raw): DraftValue {
  const next = { ...draft };
  for (const part of partsOf(chapter)) {
    const value = fromFields(part.of, raw, part.key);
    if (value === undefined) delete next[part.key];
    else next[part.key] = value;
  }
  return next;
}

export const chapterOfDraft = (chapter: ChapterId, draft: DraftValue): DraftValue =>
  Object.fromEntries(chapterParts[chapter].filter((key) => draft[key] !== undefined).map((key) => [key, draft[key]]));

export const sameChapter = (chapter: ChapterId, a: DraftValue, b: DraftValue): boolean =>
  canonical(chapterOfDraft(chapter, a)) === canonical(chapterOfDraft(chapter, b));
