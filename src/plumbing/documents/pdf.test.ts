import { expect, test } from 'vitest';
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

test('the PDF is tagged, names its language and title, and claims PDF/UA-1', () => {
  const pdf = renderPdf(sample).toString('latin1');
  expect(pdf.startsWith('%PDF-1.7')).toBe(true);
  expect(/\/MarkInfo\s*<<[^>]*\/Marked true/.test(pdf)).toBe(true);
  expect(/\/Lang\s*\(it/.test(pdf)).toBe(true);
  expect(pdf).toContain('pdfuaid');
});

test('the same document gives the same bytes', () => {
  expect(renderPdf(sample).equals(renderPdf(sample))).toBe(true);
});
