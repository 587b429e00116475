import { counted } from '#src/core/counts.ts';
import type { Params } from '#src/core/decision.ts';
import { euros } from '#src/core/money.ts';
import { copy, type Locale } from '#src/core/words.ts';
import { showDate, showInstant } from '#src/core/time.ts';
import { withDate } from './vocabulary.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

const eur = (p: Params, key: string, locale: Locale): string => euros(Number(p[key]), locale);

export const callPages = copy({
  calls: { it: 'Bandi', en: 'Calls' },
  callsLead: {
    it: 'Ogni bando è detto in parole semplici: chi può partecipare, con quali importi, entro quando e come si è valutati. Ogni regola cita la sua fonte.',
    en: 'Each call in plain words: who can take part, for how much, by when, and how proposals are judged. Every rule cites its source.',
  },
  open: { it: 'Aperti', en: 'Open' },
  upcoming: { it: 'In arrivo', en: 'Coming up' },
  closed: { it: 'Conclusi', en: 'Closed' },
  drafts: { it: 'Bozze', en: 'Drafts' },
  noCalls: { it: 'Nessun bando pubblicato, per ora', en: 'No call published yet' },
  noCallsMore: { it: 'I nuovi bandi compaiono qui nel giorno della pubblicazione.', en: 'New calls appear here on the day they are published.' },
  newCall: { it: 'Nuovo bando', en: 'New call' },
  closesAt: { it: (at: string) => `Scade ${withDate('il', showInstant(at, 'it'))}`, en: (at: string) => `Closes on ${showInstant(at, 'en')}` },
  closedAt: { it: (at: string) => `Chiuso ${withDate('il', showInstant(at, 'it'))}`, en: (at: string) => `Closed on ${showInstant(at, 'en')}` },
  opensAt: { it: (at: string) => `Apre ${withDate('il', showInstant(at, 'it'))}`, en: (at: string) => `Opens on ${showInstant(at, 'en')}` },
  phaseOpen: { it: 'Aperto', en: 'Open' },
  phaseUpcoming: { it: 'In arrivo', en: 'Coming up' },
  phaseClosed: { it: 'Chiuso', en: 'Closed' },
  phaseDraft: { it: 'Bozza', en: 'Draft' },
  apply: { it: 'Presenta una domanda', en: 'Apply' },
  canIApply: { it: 'Posso partecipare?', en: 'Can I apply?' },
  signInToApply: { it: 'Accedi per presentare una domanda', en: 'Sign in to apply' },
  outcome: { it: 'Graduatoria', en: 'Ranking' },
  manage: { it: 'Gestisci il bando', en: 'Manage the call' },
  pot: { it: 'Dotazione', en: 'Budget' },
  potInitial: { it: 'Dotazione iniziale', en: 'Initial budget' },
  raise: { it: 'Incremento', en: 'Raise' },
  keyDates: { it: 'Date', en: 'Dates' },
  published: { it: 'Pubblicazione', en: 'Published' },
  opening: { it: 'Apertura', en: 'Opens' },
  deadline: { it: 'Scadenza', en: 'Deadline' },
  deadlineBefore: { it: 'Scadenza precedente', en: 'Earlier deadline' },
  extended: { it: 'Proroga', en: 'Extension' },
  questionsUntil: { it: 'Domande di chiarimento entro', en: 'Questions until' },
  aidTable: { it: 'Intensità di aiuto', en: 'Aid intensity' },
  aidHelp: {
    it: 'Quota dei costi ammissibili coperta dal contributo, per dimensione e tipo di ricerca.',
    en: 'Share of the eligible costs that the grant covers, by size and type of research.',
  },
  withBonus: { it: 'con maggiorazione', en: 'with bonus' },
  criteria: { it: 'Criteri di valutazione', en: 'Evaluation criteria' },
  criterion: { it: 'Criterio', en: 'Criterion' },
  maximum: { it: 'Massimo', en: 'Maximum' },
  threshold: { it: 'Soglia', en: 'Threshold' },
  total: { it: 'Totale', en: 'Total' },
  documents: { it: 'Documenti richiesti', en: 'Documents asked for' },
  optional: { it: 'facoltativo', en: 'optional' },
  versions: { it: 'Versioni del bando', en: 'Versions of the call' },
  versionsLead: {
    it: 'Una versione pubblicata non cambia più. Ogni atto ne crea una nuova; una domanda resta legata alla versione con cui è stata presentata.',
    en: 'A published version never changes. Each act makes a new one; an application stays with the version it was submitted under.',
  },
  version: { it: 'Versione', en: 'Version' },
  act: { it: 'Atto', en: 'Act' },
  firstPublication: { it: 'Prima pubblicazione', en: 'First publication' },
  asData: { it: 'Come dati (JSON)', en: 'As data (JSON)' },
  fingerprint: { it: 'Impronta SHA-256', en: 'SHA-256 fingerprint' },
  exampleCall: { it: 'Bando dimostrativo: non è un bando reale del partenariato.', en: 'Example call: not a real call of the partnership.' },
  exampleValues: {
    it: 'I valori contrassegnati come esempio non sono stati pubblicati dal partenariato: servono a far funzionare la dimostrazione.',
    en: 'Values marked as examples were not published by the partnership: they make the demonstration work.',
  },
  draftTitle: { it: 'Da un file', en: 'From a file' },
  draftLead: {
    it: 'Un bando è anche un file di dati: caricarlo o incollarlo qui. Viene controllato per intero prima di essere conservato come bozza.',
    en: 'A call is a file of data too: upload it or paste it here. It is checked in full before it is kept as a draft.',
  },
  definition: { it: 'Bando in formato JSON', en: 'Call as JSON' },
  definitionHint: { it: 'Lo schema è pubblicato in docs/formats/call.schema.json.', en: 'The schema is published in docs/formats/call.schema.json.' },
  saveDraft: { it: 'Controlla e salva la bozza', en: 'Check and save the draft' },
  publish: { it: 'Pubblica il bando', en: 'Publish the call' },
  publishConsequences: {
    it: 'Il bando diventa visibile a tutti e il suo testo non potrà più essere modificato, soltanto integrato da un atto.',
    en: 'The call becomes visible to everyone, and its text can no longer be edited, only added to by an act.',
  },
  publishNote: { it: 'Le domande si aprono e si chiudono da sole alle date indicate.', en: 'Applications open and close by themselves at the dates given.' },
  extend: { it: 'Proroga la scadenza', en: 'Extend the deadline' },
  newDeadline: { it: 'Nuova scadenza (ora di Roma)', en: 'New deadline (Rome time)' },
  actRef: { it: 'Estremi dell’atto', en: 'Reference of the act' },
  actRefHint: { it: 'Per esempio: Decreto n. 12 del 20 febbraio 2024', en: 'For example: Decree no. 12 of 20 February 2024' },
  actOn: { it: 'Data dell’atto', en: 'Date of the act' },
  raiseBudget: { it: 'Incrementa la dotazione', en: 'Raise the budget' },
  raiseBy: { it: 'Importo dell’incremento', en: 'Amount of the raise' },
  reuse: { it: 'Riassegna denaro tornato', en: 'Give out returned money' },
  reuseBy: { it: 'Importo da riassegnare', en: 'Amount to give out' },
  reuseHint: {
    it: (left: string, returned: string, used: string) => `Al massimo ${left}: ${returned} tornati in modo definitivo, meno ${used} già riassegnati.`,
    en: (left: string, returned: string, used: string) => `At most ${left}: ${returned} that came back for good, less ${used} given out already.`,
  },
  reuseAfter: {
    it: 'Il denaro scorre la graduatoria con la prossima graduatoria definitiva; la dotazione del bando resta quella.',
    en: 'The money moves down the ranking with the next final ranking; the budget of the call stays what it is.',
  },
  reusePot: { it: 'Dotazione da cui è tornato', en: 'Budget that it came back to' },
  returnedMoney: { it: 'Denaro tornato', en: 'Returned money' },
  raisePot: { it: 'Dotazione da incrementare', en: 'Budget to raise' },
  rectify: { it: 'Rettifica', en: 'Correct' },
  rectifyIt: { it: 'Testo della rettifica, in italiano', en: 'Text of the correction, in Italian' },
  rectifyEn: { it: 'Testo della rettifica, in inglese', en: 'Text of the correction, in English' },
  newVersion: {
    it: 'Ogni atto crea una nuova versione immutabile del bando; quelle precedenti restano consultabili.',
    en: 'Each act makes a new immutable version of the call; the earlier ones stay readable.',
  },
  acts: { it: 'Atti sul bando', en: 'Acts on the call' },
  seeDraft: { it: 'Anteprima della bozza', en: 'Preview of the draft' },
  inForce: { it: 'in vigore', en: 'in force' },
  grantedBy: { it: 'Ente concedente', en: 'Granting body' },
  cardBudget: { it: (amount: string) => `Dotazione ${amount}`, en: (amount: string) => `Budget ${amount}` },
  brief: { it: 'In breve', en: 'In brief' },
  briefWho: { it: 'Chi può partecipare', en: 'Who can apply' },
  briefMoney: { it: 'Quanto si può avere', en: 'How much' },
  briefMost: {
    it: (share: string) => `Il contributo arriva fino al ${share} dei costi ammissibili, secondo la dimensione e il tipo di ricerca.`,
    en: (share: string) => `The grant covers up to ${share} of the eligible costs, by size and type of research.`,
  },
  briefWhen: { it: 'Entro quando', en: 'By when' },
  briefHow: { it: 'Come si è valutati', en: 'How proposals are judged' },
  briefCriteria: {
    it: (list: string, threshold: number) => `Punti per ${list}. Ne servono almeno ${threshold} in tutto e la soglia di ogni criterio.`,
    en: (list: string, threshold: number) => `Points for ${list}. At least ${threshold} in all are needed, and the threshold of each criterion.`,
  },
  aidClasses: { it: 'Beneficiario', en: 'Beneficiary' },
});

const inWords = (said: Params[string] | undefined, locale: Locale): string =>
  typeof said === 'object' && said !== null && 'it' in said ? said[locale] : String(said ?? '');

export const callReasons: ReasonCopy = {
  'call.officeOnly': {
    it: 'Solo l’ufficio di programma può preparare, pubblicare e modificare i bandi.',
    en: 'Only the programme office may prepare, publish and change calls.',
  },
  'call.publishedAlready': {
    it: 'Il bando è già pubblicato: da ora in poi cambia soltanto con un atto (proroga, incremento, rettifica).',
    en: 'The call is published already: from now on only an act changes it (extension, raise, correction).',
  },
  'call.closedAlready': {
    it: (p) =>
      `I termini sono scaduti ${withDate('il', showInstant(String(p['deadline']), 'it'))}: una scadenza passata si riapre solo per un disservizio dichiarato.`,
    en: (p) => `The call closed on ${showInstant(String(p['deadline']), 'en')}: a deadline that has passed is reopened only for a declared incident.`,
  },
  'call.otherOffice': {
    it: 'Il ruolo di ufficio vale per un altro bando: questo lo modifica chi ne ha l’incarico.',
    en: 'Your role of office is for another call: this one is changed by those in charge of it.',
  },
  'call.invalid': {
    it: (p) => `Nel punto «${p['path']}»: ${inWords(p['message'], 'it')}.`,
    en: (p) => `At “${p['path']}”: ${inWords(p['message'], 'en')}.`,
  },
  'call.problem': { it: (p) => `${inWords(p['place'], 'it')}: ${p['message']}.`, en: (p) => `${inWords(p['place'], 'en')}: ${p['message']}.` },
  'call.incomplete': {
    it: (p) => (Number(p['problems']) === 1 ? 'La bozza ha ancora un punto da correggere.' : `La bozza ha ancora ${p['problems']} punti da correggere.`),
    en: (p) => (Number(p['problems']) === 1 ? 'The draft has one thing left to correct.' : `The draft has ${p['problems']} things left to correct.`),
  },
  'call.draftChangedMeanwhile': {
    it: (p) => `Nel frattempo è stata salvata la bozza ${p['revision']}: confrontare prima di salvare di nuovo.`,
    en: (p) => `Draft ${p['revision']} has been saved in the meantime: compare before you save again.`,
  },
  'call.idTaken': {
    it: (p) => `C’è già un bando «${p['call']}»: scegliere un altro identificativo.`,
    en: (p) => `There is a call “${p['call']}” already: choose another identifier.`,
  },
  'call.badId': { it: 'Solo lettere, cifre, trattini e punti, per esempio 04-2026.', en: 'Letters, digits, dashes and dots only, for example 04-2026.' },
  'call.noSuchCall': { it: (p) => `Il bando «${p['call']}» da copiare non è pubblicato.`, en: (p) => `The call “${p['call']}” to copy is not published.` },
  'call.nothingChanged': {
    it: 'La bozza è uguale alla versione pubblicata: non c’è nulla da rettificare.',
    en: 'The draft equals the published version: there is nothing to correct.',
  },
  'call.closedForChanges': {
    it: (p) =>
      `Il bando è scaduto ${withDate('il', showInstant(String(p['deadline']), 'it'))}: le regole con cui le proposte sono state presentate non cambiano più. Resta possibile una rettifica del solo testo fra gli atti.`,
    en: (p) =>
      `The call closed on ${showInstant(String(p['deadline']), 'en')}: the rules that proposals were made under do not change any more. A correction in words alone remains possible among the acts.`,
  },
  'call.criteriaLocked': {
    it: 'I criteri di valutazione, le soglie, le premialità e le regole della graduatoria sono fissati alla pubblicazione: un punteggio dato con criteri che non erano nel bando si annulla. Riportarli com’erano, oppure pubblicare un altro bando.',
    en: 'Criteria, thresholds, premiums and the rules of the ranking are fixed at publication: points given by criteria that were not in the call are annulled. Put them back as they were, or publish another call.',
  },
  'call.identityLocked': {
    it: 'Codice, tipo e identità del bando non cambiano dopo la pubblicazione: riportarli com’erano.',
    en: 'The code, kind and identity of a call do not change after publication: put them back as they were.',
  },
  'call.moneyByRaise': {
    it: 'La dotazione si cambia con un atto di incremento, non con una rettifica: riportarla com’era e usare «Incrementa la dotazione».',
    en: 'The budget is changed by an act that raises it, not by a correction: put it back as it was and use “Raise the budget”.',
  },
  'call.deadlineByExtension': {
    it: 'La scadenza si sposta con una proroga, non con una rettifica, e la data di pubblicazione non cambia: riportarle com’erano e usare «Proroga la scadenza».',
    en: 'The deadline is moved by an extension, not by a correction, and the date of publication stays: put them back as they were and use “Extend the deadline”.',
  },
  'call.incidentBackwards': { it: 'La fine del disservizio deve seguire l’inizio.', en: 'The end of the incident must come after its beginning.' },
  'call.incidentInFuture': {
    it: 'Si dichiara un disservizio concluso: la fine non può essere nel futuro.',
    en: 'An incident is declared once it is over: its end cannot be in the future.',
  },
  'call.incidentAfterDeadline': {
    it: (p) => `Il disservizio è cominciato dopo la scadenza (${showInstant(String(p['deadline']), 'it')}): nessuno ne è stato impedito.`,
    en: (p) => `The incident began after the deadline (${showInstant(String(p['deadline']), 'en')}): it kept nobody from applying.`,
  },
  'call.incidentTooOld': {
    it: (p) =>
      `La scadenza (${showInstant(String(p['deadline']), 'it')}) si riapre solo per un disservizio delle ultime 24 ore, ed entro ${counted.days.it(Number(p['days']))}.`,
    en: (p) =>
      `The deadline (${showInstant(String(p['deadline']), 'en')}) is reopened only for an incident of its last 24 hours, and within ${counted.days.en(Number(p['days']))}.`,
  },
  'call.incidentExtended': { it: 'Per questo disservizio la scadenza è già stata prorogata.', en: 'The deadline has been extended for this incident already.' },
  'call.shorterThanIncident': {
    it: (p) => `La proroga deve durare almeno quanto il disservizio: non prima ${withDate('del', showInstant(String(p['least']), 'it'))}.`,
    en: (p) => `The extension must last at least as long as the incident: not before ${showInstant(String(p['least']), 'en')}.`,
  },
  'call.deadlineInPast': { it: 'La nuova scadenza è già passata: sceglierne una futura.', en: 'The new deadline has passed already: choose one to come.' },
  'call.noSuchTime': {
    it: 'Quest’ora a Roma non esiste: gli orologi passano dalle 2 alle 3.',
    en: 'This time does not exist in Rome: the clocks go from 2 to 3.',
  },
  'call.notJson': {
    it: 'Il testo non è JSON valido: controllare virgole, virgolette e parentesi.',
    en: 'The text is not valid JSON: check commas, quotes and brackets.',
  },
  'call.unknownProgramme': { it: (p) => `Il programma «${p['programme']}» non esiste.`, en: (p) => `There is no programme “${p['programme']}”.` },
  'call.changedMeanwhile': {
    it: (p) => `Nel frattempo è stata pubblicata la versione ${p['number']}: rileggerla prima di confermare.`,
    en: (p) => `Version ${p['number']} has been published in the meantime: read it before you confirm.`,
  },
  'call.notLater': {
    it: (p) => `La nuova scadenza deve essere successiva a quella attuale, ${showInstant(String(p['deadline']), 'it')}.`,
    en: (p) => `The new deadline must be later than the current one, ${showInstant(String(p['deadline']), 'en')}.`,
  },
  'call.nothingReturned': {
    it: (p) =>
      `Nessuna somma da riassegnare: ${eur(p, 'returnedCents', 'it')} tornati in modo definitivo, ${eur(p, 'usedCents', 'it')} già riassegnati. Torna in modo definitivo ciò che un progetto chiuso non ha speso.`,
    en: (p) =>
      `Nothing to give out: ${eur(p, 'returnedCents', 'en')} came back for good, ${eur(p, 'usedCents', 'en')} were given out already. What a closed project has not spent comes back for good.`,
  },
  'call.moreThanReturned': {
    it: (p) =>
      `Al massimo ${eur(p, 'leftCents', 'it')}: ${eur(p, 'returnedCents', 'it')} tornati in modo definitivo, meno ${eur(p, 'usedCents', 'it')} già riassegnati. Per dare di più serve un incremento.`,
    en: (p) =>
      `At most ${eur(p, 'leftCents', 'en')}: ${eur(p, 'returnedCents', 'en')} that came back for good, less ${eur(p, 'usedCents', 'en')} given out already. To give more takes a raise.`,
  },
  'call.actTooEarly': {
    it: (p) => `La data dell’atto non può precedere quella dell’ultimo atto, ${showDate(String(p['last']), 'it')}.`,
    en: (p) => `The date of the act cannot be before that of the last act, ${showDate(String(p['last']), 'en')}.`,
  },
};
