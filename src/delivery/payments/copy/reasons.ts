import { euros } from '#src/core/money.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

export const paymentsReasons: ReasonCopy = {
  'codes.iban.format': {
    it: 'Un IBAN comincia con due lettere e due cifre; quello italiano ha poi una lettera e 22 caratteri.',
    en: 'An IBAN begins with two letters and two digits; an Italian one then has a letter and 22 characters.',
  },
  'codes.iban.length': {
    it: 'L’IBAN non ha la lunghezza del suo Paese (in Italia 27 caratteri).',
    en: 'The IBAN has not the length of its country (27 characters in Italy).',
  },
  'codes.iban.check': {
    it: 'Le cifre di controllo dell’IBAN non tornano: c’è un carattere sbagliato.',
    en: 'The check digits of the IBAN do not agree: a character is wrong.',
  },
  'payments.ownOrganisation': {
    it: 'Chi agisce per un’organizzazione del progetto non decide sul suo denaro.',
    en: 'Who acts for an organisation of the project does not decide on its money.',
  },
  'payments.ended': {
    it: 'Il contributo è finito per revoca o rinuncia: non si paga più nulla.',
    en: 'The grant has ended by revocation or renunciation: nothing more is paid.',
  },
  'payments.nothingDue': {
    it: 'Non c’è nulla da pagare: occorre un rendiconto accettato o, prima del primo, un anticipo previsto dal bando.',
    en: 'There is nothing to pay: it takes an accepted report or, before the first, an advance that the call allows.',
  },
  'payments.openOrder': {
    it: (p) => `C’è già un ordine in corso (${p['code']}): si aspetta il suo esito.`,
    en: (p) => `There is an order under way already (${p['code']}): wait for its outcome.`,
  },
  'payments.noCup': {
    it: 'Il progetto non ha un CUP, che va scritto su ogni pagamento.',
    en: 'The project has no CUP, which has to be written on every payment.',
  },
  'payments.noAccount': {
    it: (p) => `${p['beneficiary']} non ha un conto corrente confermato.`,
    en: (p) => `${p['beneficiary']} has no confirmed bank account.`,
  },
  'payments.noGuarantee': {
    it: (p) => `Manca una garanzia valida di ${p['beneficiary']}: il bando la chiede prima dell’anticipo.`,
    en: (p) => `A valid guarantee of ${p['beneficiary']} is missing: the call asks for it before the advance.`,
  },
  'payments.officeOnly': { it: 'Lo fa l’ufficio di programma.', en: 'The programme office does this.' },
  'payments.officeOrPayer': { it: 'Lo fanno l’ufficio di programma o chi paga.', en: 'The programme office or who pays does this.' },
  'payments.payerOnly': { it: 'Decide chi ha il ruolo dei pagamenti.', en: 'Who holds the role of payments decides.' },
  'payments.twoPeople': {
    it: 'Servono due persone diverse: chi ha proposto non approva.',
    en: 'It takes two different people: who proposed does not approve.',
  },
  'payments.decidedAlready': { it: 'È già stato deciso.', en: 'It was decided already.' },
  'payments.claimChanged': {
    it: 'Nel frattempo è arrivata una restituzione: l’ordine tratterrebbe troppo. Rifiutarlo e proporlo di nuovo.',
    en: 'Money came back in the meantime: the order would keep too much. Refuse it and propose it again.',
  },
  'payments.sayWhy': { it: 'Occorre dire perché si rifiuta.', en: 'Say why it is refused.' },
  'payments.cutTooLarge': {
    it: (p) => `Si possono tagliare al massimo ${euros(Number(p['acceptedCents']), 'it')}, quanto è stato accettato.`,
    en: (p) => `At most ${euros(Number(p['acceptedCents']), 'en')} can be cut, which is what was accepted.`,
  },
  'payments.notClosed': {
    it: 'Il progetto non è chiuso: prima va accettato l’ultimo rendiconto.',
    en: 'The project is not closed: its last report has to be accepted first.',
  },
  'payments.stillPending': {
    it: (p) => `Ci sono ancora ${euros(Number(p['pendingCents']), 'it')} da liquidare, da pagare o da assorbire.`,
    en: (p) => `There are still ${euros(Number(p['pendingCents']), 'en')} to be settled, paid or absorbed.`,
  },
  'payments.nothingLeft': { it: 'Tutto ciò che è stato concesso è stato speso.', en: 'All that was granted was spent.' },
  'payments.accountWaiting': { it: 'C’è già un conto che aspetta la conferma.', en: 'An account waits for confirmation already.' },
  'payments.inPast': { it: 'La data è passata.', en: 'The date has passed.' },
  'payments.noDebtor': { it: 'Il programma non ha un conto confermato da cui pagare.', en: 'The programme has no confirmed account to pay from.' },
  'payments.nothingApproved': { it: 'Non ci sono ordini approvati da inviare.', en: 'There are no approved orders to send.' },
  'payments.claimClosed': { it: 'Il recupero è chiuso.', en: 'The recovery is closed.' },
  'payments.otherAccount': {
    it: (p) => `L’estratto è di un altro conto (${p['iban']}), non di quello del programma.`,
    en: (p) => `The statement is of another account (${p['iban']}), not of the programme’s.`,
  },
  'payments.notXml': {
    it: (p) => `Il file non è XML leggibile: al carattere ${p['where']}.`,
    en: (p) => `The file is not readable XML: at character ${p['where']}.`,
  },
  'payments.notStatement': {
    it: (p) => `Il file non è un estratto camt.053 (trovato: ${p['found']}).`,
    en: (p) => `The file is not a camt.053 statement (found: ${p['found']}).`,
  },
  'payments.statementIncomplete': {
    it: (p) => `All’estratto n. ${p['number']} del file manca l’identificativo, il conto o la data.`,
    en: (p) => `Statement no. ${p['number']} of the file lacks its id, account or date.`,
  },
  'payments.entryUnreadable': {
    it: (p) =>
      `Nell’estratto ${p['statement']} il movimento n. ${p['number']} non si legge: importo in euro con il punto, verso, data, parti che sommano al totale.`,
    en: (p) =>
      `In statement ${p['statement']} movement no. ${p['number']} cannot be read: amount in euro with a point, direction, date, parts that come to the whole.`,
  },
  'payments.fileTooLarge': { it: (p) => `Il file supera ${p['megabytes']} MB.`, en: (p) => `The file is larger than ${p['megabytes']} MB.` },
};
