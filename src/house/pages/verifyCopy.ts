import { counted } from '#src/core/counts.ts';
import { copy } from '#src/core/words.ts';

/** What is checked, by the names that `verifyReceipt` and `verifyBundle` give: what it is called, and what each outcome means. */
export const checkNames = ['format', 'receipt', 'hash', 'input', 'ranking', 'event', 'inclusion', 'signature'] as const;

export const verifyCopy = copy({
  title: { it: 'Verifica una ricevuta o una graduatoria', en: 'Check a receipt or a ranking' },
  lead: {
    it: 'Controlla una ricevuta di presentazione o una graduatoria in JSON: il contenuto, la firma, il posto nel registro delle prove.',
    en: 'Checks a submission receipt or a ranking in JSON: its content, its signature, its place in the evidence log.',
  },
  file: { it: 'File JSON', en: 'JSON file' },
  text: { it: 'Oppure il testo del file', en: 'Or the text of the file' },
  check: { it: 'Verifica', en: 'Check' },
  plain: { it: 'Il file è controllato dal server, che non ne conserva nulla.', en: 'The file is checked by the server, which keeps nothing of it.' },
  here: {
    it: 'Il file è controllato in questo browser, che ricalcola anche la graduatoria: nulla viene inviato.',
    en: 'The file is checked in this browser, which also computes the ranking again: nothing is sent.',
  },
  busy: { it: 'Controllo in corso…', en: 'Checking…' },
  there: {
    it: 'Questo browser non conosce le firme Ed25519: il file è inviato al server, che lo controlla e non ne conserva nulla.',
    en: 'This browser does not know Ed25519 signatures: the file is sent to the server, which checks it and keeps nothing of it.',
  },
  offline: {
    it: 'Senza fidarsi di questo sito: «npx mics verify FILE.json --key CHIAVE», senza rete, con la chiave pubblicata altrove.',
    en: 'Without trusting this site: "npx mics verify FILE.json --key KEY", offline, with the key published elsewhere.',
  },
  good: { it: 'Tutto corrisponde', en: 'Everything agrees' },
  goodMore: {
    it: 'Il file è quello rilasciato da questo sistema, e nulla è cambiato da allora. Una presentazione, un ritiro o una graduatoria di dopo si vedono solo nel file più recente.',
    en: 'The file is the one that this system issued, and nothing has changed since. A later submission, withdrawal or ranking shows only in the latest file.',
  },
  bad: { it: 'Non corrisponde', en: 'It does not agree' },
  badMore: {
    it: 'Almeno un controllo non è riuscito: il file non è una prova. Se ne può chiedere uno nuovo a chi lo ha consegnato, che lo scarica dalla pagina della ricevuta o della graduatoria.',
    en: 'At least one check failed: the file proves nothing. Ask whoever handed it over for a new one; they download it from the page of the receipt or of the ranking.',
  },
  what: { it: 'Controllo', en: 'Check' },
  outcome: { it: 'Esito', en: 'Outcome' },
  meaning: { it: 'Che cosa significa', en: 'What it means' },
  ok: { it: 'Corrisponde', en: 'Agrees' },
  wrong: { it: 'Non corrisponde', en: 'Does not agree' },
  format: { it: 'Forma del file', en: 'Form of the file' },
  formatOk: { it: 'Il file ha tutte le parti che deve avere, e nessun’altra.', en: 'The file has all the parts that it must have, and no other.' },
  formatBad: {
    it: 'Il file non si legge, è incompleto o ha parti in più: è stato tagliato o modificato, o non è una ricevuta. Scaricarlo di nuovo.',
    en: 'The file cannot be read, lacks parts or has others: it was cut or changed, or is no receipt. Download it again.',
  },
  receipt: { it: 'Firma della ricevuta', en: 'Signature of the receipt' },
  receiptOk: { it: 'Ogni dato della ricevuta è quello che questo sistema ha firmato.', en: 'Everything that the receipt says is what this system signed.' },
  receiptBad: {
    it: 'Almeno un dato (protocollo, istante, titolo, importi) non è quello firmato, oppure la firma non è di questo sistema: la ricevuta è stata modificata.',
    en: 'Something in it (protocol number, instant, title, amounts) is not what was signed, or the signature is not this system’s: the receipt was changed.',
  },
  hash: { it: 'Impronta del contenuto', en: 'Fingerprint of the content' },
  hashOk: { it: 'Il contenuto è quello di cui il file porta l’impronta.', en: 'The content is that whose fingerprint the file carries.' },
  hashBad: {
    it: 'Il contenuto non è quello di cui il file porta l’impronta: basta un carattere diverso.',
    en: 'The content is not that whose fingerprint the file carries: one other character is enough.',
  },
  input: { it: 'Impronta dei dati di partenza', en: 'Fingerprint of the input' },
  inputOk: { it: 'I dati di partenza sono quelli della graduatoria pubblicata.', en: 'The input is that of the published ranking.' },
  inputBad: { it: 'I dati di partenza sono stati modificati.', en: 'The input was changed.' },
  ranking: { it: 'Graduatoria ricalcolata', en: 'Ranking computed again' },
  rankingOk: { it: 'Dagli stessi dati si ottiene la stessa graduatoria.', en: 'The same input gives the same ranking.' },
  rankingBad: { it: 'Dai dati si ottiene una graduatoria diversa da quella dichiarata.', en: 'The input gives another ranking than the one claimed.' },
  event: { it: 'Riga del registro', en: 'Line of the log' },
  eventOk: {
    it: 'La riga del registro delle prove dice le stesse cose: numero, istante, impronta.',
    en: 'The line of the evidence log says the same: number, instant, fingerprint.',
  },
  eventBad: {
    it: 'La riga del registro delle prove manca o parla d’altro: questo file e quella riga non vanno insieme.',
    en: 'The line of the evidence log is missing or about something else: this file and that line do not belong together.',
  },
  inclusion: { it: 'Posto nell’albero', en: 'Place in the tree' },
  inclusionOk: {
    it: 'La riga sta nel registro di cui si conosce la radice: non vi è stata aggiunta dopo.',
    en: 'The line stands in the log of the known root: it was not added later.',
  },
  inclusionBad: {
    it: 'La riga non porta alla radice del registro: la riga, il suo posto o la prova sono stati modificati.',
    en: 'The line does not lead to the root of the log: the line, its place or the proof was changed.',
  },
  signature: { it: 'Firma della radice', en: 'Signature of the root' },
  signatureOk: { it: 'La radice è firmata con la chiave di questo sistema.', en: 'The root is signed with this system’s key.' },
  signatureBad: {
    it: 'La radice non è firmata con la chiave di questo sistema: chiunque può farsi una chiave, perciò non prova nulla.',
    en: 'The root is not signed with this system’s key: anyone can make a key, so it proves nothing.',
  },
  head: { it: 'Il registro delle prove', en: 'The evidence log' },
  headLead: {
    it: 'L’ultima radice firmata. Chi ne ha conservata una può controllare che da allora il registro sia solo cresciuto.',
    en: 'The last signed root. Whoever has kept one can check that the log has only grown since.',
  },
  noHead: { it: 'Il registro non ha ancora una radice firmata.', en: 'The log has no signed root yet.' },
  size: { it: 'Righe', en: 'Lines' },
  root: { it: 'Radice', en: 'Root' },
  key: { it: 'Chiave pubblica (Ed25519)', en: 'Public key (Ed25519)' },
  signedAt: { it: 'Firmata il', en: 'Signed on' },
  earlier: { it: 'Una radice conservata', en: 'A root that was kept' },
  earlierSize: { it: 'Righe della radice conservata', en: 'Lines of the root kept' },
  earlierRoot: { it: 'Radice conservata (64 cifre esadecimali)', en: 'Root kept (64 hexadecimal digits)' },
  compare: { it: 'Confronta', en: 'Compare' },
  grown: {
    it: (first: string, second: string) => `Il registro di ${counted.lines.it(second)} comincia con le stesse ${first}: è solo cresciuto.`,
    en: (first: string, second: string) => `The log of ${counted.lines.en(second)} begins with the same ${first}: it has only grown.`,
  },
  notGrown: {
    it: 'La radice conservata non è una di questo registro: o è stata copiata male, o il registro è stato riscritto. Conservare la radice e segnalarlo.',
    en: 'The root kept is not one of this log: it was miscopied, or the log was rewritten. Keep the root and report it.',
  },
  notCompared: {
    it: 'Per confrontare servono le righe (un numero intero) e la radice (64 cifre esadecimali), come sono scritte qui sopra o in una ricevuta.',
    en: 'To compare, give the lines (a whole number) and the root (64 hexadecimal digits), as they are written above or in a receipt.',
  },
});
