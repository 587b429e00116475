import { hash } from 'node:crypto';

/** SHA-256 (FIPS 180-4) of bytes, or of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits. In the browser `sha256.browser.ts` takes its place. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

/** Bytes from hexadecimal digits. */
export const unhex = (hex: string): Uint8Array => Buffer.from(hex, 'hex');
