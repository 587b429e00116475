import { hash } from 'node:crypto';
import { closeSync, constants, existsSync, fsync, mkdirSync, open, openSync, rename, rmSync, write } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Files by the SHA-256 of their content: written once, never changed, the same bytes stored once. */
export type FileStore = {
  /**
   * Stores the bytes durably (fsync) and returns their hash, hex.
   * @param sha256 where it was computed already
   */
  put(bytes: Uint8Array, sha256?: string): Promise<string>;
  get(sha256: string): Promise<Buffer>;
};

export const hashOf = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');

/**
 * What may wait for the disk, on plain descriptors: a handle object each costs the main thread twice as much in the rush. What only looks into the
 * kernel's memory is done at once: to hand it to another thread would take longer.
 */
const disk = { open: promisify(open), write: promisify(write), fsync: promisify(fsync), rename: promisify(rename) };

/** Written through to the disk, where the system can. */
const toWrite = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_DSYNC ?? 0);

/** The name of a file is the folder's: without this a loss of power could take back what was acknowledged. Windows has no such thing. */
async function keepNames(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  try {
    await disk.fsync(opened);
  } finally {
    closeSync(opened);
  }
}

export function diskStore(folder: string): FileStore {
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256');
    return join(folder, sha256.slice(0, 2), sha256);
  };
  const made = new Set<string>();
  return {
    async put(bytes, sha256 = hashOf(bytes)) {
      const path = pathOf(sha256);
      if (existsSync(path)) return sha256;
      if (!made.has(dirname(path))) {
        mkdirSync(dirname(path), { recursive: true });
        await keepNames(folder);
        made.add(dirname(path));
      }
      const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
      const file = await disk.open(temporary, toWrite, 0o600);
      try {
        for (let at = 0; at < bytes.byteLength;) at += (await disk.write(file, bytes, at)).bytesWritten;
        if (!constants.O_DSYNC) await disk.fsync(file);
      } catch (error) {
        rmSync(temporary, { force: true });
        throw error;
      } finally {
        closeSync(file);
      }
      await disk.rename(temporary, path);
      await keepNames(dirname(path));
      return sha256;
    },
    get: (sha256) => readFile(pathOf(sha256)),
  };
}
