import { createHash } from 'node:crypto';

/**
 * The one spelling of a JSON value (RFC 8785, JSON Canonicalization Scheme): no spaces, members sorted by UTF-16 code units,
 * numbers and strings as ECMAScript writes them. Equal values give equal text, so equal hashes.
 *
 * A member whose value is `undefined` is left out, as if it were not there. Whatever JSON cannot say is refused with a `TypeError`:
 * `undefined` anywhere else, NaN, the infinities, bigint, functions, symbols, dates and other class instances, lone surrogates, cycles.
 *
 * @example canonical({ b: 1, a: [true, 'x'] }) // '{"a":[true,"x"],"b":1}'
 */
export function canonical(value: unknown): string {
  return write(value, '$', new Set());
}

/** SHA-256 (FIPS 180-4) of bytes, or of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  const hash = createHash('sha256');
  return (typeof content === 'string' ? hash.update(content, 'utf8') : hash.update(content)).digest('hex');
}

/** The SHA-256 of a value's canonical text: what a frozen decision, a call version or a receipt is known by. */
export const hashOf = (value: unknown): string => sha256(canonical(value));

function write(value: unknown, at: string, above: Set<object>): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeNumber(value, at);
  if (typeof value === 'string') return writeString(value, at);
  if (typeof value !== 'object') throw new TypeError(`${at}: JSON has no ${typeof value}`);
  if (above.has(value)) throw new TypeError(`${at}: refers to itself`);
  above.add(value);
  const text = Array.isArray(value) ? writeArray(value, at, above) : writeObject(value, at, above);
  above.delete(value);
  return text;
}

function writeNumber(value: number, at: string): string {
  if (!Number.isFinite(value)) throw new TypeError(`${at}: JSON has no ${value}`);
  return JSON.stringify(value);
}

function writeString(value: string, at: string): string {
  if (!value.isWellFormed()) throw new TypeError(`${at}: a lone surrogate is not text`);
  return JSON.stringify(value);
}

function writeArray(items: readonly unknown[], at: string, above: Set<object>): string {
  return `[${Array.from(items, (item, i) => write(item, `${at}[${i}]`, above)).join(',')}]`;
}

function writeObject(value: object, at: string, above: Set<object>): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) throw new TypeError(`${at}: not a plain object`);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${writeString(key, at)}:${write(member, `${at}.${key}`, above)}`);
  return `{${members.join(',')}}`;
}
