import { counted } from '#src/core/counts.ts';
import { number } from '#src/core/money.ts';
import type { Locale, Words } from '#src/core/words.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

type P = Record<string, unknown>;
const words = (p: P, name: string, locale: Locale) => (p[name] as Words | null | undefined)?.[locale] ?? '';
const figure = (p: P, name: string, locale: Locale) => number(Number(p[name]), locale);

/** The field and, in a table, the row and the column: `«Attività», riga 2, «Titolo»`. */
const said = (p: P, locale: Locale) => {
  const quoted = (text: string) => (locale === 'it' ? `«${text}»` : `“${text}”`);
  const field = quoted(words(p, 'label', locale));
  return p['row'] === undefined ? field : `${field}, ${locale === 'it' ? 'riga' : 'row'} ${String(p['row'])}, ${quoted(words(p, 'column', locale))}`;
};

const between = (p: P, locale: Locale) => {
  const [min, max] = [p['min'] as number | null, p['max'] as number | null];
  const unit = words(p, 'unit', locale);
  const what =
    min !== null && max !== null
      ? locale === 'it'
        ? `fra ${number(min, 'it')} e ${number(max, 'it')}`
        : `between ${number(min, 'en')} and ${number(max, 'en')}`
      : min !== null
        ? `${locale === 'it' ? 'almeno' : 'at least'} ${number(min, locale)}`
        : `${locale === 'it' ? 'al massimo' : 'at most'} ${number(max ?? 0, locale)}`;
  return unit ? `${what} ${unit}` : what;
};

const rowsIt = (n: unknown) => (Number(n) === 1 ? '1 riga' : `${number(Number(n), 'it')} righe`);
const rowsEn = (n: unknown) => (Number(n) === 1 ? '1 row' : `${number(Number(n), 'en')} rows`);

export const answersReasons: ReasonCopy = {
  'application.namesProposer': {
    it: (p) => `${said(p, 'it')}: contiene «${p['name']}», e gli esperti lo leggono.`,
    en: (p) => `${said(p, 'en')}: it holds “${p['name']}”, and experts read it.`,
  },
  'application.answerMissing': { it: (p) => `${said(p, 'it')}: risposta mancante.`, en: (p) => `${said(p, 'en')}: no answer yet.` },
  'application.answerTooLong': {
    it: (p) =>
      `${said(p, 'it')}: ${counted.characters.it(Number(p['count']))}, il massimo è ${figure(p, 'max', 'it')}. Occorre toglierne ${figure(p, 'over', 'it')}.`,
    en: (p) => `${said(p, 'en')}: ${counted.characters.en(Number(p['count']))}, at most ${figure(p, 'max', 'en')}. Take out ${figure(p, 'over', 'en')}.`,
  },
  'application.answerNotANumber': {
    it: (p) => `${said(p, 'it')}: inserire un numero, per esempio 4 oppure 3,5.`,
    en: (p) => `${said(p, 'en')}: enter a number, for example 4 or 3.5.`,
  },
  'application.answerOutOfRange': {
    it: (p) => `${said(p, 'it')}: il valore deve essere ${between(p, 'it')}.`,
    en: (p) => `${said(p, 'en')}: the value must be ${between(p, 'en')}.`,
  },
  'application.answerNotAnOption': {
    it: (p) => `${said(p, 'it')}: scegliere una delle voci proposte.`,
    en: (p) => `${said(p, 'en')}: choose one of the options.`,
  },
  'application.answerNotAnOrcid': {
    it: (p) => `${said(p, 'it')}: non è un ORCID. Ha 16 cifre, come 0000-0002-1825-0097; l’ultima controlla le altre.`,
    en: (p) => `${said(p, 'en')}: not an ORCID. It has 16 digits, like 0000-0002-1825-0097; the last one checks the others.`,
  },
  'application.answerNotAFiscalCode': {
    it: (p) => `${said(p, 'it')}: non è il codice fiscale di una persona. Ha 16 lettere e cifre; l’ultima controlla le altre.`,
    en: (p) => `${said(p, 'en')}: not the fiscal code of a person. It has 16 letters and digits; the last one checks the others.`,
  },
  'application.answerNotAnEmail': {
    it: (p) => `${said(p, 'it')}: inserire un indirizzo di posta elettronica, come nome@esempio.it.`,
    en: (p) => `${said(p, 'en')}: enter an e-mail address, like name@example.org.`,
  },
  'application.answerNotADate': { it: (p) => `${said(p, 'it')}: inserire una data esistente.`, en: (p) => `${said(p, 'en')}: enter a date that exists.` },
  'application.answerTooFewChoices': {
    it: (p) =>
      `${said(p, 'it')}: ${Number(p['count']) === 1 ? 'è scelta 1 voce' : `sono scelte ${figure(p, 'count', 'it')} voci`}, ne servono almeno ${figure(p, 'min', 'it')}.`,
    en: (p) => `${said(p, 'en')}: ${figure(p, 'count', 'en')} chosen, at least ${figure(p, 'min', 'en')} needed.`,
  },
  'application.answerTooManyChoices': {
    it: (p) => `${said(p, 'it')}: le voci scelte sono ${figure(p, 'count', 'it')}, al massimo ${figure(p, 'max', 'it')}.`,
    en: (p) => `${said(p, 'en')}: ${figure(p, 'count', 'en')} chosen, at most ${figure(p, 'max', 'en')}.`,
  },
  'application.answerTooFewRows': {
    it: (p) => `${said(p, 'it')}: ${Number(p['count']) === 1 ? 'c’è' : 'ci sono'} ${rowsIt(p['count'])}, ne servono almeno ${figure(p, 'min', 'it')}.`,
    en: (p) => `${said(p, 'en')}: ${rowsEn(p['count'])}, at least ${figure(p, 'min', 'en')} needed.`,
  },
  'application.answerTooManyRows': {
    it: (p) => `${said(p, 'it')}: ${rowsIt(p['count'])}, al massimo ${figure(p, 'max', 'it')}.`,
    en: (p) => `${said(p, 'en')}: ${rowsEn(p['count'])}, at most ${figure(p, 'max', 'en')}.`,
  },
  'application.answerRowTwice': {
    it: (p) => `${said(p, 'it')}: due righe hanno lo stesso identificativo.`,
    en: (p) => `${said(p, 'en')}: two rows have the same id.`,
  },
  'application.answerNotAMonth': {
    it: (p) => `${said(p, 'it')}: inserire il mese del progetto come numero intero, da 1 in poi.`,
    en: (p) => `${said(p, 'en')}: enter the month of the project as a whole number, from 1 on.`,
  },
  'application.answerBeyondDuration': {
    it: (p) =>
      `${said(p, 'it')}: il mese ${figure(p, 'month', 'it')} è oltre la durata del progetto (${Number(p['months']) === 1 ? '1 mese' : `${figure(p, 'months', 'it')} mesi`}). Correggere il mese o la durata.`,
    en: (p) =>
      `${said(p, 'en')}: month ${figure(p, 'month', 'en')} is beyond the project’s duration (${Number(p['months']) === 1 ? '1 month' : `${figure(p, 'months', 'en')} months`}). Correct the month or the duration.`,
  },
  'application.answerEndsBeforeStart': {
    it: (p) => `${said(p, 'it')}: il mese finale (${figure(p, 'until', 'it')}) viene prima di quello iniziale (${figure(p, 'from', 'it')}).`,
    en: (p) => `${said(p, 'en')}: the last month (${figure(p, 'until', 'en')}) comes before the first (${figure(p, 'from', 'en')}).`,
  },
  'application.answerNotAMember': {
    it: (p) => `${said(p, 'it')}: chi è indicato non è fra i partecipanti.`,
    en: (p) => `${said(p, 'en')}: whoever is named here is not among the participants.`,
  },
  'application.answerNotARow': {
    it: (p) => `${said(p, 'it')}: la riga indicata non è più in «${words(p, 'table', 'it')}».`,
    en: (p) => `${said(p, 'en')}: the row named here is no longer in “${words(p, 'table', 'en')}”.`,
  },
  'application.answerWrongShape': {
    it: (p) => `${said(p, 'it')}: la risposta non ha la forma che il campo richiede.`,
    en: (p) => `${said(p, 'en')}: the answer does not have the form that the field asks for.`,
  },
  'application.importNothing': {
    it: 'Non ci sono righe da importare: incollarle dal foglio di calcolo o scegliere un file CSV.',
    en: 'There are no rows to import: paste them from the spreadsheet or choose a CSV file.',
  },
  'application.importNotText': {
    it: 'Il file non è un CSV. Nel foglio di calcolo scegliere «Salva con nome» e il formato CSV, oppure copiare le righe e incollarle qui.',
    en: 'The file is not CSV. In the spreadsheet choose “Save as” and the format CSV, or copy the rows and paste them here.',
  },
  'application.importUnknownColumn': {
    it: (p) => `La prima riga porta «${String(p['heading'])}», che non è una colonna di «${words(p, 'label', 'it')}».`,
    en: (p) => `The first line says “${String(p['heading'])}”, which is no column of “${words(p, 'label', 'en')}”.`,
  },
  'application.importColumnTwice': {
    it: (p) => `La prima riga porta due volte la colonna «${String(p['heading'])}».`,
    en: (p) => `The first line has the column “${String(p['heading'])}” twice.`,
  },
  'application.importTooManyCells': {
    it: (p) => `Riga ${String(p['row'])}: ${counted.cells.it(Number(p['count']))}, le colonne sono ${figure(p, 'max', 'it')}.`,
    en: (p) => `Row ${String(p['row'])}: ${counted.cells.en(Number(p['count']))}, the columns are ${figure(p, 'max', 'en')}.`,
  },
  'application.importMore': {
    it: (p) => `Oltre a queste, ${Number(p['count']) === 1 ? 'un’altra cosa' : `altre ${figure(p, 'count', 'it')} cose`} da correggere.`,
    en: (p) => `Besides these, ${Number(p['count']) === 1 ? 'one more thing' : `${figure(p, 'count', 'en')} more things`} to put right.`,
  },
};
