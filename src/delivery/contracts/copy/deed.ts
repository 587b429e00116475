import { showDate } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';

/** What stands on the papers of a contract. */
export const deedWords = copy({
  title: { it: 'Contratto d’obbligo', en: 'Grant contract' },
  courtesy: { it: 'Testo originale', en: 'Courtesy translation; the Italian text is the one that is signed.' },
  exampleNote: { it: 'Esempio: dati sintetici, nessun valore legale', en: 'Example: synthetic data, no legal value' },
  parties: { it: 'Parti', en: 'Parties' },
  between: {
    it: (body: string, lead: string) => `Tra ${body}, ente concedente, e ${lead}, beneficiario e capofila, anche per conto dei partner indicati in tabella.`,
    en: (body: string, lead: string) => `Between ${body}, the granting body, and ${lead}, beneficiary and lead, also on behalf of the partners in the table.`,
  },
  call: { it: 'Bando', en: 'Call' },
  version: { it: (n: number) => `versione ${n}`, en: (n: number) => `version ${n}` },
  decree: { it: 'Concessione', en: 'Award' },
  decreeOf: { it: (n: number, year: number) => `decreto n. ${n}/${year}`, en: (n: number, year: number) => `decree no. ${n}/${year}` },
  project: { it: 'Progetto', en: 'Project' },
  runs: { it: 'Durata', en: 'Duration' },
  signBy: { it: 'Da firmare entro', en: 'To be signed by' },
  beneficiaries: { it: 'Beneficiari', en: 'Beneficiaries' },
  name: { it: 'Beneficiario', en: 'Beneficiary' },
  region: { it: 'Regione', en: 'Region' },
  eligible: { it: 'Costi ammissibili', en: 'Eligible cost' },
  grant: { it: 'Contributo', en: 'Grant' },
  total: { it: 'Totale', en: 'Total' },
  article: { it: (n: number, title: string) => `Art. ${n} – ${title}`, en: (n: number, title: string) => `Art. ${n} – ${title}` },
  forGranting: { it: (body: string) => `Per ${body}`, en: (body: string) => `For ${body}` },
  forLead: { it: (lead: string) => `Per ${lead}, il legale rappresentante`, en: (lead: string) => `For ${lead}, the legal representative` },
  addendum: { it: (n: number) => `Addendum n. ${n} al contratto d’obbligo`, en: (n: number) => `Addendum no. ${n} to the grant contract` },
  addendumText: {
    it: (decree: string, before: string, after: string, signed: string) =>
      `Con ${decree} il contributo concesso con il contratto firmato il ${signed} passa da ${before} a ${after}, ripartito fra i beneficiari come in tabella.`,
    en: (decree: string, before: string, after: string, signed: string) =>
      `By ${decree} the grant of the contract signed on ${signed} goes from ${before} to ${after}, shared among the beneficiaries as in the table.`,
  },
  before: { it: 'Prima', en: 'Before' },
  after: { it: 'Dopo', en: 'After' },
  variation: { it: 'Variazione', en: 'Variation' },
  holdsFrom: { it: 'Vale dal', en: 'Holds from' },
  ends: { it: 'Fine del progetto', en: 'End of the project' },
  instead: {
    it: (after: string, before: string) => `${showDate(after, 'it')} anziché ${showDate(before, 'it')}`,
    en: (after: string, before: string) => `${showDate(after, 'en')} instead of ${showDate(before, 'en')}`,
  },
  leaves: { it: 'esce', en: 'leaves' },
  joins: { it: 'entra', en: 'joins' },
  contractHash: { it: 'Impronta SHA-256 del contratto', en: 'SHA-256 of the contract' },
  rest: { it: 'Tutto il resto del contratto rimane com’è.', en: 'All the rest of the contract stays as it is.' },
});
