import { unhex } from '#src/core/sha256.ts';
import type { SignedText } from './leaf.ts';

/** The browser answers only later: signatures are looked at before (`lookAt`), and what held is kept here. Stands in for `signed.ts` in scripts of pages. */
const held = new Set<string>();

const name = (text: string, { signature, publicKey }: SignedText) => `${signature}\n${publicKey}\n${text}`;

export const isSignedText = (text: string, by: SignedText): boolean => held.has(name(text, by));

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const base64Of = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const keyOf = (bytes: Uint8Array) => crypto.subtle.importKey('spki', bytes as BufferSource, { name: 'Ed25519' }, false, ['verify']);

/** The start of every Ed25519 key as it is written down (RFC 8410); 32 bytes follow, and nothing else. */
const prefix = unhex('302a300506032b6570032100');

/** Keeps whether the text is signed by the key. Only the usual spelling of base64 counts. */
export async function lookAt(text: string, by: SignedText): Promise<void> {
  try {
    const [sign, key] = [bytesOf(by.signature), bytesOf(by.publicKey)];
    if (base64Of(sign) !== by.signature || base64Of(key) !== by.publicKey || key.length !== 44 || !prefix.every((b, i) => key[i] === b)) return;
    if (await crypto.subtle.verify({ name: 'Ed25519' }, await keyOf(key), sign, new TextEncoder().encode(text))) held.add(name(text, by));
  } catch {
    // What cannot be read is not signed.
  }
}

/** Does this browser know Ed25519? */
export async function knowsSignatures(): Promise<boolean> {
  try {
    await keyOf(Uint8Array.from([...prefix, ...unhex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')]));
    return true;
  } catch {
    return false;
  }
}
