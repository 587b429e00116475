import { expect, test } from 'vitest';
import { readCall } from '../../../../test/factories/proposal.ts';
import type { FormField } from '#src/funding/calls/schema.ts';
import { answerReasons } from './answers.ts';
import { namedIn, peopleRead, peopleWritten, worksIn } from './named.ts';

const words = { it: 'x', en: 'x' };
const field = (id: string, means?: FormField['means'], more: Partial<FormField> = {}): FormField =>
  ({ id, kind: 'text', label: words, required: false, ...(means && { means }), ...more }) as FormField;
const form = {
  sections: [
    {
      id: 'team',
      title: words,
      fields: [
        field('name', 'lead'),
        field('orcid', 'orcid'),
        field('works', 'publications', { kind: 'longText' }),
        field('note'),
        field('others', undefined, { kind: 'table', columns: [field('who', 'person'), field('code', 'fiscalCode'), field('mail', 'email')] as never }),
      ],
    },
  ],
  source: { ref: 'x', status: 'example' as const },
};

test('the people that a proposal names, each with what is said of them', () => {
  const answers = {
    team: {
      name: ' Prof. Maria Rossi ',
      orcid: 'https://orcid.org/0000-0002-1825-0097',
      works: 'Rossi, Fibre in circolo, 2023, https://doi.org/10.1000/ABC.\nsenza codice',
      note: 'Luca Bianchi',
      others: [
        { id: 'r1', who: 'Luca Neri', code: 'nreluc80a01h501', mail: ' Luca.Neri@Uni.it' },
        { id: 'r2', who: '', code: '', mail: '' },
      ],
    },
  };
  const staff = [{ organisation: 'o1', lines: [{ people: [{ name: 'Anna Blu', orcid: null }] }, {}] as never }];
  const none = { orcid: null, fiscalCode: null, email: null, works: [] };
  expect(namedIn(form, { answers, staff })).toEqual([
    {
      ...none,
      part: 'lead',
      name: 'Prof. Maria Rossi',
      orcid: '0000-0002-1825-0097',
      works: [{ title: 'Rossi, Fibre in circolo, 2023', year: 2023, doi: '10.1000/ABC' }],
    },
    { ...none, part: 'staff', name: 'Luca Neri', email: 'luca.neri@uni.it' },
    { ...none, part: 'staff', name: 'Anna Blu' },
  ]);
});

test('nothing that the call did not mark, and no staff of old', () => {
  const { form: asked } = readCall('01-2024');
  const answers = { team: { principalInvestigator: 'Maria Rossi', teamExperience: 'Luca Bianchi, 10.1000/abc' } };
  expect(namedIn(asked, { answers })).toMatchObject([{ part: 'lead', name: 'Maria Rossi', works: [] }]);
  const unmarked = { ...asked, sections: asked.sections.map((s) => ({ ...s, fields: s.fields.map((f) => ({ ...f, means: undefined })) })) };
  expect(namedIn(unmarked, { answers, staff: [{ organisation: 'o1', lines: [{ profile: 'Ricerca', heads: 3 }] as never }] })).toEqual([]);
});

test.each([
  ['orcid', '0000-0002-1825-0098', ['application.answerNotAnOrcid']],
  ['orcid', '0000-0002-1825-0097', []],
  ['fiscalCode', '12345678901', ['application.answerNotAFiscalCode']],
  ['email', 'maria', ['application.answerNotAnEmail']],
  ['email', 'maria@uni.it', []],
] as const)('%s %s', (means, text, codes) => {
  expect(answerReasons(field('x', means), text, { at: 'x', stage: 'draft' }).map((r) => r.code)).toEqual(codes);
});

test('staff as people write it, and written as it is read', () => {
  const text = 'Maria Rossi, 0000-0002-1825-0097\nLuca Neri (ORCID: https://orcid.org/0000-0001-5109-3700)\n\nAnna Blu';
  const { people, wrong } = peopleRead(text);
  expect([people.map((p) => [p.name, p.orcid]), wrong]).toEqual([
    [
      ['Maria Rossi', '0000-0002-1825-0097'],
      ['Luca Neri', '0000-0001-5109-3700'],
      ['Anna Blu', null],
    ],
    null,
  ]);
  expect(peopleRead(peopleWritten(people)).people).toEqual(people);
  expect(peopleRead('Maria Rossi, 0000-0002-1825-0098').wrong).toBe('application.staffOrcid');
  expect(peopleRead('0000-0002-1825-0097').wrong).toBe('application.staffNoName');
});

test('publications by their DOI', () => {
  expect(worksIn('[1] Rossi M. (2022). Lana. doi: 10.1000/a(1)b; 10.1000/c\nVerdi, 2021')).toEqual(
    [
      { title: '[1] Rossi M. (2022). Lana. doi: ; ', year: 2022, doi: '10.1000/a(1)b' },
      { title: '[1] Rossi M. (2022). Lana. doi: ; ', year: 2022, doi: '10.1000/c' },
    ].map((w) => ({ ...w, title: '[1] Rossi M. (2022). Lana' })),
  );
});
