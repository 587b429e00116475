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
  fileLimit: { it: (size: string) => `al massimo ${size}`, en: (size: string) => `at most ${size}` },
  together: { it: (size: string) => `Tutti i documenti insieme pesano al massimo ${size}.`, en: (size: string) => `All documents together: at most ${size}.` },
  criterion: {
    it: (title: string, max: string, threshold: string, help: string) =>
      `${title}: fino a ${max} punti${threshold === '' ? '' : `, soglia ${threshold}`}. ${help}`,
    en: (title: string, max: string, threshold: string, help: string) =>
      `${title}: up to ${max} points${threshold === '' ? '' : `, threshold ${threshold}`}. ${help}`,
  },
  weighted: { it: (weight: string) => ` Peso: ${weight}.`, en: (weight: string) => ` Weight: ${weight}.` },
  procedure: {
    it: (reviews: number, by: string, threshold: string) =>
      `Ogni proposta è valutata da ${reviews === 1 ? 'un esperto' : `${reviews} esperti`}; il punteggio è la ${by}. Per essere idonea serve un totale di almeno ${threshold} punti.`,
    en: (reviews: number, by: string, threshold: string) =>
      `Each proposal is judged by ${reviews === 1 ? 'one expert' : `${reviews} experts`}; its points are the ${by}. At least ${threshold} points in all are needed.`,
  },
  mean: { it: 'media', en: 'mean' },
  median: { it: 'mediana', en: 'median' },
  divergence: {
    it: (points: string) => `Se i totali di due esperti distano più di ${points} punti, la commissione cerca un accordo.`,
    en: (points: string) => `Where the totals of two experts are more than ${points} points apart, the panel seeks a consensus.`,
  },
  panel: {
    it: (min: number, max: number) => `La commissione ha ${min === max ? min : `da ${min} a ${max}`} componenti.`,
    en: (min: number, max: number) => `The panel has ${min === max ? min : `${min} to ${max}`} members.`,
  },
  anonymous: { it: 'I proponenti non sanno chi sono gli esperti.', en: 'Applicants do not know who the experts are.' },
  openReview: { it: 'I nomi degli esperti sono noti ai proponenti.', en: 'Applicants know who the experts are.' },
  premium: {
    it: (title: string, points: string, how: string, condition: string) => `Premialità «${title}»: ${points} punti, ${how}${condition}.`,
    en: (title: string, points: string, how: string, condition: string) => `Premium "${title}": ${points} points, ${how}${condition}.`,
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
  premiumCap: {
    it: (points: string) => `Le premialità, insieme, valgono al massimo ${points} punti.`,
    en: (points: string) => `Premiums together: at most ${points} points.`,
  },
  ties: { it: 'A parità di punti, nell’ordine:', en: 'Between equal points, in this order:' },
  tieCriterion: { it: (title: string) => `punteggio più alto in «${title}»`, en: (title: string) => `more points for "${title}"` },
  tieSouth: { it: 'quota di costi più alta nel Mezzogiorno', en: 'a larger share of cost in the South' },
  tieYoung: { it: 'gruppo di ricerca più giovane (quota di persone sotto i 40 anni)', en: 'a younger team (share of people under 40)' },
  tieArrival: { it: 'ordine di arrivo', en: 'order of arrival' },
  tieDraw: { it: 'sorteggio ripetibile, con il seme registrato', en: 'a repeatable draw whose seed is recorded' },
  floor: {
    it: (share: string) => `Almeno ${share} della dotazione va prima ai progetti attuati nel Mezzogiorno; ciò che lì non serve passa agli altri.`,
    en: (share: string) => `At least ${share} of the budget goes to projects in the South first; what is not needed there goes to the others.`,
  },
  hard: {
    it: (share: string) => `${share} della dotazione è riservato ai progetti attuati nel Mezzogiorno e non passa agli altri.`,
    en: (share: string) => `${share} of the budget is reserved for projects in the South and does not go to others.`,
  },
  stop: { it: 'Quando i fondi non bastano per il progetto successivo, ci si ferma.', en: 'Where the money is not enough for the next project, funding stops.' },
  skip: {
    it: 'Quando i fondi non bastano per il progetto successivo, si passa al primo che vi rientra.',
    en: 'Where the money is not enough for the next project, the first one that fits is funded.',
  },
  partial: { it: 'L’ultimo progetto può essere finanziato in parte.', en: 'The last project may be funded in part.' },
  whole: { it: 'Nessun progetto è finanziato in parte.', en: 'No project is funded in part.' },
  provisional: {
    it: (days: number) => `La graduatoria è provvisoria per ${days} giorni, poi diventa definitiva.`,
    en: (days: number) => `The ranking is provisional for ${days} days, then final.`,
  },
  sign: { it: (days: number) => `Il contratto si firma entro ${days} giorni.`, en: (days: number) => `The contract is signed within ${days} days.` },
});
