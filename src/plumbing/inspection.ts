import { reason, type Params, type Source } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';
import { insideOf } from './files/active.ts';
import { hashOf } from './files.ts';
import { scan } from './files/clamav.ts';
import { heavyFile } from './heavy.ts';
import { officeIn, pictureIn, type OfficeType } from './files/office.ts';
import type { House } from './house.ts';
import { openP7m } from './signatures/p7m.ts';
import { isPdf } from './signatures/pdf.ts';
import type { ExpectedSigner, SignatureReport } from './signatures/report.ts';
import { trustOf } from './signatures/trust.ts';
import { verifySignatures } from './signatures/verify.ts';

/** What a file may be, by its content. */
export type AcceptedType = 'pdf' | 'p7m' | 'jpeg' | 'png' | OfficeType;

export type Inspect = {
  bytes: Uint8Array;
  fileName: string;
  maxBytes: number;
  accepts: readonly AcceptedType[];
  /** The call's rule on this document, where the call sets its size and type. */
  source?: Source | undefined;
  /** `digital`: the file's signatures are looked at and reported; a bad one does not refuse the file, the caller decides. */
  signature: 'none' | 'digital';
  /** One of these has to be among the signers. Empty: nobody is known, and the report says so. */
  signers: readonly ExpectedSigner[];
};

export type Inspected = { sha256: string; mediaType: string; bytes: Uint8Array; fileName: string; signature: SignatureReport | null };

const types = {
  pdf: { mediaType: 'application/pdf', ending: '.pdf', said: 'PDF' },
  p7m: { mediaType: 'application/pkcs7-mime', ending: '.pdf.p7m', said: 'p7m' },
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', ending: '.docx', said: 'DOCX' },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: '.xlsx', said: 'XLSX' },
  odt: { mediaType: 'application/vnd.oasis.opendocument.text', ending: '.odt', said: 'ODT' },
  ods: { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', ending: '.ods', said: 'ODS' },
  jpeg: { mediaType: 'image/jpeg', ending: '.jpg', said: 'JPEG' },
  png: { mediaType: 'image/png', ending: '.png', said: 'PNG' },
} as const satisfies Record<AcceptedType, { mediaType: string; ending: string; said: string }>;

/** Shown in a page of its own; what an office program opens is only downloaded. */
export const opensInBrowser = (mediaType: string): boolean => mediaType === types.pdf.mediaType || mediaType.startsWith('image/');

/** What a browser's file field asks for, and what files of these types are named. */
export const endingsOf = (accepts: readonly AcceptedType[]): string =>
  accepts.flatMap((a) => (a === 'p7m' ? ['.p7m'] : a === 'jpeg' ? ['.jpg', '.jpeg'] : [types[a].ending])).join(',');

/** Of a file that was taken in: it is named after what it is. */
export const mediaTypeOf = (fileName: string): string =>
  Object.values(types).find((t) => t.ending !== types.pdf.ending && fileName.endsWith(t.ending))?.mediaType ?? types.pdf.mediaType;

/**
 * Looks at a file before it is kept: size, type by content, nothing encrypted or active inside, no virus, and what its signatures are worth.
 * Refuses with `AppError` and the reasons at the field `file`; stores nothing.
 *
 * @param at when the file was received, if not now
 */
export async function inspect(house: House, asked: Inspect, at = house.clock()): Promise<Inspected> {
  const { bytes, fileName, maxBytes, accepts, signature, signers, source } = asked;
  const refuse = (code: string, params: Params = {}) => new AppError('invalid', [reason(code, params, { at: 'file' })]);
  if (bytes.byteLength === 0) throw refuse('file.empty');
  if (bytes.byteLength > maxBytes) throw new AppError('invalid', [heavyFile({ bytes: bytes.byteLength, maxBytes, source })]);
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = typeIn(file);
  if (type === null || !accepts.includes(type)) {
    const expected = accepts.map((a) => types[a].said).join(', ');
    throw new AppError('invalid', [reason('form.fileType', { expected }, { at: 'file', ...(source && { source }) })]);
  }
  checkContent(file, type, refuse);
  await scan(house.settings.scanner, file);
  return {
    sha256: hashOf(file),
    mediaType: types[type].mediaType,
    bytes,
    fileName: fileNameOf(fileName, types[type].ending),
    signature: signature === 'digital' ? verifySignatures(file, { at: at.toISOString(), trust: trustOf(house), expected: signers }) : null,
  };
}

const startsAsPdf = (file: Buffer): boolean => file.subarray(0, 5).toString('latin1') === '%PDF-';

function typeIn(file: Buffer): AcceptedType | null {
  const other = officeIn(file)?.type ?? pictureIn(file);
  if (other) return other;
  if (!startsAsPdf(file) && openP7m(file)) return 'p7m';
  return isPdf(file) ? 'pdf' : null;
}

/** Nothing that nobody can open, nothing that acts on its own. */
function checkContent(file: Buffer, type: AcceptedType, refuse: (code: string, params?: Params) => AppError): void {
  if (type === 'pdf' || type === 'p7m') {
    const pdf = type === 'p7m' ? openP7m(file)!.content : file;
    if (!isPdf(pdf)) throw refuse('file.envelopeContent');
    const { encrypted, active } = insideOf(pdf);
    if (encrypted) throw refuse('file.encrypted');
    if (active) throw refuse('file.active', { found: active });
  }
  const office = officeIn(file);
  if (office?.encrypted) throw refuse('file.encrypted');
  if (office?.macros) throw refuse('file.macros');
}

/** The last part of a path, without what no file system or header takes; ends in what the content is. */
export function fileNameOf(given: string, ending: string): string {
  const last = given
    .toWellFormed()
    .normalize('NFC')
    .split(/[\\/]/)
    .at(-1)!
    .replace(/\p{Cc}|[<>:"|?*]/gu, '')
    .trim()
    .replace(/(\.pdf|\.p7m)+$/i, '')
    .replace(new RegExp(`\\.(?:${ending === '.jpg' ? 'jpe?g' : ending.slice(1)})$`, 'i'), '');
  return `${last.slice(0, 150).replace(/^\.+/, '') || 'documento'}${ending}`;
}
