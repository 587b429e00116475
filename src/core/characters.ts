const graphemes = new Intl.Segmenter('it', { granularity: 'grapheme' });

/** In these ranges every code unit is a character of its own, so that most texts need no segmenter. */
const simple = /^[\n -~\u00a0-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*$/;

/** How many characters the reader sees: an accented letter or a flag is one, however it is encoded. */
export function characters(text: string): number {
  if (simple.test(text)) return text.length;
  let count = 0;
  for (const _ of graphemes.segment(text)) count++;
  return count;
}
