import { sameMeaning } from './meanings.ts';
import { root } from './roots.ts';
import { stopWords } from './stopWords.ts';

/** The words of a text, without accents and in lower case; what an apostrophe parts is two. */
export function tokens(text: string): string[] {
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]+/g, '')
    .toLowerCase();
  // Latin letters without accents are what almost every text comes down to, and are found several times as fast.
  // oxlint-disable-next-line no-control-regex
  return plain.match(/[^\u0000-\u007f\u2010-\u2027]/) ? (plain.match(/[\p{L}\p{N}]+/gu) ?? []) : (plain.match(/[a-z0-9]+/g) ?? []);
}

const known = new Map<string, string>();

/** What a word is counted as, or nothing where it says nothing: stop words, single letters, bare numbers. */
export function termOf(token: string): string {
  const before = known.get(token);
  if (before !== undefined) return before;
  const stem = root(token);
  const term = token.length < 2 || stopWords.has(token) || /^\d+$/.test(token) ? '' : (sameMeaning.get(stem) ?? stem);
  // Bounded: the words of a language are finite, those that people mistype are not.
  if (known.size > 200_000) known.clear();
  known.set(token, term);
  return term;
}

/** How often each term stands in a text. */
export type Terms = ReadonlyMap<string, number>;

/** Texts that count for more are given with their weight. Word order plays no part. */
export function termsOf(...texts: readonly (string | { text: string; times: number })[]): Terms {
  const counts = new Map<string, number>();
  for (const given of texts) {
    const { text, times } = typeof given === 'string' ? { text: given, times: 1 } : given;
    for (const token of tokens(text)) {
      const term = termOf(token);
      if (term !== '') counts.set(term, (counts.get(term) ?? 0) + times);
    }
  }
  return counts;
}

/** The word that a term was written as, the one met first. */
export function wordsFor(text: string): Map<string, string> {
  const words = new Map<string, string>();
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const term = termOf(tokens(match[0])[0] ?? '');
    if (term !== '' && !words.has(term)) words.set(term, match[0].toLowerCase());
  }
  return words;
}
