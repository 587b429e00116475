import { copy } from '#src/core/words.ts';

export const reportedCopy = copy({
  lead: {
    it: 'Quanto chiedono i rendiconti presentati e non ancora decisi, partner per partner. È un’istanza: nel registro contabile entra solo ciò che viene accettato. I costi forfettari si calcolano allora e qui non ci sono.',
    en: 'What reports claim that were handed in and are not decided yet, partner by partner. It is a claim: only what is accepted enters the ledger. Flat rates are computed then and are left out here.',
  },
  project: { it: 'Progetto', en: 'Project' },
  code: { it: 'Codice', en: 'Code' },
  report: { it: 'Rendiconto', en: 'Report' },
  cost: { it: 'Costo rendicontato', en: 'Cost reported' },
  share: { it: 'Intensità (%)', en: 'Intensity (%)' },
  aid: { it: 'Contributo', en: 'Aid' },
  inSouth: { it: 'Mezzogiorno', en: 'The South' },
  yes: { it: 'Sì', en: 'Yes' },
  no: { it: 'No', en: 'No' },
  none: { it: 'Nessun rendiconto attende l’esame', en: 'No report waits to be examined' },
});
