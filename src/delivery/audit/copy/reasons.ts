import { euros } from '#src/core/money.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

/** Why a sample, a finding or a pack is refused, and what would change it. */
export const auditReasons: ReasonCopy = {
  'audit.auditorOnly': {
    it: 'I campioni sono di chi controlla: l’ufficio li legge, ma non li estrae e non ne scrive gli esiti.',
    en: 'Samples belong to the auditor: the office reads them, but neither draws them nor writes what was found.',
  },
  'audit.closed': { it: 'Il campione è chiuso: esiti e stima non cambiano più.', en: 'The sample is closed: findings and estimate do not change any more.' },
  'audit.ownOrganisation': {
    it: 'Chi agisce per un’organizzazione del progetto non lo controlla.',
    en: 'Who acts for an organisation of the project does not audit it.',
  },
  'audit.conformAmount': {
    it: 'Un elemento conforme non ha un importo irregolare: lasciarlo vuoto, o scegliere «irregolare».',
    en: 'An item that conforms has no irregular amount: leave it empty, or choose “irregular”.',
  },
  'audit.errorAmount': {
    it: (p) => `Un elemento irregolare ha un importo, più di zero e al massimo ${euros(Number(p['mostCents']), 'it')}.`,
    en: (p) => `An irregular item has an amount, above nothing and at most ${euros(Number(p['mostCents']), 'en')}.`,
  },
  'audit.whyIrregular': {
    it: 'Dire che cosa è irregolare con almeno 10 caratteri.',
    en: 'Say what is irregular in at least 10 characters.',
  },
  'audit.itemsFirst': {
    it: (p) => `Ogni elemento ha bisogno del suo esito: ne mancano ${p['count']}.`,
    en: (p) => `Every item needs its outcome: ${p['count']} to go.`,
  },
  'audit.strataMissing': { it: 'Scegliere secondo che cosa formare gli strati.', en: 'Choose what the strata are made by.' },
  'audit.sizeMissing': {
    it: 'Dire quanti elementi estrarre: solo il campionamento per unità monetaria li calcola da solo.',
    en: 'Say how many items to draw: only monetary unit sampling works that out.',
  },
  'audit.noRoom': {
    it: (p) =>
      `Con un errore atteso del ${p['expected']} % non resta spazio sotto il ${p['materiality']} % tollerabile: nessun campione basta. Indicare un errore atteso più basso, o quanti elementi estrarre.`,
    en: (p) =>
      `An expected error of ${p['expected']}% leaves no room below the ${p['materiality']}% that is tolerable: no sample is large enough. Expect less, or say how many items to draw.`,
  },
  'audit.emptyPopulation': {
    it: 'Con questi filtri non c’è nulla da cui estrarre: allargare il periodo, o togliere bando e Spoke.',
    en: 'With these filters there is nothing to draw from: widen the period, or leave out call and Spoke.',
  },
};
