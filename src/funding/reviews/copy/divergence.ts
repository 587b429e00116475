import { counted } from '#src/core/counts.ts';
import { number as showNumber } from '#src/core/money.ts';
import { copy } from '#src/core/words.ts';

export const divergenceWords = copy({
  dear: { it: (name: string) => `Gentile ${name},`, en: (name: string) => `Dear ${name},` },
  // The subject is what a mailbox shows: it names no proposal.
  subjectExpert: { it: (code: string) => `${code}: serve un altro esperto`, en: (code: string) => `${code}: a further expert is needed` },
  subjectPanel: { it: (code: string) => `${code}: punteggi distanti da concordare`, en: (code: string) => `${code}: points too far apart to agree on` },
  found: {
    it: (protocol: string, acronym: string, code: string) =>
      `con l’ultima valutazione presentata i punteggi della proposta ${protocol} (${acronym}) distano più di quanto consentito (${code}).`,
    en: (protocol: string, acronym: string, code: string) =>
      `with the last review handed in, the points of proposal ${protocol} (${acronym}) are further apart than allowed (${code}).`,
  },
  score: {
    it: (expert: string, points: number) => `${expert}: ${counted.points.it(points)}`,
    en: (expert: string, points: number) => `${expert}: ${counted.points.en(points)}`,
  },
  spread: {
    it: (spread: number, limit: number, source: string) => `Distanza: ${counted.points.it(spread)}. Limite: ${showNumber(limit, 'it')} (${source}).`,
    en: (spread: number, limit: number, source: string) => `Spread: ${counted.points.en(spread)}. Limit: ${showNumber(limit, 'en')} (${source}).`,
  },
  doExpert: {
    it: 'Il bando prevede che un altro esperto valuti la proposta. Si assegna da questa pagina:',
    en: 'The call says that a further expert reviews the proposal. Assign one on this page:',
  },
  doPanel: {
    it: (submitted: number, assigned: number) =>
      `Il bando affida la differenza alla commissione${submitted < assigned ? `, che decide quando tutte le valutazioni sono presentate (ora ${submitted} su ${assigned})` : ''}. La proposta si discute in questa pagina:`,
    en: (submitted: number, assigned: number) =>
      `The call leaves the difference to the panel${submitted < assigned ? `, which decides once all reviews are handed in (${submitted} of ${assigned} so far)` : ''}. The proposal is discussed on this page:`,
  },
});
