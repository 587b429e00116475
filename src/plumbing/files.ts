import { hash } from 'node:crypto';
import { access, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

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

export function diskStore(folder: string): FileStore {
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256');
    return join(folder, sha256.slice(0, 2), sha256);
  };
  const made = new Set<string>();
  return {
    async put(bytes, sha256 = hashOf(bytes)) {
      const path = pathOf(sha256);
      if (
        await access(path).then(
          () => true,
          () => false,
        )
      )
        return sha256;
      if (!made.has(dirname(path))) {
        await mkdir(dirname(path), { recursive: true });
        made.add(dirname(path));
      }
      const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
      const file = await open(temporary, 'w', 0o600);
      await file.writeFile(bytes);
      await file.sync();
      await file.close();
      await rename(temporary, path);
      return sha256;
    },
    get: (sha256) => readFile(pathOf(sha256)),
  };
}
