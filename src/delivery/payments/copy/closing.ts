import { copy } from '#src/core/words.ts';

export const closingCopy = copy({
  toClose: { it: 'Progetti da chiudere', en: 'Projects to close' },
  unspent: { it: 'Non speso', en: 'Not spent' },
  pending: { it: 'Ancora da pagare', en: 'Still to be paid' },
  openReports: { it: 'Rendiconti aperti', en: 'Open reports' },
  openClaims: { it: 'Recuperi aperti', en: 'Open recoveries' },
  openVariations: { it: 'Variazioni aperte', en: 'Open variations' },
  ready: { it: 'Si può chiudere?', en: 'Can it be closed?' },
  yes: { it: 'Sì', en: 'Yes' },
  no: { it: 'Non ancora', en: 'Not yet' },
  none: { it: 'Nessun progetto ha finito di rendicontare', en: 'No project has reported to its end' },
  close: { it: 'Chiudi il progetto', en: 'Close the project' },
  closing: { it: 'Chiusura', en: 'Closing' },
  lead: {
    it: 'Un progetto si chiude quando ogni rendiconto è accettato, il saldo è pagato e ciò che doveva tornare è tornato. Se non resta nulla di concesso e non speso si chiude da sé.',
    en: 'A project is closed when every report is accepted, the balance is paid and what had to come back did. With nothing left of what was granted it closes by itself.',
  },
  nothingLeft: { it: 'Tutto ciò che era concesso è stato speso.', en: 'All that was granted was spent.' },
  goesBack: {
    it: (amount: string) => `${amount} concessi e non spesi tornano nella dotazione del bando; li riassegna un atto del bando, e poi una nuova graduatoria.`,
    en: (amount: string) => `${amount} granted and not spent goes back to the pot of the call; an act of the call gives them out anew, then a new ranking.`,
  },
  noChanges: { it: 'Il progetto non si modifica più.', en: 'The project is not changed any more.' },
  isClosed: { it: 'Il progetto è chiuso.', en: 'The project is closed.' },
  missing: { it: 'Che cosa manca', en: 'What is missing' },
  reason: { it: 'Annotazione', en: 'Note' },
  elsewhere: {
    it: (name: string, amount: string) => `${name} deve ancora restituire ${amount} su altri progetti. Si può trattenerli da questo pagamento.`,
    en: (name: string, amount: string) => `${name} has still to give back ${amount} on other projects. It can be kept from this payment.`,
  },
  proposeKeeping: { it: 'Proponi trattenendo', en: 'Propose, keeping it' },
  keptFor: { it: 'Trattenuto per', en: 'Kept for' },
});
