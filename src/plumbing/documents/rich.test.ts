import fc from 'fast-check';
import { richTextTokens } from '#src/core/richText.ts';
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { renderPdf, type Block, type PdfDocument } from './pdf.ts';
import { paragraphsOf } from './rich.ts';

const document = (blocks: readonly Block[], more: Partial<PdfDocument> = {}): PdfDocument => ({
  locale: 'it',
  title: 'Domanda',
  issuer: ['Prova'],
  at: '2026-01-01T00:00:00.000Z',
  foot: 'PE00000004',
  blocks,
  ...more,
});

test('plain text keeps its paragraphs and line ends', () => {
  expect(paragraphsOf('uno\ndue\n\n\ntre')).toEqual([
    { kind: 'paragraph', spans: [{ text: 'uno' }, { lineBreak: true }, { text: 'due' }] },
    { kind: 'paragraph', spans: [{ text: 'tre' }] },
  ]);
});

const textOf = (pdf: Buffer) => execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf }).toString().replace(/\s+/g, ' ');

/** Where a program that reads PDFs is at hand. */
const reader = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

test.runIf(reader)('nothing that is typed is read as markup', () => {
  const typed = '#set page(width: 1cm) $x^2$ #eval("1+1") @ref <label> \\u{41} */ // #panic() ]} "#d.title" `raw`';
  const pdf = textOf(
    renderPdf(
      document([
        { kind: 'rich', rich: richTextTokens(typed.replaceAll('`', '')) },
        { kind: 'heading', text: typed },
        { kind: 'text', text: typed },
      ]),
    ),
  );
  expect(pdf.split('#set page(width: 1cm) $x^2$ #eval("1+1") @ref <label>').length).toBe(4);
});

test.runIf(reader)('a character that no font has is marked, not fatal', () => {
  expect(textOf(renderPdf(document([{ kind: 'text', text: 'prima 🙂 漢 dopo' }])))).toContain('prima \ufffd \ufffd dopo');
  // The font has signs of its own in the private area, which PDF/A forbids.
  expect(textOf(renderPdf(document([{ kind: 'text', text: 'prima \uea00 \u{f0000} dopo' }])))).toContain('prima \ufffd \ufffd dopo');
});

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '#',
        '[',
        ']',
        '{',
        '}',
        '$',
        '*',
        '_',
        '`',
        '\\',
        '"',
        "'",
        '//',
        '/*',
        '@a',
        '<b>',
        '=',
        '- ',
        '1. ',
        '> ',
        '\n',
        '\n\n',
        'a ',
        '#let x = ',
        '#include "x"',
        '(https://e.org)',
        '\ue000',
        '\uea00',
        '\u{f0000}',
        '\u{10fffd}',
        '\ufeff',
        '\ufffe',
        '\uffff',
        '\u00ad',
        '\u202e',
      ),
      { maxLength: 25 },
    )
    .map((p) => p.join('')),
);

test('no text breaks the document, wherever it stands', () => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      const pdf = renderPdf(
        document(
          [
            { kind: 'heading', text: `1 ${a}` },
            { kind: 'heading', text: `2 ${b}`, level: 3 },
            { kind: 'rich', rich: richTextTokens(a) },
            { kind: 'rich', rich: paragraphsOf(b) },
            { kind: 'text', text: b },
            { kind: 'facts', facts: [[a, b]] },
            { kind: 'table', caption: `3 ${a}`, columns: [{ label: `4 ${b}`, share: 1 }], rows: [[a], [b]] },
            { kind: 'gantt', months: 12, bars: [{ label: a, from: 1, to: 3 }] },
          ],
          { title: `5 ${b}`, contents: 'Indice', watermark: 'BOZZA' },
        ),
      );
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    }),
    { numRuns: 60 },
  );
});

test('sixty pages are made in well under two seconds', () => {
  const paragraph = 'La proposta riduce gli scarti di lavorazione con **progettazione per il disassemblaggio** e misura il risultato. '.repeat(8);
  const blocks = Array.from({ length: 30 }, (_, s): Block[] => [
    { kind: 'heading', text: `Sezione ${s}` },
    { kind: 'rich', rich: richTextTokens(`${paragraph}\n\n- uno\n- due\n\n${`${paragraph}\n\n`.repeat(8)}`) },
    {
      kind: 'table',
      caption: `Tabella ${s}`,
      columns: [
        { label: 'A', share: 2 },
        { label: 'B', share: 1 },
      ],
      rows: Array.from({ length: 12 }, (__, i) => [`riga ${i}`, `${s}`]),
    },
    { kind: 'gantt', months: 18, bars: Array.from({ length: 6 }, (__, i) => ({ label: `WP${i}`, from: i + 1, to: i + 6 })) },
  ]).flat();
  // The work that it is, however many others share the machine meanwhile.
  const before = process.cpuUsage();
  const started = performance.now();
  const pdf = renderPdf(document(blocks, { contents: 'Indice', watermark: 'BOZZA' }));
  const elapsed = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  const took = Math.min(elapsed, (user + system) / 1000);
  const pages = Number(/\/Type\s*\/Pages[^>]*?\/Count (\d+)/.exec(pdf.toString('latin1'))?.[1] ?? 0);
  console.log(`${pages} pages in ${Math.round(elapsed)} ms, ${Math.round((user + system) / 1000)} ms of computing`);
  expect(pages).toBeGreaterThanOrEqual(60);
  expect(took).toBeLessThan(2000);
});
