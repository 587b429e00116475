import { showDate, showInstant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';

type P = Record<string, unknown>;
const text = (p: P, name: string) => String(p[name] ?? '');
const day = (p: P, name: string, locale: Locale) => showDate(text(p, name), locale);
const instant = (p: P, name: string, locale: Locale) => showInstant(text(p, name), locale);
const bytes = (p: P) => Number(p['bytes']);

/** What is found out about signatures and files, in words: what is wrong, and what would change it. */
export const signatureReasons: ReasonCopy = {
  'signature.none': {
    it: 'Il file non è firmato digitalmente: occorre firmarlo (PAdES nel PDF, oppure CAdES .p7m) e caricarlo di nuovo.',
    en: 'The file is not digitally signed: sign it (PAdES in the PDF, or CAdES .p7m) and upload it again.',
  },
  'signature.detached': {
    it: 'Il file contiene la sola firma, senza il documento: occorre la busta .p7m che contiene anche il documento.',
    en: 'The file holds a signature without its document: the .p7m envelope with the document inside is needed.',
  },
  'signature.unreadable': {
    it: 'C’è una firma che non si riesce a leggere: il file è rovinato o non segue il formato. Firmare di nuovo il documento.',
    en: 'There is a signature that cannot be read: the file is damaged or does not follow the format. Sign the document again.',
  },
  'signature.byteRange': {
    it: 'L’intervallo di byte dichiarato da una firma non corrisponde al file: una parte resterebbe fuori dalla firma. Firmare di nuovo il documento.',
    en: 'The byte range that a signature declares does not fit the file: a part would stand outside of it. Sign the document again.',
  },
  'signature.subFilter': {
    it: (p) => `Formato di firma non ammesso nel PDF (${text(p, 'found')}): usare PAdES (ETSI.CAdES.detached).`,
    en: (p) => `A kind of signature that is not accepted in a PDF (${text(p, 'found')}): use PAdES (ETSI.CAdES.detached).`,
  },
  'signature.noCertificate': {
    it: 'La firma non contiene il certificato di chi ha firmato: firmare di nuovo includendo il certificato.',
    en: 'The signature does not contain its signer’s certificate: sign again with the certificate included.',
  },
  'signature.unknownAlgorithm': {
    it: (p) => `Firma di ${text(p, 'name')}: algoritmo non riconosciuto (${text(p, 'algorithm')}).`,
    en: (p) => `Signature of ${text(p, 'name')}: unknown algorithm (${text(p, 'algorithm')}).`,
  },
  'signature.changed': {
    it: (p) =>
      `Firma di ${text(p, 'name')}: il contenuto è stato modificato dopo la firma. Caricare il file firmato senza modifiche, oppure firmarlo di nuovo.`,
    en: (p) => `Signature of ${text(p, 'name')}: the content was changed after signing. Upload the signed file as it was, or sign it again.`,
  },
  'signature.notByThisKey': {
    it: (p) => `Firma di ${text(p, 'name')}: non è stata fatta con la chiave del certificato indicato.`,
    en: (p) => `Signature of ${text(p, 'name')}: it was not made with the key of the certificate that it names.`,
  },
  'signature.otherCertificate': {
    it: (p) => `Firma di ${text(p, 'name')}: il certificato indicato dentro la firma è un altro.`,
    en: (p) => `Signature of ${text(p, 'name')}: the certificate named inside the signature is another one.`,
  },
  'signature.weak': {
    it: (p) => `Firma di ${text(p, 'name')}: usa un algoritmo non più sicuro (${text(p, 'algorithm')}). Firmare di nuovo con SHA-256 o superiore.`,
    en: (p) => `Signature of ${text(p, 'name')}: it uses an algorithm that is no longer safe (${text(p, 'algorithm')}). Sign again with SHA-256 or better.`,
  },
  'signature.weakCertificate': {
    it: (p) => `Firma di ${text(p, 'name')}: il certificato ha una chiave o una firma non più sicura. Serve un certificato attuale.`,
    en: (p) => `Signature of ${text(p, 'name')}: the certificate has a key or a signature that is no longer safe. A current certificate is needed.`,
  },
  'signature.notYetValid': {
    it: (p) => `Firma di ${text(p, 'name')}: il certificato vale dal ${day(p, 'from', 'it')}, la firma è del ${instant(p, 'signedAt', 'it')}.`,
    en: (p) => `Signature of ${text(p, 'name')}: the certificate is valid from ${day(p, 'from', 'en')}, the signature is of ${instant(p, 'signedAt', 'en')}.`,
  },
  'signature.expired': {
    it: (p) =>
      `Firma di ${text(p, 'name')}: il certificato è scaduto il ${day(p, 'until', 'it')}, prima della firma (${instant(p, 'signedAt', 'it')}). Una firma con certificato scaduto equivale a mancata sottoscrizione. Firmare di nuovo con un certificato valido.`,
    en: (p) =>
      `Signature of ${text(p, 'name')}: the certificate expired on ${day(p, 'until', 'en')}, before the signature (${instant(p, 'signedAt', 'en')}). A signature with an expired certificate counts as none. Sign again with a valid certificate.`,
  },
  'signature.expiredSince': {
    it: (p) =>
      `Firma di ${text(p, 'name')}: il certificato è scaduto il ${day(p, 'until', 'it')}, prima che il file arrivasse (${instant(p, 'at', 'it')}), e nessuna marca temporale prova che la firma è precedente. Firmare di nuovo con un certificato valido.`,
    en: (p) =>
      `Signature of ${text(p, 'name')}: the certificate expired on ${day(p, 'until', 'en')}, before the file arrived (${instant(p, 'at', 'en')}), and no time stamp proves an earlier signature. Sign again with a valid certificate.`,
  },
  'signature.untrusted': {
    it: (p) =>
      `Firma di ${text(p, 'name')}: il certificato è rilasciato da «${text(p, 'issuer')}», che non è nell’elenco dei prestatori di servizi fiduciari accettati. Firmare con un certificato qualificato.`,
    en: (p) =>
      `Signature of ${text(p, 'name')}: the certificate was issued by “${text(p, 'issuer')}”, which is not on the list of accepted trust service providers. Sign with a qualified certificate.`,
  },
  'signature.changedAfter': {
    it: (p) => `Dopo l’ultima firma valida sono stati aggiunti al file ${bytes(p)} byte: firmare di nuovo il documento completo.`,
    en: (p) => `The file grew after the last signature that holds (bytes: ${bytes(p)}): sign the complete document again.`,
  },
  'signature.wrongPerson': {
    it: (p) => `Ha firmato ${text(p, 'found')}; deve firmare il rappresentante legale: ${text(p, 'expected')}.`,
    en: (p) => `Signed by ${text(p, 'found')}; it has to be signed by the legal representative: ${text(p, 'expected')}.`,
  },
  'signature.notCompared': {
    it: (p) =>
      `Ha firmato ${text(p, 'names')}. Non si può confrontare con il rappresentante legale (${text(p, 'expected')}), che non ha indicato il proprio codice fiscale: lo si verifica in istruttoria.`,
    en: (p) =>
      `Signed by ${text(p, 'names')}. It cannot be compared with the legal representative (${text(p, 'expected')}), who has not given a fiscal code: it is checked at screening.`,
  },
  'signature.noRepresentative': {
    it: (p) =>
      `Ha firmato ${text(p, 'names')}. Per l’organizzazione non è registrato un rappresentante legale con cui confrontare: lo si verifica in istruttoria.`,
    en: (p) => `Signed by ${text(p, 'names')}. The organisation has no registered legal representative to compare with: it is checked at screening.`,
  },
  'signature.noCode': {
    it: (p) => `Ha firmato ${text(p, 'names')}, con un certificato senza codice fiscale: il confronto con ${text(p, 'expected')} si fa in istruttoria.`,
    en: (p) => `Signed by ${text(p, 'names')}, with a certificate without a fiscal code: the comparison with ${text(p, 'expected')} is made at screening.`,
  },
  'signature.otherSigner': {
    it: (p) => `C’è anche una firma di ${text(p, 'name')} che non vale; quella richiesta è valida.`,
    en: (p) => `There is also a signature of ${text(p, 'name')} that does not hold; the one that is needed does.`,
  },
  'signature.trustNotChecked': {
    it: (p) =>
      `L’autorità che ha rilasciato il certificato di ${text(p, 'name')} («${text(p, 'issuer')}») non è stata controllata: il sistema non ha un elenco di prestatori accettati.`,
    en: (p) =>
      `The authority that issued ${text(p, 'name')}’s certificate (“${text(p, 'issuer')}”) was not checked: the system has no list of accepted providers.`,
  },
  'signature.notBaseline': {
    it: (p) => `Firma di ${text(p, 'name')}: il certificato non è indicato fra gli attributi firmati, come chiede il profilo di base.`,
    en: (p) => `Signature of ${text(p, 'name')}: the certificate is not named among what is signed, as the baseline profile asks.`,
  },
  'signature.noCommitment': {
    it: (p) => `Il certificato di ${text(p, 'name')} non è destinato alla firma (manca l’uso «non ripudio»).`,
    en: (p) => `The certificate of ${text(p, 'name')} is not meant for signing (no “non-repudiation” usage).`,
  },
  'signature.notQualified': {
    it: (p) => `Il certificato di ${text(p, 'name')} non si dichiara qualificato.`,
    en: (p) => `The certificate of ${text(p, 'name')} does not say that it is a qualified one.`,
  },
  'signature.clockAhead': {
    it: (p) =>
      `L’orologio di ${text(p, 'name')} era avanti: la firma dichiara il ${instant(p, 'signedAt', 'it')}, il file è arrivato il ${instant(p, 'at', 'it')}.`,
    en: (p) => `The clock of ${text(p, 'name')} was ahead: the signature says ${instant(p, 'signedAt', 'en')}, the file arrived on ${instant(p, 'at', 'en')}.`,
  },
  'signature.addedLater': {
    it: (p) => `Dopo la firma di ${text(p, 'name')} il file è cresciuto di ${bytes(p)} byte, coperti da una firma successiva.`,
    en: (p) => `The file grew after ${text(p, 'name')} signed (bytes: ${bytes(p)}), covered by a later signature.`,
  },
  'signature.revocationNotChecked': {
    it: (p) => `Se il certificato di ${text(p, 'name')} sia stato revocato o sospeso non è controllato qui.`,
    en: (p) => `Whether the certificate of ${text(p, 'name')} was revoked or suspended is not checked here.`,
  },
  'file.empty': { it: 'Il file è vuoto: sceglierne uno che abbia un contenuto.', en: 'The file is empty: choose one with something in it.' },
  'file.encrypted': {
    it: 'Il file è protetto da password o cifrato: caricarne una copia senza protezione.',
    en: 'The file is protected by a password or encrypted: upload a copy without protection.',
  },
  'file.active': {
    it: (p) => `Il PDF contiene elementi attivi (${text(p, 'found')}): esportarlo di nuovo, per esempio in PDF/A, e firmare la nuova copia.`,
    en: (p) => `The PDF holds active elements (${text(p, 'found')}): export it again, for example as PDF/A, and sign the new copy.`,
  },
  'file.macros': {
    it: 'Il file contiene macro: salvarlo senza e caricarlo di nuovo.',
    en: 'The file holds macros: save it without them and upload it again.',
  },
  'file.envelopeContent': {
    it: 'La busta .p7m non contiene un PDF.',
    en: 'There is no PDF inside the .p7m envelope.',
  },
  'file.infected': {
    it: (p) => `L’antivirus ha trovato «${text(p, 'name')}» nel file: il file non è stato conservato.`,
    en: (p) => `The virus scanner found “${text(p, 'name')}” in the file: it was not kept.`,
  },
  'file.scannerSilent': {
    it: 'L’antivirus non risponde e senza il suo controllo i file non si accettano: riprovare fra qualche minuto.',
    en: 'The virus scanner does not answer, and files are not taken without it: please try again in a few minutes.',
  },
  'file.storeSilent': {
    it: 'L’archivio dei file non risponde: riprovare fra qualche minuto.',
    en: 'The file store does not answer: please try again in a few minutes.',
  },
};
