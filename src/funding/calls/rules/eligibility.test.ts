import { aMember, readCall } from '../../../../test/factories/proposal.ts';
import { regionIds, region, isRegion } from '#src/core/regions.ts';
import { bodyKinds, researchKinds, sizeClasses } from '#src/partnership/organisations/states.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MemberFacts, ProposalFacts } from '../facts.ts';
import type { Call, CallRule } from '../schema.ts';
import { costCategories, researchTypes } from '../vocabulary.ts';
import { askEligibility, membersSaid, nothingSaid, partnerGroups, questionsOf, type QuizAnswers } from './eligibility.ts';
import { beginningOf, readAnswers } from './quizAnswers.ts';
import { costOf, eligibleCosts } from './eligibleCosts.ts';
import { checkRule } from './findings.ts';
import { shareOver, shareUnder } from './outcomes.ts';

const names = { lead: 'lead', partner: (n: number) => `partner ${n}` };
const example = { ref: 'x', status: 'example' as const };
const more: CallRule[] = [
  { rule: 'members', id: 'x1', source: example, min: 1, max: 3 },
  { rule: 'mustInclude', id: 'x2', source: example, what: 'sme', atLeast: 1 },
  { rule: 'mustInclude', id: 'x3', source: example, what: 'researchBody', atLeast: 1 },
  { rule: 'minShare', id: 'x4', source: example, of: 'researchBodies', percent: 10, applies: 'ats' },
  { rule: 'maxShare', id: 'x5', source: example, of: 'eachEnterprise', percent: 60, applies: 'severalEnterprises' },
  { rule: 'minShare', id: 'x6', source: example, of: 'enterprises', percent: 50, applies: 'always' },
  { rule: 'maxShare', id: 'x7', source: example, of: 'largeEnterprises', percent: 30, applies: 'always' },
  { rule: 'minShare', id: 'x8', source: example, of: 'south', percent: 40, applies: 'always' },
  { rule: 'minShare', id: 'x9', source: example, of: 'eachMember', percent: 5, applies: 'ats' },
  { rule: 'sizeAmong', id: 'x10', source: example, among: ['small', 'large'] },
  { rule: 'womenShare', id: 'x11', source: example, percent: 40 },
  { rule: 'placeOfImplementation', id: 'x12', source: example, area: 'south' },
  { rule: 'proposalsPerApplicant', id: 'x13', source: example, max: 2, counts: 'lead' },
];
const calls: Call[] = ['01-2024', '02-2024', '03-2026'].map(readCall).map((c) => ({ ...c, rules: [...c.rules, ...more] }));

const aFact = fc.record({
  kind: fc.constantFrom(...bodyKinds),
  size: fc.constantFrom(...sizeClasses, null),
  region: fc.constantFrom(...regionIds.slice(0, 6), '', 'abroad'),
  inPartnership: fc.boolean(),
  others: fc.nat({ max: 2 }),
  asLead: fc.nat({ max: 2 }),
  women: fc.nat({ max: 5 }),
  men: fc.nat({ max: 5 }),
  costs: fc.array(
    fc.record({ category: fc.constantFrom(...costCategories), researchType: fc.constantFrom(...researchTypes), cents: fc.nat({ max: 60_000_000 }) }),
    { maxLength: 3 },
  ),
});
const proposal: fc.Arbitrary<ProposalFacts> = fc
  .record({
    members: fc.array(aFact, { maxLength: 4 }),
    spokes: fc.subarray([1, 2, 3]),
    mainSpoke: fc.constantFrom(null, 1, 5),
    sector: fc.constantFrom(null, 'clothing', 'fishing'),
    durationMonths: fc.option(fc.integer({ min: 1, max: 30 })),
    startsOn: fc.constantFrom(null, '2024-06-01', '2027-06-01', '2020-01-01'),
  })
  .map(({ members, ...rest }) => ({
    ...rest,
    wideDissemination: false,
    mayPublishResults: false,
    members: members.map((m, i): MemberFacts =>
      aMember(`m${i}`, {
        role: i === 0 ? 'lead' : 'partner',
        kind: m.kind,
        size: m.kind === 'enterprise' ? m.size : null,
        region: m.region,
        inPartnership: m.inPartnership,
        otherProposals: { asLead: Math.min(m.asLead, m.others), asMember: m.others },
        staff: { women: m.women, men: m.men, under40: 0, newHires: 0 },
        costs: m.costs,
      }),
    ),
  }));

/** What somebody would answer who knows all of this. */
function answersOf(call: Call, facts: ProposalFacts): QuizAnswers {
  const [lead, ...partners] = facts.members;
  if (!lead) return { ...nothingSaid, sector: facts.sector, months: facts.durationMonths, startsOn: facts.startsOn };
  const costs = eligibleCosts(call, facts);
  const total = costs.totalCents;
  const bodies = facts.members.filter((m) => researchKinds.includes(m.kind)).reduce((n, m) => n + costOf(costs, m.id), 0);
  const women = facts.members.reduce((n, m) => n + m.staff.women, 0);
  const staff = facts.members.reduce((n, m) => n + m.staff.women + m.staff.men, 0);
  const places = facts.members.map((m) => (m.region === '' ? null : isRegion(m.region) ? (region(m.region).south ? 'south' : 'italy') : 'abroad'));
  const spokes = new Set([...facts.spokes, ...(facts.mainSpoke === null ? [] : [facts.mainSpoke])]).size;
  // Somebody who does not know a size cannot say of which group a partner is.
  const known = partners.every((m) => m.kind !== 'enterprise' || m.size !== null);
  return {
    lead: lead.kind,
    ownership: lead.ownership,
    size: lead.size,
    form: partners.length === 0 ? 'single' : 'ats',
    partners:
      partners.length === 0 || !known
        ? null
        : (Object.fromEntries(
            partnerGroups.map((g) => [
              g,
              partners.filter((m) =>
                g === 'sme' ? m.kind === 'enterprise' && m.size !== 'large' : g === 'large' ? m.kind === 'enterprise' && m.size === 'large' : m.kind === g,
              ).length,
            ]),
          ) as QuizAnswers['partners']),
    inside: facts.members.some((m) => m.inPartnership),
    others: Math.max(...facts.members.map((m) => Math.max(m.otherProposals.asMember, m.otherProposals.asLead))),
    place: places.includes(null) ? null : places.includes('abroad') ? 'abroad' : places.includes('italy') ? 'italy' : 'south',
    spokes: spokes === 0 ? null : spokes,
    sector: facts.sector,
    types: total === 0 ? [] : researchTypes.filter((t) => facts.members.some((m) => m.costs.some((c) => c.researchType === t && c.cents > 0))),
    costCents: total === 0 ? null : total,
    months: facts.durationMonths,
    startsOn: facts.startsOn,
    // Percent with two decimals, on the safe side of the limits that look at them.
    largest: total === 0 ? null : Math.max(...facts.members.map((m) => shareOver(costOf(costs, m.id), total))),
    bodies: total === 0 || shareOver(bodies, total) !== shareUnder(bodies, total) ? null : shareOver(bodies, total),
    women: staff === 0 ? null : shareUnder(women, staff),
  };
}

test('the quiz never says yes where the application on equal facts is told no', () => {
  const yes: Record<string, number> = {};
  fc.assert(
    fc.property(fc.constantFrom(...calls), proposal, (call, facts) => {
      // A limit on shares has nothing to look at before there is a cost: the quiz speaks of the proposal as it will be.
      const hasCosts = eligibleCosts(call, facts).totalCents > 0;
      for (const { rule, verdict } of askEligibility(call, answersOf(call, facts), names)) {
        if (verdict !== 'met') continue;
        const told = checkRule(rule, facts, call).filter((f) => !f.met);
        const waits = !hasCosts && (rule.rule === 'maxShare' || rule.rule === 'minShare');
        if (!waits) expect([rule.rule, rule.id, told.map((f) => f.code)]).toEqual([rule.rule, rule.id, []]);
        yes[rule.rule] = (yes[rule.rule] ?? 0) + 1;
      }
    }),
    { numRuns: 3000 },
  );
  // The test looked at something: each kind of rule that the quiz can answer got a yes.
  expect(Object.keys(yes).sort()).toEqual(
    [
      'applicantForm',
      'costsCountFrom',
      'duration',
      'leadKind',
      'mainSpoke',
      'maxShare',
      'memberKind',
      'members',
      'minShare',
      'mustInclude',
      'outsidePartnership',
      'placeOfImplementation',
      'projectCost',
      'proposalsPerApplicant',
      'researchTypes',
      'sectors',
      'sizeAmong',
      'womenShare',
    ].sort(),
  );
});

test('without answers everything depends; each call asks only what its rules look at', () => {
  const [first, second] = [readCall('01-2024'), readCall('02-2024')];
  expect(new Set(askEligibility(first, nothingSaid, names).map((r) => r.verdict))).toEqual(new Set(['depends']));
  expect(questionsOf(first).has('women')).toBe(false);
  expect([...questionsOf(first)].filter((q) => !questionsOf(second).has(q))).toContain('sector');
});

test('an enterprise alone under call 01/2024, and one with too large a share', () => {
  const call = readCall('01-2024');
  const verdicts = (answers: Partial<QuizAnswers>) =>
    Object.fromEntries(askEligibility(call, { ...nothingSaid, ...answers }, names).map((r) => [r.rule.id, r.verdict]));
  const alone = verdicts({
    lead: 'enterprise',
    size: 'small',
    form: 'single',
    inside: false,
    others: 0,
    costCents: 20_000_000,
    months: 12,
    sector: 'clothing',
  });
  expect(alone).toMatchObject({
    form: 'met',
    'lead-kind': 'met',
    outside: 'met',
    'each-partner': 'met',
    'project-cost': 'met',
    duration: 'met',
    sectors: 'met',
    consultancy: 'depends',
  });
  const partners = { sme: 1, large: 0, university: 1, researchBody: 0, publicBody: 0, association: 0 };
  const together = { lead: 'enterprise', size: 'small', form: 'ats', partners } as const;
  expect(verdicts({ ...together, largest: 70, bodies: 20 })).toMatchObject({ 'each-partner': 'met', 'research-bodies': 'met' });
  expect(verdicts({ ...together, largest: 70.01, bodies: 20.01 })).toMatchObject({ 'each-partner': 'unmet', 'research-bodies': 'unmet' });
  expect(verdicts({ lead: 'university', form: 'single' })).toMatchObject({ 'lead-kind': 'unmet' });
  expect(membersSaid({ ...nothingSaid, ...together }, names).members.map((m) => m.kind)).toEqual(['enterprise', 'enterprise', 'university']);
});

test('answers are read from an address, wrong ones are said at their fields, and an application begins with what the call takes', () => {
  const call = readCall('01-2024');
  const read = readAnswers(
    new URLSearchParams('lead=enterprise&form=ats&sme=2&largest=66,5&cost=300.000&months=12&startsOn=2026-02-31&women=101&types=industrial&types=x'),
  );
  expect(read.answers).toMatchObject({
    lead: 'enterprise',
    form: 'ats',
    largest: 66.5,
    costCents: 30_000_000,
    months: 12,
    startsOn: null,
    women: null,
    types: ['industrial'],
  });
  expect(read.answers.partners).toEqual({ sme: 2, large: 0, university: 0, researchBody: 0, publicBody: 0, association: 0 });
  expect(read.reasons.map((r) => r.at)).toEqual(['startsOn', 'women']);
  const began = (query: string) => beginningOf(call, new URLSearchParams(query));
  expect(began('sector=clothing&months=9&startsOn=2026-05-01')).toEqual({ sector: 'clothing', durationMonths: 9, startsOn: '2026-05-01' });
  expect(began('sector=other&months=0')).toEqual({ sector: null, durationMonths: null, startsOn: null });
});
