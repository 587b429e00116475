import { counted } from '#src/core/counts.ts';
import { showInstant } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';

/** Words of the soccorso istruttorio, for the officer who asks and the applicant who answers. */
export const repairWords = copy({
  repairs: { it: 'Soccorso istruttorio', en: 'Requests for repair' },
  mine: { it: 'Richieste di integrazione', en: 'Requests for repair' },
  mineLead: {
    it: 'Le richieste dell’ufficio sulle domande presentate: che cosa sanare, come e fino a quando.',
    en: 'What the office asks to repair in submitted applications, how, and until when.',
  },
  caption: { it: 'Richieste ricevute', en: 'Requests received' },
  none: { it: 'Nessuna richiesta di integrazione', en: 'No requests for repair' },
  noneMore: {
    it: 'Se l’ufficio trova un difetto sanabile, la richiesta compare qui e arriva per e-mail.',
    en: 'If the office finds something that can be repaired, the request appears here and comes by mail.',
  },
  call: { it: 'Bando', en: 'Call' },
  state: { it: 'Stato', en: 'State' },
  open: { it: 'Aperta', en: 'Open' },
  answered: { it: 'Risposta inviata', en: 'Answered' },
  expired: { it: 'Termine scaduto', en: 'Term over' },
  cancelled: { it: 'Ritirata dall’ufficio', en: 'Withdrawn by the office' },
  dueAt: { it: 'Termine', en: 'Term' },
  receipt: { it: 'Ricevuta', en: 'Receipt' },

  requestOf: { it: (acronym: string) => `Integrazione della domanda ${acronym}`, en: (acronym: string) => `Repair of the application ${acronym}` },
  requestLead: {
    it: (code: string, protocol: string) => `${code}, domanda ${protocol}`,
    en: (code: string, protocol: string) => `${code}, application ${protocol}`,
  },
  until: {
    it: (at: string) => `Si può rispondere fino al ${showInstant(at, 'it')} compreso (ora di Roma). Fa fede l’istante in cui la richiesta arriva al sistema.`,
    en: (at: string) =>
      `You can answer up to and including ${showInstant(at, 'en')} (Rome time). What counts is the instant at which the request reaches the server.`,
  },
  silence: {
    it: 'Senza risposta entro il termine l’ufficio esclude la domanda.',
    en: 'Without an answer within the term the office excludes the application.',
  },
  frozenStays: {
    it: 'Si riapre solo ciò che è elencato qui. La domanda presentata resta com’era: quanto si invia le sta accanto.',
    en: 'Only what is listed here reopens. The application stays as it was submitted: what you send stands beside it.',
  },
  whatToRepair: { it: 'Che cosa sanare', en: 'What to repair' },
  defect: { it: 'Difetto', en: 'Defect' },
  officeNote: { it: 'Dall’ufficio', en: 'From the office' },
  howDocument: { it: 'Caricare il documento completo.', en: 'Upload the whole document.' },
  howSigned: {
    it: 'Caricare lo stesso documento, firmato digitalmente da chi rappresenta legalmente l’organizzazione (PDF o .p7m).',
    en: 'Upload the same document, digitally signed by the legal representative (PDF or .p7m).',
  },
  howDeclaration: { it: 'Rispondere con la dichiarazione richiesta.', en: 'Answer with the declaration that is asked for.' },
  file: { it: 'Nuovo documento', en: 'New document' },
  upload: { it: 'Carica', en: 'Upload' },
  replaceFile: { it: 'Sostituisci', en: 'Replace' },
  declaration: { it: 'Dichiarazione', en: 'Declaration' },
  keep: { it: 'Salva', en: 'Save' },
  ready: { it: 'Pronto', en: 'Ready' },
  missing: { it: 'Manca', en: 'Missing' },
  uploadedAt: {
    it: (who: string, at: string) => `caricato da ${who} il ${showInstant(at, 'it')}`,
    en: (who: string, at: string) => `uploaded by ${who} on ${showInstant(at, 'en')}`,
  },
  signatureValid: { it: 'Firma digitale valida', en: 'Valid digital signature' },
  signatureInvalid: { it: 'Firma digitale non valida', en: 'Digital signature not valid' },
  signatureUnsigned: { it: 'Senza firma digitale', en: 'No digital signature' },
  send: { it: 'Invia la risposta', en: 'Send the answer' },
  sendTitle: { it: 'Inviare', en: 'Send' },
  sendOnce: {
    it: 'L’invio è unico e dà una ricevuta numerata. Dopo l’invio la risposta non cambia.',
    en: 'It is sent once, with a numbered receipt. After that the answer does not change.',
  },
  incomplete: {
    it: (n: number) => `Invio anche se ${n === 1 ? 'manca 1 punto' : `mancano ${n} punti`}: l’ufficio decide su quanto arriva`,
    en: (n: number) => `Send although ${n === 1 ? '1 item is' : `${n} items are`} missing: the office decides on what arrives`,
  },
  receiptTitle: { it: (receipt: string) => `Ricevuta ${receipt}`, en: (receipt: string) => `Receipt ${receipt}` },
  receiptText: {
    it: (at: string) => `La risposta è arrivata il ${showInstant(at, 'it')} ed è stata trasmessa all’ufficio.`,
    en: (at: string) => `The answer arrived on ${showInstant(at, 'en')} and is with the office.`,
  },
  receiptPdf: { it: 'Ricevuta in PDF', en: 'Receipt as PDF' },
  receiptNumber: { it: 'Numero', en: 'Number' },
  receivedAt: { it: 'Arrivata il', en: 'Received on' },
  hash: { it: 'Impronta SHA-256', en: 'SHA-256' },
  application: { it: 'Domanda', en: 'Application' },
  contents: { it: 'Contenuto inviato', en: 'What was sent' },
  letters: { it: 'Lettere dell’ufficio', en: 'Letters of the office' },
  expiredTitle: { it: 'Il termine è scaduto', en: 'The term is over' },
  cancelledTitle: { it: 'L’ufficio ha ritirato la richiesta', en: 'The office has withdrawn the request' },

  ask: { it: 'Chiedi di sanare', en: 'Ask for repair' },
  askLead: {
    it: (days: number) => `Scegliere i difetti e descriverli. Il termine è al massimo di ${counted.days.it(days)}; il giorno dell’apertura non si conta.`,
    en: (days: number) => `Pick the defects and describe them. The term is at most ${counted.days.en(days)}; the day on which it opens does not count.`,
  },
  askItem: { it: 'Da sanare', en: 'To be repaired' },
  askDefect: { it: 'Quale difetto, e come si sana', en: 'Which defect, and how to repair it' },
  askDays: { it: 'Giorni', en: 'Days' },
  askDaysHint: {
    it: (max: number) => `Da 1 a ${max}. Evitare che l’ultimo giorno sia festivo.`,
    en: (max: number) => `From 1 to ${max}. Avoid a last day that is a holiday.`,
  },
  askNote: { it: 'Altre indicazioni', en: 'Further guidance' },
  askSend: { it: 'Apri la richiesta e scrivi al proponente', en: 'Open the request and write to the applicant' },
  askConsequenceLetter: {
    it: 'Parte una lettera con numero di protocollo, per e-mail e in PDF.',
    en: 'A letter with a protocol number goes out, by mail and as PDF.',
  },
  askConsequenceReopen: { it: 'Si riaprono solo i punti scelti, fino alla fine del termine.', en: 'Only the chosen items reopen, until the term ends.' },
  askConsequenceSilence: {
    it: 'Alla fine del termine il silenzio prepara l’esclusione, da confermare.',
    en: 'At the end of the term silence prepares the exclusion, to be confirmed.',
  },
  cannot: { it: 'Che cosa non si può sanare', en: 'What cannot be repaired' },
  itemDocument: {
    it: (title: string, who: string) => `Documento: ${title}${who && `, ${who}`}`,
    en: (title: string, who: string) => `Document: ${title}${who && `, ${who}`}`,
  },
  itemSignature: {
    it: (title: string, who: string) => `Firma digitale: ${title}${who && `, ${who}`}`,
    en: (title: string, who: string) => `Digital signature: ${title}${who && `, ${who}`}`,
  },
  itemDeclaration: { it: (title: string, who: string) => `${title}${who && `: ${who}`}`, en: (title: string, who: string) => `${title}${who && `: ${who}`}` },
  openedBy: {
    it: (who: string, at: string) => `Richiesta di ${who}, ${showInstant(at, 'it')}`,
    en: (who: string, at: string) => `Asked by ${who}, ${showInstant(at, 'en')}`,
  },
  answeredAt: {
    it: (receipt: string, at: string) => `Risposta ${receipt}, ${showInstant(at, 'it')}`,
    en: (receipt: string, at: string) => `Answer ${receipt}, ${showInstant(at, 'en')}`,
  },
  cancel: { it: 'Ritira la richiesta', en: 'Withdraw the request' },
  cancelMore: {
    it: 'Il termine non vale più e il proponente riceve il motivo per e-mail.',
    en: 'The term no longer applies, and the applicant is told the reason by mail.',
  },
  cancelWhy: { it: 'Motivo del ritiro', en: 'Reason for withdrawing' },
  nothingCame: { it: 'Nessuna risposta inviata.', en: 'No answer was sent.' },
  repairedDocument: { it: (receipt: string) => `integrazione ${receipt}`, en: (receipt: string) => `repair ${receipt}` },
  repairedTitle: { it: 'Documenti arrivati con il soccorso istruttorio', en: 'Documents that came back for repair' },
});
