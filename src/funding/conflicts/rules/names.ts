import { tokens } from '#src/core/text/terms.ts';

/** Words of a surname, and titles, that tell nobody from anybody. */
const small = new Set(['di', 'de', 'del', 'della', 'dello', 'dei', 'degli', 'da', 'dal', 'dalla', 'd', 'la', 'lo', 'van', 'von', 'der']);
const titles = new Set([
  'prof',
  'professor',
  'professore',
  'professoressa',
  'ssa',
  'dott',
  'dottor',
  'dottore',
  'dottoressa',
  'dr',
  'ing',
  'arch',
  'avv',
  'phd',
  'sig',
  'sigra',
]);

/** A person's name as it is compared: words without accents, case and titles. */
export const nameWords = (name: string): string[] => tokens(name).filter((word) => !titles.has(word));

/** First name and surname in either order, without accents and titles. */
export const sameName = (name: string): string => nameWords(name).sort().join(' ');

/** Every way to begin, written together: `De Luca Maria` and `Maria Deluca` have one in common. */
const rotations = (words: readonly string[]): string[] => words.map((_, i) => [...words.slice(i), ...words.slice(0, i)].join(''));
const telling = (words: readonly string[]): string[] => [...new Set(words.filter((word) => word.length > 1 && !small.has(word)))];
const tells = (words: readonly string[]): boolean => telling(words).length > 1;

/** Whether two names may be one person's: the same words in any order, or all of the shorter one's (a second name, what stands behind it). A surname alone says nothing. */
export function mayBeOne(a: readonly string[], b: readonly string[]): boolean {
  if (!tells(a) || !tells(b)) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.every((word) => long.includes(word)) || rotations(a).some((r) => r === b.join(''));
}

/** Which of these people a name may be, without comparing it with all of them. */
export function namesakes<P extends { name: string }>(people: readonly P[]): (name: string) => P[] {
  const [index, words] = [new Map<string, P[]>(), new Map<P, string[]>()];
  for (const person of people) {
    const theirs = nameWords(person.name);
    words.set(person, theirs);
    for (const key of keysOf(theirs)) index.set(key, [...(index.get(key) ?? []), person]);
  }
  return (name) => {
    const asked = nameWords(name);
    const near = new Set([...keysOf(asked)].flatMap((key) => index.get(key) ?? []));
    return [...near].filter((person) => mayBeOne(asked, words.get(person)!));
  };
}

/** Two names that may be one have one of these in common. */
function keysOf(words: readonly string[]): Set<string> {
  const keys = new Set(rotations(words));
  const own = telling(words);
  for (const [i, a] of own.entries()) for (const b of own.slice(i + 1)) keys.add([a, b].sort().join(' '));
  return keys;
}
