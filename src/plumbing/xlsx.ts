import type { Instant } from '#src/core/time.ts';
import { ArchiveError, openArchive, type Archive } from './unzip.ts';
import { workbook } from './workbook.ts';

/** `text`: as it stands; a number with a point before its decimals; a date as `2024-09-30`. A formula is told, and its result is not read. */
export type SheetCell = { text: string; kind: 'text' | 'number' | 'date' | 'boolean' | 'formula' | 'error' };

/** Why a workbook cannot be read. */
export class SheetError extends Error {
  readonly why: 'broken' | 'tooBig' | 'tooManyParts' | 'encrypted' | 'macros' | 'tooManyRows' | 'tooManyColumns';
  constructor(why: SheetError['why']) {
    super(`the workbook: ${why}`);
    this.why = why;
  }
}

export const mostUnpacked = 100 * 1024 * 1024;
const mostRows = 50_000;
const mostColumns = 200;

/**
 * The first sheet of a workbook (ECMA-376, SpreadsheetML), row by row, empty cells as empty texts. Shared and inline strings, numbers, dates by their
 * format, both calendars. Nothing is calculated and nothing outside the workbook is asked for; a workbook with macros, with a password or with
 * more than 50,000 rows or 200 columns is refused, and so is one that unpacks to more than 100 MB.
 */
export function readXlsx(bytes: Uint8Array): SheetCell[][] {
  try {
    const archive = openArchive(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), mostUnpacked);
    if (archive.encrypted) throw new SheetError('encrypted');
    if (archive.names.some((n) => /(?:^|\/)vbaProject\.bin$/i.test(n))) throw new SheetError('macros');
    return rowsOf(archive);
  } catch (error) {
    if (error instanceof ArchiveError) throw new SheetError(error.why);
    throw error;
  }
}

function partOf(archive: Archive, name: string): string {
  if (!archive.has(name)) throw new SheetError('broken');
  const text = archive.read(name).toString('utf8');
  // Parts of a workbook declare no entities; one that does wants something else.
  if (text.includes('<!DOCTYPE')) throw new SheetError('broken');
  return text;
}

function rowsOf(archive: Archive): SheetCell[][] {
  const workbook = partOf(archive, 'xl/workbook.xml');
  const first = /<(?:\w+:)?sheet\b([^>]*)>/.exec(workbook);
  const id = first && /\b(?:\w+:)?id="([^"]+)"/.exec(first[1]!.replace(/\bsheetId="[^"]*"/, ''))?.[1];
  const relations = partOf(archive, 'xl/_rels/workbook.xml.rels');
  const target = [...relations.matchAll(/<(?:\w+:)?Relationship\b([^>]*)>/g)].find(([, a]) => attribute(a!, 'Id') === id)?.[1];
  const path = target && attribute(target, 'Target');
  if (!id || !path || /:\/\//.test(path)) throw new SheetError('broken');
  const sheet = partOf(archive, path.startsWith('/') ? path.slice(1) : `xl/${path}`);
  const shared = archive.has('xl/sharedStrings.xml') ? sharedStrings(partOf(archive, 'xl/sharedStrings.xml')) : [];
  const dated = archive.has('xl/styles.xml') ? dateStyles(partOf(archive, 'xl/styles.xml')) : new Set<number>();
  const from1904 = /<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"/.test(workbook);
  const rows: SheetCell[][] = [];
  let next = 0;
  for (const [, attributes, body = ''] of sheet.matchAll(/<(?:\w+:)?row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?row>)/g)) {
    const said = attribute(attributes!, 'r');
    const number = said === undefined ? next : Number(said) - 1;
    if (!(number >= next) || number >= mostRows) throw new SheetError('tooManyRows');
    while (rows.length < number) rows.push([]);
    rows.push(cellsOf(body, shared, dated, from1904));
    next = number + 1;
  }
  return rows;
}

function cellsOf(body: string, shared: readonly string[], dated: ReadonlySet<number>, from1904: boolean): SheetCell[] {
  const cells: SheetCell[] = [];
  for (const [, attributes, inner = ''] of body.matchAll(/<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g)) {
    const reference = attribute(attributes!, 'r');
    const column = reference === undefined ? cells.length : columnOf(reference);
    if (column >= mostColumns) throw new SheetError('tooManyColumns');
    while (cells.length < column) cells.push({ text: '', kind: 'text' });
    cells.push(cellOf(attributes!, inner, shared, dated, from1904));
  }
  return cells;
}

function cellOf(attributes: string, inner: string, shared: readonly string[], dated: ReadonlySet<number>, from1904: boolean): SheetCell {
  if (/<(?:\w+:)?f\b/.test(inner)) return { text: '', kind: 'formula' };
  const value = /<(?:\w+:)?v\b[^>]*>([\s\S]*?)<\/(?:\w+:)?v>/.exec(inner)?.[1];
  switch (attribute(attributes, 't') ?? 'n') {
    case 's':
      return { text: shared[Number(value)] ?? '', kind: 'text' };
    case 'inlineStr':
      return { text: textsIn(inner), kind: 'text' };
    case 'str':
    case 'd':
      return { text: value === undefined ? '' : unescaped(value), kind: 'text' };
    case 'b':
      return { text: value === '1' ? 'true' : 'false', kind: 'boolean' };
    case 'e':
      return { text: value ?? '', kind: 'error' };
    default: {
      if (value === undefined || value === '') return { text: '', kind: 'text' };
      const number = Number(value);
      if (!Number.isFinite(number)) return { text: value, kind: 'error' };
      if (dated.has(Number(attribute(attributes, 's') ?? '0'))) return { text: dateOf(number, from1904), kind: 'date' };
      // What is stored in binary is shown with the digits that were typed.
      return { text: String(Math.round(number * 1e10) / 1e10), kind: 'number' };
    }
  }
}

const attribute = (attributes: string, name: string): string | undefined => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];

function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (!letters) throw new SheetError('broken');
  return [...letters].reduce((n, l) => n * 26 + l.charCodeAt(0) - 64, 0) - 1;
}

/** Rich text is several runs of one string; what is read out loud (`rPh`) is not part of it. */
const textsIn = (xml: string): string =>
  [...xml.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '').matchAll(/<(?:\w+:)?t\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?t>)/g)]
    .map(([, text = '']) => unescaped(text))
    .join('');

const sharedStrings = (xml: string): string[] =>
  [...xml.matchAll(/<(?:\w+:)?si\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g)].map(([, inner = '']) => textsIn(inner));

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (all, hex?: string, decimal?: string, name?: string) => {
      if (name) return named[name] ?? all;
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_all, hex: string) => (hex === '0000' ? '' : String.fromCharCode(Number.parseInt(hex, 16))));

/** Built-in formats that show a date; and formats of one's own with a day, a month or a year outside quotes and brackets. */
const isDateFormat = (id: number, code: string | undefined): boolean =>
  code === undefined
    ? (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
    : /[dy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

function dateStyles(xml: string): Set<number> {
  const own = new Map(
    [...xml.matchAll(/<(?:\w+:)?numFmt\b([^>]*)>/g)].map(([, a]) => [Number(attribute(a!, 'numFmtId')), unescaped(attribute(a!, 'formatCode') ?? '')]),
  );
  const cells = /<(?:\w+:)?cellXfs\b[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(xml)?.[1] ?? '';
  const dated = new Set<number>();
  [...cells.matchAll(/<(?:\w+:)?xf\b([^>]*)>/g)].forEach(([, a], i) => {
    const id = Number(attribute(a!, 'numFmtId') ?? '0');
    if (isDateFormat(id, own.get(id))) dated.add(i);
  });
  return dated;
}

/** Days since 30 December 1899 (or 1 January 1904), the part of a day left out. */
function dateOf(serial: number, from1904: boolean): string {
  const days = Math.floor(serial) + (from1904 ? 1462 : 0);
  if (days < 61 || days > 2_958_465) return String(serial);
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
}

/** A workbook of one sheet of texts and numbers, its first row as headings. */
export function writeXlsx(name: string, rows: readonly (readonly (string | number | null)[])[], at: Instant): Buffer {
  const [head = [], ...body] = rows;
  return workbook([{ name, columns: head.map((label) => ({ label: String(label ?? ''), kind: 'asIs' })), rows: body }], at);
}
