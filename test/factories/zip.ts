/** A ZIP archive of small stored files, as office programs write them; `encrypted` sets the flag that says so. */
export function zip(entries: Readonly<Record<string, string>>, { encrypted = false } = {}): Buffer {
  const flags = encrypted ? 1 : 0;
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(entries)) {
    const [title, body] = [Buffer.from(name), Buffer.from(text)];
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt32LE(body.length, 18);
    local.writeUInt32LE(body.length, 22);
    local.writeUInt16LE(title.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt32LE(body.length, 20);
    entry.writeUInt32LE(body.length, 24);
    entry.writeUInt16LE(title.length, 28);
    entry.writeUInt32LE(at, 42);
    files.push(local, title, body);
    directory.push(entry, title);
    at += 30 + title.length + body.length;
  }
  const end = Buffer.alloc(22);
  const entryBytes = Buffer.concat(directory);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 8);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(entryBytes.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, entryBytes, end]);
}

export const anXlsx = (more: Readonly<Record<string, string>> = {}): Buffer =>
  zip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>', ...more });
