import { counted } from '#src/core/counts.ts';
import { number as showNumber } from '#src/core/money.ts';
import { showInstant } from '#src/core/time.ts';
import { afterNumber, copy } from '#src/core/words.ts';

export const panelWords = copy({
  calls: { it: 'Bandi', en: 'Calls' },
  panel: { it: 'Commissione di valutazione', en: 'Evaluation panel' },
  meetings: { it: 'Riunioni', en: 'Meetings' },
  lead: {
    it: 'Le valutazioni di ogni proposta ammessa, con pseudonimi. Dove i totali distano più di quanto il bando consente, la commissione concorda i punti.',
    en: 'The reviews of each admitted proposal, under pseudonyms. Where totals are further apart than the call allows, the panel agrees on points.',
  },
  leadExpert: {
    it: 'Le valutazioni di ogni proposta ammessa, con pseudonimi. Dove i totali distano più di quanto il bando consente, la valuta un altro esperto.',
    en: 'The reviews of each admitted proposal, under pseudonyms. Where totals are further apart than the call allows, a further expert reviews it.',
  },
  caption: { it: 'Proposte in valutazione', en: 'Proposals under evaluation' },
  counted: {
    it: (n: number, shown: string) => (n === 1 ? '1 proposta' : `${shown} proposte`),
    en: (n: number, shown: string) => (n === 1 ? '1 proposal' : `${shown} proposals`),
  },
  none: { it: 'Nessuna proposta in valutazione', en: 'No proposals under evaluation' },
  noneMore: { it: 'Le proposte compaiono qui dopo la verifica di ammissibilità.', en: 'Proposals appear here after the admission check.' },
  protocol: { it: 'Protocollo', en: 'Protocol number' },
  acronym: { it: 'Acronimo', en: 'Acronym' },
  leadOf: { it: 'Capofila', en: 'Lead' },
  reviews: { it: 'Totali degli esperti', en: 'Totals by expert' },
  submitted: { it: 'Presentate', en: 'Submitted' },
  lowest: { it: 'Minimo', en: 'Lowest' },
  highest: { it: 'Massimo', en: 'Highest' },
  spread: { it: 'Distanza', en: 'Spread' },
  state: { it: 'Stato', en: 'State' },
  incomplete: { it: 'In corso', en: 'Under way' },
  diverging: { it: 'Da concordare', en: 'To be agreed' },
  complete: { it: 'Completa', en: 'Complete' },
  consensus: { it: 'Concordata', en: 'Agreed' },
  admitted: afterNumber(['proposta ammessa', 'proposte ammesse'], ['admitted proposal', 'admitted proposals']),
  done: afterNumber(['valutazione presentata', 'valutazioni presentate'], ['review submitted', 'reviews submitted']),
  ofWanted: {
    it: (assigned: number, wanted: number) =>
      `${assigned} ${assigned === 1 ? 'assegnata' : 'assegnate'} su ${wanted} ${wanted === 1 ? 'prevista' : 'previste'}`,
    en: (assigned: number, wanted: number) => `${assigned} assigned of ${wanted} wanted`,
  },
  pending: afterNumber(['divergenza da concordare', 'divergenze da concordare'], ['divergence to agree on', 'divergences to agree on']),
  pendingExpert: afterNumber(
    ['divergenza che aspetta un altro esperto', 'divergenze che aspettano un altro esperto'],
    ['divergence that waits for a further expert', 'divergences that wait for a further expert'],
  ),
  limit: {
    it: (points: number) => `oltre ${counted.points.it(points)} fra due totali`,
    en: (points: number) => `more than ${counted.points.en(points)} between two totals`,
  },
  noLimit: { it: 'il bando non prevede un limite', en: 'the call sets no limit' },

  comparison: { it: 'Valutazioni a confronto', en: 'Reviews side by side' },
  pointsByExpert: { it: 'Punti per criterio ed esperto', en: 'Points by criterion and expert' },
  criterion: { it: 'Criterio', en: 'Criterion' },
  max: { it: 'Massimo', en: 'At most' },
  agreed: { it: 'Concordati', en: 'Agreed' },
  total: { it: 'Totale', en: 'Total' },
  noReviews: { it: 'Nessuna valutazione presentata, per ora', en: 'No review submitted yet' },
  noReviewsMore: {
    it: 'Le valutazioni si leggono quando sono presentate; le bozze restano dell’esperto.',
    en: 'Reviews are read once submitted; drafts stay with their expert.',
  },
  spreadSaid: {
    it: (spread: number, limit: number) => `I totali distano ${counted.points.it(spread)}; il bando ne consente ${showNumber(limit, 'it')}.`,
    en: (spread: number, limit: number) => `Totals are ${counted.points.en(spread)} apart; the call allows ${showNumber(limit, 'en')}.`,
  },
  motivations: { it: 'Motivazioni', en: 'Motivations' },
  summary: { it: 'Giudizio complessivo', en: 'Overall opinion' },
  consensusTitle: { it: 'Punti concordati', en: 'Agreed points' },
  consensusBy: {
    it: (who: string, at: string) => `Registrati da ${who}, ${showInstant(at, 'it')}`,
    en: (who: string, at: string) => `Recorded by ${who}, ${showInstant(at, 'en')}`,
  },
  consensusForm: { it: 'Registra i punti concordati', en: 'Record the agreed points' },
  consensusHint: {
    it: 'Prendono il posto della media delle valutazioni. Si possono sostituire fino alla pubblicazione della graduatoria.',
    en: 'They take the place of the mean of the reviews. They can be replaced until the ranking is published.',
  },
  report: { it: 'Verbale', en: 'Report' },
  reportHint: {
    it: (min: number) => `Almeno ${counted.characters.it(min)}: perché i giudizi divergevano e perché la commissione concorda su questi punti.`,
    en: (min: number) => `At least ${counted.characters.en(min)}: why the opinions differed and why the panel agrees on these points.`,
  },
  submit: { it: 'Registra', en: 'Record' },
});
