import type { FormField } from '#src/funding/calls/schema.ts';
import { answersReasons } from '../reasons/answers.ts';
import { explain } from '#src/house/explain.ts';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCall } from '../../../../test/factories/proposal.ts';
import type { Answers } from '../proposal.ts';
import type { Answer, TableRow } from '../snapshot.ts';
import { answerReasons, askedAnswers, askedSections, checkAnswer, isAsked, missingAnswers, type Around, type CallForm } from './answers.ts';
import { formValues, isSent, readAnswer, rowsTyped, sectionValues } from './typed.ts';

const words = (it: string) => ({ it, en: it });
const field = (kind: FormField['kind'], more: Partial<FormField> = {}): FormField => ({ id: 'f', kind, label: words('F'), required: true, ...more });
const codes = (f: FormField, answer: Answer, stage: 'draft' | 'complete' = 'complete', around?: Around) =>
  answerReasons(f, answer, { at: 'sections.s.f', stage, around }).map((r) => `${r.code.replace('application.answer', '')} ${r.at!.replace('sections.s.', '')}`);

const options = ['a', 'b', 'c'].map((id) => ({ id, label: words(id) }));
const table = field('table', {
  minRows: 2,
  maxRows: 3,
  columns: [
    { id: 'title', kind: 'text', label: words('Titolo'), required: true, maxChars: 5 },
    { id: 'from', kind: 'month', label: words('Da'), required: true },
    { id: 'until', kind: 'month', label: words('A'), required: true },
    { id: 'who', kind: 'member', label: words('Chi'), required: false },
    { id: 'effort', kind: 'number', label: words('Impegno'), required: false, min: 0, max: 10, unit: words('mesi') },
    { id: 'after', kind: 'row', label: words('Dopo'), required: false, of: 'f' },
  ],
  gantt: { label: 'title', from: 'from', until: 'until' },
});

describe('checks', () => {
  test.each<[string, FormField, Answer, string[]]>([
    ['nothing where something is required', field('text'), '', ['Missing f']],
    ['nothing where nothing is required', field('text', { required: false }), '', []],
    ['five characters of two code units each', field('text', { maxChars: 5 }), '👩‍🔬👩‍🔬👩‍🔬👩‍🔬👩‍🔬', []],
    ['six of them', field('text', { maxChars: 5 }), '👩‍🔬👩‍🔬👩‍🔬👩‍🔬👩‍🔬x', ['TooLong f']],
    ['marks do not count', field('richText', { maxChars: 5 }), '**parol** ', []],
    ['words do', field('richText', { maxChars: 5 }), '**parole**', ['TooLong f']],
    ['marks alone are no answer', field('richText'), '- \n- ', ['Missing f']],
    ['nor is a link without text', field('richText'), '[](https://example.org)', ['Missing f']],
    ['a number', field('number', { min: 0, max: 9 }), '9.5', ['OutOfRange f']],
    ['no number', field('number'), '1e3', ['NotANumber f']],
    ['a day that is not', field('date'), '2026-02-29', ['NotADate f']],
    ['an option', field('choice', { options }), 'd', ['NotAnOption f']],
    ['too few choices', field('choices', { options, atLeast: 2 }), ['a'], ['TooFewChoices f']],
    ['too many', field('choices', { options, atMost: 1 }), ['a', 'b'], ['TooManyChoices f']],
    ['an unknown one', field('choices', { options }), ['a', 'x'], ['NotAnOption f']],
    ['a list where a text is asked', field('text'), ['a'], ['WrongShape f']],
    ['a text where rows are asked', table, 'abc', ['WrongShape f']],
    ['a document has no answer of its own', field('document', { document: 'd' }), '', []],
  ])('%s', (_, f, answer, expected) => {
    expect(codes(f, answer)).toEqual(expected);
  });

  test('a table: each reason at its own cell', () => {
    const rows: TableRow[] = [
      { id: 'r1', title: 'Troppo', from: '0', until: '3', effort: '11' },
      { id: 'r2', title: '', from: '5', until: '' },
      { id: 'r3', title: 'C', from: '4', until: '3' },
    ];
    expect(codes(table, rows)).toEqual([
      'TooLong f.r1.title',
      'NotAMonth f.r1.from',
      'OutOfRange f.r1.effort',
      'Missing f.r2.title',
      'Missing f.r2.until',
      'EndsBeforeStart f.r3.until',
    ]);
    const [first] = answerReasons(table, rows, { at: 'sections.s.f', stage: 'complete' });
    expect(explain(first!, 'it')).toBe('«F», riga 1, «Titolo»: 6 caratteri, il massimo è 5. Occorre toglierne 1.');
    // What is unfinished does not stand in the way of saving; what does not fit does.
    expect(codes(table, rows, 'draft')).toEqual(['TooLong f.r1.title', 'NotAMonth f.r1.from', 'OutOfRange f.r1.effort']);
    expect(codes(table, [rows[2]!])).toEqual(['TooFewRows f', 'EndsBeforeStart f.r3.until']);
    expect(
      codes(
        table,
        ['1', '2', '3', '4'].map((id) => ({ id, title: 'A', from: '1', until: '1' })),
      ),
    ).toEqual(['TooManyRows f']);
    expect(
      codes(
        table,
        ['1', '1'].map((id) => ({ id, title: 'A', from: '1', until: '1' })),
      ),
    ).toEqual(['RowTwice f']);
  });

  test('months keep within the project, and only what is there can be named', () => {
    const rows = [
      { id: 'r1', title: 'A', from: '1', until: '13', who: 'm1', after: 'r2' },
      { id: 'r2', title: 'B', from: '1', until: '12', who: 'm2', after: 'r9' },
    ];
    const around = (durationMonths: number | null): Around => ({
      form: { sections: [{ id: 's', title: words('S'), fields: [table] }], source: { ref: 'x', status: 'example' } },
      answers: { s: { f: rows } },
      facts: { durationMonths, members: [{ id: 'm1', name: 'M1' }] },
    });
    expect(codes(table, rows, 'complete', around(12))).toEqual(['BeyondDuration f.r1.until', 'NotAMember f.r2.who', 'NotARow f.r2.after']);
    expect(codes(table, rows, 'complete', around(null))).toEqual(['NotAMember f.r2.who', 'NotARow f.r2.after']);
    expect(codes(table, rows, 'draft', around(12))).toEqual([]);
  });

  test('every reason that these rules give has words', () => {
    const source = readFileSync(new URL('./answers.ts', import.meta.url), 'utf8');
    const given = [...source.matchAll(/'(?:application\.)?(answer[A-Z]\w+)'/g)].map((m) => `application.${m[1]}`);
    expect(given.length).toBeGreaterThan(18);
    expect(given.filter((code) => !(code in answersReasons))).toEqual([]);
  });

  test('one answer by its text, as before', () => {
    expect(checkAnswer(field('text'), '', 'at')?.code).toBe('application.answerMissing');
    expect(checkAnswer(field('text'), 'x', 'at')).toBeNull();
  });
});

describe('conditions', () => {
  const form: CallForm = {
    source: { ref: 'x', status: 'example' },
    sections: [
      {
        id: 'one',
        title: words('One'),
        fields: [
          { ...field('choice', { options }), id: 'first' },
          { ...field('choices', { options, when: { field: 'first', oneOf: ['a'] } }), id: 'second' },
          { ...field('text', { when: { field: 'second', oneOf: ['b', 'c'] } }), id: 'third' },
        ],
      },
      { id: 'two', title: words('Two'), when: { field: 'first', oneOf: ['b'] }, fields: [{ ...field('text'), id: 'fourth' }] },
    ],
  };
  const asked = (answers: Answers) => askedSections(form, answers).flatMap((s) => s.fields.map((f) => f.id));

  test('a field is asked where what it depends on is asked and answered so', () => {
    expect(asked({})).toEqual(['first']);
    expect(asked({ one: { first: 'a' } })).toEqual(['first', 'second']);
    expect(asked({ one: { first: 'a', second: ['a', 'c'] } })).toEqual(['first', 'second', 'third']);
    // The answer to `second` is still there, but nobody asks for it any more.
    expect(asked({ one: { first: 'b', second: ['c'] } })).toEqual(['first', 'fourth']);
  });

  test('what is not asked is neither missing nor handed in', () => {
    const answers: Answers = { one: { first: 'b', second: ['x'], third: 'old' }, two: { fourth: 'new' } };
    const call = { ...readCall('03-2026'), form };
    expect(missingAnswers(call, answers)).toEqual([]);
    expect(askedAnswers(form, answers)).toEqual({ one: { first: 'b' }, two: { fourth: 'new' } });
    expect(missingAnswers(call, { one: { first: 'a' } }).map((r) => r.at)).toEqual(['sections.one.second']);
  });

  test('a circle, which the schema refuses, ends', () => {
    const circle: CallForm = {
      ...form,
      sections: [
        {
          id: 's',
          title: words('S'),
          fields: ['x', 'y'].map((id) => ({ ...field('choice', { options, when: { field: id === 'x' ? 'y' : 'x', oneOf: ['a'] } }), id })),
        },
      ],
    };
    expect(isAsked(circle, { s: { x: 'a', y: 'a' } }, circle.sections[0]!.fields[0]!)).toBe(false);
  });
});

describe('what a form sends', () => {
  test('rows in their places, without those taken out and those left blank; unknown columns are dropped', () => {
    const typed = {
      f: '',
      'f.r1.title': ' Uno ',
      'f.r1._order': '1',
      'f.r2.title': 'Due',
      'f.r2._order': '2',
      'f.r2._remove': 'on',
      'f.r3.title': 'Tre',
      'f.r3.effort': '1,5 mesi',
      'f.r3.evil': 'x',
      'f.r3._order': '1',
      'f.r4.title': '  ',
      'f.r4._order': '4',
      'f.<b>.title': 'x',
      'f.r5.constructor': 'x',
      'other.r1.title': 'x',
    };
    expect(readAnswer(table, typed)).toEqual([
      { id: 'r3', title: 'Tre', effort: '1.5' },
      { id: 'r1', title: 'Uno' },
    ]);
    expect(rowsTyped(table, typed).map((r) => [r.id, r.removed])).toEqual([
      ['r3', false],
      ['r1', false],
      ['r2', true],
      ['r4', false],
      ['r5', false],
    ]);
    expect([isSent(table, typed), isSent(field('text', { id: 'f2' }), typed)]).toEqual([true, false]);
  });

  test('JSON is read as well, in the same spelling', () => {
    expect(readAnswer(table, { f: [{ id: 'r1', title: 'e\u0301', effort: 2, evil: 'x' }, { id: 'r2' }, { id: '<>' }, 'x'] })).toEqual([
      { id: 'r1', title: 'é', effort: '2' },
    ]);
    expect(readAnswer(field('choices', { options }), { f: ['c', 'a', 'c'] })).toEqual(['a', 'c']);
    expect(readAnswer(field('choices', { options }), { 'f[]': 'b', f: '' })).toEqual(['b']);
    expect(readAnswer(field('number', { unit: words('t') }), { f: 3.5 })).toBe('3.5');
  });

  const call = readCall('03-2026');
  const fields = call.form.sections.flatMap((s) => s.fields);
  const value = (asked: { kind: string; options?: readonly { id: string }[] | undefined }) =>
    asked.kind === 'number'
      ? fc.tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: 0, max: 9 })).map(([a, b]) => `${a}.${b}`)
      : asked.kind === 'month'
        ? fc.integer({ min: 1, max: 36 }).map(String)
        : asked.kind === 'choice'
          ? fc.constantFrom(...asked.options!.map((o) => o.id))
          : fc.stringMatching(/^[a-z][ -~]{0,20}[a-z]$/);
  const answer = (f: FormField): fc.Arbitrary<Answer> =>
    f.kind === 'choices'
      ? fc.subarray(f.options!.map((o) => o.id))
      : f.kind === 'table'
        ? fc.uniqueArray(
            fc.record({ id: fc.stringMatching(/^[a-z0-9-]{1,12}$/), ...Object.fromEntries(f.columns!.map((c) => [c.id, value(c)])) }) as fc.Arbitrary<{
              id: string;
            }>,
            { selector: (r) => r.id, maxLength: 4 },
          )
        : f.kind === 'document'
          ? fc.constant('')
          : value(f);

  test.each(fields.map((f) => [f.id, f] as const))('%s: what a form shows of an answer is read back as that answer', (_, f) => {
    fc.assert(
      fc.property(answer(f), fc.constantFrom('it' as const, 'en' as const, undefined), (given, locale) => {
        expect(readAnswer(f, formValues(f, given, locale))).toEqual(given);
      }),
      { numRuns: 60 },
    );
  });

  test('whatever is sent, reading it neither fails nor invents places', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('f', 'f[]', 'f.a.title', 'f.__proto__.title', 'f.a._order', 'f.b.from')), fc.anything()),
        (typed) => {
          const rows = readAnswer(table, typed);
          if (!Array.isArray(rows)) throw new Error('no rows');
          for (const row of rows as { id: string }[]) expect(Object.keys(row).every((k) => k === 'id' || table.columns!.some((c) => c.id === k))).toBe(true);
          expect(Array.isArray(readAnswer(field('choices', { options }), typed))).toBe(true);
          expect(typeof readAnswer(field('number'), typed)).toBe('string');
        },
      ),
    );
  });

  test('a section starts from its answers, numbers as the reader writes them', () => {
    const section = call.form.sections.find((s) => s.id === 'circularity')!;
    expect(sectionValues(section, { recovered: '12.5', materials: ['wood'] }, 'it')).toMatchObject({ recovered: '12,5', 'materials[]': ['wood'], permit: '' });
  });
});
