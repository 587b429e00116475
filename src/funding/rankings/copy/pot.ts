import { copy } from '#src/core/words.ts';

const byAct = {
  it: 'Un atto del bando riassegna ciò che è tornato in modo definitivo; poi una nuova graduatoria definitiva con il suo decreto.',
  en: 'An act of the call gives out anew what came back for good; then a new final ranking with its decree.',
};

export const potCopy = copy({
  title: { it: 'Denaro tornato nella dotazione', en: 'Money that came back to the pot' },
  lead: {
    it: (free: string) =>
      `Nella dotazione del bando restano ${free} non concessi a nessuno. Ecco quanto ne era stato concesso prima, e quale decisione può usarlo.`,
    en: (free: string) => `In the pot of the call ${free} is granted to nobody. This is what of it had been granted before, and which decision may use it.`,
  },
  from: { it: 'Da che cosa viene', en: 'What it comes from' },
  entries: { it: 'Scritture', en: 'Entries' },
  amount: { it: 'Importo', en: 'Amount' },
  final: { it: 'In modo definitivo', en: 'For good' },
  finalNote: {
    it: 'È tornato in modo definitivo il denaro di progetti chiusi, o di cui tutto è stato accettato: se un contributo cessa dopo una variazione, la graduatoria lo libera intero.',
    en: 'Money came back for good from projects that are closed, or of which all was accepted: where a grant ends after a variation, the ranking frees the whole of it.',
  },
  reuse: { it: (left: string) => `Riassegna fino a ${left}`, en: (left: string) => `Give out up to ${left}` },
  nothingLeft: {
    it: 'Di ciò che è tornato in modo definitivo non resta nulla da riassegnare.',
    en: 'Of what came back for good nothing is left to be given out.',
  },
  use: { it: 'Quale decisione può usarlo', en: 'Which decision may use it' },
  'award.ended': { it: 'Contributi cessati (rinuncia, decadenza, revoca)', en: 'Grants that ended (renunciation, lapse, revocation)' },
  'award.decommitted': { it: 'Progetti chiusi che non hanno speso tutto', en: 'Closed projects that did not spend all' },
  'award.varied': { it: 'Variazioni dei progetti', en: 'Variations of projects' },
  'use.award.ended': {
    it: 'La prossima graduatoria definitiva scorre a chi segue; poi il decreto di concessione.',
    en: 'The next final ranking moves on to those who follow; then the award decree.',
  },
  'use.award.decommitted': byAct,
  'use.award.varied': byAct,
});
