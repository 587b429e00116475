import type { FormField } from '#src/funding/calls/schema.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TableRow } from '../snapshot.ts';
import { asChosen, asRows, asText } from './answers.ts';
import { differences } from './differences.ts';
import { mergeAnswers, mergeTexts } from './merge.ts';

const label = { it: 'Campo', en: 'Field' };
const text: FormField = { id: 'f', kind: 'longText', label, required: false };
const table: FormField = {
  ...text,
  kind: 'table',
  columns: [
    { id: 'what', kind: 'text', label, required: false },
    { id: 'months', kind: 'number', label, required: false },
  ],
};
const options = ['a', 'b', 'c', 'd'].map((id) => ({ id, label }));
const row = (id: string, what: string, months = '1'): TableRow => ({ id, what, months });
const merged = (field: FormField, base: never, mine: never, theirs: never) => {
  const m = mergeAnswers(field, base, mine, theirs);
  return m.clean ? m.answer : 'conflict';
};
const m = (field: FormField, base: unknown, mine: unknown, theirs: unknown) => merged(field, base as never, mine as never, theirs as never);

describe('texts', () => {
  test.each([
    ['other lines', 'uno\ndue\ntre', 'UNO\ndue\ntre', 'uno\ndue\nTRE', 'UNO\ndue\nTRE'],
    ['other words of one line', 'il primo e il secondo filo', 'il nuovo e il secondo filo', 'il primo e il secondo tessuto', 'il nuovo e il secondo tessuto'],
    ['only one of them', 'a b', 'a b', 'a c', 'a c'],
    ['both the same', 'a b', 'a c', 'a c', 'a c'],
    ['one takes out, one adds elsewhere', 'a b c d e', 'a c d e', 'a b c d e f', 'a c d e f'],
    ['a paragraph put in by each', 'uno\n\ndue\n', 'zero\n\nuno\n\ndue\n', 'uno\n\ndue\n\ntre\n', 'zero\n\nuno\n\ndue\n\ntre\n'],
  ])('%s', (_what, base, mine, theirs, both) => {
    expect(mergeTexts(base, mine, theirs)).toBe(both);
    expect(m(text, base, mine, theirs)).toBe(both);
  });

  test.each([
    ['the same word', 'il primo filo', 'il secondo filo', 'il terzo filo'],
    ['words side by side', 'il primo filo', 'il secondo filo', 'il primo tessuto'],
    ['one takes out what the other changed', 'uno due tre', 'uno', 'uno DUE tre'],
    ['two beginnings from nothing', '', 'il mio', 'il suo'],
    ['something more at the same place', 'a', 'a b', 'a c'],
  ])('are nobody’s to merge: %s', (_what, base, mine, theirs) => expect(m(text, base, mine, theirs)).toBe('conflict'));

  test('a figure or a choice has no parts', () => {
    const number: FormField = { ...text, kind: 'number' };
    expect([m(number, '1', '2', '1'), m(number, '1', '1', '3'), m(number, '1', '2', '3'), m(number, '1', '2', '2')]).toEqual(['2', '3', 'conflict', '2']);
  });

  const edited = fc
    .array(fc.constantFrom('uno', 'due', 'tre', 'lana', 'filo', 'e', 'il', '\n'), { maxLength: 14 })
    .map((words) => words.join(' ').replaceAll(' \n ', '\n'));
  const marked = (mark: string) => (base: string) =>
    fc.array(fc.tuple(fc.nat(20), fc.constantFrom('add', 'drop', 'change')), { maxLength: 4 }).map((changes) =>
      changes.reduce((now, [at, how], i) => {
        const parts = now.split(/(\s+)/);
        const where = parts.length === 0 ? 0 : at % parts.length;
        const word = `${mark}${i}`;
        if (how === 'add') parts.splice(where, 0, `${word} `);
        else if (how === 'drop') parts.splice(where, 1);
        else parts[where] = /^\s*$/.test(parts[where] ?? '') ? `${parts[where]}${word}` : word;
        return parts.join('');
      }, base),
    );

  test('a merge holds every word that either put in, and is always the same', () => {
    fc.assert(
      fc.property(
        edited.chain((base) => fc.tuple(fc.constant(base), marked('io')(base), marked('tu')(base))),
        ([base, mine, theirs]) => {
          const both = mergeTexts(base, mine, theirs);
          expect(mergeTexts(base, mine, theirs)).toBe(both);
          if (both === null) return;
          const words = both.match(/(?:io|tu)\d/g) ?? [];
          for (const put of [...(mine.match(/io\d/g) ?? []), ...(theirs.match(/tu\d/g) ?? [])]) expect(words).toContain(put);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('differences put together again are both texts', () => {
    fc.assert(
      fc.property(edited, edited, (before, after) => {
        const parts = differences(before, after);
        const of = (...kinds: string[]) =>
          parts
            .filter((p) => kinds.includes(p.kind))
            .map((p) => p.text)
            .join('');
        expect([of('same', 'removed'), of('same', 'added')]).toEqual([before, after]);
      }),
    );
  });
});

test('choices are sets, in the order of the options', () => {
  const field: FormField = { ...text, kind: 'choices', options };
  expect(m(field, ['a', 'b'], ['b', 'd'], ['c', 'a', 'b'])).toEqual(['b', 'c', 'd']);
  fc.assert(
    fc.property(
      ...([0, 1, 2].map(() => fc.subarray(['a', 'b', 'c', 'd'])) as [fc.Arbitrary<string[]>, fc.Arbitrary<string[]>, fc.Arbitrary<string[]>]),
      (base, mine, theirs) => {
        const both = asChosen(m(field, base, mine, theirs) as never);
        for (const id of ['a', 'b', 'c', 'd']) {
          const expected = base.includes(id) ? mine.includes(id) && theirs.includes(id) : mine.includes(id) || theirs.includes(id);
          expect([id, both.includes(id)]).toEqual([id, expected]);
        }
      },
    ),
  );
});

describe('tables', () => {
  const base = [row('1', 'Filatura'), row('2', 'Tintura')];
  test('cells and rows of each', () => {
    expect(m(table, base, [row('1', 'Filatura', '6'), row('2', 'Tintura')], [row('1', 'Filatura fine'), row('2', 'Tintura')])).toEqual([
      row('1', 'Filatura fine', '6'),
      row('2', 'Tintura'),
    ]);
    expect(m(table, base, [...base, row('m', 'Mia')], [row('t', 'Sua'), ...base])).toEqual([row('t', 'Sua'), ...base, row('m', 'Mia')]);
    expect(m(table, base, [row('2', 'Tintura')], [...base, row('t', 'Sua')])).toEqual([row('2', 'Tintura'), row('t', 'Sua')]);
  });
  test('who moves rows is followed, with what the other put in', () => {
    expect(asRows(m(table, base, [base[1], base[0]], [base[0], row('t', 'Sua'), base[1]]) as never).map((r) => r.id)).toEqual(['2', '1', 't']);
  });
  test('one cell changed by both, or a row taken out that the other changed, is a conflict', () => {
    expect(m(table, base, [row('1', 'Filatura', '6'), base[1]], [row('1', 'Filatura', '7'), base[1]])).toBe('conflict');
    expect(m(table, base, [base[1]], [row('1', 'Filatura', '7'), base[1]])).toBe('conflict');
  });
  test('words of one cell are merged as a text is', () => {
    const [b, mine, theirs] = [[row('1', 'filo di lana e seta')], [row('1', 'filo grosso di lana e seta')], [row('1', 'filo di lana e lino')]];
    expect(m(table, b, mine, theirs)).toEqual([row('1', 'filo grosso di lana e lino')]);
  });
  test('no text of either is left out of a merge', () => {
    const rows = (mark: string) =>
      fc
        .array(fc.record({ id: fc.constantFrom('1', '2', '3', `${mark}x`, `${mark}y`), what: fc.constantFrom('', 'lana', `${mark}1`, `${mark}2`) }), {
          maxLength: 4,
        })
        .map((list) => [...new Map(list.map((r) => [r.id, r])).values()].map((r) => row(r.id, r.what)));
    fc.assert(
      fc.property(rows('b'), rows('io'), rows('tu'), (b, mine, theirs) => {
        const both = m(table, b, mine, theirs);
        expect(m(table, b, mine, theirs)).toEqual(both);
        if (both === 'conflict') return;
        const has = JSON.stringify(both);
        for (const r of [...mine, ...theirs]) if (/^(io|tu)/.test(asText(r['what']))) expect(has).toContain(r['what']);
      }),
      { numRuns: 400 },
    );
  });
});
