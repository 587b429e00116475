import { counted } from '#src/core/counts.ts';
import { copy } from '#src/core/words.ts';

/** What only the ranking on paper says. */
export const paperCopy = copy({
  pdf: { it: 'Graduatoria in PDF', en: 'Ranking as PDF' },
  verify: { it: 'Verifica il pacchetto nel browser', en: 'Check the bundle in the browser' },
  places: { it: 'Elenco delle proposte', en: 'List of proposals' },
  reserve: { it: (percent: string) => `Riserva del ${percent}`, en: (percent: string) => `Reserve of ${percent}` },
  reserveMet: {
    it: (reached: string, required: string, met: boolean) =>
      `Raggiunti ${reached} su ${required} richiesti: la riserva ${met ? 'è rispettata' : 'non è raggiunta'}.`,
    en: (reached: string, required: string, met: boolean) => `${reached} of ${required} required: the reserve is ${met ? 'met' : 'not reached'}.`,
  },
  remediesTitle: { it: 'Osservazioni, accesso e ricorsi', en: 'Observations, access and appeals' },
  provisional: {
    it: (days: number) =>
      `La graduatoria è provvisoria. Il riesame si chiede entro ${counted.days.it(days)} dalla pubblicazione; l’accesso agli atti è regolato dalla legge 241/1990, artt. 22 e seguenti.`,
    en: (days: number) =>
      `The ranking is provisional. A review can be asked for within ${counted.days.en(days)} of publication; access to documents is governed by Law 241/1990, articles 22 ff.`,
  },
  remedies: {
    it: 'L’accesso agli atti è regolato dalla legge 241/1990, artt. 22 e seguenti. Contro la graduatoria è ammesso ricorso al tribunale amministrativo regionale entro 60 giorni (D.Lgs. 104/2010, art. 29).',
    en: 'Access to documents is governed by Law 241/1990, articles 22 ff. The ranking can be appealed before the regional administrative court within 60 days (Legislative Decree 104/2010, article 29).',
  },
  noPersons: {
    it: 'L’elenco non contiene dati personali: nomina soltanto organizzazioni, e di ogni proposta soltanto ciò che il bando pubblica (D.Lgs. 33/2013, artt. 26 e 27; regolamento (UE) 2016/679, art. 5).',
    en: 'The list holds no personal data: it names organisations only, and of each proposal only what the call publishes (Legislative Decree 33/2013, articles 26 and 27; Regulation (EU) 2016/679, article 5).',
  },
});
