import { inflateRawSync } from 'node:zlib';

/** A file inside a ZIP archive, as its directory names it. */
type Packed = { method: number; packed: number; offset: number; encrypted: boolean };

export type Archive = {
  names: readonly string[];
  has: (name: string) => boolean;
  encrypted: boolean;
  /** The bytes of one file. Throws `ArchiveError` for what is broken, or unpacks to more than the archive may hold altogether. */
  read: (name: string) => Buffer;
};

/** `broken`: no archive, or one that contradicts itself; `tooBig`: it unpacks to more than was allowed; `tooManyParts`: it holds more files than that. */
export class ArchiveError extends Error {
  readonly why: 'broken' | 'tooBig' | 'tooManyParts';
  constructor(why: ArchiveError['why']) {
    super(`the archive is ${why}`);
    this.why = why;
  }
}

const mostEntries = 10_000;

/**
 * Reads a ZIP archive (APPNOTE 6.3: stored or deflated, no ZIP64) that came from outside. What is unpacked is counted, not what the archive says of
 * itself: a small file that unpacks without end stops at `maxBytes`.
 */
export function openArchive(file: Buffer, maxBytes: number): Archive {
  const directory = directoryOf(file);
  let left = maxBytes;
  return {
    names: [...directory.keys()],
    has: (name) => directory.has(name),
    encrypted: [...directory.values()].some((e) => e.encrypted),
    read(name) {
      const entry = directory.get(name);
      if (!entry || entry.encrypted) throw new ArchiveError('broken');
      const { offset, packed, method } = entry;
      if (offset + 30 > file.length || file.readUInt32LE(offset) !== 0x04034b50) throw new ArchiveError('broken');
      const from = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
      if (from + packed > file.length) throw new ArchiveError('broken');
      const bytes = unpack(file.subarray(from, from + packed), method, left);
      left -= bytes.length;
      return bytes;
    },
  };
}

function unpack(bytes: Buffer, method: number, most: number): Buffer {
  if (method === 0) {
    if (bytes.length > most) throw new ArchiveError('tooBig');
    return bytes;
  }
  if (method !== 8) throw new ArchiveError('broken');
  try {
    return inflateRawSync(bytes, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    throw new ArchiveError((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'tooBig' : 'broken');
  }
}

function directoryOf(file: Buffer): Map<string, Packed> {
  if (file.length < 22 || file.readUInt32BE(0) !== 0x504b0304) throw new ArchiveError('broken');
  let end = file.length - 22;
  const earliest = Math.max(0, end - 0xffff);
  while (end >= earliest && file.readUInt32LE(end) !== 0x06054b50) end--;
  if (end < earliest) throw new ArchiveError('broken');
  const count = file.readUInt16LE(end + 10);
  if (count > mostEntries) throw new ArchiveError('tooManyParts');
  const entries = new Map<string, Packed>();
  let at = file.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || file.readUInt32LE(at) !== 0x02014b50) throw new ArchiveError('broken');
    const [name, extra, comment] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)];
    entries.set(file.toString('utf8', at + 46, at + 46 + name), {
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      offset: file.readUInt32LE(at + 42),
      encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}
