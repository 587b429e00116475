import { number } from './money.ts';
import { afterNumber, type Locale } from './words.ts';

type Numbers = Parameters<typeof afterNumber>[0];

/** A number, as it is or already as it is shown, with the word of what it counts: `1 giorno`, `1.200 righe`. */
function counting(it: Numbers, en: Numbers): Record<Locale, (n: number | string) => string> {
  const after = afterNumber(it, en);
  const say = (locale: Locale) => (n: number | string) => `${typeof n === 'number' ? number(n, locale) : n} ${after[locale](n === 1 || n === '1' ? 1 : 2)}`;
  return { it: say('it'), en: say('en') };
}

/** What the pages of every room count: `counted.days.it(30)` is `30 giorni`. */
export const counted = {
  applications: counting(['domanda', 'domande'], ['application', 'applications']),
  cells: counting(['cella', 'celle'], ['cell', 'cells']),
  characters: counting(['carattere', 'caratteri'], ['character', 'characters']),
  days: counting(['giorno', 'giorni'], ['day', 'days']),
  decisions: counting(['decisione', 'decisioni'], ['decision', 'decisions']),
  errors: counting(['errore', 'errori'], ['error', 'errors']),
  experts: counting(['esperto', 'esperti'], ['expert', 'experts']),
  files: counting(['file', 'file'], ['file', 'files']),
  hours: counting(['ora', 'ore'], ['hour', 'hours']),
  items: counting(['elemento', 'elementi'], ['item', 'items']),
  lines: counting(['riga', 'righe'], ['line', 'lines']),
  members: counting(['componente', 'componenti'], ['member', 'members']),
  minutes: counting(['minuto', 'minuti'], ['minute', 'minutes']),
  months: counting(['mese', 'mesi'], ['month', 'months']),
  participants: counting(['partecipante', 'partecipanti'], ['participant', 'participants']),
  partners: counting(['partner', 'partner'], ['partner', 'partners']),
  people: counting(['persona', 'persone'], ['person', 'people']),
  points: counting(['punto', 'punti'], ['point', 'points']),
  premiums: counting(['premialità', 'premialità'], ['premium', 'premiums']),
  problems: counting(['problema', 'problemi'], ['problem', 'problems']),
  proposals: counting(['proposta', 'proposte'], ['proposal', 'proposals']),
  regions: counting(['regione', 'regioni'], ['region', 'regions']),
  requirements: counting(['requisito', 'requisiti'], ['requirement', 'requirements']),
  reviews: counting(['valutazione', 'valutazioni'], ['review', 'reviews']),
  rows: counting(['riga', 'righe'], ['row', 'rows']),
  seconds: counting(['secondo', 'secondi'], ['second', 'seconds']),
  stops: counting(['tappa', 'tappe'], ['stop', 'stops']),
  times: counting(['volta', 'volte'], ['time', 'times']),
  women: counting(['donna', 'donne'], ['woman', 'women']),
};
