import { copy } from '#src/core/words.ts';

export const mailCopy = copy({
  dear: { it: (name: string) => `Gentile ${name},`, en: (name: string) => `Dear ${name},` },
  paidSubject: { it: (project: string) => `${project}: pagamento eseguito`, en: (project: string) => `${project}: payment made` },
  paidText: {
    it: (p: { amount: string; on: string; code: string; cup: string }) =>
      `la banca ha eseguito il ${p.on} il bonifico di ${p.amount} (ordine ${p.code}, CUP ${p.cup}). Il conto del progetto:`,
    en: (p: { amount: string; on: string; code: string; cup: string }) =>
      `on ${p.on} the bank made the transfer of ${p.amount} (order ${p.code}, CUP ${p.cup}). The project’s account:`,
  },
  paidToLeadText: {
    it: (p: { amount: string; on: string; code: string; cup: string }) =>
      `la banca ha eseguito il ${p.on} il bonifico di ${p.amount} alla capofila, che deve trasferirvelo (ordine ${p.code}, CUP ${p.cup}). Il conto del progetto:`,
    en: (p: { amount: string; on: string; code: string; cup: string }) =>
      `on ${p.on} the bank made the transfer of ${p.amount} to the lead, which has to pass it on to you (order ${p.code}, CUP ${p.cup}). The project’s account:`,
  },
  receivedText: {
    it: (p: { amount: string; on: string; cup: string }) => `la banca ha eseguito il ${p.on} il bonifico di ${p.amount} (CUP ${p.cup}), tutto vostro:`,
    en: (p: { amount: string; on: string; cup: string }) => `on ${p.on} the bank made the transfer of ${p.amount} (CUP ${p.cup}), all of it yours:`,
  },
  passOnSubject: {
    it: (project: string) => `${project}: somme da trasferire ai partner`,
    en: (project: string) => `${project}: money to pass on to partners`,
  },
  passOnText: {
    it: (p: { amount: string; on: string; shares: string; toPass: string; by: string }) =>
      `la banca ha eseguito il ${p.on} il bonifico di ${p.amount}. Le quote:\n${p.shares}\n\n${p.toPass} vanno trasferiti ai partner entro il ${p.by}. Qui si dichiarano i bonifici, con la loro prova:`,
    en: (p: { amount: string; on: string; shares: string; toPass: string; by: string }) =>
      `on ${p.on} the bank made the transfer of ${p.amount}. The shares:\n${p.shares}\n\n${p.toPass} has to be passed on to partners by ${p.by}. The transfers are declared here, with their proof:`,
  },
  passedOnSubject: {
    it: (project: string) => `${project}: la capofila dichiara un bonifico`,
    en: (project: string) => `${project}: the lead declares a transfer`,
  },
  passedOnText: {
    it: (p: { amount: string; on: string }) =>
      `la capofila dichiara di avervi trasferito ${p.amount} il ${p.on}. Se non vi risulta, scrivete all’ufficio. Il conto del progetto:`,
    en: (p: { amount: string; on: string }) =>
      `the lead declares to have transferred ${p.amount} to you on ${p.on}. If you know nothing of it, write to the office. The project’s account:`,
  },
  recoverySubject: {
    it: (project: string, reference: string) => `${project}: somma da restituire (${reference})`,
    en: (project: string, reference: string) => `${project}: money to give back (${reference})`,
  },
  recoveryText: {
    it: (p: { amount: string; interest: string; reference: string; by: string }) =>
      `occorre restituire ${p.amount}, di cui ${p.interest} di interessi, entro il ${p.by}. Nella causale del bonifico va scritto ${p.reference}. Il calcolo:`,
    en: (p: { amount: string; interest: string; reference: string; by: string }) =>
      `${p.amount} has to be given back, ${p.interest} of it interest, by ${p.by}. Write ${p.reference} as the reason of the transfer. How it was worked out:`,
  },
  closedSubject: { it: (project: string) => `${project}: progetto chiuso`, en: (project: string) => `${project}: project closed` },
  closedText: {
    it: (p: { spent: string; paid: string; left: string }) =>
      `il progetto è chiuso. Alla vostra organizzazione è stato riconosciuto un contributo di ${p.spent}, pagato ${p.paid}; ${p.left} non spesi sono tornati al bando. Il conto del progetto:`,
    en: (p: { spent: string; paid: string; left: string }) =>
      `the project is closed. Your organisation was recognised aid of ${p.spent} and paid ${p.paid}; ${p.left} that was not spent went back to the call. The project’s account:`,
  },
  accountSubject: { it: 'Nuovo conto corrente proposto', en: 'A new bank account was proposed' },
  accountText: {
    it: (last: string) =>
      `per la vostra organizzazione è stato proposto un conto che termina con ${last}. Vale dopo la conferma di una seconda persona. Se non ne sapete nulla, scrivete subito all’ufficio.`,
    en: (last: string) =>
      `an account ending in ${last} was proposed for your organisation. It counts once a second person has confirmed it. If you know nothing of it, write to the office at once.`,
  },
});
