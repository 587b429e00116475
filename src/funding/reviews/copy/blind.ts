import { showInstant } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';
import { withDate } from '#src/funding/calls/copy/vocabulary.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

export const blindWords = copy({
  title: { it: 'Valutazione in doppio cieco', en: 'Double-blind review' },
  lead: {
    it: 'Non è mostrato chi propone: si giudica soltanto ciò che è scritto qui. Non va cercato altrove, e nelle motivazioni non si fanno ipotesi su chi sia.',
    en: 'Who proposes is not shown: judge what is written here and nothing else. Do not look for it elsewhere, and make no guesses about it in your reasons.',
  },
  recognised: {
    it: 'Se lo si riconosce e c’è un conflitto di interessi, restituire l’assegnazione in fondo alla pagina.',
    en: 'If you recognise it and have a conflict of interest, give the assignment back at the bottom of the page.',
  },
  costs: { it: 'Costi del progetto', en: 'Cost of the project' },
  costsLead: { it: 'Di tutti i partecipanti insieme.', en: 'Of all participants together.' },
  category: { it: 'Voce', en: 'Category' },
  total: { it: 'Totale', en: 'Total' },
  noDocuments: { it: 'Nessun documento è scritto senza nomi.', en: 'No document is written without names.' },
  fingerprint: {
    it: 'Impronta SHA-256 di ciò che si legge qui, diversa da quella della domanda:',
    en: 'SHA-256 fingerprint of what is read here, not that of the application:',
  },
  unnamed: { it: 'non mostrato', en: 'not shown' },

  reveal: { it: 'Far sapere agli esperti chi ha proposto', en: 'Let the experts know who proposed' },
  revealLead: {
    it: 'Il bando è in doppio cieco: gli esperti non vedono chi propone, nemmeno dopo la graduatoria, finché l’ufficio non lo decide.',
    en: 'The call is double blind: experts do not see who proposes, not even after the ranking, until the office decides so.',
  },
  revealAll: {
    it: 'Ogni esperto vede per intero le proposte che ha valutato: acronimo, protocollo, partecipanti, documenti.',
    en: 'Each expert sees the proposals that they reviewed in full: acronym, protocol number, participants, documents.',
  },
  revealForGood: { it: 'Non si può annullare.', en: 'It cannot be undone.' },
  revealed: {
    it: (at: string) => `Gli esperti vedono chi ha proposto ${withDate('dal', showInstant(at, 'it'))}.`,
    en: (at: string) => `The experts have seen who proposed since ${showInstant(at, 'en')}.`,
  },
  chairNote: {
    it: (code: string) =>
      `Doppio cieco: gli esperti conoscono questa proposta come ${code}. In ciò che leggono (discussione, relazione di consenso) non nominare chi propone.`,
    en: (code: string) => `Double blind: experts know this proposal as ${code}. In what they read (discussion, consensus report) do not name who proposes.`,
  },
});

export const blindReasons: ReasonCopy = {
  'review.officeOnly': { it: () => 'Lo decide l’ufficio.', en: () => 'The office decides this.' },
  'review.notDoubleBlind': {
    it: () => 'Il bando non è in doppio cieco: gli esperti vedono già chi propone.',
    en: () => 'The call is not double blind: experts see who proposes already.',
  },
  'review.notRankedYet': {
    it: () => 'Chi ha proposto si fa sapere agli esperti solo dopo la pubblicazione della graduatoria.',
    en: () => 'Experts are told who proposed only after the ranking is published.',
  },
  'review.revealedAlready': { it: () => 'Gli esperti vedono già chi ha proposto.', en: () => 'The experts see who proposed already.' },
  'review.documentNamed': {
    it: () =>
      'Il documento non si può mostrare senza ciò che dice del suo autore (è protetto, firmato o non è un PDF leggibile). L’ufficio può chiederne una copia al proponente.',
    en: () =>
      'The document cannot be shown without what it says of its author (it is protected, signed, or no readable PDF). The office can ask the applicant for a copy.',
  },
};
