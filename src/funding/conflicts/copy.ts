import { counted } from '#src/core/counts.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

/** Why a declaration of conflicts is refused, and what would change it. */
export const conflictsReasons: ReasonCopy = {
  'conflict.answerMissing': {
    it: (p) => `Proposta ${p['protocol']}: rispondere se c’è un conflitto di interessi, oppure spuntare la dichiarazione per tutte le altre.`,
    en: (p) => `Proposal ${p['protocol']}: say whether there is a conflict of interest, or tick the declaration for all the others.`,
  },
  'conflict.detailTooShort': {
    it: (p) => `Proposta ${p['protocol']}: indicare quale conflitto, con almeno ${counted.characters.it(Number(p['min']))}.`,
    en: (p) => `Proposal ${p['protocol']}: say which conflict, in at least ${counted.characters.en(Number(p['min']))}.`,
  },
  'conflict.officeOnly': {
    it: 'I conflitti sono registrati e superati dall’ufficio di programma.',
    en: 'Conflicts are recorded and waived by the programme office.',
  },
  'conflict.neverWaived': {
    it: 'L’ente di appartenenza, l’ente per cui si agisce e la propria proposta escludono sempre: non si possono superare.',
    en: 'One’s employer, the organisation that one acts for and one’s own proposal always bar: they cannot be waived.',
  },
  'conflict.nothingToWaive': {
    it: 'Si supera solo un conflitto che esclude, e su cui non c’è già una proposta.',
    en: 'Only a conflict that bars can be waived, and one on which nothing is proposed already.',
  },
  'conflict.noProposal': { it: 'Non c’è una proposta di superamento a cui rispondere.', en: 'There is no proposed waiver to answer.' },
  'conflict.sameEyes': {
    it: 'Chi ha proposto il superamento non può confermarlo: serve una seconda persona.',
    en: 'Whoever proposed the waiver cannot confirm it: a second person is needed.',
  },
  'conflict.ownFinding': { it: 'Nessuno decide di un conflitto che lo riguarda.', en: 'Nobody decides on a conflict of their own.' },
  'conflict.reasonTooShort': { it: 'Indicare il motivo con almeno 10 caratteri.', en: 'Give the reason in at least 10 characters.' },
  'conflict.answerNeeded': { it: 'Per respingere serve un motivo di almeno 10 caratteri.', en: 'To refuse, a reason of at least 10 characters is needed.' },
  'conflict.noSearchNeeded': {
    it: 'In doppio cieco serve l’impegno a non cercare chi propone.',
    en: 'In a double-blind call the commitment not to look for who proposes is needed.',
  },
  'conflict.tiesTooLate': {
    it: 'Ci sono già valutazioni assegnate: nominare ora un ente o una persona farebbe capire chi propone. Restituire l’assegnazione per conflitto di interessi, oppure scrivere all’ufficio.',
    en: 'There are reviews assigned already: to name an organisation or a person now would tell who proposes. Give the assignment back for a conflict of interest, or write to the office.',
  },
  'conflict.confidentialityNeeded': {
    it: 'Senza l’impegno alla riservatezza non si possono ricevere proposte.',
    en: 'Without the commitment to confidentiality no proposals can be given.',
  },
};
