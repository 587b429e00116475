import { copy } from '#src/core/words.ts';

/** Words of a payment order as a document. */
export const paperCopy = copy({
  title: { it: 'Ordine di pagamento', en: 'Payment order' },
  paper: { it: 'Ordine in PDF', en: 'Order as a PDF' },
  exampleNote: { it: 'Documento dimostrativo: non dispone alcun pagamento.', en: 'Demonstration document: it orders no payment.' },
  orders: {
    it: (amount: string, payee: string) => `Si dispone il pagamento di ${amount} a ${payee}.`,
    en: (amount: string, payee: string) => `The payment of ${amount} to ${payee} is ordered.`,
  },
  waits: { it: 'In attesa della seconda persona: nulla è ancora disposto.', en: 'The second person has not decided yet: nothing is ordered so far.' },
  refused: { it: (why: string) => `Respinto: ${why}`, en: (why: string) => `Refused: ${why}` },
  throughLead: {
    it: (n: number) => `Bonifico unico alla capofila, che trasferisce a ciascun partner la sua quota: ${n === 1 ? 'una quota' : `${n} quote`}.`,
    en: (n: number) => `One transfer to the lead, which passes on to each partner its share: ${n === 1 ? 'one share' : `${n} shares`}.`,
  },
  project: { it: 'Progetto', en: 'Project' },
  call: { it: 'Bando', en: 'Call' },
  payment: { it: 'Pagamento', en: 'Payment' },
  payee: { it: 'Pagato a', en: 'Paid to' },
  payable: { it: 'Da pagare a', en: 'To be paid to' },
  /** Of an order that was refused, or whose money came back. */
  beneficiaryOf: { it: 'A favore di', en: 'In favour of' },
  account: { it: 'Conto', en: 'Account' },
  reasons: { it: 'Causale', en: 'Reasons' },
  payBy: { it: 'Da pagare entro', en: 'To be paid by' },
  proposed: { it: 'Proposto da', en: 'Proposed by' },
  decided: { it: 'Approvato da', en: 'Approved by' },
  refusedBy: { it: 'Respinto da', en: 'Refused by' },
  bankFile: { it: 'File per la banca', en: 'File for the bank' },
  paidOn: { it: 'Pagato il', en: 'Paid on' },
  returnedOn: { it: 'Tornato indietro il', en: 'Came back on' },
  amounts: { it: 'Importi', en: 'Amounts' },
  shares: { it: 'Quote dei beneficiari', en: 'Shares of the beneficiaries' },
  beneficiary: { it: 'Beneficiario', en: 'Beneficiary' },
  code: { it: 'Ordine', en: 'Order' },
  gross: { it: 'Lordo', en: 'Gross' },
  late: { it: 'Interessi di ritardo', en: 'Interest for delay' },
  kept: { it: 'Trattenuto', en: 'Kept' },
  net: { it: 'Netto', en: 'Net' },
  total: { it: 'Totale', en: 'Total' },
});
