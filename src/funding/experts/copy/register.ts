import { showDate } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';

export const registerWords = copy({
  register: { it: 'Registro degli esperti', en: 'Register of experts' },
  lead: {
    it: 'Chi ha un profilo di esperto: che cosa conosce, quando è disponibile e quanto ha da fare. Lo vedono l’ufficio e il revisore; ciascun esperto vede il proprio.',
    en: 'Who has an expert profile: what they know, when they are available, what they have in hand. The office and the auditor see it; each expert sees their own.',
  },
  caption: { it: 'Esperti registrati', en: 'Registered experts' },
  counted: {
    it: (n: number, shown: string) => (n === 1 ? '1 esperto' : `${shown} esperti`),
    en: (n: number, shown: string) => (n === 1 ? '1 expert' : `${shown} experts`),
  },
  none: { it: 'Nessun esperto, per ora', en: 'No experts yet' },
  noneMore: {
    it: 'Il registro si riempie con gli inviti ai bandi e con i profili che gli esperti compilano.',
    en: 'The register fills with invitations to calls and the profiles that experts write.',
  },
  name: { it: 'Nome', en: 'Name' },
  email: { it: 'E-mail', en: 'E-mail' },
  employer: { it: 'Ente di appartenenza', en: 'Employer' },
  noEmployer: { it: 'non fra gli enti registrati', en: 'none of the registered organisations' },
  region: { it: 'Regione', en: 'Region' },
  gender: { it: 'Genere', en: 'Gender' },
  gender_f: { it: 'donna', en: 'woman' },
  gender_m: { it: 'uomo', en: 'man' },
  gender_x: { it: 'altro o non indicato', en: 'other or not given' },
  spokes: { it: 'Spoke', en: 'Spokes' },
  sectors: { it: 'Settori', en: 'Sectors' },
  keywords: { it: 'Parole chiave', en: 'Keywords' },
  languages: { it: 'Lingue', en: 'Languages' },
  languagesHint: { it: 'Quelle in cui si legge e si scrive una valutazione.', en: 'Those in which you read proposals and write a review.' },
  language_it: { it: 'italiano', en: 'Italian' },
  language_en: { it: 'inglese', en: 'English' },
  language_fr: { it: 'francese', en: 'French' },
  language_de: { it: 'tedesco', en: 'German' },
  language_es: { it: 'spagnolo', en: 'Spanish' },
  language_pt: { it: 'portoghese', en: 'Portuguese' },
  language_zh: { it: 'cinese', en: 'Chinese' },
  available: { it: 'Disponibile oggi', en: 'Available today' },
  available_yes: { it: 'sì', en: 'yes' },
  available_no: { it: 'no', en: 'no' },
  load: { it: 'In corso', en: 'In hand' },
  mostAtOnce: { it: 'Al massimo insieme', en: 'At most at once' },
  calls: { it: 'Bandi', en: 'Calls' },
  notGiven: { it: 'non indicato', en: 'not given' },

  orcid: { it: 'ORCID', en: 'ORCID' },
  orcidHint: {
    it: 'Sedici caratteri, come 0000-0002-1825-0097, o l’indirizzo intero.',
    en: 'Sixteen characters, such as 0000-0002-1825-0097, or the whole address.',
  },
  cv: { it: 'Curriculum', en: 'Curriculum' },
  cvHint: { it: 'Testo semplice. Si confronta con le proposte per l’affinità.', en: 'Plain text. It is compared with the proposals for affinity.' },
  availability: { it: 'Disponibilità', en: 'Availability' },
  availabilityHint: { it: 'Le date lasciate vuote non pongono limiti.', en: 'Dates left empty set no limit.' },
  availableFrom: { it: 'Disponibile dal', en: 'Available from' },
  availableUntil: { it: 'Disponibile fino al', en: 'Available until' },
  mostAtOnceHint: {
    it: 'Valutazioni da scrivere insieme, in tutti i bandi. Vuoto: quante ne consente ciascun bando.',
    en: 'Reviews to write at the same time, over all calls. Empty: as many as each call allows.',
  },
  absences: { it: 'Periodi in cui non si è disponibili', en: 'Times when you are not available' },
  absencesHint: { it: 'Entrambi i giorni compresi.', en: 'Both days included.' },
  from: { it: 'Dal', en: 'From' },
  until: { it: 'Al', en: 'Until' },
  employments: { it: 'Altri rapporti di lavoro, oggi e in passato', en: 'Other employments, present and past' },
  employmentsHint: {
    it: 'Servono a trovare i conflitti di interessi: bastano gli ultimi anni. Senza data finale il rapporto è in corso.',
    en: 'They find conflicts of interest: the last years are enough. Without an end the employment goes on.',
  },
  organisation: { it: 'Ente', en: 'Organisation' },
  role: { it: 'Ruolo', en: 'Role' },
  inRegister: { it: 'ente registrato', en: 'registered organisation' },
  asWritten: { it: 'come scritto', en: 'as written' },
  publications: { it: 'Pubblicazioni', en: 'Publications' },
  publicationsCount: {
    it: (n: number) => (n === 0 ? 'Nessuna pubblicazione indicata.' : n === 1 ? '1 pubblicazione.' : `${n} pubblicazioni.`),
    en: (n: number) => (n === 0 ? 'No publication given.' : n === 1 ? '1 publication.' : `${n} publications.`),
  },
  editPublications: { it: 'Aggiungi o correggi', en: 'Add or mend' },
  publicationsLead: {
    it: 'Titoli e coautori: servono all’affinità e a trovare i conflitti. Si possono incollare come righe, BibTeX, RIS o una tabella CSV; ogni voce si controlla prima di salvare.',
    en: 'Titles and co-authors: for affinity and to find conflicts. Paste lines, BibTeX, RIS or a CSV table; each entry is checked before it is saved.',
  },
  paste: { it: 'Incolla pubblicazioni', en: 'Paste publications' },
  pasteHint: { it: 'Una per riga, o BibTeX, RIS, CSV con una riga di intestazione.', en: 'One to a line, or BibTeX, RIS, CSV with a heading line.' },
  readThem: { it: 'Leggi', en: 'Read them' },
  readNow: {
    it: (n: number) =>
      `${n === 1 ? '1 voce letta' : `${n} voci lette`}: controllarle qui sotto e salvare. Ciò che non si è riconosciuto è nel titolo, come è stato scritto.`,
    en: (n: number) =>
      `${n === 1 ? '1 entry read' : `${n} entries read`}: check them below and save. What was not recognised is in the title, as it was written.`,
  },
  pubTitle: { it: 'Titolo', en: 'Title' },
  year: { it: 'Anno', en: 'Year' },
  doi: { it: 'DOI', en: 'DOI' },
  coauthors: { it: 'Autori', en: 'Authors' },
  authors: { it: 'Autori, separati da punto e virgola', en: 'Authors, separated by semicolons' },
  savePublications: { it: 'Salva le pubblicazioni', en: 'Save the publications' },
  toProfile: { it: 'Profilo di esperto', en: 'Expert profile' },
  editProfile: { it: 'Modifica il profilo', en: 'Edit the profile' },
  writtenAs: { it: 'Scritto:', en: 'Written:' },

  served: { it: 'Bandi', en: 'Calls' },
  servedUntil: {
    it: (code: string, at: string) => `${code} (incarico terminato il ${showDate(at, 'it')})`,
    en: (code: string, at: string) => `${code} (released on ${showDate(at, 'en')})`,
  },
  noCalls: { it: 'Nessun bando, per ora', en: 'No call yet' },
  pseudonym: { it: 'Pseudonimo', en: 'Pseudonym' },
  maxLoad: { it: 'Massimo', en: 'At most' },
  assigned: { it: 'Da scrivere', en: 'To write' },
  submitted: { it: 'Presentate', en: 'Submitted' },
  declined: { it: 'Restituite', en: 'Given back' },
  call: { it: 'Bando', en: 'Call' },
  day: { it: (at: string) => showDate(at, 'it'), en: (at: string) => showDate(at, 'en') },
  period: {
    it: (from: string | null, until: string | null) =>
      from === null && until === null
        ? 'sempre'
        : `${from === null ? '' : `dal ${showDate(from, 'it')} `}${until === null ? '' : `fino al ${showDate(until, 'it')}`}`.trim(),
    en: (from: string | null, until: string | null) =>
      from === null && until === null
        ? 'always'
        : `${from === null ? '' : `from ${showDate(from, 'en')} `}${until === null ? '' : `until ${showDate(until, 'en')}`}`.trim(),
  },
});
