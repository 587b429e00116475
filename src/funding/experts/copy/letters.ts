import { showInstant } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';

/** Letters to and about invited experts. They name the call, never a proposal. */
export const letterWords = copy({
  hello: { it: (name: string) => `Gentile ${name},`, en: (name: string) => `Dear ${name},` },
  message: { it: 'Messaggio dell’ufficio:', en: 'Message of the office:' },
  invitationSubject: {
    it: (code: string) => `Invito a valutare le proposte: ${code}`,
    en: (code: string) => `Invitation to review proposals: ${code}`,
  },
  invitationText: {
    it: (by: string, code: string, call: string, max: number, until: string) =>
      `${by}, per l’ufficio di programma, La invita a valutare le proposte presentate sul bando ${code}, «${call}»: al massimo ${max === 1 ? 'una valutazione' : `${max} valutazioni`}, sotto pseudonimo. Prima di vedere qualunque proposta si dichiarano i conflitti di interessi e si prende l’impegno alla riservatezza.\n\nSi può rispondere fino al ${showInstant(until, 'it')}, accettando o rifiutando, alla pagina`,
    en: (by: string, code: string, call: string, max: number, until: string) =>
      `${by}, for the programme office, invites you to review proposals under the call ${code}, “${call}”: ${max === 1 ? 'one review' : `${max} reviews`} at most, under a pseudonym. Before seeing any proposal you declare conflicts of interest and undertake confidentiality.\n\nPlease answer by ${showInstant(until, 'en')}, accepting or declining, on the page`,
  },
  invitationEnd: {
    it: 'Il collegamento è personale e vale fino al termine. Per accettare occorre accedere, o registrarsi, con l’indirizzo a cui è arrivata questa e-mail; per rifiutare basta il collegamento.',
    en: 'The link is personal and ends with the term. To accept, sign in or register with the address that this e-mail came to; to decline, the link is enough.',
  },
  withdrawalSubject: { it: (code: string) => `Invito ritirato: ${code}`, en: (code: string) => `Invitation withdrawn: ${code}` },
  withdrawalText: {
    it: (code: string) => `L’invito a valutare le proposte del bando ${code} è stato ritirato: non occorre rispondere. Grazie della disponibilità.`,
    en: (code: string) => `The invitation to review proposals under the call ${code} was withdrawn: there is no need to answer. Thank you for your time.`,
  },
  acceptedSubject: { it: (name: string, code: string) => `${name} ha accettato: ${code}`, en: (name: string, code: string) => `${name} accepted: ${code}` },
  acceptedText: {
    it: (name: string, code: string) => `${name} ha accettato di valutare le proposte del bando ${code}.`,
    en: (name: string, code: string) => `${name} accepted to review proposals under the call ${code}.`,
  },
  enteredSubject: { it: 'Pubblicazioni registrate a Suo nome', en: 'Publications entered in your name' },
  enteredText: {
    it: (count: number) =>
      `L’ufficio di programma ha registrato accanto al Suo profilo di esperto ${count === 1 ? 'una pubblicazione' : `${count} pubblicazioni`}, per trovare i conflitti di interessi e le proposte più vicine alle Sue competenze. Le può leggere qui; se qualcuna non è Sua, lo segnali all’ufficio.`,
    en: (count: number) =>
      `The programme office entered ${count === 1 ? 'one publication' : `${count} publications`} beside your expert profile, to find conflicts of interest and the proposals closest to what you know. You can read them here; if one is not yours, tell the office.`,
  },
  releasedSubject: { it: (code: string) => `Incarico di valutazione terminato: ${code}`, en: (code: string) => `Service as an expert ended: ${code}` },
  releasedText: {
    it: (code: string, why: string, taken: number, kept: number) =>
      `L’incarico di esperto per il bando ${code} è terminato. Motivo: ${why}\n\n${taken === 0 ? 'Non c’erano valutazioni da scrivere.' : taken === 1 ? 'La valutazione non ancora presentata non è più da scrivere.' : `Le ${taken} valutazioni non ancora presentate non sono più da scrivere.`}${kept === 0 ? '' : kept === 1 ? ' Quella presentata resta valida.' : ` Le ${kept} presentate restano valide.`} L’impegno alla riservatezza rimane. Grazie del lavoro svolto.`,
    en: (code: string, why: string, taken: number, kept: number) =>
      `Your service as an expert of the call ${code} has ended. Reason: ${why}\n\n${taken === 0 ? 'There were no reviews left to write.' : taken === 1 ? 'The review not yet submitted is no longer yours to write.' : `The ${taken} reviews not yet submitted are no longer yours to write.`}${kept === 0 ? '' : kept === 1 ? ' The one submitted stands.' : ` The ${kept} submitted stand.`} The undertaking of confidentiality remains. Thank you for your work.`,
  },
  leftSubject: { it: (name: string, code: string) => `${name} lascia l’incarico: ${code}`, en: (name: string, code: string) => `${name} leaves: ${code}` },
  leftText: {
    it: (name: string, code: string, why: string, taken: number) =>
      `${name} non può più valutare le proposte del bando ${code}. Motivo: ${why}\n\n${taken === 0 ? 'Nessuna valutazione era in corso.' : taken === 1 ? 'Una valutazione non ancora presentata torna da assegnare.' : `${taken} valutazioni non ancora presentate tornano da assegnare.`} Chi può prenderle è alla pagina`,
    en: (name: string, code: string, why: string, taken: number) =>
      `${name} can no longer review proposals under the call ${code}. Reason: ${why}\n\n${taken === 0 ? 'No review was under way.' : taken === 1 ? 'One review not yet submitted is to be assigned again.' : `${taken} reviews not yet submitted are to be assigned again.`} Who could take them is on the page`,
  },
  refusedSubject: { it: (name: string, code: string) => `${name} ha rifiutato: ${code}`, en: (name: string, code: string) => `${name} declined: ${code}` },
  refusedText: {
    it: (name: string, code: string, why: string, reason: string) =>
      `${name} non accetta di valutare le proposte del bando ${code}. Motivo: ${why}.${reason ? `\n\n${reason}` : ''}\n\nSi può invitare un’altra persona al suo posto.`,
    en: (name: string, code: string, why: string, reason: string) =>
      `${name} declines to review proposals under the call ${code}. Reason: ${why}.${reason ? `\n\n${reason}` : ''}\n\nSomebody else can be invited instead.`,
  },
});
