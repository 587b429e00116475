import { counted } from '#src/core/counts.ts';
import { copy } from '#src/core/words.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

export const handoverReasons: ReasonCopy = {
  'oversight.officeOnly': { it: 'La consegna al ministero è dell’ufficio di programma.', en: 'Handing over to the ministry is for the programme office.' },
  'oversight.halfToCome': {
    it: (p) => `Il semestre comincia il ${p['from']}: si consegna ciò che è accaduto.`,
    en: (p) => `The half-year begins on ${p['from']}: what is handed over has happened.`,
  },
};

export const handoverCopy = copy({
  title: { it: 'Consegne al ministero', en: 'Hand-overs to the ministry' },
  lead: {
    it: 'I file di un semestre come erano il giorno della consegna, con la loro impronta nel registro delle prove; e che cosa è cambiato da allora.',
    en: 'The files of a half-year as they were on the day of the hand-over, under a fingerprint in the evidence log; and what has changed since.',
  },
  none: { it: 'Nulla è stato ancora consegnato', en: 'Nothing was handed over yet' },
  noneMore: {
    it: 'Un semestre si controlla e si fissa dalla pagina dei dati per il ministero.',
    en: 'A half-year is checked and frozen from the page of the data for the ministry.',
  },
  one: { it: (half: string, n: number) => `Consegna ${n} del semestre ${half}`, en: (half: string, n: number) => `Hand-over ${n} of half-year ${half}` },
  half: { it: 'Semestre', en: 'Half-year' },
  number: { it: 'N.', en: 'No.' },
  madeAt: { it: 'Consegnato il', en: 'Handed over on' },
  madeBy: { it: 'Da', en: 'By' },
  problems: { it: 'Da completare quel giorno', en: 'To be completed that day' },
  sha256: { it: 'Impronta (SHA-256)', en: 'Fingerprint (SHA-256)' },
  note: { it: 'Nota', en: 'Note' },
  noteHint: { it: 'Per esempio il protocollo della trasmissione.', en: 'For example the reference of the transmission.' },
  freeze: { it: 'Fissa e registra la consegna', en: 'Freeze and log the hand-over' },
  freezeTitle: { it: 'Consegna', en: 'Hand-over' },
  freezeLead: {
    it: (problems: string) =>
      `I file si fissano come sono ora, con ${counted.rows.it(problems)} da completare. Una consegna non si modifica: se ne può fare un’altra.`,
    en: (problems: string) =>
      `The files are frozen as they are now, with ${counted.rows.en(problems)} to be completed. A hand-over never changes: another can be made.`,
  },
  files: { it: 'I file consegnati', en: 'The files handed over' },
  file: { it: 'File', en: 'File' },
  rows: { it: 'Righe', en: 'Rows' },
  excel: { it: 'Tutti i file (Excel)', en: 'All files (Excel)' },
  json: { it: 'Contenuto registrato (JSON)', en: 'Recorded content (JSON)' },
  changes: { it: 'Che cosa è cambiato da allora', en: 'What has changed since' },
  changesUntil: { it: (n: number) => `Che cosa è cambiato fino alla consegna ${n}`, en: (n: number) => `What had changed by hand-over ${n}` },
  compare: { it: 'Confronta con', en: 'Compare with' },
  present: { it: 'i dati di oggi', en: 'the data of today' },
  nothingChanged: { it: 'Nulla è cambiato', en: 'Nothing has changed' },
  row: { it: 'Riga', en: 'Row' },
  what: { it: 'Che cosa', en: 'What' },
  column: { it: 'Colonna', en: 'Column' },
  before: { it: 'Consegnato', en: 'Handed over' },
  after: { it: 'Ora', en: 'Now' },
  added: { it: 'riga nuova', en: 'new row' },
  removed: { it: 'riga tolta', en: 'row gone' },
  changed: { it: 'valore cambiato', en: 'value changed' },
});
