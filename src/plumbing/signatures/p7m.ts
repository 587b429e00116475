import { readSigned, type Signed } from './cms.ts';

/** A `.p7m`: the CMS envelopes from the outermost inwards, and what is in the innermost. */
export type Envelope = { layers: { signed: Signed; content: Buffer }[]; content: Buffer };

const deepest = 5;

/** DER (or BER), base64 with or without a PEM frame; signed again as often as people do. Null: no such file, or a signature without its content. */
export function openP7m(bytes: Uint8Array): Envelope | null {
  const layers: Envelope['layers'] = [];
  let inner: Buffer = Buffer.from(bytes);
  while (layers.length < deepest) {
    const signed = readSigned(binaryOf(inner));
    if (!signed?.content) break;
    layers.push({ signed, content: signed.content });
    inner = signed.content;
  }
  return layers.length === 0 ? null : { layers, content: inner };
}

function binaryOf(bytes: Buffer): Buffer {
  if (bytes[0] === 0x30) return bytes;
  const text = bytes
    .toString('latin1')
    .replace(/-----(BEGIN|END) [A-Z0-9 ]+-----/g, '')
    .replace(/\s+/g, '');
  return text.length > 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : bytes;
}

/** A CMS signature that came without what it signs (`.p7s`). */
export const isDetached = (bytes: Uint8Array): boolean => {
  const signed = readSigned(binaryOf(Buffer.from(bytes)));
  return signed !== null && signed.content === null;
};
