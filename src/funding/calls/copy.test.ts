import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '#src/core/decision.ts';
import { locales } from '#src/core/words.ts';
import { aMember, aProposal, aResearchBody, nothingYet, readCall } from '../../../test/factories/proposal.ts';
import { findingCopy, ruleWords, sectorWords } from './copy.ts';
import { callInWords } from './copy/chapters.ts';
import { withArticle, withDate } from './copy/vocabulary.ts';
import { aid } from './rules/aid.ts';
import { checkProposal } from './rules/findings.ts';
import type { CallRule } from './schema.ts';
import { ruleNames } from './vocabulary.ts';

const calls = ['01-2024', '02-2024', '03-2026'].map(readCall);
const [enterprises, bodies] = calls as [(typeof calls)[0] & object, (typeof calls)[0] & object];
const source = { ref: 'Prova', status: 'example' } as const;
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const say = (finding: Finding) => [
  plain(findingCopy[finding.code as 'rule.members.met'].it(finding.params)),
  plain(findingCopy[finding.code as 'rule.members.met'].en(finding.params)),
];

test('a share that is too large: who, how much, the limit, and what would change it', () => {
  const facts = aProposal([aMember('a', { name: 'Rossi Tessuti', euros: 316_000 }), aResearchBody('u', { euros: 84_000 })]);
  expect(
    checkProposal(enterprises, facts)
      .filter((f) => !f.met)
      .map(say),
  ).toEqual([
    [
      'Con questi partecipanti (imprese: 1; organismi di ricerca: 1) i limiti sulle quote, presi insieme, coprono al massimo il 90 % dei costi: nessun piano dei costi può rispettarli tutti. Occorre un altro partner, di norma un’impresa.',
      'With these participants (enterprises: 1; research bodies: 1) the limits on shares together cover 90% of the cost at most: no budget can meet them all. Another partner is needed, as a rule an enterprise.',
    ],
    [
      'Rossi Tessuti ha il 79 % dei costi ammissibili; il massimo è il 70 %: occorre spostare almeno 36.000 € su altri partner.',
      'Rossi Tessuti has 79% of the eligible cost; the maximum is 70%: at least €36,000 must move to other partners.',
    ],
    [
      'Gli organismi di ricerca, insieme, hanno il 21 % dei costi ammissibili; il massimo è il 20 %: occorre spostare almeno 4.000 € sugli altri partner.',
      'Research bodies together have 21% of the eligible cost; the maximum is 20%: at least €4,000 must move to the other partners.',
    ],
  ]);
});

test('Italian articles before figures and dates', () => {
  expect([70, 80, 8.5, 11, 1, 18, 100, 0].map((n) => plain(withArticle('il', n)))).toEqual([
    'il 70 %',
    'l’80 %',
    'l’8,5 %',
    'l’11 %',
    'l’1 %',
    'il 18 %',
    'il 100 %',
    'lo 0 %',
  ]);
  expect(['11 marzo 2024', '8 aprile 2024', '18 aprile 2024', '1 maggio 2024'].map((d) => withDate('dal', d))).toEqual([
    'dall’11 marzo 2024',
    'dall’8 aprile 2024',
    'dal 18 aprile 2024',
    'dal 1 maggio 2024',
  ]);
});

test.each<[Record<string, unknown>, string, string]>([
  [
    { rule: 'maxShare', of: 'eachMember', percent: 70, applies: 'always' },
    'Ogni partner sostiene al massimo il 70 % dei costi ammissibili.',
    'Each partner bears at most 70% of the eligible cost.',
  ],
  [
    { rule: 'minShare', of: 'researchBodies', percent: 10, applies: 'ats' },
    'Gli organismi di ricerca, insieme, sostengono almeno il 10 % dei costi ammissibili. Vale solo per le ATS.',
    'Research bodies together bear at least 10% of the eligible cost. This holds for an ATS only.',
  ],
  [
    { rule: 'mustInclude', what: 'sme', atLeast: 1 },
    'Partecipa almeno una micro, piccola o media impresa.',
    'At least one micro, small or medium-sized enterprise takes part.',
  ],
  [{ rule: 'mustInclude', what: 'enterprise', atLeast: 2 }, 'Partecipano almeno 2 imprese.', 'At least 2 enterprises take part.'],
  [{ rule: 'members', min: 2, max: 5 }, 'I partecipanti sono da 2 a 5.', 'There are 2 to 5 participants.'],
  [{ rule: 'maxGrant', cents: 50_000_000 }, 'Il contributo non supera 500.000 €.', 'The grant is at most €500,000.'],
  [{ rule: 'womenShare', percent: 40 }, 'Le donne sono almeno il 40 % del gruppo di ricerca.', 'Women are at least 40% of the research staff.'],
  [
    { rule: 'proposalsPerApplicant', max: 1, counts: 'member', of: ['enterprise'] },
    'Ogni impresa partecipa al massimo a una proposta, da capofila o da partner.',
    'Each enterprise takes part in at most one proposal, as lead or as partner.',
  ],
  [
    { rule: 'duration', maxMonths: 18, endsBy: '2025-09-30' },
    'Il progetto dura al massimo 18 mesi e si conclude entro il 30 settembre 2025.',
    'The project lasts at most 18 months and ends by 30 September 2025.',
  ],
])('%j in words', (rule, it, en) => {
  const said = ruleWords({ id: 'r', source, ...rule } as CallRule);
  expect([plain(said.it), plain(said.en)]).toEqual([it, en]);
});

test('a rule is followed by its note', () => {
  const [form] = enterprises.rules;
  expect(ruleWords({ ...form!, note: { it: 'Nota.', en: 'Note.' } })).toEqual({
    it: 'Si partecipa da soli o in associazione temporanea di scopo (ATS). Nota.',
    en: 'Applicants take part alone or in a temporary association (ATS). Note.',
  });
});

test('sectors are named by the call', () => {
  expect([sectorWords(enterprises, 'clothing').it, sectorWords(enterprises, 'food').it, sectorWords(bodies, 'clothing').en]).toEqual([
    'Abbigliamento',
    'food',
    'clothing',
  ]);
});

const broken = /undefined|NaN|\[object|null|Invalid|\{|\}|  |\.\.|,\s*[.;]/;

describe('the whole call in words', () => {
  test.each(calls.map((c) => [c.id, c] as const))('%s says every rule, criterion, document, premium and act, in both languages', (_id, call) => {
    for (const locale of locales) {
      const chapters = callInWords(call, locale);
      const text = chapters.flatMap((c) => c.lines.map((l) => l.text));
      for (const rule of call.rules) expect(text).toContain(ruleWords(rule)[locale]);
      for (const named of [...call.documents, ...call.evaluation.criteria]) expect(text.filter((l) => l.startsWith(`${named.title[locale]}:`))).toHaveLength(1);
      for (const premium of call.evaluation.premiums) expect(text.filter((l) => l.startsWith('Prem') && l.includes(premium.title[locale]))).toHaveLength(1);
      for (const act of call.acts) expect(text.filter((l) => l.includes(act.ref))).toHaveLength(1);
      for (const line of text) expect(line).not.toMatch(broken);
      expect(chapters.filter((c) => c.lines.length === 0)).toEqual([]);
    }
  });
  test('a clause shows what will be filled in, and payments are told with their shares', () => {
    const of = (heading: string, locale: 'it' | 'en') =>
      callInWords(enterprises, locale)
        .find((c) => c.heading === heading)!
        .lines.map((l) => plain(l.text));
    expect(of('Contratto', 'it')).toContain(
      'Durata. Il progetto comincia il [data di inizio] e termina il [data di fine]. I costi sono ammissibili dalla firma di questo contratto alla fine del progetto.',
    );
    expect(of('Contract', 'en')).toContain(
      'Anti-mafia information: each private body, with a grant above €150,000, before every payment, with the day until when it is valid, the office gets it itself.',
    );
    expect(of('Rendicontazione e pagamenti', 'it')).toContain(
      'Anticipo e acconti arrivano fino al 90 % del contributo, il resto è il saldo. Si paga entro 60 giorni.',
    );
    expect(of('Reports and payments', 'en')).toContain('From 1 January 2024 to 31 December 2024, on what is given back or paid late: 2.5% interest a year.');
  });
  test('what is made up is marked so, and a demonstration call is made up throughout', () => {
    const statuses = (call: typeof enterprises, heading: string) =>
      new Set(
        callInWords(call, 'en')
          .find((c) => c.heading === heading)!
          .lines.map((l) => l.source.status),
      );
    expect([
      statuses(enterprises, 'Evaluation'),
      statuses(enterprises, 'Contract'),
      statuses(enterprises, 'Reports and payments'),
      statuses(enterprises, 'Who may apply'),
    ]).toEqual([new Set(['example']), new Set(['example', 'inferred', 'sourced']), new Set(['example', 'inferred']), new Set(['sourced'])]);
    expect(new Set(callInWords(calls[2]!, 'it').flatMap((c) => c.lines.map((l) => l.source.status)))).toEqual(new Set(['example']));
    expect(
      callInWords(enterprises, 'en')
        .find((c) => c.heading === 'Later acts')!
        .lines.map((l) => [l.text, l.source.status]),
    ).toEqual([
      [
        'Extension of the deadline (Avviso di proroga all’11 marzo 2024). The new deadline is 11 March 2024, 12:00 (before: 21 February 2024, 12:00).',
        'sourced',
      ],
      ['Date of the act: 20 February 2024.', 'example'],
      ['Raise of the budget (Atto di integrazione a 16.000.000 €). The budget grows by €1,000,000.', 'brief'],
      ['Date of the act: 22 July 2024.', 'example'],
    ]);
  });
});

describe('findings in words', () => {
  const member = fc.record({
    kind: fc.constantFrom('university' as const, 'enterprise' as const, 'association' as const),
    size: fc.constantFrom(null, 'small' as const, 'large' as const),
    region: fc.constantFrom('', 'apulia', 'veneto'),
    inPartnership: fc.boolean(),
    otherProposals: fc.record({ asLead: fc.nat(2), asMember: fc.nat(2) }),
    staff: fc.record({ women: fc.nat(3), men: fc.nat(3), under40: fc.nat(3), newHires: fc.nat(1) }),
    costs: fc.array(
      fc.record({
        category: fc.constantFrom('personnel' as const, 'consultancy' as const, 'indirect' as const, 'other' as const),
        researchType: fc.constantFrom('industrial' as const, 'experimental' as const),
        cents: fc.nat(10 ** 8),
      }),
      { maxLength: 3 },
    ),
  });
  const facts = fc
    .record({
      members: fc.array(member, { maxLength: 3 }),
      spokes: fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 3 }),
      months: fc.constantFrom(null, 12, 30),
      startsOn: fc.constantFrom(null, '2024-01-31', '2025-04-01'),
    })
    .map((g) =>
      g.members.length === 0
        ? nothingYet
        : aProposal(
            g.members.map((m, i) => aMember(`m${i}`, m)),
            { spokes: g.spokes, mainSpoke: null, durationMonths: g.months, startsOn: g.startsOn },
          ),
    );
  const extra: CallRule[] = [
    { rule: 'members', min: 2, max: 2 },
    { rule: 'mustInclude', what: 'sme', atLeast: 2 },
    { rule: 'minShare', of: 'researchBodies', percent: 10, applies: 'ats' },
    { rule: 'minShare', of: 'eachMember', percent: 20, applies: 'always' },
    { rule: 'maxGrant', cents: 10_000_000 },
    { rule: 'womenShare', percent: 40 },
    { rule: 'placeOfImplementation', area: 'south' },
    { rule: 'memberKind', among: ['university'] },
    { rule: 'maxShare', of: 'eachEnterprise', percent: 60, applies: 'severalEnterprises' },
    { rule: 'mainSpoke', maxSpokes: 1 },
    { rule: 'sizeAmong', among: ['small'] },
    { rule: 'duration', maxMonths: 12, endsBy: '2025-03-31' },
    { rule: 'leadKind', among: ['enterprise'] },
  ].map((r, i) => ({ id: `x${i}`, source, ...r }) as CallRule);

  test('whatever is found can be said in both languages', () => {
    const call = { ...enterprises, rules: [...enterprises.rules, ...extra] };
    expect(new Set(call.rules.map((r) => r.rule))).toEqual(new Set(ruleNames));
    const seen = new Set<string>();
    fc.assert(
      fc.property(facts, (given) => {
        for (const finding of [...checkProposal(call, given), ...aid(call, given).bonus!.conditions]) {
          seen.add(finding.code);
          for (const text of say(finding)) expect(text).not.toMatch(broken);
        }
      }),
      { numRuns: 400 },
    );
    expect(seen.size).toBeGreaterThan(60);
  });
});
