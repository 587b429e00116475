import { reason, type Reason } from '#src/core/decision.ts';
import { doisIn } from '#src/core/doi.ts';
import { authorsIn, separatedCells, type ReadPublication } from './publications.ts';

/** One line of a table of publications of several experts. `who`: an e-mail address or an ORCID, as written, small. */
export type TableLine = ReadPublication & { row: number; who: string };

const headings = {
  who: /^(e-?mail|esperto|expert|orcid)$/i,
  title: /^(title|titolo)$/i,
  year: /^(year|anno)$/i,
  doi: /^doi$/i,
  coauthors: /^(co-?authors?|authors?|coautori|autori)$/i,
};
type Heading = keyof typeof headings;
export const tableHeadings: Record<'it' | 'en', readonly string[]> = {
  it: ['e-mail', 'titolo', 'anno', 'DOI', 'coautori'],
  en: ['e-mail', 'title', 'year', 'DOI', 'coauthors'],
};

/** The most lines that one file may have. */
export const MOST_LINES = 5000;

/** Strict, unlike what an expert pastes: whoever enters for others sees each line that cannot be taken as it stands, with the reason. */
export function readPublicationTable(text: string): { lines: TableLine[]; reasons: Reason[] } {
  const plain = text.replace(/\r\n?/g, '\n').replace(/^\uFEFF/, '');
  const first = plain.split('\n', 1)[0] ?? '';
  const separator = [';', '\t', ','].find((s) => first.includes(s)) ?? ';';
  const [head, ...rows] = separatedCells(plain, separator).map((r, i) => ({ ...r, row: i + 1 }));
  const at = Object.fromEntries(Object.entries(headings).map(([name, like]) => [name, head!.cells.findIndex((c) => like.test(c))])) as Record<Heading, number>;
  const missing = (['who', 'title'] as const).filter((name) => at[name] === -1);
  if (missing.length > 0) return { lines: [], reasons: [reason('publicationTable.columns', { missing: missing.join(', ') }, { at: 'file' })] };
  const filled = rows.filter((r) => r.cells.some((c) => c !== ''));
  if (filled.length === 0) return { lines: [], reasons: [reason('publicationTable.empty', {}, { at: 'file' })] };
  if (filled.length > MOST_LINES)
    return { lines: [], reasons: [reason('publicationTable.tooMany', { lines: filled.length, most: MOST_LINES }, { at: 'file' })] };
  const reasons: Reason[] = [];
  const lines = filled.map(({ cells, written, row }): TableLine => {
    const cell = (name: Heading) => (at[name] === -1 ? '' : (cells[at[name]] ?? ''));
    const wrong = (code: string, value: string) => reasons.push(reason(`publicationTable.${code}`, { row, value }, { at: 'file' }));
    const [who, title, year, doi] = [cell('who').toLowerCase(), cell('title'), cell('year'), cell('doi')];
    if (who === '') wrong('noExpert', '');
    if (title === '') wrong('noTitle', '');
    if (title.length > 1000) wrong('longTitle', `${title.slice(0, 60)}…`);
    const isYear = year === '' || (/^\d{4}$/.test(year) && Number(year) >= 1900 && Number(year) <= 2100);
    if (!isYear) wrong('year', year);
    const found = doisIn(doi)[0] ?? null;
    if (doi !== '' && (found === null || found.length > 300)) wrong('doi', doi);
    return { row, who, title, year: year === '' || !isYear ? null : Number(year), doi: found, coauthors: authorsIn(cell('coauthors')), written };
  });
  return { lines, reasons };
}
