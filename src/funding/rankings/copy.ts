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
  'rank.band': {
    it: (p) =>
      `Con ${num(p, 'total', 'it')} punti non si distingue dall’ultima finanziata per merito con la prima dotazione (${num(p, 'line', 'it')}): il suo posto fra le ${num(p, 'among', 'it')} proposte così vicine, il ${num(p, 'place', 'it')}º, viene dal sorteggio; il seme è pubblicato.`,
    en: (p) =>
      `With ${num(p, 'total', 'en')} points it cannot be told apart from the last one funded by merit out of the first budget (${num(p, 'line', 'en')}): its place among the ${num(p, 'among', 'en')} proposals that are so close, no. ${num(p, 'place', 'en')}, comes from the draw; its seed is published.`,
  },
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
  'rank.tie.womenShare': {
    it: (p) => `A pari punti (${num(p, 'total', 'it')}) precede la successiva per la quota maggiore di donne.`,
    en: (p) => `Equal points (${num(p, 'total', 'en')}): it goes before the next one by its larger share of women.`,
  },
  'rank.tie.merit': {
    it: (p) => `A pari punti (${num(p, 'total', 'it')}) precede la successiva per il punteggio di merito, senza premialità.`,
    en: (p) => `Equal points (${num(p, 'total', 'en')}): it goes before the next one by its points of merit, premiums apart.`,
  },
  'rank.tie.premium': {
    it: (p) => `A pari punti (${num(p, 'total', 'it')}) precede la successiva per la premialità che decide.`,
    en: (p) => `Equal points (${num(p, 'total', 'en')}): it goes before the next one by the deciding premium.`,
  },
  'rank.tie.lowerGrant': {
    it: (p) => `A pari punti (${num(p, 'total', 'it')}) precede la successiva per il contributo più basso.`,
    en: (p) => `Equal points (${num(p, 'total', 'en')}): it goes before the next one by its smaller grant.`,
  },
  'rank.funded.scrollRevoked': {
    it: (p) => `Posizione ${num(p, 'position', 'it')}: finanziata con ${eur(p, 'grantCents', 'it')} per scorrimento, dopo una revoca (${p['ref']}).`,
    en: (p) => `Place ${num(p, 'position', 'en')}: funded with ${eur(p, 'grantCents', 'en')} as the list moved up after a revocation (${p['ref']}).`,
  },
  'rank.funded.spill': {
    it: (p) =>
      `Posizione ${num(p, 'position', 'it')}: finanziata con ${eur(p, 'grantCents', 'it')} con le risorse che, trascorso il termine, non erano state prese.`,
    en: (p) => `Place ${num(p, 'position', 'en')}: funded with ${eur(p, 'grantCents', 'en')} from money that nobody had taken when its term ran out.`,
  },
  'rank.list.paid': { it: (p) => `Finanziata nell’elenco «${said(p, 'list', 'it')}».`, en: (p) => `Funded on the list “${said(p, 'list', 'en')}”.` },
  'rank.notFunded.noList': {
    it: (p) => `Posizione ${num(p, 'position', 'it')}: idonea, ma non rientra in alcuno degli elenchi del bando.`,
    en: (p) => `Place ${num(p, 'position', 'en')}: good enough, but on none of the call’s lists.`,
  },
  'rank.notFunded.listEnded': {
    it: (p) =>
      `Posizione ${num(p, 'position', 'it')}: idonea, ma il contributo di ${eur(p, 'neededCents', 'it')} non rientra in quanto resta all’elenco «${said(p, 'list', 'it')}» (${eur(p, 'leftCents', 'it')}).`,
    en: (p) =>
      `Place ${num(p, 'position', 'en')}: good enough, but the grant of ${eur(p, 'neededCents', 'en')} does not fit in what is left to the list “${said(p, 'list', 'en')}” (${eur(p, 'leftCents', 'en')}).`,
  },
  'rank.below.totalWithPremiums': {
    it: (p) => `Punteggio complessivo, premialità comprese, di ${num(p, 'points', 'it')}, sotto la soglia di ${num(p, 'threshold', 'it')}.`,
    en: (p) => `Total of ${num(p, 'points', 'en')}, premiums included, below the threshold of ${num(p, 'threshold', 'en')}.`,
  },
  'rank.below.gate': {
    it: (p) => `«${said(p, 'premium', 'it')}» è un requisito: ${num(p, 'points', 'it')} punti su ${num(p, 'threshold', 'it')} richiesti.`,
    en: (p) => `“${said(p, 'premium', 'en')}” is a requirement: ${num(p, 'points', 'en')} points of the ${num(p, 'threshold', 'en')} needed.`,
  },
  'rank.below.premiumPoints': {
    it: (p) => `Premialità: ${num(p, 'points', 'it')} punti in tutto, sotto il minimo di ${num(p, 'threshold', 'it')}.`,
    en: (p) => `Premiums: ${num(p, 'points', 'en')} points in all, below the least of ${num(p, 'threshold', 'en')}.`,
  },
  'rank.below.premiumCount': {
    it: (p) => `Premialità ottenute: ${num(p, 'count', 'it')}; ne servono almeno ${num(p, 'threshold', 'it')}.`,
    en: (p) => `Premiums earned: ${num(p, 'count', 'en')}; at least ${num(p, 'threshold', 'en')} are needed.`,
  },
  'rank.revoked': { it: (p) => `Il contributo è stato revocato (${p['ref']}).`, en: (p) => `The grant was revoked (${p['ref']}).` },
  'rank.change.raiseList': {
    it: (p) => `Sarebbe finanziata per intero con ${eur(p, 'cents', 'it')} in più nella dotazione di «${said(p, 'list', 'it')}».`,
    en: (p) => `It would be funded in full with ${eur(p, 'cents', 'en')} more in the budget of “${said(p, 'list', 'en')}”.`,
  },
  'rank.change.leastPoints': {
    it: (p) =>
      `Con ${num(p, 'points', 'it')} punti in più (${num(p, 'total', 'it')}) sarebbe stata finanziata, a parità di tutto il resto: salirebbe alla posizione ${num(p, 'position', 'it')}.`,
    en: (p) =>
      `With ${num(p, 'points', 'en')} points more (${num(p, 'total', 'en')}) it would have been funded, all else equal: it would move up to place ${num(p, 'position', 'en')}.`,
  },
  'rank.change.noPoints': {
    it: 'Nessun punteggio basterebbe: nei fondi dell’elenco il contributo non rientra nemmeno al primo posto.',
    en: 'No number of points would do: its grant does not fit in the money even at the first place.',
  },
  'rank.change.inQuota': {
    it: (p) => `Se fosse attuata per intero nel Mezzogiorno sarebbe finanziata con la riserva ${del(p)}.`,
    en: (p) => `If all of it were carried out in the South, the ${pct(p, 'percent', 'en')} reserve would fund it.`,
  },
  'rank.change.reach': {
    it: (p) => `Per essere idonea le mancano ${num(p, 'points', 'it')} punti${p['name'] ? ` in «${said(p, 'name', 'it')}»` : ' in tutto'}.`,
    en: (p) => `To reach the threshold it lacks ${num(p, 'points', 'en')} points${p['name'] ? ` for “${said(p, 'name', 'en')}”` : ' in all'}.`,
  },
  'rank.corrected.excluded': { it: (p) => `Esclusa in esito a riesame: ${p['text']}`, en: (p) => `Excluded on review: ${p['text']}` },
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
  'ranking.openReserves': {
    it: (p) =>
      `${Number(p['count']) === 1 ? 'Una domanda è ammessa' : `${p['count']} domande sono ammesse`} con riserva: ogni riserva va sciolta o trasformata in esclusione.`,
    en: (p) =>
      `${Number(p['count']) === 1 ? 'One application is' : `${p['count']} applications are`} admitted with reserve: each reserve has to be lifted or turned into an exclusion.`,
  },
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
  'ranking.openRequests': {
    it: (p) =>
      `${Number(p['count']) === 1 ? 'Una richiesta di riesame aspetta' : `${p['count']} richieste di riesame aspettano`} una decisione: prima della graduatoria definitiva si risponde a tutte.`,
    en: (p) =>
      `${Number(p['count']) === 1 ? 'One request for review waits' : `${p['count']} requests for review wait`} for a decision: all are answered before the final ranking.`,
  },
  'ranking.request.notYours': {
    it: 'Il riesame lo chiede chi agisce per il capofila della proposta.',
    en: 'A review is asked for by who acts for the lead of the proposal.',
  },
  'ranking.request.notProvisional': {
    it: 'Il riesame si chiede sulla graduatoria provvisoria: ora non ce n’è una aperta.',
    en: 'A review is asked for on a provisional ranking: there is none open now.',
  },
  'ranking.request.late': {
    it: (p) => `Il termine di ${p['days']} giorni è finito il ${showDate(String(p['until']), 'it')}.`,
    en: (p) => `The term of ${p['days']} days ended on ${showDate(String(p['until']), 'en')}.`,
  },
  'ranking.request.already': {
    it: 'Per questa proposta è già stato chiesto il riesame.',
    en: 'A review has been asked for this proposal already.',
  },
  'ranking.request.decided': { it: 'A questa richiesta è già stata data risposta.', en: 'This request has been answered already.' },
  'ranking.request.fourEyes': {
    it: 'Chi ha chiesto il riesame non lo decide.',
    en: 'Who asked for the review does not decide it.',
  },
  'ranking.request.pointsNeeded': {
    it: 'Se il riesame è accolto sui punti, o ammette una proposta esclusa, servono i punti di ogni criterio.',
    en: 'Where a review is upheld on points, or admits an excluded proposal, the points of each criterion are needed.',
  },
  'ranking.request.badPoints': {
    it: (p) => `«${said(p, 'criterion', 'it')}»: da 0 a ${num(p, 'max', 'it')}, a passi di ${num(p, 'step', 'it')}.`,
    en: (p) => `“${said(p, 'criterion', 'en')}”: from 0 to ${num(p, 'max', 'en')}, in steps of ${num(p, 'step', 'en')}.`,
  },
  'ranking.request.nothingToChange': {
    it: 'La proposta è già in questo stato: non c’è nulla da correggere.',
    en: 'The proposal stands like that already: there is nothing to correct.',
  },
  'ranking.whatIf.figure': {
    it: 'Scrivere una cifra che la scala del bando ammette.',
    en: 'Give a figure that the call’s scale admits.',
  },
  'ranking.whatIfOnly': {
    it: 'Le prove sulla graduatoria sono dell’ufficio e di chi presiede la commissione.',
    en: 'Trying out a ranking is for the office and the chair of the panel.',
  },
  'ranking.involved': {
    it: 'In questo bando c’è almeno una proposta con cui hai a che fare: la graduatoria la prepara e la decide qualcun altro, e prima della pubblicazione non la vedi.',
    en: 'There is at least one proposal under this call that you have something to do with: somebody else prepares and decides the ranking, and you do not see it before it is published.',
  },
  'ranking.endsLater': {
    it: 'Una rinuncia o una revoca si registra con la data in cui è avvenuta: non può essere futura.',
    en: 'A renunciation or revocation is recorded under the day on which it happened: it cannot lie ahead.',
  },
  'ranking.notFundedNow': {
    it: 'La proposta non ha un contributo nella graduatoria in vigore.',
    en: 'The proposal has no grant in the ranking in force.',
  },
  'ranking.endedAlready': { it: 'La rinuncia o la revoca è già registrata.', en: 'The renunciation or revocation is recorded already.' },
  'ranking.draw.officeOnly': { it: 'Il segreto del sorteggio lo registra l’ufficio.', en: 'The secret of the draw is recorded by the office.' },
  'ranking.draw.tooLate': {
    it: 'L’impronta del segreto si registra prima della scadenza del bando.',
    en: 'The fingerprint of the secret is recorded before the deadline of the call.',
  },
  'ranking.draw.already': { it: 'L’impronta del segreto è già registrata.', en: 'The fingerprint of the secret is recorded already.' },
  'ranking.draw.missing': {
    it: 'Il bando vuole un seme il cui segreto è stato registrato prima della scadenza: manca.',
    en: 'The call wants a seed whose secret was recorded before the deadline: it is missing.',
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
  leadName: { it: 'Capofila', en: 'Lead' },
  region: { it: 'Regione', en: 'Region' },
  points: { it: 'Punti', en: 'Points' },
  state: { it: 'Esito', en: 'Outcome' },
  grant: { it: 'Contributo', en: 'Grant' },
  requested: { it: 'Richiesto', en: 'Requested' },
  why: { it: 'Perché', en: 'Why' },
  whyHere: { it: 'Perché questo esito', en: 'Why this outcome' },
  wouldChange: { it: 'Che cosa lo cambierebbe', en: 'What would change it' },
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
  revocation: { it: 'Revoca', en: 'Revocation' },
  spill: { it: 'Passaggio delle risorse non prese', en: 'Money not taken goes on' },
  lists: { it: 'Elenchi', en: 'Lists' },
  list: { it: 'Elenco', en: 'List' },
  linePoints: { it: 'Linea di merito', en: 'Merit line' },
  price: {
    it: (inCents: string, outCents: string) => `Sposta ${inCents} verso chi la riserva fa entrare; chi ne resta fuori chiedeva ${outCents}.`,
    en: (inCents: string, outCents: string) => `It moves ${inCents} to those whom the reserve brings in; those left out asked for ${outCents}.`,
  },
  pricePoints: {
    it: (inPoints: string, outPoints: string, less: string) =>
      `Chi entra ha in media ${inPoints} punti, chi resta fuori ${outPoints}: la differenza è di ${less} punti.`,
    en: (inPoints: string, outPoints: string, less: string) =>
      `Those brought in have ${inPoints} points on average, those left out ${outPoints}: a difference of ${less} points.`,
  },
  superseded: {
    it: 'Questa è una graduatoria precedente: non è più in vigore.',
    en: 'This is an earlier ranking: it is no longer in force.',
  },
  toNewest: { it: 'Vai alla graduatoria in vigore', en: 'Go to the ranking in force' },
  changedSince: {
    it: (n: number, kind: string) => `Che cosa cambia rispetto alla n. ${n} (${kind})`,
    en: (n: number, kind: string) => `What changes from no. ${n} (${kind})`,
  },
  before: { it: 'Prima', en: 'Before' },
  more: { it: (n: number) => `e altre ${n}`, en: (n: number) => `and ${n} more` },
  move: { it: 'Spostamento', en: 'Move' },
  premiumPoints: { it: 'Punti di premialità al minimo', en: 'Least points of premiums' },
  premiumCount: { it: 'Numero minimo di premialità', en: 'Least number of premiums' },
  place: { it: (n: number) => `Posto ${n}`, en: (n: number) => `Place ${n}` },
  hidden: {
    it: 'Il bando non pubblica i punti né gli importi: qui si vede il solo esito.',
    en: 'The call publishes neither points nor amounts: only the outcome is shown.',
  },
  pending: {
    it: (n: number) =>
      n === 1
        ? 'Un fatto nuovo dopo questa graduatoria: si può pubblicare lo scorrimento.'
        : `${n} fatti nuovi dopo questa graduatoria: si può pubblicare lo scorrimento.`,
    en: (n: number) => (n === 1 ? 'One new fact after this ranking: it can be scrolled.' : `${n} new facts after this ranking: it can be scrolled.`),
  },
  endedSince: { it: 'Dopo questa graduatoria il contributo è cessato', en: 'The grant has ended after this ranking' },
  endGrant: { it: 'Rinuncia o revoca', en: 'Renunciation or revocation' },
  endedOn: { it: 'Data', en: 'Date' },
  endKind: { it: 'Che cosa', en: 'What' },
  endConsequences: {
    it: 'Il contributo cessa subito nei totali; la graduatoria con scorrimento dà la somma a chi segue, il decreto successivo ne prende atto.',
    en: 'The grant ends at once in the totals; the next scrolled ranking gives the money to those who follow, the next decree takes note.',
  },
  askReview: { it: 'Chiedi il riesame', en: 'Ask for a review' },
  askReviewUntil: {
    it: (day: string) => `Fino al ${day} chi agisce per il capofila può chiedere il riesame, con i motivi.`,
    en: (day: string) => `Until ${day} who acts for the lead can ask for a review, with reasons.`,
  },
  reviewReasons: { it: 'Motivi', en: 'Reasons' },
  requests: { it: 'Richieste di riesame', en: 'Requests for review' },
  requestsLead: {
    it: 'Ogni richiesta riceve una risposta motivata prima della graduatoria definitiva.',
    en: 'Each request gets a reasoned answer before the final ranking.',
  },
  noRequests: { it: 'Nessuna richiesta', en: 'No request' },
  noRequestsMore: { it: 'Le richieste arrivano mentre la graduatoria è provvisoria.', en: 'Requests come while the ranking is provisional.' },
  askedOn: { it: 'Chiesto il', en: 'Asked on' },
  decideRequest: { it: 'Rispondi', en: 'Answer' },
  outcome: { it: 'Risposta', en: 'Answer' },
  rejected: { it: 'Respinta', en: 'Rejected' },
  waiting: { it: 'In attesa', en: 'Waiting' },
  'upheld.points': { it: 'Accolta: cambiano i punti', en: 'Upheld: points change' },
  'upheld.admitted': { it: 'Accolta: ammessa, con i punti della commissione', en: 'Upheld: admitted, with the panel’s points' },
  'upheld.excluded': { it: 'Accolta: esclusa', en: 'Upheld: excluded' },
  answerText: { it: 'Motivazione della risposta', en: 'Reasons of the answer' },
  pointsHint: {
    it: 'Solo se cambiano: i punti decisi dalla commissione, di ogni criterio.',
    en: 'Only where they change: the points decided by the panel, for each criterion.',
  },
  decideConsequences: {
    it: 'La risposta è registrata e comunicata al capofila; i punti o l’esito corretti entrano nella prossima graduatoria.',
    en: 'The answer is recorded and sent to the lead; corrected points or outcome enter the next ranking.',
  },
  whatIf: { it: 'Prova: e se…', en: 'What if' },
  readScores: { it: 'Leggi i punteggi', en: 'Read the scores' },
  whatIfLead: {
    it: 'Sposta una dotazione, una soglia o una riserva e guarda chi cambia posto. Nulla è salvato.',
    en: 'Move a budget, a threshold or a reserve and see who moves. Nothing is stored.',
  },
  compute: { it: 'Calcola', en: 'Compute' },
  startAgain: { it: 'Com’è ora', en: 'As it is now' },
  movers: { it: 'Chi si sposta', en: 'Who moves' },
  noMovers: { it: 'Nessuna proposta cambia esito, posto o contributo.', en: 'No proposal changes its outcome, place or grant.' },
  now: { it: 'Ora', en: 'Now' },
  after: { it: 'Così', en: 'Then' },
  totalThreshold: { it: 'Soglia complessiva', en: 'Total threshold' },
  thresholdOf: { it: (title: string) => `Soglia di «${title}»`, en: (title: string) => `Threshold of “${title}”` },
  reserveOf: {
    it: (title: string) => `Riserva al Mezzogiorno${title ? `, ${title}` : ''}`,
    en: (title: string) => `Reserve for the South${title ? `, ${title}` : ''}`,
  },
  comes: { it: 'entra', en: 'comes in' },
  goes: { it: 'esce', en: 'drops out' },
  changes: { it: 'cambia', en: 'changes' },
  whatIfChart: { it: 'Contributi di chi entra e di chi esce', en: 'Grants of who comes in and who drops out' },
  commitDraw: { it: 'Registra l’impronta del sorteggio', en: 'Record the fingerprint of the draw' },
  commitConsequences: {
    it: 'Il sistema estrae un segreto e ne registra l’impronta: con le domande presentate farà il seme, che così nessuno può scegliere.',
    en: 'The system draws a secret and records its fingerprint: with the applications it will make the seed, which nobody can choose.',
  },
  commitment: { it: 'Impronta del segreto, registrata prima della scadenza', en: 'Fingerprint of the secret, recorded before the deadline' },
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
  exampleNote: { it: 'Dati di esempio: proposte e punteggi sono sintetici.', en: 'Example data: proposals and scores are synthetic.' },
});
