import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addedFromRegister, linesFromRegister } from './prefill.ts';
import { linesOf, staffCounts } from './staff.ts';

const counts = fc
  .record({ women: fc.nat(40), men: fc.nat(40), newHires: fc.nat(100) })
  .chain((c) => fc.nat(c.women + c.men).map((under40) => ({ ...c, under40 })));

test('counts become lines and come back as the same counts', () => {
  fc.assert(
    fc.property(counts, (c) => {
      expect(staffCounts(linesOf(c))).toEqual(c);
    }),
  );
});

test('every line of counts has someone in it, and says that it comes of counts', () => {
  fc.assert(
    fc.property(counts, (c) => {
      for (const line of linesOf(c)) expect({ ...line, heads: line.heads > 0 }).toMatchObject({ profile: '', contract: 'notStated', heads: true });
    }),
  );
  expect(linesOf({ women: 3, men: 2, under40: 2, newHires: 1 })).toEqual([
    { profile: '', gender: 'f', age: 'under40', contract: 'notStated', newHire: true, heads: 1, personMonths: null },
    { profile: '', gender: 'm', age: 'under40', contract: 'notStated', newHire: false, heads: 1, personMonths: null },
    { profile: '', gender: 'f', age: '40plus', contract: 'notStated', newHire: false, heads: 2, personMonths: null },
    { profile: '', gender: 'm', age: '40plus', contract: 'notStated', newHire: false, heads: 1, personMonths: null },
  ]);
});

test('whoever is neither counted as a woman nor as a man is counted beside them', () =>
  expect(staffCounts([{ profile: 'Ricerca', gender: 'x', age: 'under30', contract: 'phd', newHire: true, heads: 2, personMonths: 10 }])).toEqual({
    women: 0,
    men: 0,
    under40: 2,
    newHires: 2,
    other: 2,
  }));

test('people of the register become lines without a name', () =>
  expect(
    linesFromRegister(
      [
        { role: 'Ricercatore', gender: 'f', birthYear: 1997, contract: 'researcherTd', newHire: false },
        { role: 'Ricercatore', gender: 'f', birthYear: 1998, contract: 'fixedTerm', newHire: false },
        { role: 'Ricercatore', gender: 'f', birthYear: 1986, contract: 'fixedTerm', newHire: false },
      ],
      2026,
    ),
  ).toEqual([
    { profile: 'Ricercatore', gender: 'f', age: 'under30', contract: 'fixedTerm', newHire: false, heads: 2, personMonths: null },
    { profile: 'Ricercatore', gender: 'f', age: '40plus', contract: 'fixedTerm', newHire: false, heads: 1, personMonths: null },
  ]));

test('the register adds lines and replaces none', () => {
  const line = { profile: 'Ricercatore', gender: 'f', age: 'under30', contract: 'fixedTerm', newHire: false, heads: 2, personMonths: null } as const;
  const there = { ...line, heads: 5, personMonths: 12 };
  const man = { ...line, gender: 'm' } as const;
  expect(addedFromRegister([there], [line, man])).toEqual([there, man]);
  expect(addedFromRegister([], [line, man])).toEqual([line, man]);
});
