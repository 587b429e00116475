import type { Instant } from '#src/core/time.ts';
import { crc32, deflateRawSync } from 'node:zlib';

export type Entry = { name: string; bytes: Uint8Array };

/** A ZIP of these files (APPNOTE 6.3, deflated, names in UTF-8). The same files at the same instant give the same bytes. */
export function zip(entries: readonly Entry[], at: Instant): Buffer {
  const when = new Date(at);
  const time = (when.getUTCHours() << 11) | (when.getUTCMinutes() << 5) | (when.getUTCSeconds() >> 1);
  const day = ((when.getUTCFullYear() - 1980) << 9) | ((when.getUTCMonth() + 1) << 5) | when.getUTCDate();
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const title = Buffer.from(name);
    const packed = deflateRawSync(bytes);
    // What the local and the central header have in common: version, UTF-8 names, deflate, time, sums, lengths.
    const common = Buffer.alloc(26);
    [20, 0x0800, 8, time, day].forEach((n, i) => common.writeUInt16LE(n, 2 * i));
    [crc32(bytes), packed.length, bytes.length].forEach((n, i) => common.writeUInt32LE(n, 10 + 4 * i));
    common.writeUInt16LE(title.length, 22);
    parts.push(Buffer.from([0x50, 0x4b, 3, 4]), common, title, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 3]), common, rest, title);
    offset += 4 + common.length + title.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  [entries.length, entries.length].forEach((n, i) => end.writeUInt16LE(n, 8 + 2 * i));
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}
