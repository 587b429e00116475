import { doisIn } from '#src/core/doi.ts';

/** One publication as it could be read. `written`: what it was read from, whole. */
export type ReadPublication = { title: string; year: number | null; doi: string | null; coauthors: string[]; written: string };

/**
 * Publications as people paste them: BibTeX, RIS, a table with a heading line, or a line each. Lenient: what cannot be taken apart becomes a title
 * as it stands, so that nothing is lost and the reader mends it.
 */
export function readPublications(text: string): ReadPublication[] {
  const plain = text.replace(/\r\n?/g, '\n').replace(/^\uFEFF/, '');
  if (/^\s*@\w+\s*[{(]/m.test(plain)) return readBibtex(plain);
  if (/^TY {2}- /m.test(plain)) return readRis(plain);
  return readTable(plain) ?? plain.split('\n').flatMap(readLine);
}

/** A line is a publication; numbers and bullets in front of it are only kept in `written`. */
function readLine(line: string): ReadPublication[] {
  const written = line.trim();
  if (written === '') return [];
  const doi = doiIn(written);
  let rest = written
    .replace(/^(?:\[?\d{1,3}[\].)]|[-•*–])\s+/, '')
    .replace(/(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?10\.\d{4,9}\/\S+/gi, '')
    .trim();
  const inBrackets = /\(((?:19|20)\d\d)[a-z]?\)/.exec(rest);
  const year = inBrackets?.[1] ?? [...rest.matchAll(/(?<!\d)((?:19|20)\d\d)(?!\d)/g)].at(-1)?.[1] ?? null;
  const quoted = /["“«]([^"”»]{8,})["”»]/.exec(rest);
  let authors = '';
  if (quoted) {
    authors = rest.slice(0, quoted.index);
    rest = quoted[1]!.replace(/[,.]\s*$/, '');
  } else if (inBrackets && inBrackets.index > 0) {
    authors = rest.slice(0, inBrackets.index);
    rest = rest.slice(inBrackets.index + inBrackets[0].length).replace(/^[\s.,:;]+/, '');
    rest = /^(.{12,}?)\.\s+\p{Lu}/u.exec(rest)?.[1] ?? rest;
  }
  const title = rest.replace(/[\s.,;]+$/, '').trim();
  return [{ title: title === '' ? written : title, year: year === null ? null : Number(year), doi, coauthors: authorsIn(authors), written }];
}

const doiIn = (text: string): string | null => doisIn(text)[0] ?? null;

/** `Rossi, M., Bianchi, L.`, `M. Rossi; L. Bianchi`, `Rossi M. and Bianchi L.`: initials that a comma parted from their surname go back to it. */
export function authorsIn(text: string): string[] {
  const bare = text.replace(/\s+/g, ' ').trim();
  const parts = bare
    .split(/;|\s+and\s+|\s+&\s+|\s+e\s+(?=\p{Lu})/iu)
    .map((p) => p.trim())
    .filter(Boolean);
  const names = bare.includes(';') || (parts.length > 1 && parts.every((p) => (p.match(/,/g) ?? []).length === 1)) ? parts : parts.flatMap(byComma);
  return names.map((n) => n.replace(/^[,\s]+|[,\s:]+$/g, '')).filter((n) => /\p{L}{2}/u.test(n));
}

function byComma(text: string): string[] {
  const names: string[] = [];
  for (const part of text.split(',').map((p) => p.trim())) {
    const initials = /^(?:\p{Lu}\.?[\s-]?){1,4}$/u.test(part);
    if (initials && names.length > 0) names[names.length - 1] += `, ${part}`;
    else if (part !== '') names.push(part);
  }
  return names;
}

/** Entries by their braces; whatever stands between them, or in one that never closes, is read as lines. */
function readBibtex(text: string): ReadPublication[] {
  const found: ReadPublication[] = [];
  let from = 0;
  for (const start of text.matchAll(/@\w+\s*[{(]/g)) {
    if (start.index < from) continue;
    const end = closing(text, start.index + start[0].length);
    if (end === -1) break;
    found.push(...text.slice(from, start.index).split('\n').flatMap(readLine));
    const written = text.slice(start.index, end + 1);
    found.push(/^@(?:comment|string|preamble)/i.test(written) ? { title: written, year: null, doi: null, coauthors: [], written } : bibtexEntry(written));
    from = end + 1;
  }
  return [...found, ...text.slice(from).split('\n').flatMap(readLine)];
}

function closing(text: string, from: number): number {
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '{' || text[i] === '(') depth++;
    else if ((text[i] === '}' || text[i] === ')') && --depth === 0) return i;
  }
  return -1;
}

function bibtexEntry(written: string): ReadPublication {
  const field = (name: string): string => {
    const at = new RegExp(`(?<![\\w-])${name}\\s*=\\s*`, 'i').exec(written);
    if (!at) return '';
    const rest = written.slice(at.index + at[0].length);
    const value = rest.startsWith('{')
      ? rest.slice(1, closing(rest, 1))
      : rest.startsWith('"')
        ? (/^"([^"]*)"/.exec(rest)?.[1] ?? '')
        : /^[^,}\n]*/.exec(rest)![0];
    return value
      .replace(/[{}]/g, '')
      .replace(/\\[`'^"~=.]\s*/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  };
  const coauthors = field('author')
    .split(/\s+and\s+/i)
    .map((a) => a.trim())
    .filter(Boolean);
  return { title: field('title') || written, year: yearOf(field('year') || field('date')), doi: doiIn(field('doi')), coauthors, written };
}

function readRis(text: string): ReadPublication[] {
  return text.split(/^ER {2}-.*$/m).flatMap((block) => {
    const written = block.trim();
    if (written === '') return [];
    const values = (...tags: string[]) => [...block.matchAll(/^([A-Z][A-Z0-9]) {2}- ?(.*)$/gm)].filter((m) => tags.includes(m[1]!)).map((m) => m[2]!.trim());
    return [
      {
        title: values('TI', 'T1')[0] || written,
        year: yearOf(values('PY', 'Y1', 'DA')[0] ?? ''),
        doi: doiIn(values('DO')[0] ?? ''),
        coauthors: values('AU', 'A1').filter(Boolean),
        written,
      },
    ];
  });
}

const headings = {
  title: /^(title|titolo|document title|article title)$/i,
  year: /^(year|anno|publication year|pubyear|date)$/i,
  doi: /^doi$/i,
  authors: /^(authors?|autori|autore|coauthors|coautori|author full names)$/i,
};

/** Comma, semicolon or tab separated, when the first line is a heading that names a title. */
function readTable(text: string): ReadPublication[] | null {
  const first = text.split('\n', 1)[0] ?? '';
  const separator = [';', '\t', ','].find((s) => separatedCells(first, s)[0]!.cells.some((c) => headings.title.test(c)));
  if (separator === undefined) return null;
  const [head, ...rows] = separatedCells(text, separator);
  const at = (of: keyof typeof headings) => head!.cells.findIndex((c) => headings[of].test(c));
  const cell = (row: readonly string[], of: keyof typeof headings) => (at(of) === -1 ? '' : (row[at(of)] ?? ''));
  return rows.flatMap(({ cells: row, written }) =>
    written.trim() === ''
      ? []
      : [
          {
            title: cell(row, 'title') || written,
            year: yearOf(cell(row, 'year')),
            doi: doiIn(cell(row, 'doi')),
            coauthors: authorsIn(cell(row, 'authors')),
            written,
          },
        ],
  );
}

/** RFC 4180, any separator; a quote that never closes ends with the text. */
export function separatedCells(text: string, separator: string): { cells: string[]; written: string }[] {
  const rows: { cells: string[]; written: string }[] = [];
  let [row, cell, quoted, from] = [[] as string[], '', false, 0];
  for (let i = 0; i <= text.length; i++) {
    const c = text[i];
    if (quoted && c === '"' && text[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (c === '"' && (quoted || cell.trim() === '')) quoted = !quoted;
    else if (c === undefined || (c === '\n' && !quoted)) {
      rows.push({ cells: [...row, cell.trim()], written: text.slice(from, i).trim() });
      [row, cell, from] = [[], '', i + 1];
    } else if (c === separator && !quoted) {
      row.push(cell.trim());
      cell = '';
    } else cell += c;
  }
  return rows;
}

const yearOf = (text: string): number | null => {
  const found = /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(text)?.[0];
  return found === undefined ? null : Number(found);
};
