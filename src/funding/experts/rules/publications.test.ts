import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authorsIn, readPublications } from './publications.ts';

const told = (text: string) => readPublications(text).map(({ written: _written, ...p }) => p);

describe('publications as people paste them', () => {
  test('a line each, in the usual styles', () => {
    expect(
      told(`1. Rossi, M., Bianchi, L. (2021). Recycling of short fibres. Journal of Textiles, 12(3). https://doi.org/10.1234/jt.2021.5

[2] M. Rossi and L. Bianchi, "Digital twins of looms," in Proc. Weaving, 2019, pp. 1-5.
Una nota senza altro`),
    ).toEqual([
      { title: 'Recycling of short fibres', year: 2021, doi: '10.1234/jt.2021.5', coauthors: ['Rossi, M.', 'Bianchi, L.'] },
      { title: 'Digital twins of looms', year: 2019, doi: null, coauthors: ['M. Rossi', 'L. Bianchi'] },
      { title: 'Una nota senza altro', year: null, doi: null, coauthors: [] },
    ]);
  });

  test('BibTeX, with what stands between entries', () => {
    expect(
      told(`Le mie:
@article{rossi21, title = {{Life} cycle of {LEATHER}}, author = {Rossi, Mario and Bianchi, Laura}, year = 2021, doi = "10.1234/abc"}
@inproceedings{x, author="Verdi, A.", title="Kilns", date={2018-05}}`),
    ).toEqual([
      { title: 'Le mie:', year: null, doi: null, coauthors: [] },
      { title: 'Life cycle of LEATHER', year: 2021, doi: '10.1234/abc', coauthors: ['Rossi, Mario', 'Bianchi, Laura'] },
      { title: 'Kilns', year: 2018, doi: null, coauthors: ['Verdi, A.'] },
    ]);
  });

  test('an entry that never closes is read as lines', () => {
    expect(readPublications('@article{a, title={Broken\nyear=2020').map((p) => p.written)).toEqual(['@article{a, title={Broken', 'year=2020']);
  });

  test('RIS', () => {
    expect(told('TY  - JOUR\nAU  - Rossi, M.\nAU  - Neri, P.\nTI  - Glazes\nPY  - 2017/01\nDO  - 10.1234/g\nER  - \n')).toEqual([
      { title: 'Glazes', year: 2017, doi: '10.1234/g', coauthors: ['Rossi, M.', 'Neri, P.'] },
    ]);
  });

  test('a table with headings in either language', () => {
    expect(told('Autori;Titolo;Anno;DOI\n"Rossi M.; Neri P.";"Smalti; e altro";2016;10.1234/s\nVerdi A.;Forni;;')).toEqual([
      { title: 'Smalti; e altro', year: 2016, doi: '10.1234/s', coauthors: ['Rossi M.', 'Neri P.'] },
      { title: 'Forni', year: null, doi: null, coauthors: ['Verdi A.'] },
    ]);
  });

  test.each([
    ['Rossi, M., Bianchi, L.', ['Rossi, M.', 'Bianchi, L.']],
    ['Mario Rossi, Laura Bianchi', ['Mario Rossi', 'Laura Bianchi']],
    ['Rossi, Mario and Bianchi, Laura', ['Rossi, Mario', 'Bianchi, Laura']],
    ['Mario Rossi e Laura Bianchi', ['Mario Rossi', 'Laura Bianchi']],
    ['', []],
  ])('authors: %s', (text, names) => expect(authorsIn(text)).toEqual(names));

  test('nothing that was typed is lost, and every one has a title', () => {
    const piece = fc.constantFrom(
      '@article{a, title={B}}',
      '@x{',
      '}',
      '{',
      'Rossi (2020). Titolo',
      '10.1234/abc',
      '"',
      '“',
      ';',
      'Anno 2021',
      '\n',
      '\r\n',
      '-',
      '•',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join(' ');
        const found = readPublications(text);
        const letters = (t: string) => [...t.replace(/\s+/g, '')].sort().join('');
        expect(letters(found.map((p) => p.written).join(''))).toBe(letters(text));
        expect(found.every((p) => p.title.trim() !== '')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
