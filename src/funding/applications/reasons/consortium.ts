import { counted } from '#src/core/counts.ts';
import { showInstant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import { withDate } from '#src/funding/calls/copy/vocabulary.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

type P = Record<string, unknown>;
const named = (p: P, name: string) => (p[name] ? ` (${p[name]})` : '');
const when = (p: P, name: string, locale: Locale) => showInstant(String(p[name]), locale);

export const consortiumReasons: ReasonCopy = {
  'application.leadOnly': {
    it: (p) =>
      `Partner, progetto, presentazione e ritiro spettano a chi agisce per l’organizzazione capofila${named(p, 'who')}; chi agisce per i partner scrive la proposta e cura i propri dati.`,
    en: (p) =>
      `Partners, project, submission and withdrawal are for people acting for the lead organisation${named(p, 'who')}; people of the partners write the proposal and keep their own data.`,
  },
  'application.writersOnly': {
    it: (p) =>
      `La proposta la scrivono le persone della capofila${named(p, 'who')} e dei partner, e chi è invitato come coautore: la capofila può mandare un invito.`,
    en: (p) =>
      `The proposal is written by the people of the lead${named(p, 'who')} and of the partners, and by whoever is invited as co-writer: the lead can send an invitation.`,
  },
  'application.memberOnly': {
    it: (p) => `Questi dati li modifica chi agisce per ${p['who'] ?? 'quel partecipante'} o per la capofila${named(p, 'lead')}.`,
    en: (p) => `These data are changed by people acting for ${p['who'] ?? 'that participant'} or for the lead${named(p, 'lead')}.`,
  },
  'application.ownPeopleOnly': {
    it: (p) => `Solo chi agisce per ${p['who'] ?? 'quel partecipante'} può farlo; la capofila può invece toglierlo o sostituirlo.`,
    en: (p) => `Only people acting for ${p['who'] ?? 'that participant'} can do this; the lead can remove or replace it instead.`,
  },
  'application.representativeOnly': {
    it: (p) => `Conferma solo chi è registrato come rappresentante legale di ${p['who'] ?? 'quel partecipante'}.`,
    en: (p) => `Only a registered legal representative of ${p['who'] ?? 'that participant'} confirms.`,
  },
  'application.leadDeclares': {
    it: 'La capofila non conferma qui: la sua dichiarazione è quella che rende presentando la domanda.',
    en: 'The lead does not confirm here: its declaration is the one made when submitting.',
  },
  'application.confirmationMissing': {
    it: (p) => `Il rappresentante legale di ${p['who']} non ha ancora confermato dati, dichiarazioni e mandato.`,
    en: (p) => `The legal representative of ${p['who']} has not confirmed data, declarations and mandate yet.`,
  },
  'application.confirmationLapsed': {
    it: (p) => `I dati di ${p['who']} sono cambiati dopo la conferma: il suo rappresentante legale deve confermare di nuovo.`,
    en: (p) => `The data of ${p['who']} changed after they were confirmed: its legal representative has to confirm again.`,
  },
  'application.confirmationNotAsked': {
    it: 'Questo bando non chiede conferme ai partner.',
    en: 'This call asks the partners for no confirmation.',
  },
  'application.confirmAll': {
    it: 'La conferma vale per l’insieme: occorre spuntare i dati, ogni dichiarazione e il mandato.',
    en: 'The confirmation is for the whole: tick the data, every declaration and the mandate.',
  },
  'application.confirmStale': {
    it: 'I dati sono cambiati mentre la pagina era aperta: rileggerli qui sotto e confermare di nuovo.',
    en: 'The data changed while the page was open: read them again below and confirm anew.',
  },
  'application.alreadyConfirmed': { it: 'Questi dati sono già confermati.', en: 'These data are confirmed already.' },
  'application.motiveMissing': { it: 'Indicare il motivo.', en: 'Give the reason.' },
  'application.notGone': {
    it: 'Non c’è nulla da annullare: l’organizzazione è già di nuovo nella domanda, o è uscita da sé e va invitata.',
    en: 'There is nothing to undo: the organisation is back in the application already, or it left by itself and has to be invited.',
  },
  'application.staffOrcid': {
    it: 'Un ORCID non è valido: ha 16 cifre, come 0000-0002-1825-0097, e l’ultima controlla le altre.',
    en: 'An ORCID is not valid: it has 16 digits, like 0000-0002-1825-0097, and the last one checks the others.',
  },
  'application.staffNoName': {
    it: 'Un ORCID è senza nome: scriverlo prima, sulla stessa riga.',
    en: 'An ORCID has no name: write it before, on the same line.',
  },
  'application.namesTooMany': {
    it: 'I nomi sono più delle persone di questa riga: toglierne, o correggere il numero di persone.',
    en: 'There are more names than people in this line: take some out, or correct the number of people.',
  },
  'application.staffUnfit': {
    it: 'Ogni riga di personale ha profilo, genere, età, contratto e almeno una persona; al massimo 60 righe.',
    en: 'Every line of staff has profile, gender, age, contract and at least one person; at most 60 lines.',
  },
  'invitation.openAlready': {
    it: 'A questo indirizzo c’è già un invito in attesa: si può mandare di nuovo o revocare.',
    en: 'There is an invitation waiting at this address already: it can be sent again or revoked.',
  },
  'invitation.tooMany': {
    it: (p) => `Gli inviti in attesa sono già ${p['max']}, il massimo: per mandarne un altro occorre revocarne uno o aspettare una risposta.`,
    en: (p) => `The invitations waiting are ${p['max']}, the most there can be: to send another, revoke one or wait for an answer.`,
  },
  'invitation.sentJustNow': {
    it: 'L’invito è appena partito: si può mandare di nuovo fra dieci minuti.',
    en: 'The invitation has just been sent: it can be sent again in ten minutes.',
  },
  'invitation.accepted': { it: 'Questo invito è già stato accettato.', en: 'This invitation has been accepted already.' },
  'invitation.refused': {
    it: 'Questo invito è stato rifiutato. Per prendere parte occorre un nuovo invito della capofila.',
    en: 'This invitation was refused. To take part, a new invitation of the lead is needed.',
  },
  'invitation.revoked': {
    it: 'Chi ha mandato l’invito lo ha revocato. Solo un nuovo invito permette di prendere parte.',
    en: 'Whoever sent this invitation revoked it. Only a new one allows taking part.',
  },
  'invitation.expired': {
    it: (p) => `L’invito è scaduto ${withDate('il', when(p, 'expiresAt', 'it'))}. La capofila può mandarne un altro finché il bando è aperto.`,
    en: (p) => `The invitation expired on ${when(p, 'expiresAt', 'en')}. The lead can send another while the call is open.`,
  },
  'invitation.chooseOrganisation': {
    it: 'Scegliere l’organizzazione per cui si accetta: una di quelle per cui si agisce.',
    en: 'Choose the organisation that you accept for: one of those that you act for.',
  },
  'invitation.otherOrganisation': {
    it: (p) => `L’invito è per ${p['who']}: può accettarlo solo chi agisce per questa organizzazione.`,
    en: (p) => `The invitation is for ${p['who']}: only people acting for this organisation can accept it.`,
  },
  'invitation.memberAlready': {
    it: 'Questa organizzazione partecipa già alla domanda: non serve accettare l’invito.',
    en: 'This organisation takes part in the application already: there is no need to accept the invitation.',
  },
  'application.noOrganisation': {
    it: 'Per presentare una domanda occorre agire per un’organizzazione: registrarla, oppure chiedere al suo rappresentante di essere aggiunti.',
    en: 'To apply you must act for an organisation: register it, or ask its representative to add you.',
  },
  'application.notYourOrganisation': {
    it: 'Si può presentare una domanda solo per un’organizzazione per cui si agisce.',
    en: 'You can only apply for an organisation that you act for.',
  },
  'application.memberAlready': { it: 'Questa organizzazione partecipa già alla domanda.', en: 'This organisation takes part in the application already.' },
  'application.noSuchOrganisation': { it: 'L’organizzazione non è registrata.', en: 'The organisation is not registered.' },
  'application.tooManyMembers': {
    it: (p) => `I partecipanti di una domanda sono al massimo ${p['max']}: per aggiungerne uno occorre toglierne un altro.`,
    en: (p) => `An application has at most ${counted.participants.en(Number(p['max']))}: to add one, remove another.`,
  },
  'application.notAMember': {
    it: 'Questa organizzazione non partecipa alla domanda, o nel frattempo ne è uscita.',
    en: 'This organisation takes no part in the application, or has left it in the meantime.',
  },
  'application.leadStays': {
    it: 'L’organizzazione capofila resta quella con cui la domanda è cominciata, al primo posto: per cambiarla occorre una nuova domanda.',
    en: 'The lead stays the one that the application was started with, in the first place: another lead needs a new application.',
  },
  'application.tooManyYoung': {
    it: 'Le persone sotto i 40 anni non possono essere più del personale indicato (donne e uomini).',
    en: 'There cannot be more people under 40 than staff (women and men).',
  },
};
