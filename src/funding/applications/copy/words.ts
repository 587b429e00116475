import { showInstant } from '#src/core/time.ts';
import { copy } from '#src/core/words.ts';
import { withDate } from '#src/funding/calls/copy/vocabulary.ts';

const points = (n: number) => (n === 1 ? '1 punto' : `${n} punti`);
const things = (n: number) => (n === 1 ? '1 thing' : `${n} things`);

export const applicationsCopy = copy({
  // Lists
  myApplications: { it: 'Le mie domande', en: 'My applications' },
  allApplications: { it: 'Domande', en: 'Applications' },
  myLead: {
    it: 'Le domande delle proprie organizzazioni, in bozza e presentate. Una bozza si può riprendere in ogni momento fino alla scadenza del bando.',
    en: 'The applications of your organisations, drafts and submitted ones. A draft can be taken up again at any time until the call closes.',
  },
  allLead: {
    it: 'Tutte le domande presentate, come sono state presentate. Le bozze altrui si contano ma non si leggono.',
    en: 'Every application submitted, as it was submitted. Drafts of others are counted, never read.',
  },
  counted: {
    it: (n: number, shown: string) => (n === 1 ? '1 domanda' : `${shown} domande`),
    en: (n: number, shown: string) => (n === 1 ? '1 application' : `${shown} applications`),
  },
  none: { it: 'Nessuna domanda, per ora', en: 'No applications yet' },
  noneMore: {
    it: 'Una domanda si comincia dalla pagina di un bando aperto e compare qui anche se non è finita.',
    en: 'An application starts from the page of an open call, and shows here even unfinished.',
  },
  seeCalls: { it: 'Vedi i bandi', en: 'See the calls' },
  draftsOf: {
    it: (n: number): string => (n === 1 ? 'bozza in corso' : 'bozze in corso'),
    en: (n: number): string => (n === 1 ? 'draft in progress' : 'drafts in progress'),
  },
  application: { it: 'Domanda', en: 'Application' },
  untitled: { it: 'Domanda senza titolo', en: 'Untitled application' },
  protocol: { it: 'Protocollo', en: 'Protocol number' },
  call: { it: 'Bando', en: 'Call' },
  lead: { it: 'Capofila', en: 'Lead' },
  spoke: { it: 'Spoke', en: 'Spoke' },
  state: { it: 'Stato', en: 'State' },
  submittedAt: { it: 'Presentata', en: 'Submitted' },
  grant: { it: 'Contributo richiesto', en: 'Grant asked for' },
  lastChange: { it: 'Ultima modifica', en: 'Last change' },
  draft: { it: 'Bozza', en: 'Draft' },
  submitted: { it: 'Presentata', en: 'Submitted' },
  withdrawn: { it: 'Ritirata', en: 'Withdrawn' },

  // Beginning
  newApplication: { it: 'Nuova domanda', en: 'New application' },
  newLead: {
    it: 'Scegliere l’organizzazione che presenta la domanda. In caso di ATS è l’organizzazione capofila; i partner si aggiungono dopo.',
    en: 'Choose the organisation that applies. In a temporary association (ATS) it is the lead; partners are added later.',
  },
  whichOrganisation: { it: 'Organizzazione che presenta la domanda', en: 'Organisation that applies' },
  fits: { it: 'Può presentare la domanda secondo i dati registrati.', en: 'May apply, going by what is registered.' },
  begin: { it: 'Comincia la domanda', en: 'Start the application' },
  registerFirst: { it: 'Registra la propria organizzazione', en: 'Register your organisation' },
  already: { it: 'Domande già cominciate', en: 'Applications already started' },
  alreadyLead: {
    it: 'Per questo bando ci sono già domande delle stesse organizzazioni: forse è meglio riprenderle.',
    en: 'There are applications of the same organisations under this call already: taking them up may be better.',
  },

  // An application
  steps: { it: 'Parti della domanda', en: 'Parts of the application' },
  form: { it: 'Proposta', en: 'Proposal' },
  project: { it: 'Progetto', en: 'Project' },
  members: { it: 'Partecipanti', en: 'Participants' },
  budget: { it: 'Costi', en: 'Costs' },
  documents: { it: 'Documenti', en: 'Documents' },
  submission: { it: 'Presentazione', en: 'Submission' },
  toDo: { it: (n: number) => `${points(n)} da completare`, en: (n: number) => `${things(n)} to complete` },
  saved: { it: (what: string) => `Salvato: ${what}`, en: (what: string) => `Saved: ${what}` },
  savedComplete: { it: 'Questa parte è completa.', en: 'This part is complete.' },
  savedMissing: {
    it: (n: number) => `In questa parte resta ancora qualcosa da completare (${n}):`,
    en: (n: number) => `Still to complete in this part (${n}):`,
  },
  saveAndGoOn: { it: 'Salva e continua', en: 'Save and continue' },
  save: { it: 'Salva e resta qui', en: 'Save and stay here' },
  saveAndCompute: { it: 'Salva e ricalcola', en: 'Save and recompute' },
  cancel: { it: 'Annulla', en: 'Cancel' },
  storedNow: { it: (value: string) => `Valore salvato nel frattempo: «${value}».`, en: (value: string) => `Saved in the meantime: “${value}”.` },
  storedEmpty: { it: 'Nel frattempo il campo è stato svuotato.', en: 'The field was emptied in the meantime.' },
  readOnly: { it: 'In sola lettura', en: 'Read only' },
  closesIn: { it: 'Scadenza', en: 'Deadline' },
  leadAside: { it: 'In breve', en: 'In short' },
  version: { it: 'Versione del bando', en: 'Version of the call' },
  missingTitle: {
    it: (n: number) => (n === 1 ? 'Resta 1 punto da completare' : `Restano ${n} punti da completare`),
    en: (n: number) => (n === 1 ? '1 thing left to complete' : `${n} things left to complete`),
  },
  missingLead: { it: 'Ogni riga porta al punto in cui intervenire.', en: 'Each line leads to the place to put it right.' },
  nothingMissing: { it: 'La domanda è completa', en: 'The application is complete' },
  nothingMissingMore: {
    it: 'Ogni regola del bando è rispettata: la domanda può essere presentata. Finché non è presentata, non ha effetto.',
    en: 'Every rule of the call is met: the application can be submitted. Until it is submitted it has no effect.',
  },
  nothingMissingAgain: {
    it: 'Ogni regola del bando è rispettata: la domanda può essere presentata di nuovo, con le modifiche.',
    en: 'Every rule of the call is met: the application can be submitted again, with its changes.',
  },
  goSubmit: { it: 'Vai alla presentazione', en: 'Go to submission' },
  fill: { it: 'Continua a compilare', en: 'Go on filling in' },
  rules: { it: 'Le regole del bando', en: 'The rules of the call' },
  rulesLead: {
    it: 'Ogni regola, con il suo esito su questa domanda e la sua fonte.',
    en: 'Every rule, what it finds in this application and where it comes from.',
  },
  rulesThen: { it: 'Ogni regola, con il suo esito al momento della presentazione.', en: 'Every rule, as it was found at the time of submission.' },
  seeAll: { it: 'Leggi la domanda per intero', en: 'Read the whole application' },
  dossier: { it: 'Domanda per intero', en: 'Whole application' },
  dossierDraft: { it: 'Bozza: non è stata presentata e non ha effetto.', en: 'Draft: not submitted, without effect.' },
  dossierFrozen: {
    it: (protocol: string) => `Come presentata con protocollo ${protocol}.`,
    en: (protocol: string) => `As submitted under protocol number ${protocol}.`,
  },
  withdrawnTitle: { it: 'Domanda ritirata', en: 'Application withdrawn' },
  withdrawnMore: {
    it: 'Non partecipa alla selezione. Una nuova domanda può essere cominciata finché il bando è aperto.',
    en: 'It takes no part in the selection. A new application can be started while the call is open.',
  },
  receivedTitle: {
    it: (protocol: string) => `Domanda presentata, protocollo ${protocol}`,
    en: (protocol: string) => `Application submitted, protocol number ${protocol}`,
  },
  receivedMore: {
    it: (at: string) =>
      `Ricevuta ${withDate('il', showInstant(at, 'it'))}. Fino alla scadenza si può modificare e presentare di nuovo: vale l’ultima presentata.`,
    en: (at: string) => `Received on ${showInstant(at, 'en')}. Until the deadline it can be changed and submitted again: the last one submitted counts.`,
  },
  receivedClosed: { it: (at: string) => `Ricevuta ${withDate('il', showInstant(at, 'it'))}.`, en: (at: string) => `Received on ${showInstant(at, 'en')}.` },
  changedTitle: { it: 'Modifiche non ancora presentate', en: 'Changes not submitted yet' },
  changedMore: {
    it: (protocol: string) =>
      `La domanda è cambiata dopo la presentazione: continua a valere quella con protocollo ${protocol}, finché non viene presentata di nuovo.`,
    en: (protocol: string) => `The application has changed since it was submitted: protocol number ${protocol} still counts until it is submitted again.`,
  },
  changedLate: {
    it: (protocol: string) =>
      `Le modifiche fatte dopo la presentazione non sono state presentate entro la scadenza: vale la domanda con protocollo ${protocol}, riportata qui.`,
    en: (protocol: string) => `Changes made after the submission were not submitted by the deadline: what counts is protocol number ${protocol}, shown here.`,
  },
  withdraw: { it: 'Ritira la domanda', en: 'Withdraw the application' },
  withdrawDraft: { it: 'Elimina la bozza', en: 'Give up the draft' },
  withdrawFinal: {
    it: 'Non si può annullare: per partecipare servirà una nuova domanda.',
    en: 'This cannot be undone: to take part, a new application is needed.',
  },
  withdrawOut: { it: 'La domanda esce dalla selezione; la ricevuta resta leggibile.', en: 'The application leaves the selection; its receipt stays readable.' },

  // Project
  projectLead: {
    it: 'Di che cosa si occupa il progetto, quando comincia e quanto dura.',
    en: 'What the project is about, when it starts and how long it takes.',
  },
  mainSpoke: { it: 'Spoke principale', en: 'Main Spoke' },
  otherSpokes: { it: 'Spoke interessati', en: 'Spokes concerned' },
  otherSpokesHint: {
    it: 'Tutti quelli a cui il progetto contribuisce. Quello principale conta comunque.',
    en: 'All that the project contributes to. The main one counts in any case.',
  },
  sector: { it: 'Settore', en: 'Sector' },
  startsOn: { it: 'Inizio previsto', en: 'Expected start' },
  startsOnHint: { it: 'Dopo la scadenza del bando.', en: 'After the call closes.' },
  duration: { it: 'Durata', en: 'Duration' },
  months: { it: 'mesi', en: 'months' },
  monthsOf: { it: (n: number) => (n === 1 ? '1 mese' : `${n} mesi`), en: (n: number) => (n === 1 ? '1 month' : `${n} months`) },
  commitments: { it: 'Impegni', en: 'Commitments' },
  commitmentsHint: {
    it: 'Possono valere la maggiorazione del contributo; diventano obblighi del progetto.',
    en: 'They may earn the bonus on the grant, and become obligations of the project.',
  },
  wideDissemination: {
    it: 'I risultati saranno ampiamente diffusi: convegni, archivi ad accesso aperto, software libero',
    en: 'Results will be widely disseminated: conferences, open repositories, free software',
  },
  mayPublish: {
    it: 'Gli organismi di ricerca possono pubblicare i risultati delle proprie ricerche',
    en: 'Research bodies may publish the results of their own research',
  },
  yes: { it: 'Sì', en: 'Yes' },
  no: { it: 'No', en: 'No' },

  // Members
  membersLead: {
    it: 'Chi partecipa, dove realizza il progetto e con quale personale di ricerca.',
    en: 'Who takes part, where they carry out the project and with which research staff.',
  },
  roleLead: { it: 'Capofila', en: 'Lead' },
  rolePartner: { it: 'Partner', en: 'Partner' },
  place: { it: 'Regione di attuazione', en: 'Region of implementation' },
  placeHint: { it: 'Dove si svolgono le attività, non la sede legale.', en: 'Where the work is done, not the registered seat.' },
  south: { it: 'Mezzogiorno', en: 'South' },
  centreNorth: { it: 'Centro e Nord', en: 'Centre and North' },
  organisation: { it: 'Organizzazione', en: 'Organisation' },
  kind: { it: 'Tipo', en: 'Kind' },
  seat: { it: 'Sede', en: 'Seat' },
  women: { it: 'Donne', en: 'Women' },
  men: { it: 'Uomini', en: 'Men' },
  under40: { it: 'Di cui sotto i 40 anni', en: 'Of whom under 40' },
  newHires: { it: 'Nuove assunzioni', en: 'New hires' },
  addPartner: { it: 'Aggiungi un partner', en: 'Add a partner' },
  addPartnerLead: {
    it: 'Cercare fra le organizzazioni registrate. Chi manca può registrarsi da sé.',
    en: 'Search among the registered organisations. Who is missing can register themselves.',
  },
  search: { it: 'Nome, codice fiscale o partita IVA', en: 'Name, fiscal code or VAT number' },
  find: { it: 'Cerca', en: 'Search' },
  found: { it: 'Organizzazioni trovate', en: 'Organisations found' },
  nobodyFound: { it: 'Nessuna organizzazione con questo nome o codice', en: 'No organisation of this name or code' },
  nobodyFoundMore: {
    it: 'Provare con meno parole, oppure chiedere all’organizzazione di registrarsi.',
    en: 'Try fewer words, or ask the organisation to register.',
  },
  add: { it: 'Aggiungi', en: 'Add' },
  addNamed: { it: (who: string) => `Aggiungi ${who}`, en: (who: string) => `Add ${who}` },
  inAlready: { it: 'Già partecipante', en: 'Takes part already' },
  removePartner: { it: (who: string) => `Togli ${who}`, en: (who: string) => `Remove ${who}` },
  remove: { it: 'Togli', en: 'Remove' },
  partners: { it: 'Togliere un partner', en: 'Removing a partner' },

  // Costs
  budgetLead: {
    it: 'Costi previsti per ogni partecipante, per voce e tipo di ricerca. In euro, senza IVA se recuperabile. Una casella vuota vale zero.',
    en: 'Expected costs of each participant, by category and type of research. In euros, without recoverable VAT. An empty cell is zero.',
  },
  category: { it: 'Voce', en: 'Category' },
  total: { it: 'Totale', en: 'Total' },
  declared: { it: 'Dichiarato', en: 'Declared' },
  eligible: { it: 'Costo ammissibile', en: 'Eligible cost' },
  computed: { it: (percent: string) => `calcolati: ${percent} del personale`, en: (percent: string) => `computed: ${percent} of personnel` },
  computedOf: { it: (percent: string, of: string) => `calcolati: ${percent} di ${of}`, en: (percent: string, of: string) => `computed: ${percent} of ${of}` },
  excluded: { it: 'Sempre esclusi:', en: 'Always excluded:' },
  aidTitle: { it: 'Costi e contributo', en: 'Costs and grant' },
  aidLead: {
    it: 'Calcolati su quanto è salvato, con le intensità del bando. L’importo definitivo è quello del decreto di concessione.',
    en: 'Computed from what is saved, with the intensities of the call. The final amount is that of the award decree.',
  },
  aidThen: { it: 'Come calcolati al momento della presentazione.', en: 'As computed at the time of submission.' },
  intensity: { it: 'Intensità', en: 'Intensity' },
  aid: { it: 'Contributo', en: 'Grant' },
  own: { it: 'A proprio carico', en: 'Own share' },
  regime: { it: 'Regime', en: 'Regime' },
  bonusEarned: { it: 'La maggiorazione è riconosciuta', en: 'The bonus is earned' },
  bonusNot: { it: 'La maggiorazione non è riconosciuta', en: 'The bonus is not earned' },
  bonusHow: { it: 'Basta una di queste condizioni:', en: 'One of these conditions is enough:' },
  budgetRules: { it: 'Regole sui costi', en: 'Rules on costs' },
  cell: {
    it: (who: string, category: string, type: string) => `${who}, ${category}, ${type}, in euro`,
    en: (who: string, category: string, type: string) => `${who}, ${category}, ${type}, in euros`,
  },
  southShare: { it: 'Di cui nel Mezzogiorno', en: 'Of which in the South' },

  // Documents
  documentsLead: {
    it: 'Ogni documento richiesto ha il suo posto. Caricarne uno nuovo sostituisce quello precedente.',
    en: 'Every document asked for has its place. A new upload replaces what was there.',
  },
  weight: { it: 'Tutti i documenti insieme', en: 'All documents together' },
  weightOf: { it: (now: string, max: string) => `${now} su ${max}`, en: (now: string, max: string) => `${now} of ${max}` },
  required: { it: 'Obbligatorio', en: 'Required' },
  optional: { it: 'Facoltativo', en: 'Optional' },
  signedDigitally: { it: 'Firma digitale (PAdES o CAdES)', en: 'Digital signature (PAdES or CAdES)' },
  repairable: { it: 'Integrabile con soccorso istruttorio', en: 'Can be completed at the office’s request' },
  notRepairable: { it: 'Non integrabile dopo la scadenza', en: 'Cannot be completed after the deadline' },
  present: { it: 'Caricato', en: 'Uploaded' },
  absent: { it: 'Da caricare', en: 'To upload' },
  notGiven: { it: 'Non caricato', en: 'Not uploaded' },
  noLongerAsked: { it: 'Non più richiesto', en: 'No longer asked for' },
  noLongerAskedMore: {
    it: 'Questi documenti non sono più richiesti per i partecipanti attuali. Si possono togliere.',
    en: 'These documents are not asked for any more with the present participants. They can be removed.',
  },
  file: { it: 'File', en: 'File' },
  atMost: { it: (size: string) => `Al massimo ${size}.`, en: (size: string) => `At most ${size}.` },
  upload: { it: 'Carica', en: 'Upload' },
  replace: { it: 'Sostituisci', en: 'Replace' },
  uploadedOn: { it: (at: string) => `caricato ${withDate('il', showInstant(at, 'it'))}`, en: (at: string) => `uploaded on ${showInstant(at, 'en')}` },
  noDocuments: { it: 'Il bando non chiede documenti.', en: 'The call asks for no documents.' },
  noDocumentsGiven: { it: 'Nessun documento caricato.', en: 'No document uploaded.' },

  // Submission
  submissionLead: {
    it: 'Alla presentazione la domanda viene congelata, riceve un numero di protocollo e una ricevuta con l’impronta del contenuto.',
    en: 'On submission the application is frozen and gets a protocol number and a receipt with the fingerprint of its content.',
  },
  whatGoesIn: { it: 'Che cosa si presenta', en: 'What is submitted' },
  declaration: {
    it: 'Dichiaro che quanto riportato nella domanda è vero e di poterla presentare per conto di tutti i partecipanti',
    en: 'I declare that what the application says is true and that I may submit it on behalf of all participants',
  },
  declarationHint: {
    it: 'Dichiarazione resa ai sensi degli artt. 46 e 47 del D.P.R. 445/2000; le dichiarazioni mendaci sono punite (art. 76).',
    en: 'A declaration under articles 46 and 47 of D.P.R. 445/2000; false declarations are punished (art. 76).',
  },
  submit: { it: 'Presenta la domanda', en: 'Submit the application' },
  submitAgain: { it: 'Presenta di nuovo', en: 'Submit again' },

  // Receipt
  receipt: { it: 'Ricevuta', en: 'Receipt' },
  receiptOf: { it: (protocol: string) => `Ricevuta ${protocol}`, en: (protocol: string) => `Receipt ${protocol}` },
  receiptLead: {
    it: 'Attesta che la domanda è stata ricevuta con questo contenuto e in questo istante.',
    en: 'It certifies that the application was received with this content at this instant.',
  },
  receivedAt: { it: 'Ricevuta il', en: 'Received on' },
  exactly: { it: (at: string) => `Istante esatto (UTC): ${at}`, en: (at: string) => `Exact instant (UTC): ${at}` },
  submittedBy: { it: 'Presentata da', en: 'Submitted by' },
  titleOf: { it: 'Titolo', en: 'Title' },
  fingerprint: { it: 'Impronta SHA-256 del contenuto', en: 'SHA-256 fingerprint of the content' },
  verify: { it: 'Come verificarla', en: 'How to check it' },
  verifyHow: {
    it: 'Il contenuto presentato si scarica come file JSON in forma canonica (RFC 8785). La sua impronta SHA-256, calcolata con qualunque strumento, è quella riportata sopra:',
    en: 'The content submitted can be downloaded as a JSON file in canonical form (RFC 8785). Its SHA-256 fingerprint, computed with any tool, is the one above:',
  },
  content: { it: 'Contenuto presentato (JSON)', en: 'Content submitted (JSON)' },
  asJson: { it: 'Ricevuta come JSON', en: 'Receipt as JSON' },
  noLongerCounts: { it: 'Non più valida', en: 'Counts no more' },
  noLongerCountsMore: {
    it: (at: string) => `La domanda è stata ritirata ${withDate('il', showInstant(at, 'it'))}.`,
    en: (at: string) => `The application was withdrawn on ${showInstant(at, 'en')}.`,
  },
  toApplication: { it: 'Torna alla domanda', en: 'Back to the application' },

  // Mail
  mailSubject: { it: (protocol: string) => `Ricevuta della domanda ${protocol}`, en: (protocol: string) => `Receipt of application ${protocol}` },
  mailReceived: {
    it: (title: string, lead: string, call: string) => `La domanda «${title}» di ${lead} per il ${call} è stata ricevuta.`,
    en: (title: string, lead: string, call: string) => `The application “${title}” of ${lead} under ${call} has been received.`,
  },
  mailReplaces: {
    it: (protocol: string) => `Sostituisce la domanda con protocollo ${protocol}, che non vale più.`,
    en: (protocol: string) => `It replaces the application with protocol number ${protocol}, which counts no more.`,
  },
  mailKeep: {
    it: 'Conservare questo messaggio: l’impronta permette di dimostrare in ogni momento che cosa è stato presentato.',
    en: 'Please keep this message: the fingerprint proves at any time what was submitted.',
  },
});
