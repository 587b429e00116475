import { counted } from '#src/core/counts.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import { afterNumber, copy } from '#src/core/words.ts';

/** Words of the officers' work: whose a case is, what has been looked at, four eyes. */
export const workWords = copy({
  officer: { it: 'Assegnata a', en: 'Assigned to' },
  owner: { it: 'Di chi è', en: 'Whose it is' },
  mine: { it: 'Mia', en: 'Mine' },
  unassigned: { it: 'Non assegnata', en: 'Unassigned' },
  others: { it: 'Di altri', en: 'Someone else’s' },
  days: { it: 'Giorni lavorativi', en: 'Working days' },
  dueOn: { it: 'Da concludere entro', en: 'Due by' },
  dueSaid: { it: (day: string) => `Da concludere entro il ${showDate(day, 'it')}.`, en: (day: string) => `Due by ${showDate(day, 'en')}.` },
  late: { it: 'Oltre il termine', en: 'Overdue' },
  isLate: { it: 'Sì', en: 'Yes' },
  inTime: { it: 'No', en: 'No' },
  toDecide: { it: 'Da decidere', en: 'To decide' },
  chosen: { it: (protocol: string) => `Seleziona ${protocol}`, en: (protocol: string) => `Select ${protocol}` },

  figures: { it: 'La verifica in cifre', en: 'The check in figures' },
  toDo: { it: 'ancora da decidere', en: 'still to decide' },
  mineToDo: afterNumber(['mia, da decidere', 'mie, da decidere'], ['mine, to decide', 'mine, to decide']),
  nobodys: afterNumber(['non assegnata, da decidere', 'non assegnate, da decidere'], ['unassigned, to decide', 'unassigned, to decide']),
  overdue: { it: 'oltre il termine', en: 'overdue' },
  progress: { it: 'Avanzamento della verifica', en: 'Progress of the check' },
  progressSaid: {
    it: (done: string, all: string) => `Domande decise: ${done} su ${all}.`,
    en: (done: string, all: string) => `${done} of ${counted.applications.en(all)} decided.`,
  },
  stateHeading: { it: 'Stato', en: 'State' },
  countHeading: { it: 'Domande', en: 'Applications' },
  officers: { it: 'Carico per persona', en: 'Load by officer' },
  officerName: { it: 'Persona', en: 'Officer' },
  open: { it: 'Da decidere', en: 'To decide' },
  done: { it: 'Decise', en: 'Decided' },
  termsLead: {
    it: (days: number, dueOn: string) =>
      `Termine ordinario: ${counted.days.it(days)} dalla scadenza del bando, entro il ${showDate(dueOn, 'it')}; i giorni di soccorso istruttorio non si contano.`,
    en: (days: number, dueOn: string) =>
      `Usual term: ${counted.days.en(days)} from the deadline of the call, by ${showDate(dueOn, 'en')}; days given for repair do not count.`,
  },
  fourEyes: {
    it: 'Questo bando chiede due persone per ogni decisione: chi propone e chi conferma.',
    en: 'This call asks for two officers a decision: one proposes, another confirms.',
  },

  bulkTitle: { it: 'Con le domande selezionate', en: 'With the selected applications' },
  bulkHint: {
    it: 'Selezionare le righe nella tabella qui sopra, poi scegliere che cosa farne.',
    en: 'Select rows in the table above, then choose what to do with them.',
  },
  take: { it: 'Prendile in carico', en: 'Take them' },
  takeOne: { it: 'Prendi in carico', en: 'Take this case' },
  giveBack: { it: 'Restituiscile', en: 'Return them' },
  giveBackOne: { it: 'Restituisci', en: 'Return this case' },
  assignTo: { it: 'Assegnale a', en: 'Assign them to' },
  assignToOne: { it: 'Assegna a', en: 'Assign to' },
  assign: { it: 'Assegna', en: 'Assign' },
  confirmMany: { it: 'Conferma le proposte di decisione', en: 'Confirm the proposed decisions' },
  distribute: { it: 'Distribuisci in parti uguali', en: 'Distribute evenly' },
  distributeText: {
    it: (n: number, officers: number) =>
      `${n === 1 ? 'La domanda non assegnata va' : `Le ${n} domande non assegnate vanno`} a ${officers === 1 ? 'una persona' : `${officers} persone`} dell’ufficio, contando ciò che ciascuna ha già. Chi appartiene a un’organizzazione partecipante non riceve la domanda.`,
    en: (n: number, officers: number) =>
      `${n === 1 ? 'The unassigned application goes' : `The ${n} unassigned applications go`} to ${officers === 1 ? 'one officer' : `${officers} officers`}, counting what each already has. Nobody receives an application of an organisation that they belong to.`,
  },
  letters: { it: 'Registro delle lettere', en: 'Register of letters' },
  templates: { it: 'Testi delle lettere', en: 'Letter texts' },

  caseOf: {
    it: (who: string, at: string) => `In carico a ${who} dal ${showInstant(at, 'it')}`,
    en: (who: string, at: string) => `With ${who} since ${showInstant(at, 'en')}`,
  },
  caseOfNobody: { it: 'Nessuno ha ancora in carico questa domanda.', en: 'Nobody has taken this case yet.' },
  checkedBy: {
    it: (who: string, at: string) => `${who}, ${showInstant(at, 'it')}`,
    en: (who: string, at: string) => `${who}, ${showInstant(at, 'en')}`,
  },
  checkedBySystem: {
    it: (at: string) => `Sistema, alla presentazione (${showInstant(at, 'it')})`,
    en: (at: string) => `System, at submission (${showInstant(at, 'en')})`,
  },
  checkedByRepair: {
    it: (at: string) => `Sistema, all’arrivo dell’integrazione (${showInstant(at, 'it')})`,
    en: (at: string) => `System, when the repair arrived (${showInstant(at, 'en')})`,
  },
  notChecked: { it: 'Non ancora esaminata', en: 'Not looked at yet' },
  foundMet: { it: 'In regola', en: 'In order' },
  foundUnmet: { it: 'Non in regola', en: 'Not in order' },
  leave: { it: 'Da vedere', en: 'To look at' },
  remark: { it: 'Annotazione', en: 'Remark' },
  saveChecks: { it: 'Salva le verifiche', en: 'Save the checks' },
  checksHint: {
    it: 'Quanto si salva qui resta il proprio lavoro: la decisione si prende a parte.',
    en: 'What is saved here stays your own work: the decision is taken apart.',
  },
  inOrder: { it: (n: number) => `${counted.lines.it(n)} in regola`, en: (n: number) => `${counted.lines.en(n)} in order` },
  lookAgain: { it: 'Rivedi le verifiche a mano', en: 'Look at the lines of a person again' },
  passOn: { it: 'Assegna a un’altra persona', en: 'Assign to somebody else' },
  withReserve: { it: 'Per ammettere con riserva: il motivo', en: 'To admit with a reserve: the ground' },
  toExclude: { it: 'Per escludere: i motivi', en: 'To exclude: the reasons' },
  toDecision: { it: 'Vai alla decisione', en: 'Go to the decision' },

  reserve: { it: 'Riserva', en: 'Reserve' },
  reserveLabel: { it: 'Motivo della riserva', en: 'Ground of the reserve' },
  reserveHint: {
    it: 'Solo per l’ammissione con riserva. È comunicato al proponente: la domanda va agli esperti, ma la riserva va sciolta prima della graduatoria.',
    en: 'Only to admit with reserve. It is told to the applicant: the experts read the application, but the reserve has to be settled before the ranking.',
  },
  admitWithReserve: { it: 'Ammetti con riserva', en: 'Admit with reserve' },
  openReserve: {
    it: 'La riserva va sciolta (ammissione) o trasformata in esclusione prima che la graduatoria sia pubblicata.',
    en: 'The reserve has to be lifted (admission) or turned into an exclusion before the ranking is published.',
  },

  proposal: { it: 'Decisione proposta', en: 'Proposed decision' },
  proposalOf: {
    it: (who: string, at: string) => `Proposta di ${who}, ${showInstant(at, 'it')}`,
    en: (who: string, at: string) => `Proposed by ${who}, ${showInstant(at, 'en')}`,
  },
  preparedBySystem: {
    it: (at: string) => `Preparata dal sistema alla fine del termine, ${showInstant(at, 'it')}: nulla è deciso finché una persona non conferma.`,
    en: (at: string) => `Prepared by the system at the end of the term, ${showInstant(at, 'en')}: nothing is decided until an officer confirms.`,
  },
  propose: { it: 'Proponi la decisione', en: 'Propose the decision' },
  confirm: { it: 'Conferma la decisione', en: 'Confirm the decision' },
  takeOn: { it: 'Fai propria la proposta', en: 'Take on the proposal' },
  sendBack: { it: 'Rinvia a chi ha proposto', en: 'Send back' },
  sendBackTitle: { it: 'Rinvia la proposta', en: 'Send the proposal back' },
  sendBackWhy: { it: 'Perché', en: 'Why' },
  returnedBy: {
    it: (who: string, at: string) => `Rinviata da ${who}, ${showInstant(at, 'it')}`,
    en: (who: string, at: string) => `Sent back by ${who}, ${showInstant(at, 'en')}`,
  },
  proposedByOther: { it: (who: string) => `su proposta di ${who}`, en: (who: string) => `proposed by ${who}` },
  confirmMail: { it: 'La lettera parte e il proponente la riceve.', en: 'The letter goes out and the applicant receives it.' },

  deskMine: afterNumber(['Domanda in carico da decidere', 'Domande in carico da decidere'], ['Case of mine to decide', 'Cases of mine to decide']),
  deskUnassigned: afterNumber(['Domanda non assegnata', 'Domande non assegnate'], ['Unassigned case', 'Unassigned cases']),
  deskLate: afterNumber(['Domanda oltre il termine', 'Domande oltre il termine'], ['Overdue case', 'Overdue cases']),
  deskRepaired: afterNumber(['Integrazione arrivata', 'Integrazioni arrivate'], ['Answer to look at', 'Answers to look at']),
  deskExpired: afterNumber(['Termine scaduto da confermare', 'Termini scaduti da confermare'], ['Expired term to confirm', 'Expired terms to confirm']),
  deskProposed: afterNumber(['Decisione da confermare', 'Decisioni da confermare'], ['Decision to confirm', 'Decisions to confirm']),
  deskTitle: { it: 'Verifica di ammissibilità', en: 'Admission check' },
});
