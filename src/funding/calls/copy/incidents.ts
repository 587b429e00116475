import { counted } from '#src/core/counts.ts';
import { number } from '#src/core/money.ts';
import { showInstant } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';
import { withDate } from './vocabulary.ts';

const minutes = (ms: number) => Math.round(ms / 60_000);
const span = (ms: number, hour: [string, string], minute: [string, string], and: string) => {
  const [h, m] = [Math.floor(minutes(ms) / 60), minutes(ms) % 60];
  const part = (n: number, words: [string, string]) => `${n} ${words[n === 1 ? 0 : 1]}`;
  return h === 0 ? part(m, minute) : m === 0 ? part(h, hour) : `${part(h, hour)} ${and} ${part(m, minute)}`;
};

/** The words of incidents: declared by the office, read by everyone. */
export const incidentCopy = copy({
  incidents: { it: 'Disservizi della piattaforma', en: 'Incidents of the platform' },
  lead: {
    it: 'Ciò che ha impedito di presentare domanda, dichiarato con un atto: da quando a quando, che cosa è successo, le prove e la proroga che ne è seguita.',
    en: 'What kept people from applying, declared by an act: from when to when, what happened, the evidence and the extension that followed.',
  },
  none: { it: 'Nessun disservizio dichiarato', en: 'No incident declared' },
  declare: { it: 'Dichiara un disservizio', en: 'Declare an incident' },
  declareConsequence: {
    it: 'La dichiarazione compare nella pagina pubblica del bando e non si cancella.',
    en: 'The declaration appears on the public page of the call and is never deleted.',
  },
  startsAt: { it: 'Inizio', en: 'Beginning' },
  endsAt: { it: 'Fine', en: 'End' },
  whatIt: { it: 'Che cosa è successo, in italiano', en: 'What happened, in Italian' },
  whatEn: { it: 'Che cosa è successo, in inglese', en: 'What happened, in English' },
  log: { it: 'Registro tecnico', en: 'Technical log' },
  logHint: {
    it: 'Le righe del registro della piattaforma, senza dati personali: sono pubblicate.',
    en: 'The lines of the platform’s log, without personal data: they are published.',
  },
  ref: { it: 'Estremi dell’atto', en: 'Reference of the act' },
  on: { it: 'Data dell’atto', en: 'Date of the act' },
  when: {
    it: (from: string, to: string) => `${withDate('dal', showInstant(from, 'it'))} ${withDate('al', showInstant(to, 'it'))}`,
    en: (from: string, to: string) => `from ${showInstant(from, 'en')} to ${showInstant(to, 'en')}`,
  },
  lasted: {
    it: (ms: number) => `durata ${span(ms, ['ora', 'ore'], ['minuto', 'minuti'], 'e')}`,
    en: (ms: number) => `lasted ${span(ms, ['hour', 'hours'], ['minute', 'minutes'], 'and')}`,
  },
  extended: { it: 'La scadenza è stata prorogata con l’atto', en: 'The deadline was extended by the act' },
  notExtended: { it: 'La scadenza non è stata prorogata per questo disservizio.', en: 'The deadline was not extended for this incident.' },
  extend: { it: 'Proroga la scadenza per questo disservizio', en: 'Extend the deadline for this incident' },
  extendLead: {
    it: (least: string) =>
      `Almeno quanto è durato: non prima ${withDate('del', showInstant(least, 'it'))}. Si propone il primo giorno lavorativo utile, alle 12.`,
    en: (least: string) => `At least as long as it lasted: not before ${showInstant(least, 'en')}. The next working day at noon is suggested.`,
  },
  extendConsequence: {
    it: 'La proroga è un atto: crea una nuova versione del bando, e chi ha una bozza di domanda riceve un messaggio.',
    en: 'The extension is an act: it makes a new version of the call, and whoever is writing an application gets a message.',
  },
  measured: {
    it: (minutes: number, unrecorded: number, faults: number) =>
      `La piattaforma stessa ha registrato ${counted.minutes.it(minutes - unrecorded)} su ${number(minutes, 'it')}: ${unrecorded === 0 ? 'nessuno è senza registrazione' : `per ${counted.minutes.it(unrecorded)} non risulta in funzione`}, ${faults === 0 ? 'nessuna richiesta non riuscita' : faults === 1 ? '1 richiesta non riuscita' : `${number(faults, 'it')} richieste non riuscite`}.`,
    en: (minutes: number, unrecorded: number, faults: number) =>
      `The platform itself recorded ${number(minutes - unrecorded, 'en')} of ${counted.minutes.en(minutes)}: ${unrecorded === 0 ? 'none is without a record' : `for ${counted.minutes.en(unrecorded)} it was not seen running`}, ${faults === 0 ? 'no request failed' : faults === 1 ? '1 request failed' : `${number(faults, 'en')} requests failed`}.`,
  },
  served: { it: 'Presentazioni evase', en: 'Submissions answered' },
  turnedBack: { it: 'Presentazioni messe in coda', en: 'Submissions put in the queue' },
  requests: { it: 'Altre richieste', en: 'Other requests' },
  faults: { it: 'Richieste non riuscite', en: 'Requests that failed' },
  unrecorded: { it: 'Minuti senza registrazione', en: 'Minutes without a record' },
  unrecordedMore: {
    it: 'la piattaforma non era in funzione, o si è fermata prima di scriverli',
    en: 'the platform was not running, or stopped before it wrote them',
  },
  outOf: {
    it: (n: number, all: number) => `${number(n, 'it')} su ${number(all, 'it')}`,
    en: (n: number, all: number) => `${number(n, 'en')} of ${number(all, 'en')}`,
  },
  without: { it: (n: number) => `${n} senza registrazione`, en: (n: number) => `${n} without a record` },
  answeredBy: {
    it: (n: number) => (n === 1 ? 'Richieste evase, minuto per minuto' : `Richieste evase, ogni ${n} minuti`),
    en: (n: number) => (n === 1 ? 'Requests answered, minute by minute' : `Requests answered, every ${n} minutes`),
  },
  from: { it: 'Dal minuto', en: 'From the minute' },
  answered: { it: 'Richieste evase', en: 'Requests answered' },
  frozen: {
    it: (at: string) => `Misure fissate con la dichiarazione, ${withDate('il', showInstant(at, 'it'))}, nel registro delle prove.`,
    en: (at: string) => `Measures fixed with the declaration, on ${showInstant(at, 'en')}, in the evidence log.`,
  },
  newDeadline: { it: 'Nuova scadenza', en: 'New deadline' },
  deadlineNow: { it: 'Scadenza attuale', en: 'Deadline now' },
});
