import { counted } from '#src/core/counts.ts';
import type { Params } from '#src/core/decision.ts';
import { euros, number, percent } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import { afterNumber, type Locale, type Words } from '#src/core/words.ts';
import { withArticle, withDate } from '#src/funding/calls/copy/vocabulary.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

const eur = (p: Params, key: string, locale: Locale) => euros(Number(p[key]), locale);

const num = (p: Params, key: string, locale: Locale) => number(Number(p[key]), locale);

/** `1 punto`, `2,5 punti`. */
const pts = (p: Params, key: string, locale: Locale) => `${num(p, key, locale)} ${pointWords[locale](Number(p[key]))}`;

const pointWords = afterNumber(['punto', 'punti'], ['point', 'points']);

const lacks = (p: Params, key: string) => (Number(p[key]) === 1 ? 'manca' : 'mancano');

const del = (p: Params) => withArticle('del', Number(p['percent']));

const pct = (p: Params, key: string, locale: Locale) => percent(Number(p[key]), locale);

const said = (p: Params, key: string, locale: Locale) => (p[key] as Words | undefined)?.[locale] ?? '';

export const rankingReasons: ReasonCopy = {
  'rank.funded.merit': {
    it: (p) => `Posizione ${num(p, 'position', 'it')} con ${pts(p, 'total', 'it')}: il contributo di ${eur(p, 'grantCents', 'it')} rientra nella dotazione.`,
    en: (p) => `Place ${num(p, 'position', 'en')} with ${pts(p, 'total', 'en')}: the grant of ${eur(p, 'grantCents', 'en')} fits in the budget.`,
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
    it: (p) => `«${said(p, 'criterion', 'it')}»: ${pts(p, 'points', 'it')}, sotto la soglia di ${num(p, 'threshold', 'it')}.`,
    en: (p) => `“${said(p, 'criterion', 'en')}”: ${pts(p, 'points', 'en')}, below the threshold of ${num(p, 'threshold', 'en')}.`,
  },
  'rank.below.total': {
    it: (p) => `Punteggio complessivo di ${num(p, 'points', 'it')}, sotto la soglia di ${num(p, 'threshold', 'it')}. Le premialità non contano per la soglia.`,
    en: (p) => `Total of ${num(p, 'points', 'en')}, below the threshold of ${num(p, 'threshold', 'en')}. Premiums do not count towards it.`,
  },
  'rank.excluded': { it: 'Non ammessa alla valutazione in esito alla verifica di ammissibilità.', en: 'Not admitted to evaluation by the admission check.' },
  'rank.renounced': { it: (p) => `Il beneficiario ha rinunciato (${p['ref']}).`, en: (p) => `The beneficiary gave the grant back (${p['ref']}).` },
  'rank.band': {
    it: (p) =>
      `Con ${pts(p, 'total', 'it')} non si distingue dall’ultima finanziata per merito con la prima dotazione (${num(p, 'line', 'it')}): il suo posto fra le ${counted.proposals.it(Number(p['among']))} così vicine, il ${num(p, 'place', 'it')}º, viene dal sorteggio; il seme è pubblicato.`,
    en: (p) =>
      `With ${pts(p, 'total', 'en')} it cannot be told apart from the last one funded by merit out of the first budget (${num(p, 'line', 'en')}): its place among the ${counted.proposals.en(Number(p['among']))} that are so close, no. ${num(p, 'place', 'en')}, comes from the draw; its seed is published.`,
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
  'rank.funded.returned': {
    it: (p) =>
      `Posizione ${num(p, 'position', 'it')}: finanziata con ${eur(p, 'grantCents', 'it')} con denaro già concesso ad altri e tornato nella dotazione (${p['ref']}).`,
    en: (p) =>
      `Place ${num(p, 'position', 'en')}: funded with ${eur(p, 'grantCents', 'en')} from money that had been granted to others and came back to the pot (${p['ref']}).`,
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
    it: (p) => `«${said(p, 'premium', 'it')}» è un requisito: ${pts(p, 'points', 'it')} su ${num(p, 'threshold', 'it')} richiesti.`,
    en: (p) => `“${said(p, 'premium', 'en')}” is a requirement: ${pts(p, 'points', 'en')} of the ${num(p, 'threshold', 'en')} needed.`,
  },
  'rank.below.premiumPoints': {
    it: (p) => `Premialità: ${pts(p, 'points', 'it')} in tutto, sotto il minimo di ${num(p, 'threshold', 'it')}.`,
    en: (p) => `Premiums: ${pts(p, 'points', 'en')} in all, below the least of ${num(p, 'threshold', 'en')}.`,
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
      `Con ${pts(p, 'points', 'it')} in più (${num(p, 'total', 'it')}) sarebbe stata finanziata, a parità di tutto il resto: salirebbe alla posizione ${num(p, 'position', 'it')}.`,
    en: (p) =>
      `With ${pts(p, 'points', 'en')} more (${num(p, 'total', 'en')}) it would have been funded, all else equal: it would move up to place ${num(p, 'position', 'en')}.`,
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
    it: (p) => `Per essere idonea le ${lacks(p, 'points')} ${pts(p, 'points', 'it')}${p['name'] ? ` in «${said(p, 'name', 'it')}»` : ' in tutto'}.`,
    en: (p) => `To reach the threshold it lacks ${pts(p, 'points', 'en')}${p['name'] ? ` for “${said(p, 'name', 'en')}”` : ' in all'}.`,
  },
  'rank.change.reachCount': {
    it: (p) => `Per essere idonea le ${lacks(p, 'count')} ${num(p, 'count', 'it')} premialità.`,
    en: (p) => `To reach what is asked it lacks ${num(p, 'count', 'en')} ${Number(p['count']) === 1 ? 'premium' : 'premiums'}.`,
  },
  'rank.change.reached.funded': {
    it: (p) => `Raggiunto ciò che manca sarebbe stata finanziata: con ${pts(p, 'total', 'it')}, alla posizione ${num(p, 'position', 'it')}.`,
    en: (p) => `Had it reached what it lacks it would have been funded: with ${pts(p, 'total', 'en')}, at place ${num(p, 'position', 'en')}.`,
  },
  'rank.change.reached.notFunded': {
    it: (p) =>
      `Raggiunto ciò che manca non sarebbe bastato: con ${pts(p, 'total', 'it')} sarebbe alla posizione ${num(p, 'position', 'it')}, dove i fondi non arrivano.`,
    en: (p) =>
      `To reach what it lacks would not have been enough: with ${pts(p, 'total', 'en')} it would be at place ${num(p, 'position', 'en')}, which the money does not reach.`,
  },
  'rank.change.reached.noList': {
    it: (p) => `Raggiunto ciò che manca non sarebbe bastato: con ${pts(p, 'total', 'it')} non starebbe su nessun elenco con una dotazione.`,
    en: (p) => `To reach what it lacks would not have been enough: with ${pts(p, 'total', 'en')} it would be on no list with a budget.`,
  },
  'rank.change.admit': {
    it: 'Per essere ammessa avrebbe dovuto rispettare il requisito mancato.',
    en: 'To be admitted it would have had to meet the requirement that it missed.',
  },
  'rank.change.admit.count': {
    it: (p) => `Per essere ammessa avrebbe dovuto rispettare il requisito mancato: lo scarto è di ${num(p, 'count', 'it')}.`,
    en: (p) => `To be admitted it would have had to meet the requirement that it missed: by ${num(p, 'count', 'en')}.`,
  },
  'rank.change.admit.cents': {
    it: (p) => `Per essere ammessa avrebbe dovuto rispettare il requisito mancato: lo scarto è di ${eur(p, 'cents', 'it')}.`,
    en: (p) => `To be admitted it would have had to meet the requirement that it missed: by ${eur(p, 'cents', 'en')}.`,
  },
  'rank.change.admitted.funded': {
    it: (p) => `Se ammessa sarebbe stata finanziata: con ${pts(p, 'total', 'it')}, alla posizione ${num(p, 'position', 'it')}.`,
    en: (p) => `If admitted it would have been funded: with ${pts(p, 'total', 'en')}, at place ${num(p, 'position', 'en')}.`,
  },
  'rank.change.admitted.notFunded': {
    it: (p) => `L’ammissione non sarebbe bastata: con ${pts(p, 'total', 'it')} sarebbe alla posizione ${num(p, 'position', 'it')}, dove i fondi non arrivano.`,
    en: (p) =>
      `To be admitted would not have been enough: with ${pts(p, 'total', 'en')} it would be at place ${num(p, 'position', 'en')}, which the money does not reach.`,
  },
  'rank.change.admitted.noList': {
    it: (p) => `L’ammissione non sarebbe bastata: con ${pts(p, 'total', 'it')} non starebbe su nessun elenco con una dotazione.`,
    en: (p) => `To be admitted would not have been enough: with ${pts(p, 'total', 'en')} it would be on no list with a budget.`,
  },
  'rank.change.admitted.anyNoList': {
    it: 'L’ammissione non sarebbe bastata: non sta su nessun elenco con una dotazione.',
    en: 'To be admitted would not have been enough: it is on no list with a budget.',
  },
  'rank.change.admitted.anyPoints': {
    it: 'Se ammessa e sopra le soglie sarebbe stata finanziata con qualunque punteggio.',
    en: 'If admitted and above the thresholds it would have been funded with any number of points.',
  },
  'rank.change.admitted.from': {
    it: (p) => `Nessuno l’ha valutata: se ammessa sarebbe stata finanziata con almeno ${pts(p, 'total', 'it')}, alla posizione ${num(p, 'position', 'it')}.`,
    en: (p) => `Nobody has judged it: if admitted it would have been funded with ${pts(p, 'total', 'en')} or more, at place ${num(p, 'position', 'en')}.`,
  },
  'rank.corrected.excluded': { it: (p) => `Esclusa in esito a riesame: ${p['text']}`, en: (p) => `Excluded on review: ${p['text']}` },
  'rank.change.raise': {
    it: (p) => `Sarebbe finanziata per intero con ${eur(p, 'cents', 'it')} in più nella dotazione.`,
    en: (p) => `It would be funded in full with ${eur(p, 'cents', 'en')} more in the budget.`,
  },
  'rank.change.points': {
    it: (p) => `Le ${lacks(p, 'points')} ${pts(p, 'points', 'it')} rispetto all’ultima finanziata per solo merito (${num(p, 'line', 'it')}).`,
    en: (p) => `It is ${pts(p, 'points', 'en')} short of the last one funded by merit alone (${num(p, 'line', 'en')}).`,
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
      `La graduatoria provvisoria resta pubblicata ${counted.days.it(Number(p['days']))} per le osservazioni: la definitiva è possibile ${withDate('dal', showDate(String(p['from']), 'it'))}.`,
    en: (p) =>
      `The provisional ranking stays published for ${counted.days.en(Number(p['days']))} for observations: the final one is possible from ${showDate(String(p['from']), 'en')}.`,
  },
  'ranking.nothingToScroll': {
    it: 'Dall’ultima graduatoria non ci sono stati incrementi, rinunce o riassegnazioni: non c’è nulla da scorrere.',
    en: 'There has been no raise, no renunciation and no money given out anew since the last ranking: there is nothing to scroll.',
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
    it: (p) => `Il termine di ${counted.days.it(Number(p['days']))} è finito il ${showDate(String(p['until']), 'it')}.`,
    en: (p) => `The term of ${counted.days.en(Number(p['days']))} ended on ${showDate(String(p['until']), 'en')}.`,
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
  'ranking.whatIf.day': { it: 'Scrivere una data, per esempio 2026-12-01.', en: 'Give a date, for example 2026-12-01.' },
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
