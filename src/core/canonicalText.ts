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
  // Thousands of submissions are frozen in a second: the engine's own writer is the quickest once the members stand in their order.
  const copy = inOrder(value, 0);
  if (copy !== undefined) {
    const text = JSON.stringify(copy);
    // What may be a lone surrogate, written as the engine writes it.
    if (!text.includes('\\ud')) return text;
  }
  return written(value, '$', new Set());
}

/** Deeper than any content of ours; a cycle gets here, and is told from mere depth by `written`. */
const DEPTH = 500;

/** A copy that the engine writes canonically; undefined when there is something in it that JSON cannot say, or that it would write in another order. */
function inOrder(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : undefined;
    case 'object':
      break;
    default:
      return undefined;
  }
  if (value === null) return null;
  if (depth > DEPTH) return undefined;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (let i = 0; i < value.length; i++) {
      const item = inOrder(value[i], depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
    }
    return items;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  const copy: Record<string, unknown> = {};
  for (const key of sorted(Object.keys(value))) {
    const member = (value as Record<string, unknown>)[key];
    if (member === undefined) continue;
    const said = inOrder(member, depth + 1);
    if (said === undefined || movesItself(key)) return undefined;
    copy[key] = said;
  }
  return copy;
}

/** Whole numbers come first in an object, whenever they were added; this one name is no member at all. */
const movesItself = (key: string): boolean => {
  const first = key.charCodeAt(0);
  return (first >= 48 && first <= 57 && /^\d+$/.test(key)) || key === '__proto__';
};

/** In place. Members are few, and mostly in their order already. */
function sorted(keys: string[]): string[] {
  if (keys.length > 50) return keys.sort();
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i]!;
    let j = i - 1;
    for (; j >= 0 && keys[j]! > key; j--) keys[j + 1] = keys[j]!;
    keys[j + 1] = key;
  }
  return keys;
}

/** The same, slowly, whatever its members are called, with the place of whatever JSON cannot say. */
function written(value: unknown, at: string, above: Set<object>): string {
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
  return `[${Array.from(items, (item, i) => written(item, `${at}[${i}]`, above)).join(',')}]`;
}

function writeObject(value: object, at: string, above: Set<object>): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) throw new TypeError(`${at}: not a plain object`);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${writeString(key, at)}:${written(member, `${at}.${key}`, above)}`);
  return `{${members.join(',')}}`;
}
