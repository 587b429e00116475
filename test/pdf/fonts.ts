import { isDict, Lexer, Operator, Stream, type Dict, type Pdf } from './read.ts';

/** The characters that a font's codes stand for, from its ToUnicode table; null without one. */
export function charactersOf(pdf: Pdf, font: Dict): Map<number, string> | null {
  const table = pdf.get(font['/ToUnicode']);
  if (!(table instanceof Stream)) return null;
  const lexer = new Lexer(pdf.content(table));
  const out = new Map<number, string>();
  const text = (bytes: Buffer) => Buffer.from(bytes).swap16().toString('utf16le');
  const stack: unknown[] = [];
  for (let token = lexer.next(); token !== undefined; token = lexer.next()) {
    if (!(token instanceof Operator)) {
      stack.push(token);
      continue;
    }
    if (token.name === 'endbfchar') for (let i = 0; i + 1 < stack.length; i += 2) out.set((stack[i] as Buffer).readUIntBE(0, 2), text(stack[i + 1] as Buffer));
    if (token.name === 'endbfrange')
      for (let i = 0; i + 2 < stack.length; i += 3) {
        const [from, to] = [(stack[i] as Buffer).readUIntBE(0, 2), (stack[i + 1] as Buffer).readUIntBE(0, 2)];
        const first = text(stack[i + 2] as Buffer).codePointAt(0)!;
        for (let c = from; c <= to; c++) out.set(c, String.fromCodePoint(first + c - from));
      }
    stack.length = 0;
  }
  return out;
}

/** What is wrong with a font for a document that has to be read for ever: not embedded, no characters, of a kind that cannot be. */
export function fontFaults(pdf: Pdf, font: Dict): string[] {
  const name = String(font['/BaseFont'] ?? font['/Subtype']);
  if (font['/Subtype'] !== '/Type0') return [`font ${name} is ${String(font['/Subtype'])}, not Type0`];
  const below = pdf.get((pdf.get(font['/DescendantFonts']) as never[])[0]);
  const descriptor = isDict(below) ? pdf.get(below['/FontDescriptor']) : null;
  const embedded = isDict(descriptor) && ['/FontFile', '/FontFile2', '/FontFile3'].some((f) => pdf.get(descriptor[f]) instanceof Stream);
  return [...(embedded ? [] : [`font ${name} is not embedded`]), ...(charactersOf(pdf, font)?.size ? [] : [`font ${name} has no characters (ToUnicode)`])];
}
