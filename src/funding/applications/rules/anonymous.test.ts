import { canonical } from '#src/core/canonical.ts';
import { blindCautions, identifyingFields } from '#src/funding/calls/rules/blind.ts';
import { callSchema, type Call, type FormField } from '#src/funding/calls/schema.ts';
import { checkCall } from '#src/funding/calls/check.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aMember, aProposal, cost, readCallJson } from '../../../../test/factories/proposal.ts';
import type { Proposal } from '../proposal.ts';
import type { Snapshot } from '../snapshot.ts';
import { anonymous } from './anonymous.ts';
import { mentions } from './mentions.ts';

const words = (it: string) => ({ it, en: it });
const source = { ref: 'Test', status: 'example' as const };
const field = (id: string, more: Partial<FormField> = {}): FormField => ({ id, kind: 'text', label: words(id), required: false, ...more });
const options = ['a', 'b'].map((id) => ({ id, label: words(id) }));

/** A call whose form has one of everything that can say who proposes, and one of everything that cannot. */
function doubleBlind(evaluation: Partial<Call['evaluation']> = {}): Call {
  const call = readCallJson('02-2024') as Call;
  const column = (id: string, more = {}) => ({ id, kind: 'text', label: words(id), required: false, ...more });
  return callSchema.parse({
    ...call,
    documents: [
      { ...call.documents[0]!, id: 'plan', of: 'application', when: 'always', signature: 'none', formats: undefined, anonymous: true },
      { ...call.documents[0]!, id: 'mandate', anonymous: undefined },
    ],
    form: {
      source: call.form.source,
      sections: [
        { id: 'who', title: words('Chi'), identifying: true, fields: [field('coordinator'), field('choice', { kind: 'choice', options })] },
        {
          id: 'what',
          title: words('Che cosa'),
          fields: [
            field('acronym'),
            field('title'),
            field('aim', { kind: 'longText' }),
            field('head', { identifying: true }),
            field('because', { when: { field: 'choice', oneOf: ['a'] } }),
            field('work', {
              kind: 'table',
              columns: [
                column('task'),
                column('leader', { identifying: true }),
                column('member', { kind: 'member' }),
                column('after', { kind: 'row', of: 'teams' }),
              ],
            } as never),
            field('teams', { kind: 'table', columns: [column('lead', { kind: 'member' })] } as never),
          ],
        },
      ],
    },
    evaluation: { ...call.evaluation, premiums: [], blind: 'double', ...evaluation },
    ranking: { ...call.ranking, premiums: undefined, tieBreaks: [{ by: 'draw', source: call.ranking.tieBreaks[0]!.source }] },
  });
}

/** Everything that says who proposes. Each value is one that occurs nowhere else. */
type Who = { names: string[]; region: string; kinds: ('enterprise' | 'university')[]; women: number[] };
const who: fc.Arbitrary<Who> = fc.integer({ min: 1, max: 4 }).chain((n) =>
  fc.record({
    names: fc.array(
      fc.stringMatching(/^[A-Z]{10}$/).map((s) => `QX${s}`),
      { minLength: 40, maxLength: 40 },
    ),
    region: fc.constantFrom('sicily', 'lazio', 'veneto'),
    kinds: fc.array(fc.constantFrom('enterprise' as const, 'university' as const), { minLength: n, maxLength: n }),
    women: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: n, maxLength: n }),
  }),
);
/** What is proposed, whoever does. */
const what = fc.record({
  aim: fc.string({ minLength: 1 }),
  task: fc.string({ minLength: 1 }),
  euros: fc.integer({ min: 1, max: 1_000_000 }),
  months: fc.integer({ min: 1, max: 36 }),
  spoke: fc.integer({ min: 1, max: 8 }),
});

function snapshotOf(
  { names, region, kinds, women }: Who,
  { aim, task, euros, months, spoke }: { aim: string; task: string; euros: number; months: number; spoke: number },
): Snapshot {
  const name = (i: number) => names[i % names.length]!;
  const members = kinds.map((kind, i) =>
    aMember(name(i), {
      name: name(10 + i),
      kind,
      region,
      staff: { women: women[i]!, men: 1, under40: 0, newHires: 0 },
      costs: i === 0 ? [cost('materials', 'industrial', euros)] : [],
    }),
  );
  const document = (of: string, i: number) => ({
    document: of,
    organisation: name(0),
    fileName: `${name(20 + i)}.pdf`,
    bytes: 1000 + women[0]!,
    sha256: name(30 + i),
  });
  return {
    format: 'mics-application/1',
    application: name(1),
    call: { id: 'c', version: 1, hash: 'h' },
    acronym: name(2),
    title: name(3),
    answers: {
      who: { coordinator: name(4), choice: women[0]! % 2 ? 'a' : 'b' },
      what: {
        acronym: name(2),
        title: name(3),
        aim,
        head: name(5),
        because: name(6),
        work: [{ id: 'row00001', task, leader: name(7), member: name(0), after: 'row00002' }],
        teams: [{ id: 'row00002', lead: name(0) }],
      },
    },
    facts: aProposal(members, { mainSpoke: spoke, spokes: [spoke], durationMonths: months }),
    documents: [document('plan', 0), document('mandate', 1)],
    confirmations: [{ organisation: name(0), person: name(8), personName: name(9), confirmedAt: '2024-01-01T00:00:00.000Z', sha256: name(15) }],
    staff: [{ organisation: name(0), lines: [] }],
    findings: [{ code: 'rule.x', met: true, params: { member: name(16) } }] as never,
    aid: {
      eligibleCents: euros * 100,
      grantCents: women[0]! * 7,
      southGrantCents: women[0]! * 3,
      members: members.map((m) => ({ id: m.id, eligibleCents: 1, aidCents: women[0]! })),
    },
  };
}

describe('what the expert of a double-blind call reads', () => {
  const call = doubleBlind();

  test('holds nothing that says who proposes, and all of what is proposed', () => {
    fc.assert(
      fc.property(who, what, (w, p) => {
        const view = anonymous(call, snapshotOf(w, p));
        const said = canonical(view);
        expect(w.names.filter((name) => said.includes(name))).toEqual([]);
        expect(view).toEqual({
          format: 'mics-anonymous/1',
          acronym: null,
          title: null,
          answers: { what: { aim: p.aim, work: [{ id: 'row00001', task: p.task }] } },
          project: { mainSpoke: p.spoke, spokes: [p.spoke], sector: 'clothing', durationMonths: p.months, startsOn: null },
          costs: [{ category: 'materials', researchType: 'industrial', cents: p.euros * 100 }],
          documents: [{ document: 'plan' }],
        });
      }),
    );
  });

  test('is the same whoever proposes the same', () => {
    fc.assert(
      fc.property(who, who, what, (a, b, p) => {
        expect(canonical(anonymous(call, snapshotOf(a, p)))).toBe(canonical(anonymous(call, snapshotOf(b, p))));
      }),
    );
  });

  test('has the acronym and the title where the call lets them through', () => {
    const [w] = fc.sample(who, { numRuns: 1, seed: 1 });
    const snapshot = snapshotOf(w!, { aim: 'x', task: 'y', euros: 1, months: 1, spoke: 1 });
    const named = (acronym: boolean, title: boolean) => anonymous(doubleBlind({ named: { acronym, title, source } }), snapshot);
    expect([named(true, false).acronym, named(true, false).title]).toEqual([snapshot.acronym, null]);
    expect([named(false, true).acronym, named(false, true).title]).toEqual([null, snapshot.title]);
    expect(named(false, true).answers['what']).toMatchObject({ title: snapshot.title });
    expect(named(false, true).answers['what']).not.toHaveProperty('acronym');
  });

  test('leaves out what is asked because of what it leaves out, and tables of which nothing is left', () => {
    expect([...identifyingFields(call)].sort()).toEqual(['acronym', 'because', 'choice', 'coordinator', 'head', 'teams', 'title']);
  });
});

describe('a double-blind call', () => {
  test('is told in words, and warns where it judges who proposes or asks for names that experts read', () => {
    const call = doubleBlind();
    const [first] = call.evaluation.criteria;
    const wrong = {
      ...call,
      documents: call.documents.map((d) => ({ ...d, anonymous: undefined })),
      evaluation: {
        ...call.evaluation,
        criteria: [
          { ...first!, title: words('Qualità del partenariato') },
          ...call.evaluation.criteria.slice(1).map((c) => ({ ...c, title: words('Impatto'), help: words('Effetti') })),
        ],
      },
      form: {
        ...call.form,
        sections: call.form.sections.map((s) =>
          s.id === 'what' ? { ...s, fields: [...s.fields, field('mail', { label: words('E-mail del referente') })] } : s,
        ),
      },
    } as Call;
    expect(blindCautions(wrong).map((c) => `${c.at} ${c.kind}`)).toEqual([
      'evaluation.criteria.0 judgesApplicants',
      'form.sections.1.fields.7 namesPeople',
      'documents noDocument',
    ]);
    expect(blindCautions({ ...wrong, evaluation: { ...wrong.evaluation, blind: 'single' } })).toEqual([]);
    const checked = checkCall(JSON.parse(JSON.stringify(wrong)));
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
    expect(checked.cautions.it[0]).toMatchObject({
      path: 'evaluation.criteria[0]',
      message: expect.stringContaining('«Qualità del partenariato» sembra giudicare chi propone'),
    });
    expect(checked.words.en.flatMap((c) => c.lines.map((l) => l.text)).join('\n')).toContain('Double blind: applicants do not know');
  });

  test('shows experts no document that is signed, of each participant, or no PDF', () => {
    const call = doubleBlind();
    const [plan] = call.documents;
    const problems = (more: object) => {
      const checked = checkCall(JSON.parse(JSON.stringify({ ...call, documents: [{ ...plan, ...more }] })));
      return checked.ok ? [] : checked.problems.map((p) => p.message);
    };
    expect(problems({ signature: 'digital' })).toEqual(['a signature says who signed']);
    expect(problems({ of: 'eachMember' })).toEqual(['what is asked of each participant says who they are']);
    expect(problems({ formats: ['pdf', 'docx'] })).toEqual(['only a PDF can be shown without what it says of its author']);
    expect(
      checkCall(JSON.parse(JSON.stringify({ ...call, evaluation: { ...call.evaluation, blind: 'single', named: { acronym: true, title: true, source } } }))),
    ).toMatchObject({
      ok: false,
      problems: [{ path: 'evaluation.named', message: 'is for a double-blind call' }],
    });
  });
});

test('texts that experts read are searched for who proposes, each found at its field', () => {
  const call = doubleBlind();
  const proposal = {
    acronym: 'TESSILE',
    title: 'Il Politecnico di Bari tesse',
    answers: {
      who: { coordinator: 'Maria Rossi' },
      what: {
        acronym: 'TESSILE',
        title: 'Il Politecnico di Bari tesse',
        aim: 'Come il politecnico di  bari ha mostrato, PoliBa e Maria Rossi (m.rossi@poliba.it) con Tessuti S.p.A. usano il TESSILE. Un rossiccio tessuto.',
        head: 'Politecnico di Bari',
        work: [{ id: 'r1', task: 'Prove di Tessuti', leader: 'Maria Rossi' }],
      },
    },
    facts: aProposal([aMember('a')]),
    documents: [],
  } as unknown as Proposal;
  const known = { organisations: ['Politecnico di Bari', 'PoliBa', 'Tessuti S.p.A.', 'IT'], people: ['Maria Rossi'] };
  const found = (of: Call) => mentions(of, proposal, known).map((r) => `${r.at} ${r.params['name']}`);
  expect(found(call)).toEqual([
    ...['Politecnico di Bari', 'PoliBa', 'Tessuti S.p.A.', 'Maria Rossi', 'TESSILE', 'm.rossi@poliba.it'].map((n) => `sections.what.aim ${n}`),
    'sections.what.work.r1.task Tessuti S.p.A.',
  ]);
  expect(found(doubleBlind({ named: { acronym: true, title: true, source } }))[0]).toBe('sections.what.title Politecnico di Bari');
  expect(found({ ...call, evaluation: { ...call.evaluation, blind: 'single' } })).toEqual([]);
});
