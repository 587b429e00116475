import { copy } from '#src/core/words.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

export const frameCopy = copy({
  about: { it: 'Il partenariato', en: 'The partnership' },
  spokes: { it: 'Spoke', en: 'Spokes' },
  partners: { it: 'Partner', en: 'Partners' },
  calls: { it: 'Bandi', en: 'Calls' },
  roadshow: { it: 'Roadshow', en: 'Roadshow' },
  desk: { it: 'La mia scrivania', en: 'My desk' },
  applications: { it: 'Le mie domande', en: 'My applications' },
  allApplications: { it: 'Domande', en: 'Applications' },
  reviews: { it: 'Le mie valutazioni', en: 'My reviews' },
  organisations: { it: 'Organizzazioni', en: 'Organisations' },
  people: { it: 'Persone e ruoli', en: 'People and roles' },
  evidence: { it: 'Registro delle prove', en: 'Evidence log' },
  account: { it: 'Profilo e accessi', en: 'Account' },
  missing: { it: 'Pagina non trovata', en: 'Page not found' },
  broken: { it: 'Qualcosa non ha funzionato', en: 'Something went wrong' },
  busy: { it: 'Servizio momentaneamente occupato', en: 'Service busy for a moment' },
  refused: { it: 'Richiesta non accolta', en: 'Request refused' },
  home: { it: 'Torna alla pagina iniziale', en: 'Back to the home page' },
});

export const houseReasons: ReasonCopy = {
  bug: {
    it: (p) => `Errore inatteso del sistema. Nulla di quanto già confermato è andato perso. Comunicare all’assistenza il riferimento ${p['reference']}.`,
    en: (p) => `An unexpected error. Nothing that was confirmed is lost. Please give support the reference ${p['reference']}.`,
  },
};
