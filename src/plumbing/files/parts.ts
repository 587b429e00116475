import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Files on their way, each under the id of its upload. What has arrived is what stands in the part file: nothing else counts bytes. */
export type Parts = {
  begin(id: string): Promise<void>;
  /** Bytes that are there; null where there is no such file. */
  size(id: string): Promise<number | null>;
  append(id: string, from: number, most: number, body: ReadableStream<Uint8Array>, checksum?: { algorithm: string; digest: Buffer }): Promise<Appended>;
  read(id: string): Promise<Buffer>;
  remove(id: string): Promise<void>;
  /** Ids of those that nobody has written to since. */
  idleSince(instant: Date): Promise<string[]>;
};

export type Appended = { size: number; outcome: 'ok' | 'busy' | 'wrongOffset' | 'tooLong' | 'checksum' | 'broken' };

/** Two writers of one file would mix their bytes. */
const busy = new Set<string>();

export function partsIn(dataDir: string): Parts {
  const folder = join(dataDir, 'uploads');
  const pathOf = (id: string) => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new RangeError('not an upload');
    return join(folder, id);
  };
  const size = (id: string) =>
    stat(pathOf(id)).then(
      (s) => s.size,
      () => null,
    );
  return {
    size,
    async begin(id) {
      await mkdir(folder, { recursive: true });
      await (await open(pathOf(id), 'wx', 0o600)).close();
    },
    async append(id, from, most, body, checksum) {
      if (busy.has(id)) return { size: (await size(id)) ?? 0, outcome: 'busy' };
      busy.add(id);
      try {
        const there = await size(id);
        if (there !== from) return { size: there ?? 0, outcome: 'wrongOffset' };
        return await write(pathOf(id), from, most, body, checksum);
      } finally {
        busy.delete(id);
      }
    },
    read: (id) => readFile(pathOf(id)),
    remove: (id) => rm(pathOf(id), { force: true }),
    async idleSince(instant) {
      const names = await readdir(folder).catch(() => []);
      const ages = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name)).catch(() => null))?.mtime })));
      return ages.filter((a) => a.at !== undefined && a.at < instant && /^[0-9a-f-]{36}$/.test(a.name)).map((a) => a.name);
    },
  };
}

/** What arrives is kept as it arrives: after a broken line the next request goes on from there. With a checksum, all of the piece or nothing. */
async function write(
  path: string,
  from: number,
  most: number,
  body: ReadableStream<Uint8Array>,
  checksum?: { algorithm: string; digest: Buffer },
): Promise<Appended> {
  const hash = checksum && createHash(checksum.algorithm);
  const file = await open(path, 'r+');
  let at = from;
  let outcome: Appended['outcome'] = 'ok';
  try {
    for await (const chunk of body) {
      if (at + chunk.byteLength > most) {
        outcome = 'tooLong';
        break;
      }
      await file.write(chunk, 0, chunk.byteLength, at);
      hash?.update(chunk);
      at += chunk.byteLength;
    }
  } catch {
    outcome = 'broken';
  }
  if (hash && outcome === 'ok' && !hash.digest().equals(checksum!.digest)) outcome = 'checksum';
  if (outcome === 'tooLong' || outcome === 'checksum' || (outcome === 'broken' && hash)) {
    at = from;
    await file.truncate(from);
  }
  await file.sync();
  await file.close();
  return { size: at, outcome };
}
