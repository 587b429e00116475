/** Documents of office programs, which are ZIP archives: which kind, by what is inside, whatever the file is called. */
export const officeTypes = ['docx', 'xlsx', 'odt', 'ods'] as const;
export type OfficeType = (typeof officeTypes)[number];

export type Office = { type: OfficeType; encrypted: boolean; /** Something in it would act on its own. */ macros: boolean };

/** An entry names what it is and whether it is encrypted; nothing is unpacked. */
type Entry = { name: string; encrypted: boolean };

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const most = 10_000;

/** The directory at the end of a ZIP archive; null for what is none, or is too large to be a document. */
function entriesOf(file: Buffer): Entry[] | null {
  if (file.length < 22 || file.readUInt32BE(0) !== 0x504b0304) return null;
  let end = file.length - 22;
  const earliest = Math.max(0, end - 0xffff);
  while (end >= earliest && file.readUInt32LE(end) !== END) end--;
  if (end < earliest) return null;
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  if (count > most) return null;
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || file.readUInt32LE(at) !== ENTRY) return null;
    const [name, extra, comment] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)];
    entries.push({ name: file.toString('utf8', at + 46, at + 46 + name), encrypted: (file.readUInt16LE(at + 8) & 1) === 1 });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** OpenDocument begins with an entry that says in plain letters what the archive is. */
function openDocument(file: Buffer): OfficeType | null {
  const said = /^mimetypeapplication\/vnd\.oasis\.opendocument\.(text|spreadsheet)PK/.exec(file.toString('latin1', 30, 110));
  return said ? (said[1] === 'text' ? 'odt' : 'ods') : null;
}

export function officeIn(file: Buffer): Office | null {
  const entries = entriesOf(file);
  if (!entries) return null;
  const has = (name: string) => entries.some((e) => e.name === name);
  const type = openDocument(file) ?? (!has('[Content_Types].xml') ? null : has('word/document.xml') ? 'docx' : has('xl/workbook.xml') ? 'xlsx' : null);
  if (type === null) return null;
  return {
    type,
    encrypted: entries.some((e) => e.encrypted),
    macros: entries.some((e) => /(?:^|\/)vbaProject\.bin$/i.test(e.name) || /(?:^|\/)activeX\//i.test(e.name) || /^(?:Basic|Scripts)\/.+/.test(e.name)),
  };
}

/** Pictures, by their first bytes. */
export function pictureIn(file: Buffer): 'jpeg' | 'png' | null {
  if (file.subarray(0, 3).toString('hex') === 'ffd8ff') return 'jpeg';
  return file.subarray(0, 8).toString('hex') === '89504e470d0a1a0a' ? 'png' : null;
}
