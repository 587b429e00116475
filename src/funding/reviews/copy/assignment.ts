import { showInstant } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';
import { withDate } from '#src/funding/calls/copy/vocabulary.ts';

const fixed = (value: number, locale: 'it' | 'en') => new Intl.NumberFormat(locale === 'it' ? 'it-IT' : 'en-GB', { maximumFractionDigits: 3 }).format(value);

export const assignmentWords = copy({
  calls: { it: 'Bandi', en: 'Calls' },
  assignment: { it: 'Assegnazione delle valutazioni', en: 'Assignment of reviews' },
  lead: {
    it: 'Il sistema propone gli esperti per ogni proposta ammessa, rispettando conflitti e carichi; poi l’ufficio o il presidente conferma.',
    en: 'The system proposes experts for every admitted proposal, keeping conflicts out and loads within limits; then the office or the chair confirms.',
  },
  protocol: { it: 'Protocollo', en: 'Protocol number' },
  acronym: { it: 'Acronimo', en: 'Acronym' },
  leadOf: { it: 'Capofila', en: 'Lead' },
  spoke: { it: 'Spoke', en: 'Spoke' },
  experts: { it: 'Esperti', en: 'Experts' },
  assigned: { it: 'Assegnati', en: 'Assigned' },
  missing: { it: 'Da assegnare', en: 'To assign' },
  admitted: { it: 'proposte ammesse', en: 'admitted proposals' },
  declared: { it: 'esperti con dichiarazione', en: 'experts with a declaration' },
  ofAll: { it: (n: number) => `su ${n} del bando`, en: (n: number) => `of ${n} of the call` },
  toAssign: { it: 'valutazioni da assegnare', en: 'reviews to assign' },
  perProposal: { it: (n: number) => `${n} per proposta`, en: (n: number) => `${n} per proposal` },
  propose: { it: 'Proponi un’assegnazione', en: 'Propose an assignment' },
  objective: { it: 'Obiettivo', en: 'Objective' },
  fair: { it: 'Equa: la proposta meno fortunata ha gli esperti migliori possibile', en: 'Fair: the least lucky proposal gets the best experts possible' },
  total: { it: 'Totale: la somma delle affinità è la più alta possibile', en: 'Total: the sum of affinities is the highest possible' },
  affinityTitle: { it: 'Come si calcola l’affinità', en: 'How affinity is computed' },
  affinityText: {
    it: 'Da 0 a 100: Spoke principale in comune 40, altri Spoke 10 ciascuno fino a 20, settore 20, parole chiave dell’esperto trovate nella proposta 5 ciascuna fino a 20. I pesi sono un valore di esempio.',
    en: 'From 0 to 100: main Spoke in common 40, other Spokes 10 each up to 20, sector 20, the expert’s keywords found in the proposal 5 each up to 20. The weights are an example value.',
  },
  proposed: {
    it: (at: string) => `Assegnazione proposta ${withDate('il', showInstant(at, 'it'))}`,
    en: (at: string) => `Assignment proposed on ${showInstant(at, 'en')}`,
  },
  released: {
    it: (at: string) => `Assegnazione confermata ${withDate('il', showInstant(at, 'it'))}`,
    en: (at: string) => `Assignment confirmed on ${showInstant(at, 'en')}`,
  },
  infeasible: { it: 'Nessuna assegnazione è possibile', en: 'No assignment is possible' },
  infeasibleMore: {
    it: 'Per renderla possibile: aggiungere esperti, sollecitare le dichiarazioni mancanti o alzare il numero massimo di valutazioni.',
    en: 'To make it possible: add experts, remind those whose declaration is missing, or raise the most reviews of an expert.',
  },
  inWords: {
    it: (r: { pairs: number; total: number; minimum: number; bound: { total: number; minimum: number }; optimal: boolean }) =>
      `${r.pairs} valutazioni. Somma delle affinità ${fixed(r.total, 'it')}; la proposta con la somma più bassa ha ${fixed(r.minimum, 'it')}. ${r.optimal ? 'È dimostrato che non ne esiste una migliore per l’obiettivo scelto.' : `Non è dimostrato che sia la migliore: nessuna può superare ${fixed(r.bound.minimum, 'it')} come minimo e ${fixed(r.bound.total, 'it')} come somma.`}`,
    en: (r: { pairs: number; total: number; minimum: number; bound: { total: number; minimum: number }; optimal: boolean }) =>
      `${r.pairs} reviews. Sum of affinities ${fixed(r.total, 'en')}; the proposal with the lowest sum has ${fixed(r.minimum, 'en')}. ${r.optimal ? 'It is proven that there is none better for this objective.' : `It is not proven to be the best: none can have more than ${fixed(r.bound.minimum, 'en')} as its minimum and ${fixed(r.bound.total, 'en')} as its sum.`}`,
  },
  byProposal: { it: 'Esperti per proposta', en: 'Experts by proposal' },
  affinity: { it: 'Affinità', en: 'Affinity' },
  byExpert: { it: 'Carico per esperto', en: 'Load by expert' },
  expert: { it: 'Esperto', en: 'Expert' },
  now: { it: 'Già assegnate', en: 'Already assigned' },
  added: { it: 'In più', en: 'To add' },
  most: { it: 'Massimo', en: 'At most' },
  release: { it: 'Conferma e avvisa gli esperti', en: 'Confirm and tell the experts' },
  releaseAssigns: { it: (n: number) => `Sono assegnate ${n} valutazioni.`, en: (n: number) => `${n} reviews are assigned.` },
  releaseMails: {
    it: 'Ogni esperto riceve una e-mail e vede le proprie proposte per intero.',
    en: 'Each expert gets an e-mail and sees their proposals in full.',
  },
  releaseKept: {
    it: 'Un’assegnazione confermata non si ritira: un esperto può restituirla con motivazione.',
    en: 'A confirmed assignment is not taken back: an expert can give it back with a reason.',
  },
  current: { it: 'Assegnazioni in corso', en: 'Current assignments' },
  currentHint: { it: 'Il segno ✓ indica una valutazione presentata.', en: 'The mark ✓ stands for a submitted review.' },
  counted: {
    it: (n: number, shown: string) => (n === 1 ? '1 proposta' : `${shown} proposte`),
    en: (n: number, shown: string) => (n === 1 ? '1 proposal' : `${shown} proposals`),
  },
  none: { it: 'Nessuna proposta ammessa', en: 'No admitted proposals' },
  noneMore: { it: 'Le proposte compaiono qui quando superano la verifica di ammissibilità.', en: 'Proposals appear here once they pass the admission check.' },
  toExperts: { it: 'Esperti del bando', en: 'Experts of the call' },
  toPanel: { it: 'Quadro della commissione', en: 'The panel’s view' },

  letterDear: { it: (name: string) => `Gentile ${name},`, en: (name: string) => `Dear ${name},` },
  letterSubject: { it: (code: string) => `${code}: valutazioni assegnate`, en: (code: string) => `${code}: reviews assigned to you` },
  letterBody: {
    it: (n: number, code: string, title: string) =>
      `${n === 1 ? 'le è stata assegnata una proposta da valutare' : `le sono state assegnate ${n} proposte da valutare`} per «${title}» (${code}). Se riconosce un conflitto di interessi o non può valutare, restituisca subito l’assegnazione dalla stessa pagina: andrà a un altro esperto.`,
    en: (n: number, code: string, title: string) =>
      `${n === 1 ? 'a proposal has been assigned to you for review' : `${n} proposals have been assigned to you for review`} under “${title}” (${code}). If you recognise a conflict of interest or cannot review, please give the assignment back at once on the same page: it goes to another expert.`,
  },
  letterClose: { it: 'L’ufficio di programma', en: 'The programme office' },
});
