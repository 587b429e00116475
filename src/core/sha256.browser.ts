/** SHA-256 (FIPS 180-4) where there is no `node:crypto` and the browser's own answers only later. Stands in for `sha256.ts` in scripts of pages. */
export function sha256(content: string | Uint8Array): string {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const blocks = ((bytes.length + 8) >> 6) + 1;
  const padded = new Uint8Array(blocks * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const state = Uint32Array.from(start);
  const w = new Uint32Array(64);
  for (let at = 0; at < padded.length; at += 64) mix(state, w, view, at);
  return Array.from(state, (n) => n.toString(16).padStart(8, '0')).join('');
}

/** Bytes from hexadecimal digits. */
export const unhex = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** The first 32 bits of the fractional parts of the roots of the first primes. */
const primes = Array.from({ length: 312 }, (_, n) => n).filter((n) => n > 1 && Array.from({ length: n }, (_, d) => d).every((d) => d < 2 || n % d !== 0));
const fraction = (x: number) => Math.floor((x - Math.floor(x)) * 2 ** 32);
const start = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
const round = Uint32Array.from(primes.slice(0, 64), (p) => fraction(Math.cbrt(p)));

const turn = (n: number, by: number) => (n >>> by) | (n << (32 - by));

function mix(state: Uint32Array, w: Uint32Array, view: DataView, at: number) {
  for (let i = 0; i < 16; i++) w[i] = view.getUint32(at + 4 * i);
  for (let i = 16; i < 64; i++) {
    const [a, b] = [w[i - 15]!, w[i - 2]!];
    w[i] = w[i - 16]! + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 7]! + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + round[i]! + w[i]!) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((n, i) => (state[i]! += n));
}
