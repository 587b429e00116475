import { counted } from '#src/core/counts.ts';
import { showInstant } from '#src/core/time.ts';
import type { Words } from '#src/core/words.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

const inWords = (value: unknown): Words => (typeof value === 'object' && value !== null ? (value as Words) : { it: String(value), en: String(value) });
const of = (who: unknown, preposition: string): string => (typeof who === 'string' && who !== '' ? ` ${preposition} ${who}` : '');
const list = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : '');

/** An instant to the second, as a refusal about a term has to say it. */
const exact = (at: unknown, locale: 'it' | 'en'): string => {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Rome', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(
    new Date(String(at)),
  );
  return showInstant(String(at), locale).replace(/\d\d:\d\d$/, time);
};

/** Why not, in the work of the officers, in repairs, in letters. */
export const furtherReasons: ReasonCopy = {
  'screening.repairRuns': {
    it: (p) =>
      `Il proponente può ancora rispondere alla richiesta di integrazione, fino al ${exact(p['dueAt'], 'it')}: si decide dopo, o ritirando la richiesta.`,
    en: (p) => `The applicant can still answer the request for repair, until ${exact(p['dueAt'], 'en')}: decide afterwards, or withdraw the request.`,
  },
  'screening.repairOpen': {
    it: (p) => `Una richiesta di integrazione è già aperta, fino al ${exact(p['dueAt'], 'it')}: una alla volta.`,
    en: (p) => `A request for repair is open already, until ${exact(p['dueAt'], 'en')}: one at a time.`,
  },
  'screening.noRepair': { it: 'Nessuna richiesta di integrazione è aperta.', en: 'No request for repair is open.' },
  'screening.sameEyes': {
    it: 'La decisione è stata proposta dalla stessa persona: deve confermarla un’altra.',
    en: 'You proposed this decision yourself: another officer has to confirm it.',
  },
  'screening.noProposal': { it: 'Non c’è una decisione da confermare.', en: 'There is no decision to confirm.' },
  'screening.answerNeeded': {
    it: (p) => `Per rinviare la proposta occorre spiegare perché (almeno ${counted.characters.it(Number(p['min']))}).`,
    en: (p) => `To send a proposal back, say why (at least ${counted.characters.en(Number(p['min']))}).`,
  },
  'screening.reserveNeeded': {
    it: (p) => `L’ammissione con riserva ne indica il motivo (almeno ${counted.characters.it(Number(p['min']))}, ora ${p['length']}).`,
    en: (p) => `An admission with reserve gives its ground (at least ${counted.characters.en(Number(p['min']))}, now ${p['length']}).`,
  },
  'screening.notRepairable.document': {
    it: (p) => `«${inWords(p['title']).it}» non è sanabile: il bando lo esclude.`,
    en: (p) => `“${inWords(p['title']).en}” cannot be repaired: the call rules it out.`,
  },
  'screening.notRepairable.form': {
    it: 'La scheda tecnica della proposta non si può sanare: vale come è stata presentata.',
    en: 'The technical form of the proposal cannot be repaired: it counts as it was submitted.',
  },
  'screening.notRepairable.identity': {
    it: 'Ciò che impedisce di identificare chi presenta la domanda non si può sanare.',
    en: 'What prevents identifying the applicant cannot be repaired.',
  },
  'screening.notRepairable.unknown': {
    it: (p) => `«${p['item']}» non è fra i punti sanabili di questa domanda.`,
    en: (p) => `“${p['item']}” is not among what can be repaired in this application.`,
  },
  'screening.noDefect': { it: 'Scegliere almeno un difetto da sanare.', en: 'Pick at least one defect to repair.' },
  'screening.defectTooShort': {
    it: (p) => `Descrivere il difetto con almeno ${counted.characters.it(Number(p['min']))} (ora ${p['length']}): chi lo riceve deve sapere che cosa fare.`,
    en: (p) => `Describe the defect in at least ${counted.characters.en(Number(p['min']))} (now ${p['length']}): its reader has to know what to do.`,
  },
  'screening.termTooLong': {
    it: (p) => `Il termine è al massimo di ${counted.days.it(Number(p['max']))} (richiesti: ${p['days']}).`,
    en: (p) => `The term is at most ${counted.days.en(Number(p['max']))} (asked: ${p['days']}).`,
  },
  'screening.repairAnswered': { it: 'La risposta è già stata inviata e non cambia più.', en: 'The answer has been sent and no longer changes.' },
  'screening.repairCancelled': {
    it: 'L’ufficio ha ritirato la richiesta: non occorre rispondere.',
    en: 'The office has withdrawn the request: no answer is needed.',
  },
  'screening.repairLate': {
    it: (p) => `Il termine per rispondere è finito il ${exact(p['dueAt'], 'it')}; il ${exact(p['at'], 'it')} non si può più inviare nulla (ora di Roma).`,
    en: (p) => `The term for the answer ended on ${exact(p['dueAt'], 'en')}; on ${exact(p['at'], 'en')} nothing can be sent any more (Rome time).`,
  },
  'screening.nothingGiven': {
    it: 'Nulla da inviare: caricare almeno un documento o scrivere una dichiarazione.',
    en: 'Nothing to send: upload a document or write a declaration.',
  },
  'screening.incomplete': {
    it: (p) =>
      `${Number(p['missing']) === 1 ? 'Manca ancora un punto' : `Mancano ancora ${p['missing']} punti`}: completarli, oppure spuntare la casella per inviare comunque.`,
    en: (p) =>
      `${Number(p['missing']) === 1 ? 'One item is' : `${p['missing']} items are`} still missing: complete them, or tick the box to send all the same.`,
  },
  'screening.declarationTooShort': {
    it: (p) => `La dichiarazione è troppo breve: servono almeno ${counted.characters.it(Number(p['min']))}.`,
    en: (p) => `The declaration is too short: at least ${counted.characters.en(Number(p['min']))}.`,
  },
  'screening.keyMissing': {
    it: 'Manca la chiave che impedisce un doppio invio: ricaricare la pagina, o indicare Idempotency-Key.',
    en: 'The key that prevents sending twice is missing: reload the page, or give Idempotency-Key.',
  },
  'screening.termExpired': {
    it: (p) => `Alla richiesta di integrazione ${p['letter']} non è stata inviata risposta entro il termine, ${exact(p['dueAt'], 'it')}.`,
    en: (p) => `The request for repair ${p['letter']} was not answered within its term, ${exact(p['dueAt'], 'en')}.`,
  },
  'screening.confirmedAgainst': {
    it: (p) => `Non confermate: ${list(p['protocols'])}. Vanno confermate una per una.`,
    en: (p) => `Not confirmed: ${list(p['protocols'])}. These have to be confirmed one by one.`,
  },
  'screening.officerUnknown': { it: 'La persona scelta non è dell’ufficio di programma.', en: 'The person chosen is not of the programme office.' },
  'screening.officerConflict': {
    it: (p) => `${p['officer']} appartiene a un’organizzazione che partecipa a: ${list(p['protocols'])}. Deve provvedere un’altra persona.`,
    en: (p) => `${p['officer']} belongs to an organisation that takes part in: ${list(p['protocols'])}. Another officer has to.`,
  },
  'screening.nothingToDistribute': { it: 'Non ci sono domande da distribuire.', en: 'There are no cases to distribute.' },
  'screening.notYours': { it: 'Si può restituire solo ciò che si ha in carico.', en: 'You can only return what is yours.' },
  'screening.document.repaired': {
    it: (p) =>
      `«${inWords(p['title']).it}»${of(p['who'], 'di')}: sanato, ${p['fileName']} (integrazione ${p['receipt']}, ${showInstant(String(p['at']), 'it')}).`,
    en: (p) => `“${inWords(p['title']).en}”${of(p['who'], 'of')}: repaired, ${p['fileName']} (repair ${p['receipt']}, ${showInstant(String(p['at']), 'en')}).`,
  },
  'screening.signature.valid': {
    it: (p) =>
      `Firma digitale di «${inWords(p['title']).it}»${of(p['who'], 'di')}: valida${p['signers'] && list(p['signers']) ? `, ${list(p['signers'])}` : ''}.`,
    en: (p) =>
      `Digital signature of “${inWords(p['title']).en}”${of(p['who'], 'of')}: valid${p['signers'] && list(p['signers']) ? `, ${list(p['signers'])}` : ''}.`,
  },
  'screening.signature.invalid': {
    it: (p) => `Firma digitale di «${inWords(p['title']).it}»${of(p['who'], 'di')}: non valida. ${p['repairable'] ? 'È sanabile.' : 'Non è sanabile.'}`,
    en: (p) =>
      `Digital signature of “${inWords(p['title']).en}”${of(p['who'], 'of')}: not valid. ${p['repairable'] ? 'It can be repaired.' : 'It cannot be repaired.'}`,
  },
  'screening.signature.unsigned': {
    it: (p) => `«${inWords(p['title']).it}»${of(p['who'], 'di')}: senza firma digitale. ${p['repairable'] ? 'È sanabile.' : 'Non è sanabile.'}`,
    en: (p) => `“${inWords(p['title']).en}”${of(p['who'], 'of')}: not digitally signed. ${p['repairable'] ? 'It can be repaired.' : 'It cannot be repaired.'}`,
  },
  'screening.confirmation.given': {
    it: (p) => `${p['who']}: dati, dichiarazioni e mandato confermati da ${p['person']}, ${showInstant(String(p['at']), 'it')}.`,
    en: (p) => `${p['who']}: data, declarations and mandate confirmed by ${p['person']}, ${showInstant(String(p['at']), 'en')}.`,
  },
  'screening.confirmation.missing': {
    it: (p) => `${p['who']}: manca la conferma di chi rappresenta legalmente l’organizzazione.`,
    en: (p) => `${p['who']}: the legal representative’s confirmation is missing.`,
  },
  'screening.template.unknown': {
    it: (p) => `{{${p['placeholder']}}} non esiste in questa lettera. Disponibili: ${list(p['offered'])}.`,
    en: (p) => `{{${p['placeholder']}}} does not exist in this letter. Available: ${list(p['offered'])}.`,
  },
  'screening.template.missing': {
    it: (p) => `Nel testo manca {{${p['placeholder']}}}: senza, la lettera non direbbe l’essenziale.`,
    en: (p) => `The text lacks {{${p['placeholder']}}}: without it the letter would not say what matters.`,
  },
  'screening.template.open': { it: 'Una doppia graffa non si chiude.', en: 'A double brace is not closed.' },
};
