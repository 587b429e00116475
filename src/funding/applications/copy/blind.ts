import { copy } from '#src/core/words.ts';

/** What applicants to a double-blind call are told while they write. */
export const blindCopy = copy({
  title: { it: 'Gli esperti non devono capire chi propone', en: 'Experts must not see who proposes' },
  lead: {
    it: 'Il bando è in doppio cieco. In ciò che gli esperti leggono non scrivere nomi di enti e di persone, acronimi, luoghi, indirizzi, progetti propri riconoscibili: «il capofila ha già svolto…», non il suo nome. I lavori già pubblicati si citano come quelli di altri.',
    en: 'The call is double blind. In what experts read, write no names of organisations and people, acronyms, places, addresses, or projects of your own by which you are known: “the lead has done…”, not its name. Cite your published work as if it were others’.',
  },
  hidden: { it: 'Gli esperti non leggono questa risposta.', en: 'Experts do not read this answer.' },
  hiddenSection: { it: 'Gli esperti non leggono nulla di questa sezione.', en: 'Experts read nothing of this section.' },
  documents: {
    it: (names: string) =>
      `Il bando è in doppio cieco: gli esperti leggono soltanto ${names}, senza il nome del file né le proprietà. Va scritto senza nomi, anche nelle intestazioni, nelle immagini e nei loghi.`,
    en: (names: string) =>
      `The call is double blind: experts read only ${names}, without file name and properties. Write it without names, in headers, pictures and logos too.`,
  },
  noDocuments: { it: 'Il bando è in doppio cieco: gli esperti non leggono alcun documento.', en: 'The call is double blind: experts read no document.' },
  mentions: {
    it: (n: number) => `Da rileggere: chi propone si riconosce in ${n === 1 ? '1 punto' : `${n} punti`}`,
    en: (n: number) => `To be read again: who proposes can be told in ${n === 1 ? '1 place' : `${n} places`}`,
  },
  mentionsLead: {
    it: 'Il bando è in doppio cieco e questi testi li leggono gli esperti. Non impediscono di presentare la domanda; ciò che si presenta resta come è scritto.',
    en: 'The call is double blind and experts read these texts. They do not keep the application from being handed in; what is handed in stays as it is written.',
  },
});
