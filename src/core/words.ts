/** The two languages that everything is said in. Italian comes first and has no prefix in addresses. */
export const locales = ['it', 'en'] as const;
export type Locale = (typeof locales)[number];

/** A text in both languages. A missing one does not compile. */
export type Words = { it: string; en: string };

type Said = string | ((...args: never[]) => string);

/** A room's words: each entry in both languages, either plain text or a function of the same arguments. */
export type Copy = Record<string, { it: Said; en: Said }>;

type InOneLanguage<C extends Copy> = { readonly [K in keyof C]: C[K]['it'] };

/** Checks at compile time that every entry has both languages and that both take the same arguments. */
export function copy<const C extends { [K in keyof C]: { it: Said; en: C[K]['it'] extends string ? string : C[K]['it'] } }>(entries: C): C {
  return entries;
}

const spoken = new WeakMap<object, Partial<Record<Locale, unknown>>>();

/** The room's words in one language: `const t = speak(copy, locale); t.title; t.closesIn(3)`. */
export function speak<C extends Copy>(entries: C, locale: Locale): InOneLanguage<C> {
  let both = spoken.get(entries);
  if (!both) spoken.set(entries, (both = {}));
  both[locale] ??= Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, value[locale]]));
  return both[locale] as InOneLanguage<C>;
}
