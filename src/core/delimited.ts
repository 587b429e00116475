/** Rows as a spreadsheet gives them: pasted with tabs, or a CSV file (RFC 4180) with semicolons or commas. */

/** The text of a file as spreadsheets write it: UTF-8 or UTF-16 with a mark, UTF-8, and what is none of these as Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The mark between cells: the one of tab, semicolon and comma that stands most often in the first line, outside quotes. */
function separatorOf(text: string): string {
  const first = text.replace(/(^|[\t;,])"(?:[^"]|"")*"/g, '$1').split('\n', 1)[0]!;
  const count = (mark: string) => first.split(mark).length;
  return ['\t', ';', ','].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** Lines of cells; lines without any text are left out. Line ends are LF, and a mark of the byte order is gone. */
export function readDelimited(given: string): string[][] {
  const text = given.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const separator = separatorOf(text);
  const lines: string[][] = [];
  let cells: string[] = [];
  let at = 0;
  const cellEnd = (from: number) => {
    let end = from;
    while (end < text.length && text[end] !== separator && text[end] !== '\n') end++;
    return end;
  };
  while (at <= text.length) {
    let cell = '';
    const opened = at;
    if (text[at] === '"') {
      let close = text.indexOf('"', at + 1);
      while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
      if (close >= 0) {
        cell = text.slice(at + 1, close).replaceAll('""', '"');
        at = close + 1;
      }
    }
    // Whatever stands after a closing quote belongs to the cell; a quote that never closes is a letter like others.
    const end = cellEnd(at);
    cell += text.slice(at, end);
    at = end;
    cells.push(cell);
    if (text[at] === separator) {
      at++;
      continue;
    }
    if (cells.some((c) => c.trim() !== '')) lines.push(cells);
    cells = [];
    if (at >= text.length || opened > text.length) break;
    at++;
  }
  return lines;
}
