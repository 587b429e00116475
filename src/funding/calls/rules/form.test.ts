import { expect, test } from 'vitest';
import { readCall } from '../../../../test/factories/proposal.ts';
import { checkCall } from '../check.ts';
import type { Call, FormField } from '../schema.ts';
import { formInWords } from '../copy/form.ts';
import { formProblems } from './form.ts';

const call = readCall('03-2026');
const words = (it: string) => ({ it, en: it });
const field = (id: string, kind: FormField['kind'], more: object = {}): FormField => ({ id, kind, label: words(id), required: true, ...more }) as FormField;
const options = ['a', 'b'].map((id) => ({ id, label: words(id) }));
const column = (id: string, kind: string, more: object = {}) => ({ id, kind, label: words(id), required: true, ...more });
const problems = (...fields: FormField[]) =>
  formProblems({ ...call.form, sections: [{ id: 's', title: words('s'), fields }] }, call.documents).map(
    (p) => `${p.path.join('.').replace('sections.0.fields.', '')}: ${p.message}`,
  );

test.each<[string, FormField[], string[]]>([
  ['a choice without options', [field('x', 'choice')], ['0.options: a field of kind "choice" needs it']],
  ['options on a text', [field('x', 'text', { options })], ['0.options: a field of kind "text" has no such part']],
  ['the same option twice', [field('x', 'choice', { options: [...options, options[0]] })], ['0.options.2.id: "a" is there twice']],
  ['more choices than options', [field('x', 'choices', { options, atLeast: 3 })], ['0.atLeast: there are only 2 options']],
  ['least above most', [field('x', 'choices', { options, atLeast: 2, atMost: 1 })], ['0.atLeast: is more than the most, 1']],
  ['a range upside down', [field('x', 'number', { min: 2, max: 1 })], ['0.min: is more than the maximum, 1']],
  ['a table without columns', [field('x', 'table')], ['0.columns: a field of kind "table" needs it']],
  ['columns on a date', [field('x', 'date', { columns: [column('c', 'text')] })], ['0.columns: a field of kind "date" has no such part']],
  [
    'a column called id',
    [field('x', 'table', { columns: [column('id', 'text')] })],
    ['0.columns.0.id: every row has an id of its own: call the column otherwise'],
  ],
  ['a name with a point', [field('x.y', 'text')], ['0.id: "x.y" must not hold a point']],
  ['a name of the language', [field('constructor', 'text')], ['0.id: "constructor" is a word that programs keep for themselves']],
  ['rows of a table that is not there', [field('x', 'table', { columns: [column('c', 'row', { of: 'y' })] })], ['0.columns.0.of: no table "y" in the form']],
  ['rows of nothing', [field('x', 'table', { columns: [column('c', 'row')] })], ['0.columns.0.of: a field of kind "row" needs it']],
  [
    'a chart without months',
    [field('x', 'table', { columns: [column('c', 'text'), column('m', 'month')], gantt: { label: 'c', from: 'm', until: 'c' } })],
    ['0.gantt.until: no column "c" of kind "month"'],
  ],
  ['rows upside down', [field('x', 'table', { columns: [column('c', 'text')], minRows: 3, maxRows: 2 })], ['0.minRows: is more than the maximum, 2']],
  ['an unknown document', [field('x', 'document', { document: 'y' })], ['0.document: no document "y"']],
  ['a condition on nothing', [field('x', 'text', { when: { field: 'y', oneOf: ['a'] } })], ['0.when.field: no field "y" in the form']],
  ['on a text', [field('x', 'text'), field('y', 'text', { when: { field: 'x', oneOf: ['a'] } })], ['1.when.field: "x" is no choice']],
  [
    'on what no option says',
    [field('x', 'choice', { options }), field('y', 'text', { when: { field: 'x', oneOf: ['c'] } })],
    ['1.when.oneOf.0: "x" has no option "c"'],
  ],
  [
    'on each other',
    [field('x', 'choice', { options, when: { field: 'y', oneOf: ['a'] } }), field('y', 'choice', { options, when: { field: 'x', oneOf: ['a'] } })],
    ['0.when.field: "y" must come before what depends on it'],
  ],
  ['on itself', [field('x', 'choice', { options, when: { field: 'x', oneOf: ['a'] } })], ['0.when.field: "x" must come before what depends on it']],
])('%s', (_, fields, expected) => {
  expect(problems(...fields)).toEqual(expected);
});

test('the example call shows every kind of field and column, in both languages, and holds together', () => {
  const fields = call.form.sections.flatMap((s) => s.fields);
  expect([...new Set(fields.map((f) => f.kind))].sort()).toEqual(['choice', 'choices', 'date', 'document', 'longText', 'number', 'richText', 'table', 'text']);
  expect([...new Set(fields.flatMap((f) => f.columns ?? []).map((c) => c.kind))].sort()).toEqual([
    'choice',
    'longText',
    'member',
    'month',
    'number',
    'row',
    'text',
  ]);
  expect(fields.some((f) => f.when)).toBe(true);
  expect(formProblems(call.form, call.documents)).toEqual([]);
});

test('the check of a whole call says where in words', () => {
  const broken = structuredClone(call) as Call;
  const place = broken.form.sections.findIndex((s) => s.id === 'workPlan');
  (broken.form.sections[place]!.fields[0]!.gantt as { from: string }).from = 'title';
  const checked = checkCall(broken);
  expect(checked.ok ? [] : checked.problems).toMatchObject([
    { path: `form.sections[${place}].fields[0].gantt.from`, message: 'no column "title" of kind "month"' },
  ]);
});

test('a form is told in words, with its limits and conditions', () => {
  expect(formInWords(call.form, 'it')[2]).toBe(
    'Nella sezione «Impatto sulla circolarità»: Impatto su materiali, energia, rifiuti e durata dei prodotti (al massimo 4.000 caratteri); Strategia prevalente (una scelta fra 4); ' +
      'Materiali al centro del progetto (scelte fra 6, almeno 1, al massimo 3); Materia recuperata a regime (numero da 0 a 1.000.000 t/anno, solo se a «Strategia prevalente» si risponde ' +
      '«Rigenerare e rilavorare» oppure «Riciclare e usare materie seconde»); Servono autorizzazioni ambientali? (una scelta fra 3); Data della richiesta o del rilascio (data, solo se a ' +
      '«Servono autorizzazioni ambientali?» si risponde «Sì, già richieste» oppure «Sì, già ottenute»); Trasferibilità ad altri settori industriali (al massimo 2.500 caratteri).',
  );
  expect(formInWords(call.form, 'en')[3]).toContain(
    'Milestones that can be checked (table: Milestone (at most 100 characters), Activity (a row of “Activities”), Month (month), How it is checked (at most 200 characters), 1 to 12 rows)',
  );
});
