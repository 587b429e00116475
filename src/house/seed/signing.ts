import type { House } from '#src/plumbing/house.ts';
import { makeAuthority, makeCertificate, signP7m, signPdf, type Authority, type Holder, type Person } from '#src/plumbing/signatures/make.ts';
import { exampleAuthorityFolder } from '#src/plumbing/signatures/trust.ts';
import { createHash, webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Certificate } from 'pkijs';

export const EXAMPLE_AUTHORITY = 'Autorità di certificazione di esempio (firme senza valore)';

export type ExampleSigner = {
  /** The same file for the same PDF and person. */
  sign: (pdf: Uint8Array, person: Person, at?: string) => Promise<Buffer>;
  envelope: (bytes: Uint8Array, person: Person, at?: string) => Promise<Buffer>;
};

const known = new Map<string, Promise<ExampleSigner>>();
/** Folders whose authority is being made: who asks meanwhile waits for the same one. */
const making = new Set<string>();

/**
 * Signs as anyone, for the example partnership: an authority of this house alone, made at the first signature and kept in the data folder.
 * Its name says that its signatures bind nobody; only the example mode trusts it.
 */
export function exampleSigner({ settings }: Pick<House, 'settings'>): Promise<ExampleSigner> {
  if (!settings.example) throw new Error('the example authority is for the example mode only');
  const folder = exampleAuthorityFolder(settings.dataDir);
  const there = known.get(folder);
  if (there && (making.has(folder) || existsSync(folder))) return there;
  making.add(folder);
  const made = open(folder).finally(() => making.delete(folder));
  known.set(folder, made);
  return made;
}

async function open(folder: string): Promise<ExampleSigner> {
  const authority = existsSync(folder) ? await read(folder) : await make(folder);
  const holders = new Map<string, Promise<Holder>>();
  const signed = new Map<string, Promise<Buffer>>();
  const holderOf = (person: Person) => remember(holders, JSON.stringify(person), () => makeCertificate(authority, person));
  return {
    sign(pdf, person, at) {
      const key = JSON.stringify([person, at, createHash('sha256').update(pdf).digest('hex')]);
      return remember(signed, key, async () => signPdf(pdf, await holderOf(person), at ? { at } : {}));
    },
    envelope: async (bytes, person, at) => signP7m(bytes, await holderOf(person), at ? { at } : {}),
  };
}

function remember<V>(cache: Map<string, Promise<V>>, key: string, make: () => Promise<V>): Promise<V> {
  const there = cache.get(key) ?? make();
  cache.set(key, there);
  return there;
}

const KEY = 'authority.key';
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;

async function make(folder: string): Promise<Authority> {
  const authority = await makeAuthority(EXAMPLE_AUTHORITY);
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', authority.key));
  // Whole or not at all: another process may look at the same time.
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  writeFileSync(join(draft, 'authority.pem'), authority.pem);
  writeFileSync(join(draft, KEY), pkcs8.toString('base64'), { mode: 0o600 });
  renameSync(draft, folder);
  return authority;
}

async function read(folder: string): Promise<Authority> {
  const pem = readFileSync(join(folder, 'authority.pem'), 'utf8');
  const der = Buffer.from(pem.replace(/-----[A-Z ]+-----/g, ''), 'base64');
  const key = await webcrypto.subtle.importKey('pkcs8', Buffer.from(readFileSync(join(folder, KEY), 'utf8'), 'base64'), algorithm, true, ['sign']);
  return { key, der, pem, certificate: Certificate.fromBER(der) };
}
