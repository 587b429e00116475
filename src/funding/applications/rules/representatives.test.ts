import { expect, test } from 'vitest';
import { oneEach, type Binder } from './representatives.ts';

const anna = { id: 'a', name: 'Anna Alfa', email: 'a@example.org', locale: 'it' };
const binder = (more: Partial<Binder> = {}): Binder => ({ organisationId: 'one', name: 'Anna Alfa', fiscalCode: null, codeFrom: null, account: null, ...more });
const coded = (code: string, more: Partial<Binder> = {}) => binder({ fiscalCode: code, codeFrom: 'register', ...more });

test.each<[string, Binder[], [string, string | null, string | null][]]>([
  ['the same code, written otherwise', [coded('A'), coded('A', { name: 'ALFA Anna', account: anna })], [['Anna Alfa', 'A', 'a']]],
  [
    'the same account; one of them knows the code',
    [binder({ account: anna }), coded('A', { name: 'Dott.ssa Anna Alfa', account: anna })],
    [['Anna Alfa', 'A', 'a']],
  ],
  [
    'one name, in one register without code, in the other without account',
    [coded('A'), binder({ name: 'ANNA ALFA', account: anna })],
    [['Anna Alfa', 'A', 'a']],
  ],
  [
    'two codes are two people, even with one name',
    [coded('A'), coded('B')],
    [
      ['Anna Alfa', 'A', null],
      ['Anna Alfa', 'B', null],
    ],
  ],
  [
    'two accounts are two people',
    [binder({ account: anna }), binder({ account: { ...anna, id: 'b' } })],
    [
      ['Anna Alfa', null, 'a'],
      ['Anna Alfa', null, 'b'],
    ],
  ],
  [
    'of two organisations',
    [coded('A'), coded('A', { organisationId: 'two' })],
    [
      ['Anna Alfa', 'A', null],
      ['Anna Alfa', 'A', null],
    ],
  ],
])('%s', (_, given, expected) => {
  expect(oneEach(given).map((b) => [b.name, b.fiscalCode, b.account?.id ?? null])).toEqual(expected);
});
