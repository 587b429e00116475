import { inflateSync } from 'node:zlib';
import { isEncrypted } from '../files/active.ts';
import { namelessJpeg } from './nameless/jpeg.ts';
import { isDict, nameOf, Scanner, written, type PdfDict, type PdfObject, type PdfValue } from './nameless/objects.ts';

/**
 * A PDF without what it says of its author beside its pages: properties, XMP, earlier states, attachments, forms, the authors of notes, the data of photographs. It is written
 * anew from the pages, so that what nobody thought of is not there; the same pages give the same bytes. Null where that cannot be done for certain: encrypted, signed, or not
 * to be read. What the pages themselves say is not touched.
 */
export function namelessPdf(bytes: Buffer): Buffer | null {
  if (isEncrypted(bytes)) return null;
  try {
    return rebuilt(bytes);
  } catch {
    return null;
  }
}

/** Parts that name people, programs and times, or that are not seen on a page. */
const left = new Set(
  ['Metadata', 'Info', 'PieceInfo', 'LastModified', 'Author', 'Creator', 'CreatorInfo', 'Producer', 'CreationDate', 'ModDate'].concat([
    'AF',
    'EmbeddedFiles',
    'JavaScript',
    'OpenAction',
    'AA',
    'AcroForm',
    'Perms',
    'Legal',
    'Collection',
    'DSS',
    'SpiderInfo',
  ]),
);
/** Of what somebody put on a page afterwards: who, when, and what is behind it. */
const ofNotes = new Set(['T', 'M', 'NM', 'Subj', 'RC', 'Popup', 'IRT']);
const notes = new Set(['/Text', '/Popup', '/FileAttachment', '/Redact', '/Sound', '/Movie', '/Screen', '/RichMedia', '/3D']);
const MOST = 256 * 1024 * 1024;

function rebuilt(bytes: Buffer): Buffer | null {
  const { objects, root } = read(bytes);
  const reached = new Map<string, number>();
  const queue: string[] = [];
  const numbered = (ref: string): string => {
    if (!objects.has(ref)) return 'null';
    if (!reached.has(ref)) {
      reached.set(ref, reached.size + 1);
      queue.push(ref);
    }
    return `${reached.get(ref)} 0 R`;
  };
  if (!root || !objects.has(root)) return null;
  numbered(root);
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let size = parts[0]!.length;
  for (let ref = queue.shift(); ref !== undefined; ref = queue.shift()) {
    const { value, stream } = objects.get(ref)!;
    const clean = cleaned(value, objects);
    if (isSigned(clean)) return null;
    const body = stream && isDict(clean) ? contentOf(clean, stream) : undefined;
    const head = `${reached.get(ref)} 0 obj\n${written(clean, numbered)}`;
    const part = Buffer.concat([
      Buffer.from(head, 'latin1'),
      ...(body ? [Buffer.from('\nstream\n'), body, Buffer.from('\nendstream')] : []),
      Buffer.from('\nendobj\n'),
    ]);
    offsets[reached.get(ref)! - 1] = size;
    size += part.length;
    parts.push(part);
  }
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const count = offsets.length + 1;
  parts.push(Buffer.from(`xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<</Size ${count} /Root 1 0 R>>\nstartxref\n${size}\n%%EOF\n`, 'latin1'));
  return Buffer.concat(parts);
}

const isSigned = (value: PdfValue): boolean => isDict(value) && (value.dict.has('ByteRange') || nameOf(value.dict.get('Type')) === '/Sig');

/** Without what is left out, at any depth, and without notes that only open on a click. */
function cleaned(value: PdfValue, objects: ReadonlyMap<string, PdfObject>): PdfValue {
  if (Array.isArray(value)) return value.map((v) => cleaned(v, objects));
  if (!isDict(value)) return value;
  const dict = new Map<string, PdfValue>();
  const note = value.dict.has('Rect') && value.dict.has('Subtype') && nameOf(value.dict.get('Subtype')) !== '/Widget';
  for (const [key, v] of value.dict) {
    if (left.has(key) || (note && ofNotes.has(key))) continue;
    if (key === 'Annots') {
      const list = 'ref' in v ? objects.get(v.ref)?.value : v;
      if (Array.isArray(list))
        dict.set(
          key,
          list.filter((a) => !isNote(a, objects)).map((a) => cleaned(a, objects)),
        );
    } else dict.set(key, cleaned(v, objects));
  }
  return { dict };
}

function isNote(value: PdfValue, objects: ReadonlyMap<string, PdfObject>): boolean {
  const note = 'ref' in value ? objects.get(value.ref)?.value : value;
  return !isDict(note) || notes.has(nameOf(note.dict.get('Subtype')));
}

function contentOf(head: PdfDict, stream: Buffer): Buffer {
  const filter = head.dict.get('Filter');
  const filters = Array.isArray(filter) ? filter.map(nameOf) : [nameOf(filter)];
  const body = filters.length === 1 && filters[0] === '/DCTDecode' ? namelessJpeg(stream) : stream;
  if (!body) throw new SyntaxError('a photograph that is none');
  head.dict.set('Length', { raw: String(body.length) });
  return body;
}

type File = { objects: Map<string, PdfObject>; root: string | null };

/** Every object as it was written last, in files and in compressed groups alike. */
function read(bytes: Buffer): File {
  const text = bytes.toString('latin1');
  const objects = new Map<string, PdfObject>();
  let root: string | null = null;
  const head = /(?:^|[\0\t\n\f\r ])(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+obj(?![a-z])|\btrailer\b/g;
  for (let m = head.exec(text); m; m = head.exec(text)) {
    const scanner = new Scanner(text, m.index + m[0].length);
    const value = scanner.value();
    if (m[1] === undefined) {
      root = rootOf(value) ?? root;
      head.lastIndex = scanner.at;
      continue;
    }
    const stream = streamAt(bytes, text, scanner, value);
    head.lastIndex = scanner.at;
    const type = isDict(value) ? nameOf(value.dict.get('Type')) : '';
    if (type === '/XRef') root = rootOf(value) ?? root;
    else if (type === '/ObjStm') for (const [ref, of] of grouped(value as PdfDict, stream!)) objects.set(ref, { value: of });
    else objects.set(`${Number(m[1])} ${Number(m[2])}`, { value, ...(stream && { stream }) });
  }
  return { objects, root };
}

function rootOf(value: PdfValue): string | null {
  const root = isDict(value) ? value.dict.get('Root') : undefined;
  return root && 'ref' in root ? root.ref : null;
}

function streamAt(bytes: Buffer, text: string, scanner: Scanner, value: PdfValue): Buffer | undefined {
  scanner.skip();
  if (!isDict(value) || !text.startsWith('stream', scanner.at)) return undefined;
  const from = scanner.at + 6 + (text.startsWith('\r\n', scanner.at + 6) ? 2 : 1);
  const said = Number(nameOf(value.dict.get('Length')) || NaN);
  // A length that stands elsewhere, or that is wrong, is found by the end mark.
  const fits = Number.isInteger(said) && /^\s{0,4}endstream/.test(text.slice(from + said, from + said + 14));
  const mark = fits ? text.indexOf('endstream', from + said) : text.indexOf('endstream', from);
  if (mark < 0) throw new SyntaxError('a stream without an end');
  scanner.at = mark + 9;
  return bytes.subarray(from, fits ? from + said : text[mark - 1] === '\n' && text[mark - 2] === '\r' ? mark - 2 : mark - 1);
}

function* grouped({ dict }: PdfDict, stream: Buffer): Generator<[string, PdfValue]> {
  if (nameOf(dict.get('Filter')) !== '/FlateDecode' || dict.has('DecodeParms')) throw new SyntaxError('a group in another form');
  const text = inflateSync(stream, { maxOutputLength: MOST }).toString('latin1');
  const first = Number(nameOf(dict.get('First')));
  const numbers = text.slice(0, first).trim().split(/\s+/).map(Number);
  for (let i = 0; i + 1 < numbers.length; i += 2) yield [`${numbers[i]} 0`, new Scanner(text, first + numbers[i + 1]!).value()];
}
