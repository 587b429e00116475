import { showInstant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import { withDate } from '#src/funding/calls/copy/vocabulary.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

type P = Record<string, unknown>;
const when = (p: P, name: string, locale: Locale) => showInstant(String(p[name]), locale);
const exact = (p: P, name: string) =>
  new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(
    new Date(String(p[name])),
  );

export const submissionReasons: ReasonCopy = {
  'application.notOpenYet': {
    it: (p) => `Il bando apre ${withDate('il', when(p, 'opensAt', 'it'))}: prima non si possono cominciare domande.`,
    en: (p) => `The call opens on ${when(p, 'opensAt', 'en')}: no application can be started before.`,
  },
  'application.closed': {
    it: (p) => `Il bando è scaduto ${withDate('il', when(p, 'closesAt', 'it'))}: le domande si possono leggere ma non modificare.`,
    en: (p) => `The call closed on ${when(p, 'closesAt', 'en')}: applications can be read but not changed.`,
  },
  'application.late': {
    it: (p) =>
      `La richiesta è arrivata ${withDate('il', when(p, 'at', 'it'))} (${exact(p, 'at')}), dopo la scadenza ${withDate('del', when(p, 'closesAt', 'it'))}. Fa fede l’orologio del sistema all’arrivo della richiesta; solo una proroga del bando permetterebbe di presentarla.`,
    en: (p) =>
      `The request arrived on ${when(p, 'at', 'en')} (${exact(p, 'at')}), after the deadline of ${when(p, 'closesAt', 'en')}. What counts is the system’s clock when the request arrives; only an extension of the call would allow it.`,
  },
  'application.withdrawn': {
    it: 'La domanda è stata ritirata e non si può più modificare. Finché il bando è aperto se ne può cominciare una nuova.',
    en: 'The application was withdrawn and cannot be changed any more. While the call is open a new one can be started.',
  },
  'application.withdrawAfterDeadline': {
    it: (p) =>
      `Dopo la scadenza ${withDate('del', when(p, 'closesAt', 'it'))} una domanda presentata non si ritira da qui: la rinuncia va comunicata per iscritto all’ufficio di programma.`,
    en: (p) => `After the deadline of ${when(p, 'closesAt', 'en')} a submitted application is not withdrawn here: tell the programme office in writing.`,
  },
  'application.declarationMissing': {
    it: 'Senza questa dichiarazione la domanda non può essere presentata.',
    en: 'Without this declaration the application cannot be submitted.',
  },
  'application.keyMissing': {
    it: 'Manca la chiave che impedisce di presentare due volte la stessa domanda: ricaricare la pagina e riprovare (per le API, intestazione Idempotency-Key).',
    en: 'The key that keeps the application from being submitted twice is missing: reload the page and try again (for the API, the header Idempotency-Key).',
  },
  'application.unchanged': {
    it: (p) =>
      `La domanda è già presentata con questo stesso contenuto: protocollo ${p['protocol']} ${withDate('del', when(p, 'at', 'it'))}. Per presentarla di nuovo occorre prima modificarla.`,
    en: (p) =>
      `The application has been submitted with this very content already: protocol number ${p['protocol']} of ${when(p, 'at', 'en')}. To submit it again, change it first.`,
  },
  'application.conflictOpen': {
    it: 'Due persone hanno scritto qui testi diversi: scegliere quale vale prima di presentare. Entrambi restano nella storia.',
    en: 'Two people wrote different texts here: choose which one counts before submitting. Both stay in the history.',
  },
  'application.incomplete': {
    it: (p) => `La domanda non è completa: ${p['count'] === 1 ? 'resta 1 punto' : `restano ${p['count']} punti`} da completare, elencati in questa pagina.`,
    en: (p) => `The application is not complete: ${p['count'] === 1 ? '1 thing is' : `${p['count']} things are`} left to complete, listed on this page.`,
  },
};
