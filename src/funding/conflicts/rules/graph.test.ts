import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCall } from '../../../../test/factories/proposal.ts';
import { explained } from '../copy/path.ts';
import { conflictsIn, type Edge, type Found } from './graph.ts';
import { conflictTerms } from './terms.ts';

const on = '2024-03-13';
const found = (edges: readonly Edge[], persons: readonly string[] = ['ada'], lookBackYears = 3): Found[] => conflictsIn(edges, { persons, on, lookBackYears });
const told = (edges: readonly Edge[]) => found(edges).map((f) => `${f.proposal} ${f.kind}`);
const takesPart: Edge = { kind: 'takesPart', from: 'unipd', to: 'p1' };
const part: Edge = { kind: 'part', from: 'dii', to: 'unipd' };

describe('each kind of conflict', () => {
  test.each<[string, Edge[], string[]]>([
    ['nothing known', [takesPart], []],
    ['works for a partner', [takesPart, { kind: 'works', from: 'ada', to: 'unipd' }], ['p1 employer']],
    ['works for a department of a partner', [takesPart, part, { kind: 'works', from: 'ada', to: 'dii' }], ['p1 employer']],
    [
      'works for the university whose department is the partner',
      [{ ...takesPart, from: 'dii' }, part, { kind: 'works', from: 'ada', to: 'unipd' }],
      ['p1 employer'],
    ],
    [
      'works for another department of the same university',
      [{ ...takesPart, from: 'dei' }, part, { kind: 'part', from: 'dei', to: 'unipd' }, { kind: 'works', from: 'ada', to: 'dii' }],
      ['p1 employer'],
    ],
    [
      'works for a company of the same group',
      [
        { ...takesPart, from: 'tas' },
        { kind: 'group', from: 'tas', to: 'leonardo' },
        { kind: 'works', from: 'ada', to: 'leonardo' },
      ],
      ['p1 group'],
    ],
    ['a tie that ended before the years that count', [takesPart, { ...part, untilOn: '2020-12-31' }, { kind: 'works', from: 'ada', to: 'dii' }], []],
    ['worked there within the years', [takesPart, { kind: 'works', from: 'ada', to: 'unipd', untilOn: '2022-06-30' }], ['p1 formerEmployer']],
    ['on the first day that counts', [takesPart, { kind: 'works', from: 'ada', to: 'unipd', untilOn: '2021-03-13' }], ['p1 formerEmployer']],
    ['the day before it', [takesPart, { kind: 'works', from: 'ada', to: 'unipd', untilOn: '2021-03-12' }], []],
    ['begins only later', [takesPart, { kind: 'works', from: 'ada', to: 'unipd', fromOn: '2024-03-14' }], []],
    ['acts for a partner', [takesPart, { kind: 'acts', from: 'ada', to: 'unipd' }], ['p1 member']],
    ['wrote it', [{ kind: 'wrote', from: 'ada', to: 'p1' }], ['p1 proposal']],
    [
      'published with its author',
      [
        { kind: 'wrote', from: 'bea', to: 'p1' },
        { kind: 'author', from: 'ada', to: 'doi', untilOn: '2023-12-31' },
        { kind: 'author', from: 'bea', to: 'doi', untilOn: '2023-12-31' },
      ],
      ['p1 coauthor'],
    ],
    [
      'published with who acts for a partner',
      [takesPart, { kind: 'acts', from: 'bea', to: 'unipd' }, { kind: 'author', from: 'ada', to: 'doi' }, { kind: 'author', from: 'bea', to: 'doi' }],
      ['p1 coauthor'],
    ],
    [
      'may have published with its author, as far as the title tells',
      [
        { kind: 'wrote', from: 'bea', to: 'p1' },
        { kind: 'titled', from: 'ada', to: 'title' },
        { kind: 'titled', from: 'bea', to: 'title' },
      ],
      ['p1 likelyCoauthor'],
    ],
    [
      'certainly did so elsewhere',
      [
        { kind: 'wrote', from: 'bea', to: 'p1' },
        { kind: 'author', from: 'ada', to: 'doi' },
        { kind: 'author', from: 'bea', to: 'doi' },
        { kind: 'titled', from: 'ada', to: 'title' },
        { kind: 'titled', from: 'bea', to: 'title' },
      ],
      ['p1 coauthor'],
    ],
    [
      'published long ago',
      [
        { kind: 'wrote', from: 'bea', to: 'p1' },
        { kind: 'author', from: 'ada', to: 'doi', untilOn: '2020-12-31' },
        { kind: 'author', from: 'bea', to: 'doi', untilOn: '2020-12-31' },
      ],
      [],
    ],
    [
      'published with somebody who only works at a partner',
      [takesPart, { kind: 'works', from: 'bea', to: 'unipd' }, { kind: 'author', from: 'ada', to: 'doi' }, { kind: 'author', from: 'bea', to: 'doi' }],
      [],
    ],
    [
      'wrote another proposal with its author',
      [
        { kind: 'wrote', from: 'bea', to: 'p1' },
        { kind: 'shared', from: 'ada', to: 'x' },
        { kind: 'shared', from: 'bea', to: 'x' },
      ],
      ['p1 project'],
    ],
    ['is named as its scientific lead', [{ kind: 'leads', from: 'ada', to: 'p1' }], ['p1 proposal']],
    ['is named among its staff', [{ kind: 'named', from: 'ada', to: 'p1' }], ['p1 proposal']],
    [
      'is called like somebody whom it names',
      [
        { kind: 'namesake', from: 'ada', to: 'named p1 Ada' },
        { kind: 'leads', from: 'named p1 Ada', to: 'p1' },
      ],
      ['p1 namesake'],
    ],
    [
      'is called like somebody whom it names, and is one of its people for certain',
      [
        { kind: 'namesake', from: 'ada', to: 'named p1 Ada' },
        { kind: 'leads', from: 'named p1 Ada', to: 'p1' },
        { kind: 'wrote', from: 'ada', to: 'p1' },
      ],
      ['p1 proposal'],
    ],
    [
      'published with its scientific lead, who has no account',
      [
        { kind: 'leads', from: 'orcid X', to: 'p1' },
        { kind: 'author', from: 'ada', to: 'doi', untilOn: '2023-12-31' },
        { kind: 'author', from: 'orcid X', to: 'doi' },
      ],
      ['p1 coauthor'],
    ],
    [
      'is called like who published with its lead: that says nothing',
      [
        { kind: 'leads', from: 'orcid X', to: 'p1' },
        { kind: 'namesake', from: 'ada', to: 'orcid Y' },
        { kind: 'author', from: 'orcid Y', to: 'doi' },
        { kind: 'author', from: 'orcid X', to: 'doi' },
      ],
      [],
    ],
    [
      'works on a funded project with its scientific lead',
      [
        { kind: 'leads', from: 'bea', to: 'p1' },
        { kind: 'team', from: 'ada', to: 'x', fromOn: '2023-01-01' },
        { kind: 'team', from: 'bea', to: 'x', fromOn: '2022-01-01', untilOn: '2023-06-30' },
      ],
      ['p1 project'],
    ],
    [
      'worked on it only after the other had left',
      [
        { kind: 'leads', from: 'bea', to: 'p1' },
        { kind: 'team', from: 'ada', to: 'x', fromOn: '2023-07-01' },
        { kind: 'team', from: 'bea', to: 'x', fromOn: '2022-01-01', untilOn: '2023-06-30' },
      ],
      [],
    ],
    [
      'worked on it with the other before the years that count',
      [
        { kind: 'leads', from: 'bea', to: 'p1' },
        { kind: 'team', from: 'ada', to: 'x', fromOn: '2018-01-01' },
        { kind: 'team', from: 'bea', to: 'x', fromOn: '2018-01-01', untilOn: '2021-03-12' },
      ],
      [],
    ],
    [
      'their organisation competes in the same call',
      [takesPart, { kind: 'takesPart', from: 'unifi', to: 'p2' }, { kind: 'works', from: 'ada', to: 'unipd' }],
      ['p1 employer', 'p2 competitor'],
    ],
  ])('%s', (_, edges, expected) => expect(told(edges)).toEqual(expected));
});

test('the path is said in both languages', () => {
  const edges: Edge[] = [{ kind: 'works', from: 'ada', to: 'dii', fromOn: '2021-09-01' }, part, takesPart];
  const names: Record<string, string> = { dii: 'Dipartimento X', unipd: 'Università Y', p1: 'MICS-1' };
  const [f] = found(edges);
  const finding = { kind: f!.kind, detail: '', path: f!.path.map(({ to, ...step }) => ({ ...step, name: names[to]! })) };
  expect(explained(finding, 'it')).toBe(
    'lavora o ha lavorato presso Dipartimento X (dal 1 settembre 2021), parte di Università Y, che partecipa alla proposta',
  );
  expect(explained(finding, 'en')).toBe('works or worked at Dipartimento X (since 1 September 2021), part of Università Y, which takes part in the proposal');
});

test.each<[Edge[], string, string]>([
  [
    [
      { kind: 'team', from: 'ada', to: 'x', fromOn: '2023-01-01' },
      { kind: 'team', from: 'bea', to: 'x', fromOn: '2022-01-01', untilOn: '2023-06-30' },
      { kind: 'leads', from: 'bea', to: 'p1' },
    ],
    'lavora o ha lavorato al progetto MICS-7 LANA (dal 1 gennaio 2023), con Bea Neri (dal 1 gennaio 2022 al 30 giugno 2023), responsabile scientifico della proposta',
    'works or worked on project MICS-7 LANA (since 1 January 2023), with Bea Neri (from 1 January 2022 to 30 June 2023), scientific lead of the proposal',
  ],
  [
    [
      { kind: 'namesake', from: 'ada', to: 'other' },
      { kind: 'named', from: 'other', to: 'p1' },
    ],
    'ha lo stesso nome di «ROSSI Ada» (da confermare), che la proposta nomina',
    'has the same name as “ROSSI Ada” (to be confirmed), whom the proposal names',
  ],
])('so is that of people: %#', (edges, it, en) => {
  const names: Record<string, string> = { x: 'MICS-7 LANA', bea: 'Bea Neri', other: 'ROSSI Ada', p1: 'MICS-1' };
  const [f] = found(edges);
  const finding = { kind: f!.kind, detail: '', path: f!.path.map(({ to, ...step }) => ({ ...step, name: names[to]! })) };
  expect([explained(finding, 'it'), explained(finding, 'en')]).toEqual([it, en]);
});

const people = ['ada', 'bea', 'cid'];
const bodies = ['o1', 'o2', 'o3', 'o4'];
const proposals = ['p1', 'p2'];
const day = fc.option(fc.constantFrom('2015-01-01', '2021-03-12', '2021-03-13', '2023-05-05', '2025-01-01'), { nil: null });
const tie = (kind: Edge['kind'], from: readonly string[], to: readonly string[], dated = true) =>
  fc.record({ kind: fc.constant(kind), from: fc.constantFrom(...from), to: fc.constantFrom(...to), untilOn: dated ? day : fc.constant(null) });
const anEdge = fc.oneof(
  tie('works', people, bodies),
  tie('acts', people, bodies, false),
  tie('part', bodies, bodies),
  tie('group', bodies, bodies),
  tie('takesPart', bodies, proposals, false),
  tie('wrote', people, proposals, false),
  tie('leads', people, proposals, false),
  tie('named', people, proposals, false),
  tie('namesake', people, people, false),
  tie('team', people, ['x1', 'x2']),
  tie('author', people, ['d1', 'd2']),
  tie('titled', people, ['t1', 't2']),
  tie('shared', people, ['x1', 'x2']),
);
const pairs = (edges: readonly Edge[]) =>
  new Set(
    found(edges, people)
      .filter((f) => f.kind !== 'competitor')
      .map((f) => `${f.person} ${f.proposal}`),
  );

describe('always', () => {
  test('a tie more takes no conflict away', () => {
    fc.assert(
      fc.property(fc.array(anEdge, { maxLength: 14 }), anEdge, (edges, more) => {
        const after = pairs([...edges, more]);
        expect([...pairs(edges)].filter((p) => !after.has(p))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('without names that are alike every conflict is the same but hints, and nobody is barred through one', () => {
    fc.assert(
      fc.property(fc.array(anEdge, { maxLength: 14 }), (edges) => {
        const certain = (of: readonly Edge[]) => found(of, people).filter((f) => f.kind !== 'namesake');
        expect(certain(edges)).toEqual(certain(edges.filter((e) => e.kind !== 'namesake')));
      }),
      { numRuns: 500 },
    );
  });

  test('nor do more years', () => {
    fc.assert(
      fc.property(fc.array(anEdge, { maxLength: 14 }), fc.nat(12), (edges, years) => {
        const of = (n: number) => new Set(found(edges, people, n).map((f) => `${f.person} ${f.proposal}`));
        const after = of(years + 1);
        expect([...of(years)].filter((p) => !after.has(p))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('what ended before the years that count bars nobody', () => {
    fc.assert(
      fc.property(fc.array(anEdge, { maxLength: 14 }), (edges) => {
        const gone = (e: Edge) => Boolean(e.untilOn && e.untilOn < '2021-03-13');
        expect(found(edges, people)).toEqual(
          found(
            edges.filter((e) => !gone(e)),
            people,
          ),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('two organisations are one for each other alike', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(tie('part', bodies, bodies), tie('group', bodies, bodies)), { maxLength: 8 }), (ties) => {
        const barred = (employer: string, member: string) =>
          found([...ties, { kind: 'works', from: 'ada', to: employer }, { kind: 'takesPart', from: member, to: 'p1' }]).map((f) => f.kind);
        for (const a of bodies) for (const b of bodies) expect(barred(a, b)).toEqual(barred(b, a));
      }),
      { numRuns: 200 },
    );
  });
});

describe('what the call says', () => {
  const call = readCall('02-2024');
  test('one that says nothing has the usual kinds', () => {
    const { lookBackYears, effect, source } = conflictTerms(call);
    expect({ lookBackYears, status: source.status }).toEqual({ lookBackYears: 3, status: 'inferred' });
    expect(effect).toEqual({
      employer: 'bars',
      formerEmployer: 'bars',
      member: 'bars',
      group: 'bars',
      proposal: 'bars',
      coauthor: 'bars',
      likelyCoauthor: 'shown',
      project: 'bars',
      namesake: 'shown',
      competitor: 'shown',
    });
  });

  test('one’s own employer, body and proposal bar whatever it says', () => {
    const conflicts = { lookBackYears: 5, bars: ['coauthor' as const], shown: ['employer' as const, 'group' as const], source: call.evaluation.source };
    expect(conflictTerms({ evaluation: { ...call.evaluation, conflicts } })).toMatchObject({
      lookBackYears: 5,
      effect: {
        employer: 'bars',
        member: 'bars',
        proposal: 'bars',
        coauthor: 'bars',
        group: 'shown',
        formerEmployer: 'off',
        likelyCoauthor: 'off',
        project: 'off',
        namesake: 'shown',
        competitor: 'off',
      },
    });
  });
});
