import { projectRoot } from '#src/house/root.ts';
import { callSchema, type Call } from '#src/funding/calls/schema.ts';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { naiveRanking } from '../../../test/factories/naiveRanking.ts';
import { bundleOf } from './bundle.ts';
import type { RankedApplication, RankingInput, Renunciation } from './rules/input.ts';
import { rank } from './rules/rank.ts';
import { moversOf, tried } from './rules/whatIf.ts';
import { verifyBundle } from './verify.ts';

const programmes = ['onfoods', 'fair', 'musa', 'basilicata', 'european'] as const;
const callOf = (name: string): Call => callSchema.parse(JSON.parse(readFileSync(join(projectRoot, `test/factories/programmes/${name}.call.json`), 'utf8')));

type More = Partial<Omit<RankedApplication['facts'], 'about'>> & {
  south?: number;
  premiums?: Record<string, number>;
  answers?: Record<string, string[]>;
  research?: Record<string, number>;
};

/** A proposal whose experts all give these points, in the order of the call's criteria. `south`: percent of its cost and grant there. */
function proposal(call: Call, id: string, points: readonly number[], grantCents: number, more: More = {}): RankedApplication {
  const { south = 0, premiums = {}, answers = {}, research = {}, ...facts } = more;
  const part = Math.floor((grantCents * south) / 100);
  return {
    id,
    protocol: `P-${id}`,
    submittedAt: '2024-04-10T10:00:00.000Z',
    title: id,
    screening: { outcome: 'admitted', reasons: [] },
    facts: {
      eligibleCents: grantCents,
      grantCents,
      southEligibleCents: part,
      southGrantCents: part,
      women: 2,
      men: 3,
      under40: 0,
      ...facts,
      about: { mainSpoke: null, spokes: [], sector: null, leadRegion: 'lazio', researchCents: research, regionCents: {}, answers },
    },
    reviews: Array.from({ length: call.evaluation.reviewsPerProposal }, (_, n) => ({
      expert: `E${n + 1}`,
      points: Object.fromEntries(call.evaluation.criteria.map((c, i) => [c.id, points[i]!])),
      premiums,
    })),
    consensus: null,
  };
}

const input = (call: Call, applications: RankedApplication[], more: Partial<RankingInput> = {}): RankingInput => ({
  call,
  callVersion: 1,
  applications,
  renunciations: [],
  seed: 'seme',
  ...more,
});

/** What each proposal gets, in the order of the ranking: total, state, thousands of euros, the list that pays. */
const read = (i: RankingInput) =>
  rank(i).places.map((p) => [p.application, p.total, p.state, p.grantCents / 100_000, p.fundedBy ? (p.lists?.[0] ?? null) : null]);
const codes = (i: RankingInput, id: string) =>
  rank(i)
    .places.find((p) => p.application === id)!
    .why.map((r) => r.code);
const euros = (thousands: number) => thousands * 100_000;

describe('calls of other programmes, worked out by hand', () => {
  test('ONFOODS: 3.68 million for the South and half a million for the rest, each to its last cent', () => {
    const call = callOf('onfoods');
    const i = input(call, [
      proposal(call, 'n1', [28, 26, 20, 12], euros(400), { under40: 2 }),
      proposal(call, 'n2', [28, 26, 20, 12], euros(200)),
      proposal(call, 'n3', [25, 25, 20, 12], euros(50)),
      proposal(call, 's1', [20, 20, 15, 10], euros(1_800), { south: 100 }),
      proposal(call, 's2', [20, 20, 15, 9], euros(1_800), { south: 100 }),
      proposal(call, 'half', [18, 20, 15, 9], euros(80), { south: 50 }),
      proposal(call, 'weak', [25, 25, 20, 7], euros(10), { south: 100 }),
    ]);
    expect(read(i)).toEqual([
      ['n1', 89, 'funded', 400, 'altre'],
      ['n2', 86, 'eligibleNotFunded', 0, null],
      ['n3', 82, 'eligibleNotFunded', 0, null],
      ['s1', 65, 'funded', 1_800, 'sud'],
      ['s2', 64, 'funded', 1_800, 'sud'],
      ['half', 62, 'funded', 80, 'sud'],
      ['weak', 77, 'belowThreshold', 0, null],
    ]);
    const [, n2, n3] = rank(i).places;
    expect([n2!, n3!].map((p) => p.wouldChange.find((r) => r.code === 'rank.change.raiseList')!.params['cents'])).toEqual([euros(100), euros(150)]);
  });

  test('FAIR: three of four objectives for the South alone, medians, and the next that fits', () => {
    const call = callOf('fair');
    const of = (objective: string, south = 0, social = 0): More => ({ south, premiums: { social }, answers: { objective: [objective] } });
    const split = proposal(call, 'split', [0, 28, 20, 12], euros(10), of('o2', 100));
    const i = input(call, [
      proposal(call, 'a', [28, 28, 20, 12], euros(300), of('o1', 100)),
      proposal(call, 'b', [26, 28, 20, 12], euros(200), of('o1', 100)),
      proposal(call, 'c', [24, 28, 20, 12], euros(100), of('o1', 100)),
      proposal(call, 'ninety', [30, 28, 20, 12], euros(100), of('o1', 90)),
      proposal(call, 'e', [29, 29, 20, 12], euros(300), of('o4')),
      proposal(call, 'f', [25, 25, 20, 10], euros(140), of('o4', 0, 2)),
      proposal(call, 'g', [25, 25, 20, 12], euros(140), of('o4')),
      { ...split, reviews: split.reviews.map((r, n) => ({ ...r, points: { ...r.points, excellence: [2, 21, 22][n]! } })) },
    ]);
    expect(read(i)).toEqual([
      ['ninety', 90, 'eligibleNotFunded', 0, null],
      ['e', 90, 'funded', 300, 'o4'],
      ['a', 88, 'funded', 300, 'o1'],
      ['b', 86, 'eligibleNotFunded', 0, null],
      ['c', 84, 'funded', 100, 'o1'],
      ['f', 82, 'funded', 140, 'o4'],
      ['g', 82, 'eligibleNotFunded', 0, null],
      ['split', 81, 'funded', 10, 'o2'],
    ]);
    expect([codes(i, 'ninety')[0], codes(i, 'f').at(-1)]).toEqual(['rank.notFunded.noList', 'rank.tie.premium']);
  });

  test('MUSA: a pot for each type of research, parts of grants, and what industrial research leaves goes on from its day', () => {
    const call = callOf('musa');
    const of = (industrial: number, experimental: number, trl = 'one'): More => ({
      south: 100,
      research: { industrial, experimental },
      answers: { trl: [trl] },
    });
    const i = input(call, [
      proposal(call, 'a', [25, 25, 20, 12], euros(200), of(3, 0, 'more')),
      proposal(call, 'b', [24, 25, 20, 12], euros(200), of(2, 1)),
      proposal(call, 'c', [23, 25, 20, 12], euros(300), of(1, 2)),
      proposal(call, 'd', [22, 25, 20, 12], euros(100), of(0, 1)),
    ]);
    expect(read(i)).toEqual([
      ['a', 87, 'funded', 200, 'industrial'],
      ['b', 81, 'funded', 70, 'industrial'],
      ['c', 80, 'funded', 300, 'experimental'],
      ['d', 79, 'funded', 30, 'experimental'],
    ]);
    const later = (on: string) =>
      read({ ...i, on, renunciations: [{ application: 'a', on: '2024-11-01', ref: 'Nota' }] }).map(([id, , , cents]) => [id, cents]);
    expect(later('2024-12-30')).toEqual([['a', 0], ['b', 200], ['c', 300], ['d', 30]]); // prettier-ignore
    expect(later('2024-12-31')).toEqual([['a', 0], ['b', 200], ['c', 300], ['d', 100]]); // prettier-ignore
  });

  test('Basilicata: 7 points and two premiums, women as a requirement with half a point, 30 % held back until its day', () => {
    const call = callOf('basilicata');
    const certified = { answers: { certified: ['gender'] } };
    const i = input(call, [
      proposal(call, 'north1', [6, 4], euros(600), certified),
      proposal(call, 'north2', [6, 3], euros(200), certified),
      proposal(call, 'north3', [5, 3.5], euros(100), certified),
      proposal(call, 'north4', [5, 3], euros(80), certified),
      proposal(call, 'half', [4, 3], euros(200), { south: 50, under40: 3 }),
      proposal(call, 'one', [6, 4], euros(10)),
      proposal(call, 'noWomen', [6, 4], euros(10), { ...certified, women: 1, under40: 3 }),
      proposal(call, 'low', [3, 3.5], euros(10), { ...certified, under40: 3 }),
    ]);
    const expected = (north4: number) => [
      ['north1', 11, 'funded', 600, 'all'],
      ['north2', 10, 'eligibleNotFunded', 0, null],
      ['north3', 9.5, 'funded', 100, 'all'],
      ['half', 9, 'funded', 200, 'all'],
      ['north4', 9, north4 ? 'funded' : 'eligibleNotFunded', north4, north4 ? 'all' : null],
      ['noWomen', 11.5, 'belowThreshold', 0, null],
      ['one', 10.5, 'belowThreshold', 0, null],
      ['low', 8.5, 'belowThreshold', 0, null],
    ];
    expect(read({ ...i, on: '2024-12-30' })).toEqual(expected(0));
    expect(read({ ...i, on: '2024-12-31' })).toEqual(expected(80));
    const trial = tried(call, { pots: {}, thresholds: {}, premiumCount: 1, reserves: {} });
    expect(moversOf(rank(i), rank({ ...i, call: trial })).filter((m) => m.move === 'comes' && m.now.state === 'belowThreshold')).toMatchObject([
      { application: 'one', move: 'comes' },
    ]);
    expect([codes(i, 'one')[0], codes(i, 'noWomen')[0], codes(i, 'low')[0]]).toEqual(['rank.below.premiumCount', 'rank.below.gate', 'rank.below.total']);
  });

  test('European: 0 to 5 for each criterion, 3 at least and 10 of 15 in all, ties by excellence', () => {
    const call = callOf('european');
    const i = input(call, [
      proposal(call, 'line', [3, 3.5, 3.5], euros(500)),
      proposal(call, 'low', [2.5, 5, 5], euros(500)),
      proposal(call, 'sum', [3, 3, 3.5], euros(500)),
      proposal(call, 'excellent', [5, 4, 4], euros(2_000)),
      proposal(call, 'useful', [4, 5, 4], euros(500)),
      proposal(call, 'kept', [4, 4, 4], euros(1_000)),
    ]);
    expect(read(i)).toEqual([
      ['excellent', 13, 'funded', 2_000, 'all'],
      ['useful', 13, 'funded', 500, 'all'],
      ['kept', 12, 'eligibleNotFunded', 0, null],
      ['line', 10, 'eligibleNotFunded', 0, null],
      ['low', 12.5, 'belowThreshold', 0, null],
      ['sum', 9.5, 'belowThreshold', 0, null],
    ]);
    expect(codes(i, 'excellent').at(-1)).toBe('rank.tie.criterion');
  });
});

/** Random lives of one call in small amounts: proposals close together, raises, grants that end, a day on which money may go on. */
const lives = (name: (typeof programmes)[number]): fc.Arbitrary<RankingInput> => {
  const real = callOf(name);
  const call: Call = { ...real, pots: real.pots.map((p) => ({ ...p, cents: Math.floor(p.cents / 1_000_000) })) };
  const steps = call.evaluation.criteria.map((c) => fc.integer({ min: Math.ceil((c.max * 0.55) / c.step), max: c.max / c.step }).map((n) => n * c.step));
  const sheet = fc.record({
    points: fc.tuple(...steps).map((given) => Object.fromEntries(call.evaluation.criteria.map((c, k) => [c.id, given[k] as number]))),
    premiums: fc.constantFrom<Record<string, number>>({}, ...(name === 'fair' ? [{ social: 1 }, { social: 2.5 }] : [])),
  });
  const n = call.evaluation.reviewsPerProposal;
  const one = fc.record({
    sheets: fc.oneof(
      sheet.map((s) => Array.from({ length: n }, () => s)),
      fc.array(sheet, { minLength: n, maxLength: n }),
    ),
    consensus: fc.option(sheet, { freq: 6 }),
    grant: fc.integer({ min: 1, max: 40 }),
    south: fc.constantFrom(0, 0, 50, 100),
    women: fc.integer({ min: 0, max: 3 }),
    men: fc.integer({ min: 1, max: 3 }),
    under40: fc.integer({ min: 0, max: 1 }),
    at: fc.integer({ min: 10, max: 12 }),
    excluded: fc.integer({ min: 0, max: 9 }),
    research: fc.record({ industrial: fc.integer({ min: 0, max: 2 }), experimental: fc.integer({ min: 0, max: 2 }) }),
    answers: fc.constantFrom<Record<string, string[]>>(
      {},
      { objective: ['o1'], trl: ['more'], certified: ['gender'] },
      { objective: ['o4'], trl: ['one'], certified: [] },
      { objective: ['o4'], certified: ['environment', 'gender'] },
    ),
  });
  return fc
    .record({
      ones: fc.array(one, { minLength: 1, maxLength: 9 }),
      raises: fc.array(fc.record({ pot: fc.nat(call.pots.length - 1), cents: fc.integer({ min: 1, max: 40 }) }), { maxLength: 2 }),
      ended: fc.array(fc.record({ of: fc.nat(8), month: fc.constantFrom('05', '07', '09'), revoked: fc.boolean() }), { maxLength: 2 }),
      on: fc.constantFrom('2024-08-01', '2025-01-15'),
    })
    .map(({ ones, raises, ended, on }): RankingInput => {
      const applications = ones.map(({ sheets, consensus, grant, at, excluded, ...more }, k): RankedApplication => {
        const made = proposal(call, `p${k}`, [], grant, more);
        return {
          ...made,
          submittedAt: `2024-04-${at}T10:00:00.000Z`,
          screening: excluded === 0 ? { outcome: 'excluded', reasons: [] } : made.screening,
          reviews: sheets.map((s, e) => ({ expert: `E${e}`, ...s })),
          consensus,
        };
      });
      const gone = new Map(ended.filter((e) => e.of < ones.length).map((e) => [e.of, e] as const));
      return input(
        {
          ...call,
          acts: raises.map((r, k) => ({
            kind: 'budgetRaise' as const,
            id: `raise-${k}`,
            on: `2024-0${6 + 2 * k}-01`,
            ref: 'Atto',
            pot: call.pots[r.pot]!.id,
            cents: r.cents,
            source: call.evaluation.source,
          })),
        },
        applications,
        {
          on,
          renunciations: [...gone.values()].map((e): Renunciation => ({
            application: `p${e.of}`,
            on: `2024-${e.month}-01`,
            ref: 'Nota',
            ...(e.revoked && { kind: 'revocation' as const }),
          })),
        },
      );
    });
};

describe.each(programmes)('%s, against a second model', (name) => {
  test('the same places, points, money and lists', () => {
    fc.assert(
      fc.property(lives(name), (life) => {
        const places = rank(life).places.map((p) => [
          p.application,
          { state: p.state, position: p.position, total: p.total, cents: p.grantCents, list: p.fundedBy ? (p.lists?.[0] ?? 'all') : null },
        ]);
        expect(Object.fromEntries(places)).toEqual(Object.fromEntries(naiveRanking(life)));
      }),
      { numRuns: 250 },
    );
  });

  test('whatever the order of its facts, the same hash; and its bundle verifies', () => {
    fc.assert(
      fc.property(lives(name), (life) => {
        const bundle = bundleOf(life, 'final');
        const other = bundleOf({ ...life, applications: life.applications.toReversed() }, 'final');
        expect([other.inputHash, other.rankingHash]).toEqual([bundle.inputHash, bundle.rankingHash]);
        expect(verifyBundle(JSON.parse(JSON.stringify(bundle)), { allowUnlogged: true })).toMatchObject({ ok: true });
      }),
      { numRuns: 40 },
    );
  });
});
