import { copy } from '#src/core/words.ts';

const byAct = {
  it: 'La graduatoria non lo conta da sé: lo riassegna un atto del bando, e poi una nuova graduatoria definitiva con il suo decreto.',
  en: 'The ranking does not count it by itself: an act of the call gives it out anew, then a new final ranking with its decree.',
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
