import { counted } from '#src/core/counts.ts';
import type { Reason } from '#src/core/decision.ts';
import { showInstant } from '#src/core/time.ts';
import { copy, type Locale, type Words } from '#src/core/words.ts';
import { withDate } from '#src/funding/calls/copy/vocabulary.ts';
import { findingCopy } from '#src/funding/calls/copy.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';
import { furtherReasons } from './copy/reasons.ts';

export const screeningWords = copy({
  protocol: { it: 'Protocollo', en: 'Protocol number' },
  acronym: { it: 'Acronimo', en: 'Acronym' },
  lead: { it: 'Capofila', en: 'Lead' },
  outcome: { it: 'Esito', en: 'Outcome' },
  submittedAt: { it: 'Presentata il', en: 'Submitted on' },
  waiting: { it: 'Da verificare', en: 'To be checked' },
  repair: { it: 'In soccorso istruttorio', en: 'Being repaired' },
  repaired: { it: 'Integrazione da esaminare', en: 'Answer to look at' },
  expired: { it: 'Termine scaduto, da escludere', en: 'Term over, to be excluded' },
  proposed: { it: 'Decisione da confermare', en: 'Decision to confirm' },
  admitted: { it: 'Ammessa', en: 'Admitted' },
  admittedWithReserve: { it: 'Ammessa con riserva', en: 'Admitted with reserve' },
  excluded: { it: 'Esclusa', en: 'Excluded' },

  calls: { it: 'Bandi', en: 'Calls' },
  screening: { it: 'Verifica di ammissibilità', en: 'Admission check' },
  queueLead: {
    it: 'Ogni domanda presentata va ammessa alla valutazione oppure esclusa con motivazione. Prima, i difetti sanabili si possono far sanare.',
    en: 'Each application is admitted to evaluation, or excluded with reasons. Before that, what can be repaired may be asked for.',
  },
  queueCaption: { it: 'Domande presentate', en: 'Submitted applications' },
  counted: {
    it: (n: number, shown: string) => (n === 1 ? '1 domanda' : `${shown} domande`),
    en: (n: number, shown: string) => (n === 1 ? '1 application' : `${shown} applications`),
  },
  none: { it: 'Nessuna domanda presentata', en: 'No submitted applications' },
  noneMore: {
    it: 'Le domande compaiono qui quando sono presentate; la verifica comincia dopo la scadenza del bando.',
    en: 'Applications appear here when they are submitted; the check begins after the deadline of the call.',
  },
  stillOpen: {
    it: (at: string) =>
      `Il bando è aperto fino ${withDate('al', showInstant(at, 'it'))}: fino ad allora una domanda può ancora essere sostituita o ritirata, perciò la verifica comincia dopo.`,
    en: (at: string) =>
      `The call is open until ${showInstant(at, 'en')}: until then an application can still be replaced or withdrawn, so the check begins afterwards.`,
  },

  bulk: {
    it: (n: number) =>
      n === 1 ? 'Ammetti la domanda che supera tutte le verifiche automatiche' : `Ammetti insieme le ${n} domande che superano tutte le verifiche automatiche`,
    en: (n: number) =>
      n === 1 ? 'Admit the application that passes every automatic check' : `Admit together the ${n} applications that pass every automatic check`,
  },
  bulkTitle: { it: 'In regola per tutte le verifiche automatiche', en: 'In order for every automatic check' },
  bulkWhich: { it: 'Domande da ammettere', en: 'Applications to admit' },
  bulkWhichHint: { it: 'Togliere quelle che richiedono un esame a parte.', en: 'Untick those that need a look of their own.' },
  bulkMail: { it: 'Il proponente di ciascuna riceve una comunicazione.', en: 'The applicant of each is written to.' },
  bulkLater: {
    it: 'La decisione può essere sostituita finché non è stata presentata una valutazione.',
    en: 'The decision can be replaced until a review has been submitted.',
  },
  bulkConfirm: {
    it: 'Confermo di avere verificato le firme digitali e il contenuto dei documenti di tutte le domande selezionate',
    en: 'I confirm that I have checked the digital signatures and the content of the documents of all the selected applications',
  },
  bulkSubmit: { it: 'Ammetti le domande selezionate', en: 'Admit the selected applications' },

  inForce: { it: 'Decisione in vigore', en: 'Decision in force' },
  decidedBy: { it: (who: string, at: string) => `${who}, ${showInstant(at, 'it')}`, en: (who: string, at: string) => `${who}, ${showInstant(at, 'en')}` },
  earlier: { it: 'Decisioni sostituite', en: 'Replaced decisions' },
  answers: { it: 'Le risposte del modulo', en: 'The answers of the form' },
  checklistTitle: { it: 'Verifiche', en: 'Checklist' },
  byMachine: { it: 'Verificate dal sistema sul contenuto presentato', en: 'Checked by the system on what was submitted' },
  byHand: { it: 'Da verificare a mano', en: 'To be checked by a person' },
  decide: { it: 'Decidi', en: 'Decide' },
  replace: { it: 'Sostituisci la decisione', en: 'Replace the decision' },
  verifiedLabel: { it: 'Trovato in regola', en: 'Found in order' },
  verifiedHint: {
    it: 'Spuntare ciò che è stato controllato e trovato in regola. Quanto resta senza spunta vale come non rispettato.',
    en: 'Tick what was checked and found in order. What stays unticked counts as not met.',
  },
  outcomeLabel: { it: 'Esito', en: 'Outcome' },
  admit: { it: 'Ammetti alla valutazione', en: 'Admit to evaluation' },
  exclude: { it: 'Escludi', en: 'Exclude' },
  pickLabel: { it: 'Motivi di esclusione fra le righe non rispettate', en: 'Reasons for exclusion among the lines that are not met' },
  pickHint: {
    it: 'Servono solo per l’esclusione: sceglierne almeno uno oppure scriverlo qui sotto.',
    en: 'For an exclusion only: pick at least one, or write one below.',
  },
  writtenLabel: { it: 'Altro motivo di esclusione', en: 'Another reason for exclusion' },
  writtenHint: {
    it: 'È comunicato al proponente così come scritto: indicare il fatto, la regola e perché non è sanabile.',
    en: 'It is told to the applicant as written: give the fact, the rule and why it cannot be repaired.',
  },
  noteLabel: { it: 'Nota interna', en: 'Internal note' },
  noteHint: {
    it: 'Non è comunicata al proponente. È necessaria per ammettere una domanda con righe non rispettate.',
    en: 'Not told to the applicant. Needed to admit an application with lines that are not met.',
  },
  submit: { it: 'Registra la decisione', en: 'Record the decision' },
  protocolAt: {
    it: (protocol: string, at: string) => `Protocollo ${protocol}, presentata ${withDate('il', showInstant(at, 'it'))}`,
    en: (protocol: string, at: string) => `Protocol number ${protocol}, submitted on ${showInstant(at, 'en')}`,
  },

  frozen: { it: 'Contenuto congelato alla presentazione. Impronta SHA-256:', en: 'Content frozen when submitted. SHA-256:' },
  members: { it: 'Partecipanti', en: 'Participants' },
  member: { it: 'Partecipante', en: 'Participant' },
  kind: { it: 'Tipo', en: 'Kind' },
  place: { it: 'Regione di attuazione', en: 'Region of implementation' },
  staff: { it: 'Gruppo di ricerca (donne, uomini)', en: 'Research staff (women, men)' },
  cost: { it: 'Costo ammissibile', en: 'Eligible cost' },
  grant: { it: 'Contributo', en: 'Grant' },
  total: { it: 'Totale', en: 'Total' },
  roleLead: { it: 'capofila', en: 'lead' },
  project: { it: 'Progetto', en: 'Project' },
  title: { it: 'Titolo', en: 'Title' },
  mainSpoke: { it: 'Spoke principale', en: 'Main Spoke' },
  spokes: { it: 'Spoke', en: 'Spokes' },
  sector: { it: 'Settore', en: 'Sector' },
  months: { it: 'Durata in mesi', en: 'Months' },
  startsOn: { it: 'Avvio previsto', en: 'Planned start' },
  documents: { it: 'Documenti', en: 'Documents' },
  noDocuments: { it: 'Nessun documento allegato.', en: 'No documents attached.' },
});

const inWords = (value: unknown): Words => (typeof value === 'object' && value !== null ? (value as Words) : { it: String(value), en: String(value) });
const of = (who: unknown, preposition: string): string => (typeof who === 'string' && who !== '' ? ` ${preposition} ${who}` : '');

export const screeningReasons: ReasonCopy = {
  'screening.officeOnly': {
    it: 'Solo l’ufficio di programma decide sull’ammissibilità delle domande.',
    en: 'Only the programme office decides on the admission of applications.',
  },
  'screening.callOpen': {
    it: (p) => `La verifica comincia dopo la scadenza del bando, ${showInstant(String(p['closesAt']), 'it')}: fino ad allora la domanda può ancora cambiare.`,
    en: (p) => `The check begins after the deadline of the call, ${showInstant(String(p['closesAt']), 'en')}: until then the application can still change.`,
  },
  'screening.ownOrganisation': {
    it: (p) =>
      `Conflitto di interessi: chi appartiene a ${p['organisation']}, che partecipa alla proposta, non può decidere. Deve provvedere un’altra persona dell’ufficio.`,
    en: (p) => `Conflict of interest: who belongs to ${p['organisation']}, which takes part in the proposal, may not decide. Another officer has to.`,
  },
  'screening.reviewed': {
    it: 'Almeno un esperto ha già presentato la valutazione di questa proposta: l’ammissione non si può più cambiare.',
    en: 'At least one expert has submitted a review of this proposal: its admission can no longer change.',
  },
  'screening.ranked': {
    it: 'La graduatoria del bando è stata pubblicata: l’ammissione non si può più cambiare.',
    en: 'The ranking of the call has been published: the admission can no longer change.',
  },
  'screening.reasonNeeded': {
    it: (p) =>
      `Per escludere serve almeno un motivo: scegliere una riga non rispettata oppure scrivere il motivo (almeno ${counted.characters.it(Number(p['min']))}).`,
    en: (p) => `An exclusion needs a reason: pick a line that is not met, or write one (at least ${counted.characters.en(Number(p['min']))}).`,
  },
  'screening.writtenTooShort': {
    it: (p) => `Il motivo scritto ha ${counted.characters.it(Number(p['length']))}: ne servono almeno ${p['min']}, perché chi lo riceve possa capirlo.`,
    en: (p) => `The written reason has ${counted.characters.en(Number(p['length']))}: at least ${p['min']} are needed for its reader to understand it.`,
  },
  'screening.noteNeeded': {
    it: (p) =>
      `${Number(p['open']) === 1 ? 'Una riga non è rispettata' : `${p['open']} righe non sono rispettate`}: per ammettere ugualmente, spiegare perché nella nota (almeno ${counted.characters.it(Number(p['min']))}).`,
    en: (p) =>
      `${Number(p['open']) === 1 ? 'One line is not met' : `${p['open']} lines are not met`}: to admit all the same, explain why in the note (at least ${counted.characters.en(Number(p['min']))}).`,
  },
  'screening.notInOrder': {
    it: (p) =>
      `Non tutte le verifiche automatiche sono rispettate per: ${(p['protocols'] as unknown as readonly string[]).join(', ')}. Queste domande vanno esaminate una per una.`,
    en: (p) => `Not every automatic check is met for: ${(p['protocols'] as unknown as readonly string[]).join(', ')}. These have to be looked at one by one.`,
  },
  'screening.confirmNeeded': {
    it: 'Per ammettere più domande insieme occorre confermare le verifiche fatte a mano.',
    en: 'To admit several applications together, confirm the checks made by hand.',
  },
  'screening.noneChosen': { it: 'Selezionare almeno una domanda.', en: 'Select at least one application.' },
  'screening.written': { it: (p) => String(p['text']), en: (p) => String(p['text']) },
  'screening.document.present': {
    it: (p) => `«${inWords(p['title']).it}»${of(p['who'], 'di')}: presente, ${p['fileName']}.`,
    en: (p) => `“${inWords(p['title']).en}”${of(p['who'], 'of')}: handed in, ${p['fileName']}.`,
  },
  'screening.document.missing': {
    it: (p) =>
      `«${inWords(p['title']).it}»${of(p['who'], 'di')}: manca. ${p['repairable'] ? 'È sanabile con il soccorso istruttorio: chiedere l’integrazione prima di escludere.' : 'Non è sanabile dopo la scadenza.'}`,
    en: (p) =>
      `“${inWords(p['title']).en}”${of(p['who'], 'of')}: missing. ${p['repairable'] ? 'It can be repaired: ask for it before excluding.' : 'It cannot be repaired after the deadline.'}`,
  },
  'screening.signature': {
    it: (p) => `Firma digitale di «${inWords(p['title']).it}»${of(p['who'], 'di')}: valida e del legale rappresentante.`,
    en: (p) => `Digital signature of “${inWords(p['title']).en}”${of(p['who'], 'of')}: valid, and the legal representative's.`,
  },
  'screening.content': {
    it: 'Documenti leggibili, completi e coerenti con la domanda.',
    en: 'Documents legible, complete and consistent with the application.',
  },
  'screening.signatureFault': {
    it: (p) => `Firma digitale di «${inWords(p['title']).it}»${of(p['who'], 'di')}: assente, non valida o non del legale rappresentante.`,
    en: (p) => `Digital signature of “${inWords(p['title']).en}”${of(p['who'], 'of')}: missing, not valid, or not the legal representative's.`,
  },
  ...furtherReasons,
  'screening.contentFault': {
    it: 'Documenti non leggibili, incompleti o non coerenti con la domanda.',
    en: 'Documents not legible, incomplete or not consistent with the application.',
  },
};

/** A reason in words where no page is drawn: letters, choices of a form. */
export function say(reason: Reason, locale: Locale): string {
  const said = (screeningReasons[reason.code] ?? (findingCopy as unknown as ReasonCopy)[reason.code])?.[locale];
  return said === undefined ? reason.code : typeof said === 'string' ? said : said(reason.params as never);
}
