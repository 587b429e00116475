import { number } from '#src/core/money.ts';
import { showInstant } from '#src/core/time.ts';
import type { Locale, Words } from '#src/core/words.ts';
import { withDate } from '#src/funding/calls/copy/vocabulary.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

type P = Record<string, unknown>;
const said = (p: P, name: string, locale: Locale) => (p[name] as Words | undefined)?.[locale] ?? '';
const when = (p: P, name: string, locale: Locale) => showInstant(String(p[name]), locale);
const exact = (p: P, name: string) =>
  new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(
    new Date(String(p[name])),
  );
const megabytes = (p: P, name: string, locale: Locale) => `${number(Math.ceil((Number(p[name]) / 1024 / 1024) * 100) / 100, locale)} MB`;
const between = (p: P, locale: Locale) => {
  const [min, max] = [p['min'] as number | null, p['max'] as number | null];
  if (min !== null && max !== null)
    return locale === 'it' ? `fra ${number(min, 'it')} e ${number(max, 'it')}` : `between ${number(min, 'en')} and ${number(max, 'en')}`;
  if (min !== null) return locale === 'it' ? `almeno ${number(min, 'it')}` : `at least ${number(min, 'en')}`;
  return locale === 'it' ? `al massimo ${number(max ?? 0, 'it')}` : `at most ${number(max ?? 0, 'en')}`;
};

export const applicationsReasons: ReasonCopy = {
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
  'application.leadOnly': {
    it: 'Solo chi agisce per l’organizzazione capofila può modificare, presentare o ritirare la domanda; gli altri partecipanti la leggono.',
    en: 'Only people acting for the lead organisation may change, submit or withdraw the application; other participants may read it.',
  },
  'application.noOrganisation': {
    it: 'Per presentare una domanda occorre agire per un’organizzazione: registrarla, oppure chiedere al suo rappresentante di essere aggiunti.',
    en: 'To apply you must act for an organisation: register it, or ask its representative to add you.',
  },
  'application.notYourOrganisation': {
    it: 'Si può presentare una domanda solo per un’organizzazione per cui si agisce.',
    en: 'You can only apply for an organisation that you act for.',
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
  'application.incomplete': {
    it: (p) => `La domanda non è completa: ${p['count'] === 1 ? 'resta 1 punto' : `restano ${p['count']} punti`} da completare, elencati in questa pagina.`,
    en: (p) => `The application is not complete: ${p['count'] === 1 ? '1 thing is' : `${p['count']} things are`} left to complete, listed on this page.`,
  },
  'application.answerMissing': { it: (p) => `«${said(p, 'label', 'it')}»: risposta mancante.`, en: (p) => `“${said(p, 'label', 'en')}”: no answer yet.` },
  'application.answerTooLong': {
    it: (p) =>
      `«${said(p, 'label', 'it')}»: ${number(Number(p['count']), 'it')} caratteri, il massimo è ${number(Number(p['max']), 'it')}. Occorre toglierne ${number(Number(p['over']), 'it')}.`,
    en: (p) =>
      `“${said(p, 'label', 'en')}”: ${number(Number(p['count']), 'en')} characters, at most ${number(Number(p['max']), 'en')}. Take out ${number(Number(p['over']), 'en')}.`,
  },
  'application.answerNotANumber': {
    it: (p) => `«${said(p, 'label', 'it')}»: inserire un numero, per esempio 4 oppure 3,5.`,
    en: (p) => `“${said(p, 'label', 'en')}”: enter a number, for example 4 or 3.5.`,
  },
  'application.answerOutOfRange': {
    it: (p) => `«${said(p, 'label', 'it')}»: il valore deve essere ${between(p, 'it')}.`,
    en: (p) => `“${said(p, 'label', 'en')}”: the value must be ${between(p, 'en')}.`,
  },
  'application.answerNotAnOption': {
    it: (p) => `«${said(p, 'label', 'it')}»: scegliere una delle voci proposte.`,
    en: (p) => `“${said(p, 'label', 'en')}”: choose one of the options.`,
  },
  'application.answerNotADate': {
    it: (p) => `«${said(p, 'label', 'it')}»: inserire una data esistente.`,
    en: (p) => `“${said(p, 'label', 'en')}”: enter a date that exists.`,
  },
  'application.documentMissing': {
    it: (p) => `Documento mancante: ${said(p, 'title', 'it')}${p['who'] ? ` (${p['who']})` : ''}.`,
    en: (p) => `Document missing: ${said(p, 'title', 'en')}${p['who'] ? ` (${p['who']})` : ''}.`,
  },
  'application.documentsTooBig': {
    it: (p) =>
      `I documenti insieme pesano ${megabytes(p, 'bytes', 'it')}: il massimo è ${megabytes(p, 'maxBytes', 'it')}, occorre ridurli di ${megabytes(p, 'overBytes', 'it')}.`,
    en: (p) =>
      `The documents together are ${megabytes(p, 'bytes', 'en')}: at most ${megabytes(p, 'maxBytes', 'en')}, so ${megabytes(p, 'overBytes', 'en')} too much.`,
  },
  'application.fileMissing': {
    it: 'Scegliere un file prima di caricarlo; un file vuoto non vale.',
    en: 'Choose a file before uploading it; an empty file does not count.',
  },
  'application.memberAlready': { it: 'Questa organizzazione partecipa già alla domanda.', en: 'This organisation takes part in the application already.' },
  'application.noSuchOrganisation': { it: 'L’organizzazione non è registrata.', en: 'The organisation is not registered.' },
  'application.tooManyMembers': { it: 'Una domanda non può avere altri partecipanti.', en: 'An application cannot have more participants.' },
  'application.notAMember': {
    it: 'Questa organizzazione non partecipa alla domanda, o nel frattempo ne è uscita.',
    en: 'This organisation takes no part in the application, or has left it in the meantime.',
  },
  'application.leadStays': {
    it: 'L’organizzazione capofila resta quella con cui la domanda è cominciata, al primo posto: per cambiarla occorre una nuova domanda.',
    en: 'The lead stays the one that the application was started with, in the first place: another lead needs a new application.',
  },
  'application.tooManyYoung': {
    it: 'Le persone sotto i 40 anni non possono essere più del personale indicato (donne e uomini).',
    en: 'There cannot be more people under 40 than staff (women and men).',
  },
};
