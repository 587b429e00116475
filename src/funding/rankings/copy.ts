import type { Params } from '#src/core/decision.ts';
import { euros, number, percent } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import { copy, type Locale, type Words } from '#src/core/words.ts';
import { withArticle, withDate } from '#src/funding/calls/copy/vocabulary.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';
import type { PlaceState } from './states.ts';

export const placeStateWords: Record<PlaceState, Words> = {
  funded: { it: 'Ammessa e finanziata', en: 'Eligible and funded' },
  eligibleNotFunded: { it: 'Ammessa, non finanziabile per esaurimento fondi', en: 'Eligible, not funded: money ended' },
  belowThreshold: { it: 'Non idonea', en: 'Below threshold' },
  excluded: { it: 'Esclusa', en: 'Excluded' },
  renounced: { it: 'Rinuncia', en: 'Given back' },
};

const eur = (p: Params, key: string, locale: Locale) => euros(Number(p[key]), locale);
const num = (p: Params, key: string, locale: Locale) => number(Number(p[key]), locale);
const del = (p: Params) => withArticle('del', Number(p['percent']));
const pct = (p: Params, key: string, locale: Locale) => percent(Number(p[key]), locale);
const said = (p: Params, key: string, locale: Locale) => (p[key] as Words | undefined)?.[locale] ?? '';

export const rankingReasons: ReasonCopy = {
  'rank.funded.merit': {
    it: (p) =>
      `Posizione ${num(p, 'position', 'it')} con ${num(p, 'total', 'it')} punti: il contributo di ${eur(p, 'grantCents', 'it')} rientra nella dotazione.`,
    en: (p) => `Place ${num(p, 'position', 'en')} with ${num(p, 'total', 'en')} points: the grant of ${eur(p, 'grantCents', 'en')} fits in the budget.`,
  },
  'rank.funded.raise': {
    it: (p) => `Posizione ${num(p, 'position', 'it')}: finanziata con ${eur(p, 'grantCents', 'it')} grazie all’incremento della dotazione (${p['ref']}).`,
    en: (p) => `Place ${num(p, 'position', 'en')}: funded with ${eur(p, 'grantCents', 'en')} thanks to the raise of the budget (${p['ref']}).`,
  },
  'rank.funded.scroll': {
    it: (p) => `Posizione ${num(p, 'position', 'it')}: finanziata con ${eur(p, 'grantCents', 'it')} per scorrimento, dopo una rinuncia (${p['ref']}).`,
    en: (p) => `Place ${num(p, 'position', 'en')}: funded with ${eur(p, 'grantCents', 'en')} as the list moved up after a renunciation (${p['ref']}).`,
  },
  'rank.funded.quota': {
    it: (p) =>
      `Posizione ${num(p, 'position', 'it')}: finanziata con ${eur(p, 'grantCents', 'it')} per la riserva ${del(p)} al Mezzogiorno; senza la riserva i fondi sarebbero finiti prima.`,
    en: (p) =>
      `Place ${num(p, 'position', 'en')}: funded with ${eur(p, 'grantCents', 'en')} by the ${pct(p, 'percent', 'en')} reserve for the South; without it the money would have ended earlier.`,
  },
  'rank.funded.partial': {
    it: (p) => `Finanziamento parziale: ${eur(p, 'grantCents', 'it')} è quanto restava; mancano ${eur(p, 'missingCents', 'it')}.`,
    en: (p) => `Funded in part: ${eur(p, 'grantCents', 'en')} was what was left; ${eur(p, 'missingCents', 'en')} are missing.`,
  },
  'rank.notFunded.moneyEnded': {
    it: (p) =>
      `Posizione ${num(p, 'position', 'it')}: idonea, ma il contributo di ${eur(p, 'neededCents', 'it')} non rientra in quanto resta (${eur(p, 'leftCents', 'it')}).`,
    en: (p) =>
      `Place ${num(p, 'position', 'en')}: good enough, but the grant of ${eur(p, 'neededCents', 'en')} does not fit in what is left (${eur(p, 'leftCents', 'en')}).`,
  },
  'rank.notFunded.quota': {
    it: (p) => `Senza la riserva ${del(p)} al Mezzogiorno sarebbe stata finanziata.`,
    en: (p) => `Without the ${pct(p, 'percent', 'en')} reserve for the South it would have been funded.`,
  },
  'rank.below.criterion': {
    it: (p) => `«${said(p, 'criterion', 'it')}»: ${num(p, 'points', 'it')} punti, sotto la soglia di ${num(p, 'threshold', 'it')}.`,
    en: (p) => `“${said(p, 'criterion', 'en')}”: ${num(p, 'points', 'en')} points, below the threshold of ${num(p, 'threshold', 'en')}.`,
  },
  'rank.below.total': {
    it: (p) => `Punteggio complessivo di ${num(p, 'points', 'it')}, sotto la soglia di ${num(p, 'threshold', 'it')}. Le premialità non contano per la soglia.`,
    en: (p) => `Total of ${num(p, 'points', 'en')}, below the threshold of ${num(p, 'threshold', 'en')}. Premiums do not count towards it.`,
  },
  'rank.excluded': { it: 'Non ammessa alla valutazione in esito alla verifica di ammissibilità.', en: 'Not admitted to evaluation by the admission check.' },
  'rank.renounced': { it: (p) => `Il beneficiario ha rinunciato (${p['ref']}).`, en: (p) => `The beneficiary gave the grant back (${p['ref']}).` },
  'rank.tie.criterion': {
    it: (p) => `A pari punti (${num(p, 'total', 'it')}) precede la successiva per il punteggio nel criterio di preferenza.`,
    en: (p) => `Equal points (${num(p, 'total', 'en')}): it goes before the next one by its score on the deciding criterion.`,
  },
  'rank.tie.southShare': {
    it: (p) => `A pari punti (${num(p, 'total', 'it')}) precede la successiva per la quota maggiore di costi nel Mezzogiorno.`,
    en: (p) => `Equal points (${num(p, 'total', 'en')}): it goes before the next one by its larger share of costs in the South.`,
  },
  'rank.tie.youngerTeam': {
    it: (p) => `A pari punti (${num(p, 'total', 'it')}) precede la successiva per la quota maggiore di persone sotto i 40 anni.`,
    en: (p) => `Equal points (${num(p, 'total', 'en')}): it goes before the next one by its larger share of people under 40.`,
  },
  'rank.tie.arrival': {
    it: (p) => `A pari punti (${num(p, 'total', 'it')}) precede la successiva per l’ordine di arrivo.`,
    en: (p) => `Equal points (${num(p, 'total', 'en')}): it goes before the next one by order of arrival.`,
  },
  'rank.tie.draw': {
    it: (p) => `A pari punti (${num(p, 'total', 'it')}) e a parità di ogni altro criterio, precede la successiva per sorteggio; il seme è pubblicato.`,
    en: (p) => `Equal points (${num(p, 'total', 'en')}) and equal in all else: it goes before the next one by the draw; its seed is published.`,
  },
  'rank.change.raise': {
    it: (p) => `Sarebbe finanziata per intero con ${eur(p, 'cents', 'it')} in più nella dotazione.`,
    en: (p) => `It would be funded in full with ${eur(p, 'cents', 'en')} more in the budget.`,
  },
  'rank.change.points': {
    it: (p) => `Le mancano ${num(p, 'points', 'it')} punti rispetto all’ultima finanziata per solo merito (${num(p, 'line', 'it')}).`,
    en: (p) => `It is ${num(p, 'points', 'en')} points short of the last one funded by merit alone (${num(p, 'line', 'en')}).`,
  },
  'rank.quota.met': {
    it: (p) => `Riserva ${del(p)} al Mezzogiorno rispettata: ${eur(p, 'reachedCents', 'it')} su ${eur(p, 'requiredCents', 'it')} richiesti.`,
    en: (p) => `The ${pct(p, 'percent', 'en')} reserve for the South is met: ${eur(p, 'reachedCents', 'en')} of ${eur(p, 'requiredCents', 'en')} required.`,
  },
  'rank.quota.noneLeft': {
    it: (p) =>
      `Riserva ${del(p)} al Mezzogiorno non raggiunta (${eur(p, 'reachedCents', 'it')} su ${eur(p, 'requiredCents', 'it')}): non ci sono altre proposte idonee del Mezzogiorno.`,
    en: (p) =>
      `The ${pct(p, 'percent', 'en')} reserve for the South is not reached (${eur(p, 'reachedCents', 'en')} of ${eur(p, 'requiredCents', 'en')}): there is no further eligible proposal of the South.`,
  },
  'rank.quota.moneyEnded': {
    it: (p) =>
      `Riserva ${del(p)} al Mezzogiorno non raggiunta (${eur(p, 'reachedCents', 'it')} su ${eur(p, 'requiredCents', 'it')}): la prossima proposta idonea non rientra nei fondi rimasti.`,
    en: (p) =>
      `The ${pct(p, 'percent', 'en')} reserve for the South is not reached (${eur(p, 'reachedCents', 'en')} of ${eur(p, 'requiredCents', 'en')}): the next eligible proposal does not fit in the money left.`,
  },
  'ranking.officeOnly': {
    it: 'Solo l’ufficio di programma calcola e pubblica le graduatorie.',
    en: 'Only the programme office computes and publishes rankings.',
  },
  'ranking.callOpen': {
    it: 'Il bando è ancora aperto: la graduatoria si calcola dopo la scadenza.',
    en: 'The call is still open: the ranking is computed after the deadline.',
  },
  'ranking.nothing': { it: 'Non ci sono domande presentate.', en: 'There are no submitted applications.' },
  'ranking.unscreened': {
    it: (p) => `Manca la verifica di ammissibilità di ${Number(p['missing']) === 1 ? 'una domanda' : `${p['missing']} domande`}.`,
    en: (p) => `The admission check of ${Number(p['missing']) === 1 ? 'one application' : `${p['missing']} applications`} is missing.`,
  },
  'ranking.reviewsMissing': {
    it: (p) =>
      `${Number(p['missing']) === 1 ? 'Manca una valutazione' : `Mancano ${p['missing']} valutazioni`}: ogni proposta ammessa ne richiede ${p['wanted']}.`,
    en: (p) => `${Number(p['missing']) === 1 ? 'One review is' : `${p['missing']} reviews are`} missing: each admitted proposal needs ${p['wanted']}.`,
  },
  'ranking.divergences': {
    it: (p) =>
      `Su ${Number(p['count']) === 1 ? 'una proposta' : `${p['count']} proposte`} gli esperti sono troppo distanti: servono i punti concordati dalla commissione, con il verbale.`,
    en: (p) =>
      `On ${Number(p['count']) === 1 ? 'one proposal' : `${p['count']} proposals`} the experts are too far apart: the panel has to agree on points, with a report.`,
  },
  'ranking.notNext': {
    it: 'Questo passaggio non segue quello attuale: prima la graduatoria provvisoria, poi la definitiva, poi gli scorrimenti.',
    en: 'This step does not follow the current one: first the provisional ranking, then the final one, then those after scrolling.',
  },
  'ranking.tooEarly': {
    it: (p) =>
      `La graduatoria provvisoria resta pubblicata ${p['days']} giorni per le osservazioni: la definitiva è possibile ${withDate('dal', showDate(String(p['from']), 'it'))}.`,
    en: (p) =>
      `The provisional ranking stays published for ${p['days']} days for observations: the final one is possible from ${showDate(String(p['from']), 'en')}.`,
  },
  'ranking.nothingToScroll': {
    it: 'Dall’ultima graduatoria non ci sono stati incrementi né rinunce: non c’è nulla da scorrere.',
    en: 'There has been no raise and no renunciation since the last ranking: there is nothing to scroll.',
  },
  'ranking.screeningChanged': {
    it: 'Dopo la graduatoria provvisoria le verifiche e le valutazioni non cambiano più.',
    en: 'After the provisional ranking, checks and reviews no longer change.',
  },
};

export const rankingCopy = copy({
  ranking: { it: 'Graduatoria', en: 'Ranking' },
  calls: { it: 'Bandi', en: 'Calls' },
  provisional: { it: 'Graduatoria provvisoria', en: 'Provisional ranking' },
  final: { it: 'Graduatoria definitiva', en: 'Final ranking' },
  scrolled: { it: 'Graduatoria con scorrimento', en: 'Ranking after scrolling' },
  lead: { it: 'Ogni proposta, il suo posto e il perché.', en: 'Every proposal, its place and the reason why.' },
  none: { it: 'La graduatoria non è ancora pubblicata', en: 'The ranking is not published yet' },
  noneMore: { it: 'Compare qui quando la valutazione è conclusa.', en: 'It appears here when the evaluation is over.' },
  position: { it: 'Posto', en: 'Place' },
  protocol: { it: 'Protocollo', en: 'Protocol number' },
  acronym: { it: 'Progetto', en: 'Project' },
  title: { it: 'Titolo', en: 'Title' },
  leadName: { it: 'Capofila', en: 'Lead' },
  region: { it: 'Regione', en: 'Region' },
  points: { it: 'Punti', en: 'Points' },
  state: { it: 'Esito', en: 'Outcome' },
  grant: { it: 'Contributo', en: 'Grant' },
  requested: { it: 'Richiesto', en: 'Requested' },
  why: { it: 'Perché', en: 'Why' },
  whyHere: { it: 'Perché questo esito', en: 'Why this outcome' },
  wouldChange: { it: 'Che cosa lo cambierebbe', en: 'What would change it' },
  merit: { it: 'Merito', en: 'Merit' },
  premiums: { it: 'Premialità', en: 'Premiums' },
  total: { it: 'Totale', en: 'Total' },
  budget: { it: 'Dotazione', en: 'Budget' },
  granted: { it: 'Assegnati', en: 'Granted' },
  left: { it: 'Restano', en: 'Left' },
  funded: { it: 'Proposte finanziate', en: 'Proposals funded' },
  south: { it: 'Attuati nel Mezzogiorno', en: 'Carried out in the South' },
  southFloor: { it: (p: string) => `riserva ${p}`, en: (p: string) => `reserve ${p}` },
  rounds: { it: 'Come sono stati assegnati i fondi', en: 'How the money was given' },
  round: { it: 'Passaggio', en: 'Round' },
  initial: { it: 'Dotazione iniziale', en: 'Initial budget' },
  raise: { it: 'Incremento', en: 'Raise' },
  renunciation: { it: 'Rinuncia', en: 'Renunciation' },
  quotaPrice: { it: 'Effetto della riserva', en: 'Effect of the reserve' },
  quotaNone: {
    it: 'La riserva non ha spostato nessuna proposta: sarebbero state finanziate le stesse.',
    en: 'The reserve moved no proposal: the same ones would have been funded.',
  },
  broughtIn: { it: 'Finanziate grazie alla riserva', en: 'Funded because of the reserve' },
  leftOut: { it: 'Non finanziate a causa della riserva', en: 'Not funded because of the reserve' },
  proof: { it: 'Prova', en: 'Proof' },
  proofText: {
    it: 'Chi ha partecipato al bando e chi lo controlla può scaricare il pacchetto di verifica e ricalcolare la graduatoria senza collegarsi a questo sito, con il comando «npx mics verify». Gli esperti vi compaiono sotto pseudonimo.',
    en: 'Those who took part in the call and those who audit it can download the verification bundle and compute the ranking again without this site, with the command “npx mics verify”. Experts stand in it under pseudonyms.',
  },
  bundle: { it: 'Pacchetto di verifica (JSON)', en: 'Verification bundle (JSON)' },
  hash: { it: 'Impronta SHA-256 della graduatoria', en: 'SHA-256 fingerprint of the ranking' },
  seed: { it: 'Seme del sorteggio', en: 'Seed of the draw' },
  seedText: {
    it: 'Ricavato dalle impronte di tutte le domande presentate: nessuno poteva sceglierlo.',
    en: 'Made of the fingerprints of all submitted applications: nobody could choose it.',
  },
  versions: { it: 'Graduatorie pubblicate', en: 'Published rankings' },
  publishedOn: { it: 'Pubblicata il', en: 'Published on' },
  act: { it: 'Atto', en: 'Act' },
  actRef: { it: 'Estremi dell’atto', en: 'Reference of the act' },
  prepare: { it: 'Prepara la graduatoria', en: 'Prepare the ranking' },
  preview: { it: 'Anteprima', en: 'Preview' },
  previewLead: { it: 'Così sarebbe la graduatoria adesso. Non è ancora pubblicata.', en: 'This is what the ranking would be now. It is not published yet.' },
  publishProvisional: { it: 'Pubblica la graduatoria provvisoria', en: 'Publish the provisional ranking' },
  publishFinal: { it: 'Rendi definitiva la graduatoria', en: 'Make the ranking final' },
  publishScrolled: { it: 'Pubblica lo scorrimento', en: 'Publish the ranking after scrolling' },
  publishConsequences: {
    it: 'La graduatoria pubblicata non si modifica: ogni passaggio successivo è una nuova versione.',
    en: 'A published ranking is never changed: each later step is a new version.',
  },
  chart: { it: 'Punteggi e linea di finanziamento', en: 'Scores and funding line' },
  chartDescription: {
    it: 'Punteggio complessivo delle proposte nell’ordine della graduatoria.',
    en: 'Total points of the proposals in the order of the ranking.',
  },
  line: { it: 'linea di merito', en: 'merit line' },
  notReady: { it: 'Che cosa manca per la graduatoria', en: 'What the ranking still needs' },
  otherPlaces: { it: 'Torna alla graduatoria', en: 'Back to the ranking' },
  partial: { it: 'parziale', en: 'in part' },
  renounce: { it: 'Registra una rinuncia', en: 'Record a renunciation' },
  exampleNote: { it: 'Dati di esempio: proposte e punteggi sono sintetici.', en: 'Example data: proposals and scores are synthetic.' },
});
