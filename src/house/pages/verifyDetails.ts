import type { Locale } from '#src/core/words.ts';

/** What a check found, as the command line says it, and the same in Italian: the page and its script say it in their reader's language. */
const inItalian: readonly [RegExp, string][] = [
  [/^(\d+) places computed again$/, 'posti ricalcolati: $1'],
  [/^the bundle claims no ranking$/, 'il pacchetto non contiene una graduatoria'],
  [/^the claimed ranking differs in its totals$/, 'la graduatoria dichiarata differisce nei totali'],
  [/^the claimed ranking differs at (.+)$/, 'la graduatoria dichiarata differisce alla domanda $1'],
  [/^the bundle carries no proof from the evidence log$/, 'il pacchetto non porta una prova del registro'],
  [/^the receipt carries no proof from the evidence log$/, 'la ricevuta non porta una prova del registro'],
  [/^published at (\S+)$/, 'pubblicata: $1'],
  [/^submitted at (\S+)$/, 'presentata: $1'],
  [/^the logged event is about another ranking$/, 'la riga del registro riguarda un’altra graduatoria'],
  [/^the logged event is about another submission$/, 'la riga del registro riguarda un’altra domanda'],
  [/^event (\d+) of (\d+) under root (\S+)$/, 'riga $1 di $2, sotto la radice $3'],
  [/^the event is not in the tree that the head names$/, 'la riga non è nell’albero che la firma indica'],
  [/^the head is not signed by the key that it names$/, 'la firma non è della chiave indicata'],
  [/^signed by key (\S+), not by the trusted one$/, 'firma della chiave $1, non di quella pubblicata'],
  [/^signed at (\S+) by key (\S+), to be compared with the published one$/, 'firma: $1, chiave $2, da confrontare con quella pubblicata'],
  [/^signed at (\S+) by key (\S+)$/, 'firma: $1, chiave $2'],
  [/^signed by key (\S+)$/, 'firma della chiave $1'],
  [/^signed by a key that cannot be read$/, 'firma di una chiave che non si può leggere'],
  [/^the receipt is not signed$/, 'la ricevuta non è firmata'],
  [/^the receipt does not say what was signed$/, 'la ricevuta non dice ciò che è stato firmato'],
  [/^signed by another key than the trusted one$/, 'firma di una chiave diversa da quella pubblicata'],
  [/^signed by another key than the log$/, 'firma di una chiave diversa da quella del registro'],
];

/** In the reader's language; what only a library says (a shape that does not fit) stays as it is, and says in which language. */
export function detailIn(detail: string, locale: Locale): { text: string; lang: Locale | undefined } {
  if (locale === 'en') return { text: detail, lang: undefined };
  for (const [said, italian] of inItalian) if (said.test(detail)) return { text: detail.replace(said, italian), lang: undefined };
  // Hashes, numbers and names of formats are in no language.
  return { text: detail, lang: / /.test(detail) ? 'en' : undefined };
}
