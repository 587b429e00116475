/** Words that say what kind of body it is, not which one: they do not make two names alike. */
const ordinary = new Set([
  'universita',
  'degli',
  'studi',
  'studiorum',
  'di',
  'de',
  'del',
  'della',
  'dell',
  'delle',
  'dei',
  'e',
  'ed',
  'la',
  'le',
  'il',
  'l',
  'the',
  'of',
  'and',
  'per',
  'politecnico',
  'istituto',
  'ente',
  'consiglio',
  'nazionale',
  'ricerca',
  'ricerche',
  'group',
  'gruppo',
  'holding',
  'italia',
  'societa',
  'spa',
  'srl',
  'srls',
  'snc',
  'sas',
  'sapa',
  'scarl',
  'scrl',
  'soc',
  'coop',
  'cooperativa',
  'benefit',
  'sb',
  'unipersonale',
  'fratelli',
  'fllli',
  'figli',
  'a',
  'r',
  's',
  'p',
  'c',
]);

/** A name as it is compared: lower case, no accents, no punctuation, legal forms in one piece (`S.p.A.` is `spa`). */
export function folded(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\b(?:[a-z]\.){2,}[a-z]?\b\.?/g, (dotted) => dotted.replaceAll('.', ''))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** The words that tell one body from another. A name made of ordinary words only keeps them all. */
export function tellingWords(name: string): string[] {
  const words = folded(name).split(' ').filter(Boolean);
  const telling = words.filter((word) => !ordinary.has(word));
  return telling.length > 0 ? telling : words;
}

/** How alike two words are, from 0 to 1: the share of their pairs of letters that both have (Sørensen–Dice). */
function likeness(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length < 2 || b.length < 2) return 0;
  const left = new Map<string, number>();
  for (let i = 0; i + 1 < a.length; i++) left.set(a.slice(i, i + 2), (left.get(a.slice(i, i + 2)) ?? 0) + 1);
  let both = 0;
  for (let i = 0; i + 1 < b.length; i++) {
    const pair = b.slice(i, i + 2);
    const n = left.get(pair) ?? 0;
    if (n > 0) {
      left.set(pair, n - 1);
      both++;
    }
  }
  return (2 * both) / (a.length + b.length - 2);
}

/** Could these be two spellings of one body? A hint for a person to judge, never a refusal by itself. */
export function similarNames(a: string, b: string): boolean {
  const [left, right] = [tellingWords(a), tellingWords(b)];
  const [few, many] = left.length <= right.length ? [left, right] : [right, left];
  if (few.length === 0) return false;
  const found = few.filter((word) => many.some((other) => likeness(word, other) >= 0.7)).length;
  return found === few.length && few.join('').length >= 3 && few.length * 3 >= many.length * 2;
}
