import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText, readDelimited } from './delimited.ts';

describe('rows of a spreadsheet', () => {
  test('pasted with tabs, or as CSV with semicolons or commas', () => {
    const rows = [
      ['Studio', '1', '3,5'],
      ['Prova; e, prova', '2', '4'],
    ];
    expect(readDelimited('Studio\t1\t3,5\r\nProva; e, prova\t2\t4\r\n')).toEqual(rows);
    expect(readDelimited('\uFEFFStudio;1;3,5\r\n"Prova; e, prova";2;4\r\n')).toEqual(rows);
    expect(readDelimited('Studio,1,"3,5"\n"Prova; e, prova",2,4')).toEqual(rows);
  });

  test('quotes hold line ends, separators and quotes; empty lines do not count, empty cells do', () => {
    expect(readDelimited('"a\nb";"dice ""no""";\n\n;;\n"x" y;;z')).toEqual([
      ['a\nb', 'dice "no"', ''],
      ['x y', '', 'z'],
    ]);
    expect(readDelimited('5" di diametro;"aperta')).toEqual([['5" di diametro', '"aperta']]);
    expect([readDelimited(''), readDelimited('\n\n'), readDelimited('una')]).toEqual([[], [], [['una']]]);
  });

  test('what is written as CSV is read as it was', () => {
    const quoted = (c: string) => `"${c.replaceAll('"', '""')}"`;
    const cell = fc.string().map((s) => s.replace(/\r\n?/g, '\n').replaceAll('\uFEFF', ''));
    fc.assert(
      fc.property(fc.constantFrom('\t', ';', ','), fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), (mark, lines) => {
        const kept = lines.filter((line) => line.some((c) => c.trim() !== ''));
        expect(readDelimited(lines.map((l) => l.map(quoted).join(mark)).join('\r\n'))).toEqual(kept);
      }),
    );
  });

  test('a file is UTF-8, UTF-16 or what older spreadsheets write', () => {
    expect(decodeText(new TextEncoder().encode('attività'))).toBe('attività');
    expect(decodeText(Uint8Array.of(0x61, 0x74, 0x74, 0x69, 0x76, 0x69, 0x74, 0xe0))).toBe('attività');
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 0xe0, 0x00))).toBe('à');
  });
});
