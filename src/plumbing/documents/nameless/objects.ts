/** The objects of a PDF, as far as taking parts out of one needs them: texts and numbers stay as they were written. */
export type PdfValue = PdfDict | PdfValue[] | { ref: string } | { raw: string };
export type PdfDict = { dict: Map<string, PdfValue> };
export type PdfObject = { value: PdfValue; stream?: Buffer };

export const isDict = (value: PdfValue | undefined): value is PdfDict => typeof value === 'object' && 'dict' in value;
export const nameOf = (value: PdfValue | undefined): string => (value && 'raw' in value ? value.raw : '');

const space = /[\0\t\n\f\r ]/;
const regular = /[^\0\t\n\f\r ()<>[\]{}/%]/;

/** Reads one value after the other out of a text in which every byte is a character. Throws where there is none. */
export class Scanner {
  readonly text: string;
  at: number;
  constructor(text: string, at = 0) {
    this.text = text;
    this.at = at;
  }

  skip(): void {
    for (;;) {
      while (this.at < this.text.length && space.test(this.text[this.at]!)) this.at++;
      if (this.text[this.at] !== '%') return;
      while (this.at < this.text.length && !/[\r\n]/.test(this.text[this.at]!)) this.at++;
    }
  }

  value(depth = 0): PdfValue {
    if (depth > 200) throw new SyntaxError('nested too deep');
    this.skip();
    const { text } = this;
    const from = this.at;
    switch (text[from]) {
      case '<':
        if (text[from + 1] === '<') return this.dict(depth);
        this.at = text.indexOf('>', from) + 1;
        if (this.at === 0) break;
        return { raw: text.slice(from, this.at) };
      case '[': {
        this.at++;
        const items: PdfValue[] = [];
        for (this.skip(); text[this.at] !== ']'; this.skip()) items.push(this.value(depth + 1));
        this.at++;
        return items;
      }
      case '(':
        return { raw: this.string() };
      case '/':
        this.at++;
        return { raw: `/${plainName(this.word())}` };
      default: {
        const ref = /^(\d{1,10}) (\d{1,5}) R(?![\w])/.exec(text.slice(from, from + 24));
        if (ref) {
          this.at += ref[0].length;
          return { ref: `${Number(ref[1])} ${Number(ref[2])}` };
        }
        const word = this.word();
        if (word !== '') return { raw: word };
      }
    }
    throw new SyntaxError(`no value at ${from}`);
  }

  word(): string {
    const from = this.at;
    while (this.at < this.text.length && regular.test(this.text[this.at]!)) this.at++;
    return this.text.slice(from, this.at);
  }

  private dict(depth: number): PdfDict {
    this.at += 2;
    const dict = new Map<string, PdfValue>();
    for (this.skip(); !this.text.startsWith('>>', this.at); this.skip()) {
      if (this.text[this.at] !== '/') throw new SyntaxError(`no name at ${this.at}`);
      this.at++;
      dict.set(plainName(this.word()), this.value(depth + 1));
    }
    this.at += 2;
    return { dict };
  }

  private string(): string {
    const from = this.at;
    let open = 0;
    for (; this.at < this.text.length; this.at++) {
      const c = this.text[this.at];
      if (c === '\\') this.at++;
      else if (c === '(') open++;
      else if (c === ')' && --open === 0) return this.text.slice(from, ++this.at);
    }
    throw new SyntaxError('a text without an end');
  }
}

/** Letters of a name can be written as numbers, so that `/#41uthor` is `/Author`. Those that a name cannot hold otherwise stay. */
const plainName = (name: string): string =>
  name.replace(/#([0-9a-fA-F]{2})/g, (written, hex: string) => {
    const c = String.fromCharCode(parseInt(hex, 16));
    return /[\w.-]/.test(c) ? c : written;
  });

/** Written again, all in one way. */
export function written(value: PdfValue, refs: (ref: string) => string): string {
  if (Array.isArray(value)) return `[${value.map((v) => written(v, refs)).join(' ')}]`;
  if ('ref' in value) return refs(value.ref);
  if ('raw' in value) return value.raw;
  return `<<${[...value.dict].map(([key, v]) => `/${key} ${written(v, refs)}`).join(' ')}>>`;
}
