import type { Instance } from '../assignment.ts';

/**
 * Reads an instance from the bytes of its JSON as they come, without ever holding its text: `scores` go straight into rows of numbers
 * (NaN for null), the little that is left is parsed as usual. Throws a `SyntaxError` for what is no JSON or no table of numbers.
 */
export async function readInstance(chunks: AsyncIterable<Uint8Array>): Promise<Instance> {
  const reader = new Reader();
  for await (const chunk of chunks) reader.take(chunk);
  return reader.end();
}

const [QUOTE, BACKSLASH, COMMA, COLON, OPEN, CLOSE, BEGIN, END, MINUS, POINT] = [34, 92, 44, 58, 91, 93, 123, 125, 45, 46];
const isSpace = (byte: number) => byte === 32 || (byte >= 9 && byte <= 13);

/** Up to so many digits, and so many of them decimals, a number is the exact quotient of two exact ones. */
const EXACT = 15;
const POWERS = Array.from({ length: EXACT + 1 }, (_, i) => 10 ** i);

class Reader {
  readonly #rest: number[] = [];
  #rows: Float64Array[] | undefined;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** The last text at the first level, to know which key a value belongs to. */
  #key: number[] = [];
  #isScores = false;

  #tableDepth = 0;
  #values = new Float64Array(64);
  #count = 0;
  #token: number[] = [];
  #hasValue = false;

  take(chunk: Uint8Array): void {
    for (const byte of chunk) {
      if (this.#tableDepth > 0) this.#takeTable(byte);
      else this.#takeRest(byte);
    }
  }

  end(): Instance {
    if (this.#tableDepth > 0) throw new SyntaxError('the scores do not end');
    const rest: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(this.#rest)));
    if (typeof rest !== 'object' || rest === null || Array.isArray(rest)) throw new SyntaxError('an object is expected');
    return { ...(rest as Instance), scores: this.#rows ?? [] };
  }

  #takeRest(byte: number): void {
    if (this.#isScores && !isSpace(byte)) {
      this.#isScores = false;
      if (byte !== OPEN) throw new SyntaxError('scores must be a list of rows');
      if (this.#rows) throw new SyntaxError('scores stand twice');
      this.#rest.push(48);
      this.#rows = [];
      this.#tableDepth = 1;
      return;
    }
    this.#rest.push(byte);
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) this.#inString = false;
      if (this.#inString && this.#depth === 1) this.#key.push(byte);
    } else if (byte === QUOTE) {
      this.#inString = true;
      this.#key = [];
    } else if (byte === BEGIN || byte === OPEN) this.#depth += 1;
    else if (byte === END || byte === CLOSE) this.#depth -= 1;
    else if (byte === COLON && this.#depth === 1) this.#isScores = String.fromCharCode(...this.#key) === 'scores';
  }

  #takeTable(byte: number): void {
    if (this.#tableDepth === 1) {
      if (byte === OPEN) [this.#tableDepth, this.#count, this.#hasValue] = [2, 0, false];
      else if (byte === CLOSE) this.#tableDepth = 0;
      else if (byte !== COMMA && !isSpace(byte)) throw new SyntaxError(`row ${this.#rows!.length + 1} of the scores is no list`);
      return;
    }
    if (byte === COMMA || byte === CLOSE) {
      if (this.#token.length > 0 || this.#hasValue || byte === COMMA) this.#push(numberOf(this.#token, this.#rows!.length + 1));
      this.#token.length = 0;
      this.#hasValue = byte === COMMA;
      if (byte === CLOSE) {
        this.#rows!.push(this.#values.slice(0, this.#count));
        this.#tableDepth = 1;
      }
    } else if (!isSpace(byte)) this.#token.push(byte);
  }

  #push(value: number): void {
    if (this.#count === this.#values.length) {
      const more = new Float64Array(2 * this.#count);
      more.set(this.#values);
      this.#values = more;
    }
    this.#values[this.#count++] = value;
  }
}

function numberOf(token: readonly number[], row: number): number {
  let digits = 0;
  let decimals = -1;
  let value = 0;
  const start = token[0] === MINUS ? 1 : 0;
  let plain = token.length > start && token.length - start <= EXACT && token[start] !== POINT && token[token.length - 1] !== POINT;
  if (token[start] === 48 && token.length > start + 1 && token[start + 1] !== POINT) plain = false;
  for (let i = start; plain && i < token.length; i++) {
    const byte = token[i]!;
    if (byte === POINT && decimals < 0) decimals = 0;
    else if (byte >= 48 && byte <= 57) {
      value = 10 * value + byte - 48;
      digits += 1;
      if (decimals >= 0) decimals += 1;
    } else plain = false;
  }
  if (plain && digits > 0) {
    const size = decimals > 0 ? value / POWERS[decimals]! : value;
    return start === 1 ? -size : size;
  }
  const text = String.fromCharCode(...token);
  if (text === 'null') return NaN;
  if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return Number(text);
  throw new SyntaxError(`row ${row} of the scores: “${text.slice(0, 40)}” is no number`);
}
