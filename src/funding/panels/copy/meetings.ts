import { counted } from '#src/core/counts.ts';
import { showInstant } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';

export const meetingWords = copy({
  calls: { it: 'Bandi', en: 'Calls' },
  panel: { it: 'Commissione di valutazione', en: 'Evaluation panel' },
  meetings: { it: 'Riunioni della commissione', en: 'Panel meetings' },
  lead: {
    it: 'Le riunioni in cui la commissione discute e decide: chi c’è, chi esce e per quale proposta, che cosa si decide, il verbale firmato.',
    en: 'The meetings in which the panel discusses and decides: who is there, who leaves for which proposal, what is decided, the signed minutes.',
  },
  caption: { it: 'Riunioni', en: 'Meetings' },
  counted: {
    it: (n: number, shown: string) => (n === 1 ? '1 riunione' : `${shown} riunioni`),
    en: (n: number, shown: string) => (n === 1 ? '1 meeting' : `${shown} meetings`),
  },
  none: { it: 'Nessuna riunione, per ora', en: 'No meetings yet' },
  noneMore: { it: 'Quando la commissione è convocata, la riunione compare qui.', en: 'Once the panel is called, its meeting appears here.' },
  number: { it: 'Numero', en: 'Number' },
  heldAt: { it: 'Data e ora', en: 'Date and time' },
  place: { it: 'Luogo o collegamento', en: 'Place or link' },
  state: { it: 'Stato', en: 'State' },
  planned: { it: 'Convocata', en: 'Planned' },
  calledOff: { it: 'Annullata', en: 'Called off' },
  open: { it: 'In corso', en: 'Open' },
  closed: { it: 'Chiusa', en: 'Closed' },
  called: { it: 'Convocati', en: 'Called' },
  items: { it: 'Punti all’ordine del giorno', en: 'Agenda items' },
  decidedItems: { it: 'Punti con esito', en: 'Items with an outcome' },
  signatures: { it: 'Firme valide', en: 'Valid signatures' },
  meeting: { it: (n: number) => `Riunione n. ${n}`, en: (n: number) => `Meeting no. ${n}` },

  plan: { it: 'Convoca una riunione', en: 'Call a meeting' },
  planSubmit: { it: 'Convoca', en: 'Call the meeting' },
  change: { it: 'Modifica la convocazione', en: 'Change the meeting' },
  changeSubmit: { it: 'Salva e avvisa i convocati', en: 'Save and tell everyone called' },
  callOff: { it: 'Annulla la riunione', en: 'Call the meeting off' },
  callOffReason: { it: 'Motivo', en: 'Reason' },
  callOffHint: { it: 'Lo leggono i convocati: senza nominare proposte.', en: 'Everyone called reads it: please name no proposal.' },
  callOffMails: { it: 'I convocati ricevono un’e-mail con il motivo.', en: 'Everyone called gets an e-mail with the reason.' },
  callOffAgain: { it: 'La riunione può essere convocata di nuovo, con lo stesso numero.', en: 'The meeting can be planned again, under the same number.' },
  calledOffAt: { it: (at: string) => `Annullata ${showInstant(at, 'it')}`, en: (at: string) => `Called off ${showInstant(at, 'en')}` },
  planAgain: { it: 'Convoca di nuovo', en: 'Plan it again' },
  planMails: {
    it: 'I convocati ricevono un’e-mail con data, ora e luogo; le proposte non vi sono nominate.',
    en: 'Everyone called gets an e-mail with date, time and place; it names no proposal.',
  },
  chair: { it: 'Presidente', en: 'Chair' },
  member: { it: 'Componente', en: 'Member' },
  secretary: { it: 'Segreteria', en: 'Secretary' },
  members: { it: 'Componenti', en: 'Members' },
  size: {
    it: (min: number, max: number) => `Con il presidente, da ${min} a ${counted.people.it(max)} con diritto di voto.`,
    en: (min: number, max: number) => `With the chair, ${min} to ${counted.people.en(max)} with a vote.`,
  },
  agenda: { it: 'Ordine del giorno', en: 'Agenda' },
  agendaHint: {
    it: 'Sono proposte le divergenze da concordare, o tutte le proposte se non ce ne sono. Il numero dà l’ordine.',
    en: 'Divergences to be agreed are ticked, or all proposals if there are none. The number gives the order.',
  },
  onAgenda: { it: (p: string) => `In agenda: ${p}`, en: (p: string) => `On the agenda: ${p}` },
  orderOf: { it: (p: string) => `Ordine di ${p}`, en: (p: string) => `Order of ${p}` },
  order: { it: 'Ordine', en: 'Order' },
  proposal: { it: 'Proposta', en: 'Proposal' },
  leadOf: { it: 'Capofila', en: 'Lead' },
  evaluation: { it: 'Valutazione', en: 'Evaluation' },
  nothingToDiscuss: { it: 'Nessuna proposta ammessa da discutere', en: 'No admitted proposal to discuss' },

  people: { it: 'Convocati e presenti', en: 'Called and present' },
  name: { it: 'Nome', en: 'Name' },
  role: { it: 'Ruolo', en: 'Role' },
  presence: { it: 'Presenza', en: 'Presence' },
  present: { it: 'presente', en: 'present' },
  absent: { it: 'assente', en: 'absent' },
  notYet: { it: 'non ancora rilevata', en: 'not yet noted' },
  presentNow: { it: 'Chi è presente', en: 'Who is present' },
  savePresence: { it: 'Salva le presenze', en: 'Save who is present' },
  quorum: {
    it: (present: number, min: number) => `Presenti con diritto di voto: ${present}; per decidere ne servono ${min} che non escano per quel punto.`,
    en: (present: number, min: number) => `Present with a vote: ${present}; a decision takes ${min} who do not leave for that item.`,
  },
  openIt: { it: 'Apri la riunione', en: 'Open the meeting' },
  openNote: {
    it: 'Da qui la convocazione non cambia più; si rilevano le presenze e si decide.',
    en: 'From here on the meeting is not changed; presence is noted and items are decided.',
  },

  item: {
    it: (n: number, protocol: string, acronym: string) => `${n}. ${protocol}, ${acronym}`,
    en: (n: number, protocol: string, acronym: string) => `${n}. ${protocol}, ${acronym}`,
  },
  omitted: {
    it: (n: number) => (n === 1 ? 'Un punto omesso' : `${n} punti omessi`),
    en: (n: number) => (n === 1 ? 'One item left out' : `${n} items left out`),
  },
  omittedMore: {
    it: 'Chi ha qualcosa a che fare con una proposta non legge che cosa se ne dice.',
    en: 'Whoever has something to do with a proposal does not read what is said of it.',
  },
  undecided: { it: 'Da decidere', en: 'To be decided' },
  agreed: { it: 'Punti concordati', en: 'Points agreed' },
  asIs: { it: 'Le valutazioni valgono come sono', en: 'The reviews stand as they are' },
  further: { it: 'Serve un ulteriore esperto', en: 'A further expert is needed' },
  postponed: { it: 'Rinviato', en: 'Postponed' },
  away: { it: 'Escono per questo punto', en: 'Leaving for this item' },
  byRule: { it: 'esce per regola: conflitto di interessi (art. 6-bis, L. 241/1990)', en: 'leaves by rule: conflict of interest (art. 6-bis, Law 241/1990)' },
  nobodyAway: { it: 'Nessuno esce.', en: 'Nobody leaves.' },
  leave: { it: 'Qualcuno esce', en: 'Somebody leaves' },
  leaveSubmit: { it: 'Registra l’uscita', en: 'Note who leaves' },
  leaveReopens: {
    it: 'Se il punto è già deciso, la decisione va ripresa senza chi esce.',
    en: 'If the item is decided already, it has to be decided again without them.',
  },
  who: { it: 'Chi', en: 'Who' },
  why: { it: 'Motivo', en: 'Reason' },
  comesBack: { it: (name: string) => `Rientra ${name}`, en: (name: string) => `${name} comes back` },
  counting: { it: (names: string) => `Decidono: ${names}`, en: (names: string) => `Deciding: ${names}` },
  countingNobody: { it: 'Nessuno può decidere, per ora.', en: 'Nobody can decide for now.' },
  rule: { it: 'Esito', en: 'Outcome' },
  ruleSubmit: { it: 'Registra l’esito', en: 'Record the outcome' },
  discussion: { it: 'Che cosa è stato detto', en: 'What was said' },
  decision: { it: 'Decisione', en: 'Decision' },
  decisionHint: {
    it: 'Può restare vuota con i punti concordati: li motiva la relazione di consenso.',
    en: 'May stay empty with points agreed: the consensus report gives the reasons.',
  },
  against: { it: 'Contrari', en: 'Against' },
  abstained: { it: 'Astenuti', en: 'Abstained' },
  votesHint: { it: 'Vuoto vale zero; gli altri sono favorevoli.', en: 'Empty means none; all others are in favour.' },
  votes: {
    it: (f: number, a: number, n: number) => `Favorevoli ${f}, contrari ${a}, astenuti ${n}.`,
    en: (f: number, a: number, n: number) => `In favour ${f}, against ${a}, abstained ${n}.`,
  },
  toCase: { it: 'Valutazioni e relazione di consenso', en: 'Reviews and consensus report' },

  close: { it: 'Chiudi la riunione', en: 'Close the meeting' },
  closeMinutes: {
    it: 'Il verbale è scritto da quanto registrato qui e la sua impronta entra nel registro delle prove.',
    en: 'The minutes are written from what is recorded here, and their fingerprint enters the evidence log.',
  },
  closeFinal: { it: 'Una riunione chiusa non cambia più.', en: 'A closed meeting never changes.' },
  minutes: { it: 'Verbale', en: 'Minutes' },
  minutesPdf: { it: 'Verbale (PDF)', en: 'Minutes (PDF, in Italian)' },
  fingerprint: { it: 'Impronta SHA-256', en: 'SHA-256 fingerprint' },
  closedAt: { it: (at: string) => `Chiusa ${showInstant(at, 'it')}`, en: (at: string) => `Closed ${showInstant(at, 'en')}` },
  signing: { it: 'Firme', en: 'Signatures' },
  signingLead: {
    it: 'Il presidente e la segreteria firmano il PDF del verbale (PAdES o CAdES) e lo caricano qui.',
    en: 'The chair and the secretary sign the PDF of the minutes (PAdES or CAdES) and upload it here.',
  },
  noSignatures: { it: 'Ancora nessuna firma.', en: 'No signature yet.' },
  signedBy: { it: (name: string, at: string) => `${name}, ${showInstant(at, 'it')}`, en: (name: string, at: string) => `${name}, ${showInstant(at, 'en')}` },
  upload: { it: 'Verbale firmato', en: 'Signed minutes' },
  uploadSubmit: { it: 'Carica', en: 'Upload' },
  trySigning: { it: 'Firma di prova', en: 'Try-out signature' },

  mailPlanned: {
    it: (code: string, at: string) => `${code}: riunione della commissione ${showInstant(at, 'it')}`,
    en: (code: string, at: string) => `${code}: panel meeting ${showInstant(at, 'en')}`,
  },
  mailChanged: {
    it: (code: string, at: string) => `${code}: riunione della commissione cambiata, ${showInstant(at, 'it')}`,
    en: (code: string, at: string) => `${code}: panel meeting changed, ${showInstant(at, 'en')}`,
  },
  mailCalledOff: {
    it: (code: string, at: string) => `${code}: riunione della commissione annullata, ${showInstant(at, 'it')}`,
    en: (code: string, at: string) => `${code}: panel meeting called off, ${showInstant(at, 'en')}`,
  },
  mailCalledOffBody: {
    it: (code: string, at: string, why: string) => `la riunione della commissione del ${code}, ${showInstant(at, 'it')}, è annullata.\nMotivo: ${why}`,
    en: (code: string, at: string, why: string) => `the panel meeting of ${code}, ${showInstant(at, 'en')}, is called off.\nReason: ${why}`,
  },
  mailOff: { it: (code: string) => `${code}: convocazione ritirata`, en: (code: string) => `${code}: no longer called` },
  dear: { it: (name: string) => `Gentile ${name},`, en: (name: string) => `Dear ${name},` },
  mailBody: {
    it: (code: string, role: string, at: string, place: string) =>
      `la commissione di valutazione del ${code} è convocata: ${showInstant(at, 'it')}.\nLuogo o collegamento: ${place}.\nRuolo: ${role}.`,
    en: (code: string, role: string, at: string, place: string) =>
      `the evaluation panel of ${code} meets: ${showInstant(at, 'en')}.\nPlace or link: ${place}.\nRole: ${role}.`,
  },
  mailOffBody: {
    it: (code: string, at: string) => `la Sua presenza alla riunione della commissione del ${code}, ${showInstant(at, 'it')}, non è più richiesta.`,
    en: (code: string, at: string) => `you are no longer called to the panel meeting of ${code}, ${showInstant(at, 'en')}.`,
  },
  mailSeatFreed: {
    it: (code: string, at: string) => `${code}: un posto libero alla riunione, ${showInstant(at, 'it')}`,
    en: (code: string, at: string) => `${code}: a seat of the meeting is free, ${showInstant(at, 'en')}`,
  },
  mailSeatFreedBody: {
    it: (name: string, code: string, at: string) =>
      `${name} non è più fra gli esperti del ${code} e non è più convocato alla riunione della commissione, ${showInstant(at, 'it')}.`,
    en: (name: string, code: string, at: string) =>
      `${name} is no longer among the experts of ${code}, nor called to the panel meeting, ${showInstant(at, 'en')}.`,
  },
  mailSeatsEnough: {
    it: (voting: number, min: number) =>
      `${voting === 1 ? 'Resta 1 componente' : `Restano ${voting} componenti`} con diritto di voto; il bando ne chiede almeno ${min}.`,
    en: (voting: number, min: number) => `${voting === 1 ? '1 with a vote is' : `${voting} with a vote are`} left; the call asks for at least ${min}.`,
  },
  mailSeatsMissing: {
    it: (voting: number, min: number) =>
      `${voting === 1 ? 'Resta 1 componente' : `Restano ${voting} componenti`} con diritto di voto e il bando ne chiede almeno ${min}: senza convocare altre persone la riunione non può decidere.`,
    en: (voting: number, min: number) =>
      `${voting === 1 ? '1 with a vote is' : `${voting} with a vote are`} left and the call asks for at least ${min}: unless others are called the meeting cannot decide.`,
  },
  mailConflict: {
    it: 'Chi ha qualcosa a che fare con una proposta esce quando se ne parla: conviene aggiornare prima la dichiarazione dei conflitti.',
    en: 'Whoever has something to do with a proposal leaves while it is discussed: please bring your declaration of conflicts up to date beforehand.',
  },
});
