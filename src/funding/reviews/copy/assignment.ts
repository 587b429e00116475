import { counted } from '#src/core/counts.ts';
import { showInstant } from '#src/core/time.ts';
import { afterNumber, copy } from '#src/core/words.ts';
import { withDate } from '#src/funding/calls/copy/vocabulary.ts';

const fixed = (value: number, locale: 'it' | 'en') => new Intl.NumberFormat(locale === 'it' ? 'it-IT' : 'en-GB', { maximumFractionDigits: 3 }).format(value);

const reviewsAfter = afterNumber(['valutazione', 'valutazioni'], ['review', 'reviews']);

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
  admitted: afterNumber(['proposta ammessa', 'proposte ammesse'], ['admitted proposal', 'admitted proposals']),
  declared: afterNumber(['esperto con dichiarazione', 'esperti con dichiarazione'], ['expert with a declaration', 'experts with a declaration']),
  ofAll: { it: (n: number) => `su ${n} del bando`, en: (n: number) => `of ${n} of the call` },
  toAssign: afterNumber(['valutazione da assegnare', 'valutazioni da assegnare'], ['review to assign', 'reviews to assign']),
  perProposal: { it: (n: number) => `${n} per proposta`, en: (n: number) => `${n} per proposal` },
  propose: { it: 'Proponi un’assegnazione', en: 'Propose an assignment' },
  objective: { it: 'Obiettivo', en: 'Objective' },
  fair: { it: 'Equa: la proposta meno fortunata ha gli esperti migliori possibile', en: 'Fair: the least lucky proposal gets the best experts possible' },
  total: { it: 'Totale: la somma delle affinità è la più alta possibile', en: 'Total: the sum of affinities is the highest possible' },
  proposed: {
    it: (at: string) => `Assegnazione proposta ${withDate('il', showInstant(at, 'it'))}`,
    en: (at: string) => `Assignment proposed on ${showInstant(at, 'en')}`,
  },
  released: {
    it: (at: string) => `Assegnazione confermata ${withDate('il', showInstant(at, 'it'))}`,
    en: (at: string) => `Assignment confirmed on ${showInstant(at, 'en')}`,
  },
  infeasible: { it: 'Nessuna assegnazione è possibile', en: 'No assignment is possible' },
  undecided: {
    it: 'Non si sa ancora se un’assegnazione esiste: la ricerca è finita prima di trovarla o di escluderla',
    en: 'Whether there is an assignment is not known yet: the search ended before it found or excluded one',
  },
  inWords: {
    it: (r: { pairs: number; total: number; minimum: number; bound: { total: number; minimum: number }; optimal: boolean }) =>
      `${r.pairs} ${reviewsAfter.it(r.pairs)}. Somma delle affinità ${fixed(r.total, 'it')}; la proposta con la somma più bassa ha ${fixed(r.minimum, 'it')}. ${r.optimal ? 'È dimostrato che non ne esiste una migliore per l’obiettivo scelto.' : `Non è dimostrato che sia la migliore: nessuna può superare ${fixed(r.bound.minimum, 'it')} come minimo e ${fixed(r.bound.total, 'it')} come somma.`}`,
    en: (r: { pairs: number; total: number; minimum: number; bound: { total: number; minimum: number }; optimal: boolean }) =>
      `${r.pairs} ${reviewsAfter.en(r.pairs)}. Sum of affinities ${fixed(r.total, 'en')}; the proposal with the lowest sum has ${fixed(r.minimum, 'en')}. ${r.optimal ? 'It is proven that there is none better for this objective.' : `It is not proven to be the best: none can have more than ${fixed(r.bound.minimum, 'en')} as its minimum and ${fixed(r.bound.total, 'en')} as its sum.`}`,
  },
  byProposal: { it: 'Esperti per proposta', en: 'Experts by proposal' },
  affinity: { it: 'Affinità', en: 'Affinity' },
  byExpert: { it: 'Carico per esperto', en: 'Load by expert' },
  expert: { it: 'Esperto', en: 'Expert' },
  now: { it: 'Già assegnate', en: 'Already assigned' },
  added: { it: 'In più', en: 'To add' },
  most: { it: 'Massimo', en: 'At most' },
  release: { it: 'Conferma e avvisa gli esperti', en: 'Confirm and tell the experts' },
  releaseAssigns: {
    it: (n: number) => (n === 1 ? 'È assegnata 1 valutazione.' : `Sono assegnate ${n} valutazioni.`),
    en: (n: number) => (n === 1 ? '1 review is assigned.' : `${n} reviews are assigned.`),
  },
  releaseMails: {
    it: 'Ogni esperto riceve una e-mail e vede le proprie proposte per intero.',
    en: 'Each expert gets an e-mail and sees their proposals in full.',
  },
  releaseKept: {
    it: 'Da qui in poi una valutazione si sposta una alla volta: l’esperto la restituisce, o l’ufficio la ritira, con motivazione.',
    en: 'From here on reviews move one by one: the expert gives one back, or the office takes it back, with a reason.',
  },
  releaseDue: {
    it: (days: number) => `Ogni esperto ha ${counted.days.it(days)}; il sistema gli ricorda il termine.`,
    en: (days: number) => `Each expert has ${counted.days.en(days)}; the system reminds them of the term.`,
  },
  toWatch: { it: 'Valutazioni in corso', en: 'Reviews under way' },
  rulesOf: { it: 'Regole del bando sugli esperti di ogni proposta', en: 'The call’s rules about the experts of each proposal' },
  minLoad: { it: (n: number) => `almeno ${n} ${reviewsAfter.it(n)} per esperto`, en: (n: number) => `at least ${n} ${reviewsAfter.en(n)} of each expert` },

  runs: { it: 'Assegnazioni proposte', en: 'Proposed assignments' },
  runsLead: {
    it: 'Ognuna resta com’è stata calcolata, con i suoi dati: se ne possono confrontare due prima di confermarne una.',
    en: 'Each stays as it was computed, with what it was computed from: compare two before confirming one.',
  },
  run: { it: (n: number) => `Assegnazione ${n}`, en: (n: number) => `Assignment ${n}` },
  runNumber: { it: 'N.', en: 'No.' },
  made: { it: 'Quando', en: 'When' },
  madeBy: { it: 'Da chi', en: 'By whom' },
  countedRuns: {
    it: (n: number, shown: string) => `${shown} ${n === 1 ? 'assegnazione proposta' : 'assegnazioni proposte'}`,
    en: (n: number, shown: string) => `${shown} ${n === 1 ? 'proposed assignment' : 'proposed assignments'}`,
  },
  how: { it: 'Come', en: 'How' },
  how_fair: { it: 'equa', en: 'fair' },
  how_byHand: { it: 'cambiata a mano', en: 'changed by hand' },
  how_total: { it: 'totale', en: 'total' },
  how_adjusted: {
    it: (n: number, why: string) => `cambiata a mano dalla n. ${n}: ${why}`,
    en: (n: number, why: string) => `changed by hand from no. ${n}: ${why}`,
  },
  sum: { it: 'Somma', en: 'Sum' },
  minimum: { it: 'Minimo', en: 'Minimum' },
  pairs: { it: 'Valutazioni', en: 'Reviews' },
  state: { it: 'Stato', en: 'State' },
  stateReleased: { it: 'confermata', en: 'confirmed' },
  stateOpen: { it: 'da confermare', en: 'to be confirmed' },
  stateInfeasible: { it: 'impossibile', en: 'impossible' },
  stateUndecided: { it: 'indecisa', en: 'undecided' },
  by: { it: (at: string, who: string) => `${showInstant(at, 'it')}, ${who}`, en: (at: string, who: string) => `${showInstant(at, 'en')}, ${who}` },
  compare: { it: 'Confronta', en: 'Compare' },
  compareTitle: { it: 'Due assegnazioni a confronto', en: 'Two assignments compared' },
  compareLead: {
    it: (a: number, b: number) => `Che cosa cambia passando dall’assegnazione ${a} alla ${b}.`,
    en: (a: number, b: number) => `What changes from assignment ${a} to assignment ${b}.`,
  },
  compareA: { it: 'Prima', en: 'First' },
  compareB: { it: 'Seconda', en: 'Second' },
  compareNone: { it: 'Le due assegnazioni danno gli stessi esperti.', en: 'Both assign the same experts.' },
  compareInfeasible: { it: 'Si confrontano soltanto assegnazioni possibili.', en: 'Only feasible assignments can be compared.' },
  figure: { it: 'Misura', en: 'Figure' },
  change: { it: 'Differenza', en: 'Change' },
  changes: { it: 'Chi cambia', en: 'Who changes' },
  leaves: { it: 'Esce', en: 'Out' },
  joins: { it: 'Entra', en: 'In' },
  sums: { it: 'Affinità per proposta', en: 'Affinity by proposal' },
  sumsPicture: {
    it: (n: number) =>
      `Una riga per ogni proposta che cambia, ${n} in tutto: il cerchio vuoto è la prima assegnazione, quello pieno la seconda. Chi è in una sola ha un solo cerchio.`,
    en: (n: number) =>
      `One line for each proposal that changes, ${n} in all: the open circle is the first assignment, the full one the second. What is in one only has one circle.`,
  },
  affected: { it: 'Proposte con altri esperti', en: 'Proposals with other experts' },
  proposalsIn: { it: 'Proposte', en: 'Proposals' },
  notThere: { it: 'non è in questa assegnazione', en: 'not in this run' },
  otherProposals: {
    it: (first: number, second: number) =>
      `Le due assegnazioni non riguardano le stesse proposte: ${first} solo nella prima, ${second} solo nella seconda. Somma e minimo valgono ciascuno per le proprie.`,
    en: (first: number, second: number) =>
      `The two assignments are not about the same proposals: ${first} only in the first, ${second} only in the second. Sum and minimum are each of their own.`,
  },
  away: { it: 'assente per più di metà del termine: nessuna nuova valutazione', en: 'away for more than half of the term: no new review' },
  loads: { it: 'Carichi', en: 'Loads' },
  hidden: {
    it: 'Le proposte con cui c’è un legame o un conflitto di interessi non sono mostrate né contate.',
    en: 'Proposals that you have a tie or a conflict of interest with are neither shown nor counted.',
  },

  adjust: { it: 'Cambia a mano', en: 'Change by hand' },
  adjustTitle: { it: (acronym: string) => `Cambia gli esperti di ${acronym}`, en: (acronym: string) => `Change the experts of ${acronym}` },
  adjustLead: {
    it: 'Si toglie, si aggiunge o si sostituisce un esperto; tutto il resto rimane com’è. Il costo si vede prima di salvare.',
    en: 'Take one expert out, put one in, or replace one; everything else stays. What it costs is shown before anything is kept.',
  },
  out: { it: 'Togli', en: 'Take out' },
  into: { it: 'Aggiungi', en: 'Put in' },
  nobody: { it: 'Nessuno', en: 'Nobody' },
  candidate: {
    it: (expert: string, affinity: string, load: number, most: number) => `${expert}: affinità ${affinity}, carico ${load} su ${most}`,
    en: (expert: string, affinity: string, load: number, most: number) => `${expert}: affinity ${affinity}, load ${load} of ${most}`,
  },
  preview: { it: 'Mostra il costo', en: 'Show the cost' },
  cost: { it: 'Il costo del cambiamento', en: 'What the change costs' },
  before: { it: 'Prima', en: 'Before' },
  after: { it: 'Dopo', en: 'After' },
  sumOf: { it: (acronym: string) => `Somma di ${acronym}`, en: (acronym: string) => `Sum of ${acronym}` },
  sumAll: { it: 'Somma di tutte', en: 'Sum of all' },
  least: { it: 'Proposta con meno', en: 'Proposal with the least' },
  loadOf: { it: (expert: string) => `Carico di ${expert}`, en: (expert: string) => `Load of ${expert}` },
  forbidden: { it: 'Questo cambiamento non è ammesso', en: 'This change is not allowed' },
  warned: { it: 'Da sapere prima di salvare', en: 'To know before keeping it' },
  keep: { it: 'Salva come nuova assegnazione', en: 'Keep as a new assignment' },
  why: { it: 'Motivo', en: 'Reason' },
  whyHint: {
    it: 'Almeno 10 caratteri. Resta agli atti con il nome di chi decide.',
    en: 'At least 10 characters. It stays on record with the name of who decides.',
  },
  adjustedNote: {
    it: (n: number, who: string, why: string) => `Cambiata a mano da ${who} a partire dalla n. ${n}. Motivo: ${why}`,
    en: (n: number, who: string, why: string) => `Changed by hand by ${who}, from no. ${n}. Reason: ${why}`,
  },
  handMade: {
    it: (r: { pairs: number; total: number; minimum: number }) =>
      `${r.pairs} ${reviewsAfter.it(r.pairs)}. Somma delle affinità ${fixed(r.total, 'it')}; la proposta con la somma più bassa ha ${fixed(r.minimum, 'it')}.`,
    en: (r: { pairs: number; total: number; minimum: number }) =>
      `${r.pairs} ${reviewsAfter.en(r.pairs)}. Sum of affinities ${fixed(r.total, 'en')}; the proposal with the lowest sum has ${fixed(r.minimum, 'en')}.`,
  },

  decisions: { it: 'Coppie fissate o escluse', en: 'Pairs fixed or excluded' },
  decisionsLead: {
    it: 'Valgono per ogni assegnazione proposta dal sistema da qui in poi, finché non si tolgono.',
    en: 'They hold for every assignment that the system proposes from here on, until they are lifted.',
  },
  noDecisions: { it: 'Nessuna coppia fissata o esclusa.', en: 'No pair is fixed or excluded.' },
  pinned: { it: 'fissata', en: 'fixed' },
  barred: { it: 'esclusa', en: 'excluded' },
  pin: { it: 'Fissa: questo esperto valuta questa proposta', en: 'Fix: this expert reviews this proposal' },
  bar: { it: 'Escludi: questo esperto non la valuta', en: 'Exclude: this expert does not review it' },
  addDecision: { it: 'Fissa o escludi una coppia', en: 'Fix or exclude a pair' },
  kind: { it: 'Decisione', en: 'Decision' },
  proposal: { it: 'Proposta', en: 'Proposal' },
  decide: { it: 'Salva la decisione', en: 'Keep the decision' },
  lift: { it: 'Togli', en: 'Lift' },
  liftOf: { it: (pair: string) => `la decisione su ${pair}`, en: (pair: string) => `the decision on ${pair}` },
  decidedBy: { it: 'Deciso da', en: 'Decided by' },
  freeIt: { it: 'Che cosa si può fare', en: 'What can be done' },
  freePins: { it: 'togliere una coppia fissata o esclusa', en: 'lift a pair that is fixed or excluded' },
  freeExperts: { it: 'aggiungere esperti o alzarne il carico', en: 'add experts or raise their load' },
  freeDeclarations: { it: 'sollecitare le dichiarazioni mancanti', en: 'remind those whose declaration is missing' },
  freeRules: { it: 'rettificare le regole del bando, con un atto', en: 'rectify the call’s rules, by an act' },

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
  letterDue: {
    it: (at: string) => `Le valutazioni vanno presentate entro ${withDate('il', showInstant(at, 'it'))}.`,
    en: (at: string) => `Reviews are due by ${showInstant(at, 'en')}.`,
  },
  letterClose: { it: 'L’ufficio di programma', en: 'The programme office' },
});
