import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { percentOf } from '#src/core/money.ts';
import type { SizeClass } from '#src/partnership/organisations/states.ts';
import { aMember, aProposal, aResearchBody, cost, nothingYet, readCall } from '../../../../test/factories/proposal.ts';
import type { Call } from '../schema.ts';
import { aid, tableOn } from './aid.ts';

const enterprises = readCall('01-2024');
const bodies = readCall('02-2024');
const euros = (cents: number) => cents / 100;
const alone = (size: SizeClass | null, wideDissemination = false, type: 'industrial' | 'fundamental' = 'industrial') =>
  aProposal([aMember('a', { size, costs: [cost('materials', type, 400_000)] })], { wideDissemination });

describe('published amounts for 400,000 €', () => {
  test.each<[SizeClass, number, number]>([
    ['large', 200_000, 260_000],
    ['medium', 240_000, 300_000],
    ['small', 280_000, 320_000],
    ['micro', 280_000, 320_000],
  ])('industrial research, %s: %i, with bonus %i', (size, plain, withBonus) => {
    expect(euros(aid(enterprises, alone(size)).aidCents)).toBe(plain);
    expect(euros(aid(enterprises, alone(size, true)).aidCents)).toBe(withBonus);
  });
  test.each<SizeClass>(['large', 'medium', 'small', 'micro'])('fundamental research, %s: all of it, with or without bonus', (size) => {
    expect(euros(aid(enterprises, alone(size, false, 'fundamental')).aidCents)).toBe(400_000);
    expect(euros(aid(enterprises, alone(size, true, 'fundamental')).aidCents)).toBe(400_000);
  });
  test('+15 for a small enterprise stops at the cap of 80 %: 320,000, not 340,000', () => {
    const bonus = { ...enterprises.aid.bonus!, percent: { large: 15, medium: 15, small: 15, micro: 15, researchBody: 15 } };
    const call: Call = { ...enterprises, aid: { ...enterprises.aid, bonus } };
    expect(aid(call, alone('small', true)).lines).toEqual([
      {
        memberId: 'a',
        researchType: 'industrial',
        aidClass: 'small',
        eligibleCents: 40_000_000,
        basePercent: 70,
        bonusPercent: 10,
        intensityPercent: 80,
        aidCents: 32_000_000,
      },
    ]);
  });
  test('personnel of 200,000 brings indirect costs of 30,000, and aid on both', () => {
    const facts = aProposal([aMember('a', { size: 'large', costs: [cost('personnel', 'industrial', 200_000)] })]);
    expect(aid(enterprises, facts).members).toEqual([{ memberId: 'a', eligibleCents: 23_000_000, aidCents: 11_500_000, ownCents: 11_500_000 }]);
  });
  test('experimental development with the general table: 25, 35, 45 and 40, 50, 60 with bonus', () => {
    const percent = { experimental: { large: 25, medium: 35, small: 45, micro: 45, researchBody: 25 } };
    const bonus = {
      ...enterprises.aid.bonus!,
      appliesTo: ['experimental' as const],
      percent: { large: 15, medium: 15, small: 15, micro: 15, researchBody: 15 },
    };
    const call: Call = {
      ...enterprises,
      rules: enterprises.rules.filter((r) => r.rule !== 'researchTypes'),
      aid: { ...enterprises.aid, bonus, tables: [{ ...enterprises.aid.tables[0]!, percent }] },
    };
    const of = (size: SizeClass, wideDissemination: boolean) =>
      euros(aid(call, aProposal([aMember('a', { size, costs: [cost('materials', 'experimental', 100_000)] })], { wideDissemination })).aidCents);
    expect([of('large', false), of('medium', false), of('small', false), of('large', true), of('medium', true), of('small', true)]).toEqual([
      25_000, 35_000, 45_000, 40_000, 50_000, 60_000,
    ]);
  });
  test('research bodies in their own call: 100 %', () => {
    const facts = aProposal([aResearchBody('u', { costs: [cost('personnel', 'industrial', 200_000), cost('materials', 'fundamental', 70_000)] })]);
    expect(aid(bodies, facts)).toMatchObject({ eligibleCents: 30_000_000, aidCents: 30_000_000, ownCents: 0, bonus: null });
  });
});

describe('the bonus says what earned it, or what is missing', () => {
  const conditions = (facts: Parameters<typeof aid>[1]) => aid(enterprises, facts).bonus!.conditions.map((c) => [c.code.replace('aid.', ''), c.params]);

  test('one enterprise alone', () => {
    expect(conditions(alone('small'))).toEqual([
      ['collaborationWithSme.oneEnterprise', { limitPercent: 70, enterprises: 1 }],
      ['researchBodies.none', { minPercent: 10 }],
      ['wideDissemination.notDeclared', {}],
    ]);
  });
  test('two enterprises 45 + 40 and a research body 15: collaboration earns it, publication would too', () => {
    const facts = aProposal([aMember('a', { size: 'large', euros: 180_000 }), aMember('b', { euros: 160_000 }), aResearchBody('u', { euros: 60_000 })]);
    expect(conditions(facts)).toEqual([
      ['collaborationWithSme.met', { limitPercent: 70 }],
      ['researchBodies.mayNotPublish', { sharePercent: 15, minPercent: 10 }],
      ['wideDissemination.notDeclared', {}],
    ]);
    expect(aid(enterprises, facts).members.map((m) => euros(m.aidCents))).toEqual([117_000, 128_000, 39_000]);
  });
  test('two large enterprises: no SME; with an SME but 79 % on one: too much on one', () => {
    const two = (size: SizeClass, a: number, b: number) =>
      conditions(aProposal([aMember('a', { size: 'large', euros: a }), aMember('b', { size, euros: b })]))[0];
    expect(two('large', 200_000, 200_000)).toEqual(['collaborationWithSme.noSme', { limitPercent: 70 }]);
    expect(two('small', 316_000, 84_000)).toEqual(['collaborationWithSme.over', { who: 'a', sharePercent: 79, limitPercent: 70, moveCents: 3_600_000 }]);
    expect(two('small', 280_000, 120_000)).toEqual(['collaborationWithSme.met', { limitPercent: 70 }]);
    expect(two('small', 0, 0)).toEqual(['collaborationWithSme.noCosts', { limitPercent: 70 }]);
  });
  test('a research body earns it from 10 % on, if it may publish: between 10 % and 20 % in this call', () => {
    const facts = (odr: number, mayPublishResults: boolean) =>
      aProposal([aMember('a', { euros: 400_000 - odr }), aResearchBody('u', { euros: odr })], { mayPublishResults });
    expect(conditions(facts(39_999, true))[1]).toEqual(['researchBodies.below', { sharePercent: 9.99, minPercent: 10, maxPercent: 20, moveCents: 100 }]);
    expect(conditions(facts(40_000, true))[1]).toEqual(['researchBodies.met', { sharePercent: 10, minPercent: 10 }]);
    expect(aid(enterprises, facts(40_000, true)).bonus!.earned).toBe(true);
    expect(aid(enterprises, facts(40_000, false)).bonus!.earned).toBe(false);
  });
});

test('intensities follow the day on which the aid is granted', () => {
  const [table] = enterprises.aid.tables;
  const later = { ...table!, from: '2024-07-01', percent: { industrial: { large: 40, medium: 40, small: 40, micro: 40, researchBody: 40 } } };
  const call: Call = { ...enterprises, aid: { ...enterprises.aid, tables: [{ ...table!, until: '2024-06-30' }, later] } };
  expect(['2024-06-30', '2024-07-01', undefined].map((on) => euros(aid(call, alone('large'), on).aidCents))).toEqual([200_000, 160_000, 200_000]);
  expect(() => tableOn(call, '2024-01-17')).toThrow(RangeError);
});

test('an unknown size counts as large, and nothing yet is no aid', () => {
  expect(euros(aid(enterprises, alone(null)).aidCents)).toBe(200_000);
  expect(aid(enterprises, nothingYet)).toMatchObject({ lines: [], members: [], eligibleCents: 0, aidCents: 0, ownCents: 0, bonus: { earned: false } });
});

describe('whatever the budget', () => {
  const cell = fc.record({
    category: fc.constantFrom('personnel' as const, 'materials' as const, 'consultancy' as const),
    researchType: fc.constantFrom('fundamental' as const, 'industrial' as const),
    cents: fc.nat(10 ** 11),
  });
  const member = fc.record({
    size: fc.constantFrom<SizeClass>('micro', 'small', 'medium', 'large'),
    odr: fc.boolean(),
    costs: fc.array(cell, { maxLength: 5 }),
  });
  const facts = fc
    .record({ members: fc.array(member, { minLength: 1, maxLength: 4 }), wideDissemination: fc.boolean(), mayPublishResults: fc.boolean() })
    .map(({ members, ...more }) =>
      aProposal(
        members.map((m, i) => (m.odr ? aResearchBody(`m${i}`, { costs: m.costs }) : aMember(`m${i}`, { size: m.size, costs: m.costs }))),
        more,
      ),
    );

  test('cents are conserved, and no line passes its intensity or the cap', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const result = aid(enterprises, given);
        const add = (amounts: number[]) => amounts.reduce((a, b) => a + b, 0);
        expect(add(result.lines.map((l) => l.aidCents))).toBe(result.aidCents);
        expect(add(result.lines.map((l) => l.eligibleCents))).toBe(result.eligibleCents);
        expect(add(result.members.map((m) => m.aidCents))).toBe(result.aidCents);
        expect(result.aidCents + result.ownCents).toBe(result.eligibleCents);
        for (const line of result.lines) {
          expect(line.aidCents).toBeLessThanOrEqual(percentOf(line.eligibleCents, Math.max(line.basePercent, 80)));
          expect(line.basePercent + line.bonusPercent).toBe(line.intensityPercent);
        }
      }),
    );
  });
  test('one more cost never lowers the aid while the bonus stays', () => {
    fc.assert(
      fc.property(facts, cell, (given, more) => {
        const before = { ...given, wideDissemination: true };
        const after = { ...before, members: before.members.map((m, i) => (i === 0 ? { ...m, costs: [...m.costs, more] } : m)) };
        expect(aid(enterprises, after).aidCents).toBeGreaterThanOrEqual(aid(enterprises, before).aidCents);
      }),
    );
  });
  test('the bonus never lowers it', () => {
    fc.assert(
      fc.property(facts, (given) => {
        expect(aid(enterprises, { ...given, wideDissemination: true }).aidCents).toBeGreaterThanOrEqual(aid(enterprises, given).aidCents);
      }),
    );
  });
});
