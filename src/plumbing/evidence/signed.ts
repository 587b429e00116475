import { createPublicKey, verify } from 'node:crypto';
import type { SignedText } from './leaf.ts';

/**
 * Is this text signed by the key that is named? Base64 has several spellings of the same bytes; only the usual one counts, so that no change of
 * a letter goes unseen. In the browser `signed.browser.ts` takes its place.
 */
export function isSignedText(text: string, { signature, publicKey }: SignedText): boolean {
  try {
    const bytes = Buffer.from(signature, 'base64');
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    const usual = bytes.toString('base64') === signature && key.export({ format: 'der', type: 'spki' }).toString('base64') === publicKey;
    return usual && key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(text), key, bytes);
  } catch {
    return false;
  }
}
