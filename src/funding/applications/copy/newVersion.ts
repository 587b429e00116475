import { showInstant } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';

/** The message to whoever writes an application when an act changes the call. */
export const newVersionCopy = copy({
  subject: { it: (code: string) => `${code}: il bando è cambiato`, en: (code: string) => `${code}: the call has changed` },
  intro: {
    it: (code: string, ref: string) => `È stata pubblicata una nuova versione del ${code}, con l’atto: ${ref}.`,
    en: (code: string, ref: string) => `A new version of the call ${code} has been published, by the act: ${ref}.`,
  },
  extended: { it: (at: string) => `La nuova scadenza è: ${at}.`, en: (at: string) => `The new deadline is ${at}.` },
  raised: { it: 'La dotazione del bando è stata incrementata.', en: 'The budget of the call has been raised.' },
  yours: {
    it: (title: string) =>
      `La bozza «${title}» continua con la nuova versione; quanto scritto è conservato. L’elenco di ciò che manca tiene conto di quanto è cambiato:`,
    en: (title: string) =>
      `Your draft “${title}” goes on under the new version; what you wrote is kept. The list of what is missing takes the changes into account:`,
  },
  untitled: { it: 'senza titolo', en: 'untitled' },
  incidentSubject: { it: (code: string) => `${code}: disservizio della piattaforma`, en: (code: string) => `${code}: incident of the platform` },
  incident: {
    it: (code: string, ref: string) => `Per il ${code} è stato dichiarato un disservizio della piattaforma, con l’atto: ${ref}.`,
    en: (code: string, ref: string) => `An incident of the platform has been declared for the call ${code}, by the act: ${ref}.`,
  },
  incidentSpan: {
    it: (from: string, to: string) => `Da: ${showInstant(from, 'it')}. A: ${showInstant(to, 'it')}.`,
    en: (from: string, to: string) => `From ${showInstant(from, 'en')} to ${showInstant(to, 'en')}.`,
  },
  incidentNext: {
    it: 'Se la scadenza sarà prorogata, arriverà un altro messaggio. Il bando, con le prove del disservizio:',
    en: 'If the deadline is extended, another message will follow. The call, with the evidence of the incident:',
  },
  incidentYours: {
    it: (title: string) => `Quanto salvato nella bozza «${title}» è conservato:`,
    en: (title: string) => `What you saved in your draft “${title}” is kept:`,
  },
  whole: { it: 'Il bando, con che cosa è cambiato:', en: 'The call, with what has changed:' },
});
