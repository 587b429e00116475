import { counted } from '#src/core/counts.ts';
import { copy } from '#src/core/words.ts';

/** Words of submission, receipt and queue. */
export const submissionCopy = copy({
  countsTitle: { it: 'Quale istante conta', en: 'Which instant counts' },
  countsText: {
    it: 'Conta l’istante in cui la richiesta è arrivata al server, prima che ne fosse letto il contenuto, nell’ora di Roma. La domanda è in tempo se quell’istante non è successivo al termine, anche quando l’attesa in coda e la ricevuta vengono dopo.',
    en: 'What counts is the instant at which the request reached the server, before its content was read, in Rome time. The application is in time if that instant is not after the deadline, even when the wait in the queue and the receipt come later.',
  },
  exactRome: { it: 'Arrivo al server (ora di Roma)', en: 'Reached the server (Rome time)' },
  exactUtc: { it: 'Arrivo al server (UTC)', en: 'Reached the server (UTC)' },
  asPdf: { it: 'Ricevuta in PDF', en: 'Receipt as PDF' },
  checkHere: { it: 'Verifica una ricevuta', en: 'Check a receipt' },
  chain: { it: 'Tutte le presentazioni di questa domanda', en: 'All submissions of this application' },
  chainLead: {
    it: 'Conta l’ultima presentazione, se non è stata ritirata. Le precedenti restano, con il loro contenuto e il loro posto nel registro delle prove.',
    en: 'The last submission counts, unless it was withdrawn. Earlier ones stay, with their content and their place in the evidence log.',
  },
  print: { it: 'Per conservarla: il PDF, o la stampa di questa pagina.', en: 'To keep it: the PDF, or this page printed.' },
  countsThis: {
    it: (at: string) => `Per questa ricevuta: ${at}.`,
    en: (at: string) => `For this receipt: ${at}.`,
  },
  chainCounts: { it: 'Vale', en: 'Counts' },
  counts: { it: 'Sì', en: 'Yes' },
  replaced: { it: (at: string) => `No, sostituita il ${at}`, en: (at: string) => `No, replaced on ${at}` },
  withdrawn: { it: (at: string) => `No, ritirata il ${at}`, en: (at: string) => `No, withdrawn on ${at}` },
  proof: { it: 'Prova', en: 'Proof' },
  proofText: {
    it: 'La presentazione è scritta nel registro delle prove, un albero di Merkle (RFC 9162) le cui radici sono firmate (Ed25519). PDF e JSON portano le stesse firme e la stessa prova di inclusione; il JSON si verifica senza rete con «npx mics verify» o alla pagina /verify.',
    en: 'The submission is written in the evidence log, a Merkle tree (RFC 9162) whose roots are signed (Ed25519). PDF and JSON carry the same signatures and the same inclusion proof; the JSON can be checked offline with "npx mics verify" or on the page /verify.',
  },
  place: { it: 'Posto nel registro', en: 'Place in the log' },
  placeOf: {
    it: (index: string, size: string) => `${index}, in un registro di ${counted.lines.it(size)}`,
    en: (index: string, size: string) => `${index}, in a log of ${counted.lines.en(size)}`,
  },
  root: { it: 'Radice firmata', en: 'Signed root' },
  rootSignedAt: { it: 'Firmata il', en: 'Signed on' },
  rootSignature: { it: 'Firma della radice', en: 'Signature of the root' },
  path: { it: 'Prova di inclusione, dalla riga alla radice', en: 'Inclusion proof, from the line to the root' },
  noPath: { it: 'nessun passo: la riga è la radice', en: 'no step: the line is the root' },
  ownSignature: { it: 'Firma di questa ricevuta', en: 'Signature of this receipt' },
  key: { it: 'Chiave pubblica (Ed25519)', en: 'Public key (Ed25519)' },
  waitingTitle: { it: 'La domanda è in coda', en: 'Your application is in the queue' },
  waitingLead: {
    it: 'Il suo posto è conservato. Questa pagina si aggiorna da sola e porta alla ricevuta: la tenga aperta fino ad allora. La domanda è presentata quando c’è la ricevuta, che arriva anche per e-mail.',
    en: 'Your place is kept. This page updates itself and leads to the receipt: keep it open until then. The application is submitted once there is a receipt, which also comes by e-mail.',
  },
  waitingAhead: { it: 'Domande prima di questa, al massimo', en: 'Applications before this one, at most' },
  keptTitle: { it: 'Il suo posto è conservato', en: 'Your place is kept' },
  keptText: {
    it: (at: string) => `La richiesta è arrivata il ${at}: presentandola ora conta quell’istante.`,
    en: (at: string) => `The request arrived on ${at}: submitting now counts that instant.`,
  },
  example: { it: 'Dati di esempio, senza valore', en: 'Example data, of no value' },
});
