import { afterNumber, copy, type Words } from '#src/core/words.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';
import type { FounderRole } from './states.ts';

export const founderWords: Record<FounderRole, Words> = {
  public: { it: 'Fondatore pubblico', en: 'Public founder' },
  industrial: { it: 'Fondatore industriale', en: 'Industrial founder' },
};

export const programmeCopy = copy({
  about: { it: 'Il partenariato', en: 'The partnership' },
  aims: { it: 'Le sei qualità', en: 'Six qualities' },
  aimsLead: { it: 'Il Made in Italy a cui il partenariato lavora è:', en: 'The Made in Italy that the partnership works for is:' },
  lifecycle: { it: 'Tutto il ciclo di vita', en: 'The whole life cycle' },
  lifecyclePicture: {
    it: 'Un cerchio chiuso in quattro fasi: progettazione, produzione, consumo, fine vita, e di nuovo progettazione.',
    en: 'A closed circle of four phases: design, production, consumption, end of life, and design again.',
  },
  transfer: { it: 'Dalla ricerca all’impresa', en: 'From research to companies' },
  endowment: { it: 'La dotazione', en: 'The endowment' },
  fundsTitle: { it: 'Da dove vengono i fondi', en: 'Where the funds come from' },
  endowmentPicture: {
    it: (all: string, pub: string, priv: string) => `${all} in tutto: ${pub} pubblici dal PNRR e ${priv} privati.`,
    en: (all: string, pub: string, priv: string) => `${all} in all: ${pub} public from the recovery plan and ${priv} private.`,
  },
  publicFunds: { it: 'Fondi pubblici (PNRR)', en: 'Public funds (recovery plan)' },
  privateFunds: { it: 'Fondi privati', en: 'Private funds' },
  fundsSource: { it: 'Provenienza', en: 'Source of funds' },
  amount: { it: 'Importo', en: 'Amount' },
  south: { it: 'La quota del Mezzogiorno', en: 'The share of the South' },
  southLead: {
    it: (share: string, least: string) =>
      `Almeno il ${share} dei fondi pubblici è riservato al Mezzogiorno: ${least}. Sono Abruzzo, Basilicata, Calabria, Campania, Molise, Puglia, Sardegna e Sicilia. Conta dove il progetto si svolge, non dove sta la sede legale.`,
    en: (share: string, least: string) =>
      `At least ${share} of the public funds are reserved for the South: ${least}. These are Abruzzo, Apulia, Basilicata, Calabria, Campania, Molise, Sardinia and Sicily. What counts is where a project is carried out, not where the seat is.`,
  },
  southBar: { it: 'Riserva per il Mezzogiorno sui fondi pubblici', en: 'Reserve for the South, of the public funds' },
  ofPublic: { it: (least: string, all: string) => `${least} su ${all}`, en: (least: string, all: string) => `${least} of ${all}` },
  sectors: { it: 'I settori', en: 'The sectors' },
  sectorText: {
    it: (partners: number, projects: number) =>
      `${partners} ${partners === 1 ? 'fondatore industriale' : 'fondatori industriali'}, ${projects} ${projects === 1 ? 'progetto' : 'progetti'} del partenariato`,
    en: (partners: number, projects: number) =>
      `${partners} industrial ${partners === 1 ? 'founder' : 'founders'}, ${projects} ${projects === 1 ? 'project' : 'projects'} of the partnership`,
  },
  identity: { it: 'Carta d’identità', en: 'Identity' },
  kind: { it: 'Forma', en: 'Form' },
  funder: { it: 'Ente finanziatore', en: 'Funder' },
  mission: { it: 'Programma', en: 'Programme' },
  hub: { it: 'Soggetto attuatore (Hub)', en: 'Implementing body (Hub)' },
  projectCode: { it: 'Codice progetto', en: 'Project code' },
  cup: { it: 'CUP', en: 'CUP (public project code)' },
  figuresFrom: { it: 'Cifre e testi di questa pagina:', en: 'Figures and texts of this page:' },

  researchers: { it: 'Ricercatrici e ricercatori', en: 'Researchers' },
  researchersLead: {
    it: 'Quante persone fanno ricerca nel partenariato, per ente e per Spoke. Solo conteggi, nessun dato personale.',
    en: 'How many people do research in the partnership, by body and by Spoke. Counts only, no personal data.',
  },
  womenCount: afterNumber(['donna', 'donne'], ['woman', 'women']),
  under40: { it: 'sotto i 40 anni', en: 'under 40' },
  newlyHiredCount: afterNumber(['nuova assunzione', 'nuove assunzioni'], ['newly hired', 'newly hired']),
  people: { it: 'persone', en: 'people' },
  peopleCount: afterNumber(['persona', 'persone'], ['person', 'people']),
  summary: { it: 'In sintesi', en: 'In short' },
  distribution: { it: 'Dove lavorano', en: 'Where they work' },
  byBody: { it: 'Persone per ente', en: 'People by body' },
  byBodyPicture: {
    it: (most: string, n: string) => `L’ente con più persone è ${most}, con ${n}.`,
    en: (most: string, n: string) => `The body with most people is ${most}, with ${n}.`,
  },
  byBodyAndSpoke: { it: 'Persone per ente e per Spoke', en: 'People by body and Spoke' },
  body: { it: 'Ente', en: 'Body' },
  spoke: { it: 'Spoke', en: 'Spoke' },
  spokeN: { it: (n: number) => `Spoke ${n}`, en: (n: number) => `Spoke ${n}` },
  total: { it: 'Totale', en: 'Total' },
  share: { it: (share: string) => `${share} del totale`, en: (share: string) => `${share} of all` },
  exampleTitle: { it: 'Conteggi di esempio', en: 'Example counts' },
  exampleText: {
    it: (n: string) =>
      `Della presentazione si sa che le persone sono oltre 900. Come si dividano fra enti, Spoke, genere ed età non è noto: righe sintetiche (${n}) mostrano come la pagina funziona.`,
    en: (n: string) =>
      `The presentation says that there are over 900 people. How they divide among bodies, Spokes, gender and age is not known: synthetic rows (${n}) show how the page works.`,
  },
  csv: { it: 'Scarica CSV', en: 'Download CSV' },
  none: { it: 'Nessuna persona registrata', en: 'Nobody on record' },
});

export const programmeReasons: ReasonCopy = {
  'programme.missing': {
    it: (p) =>
      `I dati del partenariato «${p['id']}» non sono ancora stati caricati. Chi amministra il sistema può caricarli dalla cartella programmes/${p['id']}.`,
    en: (p) =>
      `The data of the partnership “${p['id']}” have not been loaded yet. Whoever runs the system can load them from the folder programmes/${p['id']}.`,
  },
  'programme.otherProgramme': {
    it: (p) => `I progetti sono di «${p['projects']}», non di «${p['programme']}»: i due file devono nominare lo stesso partenariato.`,
    en: (p) => `The projects are of “${p['projects']}”, not of “${p['programme']}”: both files must name the same partnership.`,
  },
  'programme.organisationsMissing': {
    it: (p) => `Fondatori non ancora registrati come organizzazioni: ${listed(p['names'])}. Importare prima le organizzazioni.`,
    en: (p) => `Founders not on record as organisations yet: ${listed(p['names'])}. Import the organisations first.`,
  },
};

const listed = (names: unknown) => (Array.isArray(names) ? names.join(', ') : String(names));
