import { counted } from '#src/core/counts.ts';
import { showInstant } from '#src/core/time.ts';
import { withDate } from '#src/funding/calls/copy/vocabulary.ts';
import { publicationReasons } from './copy/publications.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

/** Why something about the experts of a call is refused, and what would change it. */
export const expertsReasons: ReasonCopy = {
  ...publicationReasons,
  'expert.officeOnly': { it: 'Solo l’ufficio di programma sceglie gli esperti di un bando.', en: 'Only the programme office chooses the experts of a call.' },
  'expert.expertOnly': {
    it: 'Il profilo di esperto è di chi ha il ruolo di esperto: lo attribuisce l’ufficio di programma.',
    en: 'An expert profile is for people with the role of expert, which the programme office grants.',
  },
  'expert.personUnknown': {
    it: (p) => `Nessuna persona registrata con l’indirizzo ${p['email']}: va prima registrata.`,
    en: (p) => `Nobody is registered with the address ${p['email']}: they have to register first.`,
  },
  'expert.notAnExpert': {
    it: (p) => `${p['email']} non ha il ruolo di esperto: attribuirlo in Persone e ruoli.`,
    en: (p) => `${p['email']} does not hold the role of expert: grant it in People and roles.`,
  },
  'expert.profileMissing': {
    it: (p) => `${p['email']} non ha ancora un profilo di esperto: indicare almeno regione e genere.`,
    en: (p) => `${p['email']} has no expert profile yet: give at least region and gender.`,
  },
  'expert.loadTooHigh': {
    it: (p) => `Il bando consente al massimo ${p['max']} ${Number(p['max']) === 1 ? 'valutazione' : 'valutazioni'} per esperto; indicate: ${p['asked']}.`,
    en: (p) => `The call allows at most ${p['max']} ${Number(p['max']) === 1 ? 'review' : 'reviews'} per expert; asked for: ${p['asked']}.`,
  },
  'expert.datesInOrder': {
    it: 'La data finale viene prima di quella iniziale.',
    en: 'The end comes before the beginning.',
  },
  'expert.orcidTaken': {
    it: 'Questo ORCID è già nel profilo di un’altra persona.',
    en: 'This ORCID is in somebody else’s profile already.',
  },
  'expert.profileFirst': {
    it: 'Serve prima il profilo di esperto: almeno regione e genere.',
    en: 'The expert profile comes first: at least region and gender.',
  },
  'expertInvitation.openAlready': {
    it: 'Questa persona è già stata invitata e può ancora rispondere: ricordare quell’invito.',
    en: 'This person was invited already and can still answer: remind them of that invitation.',
  },
  'expertInvitation.replacedAlready': {
    it: 'Al posto di questo invito ne è già stato mandato un altro.',
    en: 'Another invitation was sent in place of this one already.',
  },
  'expertInvitation.term': {
    it: (p) => `L’ultimo giorno per rispondere deve cadere fra domani e ${counted.days.it(Number(p['days']))} da oggi.`,
    en: (p) => `The last day to answer must be between tomorrow and ${counted.days.en(Number(p['days']))} from today.`,
  },
  'expertInvitation.serves': {
    it: (p) => `${p['email']} è già fra gli esperti del bando.`,
    en: (p) => `${p['email']} is among the experts of the call already.`,
  },
  'expertInvitation.barred': {
    it: ({ name, count }) =>
      `${String(name)} non può valutare nessuna delle proposte che attendono una valutazione (${String(count)}): dai registri risulta un conflitto con ciascuna. Se il legame non c’è più, si corregge il profilo; altrimenti occorre invitare un’altra persona.`,
    en: ({ name, count }) =>
      `${String(name)} may review none of the proposals that wait for a review (${String(count)}): the registers show a conflict with each. If the tie is no more, the profile is put right; otherwise somebody else has to be invited.`,
  },
  'expertInvitation.sentJustNow': {
    it: 'L’ultima e-mail è partita da meno di dieci minuti.',
    en: 'The last e-mail went out less than ten minutes ago.',
  },
  'expertInvitation.expired': {
    it: (p) => `Il termine per rispondere era ${withDate('il', showInstant(String(p['expiresAt']), 'it'))}: chiedere all’ufficio un nuovo invito.`,
    en: (p) => `The term to answer was ${showInstant(String(p['expiresAt']), 'en')}: ask the office for a new invitation.`,
  },
  'expertInvitation.accepted': { it: 'L’invito è stato accettato.', en: 'The invitation was accepted.' },
  'expertInvitation.refused': {
    it: 'L’invito è stato rifiutato: se è un errore, chiedere all’ufficio un nuovo invito.',
    en: 'The invitation was declined: if that is a mistake, ask the office for a new one.',
  },
  'expertInvitation.withdrawn': { it: 'L’ufficio ha ritirato l’invito.', en: 'The office withdrew the invitation.' },
  'expertInvitation.released': {
    it: 'L’incarico nato da questo invito è terminato: per tornare serve un nuovo invito dell’ufficio.',
    en: 'The service that came of this invitation has ended: to come back, a new invitation of the office is needed.',
  },
  'expert.releaseTied': {
    it: 'Chi ha a che fare con una proposta del bando non decide chi la valuta: lo fa un’altra persona dell’ufficio.',
    en: 'Whoever has something to do with a proposal of the call does not decide who reviews it: somebody else of the office does.',
  },
  'expert.releaseInviteOffice': {
    it: 'Chi prende il posto lo invita l’ufficio.',
    en: 'The office invites whoever takes the place.',
  },
  'expert.inviteAmongOthers': {
    it: 'Si invita una persona del registro diversa da chi lascia.',
    en: 'Invite somebody of the register other than the one who leaves.',
  },
  'expertInvitation.otherAddress': {
    it: (p) => `L’invito è per ${p['email']}: accedere con quell’indirizzo, o chiedere all’ufficio un invito al proprio.`,
    en: (p) => `The invitation is for ${p['email']}: sign in with that address, or ask the office for an invitation to yours.`,
  },
  'expertInvitation.sayWhy': {
    it: 'Per un altro motivo serve una spiegazione di almeno 10 caratteri.',
    en: 'Another reason needs an explanation of at least 10 characters.',
  },
  'expertInvitation.not.remind': {
    it: 'Si ricorda soltanto un invito che aspetta risposta o è scaduto.',
    en: 'Only an invitation that waits for an answer or has expired can be sent again.',
  },
  'expertInvitation.not.withdraw': {
    it: 'Si ritira soltanto un invito che aspetta risposta o è scaduto.',
    en: 'Only an invitation that waits for an answer or has expired can be withdrawn.',
  },
  'expertInvitation.not.replace': {
    it: 'Si sostituisce soltanto un invito rifiutato, scaduto o ritirato, o un esperto il cui incarico è terminato: l’invito in attesa va prima ritirato, l’esperto va prima liberato.',
    en: 'Only an invitation that was declined, has expired or was withdrawn, or an expert who was released, can be replaced: withdraw a waiting one, or release the expert, first.',
  },
  'evaluation.callOpen': {
    it: (p) => `Il bando è aperto fino ${withDate('al', showInstant(String(p['closesAt']), 'it'))}: la valutazione comincia dopo.`,
    en: (p) => `The call is open until ${showInstant(String(p['closesAt']), 'en')}: evaluation begins afterwards.`,
  },
  'evaluation.ranked': {
    it: 'La graduatoria del bando è stata pubblicata: la valutazione non cambia più.',
    en: 'The ranking of the call has been published: the evaluation no longer changes.',
  },
};
