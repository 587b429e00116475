import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { anXlsx, zip as stored } from '../../test/factories/zip.ts';
import { ArchiveError, openArchive } from './unzip.ts';
import { workbook } from './workbook.ts';
import { readXlsx, SheetError, writeXlsx } from './xlsx.ts';
import { zip } from './zip.ts';

const parts = (sheet: string, more: Record<string, string> = {}) => ({
  '[Content_Types].xml': '<Types/>',
  'xl/workbook.xml': '<workbook><workbookPr/><sheets><sheet name="A" sheetId="7" r:id="rId3"/><sheet name="B" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet2.xml"/><Relationship Target="worksheets/sheet1.xml" Id="rId3"/></Relationships>',
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  ...more,
});
const texts = (bytes: Buffer) => readXlsx(bytes).map((r) => r.map((c) => c.text));
const why = (bytes: Buffer) => {
  try {
    readXlsx(bytes);
    return null;
  } catch (error) {
    return error instanceof SheetError ? error.why : error;
  }
};

test('what is written is read again, with marks, numbers and gaps', () => {
  const rows = [
    ['Voce', 'Importo'],
    ['Resine & <gel> "A"', 1234.56],
    ['=1+1', null],
    ['', 0],
  ];
  expect(texts(writeXlsx('Costi: 1/2', rows, '2024-10-01T00:00:00.000Z'))).toEqual([
    ['Voce', 'Importo'],
    ['Resine & <gel> "A"', '1234.56'],
    ['=1+1', ''],
    ['', '0'],
  ]);
});

test('the first sheet by its order, shared and rich strings, gaps, booleans, errors and formulas', () => {
  const bytes = stored(
    parts(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3" t="e"><v>#N/A</v></c><c r="C3"><f>A1*2</f><v>4</v></c><c r="D3" t="inlineStr"><is><t>in &#233; riga</t></is></c></row>',
      { 'xl/sharedStrings.xml': '<sst><si><t>uno</t></si><si><r><t>du</t></r><r><t xml:space="preserve">e </t></r><rPh><t>x</t></rPh></si></sst>' },
    ),
  );
  expect(readXlsx(bytes)).toEqual([
    [
      { text: 'uno', kind: 'text' },
      { text: '', kind: 'text' },
      { text: 'due ', kind: 'text' },
    ],
    [],
    [
      { text: 'true', kind: 'boolean' },
      { text: '#N/A', kind: 'error' },
      { text: '', kind: 'formula' },
      { text: 'in é riga', kind: 'text' },
    ],
  ]);
});

test('dates by their format, in both calendars; a number without one stays a number', () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="[Red]0.00&quot;day&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>';
  const sheet = '<row r="1">' + [0, 1, 2, 3].map((s) => `<c s="${s}"><v>45565.5</v></c>`).join('') + '</row>';
  expect(readXlsx(stored(parts(sheet, { 'xl/styles.xml': styles })))[0]).toEqual([
    { text: '45565.5', kind: 'number' },
    { text: '2024-09-30', kind: 'date' },
    { text: '2024-09-30', kind: 'date' },
    { text: '45565.5', kind: 'number' },
  ]);
  const of1904 = parts('<row r="1"><c s="1"><v>44103</v></c></row>', { 'xl/styles.xml': styles });
  of1904['xl/workbook.xml'] = of1904['xl/workbook.xml'].replace('<workbookPr/>', '<workbookPr date1904="1"/>');
  expect(texts(stored(of1904))).toEqual([['2024-09-30']]);
});

test('what is no workbook, or more than one, is refused with the reason', () => {
  expect(why(Buffer.from('Voce;Importo\n'))).toBe('broken');
  expect(why(anXlsx())).toBe('broken');
  expect(why(stored({ ...parts('') }, { encrypted: true }))).toBe('encrypted');
  expect(why(stored(parts('', { 'xl/vbaProject.bin': 'x' })))).toBe('macros');
  expect(why(stored(parts('<row r="50001"><c><v>1</v></c></row>')))).toBe('tooManyRows');
  expect(why(stored(parts('<row r="1"><c r="ZZZ1"><v>1</v></c></row>')))).toBe('tooManyColumns');
  expect(why(stored(parts(`<row r="1"><c t="inlineStr"><is><t>${'a'.repeat(100 * 1024 * 1024)}</t></is></c></row>`)))).toBe('tooBig');
  expect(why(stored(parts('', { 'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>' })))).toBe('broken');
});

test('a file that unpacks to more than is allowed stops there, whatever it says of its size', () => {
  const bomb = zip([{ name: 'a', bytes: Buffer.alloc(5_000_000) }], '2024-10-01T00:00:00.000Z');
  expect(bomb.length).toBeLessThan(10_000);
  expect(openArchive(bomb, 5_000_000).read('a').length).toBe(5_000_000);
  expect(() => openArchive(bomb, 4_999_999).read('a')).toThrow(ArchiveError);
  const liar = Buffer.from(bomb);
  const packed = deflateRawSync(Buffer.alloc(5_000_000)).length;
  expect(packed).toBeLessThan(10_000);
  liar.writeUInt32LE(1, liar.indexOf(Buffer.from('PK\u0001\u0002')) + 24);
  expect(() => openArchive(liar, 1000).read('a')).toThrow(ArchiveError);
});

test('what a workbook holds is read back as it was: texts, amounts, days', () => {
  const columns = [
    { label: 'Nome', kind: 'text' },
    { label: 'Importo', kind: 'cents' },
    { label: 'Giorno', kind: 'day' },
    { label: 'Numero', kind: 'number' },
  ] as const;
  const book = workbook(
    [
      {
        name: 'Uno',
        columns,
        rows: [
          ['=SOMMA(A1) & <b>"à"', 123_456, '2024-02-29', 1.5],
          [null, -1, null, 0],
        ],
      },
    ],
    '2024-10-01T00:00:00.000Z',
  );
  expect(readXlsx(book).map((row) => row.map((c) => [c.text, c.kind]))).toEqual([
    [
      ['Nome', 'text'],
      ['Importo', 'text'],
      ['Giorno', 'text'],
      ['Numero', 'text'],
    ],
    [
      ['=SOMMA(A1) & <b>"à"', 'text'],
      ['1234.56', 'number'],
      ['2024-02-29', 'date'],
      ['1.5', 'number'],
    ],
    [
      ['', 'text'],
      ['-0.01', 'number'],
      ['', 'text'],
      ['0', 'number'],
    ],
  ]);
});
