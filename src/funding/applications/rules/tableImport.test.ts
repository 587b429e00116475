import type { FormField } from '#src/funding/calls/schema.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Around } from './answers.ts';
import { importRows, type Importing } from './tableImport.ts';

const words = (it: string, en: string) => ({ it, en });
const field: FormField = {
  id: 'packages',
  kind: 'table',
  label: words('Attività', 'Work packages'),
  required: true,
  maxRows: 4,
  columns: [
    { id: 'title', kind: 'text', label: words('Titolo', 'Title'), required: true, maxChars: 20 },
    { id: 'who', kind: 'member', label: words('Responsabile', 'Responsible'), required: true },
    { id: 'months', kind: 'number', label: words('Impegno', 'Effort'), unit: words('mesi persona', 'person months'), required: false, min: 0, max: 100 },
    { id: 'kind', kind: 'choice', label: words('Tipo', 'Kind'), required: false, options: [{ id: 'r', label: words('Ricerca', 'Research') }] },
    { id: 'on', kind: 'date', label: words('Data', 'Date'), required: false },
    { id: 'of', kind: 'row', label: words('Fase', 'Phase'), required: false, of: 'phases' },
  ],
};
const phases: FormField = { id: 'phases', kind: 'table', label: words('Fasi', 'Phases'), required: false, columns: [field.columns![0]!] };
const around: Around = {
  form: { sections: [{ id: 'plan', title: words('Piano', 'Plan'), fields: [phases, field] }], source: { ref: 'x', status: 'example' } },
  answers: {},
  facts: { durationMonths: 12, members: [{ id: 'a', name: 'Alfa S.r.l.' }] },
};
const names: Importing['names'] = (c) => (c.kind === 'member' ? around.facts.members : c.kind === 'row' ? [{ id: 'p1', name: '1. Studio' }] : []);

function importing(lines: string[][], before: Importing['before'] = []) {
  let n = 0;
  const { rows, wrong } = importRows(field, lines, { before, names, ids: () => `n${++n}`, around });
  return { rows, wrong: wrong.map((r) => [r.code.replace('application.', ''), r.at, r.params['row'] ?? r.params['count'] ?? r.params['heading']]) };
}

describe('rows out of a spreadsheet', () => {
  test('in the order of the columns, names as they are read, numbers and dates as Italians write them', () => {
    expect(importing([['Prova', 'alfa  s.r.l.', '3,5', 'RICERCA', '31/12/2026', 'studio']])).toEqual({
      rows: [{ id: 'n1', title: 'Prova', who: 'a', months: '3.5', kind: 'r', on: '2026-12-31', of: 'p1' }],
      wrong: [],
    });
    expect(importing([['Prova', 'a', '', 'r', '2026-12-31', '1']]).rows).toEqual([
      { id: 'n1', title: 'Prova', who: 'a', kind: 'r', on: '2026-12-31', of: 'p1' },
    ]);
  });

  test('in any order where the first line has the names, in either language, with or without the unit', () => {
    const [header, cells] = [
      ['n.', 'Effort (person months)', 'titolo', 'Responsible'],
      ['1', '1.250,5', "'=Prova", 'Alfa S.r.l.'],
    ];
    expect(importing([header!, cells!])).toEqual({ rows: [], wrong: [['answerOutOfRange', 'rows', 1]] });
    expect(importing([header!, ['1', '12', "'=Prova", 'Alfa S.r.l.']]).rows).toEqual([{ id: 'n1', months: '12', title: '=Prova', who: 'a' }]);
  });

  test('what does not fit is told by row and column, and then nothing is taken', () => {
    expect(
      importing([
        ['Buona', 'Alfa S.r.l.', '1'],
        ['Un titolo che è troppo lungo', 'Beta', 'tanti', 'Altro', '31/02/2026', 'Prova', 'di troppo'],
      ]),
    ).toEqual({
      rows: [],
      wrong: [
        ['importTooManyCells', 'rows', 2],
        ['answerNotAMember', 'rows', 2],
        ['answerNotARow', 'rows', 2],
        ['answerTooLong', 'rows', 2],
        ['answerNotANumber', 'rows', 2],
        ['answerNotAnOption', 'rows', 2],
        ['answerNotADate', 'rows', 2],
      ],
    });
    expect(
      importing([
        ['Titolo', 'Colore'],
        ['Prova', 'rosso'],
      ]).wrong,
    ).toEqual([['importUnknownColumn', 'rows', 'Colore']]);
    expect(
      importing([
        ['Titolo', 'Title'],
        ['Prova', 'Prova'],
      ]).wrong,
    ).toEqual([['importColumnTwice', 'rows', 'Title']]);
    expect([importing([]).wrong, importing([['Titolo', 'Responsabile']]).wrong]).toEqual([
      [['importNothing', 'rows', undefined]],
      [['importNothing', 'rows', undefined]],
    ]);
    expect(importing([], [{ id: 'x', title: 'Prima' }]).rows).toEqual([]);
  });

  test('rows that are there stay before the new ones, and count towards the limit', () => {
    const there = [{ id: 'x', title: 'Prima' }];
    const row = ['Prova', 'Alfa S.r.l.'];
    expect(importing([row, row, row], there).rows.map((r) => r.id)).toEqual(['x', 'n1', 'n2', 'n3']);
    expect(importing([row, row, row, row], there)).toEqual({ rows: [], wrong: [['answerTooManyRows', 'rows', 5]] });
  });

  test('of very many mistakes the first are told, and how many more there are', () => {
    const { wrong } = importing(Array.from({ length: 80 }, () => ['Prova', 'Nessuno']));
    expect([wrong.length, wrong.at(-1)]).toEqual([51, ['importMore', 'rows', 31]]);
  });

  test('whatever is pasted, either every row fits or none is taken', () => {
    const cell = fc.oneof(fc.constantFrom('', 'Alfa S.r.l.', '3,5', 'Ricerca', '31/12/2026', 'Titolo', '1'), fc.string());
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 6 }), (lines) => {
        const { rows, wrong } = importing(lines);
        expect(rows.length === 0 || wrong.length === 0).toBe(true);
        for (const row of rows) expect(Object.keys(row).every((k) => k === 'id' || field.columns!.some((c) => c.id === k))).toBe(true);
      }),
    );
  });
});
