import { expect, test } from 'vitest';
import { matchProofs, type Proofless } from './proofs.ts';

const line = (position: number, invoiceNumber: string, supplier = 'Fornitore S.r.l.', supplierVat = '12345678903'): Proofless => ({
  id: `l${position}`,
  position,
  invoiceNumber,
  supplier,
  supplierVat,
});
const lines = [
  line(1, '12/A'),
  line(2, '112'),
  line(3, '2024-0007', 'Alfa Resine S.p.A.', '00743110157'),
  line(4, '2024-0007', 'Beta Fibre S.r.l.', '01114601006'),
  line(5, '7'),
];
const match = (name: string) => matchProofs([name], lines)[0];

test.each([
  ['fattura 12A.pdf', 'l1'],
  ['FT_12-a.pdf.p7m', 'l1'],
  ['Fornitore_n.112_2024.pdf', 'l2'],
  ['0112.pdf', 'l2'],
  ['alfa resine 2024-7.pdf', 'l3'],
  ['01114601006_2024_0007.pdf', 'l4'],
  ['riga 5.pdf', 'l5'],
  ['Row-03 fattura 112.pdf', 'l3'],
])('%s is the proof of %s', (name, id) => {
  expect(match(name)).toEqual({ line: id });
});

test('what fits several lines, or none, is left to be said by hand', () => {
  expect(match('2024-0007.pdf')).toEqual({ line: null, why: 'several', lines: ['2024-0007', '2024-0007'] });
  expect(match('scansione.pdf')).toEqual({ line: null, why: 'none' });
  expect(match('riga 9.pdf')).toEqual({ line: null, why: 'none' });
  // 12 alone is not 12/A, nor 112.
  expect(match('12.pdf')).toEqual({ line: null, why: 'none' });
});
