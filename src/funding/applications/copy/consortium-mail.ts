import { showInstant } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';
import type { InvitationKind } from '../states.ts';

const asWhat: Record<InvitationKind, { it: string; en: string }> = {
  partner: { it: 'a prendere parte, come partner, a una domanda', en: 'to take part, as a partner, in an application' },
  editor: { it: 'a scrivere, come coautore, una domanda', en: 'to write, as a co-writer, an application' },
  reader: { it: 'a leggere una domanda', en: 'to read an application' },
};

/** Letters about who takes part. They name the call and who writes, never what the proposal is about. */
export const consortiumMailCopy = copy({
  hello: { it: (name: string) => `Gentile ${name},`, en: (name: string) => `Dear ${name},` },
  invitationSubject: {
    it: (lead: string, code: string) => `Invito di ${lead}: ${code}`,
    en: (lead: string, code: string) => `Invitation from ${lead}: ${code}`,
  },
  invitationText: {
    it: (by: string, lead: string, kind: InvitationKind, code: string, call: string, until: string) =>
      `${by}, per ${lead}, invita ${asWhat[kind].it} sul bando ${code}, «${call}».\n\nL’invito vale fino al ${showInstant(until, 'it')}. Dalla pagina si può accettare o rifiutare; per accettare occorre accedere, o registrarsi con un qualunque indirizzo.`,
    en: (by: string, lead: string, kind: InvitationKind, code: string, call: string, until: string) =>
      `${by}, for ${lead}, invites you ${asWhat[kind].en} under the call ${code}, “${call}”.\n\nThe invitation is good until ${showInstant(until, 'en')}. On the page you can accept or refuse; to accept, sign in or register with any address.`,
  },
  invitationMessage: { it: 'Messaggio di chi invita:', en: 'Message of the sender:' },
  invitationIgnore: {
    it: 'Chi non riconosce questo invito può rifiutarlo o ignorarlo: senza risposta scade da sé.',
    en: 'If you do not recognise this invitation, refuse or ignore it: without an answer it expires by itself.',
  },
  addedSubject: {
    it: (who: string, code: string) => `${who} è fra i partner di una domanda: ${code}`,
    en: (who: string, code: string) => `${who} is a partner of an application: ${code}`,
  },
  addedText: {
    it: (name: string, who: string, by: string, lead: string, code: string, confirm: boolean, link: string) =>
      `Gentile ${name},\n\n${by}, per ${lead}, ha indicato ${who} fra i partner di una domanda sul bando ${code}.\n\n${confirm ? 'Perché la domanda si possa presentare occorre che un rappresentante legale confermi dati, dichiarazioni e mandato. ' : ''}Chi non vuole prendere parte può uscire dalla domanda, indicando il motivo, dalla stessa pagina:\n${link}`,
    en: (name: string, who: string, by: string, lead: string, code: string, confirm: boolean, link: string) =>
      `Dear ${name},\n\n${by}, for ${lead}, named ${who} as a partner of an application under the call ${code}.\n\n${confirm ? 'Before the application can be submitted, a legal representative has to confirm data, declarations and mandate. ' : ''}Whoever does not want to take part can leave the application, giving the reason, on the same page:\n${link}`,
  },
  goneSubject: {
    it: (who: string, code: string) => `${who} non è più fra i partner: ${code}`,
    en: (who: string, code: string) => `${who} is no longer a partner: ${code}`,
  },
  removedText: {
    it: (who: string, by: string, lead: string, code: string) => `${by}, per ${lead}, ha tolto ${who} dai partner della domanda sul bando ${code}.`,
    en: (who: string, by: string, lead: string, code: string) =>
      `${by}, for ${lead}, removed ${who} from the partners of the application under the call ${code}.`,
  },
  replacedText: {
    it: (who: string, by: string, lead: string, code: string) =>
      `${by}, per ${lead}, ha sostituito ${who} con un’altra organizzazione nella domanda sul bando ${code}.`,
    en: (who: string, by: string, lead: string, code: string) =>
      `${by}, for ${lead}, replaced ${who} by another organisation in the application under the call ${code}.`,
  },
  leftText: {
    it: (who: string, by: string, _lead: string, code: string) => `${by} comunica che ${who} esce dalla domanda sul bando ${code}.`,
    en: (who: string, by: string, _lead: string, code: string) => `${by} says that ${who} leaves the application under the call ${code}.`,
  },
  motive: { it: 'Motivo:', en: 'Reason:' },
  alreadySubmitted: {
    it: 'La domanda è già stata presentata: finché la capofila non la presenta di nuovo, vale quella presentata, con i partner di allora.',
    en: 'The application has been submitted already: until the lead submits it again, what was submitted counts, with its partners of then.',
  },
  lapsedSubject: {
    it: (who: string) => `Da confermare di nuovo: i dati di ${who}`,
    en: (who: string) => `To confirm again: the data of ${who}`,
  },
  lapsedText: {
    it: (name: string, who: string, lead: string, code: string, link: string) =>
      `Gentile ${name},\n\ni dati di ${who} nella domanda di ${lead} sul bando ${code} sono cambiati dopo la conferma, che quindi non vale più. La pagina mostra che cosa è cambiato e permette di confermare di nuovo:\n${link}`,
    en: (name: string, who: string, lead: string, code: string, link: string) =>
      `Dear ${name},\n\nthe data of ${who} in the application of ${lead} under the call ${code} changed after they were confirmed, so the confirmation no longer holds. The page shows what changed and lets you confirm again:\n${link}`,
  },
  answeredSubject: {
    it: (code: string) => `Risposta a un invito: ${code}`,
    en: (code: string) => `Answer to an invitation: ${code}`,
  },
  acceptedText: {
    it: (email: string, who: string) => `L’invito mandato a ${email} è stato accettato: ${who}.`,
    en: (email: string, who: string) => `The invitation sent to ${email} was accepted: ${who}.`,
  },
  refusedText: {
    it: (email: string) => `L’invito mandato a ${email} è stato rifiutato.`,
    en: (email: string) => `The invitation sent to ${email} was refused.`,
  },
});
