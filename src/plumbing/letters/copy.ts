import { copy } from '#src/core/words.ts';

/** What stands around the words of a letter, on paper and in the mail. */
export const paperWords = copy({
  to: { it: 'Destinatario', en: 'To' },
  about: { it: 'Domanda', en: 'Application' },
  dated: { it: 'Data', en: 'Date' },
  courtesy: { it: 'Testo originale', en: 'Courtesy translation; the Italian text prevails' },
  close: { it: 'L’ufficio di programma', en: 'The programme office' },
  exampleNote: { it: 'Esempio: dati sintetici, nessun valore legale', en: 'Example: synthetic data, no legal value' },
  dear: { it: (name: string) => `Gentile ${name},`, en: (name: string) => `Dear ${name},` },
  attached: {
    it: (protocol: string, link: string) => `La lettera in PDF, protocollo ${protocol}: ${link}`,
    en: (protocol: string, link: string) => `The letter as PDF, protocol ${protocol}: ${link}`,
  },
});
