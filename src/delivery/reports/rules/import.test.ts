import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDelimited } from '#src/core/delimited.ts';
import { importColumns, looksGarbled, readRows, textCell, type Cell } from './import.ts';

const head = importColumns.costs.map((c) => c.label.it).join(';');
const good = 'materiali;Resine;Fornitore S.r.l.;12345678903;12/A;02/09/2024;2024-10-01;CRO 1;1.234,50;D43C22003120001';
const csv = (...lines: string[]) =>
  readRows(
    'costs',
    readDelimited(lines.join('\n')).map((r) => r.map(textCell)),
  );
const wrong = (...lines: string[]) => csv(...lines).problems.map((p) => [p.row, p.column?.it ?? null, p.reason.code]);
/** The good line with one cell changed. */
const changed = (column: string, value: string) => {
  const cells = good.split(';');
  cells[importColumns.costs.findIndex((c) => c.id === column)] = value;
  return cells.join(';');
};
const one = (column: string, value: string) => wrong(head, changed(column, value)).map(([, , code]) => code);
const valueOf = (column: string, value: string) => csv(head, changed(column, value)).rows[0]!.values[column];

test('a good line, its columns in either language and any order', () => {
  expect(csv(head, good)).toEqual({
    problems: [],
    rows: [
      {
        row: 2,
        values: {
          category: 'materials',
          description: 'Resine',
          supplier: 'Fornitore S.r.l.',
          supplierVat: '12345678903',
          invoiceNumber: '12/A',
          invoiceOn: '2024-09-02',
          paidOn: '2024-10-01',
          paymentRef: 'CRO 1',
          cents: 123_450,
          cup: 'D43C22003120001',
        },
      },
    ],
  });
  const english = importColumns.costs.map((c) => c.label.en).toReversed();
  expect(csv(english.join(','), good.replace('1.234,50', '1234.50').split(';').toReversed().join(',')).rows).toEqual(csv(head, good).rows);
});

test('wrong columns are told before any row is read', () => {
  expect(wrong('Voce di costo;Descrizione;Fornitore;Colore;Descrizione', 'x')).toEqual([
    [1, null, 'reports.import.unknownColumn'],
    [1, 'Descrizione', 'reports.import.columnTwice'],
    [1, 'Partita IVA', 'reports.import.columnMissing'],
    [1, 'Numero fattura', 'reports.import.columnMissing'],
    [1, 'Data fattura', 'reports.import.columnMissing'],
    [1, 'Importo netto', 'reports.import.columnMissing'],
  ]);
  expect(wrong('')).toEqual([[1, null, 'reports.import.nothing']]);
  expect(wrong(head)).toEqual([[1, null, 'reports.import.nothing']]);
  expect(wrong(head, `${good};di troppo`)).toEqual([[2, null, 'reports.import.tooManyCells']]);
});

test('every bad cell by its row and column', () => {
  expect(wrong(head, good, changed('cents', 'molto'), '', changed('invoiceOn', '31/02/2024'), changed('category', 'viaggi'))).toEqual([
    [3, 'Importo netto', 'reports.import.amount'],
    [4, 'Data fattura', 'reports.import.noSuchDate'],
    [5, 'Voce di costo', 'reports.import.category'],
  ]);
});

test('amounts with a comma where it can only be a decimal mark', () => {
  expect(['1234,5', '1234.50', '1.234,50', '1,234.50', '1234', '€ 12,00', '1.234.567'].map((v) => valueOf('cents', v))).toEqual([
    123_450, 123_450, 123_450, 123_450, 123_400, 1_200, 123_456_700,
  ]);
  expect(['1,234', '1.234', '12.345'].map((v) => one('cents', v))).toEqual(Array(3).fill(['reports.import.ambiguous']));
  expect(['0', '-5,00', '1.23.45', 'dodici', '12,345,6'].map((v) => one('cents', v))).toEqual(Array(5).fill(['reports.import.amount']));
});

test('dates as Italians write them and as ISO does; words are told, and what could be a month and a day is read as a day and a month', () => {
  expect(['2024-09-02', '2/9/2024', '02-09-2024', '02.09.2024'].map((v) => valueOf('invoiceOn', v))).toEqual(Array(4).fill('2024-09-02'));
  expect([one('invoiceOn', '2 settembre 2024'), one('invoiceOn', '09/30/2024'), one('invoiceOn', '2024-02-30'), one('invoiceOn', '45537')]).toEqual([
    ['reports.import.date'],
    ['reports.import.noSuchDate'],
    ['reports.import.noSuchDate'],
    ['reports.import.date'],
  ]);
});

test('formulas are refused, and the apostrophe of our own files is taken off', () => {
  for (const formula of ['=1+1', '+A1', '@SUM(A1)', '=cmd|calc', '-A1'])
    expect([formula, one('description', formula)]).toEqual([formula, ['reports.import.formula']]);
  expect(valueOf('description', "'=1+1")).toBe('=1+1');
  expect(valueOf('description', '-20 °C')).toBe('-20 °C');
});

test('cells of a workbook: numbers, dates, formulas, a number where a date should be', () => {
  const cells = (more: Record<string, Cell>) =>
    readRows('costs', [importColumns.costs.map((c) => textCell(c.label.it)), importColumns.costs.map((c, i) => more[c.id] ?? textCell(good.split(';')[i]!))]);
  const read = cells({
    cents: { text: '1234.5', kind: 'number' },
    invoiceOn: { text: '2024-09-02', kind: 'date' },
    supplierVat: { text: '12345678903', kind: 'number' },
  });
  expect(read.problems).toEqual([]);
  expect(read.rows[0]!.values).toMatchObject({ cents: 123_450, invoiceOn: '2024-09-02', supplierVat: '12345678903' });
  expect(
    cells({
      cents: { text: '12.345', kind: 'number' },
      invoiceOn: { text: '45537', kind: 'number' },
      description: { text: '', kind: 'formula' },
      cup: { text: '#N/A', kind: 'error' },
    }).problems.map((p) => [p.column!.it, p.reason.code]),
  ).toEqual([
    ['Descrizione', 'reports.import.formula'],
    ['Data fattura', 'reports.import.dateNumber'],
    ['Importo netto', 'reports.import.decimals'],
    ['CUP sul documento', 'reports.import.cellError'],
  ]);
});

test('hours: quarters of an hour, as decimals or as on a clock', () => {
  const hours = (v: string) =>
    readRows('timesheets', [importColumns.timesheets.map((c) => textCell(c.label.en)), ['Ida', '02/09/2024', 'wp-1', v].map(textCell)]);
  expect(['7,5', '7.25', '7:30'].map((v) => hours(v).rows[0]!.values['hours'])).toEqual([30, 29, 30]);
  expect(['7,3', '0', '25', 'x'].map((v) => hours(v).problems.map((p) => p.reason.code))).toEqual(Array(4).fill(['reports.import.hours']));
});

test('a text in the wrong alphabet is seen', () => {
  expect(['Qualità', 'CittÃ ', 'perchÃ©', 'a\u0000b', 'Importo â‚¬', 'Ã'].map(looksGarbled)).toEqual([false, true, true, true, true, false]);
});

test('whatever is in the cells, reading never throws, and a row is either whole or told', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string(), { maxLength: 11 }), { maxLength: 8 }), (body) => {
      const { rows, problems } = readRows('costs', [importColumns.costs.map((c) => textCell(c.label.it)), ...body.map((r) => r.map(textCell))]);
      for (const { row, values } of rows) {
        const whole = importColumns.costs.every((c) => c.id in values && (!c.required || values[c.id] !== ''));
        expect(whole || problems.some((p) => p.row === row)).toBe(true);
      }
    }),
  );
});
