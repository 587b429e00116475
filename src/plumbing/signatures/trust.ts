import type { House } from '#src/plumbing/house.ts';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readCertificate, type Cert, type TrustList } from './certificates.ts';

/** Where the example's own authority is kept: trusted in example mode only, and only while no list is set up. */
export const exampleAuthorityFolder = (dataDir: string): string => join(dataDir, 'example-authority');

const known = new Map<string, { changed: number; list: TrustList }>();

/**
 * The authorities whose signatures this house takes: every certificate in the folder `MICS_TRUSTED_CAS`, PEM or DER, read again when the
 * folder changes. Null: there is no list, and who issued a certificate is not looked at.
 */
export function trustOf({ settings }: Pick<House, 'settings'>): TrustList | null {
  const example = exampleAuthorityFolder(settings.dataDir);
  const folder = settings.trustedAuthorities ?? (settings.example && existsSync(example) ? example : null);
  if (folder === null) return null;
  const changed = statSync(folder).mtimeMs;
  const there = known.get(folder);
  if (there?.changed === changed) return there.list;
  const list = readTrustList(folder);
  known.set(folder, { changed, list });
  return list;
}

export function readTrustList(folder: string): TrustList {
  const files = readdirSync(folder).filter((f) => /\.(pem|crt|cer|der)$/i.test(f));
  return { anchors: files.sort().flatMap((f) => certificatesIn(readFileSync(join(folder, f)))) };
}

function certificatesIn(bytes: Buffer): Cert[] {
  const framed = [...bytes.toString('latin1').matchAll(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([\s\S]*?)-----END/g)].map((m) =>
    Buffer.from(m[1]!, 'base64'),
  );
  return (framed.length > 0 ? framed : [bytes]).flatMap((der) => readCertificate(der) ?? []);
}
