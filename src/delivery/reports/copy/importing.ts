import { counted } from '#src/core/counts.ts';
import { number } from '#src/core/money.ts';
import { weightBeside } from '#src/core/weight.ts';
import type { Locale, Words } from '#src/core/words.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

type P = Record<string, unknown>;
const n = (p: P, key: string, locale: Locale): string => number(Number(p[key]), locale);
const heavy = (p: P, key: string, locale: Locale): string => weightBeside(Number(p[key]), Number(p['mostBytes']), locale);
const said = (value: unknown, locale: Locale): string => (typeof value === 'object' && value !== null ? (value as Words)[locale] : String(value));

/** Why a file cannot be taken in, cell by cell. */
export const importReasons: ReasonCopy = {
  'reports.import.nothing': {
    it: 'Il file non ha righe: la prima deve avere i nomi delle colonne.',
    en: 'The file has no rows: the first must name the columns.',
  },
  'reports.import.unknownColumn': {
    it: (p) => `La colonna «${String(p['heading'])}» non è fra quelle del modello.`,
    en: (p) => `The column "${String(p['heading'])}" is not one of the template.`,
  },
  'reports.import.columnTwice': {
    it: (p) => `La colonna «${String(p['heading'])}» compare due volte.`,
    en: (p) => `The column "${String(p['heading'])}" is there twice.`,
  },
  'reports.import.columnMissing': {
    it: (p) => `Manca la colonna «${said(p['column'], 'it')}»: scaricare il modello per i nomi esatti.`,
    en: (p) => `The column "${said(p['column'], 'en')}" is missing: download the template for the exact names.`,
  },
  'reports.import.tooManyRows': {
    it: (p) => `Il file ha ${counted.rows.it(Number(p['count']))}: al massimo ${n(p, 'max', 'it')} alla volta.`,
    en: (p) => `The file has ${counted.rows.en(Number(p['count']))}: at most ${n(p, 'max', 'en')} at a time.`,
  },
  'reports.import.tooManyCells': {
    it: (p) => `La riga ha ${counted.cells.it(Number(p['count']))}; le colonne sono ${n(p, 'max', 'it')}.`,
    en: (p) => `The row has ${counted.cells.en(Number(p['count']))}; the columns are ${n(p, 'max', 'en')}.`,
  },
  'reports.import.formula': {
    it: 'La cella contiene una formula: incollare il valore («Incolla speciale», «Valori»).',
    en: 'The cell holds a formula: paste its value ("Paste special", "Values").',
  },
  'reports.import.cellError': {
    it: (p) => `La cella contiene un errore (${String(p['value'])}).`,
    en: (p) => `The cell holds an error (${String(p['value'])}).`,
  },
  'reports.import.category': {
    it: (p) => `«${String(p['value'])}» non è una voce di costo: materiali, attrezzature, licenze, consulenze specialistiche, altri costi.`,
    en: (p) => `"${String(p['value'])}" is no cost category: materials, equipment, licences, specialist consultancy, other costs.`,
  },
  'reports.import.date': {
    it: (p) => `«${String(p['value'])}» non è una data: scrivere per esempio 30/09/2024 oppure 2024-09-30.`,
    en: (p) => `"${String(p['value'])}" is no date: write for example 30/09/2024 (day first) or 2024-09-30.`,
  },
  'reports.import.dateNumber': {
    it: (p) => `${String(p['value'])} è un numero: dare alla cella il formato data.`,
    en: (p) => `${String(p['value'])} is a number: give the cell a date format.`,
  },
  'reports.import.noSuchDate': {
    it: (p) => `Il ${String(p['value'])} non esiste: prima il giorno, poi il mese.`,
    en: (p) => `${String(p['value'])} does not exist: the day comes first, then the month.`,
  },
  'reports.import.amount': {
    it: (p) => `«${String(p['value'])}» non è un importo maggiore di zero: per esempio 1.234,50.`,
    en: (p) => `"${String(p['value'])}" is no amount above zero: for example 1234.50.`,
  },
  'reports.import.ambiguous': {
    it: (p) => `«${String(p['value'])}» può voler dire due importi diversi: scrivere i centesimi, per esempio 1234,00.`,
    en: (p) => `"${String(p['value'])}" can mean two amounts: write the cents, for example 1234.00.`,
  },
  'reports.import.decimals': { it: (p) => `${String(p['value'])} ha più di due decimali.`, en: (p) => `${String(p['value'])} has more than two decimals.` },
  'reports.import.hours': {
    it: (p) => `«${String(p['value'])}» non è un numero di ore a quarti, fino a 24: per esempio 7,5.`,
    en: (p) => `"${String(p['value'])}" is no number of quarter hours up to 24: for example 7.5.`,
  },
  'reports.import.nobody': {
    it: (p) => `Nessuno con il nome o il codice fiscale «${String(p['value'])}» è nel gruppo di questo ente.`,
    en: (p) => `Nobody of the name or fiscal code "${String(p['value'])}" is in this organisation’s team.`,
  },
  'reports.import.several': {
    it: (p) => `Più persone si chiamano «${String(p['value'])}»: scrivere il codice fiscale.`,
    en: (p) => `Several people are called "${String(p['value'])}": write the fiscal code.`,
  },
  'reports.import.workPackage': {
    it: (p) => `«${String(p['value'])}» non è un pacchetto di lavoro attivo in quel mese.`,
    en: (p) => `"${String(p['value'])}" is no work package that runs in that month.`,
  },
  'reports.import.dayTwice': {
    it: 'La stessa persona ha già ore in quel giorno e pacchetto di lavoro, in una riga sopra.',
    en: 'The same person has hours on that day and work package already, in a row above.',
  },
  'reports.import.encoding': {
    it: 'Il testo del file non si legge: salvarlo come «CSV UTF-8» oppure come XLSX.',
    en: 'The text of the file cannot be read: save it as "CSV UTF-8" or as XLSX.',
  },
  'reports.import.oldWorkbook': {
    it: 'Il file è di un formato vecchio (XLS): salvarlo come XLSX oppure come CSV.',
    en: 'The file has an old format (XLS): save it as XLSX or as CSV.',
  },
  'reports.import.workbook.broken': {
    it: 'Il file non è una cartella di lavoro XLSX, o è rovinato.',
    en: 'The file is no XLSX workbook, or it is damaged.',
  },
  'reports.import.workbook.tooBig': {
    it: (p) =>
      `Il file pesa ${heavy(p, 'bytes', 'it')} ma, aperto, più di ${heavy(p, 'mostBytes', 'it')}, il massimo che questo sistema apre. Togliere fogli, immagini e formattazioni, oppure salvarlo come CSV.`,
    en: (p) =>
      `The file is ${heavy(p, 'bytes', 'en')} but, opened, more than ${heavy(p, 'mostBytes', 'en')}, the most that this system opens. Remove sheets, pictures and formats, or save it as CSV.`,
  },
  'reports.import.workbook.tooManyParts': {
    it: 'La cartella di lavoro contiene più di 10.000 parti, il massimo che questo sistema apre: togliere fogli e immagini, oppure salvarla come CSV.',
    en: 'The workbook holds more than 10,000 parts, the most that this system opens: remove sheets and pictures, or save it as CSV.',
  },
  'reports.import.workbook.tooManyColumns': {
    it: 'Il foglio ha più di 200 colonne: togliere quelle che il modello non prevede.',
    en: 'The sheet has more than 200 columns: remove those that the template does not have.',
  },
  'reports.import.workbook.encrypted': {
    it: 'La cartella di lavoro ha una password: salvarla senza.',
    en: 'The workbook has a password: save it without one.',
  },
  'reports.import.workbook.macros': {
    it: 'La cartella di lavoro contiene macro: salvarla come XLSX senza macro.',
    en: 'The workbook holds macros: save it as XLSX without them.',
  },
  'reports.import.workbook.tooManyRows': { it: 'Il foglio ha più di 50.000 righe.', en: 'The sheet has more than 50,000 rows.' },
  'reports.import.more': {
    it: (p) => `Più avanti nel file: ${counted.errors.it(Number(p['count']))}.`,
    en: (p) => `Further down the file: ${counted.errors.en(Number(p['count']))}.`,
  },
  'reports.import.doneAlready': { it: 'Questo file è già stato importato.', en: 'This file was imported already.' },
  'reports.import.notReady': {
    it: 'Il file non è pronto: ha errori, o è ancora in lettura.',
    en: 'The file is not ready: it has errors, or is still being read.',
  },
  'reports.import.changed': {
    it: (p) => `Da quando il file è stato letto qualcosa è cambiato (${counted.problems.it(Number(p['count']))}): caricarlo di nuovo.`,
    en: (p) => `Something has changed since the file was read (${counted.problems.en(Number(p['count']))}): upload it again.`,
  },
};
