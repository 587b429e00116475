import { expect, test } from 'vitest';
import { faultsOf, pageTexts } from '../../../test/pdf/check.ts';
import { renderPdf, type PdfDocument } from './pdf.ts';

const sample: PdfDocument = {
  locale: 'it',
  title: 'Decreto di concessione n. 1/2026',
  issuer: ['Politecnico di Milano', 'Programma MICS'],
  at: '2026-01-05T10:00:00.000Z',
  foot: 'PE00000004 · CUP D43C22003120001',
  blocks: [
    { kind: 'heading', text: 'Art. 1' },
    { kind: 'text', text: 'Testo con #set page() e $x$ che resta testo.' },
    { kind: 'list', items: ['uno', 'due'] },
    {
      kind: 'table',
      caption: 'Beneficiari',
      columns: [
        { label: 'Ente', share: 3 },
        { label: 'Importo', share: 1, numeric: true },
      ],
      rows: [['Àèì S.r.l.', '1.000 €']],
      total: ['Totale', '1.000 €'],
    },
  ],
  signature: ['Il responsabile del procedimento'],
};

/** One of everything that a document can hold, over several pages. */
const rich: PdfDocument = {
  ...sample,
  contents: 'Indice',
  watermark: 'BOZZA',
  exampleNote: 'Esempio',
  blocks: [
    ...sample.blocks,
    { kind: 'heading', text: 'Più sotto', level: 3 },
    { kind: 'rich', rich: [{ kind: 'paragraph', spans: [{ text: 'si legge ' }, { text: 'qui', href: 'https://example.org/a' }] }] },
    { kind: 'facts', facts: [['Protocollo', 'MICS-U-2026-000001']] },
    { kind: 'newPage' },
    { kind: 'gantt', months: 12, bars: [{ label: 'Attività', from: 1, to: 3 }] },
    { kind: 'table', caption: 'Lunga', columns: [{ label: 'Riga', share: 1 }], rows: Array.from({ length: 80 }, (_, i) => [`riga ${i}`]) },
  ],
};

test('the PDF is PDF/A-2a and PDF/UA-1: tags, language, title, fonts, links, tables, every page with the funder', () => {
  const pdf = renderPdf(rich);
  expect(faultsOf(pdf)).toEqual([]);
  expect(faultsOf(renderPdf({ ...sample, locale: 'en' }))).toEqual([]);
  const pages = pageTexts(pdf);
  expect(pages.length).toBeGreaterThan(2);
  for (const text of pages) expect(text).toContain("Finanziato dall'Unione europea – NextGenerationEU");
});

/** The same bytes with one thing spoilt, nothing moved. */
const spoilt = (from: string, to: string): Buffer => {
  const text = renderPdf(rich).toString('latin1');
  expect([to.length, text.includes(from)]).toEqual([from.length, true]);
  return Buffer.from(text.replace(from, to), 'latin1');
};

test.each([
  ['/Marked true', '/Marked null', 'the file is not marked as tagged'],
  ['/Lang (it', '/Lamg (it', 'the catalog names no language'],
  ['/DisplayDocTitle true', '/DisplayDocTitle null', 'the window does not show the title (DisplayDocTitle)'],
  ['pdfuaid:part>1<', 'pdfuaid:part>2<', 'the file does not say that it is PDF/UA-1'],
  ['<pdfaid:conformance>A', '<pdfaid:conformance>B', 'the file does not say that it is PDF/A-2a'],
  ['/S /H2', '/S /H4', 'a heading of level 4 after one of level 2'],
  ['/S /TH\n', '/S /TD\n', 'a table has no header cell'],
  ['/Scope /Column', '/Scopf /Column', 'a header cell has no scope'],
  ['/S /TR', '/S /TD', 'a TBody holds a TD'],
  ['/Tabs /S', '/Tabs /R', 'the order of tabs is not that of the structure'],
  ['/ToUnicode', '/ToUnicodf', 'has no characters (ToUnicode)'],
  ['/FontFile3', '/FontFile9', 'is not embedded'],
  ['/GTS_PDFA1', '/GTS_PDFX1', 'no output intent with a colour profile'],
  ['/S /Link', '/S /Lynk', '/Lynk is no standard type and is mapped to none'],
  ['/K [0]', '/K [7]', 'is not in the tree'],
  ['0000000016 00000 n', '0000000017 00000 n', 'the file cannot be read'],
])('the check goes red: %s → %s', (from, to, fault) => {
  const faults = faultsOf(spoilt(from, to));
  expect(
    faults.some((f) => f.includes(fault)),
    faults.join('\n'),
  ).toBe(true);
});

test('the same document gives the same bytes', () => {
  expect(renderPdf(sample).equals(renderPdf(sample))).toBe(true);
});
