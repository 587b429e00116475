import { counted } from '#src/core/counts.ts';
import { number as showNumber } from '#src/core/money.ts';
import { afterNumber, copy, type Locale } from '#src/core/words.ts';

const n = (value: number, locale: Locale, digits = 2) => showNumber(Math.round(value * 10 ** digits) / 10 ** digits, locale);

export const readingWords = copy({
  calls: { it: 'Bandi', en: 'Calls' },
  ranking: { it: 'Graduatoria', en: 'Ranking' },
  reading: { it: 'Leggere i punteggi', en: 'Reading the scores' },
  lead: {
    it: 'Quanto gli esperti concordano, quanto ciascuno è severo, e quali proposte non si distinguono da quella all’ultimo posto finanziato. Serve a leggere: nessun punteggio e nessun posto cambia.',
    en: 'How far the experts agree, how severe each of them is, and which proposals cannot be told apart from the last one funded. It is there to read: no score and no place changes.',
  },
  notYet: { it: 'Non c’è ancora abbastanza da leggere', en: 'There is not enough to read yet' },
  notYetMore: {
    it: 'Servono almeno due proposte e, per almeno una, due valutazioni presentate che non siano tutte uguali.',
    en: 'At least two proposals are needed, and for one of them two submitted reviews that are not all equal.',
  },
  agreement: { it: 'Concordanza fra gli esperti', en: 'Agreement between experts' },
  one: { it: 'di un solo esperto', en: 'of a single expert' },
  interval: {
    it: (low: number, high: number) => `con il 95 % di confidenza fra ${n(low, 'it')} e ${n(high, 'it')}`,
    en: (low: number, high: number) => `with 95 % confidence between ${n(low, 'en')} and ${n(high, 'en')}`,
  },
  mean: {
    it: (k: number) => `della media di ${n(k, 'it', 1)} ${k === 1 ? 'esperto' : 'esperti'}`,
    en: (k: number) => `of the mean of ${n(k, 'en', 1)} ${k === 1 ? 'expert' : 'experts'}`,
  },
  reviews: afterNumber(['valutazione letta', 'valutazioni lette'], ['review read', 'reviews read']),
  ofProposals: {
    it: (k: number) => `di ${k} ${k === 1 ? 'proposta' : 'proposte'}`,
    en: (k: number) => `of ${k} ${k === 1 ? 'proposal' : 'proposals'}`,
  },
  deviation: { it: 'punti di scarto tipico fra gli esperti', en: 'points of typical distance between experts' },
  grade_poor: { it: 'scarsa', en: 'poor' },
  grade_moderate: { it: 'moderata', en: 'moderate' },
  grade_good: { it: 'buona', en: 'good' },
  grade_excellent: { it: 'eccellente', en: 'excellent' },
  graded: {
    it: (grade: string) =>
      `La concordanza della media è ${grade}, secondo le fasce di Koo e Li (2016): sotto 0,5 scarsa, fino a 0,75 moderata, fino a 0,9 buona, oltre eccellente.`,
    en: (grade: string) =>
      `The agreement of the mean is ${grade}, by the ranges of Koo and Li (2016): below 0.5 poor, up to 0.75 moderate, up to 0.9 good, above excellent.`,
  },
  method: {
    it: 'Correlazione intraclasse ICC(1,1) e ICC(1,k) di Shrout e Fleiss (1979): la parte delle differenze fra i totali che sta fra le proposte e non fra chi le valuta. Con numeri diversi di esperti l’intervallo è approssimato.',
    en: 'Intraclass correlation ICC(1,1) and ICC(1,k) of Shrout and Fleiss (1979): the part of the differences between totals that lies between proposals and not between those who judge them. With unequal numbers of experts the interval is approximate.',
  },
  distribution: { it: 'Distribuzione dei totali', en: 'Distribution of totals' },
  distributionSaid: {
    it: 'Quante valutazioni hanno un totale in ciascun decimo della scala.',
    en: 'How many reviews have a total in each tenth of the scale.',
  },
  range: { it: 'Totale', en: 'Total' },
  count: { it: 'Valutazioni', en: 'Reviews' },
  between: { it: (from: number, to: number) => `da ${n(from, 'it')} a ${n(to, 'it')}`, en: (from: number, to: number) => `${n(from, 'en')} to ${n(to, 'en')}` },
  severity: { it: 'Severità di ciascun esperto', en: 'Severity of each expert' },
  severityTable: { it: 'Scarti di ciascun esperto dagli altri', en: 'Distances of each expert from the others' },
  severityLead: {
    it: 'Di quanto il totale dell’esperto è in media sopra (+) o sotto (−) quello degli altri esperti delle stesse proposte. Con poche proposte in comune lo scarto dice poco: conta se supera due volte il suo errore.',
    en: 'By how much the expert’s total lies on average above (+) or below (−) that of the other experts of the same proposals. With few proposals in common it says little: it counts if it is more than twice its error.',
  },
  countedExperts: {
    it: (k: number, shown: string) => `${shown} ${k === 1 ? 'esperto' : 'esperti'}`,
    en: (k: number, shown: string) => `${shown} ${k === 1 ? 'expert' : 'experts'}`,
  },
  countedProposals: {
    it: (k: number, shown: string) => `${shown} ${k === 1 ? 'proposta' : 'proposte'}`,
    en: (k: number, shown: string) => `${shown} ${k === 1 ? 'proposal' : 'proposals'}`,
  },
  expert: { it: 'Esperto', en: 'Expert' },
  shift: { it: 'Scarto medio', en: 'Mean distance' },
  error: { it: 'Errore', en: 'Error' },
  compared: { it: 'Proposte a confronto', en: 'Proposals compared' },
  lowest: { it: 'Minimo', en: 'Lowest' },
  middle: { it: 'Mediana', en: 'Median' },
  highest: { it: 'Massimo', en: 'Highest' },
  marked: { it: 'Si distingue', en: 'Stands out' },
  yes: { it: 'Sì', en: 'Yes' },
  no: { it: 'No', en: 'No' },
  band: { it: 'Intorno alla linea di finanziamento', en: 'Around the funding line' },
  bandOf: { it: (list: string) => `Intorno alla linea di finanziamento: ${list}`, en: (list: string) => `Around the funding line: ${list}` },
  bandLead: {
    it: (points: number, k: number, errors: number) =>
      k <= 1
        ? `L’ultima finanziata per merito ha ${counted.points.it(points)}; nessun’altra proposta le è tanto vicina da non potersene distinguere.`
        : `L’ultima finanziata per merito ha ${counted.points.it(points)}. Con gli stessi esperti in altre proposte, ${k} proposte potrebbero scambiarsi il posto per caso (differenza entro ${n(errors, 'it')} errori).`,
    en: (points: number, k: number, errors: number) =>
      k <= 1
        ? `The last one funded by merit has ${counted.points.en(points)}; no other proposal is so close that it cannot be told apart.`
        : `The last one funded by merit has ${counted.points.en(points)}. Judged by other experts of the same kind, ${k} proposals might trade places by chance (a difference within ${n(errors, 'en')} errors).`,
  },
  bandApplied: {
    it: 'Come dice il bando, fra queste proposte i posti sono stati sorteggiati: la linea è quella di prima del sorteggio.',
    en: 'As the call says, the places among these proposals were drawn: the line is the one before the draw.',
  },
  noLine: { it: 'Nessuna linea di finanziamento, per ora', en: 'No funding line yet' },
  noLineMore: {
    it: 'Compare quando tutte le proposte ammesse sono valutate e almeno una è finanziata.',
    en: 'It appears once all admitted proposals are judged and at least one is funded.',
  },
  position: { it: 'Posto', en: 'Place' },
  acronym: { it: 'Acronimo', en: 'Acronym' },
  protocol: { it: 'Protocollo', en: 'Protocol number' },
  points: { it: 'Punti', en: 'Points' },
  state: { it: 'Esito', en: 'Outcome' },
  apart: { it: 'Dalla linea', en: 'From the line' },
  margin: { it: 'Può essere caso fino a', en: 'May be chance up to' },
});
