import { counted } from '#src/core/counts.ts';
import { copy } from '#src/core/words.ts';

export const eventCopy = copy({
  roadshow: { it: 'Roadshow', en: 'Roadshow' },
  lead: {
    it: (stops: number, from: string, to: string) =>
      `${counted.stops.it(stops)} in tutta Italia, da ${from} a ${to}: partner fondatori e nuovi, altre imprese, enti di ricerca, istituzioni e associazioni di categoria discutono, approfondiscono e mettono i progetti a contatto con le migliori imprese del territorio.`,
    en: (stops: number, from: string, to: string) =>
      `${counted.stops.en(stops)} across Italy, from ${from} to ${to}: founding and new partners, more enterprises, research bodies, institutions and trade associations debate, go deeper, and bring the projects together with the best enterprises of each territory.`,
  },
  stops: { it: 'Le tappe', en: 'The stops' },
  stopsLead: {
    it: 'Nell’ordine previsto dalla presentazione. Dove una tappa risulta svolta, sono indicati quando e da quale fonte.',
    en: 'In the order that the presentation planned. Where a stop is known to have been held, when and from which source is said.',
  },
  stop: { it: (n: number) => `Tappa ${n}`, en: (n: number) => `Stop ${n}` },
  noDate: { it: 'Data non comunicata', en: 'No date given' },
  held: { it: 'Svolta', en: 'Held' },
  planned: { it: 'Prevista', en: 'Planned' },
  grows: { it: 'Il programma può crescere', en: 'The programme may grow' },
  growsText: { it: 'Altre città si possono aggiungere, e date e ordine possono cambiare.', en: 'More cities may be added, and dates and order may change.' },
  where: { it: 'Dove si ferma', en: 'Where it stops' },
  map: { it: 'Le tappe per regione', en: 'Stops by region' },
  mapPicture: {
    it: (regions: number, stops: number) => `${counted.stops.it(stops)} in ${counted.regions.it(regions)}, dalla Lombardia alla Sicilia.`,
    en: (regions: number, stops: number) => `${counted.stops.en(stops)} in ${counted.regions.en(regions)}, from Lombardy to Sicily.`,
  },
  stopsHeading: { it: 'Tappe', en: 'Stops' },
  none: { it: 'Nessuna tappa in programma', en: 'No stop planned' },
  planFrom: { it: 'Programma:', en: 'Programme:' },
});
