import fc from 'fast-check';
import { expect, test } from 'vitest';
import { characters } from './characters.ts';
import { plainLength, plainText, richTextTokens, type RichBlock, type RichSpan } from './richText.ts';

test('bold, italic, lists, headings of the third level and links are read; everything else stays text', () => {
  expect(richTextTokens('### Idea\n\nUn **testo** *breve*,\nsu due righe: [sito](https://example.org/a?b=c)\n\n- uno\n- due\n  1. dentro')).toEqual([
    { kind: 'heading', spans: [{ text: 'Idea' }] },
    {
      kind: 'paragraph',
      spans: [
        { text: 'Un ' },
        { text: 'testo', bold: true },
        { text: ' ' },
        { text: 'breve', italic: true },
        { text: ',' },
        { lineBreak: true },
        { text: 'su due righe: ' },
        { text: 'sito', href: 'https://example.org/a?b=c' },
      ],
    },
    {
      kind: 'list',
      ordered: false,
      start: 1,
      items: [
        [{ kind: 'paragraph', spans: [{ text: 'uno' }] }],
        [
          { kind: 'paragraph', spans: [{ text: 'due' }] },
          { kind: 'list', ordered: true, start: 1, items: [[{ kind: 'paragraph', spans: [{ text: 'dentro' }] }]] },
        ],
      ],
    },
  ]);
  expect(plainText('# Uno\n\n<b>due</b> `tre` &amp; > quattro\n\n---\n\n![cinque](javascript:alert(1))')).toBe(
    '# Uno\n<b>due</b> `tre` &amp; > quattro\n---\n![cinque](javascript:alert(1))',
  );
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  '//example.org',
  '/our/page',
  'https:example.org',
  ' javascript:x',
  'file:///etc',
])('no link leads to %s', (to) => {
  expect(JSON.stringify(richTextTokens(`[x](${to}) [y](<${to}>)`))).not.toContain('href');
});

test('only what the reader sees is counted', () => {
  expect(plainLength('**Meno** *scarti*')).toBe(11);
  expect(plainLength('[sito](https://example.org/una/pagina/lunga)')).toBe(4);
  expect(plainLength('- uno\n- due')).toBe(7);
  expect([characters('perché'), characters('perche\u0301'), characters('🇮🇹👩‍🔬'), characters('a\r\nb')]).toEqual([6, 6, 2, 3]);
});

/** Texts in which marks, brackets and addresses meet in ways that nobody would write on purpose. */
const wild = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '*',
        '**',
        '_',
        '[',
        ']',
        '(',
        ')',
        '](',
        '![',
        '<',
        '>',
        '&#58;',
        'javascript:',
        'https://',
        'mailto:',
        '"',
        "'",
        '\\',
        '\n',
        '\n\n',
        '- ',
        '1. ',
        '### ',
        '# ',
        '`',
        '<a href="x" onclick="y">',
        '<script>',
        '\t',
        '    ',
        '|',
        '~~',
        '\u0000',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

const spansOf = (block: RichBlock): readonly RichSpan[] => (block.kind === 'list' ? block.items.flat().flatMap(spansOf) : block.spans);

test('whatever is written, nothing but the allowed shapes and links comes out, and no text is longer than what was typed', () => {
  fc.assert(
    fc.property(wild, (text) => {
      for (const block of richTextTokens(text)) {
        expect(['paragraph', 'heading', 'list']).toContain(block.kind);
        for (const span of spansOf(block)) if ('href' in span) expect(span.href).toMatch(/^(https?:\/\/|mailto:)[^\s"'<>`\\]+$/i);
      }
      if (!text.includes('\t')) expect(plainLength(text)).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 1500 },
  );
});

test('plain characters are counted alike with and without the segmenter', () => {
  const slow = (text: string) => [...new Intl.Segmenter('it').segment(text)].length;
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...' azàéÈ’“”–…€\nßñ', '\u00ad', '\u0301', '\r\n', '👩‍🔬') }), (text) => {
      expect(characters(text)).toBe(slow(text));
    }),
  );
});
