import { counted } from '#src/core/counts.ts';
import { afterNumber, copy, type Words } from '#src/core/words.ts';

export const partnerRoles = ['public', 'industrial', 'callEnterprise', 'callResearch', 'callOther'] as const;
export type PartnerRole = (typeof partnerRoles)[number];

export const roleWords: Record<PartnerRole, Words> = {
  public: { it: 'Fondatore pubblico', en: 'Public founder' },
  industrial: { it: 'Fondatore industriale', en: 'Industrial founder' },
  callEnterprise: { it: 'Impresa, dai bandi', en: 'Enterprise, from the calls' },
  callResearch: { it: 'Organismo di ricerca, dai bandi', en: 'Research body, from the calls' },
  callOther: { it: 'Altro ente, dai bandi', en: 'Other body, from the calls' },
};

export const originWords: Record<'partnership' | 'call', Words> = {
  partnership: { it: 'Del partenariato', en: 'The partnership’s own' },
  call: { it: 'Dai bandi', en: 'From the calls' },
};

export const publicCopy = copy({
  // Home
  heroKicker: { it: (kind: string, mission: string) => `${kind} · ${mission}`, en: (kind: string, mission: string) => `${kind} · ${mission}` },
  heroTitle: { it: 'Il Made in Italy che torna in circolo', en: 'A Made in Italy that goes full circle' },
  seeCalls: { it: 'Vedi i bandi', en: 'See the calls' },
  seeProjects: {
    it: (n: string) => (n === '1' ? 'Esplora il progetto' : `Esplora i ${n} progetti`),
    en: (n: string) => (n === '1' ? 'Explore the project' : `Explore the ${n} projects`),
  },
  openCalls: { it: 'Bandi aperti', en: 'Open calls' },
  noOpenCalls: { it: 'Nessun bando è aperto in questo momento.', en: 'No call is open at the moment.' },
  upcomingCall: { it: (code: string) => `Apertura del ${code}`, en: (code: string) => `${code} opens` },
  closesCall: { it: (code: string) => `Chiude il ${code}`, en: (code: string) => `${code} closes` },
  allCalls: { it: 'Tutti i bandi', en: 'All calls' },
  inFigures: { it: 'Il partenariato in cifre', en: 'The partnership in figures' },
  inFiguresLead: {
    it: 'Ogni cifra è calcolata dai dati registrati e porta alle righe che conta.',
    en: 'Every figure is computed from the data on record and leads to the rows that it counts.',
  },
  endowment: { it: 'di dotazione', en: 'of endowment' },
  endowmentNote: {
    it: (pub: string, priv: string) => `${pub} pubblici e ${priv} privati`,
    en: (pub: string, priv: string) => `${pub} public and ${priv} private`,
  },
  south: { it: 'dei fondi pubblici al Mezzogiorno', en: 'of the public funds to the South' },
  southNote: { it: (cents: string) => `almeno ${cents}`, en: (cents: string) => `at least ${cents}` },
  enterprises: { it: 'imprese', en: 'enterprises' },
  enterprisesCount: afterNumber(['impresa', 'imprese'], ['enterprise', 'enterprises']),
  researchBodies: { it: 'organismi di ricerca', en: 'research bodies' },
  researchBodiesCount: afterNumber(['organismo di ricerca', 'organismi di ricerca'], ['research body', 'research bodies']),
  foundersAndCalls: {
    it: (founders: string, calls: string) => `${founders} dalla fondazione e ${calls} dai bandi`,
    en: (founders: string, calls: string) => `${founders} ${founders === '1' ? 'founder' : 'founders'} and ${calls} from the calls`,
  },
  over: { it: (n: string) => `oltre ${n}`, en: (n: string) => `over ${n}` },
  researchers: { it: 'ricercatrici e ricercatori', en: 'researchers' },
  researchersCount: afterNumber(['ricercatrice o ricercatore', 'ricercatrici e ricercatori'], ['researcher', 'researchers']),
  researchersNote: { it: (n: string) => `${counted.rows.it(n)} di esempio`, en: (n: string) => `${n} example ${n === '1' ? 'row' : 'rows'}` },
  projects: { it: 'progetti', en: 'projects' },
  projectsCount: afterNumber(['progetto', 'progetti'], ['project', 'projects']),
  projectsNote: {
    it: (own: string, calls: string) => `${own} del partenariato e ${calls} dai bandi`,
    en: (own: string, calls: string) => `${own} of the partnership and ${calls} from the calls`,
  },
  granted: { it: 'concessi dai bandi a cascata', en: 'awarded by the cascade calls' },
  sectors: afterNumber(['settore', 'settori'], ['sector', 'sectors']),
  spokes: afterNumber(['Spoke tematico', 'Spoke tematici'], ['thematic Spoke', 'thematic Spokes']),
  stops: afterNumber(['tappa del Roadshow', 'tappe del Roadshow'], ['stop of the Roadshow', 'stops of the Roadshow']),
  whereTitle: { it: 'Dove sono i partner', en: 'Where the partners are' },
  mapTitle: { it: 'Partner per regione', en: 'Partners by region' },
  mapLead: {
    it: 'Sede dei fondatori e dei beneficiari dei bandi. Ogni regione porta all’elenco dei suoi partner.',
    en: 'Seats of the founders and of the beneficiaries of the calls. Each region leads to the list of its partners.',
  },
  mapPicture: {
    it: (n: string, regions: number, top: string, topN: string, south: string) =>
      `${counted.partners.it(n)} in ${counted.regions.it(regions)}. La prima è la regione ${top} con ${topN}; nel Mezzogiorno ${south === '1' ? 'è' : 'sono'} ${south}.`,
    en: (n: string, regions: number, top: string, topN: string, south: string) =>
      `${counted.partners.en(n)} in ${counted.regions.en(regions)}. ${top} comes first with ${topN}; ${south} ${south === '1' ? 'is' : 'are'} in the South.`,
  },
  partnersHeading: { it: 'Partner', en: 'Partners' },
  spokesTitle: { it: 'Gli Spoke', en: 'The Spokes' },
  spokesLead: {
    it: 'Aree di ricerca, ciascuna guidata da una persona di un’università o di un ente. Un progetto appartiene a uno o più Spoke.',
    en: 'Research areas, each led by a person at a university or a research body. A project belongs to one or more Spokes.',
  },
  allSpokes: { it: 'Tutti gli Spoke', en: 'All Spokes' },
  researchTitle: { it: 'Dove si concentra la ricerca', en: 'Where the research is' },
  bySpoke: { it: 'Progetti del partenariato e dei bandi, per Spoke principale', en: 'Projects of the partnership and of the calls, by main Spoke' },
  bySpokePicture: {
    it: (most: string, n: string) => `Lo Spoke con più progetti è il ${most}, con ${n}.`,
    en: (most: string, n: string) => `The Spoke with most projects is Spoke ${most}, with ${n}.`,
  },
  spokeN: { it: (n: number) => `Spoke ${n}`, en: (n: number) => `Spoke ${n}` },
  projectsHeading: { it: 'Progetti', en: 'Projects' },

  // Spokes
  leader: { it: 'Responsabile', en: 'Leader' },
  leadBody: { it: 'Ente capofila', en: 'Lead institution' },
  ownProjects: { it: 'I progetti del partenariato', en: 'The partnership’s own projects' },
  cascadeProjects: { it: 'I progetti dei bandi a cascata', en: 'Projects of the cascade calls' },
  noCascade: { it: 'Nessun progetto dei bandi ha ancora questo Spoke come principale.', en: 'No project of the calls has this Spoke as its main one yet.' },
  noOwn: { it: 'Nessun progetto registrato.', en: 'No project on record.' },
  spokeResearchers: { it: 'Chi ci lavora', en: 'Who works on it' },
  researchersByBody: { it: 'Persone per ente', en: 'People by body' },
  researchersPicture: {
    it: (n: string, bodies: number) => `${n} ${n === '1' ? 'persona' : 'persone'} di ${bodies} ${bodies === 1 ? 'ente' : 'enti'}.`,
    en: (n: string, bodies: number) => `${n} ${n === '1' ? 'person' : 'people'} of ${bodies} ${bodies === 1 ? 'body' : 'bodies'}.`,
  },
  body: { it: 'Ente', en: 'Body' },
  people: { it: 'Persone', en: 'People' },
  spokeMeta: {
    it: (own: number, calls: number) => `${own} ${own === 1 ? 'progetto' : 'progetti'} del partenariato, ${calls} dai bandi`,
    en: (own: number, calls: number) => `${own} own ${own === 1 ? 'project' : 'projects'}, ${calls} from the calls`,
  },

  // Partners
  partners: { it: 'Partner', en: 'Partners' },
  partnersLead: {
    it: 'I fondatori, pubblici e industriali, e le organizzazioni entrate con i bandi.',
    en: 'The founders, public and industrial, and the organisations that came in through the calls.',
  },
  partnersCounted: {
    it: (n: number, shown: string) => (n === 1 ? '1 partner' : `${shown} partner`),
    en: (n: number, shown: string) => (n === 1 ? '1 partner' : `${shown} partners`),
  },
  allPartners: { it: 'Tutti', en: 'All' },
  groups: { it: 'Gruppi di partner', en: 'Groups of partners' },
  tabEnterprises: { it: 'Imprese', en: 'Enterprises' },
  tabResearch: { it: 'Organismi di ricerca', en: 'Research bodies' },
  tabPublic: { it: 'Fondatori pubblici', en: 'Public founders' },
  tabIndustrial: { it: 'Fondatori industriali', en: 'Industrial founders' },
  partner: { it: 'Partner', en: 'Partner' },
  role: { it: 'Ruolo', en: 'Role' },
  countedAs: { it: 'Contato fra', en: 'Counted among' },
  countedEnterprise: { it: 'Le imprese', en: 'Enterprises' },
  countedResearch: { it: 'Gli organismi di ricerca', en: 'Research bodies' },
  kind: { it: 'Tipo', en: 'Kind' },
  sector: { it: 'Settore', en: 'Sector' },
  region: { it: 'Regione', en: 'Region' },
  city: { it: 'Comune', en: 'City' },
  callProjects: { it: 'Progetti dai bandi', en: 'Projects from the calls' },
  grant: { it: 'Contributo', en: 'Grant' },
  example: { it: 'Dato di esempio', en: 'Example' },
  yes: { it: 'Sì', en: 'Yes' },
  no: { it: 'No', en: 'No' },
  website: { it: 'Sito web', en: 'Website' },
  ror: { it: 'ROR', en: 'ROR' },
  otherNames: { it: 'Altri nomi', en: 'Other names' },
  leads: { it: 'Guida', en: 'Leads' },
  partnerProjects: { it: 'Progetti finanziati dai bandi', en: 'Projects funded by the calls' },
  whoResearches: { it: 'Chi fa ricerca', en: 'Who does research' },
  partnerResearchers: { it: 'Persone che fanno ricerca, per Spoke', en: 'People doing research, by Spoke' },
  partnerResearchersPicture: {
    it: (n: string) => `${n} ${n === '1' ? 'persona' : 'persone'} in tutto.`,
    en: (n: string) => `${n} ${n === '1' ? 'person' : 'people'} in all.`,
  },
  asLead: { it: 'Capofila', en: 'Lead' },
  asPartner: { it: 'Partner', en: 'Partner' },
  noPartners: { it: 'Nessun partner registrato', en: 'No partner on record' },

  // Projects
  projectsTitle: { it: 'Progetti', en: 'Projects' },
  projectsLead: {
    it: 'I progetti propri del partenariato e quelli finanziati dai bandi a cascata.',
    en: 'The partnership’s own projects and those that the cascade calls fund.',
  },
  projectsCounted: {
    it: (n: number, shown: string) => (n === 1 ? '1 progetto' : `${shown} progetti`),
    en: (n: number, shown: string) => (n === 1 ? '1 project' : `${shown} projects`),
  },
  projectGroups: { it: 'Origine dei progetti', en: 'Origin of the projects' },
  project: { it: 'Progetto', en: 'Project' },
  code: { it: 'Codice', en: 'Code' },
  origin: { it: 'Origine', en: 'Origin' },
  call: { it: 'Bando', en: 'Call' },
  spoke: { it: 'Spoke', en: 'Spoke' },
  lead: { it: 'Capofila', en: 'Lead' },
  noProjects: { it: 'Nessun progetto registrato', en: 'No project on record' },
});
