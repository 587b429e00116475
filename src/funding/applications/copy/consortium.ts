import { counted } from '#src/core/counts.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import { copy, type Words } from '#src/core/words.ts';
import { withDate } from '#src/funding/calls/copy/vocabulary.ts';
import type { Standing } from '../rules/consortium.ts';
import type { AgeBand, Contract, Departure, Gender, InvitationKind, InvitationState } from '../states.ts';

export const genderWords: Record<Gender, Words> = {
  f: { it: 'Donna', en: 'Woman' },
  m: { it: 'Uomo', en: 'Man' },
  x: { it: 'Altro o non dichiarato', en: 'Other or not stated' },
};

export const ageWords: Record<AgeBand, Words> = {
  under30: { it: 'Meno di 30 anni', en: 'Under 30' },
  '30to39': { it: 'Da 30 a 39 anni', en: '30 to 39' },
  '40plus': { it: '40 anni o più', en: '40 or more' },
  under40: { it: 'Meno di 40 anni', en: 'Under 40' },
};

export const contractWords: Record<Contract, Words> = {
  permanent: { it: 'Tempo indeterminato', en: 'Permanent' },
  fixedTerm: { it: 'Tempo determinato', en: 'Fixed term' },
  researchFellow: { it: 'Assegno o contratto di ricerca', en: 'Research fellowship or contract' },
  phd: { it: 'Dottorato', en: 'Doctorate' },
  contractor: { it: 'Collaborazione', en: 'Contractor' },
  toHire: { it: 'Da assumere', en: 'To be hired' },
  notStated: { it: 'Non indicato', en: 'Not stated' },
};

export const kindWords: Record<InvitationKind, Words> = {
  partner: { it: 'Partner', en: 'Partner' },
  editor: { it: 'Coautore: scrive la proposta', en: 'Co-writer: writes the proposal' },
  reader: { it: 'Lettore: legge la domanda', en: 'Reader: reads the application' },
};

export const invitationWords: Record<InvitationState, Words> = {
  sent: { it: 'Invitato', en: 'Invited' },
  accepted: { it: 'Accettato', en: 'Accepted' },
  refused: { it: 'Rifiutato', en: 'Refused' },
  expired: { it: 'Scaduto', en: 'Expired' },
  revoked: { it: 'Revocato', en: 'Revoked' },
};

export const standingWords: Record<Standing, Words> = {
  notAsked: { it: 'Non richiesta', en: 'Not asked' },
  missing: { it: 'Da confermare', en: 'To be confirmed' },
  confirmed: { it: 'Confermato', en: 'Confirmed' },
  lapsed: { it: 'Da confermare di nuovo', en: 'To be confirmed again' },
};

export const departureWords: Record<Departure, Words> = {
  removed: { it: 'Tolto dalla capofila', en: 'Removed by the lead' },
  left: { it: 'Uscito', en: 'Left' },
  replaced: { it: 'Sostituito', en: 'Replaced' },
};

export const consortiumCopy = copy({
  // The members
  who: { it: 'Chi partecipa', en: 'Who takes part' },
  open: { it: 'Apri', en: 'Open' },
  openNamed: { it: (who: string) => `Apri ${who}`, en: (who: string) => `Open ${who}` },
  staff: { it: 'Personale', en: 'Staff' },
  staffSaid: { it: (n: number, women: number) => `${n} (${counted.women.it(women)})`, en: (n: number, women: number) => `${n} (${counted.women.en(women)})` },
  share: { it: 'Quota', en: 'Share' },
  confirmation: { it: 'Conferma', en: 'Confirmation' },
  eligibility: { it: 'Ammissibilità', en: 'Eligibility' },
  fits: { it: 'Ammissibile', en: 'Eligible' },
  unfit: { it: (n: number) => (n === 1 ? '1 ostacolo' : `${n} ostacoli`), en: (n: number) => (n === 1 ? '1 obstacle' : `${n} obstacles`) },
  elsewhere: {
    it: (who: string, drafts: number, submitted: number) =>
      `${who} partecipa, per questo stesso bando, anche ad altre domande: ${[
        ...(drafts > 0 ? [drafts === 1 ? 'una in bozza' : `${drafts} in bozza`] : []),
        ...(submitted > 0 ? [submitted === 1 ? 'una presentata' : `${submitted} presentate`] : []),
      ].join(' e ')}. Per il limite del bando contano quelle presentate.`,
    en: (who: string, drafts: number, submitted: number) =>
      `Under this same call ${who} takes part in other applications too: ${[
        ...(drafts > 0 ? [drafts === 1 ? 'one draft' : `${drafts} drafts`] : []),
        ...(submitted > 0 ? [submitted === 1 ? 'one submitted' : `${submitted} submitted`] : []),
      ].join(' and ')}. Those submitted count towards the limit of the call.`,
  },
  elsewhereTitle: { it: 'Altre domande', en: 'Other applications' },

  // Shares and places
  shares: { it: 'Quote e limiti', en: 'Shares and limits' },
  sharesLead: {
    it: 'Quota di ciascuno sul costo ammissibile, accanto a ogni limite del bando.',
    en: 'Everyone’s share of the eligible cost, beside each limit of the call.',
  },
  noShares: { it: 'Le quote si vedono quando ci sono costi.', en: 'Shares show once there are costs.' },
  allShares: { it: 'Quote sul costo ammissibile', en: 'Shares of the eligible cost' },
  limitMax: {
    it: (of: string, percent: string) => `Al massimo ${percent}: ${of}`,
    en: (of: string, percent: string) => `At most ${percent}: ${of}`,
  },
  limitMin: { it: (of: string, percent: string) => `Almeno ${percent}: ${of}`, en: (of: string, percent: string) => `At least ${percent}: ${of}` },
  threshold: { it: (percent: string) => `limite ${percent}`, en: (percent: string) => `limit ${percent}` },
  notApplied: { it: 'A questa composizione il limite non si applica.', en: 'This limit does not apply to these participants.' },
  together: { it: 'Insieme', en: 'Together' },
  participant: { it: 'Partecipante', en: 'Participant' },
  sharesSaid: { it: (list: string) => `Quote: ${list}.`, en: (list: string) => `Shares: ${list}.` },
  map: { it: 'Dove si realizza il progetto', en: 'Where the project is carried out' },
  mapSaid: {
    it: (list: string) => `Partecipanti per regione di attuazione: ${list}.`,
    en: (list: string) => `Participants by region of implementation: ${list}.`,
  },
  members: { it: 'Partecipanti', en: 'Participants' },

  // One member
  ownLead: {
    it: 'Sede di attuazione e personale di questo partecipante. Li modificano le sue persone e la capofila.',
    en: 'Place of implementation and staff of this participant. Its people and the lead change them.',
  },
  staffLead: {
    it: 'Una riga per ogni profilo. Persone, non equivalenti a tempo pieno; i mesi persona sono quelli dell’intera riga.',
    en: 'One line for each profile. Heads, not full-time equivalents; person-months are of the whole line.',
  },
  line: { it: (n: number) => `Riga ${n}`, en: (n: number) => `Line ${n}` },
  newLine: { it: (n: number) => `Riga ${n} (nuova)`, en: (n: number) => `Line ${n} (new)` },
  profile: { it: 'Profilo o ruolo', en: 'Profile or role' },
  gender: { it: 'Genere', en: 'Gender' },
  age: { it: 'Età', en: 'Age' },
  contract: { it: 'Contratto', en: 'Contract' },
  newHire: { it: 'Nuova assunzione per il progetto', en: 'New hire for the project' },
  heads: { it: 'Persone', en: 'Heads' },
  personMonths: { it: 'Mesi persona', en: 'Person-months' },
  people: { it: 'Nomi', en: 'Names' },
  peopleHint: {
    it: 'Uno per riga, con l’ORCID dopo il nome se c’è: Maria Rossi, 0000-0002-1825-0097. Servono a non affidare la valutazione a chi lavora con loro; chi propone informa le persone che nomina.',
    en: 'One a line, with the ORCID after the name if there is one: Maria Rossi, 0000-0002-1825-0097. They keep the review from being given to who works with them; applicants tell the people whom they name.',
  },
  removeLine: { it: 'Togli questa riga', en: 'Remove this line' },
  fromCounts: {
    it: 'Da un totale senza dettagli: resta così finché non si indicano profilo e contratto.',
    en: 'Out of a total without details: it stays as it is until profile and contract are given.',
  },
  saveMember: { it: 'Salva e torna ai partecipanti', en: 'Save and go back to participants' },
  saveAndMore: { it: 'Salva e aggiungi righe', en: 'Save and add lines' },
  fromRegister: { it: 'Aggiungi dal registro del personale', en: 'Add from the staff register' },
  fromRegisterNote: {
    it: 'Alle righe già presenti sono aggiunte quelle del registro del personale dell’ente; nessuna è sostituita. Togliere quelle che contano due volte le stesse persone. Nulla è salvato finché non si salva.',
    en: 'To the lines that were there, those of the organisation’s staff register are added; none is replaced. Take away what counts the same people twice. Nothing is saved until you save.',
  },
  yes: { it: 'Sì', en: 'Yes' },
  no: { it: 'No', en: 'No' },
  notStated: { it: 'Non indicato', en: 'Not stated' },
  noStaff: { it: 'Nessun personale indicato', en: 'No staff given' },
  toBudget: { it: 'Vai ai costi', en: 'Go to costs' },
  leaveTitle: { it: 'Uscire dalla domanda', en: 'Leaving the application' },
  leave: { it: (who: string) => `Fai uscire ${who} da questa domanda`, en: (who: string) => `Take ${who} out of this application` },
  leaveMore: {
    it: 'Costi, personale e documenti di questo partecipante escono con esso; per rientrare serve un nuovo invito.',
    en: 'Costs, staff and documents of this participant go with it; to come back, a new invitation is needed.',
  },
  leaveTold: { it: 'La capofila riceve il motivo per posta.', en: 'The lead is told the reason by mail.' },
  motive: { it: 'Motivo', en: 'Reason' },
  leaveNow: { it: 'Esci dalla domanda', en: 'Leave the application' },

  // Confirmation
  confirmTitle: { it: 'Conferma del rappresentante legale', en: 'Confirmation by the legal representative' },
  confirmLead: {
    it: 'Ciò che si conferma è quanto sta scritto in questa pagina, parola per parola. Se in seguito i dati cambiano, occorre confermare di nuovo.',
    en: 'What is confirmed is what stands on this page, word for word. If the data change later, they have to be confirmed again.',
  },
  data: { it: 'Dati', en: 'Data' },
  declarations: { it: 'Dichiarazioni', en: 'Declarations' },
  mandate: { it: 'Mandato alla capofila', en: 'Mandate to the lead' },
  confirmData: { it: 'Confermo i dati, il personale e i costi riportati qui sopra', en: 'I confirm the data, staff and costs given above' },
  confirmNow: { it: 'Conferma', en: 'Confirm' },
  confirmedBy: {
    it: (who: string, at: string, version: number) => `Confermato da ${who} ${withDate('il', showInstant(at, 'it'))}, versione ${version} del bando.`,
    en: (who: string, at: string, version: number) => `Confirmed by ${who} on ${showInstant(at, 'en')}, version ${version} of the call.`,
  },
  lapsedTitle: { it: 'La conferma non vale più', en: 'The confirmation no longer holds' },
  changedSince: { it: 'Che cosa è cambiato da allora', en: 'What changed since' },
  before: { it: 'Confermato', en: 'Confirmed' },
  now: { it: 'Adesso', en: 'Now' },
  what: { it: 'Voce', en: 'Item' },
  takeBack: { it: 'Ritira la conferma', en: 'Take the confirmation back' },
  takeBackMore: {
    it: 'Finché non si conferma di nuovo, la domanda non si può presentare. Ciò che è già presentato resta.',
    en: 'Until it is confirmed again the application cannot be submitted. What was submitted stays.',
  },
  representatives: { it: 'Rappresentanti legali nel registro', en: 'Legal representatives on record' },
  noRepresentative: {
    it: 'Nessuno è registrato come rappresentante legale: occorre che uno acceda e risulti fra le persone dell’organizzazione.',
    en: 'Nobody is on record as legal representative: one has to sign in and be among the organisation’s people.',
  },
  notAskedHere: { it: 'Questo bando non chiede conferme ai partner.', en: 'This call asks the partners for no confirmation.' },
  leadDeclares: {
    it: 'Per la capofila vale la dichiarazione che si rende presentando la domanda.',
    en: 'For the lead, the declaration made when submitting counts.',
  },
  toConfirm: { it: 'Leggi e conferma', en: 'Read and confirm' },

  // Invitations
  invite: { it: 'Invitare', en: 'Inviting' },
  inviteLead: {
    it: 'Chi riceve l’invito sa chi invita, a quale bando e come; la proposta si legge solo dopo aver accettato. L’invito vale 14 giorni e mai oltre la scadenza del bando.',
    en: 'Whoever is invited learns who invites, to which call and as what; the proposal can be read only after accepting. An invitation is good for 14 days, never past the deadline.',
  },
  inviteAs: { it: 'Invitare come', en: 'Invite as' },
  email: { it: 'Indirizzo di posta', en: 'E-mail address' },
  message: { it: 'Messaggio', en: 'Message' },
  sendInvitation: { it: 'Manda l’invito', en: 'Send the invitation' },
  invitations: { it: 'Inviti', en: 'Invitations' },
  noInvitations: { it: 'Nessun invito mandato', en: 'No invitation sent' },
  state: { it: 'Stato', en: 'State' },
  sentOn: { it: 'Mandato', en: 'Sent' },
  until: { it: 'Vale fino al', en: 'Good until' },
  deeds: { it: 'Azioni', en: 'Actions' },
  resend: { it: 'Manda di nuovo', en: 'Send again' },
  resendTo: { it: (email: string) => `Manda di nuovo a ${email}`, en: (email: string) => `Send again to ${email}` },
  revoke: { it: 'Revoca', en: 'Revoke' },
  revokeTo: { it: (email: string) => `Revoca l’invito a ${email}`, en: (email: string) => `Revoke the invitation to ${email}` },
  times: counted.times,
  persons: { it: 'Persone con un diritto proprio', en: 'Persons with a right of their own' },
  since: { it: 'Dal', en: 'Since' },
  person: { it: 'Persona', en: 'Person' },
  right: { it: 'Diritto', en: 'Right' },
  removePerson: { it: (who: string) => `Togli il diritto a ${who}`, en: (who: string) => `Take the right from ${who}` },
  remove: { it: 'Togli', en: 'Remove' },

  // Replacing and bringing back
  change: { it: 'Togliere o sostituire un partner', en: 'Removing or replacing a partner' },
  removePartner: { it: (who: string) => `Togli ${who}`, en: (who: string) => `Remove ${who}` },
  removeMore: {
    it: 'Costi, personale e documenti escono dalla domanda; finché la domanda è aperta si può annullare. Il partner viene avvisato.',
    en: 'Costs, staff and documents leave the application; while it is open this can be undone. The partner is told.',
  },
  replacePartner: { it: (who: string) => `Sostituisci ${who}`, en: (who: string) => `Replace ${who}` },
  replaceMore: {
    it: 'Il nuovo partner riprende sede di attuazione, personale, costi e le attività affidate a chi esce; documenti e conferma di chi esce non passano. Entrambi vengono avvisati.',
    en: 'The new partner takes over place, staff, costs and the work given to the one that goes; documents and confirmation of the one that goes do not pass on. Both are told.',
  },
  replaceBy: { it: 'Nuovo partner', en: 'New partner' },
  replaceSearch: {
    it: 'Cercare prima il nuovo partner qui sopra, fra le organizzazioni registrate.',
    en: 'First search for the new partner above, among the registered organisations.',
  },
  replaceNow: { it: 'Sostituisci', en: 'Replace' },
  gone: { it: 'Chi è uscito', en: 'Who has gone' },
  how: { it: 'Come', en: 'How' },
  on: { it: 'Quando', en: 'When' },
  by: { it: 'Da parte di', en: 'By' },
  undo: { it: 'Annulla', en: 'Undo' },
  undoNamed: { it: (who: string) => `Riporta ${who} nella domanda`, en: (who: string) => `Bring ${who} back` },
  undone: { it: 'Annullato', en: 'Undone' },
  replacedBy: { it: (who: string) => `Sostituito da ${who}`, en: (who: string) => `Replaced by ${who}` },

  // The page of an invitation
  invitation: { it: 'Invito', en: 'Invitation' },
  invited: {
    it: (by: string, lead: string) => `${by}, per ${lead}, invita a una domanda di finanziamento.`,
    en: (by: string, lead: string) => `${by}, for ${lead}, invites you to an application for funding.`,
  },
  inviter: { it: 'Chi invita', en: 'Who invites' },
  toCall: { it: 'Bando', en: 'Call' },
  asWhat: { it: 'Come', en: 'As' },
  forOrganisation: { it: 'Per l’organizzazione', en: 'For the organisation' },
  goodUntil: { it: (at: string) => `fino al ${showInstant(at, 'it')}`, en: (at: string) => `until ${showInstant(at, 'en')}` },
  term: { it: 'Valido', en: 'Valid' },
  readAfter: {
    it: 'La proposta si legge solo dopo aver accettato. Accettare non obbliga a presentarla: fino alla scadenza si può uscire.',
    en: 'The proposal can be read only after accepting. Accepting does not oblige to submit: until the deadline one can leave.',
  },
  accept: { it: 'Accetta l’invito', en: 'Accept the invitation' },
  refuse: { it: 'Rifiuta', en: 'Refuse' },
  refuseMore: {
    it: 'Chi invita viene avvisato; per cambiare idea serve un nuovo invito.',
    en: 'The sender is told; to change your mind, a new invitation is needed.',
  },
  signInFirst: {
    it: 'Per accettare occorre accedere. Chi non ha un accesso si registra con un qualunque indirizzo e poi riapre il collegamento della lettera.',
    en: 'To accept, sign in. Without an account, register with any address and then open the link in the letter again.',
  },
  signIn: { it: 'Accedi e accetta', en: 'Sign in and accept' },
  register: { it: 'Registrati', en: 'Register' },
  noOrganisation: {
    it: 'Per accettare come partner occorre agire per un’organizzazione: registrarla, o chiedere al suo rappresentante di essere aggiunti; poi riaprire il collegamento della lettera.',
    en: 'To accept as a partner you must act for an organisation: register it, or ask its representative to add you; then open the link in the letter again.',
  },
  registerOrganisation: { it: 'Registra un’organizzazione', en: 'Register an organisation' },
  memberAlready: { it: 'partecipa già', en: 'takes part already' },
  onlyFor: {
    it: (who: string) =>
      `L’invito è per ${who}: può accettarlo solo chi agisce per questa organizzazione. Se è la propria, chiedere al suo rappresentante di essere aggiunti.`,
    en: (who: string) => `The invitation is for ${who}: only people acting for it can accept. If it is yours, ask its representative to add you.`,
  },
  acceptFor: { it: 'Si accetta per', en: 'Accept for' },
  toApplication: { it: 'Vai alla domanda', en: 'Go to the application' },
  day: { it: (at: string) => showDate(at, 'it'), en: (at: string) => showDate(at, 'en') },
  moment: { it: (at: string) => showInstant(at, 'it'), en: (at: string) => showInstant(at, 'en') },
});
