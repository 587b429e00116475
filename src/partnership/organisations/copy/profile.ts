import { copy } from '#src/core/words.ts';
import type { Words } from '#src/core/words.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';
import type { ContractKind, Gender, ProfileText, Relation, SizeClass, StoredDocumentKind, Validity } from '../states.ts';

export const textWords: Record<ProfileText, Words> = {
  description: { it: 'Descrizione', en: 'Description' },
  competences: { it: 'Competenze', en: 'Competences' },
  infrastructure: { it: 'Laboratori e infrastrutture', en: 'Laboratories and infrastructure' },
  projects: { it: 'Progetti precedenti', en: 'Previous projects' },
};

export const textHints: Record<ProfileText, Words> = {
  description: { it: 'Che cosa fa l’organizzazione, in poche frasi.', en: 'What the organisation does, in a few sentences.' },
  competences: { it: 'Ciò che sa fare e che porta in un progetto.', en: 'What it can do and brings to a project.' },
  infrastructure: { it: 'Impianti, laboratori, strumenti a disposizione.', en: 'Plants, laboratories and instruments at its disposal.' },
  projects: {
    it: 'Titolo, programma, periodo, ruolo e risultato dei progetti più vicini.',
    en: 'Title, programme, period, role and result of the closest projects.',
  },
};

export const relationWords: Record<Relation, Words> = {
  partner: { it: 'Associata (dal 25 al 50 %)', en: 'Partner (25 to 50%)' },
  linked: { it: 'Collegata (controllo)', en: 'Linked (control)' },
};

export const genderWords: Record<Gender, Words> = {
  f: { it: 'Donna', en: 'Woman' },
  m: { it: 'Uomo', en: 'Man' },
  x: { it: 'Altro o non indicato', en: 'Other or not stated' },
};

export const contractWords: Record<ContractKind, Words> = {
  permanent: { it: 'Tempo indeterminato', en: 'Permanent' },
  fixedTerm: { it: 'Tempo determinato', en: 'Fixed term' },
  researcherTd: { it: 'Ricercatore a tempo determinato', en: 'Fixed-term researcher' },
  researchContract: { it: 'Contratto o assegno di ricerca', en: 'Research contract or fellowship' },
  doctorate: { it: 'Dottorato', en: 'Doctorate' },
  apprenticeship: { it: 'Apprendistato', en: 'Apprenticeship' },
  other: { it: 'Altro rapporto', en: 'Other' },
};

export const documentKindWords: Record<StoredDocumentKind, Words> = {
  durc: { it: 'DURC', en: 'Social security certificate (DURC)' },
  statute: { it: 'Statuto o atto costitutivo', en: 'Statute or articles of association' },
  visura: { it: 'Visura camerale', en: 'Company register extract' },
  sizeDeclaration: { it: 'Dichiarazione sulla dimensione', en: 'Declaration of size' },
  balanceSheet: { it: 'Bilancio approvato', en: 'Approved annual accounts' },
  antimafia: { it: 'Dichiarazione antimafia', en: 'Anti-mafia declaration' },
  powers: { it: 'Procura o poteri di firma', en: 'Power of attorney or signing powers' },
  other: { it: 'Altro documento', en: 'Other document' },
};

export const validityWords: Record<Validity, Words> = {
  upcoming: { it: 'Non ancora valido', en: 'Not valid yet' },
  valid: { it: 'Valido', en: 'Valid' },
  ending: { it: 'In scadenza', en: 'Ending soon' },
  expired: { it: 'Scaduto', en: 'Expired' },
};

export const sizeShort: Record<SizeClass, Words> = {
  micro: { it: 'microimpresa', en: 'micro' },
  small: { it: 'piccola', en: 'small' },
  medium: { it: 'media', en: 'medium' },
  large: { it: 'grande', en: 'large' },
};

export const profileCopy = copy({
  parts: { it: 'Parti del profilo', en: 'Parts of the profile' },
  master: { it: 'Anagrafica', en: 'Details' },
  texts: { it: 'Testi', en: 'Texts' },
  textsLead: {
    it: 'Ciò che ogni domanda torna a chiedere, scritto una volta. Dentro una domanda si può riprendere, confrontare e adattare.',
    en: 'What every application asks again, written once. Inside an application it can be taken over, compared and adapted.',
  },
  italian: { it: 'In italiano', en: 'In Italian' },
  english: { it: 'In inglese', en: 'In English' },
  notWritten: { it: 'Non ancora scritto.', en: 'Not written yet.' },
  write: { it: (what: string) => `Scrivi: ${what}`, en: (what: string) => `Write: ${what}` },
  rewrite: { it: (what: string) => `Modifica: ${what}`, en: (what: string) => `Edit: ${what}` },
  lastWritten: { it: (when: string, who: string) => `Ultima modifica ${when}, ${who}.`, en: (when: string, who: string) => `Last changed ${when}, ${who}.` },
  someone: { it: 'dal sistema', en: 'by the system' },
  save: { it: 'Salva', en: 'Save' },
  cancel: { it: 'Annulla', en: 'Cancel' },
  saved: { it: 'Salvato.', en: 'Saved.' },
  removed: { it: 'Tolto.', en: 'Removed.' },
  storedNow: { it: 'Testo ora registrato', en: 'Text now on record' },

  fiscal: { it: 'Dati fiscali', en: 'Fiscal data' },
  fiscalLead: {
    it: 'Servono per le comunicazioni ufficiali, la fatturazione elettronica e la registrazione degli aiuti.',
    en: 'Used for official communications, electronic invoices and the registration of aid.',
  },
  pec: { it: 'Indirizzo PEC', en: 'Certified e-mail (PEC)' },
  sdiCode: { it: 'Codice destinatario (SDI)', en: 'Recipient code (SDI)' },
  sdiHint: { it: '7 caratteri; 6 per le pubbliche amministrazioni.', en: '7 characters; 6 for public administrations.' },
  ateco: { it: 'Codice ATECO', en: 'ATECO activity code' },
  atecoHint: { it: 'Attività principale, per esempio 14.13.10.', en: 'Main activity, for example 14.13.10.' },
  changedInDetails: { it: 'Si modificano nell’anagrafica', en: 'Changed among the details' },

  size: { it: 'Dimensione', en: 'Size' },
  sizeLead: {
    it: 'La dimensione che risulta dai dati di bilancio, con le imprese associate e collegate. È un calcolo d’aiuto: fa fede la dichiarazione che l’impresa sottoscrive.',
    en: 'The size that follows from the accounts, partner and linked enterprises included. It is an aid: what counts is the declaration that the enterprise signs.',
  },
  declared: { it: 'Dimensione dichiarata', en: 'Declared size' },
  computed: { it: 'Dimensione calcolata', en: 'Computed size' },
  agrees: { it: 'I dati confermano la dimensione dichiarata.', en: 'The figures confirm the declared size.' },
  noFigures: { it: 'Nessun esercizio inserito', en: 'No accounting period entered' },
  noFiguresMore: {
    it: 'Inserire i dati dell’ultimo esercizio approvato e, se possibile, del precedente: la dimensione cambia solo dopo due esercizi consecutivi.',
    en: 'Enter the last approved period and, if possible, the one before: the size changes only after two periods in a row.',
  },
  notEnterprise: {
    it: 'La dimensione si calcola per le imprese: questa organizzazione è di un altro tipo.',
    en: 'The size is computed for enterprises: this organisation is of another kind.',
  },
  year: { it: 'Esercizio', en: 'Accounting period' },
  periodOf: { it: (year: number) => `Esercizio ${year}`, en: (year: number) => `Accounting period ${year}` },
  alone: { it: 'Solo questo esercizio', en: 'This period alone' },
  inForce: { it: 'Dimensione in vigore', en: 'Size in force' },
  enterprise: { it: 'Impresa', en: 'Enterprise' },
  itself: { it: 'L’impresa stessa', en: 'The enterprise itself' },
  relation: { it: 'Rapporto', en: 'Relation' },
  counted: { it: 'Conta per', en: 'Counts' },
  staffUnits: { it: 'Occupati (ULA)', en: 'Staff (AWU)' },
  staffUnitsHint: { it: 'Unità lavorative annue, anche con decimali: 12,5.', en: 'Annual work units, decimals allowed: 12.5.' },
  turnover: { it: 'Fatturato', en: 'Turnover' },
  balance: { it: 'Totale di bilancio', en: 'Balance sheet total' },
  publiclyControlled: {
    it: 'Uno o più enti pubblici ne detengono almeno il 25 % del capitale o dei voti',
    en: 'Public bodies hold at least 25% of its capital or votes',
  },
  publicNote: {
    it: 'Con almeno il 25 % in mano pubblica non è una PMI (allegato I, art. 3, par. 4).',
    en: 'With at least 25% in public hands it is no SME (Annex I, art. 3(4)).',
  },
  total: { it: 'Totale', en: 'Total' },
  addYear: { it: 'Aggiungi un esercizio', en: 'Add an accounting period' },
  editYear: { it: (year: number) => `Correggi il ${year}`, en: (year: number) => `Correct ${year}` },
  removeYear: { it: (year: number) => `Togli il ${year}`, en: (year: number) => `Remove ${year}` },
  addRelated: { it: 'Aggiungi un’impresa associata o collegata', en: 'Add a partner or linked enterprise' },
  relatedName: { it: 'Denominazione', en: 'Name' },
  relatedPercent: { it: 'Percentuale di capitale o voti', en: 'Percentage of capital or votes' },
  relatedPercentHint: {
    it: 'La maggiore delle due. Una collegata conta comunque per intero.',
    en: 'The greater of the two. A linked one counts whole in any case.',
  },
  removeRelated: { it: (name: string) => `Togli ${name}`, en: (name: string) => `Remove ${name}` },
  ceilings: { it: 'Soglie', en: 'Ceilings' },
  ceilingsLead: {
    it: 'Meno occupati della soglia, e fatturato oppure totale di bilancio non oltre la propria.',
    en: 'Fewer staff than the ceiling, and either turnover or balance sheet not above its own.',
  },
  fewerThan: { it: (n: string) => `meno di ${n}`, en: (n: string) => `fewer than ${n}` },
  upTo: { it: (amount: string) => `fino a ${amount}`, en: (amount: string) => `up to ${amount}` },

  representatives: { it: 'Rappresentanti legali', en: 'Legal representatives' },
  representativesLead: {
    it: 'Chi impegna l’organizzazione, con il periodo. Il codice fiscale serve a riconoscere la firma digitale; l’indirizzo e-mail collega il profilo con cui conferma le domande.',
    en: 'Who binds the organisation, and when. The fiscal code is what a digital signature is recognised by; the e-mail links the account that confirms applications.',
  },
  noRepresentatives: { it: 'Nessun rappresentante legale indicato', en: 'No legal representative on record' },
  representativeName: { it: 'Nome e cognome', en: 'Name' },
  representativeRole: { it: 'Carica', en: 'Office held' },
  representativeRoleHint: { it: 'Per esempio: amministratore delegato, rettore, procuratore.', en: 'For example: chief executive, rector, attorney.' },
  representativeCode: { it: 'Codice fiscale della persona', en: 'Fiscal code of the person' },
  representativeEmail: { it: 'E-mail del profilo', en: 'E-mail of the account' },
  representativeEmailHint: { it: 'Solo se la persona ha già un profilo.', en: 'Only if the person has an account already.' },
  fromOn: { it: 'Dal', en: 'From' },
  untilOn: { it: 'Fino al', en: 'Until' },
  untilHint: { it: 'Vuoto: in carica.', en: 'Empty: in office.' },
  inOffice: { it: 'in carica', en: 'in office' },
  linkedAccount: { it: 'Profilo', en: 'Account' },
  addRepresentative: { it: 'Aggiungi un rappresentante legale', en: 'Add a legal representative' },
  editNamed: { it: (name: string) => `Modifica ${name}`, en: (name: string) => `Edit ${name}` },
  actions: { it: 'Azioni', en: 'Actions' },

  staff: { it: 'Personale', en: 'Staff' },
  staffLead: {
    it: 'Le persone che possono lavorare a un progetto, con i dati che i bandi chiedono.',
    en: 'Those who may work on a project, with the data that calls ask for.',
  },
  staffPrivacyTitle: { it: 'Dati personali', en: 'Personal data' },
  staffPrivacy: {
    it: 'Li vedono solo le persone che agiscono per questa organizzazione: né l’ufficio di programma né altri. Inserire chi ne è stato informato (Reg. (UE) 2016/679, artt. 13 e 14); chi viene tolto è cancellato. In una domanda entra solo ciò che vi viene riportato.',
    en: 'Only those who act for this organisation see them: neither the programme office nor anyone else. Enter only people who have been informed (Reg. (EU) 2016/679, arts. 13 and 14); whoever is removed is deleted. An application holds only what is taken over into it.',
  },
  staffCounted: {
    it: (n: number, shown: string) => (n === 1 ? '1 persona' : `${shown} persone`),
    en: (n: number, shown: string) => (n === 1 ? '1 person' : `${shown} people`),
  },
  noStaff: { it: 'Nessuna persona inserita', en: 'Nobody on the register' },
  staffName: { it: 'Nome e cognome', en: 'Name' },
  staffRole: { it: 'Ruolo', en: 'Role' },
  staffRoleHint: { it: 'Per esempio: ricercatrice, tecnico di laboratorio.', en: 'For example: researcher, laboratory technician.' },
  gender: { it: 'Genere', en: 'Gender' },
  birthYear: { it: 'Anno di nascita', en: 'Birth year' },
  contract: { it: 'Contratto', en: 'Contract' },
  newHire: { it: 'Nuova assunzione', en: 'New hire' },
  newHireHint: { it: 'Assunta per i progetti del programma.', en: 'Hired for the programme’s projects.' },
  orcid: { it: 'ORCID', en: 'ORCID' },
  orcidHint: { it: 'Identificativo del ricercatore, per esempio 0000-0002-1825-0097.', en: 'The researcher’s identifier, for example 0000-0002-1825-0097.' },
  addStaff: { it: 'Aggiungi una persona', en: 'Add a person' },
  editStaff: { it: 'Modifica la persona', en: 'Edit the person' },
  removeStaff: { it: 'Cancella la persona dal registro', en: 'Delete the person from the register' },
  removeStaffMore: { it: 'I dati della persona vengono cancellati e non si possono recuperare.', en: 'The person’s data are deleted and cannot be recovered.' },
  removeStaffKept: { it: 'Ciò che è già stato riportato in una domanda resta nella domanda.', en: 'What was taken over into an application stays there.' },

  documents: { it: 'Documenti', en: 'Documents' },
  documentsLead: {
    it: 'Documenti che servono in più domande, con la loro validità. Prima che scadano arriva un promemoria, 30 e 7 giorni prima, a chi rappresenta l’organizzazione.',
    en: 'Documents that serve several applications, with their validity. Its representatives are reminded 30 and 7 days before one runs out.',
  },
  documentsCounted: {
    it: (n: number, shown: string) => (n === 1 ? '1 documento' : `${shown} documenti`),
    en: (n: number, shown: string) => (n === 1 ? '1 document' : `${shown} documents`),
  },
  noDocuments: { it: 'Nessun documento conservato', en: 'No document kept' },
  documentTitle: { it: 'Titolo', en: 'Title' },
  documentKind: { it: 'Tipo', en: 'Kind' },
  validity: { it: 'Validità', en: 'Validity' },
  validFrom: { it: 'Valido dal', en: 'Valid from' },
  validUntil: { it: 'Valido fino al', en: 'Valid until' },
  validUntilHint: { it: 'Vuoto: senza scadenza.', en: 'Empty: no end.' },
  noEnd: { it: 'senza scadenza', en: 'no end' },
  file: { it: 'File', en: 'File' },
  addDocument: { it: 'Conserva un documento', en: 'Keep a document' },
  removeDocument: { it: (title: string) => `Togli ${title}`, en: (title: string) => `Remove ${title}` },
  documentStored: { it: 'Documento conservato.', en: 'Document kept.' },
});

type Reminder = { name: string; organisation: string; document: string; until: string; link: string };
export const reminderCopy = copy({
  subject: {
    it: (w: Reminder) => `Scade il ${w.until}: ${w.document} (${w.organisation})`,
    en: (w: Reminder) => `Runs out on ${w.until}: ${w.document} (${w.organisation})`,
  },
  text: {
    it: (w: Reminder) =>
      `Gentile ${w.name},\n\nil documento «${w.document}» di ${w.organisation} è valido fino al ${w.until}. Per continuare ad allegarlo alle domande occorre conservarne uno aggiornato:\n\n${w.link}`,
    en: (w: Reminder) =>
      `Dear ${w.name},\n\nthe document “${w.document}” of ${w.organisation} is valid until ${w.until}. To go on attaching it to applications, keep an up-to-date one:\n\n${w.link}`,
  },
});

const sizeName = (size: unknown, locale: 'it' | 'en') => sizeShort[size as SizeClass]?.[locale] ?? String(size);

export const profileReasons: ReasonCopy = {
  'codes.orcid.format': {
    it: (p) => `«${p['given']}» non ha la forma di un ORCID, per esempio 0000-0002-1825-0097.`,
    en: (p) => `“${p['given']}” is not in the form of an ORCID, for example 0000-0002-1825-0097.`,
  },
  'codes.orcid.check': {
    it: (p) => `Il carattere di controllo di «${p['given']}» non torna: c’è almeno un carattere sbagliato.`,
    en: (p) => `The check character of “${p['given']}” does not fit: at least one character is wrong.`,
  },
  'organisations.ownPeopleOnly': {
    it: 'I testi dell’organizzazione li scrive chi agisce per essa: l’ufficio e i revisori possono leggerli.',
    en: 'The organisation’s texts are written by those who act for it: the office and auditors may read them.',
  },
  'organisations.representativeNeeded': {
    it: 'Questi dati impegnano l’organizzazione: li modifica chi la rappresenta nel sistema. Un rappresentante può dare questo ruolo ad altre persone, dall’anagrafica.',
    en: 'These data bind the organisation: its representatives in the system change them. A representative can give that role to others, among the details.',
  },
  'organisations.pec': { it: 'L’indirizzo PEC non ha la forma di un indirizzo e-mail.', en: 'The certified address is not in the form of an e-mail address.' },
  'organisations.sdiCode': {
    it: 'Il codice destinatario ha 7 lettere o cifre, 6 per le pubbliche amministrazioni.',
    en: 'The recipient code has 7 letters or digits, 6 for public administrations.',
  },
  'organisations.ateco': {
    it: 'Un codice ATECO è fatto di coppie di cifre, per esempio 14.13.10.',
    en: 'An ATECO code is made of pairs of digits, for example 14.13.10.',
  },
  'organisations.yearThere': {
    it: (p) => `L’esercizio ${p['year']} è già inserito: correggere quello.`,
    en: (p) => `The accounting period ${p['year']} is there already: correct that one.`,
  },
  'organisations.relatedThere': { it: 'Questa impresa è già contata nell’esercizio.', en: 'This enterprise is counted in that period already.' },
  'organisations.partnerPercent': {
    it: 'Un’impresa associata detiene, o è detenuta, dal 25 al 50 %. Sotto il 25 % non si conta; oltre il 50 % è collegata.',
    en: 'A partner enterprise holds, or is held, from 25 to 50%. Below 25% it does not count; above 50% it is linked.',
  },
  'organisations.sizeDiffers': {
    it: (p) =>
      `La dimensione dichiarata è «${sizeName(p['declared'], 'it')}», quella che risulta dai dati fino al ${p['year']} è «${sizeName(p['computed'], 'it')}». Correggere i dati, oppure la dimensione nell’anagrafica.`,
    en: (p) =>
      `The declared size is “${sizeName(p['declared'], 'en')}”, the one that follows from the figures up to ${p['year']} is “${sizeName(p['computed'], 'en')}”. Correct the figures, or the size among the details.`,
  },
  'organisations.bodysCode': {
    it: 'Undici cifre sono il codice di un ente: qui serve quello della persona, 16 caratteri.',
    en: 'Eleven digits are the code of a body: here that of the person is needed, 16 characters.',
  },
  'organisations.datesReversed': { it: 'La fine viene prima dell’inizio.', en: 'The end comes before the beginning.' },
  'organisations.birthYear': {
    it: 'L’anno di nascita è troppo vicino: la persona avrebbe meno di 14 anni.',
    en: 'The birth year is too recent: the person would be under 14.',
  },
  'organisations.orcidThere': { it: 'Una persona con questo ORCID è già nel registro.', en: 'Someone with this ORCID is on the register already.' },
  'organisations.fileMissing': { it: 'Scegliere il file da conservare.', en: 'Choose the file to keep.' },
};
