/** The two languages that everything is said in. Italian comes first and has no prefix in addresses. */
export const locales = ['it', 'en'] as const;
export type Locale = (typeof locales)[number];

/** A text in both languages. A missing one does not compile. */
export type Words = { it: string; en: string };

type Said = string | ((...args: never[]) => string);

/** A room's words: each entry in both languages, either plain text or a function of the same arguments. */
export type Copy = Record<string, { it: Said; en: Said }>;

type InOneLanguage<C extends Copy> = { readonly [K in keyof C]: C[K]['it'] };

const elisions: Record<string, string> = { il: 'l’', al: 'all’', del: 'dell’', dal: 'dall’', nel: 'nell’', sul: 'sull’' };
const beforeDate = /\b(il|al|del|dal|nel|sul) (?=(?:8|11)[ \u00a0](?:gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic))/gi;

/** Italian elides its articles before the eighth and the eleventh of a month: `l’8 marzo`, `dall’11 aprile`. */
export const elided = (text: string): string =>
  text.replace(beforeDate, (_, article: string) => {
    const short = elisions[article.toLowerCase()]!;
    return /^[A-Z]/.test(article) ? short.charAt(0).toUpperCase() + short.slice(1) : short;
  });

/**
 * A sentence that was put together, as it is written: an abbreviation at its end brings its full stop along, and Italian has its articles, elided before
 * vowels.
 */
export function composed(text: string, locale: Locale): string {
  const once = text.replace(/(?<=[^.\s])\.\.(?=\s|$|[»”"')])/g, '.');
  return locale === 'it' ? elided(once.replace(/\bfino a (?=\d[\d.,]*[ \u00a0]?%)/g, 'fino al ')) : once;
}

/** Checks at compile time that every entry has both languages and that both take the same arguments. */
export function copy<const C extends { [K in keyof C]: { it: Said; en: C[K]['it'] extends string ? string : C[K]['it'] } }>(entries: C): C {
  return Object.fromEntries(Object.entries<{ it: Said; en: Said }>(entries).map(([key, { it, en }]) => [key, { it: said(it, 'it'), en: said(en, 'en') }])) as C;
}

const said = (entry: Said, locale: Locale): Said => (typeof entry === 'string' ? entry : (...args) => composed(entry(...args), locale));

type Numbers = readonly [one: string, several: string];

/** What stands under or after a number and follows it: `afterNumber(['voto', 'voti'], ['vote', 'votes'])`. None are several, in both languages. */
export const afterNumber = (it: Numbers, en: Numbers): { it: (n: number) => string; en: (n: number) => string } => ({
  it: (n) => (n === 1 ? it[0] : it[1]),
  en: (n) => (n === 1 ? en[0] : en[1]),
});

const spoken = new WeakMap<object, Partial<Record<Locale, unknown>>>();

/** The room's words in one language: `const t = speak(copy, locale); t.title; t.closesIn(3)`. */
export function speak<C extends Copy>(entries: C, locale: Locale): InOneLanguage<C> {
  let both = spoken.get(entries);
  if (!both) spoken.set(entries, (both = {}));
  both[locale] ??= Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, value[locale]]));
  return both[locale] as InOneLanguage<C>;
}
