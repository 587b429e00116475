import type { Locale } from '#src/core/words.ts';

/** What the check of a call says of one place, in both languages. */
export const problemCopy = {
  missing: { it: (what: string) => `manca: serve ${what}`, en: (what: string) => `is missing: ${what} is needed` },
  missingOneOf: { it: (list: string) => `manca: uno fra ${list}`, en: (list: string) => `is missing: one of ${list}` },
  missingAny: { it: () => 'manca', en: () => 'is missing' },
  mustBe: { it: (what: string, not: string) => `deve essere ${what}, non ${not}`, en: (what: string, not: string) => `must be ${what}, not ${not}` },
  oneOf: {
    it: (list: string, not: string) => `deve essere uno fra ${list}, non ${not}`,
    en: (list: string, not: string) => `must be one of ${list}, not ${not}`,
  },
  noneOf: { it: (not: string) => `non è fra i tipi ammessi qui: ${not}`, en: (not: string) => `is none of the kinds that are allowed here: ${not}` },
  unknown: { it: () => 'non fa parte del formato: controllare come è scritto', en: () => 'is not part of the format; check its spelling' },
  badName: { it: () => 'non è un nome ammesso qui', en: () => 'is not a name that is allowed here' },
  needs: { it: (n: string) => `ne serve almeno ${n}`, en: (n: string) => `needs at least ${n}` },
  empty: { it: () => 'non può essere vuoto', en: () => 'must not be empty' },
  atLeast: { it: (n: string) => `deve essere almeno ${n}`, en: (n: string) => `must be at least ${n}` },
  moreThan: { it: (n: string) => `deve essere più di ${n}`, en: (n: string) => `must be more than ${n}` },
  atMost: { it: (n: string) => `deve essere al massimo ${n}`, en: (n: string) => `must be at most ${n}` },
  date: { it: (not: string) => `deve essere una data, 2024-02-21, non ${not}`, en: (not: string) => `must be a date, 2024-02-21, not ${not}` },
  badForm: { it: (not: string) => `ha una forma non ammessa qui: ${not}`, en: (not: string) => `has a form that is not allowed here: ${not}` },
} satisfies Record<string, Record<Locale, (...args: string[]) => string>>;

export const kindCopy: Record<string, Record<Locale, string>> = {
  string: { it: 'un testo', en: 'a text' },
  number: { it: 'un numero', en: 'a number' },
  int: { it: 'un numero intero', en: 'a whole number' },
  boolean: { it: 'sì o no', en: 'true or false' },
  object: { it: 'un gruppo di valori', en: 'an object' },
  array: { it: 'un elenco', en: 'a list' },
  record: { it: 'un gruppo di valori', en: 'an object' },
};

/** What the schema says by itself of how the parts of a call hold together, in Italian; `$1` is what it names. */
const italian: readonly [RegExp, string][] = [
  [/^"(.*)" is there twice$/, '«$1» c’è due volte'],
  [/^is counted on each member$/, 'si conta su ogni partner'],
  [/^is less than the advance, (\S+)$/, 'è meno dell’anticipo, $1'],
  [/^(\{.*\}) is not a name that can be filled in$/, '$1 non è un nome che si possa completare'],
  [/^(\{.*\}) has no value in this call$/, '$1 non ha un valore in questo bando'],
  [/^must not be before publishedOn$/, 'non può precedere la pubblicazione'],
  [/^must be after opensAt$/, 'deve seguire l’apertura'],
  [/^acts stand in the order of their dates: (\S+) is before (\S+)$/, 'gli atti stanno in ordine di data: $1 precede $2'],
  [/^no pot "(.*)"$/, 'non c’è una dotazione «$1»'],
  [/^the deadline then was (\S+)$/, 'la scadenza allora era $1'],
  [/^an extension is later than what it extends$/, 'una proroga viene dopo la scadenza che proroga'],
  [/^is more than the maximum, (\S+)$/, 'supera il massimo, $1'],
  [/^needs at least two reviews of each proposal$/, 'richiede almeno due valutazioni per proposta'],
  [/^is more than the reviews of each proposal, (\S+)$/, 'supera le valutazioni di ogni proposta, $1'],
  [/^is the category itself$/, 'è la voce stessa'],
  [/^"(.*)" is capped or a flat rate itself.*$/, '«$1» ha già un limite o è a sua volta forfettaria: un forfait si calcola su costi che valgono da soli'],
  [/^must not be after publishedOn, (\S+)$/, 'non può seguire la pubblicazione, $1'],
  [/^must be the day after the table before ends$/, 'deve essere il giorno dopo la fine della tabella precedente'],
  [/^the last table has no end: null$/, 'l’ultima tabella non ha una fine: lasciare vuoto'],
  [/^this research type is admitted and needs its intensities$/, 'questo tipo di ricerca è ammesso: servono le sue intensità'],
  [/^a choice needs options$/, 'una scelta ha bisogno di opzioni'],
  [/^does not divide (\S+)$/, 'non divide $1'],
  [/^is more than all criteria together, (\S+)$/, 'supera la somma di tutti i criteri, $1'],
  [/^no criterion "(.*)"$/, 'non c’è un criterio «$1»'],
  [/^no premium "(.*)"$/, 'non c’è una premialità «$1»'],
  [/^no list "(.*)" further down$/, 'più in basso non c’è un elenco «$1»'],
  [/^no list "(.*)"$/, 'non c’è un elenco «$1»'],
  [/^no field "(.*)" in the form$/, 'il modulo non ha una domanda «$1»'],
  [/^counting by (?:cost )?share needs the least share$/, 'per contare la quota dei costi serve la quota minima'],
  [/^a floor gives on what is left at once$/, 'una soglia minima passa subito agli altri ciò che avanza'],
  [/^a list has one reserve at most$/, 'un elenco ha al massimo una riserva'],
  [/^the pot "(.*)" pays for another list already$/, 'la dotazione «$1» finanzia già un altro elenco'],
  [/^the pot "(.*)" pays for no list of the ranking$/, 'la dotazione «$1» non finanzia alcun elenco della graduatoria'],
  [/^is more than the premiums there are, (\S+)$/, 'supera le premialità che ci sono, $1'],
  [/^the draw around the line is for a call with one list$/, 'il sorteggio intorno alla linea è per un bando con un solo elenco'],
  [/^must end with arrival or draw, which always decide$/, 'deve finire con l’ordine di arrivo o il sorteggio, che decidono sempre'],
  [/^must have at most two decimals$/, 'deve avere al massimo due decimali'],
  [/^is a time that does not exist in Rome$/, 'è un’ora che a Roma non esiste'],
  [/^a local date and time, (\S+)$/, 'una data con l’ora, $1'],
  [/^a table needs columns$/, 'una tabella ha bisogno di colonne'],
  [/^"(.*)" must not hold a point$/, '«$1» non può contenere un punto'],
  [/^"(.*)" is a word that programs keep for themselves$/, '«$1» è una parola riservata ai programmi'],
  [/^a field of kind "(.*)" needs it$/, 'è necessario in un campo di tipo «$1»'],
  [/^a field of kind "(.*)" has no such part$/, 'non è previsto in un campo di tipo «$1»'],
  [/^what is signed digitally is a PDF$/, 'ciò che si firma digitalmente è un PDF'],
  [/^a signature says who signed$/, 'una firma dice chi ha firmato'],
  [/^what is asked of each participant says who they are$/, 'ciò che si chiede a ogni partecipante dice chi sono'],
  [/^only a PDF can be shown without what it says of its author$/, 'solo un PDF si può mostrare senza ciò che dice del suo autore'],
  [/^is for a double-blind call$/, 'vale per un bando in doppio cieco'],
  [/^no document "(.*)"$/, 'non c’è un documento «$1»'],
  [/^is more than the most, (\S+)$/, 'supera il massimo, $1'],
  [/^every row has an id of its own: call the column otherwise$/, 'ogni riga ha già un proprio id: dare alla colonna un altro nome'],
  [/^no table "(.*)" in the form$/, 'nel modulo non c’è una tabella «$1»'],
  [/^there are only (\S+) options$/, 'le opzioni sono solo $1'],
  [/^no column "(.*)" of kind "month"$/, 'non c’è una colonna «$1» di tipo «month»'],
  [/^no column "(.*)"$/, 'non c’è una colonna «$1»'],
  [/^"(.*)" must come before what depends on it$/, '«$1» deve venire prima di ciò che ne dipende'],
  [/^no field "(.*)" in the form$/, 'nel modulo non c’è un campo «$1»'],
  [/^"(.*)" is no choice$/, '«$1» non è una scelta'],
  [/^"(.*)" has no option "(.*)"$/, '«$1» non ha un’opzione «$2»'],
];

/** A complaint of the schema's own in the reader's language; one that nobody has put into Italian yet stays as it is. */
export function saidBySchema(message: string, locale: Locale): string {
  if (locale === 'en') return message;
  const found = italian.find(([pattern]) => pattern.test(message));
  return found ? message.replace(found[0], found[1]) : message;
}
