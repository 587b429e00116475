import { counted } from '#src/core/counts.ts';
import { copy } from '#src/core/words.ts';

/** The words of filling in a form's fields. */
export const answersCopy = copy({
  // Rich text
  richHint: {
    it: 'Si può scrivere **grassetto**, *corsivo*, elenchi con - o 1., titoletti con ### e [collegamenti](https://…). I segni non contano come caratteri.',
    en: 'You may write **bold**, *italic*, lists with - or 1., small headings with ### and [links](https://…). The marks do not count as characters.',
  },
  tools: { it: 'Formattazione', en: 'Formatting' },
  bold: { it: 'Grassetto', en: 'Bold' },
  italic: { it: 'Corsivo', en: 'Italic' },
  bullets: { it: 'Elenco puntato', en: 'Bulleted list' },
  numbers: { it: 'Elenco numerato', en: 'Numbered list' },
  heading: { it: 'Titoletto', en: 'Small heading' },
  link: { it: 'Collegamento', en: 'Link' },
  preview: { it: 'Anteprima', en: 'Preview' },
  nothingWritten: { it: 'Non c’è ancora testo.', en: 'No text yet.' },
  linkText: { it: 'testo del collegamento', en: 'link text' },

  // Tables
  rowsBetween: {
    it: (min: number, max: number | null) =>
      max === null ? `Almeno ${counted.rows.it(min)}.` : min === 0 ? `Al massimo ${counted.rows.it(max)}.` : `Da ${min} a ${counted.rows.it(max)}.`,
    en: (min: number, max: number | null) =>
      max === null ? `At least ${counted.rows.en(min)}.` : min === 0 ? `At most ${counted.rows.en(max)}.` : `From ${min} to ${counted.rows.en(max)}.`,
  },
  choicesBetween: {
    it: (min: number, max: number | null) =>
      max === null ? `Almeno ${min}.` : min === 0 ? `Al massimo ${max}.` : min === max ? `Esattamente ${min}.` : `Da ${min} a ${max}.`,
    en: (min: number, max: number | null) =>
      max === null ? `At least ${min}.` : min === 0 ? `At most ${max}.` : min === max ? `Exactly ${min}.` : `From ${min} to ${max}.`,
  },
  ganttSaved: { it: 'Il cronoprogramma mostra ciò che è stato salvato.', en: 'The chart shows what has been saved.' },
  goneChoice: { it: 'non più presente', en: 'no longer there' },

  pasted: {
    it: (cells: number) => (cells === 1 ? '1 cella incollata.' : `${cells} celle incollate.`),
    en: (cells: number) => (cells === 1 ? '1 cell pasted.' : `${cells} cells pasted.`),
  },

  // Rows from a spreadsheet
  importRows: { it: 'Incolla o importa righe', en: 'Paste or import rows' },
  importLead: {
    it: 'Le righe si copiano da un foglio di calcolo e si incollano qui, oppure si carica un file CSV. Se anche una sola cella non va bene non si salva nulla, e si legge quale.',
    en: 'Copy rows from a spreadsheet and paste them here, or upload a CSV file. If even one cell does not fit, nothing is saved, and you read which one.',
  },
  columnsTitle: { it: 'Le colonne', en: 'The columns' },
  columnsLead: {
    it: 'In quest’ordine; in un altro ordine se la prima riga porta questi nomi. Quella riga non si conta.',
    en: 'In this order; in any other if the first line has these names. That line is not counted.',
  },
  column: { it: 'Colonna', en: 'Column' },
  whatGoesIn: { it: 'Che cosa contiene', en: 'What goes in' },
  must: { it: 'Obbligatoria', en: 'Required' },
  mustYes: { it: 'sì', en: 'yes' },
  mustNo: { it: 'no', en: 'no' },
  asCsv: { it: 'Scarica la tabella in CSV', en: 'Download the table as CSV' },
  asCsvMore: {
    it: 'Con i nomi delle colonne e le righe che ci sono già: si può completare e importare.',
    en: 'With the names of the columns and the rows that are there: complete it and import it.',
  },
  pasteHere: { it: 'Righe copiate dal foglio di calcolo', en: 'Rows copied from the spreadsheet' },
  orFile: { it: 'Oppure un file CSV', en: 'Or a CSV file' },
  orFileHint: { it: 'Separato da punto e virgola, virgola o tabulazione.', en: 'Separated by semicolons, commas or tabs.' },
  rowsThere: { it: 'Le righe che ci sono già', en: 'The rows that are there' },
  keepThem: {
    it: (n: number) => (n === 1 ? 'Resta quella che c’è; le nuove si aggiungono' : `Restano le ${n} che ci sono; le nuove si aggiungono`),
    en: (n: number) => (n === 1 ? 'The one that is there stays; the new ones are added' : `The ${n} that are there stay; the new ones are added`),
  },
  replaceThem: { it: 'Le nuove prendono il loro posto', en: 'The new ones take their place' },
  importNow: { it: 'Importa le righe', en: 'Import the rows' },
  backToTable: { it: 'Torna alla tabella', en: 'Back to the table' },
  goesText: { it: (max: string) => `Testo, al massimo ${counted.characters.it(max)}`, en: (max: string) => `Text, at most ${counted.characters.en(max)}` },
  goesNumber: { it: (unit: string) => (unit ? `Numero, in ${unit}` : 'Numero'), en: (unit: string) => (unit ? `A number, in ${unit}` : 'A number') },
  goesBetween: {
    it: (min: string | null, max: string | null) => (min === null ? `, al massimo ${max}` : max === null ? `, almeno ${min}` : `, da ${min} a ${max}`),
    en: (min: string | null, max: string | null) => (min === null ? `, at most ${max}` : max === null ? `, at least ${min}` : `, from ${min} to ${max}`),
  },
  goesDate: { it: 'Data, per esempio 31/12/2026', en: 'A date, for example 31/12/2026' },
  goesMonth: { it: 'Mese del progetto: 1 è il primo', en: 'Month of the project: 1 is the first' },
  goesOneOf: { it: (all: string) => `Una di queste voci: ${all}`, en: (all: string) => `One of: ${all}` },
  goesMember: { it: (all: string) => `Un partecipante: ${all}`, en: (all: string) => `A participant: ${all}` },
  goesRow: {
    it: (table: string) => `Una riga di «${table}»: il suo numero o il suo nome`,
    en: (table: string) => `A row of “${table}”: its number or its name`,
  },

  // Documents
  documentThere: { it: 'Consegnato', en: 'Handed in' },
  documentMissing: { it: 'Da caricare', en: 'To be uploaded' },
  documentNotAsked: { it: 'Per questa domanda non è richiesto.', en: 'Not asked of this application.' },
  toDocument: { it: 'Vai al documento', en: 'Go to the document' },
});
