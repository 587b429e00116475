import { number as showNumber } from '#src/core/money.ts';
import { showInstant } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';
import { withDate } from '#src/funding/calls/copy/vocabulary.ts';

export const reviewWords = copy({
  reviews: { it: 'Le mie valutazioni', en: 'My reviews' },
  reviewsLead: {
    it: 'Compaiono soltanto le proposte assegnate a chi ha effettuato l’accesso. La valutazione si può salvare incompleta; una volta presentata non cambia più.',
    en: 'Only the proposals assigned to you are seen here. A review can be saved unfinished; once submitted it does not change.',
  },
  caption: { it: 'Proposte da valutare e valutate', en: 'Proposals to review and reviewed' },
  counted: {
    it: (n: number, shown: string) => (n === 1 ? '1 proposta' : `${shown} proposte`),
    en: (n: number, shown: string) => (n === 1 ? '1 proposal' : `${shown} proposals`),
  },
  none: { it: 'Nessuna proposta assegnata', en: 'No proposals assigned' },
  noneMore: {
    it: 'Quando una valutazione è assegnata arriva una e-mail. Prima occorre la dichiarazione sui conflitti di interessi.',
    en: 'When a review is assigned an e-mail is sent. The declaration of conflicts of interest comes first.',
  },
  done: { it: (n: number, of: number) => `${n} su ${of} presentate`, en: (n: number, of: number) => `${n} of ${of} submitted` },
  progress: { it: 'Avanzamento', en: 'Progress' },
  declarations: { it: 'Dichiarazioni sui conflitti di interessi', en: 'Declarations of conflicts of interest' },
  toDeclare: {
    it: (code: string) => `${code}: dichiarazione da rendere dopo la scadenza`,
    en: (code: string) => `${code}: declaration to be made after the deadline`,
  },
  declaredFor: {
    it: (code: string, at: string) => `${code}: dichiarazione resa ${withDate('il', showInstant(at, 'it'))}`,
    en: (code: string, at: string) => `${code}: declaration made on ${showInstant(at, 'en')}`,
  },
  declareNow: { it: (code: string) => `${code}: rendi la dichiarazione`, en: (code: string) => `${code}: make the declaration` },
  profile: { it: 'Profilo di esperto', en: 'Expert profile' },
  acronym: { it: 'Acronimo', en: 'Acronym' },
  call: { it: 'Bando', en: 'Call' },
  lead: { it: 'Capofila', en: 'Lead' },
  state: { it: 'Stato', en: 'State' },
  assigned: { it: 'Da presentare', en: 'To be submitted' },
  submitted: { it: 'Presentata', en: 'Submitted' },
  started: { it: 'Iniziata', en: 'Started' },
  started_yes: { it: 'Sì', en: 'Yes' },
  started_no: { it: 'No', en: 'No' },
  assignedAt: { it: 'Assegnata il', en: 'Assigned on' },
  submittedAt: { it: 'Presentata il', en: 'Submitted on' },

  review: { it: 'Valutazione', en: 'Review' },
  as: {
    it: (pseudonym: string) => `Valutazione con lo pseudonimo ${pseudonym}: chi ha presentato la proposta non conosce il nome dell’esperto.`,
    en: (pseudonym: string) => `You review as ${pseudonym}: those who submitted the proposal do not learn your name.`,
  },
  asOpen: {
    it: 'Il bando prevede la valutazione aperta: chi ha presentato la proposta può conoscere chi la valuta.',
    en: 'The call has open review: those who submitted the proposal may learn who reviews it.',
  },
  form: { it: 'Scheda di valutazione', en: 'Review form' },
  points: { it: 'Punti', en: 'Points' },
  scale: {
    it: (max: number, step: number) => `Da 0 a ${showNumber(max, 'it')}, a passi di ${showNumber(step, 'it')}.`,
    en: (max: number, step: number) => `From 0 to ${showNumber(max, 'en')}, in steps of ${showNumber(step, 'en')}.`,
  },
  weight: { it: (weight: number) => `Peso ${showNumber(weight, 'it')}.`, en: (weight: number) => `Weight ${showNumber(weight, 'en')}.` },
  thresholdOf: { it: (threshold: number) => `Soglia ${showNumber(threshold, 'it')}.`, en: (threshold: number) => `Threshold ${showNumber(threshold, 'en')}.` },
  motivation: { it: 'Motivazione', en: 'Motivation' },
  atLeast: {
    it: (min: number) => `Almeno ${min} caratteri: che cosa convince, che cosa manca, dove si legge nella proposta.`,
    en: (min: number) => `At least ${min} characters: what convinces, what is missing, where the proposal says so.`,
  },
  premium: { it: 'Premialità', en: 'Premium' },
  summary: { it: 'Giudizio complessivo', en: 'Overall opinion' },
  summaryHint: { it: 'Per la commissione.', en: 'For the panel.' },
  totalNow: { it: 'Totale finora', en: 'Total so far' },
  totalSaid: { it: (points: string, max: string) => `${points} su ${max}`, en: (points: string, max: string) => `${points} of ${max}` },
  totalNote: {
    it: (filled: number, of: number) => `${filled} voci complete su ${of}. Il totale si aggiorna a ogni salvataggio; contano solo i punti validi.`,
    en: (filled: number, of: number) => `${filled} of ${of} items complete. The total is updated with each save; only valid points count.`,
  },
  saved: { it: 'Salva la bozza', en: 'Save the draft' },
  submit: { it: 'Presenta la valutazione', en: 'Submit the review' },
  submitHint: {
    it: 'La presentazione controlla tutte le voci. Una valutazione presentata non si può più cambiare.',
    en: 'Submitting checks every item. A submitted review can no longer be changed.',
  },
  given: { it: 'Punti e motivazioni', en: 'Points and motivations' },
  criterion: { it: 'Criterio', en: 'Criterion' },
  total: { it: 'Totale', en: 'Total' },
  max: { it: 'Massimo', en: 'At most' },
  submittedOn: {
    it: (at: string) => `Valutazione presentata ${withDate('il', showInstant(at, 'it'))}.`,
    en: (at: string) => `Review submitted on ${showInstant(at, 'en')}.`,
  },

  refuse: { it: 'Non posso valutare questa proposta', en: 'I cannot review this proposal' },
  refuseFrees: { it: 'La proposta va a un altro esperto e non sarà più visibile.', en: 'The proposal goes to another expert and you no longer see it.' },
  refuseConflict: { it: 'Se il motivo è un conflitto di interessi, resta registrato.', en: 'If the reason is a conflict of interest, it stays on record.' },
  refuseKind: { it: 'Motivo', en: 'Reason' },
  kind_conflict: { it: 'Conflitto di interessi', en: 'Conflict of interest' },
  kind_expertise: { it: 'Non è il mio campo', en: 'Not my field' },
  kind_unavailable: { it: 'Non ho tempo sufficiente', en: 'Not enough time' },
  refuseText: { it: 'Spiegazione', en: 'Explanation' },
  refuseTextHint: { it: 'Almeno 20 caratteri.', en: 'At least 20 characters.' },
  refuseSubmit: { it: 'Restituisci l’assegnazione', en: 'Give the assignment back' },
});
