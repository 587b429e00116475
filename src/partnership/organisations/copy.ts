import { copy } from '#src/core/words.ts';
import type { Words } from '#src/core/words.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';
import { profileReasons } from './copy/profile.ts';
import type { BodyKind, Ownership, SizeClass } from './states.ts';

export const kindWords: Record<BodyKind, Words> = {
  university: { it: 'Università', en: 'University' },
  researchBody: { it: 'Organismo di ricerca', en: 'Research body' },
  enterprise: { it: 'Impresa', en: 'Enterprise' },
  publicBody: { it: 'Ente pubblico', en: 'Public body' },
  association: { it: 'Associazione o fondazione', en: 'Association or foundation' },
};

export const sizeWords: Record<SizeClass, Words> = {
  micro: { it: 'Microimpresa', en: 'Micro enterprise' },
  small: { it: 'Piccola impresa', en: 'Small enterprise' },
  medium: { it: 'Media impresa', en: 'Medium enterprise' },
  large: { it: 'Grande impresa', en: 'Large enterprise' },
};

export const ownershipWords: Record<Ownership, Words> = {
  public: { it: 'Pubblica', en: 'Public' },
  private: { it: 'Privata', en: 'Private' },
};

export const organisationCopy = copy({
  organisations: { it: 'Organizzazioni', en: 'Organisations' },
  listLead: {
    it: 'Università, enti, imprese e associazioni registrati: partner, proponenti e beneficiari.',
    en: 'Universities, bodies, enterprises and associations on record: partners, applicants and beneficiaries.',
  },
  counted: {
    it: (n: number, shown: string) => (n === 1 ? '1 organizzazione' : `${shown} organizzazioni`),
    en: (n: number, shown: string) => (n === 1 ? '1 organisation' : `${shown} organisations`),
  },
  none: { it: 'Nessuna organizzazione registrata', en: 'No organisation on record' },
  register: { it: 'Registra un’organizzazione', en: 'Register an organisation' },
  registerOwn: { it: 'Registra la propria organizzazione', en: 'Register your organisation' },
  registerLead: {
    it: 'I dati anagrafici valgono per tutte le domande e restano correggibili. Chi registra ne diventa rappresentante nel sistema.',
    en: 'These details serve every application and can be corrected later. Whoever registers becomes its representative in the system.',
  },
  registerLeadOffice: {
    it: 'Registrazione a cura dell’ufficio: nessuna persona ne diventa rappresentante.',
    en: 'Registered by the office: nobody becomes its representative.',
  },
  edit: { it: 'Modifica', en: 'Edit' },
  editTitle: { it: (name: string) => `Modifica ${name}`, en: (name: string) => `Edit ${name}` },
  save: { it: 'Salva', en: 'Save' },
  registerDo: { it: 'Registra', en: 'Register' },
  cancel: { it: 'Annulla', en: 'Cancel' },
  saved: { it: 'Dati salvati.', en: 'Saved.' },
  registered: { it: 'Organizzazione registrata.', en: 'Organisation registered.' },

  identity: { it: 'Identità', en: 'Identity' },
  codes: { it: 'Codici', en: 'Codes' },
  seat: { it: 'Sede legale', en: 'Registered seat' },
  legalName: { it: 'Denominazione', en: 'Name' },
  legalNameHint: { it: 'Come nell’atto costitutivo o nel registro delle imprese.', en: 'As in its statute or in the register of companies.' },
  shortName: { it: 'Nome breve o sigla', en: 'Short name' },
  kind: { it: 'Tipo', en: 'Kind' },
  ownership: { it: 'Natura giuridica', en: 'Ownership' },
  sizeClass: { it: 'Dimensione', en: 'Size' },
  sizeClassHint: {
    it: 'Necessaria per le imprese, contando anche quelle associate e collegate (Reg. (UE) 651/2014, allegato I).',
    en: 'Needed for enterprises, partner and linked ones counted in (Reg. (EU) 651/2014, Annex I).',
  },
  sizeNone: { it: 'Non è un’impresa', en: 'Not an enterprise' },
  fiscalCode: { it: 'Codice fiscale', en: 'Fiscal code' },
  fiscalCodeHint: { it: '11 cifre; 16 caratteri per un’impresa individuale.', en: '11 digits; 16 characters for a sole trader.' },
  vatNumber: { it: 'Partita IVA', en: 'VAT number' },
  ror: { it: 'Identificativo ROR', en: 'ROR identifier' },
  rorHint: {
    it: 'Registro internazionale degli organismi di ricerca, per esempio https://ror.org/01nffqt88.',
    en: 'The international register of research organisations, for example https://ror.org/01nffqt88.',
  },
  ipaCode: { it: 'Codice IPA', en: 'IPA code' },
  ipaCodeHint: {
    it: 'Indice delle pubbliche amministrazioni e dei gestori di pubblici servizi, solo per enti pubblici.',
    en: 'Index of public administrations, for public bodies only.',
  },
  region: { it: 'Regione', en: 'Region' },
  city: { it: 'Comune', en: 'City' },
  website: { it: 'Sito web', en: 'Website' },
  websiteHint: { it: 'Indirizzo completo, per esempio https://www.polimi.it.', en: 'The whole address, for example https://www.polimi.it.' },
  since: { it: 'Registrata il', en: 'On record since' },
  changed: { it: 'Ultima modifica', en: 'Last changed' },
  example: { it: 'Dato di esempio', en: 'Example' },

  aliases: { it: 'Altri nomi', en: 'Other names' },
  aliasesLead: {
    it: 'Sigle, nomi precedenti e varianti con cui l’organizzazione viene cercata.',
    en: 'Acronyms, former names and variants by which it is looked for.',
  },
  noAliases: { it: 'Nessun altro nome.', en: 'No other name.' },
  alias: { it: 'Altro nome', en: 'Other name' },
  aliasKind: { it: 'Che nome è', en: 'What name it is' },
  alias_abbreviation: { it: 'Sigla o forma breve', en: 'Acronym or short form' },
  alias_former: { it: 'Nome precedente', en: 'Former name' },
  alias_english: { it: 'Nome inglese', en: 'English name' },
  alias_other: { it: 'Variante', en: 'Variant' },
  ties: { it: 'Struttura e gruppo', en: 'Structure and group' },
  tiesLead: {
    it: 'Di che cosa fa parte (dipartimento, istituto, società di un gruppo) e che cosa ne fa parte. Da qui si trovano i conflitti di interessi: li indica solo l’ufficio.',
    en: 'What it is part of (department, institute, company of a group) and what is part of it. Conflicts of interest are found from this: only the office says it.',
  },
  noTies: { it: 'Nessun legame con altre organizzazioni.', en: 'No ties to other organisations.' },
  tie: { it: 'Legame', en: 'Tie' },
  tiedTo: { it: 'Organizzazione', en: 'Organisation' },
  tie_part: { it: 'fa parte di', en: 'is part of' },
  tie_group: { it: 'appartiene al gruppo', en: 'belongs to the group' },
  has_part: { it: 'comprende', en: 'comprises' },
  has_group: { it: 'ha nel gruppo', en: 'has in its group' },
  tieFrom: { it: 'Dal', en: 'From' },
  tieUntil: { it: 'Al', en: 'Until' },
  tieDates: { it: 'Periodo', en: 'Period' },
  tieOn: {
    it: (from: string, until: string) => (from && until ? `dal ${from} al ${until}` : from ? `dal ${from}` : until ? `fino al ${until}` : '–'),
    en: (from: string, until: string) => (from && until ? `${from} to ${until}` : from ? `since ${from}` : until ? `until ${until}` : '–'),
  },
  tieKind: { it: 'Tipo di legame', en: 'Kind of tie' },
  parent: { it: 'Ente o gruppo', en: 'Body or group' },
  parentHint: {
    it: 'Nome, sigla o codice di un’organizzazione registrata, per esempio CNR.',
    en: 'Name, acronym or code of an organisation on record, for example CNR.',
  },
  addTie: { it: 'Aggiungi il legame', en: 'Add the tie' },
  removeTie: { it: (name: string) => `Togli il legame con ${name}`, en: (name: string) => `Remove the tie to ${name}` },
  tied: { it: 'Legame registrato.', en: 'Tie recorded.' },
  untied: { it: 'Legame tolto.', en: 'Tie removed.' },
  addAlias: { it: 'Aggiungi', en: 'Add' },
  removeAlias: { it: (alias: string) => `Togli ${alias}`, en: (alias: string) => `Remove ${alias}` },
  aliasAdded: { it: 'Nome aggiunto.', en: 'Name added.' },
  aliasRemoved: { it: 'Nome tolto.', en: 'Name removed.' },

  people: { it: 'Persone che agiscono per l’organizzazione', en: 'People who act for it' },
  noPeople: { it: 'Nessuna persona agisce ancora per questa organizzazione.', en: 'Nobody acts for this organisation yet.' },
  person: { it: 'Persona', en: 'Person' },
  personEmail: { it: 'E-mail della persona', en: 'E-mail of the person' },
  personEmailHint: { it: 'La persona deve avere già un profilo.', en: 'The person must have an account already.' },
  personRole: { it: 'Ruolo', en: 'Role' },
  representative: { it: 'Rappresentante', en: 'Representative' },
  member: { it: 'Collaboratore', en: 'Member' },
  personSince: { it: 'Dal', en: 'Since' },
  actions: { it: 'Azioni', en: 'Actions' },
  addPerson: { it: 'Aggiungi una persona', en: 'Add a person' },
  removePerson: { it: (name: string) => `Togli ${name}`, en: (name: string) => `Remove ${name}` },
  personAdded: { it: 'Persona aggiunta.', en: 'Person added.' },
  personRemoved: { it: 'Persona tolta.', en: 'Person removed.' },

  similarTitle: { it: 'È forse una di queste?', en: 'Is it one of these?' },
  similarLead: {
    it: 'Se l’organizzazione è già registrata, non va registrata di nuovo: chi la rappresenta, oppure l’ufficio, può aggiungere altre persone.',
    en: 'If it is on record already, do not register it again: its representative, or the office, can add more people.',
  },
  notSimilar: { it: 'Non è nessuna di queste: è un’altra organizzazione', en: 'None of these: it is another organisation' },
  staleTitle: { it: 'Che cosa è cambiato nel frattempo', en: 'What changed in the meantime' },
  field: { it: 'Campo', en: 'Field' },
  nowStored: { it: 'Ora registrato', en: 'Now on record' },
  youTyped: { it: 'Valore inserito', en: 'What you typed' },
});

const listed = (names: unknown) => (Array.isArray(names) ? names.join('; ') : String(names));

export const organisationReasons: ReasonCopy = {
  ...profileReasons,
  'codes.fiscalCode.length': {
    it: (p) => `Un codice fiscale ha 11 cifre, o 16 caratteri per una persona: «${p['given']}» no.`,
    en: (p) => `A fiscal code has 11 digits, or 16 characters for a person: “${p['given']}” has not.`,
  },
  'codes.fiscalCode.format': {
    it: (p) => `«${p['given']}» non ha la forma di un codice fiscale. Ricopiarlo dal certificato di attribuzione.`,
    en: (p) => `“${p['given']}” is not in the form of a fiscal code. Copy it from its certificate.`,
  },
  'codes.fiscalCode.check': {
    it: (p) => `Il carattere di controllo di «${p['given']}» non torna: c’è almeno un carattere sbagliato.`,
    en: (p) => `The check character of “${p['given']}” does not fit: at least one character is wrong.`,
  },
  'codes.vatNumber.length': {
    it: (p) => `Una partita IVA ha 11 cifre: «${p['given']}» no.`,
    en: (p) => `A VAT number has 11 digits: “${p['given']}” has not.`,
  },
  'codes.vatNumber.format': {
    it: (p) => `«${p['given']}» non ha la forma di una partita IVA italiana: 11 cifre.`,
    en: (p) => `“${p['given']}” is not in the form of an Italian VAT number: 11 digits.`,
  },
  'codes.vatNumber.check': {
    it: (p) => `La cifra di controllo di «${p['given']}» non torna: c’è almeno una cifra sbagliata.`,
    en: (p) => `The check digit of “${p['given']}” does not fit: at least one digit is wrong.`,
  },
  'codes.ror.format': {
    it: (p) => `«${p['given']}» non ha la forma di un identificativo ROR, per esempio https://ror.org/01nffqt88.`,
    en: (p) => `“${p['given']}” is not in the form of a ROR identifier, for example https://ror.org/01nffqt88.`,
  },
  'codes.ror.check': {
    it: (p) => `Le cifre di controllo di «${p['given']}» non tornano: c’è almeno un carattere sbagliato.`,
    en: (p) => `The check digits of “${p['given']}” do not fit: at least one character is wrong.`,
  },
  'codes.ipa.format': {
    it: (p) => `«${p['given']}» non ha la forma di un codice IPA: da 2 a 20 lettere, cifre o trattini bassi.`,
    en: (p) => `“${p['given']}” is not in the form of an IPA code: 2 to 20 letters, digits or underscores.`,
  },
  'organisations.ipaCodeTaken': {
    it: 'Un’organizzazione con questo codice IPA è già registrata.',
    en: 'An organisation with this IPA code is on record already.',
  },
  'organisations.tieOfficeOnly': {
    it: 'I legami tra organizzazioni decidono i conflitti di interessi: li indica solo l’ufficio di programma.',
    en: 'Ties between organisations decide on conflicts of interest: only the programme office says them.',
  },
  'organisations.parentUnknown': {
    it: (p) => `«${p['given']}» non è il nome di un’organizzazione registrata: scrivere il nome per esteso, oppure registrarla prima.`,
    en: (p) => `“${p['given']}” is no name of an organisation on record: write its full name, or register it first.`,
  },
  'organisations.parentAmbiguous': {
    it: (p) => `«${p['given']}» può essere: ${listed(p['names'])}. Scrivere il nome per esteso.`,
    en: (p) => `“${p['given']}” could be: ${listed(p['names'])}. Write the full name.`,
  },
  'organisations.tieCircle': { it: 'Un’organizzazione non può far parte di sé stessa.', en: 'An organisation cannot be part of itself.' },
  'organisations.tieDates': { it: 'Il legame finisce prima di cominciare.', en: 'The tie ends before it begins.' },
  'organisations.aliasElsewhere': {
    it: (p) => `Questo nome indica già: ${listed(p['names'])}.`,
    en: (p) => `This name already stands for: ${listed(p['names'])}.`,
  },
  'organisations.officeOrAuditor': {
    it: 'L’elenco delle organizzazioni è riservato all’ufficio di programma e ai revisori.',
    en: 'The list of organisations is for the programme office and auditors.',
  },
  'organisations.representativesOnly': {
    it: 'Solo l’ufficio di programma, oppure chi agisce per l’organizzazione, può modificarne i dati.',
    en: 'Only the programme office, or someone who acts for the organisation, may change its details.',
  },
  'organisations.fiscalCodeFixed': {
    it: 'Il codice fiscale identifica l’organizzazione nelle domande già presentate: per correggerlo occorre rivolgersi all’ufficio di programma.',
    en: 'The fiscal code identifies the organisation in applications already submitted: to correct it, ask the programme office.',
  },
  'organisations.fiscalCodeNeeded': {
    it: 'Per registrare la propria organizzazione serve il codice fiscale.',
    en: 'To register your own organisation its fiscal code is needed.',
  },
  'organisations.personsCode': {
    it: 'Un codice di 16 caratteri è di una persona fisica: vale solo per un’impresa individuale. Indicare quello dell’ente, 11 cifre.',
    en: 'A code of 16 characters belongs to a person: it serves a sole trader only. Enter that of the body, 11 digits.',
  },
  'organisations.sizeNeeded': { it: 'Per un’impresa occorre indicare la dimensione.', en: 'For an enterprise its size is needed.' },
  'organisations.sizeNotUsed': {
    it: 'La dimensione vale solo per le imprese: scegliere «Non è un’impresa» oppure cambiare il tipo.',
    en: 'A size is for enterprises only: choose “Not an enterprise” or change the kind.',
  },
  'organisations.region': { it: 'Scegliere una delle venti regioni.', en: 'Choose one of the twenty regions.' },
  'organisations.website': {
    it: 'Scrivere l’indirizzo completo, che inizi con https:// oppure http://.',
    en: 'Write the whole address, beginning with https:// or http://.',
  },
  'organisations.fiscalCodeTaken': {
    it: 'Un’organizzazione con questo codice fiscale è già registrata: chi la rappresenta, oppure l’ufficio di programma, può aggiungere altre persone.',
    en: 'An organisation with this fiscal code is on record already: its representative, or the programme office, can add more people.',
  },
  'organisations.rorTaken': {
    it: 'Un’organizzazione con questo identificativo ROR è già registrata.',
    en: 'An organisation with this ROR identifier is on record already.',
  },
  'organisations.similar': {
    it: (p) => `Nomi simili già registrati: ${listed(p['names'])}. Se è una di queste non va registrata di nuovo; altrimenti spuntare la conferma.`,
    en: (p) => `Similar names on record: ${listed(p['names'])}. If it is one of them, do not register it again; otherwise tick the confirmation.`,
  },
  'organisations.aliasTaken': { it: 'L’organizzazione ha già questo nome.', en: 'The organisation has this name already.' },
  'organisations.personUnknown': {
    it: 'Nessun profilo confermato con questo indirizzo: la persona deve prima registrarsi.',
    en: 'No confirmed account with this address: the person must sign up first.',
  },
  'organisations.personThere': { it: 'La persona agisce già per questa organizzazione.', en: 'The person acts for this organisation already.' },
  'organisations.lastRepresentative': {
    it: 'È l’ultima persona che rappresenta l’organizzazione: aggiungere prima un altro rappresentante. L’ufficio di programma può comunque toglierla.',
    en: 'This is its last representative: add another one first. The programme office may remove them all the same.',
  },
};
