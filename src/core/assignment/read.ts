import type { Instance } from '../assignment.ts';
import { TableReader } from './table.ts';

/**
 * Reads an instance from the bytes of its JSON as they come, without ever holding its text: `scores` go straight into rows of numbers
 * (NaN for null), the little that is left is parsed as usual. Throws a `SyntaxError` for what is no JSON or no table of numbers.
 */
export async function readInstance(chunks: AsyncIterable<Uint8Array>): Promise<Instance> {
  const reader = new Reader();
  for await (const chunk of chunks) reader.take(chunk);
  return reader.end();
}

const [QUOTE, BACKSLASH, COLON, OPEN, CLOSE, BEGIN, END] = [34, 92, 58, 91, 93, 123, 125];
const isSpace = (byte: number) => byte === 32 || (byte >= 9 && byte <= 13);

class Reader {
  readonly #rest: number[] = [];
  #table: TableReader | undefined;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** The last text at the first level, to know which key a value belongs to. */
  #key: number[] = [];
  #isScores = false;

  take(chunk: Uint8Array): void {
    for (let i = 0; i < chunk.length;) {
      if (this.#table?.isOpen) i = this.#table.take(chunk, i);
      else this.#takeRest(chunk[i++]!);
    }
  }

  end(): Instance {
    if (this.#table?.isOpen) throw new SyntaxError('the scores do not end');
    const rest: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(this.#rest)));
    if (typeof rest !== 'object' || rest === null || Array.isArray(rest)) throw new SyntaxError('an object is expected');
    return { ...(rest as Instance), scores: this.#table?.rows ?? [] };
  }

  #takeRest(byte: number): void {
    if (this.#isScores && !isSpace(byte)) {
      this.#isScores = false;
      if (byte !== OPEN) throw new SyntaxError('scores must be a list of rows');
      if (this.#table) throw new SyntaxError('scores stand twice');
      this.#rest.push(48);
      this.#table = new TableReader();
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
}
