import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, type Finding } from '#src/core/decision.ts';
import { aMember, aProposal, aResearchBody, cost, nothingYet, readCall } from '../../../../test/factories/proposal.ts';
import type { ProposalFacts } from '../facts.ts';
import type { Call, CallRule } from '../schema.ts';
import { checkProposal, checkRule } from './findings.ts';

const enterprises = readCall('01-2024');
const bodies = readCall('02-2024');
const open = readCall('03-2026');

const codes = (findings: readonly Finding[]) => findings.filter((f) => !f.met).map((f) => f.code.replace('rule.', '') + (f.at ? ` @${f.at}` : ''));
const unmetOf = (facts: ProposalFacts, call: Call = enterprises) => codes(checkProposal(call, facts));
const source = { ref: 'Prova', status: 'example' } as const;
const look = (rule: Record<string, unknown>, facts: ProposalFacts, call: Call = enterprises) =>
  checkRule({ id: 'r', source, ...rule } as CallRule, facts, call);
const bare = (findings: readonly Finding[]) => findings.map(({ source: _source, ...rest }) => rest);

describe('published cases of an ATS: each partner at most 70 %, research bodies together at most 20 %', () => {
  const ats = (a: number, odr: number) => aProposal([aMember('a', { euros: a }), aResearchBody('odr', { euros: odr })]);
  const both = ['maxShare.impossible @members', 'maxShare.over @budget.a', 'maxShare.groupOver @budget'];

  test('enterprise 79 % and research body 21 %: both limits are passed', () => expect(unmetOf(ats(316_000, 84_000))).toEqual(both));
  test('75/25: both limits are passed', () => expect(unmetOf(ats(300_000, 100_000))).toEqual(both));
  test('two enterprises 45 + 40 and a research body 15: everything is met', () => {
    const facts = aProposal([aMember('a', { euros: 180_000 }), aMember('b', { euros: 160_000 }), aResearchBody('odr', { euros: 60_000 })]);
    expect(unmetOf(facts)).toEqual([]);
    expect(unmetOf(facts, open)).toEqual([]);
    expect(decide(checkProposal(enterprises, facts))).toEqual({ ok: true });
  });
  test('one enterprise and one research body can never meet both', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 0, max: 10 ** 9 }), (a, odr) => {
        const shares = checkProposal(enterprises, ats(a, odr)).filter((f) => f.code.startsWith('rule.maxShare') && !f.met);
        expect(shares[0]?.code).toBe('rule.maxShare.impossible');
        if (a + odr > 0) expect(shares.some((f) => f.code !== 'rule.maxShare.impossible')).toBe(true);
      }),
    );
  });
  test('unless the 70 % is read as a limit among enterprises', () => {
    const rules = enterprises.rules.map((r) => (r.rule === 'maxShare' && r.of === 'eachMember' ? { ...r, applies: 'severalEnterprises' as const } : r));
    expect(unmetOf(ats(340_000, 60_000), { ...enterprises, rules })).toEqual([]);
    expect(unmetOf(ats(316_000, 84_000), { ...enterprises, rules })).toEqual(['maxShare.groupOver @budget']);
  });
  test('figures: who, how much, and what would change it', () => {
    expect(bare(checkProposal(enterprises, ats(316_000, 84_000)).filter((f) => f.code.startsWith('rule.maxShare')))).toEqual([
      { met: false, code: 'rule.maxShare.impossible', at: 'members', params: { reachPercent: 90, enterprises: 1, researchBodies: 1 } },
      {
        met: false,
        code: 'rule.maxShare.over',
        at: 'budget.a',
        params: { of: 'eachMember', percent: 70, who: 'a', partCents: 31_600_000, totalCents: 40_000_000, sharePercent: 79, moveCents: 3_600_000 },
      },
      {
        met: false,
        code: 'rule.maxShare.groupOver',
        at: 'budget',
        params: { of: 'researchBodies', percent: 20, who: '', partCents: 8_400_000, totalCents: 40_000_000, sharePercent: 21, moveCents: 400_000 },
      },
    ]);
  });
  test('one cent over is over, and not shown as the limit itself', () => {
    const facts = aProposal([
      aMember('a', { costs: [{ category: 'materials', researchType: 'industrial', cents: 28_000_001 }] }),
      aMember('b', { euros: 120_000 }),
    ]);
    const over = checkProposal(enterprises, facts).find((f) => f.code === 'rule.maxShare.over')!;
    expect(over.params).toMatchObject({ sharePercent: 70.01, moveCents: 1 });
  });
});

test('a single enterprise meets everything: limits among partners do not concern it', () => {
  const findings = checkProposal(enterprises, aProposal([aMember('a', { euros: 400_000 })]));
  expect(codes(findings)).toEqual([]);
  expect(findings.filter((f) => f.code === 'rule.maxShare.notApplicable')).toHaveLength(2);
});

test('nothing yet: every rule that asks for something says so, none throws', () => {
  expect(unmetOf(nothingYet)).toEqual([
    'applicantForm.empty @members',
    'leadKind.noLead @members',
    'memberKind.empty @members',
    'outsidePartnership.empty @members',
    'sizeAmong.empty @members',
    'maxShare.noCosts @budget',
    'maxShare.noCosts @budget',
    'proposalsPerApplicant.empty @members',
    'mainSpoke.none @spokes',
    'sectors.none @sector',
    'researchTypes.noCosts @budget',
    'projectCost.empty @budget',
    'duration.missing @durationMonths',
    'categories.noCosts @budget',
    'categoryCap.noCosts @budget',
    'placeOfImplementation.empty @members',
  ]);
  expect(unmetOf(nothingYet, bodies)).toEqual([
    'applicantForm.empty @members',
    'leadKind.noLead @members',
    'outsidePartnership.empty @members',
    'proposalsPerApplicant.empty @members',
    'mainSpoke.none @spokes',
    'researchTypes.noCosts @budget',
    'projectCost.empty @budget',
    'duration.missing @durationMonths',
    'duration.noStart @startsOn',
    'categories.noCosts @budget',
    'categoryCap.noCosts @budget',
    'placeOfImplementation.empty @members',
  ]);
});

describe('who applies', () => {
  test('a university alone answers the call for research bodies, an enterprise does not', () => {
    expect(unmetOf(aProposal([aResearchBody('u', { euros: 300_000 })], { startsOn: '2024-04-01', durationMonths: 18 }), bodies)).toEqual([]);
    expect(unmetOf(aProposal([aMember('a', { euros: 300_000 })], { startsOn: '2024-04-01' }), bodies)).toEqual(['leadKind.notAdmitted @members.a']);
  });
  test('two research bodies together do not', () => {
    const two = aProposal([aResearchBody('u', { euros: 200_000 }), aResearchBody('v', { euros: 200_000 })], { startsOn: '2024-04-01' });
    expect(unmetOf(two, bodies)).toEqual(['applicantForm.notAdmitted @members']);
  });
  test('a research body may not lead, nor be alone, in the call for enterprises', () => {
    expect(unmetOf(aProposal([aResearchBody('u', { euros: 300_000 })]))).toEqual(['leadKind.notAdmitted @members.u']);
  });
  test('each who does not fit is named', () => {
    const facts = aProposal([
      aMember('a', { euros: 200_000, inPartnership: true }),
      aMember('b', { euros: 200_000, size: null, otherProposals: { asLead: 0, asMember: 1 } }),
      aMember('c', { kind: 'association', region: '', euros: 1 }),
    ]);
    expect(unmetOf(facts)).toEqual([
      'memberKind.notAdmitted @members.c',
      'outsidePartnership.inside @members.a',
      'sizeAmong.unknown @members.b',
      'proposalsPerApplicant.over @members.b',
      'placeOfImplementation.missing @members.c',
    ]);
  });
  test('one proposal per enterprise: research bodies may be partners of several', () => {
    const busy = { asLead: 0, asMember: 3 };
    expect(
      unmetOf(aProposal([aMember('a', { euros: 180_000 }), aMember('b', { euros: 160_000 }), aResearchBody('u', { euros: 60_000, otherProposals: busy })])),
    ).toEqual([]);
  });
  test('where proposals are counted by lead, those taken part in do not count', () => {
    const facts = aProposal([aMember('a', { otherProposals: { asLead: 0, asMember: 2 } }), aMember('b', { otherProposals: { asLead: 4, asMember: 4 } })]);
    expect(codes(look({ rule: 'proposalsPerApplicant', max: 1, counts: 'lead' }, facts))).toEqual([]);
    expect(look({ rule: 'proposalsPerApplicant', max: 1, counts: 'member' }, facts).map((f) => f.params)).toEqual([
      { who: 'a', lead: true, count: 3, max: 1, counts: 'member', over: 2 },
      { who: 'b', lead: false, count: 5, max: 1, counts: 'member', over: 4 },
    ]);
  });
  test.each([
    [1, ['members.tooFew @members']],
    [2, []],
    [3, []],
    [4, ['members.tooMany @members']],
  ])('%i members where 2 to 3 are asked', (n, expected) => {
    expect(codes(look({ rule: 'members', min: 2, max: 3 }, aProposal(Array.from({ length: n }, (_, i) => aMember(`m${i}`)))))).toEqual(expected);
  });
  test.each([
    ['sme', 'large', 1],
    ['sme', 'medium', 0],
    ['enterprise', 'large', 0],
    ['researchBody', 'small', 1],
  ])('must include one %s: a %s enterprise leaves %i missing', (what, size, missing) => {
    const [found] = look({ rule: 'mustInclude', what, atLeast: 1 }, aProposal([aMember('a', { size: size as 'large' })]));
    expect(found?.met ? 0 : found?.params['missing']).toBe(missing);
  });
  test('women: 2 of 5 are 40 %, 3 of 8 are not', () => {
    const staff = (women: number, men: number) => aProposal([aMember('a', { staff: { women, men, under40: 0, newHires: 0 } })]);
    const rule = { rule: 'womenShare', percent: 40 };
    expect(codes(look(rule, staff(2, 3)))).toEqual([]);
    expect(bare(look(rule, staff(3, 5)))).toEqual([
      { met: false, code: 'rule.womenShare.below', at: 'members', params: { women: 3, staff: 8, percent: 40, sharePercent: 37.5, needed: 4 } },
    ]);
    expect(codes(look(rule, staff(0, 0)))).toEqual(['womenShare.noStaff @members']);
  });
  test('carried out in the South', () => {
    const facts = aProposal([aMember('a', { region: 'apulia' }), aMember('b', { region: 'lazio' })]);
    expect(codes(look({ rule: 'placeOfImplementation', area: 'south' }, facts))).toEqual(['placeOfImplementation.outside @members.b']);
    expect(codes(look({ rule: 'placeOfImplementation', area: 'italy' }, facts))).toEqual([]);
  });
});

describe('shares of groups', () => {
  const facts = aProposal([
    aMember('l', { size: 'large', euros: 300_000 }),
    aMember('s', { euros: 600_000, region: 'sicily' }),
    aResearchBody('u', { euros: 100_000 }),
  ]);
  test.each([
    ['largeEnterprises', 30, []],
    ['largeEnterprises', 29.99, ['maxShare.groupOver @budget']],
    ['enterprises', 90, []],
    ['enterprises', 89, ['maxShare.groupOver @budget']],
    ['eachEnterprise', 60, []],
    ['eachEnterprise', 50, ['maxShare.over @budget.s']],
    ['south', 60, []],
    ['south', 59, ['maxShare.groupOver @budget']],
  ])('%s at most %d %%', (of, percent, expected) => {
    expect(codes(look({ rule: 'maxShare', of, percent, applies: 'always' }, facts))).toEqual(expected);
  });
  test.each([
    ['researchBodies', 10, []],
    ['researchBodies', 10.01, ['minShare.groupUnder @budget']],
    ['eachMember', 10, []],
    ['eachMember', 30, ['minShare.under @budget.u']],
    ['south', 60, []],
    ['south', 88, ['minShare.groupUnder @budget']],
  ])('%s at least %d %%', (of, percent, expected) => {
    expect(codes(look({ rule: 'minShare', of, percent, applies: 'ats' }, facts))).toEqual(expected);
  });
  test('the least to move, to the cent', () => {
    expect(look({ rule: 'minShare', of: 'researchBodies', percent: 33.33, applies: 'always' }, facts)[0]?.params).toMatchObject({
      moveCents: 23_330_000,
      sharePercent: 10,
    });
  });
});

describe('the budget', () => {
  test.each([
    [149_999, 'below'],
    [150_000, 'met'],
    [1_000_000, 'met'],
    [1_000_001, 'above'],
  ])('a project of %i € is %s', (euros, outcome) => {
    expect(
      checkProposal(enterprises, aProposal([aMember('a', { euros })]))
        .filter((f) => f.code.startsWith('rule.projectCost'))
        .map((f) => f.code),
    ).toEqual([`rule.projectCost.${outcome}`]);
  });
  test('consultancy is measured on the whole eligible cost, itself and the indirect costs included', () => {
    const withConsultancy = (euros: number) =>
      aProposal([
        aMember('a', { costs: [cost('personnel', 'industrial', 200_000), cost('materials', 'industrial', 50_000), cost('consultancy', 'industrial', euros)] }),
      ]);
    // personnel 200,000 + indirect 30,000 + materials 50,000 = 280,000; 120,000 of 400,000 is 30 %
    expect(unmetOf(withConsultancy(120_000))).toEqual([]);
    const over = checkProposal(enterprises, withConsultancy(160_000)).find((f) => f.code === 'rule.categoryCap.over')!;
    expect(over.params).toEqual({
      category: 'consultancy',
      percent: 30,
      partCents: 16_000_000,
      totalCents: 44_000_000,
      sharePercent: 36.37,
      moveCents: 2_800_000,
      removeCents: 4_000_000,
    });
  });
  test('indirect costs are computed, a typed figure is refused', () => {
    const facts = aProposal([aMember('a', { costs: [cost('personnel', 'industrial', 200_000), cost('indirect', 'industrial', 40_000)] })]);
    expect(unmetOf(facts)).toEqual(['flatRate.typed @budget.a']);
    const fine = checkProposal(enterprises, aProposal([aMember('a', { costs: [cost('personnel', 'industrial', 200_000)] })])).find(
      (f) => f.code === 'rule.flatRate.met',
    )!;
    expect(fine.params).toEqual({ category: 'indirect', of: 'personnel', percent: 15, baseCents: 20_000_000, cents: 3_000_000 });
  });
  test('categories and research types outside the call are named with their figures', () => {
    const facts = aProposal([
      aMember('a', { costs: [cost('materials', 'industrial', 200_000), cost('other', 'industrial', 5), cost('materials', 'experimental', 7)] }),
    ]);
    expect(
      checkProposal(enterprises, facts)
        .filter((f) => !f.met)
        .map((f) => [f.code, f.params]),
    ).toEqual([
      ['rule.researchTypes.notAdmitted', { who: 'a', type: 'experimental', cents: 700, among: ['fundamental', 'industrial'] }],
      ['rule.categories.notAdmitted', { who: 'a', category: 'other', cents: 500 }],
    ]);
  });
  test('a grant has a limit of its own', () => {
    const facts = aProposal([aMember('a', { euros: 400_000 })]);
    expect(look({ rule: 'maxGrant', cents: 28_000_000 }, facts).map((f) => f.code)).toEqual(['rule.maxGrant.met']);
    expect(look({ rule: 'maxGrant', cents: 27_999_999 }, facts)[0]?.params).toEqual({ grantCents: 28_000_000, maxCents: 27_999_999, overCents: 1 });
  });
});

describe('what and when', () => {
  test('of several Spokes the main one is declared; one alone is the main one', () => {
    const spokes = (list: number[], main: number | null) => unmetOf(aProposal([aMember('a', { euros: 200_000 })], { spokes: list, mainSpoke: main }));
    expect(spokes([3, 5], null)).toEqual(['mainSpoke.noMain @spokes']);
    expect(spokes([3, 5], 3)).toEqual([]);
    expect(spokes([3], null)).toEqual([]);
    expect(spokes([], 3)).toEqual([]);
    expect(codes(look({ rule: 'mainSpoke', maxSpokes: 2 }, { ...nothingYet, spokes: [1, 2], mainSpoke: 3 }))).toEqual(['mainSpoke.tooMany @spokes']);
  });
  test('only the three sectors', () =>
    expect(unmetOf(aProposal([aMember('a', { euros: 200_000 })], { sector: 'food' }))).toEqual(['sectors.notAdmitted @sector']));
  test.each([
    ['2024-04-01', 18, []],
    ['2024-04-02', 18, ['duration.endsLate @startsOn']],
    ['2024-04-01', 19, ['duration.tooLong @durationMonths', 'duration.endsLate @startsOn']],
    ['2024-03-01', 6, []],
    ['2024-02-20', 6, ['costsCountFrom.tooEarly @startsOn']],
    [null, 6, ['duration.noStart @startsOn']],
  ])('from %s for %i months', (startsOn, durationMonths, expected) => {
    expect(unmetOf(aProposal([aResearchBody('u', { euros: 200_000 })], { startsOn, durationMonths }), bodies)).toEqual(expected);
  });
});

test('every rule gives at least one finding with its source, whatever the facts', () => {
  const member = fc.record({
    id: fc.string(),
    name: fc.string(),
    role: fc.constantFrom('lead' as const, 'partner' as const),
    kind: fc.constantFrom('university' as const, 'researchBody' as const, 'enterprise' as const, 'publicBody' as const, 'association' as const),
    ownership: fc.constantFrom('public' as const, 'private' as const),
    size: fc.constantFrom(null, 'micro' as const, 'large' as const),
    region: fc.constantFrom('', 'apulia', 'nowhere'),
    inPartnership: fc.boolean(),
    otherProposals: fc.record({ asLead: fc.nat(2), asMember: fc.nat(2) }),
    staff: fc.record({ women: fc.nat(9), men: fc.nat(9), under40: fc.nat(9), newHires: fc.nat(9) }),
    costs: fc.array(
      fc.record({
        category: fc.constantFrom('personnel' as const, 'consultancy' as const, 'indirect' as const, 'other' as const),
        researchType: fc.constantFrom('industrial' as const, 'experimental' as const),
        cents: fc.nat(10 ** 9),
      }),
      { maxLength: 4 },
    ),
  });
  const facts = fc.record({
    members: fc.uniqueArray(member, { maxLength: 4, selector: (m) => m.id }),
    mainSpoke: fc.constantFrom(null, 1, 9),
    spokes: fc.array(fc.nat(9), { maxLength: 3 }),
    sector: fc.constantFrom(null, '', 'clothing'),
    durationMonths: fc.constantFrom(null, 0, 12, 99),
    startsOn: fc.constantFrom(null, '2024-01-31', '2027-04-01'),
    wideDissemination: fc.boolean(),
    mayPublishResults: fc.boolean(),
  });
  fc.assert(
    fc.property(facts, fc.constantFrom(enterprises, bodies, open), (given, call) => {
      for (const rule of call.rules) {
        const findings = checkRule(rule, given, call);
        expect(findings.length).toBeGreaterThan(0);
        for (const f of findings) expect([f.code.split('.')[1], f.source]).toEqual([rule.rule, rule.source]);
      }
    }),
  );
});
