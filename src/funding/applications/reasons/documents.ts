import { showDate } from '#src/core/time.ts';
import { number } from '#src/core/money.ts';
import type { Locale, Words } from '#src/core/words.ts';
import type { ReasonCopy } from '#src/plumbing/copy.ts';
import { signatureReasons } from '#src/plumbing/signatures/copy.ts';

type P = Record<string, unknown>;
const said = (p: P, name: string, locale: Locale) => (p[name] as Words | undefined)?.[locale] ?? '';
const megabytes = (p: P, name: string, locale: Locale) => `${number(Math.ceil((Number(p[name]) / 1024 / 1024) * 100) / 100, locale)} MB`;

const bytes = (p: P, name: string, locale: Locale) => `${number(Number(p[name]), locale)} ${locale === 'en' && Number(p[name]) !== 1 ? 'bytes' : 'byte'}`;

/** The signature's own reasons, in words, one after the other. */
const because = (p: P, locale: Locale) =>
  ((p['because'] as readonly string[] | undefined) ?? [])
    .map((text) => JSON.parse(text) as { code: string; params: never })
    .map(({ code, params }) => {
      const words = signatureReasons[code]?.[locale] ?? code;
      return ` ${typeof words === 'string' ? words : words(params)}`;
    })
    .join('');
const named = (p: P, locale: Locale) => `«${said(p, 'title', locale)}»${p['who'] ? ` (${p['who']})` : ''}`;

export const documentsReasons: ReasonCopy = {
  'application.documentUnsigned': {
    it: (p) => `${named(p, 'it')} non è firmato digitalmente: firmarlo e caricarlo di nuovo.`,
    en: (p) => `${named(p, 'en')} is not digitally signed: sign it and upload it again.`,
  },
  'application.signatureBad': {
    it: (p) => `${named(p, 'it')}: la firma digitale non vale.${because(p, 'it')}`,
    en: (p) => `${named(p, 'en')}: the digital signature does not hold.${because(p, 'en')}`,
  },
  'application.signatureUnchecked': {
    it: (p) => `${named(p, 'it')}: la firma digitale non è ancora stata verificata. Usare «Verifica di nuovo la firma» nella pagina dei documenti.`,
    en: (p) => `${named(p, 'en')}: the digital signature has not been checked yet. Use “Check the signature again” on the page of documents.`,
  },
  'application.uploadTooMuch': {
    it: (p) =>
      `Il file pesa ${megabytes(p, 'ownBytes', 'it')}. Caricamenti già in corso: ${p['files']}, in tutto ${megabytes(p, 'bytes', 'it')}; questo sistema ne tiene al massimo ${p['mostFiles']}, per ${megabytes(p, 'mostBytes', 'it')} insieme. Completarli o annullarli; da soli scadono dopo un giorno.`,
    en: (p) =>
      `The file is ${megabytes(p, 'ownBytes', 'en')}. Uploads under way already: ${p['files']}, ${megabytes(p, 'bytes', 'en')} in all; this system keeps at most ${p['mostFiles']}, ${megabytes(p, 'mostBytes', 'en')} together. Finish or cancel them; by themselves they expire after a day.`,
  },
  'application.uploadTooLong': {
    it: (p) =>
      `Il file pesa ${p['bytes'] === null ? `più di ${bytes(p, 'announced', 'it')}` : bytes(p, 'bytes', 'it')}, ma all’inizio del caricamento ne sono stati annunciati ${bytes(p, 'announced', 'it')}: caricarlo da capo.`,
    en: (p) =>
      `The file is ${p['bytes'] === null ? `more than ${bytes(p, 'announced', 'en')}` : bytes(p, 'bytes', 'en')}, but ${bytes(p, 'announced', 'en')} were announced when the upload began: upload it from the start.`,
  },
  'application.documentMissing': {
    it: (p) => `Documento mancante: ${said(p, 'title', 'it')}${p['who'] ? ` (${p['who']})` : ''}.`,
    en: (p) => `Document missing: ${said(p, 'title', 'en')}${p['who'] ? ` (${p['who']})` : ''}.`,
  },
  'application.validityMissing': {
    it: (p) => `${named(p, 'it')}: indicare fino a quando è valido; il bando lo chiede. Caricarlo di nuovo con la data di scadenza.`,
    en: (p) => `${named(p, 'en')}: say until when it is valid; the call asks for it. Upload it again with the date on which it expires.`,
  },
  'application.validityEnds': {
    it: (p) =>
      `${named(p, 'it')}: è valido fino al ${showDate(String(p['until']), 'it')}, prima della scadenza del bando (${showDate(String(p['deadline']), 'it')}). Caricarne uno valido a quella data.`,
    en: (p) =>
      `${named(p, 'en')}: it is valid until ${showDate(String(p['until']), 'en')}, before the deadline of the call (${showDate(String(p['deadline']), 'en')}). Upload one that is valid on that day.`,
  },
  'application.documentsTooBig': {
    it: (p) =>
      `I documenti insieme pesano ${megabytes(p, 'bytes', 'it')}: il massimo è ${megabytes(p, 'maxBytes', 'it')}, occorre ridurli di ${megabytes(p, 'overBytes', 'it')}.`,
    en: (p) =>
      `The documents together are ${megabytes(p, 'bytes', 'en')}: at most ${megabytes(p, 'maxBytes', 'en')}, so ${megabytes(p, 'overBytes', 'en')} too much.`,
  },
  'application.fileMissing': {
    it: 'Scegliere un file prima di caricarlo; un file vuoto non vale.',
    en: 'Choose a file before uploading it; an empty file does not count.',
  },
};
