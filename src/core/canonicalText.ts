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
  // Thousands of submissions are frozen in a second: the place of a fault is only looked for when there is one.
  return write(value, 0) ?? refuse(value, '$', new Set());
}

/** Deeper than any content of ours; a cycle gets here, and is told from mere depth by `refuse`. */
const DEPTH = 500;

/** Null when there is something in it that JSON cannot say. */
function write(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return value.isWellFormed() ? JSON.stringify(value) : null;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value !== 'object' || depth > DEPTH) return null;
  let text = '';
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item = write(value[i], depth + 1);
      if (item === null) return null;
      text += i === 0 ? item : `,${item}`;
    }
    return `[${text}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return null;
  for (const key of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[key];
    if (member === undefined) continue;
    const name = named.get(key) ?? nameOf(key);
    const said = write(member, depth + 1);
    if (said === null || name === null) return null;
    text += text === '' ? name + said : `,${name}${said}`;
  }
  return `{${text}}`;
}

/** Names of members as they are written: what is frozen has few of them, over and over. */
const named = new Map<string, string>();

function nameOf(key: string): string | null {
  if (!key.isWellFormed()) return null;
  const name = `${JSON.stringify(key)}:`;
  if (named.size < 5000) named.set(key, name);
  return name;
}

/** The same, slowly, with the place of whatever JSON cannot say. */
function refuse(value: unknown, at: string, above: Set<object>): string {
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
  return `[${Array.from(items, (item, i) => refuse(item, `${at}[${i}]`, above)).join(',')}]`;
}

function writeObject(value: object, at: string, above: Set<object>): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) throw new TypeError(`${at}: not a plain object`);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${writeString(key, at)}:${refuse(member, `${at}.${key}`, above)}`);
  return `{${members.join(',')}}`;
}
