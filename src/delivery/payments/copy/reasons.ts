import { counted } from '#src/core/counts.ts';
import { euros } from '#src/core/money.ts';
import type { Params } from '#src/core/decision.ts';
import type { Locale } from '#src/core/words.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

const place = (p: Params, locale: Locale): string => `${locale === 'it' ? 'Riga' : 'Line'} ${p['line']}, ${p['place']}`;
/** What a schema expects: one of a few, or the first of many. */
const some = (p: Params, locale: Locale): string => String(p['expected']).replaceAll('|', locale === 'it' ? ' o ' : ' or ');

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
  'payments.sayWhyFloor': {
    it: (p) =>
      `Con la chiusura la quota del Sud passa dal ${p['nowPercent'] ?? '–'} % al ${p['afterPercent'] ?? '–'} % (soglia ${p['floor']} %, mancherebbero ${euros(Number(p['shortCents']), 'it')}): occorre scrivere perché, almeno 10 caratteri.`,
    en: (p) =>
      `Closing takes the share of the South from ${p['nowPercent'] ?? '–'} % to ${p['afterPercent'] ?? '–'} % (floor ${p['floor']} %, ${euros(Number(p['shortCents']), 'en')} would be missing): say why, in at least 10 characters.`,
  },
  'payments.projectOver': { it: 'Il progetto è già concluso.', en: 'The project is over already.' },
  'payments.reportsOpen': {
    it: (p) => (p['count'] === 1 ? 'Un rendiconto non è ancora accettato.' : `${p['count']} rendiconti non sono ancora accettati.`),
    en: (p) => (p['count'] === 1 ? 'One report is not accepted yet.' : `${p['count']} reports are not accepted yet.`),
  },
  'payments.variationOpen': { it: 'Una richiesta di variazione aspetta risposta.', en: 'A request for a variation waits for an answer.' },
  'payments.claimsOpen': {
    it: (p) =>
      `${p['count'] === 1 ? 'Un recupero è aperto' : `${p['count']} recuperi sono aperti`}: devono ancora tornare ${euros(Number(p['claimedCents']), 'it')}.`,
    en: (p) =>
      `${p['count'] === 1 ? 'One recovery is open' : `${p['count']} recoveries are open`}: ${euros(Number(p['claimedCents']), 'en')} has still to come back.`,
  },
  'payments.bookedAlready': { it: 'Il movimento è già registrato.', en: 'The movement is booked already.' },
  'payments.bookingWaits': {
    it: 'Qualcuno ha già detto che cos’è: una seconda persona deve confermare o rifiutare.',
    en: 'Somebody has said already what it is: a second person has to confirm or refuse.',
  },
  'payments.orderNotSent': {
    it: (p) => `L’ordine ${p['code']} non è in banca: un’uscita si registra solo su un ordine inviato.`,
    en: (p) => `Order ${p['code']} is not at the bank: money that went out is booked only to an order that was sent.`,
  },
  'payments.orderNotOut': {
    it: (p) => `L’ordine ${p['code']} non è stato inviato né pagato: non può tornare indietro.`,
    en: (p) => `Order ${p['code']} was neither sent nor paid: it cannot come back.`,
  },
  'payments.notItsAmount': {
    it: (p) =>
      `L’ordine ${p['code']} è di ${euros(Number(p['expectedCents']), 'it')}, il movimento di ${euros(Number(p['cents']), 'it')}: si registra solo l’importo esatto. La differenza va chiarita con la banca.`,
    en: (p) =>
      `Order ${p['code']} is for ${euros(Number(p['expectedCents']), 'en')}, the movement for ${euros(Number(p['cents']), 'en')}: only the exact amount is booked. Clear the difference with the bank.`,
  },
  'payments.wentOut': {
    it: (p) => `Il denaro è uscito: sul recupero ${p['reference']} si registra solo ciò che entra.`,
    en: (p) => `The money went out: only what comes in is booked to recovery ${p['reference']}.`,
  },
  'payments.moreThanAsked': {
    it: (p) =>
      `Sul recupero ${p['reference']} restano ${euros(Number(p['openCents']), 'it')} e sono arrivati ${euros(Number(p['cents']), 'it')}: il di più non ha causa e va restituito.`,
    en: (p) =>
      `Of recovery ${p['reference']} ${euros(Number(p['openCents']), 'en')} is left and ${euros(Number(p['cents']), 'en')} came in: what is more has no ground and is to be sent back.`,
  },
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
  'payments.schema.missing': {
    it: (p) => `${place(p, 'it')}: manca ${some(p, 'it')}.`,
    en: (p) => `${place(p, 'en')}: ${some(p, 'en')} is missing.`,
  },
  'payments.schema.unexpected': {
    it: (p) => `${place(p, 'it')}: non può stare qui${p['expected'] ? `; qui ci vuole ${some(p, 'it')}` : ''}.`,
    en: (p) => `${place(p, 'en')}: cannot stand here${p['expected'] ? `; ${some(p, 'en')} is wanted here` : ''}.`,
  },
  'payments.schema.value': {
    it: (p) => `${place(p, 'it')}: «${p['value']}» non è un valore di tipo ${p['type']}.`,
    en: (p) => `${place(p, 'en')}: “${p['value']}” is no value of type ${p['type']}.`,
  },
  'payments.schema.form': {
    it: (p) => `${place(p, 'it')}: «${p['value']}» non ha la forma richiesta (${p['form']}).`,
    en: (p) => `${place(p, 'en')}: “${p['value']}” has not the form required (${p['form']}).`,
  },
  'payments.schema.choice': {
    it: (p) => `${place(p, 'it')}: «${p['value']}» non è tra i valori ammessi (${p['form']}).`,
    en: (p) => `${place(p, 'en')}: “${p['value']}” is not among the values allowed (${p['form']}).`,
  },
  'payments.schema.long': {
    it: (p) => `${place(p, 'it')}: ${counted.characters.it(Number(p['length']))}, al massimo ${p['limit']}.`,
    en: (p) => `${place(p, 'en')}: ${counted.characters.en(Number(p['length']))}, at most ${p['limit']}.`,
  },
  'payments.schema.short': {
    it: (p) => `${place(p, 'it')}: ${counted.characters.it(Number(p['length']))}, almeno ${p['limit']}.`,
    en: (p) => `${place(p, 'en')}: ${counted.characters.en(Number(p['length']))}, at least ${p['limit']}.`,
  },
  'payments.schema.attributeMissing': {
    it: (p) => `${place(p, 'it')}: manca l’attributo ${p['attribute']}.`,
    en: (p) => `${place(p, 'en')}: the attribute ${p['attribute']} is missing.`,
  },
  'payments.schema.attributeUnknown': {
    it: (p) => `${place(p, 'it')}: l’attributo ${p['attribute']} non è ammesso.`,
    en: (p) => `${place(p, 'en')}: the attribute ${p['attribute']} is not allowed.`,
  },
  'payments.schema.other': {
    it: (p) => `${place(p, 'it')}: non è come dice lo schema (${p['said']}).`,
    en: (p) => `${place(p, 'en')}: not as the schema says (${p['said']}).`,
  },
  'payments.schema.more': {
    it: (p) => (p['count'] === 1 ? 'E un’altra cosa non conforme allo schema.' : `E altre ${p['count']} cose non conformi allo schema.`),
    en: (p) => (p['count'] === 1 ? 'And one more thing that is not as the schema says.' : `And ${p['count']} more things that are not as the schema says.`),
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
};
