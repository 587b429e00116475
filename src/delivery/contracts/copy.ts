import { counted } from '#src/core/counts.ts';
import { euros } from '#src/core/money.ts';
import { showDate } from '#src/core/time.ts';
import { afterNumber, copy, type Words } from '#src/core/words.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';
import { sharedWords } from './copy/shared.ts';

export const contractCopy = copy({
  ...sharedWords,
  contracts: { it: 'Contratti', en: 'Contracts' },
  lead: {
    it: 'I contratti d’obbligo dei progetti finanziati: documenti, firma, scadenze.',
    en: 'The contracts of the projects that were awarded a grant: documents, signature, terms.',
  },
  none: { it: 'Nessun contratto', en: 'No contract' },
  noneMore: {
    it: 'Un contratto si prepara da sé quando un decreto concede il contributo.',
    en: 'A contract is prepared as soon as a decree awards the grant.',
  },
  protocol: { it: 'Protocollo', en: 'Protocol number' },
  acronym: { it: 'Progetto', en: 'Project' },
  cup: { it: 'CUP', en: 'CUP' },
  grant: { it: 'Contributo', en: 'Grant' },
  dueOn: { it: 'Firma entro', en: 'Sign by' },
  late: { it: 'Termine scaduto', en: 'Past its term' },
  signedOn: { it: 'Firmato il', en: 'Signed on' },
  waits: { it: 'Aspetta', en: 'Waits for' },
  'waits.deed': { it: 'accettazione della firma', en: 'acceptance of the signature' },
  'waits.term': { it: 'conferma della decadenza', en: 'confirmation of the lapse' },
  'waits.addendum': { it: 'firma dell’addendum', en: 'signature of the addendum' },
  'waits.none': { it: 'nulla', en: 'nothing' },
  preparing: { it: 'In preparazione', en: 'In preparation' },
  offered: { it: 'Da firmare', en: 'To be signed' },
  signed: { it: 'Firmato', en: 'Signed' },
  lapsed: { it: 'Decaduto', en: 'Lapsed' },
  'end.lapsed': { it: 'decadenza dal diritto alla firma', en: 'loss of the right to sign' },
  'end.renounced': { it: 'rinuncia del beneficiario', en: 'renunciation by the beneficiary' },
  'end.revoked': { it: 'revoca del contributo', en: 'revocation of the grant' },
  summary: { it: 'In sintesi', en: 'Summary' },
  startsOn: { it: 'Inizio del progetto', en: 'First day of the project' },
  endsOn: { it: 'Fine del progetto', en: 'Last day of the project' },
  notSet: { it: 'da indicare', en: 'to be given' },
  endedOn: { it: 'Cessato il', en: 'Ended on' },
  beneficiaries: { it: 'Beneficiari', en: 'Beneficiaries' },
  beneficiary: { it: 'Beneficiario', en: 'Beneficiary' },
  trySign: { it: 'Provare una firma (solo nell’esempio)', en: 'Try a signature (in the example only)' },
  region: { it: 'Regione di attuazione', en: 'Region of implementation' },
  aid: { it: 'Aiuti di Stato', en: 'State aid' },
  aidLead: {
    it: 'Per ogni impresa: registrazione nel Registro nazionale degli aiuti, dichiarazione Deggendorf, aiuti de minimis.',
    en: 'For each enterprise: entry in the National Register of State Aid, Deggendorf declaration, de minimis aid.',
  },
  car: { it: 'CAR, codice della misura', en: 'CAR, code of the measure' },
  cor: { it: 'COR, codice della concessione', en: 'COR, code of the grant' },
  registeredOn: { it: 'Registrato il', en: 'Registered on' },
  deggendorf: { it: 'Aiuti illegali da restituire', en: 'Unlawful aid to give back' },
  'deggendorf.none': { it: 'Nessuno', en: 'None' },
  'deggendorf.repaid': { it: 'Restituiti o depositati', en: 'Given back or deposited' },
  'deggendorf.pending': { it: 'Ancora da restituire', en: 'Still to be given back' },
  deMinimis: { it: 'Aiuti de minimis negli ultimi tre anni', en: 'De minimis aid in the last three years' },
  saveAid: { it: 'Salva', en: 'Save' },
  aidOf: { it: (name: string) => `Aiuti di Stato: ${name}`, en: (name: string) => `State aid: ${name}` },
  documents: { it: 'Documenti', en: 'Documents' },
  documentsLead: {
    it: 'Che cosa serve, da chi e prima di che cosa. I documenti dei registri li acquisisce l’ufficio.',
    en: 'What is needed, from whom and before what. The office gets those of the registers itself.',
  },
  document: { it: 'Documento', en: 'Document' },
  of: { it: 'Di chi', en: 'Of whom' },
  ofProject: { it: 'del progetto', en: 'of the project' },
  before: { it: 'Serve prima', en: 'Needed before' },
  'before.signature': { it: 'della firma', en: 'the signature' },
  'before.advance': { it: 'dell’anticipo', en: 'the advance' },
  'before.everyPayment': { it: 'di ogni pagamento', en: 'every payment' },
  there: { it: 'Che cosa c’è', en: 'What is there' },
  missing: { it: 'Manca', en: 'Missing' },
  in: { it: 'Presente', en: 'There' },
  refused: { it: 'Respinto', en: 'Refused' },
  expired: { it: 'Scaduto', en: 'Expired' },
  badSignature: { it: 'Firma non valida', en: 'Signature not valid' },
  validUntil: { it: 'Valido fino al', en: 'Valid until' },
  until: { it: (day: string) => `valido fino al ${showDate(day, 'it')}`, en: (day: string) => `valid until ${showDate(day, 'en')}` },
  by: {
    it: (who: string | null, at: string) => `${who ? `${who}, ` : ''}${showDate(at, 'it')}`,
    en: (who: string | null, at: string) => `${who ? `${who}, ` : ''}${showDate(at, 'en')}`,
  },
  refusedBecause: { it: (why: string) => `Respinto: ${why}`, en: (why: string) => `Refused: ${why}` },
  toHandIn: { it: 'Da consegnare', en: 'To be handed in' },
  replaceThere: { it: 'Sostituisci ciò che c’è già', en: 'Replace what is there already' },
  replaceOrRefuse: { it: 'Sostituisci o respingi ciò che c’è già', en: 'Replace or refuse what is there already' },
  handInAgain: {
    it: (title: string, who: string) => `Sostituisci: ${title}${who && `, ${who}`}`,
    en: (title: string, who: string) => `Replace: ${title}${who && `, ${who}`}`,
  },
  noteAgain: {
    it: (title: string, who: string) => `Registra di nuovo: ${title}${who && `, ${who}`}`,
    en: (title: string, who: string) => `Record anew: ${title}${who && `, ${who}`}`,
  },
  handIn: {
    it: (title: string, who: string) => `Carica: ${title}${who && `, ${who}`}`,
    en: (title: string, who: string) => `Upload: ${title}${who && `, ${who}`}`,
  },
  signedFile: { it: 'PDF firmato o .p7m', en: 'Signed PDF or .p7m' },
  note: {
    it: (title: string, who: string) => `Registra: ${title}${who && `, ${who}`}`,
    en: (title: string, who: string) => `Record: ${title}${who && `, ${who}`}`,
  },
  reference: { it: 'Riferimento', en: 'Reference' },
  referenceHint: { it: 'Numero e data di ciò che dice il registro.', en: 'Number and date of what the register says.' },
  record: { it: 'Registra', en: 'Record' },
  refuse: { it: (title: string) => `Respingi: ${title}`, en: (title: string) => `Refuse: ${title}` },
  refuseConsequence: { it: 'Il beneficiario ne vede il motivo e può caricarne un altro.', en: 'The beneficiary sees why and can upload another.' },
  doRefuse: { it: 'Respingi', en: 'Refuse' },
  terms: { it: 'CUP e inizio', en: 'CUP and first day' },
  cupHint: { it: '15 lettere e cifre. Se ne controlla solo la forma.', en: '15 letters and digits. Only its form is checked.' },
  signature: { it: 'Firma', en: 'Signature' },
  offer: { it: 'Invia il contratto per la firma', en: 'Send the contract to be signed' },
  offerConsequences: {
    it: 'Il testo è congelato con la sua impronta e inviato al capofila con una lettera protocollata.',
    en: 'The text is frozen with its fingerprint and sent to the lead by a numbered letter.',
  },
  offerTerm: {
    it: (days: number) => `Il capofila ha ${counted.days.it(days)} per firmare.`,
    en: (days: number) => `The lead has ${counted.days.en(days)} to sign.`,
  },
  missingFirst: { it: 'Prima di inviarlo manca:', en: 'Before it can be sent, this is missing:' },
  withdraw: { it: 'Ritira l’offerta', en: 'Take the offer back' },
  deed: { it: 'Testo del contratto (PDF)', en: 'Text of the contract (PDF)' },
  courtesy: { it: 'Traduzione di cortesia in inglese (PDF)', en: 'Courtesy translation into English (PDF)' },
  signedDeed: { it: 'Contratto firmato', en: 'Signed contract' },
  howToSign: {
    it: 'Scaricare il PDF, farlo firmare digitalmente al legale rappresentante del capofila, senza cambiarlo, e caricarlo qui.',
    en: 'Download the PDF, have it signed digitally by the lead’s legal representative, unchanged, and upload it here.',
  },
  uploadDeed: { it: 'Carica il contratto firmato', en: 'Upload the signed contract' },
  waitsForOffice: {
    it: 'Il contratto firmato è arrivato: l’ufficio lo verifica e lo accetta.',
    en: 'The signed contract has arrived: the office checks and accepts it.',
  },
  accept: { it: 'Accetta il contratto firmato', en: 'Accept the signed contract' },
  acceptConsequences: {
    it: 'Il contratto è firmato dal giorno in cui è stato caricato, e nasce il progetto. Da quando contano i costi lo dice il bando.',
    en: 'The contract is signed as of the day on which it was uploaded, and the project is set up. From when costs count the call says.',
  },
  end: { it: 'Rinuncia, decadenza, revoca', en: 'Renunciation, lapse, revocation' },
  renounce: { it: 'Rinuncia al contributo', en: 'Give the grant back' },
  renounceConsequence: {
    it: 'Il contributo torna alla dotazione del bando e la graduatoria può scorrere. Non si può annullare.',
    en: 'The grant returns to the budget of the call and the ranking can be scrolled. This cannot be undone.',
  },
  lapse: { it: 'Conferma la decadenza', en: 'Confirm the lapse' },
  revoke: { it: 'Revoca il contributo', en: 'Revoke the grant' },
  ref: { it: 'Atto', en: 'Act' },
  addenda: { it: 'Addendum', en: 'Addenda' },
  addendum: { it: (n: number) => `Addendum n. ${n} (PDF)`, en: (n: number) => `Addendum no. ${n} (PDF)` },
  raised: {
    it: (before: number, after: number) => `da ${euros(before, 'it')} a ${euros(after, 'it')}`,
    en: (before: number, after: number) => `from ${euros(before, 'en')} to ${euros(after, 'en')}`,
  },
  renouncedRef: {
    it: (protocol: string, day: string) => `Rinuncia del beneficiario, ${protocol}, ${day}`,
    en: (protocol: string, day: string) => `Renunciation by the beneficiary, ${protocol}, ${day}`,
  },
  remindSubject: {
    it: (acronym: string, day: string) => `${acronym}: contratto da firmare entro il ${day}`,
    en: (acronym: string, day: string) => `${acronym}: contract to be signed by ${day}`,
  },
  remindText: {
    it: (acronym: string, day: string, link: string) =>
      `il contratto del progetto ${acronym} va firmato e caricato entro la fine del ${day}. Passato il termine, il diritto al contributo può decadere.\n\n${link}`,
    en: (acronym: string, day: string, link: string) =>
      `the contract of the project ${acronym} must be signed and uploaded by the end of ${day}. After that the right to the grant may be lost.\n\n${link}`,
  },
  overSubject: {
    it: (acronym: string, day: string) => `${acronym}: il termine per firmare è passato (${day})`,
    en: (acronym: string, day: string) => `${acronym}: the term to sign is over (${day})`,
  },
  overText: {
    it: (acronym: string, day: string, link: string) =>
      `il termine per firmare il contratto del progetto ${acronym} era il ${day}, e il contratto firmato non risulta caricato. L’ufficio decide se il diritto al contributo è decaduto; per chiarimenti conviene scrivergli subito.\n\n${link}`,
    en: (acronym: string, day: string, link: string) =>
      `the term to sign the contract of the project ${acronym} was ${day}, and no signed contract was uploaded. The office decides whether the right to the grant is lost; write to it at once if there is something to clear up.\n\n${link}`,
  },
  overOfficeText: {
    it: (acronym: string, day: string, link: string) =>
      `il ${day} è passato il termine per firmare il contratto del progetto ${acronym}, senza che sia arrivato firmato. Si può confermare la decadenza, oppure ritirare l’offerta e farne una nuova.\n\n${link}`,
    en: (acronym: string, day: string, link: string) =>
      `on ${day} the term to sign the contract of the project ${acronym} passed, and it did not come back signed. Confirm that the right is lost, or take the offer back and make a new one.\n\n${link}`,
  },
  'addendum.issued': { it: 'Emesso', en: 'Issued' },
  'addendum.preparing': { it: 'In preparazione', en: 'Being prepared' },
  'addendum.offered': { it: 'Da firmare', en: 'To be signed' },
  'addendum.signed': { it: 'Firmato', en: 'Signed' },
  'addendum.lapsed': { it: 'Decaduto', en: 'Lapsed' },
  'addendum.withdrawn': { it: 'Ritirato', en: 'Withdrawn' },
  addendumTitle: { it: (n: number) => `Addendum n. ${n}`, en: (n: number) => `Addendum no. ${n}` },
  addendumOf: { it: (n: number) => `Per la variazione n. ${n}`, en: (n: number) => `Of variation no. ${n}` },
  'addendum.leaves': { it: 'Un partner esce', en: 'A partner leaves' },
  'addendum.replaced': { it: 'Un partner è sostituito', en: 'A partner is replaced' },
  'addendum.joins': { it: 'Un partner entra', en: 'A partner joins' },
  'addendum.budget': { it: 'Bilancio', en: 'Budget' },
  'addendum.extension': { it: 'Durata', en: 'Duration' },
  about: { it: 'Oggetto', en: 'About' },
  ended: { it: 'Chiuso il', en: 'Ended on' },
  party: { it: 'Chi firma', en: 'Who signs' },
  copy: { it: 'Copia firmata', en: 'Signed copy' },
  noCopy: { it: 'manca', en: 'missing' },
  addendumHow: {
    it: 'Scaricare il PDF, farlo firmare digitalmente al legale rappresentante, senza cambiarlo, e caricarne qui la copia di ciascuna parte.',
    en: 'Download the PDF, have it signed digitally by the legal representative, unchanged, and upload the copy of each party here.',
  },
  uploadCopy: { it: (who: string) => `Carica la copia firmata: ${who}`, en: (who: string) => `Upload the signed copy: ${who}` },
  addendumPaper: { it: (n: number) => `Testo dell’addendum n. ${n} (PDF)`, en: (n: number) => `Text of addendum no. ${n} (PDF)` },
  addendumMissing: { it: 'Prima di inviarlo per la firma manca:', en: 'Before it can be sent to be signed, this is missing:' },
  offerAddendum: { it: 'Invia l’addendum per la firma', en: 'Send the addendum to be signed' },
  offerAddendumEffect: {
    it: 'Il testo è congelato con la sua impronta e inviato con una lettera protocollata.',
    en: 'The text is frozen with its fingerprint and sent by a numbered letter.',
  },
  addendumTerm: {
    it: (days: number) => `Le parti hanno ${counted.days.it(days)} per firmare; poi l’addendum e la variazione decadono.`,
    en: (days: number) => `The parties have ${counted.days.en(days)} to sign; then the addendum and the variation lapse.`,
  },
  acceptAddendum: { it: 'Accetta l’addendum firmato', en: 'Accept the signed addendum' },
  acceptAddendumEffect: {
    it: 'La variazione entra in vigore, o vi entrerà nel giorno indicato; le parti del contratto sono quelle dell’addendum.',
    en: 'The variation takes effect, or will on the day it names; the parties of the contract are those of the addendum.',
  },
  dropAddendum: { it: 'Ritira l’addendum', en: 'Give the addendum up' },
  dropAddendumEffect: { it: 'La variazione decade con il motivo indicato.', en: 'The variation lapses, with the reason given.' },
  partyLeft: { it: (day: string) => `uscito il ${showDate(day, 'it')}`, en: (day: string) => `left on ${showDate(day, 'en')}` },
  partyLeaves: { it: (day: string) => `esce dal ${showDate(day, 'it')}`, en: (day: string) => `leaves on ${showDate(day, 'en')}` },
  partyJoins: { it: (n: number) => `entra con l’addendum n. ${n}`, en: (n: number) => `joins by addendum no. ${n}` },
  addendumRemindSubject: {
    it: (acronym: string, n: number, day: string) => `${acronym}: addendum n. ${n} da firmare entro il ${day}`,
    en: (acronym: string, n: number, day: string) => `${acronym}: addendum no. ${n} to be signed by ${day}`,
  },
  addendumRemindText: {
    it: (acronym: string, n: number, day: string, link: string) =>
      `l’addendum n. ${n} al contratto del progetto ${acronym} va firmato da tutte le parti e caricato entro la fine del ${day}. Passato il termine decade, e la variazione con esso.\n\n${link}`,
    en: (acronym: string, n: number, day: string, link: string) =>
      `addendum no. ${n} to the contract of the project ${acronym} must be signed by all parties and uploaded by the end of ${day}. After that it lapses, and the variation with it.\n\n${link}`,
  },
  addendumLapsedSubject: {
    it: (acronym: string, n: number, day: string) => `${acronym}: addendum n. ${n} decaduto (termine ${day})`,
    en: (acronym: string, n: number, day: string) => `${acronym}: addendum no. ${n} has lapsed (term ${day})`,
  },
  addendumLapsedText: {
    it: (acronym: string, n: number, day: string, link: string) =>
      `il ${day} è passato il termine per firmare l’addendum n. ${n} al contratto del progetto ${acronym}, e non tutte le firme sono arrivate: l’addendum è decaduto e la variazione non ha effetto. Il progetto continua come prima; la variazione si può proporre di nuovo.\n\n${link}`,
    en: (acronym: string, n: number, day: string, link: string) =>
      `on ${day} the term to sign addendum no. ${n} to the contract of the project ${acronym} passed, and not all signatures came: the addendum has lapsed and the variation has no effect. The project goes on as before; the variation can be proposed anew.\n\n${link}`,
  },
  deskAddenda: { it: 'con un addendum da firmare', en: 'with an addendum to be signed' },
  deskTitle: { it: 'Contratti', en: 'Contracts' },
  deskPreparing: { it: 'da preparare', en: 'to be prepared' },
  deskDeed: afterNumber(['firmato, da accettare', 'firmati, da accettare'], ['signed, to be accepted', 'signed, to be accepted']),
  deskLate: afterNumber(['oltre il termine', 'oltre il termine'], ['past its term', 'past their term']),
  deskMine: { it: 'da firmare', en: 'to be signed' },
});

const day = (p: unknown, locale: 'it' | 'en'): string => showDate(String(p), locale);
const titled = (p: Record<string, unknown>, locale: 'it' | 'en'): string => `${(p['title'] as Words)[locale]}${p['of'] ? ` (${String(p['of'])})` : ''}`;

export const contractsReasons: ReasonCopy = {
  'contract.officeOnly': { it: 'Lo decide l’ufficio di programma.', en: 'This is for the programme office to decide.' },
  'contract.ownOrganisation': {
    it: (p) => `Si agisce per ${p['organisation']}, che è parte del contratto: se ne occupa un’altra persona dell’ufficio.`,
    en: (p) => `You act for ${p['organisation']}, a party to the contract: somebody else of the office deals with it.`,
  },
  'contract.leadOnly': { it: 'Lo fa chi agisce per il capofila.', en: 'This is for who acts for the lead.' },
  'contract.otherMember': {
    it: 'I documenti di un partner li carica chi agisce per quel partner o per il capofila.',
    en: 'A partner’s documents are uploaded by who acts for that partner or for the lead.',
  },
  'contract.ended': { it: 'Il contratto è cessato.', en: 'The contract has ended.' },
  'contract.offeredAlready': {
    it: 'Il contratto è già stato inviato per la firma: per cambiarlo occorre prima ritirare l’offerta.',
    en: 'The contract has been sent to be signed: take the offer back before changing it.',
  },
  'contract.notOffered': { it: 'Il contratto non è in attesa di firma.', en: 'The contract is not waiting to be signed.' },
  'contract.noAward': { it: 'Il contributo non è più concesso.', en: 'The grant is no longer awarded.' },
  'contract.deedIn': { it: 'Il contratto firmato è già arrivato.', en: 'The signed contract has arrived already.' },
  'contract.deedMissing': { it: 'Il contratto firmato non è ancora arrivato.', en: 'The signed contract has not arrived yet.' },
  'contract.deedBad': {
    it: 'La firma del contratto caricato non è valida, o il documento è stato respinto: occorre un altro file.',
    en: 'The signature of the uploaded contract does not hold, or the document was refused: another file is needed.',
  },
  'contract.otherText': {
    it: 'Il file non è il contratto inviato: va firmato il PDF scaricato da questa pagina, senza cambiarlo né stamparlo di nuovo.',
    en: 'This file is not the contract that was sent: sign the PDF from this page, without changing or printing it anew.',
  },
  'contract.tooLate': {
    it: (p) => `Il termine per firmare è scaduto il ${day(p['dueOn'], 'it')}.`,
    en: (p) => `The term to sign ended on ${day(p['dueOn'], 'en')}.`,
  },
  'contract.termRuns': {
    it: (p) =>
      p['dueOn'] ? `Il termine per firmare corre fino al ${day(p['dueOn'], 'it')}.` : 'Il contratto non è ancora stato inviato: nessun termine corre.',
    en: (p) => (p['dueOn'] ? `The term to sign runs until ${day(p['dueOn'], 'en')}.` : 'The contract has not been sent yet: no term runs.'),
  },
  'contract.addendumOffered': { it: 'L’addendum è già stato inviato per la firma.', en: 'The addendum has been sent to be signed already.' },
  'contract.addendumNotOffered': { it: 'L’addendum non è in attesa di firma.', en: 'The addendum is not waiting to be signed.' },
  'contract.addendumOver': { it: 'L’addendum è già firmato o chiuso.', en: 'The addendum is signed or ended already.' },
  'contract.addendumUnsigned': {
    it: (p) => `Di ${(p['names'] as unknown as string[]).join(', ')} manca una copia con una firma valida.`,
    en: (p) => `Of ${(p['names'] as unknown as string[]).join(', ')} a copy with a valid signature is missing.`,
  },
  'contract.representativeMissing': {
    it: (p) => `${p['of']}: nessun legale rappresentante è registrato nella scheda dell’organizzazione.`,
    en: (p) => `${p['of']}: no legal representative is registered on the organisation’s page.`,
  },
  'contract.cupMissing': { it: 'Manca il CUP.', en: 'The CUP is missing.' },
  'contract.cupForm': { it: 'Un CUP ha 15 lettere e cifre.', en: 'A CUP has 15 letters and digits.' },
  'contract.registerCode': { it: 'Un codice del registro ha solo cifre, al massimo 10.', en: 'A code of the register has digits only, at most 10.' },
  'contract.startMissing': { it: 'Manca il giorno di inizio del progetto.', en: 'The first day of the project is missing.' },
  'contract.durationMissing': { it: 'La domanda non dice quanto dura il progetto.', en: 'The application does not say how long the project lasts.' },
  'contract.endsTooLate': {
    it: (p) =>
      `Con questo inizio, dopo ${counted.months.it(Number(p['months']))} il progetto finirebbe il ${day(p['endsOn'], 'it')}; il bando vuole che finisca entro il ${day(p['endsBy'], 'it')}.`,
    en: (p) =>
      `With this first day the project would end on ${day(p['endsOn'], 'en')}, after ${counted.months.en(Number(p['months']))}; the call wants it to end by ${day(p['endsBy'], 'en')}.`,
  },
  'contract.registerMissing': {
    it: (p) => `${p['of']}: mancano CAR, COR o data di registrazione dell’aiuto.`,
    en: (p) => `${p['of']}: CAR, COR or the day of the registration of the aid is missing.`,
  },
  'contract.deggendorfMissing': {
    it: (p) => `${p['of']}: non è detto se ha aiuti illegali da restituire.`,
    en: (p) => `${p['of']}: it is not said whether it has unlawful aid to give back.`,
  },
  'contract.deggendorfPending': {
    it: (p) => `${p['of']} deve ancora restituire un aiuto illegale: prima non può riceverne altri.`,
    en: (p) => `${p['of']} still has to give unlawful aid back: it can receive no other before.`,
  },
  'contract.mandateAnew': {
    it: (p) =>
      `Cambia il capofila: serve di nuovo «${titled(p, 'it')}», con il mandato al nuovo capofila, caricato dopo il ${showDate(String(p['madeAt']), 'it')}.`,
    en: (p) =>
      `The lead changes: “${titled(p, 'en')}” is needed anew, with the mandate to the new lead, handed in after ${showDate(String(p['madeAt']), 'en')}.`,
  },
  'contract.document.missing': { it: (p) => `Manca: ${titled(p, 'it')}.`, en: (p) => `Missing: ${titled(p, 'en')}.` },
  'contract.document.refused': { it: (p) => `Respinto: ${titled(p, 'it')}.`, en: (p) => `Refused: ${titled(p, 'en')}.` },
  'contract.document.expired': {
    it: (p) => `Scaduto il ${day(p['until'], 'it')}: ${titled(p, 'it')}.`,
    en: (p) => `Expired on ${day(p['until'], 'en')}: ${titled(p, 'en')}.`,
  },
  'contract.document.badSignature': { it: (p) => `Senza una firma valida: ${titled(p, 'it')}.`, en: (p) => `Without a valid signature: ${titled(p, 'en')}.` },
  'contract.document.in': { it: (p) => `Presente: ${titled(p, 'it')}.`, en: (p) => `There: ${titled(p, 'en')}.` },
  'contract.validUntilMissing': { it: 'Indicare fino a quando il documento è valido.', en: 'Say until when the document is valid.' },
  'contract.validUntilPast': {
    it: (p) => `Il documento è scaduto il ${day(p['until'], 'it')}.`,
    en: (p) => `The document expired on ${day(p['until'], 'en')}.`,
  },
  'contract.notFromRegister': {
    it: (p) => `${titled(p, 'it')}: lo consegna il beneficiario, non si legge in un registro.`,
    en: (p) => `${titled(p, 'en')}: the beneficiary hands it in, no register holds it.`,
  },
  'contract.fileMissing': { it: 'Scegliere un file.', en: 'Choose a file.' },
};
