import { showDate, showInstant } from '#src/core/time.ts';
import { copy, type Words } from '#src/core/words.ts';
import { withDate } from '#src/funding/calls/copy/vocabulary.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';
import type { Redaction } from './rules/redaction.ts';

export const redactionWords: Record<Redaction, Words> = {
  personalData: {
    it: 'Nessun dato personale: persone del gruppo, confermanti e firmatari non compaiono; e-mail, codici fiscali, conti e telefoni sono sostituiti nei testi.',
    en: 'No personal data: staff, people who confirmed and signers do not appear; e-mail addresses, fiscal codes, accounts and telephone numbers are replaced in texts.',
  },
  expertNames: {
    it: 'Gli esperti compaiono sotto pseudonimo; il loro nome, e quello di chi presiede, è sostituito nei testi. Se il bando prevede la valutazione aperta, il proprio fascicolo elenca chi ha valutato la proposta.',
    en: 'Experts appear under pseudonyms; their names, and that of the chair, are replaced in texts. Where the call has open review, one’s own file lists who reviewed the proposal.',
  },
  othersText: {
    it: 'I testi delle altre proposte non ci sono, salvo quelle concesse una per una, sentiti gli interessati.',
    en: 'The texts of other proposals are not there, but for those granted one by one after their owners were heard.',
  },
  othersScores: {
    it: 'Delle altre proposte la graduatoria dice solo ciò che il bando pubblica.',
    en: 'Of other proposals the ranking says only what the call publishes.',
  },
};

export const accessCopy = copy({
  silenceSubject: {
    it: (protocol: string) => `Accesso ai documenti, ${protocol}: termine scaduto`,
    en: (protocol: string) => `Access to documents, ${protocol}: the term is over`,
  },
  silenceHello: { it: (name: string) => `Gentile ${name},`, en: (name: string) => `Dear ${name},` },
  silenceAsker: {
    it: (protocol: string, due: string) =>
      `sulla richiesta di accesso relativa alla domanda ${protocol} l’ufficio non ha risposto entro il ${showDate(due, 'it')}: trascorsi trenta giorni la richiesta si intende respinta (L. 241/1990, art. 25, comma 4). Contro il silenzio si può ricorrere, entro trenta giorni, al tribunale amministrativo regionale o chiedere il riesame; l’ufficio può ancora rispondere.`,
    en: (protocol: string, due: string) =>
      `the office did not answer the request for access about application ${protocol} by ${showDate(due, 'en')}: after thirty days a request counts as refused (Law 241/1990, art. 25, par. 4). Within thirty days this silence can be appealed before the regional administrative court, or a review can be asked for; the office may still answer.`,
  },
  silenceOffice: {
    it: (protocol: string, due: string) =>
      `il termine per rispondere alla richiesta di accesso relativa alla domanda ${protocol} è scaduto il ${showDate(due, 'it')} senza decisione: il silenzio vale rigetto e può essere impugnato (L. 241/1990, art. 25, comma 4).`,
    en: (protocol: string, due: string) =>
      `the term to answer the request for access about application ${protocol} ended on ${showDate(due, 'en')} without a decision: silence counts as a refusal and can be appealed (Law 241/1990, art. 25, par. 4).`,
  },
  access: { it: 'Accesso ai documenti', en: 'Access to documents' },
  lead: {
    it: 'Le richieste di accesso ai documenti dei bandi (L. 241/1990, artt. 22 e seguenti). L’ufficio risponde entro 30 giorni.',
    en: 'Requests for access to the documents of calls (Law 241/1990, articles 22 ff.). The office answers within 30 days.',
  },
  none: { it: 'Nessuna richiesta di accesso', en: 'No request for access' },
  noneMore: {
    it: 'Dopo la pubblicazione di una graduatoria il capofila di una domanda può chiedere qui i documenti.',
    en: 'Once a ranking is published, the lead of an application can ask for documents here.',
  },
  askFor: { it: 'Chiedi l’accesso', en: 'Ask for access' },
  askForOne: { it: (acronym: string) => `Chiedi l’accesso per ${acronym}`, en: (acronym: string) => `Ask for access for ${acronym}` },
  askLead: {
    it: 'Si ottengono sempre la propria domanda, le sue schede di valutazione, ciò che la commissione ha concordato, il posto in graduatoria e il calcolo. Per i documenti di altre proposte sono prima sentiti i loro capofila, che hanno 10 giorni per opporsi.',
    en: 'You always get your own application, its reviews, what the panel agreed on, its place in the ranking and the computation. For documents of other proposals their leads are heard first; they have 10 days to object.',
  },
  reason: { it: 'Motivo', en: 'Reason' },
  reasonHint: {
    it: 'L’interesse diretto, concreto e attuale per cui servono i documenti (art. 22, comma 1, lett. b).',
    en: 'The direct, concrete and present interest for which the documents are needed (article 22(1)(b)).',
  },
  others: { it: 'Altre proposte', en: 'Other proposals' },
  othersHint: { it: 'Numeri di protocollo, separati da spazi o virgole. Facoltativo.', en: 'Protocol numbers, separated by spaces or commas. Optional.' },
  send: { it: 'Invia la richiesta', en: 'Send the request' },
  requests: { it: 'Richieste', en: 'Requests' },
  protocol: { it: 'Protocollo', en: 'Protocol number' },
  acronym: { it: 'Proposta', en: 'Proposal' },
  leadName: { it: 'Capofila', en: 'Lead' },
  call: { it: 'Bando', en: 'Call' },
  askedOn: { it: 'Chiesta il', en: 'Asked on' },
  dueOn: { it: 'Risposta entro', en: 'Answer by' },
  clock: { it: 'Tempo', en: 'Time' },
  daysLeft: {
    it: (n: number) => (n === 1 ? 'resta 1 giorno' : n === 0 ? 'scade oggi' : `restano ${n} giorni`),
    en: (n: number) => (n === 1 ? '1 day left' : n === 0 ? 'due today' : `${n} days left`),
  },
  silent: { it: 'Termine scaduto: il silenzio vale diniego', en: 'Term over: silence counts as a refusal' },
  state: { it: 'Stato', en: 'State' },
  decision: { it: 'Decisione', en: 'Decision' },
  asked: { it: 'Da esaminare', en: 'To be looked at' },
  noticed: { it: 'Sentiti gli interessati', en: 'Those concerned are heard' },
  decided: { it: 'Decisa', en: 'Decided' },
  withdrawn: { it: 'Ritirata', en: 'Withdrawn' },
  granted: { it: 'Accolta', en: 'Granted' },
  partial: { it: 'Accolta in parte', en: 'Granted in part' },
  refused: { it: 'Respinta', en: 'Refused' },
  'decided.granted': { it: 'accesso concesso', en: 'access granted' },
  'decided.partial': { it: 'accesso concesso in parte', en: 'access granted in part' },
  'decided.refused': { it: 'accesso negato', en: 'access refused' },
  parties: { it: 'Controinteressati', en: 'Those concerned' },
  partiesLead: {
    it: 'I capofila delle proposte di cui si chiedono i documenti. Ricevono una lettera e hanno 10 giorni per opporsi.',
    en: 'The leads of the proposals whose documents are asked for. They get a letter and have 10 days to object.',
  },
  noParties: { it: 'La richiesta riguarda soltanto i propri documenti.', en: 'The request is about one’s own documents only.' },
  notified: { it: 'Avvisato', en: 'Told' },
  objection: { it: 'Opposizione', en: 'Objection' },
  noObjection: { it: 'Nessuna', en: 'None' },
  until: { it: 'Termine', en: 'Term' },
  notify: { it: 'Avvisa i controinteressati', en: 'Tell those concerned' },
  notifyConsequences: {
    it: 'Ognuno riceve una lettera protocollata. Non si decide prima che abbiano risposto o che passino 10 giorni.',
    en: 'Each gets a numbered letter. Nothing is decided before they have answered or 10 days have passed.',
  },
  moreOthers: { it: 'Altre proposte interessate', en: 'Further proposals concerned' },
  decide: { it: 'Decidi', en: 'Decide' },
  decideConsequences: {
    it: 'Chi ha chiesto riceve una lettera protocollata. Ciò che è concesso è composto ora, oscurato secondo le regole, e resta così.',
    en: 'Who asked gets a numbered letter. What is granted is put together now, redacted by the rules, and stays as it is.',
  },
  answer: { it: 'Motivazione', en: 'Reasons' },
  grantOf: { it: 'Concedi i documenti di', en: 'Grant the documents of' },
  withdraw: { it: 'Ritira la richiesta', en: 'Withdraw the request' },
  pack: { it: 'Ciò che è concesso', en: 'What was granted' },
  packLead: {
    it: 'Un archivio ZIP con indice in PDF e impronta SHA-256 di ogni documento. Ogni consegna è annotata.',
    en: 'A ZIP archive with an index in PDF and the SHA-256 fingerprint of each document. Each delivery is written down.',
  },
  download: { it: 'Scarica l’archivio', en: 'Download the archive' },
  deliveries: { it: 'Consegne', en: 'Deliveries' },
  noDeliveries: { it: 'Nessuna consegna, per ora.', en: 'No delivery yet.' },
  notices: { it: 'Avvisi ricevuti', en: 'Notices received' },
  noticeOf: { it: (acronym: string) => `Richiesta di accesso che riguarda ${acronym}`, en: (acronym: string) => `Request for access that concerns ${acronym}` },
  noticeLead: {
    it: 'È stata chiesta copia della domanda e delle sue schede di valutazione. I dati personali e i nomi degli esperti ne sono comunque tolti.',
    en: 'A copy of the application and of its reviews was asked for. Personal data and the names of experts are taken out in any case.',
  },
  objectionLabel: { it: 'Motivi dell’opposizione', en: 'Reasons for objecting' },
  objectionHint: {
    it: 'Per esempio segreti tecnici o commerciali, e in quali parti.',
    en: 'For example technical or commercial secrets, and in which parts.',
  },
  object: { it: 'Invia l’opposizione', en: 'Send the objection' },
  objected: { it: (at: string) => `Opposizione inviata il ${showInstant(at, 'it')}`, en: (at: string) => `Objection sent on ${showInstant(at, 'en')}` },
  log: { it: 'Registro delle consegne', en: 'Log of deliveries' },
  logLead: {
    it: 'Chi ha ricevuto che cosa e quando. Ogni riga sta anche nel registro delle prove.',
    en: 'Who got what, and when. Each line stands in the evidence log too.',
  },
  noLog: { it: 'Nessuna consegna', en: 'No deliveries' },
  noLogMore: { it: 'Le consegne compaiono qui quando chi ha chiesto scarica l’archivio.', en: 'Deliveries appear here when who asked downloads the archive.' },
  deliveredAt: { it: 'Consegnato il', en: 'Delivered on' },
  person: { it: 'A chi', en: 'To whom' },
  organisation: { it: 'Per', en: 'For' },
  fingerprint: { it: 'Impronta SHA-256', en: 'SHA-256 fingerprint' },
  bytes: { it: 'Byte', en: 'Bytes' },
  askedOfOthers: { it: 'copia della domanda e delle sue schede di valutazione', en: 'a copy of the application and of its reviews' },

  exampleNote: { it: 'Esempio: dati sintetici, nessun valore legale', en: 'Example: synthetic data, no legal value' },
  packOf: { it: (protocol: string) => `Accesso ai documenti: indice per ${protocol}`, en: (protocol: string) => `Access to documents: index for ${protocol}` },
  fileOf: { it: (title: string) => `Fascicolo di ${title}`, en: (title: string) => `File of ${title}` },
  to: { it: 'Consegnato a', en: 'Handed to' },
  application: { it: 'Domanda', en: 'Application' },
  madeOn: { it: 'Composto il', en: 'Put together on' },
  contents: { it: 'Contenuto', en: 'Contents' },
  file: { it: 'Documento', en: 'Document' },
  holds: { it: 'Che cosa contiene', en: 'What it holds' },
  omissions: { it: 'Omissis', en: 'Left out' },
  'what.ownProposal': { it: 'La domanda come fu presentata', en: 'The application as it was handed in' },
  'what.ownPaper': { it: 'La stessa, da leggere e stampare', en: 'The same, to be read and printed' },
  'what.ownFile': { it: 'Valutazioni, commissione, graduatoria e calcolo', en: 'Reviews, panel, ranking and computation' },
  'what.ownScores': { it: 'Gli stessi dati, per un programma', en: 'The same as data' },
  'what.ranking': { it: 'La graduatoria e le sue regole', en: 'The ranking and its rules' },
  'what.others': { it: 'Altra proposta, oscurata', en: 'Another proposal, redacted' },
  'what.othersData': { it: 'Altra proposta, oscurata, per un programma', en: 'Another proposal, redacted, as data' },
  rulesTitle: { it: 'Che cosa è stato oscurato', en: 'What was redacted' },
  rulesText: {
    it: 'Le regole sono funzioni del sistema, uguali per tutti; al posto di ciò che manca si legge «[omissis]». Nell’indice, la colonna «Omissis» conta le sostituzioni.',
    en: 'The rules are functions of the system, the same for everyone; “[omissis]” stands for what was taken out. The column “Left out” of the index counts the replacements.',
  },
  rule: { it: 'Regola', en: 'Rule' },
  source: { it: 'Fonte', en: 'Source' },
  appliedTo: { it: 'Applicata a', en: 'Applied to' },
  withheld: { it: 'Non concesso', en: 'Not granted' },
  withheldText: {
    it: 'I documenti di queste proposte sono stati chiesti e non sono concessi, per i motivi della decisione:',
    en: 'The documents of these proposals were asked for and are not granted, for the reasons of the decision:',
  },
  use: { it: 'Uso dei documenti', en: 'Use of the documents' },
  useText: {
    it: 'I documenti servono a tutelare l’interesse per cui l’accesso è stato chiesto; chi li riceve risponde di ogni altro uso.',
    en: 'The documents serve to protect the interest for which access was asked; whoever receives them answers for any other use.',
  },
  proposal: { it: 'La proposta', en: 'The proposal' },
  titleOf: { it: 'Titolo', en: 'Title' },
  members: { it: 'Partecipanti', en: 'Participants' },
  eligible: { it: 'Costo ammissibile', en: 'Eligible cost' },
  grant: { it: 'Contributo richiesto', en: 'Grant asked for' },
  reviews: { it: 'Schede di valutazione', en: 'Reviews' },
  noReviews: { it: 'Nessuna scheda di esperti.', en: 'No reviews by experts.' },
  expert: { it: (name: string) => `Esperto ${name}`, en: (name: string) => `Expert ${name}` },
  criterion: { it: 'Criterio', en: 'Criterion' },
  points: { it: 'Punti', en: 'Points' },
  motivation: { it: 'Motivazione', en: 'Reasons' },
  consensus: { it: 'Ciò che la commissione ha concordato', en: 'What the panel agreed on' },
  placeTitle: { it: 'Posto in graduatoria', en: 'Place in the ranking' },
  noPlace: { it: 'La proposta non è in graduatoria.', en: 'The proposal is not in the ranking.' },
  merit: { it: 'Punti di merito', en: 'Points of merit' },
  premium: { it: 'Premialità', en: 'Premiums' },
  why: { it: 'Perché:', en: 'Why:' },
  computation: { it: 'Come è calcolata la graduatoria', en: 'How the ranking is computed' },
  computationText: {
    it: 'Dai punti concordati, o dalle schede, si ricavano i punti per criterio; si applicano soglie, premialità, criteri di parità, riserve e dotazione del bando, nell’ordine scritto nel bando. Regole e dati pubblicati sono in «4-graduatoria.json».',
    en: 'Points per criterion come from what the panel agreed on, or from the reviews; then thresholds, premiums, tie-breaks, reserves and the budget of the call apply, in the order that the call gives. Rules and published data are in “4-graduatoria.json”.',
  },
  grid: { it: 'Criteri del bando', en: 'Criteria of the call' },
  max: { it: 'Massimo', en: 'Maximum' },
  threshold: { it: 'Soglia', en: 'Threshold' },
});

export const accessReasons: ReasonCopy = {
  'access.officeOnly': { it: 'Sulle richieste di accesso decide l’ufficio di programma.', en: 'The programme office decides on requests for access.' },
  'access.ownOrganisation': {
    it: (p) => `Chi agisce per ${p['organisation'] || 'chi ha chiesto'} non tratta questa richiesta: se ne occupa un altro funzionario.`,
    en: (p) => `Who acts for ${p['organisation'] || 'who asked'} does not handle this request: another officer does.`,
  },
  'access.tooEarly': {
    it: 'Finché non c’è una graduatoria pubblicata l’accesso è differito: si chiede dopo la pubblicazione.',
    en: 'Until a ranking is published access is deferred: ask after it is published.',
  },
  'access.openAlready': { it: 'Per questa domanda c’è già una richiesta in corso.', en: 'There is a request under way for this application already.' },
  'access.closed': { it: 'La richiesta è già decisa o ritirata.', en: 'The request is decided or withdrawn already.' },
  'access.notifiedAlready': {
    it: 'I controinteressati sono già stati avvisati, o la richiesta è chiusa.',
    en: 'Those concerned were told already, or the request is closed.',
  },
  'access.nobody': { it: 'Indicare almeno una proposta di cui si chiedono i documenti.', en: 'Name at least one proposal whose documents are asked for.' },
  'access.noticeFirst': {
    it: (p) =>
      `${Number(p['count']) === 1 ? 'Un controinteressato non è stato avvisato' : `${p['count']} controinteressati non sono stati avvisati`}: prima si avvisa, poi si decide.`,
    en: (p) => `${Number(p['count']) === 1 ? 'One party concerned was' : `${p['count']} parties concerned were`} not told: tell them first, then decide.`,
  },
  'access.stillHeard': {
    it: (p) =>
      `${Number(p['count']) === 1 ? 'Un controinteressato ha' : `${p['count']} controinteressati hanno`} ancora tempo per opporsi, fino a ${showInstant(String(p['until']), 'it')}.`,
    en: (p) =>
      `${Number(p['count']) === 1 ? 'One party concerned' : `${p['count']} parties concerned`} can still object, until ${showInstant(String(p['until']), 'en')}.`,
  },
  'access.objectedAlready': { it: 'L’opposizione è già stata inviata.', en: 'The objection was sent already.' },
  'access.objectionLate': {
    it: (p) => `Il termine per opporsi è finito ${withDate('il', showDate(String(p['until']), 'it'))}.`,
    en: (p) => `The term for objecting ended on ${showDate(String(p['until']), 'en')}.`,
  },
  'access.nothingGranted': {
    it: 'Non c’è un archivio da consegnare: l’accesso non è concesso.',
    en: 'There is no archive to hand over: access was not granted.',
  },
  'access.unknownProtocol': {
    it: (p) => `Nessuna domanda di questo bando ha protocollo ${(p['protocols'] as unknown as readonly string[]).join(', ')}.`,
    en: (p) => `No application of this call has the protocol number ${(p['protocols'] as unknown as readonly string[]).join(', ')}.`,
  },
  'access.ownProtocol': { it: 'La propria domanda è sempre compresa: non va indicata.', en: 'Your own application is always included: do not name it.' },
  'access.notAsked': { it: 'Si concede solo ciò che è stato chiesto.', en: 'Only what was asked for can be granted.' },
  'access.notAll': {
    it: 'Una richiesta accolta concede i documenti di tutti: altrimenti è accolta in parte.',
    en: 'A request that is granted grants the documents of everyone: otherwise it is granted in part.',
  },
  'access.notPart': {
    it: 'Una richiesta è accolta in parte se di più proposte si concedono i documenti di alcune, oltre ai propri.',
    en: 'A request is granted in part if, besides one’s own documents, those of some of the proposals are granted and of some not.',
  },
  'access.notNothing': { it: 'Se la richiesta è respinta non si concede nulla.', en: 'Where the request is refused nothing is granted.' },
};
