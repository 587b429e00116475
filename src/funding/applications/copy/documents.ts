import { copy } from '#src/core/words.ts';
import { withDate } from '#src/funding/calls/copy/vocabulary.ts';

export const documentsCopy = copy({
  recheck: { it: 'Verifica di nuovo la firma', en: 'Check the signature again' },
  open: { it: 'Apri', en: 'Open' },
  opensApart: { it: 'in una nuova scheda', en: 'in a new tab' },
  envelopeContent: { it: 'Documento dentro la busta', en: 'Document inside the envelope' },
  tryOut: {
    it: 'Modalità di esempio: per provare, un PDF si firma con un certificato senza valore in «Firma di prova».',
    en: 'Example mode: to try it out, a PDF can be signed with a certificate without any value at “Try-out signature”.',
  },
  tryOutLink: { it: 'Firma di prova', en: 'Try-out signature' },
  notChecked: { it: 'Firma non ancora verificata', en: 'Signature not checked yet' },
  notSubmittable: { it: 'Da mettere a posto prima della presentazione', en: 'To be put right before submitting' },
  toScreening: {
    it: 'Questo bando lascia la verifica della firma all’istruttoria: la domanda si può presentare.',
    en: 'This call leaves the check of this signature to the screening: the application can be submitted.',
  },
  signerIs: {
    it: (names: string) => `Deve firmare il rappresentante legale: ${names}.`,
    en: (names: string) => `To be signed by the legal representative: ${names}.`,
  },
  signerUnknown: {
    it: 'Deve firmare il rappresentante legale. Nessuno è ancora registrato per l’organizzazione: la firma sarà confrontata in istruttoria.',
    en: 'To be signed by the legal representative. None is registered for the organisation yet: the signature will be compared at screening.',
  },
  codeFrom: {
    it: 'Il codice fiscale con cui si confronta la firma è quello del registro dei rappresentanti legali dell’organizzazione, valido nel giorno; se lì manca, quello indicato dalla persona nel proprio profilo.',
    en: 'The fiscal code that a signature is compared with is that of the organisation’s register of legal representatives, in office on the day; where it is missing there, the one that the person gave in their own account.',
  },
  addCode: {
    it: (who: string) => `Registro dei rappresentanti legali di ${who}`,
    en: (who: string) => `Register of legal representatives of ${who}`,
  },
  ownCode: { it: 'Il proprio codice fiscale nel profilo', en: 'One’s own fiscal code in the account' },
  addElsewhere: {
    it: (who: string) => `Può indicarlo un rappresentante di ${who}, nel registro dei rappresentanti legali.`,
    en: (who: string) => `A representative of ${who} can give it in the register of legal representatives.`,
  },
  fromRegister: { it: 'codice fiscale dal registro dei rappresentanti', en: 'fiscal code from the register of representatives' },
  fromAccount: { it: 'codice fiscale dal profilo personale', en: 'fiscal code from the personal account' },
  endsBefore: {
    it: (until: string, deadline: string) =>
      `Valido fino ${withDate('al', until)}: alla scadenza del bando, ${deadline}, non lo sarà più. Sostituirlo con uno valido.`,
    en: (until: string, deadline: string) => `Valid until ${until}: no longer so at the deadline of the call, ${deadline}. Replace it by one that is.`,
  },
  validUntil: { it: (until: string) => `Valido fino ${withDate('al', until)}.`, en: (until: string) => `Valid until ${until}.` },
  validityAsked: { it: 'Valido fino al', en: 'Valid until' },
  validAtDeadline: {
    it: (deadline: string) => `La data di scadenza scritta sul documento: non prima del ${deadline}, scadenza del bando.`,
    en: (deadline: string) => `The date of expiry on the document: not before ${deadline}, the deadline of the call.`,
  },
  validStated: { it: 'La data di scadenza scritta sul documento.', en: 'The date of expiry on the document.' },
  keptEnds: { it: 'Documenti in archivio che scadono prima del bando', en: 'Documents kept that end before the call closes' },
  keptLine: {
    it: (title: string, who: string, until: string) => `${title} (${who}): valido fino ${withDate('al', until)}.`,
    en: (title: string, who: string, until: string) => `${title} (${who}): valid until ${until}.`,
  },
  keptMore: {
    it: 'Se il bando li chiede, caricarne di validi alla scadenza.',
    en: 'If the call asks for them, upload ones that are valid at its deadline.',
  },
  keptWhere: { it: (who: string) => `Documenti di ${who}`, en: (who: string) => `Documents of ${who}` },
  codeMissing: { it: 'codice fiscale non indicato', en: 'fiscal code not given' },
  sending: { it: 'Avanzamento del caricamento', en: 'Upload progress' },
  progress: { it: 'Caricamento: #%', en: 'Uploading: #%' },
  pause: { it: 'Sospendi', en: 'Pause' },
  resume: { it: 'Riprendi', en: 'Resume' },
  cancel: { it: 'Annulla il caricamento', en: 'Cancel the upload' },
  paused: { it: 'Caricamento sospeso: quanto già inviato resta per un giorno.', en: 'Upload paused: what was sent stays for a day.' },
  broken: {
    it: 'Connessione interrotta: il caricamento riprende da solo dal punto in cui era.',
    en: 'The line broke: the upload goes on by itself from where it was.',
  },
  failed: {
    it: 'Il caricamento non è riuscito. Premere di nuovo il pulsante: il file sarà inviato in un solo invio.',
    en: 'The upload failed. Press the button again: the file will be sent in one go.',
  },
});
