const [COMMA, OPEN, CLOSE, MINUS, POINT, ZERO, NINE] = [44, 91, 93, 45, 46, 48, 57];
const isSpace = (byte: number) => byte === 32 || (byte >= 9 && byte <= 13);
const isEnd = (byte: number) => byte === COMMA || byte === CLOSE || isSpace(byte);

/** Up to so many digits, and so many of them decimals, a number is the exact quotient of two exact ones. */
const EXACT = 15;
const POWERS = Array.from({ length: EXACT + 1 }, (_, i) => 10 ** i);

/** What may come next: a row or the end, a row, a comma or the end; within a row a value or its end, a value, a comma or its end. */
type Place = 'rowOrEnd' | 'row' | 'afterRow' | 'valueOrEnd' | 'value' | 'afterValue';

/** Reads a table of numbers from the bytes of its JSON, after its first bracket, wherever they are cut. */
export class TableReader {
  readonly rows: Float64Array[] = [];
  isOpen = true;
  #place: Place = 'rowOrEnd';
  #values = new Float64Array(64);
  #count = 0;
  /** The beginning of a value whose end is in the next piece. */
  #begun: Uint8Array | undefined;

  /** Reads on from `from`; returns where it stopped: the end of the piece or that of the table. */
  take(piece: Uint8Array, from: number): number {
    if (this.#begun) {
      let end = from;
      while (end < piece.length && !isEnd(piece[end]!)) end += 1;
      const whole = new Uint8Array(this.#begun.length + end - from);
      whole.set(this.#begun);
      whole.set(piece.subarray(from, end), this.#begun.length);
      this.#begun = whole;
      if (end === piece.length) return end;
      this.#begun = undefined;
      this.#push(this.#anyNumber(whole, 0, whole.length));
      return this.take(piece, end);
    }
    let at = from;
    while (this.isOpen && at < piece.length) {
      const byte = piece[at]!;
      if (isSpace(byte)) at += 1;
      else if (this.#place === 'value' || (this.#place === 'valueOrEnd' && byte !== CLOSE)) at = this.#takeValue(piece, at);
      else {
        this.#takeSign(byte);
        at += 1;
      }
    }
    return at;
  }

  #takeSign(byte: number): void {
    if (this.#place === 'afterValue' || this.#place === 'valueOrEnd') {
      if (byte === CLOSE) this.#endRow();
      else if (byte === COMMA) this.#place = 'value';
      else throw this.#wrong('a comma is expected after a number');
    } else if (byte === OPEN && this.#place !== 'afterRow') [this.#place, this.#count] = ['valueOrEnd', 0];
    else if (byte === CLOSE && this.#place !== 'row') this.isOpen = false;
    else if (byte === COMMA && this.#place === 'afterRow') this.#place = 'row';
    else throw new SyntaxError(`row ${this.rows.length + 1} of the scores is no list`);
  }

  #endRow(): void {
    this.rows.push(this.#values.slice(0, this.#count));
    this.#place = 'afterRow';
  }

  /** A plain number in one go; whatever is not one, or is cut, by the longer way. */
  #takeValue(piece: Uint8Array, from: number): number {
    const isNegative = piece[from] === MINUS;
    const start = isNegative ? from + 1 : from;
    let at = start;
    let value = 0;
    let decimals = -1;
    for (; at < piece.length; at++) {
      const byte = piece[at]!;
      if (byte >= ZERO && byte <= NINE) {
        value = 10 * value + byte - ZERO;
        if (decimals >= 0) decimals += 1;
      } else if (byte === POINT && decimals < 0 && at > start) decimals = 0;
      else break;
    }
    const isPlain = at > start && at - start <= EXACT && decimals !== 0 && (piece[start] !== ZERO || at === start + 1 || piece[start + 1] === POINT);
    if (isPlain && at < piece.length && isEnd(piece[at]!)) {
      const size = decimals > 0 ? value / POWERS[decimals]! : value;
      this.#push(isNegative ? -size : size);
      return at;
    }
    while (at < piece.length && !isEnd(piece[at]!)) at += 1;
    if (at === piece.length) this.#begun = piece.slice(from);
    else this.#push(this.#anyNumber(piece, from, at));
    return at;
  }

  #anyNumber(bytes: Uint8Array, from: number, to: number): number {
    const text = new TextDecoder().decode(bytes.subarray(from, to));
    if (text === 'null') return NaN;
    if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return Number(text);
    throw this.#wrong(`“${text.slice(0, 40)}” is no number`);
  }

  #push(value: number): void {
    if (this.#count === this.#values.length) {
      const more = new Float64Array(2 * this.#count);
      more.set(this.#values);
      this.#values = more;
    }
    this.#values[this.#count++] = value;
    this.#place = 'afterValue';
  }

  #wrong(what: string): SyntaxError {
    return new SyntaxError(`row ${this.rows.length + 1} of the scores: ${what}`);
  }
}
