import { readCallJson } from '../../../../test/factories/proposal.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { isNamed, isValueNamed } from '../copy/fields.ts';
import { ruleNameWords } from '../copy/values.ts';
import { callSchema } from '../schema.ts';
import { ruleNames } from '../vocabulary.ts';
import { chapterParts } from './chapters.ts';
import { differences } from './compare.ts';
import { blank, fromFields, marker, toFields } from './form.ts';
import { inside, shapeOf, type Field } from './shape.ts';

const calls = ['01-2024', '02-2024', '03-2026'];

test.each(calls)('call %s goes into the form and comes back the same', (id) => {
  const call = readCallJson(id);
  expect(differences(call, fromFields(callSchema, toFields(callSchema, call)))).toEqual([]);
});

/** Any value that has the shape of this part of the schema. */
function anyOf(schema: z.ZodType, key = '', depth = 0): fc.Arbitrary<unknown> {
  const shape = shapeOf(schema, key);
  const words = fc.record({ it: prose, en: prose });
  const of = (fields: readonly Field[], but: Record<string, string> = {}) =>
    fc
      .record(Object.fromEntries(fields.map((f) => [f.key, given(f, depth)])))
      .map((v) => ({ ...Object.fromEntries(Object.entries(v).filter(([, x]) => x !== undefined)), ...but }));
  switch (shape.kind) {
    case 'object':
      return of(shape.fields);
    case 'union':
      return fc.oneof(...[...shape.options].map(([name, fields]) => of(fields, { [shape.on]: name })));
    case 'words':
      return words;
    case 'list':
      return fc.array(anyOf(shape.of, '', depth + 1), { maxLength: depth > 3 ? 0 : 3 });
    case 'record':
      return fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), anyOf(shape.of, '', depth + 1), { maxKeys: 3, noNullPrototype: true });
    case 'choices':
      return fc.subarray([...shape.values], { minLength: 1 });
    case 'choice':
      return fc.constantFrom(...shape.values);
    case 'literal':
      return fc.constant(shape.value);
    case 'number':
      return shape.unit === 'cents' || shape.unit === 'megabytes' || shape.whole
        ? fc.integer({ min: 0, max: 2_000_000_000_000 })
        : fc.oneof(
            fc.integer({ min: 0, max: 100 }),
            fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100),
          );
    case 'boolean':
      return fc.boolean();
    case 'date':
      return fc.constantFrom('2024-02-29', '2026-12-31');
    case 'localTime':
      return fc.constantFrom('2024-02-21T12:00', '2026-10-25T02:30');
    case 'slug':
      return fc.stringMatching(/^[a-z]{1,8}$/);
    case 'text':
      return fc.stringMatching(/^[ -~àèù\n]{1,20}$/);
    case 'json':
      return fc.jsonValue({ maxDepth: 2 }).filter((v) => v !== null && v !== '' && typeof v !== 'string');
  }
}
const prose = fc.stringMatching(/^[ -~àèù\n]{1,20}$/);
const given = (f: Field, depth: number): fc.Arbitrary<unknown> => {
  const { schema } = inside(f.of);
  const { presence } = f;
  const value = anyOf(schema, f.key, depth + 1);
  return presence === 'required' ? value : fc.option(value, { nil: presence === 'nullable' ? null : undefined, freq: 2 });
};

test('whatever has the shape of a call goes into the form and comes back the same', () => {
  fc.assert(
    fc.property(anyOf(callSchema), (call) => {
      expect(differences(call, fromFields(callSchema, toFields(callSchema, call)))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('what is typed wrong is kept as it was typed', () => {
  const { shape } = callSchema;
  expect(fromFields(shape.pots, { [marker('')]: '1', '0.cents': 'molti', '0.id': 'main', '0.title.it': 'x' })).toEqual([
    { id: 'main', title: { it: 'x', en: '' }, cents: 'molti', source: { ref: '' } },
  ]);
  const again = toFields(shape.pots, [{ id: 'main', cents: 'molti', title: 'strano' }], 'pots');
  expect(again).toEqual({ 'pots~': '1', 'pots.0~': '1', 'pots.0.id': 'main', 'pots.0.cents': 'molti', 'pots.0.title': 'strano' });
});

test('amounts are read as people type them, sizes in megabytes, line breaks as one', () => {
  const { shape } = callSchema;
  const pot = (cents: string) => (fromFields(shape.pots, { '~': '1', '0.cents': cents }) as { cents: unknown }[])[0]!.cents;
  expect(['4.000.000', '4,000,000.50', '1234,5', '12.34.5'].map(pot)).toEqual([400_000_000, 400_000_050, 123_450, '12.34.5']);
  const document = fromFields(shape.documents, { '~': '1', '0.maxBytes': '2,5', '0.help.it': 'a\r\nb' }) as Record<string, unknown>[];
  expect([document[0]!['maxBytes'], document[0]!['help']]).toEqual([2_621_440, { it: 'a\nb', en: '' }]);
});

test('an empty part has every list and every text that it needs', () => {
  expect(blank(callSchema.shape.documents)).toEqual([]);
  expect(blank(callSchema.shape.rules)).toEqual([]);
  expect(blank(shapeList(callSchema.shape.rules), 'maxShare')).toEqual({ rule: 'maxShare', source: { ref: '' } });
});
const shapeList = (schema: z.ZodType) => (shapeOf(schema) as { of: z.ZodType }).of;

test('every part of a call and every choice has a name in both languages', () => {
  const unnamed: string[] = [];
  const look = (schema: z.ZodType, path: string, key: string): void => {
    const shape = shapeOf(schema, key);
    const each = (fields: readonly Field[], under = path) =>
      fields.forEach((f) => {
        const place = `${under}.${f.key}`.replace(/^\./, '');
        if (!isNamed(place) && !['$schema', 'format', 'programme', 'acts', 'on', 'pot', 'to'].includes(f.key)) unnamed.push(place);
        look(f.of, place, f.key);
      });
    if (shape.kind === 'object') each(shape.fields);
    if (shape.kind === 'union')
      for (const [name, fields] of shape.options) {
        if (shape.on !== 'rule' && !isValueNamed(`${path}.${shape.on}`, name)) unnamed.push(`${path}.${shape.on}=${name}`);
        each(fields);
      }
    if (shape.kind === 'list' || shape.kind === 'record') look(shape.of, path, '');
    if (shape.kind === 'choice' || shape.kind === 'choices') for (const v of shape.values) if (!isValueNamed(path, v)) unnamed.push(`${path}=${v}`);
    if (shape.kind === 'json') unnamed.push(`${path}: no field for this`);
  };
  look(callSchema, '', '');
  expect(unnamed).toEqual([]);
  expect(Object.keys(ruleNameWords).sort()).toEqual([...ruleNames].sort());
});

test('every part of a call is in a chapter, or is not typed in', () => {
  const held = Object.values(chapterParts).flat() as string[];
  expect(Object.keys(callSchema.shape).filter((key) => !held.includes(key))).toEqual(['$schema', 'format', 'id', 'programme', 'acts']);
});
