import { canonical, hashOf } from '#src/core/canonical.ts';
import type { Call, FormField } from '#src/funding/calls/schema.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aMember, aProposal, aResearchBody, cost, readCall } from '../../../../test/factories/proposal.ts';
import type { Answers, Proposal, ProposalDocument } from '../proposal.ts';
import { checkAnswer, missingAnswers } from './answers.ts';
import { confirmStamp } from './consortium.ts';
import { missingDocuments, tooHeavy } from './documents.ts';
import { examine, freeze, sameContent } from './examine.ts';
import { progressOf } from './progress.ts';
import { inStep, placeOf, stepsOf } from './steps.ts';

const call = readCall('01-2024');
const answers: Answers = Object.fromEntries(
  call.form.sections.map((s) => [
    s.id,
    Object.fromEntries(s.fields.map((f) => [f.id, f.kind === 'number' ? '4' : f.kind === 'choice' ? f.options![0]!.id : 'Testo'])),
  ]),
);
const facts = aProposal([
  aMember('a', {
    region: 'campania',
    costs: [cost('personnel', 'industrial', 100_000), cost('materials', 'industrial', 50_000), cost('materials', 'fundamental', 20_000)],
  }),
  aMember('b', { costs: [cost('personnel', 'industrial', 80_000), cost('materials', 'fundamental', 40_000)] }),
  aResearchBody('u', { costs: [cost('personnel', 'fundamental', 30_000)] }),
]);
const file = (document: string, organisation: string | null, bytes = 1000): ProposalDocument => ({
  document,
  organisation,
  fileName: `${document}.pdf`,
  bytes,
  sha256: hashOf([document, organisation]),
  signature: { format: 'pades', outcome: 'valid', checkedAt: '2024-02-01T10:00:00.000Z', signers: [], reasons: [], notes: [] },
});
const documents = [
  file('application', null),
  file('proposal', null),
  file('ats', null),
  file('dnsh', null),
  ...['a', 'b'].map((m) => file('size', m)),
  ...['a', 'b', 'u'].map((m) => file('conflicts', m)),
];
const proposal: Proposal = { acronym: 'FIBRA', title: 'Fibre', answers, facts, documents };
const signedOff = facts.members
  .filter((m) => m.role === 'partner')
  .map((m) => ({ organisation: m.id, person: 'p', personName: 'P', confirmedAt: '2024-02-01T10:00:00.000Z', sha256: confirmStamp(call, m, []) }));
const version = { callId: call.id, number: 2, hash: 'a'.repeat(64), call };

test('steps are the sections of the call’s form, then what every call has', () => {
  expect(stepsOf(call, {})).toEqual([
    'sections/identity',
    'sections/idea',
    'sections/circularity',
    'sections/workPlan',
    'sections/team',
    'sections/exploitation',
    'project',
    'members',
    'budget',
    'documents',
  ]);
});

test('a part of the form that does not apply is no step, and nothing is counted in it', () => {
  const [first, second, ...others] = call.form.sections;
  const asks = {
    id: 'kindOf',
    label: { it: 'Tipo', en: 'Kind' },
    kind: 'choice' as const,
    required: true,
    options: ['a', 'b'].map((o) => ({ id: o, label: { it: o, en: o } })),
  };
  const own: Call = {
    ...call,
    form: { ...call.form, sections: [{ ...first!, fields: [...first!.fields, asks] }, { ...second!, when: { field: 'kindOf', oneOf: ['b'] } }, ...others] },
  };
  const under = (kindOf: string) => ({ ...proposal, answers: { ...answers, [first!.id]: { ...answers[first!.id], kindOf } } });
  const step = `sections/${second!.id}`;
  expect([stepsOf(own, under('a').answers).includes(step), stepsOf(own, under('b').answers).includes(step)]).toEqual([false, true]);
  const counted = (kindOf: string) => progressOf(own, under(kindOf), examine(own, under(kindOf))).map((p) => p.step);
  expect([counted('a').includes(step), counted('b').includes(step)]).toEqual([false, true]);
  expect(Object.keys(examine(own, under('a')).answers).includes(second!.id)).toBe(false);
});

test('every reason leads to its step', () => {
  expect(placeOf('sections.idea.trlStart')).toEqual({ step: 'sections/idea', field: 'trlStart' });
  expect(placeOf('members')).toEqual({ step: 'members' });
  expect(placeOf('budget.x-1')).toEqual({ step: 'budget', part: 'member-x-1' });
  expect(placeOf('documents.size.x-1')).toEqual({ step: 'documents', part: 'document-size-x-1' });
  expect(placeOf('durationMonths')).toEqual({ step: 'project', field: 'durationMonths' });
  const nothing: Proposal = {
    acronym: '',
    title: '',
    answers: {},
    facts: aProposal([aMember('a')], { mainSpoke: null, spokes: [], sector: null, durationMonths: null }),
    documents: [],
  };
  const { toPutRight } = examine(call, nothing);
  expect(stepsOf(call, {}).reduce((n, step) => n + inStep(toPutRight, step).length, 0)).toBe(toPutRight.length);
});

test('a complete proposal has nothing to put right', () => {
  expect(examine(call, { ...proposal, confirmations: signedOff }).toPutRight).toEqual([]);
});

describe('answers at the edges', () => {
  const text: FormField = { id: 'x', kind: 'longText', label: { it: 'X', en: 'X' }, required: true, maxChars: 10 };
  const figure: FormField = { id: 'x', kind: 'number', label: { it: 'X', en: 'X' }, required: true, min: 1, max: 9 };
  const cases: [FormField, string, string | null][] = [
    [text, '', 'application.answerMissing'],
    [{ ...text, required: false }, '', null],
    [text, 'x'.repeat(10), null],
    [text, 'x'.repeat(11), 'application.answerTooLong'],
    [figure, '1', null],
    [figure, '9', null],
    [figure, '0.999999', 'application.answerOutOfRange'],
    [figure, '9.000001', 'application.answerOutOfRange'],
    [figure, '4.5', null],
    [figure, 'abc', 'application.answerNotANumber'],
    [figure, '1e3', 'application.answerNotANumber'],
    [figure, 'Infinity', 'application.answerNotANumber'],
    [figure, '0x5', 'application.answerNotANumber'],
    [{ ...text, kind: 'date' }, '2024-02-29', null],
    [{ ...text, kind: 'date' }, '2023-02-29', 'application.answerNotADate'],
    [{ ...text, kind: 'date' }, '2024-02-29T00:00', 'application.answerNotADate'],
    [{ ...text, kind: 'choice', options: [{ id: 'a', label: text.label }] }, 'a', null],
    [{ ...text, kind: 'choice', options: [{ id: 'a', label: text.label }] }, 'b', 'application.answerNotAnOption'],
  ];
  test.each(cases)('%o %s', (field, written, code) => expect(checkAnswer(field, written, 'x')?.code ?? null).toBe(code));
  test('too long says by how much', () =>
    expect(checkAnswer(text, 'x'.repeat(13), 'at')).toEqual({
      code: 'application.answerTooLong',
      params: { label: text.label, count: 13, max: 10, over: 3 },
      at: 'at',
    }));
});

test('each missing answer and document is one reason with its place and source', () => {
  const { title: _gone, ...rest } = answers['identity']!;
  expect(missingAnswers(call, { ...answers, identity: rest })).toEqual([
    { code: 'application.answerMissing', params: { label: call.form.sections[0]!.fields[0]!.label }, at: 'sections.identity.title', source: call.form.source },
  ]);
  expect(missingDocuments(call, { facts, documents: documents.slice(0, -1) })).toEqual([
    {
      code: 'application.documentMissing',
      params: { title: call.documents.find((d) => d.id === 'conflicts')!.title, who: 'u' },
      at: 'documents.conflicts.u',
      source: call.documents.find((d) => d.id === 'conflicts')!.source,
    },
  ]);
});

test('all documents together: 10 MB to the byte', () => {
  const limit = call.documentsTogether!.maxBytes;
  expect(tooHeavy(call, [{ bytes: limit - 1 }, { bytes: 1 }])).toEqual([]);
  expect(tooHeavy(call, [{ bytes: limit }, { bytes: 1 }])[0]!.params).toEqual({ bytes: limit + 1, maxBytes: limit, overBytes: 1 });
});

describe('the snapshot', () => {
  const frozen = (p: Proposal) => freeze('id', version, p, examine(call, p));

  test('the South counts by place of implementation, and amounts add up', () => {
    const { aid } = frozen(proposal);
    expect(aid.grantCents).toBe(aid.members.reduce((n, m) => n + m.aidCents, 0));
    expect(aid.southGrantCents).toBe(aid.members.find((m) => m.id === 'a')!.aidCents);
    expect(aid.southGrantCents).toBeGreaterThan(0);
  });

  test('its hash does not depend on the order in which rows come out of the database', () => {
    const hash = hashOf(frozen(proposal));
    const shuffled = fc.tuple(
      ...facts.members.map((m) => fc.shuffledSubarray([...m.costs], { minLength: m.costs.length })),
      fc.shuffledSubarray([...documents], { minLength: documents.length }),
      fc.shuffledSubarray(Object.keys(answers), { minLength: Object.keys(answers).length }),
    );
    fc.assert(
      fc.property(shuffled, (drawn) => {
        const keys = drawn.at(-1) as string[];
        const files = drawn.at(-2) as ProposalDocument[];
        const members = facts.members.map((m, i) => ({ ...m, costs: drawn[i] as typeof m.costs }));
        expect(
          hashOf(frozen({ ...proposal, documents: files, answers: Object.fromEntries(keys.map((k) => [k, answers[k]!])), facts: { ...facts, members } })),
        ).toBe(hash);
      }),
      { numRuns: 60 },
    );
  });

  test('any text survives: what is frozen reads back equal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (written) => {
        const snapshot = frozen({ ...proposal, title: written });
        expect(JSON.parse(canonical(snapshot))).toEqual(JSON.parse(JSON.stringify(snapshot)));
      }),
      { numRuns: 60 },
    );
  });

  test('what the applicant did not change is no change', () => {
    const { members } = facts;
    const others = {
      ...proposal,
      facts: { ...facts, members: members.map((m) => ({ ...m, name: `${m.name} S.p.A.`, otherProposals: { asLead: 1, asMember: 3 } })) },
    };
    expect(sameContent(proposal, others)).toBe(true);
    expect(sameContent(proposal, { ...proposal, answers: { ...answers, extra: { nothing: '' } } })).toBe(true);
    expect(sameContent(proposal, { ...proposal, title: 'Altro' })).toBe(false);
    expect(sameContent(proposal, { ...proposal, documents: documents.slice(1) })).toBe(false);
    expect(sameContent(proposal, { ...proposal, facts: { ...facts, members: [{ ...members[0]!, region: 'lazio' }, ...members.slice(1)] } })).toBe(false);
  });
});
