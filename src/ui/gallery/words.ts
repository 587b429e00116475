import { copy, type Locale } from '#src/core/words.ts';
import { usePage } from '../context.ts';

export const words = copy({
  kicker: { it: 'Componenti dell’interfaccia', en: 'Interface components' },
  title: { it: 'Galleria', en: 'Gallery' },
  lead: {
    it: 'Tutti gli elementi con cui sono fatte le pagine, in ogni stato. I contenuti sono di esempio.',
    en: 'Everything that the pages are made of, in every state. The contents are examples.',
  },
  heroKicker: { it: 'Partenariato esteso PNRR', en: 'Extended partnership of the recovery plan' },
  heroTitle: { it: 'Il Made in Italy che torna in circolo', en: 'A Made in Italy that goes full circle' },
  heroLead: {
    it: 'Università, centri di ricerca e imprese lavorano insieme su abbigliamento, arredamento e automazione: dal progetto al fine vita.',
    en: 'Universities, research bodies and enterprises work together on clothing, furniture and automation: from design to end of life.',
  },
  seeCalls: { it: 'Vedi i bandi aperti', en: 'See the open calls' },
  seeProjects: { it: 'Esplora i 136 progetti', en: 'Explore the 136 projects' },
  nextDates: { it: 'Prossime scadenze', en: 'Next dates' },
  figures: { it: 'Cifre', en: 'Figures' },
  buttons: { it: 'Pulsanti e azioni', en: 'Buttons and actions' },
  form: { it: 'Moduli', en: 'Forms' },
  formErrors: { it: 'Modulo con errori', en: 'Form with errors' },
  list: { it: 'Elenchi', en: 'Lists' },
  table: { it: 'Tabelle e schede', en: 'Tables and facts' },
  reasons: { it: 'Motivi e verifiche', en: 'Reasons and checks' },
  states: { it: 'Stati e messaggi', en: 'States and messages' },
  steps: { it: 'Passi e tempi', en: 'Steps and times' },
  cards: { it: 'Schede', en: 'Cards' },
  charts: { it: 'Grafici', en: 'Charts' },
  map: { it: 'Mappa', en: 'Map' },
  prose: { it: 'Testo', en: 'Text' },
  applicants: { it: 'Domande presentate al bando 02/2024', en: 'Applications to call 02/2024' },
  counted: {
    it: (n: number, shown: string) => (n === 1 ? '1 domanda' : `${shown} domande`),
    en: (n: number, shown: string) => (n === 1 ? '1 application' : `${shown} applications`),
  },
});

export const sources = {
  call: { ref: 'Bando 01/2024, art. 5', status: 'sourced' },
  law: { ref: 'Reg. (UE) 651/2014, art. 25', status: 'inferred' },
  example: { ref: 'Griglia dimostrativa', status: 'example' },
  press: { ref: 'Presentazione MICS, settembre 2024', status: 'brief' },
} as const;

const say = (locale: Locale) => (it: string, en: string) => (locale === 'it' ? it : en);

/** The gallery's running content, said where it stands. */
export function useSay() {
  return say(usePage().locale);
}
