import { counted } from '#src/core/counts.ts';
import type { Params } from '#src/core/decision.ts';
import type { Locale } from '#src/core/words.ts';
import { heavySaid, ownWeight, type LimitOf } from './heavy.ts';

/** A reason's words in both languages, made of its params. Rooms keep theirs in `copy.ts`; the house gathers them. */
export type ReasonCopy = Record<string, Record<Locale, string | ((p: Params & Record<string, never>) => string)>>;

const heavy = (p: Params, locale: Locale): string => {
  const { bytes, maxBytes, of, file } = p as { bytes: number | null; maxBytes: number; of: LimitOf; file?: string };
  return heavySaid({ own: ownWeight(bytes, maxBytes, locale), maxBytes, of, file }, locale);
};

export const formReasons: ReasonCopy = {
  notFound: {
    it: 'Questa pagina non esiste, oppure non è visibile con il ruolo con cui si è entrati.',
    en: 'This page does not exist, or the role you signed in with may not see it.',
  },
  signIn: { it: 'Per continuare occorre accedere.', en: 'Please sign in to go on.' },
  'forbidden.role': { it: 'Il ruolo con cui si è entrati non permette questa operazione.', en: 'The role you signed in with does not allow this.' },
  'form.required': { it: 'Campo obbligatorio: inserire un valore.', en: 'Required: please enter a value.' },
  'form.invalid': { it: 'Il valore inserito non è valido per questo campo.', en: 'This value is not valid for this field.' },
  'form.tooLong': {
    it: (p) => `Testo troppo lungo: il massimo è di ${counted.characters.it(Number(p['max']))}.`,
    en: (p) => `Too long: at most ${counted.characters.en(Number(p['max']))}.`,
  },
  'form.tooShort': {
    it: (p) => `Testo troppo breve: servono almeno ${counted.characters.it(Number(p['min']))}.`,
    en: (p) => `Too short: at least ${counted.characters.en(Number(p['min']))}.`,
  },
  'form.tooMuch': { it: (p) => `Valore troppo alto: il massimo è ${p['max']}.`, en: (p) => `Too high: the maximum is ${p['max']}.` },
  'form.tooLittle': { it: (p) => `Valore troppo basso: il minimo è ${p['min']}.`, en: (p) => `Too low: the minimum is ${p['min']}.` },
  'form.notAnAmount': {
    it: 'Inserire un importo in euro, per esempio 12.500 oppure 12.500,00.',
    en: 'Enter an amount in euros, for example 12500 or 12,500.00.',
  },
  'form.notJson': { it: 'Il contenuto non è JSON valido.', en: 'The content is not valid JSON.' },
  'form.fileTooBig': { it: (p) => heavy(p, 'it'), en: (p) => heavy(p, 'en') },
  'form.fileType': {
    it: (p) => `Il contenuto del file non è del tipo richiesto (${p['expected']}).`,
    en: (p) => `The file’s content is not of the type asked for (${p['expected']}).`,
  },
  'form.stale': {
    it: 'Nel frattempo qualcun altro ha modificato questi dati. Quanto inserito è ancora qui sotto: confrontarlo con la versione attuale e salvare di nuovo.',
    en: 'Someone else has changed this in the meantime. What you typed is still below: compare it with the current version and save again.',
  },
  'form.crossOrigin': {
    it: 'La richiesta arriva da un altro sito ed è stata rifiutata. Ricaricare la pagina e riprovare.',
    en: 'The request came from another site and was refused. Reload the page and try again.',
  },
  'rate.tooMany': {
    it: (p) => `Troppi tentativi. Riprovare fra ${counted.seconds.it(Number(p['seconds']))}.`,
    en: (p) => `Too many attempts. Try again in ${counted.seconds.en(Number(p['seconds']))}.`,
  },
};
