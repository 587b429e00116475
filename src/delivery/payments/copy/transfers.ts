import { copy } from '#src/core/words.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';
import { euros } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';

export const transfersCopy = copy({
  title: { it: 'Trasferimenti ai partner', en: 'Passed on to partners' },
  lead: {
    it: (lead: string) => `Il bando paga tutto alla capofila, ${lead}, che trasferisce a ogni partner la sua parte e lo dimostra.`,
    en: (lead: string) => `The call pays all to the lead, ${lead}, which passes on to each partner what is theirs, with proof.`,
  },
  partner: { it: 'Partner', en: 'Partner' },
  order: { it: 'Ordine', en: 'Order' },
  received: { it: 'Ricevuto per il partner', en: 'Received for the partner' },
  passed: { it: 'Trasferito', en: 'Passed on' },
  withLead: { it: 'Presso la capofila', en: 'Still with the lead' },
  passBy: { it: 'Da trasferire entro', en: 'To be passed on by' },
  done: { it: 'tutto trasferito', en: 'all passed on' },
  total: { it: 'In tutto', en: 'In all' },
  nothingYet: { it: 'La capofila non ha ancora ricevuto nulla per i partner', en: 'The lead has received nothing for its partners yet' },
  none: { it: 'Nessun trasferimento dichiarato', en: 'No transfer declared' },
  on: { it: 'Data del bonifico', en: 'Date of the transfer' },
  amount: { it: 'Importo', en: 'Amount' },
  amountHint: { it: (left: string) => `Al massimo ${left}; può essere una parte.`, en: (left: string) => `At most ${left}; it may be a part.` },
  proof: { it: 'Prova', en: 'Proof' },
  proofHint: { it: 'Contabile o ricevuta della banca', en: 'The bank’s receipt' },
  declare: { it: 'Dichiara un trasferimento', en: 'Declare a transfer' },
  declared: { it: 'Dichiarato da', en: 'Declared by' },
  withdraw: { it: 'Ritira la dichiarazione', en: 'Withdraw the declaration' },
  withdrawEffect: {
    it: 'La scrittura è stornata; la dichiarazione resta visibile come ritirata.',
    en: 'The entry is reversed; the declaration stays visible as withdrawn.',
  },
  why: { it: 'Motivo', en: 'Reason' },
  withdrawn: { it: 'ritirato', en: 'withdrawn' },
  cameBack: { it: 'il bonifico del programma è tornato indietro', en: 'the programme’s transfer came back' },
  propose: { it: 'Proponi la tranche alla capofila', en: 'Propose the tranche to the lead' },
  proposeNote: {
    it: 'Un solo bonifico alla capofila con le quote di chi può essere pagato oggi; le altre seguono quando si può.',
    en: 'One transfer to the lead with the shares of those who can be paid today; the others follow when they can.',
  },
  inTranche: { it: 'Nella tranche', en: 'In the tranche' },
  tranche: { it: (code: string) => `Tranche ${code}`, en: (code: string) => `Tranche ${code}` },
  trancheLead: {
    it: (amount: string, lead: string) => `Un bonifico di ${amount} a ${lead}, capofila.`,
    en: (amount: string, lead: string) => `One transfer of ${amount} to ${lead}, the lead.`,
  },
  toLead: {
    it: (shares: number) => (shares === 1 ? 'un bonifico, 1 quota' : `un bonifico, ${shares} quote`),
    en: (shares: number) => (shares === 1 ? 'one transfer, 1 share' : `one transfer, ${shares} shares`),
  },
  shares: { it: 'Le quote', en: 'The shares' },
  sharesLead: {
    it: 'Ogni quota è un ordine a sé nel libro mastro; alla banca va il totale.',
    en: 'Each share is an order of its own in the ledger; the bank is told the total.',
  },
  share: { it: 'Quota', en: 'Share' },
  shareOf: { it: 'Quota della tranche', en: 'Share of the tranche' },
  late: { it: 'Interessi per ritardo', en: 'Interest for delay' },
  kept: { it: 'Trattenuto', en: 'Kept' },
  net: { it: 'Nel bonifico', en: 'In the transfer' },
  approveEffects: {
    it: (amount: string, lead: string, shares: number) =>
      `${amount} a ${lead} entrano nel prossimo file per la banca come un solo bonifico, con ${shares === 1 ? 'la sua quota' : `le sue ${shares} quote`}.`,
    en: (amount: string, lead: string, shares: number) =>
      `${amount} to ${lead} goes into the next file for the bank as one transfer, with ${shares === 1 ? 'its one share' : `its ${shares} shares`}.`,
  },
});

export const transfersReasons: ReasonCopy = {
  'payments.byTranche': {
    it: 'Questo bando paga tutto alla capofila con un solo bonifico: si propone la tranche, con le quote di tutti.',
    en: 'This call pays all to the lead in one transfer: the tranche is proposed, with the shares of all.',
  },
  'payments.eachByItself': {
    it: 'Questo bando paga ogni beneficiario per sé: si propone un ordine per ciascuno.',
    en: 'This call pays each beneficiary by itself: an order is proposed for each.',
  },
  'payments.decidedWithTranche': {
    it: 'È la quota di una tranche: si decide la tranche, e con essa tutte le quote.',
    en: 'This is a share of a tranche: the tranche is decided, and all its shares with it.',
  },
  'payments.leadOnly': {
    it: 'Dichiara i trasferimenti chi agisce per la capofila, o l’ufficio per essa.',
    en: 'Who acts for the lead declares transfers, or the office for it.',
  },
  'payments.notThroughLead': {
    it: 'Di questo ordine la capofila non ha nulla da trasferire: non è stato pagato, o è andato al beneficiario.',
    en: 'The lead has nothing of this order to pass on: it was not paid, or went to the beneficiary.',
  },
  'payments.beforePaid': {
    it: (p) => `La capofila ha ricevuto la somma il ${showDate(String(p['paidOn']), 'it')}: il trasferimento non può venire prima.`,
    en: (p) => `The lead received the money on ${showDate(String(p['paidOn']), 'en')}: it cannot have been passed on before.`,
  },
  'payments.inFuture': {
    it: 'Si dichiara un bonifico già eseguito: la data non può essere futura.',
    en: 'A transfer that was made is declared: the date cannot be in the future.',
  },
  'payments.moreThanWithLead': {
    it: (p) =>
      `Restano da trasferire ${euros(Number(p['leftCents']), 'it')}: ${euros(Number(p['entrustedCents']), 'it')} ricevuti, ${euros(Number(p['passedCents']), 'it')} già trasferiti.`,
    en: (p) =>
      `${euros(Number(p['leftCents']), 'en')} is left to be passed on: ${euros(Number(p['entrustedCents']), 'en')} received, ${euros(Number(p['passedCents']), 'en')} passed on already.`,
  },
  'payments.withdrawnAlready': { it: 'La dichiarazione è già stata ritirata.', en: 'The declaration was withdrawn already.' },
};
