import { projectRoot } from '#src/house/root.ts';
import { callSchema, type Call } from '#src/funding/calls/schema.ts';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundleOf, seedOf } from './bundle.ts';
import { sha256 } from '#src/core/canonical.ts';
import { rankingBundleTwoJsonSchemaText, rankingTwoJsonSchemaText } from './formats.ts';
import { leastPoints, whatWouldChange } from './rules/explain.ts';
import type { About, RankedApplication, RankingInput } from './rules/input.ts';
import { playLists } from './rules/lists.ts';
import { prepare, rank } from './rules/rank.ts';
import { moversOf, tried } from './rules/whatIf.ts';
import { verifyBundle } from './verify.ts';

const readCall = (path: string): Call => callSchema.parse(JSON.parse(readFileSync(join(projectRoot, path), 'utf8')));
const regional = readCall('test/factories/regional.call.json');
const plain = readCall('calls/02-2024/call.json');
const { source } = plain.ranking;

type More = { grant?: number; south?: number; social?: number; women?: number; regions?: Record<string, number>; about?: Partial<About>; at?: string };

/** A proposal with 25 + 25 + 20 + 12 points, `more` of them or fewer in the first criterion. */
function proposal(id: string, points: number, more: More = {}): RankedApplication {
  const grantCents = more.grant ?? 10_000_000;
  const southCents = more.south ?? 0;
  return {
    id,
    protocol: `P-${id}`,
    submittedAt: more.at ?? '2026-02-20T10:00:00.000Z',
    title: id,
    screening: { outcome: 'admitted', reasons: [] },
    facts: {
      eligibleCents: grantCents,
      grantCents,
      southEligibleCents: southCents,
      southGrantCents: southCents,
      women: more.women ?? 2,
      men: 3,
      under40: 1,
      about: {
        mainSpoke: 1,
        spokes: [1],
        sector: null,
        leadRegion: 'lombardy',
        researchCents: {},
        regionCents: more.regions ?? { lombardy: grantCents },
        ...more.about,
      },
    },
    reviews: ['E1', 'E2', 'E3'].map((expert) => ({
      expert,
      points: { excellence: points, impact: 25, implementation: 20, team: 12 },
      premiums: { social: more.social ?? 2 },
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
const of = (i: RankingInput) => Object.fromEntries(rank(i).places.map((p) => [p.application, [p.state, p.lists?.[0] ?? null]]));

describe('a call of another programme is data', () => {
  const campania = (cents: number) => ({ campania: cents });
  const applications = [
    proposal('l1', 28, { grant: 40_000_000 }),
    proposal('l2', 27, { grant: 30_000_000 }),
    proposal('s1', 20, { grant: 50_000_000, regions: campania(50_000_000), south: 50_000_000 }),
    proposal('s2', 19, { grant: 50_000_000, regions: { campania: 30_000_000, lazio: 20_000_000 }, south: 30_000_000 }),
    proposal('lazio', 18, { regions: { lazio: 10_000_000 } }),
    proposal('noWomen', 29, { women: 1 }),
    proposal('noSocial', 29, { social: 0.5 }),
  ];

  test('regional lists have money of their own, and the third takes all', () => {
    expect(of(input(regional, applications))).toEqual({
      l1: ['funded', 'lombardia'],
      l2: ['funded', 'altre'],
      s1: ['funded', 'sud'],
      s2: ['eligibleNotFunded', 'sud'],
      lazio: ['eligibleNotFunded', 'altre'],
      noWomen: ['belowThreshold', null],
      noSocial: ['belowThreshold', null],
    });
  });

  test('a premium as gate gives no points; one that is both is cut at its cap', () => {
    const [l1] = rank(input(regional, applications)).places;
    expect(l1).toMatchObject({ application: 'l1', premiums: { women: 0, social: 2, south: 0 }, premium: 2, total: 87 });
    const generous = rank(input(regional, [proposal('a', 20, { social: 3 })])).places[0]!;
    expect(generous.premiums['social']).toBe(2);
  });

  test('who misses a gate is told which', () => {
    const codes = Object.fromEntries(rank(input(regional, applications)).places.map((p) => [p.application, p.why.map((w) => w.code)]));
    expect(codes['noWomen']).toEqual(['rank.below.gate', 'rank.below.premiumCount']);
    expect(codes['noSocial']).toEqual(['rank.below.gate']);
    expect(codes['s2']).toContain('rank.notFunded.listEnded');
  });

  test('what Lombardy leaves goes on from its day, and not before', () => {
    const left = (on?: string) => rank(input(regional, applications, on ? { on } : {})).places.find((p) => p.application === 'lazio')!.state;
    expect([left(), left('2026-11-30'), left('2026-12-01')]).toEqual(['eligibleNotFunded', 'eligibleNotFunded', 'funded']);
  });

  test('its bundle has the second format and verifies', () => {
    const bundle = bundleOf(
      input(regional, applications, { on: '2026-12-01', renunciations: [{ application: 's1', on: '2026-12-05', ref: 'Revoca', kind: 'revocation' }] }),
      'final',
    );
    expect([bundle.format, bundle.ranking.format]).toEqual(['mics-ranking-bundle/2', 'mics-ranking/2']);
    expect(verifyBundle(JSON.parse(JSON.stringify(bundle)), { allowUnlogged: true })).toMatchObject({ ok: true });
    expect(bundle.ranking.rounds.map((r) => r.kind)).toEqual(['initial', 'spill', 'revocation']);
    expect(bundle.ranking.places.find((p) => p.application === 's2')).toMatchObject({ state: 'funded', why: [{ code: 'rank.funded.scrollRevoked' }, {}] });
    expect(verifyBundle({ ...bundle, format: 'mics-ranking-bundle/1' }).ok).toBe(false);
  });

  test('the published schemas of the second formats are the ones in use', () => {
    expect(readFileSync(join(projectRoot, 'docs/formats/ranking-bundle-2.schema.json'), 'utf8')).toBe(rankingBundleTwoJsonSchemaText());
    expect(readFileSync(join(projectRoot, 'docs/formats/ranking-2.schema.json'), 'utf8')).toBe(rankingTwoJsonSchemaText());
  });
});

describe('rules of published calls', () => {
  const pots = (...cents: number[]): Call['pots'] => cents.map((c, i) => ({ ...plain.pots[0]!, id: `p${i}`, cents: c }));
  const calls = (more: Partial<Call['ranking']>, potCents: number[], evaluation: Partial<Call['evaluation']> = {}): Call =>
    callSchema.parse({
      ...plain,
      acts: [],
      pots: pots(...potCents),
      evaluation: { ...plain.evaluation, ...evaluation },
      ranking: { ...plain.ranking, quotas: [], ...more },
    });
  const list = (id: string, pot: string, takes: NonNullable<Call['ranking']['lists']>[number]['takes']) => ({
    id,
    title: { it: id, en: id },
    pots: [pot],
    takes,
    source,
  });

  test('a reserve counted by cost share takes the whole grant of who reaches it', () => {
    const quota = { ...plain.ranking.quotas[0]!, form: 'hard' as const, percent: 50 };
    const apps = [proposal('n', 29, { grant: 60 }), proposal('m', 28, { grant: 50, south: 30 })];
    const paid = (more: object) => rank(input(calls({ quotas: [{ ...quota, ...more }], whenMoneyEnds: 'skip' }, [100]), apps)).places.map((p) => p.grantCents);
    expect(paid({})).toEqual([50, 0]);
    expect(rank(input(calls({ quotas: [{ ...quota, countBy: 'costShare', minShare: 60 }] }, [100]), apps)).quotas[0]).toMatchObject({
      reachedCents: 50,
      met: true,
    });
  });

  test('a hard reserve that spills from a date', () => {
    const call = calls({ quotas: [{ ...plain.ranking.quotas[0]!, form: 'hard', percent: 40, spillsFrom: '2026-06-30' }] }, [100]);
    const apps = [proposal('a', 29, { grant: 60 }), proposal('b', 28, { grant: 40 })];
    const paid = (on: string) => rank(input(call, apps, { on })).places.map((p) => p.grantCents);
    expect([paid('2026-06-29'), paid('2026-06-30')]).toEqual([
      [60, 0],
      [60, 40],
    ]);
  });

  test('ties go down to arrival, or to a draw whose secret was committed to', () => {
    const early = calls({ tieBreaks: [{ by: 'arrival', source }] }, [100_000_000]);
    const apps = [proposal('late', 20, { at: '2026-02-20T10:00:01.000Z' }), proposal('soon', 20)];
    expect(rank(input(early, apps)).places.map((p) => p.application)).toEqual(['soon', 'late']);
    const drawn = calls({ draw: { seed: 'committed', source } }, [100_000_000]);
    const draw = { secret: sha256('x'), commitment: sha256(sha256('x')), submissions: sha256('y') };
    const bundle = bundleOf(input(drawn, apps, { seed: seedOf(draw), draw }), 'provisional');
    expect(verifyBundle(bundle, { allowUnlogged: true }).ok).toBe(true);
    for (const spoilt of [
      { ...bundle, draw: { ...draw, secret: sha256('z') } },
      { ...bundle, draw: { ...draw, submissions: sha256('z') } },
    ])
      expect(verifyBundle(spoilt, { allowUnlogged: true }).ok).toBe(false);
  });

  test.each<[string, object]>([
    ['a pot that pays for two lists', { lists: [list('a', 'p0', []), list('b', 'p0', [])] }],
    ['a pot that pays for none', { lists: [list('a', 'p0', [])] }],
    ['money that goes up the lists', { lists: [list('a', 'p0', []), { ...list('b', 'p1', []), spills: { to: 'a' } }] }],
    ['two reserves of one list', { quotas: [plain.ranking.quotas[0]!, { ...plain.ranking.quotas[0]!, id: 'other' }] }],
    ['a reserve of no list', { quotas: [{ ...plain.ranking.quotas[0]!, list: 'none' }] }],
    ['a floor with a date', { quotas: [{ ...plain.ranking.quotas[0]!, spillsFrom: '2026-01-01' }] }],
    ['a gate that is no premium', { premiums: [{ premium: 'luck', use: 'gate', source }] }],
    ['more premiums than there are', { thresholds: { total: 'merit', premiumCount: 9, source } }],
  ])('is no call with %s', (_, more) => {
    expect(() => calls(more as never, [1, 1])).toThrow();
  });
});

describe('what would change it', () => {
  const small = fc.array(
    fc.record({ points: fc.integer({ min: 16, max: 29 }), grant: fc.integer({ min: 10, max: 60 }), part: fc.constantFrom(0, 0, 0.5, 1) }),
    { minLength: 2, maxLength: 9 },
  );
  const setting = fc.record({
    pot: fc.integer({ min: 20, max: 160 }),
    form: fc.constantFrom(null, 'floor' as const, 'hard' as const),
    ends: fc.constantFrom('stop' as const, 'skip' as const),
  });
  const world = (s: { pot: number; form: null | 'floor' | 'hard'; ends: 'stop' | 'skip' }, props: { points: number; grant: number; part: number }[]) =>
    input(
      {
        ...plain,
        acts: [],
        pots: [{ ...plain.pots[0]!, cents: s.pot }],
        ranking: { ...plain.ranking, whenMoneyEnds: s.ends, quotas: s.form ? [{ ...plain.ranking.quotas[0]!, form: s.form }] : [] },
      },
      props.map((p, i) => proposal(`p${i}`, p.points, { grant: p.grant, south: Math.floor(p.grant * p.part), women: 0, social: 0 })),
    );

  test('the place that is named is the lowest that is good enough, by trying every one', () => {
    fc.assert(
      fc.property(small, setting, (props, s) => {
        const prepared = prepare(world(s, props));
        const { standing, lists, rounds, input: i } = prepared;
        const played = playLists(standing, lists, rounds, i.call.ranking);
        standing.forEach((me, at) => {
          if (played.grants.has(me.id)) return;
          const goodAt = standing
            .slice(0, at)
            .flatMap((_, k) =>
              playLists([...standing.slice(0, k), me, ...standing.slice(k, at), ...standing.slice(at + 1)], lists, rounds, i.call.ranking).grants.has(me.id)
                ? [k + 1]
                : [],
            );
          const said = leastPoints(prepared, at)[0];
          if (said?.code === 'rank.change.noPoints') expect(goodAt).toEqual([]);
          else if (said) expect(said.params['position']).toBe(Math.max(...goodAt));
        });
      }),
      { numRuns: 300 },
    );
  });

  test('points, money and the quota, in one example', () => {
    const i = world({ pot: 100, form: 'hard', ends: 'stop' }, [
      { points: 29, grant: 60, part: 0 },
      { points: 25, grant: 40, part: 0 },
    ]);
    expect(whatWouldChange(i, 'p1')).toEqual([
      { code: 'rank.change.raise', params: { cents: 66 } },
      { code: 'rank.change.leastPoints', params: { points: 4.01, total: 86.01, position: 1 } },
      { code: 'rank.change.inQuota', params: { percent: 40 }, source: plain.ranking.quotas[0]!.source },
    ]);
    expect(whatWouldChange(i, 'p0')).toEqual([]);
  });
});

test('a trial moves only what it names', () => {
  const i = input({ ...plain, acts: [], pots: [{ ...plain.pots[0]!, cents: 100 }], ranking: { ...plain.ranking, quotas: [] } }, [
    proposal('a', 29, { grant: 60 }),
    proposal('b', 25, { grant: 60 }),
  ]);
  const same = tried(i.call, { pots: { main: 100 }, thresholds: {}, reserves: {} });
  expect(moversOf(rank(i), rank({ ...i, call: same }))).toEqual([]);
  const more = tried(i.call, { pots: { main: 120 }, thresholds: {}, reserves: {} });
  expect(moversOf(rank(i), rank({ ...i, call: more }))).toMatchObject([{ application: 'b', move: 'comes', after: { grantCents: 60 } }]);
  const fewer = tried(i.call, { pots: {}, thresholds: { excellence: 27 }, reserves: {} });
  expect(moversOf(rank(i), rank({ ...i, call: fewer }))).toMatchObject([{ application: 'b', move: 'changes', after: { state: 'belowThreshold' } }]);
});

test('less money than the raises brought takes from the last raise first', () => {
  const raise = (id: string, cents: number) => ({ kind: 'budgetRaise' as const, id, on: '2024-06-01', ref: 'Atto', pot: 'main', cents, source });
  const call: Call = { ...plain, pots: [{ ...plain.pots[0]!, cents: 100 }], acts: [raise('r1', 50), raise('r2', 30)] };
  const after = (cents: number) => {
    const { pots, acts } = tried(call, { pots: { main: cents }, thresholds: {}, reserves: {} });
    return [pots[0]!.cents, ...acts.map((a) => (a.kind === 'budgetRaise' ? a.cents : 0))];
  };
  expect([after(200), after(160), after(120), after(40)]).toEqual([
    [120, 50, 30],
    [100, 50, 10],
    [100, 20, 0],
    [40, 0, 0],
  ]);
});
