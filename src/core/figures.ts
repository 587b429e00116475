import type { Words } from './words.ts';

/** `3,5`, `1.250,75`, `12 000` and `40 t` as people type them: a point before decimals and nothing else. What is no number stays as it was typed. */
export function readNumber(text: string, unit?: Words): string {
  const typed = text.trim().replace(/^[\u2212\u2013]/, '-');
  let rest = typed;
  for (const said of [unit?.it, unit?.en]) if (said && rest.toLowerCase().endsWith(said.toLowerCase())) rest = rest.slice(0, -said.length).trimEnd();
  const spaced = rest.replace(/(?<=\d)[ \u00a0\u202f'’](?=\d{3}(?!\d))/g, '');
  // Both marks, or one of them several times: then it stands between thousands.
  if (/^-?\d{1,3}(\.\d{3})+,\d+$/.test(spaced) || /^-?\d{1,3}(\.\d{3}){2,}$/.test(spaced)) return spaced.replaceAll('.', '').replace(',', '.');
  if (/^-?\d{1,3}(,\d{3})+\.\d+$/.test(spaced) || /^-?\d{1,3}(,\d{3}){2,}$/.test(spaced)) return spaced.replaceAll(',', '');
  return /^-?\d+([.,]\d+)?$/.test(spaced) ? spaced.replace(',', '.') : typed;
}
