import { copy } from '#src/core/words.ts';

export const bookingCopy = copy({
  movement: { it: (line: number) => `Movimento ${line}`, en: (line: number) => `Movement ${line}` },
  order: { it: 'Ordine', en: 'Order' },
  recovery: { it: 'Recupero', en: 'Recovery' },
  title: { it: 'Di’ che cos’è', en: 'Say what it is' },
  lead: {
    it: 'Un ordine o un recupero si registra quando una seconda persona ha confermato. Ciò che non è del programma si annota subito e non muove nulla.',
    en: 'An order or a recovery is booked once a second person has confirmed. What is not the programme’s is noted at once and moves nothing.',
  },
  about: { it: 'Che cos’è', en: 'What it is' },
  aboutHint: {
    it: 'Gli ordini di questo importo e i recuperi aperti, dal più vicino.',
    en: 'The orders of this amount and the open recoveries, the nearest first.',
  },
  noCandidates: {
    it: 'Nessun ordine in banca ha questo importo e nessun recupero lo aspetta.',
    en: 'No order at the bank has this amount and no recovery waits for it.',
  },
  purpose_foreign: { it: 'Non riguarda il programma', en: 'Nothing of the programme’s' },
  why: { it: 'Perché', en: 'Why' },
  whyHint: { it: 'Da che cosa si vede: chi l’ha detto, quale documento.', en: 'What shows it: who said so, which paper.' },
  submit: { it: 'Registra', en: 'Book it' },
  history: { it: 'Chi ha detto che cos’è', en: 'Who said what it is' },
  proposed: { it: 'da confermare', en: 'to be confirmed' },
  booked: { it: 'registrato', en: 'booked' },
  refused: { it: 'rifiutato', en: 'refused' },
  confirmLead: {
    it: 'Con la conferma il movimento è registrato come se l’estratto conto lo avesse detto; rifiutato, resta da riconoscere.',
    en: 'Confirmed, the movement is booked as if the statement had said so; refused, it is still to be recognised.',
  },
});
