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
  'audit.systemicFirst': {
    it: (p) =>
      `Gli errori sistemici trovati (${euros(Number(p['foundCents']), 'it')}) vanno circoscritti in tutta la popolazione prima di chiudere; se non si può, segnarli come casuali.`,
    en: (p) =>
      `The systemic errors found (${euros(Number(p['foundCents']), 'en')}) have to be delimited in the whole population before closing; where that cannot be done, mark them as random.`,
  },
  'audit.systemicTooLittle': {
    it: (p) =>
      `L’importo sistemico registrato (${euros(Number(p['cents']), 'it')}) è meno di quello trovato nel campione (${euros(Number(p['foundCents']), 'it')}): registrarlo di nuovo.`,
    en: (p) =>
      `The systemic amount on record (${euros(Number(p['cents']), 'en')}) is less than what the sample holds (${euros(Number(p['foundCents']), 'en')}): note it again.`,
  },
  'audit.systemicBounds': {
    it: (p) => `Da ${euros(Number(p['leastCents']), 'it')}, trovati nel campione, a ${euros(Number(p['mostCents']), 'it')}, valore della popolazione.`,
    en: (p) => `From ${euros(Number(p['leastCents']), 'en')}, found in the sample, to ${euros(Number(p['mostCents']), 'en')}, the value of the population.`,
  },
  'audit.nothingSystemic': { it: 'Nessun errore del campione è segnato come sistemico.', en: 'No error of the sample is marked as systemic.' },
  'audit.decidedMaterial': {
    it: (p) =>
      `L’esito decide già: l’errore più probabile (${euros(Number(p['likelyCents']), 'it')}) supera il tollerabile (${euros(Number(p['tolerableCents']), 'it')}). Altri elementi servirebbero solo se fosse sotto.`,
    en: (p) =>
      `The findings decide already: the most likely error (${euros(Number(p['likelyCents']), 'en')}) is above what is tolerable (${euros(Number(p['tolerableCents']), 'en')}). Further items would be of use only if it were below.`,
  },
  'audit.decidedAcceptable': {
    it: (p) =>
      `L’esito decide già: anche il limite superiore (${euros(Number(p['upperCents']), 'it')}) è sotto il tollerabile (${euros(Number(p['tolerableCents']), 'it')}).`,
    en: (p) =>
      `The findings decide already: even the upper limit (${euros(Number(p['upperCents']), 'en')}) is below what is tolerable (${euros(Number(p['tolerableCents']), 'en')}).`,
  },
  'audit.allExamined': {
    it: (p) => `Tutti gli elementi che hanno un valore sono già nel campione (${p['items']}): non ne restano da estrarre.`,
    en: (p) => `All items that have a value are in the sample already (${p['items']}): none is left to draw.`,
  },
  'audit.itemsGone': {
    it: (p) =>
      `${p['count'] === 1 ? 'Uno degli elementi estratti non è' : `${p['count']} degli elementi estratti non sono`} più nella popolazione: serve un nuovo campione.`,
    en: (p) => `${p['count']} of the items drawn are no longer in the population: a new sample is needed.`,
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
