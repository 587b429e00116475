import { copy } from '#src/core/words.ts';

/** What the editor and `mics call check` say of a double-blind call that can be published and should be looked at again. */
export const cautionWords = copy({
  cautions: { it: 'Da rileggere prima di pubblicare', en: 'To be read again before publishing' },
  judgesApplicants: {
    it: (name: string) => `«${name}» sembra giudicare chi propone, che in doppio cieco gli esperti non conoscono: riformularlo, o farlo verificare all’ufficio`,
    en: (name: string) => `“${name}” seems to judge who proposes, whom experts do not know in a double-blind call: word it anew, or have the office check it`,
  },
  namesPeople: {
    it: (name: string) => `«${name}» sembra chiedere nomi o recapiti, e gli esperti leggono la risposta: indicare che dice chi propone`,
    en: (name: string) => `“${name}” seems to ask for names or addresses, and experts read the answer: mark it as saying who proposes`,
  },
  noDocument: {
    it: () => 'nessun documento è scritto senza nomi: gli esperti leggono soltanto il modulo',
    en: () => 'no document is written without names: experts read the form only',
  },
});
