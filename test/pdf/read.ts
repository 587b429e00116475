import { inflateSync } from 'node:zlib';

/** A value of a PDF (ISO 32000-1, 7.3): names with their slash, strings as bytes. */
export type Value = null | boolean | number | string | Buffer | Ref | Stream | readonly Value[] | Dict;
export type Dict = { readonly [name: string]: Value };
export class Ref {
  readonly id: number;
  constructor(id: number) {
    this.id = id;
  }
}
export class Stream {
  readonly dict: Dict;
  readonly raw: Buffer;
  constructor(dict: Dict, raw: Buffer) {
    this.dict = dict;
    this.raw = raw;
  }
}
/** An operator of a content stream. */
export class Operator {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

const isBlank = (code: number) => code === 0 || code === 9 || code === 10 || code === 12 || code === 13 || code === 32;
const isMark = (code: number) => '()<>[]{}/%'.includes(String.fromCharCode(code));

export class Lexer {
  at: number;
  readonly bytes: Buffer;
  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  private skip() {
    for (;;) {
      while (this.at < this.bytes.length && isBlank(this.bytes[this.at]!)) this.at++;
      if (this.bytes[this.at] !== 0x25) return;
      while (this.at < this.bytes.length && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13) this.at++;
    }
  }

  private word(): string {
    const from = this.at;
    while (this.at < this.bytes.length && !isBlank(this.bytes[this.at]!) && !isMark(this.bytes[this.at]!)) this.at++;
    return this.bytes.toString('latin1', from, this.at);
  }

  /** The next value or operator; undefined at the end. */
  next(): Value | Operator | undefined {
    this.skip();
    if (this.at >= this.bytes.length) return undefined;
    const c = String.fromCharCode(this.bytes[this.at]!);
    if (c === '/') {
      this.at++;
      return `/${this.word().replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))}`;
    }
    if (c === '(') return this.literal();
    if (c === '<' && this.bytes[this.at + 1] === 0x3c) return this.dict();
    if (c === '<') {
      const end = this.bytes.indexOf('>', this.at);
      const hex = this.bytes.toString('latin1', this.at + 1, end).replace(/\s/g, '');
      this.at = end + 1;
      return Buffer.from(hex.length % 2 ? `${hex}0` : hex, 'hex');
    }
    if (c === '[') return this.array();
    if (isMark(this.bytes[this.at]!)) {
      this.at++;
      return new Operator(c);
    }
    const word = this.word();
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) return this.number(Number(word));
    return word === 'true' ? true : word === 'false' ? false : word === 'null' ? null : new Operator(word);
  }

  /** A number, or the first of the three words of a reference. */
  private number(value: number): Value {
    const back = this.at;
    const rest = /^\s+(\d+)\s+R(?![\w])/.exec(this.bytes.toString('latin1', this.at, this.at + 24));
    if (rest && Number.isInteger(value)) {
      this.at += rest[0].length;
      return new Ref(value);
    }
    this.at = back;
    return value;
  }

  private literal(): Buffer {
    const out: number[] = [];
    let depth = 1;
    this.at++;
    const escapes: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
    while (depth > 0) {
      const b = this.bytes[this.at++]!;
      if (b === 0x5c) {
        const octal = /^[0-7]{1,3}/.exec(this.bytes.toString('latin1', this.at, this.at + 3));
        const c = String.fromCharCode(this.bytes[this.at]!);
        if (octal) out.push(parseInt(octal[0], 8) & 255);
        else if (c !== '\n') out.push(escapes[c] ?? this.bytes[this.at]!);
        this.at += octal ? octal[0].length : 1;
      } else {
        if (b === 0x28) depth++;
        if (b === 0x29) depth--;
        if (depth > 0) out.push(b);
      }
    }
    return Buffer.from(out);
  }

  private array(): Value[] {
    const out: Value[] = [];
    this.at++;
    for (;;) {
      const item = this.next();
      if (item === undefined || (item instanceof Operator && item.name === ']')) return out;
      out.push(item as Value);
    }
  }

  private dict(): Dict {
    const out: Record<string, Value> = {};
    this.at += 2;
    for (;;) {
      this.skip();
      if (this.bytes[this.at] === 0x3e || this.at >= this.bytes.length) {
        this.at += 2;
        return out;
      }
      out[this.next() as string] = this.next() as Value;
    }
  }
}

/** A PDF, its objects by number, found by its own table or stream of cross references. */
export class Pdf {
  readonly bytes: Buffer;
  readonly trailer: Dict;
  private readonly places = new Map<number, { at: number } | { within: number; index: number }>();
  private readonly known = new Map<number, Value>();

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    const tail = bytes.toString('latin1', Math.max(0, bytes.length - 1024));
    const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail);
    if (!start) throw new Error('no startxref at the end');
    this.trailer = this.section(Number(start[1]));
  }

  private section(at: number): Dict {
    const lexer = new Lexer(this.bytes, at);
    const first = lexer.next();
    const trailer = first instanceof Operator && first.name === 'xref' ? this.table(lexer) : this.stream(at);
    if (typeof trailer['/Prev'] === 'number') this.section(trailer['/Prev']);
    return trailer;
  }

  private table(lexer: Lexer): Dict {
    for (;;) {
      const from = lexer.next();
      if (from instanceof Operator) return lexer.next() as Dict;
      const count = lexer.next() as number;
      for (let i = 0; i < count; i++) {
        const at = lexer.next() as number;
        lexer.next();
        const kind = lexer.next() as Operator;
        const id = (from as number) + i;
        if (kind.name === 'n' && !this.places.has(id)) this.places.set(id, { at });
      }
    }
  }

  private stream(at: number): Dict {
    const found = this.object(at) as Stream;
    const rows = this.content(found);
    const widths = found.dict['/W'] as number[];
    const index = (found.dict['/Index'] ?? [0, found.dict['/Size']]) as number[];
    let p = 0;
    const field = (w: number, otherwise: number) => {
      let n = w === 0 ? otherwise : 0;
      for (let i = 0; i < w; i++) n = n * 256 + rows[p++]!;
      return n;
    };
    for (let s = 0; s < index.length; s += 2)
      for (let i = 0; i < index[s + 1]!; i++) {
        const [kind, a, b] = [field(widths[0]!, 1), field(widths[1]!, 0), field(widths[2]!, 0)];
        const id = index[s]! + i;
        if (!this.places.has(id) && kind !== 0) this.places.set(id, kind === 1 ? { at: a } : { within: a, index: b });
      }
    return found.dict;
  }

  private object(at: number, id?: number): Value {
    const lexer = new Lexer(this.bytes, at);
    const found = lexer.next();
    lexer.next();
    const word = lexer.next();
    if (!(word instanceof Operator) || word.name !== 'obj' || (id !== undefined && found !== id)) throw new Error(`no object ${id ?? ''} at byte ${at}`);
    const value = lexer.next() as Value;
    const after = lexer.next();
    if (!(after instanceof Operator) || after.name !== 'stream') return value;
    const from = lexer.at + (this.bytes[lexer.at] === 13 ? 2 : 1);
    const length = this.get((value as Dict)['/Length']!) as number;
    if (!/^\s*endstream/.test(this.bytes.toString('latin1', from + length, from + length + 12)))
      throw new Error(`object ${id}: its stream is not ${length} long`);
    return new Stream(value as Dict, this.bytes.subarray(from, from + length));
  }

  ids(): number[] {
    return [...this.places.keys()];
  }

  /** What a value is, through its reference. */
  get(value: Value | undefined): Value {
    if (!(value instanceof Ref)) return value ?? null;
    const { id } = value;
    if (!this.known.has(id)) {
      const place = this.places.get(id);
      this.known.set(id, place === undefined ? null : 'at' in place ? this.object(place.at, id) : this.packed(place.within, place.index));
    }
    return this.known.get(id)!;
  }

  private packed(within: number, index: number): Value {
    const holder = this.get(new Ref(within)) as Stream;
    const bytes = this.content(holder);
    const head = new Lexer(bytes);
    let offset = 0;
    for (let i = 0; i <= index; i++) {
      head.next();
      offset = head.next() as number;
    }
    return new Lexer(bytes, (holder.dict['/First'] as number) + offset).next() as Value;
  }

  /** A stream's bytes, unpacked. */
  content(stream: Stream): Buffer {
    const filters = [this.get(stream.dict['/Filter'])].flat().filter((f) => f !== null);
    return filters.reduce<Buffer>((bytes, filter) => {
      if (filter !== '/FlateDecode') throw new Error(`cannot unpack ${String(filter)}`);
      return unpredicted(inflateSync(bytes), this.get(stream.dict['/DecodeParms']) as Dict | null);
    }, stream.raw);
  }
}

/** PNG predictors of the streams that hold cross references: "up" only. */
function unpredicted(bytes: Buffer, parms: Dict | null): Buffer {
  if (!parms || Number(parms['/Predictor'] ?? 1) < 10) return bytes;
  const columns = Number(parms['/Columns'] ?? 1);
  const out = Buffer.alloc((bytes.length / (columns + 1)) * columns);
  for (let row = 0; row * (columns + 1) < bytes.length; row++)
    for (let i = 0; i < columns; i++) {
      const above = bytes[row * (columns + 1)] === 2 && row > 0 ? out[(row - 1) * columns + i]! : 0;
      out[row * columns + i] = bytes[row * (columns + 1) + 1 + i]! + above;
    }
  return out;
}

export const isDict = (value: Value): value is Dict =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value) && !(value instanceof Ref) && !(value instanceof Stream);

/** A text string: UTF-16 with its mark, or PDFDocEncoding, of which we write ASCII. */
export function textOf(value: Value): string {
  if (!Buffer.isBuffer(value)) return '';
  return value[0] === 0xfe && value[1] === 0xff ? Buffer.from(value.subarray(2)).swap16().toString('utf16le') : value.toString('latin1');
}
