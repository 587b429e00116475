import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayBeOne, namesakes, nameWords } from './names.ts';

const alike = (a: string, b: string) => mayBeOne(nameWords(a), nameWords(b));

test.each<[string, string, boolean]>([
  ['Maria Rossi', 'ROSSI Maria', true],
  ['Prof.ssa Maria Rossi', 'Maria Rossi', true],
  ['Maria Grazia Rossi', 'Maria Rossi', true],
  ['Niccolò D’Amico', "Niccolo D'Amico", true],
  ['Nicolò De Luca', 'Deluca Nicolo', true],
  ['Rossi, Maria (Politecnico di Milano)', 'Maria Rossi', true],
  ['Maria Rossi', 'Mario Rossi', false],
  ['Maria Rossi', 'Maria Bianchi', false],
  ['M. Rossi', 'Maria Rossi', false],
  ['Rossi', 'Maria Rossi', false],
  ['Di Bianco', 'Bea Di Bianco', false],
  ['Dott. De Luca', 'De Luca Anna', false],
])('%s and %s: %s', (a, b, expected) => {
  expect([alike(a, b), alike(b, a)]).toEqual([expected, expected]);
});

const word = fc.constantFrom('Maria', 'Mària', 'Luca', 'De', 'Rossi', 'D’Amico', 'Prof.', 'Anna', 'Deluca', 'M.', 'Bianchi', 'Amico');
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));

test('who is found by the index is who comparing with everybody finds', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 12 }), name, (names, asked) => {
      const people = names.map((n) => ({ name: n }));
      expect(new Set(namesakes(people)(asked))).toEqual(new Set(people.filter((p) => alike(asked, p.name))));
    }),
    { numRuns: 1000 },
  );
});
