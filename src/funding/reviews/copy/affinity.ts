import { showInstant } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';
import { AFFINITY } from '#src/funding/experts/rules/affinity.ts';

const { mainSpoke, otherSpoke, otherSpokesAtMost, sector, words } = AFFINITY;

export const affinityWords = copy({
  affinity: { it: 'Affinità con gli esperti', en: 'Affinity to the experts' },
  lead: {
    it: (acronym: string) => `Quanto ciascun esperto del bando è vicino a ${acronym}, e le parole che lo dicono.`,
    en: (acronym: string) => `How close each expert of the call is to ${acronym}, and the words that say so.`,
  },
  how: { it: 'Come si calcola l’affinità', en: 'How affinity is computed' },
  howText: {
    it: `Da 0 a 100: Spoke principale in comune ${mainSpoke}, altri Spoke ${otherSpoke} ciascuno fino a ${otherSpokesAtMost}, settore ${sector}, somiglianza dei testi fino a ${words}. Si confrontano parole chiave, curriculum e titoli delle pubblicazioni con il testo della proposta, in italiano e in inglese: una parola rara fra le proposte e gli esperti del bando pesa più di una frequente. I pesi sono un valore di esempio.`,
    en: `From 0 to 100: main Spoke in common ${mainSpoke}, other Spokes ${otherSpoke} each up to ${otherSpokesAtMost}, sector ${sector}, likeness of texts up to ${words}. Keywords, curriculum and titles of publications are compared with the text of the proposal, in Italian and English: a word that is rare among the proposals and experts of the call weighs more than a frequent one. The weights are an example value.`,
  },
  asCounted: {
    it: (at: string) => `Come le ha calcolate l’ultima assegnazione proposta, ${showInstant(at, 'it')}; per chi è arrivato dopo, dal profilo di oggi.`,
    en: (at: string) => `As the last proposed assignment counted them, ${showInstant(at, 'en')}; for who came later, from today’s profile.`,
  },
  asOfToday: { it: 'Dai profili di oggi: nessuna assegnazione è stata ancora proposta.', en: 'From today’s profiles: no assignment has been proposed yet.' },
  caption: { it: 'Affinità di ogni esperto', en: 'Affinity of each expert' },
  expert: { it: 'Esperto', en: 'Expert' },
  total: { it: 'Affinità', en: 'Affinity' },
  mainSpoke: { it: 'Spoke principale', en: 'Main Spoke' },
  otherSpokes: { it: 'Altri Spoke', en: 'Other Spokes' },
  sector: { it: 'Settore', en: 'Sector' },
  words: { it: 'Testi', en: 'Texts' },
  common: { it: 'Parole in comune', en: 'Words in common' },
  barred: { it: 'non può valutarla', en: 'may not review it' },
  noCommon: { it: 'nessuna', en: 'none' },
  none: { it: 'Nessun esperto, per ora', en: 'No experts yet' },
  assignment: { it: 'Assegnazione', en: 'Assignment' },
  show: { it: 'Affinità', en: 'Affinity' },
  showOf: { it: (acronym: string) => `Affinità degli esperti con ${acronym}`, en: (acronym: string) => `Affinity of the experts to ${acronym}` },
});
