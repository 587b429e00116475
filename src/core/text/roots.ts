/**
 * Light stemming for texts that may be Italian, English or both. Endings of number, gender and the commonest derivations come off, and spellings that
 * the two languages differ in without differing in the word (`photovoltaic`, `fotovoltaico`) are brought to one. Made for likeness, not for grammar:
 * a root is a label, no word.
 */
export function root(token: string): string {
  if (token.length <= 3 || /\d/.test(token)) return token;
  let stem = token;
  for (const [ending, instead, left] of endings) {
    if (!stem.endsWith(ending) || stem.length - ending.length < left) continue;
    stem = stem.slice(0, stem.length - ending.length) + instead;
    break;
  }
  stem = sounds.reduce((text, [from, to]) => text.replace(from, to), stem);
  stem = shorter(stem, /[aeiou]+$/);
  // Hard consonants are written with an h before e and i: `ceramiche`, `ceramica`.
  stem = shorter(stem, /(?<=[cg])h$/);
  return shorter(shorter(stem, /al$/), /[aeiou]+$/);
}

/** Takes an ending off where at least three letters stay. */
function shorter(stem: string, ending: RegExp): string {
  const rest = stem.replace(ending, '');
  return rest.length >= 3 ? rest : stem;
}

/** Ending, what stands for it, and how many letters must come before it. The first that fits is taken off; longer ones stand first. */
const endings: readonly (readonly [ending: string, instead: string, left: number])[] = [
  ['abilities', 'abil', 2],
  ['ibilities', 'ibil', 2],
  ['ability', 'abil', 2],
  ['ibility', 'ibil', 2],
  ['abilita', 'abil', 2],
  ['ibilita', 'ibil', 2],
  ['azionale', 'ation', 3],
  ['azionali', 'ation', 3],
  ['ational', 'ation', 3],
  ['amento', '', 4],
  ['amenti', '', 4],
  ['imento', '', 4],
  ['imenti', '', 4],
  ['mente', '', 4],
  ['aggio', '', 4],
  ['aggi', '', 4],
  ['ments', '', 4],
  ['ment', '', 4],
  ['zione', 'tion', 2],
  ['zioni', 'tion', 2],
  ['tions', 'tion', 2],
  ['sione', 'sion', 2],
  ['sioni', 'sion', 2],
  ['sions', 'sion', 2],
  ['ables', 'abil', 2],
  ['ibles', 'ibil', 2],
  ['able', 'abil', 2],
  ['ible', 'ibil', 2],
  ['abile', 'abil', 2],
  ['abili', 'abil', 2],
  ['ibile', 'ibil', 2],
  ['ibili', 'ibil', 2],
  ['ities', 'it', 2],
  ['ity', 'it', 2],
  ['ita', 'it', 3],
  ['ings', '', 4],
  ['ing', '', 4],
  ['ously', 'os', 3],
  ['ous', 'os', 3],
  ['oso', 'os', 3],
  ['osa', 'os', 3],
  ['osi', 'os', 3],
  ['ose', 'os', 3],
  ['ally', '', 4],
  ['ly', '', 4],
  ['ives', 'iv', 2],
  ['ies', 'i', 3],
  ['ied', 'i', 3],
  ['sses', 'ss', 2],
  ['xes', 'x', 2],
  ['ches', 'ch', 3],
  ['shes', 'sh', 2],
  ['ed', '', 4],
  ['ss', 'ss', 2],
  ['us', 'us', 2],
  ['is', 'is', 2],
  ['s', '', 3],
];

const sounds: readonly (readonly [RegExp, string])[] = [
  [/^h(?=[aeiouy])/, ''],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/ch(?=[lmnr])/g, 'c'],
  [/[cp]t/g, 't'],
  [/x/g, 's'],
  [/y/g, 'i'],
  [/k/g, 'c'],
  [/j/g, 'i'],
  [/([a-z])\1/g, '$1'],
];
