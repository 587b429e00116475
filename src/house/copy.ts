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
  access: { it: 'Accesso ai documenti', en: 'Access to documents' },
  reports: { it: 'Rendiconti', en: 'Reports' },
  timesheets: { it: 'Timesheet', en: 'Timesheets' },
  contracts: { it: 'Contratti', en: 'Contracts' },
  projects: { it: 'Progetti', en: 'Projects' },
  repairs: { it: 'Richieste di integrazione', en: 'Requests for repair' },
  allApplications: { it: 'Domande', en: 'Applications' },
  reviews: { it: 'Le mie valutazioni', en: 'My reviews' },
  organisations: { it: 'Organizzazioni', en: 'Organisations' },
  people: { it: 'Persone e ruoli', en: 'People and roles' },
  oversight: { it: 'Quadro d’insieme', en: 'Oversight' },
  evidence: { it: 'Registro delle prove', en: 'Evidence log' },
  experts: { it: 'Esperti', en: 'Experts' },
  payments: { it: 'Pagamenti', en: 'Payments' },
  audit: { it: 'Controlli', en: 'Audit' },
  account: { it: 'Profilo e accessi', en: 'Account' },
  missing: { it: 'Pagina non trovata', en: 'Page not found' },
  broken: { it: 'Qualcosa non ha funzionato', en: 'Something went wrong' },
  busy: { it: 'Servizio momentaneamente occupato', en: 'Service busy for a moment' },
  refused: { it: 'Richiesta non accolta', en: 'Request refused' },
  queueTitle: { it: 'La domanda è in coda', en: 'Your application is in the queue' },
  queueLead: {
    it: 'In questo momento molti stanno presentando la domanda. Il suo posto è conservato: non serve fare nulla, questa pagina si aggiorna da sola.',
    en: 'Many people are submitting at this moment. Your place is kept: there is nothing to do, this page updates itself.',
  },
  queueAhead: { it: 'Domande prima di questa, al massimo', en: 'Applications before this one, at most' },
  queueArrived: { it: 'Arrivo al server', en: 'Reached the server' },
  queueCounts: {
    it: 'Conta l’istante in cui la richiesta è arrivata al server, scritto qui sopra: se è entro la scadenza, la domanda è in tempo anche se la ricevuta arriva dopo.',
    en: 'What counts is the instant at which the request reached the server, given above: if it is within the deadline, the application is in time even if the receipt comes later.',
  },
  queueLook: { it: 'Aggiorna ora', en: 'Update now' },
  home: { it: 'Torna alla pagina iniziale', en: 'Back to the home page' },
});

export const houseReasons: ReasonCopy = {
  'queue.full': {
    it: 'In questo momento molti stanno presentando la domanda: il posto è conservato, riprovare con il biglietto ricevuto. L’istante di arrivo resta quello di prima.',
    en: 'Many people are submitting at this moment: the place is kept, try again with the ticket. The instant of arrival stays the first one.',
  },
  'database.away': {
    it: 'La banca dati non risponde in questo momento. Riprovare tra qualche secondo: se la richiesta era già stata accolta, si ottiene la stessa ricevuta.',
    en: 'The database does not answer right now. Try again in a few seconds: a request that was already accepted gives the same receipt.',
  },
  bug: {
    it: (p) => `Errore inatteso del sistema. Nulla di quanto già confermato è andato perso. Comunicare all’assistenza il riferimento ${p['reference']}.`,
    en: (p) => `An unexpected error. Nothing that was confirmed is lost. Please give support the reference ${p['reference']}.`,
  },
};
