import { describe, expect, test } from 'vitest';
import { isNameOf, publicationEdges, type Work } from './publications.ts';

const work = (person: string, name: string, more: Partial<Work> = {}): Work => ({
  person,
  name,
  title: 'Recycling of wool fibres in closed loops',
  year: 2023,
  doi: null,
  coauthors: [],
  ...more,
});
const ada = (more: Partial<Work> = {}) => work('ada', 'Ada Rossi', more);
const bea = (more: Partial<Work> = {}) => work('bea', 'Bea Di Bianco', more);
const kinds = (...works: Work[]) => publicationEdges(works).edges.map((e) => `${e.kind} ${e.from}`);

describe('published together', () => {
  test.each<[string, Work[], string[]]>([
    ['by one DOI, however it is written', [ada({ doi: '10.1/X' }), bea({ doi: 'https://doi.org/10.1/x' })], ['author ada', 'author bea']],
    ['by title and year without a DOI', [ada(), bea({ title: 'Recycling of Wool-Fibres in closed loops.' })], ['titled ada', 'titled bea']],
    ['where only one has the DOI', [ada({ doi: '10.1/x' }), bea()], ['author ada', 'titled ada', 'titled bea']],
    ['not by title where the DOIs differ', [ada({ doi: '10.1/x' }), bea({ doi: '10.1/y' })], ['author ada', 'author bea']],
    ['not in another year', [ada(), bea({ year: 2022 })], []],
    ['not where no year is known', [ada({ year: null }), bea({ year: null })], []],
    ['not by a title that says nothing', [ada({ title: 'Editorial' }), bea({ title: 'Editorial' })], []],
    ['not by one’s own list twice', [ada(), ada()], []],
    ['where the authors written down name the other', [ada({ coauthors: ['B. Di Bianco', 'Carlo Verdi'] }), bea()], ['titled ada', 'titled bea']],
    ['where one list of two does', [ada({ coauthors: ['C. Verdi'] }), bea({ coauthors: ['Rossi, A.'] })], ['titled ada', 'titled bea']],
    ['not where they name others only', [ada({ coauthors: ['Carlo Verdi'] }), bea()], []],
  ])('%s', (_, works, expected) => expect(kinds(...works)).toEqual(expected));

  test('each pair by what is theirs: nobody is tied to a third through it', () => {
    const { edges, names } = publicationEdges([ada({ doi: '10.1/x' }), bea(), work('cid', 'Cid Neri', { doi: '10.1/z' })]);
    const titled = edges.filter((e) => e.kind === 'titled');
    expect(Object.values(Object.groupBy(titled, (e) => e.to)).map((of) => of!.map((e) => e.from))).toEqual([
      ['ada', 'bea'],
      ['bea', 'cid'],
    ]);
    expect([...names.values()]).toContain('Recycling of wool fibres in closed loops');
  });
});

test.each([
  ['Rossi, M.', 'Maria Rossi', true],
  ['M. Rossi', 'Maria Rossi', true],
  ['Maria Grazia Rossi', 'Maria Rossi', false],
  ['M. G. Rossi', 'Maria Grazia Rossi', true],
  ['ROSSI Maria', 'Maria Rossi', true],
  ['L. Rossi', 'Maria Rossi', false],
  ['M. Bianchi', 'Maria Rossi', false],
  ['Niccolò D’Amico', "Niccolo D'Amico", true],
])('%s may be %s: %s', (written, name, expected) => expect(isNameOf(written, name)).toBe(expected));
