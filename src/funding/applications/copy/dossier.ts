import { counted } from '#src/core/counts.ts';
import { copy, type Words } from '#src/core/words.ts';
import type { AgeBand, Contract, Gender } from '../states.ts';

export const staffGender: Record<Gender, Words> = { f: { it: 'donna', en: 'woman' }, m: { it: 'uomo', en: 'man' }, x: { it: 'altro', en: 'other' } };
export const staffAge: Record<AgeBand, Words> = {
  under30: { it: 'meno di 30 anni', en: 'under 30' },
  '30to39': { it: 'da 30 a 39 anni', en: '30 to 39' },
  '40plus': { it: 'da 40 anni', en: '40 and over' },
  under40: { it: 'meno di 40 anni', en: 'under 40' },
};
export const staffContract: Record<Contract, Words> = {
  permanent: { it: 'tempo indeterminato', en: 'permanent' },
  fixedTerm: { it: 'tempo determinato', en: 'fixed term' },
  researchFellow: { it: 'contratto o assegno di ricerca', en: 'research fellow' },
  phd: { it: 'dottorato', en: 'doctorate' },
  contractor: { it: 'collaborazione', en: 'contractor' },
  toHire: { it: 'da assumere', en: 'to be hired' },
  notStated: { it: 'non indicato', en: 'not stated' },
};

export const dossierCopy = copy({
  contents: { it: 'Indice', en: 'Contents' },
  print: { it: 'Scarica come PDF', en: 'Download as PDF' },
  compare: { it: 'Confronta le versioni', en: 'Compare versions' },
  application: { it: 'Domanda', en: 'Application' },
  lead: { it: 'Capofila', en: 'Lead' },
  state: { it: 'Stato', en: 'State' },
  draft: { it: 'Bozza: non è stata presentata in questa forma', en: 'Draft: it was not submitted in this form' },
  submittedAs: {
    it: (protocol: string, at: string) => `Presentata con protocollo ${protocol}, ${at}`,
    en: (protocol: string, at: string) => `Submitted under protocol ${protocol}, ${at}`,
  },
  hash: { it: 'Impronta SHA-256 del contenuto', en: 'SHA-256 of the content' },
  footDraft: { it: 'Bozza', en: 'Draft' },
  watermark: { it: 'BOZZA', en: 'DRAFT' },
  example: { it: 'Dati di esempio: la domanda è sintetica.', en: 'Example data: this application is synthetic.' },
  notAnswered: { it: 'Nessuna risposta.', en: 'Not answered.' },
  staff: { it: 'Personale', en: 'Staff' },
  profile: { it: 'Profilo', en: 'Profile' },
  gender: { it: 'Genere', en: 'Gender' },
  age: { it: 'Età', en: 'Age' },
  contract: { it: 'Contratto', en: 'Contract' },
  newHire: { it: 'Nuova assunzione', en: 'New hire' },
  heads: { it: 'Persone', en: 'People' },
  personMonths: { it: 'Mesi-persona', en: 'Person-months' },
  noStaff: { it: 'Nessun personale indicato.', en: 'No staff stated.' },
  notStated: { it: 'non indicato', en: 'not stated' },
  document: { it: 'Documento', en: 'Document' },
  of: { it: 'Di', en: 'Of' },
  file: { it: 'File', en: 'File' },
  fileHash: { it: 'Impronta SHA-256', en: 'SHA-256' },
  confirmations: { it: 'Conferme dei partner', en: 'Confirmations of the partners' },
  noConfirmations: { it: 'Nessuna conferma.', en: 'No confirmation.' },
  organisation: { it: 'Organizzazione', en: 'Organisation' },
  confirmedBy: { it: 'Confermata da', en: 'Confirmed by' },
  confirmedAt: { it: 'Quando', en: 'When' },
  total: { it: 'Totale', en: 'Total' },

  comparison: { it: 'Confronto', en: 'Comparison' },
  comparisonLead: { it: 'Che cosa cambia da una versione all’altra, campo per campo.', en: 'What changes from one version to the other, field by field.' },
  earlier: { it: 'Prima', en: 'Before' },
  later: { it: 'Dopo', en: 'After' },
  now: { it: 'Come è ora', en: 'As it is now' },
  show: { it: 'Confronta', en: 'Compare' },
  noDifference: { it: 'Nessuna differenza', en: 'No difference' },
  noDifferenceMore: { it: 'Le due versioni dicono le stesse cose.', en: 'Both versions say the same.' },
  neverSubmitted: { it: 'La domanda non è ancora stata presentata', en: 'The application was not submitted yet' },
  neverSubmittedMore: { it: 'Il confronto serve dopo la prima presentazione.', en: 'A comparison makes sense after the first submission.' },
  differences: {
    it: (n: number) => (n === 1 ? '1 punto è cambiato.' : `${n} punti sono cambiati.`),
    en: (n: number) => (n === 1 ? '1 thing has changed.' : `${n} things have changed.`),
  },
  removedText: { it: 'tolto', en: 'removed' },
  addedText: { it: 'aggiunto', en: 'added' },
  empty: { it: 'vuoto', en: 'empty' },

  reuse: { it: 'Riprendi un testo', en: 'Take over a text' },
  reuseLead: {
    it: 'Risposte a campi uguali, o con lo stesso nome, nelle domande precedenti delle proprie organizzazioni, e i testi del loro profilo. Nulla viene sostituito senza vedere entrambi.',
    en: 'Answers to the same field, or to one of the same name, in earlier applications of your organisations, and the texts of their profiles. Nothing is replaced without showing both.',
  },
  whichField: { it: 'Campo', en: 'Field' },
  chooseField: { it: 'Mostra', en: 'Show' },
  current: { it: 'Testo attuale', en: 'Current text' },
  noCandidates: { it: 'Nessun testo da riprendere per questo campo', en: 'No text to take over for this field' },
  noCandidatesMore: {
    it: 'Si possono scrivere i testi una volta per tutte nel profilo dell’organizzazione.',
    en: 'Texts can be written once for all in the organisation’s profile.',
  },
  fromApplication: { it: (name: string, call: string) => `${name} (${call})`, en: (name: string, call: string) => `${name} (${call})` },
  fromProfile: { it: (organisation: string) => `Profilo di ${organisation}`, en: (organisation: string) => `Profile of ${organisation}` },
  writtenOn: { it: (when: string) => `Scritto il ${when}`, en: (when: string) => `Written on ${when}` },
  tooLong: {
    it: (n: string, max: string) => `Ha ${counted.characters.it(n)}, il campo ne ammette ${max}: si potrà riprendere solo dopo averlo accorciato.`,
    en: (n: string, max: string) => `It has ${counted.characters.en(n)}, the field takes ${max}: it can be taken over only once shortened.`,
  },
  replace: { it: 'Sostituisci il testo attuale', en: 'Replace the current text' },
  append: { it: 'Aggiungi in fondo', en: 'Add at the end' },
  put: { it: 'Riprendi questo testo', en: 'Take over this text' },
  backToSection: { it: 'Torna alla sezione', en: 'Back to the section' },
  sameAsNow: { it: 'È il testo attuale.', en: 'This is the current text.' },

  attach: { it: 'Allega dai documenti dell’organizzazione', en: 'Attach from the organisation’s documents' },
  attachLead: {
    it: 'Documenti conservati che saranno ancora validi alla scadenza del bando.',
    en: 'Documents kept that will still be valid at the call’s deadline.',
  },
  attachTo: { it: 'Al posto di', en: 'As' },
  attachDo: { it: 'Allega', en: 'Attach' },
  noStored: { it: 'Nessun documento conservato sarà valido alla scadenza', en: 'No document kept will be valid at the deadline' },
  validUntil: { it: 'Valido fino al', en: 'Valid until' },
  noEnd: { it: 'senza scadenza', en: 'no end' },
  storedDocuments: { it: 'Documenti dell’organizzazione', en: 'Documents of the organisation' },
  attached: { it: 'Documento allegato.', en: 'Document attached.' },

  copyFrom: { it: 'Riprendi una domanda precedente', en: 'Start from an earlier application' },
  copyFromLead: {
    it: 'Le risposte ai campi che questo bando chiede ancora vengono copiate dove ora non c’è nulla; il resto viene detto.',
    en: 'Answers to the fields that this call asks again are copied where there is nothing now; you are told about the rest.',
  },
  copyNothing: { it: 'Nessuna: comincio da zero', en: 'None: I start afresh' },
  copyWhich: { it: 'Domanda da cui copiare', en: 'Application to copy from' },
  copyDo: { it: 'Copia le risposte', en: 'Copy the answers' },
  copiedCount: {
    it: (n: number) => (n === 1 ? '1 risposta copiata.' : `${n} risposte copiate.`),
    en: (n: number) => (n === 1 ? '1 answer copied.' : `${n} answers copied.`),
  },
  notCopied: { it: 'Non copiato', en: 'Not copied' },
  why: { it: 'Perché', en: 'Why' },
  nothingEarlier: { it: 'Nessuna domanda precedente', en: 'No earlier application' },
  notThere: { it: 'questo bando non chiede il campo', en: 'this call does not ask the field' },
  otherKind: { it: 'il campo è di un altro tipo', en: 'the field is of another kind' },
  doesNotFit: { it: 'la risposta non rispetta i limiti di questo bando', en: 'the answer does not fit this call’s limits' },
  alreadyAnswered: { it: 'c’è già una risposta', en: 'there is an answer already' },
});

export const dossierReasons = {
  'application.nothingToReuse': {
    it: 'Il testo scelto non c’è più, oppure non si può più leggere. Sceglierne un altro.',
    en: 'The text that you chose is not there any more, or may not be read any more. Choose another one.',
  },
  'application.storedNotValid': {
    it: 'Il documento non sarà valido alla scadenza del bando, oppure non è più conservato. Conservarne uno aggiornato nel profilo dell’organizzazione.',
    en: 'The document will not be valid at the call’s deadline, or is not kept any more. Keep an up-to-date one in the organisation’s profile.',
  },
} as const;
