import { afterNumber, copy } from '#src/core/words.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

export const awardCopy = copy({
  awards: { it: 'Progetti finanziati', en: 'Funded projects' },
  awardsLead: {
    it: (code: string) => `I contributi concessi con il ${code}, con i beneficiari e gli importi.`,
    en: (code: string) => `The grants awarded under ${code}, with beneficiaries and amounts.`,
  },
  calls: { it: 'Bandi', en: 'Calls' },
  none: { it: 'Nessun contributo concesso, per ora', en: 'No grant awarded yet' },
  noneMore: { it: 'I contributi compaiono qui quando è adottato il decreto di concessione.', en: 'Grants appear here when the award decree is adopted.' },
  project: { it: 'Progetto', en: 'Project' },
  protocol: { it: 'Protocollo', en: 'Protocol number' },
  beneficiary: { it: 'Beneficiario', en: 'Beneficiary' },
  role: { it: 'Ruolo', en: 'Role' },
  kind: { it: 'Tipo', en: 'Kind' },
  region: { it: 'Regione di attuazione', en: 'Region of implementation' },
  eligible: { it: 'Costo ammissibile', en: 'Eligible cost' },
  grant: { it: 'Contributo', en: 'Grant' },
  lead: { it: 'Capofila', en: 'Lead' },
  partner: { it: 'Partner', en: 'Partner' },
  enterprise: { it: 'Impresa', en: 'Enterprise' },
  university: { it: 'Università', en: 'University' },
  researchBody: { it: 'Organismo di ricerca', en: 'Research body' },
  publicBody: { it: 'Ente pubblico', en: 'Public body' },
  association: { it: 'Associazione', en: 'Association' },
  projects: { it: 'Progetti', en: 'Projects' },
  projectsCount: afterNumber(['Progetto', 'Progetti'], ['Project', 'Projects']),
  granted: { it: 'Concessi', en: 'Granted' },
  enterprises: { it: 'Imprese', en: 'Enterprises' },
  enterprisesCount: afterNumber(['Impresa', 'Imprese'], ['Enterprise', 'Enterprises']),
  researchBodies: { it: 'Organismi di ricerca', en: 'Research bodies' },
  researchBodiesCount: afterNumber(['Organismo di ricerca', 'Organismi di ricerca'], ['Research body', 'Research bodies']),
  southShare: { it: 'Attuati nel Mezzogiorno', en: 'Carried out in the South' },
  decrees: { it: 'Decreti di concessione', en: 'Award decrees' },
  decree: { it: (n: number, year: number) => `Decreto n. ${n}/${year}`, en: (n: number, year: number) => `Decree no. ${n}/${year}` },
  adoptedOn: { it: 'Adottato il', en: 'Adopted on' },
  adopt: { it: 'Adotta il decreto di concessione', en: 'Adopt the award decree' },
  adoptConsequences: {
    it: 'I contributi della graduatoria diventano concessioni, il decreto è numerato e pubblicato in PDF, ogni capofila riceve una lettera protocollata con il proprio esito.',
    en: 'The grants of the ranking become awards, the decree is numbered and published as a PDF, and each lead gets a numbered letter with its own outcome.',
  },
  endedGrants: { it: 'Contributi cessati', en: 'Grants that ended' },
  endedOn: { it: 'Cessato il', en: 'Ended on' },
  endedBy: { it: 'Per', en: 'By' },
  renunciation: { it: 'Rinuncia', en: 'Renunciation' },
  revocation: { it: 'Revoca', en: 'Revocation' },
  act: { it: 'Atto', en: 'Act' },
  chart: { it: 'Contributi per regione di attuazione', en: 'Grants by region of implementation' },
  chartDescription: { it: (top: string) => `La regione con più contributi è ${top}.`, en: (top: string) => `The region with the most grants is ${top}.` },
  exampleNote: {
    it: 'Dati di esempio: i beneficiari sono sintetici e non corrispondono a soggetti reali.',
    en: 'Example data: the beneficiaries are synthetic and are not real organisations.',
  },
});

/** The words of the decree itself: an act in Italian. */
export const decreeWords = {
  title: (n: number, year: number) => `Decreto di concessione n. ${n}/${year}`,
  /** As a letter names it. */
  cited: { it: (n: number, year: number) => `decreto di concessione n. ${n}/${year}`, en: (n: number, year: number) => `award decree no. ${n}/${year}` },
  seenTitle: 'Premesse',
  articleTitle: (n: number, title: string) => `Art. ${n} – ${title}`,
  grants: 'Concessione dei contributi',
  ended: 'Rinunce e revoche',
  cover: 'Copertura finanziaria',
  duties: 'Obblighi dei beneficiari',
  publication: 'Pubblicità e ricorsi',
  signature: ['Il responsabile del procedimento', 'documento informatico'],
};

export const awardReasons: ReasonCopy = {
  'award.officeOnly': { it: 'Solo l’ufficio di programma adotta i decreti di concessione.', en: 'Only the programme office adopts award decrees.' },
  'award.noRanking': {
    it: 'Non c’è ancora una graduatoria pubblicata: prima si pubblica la graduatoria definitiva.',
    en: 'There is no published ranking yet: publish the final ranking first.',
  },
  'award.provisional': {
    it: 'La graduatoria è provvisoria: si concede soltanto su quella definitiva, trascorso il termine per le osservazioni.',
    en: 'The ranking is provisional: awards follow the final one only, after the term for observations.',
  },
  'award.supersededRanking': {
    it: 'Esiste una graduatoria più recente: il decreto si adotta su quella.',
    en: 'There is a newer ranking: the decree is adopted on that one.',
  },
  'award.decreedAlready': { it: 'Su questa graduatoria un decreto è già stato adottato.', en: 'A decree has already been adopted on this ranking.' },
  'award.scrollFirst': {
    it: (p) =>
      `Dopo questa graduatoria ${Number(p['count']) === 1 ? 'un contributo è cessato' : `${p['count']} contributi sono cessati`} per rinuncia o revoca: prima si pubblica lo scorrimento.`,
    en: (p) =>
      `After this ranking ${Number(p['count']) === 1 ? 'one grant has' : `${p['count']} grants have`} ended by renunciation or revocation: publish the scrolled ranking first.`,
  },
  'award.nothingFunded': { it: 'La graduatoria non finanzia alcuna proposta.', en: 'The ranking funds no proposal.' },
};
