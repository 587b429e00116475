import { counted } from '#src/core/counts.ts';
import { copy } from '#src/core/words.ts';
import { withDate } from './vocabulary.ts';

/** The sentences that a call is told in, chapter by chapter. */
export const told = copy({
  dates: { it: 'Date', en: 'Dates' },
  money: { it: 'Dotazione', en: 'Budget' },
  acts: { it: 'Atti successivi', en: 'Later acts' },
  who: { it: 'Chi può partecipare', en: 'Who may apply' },
  project: { it: 'Il progetto', en: 'The project' },
  costs: { it: 'I costi', en: 'The costs' },
  aid: { it: 'Il contributo', en: 'The grant' },
  handingIn: { it: 'Domanda e documenti', en: 'Application and documents' },
  evaluation: { it: 'Valutazione', en: 'Evaluation' },
  ranking: { it: 'Graduatoria', en: 'Ranking' },
  contract: { it: 'Contratto', en: 'Contract' },
  delivery: { it: 'Rendicontazione e pagamenti', en: 'Reports and payments' },
  grantedBy: {
    it: (name: string, role: string) => `Concede i contributi: ${name}. ${role}.`,
    en: (name: string, role: string) => `Grants are made by: ${name}. ${role}.`,
  },
  published: { it: (on: string) => `Pubblicato ${withDate('il', on)}.`, en: (on: string) => `Published on ${on}.` },
  opens: { it: (at: string) => `Le domande si presentano ${withDate('dal', at)}.`, en: (at: string) => `Applications from ${at}.` },
  closes: { it: (at: string) => `Scadenza fissata alla pubblicazione: ${at}.`, en: (at: string) => `Deadline set at publication: ${at}.` },
  questions: {
    it: (at: string) => `Le domande di chiarimento si inviano entro ${withDate('il', at)}.`,
    en: (at: string) => `Questions may be asked until ${at}.`,
  },
  pot: { it: (title: string, sum: string) => `${title} alla pubblicazione: ${sum}.`, en: (title: string, sum: string) => `${title} at publication: ${sum}.` },
  potNow: { it: (sum: string) => `Dotazione attuale, con gli incrementi: ${sum}.`, en: (sum: string) => `Budget now, with its raises: ${sum}.` },
  actDate: { it: (on: string) => `Data dell’atto: ${on}.`, en: (on: string) => `Date of the act: ${on}.` },
  raise: { it: (sum: string) => `La dotazione cresce di ${sum}.`, en: (sum: string) => `The budget grows by ${sum}.` },
  returned: {
    it: (sum: string) => `${sum} già concessi e tornati nella dotazione scorrono la graduatoria.`,
    en: (sum: string) => `${sum} that had been granted and came back to the pot move down the ranking.`,
  },
  extension: {
    it: (from: string, to: string) => `La nuova scadenza è: ${to} (prima: ${from}).`,
    en: (from: string, to: string) => `The new deadline is ${to} (before: ${from}).`,
  },
  topics: { it: (list: string) => `Temi: ${list}.`, en: (list: string) => `Topics: ${list}.` },
  from: {
    it: (on: string, until: string | null) => `Intensità ${withDate('dal', on)}${until ? ` ${withDate('al', until)}` : ''}`,
    en: (on: string, until: string | null) => `Intensities from ${on}${until ? ` to ${until}` : ''}`,
  },
  bonus: {
    it: (list: string, types: string, cap: string) =>
      `Maggiorazione (${types}): ${list}; con la maggiorazione l’intensità non supera ${cap}. Basta una di queste condizioni:`,
    en: (list: string, types: string, cap: string) => `Bonus (${types}): ${list}; with it the intensity is at most ${cap}. One of these conditions is enough:`,
  },
  collaborationWithSme: {
    it: (limit: string) => `collaborano almeno due imprese, una è una PMI e nessuna supera ${limit} dei costi ammissibili.`,
    en: (limit: string) => `at least two enterprises work together, one is an SME and none bears more than ${limit} of the eligible cost.`,
  },
  researchBodies: {
    it: (least: string) => `gli organismi di ricerca sostengono almeno ${least} dei costi ammissibili e possono pubblicare i risultati.`,
    en: (least: string) => `research bodies bear at least ${least} of the eligible cost and may publish their results.`,
  },
  wideDissemination: {
    it: 'i risultati sono ampiamente diffusi: convegni, archivi ad accesso aperto, software libero.',
    en: 'the results are widely disseminated: conferences, open repositories, free software.',
  },
  byPec: {
    it: (subject: string) => `Il bando prevedeva l’invio per posta elettronica certificata (PEC)${subject ? `, con oggetto «${subject}»` : ''}.`,
    en: (subject: string) => `The call asked for a certified mail (PEC)${subject ? ` with the subject "${subject}"` : ''}.`,
  },
  byPlatform: { it: 'La domanda si presenta in questo sistema.', en: 'Applications are handed in through this system.' },
  sections: { it: (list: string) => `Sezioni del modulo: ${list}.`, en: (list: string) => `Sections of the form: ${list}.` },
  eachMember: { it: 'per ogni partecipante', en: 'for each participant' },
  optional: { it: 'non obbligatorio', en: 'optional' },
  signed: { it: 'firma digitale', en: 'digital signature' },
  onlyFor: { it: (who: string) => `solo per ${who}`, en: (who: string) => `only for ${who}` },
  repairable: { it: 'integrabile su richiesta', en: 'may be completed on request' },
  final: { it: 'non integrabile dopo la scadenza', en: 'cannot be completed after the deadline' },
  mustConfirm: {
    it: 'Il rappresentante legale di ogni partner conferma dati, dichiarazioni e mandato prima della presentazione.',
    en: 'The legal representative of each partner confirms data, declarations and mandate before submission.',
  },
  declares: { it: (text: string) => `Ogni partner dichiara: ${text}`, en: (text: string) => `Each partner declares: ${text}` },
  givesMandate: { it: (text: string) => `Mandato alla capofila: ${text}`, en: (text: string) => `Mandate to the lead: ${text}` },
  inFormats: { it: (all: string) => `in ${all}`, en: (all: string) => `as ${all}` },
  fileLimit: { it: (size: string) => `al massimo ${size}`, en: (size: string) => `at most ${size}` },
  together: { it: (size: string) => `Tutti i documenti insieme pesano al massimo ${size}.`, en: (size: string) => `All documents together: at most ${size}.` },
  criterion: {
    it: (title: string, max: string, threshold: string, help: string) =>
      `${title}: fino a ${counted.points.it(max)}${threshold === '' ? '' : `, soglia ${threshold}`}. ${help}`,
    en: (title: string, max: string, threshold: string, help: string) =>
      `${title}: up to ${counted.points.en(max)}${threshold === '' ? '' : `, threshold ${threshold}`}. ${help}`,
  },
  weighted: { it: (weight: string) => ` Peso: ${weight}.`, en: (weight: string) => ` Weight: ${weight}.` },
  procedure: {
    it: (reviews: number, by: string, threshold: string) =>
      `Ogni proposta è valutata da ${reviews === 1 ? 'un esperto' : counted.experts.it(reviews)}; il punteggio è la ${by}. Per essere idonea serve un totale di almeno ${counted.points.it(threshold)}.`,
    en: (reviews: number, by: string, threshold: string) =>
      `Each proposal is judged by ${reviews === 1 ? 'one expert' : counted.experts.en(reviews)}; its points are the ${by}. The total has to be at least ${counted.points.en(threshold)}.`,
  },
  mean: { it: 'media', en: 'mean' },
  median: { it: 'mediana', en: 'median' },
  conflicts: {
    it: (years: number, bars: string) =>
      `Chi valuta non deve avere conflitti di interessi ${years === 1 ? 'nell’ultimo anno' : `negli ultimi ${years} anni`}. Escludono: ${bars}.`,
    en: (years: number, bars: string) =>
      `Nobody with a conflict of interest in the last ${years === 1 ? 'year' : `${years} years`} reviews. These bar: ${bars}.`,
  },
  divergence: {
    it: (points: string) => `Se i totali di due esperti distano più di ${counted.points.it(points)}, la commissione cerca un accordo.`,
    en: (points: string) => `Where the totals of two experts are more than ${counted.points.en(points)} apart, the panel seeks a consensus.`,
  },
  divergenceExpert: {
    it: (points: string) => `Se i totali di due esperti distano più di ${counted.points.it(points)}, la proposta è valutata da un ulteriore esperto.`,
    en: (points: string) => `Where the totals of two experts are more than ${counted.points.en(points)} apart, one more expert reviews the proposal.`,
  },
  reviewDays: {
    it: (days: number) => `Ogni esperto ha ${days === 1 ? 'un giorno' : `${days} giorni`} per una valutazione.`,
    en: (days: number) => `Each expert has ${days === 1 ? 'one day' : `${days} days`} for a review.`,
  },
  minLoad: {
    it: (n: number) => `Ogni esperto valuta almeno ${n === 1 ? 'una proposta' : `${n} proposte`}.`,
    en: (n: number) => `Each expert reviews at least ${n === 1 ? 'one proposal' : `${n} proposals`}.`,
  },
  bothGenders: {
    it: () => 'Fra gli esperti di ogni proposta ci sono almeno una donna e un uomo.',
    en: () => 'The experts of each proposal include at least one woman and one man.',
  },
  onePerOrganisation: {
    it: () => 'Gli esperti di una proposta vengono da organizzazioni diverse.',
    en: () => 'The experts of a proposal come from different organisations.',
  },
  outsideRegion: {
    it: () => 'Almeno un esperto di ogni proposta viene da fuori dalla regione in cui il capofila la realizza.',
    en: () => 'At least one expert of each proposal is from outside the region in which its lead carries it out.',
  },
  outsideSouth: {
    it: (n: number) => `Almeno ${n === 1 ? 'un esperto' : `${n} esperti`} di ogni proposta ${n === 1 ? 'viene' : 'vengono'} da fuori dal Mezzogiorno.`,
    en: (n: number) => `At least ${n === 1 ? 'one expert' : `${n} experts`} of each proposal ${n === 1 ? 'is' : 'are'} from outside the South.`,
  },
  panel: {
    it: (min: number, max: number) => `La commissione ha ${min === max ? '' : `da ${min} a `}${counted.members.it(max)}.`,
    en: (min: number, max: number) => `The panel has ${min === max ? '' : `${min} to `}${counted.members.en(max)}.`,
  },
  anonymous: { it: 'I proponenti non sanno chi sono gli esperti.', en: 'Applicants do not know who the experts are.' },
  double: {
    it: (named: string) =>
      `Doppio cieco: i proponenti non sanno chi sono gli esperti, e gli esperti non sanno chi propone${named ? `; leggono ${named}` : ''}.`,
    en: (named: string) =>
      `Double blind: applicants do not know who the experts are, and experts do not know who proposes${named ? `; they read ${named}` : ''}.`,
  },
  neverRead: {
    it: 'Gli esperti non leggono chi partecipa, il personale, i costi di ciascuno e il contributo.',
    en: 'Experts do not read who takes part, the staff, each one’s costs and the grant.',
  },
  norFields: { it: (names: string) => `Né leggono le risposte a ${names}.`, en: (names: string) => `Nor do they read the answers to ${names}.` },
  readDocuments: {
    it: (names: string) => `Dei documenti leggono, senza nome del file né proprietà: ${names}. Vanno scritti senza nomi.`,
    en: (names: string) => `Of the documents they read, without file name and properties: ${names}. These are written without names.`,
  },
  readNoDocument: { it: 'Non leggono alcun documento.', en: 'They read no document.' },
  readBoth: { it: 'acronimo e titolo', en: 'acronym and title' },
  readAcronym: { it: 'l’acronimo, non il titolo', en: 'the acronym, not the title' },
  readTitle: { it: 'il titolo, non l’acronimo', en: 'the title, not the acronym' },
  openReview: {
    it: 'Dopo la graduatoria chi partecipa a una proposta legge i nomi di chi l’ha valutata.',
    en: 'After the ranking those who take part in a proposal read the names of who reviewed it.',
  },
  premium: {
    it: (title: string, points: string, how: string, condition: string) => `Premialità «${title}»: ${counted.points.it(points)}, ${how}${condition}.`,
    en: (title: string, points: string, how: string, condition: string) => `Premium "${title}": ${counted.points.en(points)}, ${how}${condition}.`,
  },
  upTo: { it: (points: string) => `fino a ${points}`, en: (points: string) => `up to ${points}` },
  ifWomen: {
    it: (share: string) => `, se le donne sono almeno ${share} del gruppo di ricerca`,
    en: (share: string) => `, if women are at least ${share} of the research staff`,
  },
  ifSouth: {
    it: (share: string) => `, se almeno ${share} dei costi ammissibili è sostenuto nel Mezzogiorno`,
    en: (share: string) => `, if at least ${share} of the eligible cost is borne in the South`,
  },
  ifYoung: {
    it: (share: string) => `, se le persone sotto i 40 anni sono almeno ${share} del gruppo di ricerca`,
    en: (share: string) => `, if people under 40 are at least ${share} of the research staff`,
  },
  ifAnswer: {
    it: (question: string, answers: string) => `, se a «${question}» si risponde: ${answers}`,
    en: (question: string, answers: string) => `, if the answer to "${question}" is: ${answers}`,
  },
  premiumCap: {
    it: (points: string) => `Le premialità, insieme, valgono al massimo ${counted.points.it(points)}.`,
    en: (points: string) => `Premiums together: at most ${counted.points.en(points)}.`,
  },
  ties: { it: 'A parità di punti, nell’ordine:', en: 'Between equal points, in this order:' },
  tieCriterion: { it: (title: string) => `punteggio più alto in «${title}»`, en: (title: string) => `more points for "${title}"` },
  tieSouth: { it: 'quota di costi più alta nel Mezzogiorno', en: 'a larger share of cost in the South' },
  tieYoung: { it: 'gruppo di ricerca più giovane (quota di persone sotto i 40 anni)', en: 'a younger team (share of people under 40)' },
  tieWomen: { it: 'quota di donne più alta nel gruppo di ricerca', en: 'a larger share of women in the team' },
  tieMerit: { it: 'punteggio di merito più alto, senza premialità', en: 'more points of merit, premiums apart' },
  tiePremium: { it: (title: string) => `premialità più alta per «${title}»`, en: (title: string) => `a higher premium for "${title}"` },
  tieLowerGrant: { it: 'contributo richiesto più basso', en: 'a smaller grant asked for' },
  tieArrival: { it: 'ordine di arrivo', en: 'order of arrival' },
  tieBand: {
    it: (confidence: string) =>
      `Le proposte che per punti non si distinguono dall’ultima finanziata per merito con la prima dotazione (fiducia: ${confidence}) si scambiano di posto per sorteggio; le altre restano dove sono.`,
    en: (confidence: string) =>
      `Proposals whose points cannot be told apart from those of the last one funded by merit out of the first budget (confidence: ${confidence}) change places among each other by the draw; all others stay where they are.`,
  },
  tieDraw: { it: 'sorteggio ripetibile, con il seme registrato', en: 'a repeatable draw whose seed is recorded' },
  floor: {
    it: (share: string) => `Almeno ${share} della dotazione va prima ai progetti attuati nel Mezzogiorno; ciò che lì non serve passa agli altri.`,
    en: (share: string) => `At least ${share} of the budget goes to projects in the South first; what is not needed there goes to the others.`,
  },
  hard: {
    it: (share: string) => `${share} della dotazione è riservato ai progetti attuati nel Mezzogiorno e non passa agli altri.`,
    en: (share: string) => `${share} of the budget is reserved for projects in the South and does not go to others.`,
  },
  ofList: { it: (title: string) => `Elenco «${title}»:`, en: (title: string) => `List "${title}":` },
  byCostShare: {
    it: (share: string) => `Conta per intero il contributo di chi sostiene almeno ${share} dei costi nel Mezzogiorno.`,
    en: (share: string) => `The whole grant counts of who bears at least ${share} of its cost in the South.`,
  },
  spillsFrom: {
    it: (day: string) => `Dal ${day} ciò che il Mezzogiorno non ha preso passa agli altri.`,
    en: (day: string) => `From ${day} what the South has not taken goes to the others.`,
  },
  list: {
    it: (title: string, pots: string) => `«${title}» ha una graduatoria propria, con la dotazione ${pots}.`,
    en: (title: string, pots: string) => `"${title}" is ranked by itself, with the budget ${pots}.`,
  },
  listSpills: {
    it: (to: string, day: string | null) => `Ciò che avanza passa a «${to}»${day ? ` dal ${day}` : ''}.`,
    en: (to: string, day: string | null) => `What is left goes to "${to}"${day ? ` from ${day}` : ''}.`,
  },
  takesAll: { it: 'Vi concorrono tutte le proposte.', en: 'Every proposal is on it.' },
  takes: { it: (rules: string) => `Vi concorrono le proposte con ${rules}.`, en: (rules: string) => `On it are proposals with ${rules}.` },
  takesSpoke: {
    it: (n: string, main: boolean) => `${main ? 'Spoke principale' : 'uno Spoke fra'} ${n}`,
    en: (n: string, main: boolean) => `${main ? 'main Spoke' : 'a Spoke among'} ${n}`,
  },
  takesSector: { it: (n: string) => `settore ${n}`, en: (n: string) => `sector ${n}` },
  takesAnswer: { it: (label: string, n: string) => `«${label}» fra ${n}`, en: (label: string, n: string) => `"${label}" among ${n}` },
  takesResearch: {
    it: (n: string, most: boolean) => (most ? `costi soprattutto di ${n}` : `costi di ${n}`),
    en: (n: string, most: boolean) => (most ? `costs mostly of ${n}` : `costs of ${n}`),
  },
  takesRegion: {
    it: (n: string, how: string, share: string) =>
      how === 'lead' ? `capofila che opera in ${n}` : how === 'largest' ? `costi soprattutto in ${n}` : `almeno ${share} dei costi in ${n}`,
    en: (n: string, how: string, share: string) =>
      how === 'lead' ? `a lead at work in ${n}` : how === 'largest' ? `costs mostly in ${n}` : `at least ${share} of the cost in ${n}`,
  },
  takesSouth: { it: (share: string) => `almeno ${share} dei costi nel Mezzogiorno`, en: (share: string) => `at least ${share} of the cost in the South` },
  takesOther: { it: (share: string) => `meno ${share} dei costi nel Mezzogiorno`, en: (share: string) => `less than ${share} of the cost in the South` },
  gate: {
    it: (title: string, points: string | null) =>
      `La premialità «${title}» è un requisito: senza ${points ? counted.points.it(points) : 'di essa'} la proposta non è idonea.`,
    en: (title: string, points: string | null) =>
      `The premium "${title}" is a requirement: without ${points ? counted.points.en(points) : 'it'} a proposal is below the threshold.`,
  },
  gateOnly: { it: 'Non dà punti.', en: 'It gives no points.' },
  premiumUseCap: {
    it: (title: string, points: string) => `La premialità «${title}» vale al massimo ${counted.points.it(points)}.`,
    en: (title: string, points: string) => `The premium "${title}" is worth ${counted.points.en(points)} at most.`,
  },
  withPremiums: { it: 'Per la soglia complessiva contano anche le premialità.', en: 'Premiums count towards the total threshold.' },
  premiumPoints: {
    it: (n: string) => `I punti di premialità devono essere almeno ${n}.`,
    en: (n: string) => `Premiums have to come to ${counted.points.en(n)} at least.`,
  },
  premiumCount: { it: (n: number) => `Le premialità devono essere almeno ${n}.`, en: (n: number) => `There must be ${counted.premiums.en(n)} at least.` },
  committed: {
    it: 'Il seme del sorteggio nasce da un segreto, la cui impronta è registrata prima della scadenza, e da tutte le domande presentate.',
    en: 'The seed of the draw is made of a secret, whose fingerprint is recorded before the deadline, and of all applications.',
  },
  stop: { it: 'Quando i fondi non bastano per il progetto successivo, ci si ferma.', en: 'Where the money is not enough for the next project, funding stops.' },
  skip: {
    it: 'Quando i fondi non bastano per il progetto successivo, si passa al primo che vi rientra.',
    en: 'Where the money is not enough for the next project, the first one that fits is funded.',
  },
  partial: { it: 'L’ultimo progetto può essere finanziato in parte.', en: 'The last project may be funded in part.' },
  whole: { it: 'Nessun progetto è finanziato in parte.', en: 'No project is funded in part.' },
  provisional: {
    it: (days: number) => `La graduatoria è provvisoria per almeno ${counted.days.it(days)}; decise le richieste di riesame diventa definitiva.`,
    en: (days: number) => `The ranking is provisional for ${counted.days.en(days)} at least; once all requests for review are decided it becomes final.`,
  },
});
