import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#src/house/root.ts';
import { canonical } from '#src/core/canonical.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bundleOf } from './bundle.ts';
import { rankingBundleJsonSchemaText } from './formats.ts';
import { aMember, aProposal } from '../../../test/factories/proposal.ts';
import { factsOf } from './queries.ts';
import { priceOf } from './rules/explain.ts';
import { headsOf, type RankedApplication, type RankingInput } from './rules/input.ts';
import { lotOf } from './rules/order.ts';
import { rank } from './rules/rank.ts';
import { aggregate, scoreOf } from './rules/scores.ts';
import { verifyBundle } from './verify.ts';

const base = JSON.parse(readFileSync(join(projectRoot, 'calls/02-2024/call.json'), 'utf8')) as Call;

type Options = { pot?: number; raises?: number[]; quota?: 'floor' | 'hard' | null; partial?: boolean; ends?: 'stop' | 'skip' };

function callWith({ pot = 1000, raises = [], quota = null, partial = false, ends = 'stop' }: Options = {}): Call {
  return {
    ...base,
    pots: [{ ...base.pots[0]!, cents: pot }],
    acts: raises.map((cents, i) => ({
      kind: 'budgetRaise' as const,
      id: `raise-${i}`,
      on: `2024-0${i + 5}-01`,
      ref: `Atto ${i}`,
      pot: 'main',
      cents,
      source: base.pots[0]!.source,
    })),
    ranking: { ...base.ranking, partialFunding: partial, whenMoneyEnds: ends, quotas: quota ? [{ ...base.ranking.quotas[0]!, form: quota }] : [] },
  };
}

/** An application whose three experts agree: `points` are shares of each criterion's maximum. */
function application(
  id: string,
  share: number,
  grantCents: number,
  more: { south?: boolean; outcome?: 'admitted' | 'excluded'; team?: number } = {},
): RankedApplication {
  const points = { excellence: round(30 * share), impact: round(30 * share), implementation: round(25 * share), team: more.team ?? round(15 * share) };
  return {
    id,
    protocol: `P-${id}`,
    submittedAt: '2024-02-20T10:00:00.000Z',
    title: id,
    screening: { outcome: more.outcome ?? 'admitted', reasons: [] },
    facts: {
      eligibleCents: grantCents,
      grantCents,
      southEligibleCents: more.south ? grantCents : 0,
      southGrantCents: more.south ? grantCents : 0,
      women: 1,
      men: 4,
      under40: 2,
    },
    reviews: ['E01', 'E02', 'E03'].map((expert) => ({ expert, points, premiums: {} })),
    consensus: null,
  };
}

const round = (n: number) => Math.round(n * 2) / 2;
const input = (call: Call, applications: RankedApplication[]): RankingInput => ({ call, callVersion: 1, applications, renunciations: [], seed: 'seme' });
const states = (r: ReturnType<typeof rank>) => Object.fromEntries(r.places.map((p) => [p.application, [p.state, p.grantCents]]));

describe('scores', () => {
  test('the mean is exact and rounded half up once', () => {
    expect(aggregate([20, 20, 20.5], 'mean', 2)).toBe(2017);
    expect(aggregate([0.5, 0, 0], 'mean', 2)).toBe(17);
    expect(aggregate([10, 20, 30, 31], 'median', 2)).toBe(2500);
    expect(aggregate([0.125, 0.125], 'mean', 2)).toBe(13);
  });

  test('premiums come from evidence and stay apart from merit', () => {
    const call = callWith();
    const one = application('a', 0.6, 100, { south: true });
    const score = scoreOf(call, { ...one, facts: { ...one.facts, women: 2, men: 3 } });
    expect([score.merit, score.premiums.map((p) => p.units), score.premium, score.total]).toEqual([6000, [400, 0, 300], 700, 6700]);
  });

  test('39.99 % of women earn nothing, 40 % earn the premium', () => {
    const call = callWith();
    const women = (w: number, m: number) =>
      scoreOf(call, { ...application('a', 0.6, 100), facts: { ...application('a', 0.6, 100).facts, women: w, men: m } }).premiums[0]!.units;
    expect([women(2, 3), women(3999, 6001), women(0, 0)]).toEqual([400, 0, 0]);
  });

  test('who is neither counts among the staff and not among the women, in the share and in the age of the team', () => {
    const call = callWith();
    const a = application('a', 0.6, 100);
    const share = (facts: Partial<RankedApplication['facts']>) => scoreOf(call, { ...a, facts: { ...a.facts, ...facts } }).premiums[0]!.units;
    expect([share({ women: 2, men: 3 }), share({ women: 2, men: 2, other: 1 }), share({ women: 2, men: 3, other: 1 })]).toEqual([400, 400, 0]);
    expect(headsOf({ ...a.facts, women: 2, men: 3, other: 4 })).toBe(9);
    const staff = { women: 2, men: 2, under40: 1, newHires: 0 };
    const aid = { eligibleCents: 0, grantCents: 0, southGrantCents: 0, members: [] };
    const { women, men, other } = factsOf({ facts: aProposal([aMember('a', { staff: { ...staff, other: 1 } }), aMember('b', { staff })]), aid });
    expect([women, men, other]).toEqual([4, 4, 1]);
    expect('other' in factsOf({ facts: aProposal([aMember('b', { staff })]), aid })).toBe(false);
  });

  test('experts further apart than the call allows need a consensus', () => {
    const apart = application('a', 0.9, 100);
    const low = { ...apart.reviews[0]!, points: { excellence: 15, impact: 15, implementation: 12.5, team: 7.5 } };
    expect(scoreOf(callWith(), { ...apart, reviews: [apart.reviews[0]!, low] }).needsConsensus).toBe(true);
    expect(scoreOf(callWith(), { ...apart, reviews: [apart.reviews[0]!, low], consensus: { points: low.points, premiums: {} } })).toMatchObject({
      needsConsensus: false,
      merit: 5000,
    });
  });
});

describe('worked examples', () => {
  test('best first until the money ends, and then stop', () => {
    const r = rank(input(callWith({ pot: 1000 }), [application('a', 0.9, 600), application('b', 0.8, 500), application('c', 0.7, 300)]));
    expect(states(r)).toEqual({ a: ['funded', 600], b: ['eligibleNotFunded', 0], c: ['eligibleNotFunded', 0] });
    expect(r.places[1]!.wouldChange).toContainEqual({ code: 'rank.change.raise', params: { cents: 100 } });
    expect([r.grantedCents, r.leftCents, r.linePoints]).toEqual([600, 400, 90]);
  });

  test('skip goes on with the next that fits; partial gives what is left', () => {
    const three = [application('a', 0.9, 600), application('b', 0.8, 500), application('c', 0.7, 300)];
    expect(states(rank(input(callWith({ ends: 'skip' }), three)))).toEqual({ a: ['funded', 600], b: ['eligibleNotFunded', 0], c: ['funded', 300] });
    expect(states(rank(input(callWith({ partial: true }), three)))).toEqual({ a: ['funded', 600], b: ['funded', 400], c: ['eligibleNotFunded', 0] });
  });

  test('a raise completes a partial grant before it funds the next', () => {
    const three = [application('a', 0.9, 600), application('b', 0.8, 500), application('c', 0.7, 300)];
    const r = rank(input(callWith({ partial: true, raises: [150] }), three));
    expect(states(r)).toEqual({ a: ['funded', 600], b: ['funded', 500], c: ['funded', 50] });
    expect(r.places[2]!.fundedBy).toEqual({ round: 'raise-0', quota: null });
  });

  test('the floor brings a South proposal in, says whom it displaced, and spills over what it does not use', () => {
    const four = [application('a', 0.9, 400), application('b', 0.85, 400), application('c', 0.8, 300), application('s', 0.7, 400, { south: true })];
    const r = rank(input(callWith({ quota: 'floor' }), four));
    expect(states(r)).toEqual({ a: ['funded', 400], b: ['eligibleNotFunded', 0], c: ['eligibleNotFunded', 0], s: ['funded', 400] });
    expect(r.quotas[0]).toMatchObject({ requiredCents: 400, reachedCents: 400, met: true, broughtIn: ['s'], leftOut: ['b'] });
    expect(priceOf(r.quotas[0]!, r)).toMatchObject({
      broughtIn: [{ application: 's' }],
      leftOut: [{ application: 'b' }],
      inCents: 400,
      outCents: 400,
      inPoints: r.places.find((p) => p.application === 's')!.total,
      outPoints: r.places.find((p) => p.application === 'b')!.total,
    });
    expect(priceOf({ ...r.quotas[0]!, broughtIn: [], leftOut: ['a', 'b'] }, r)).toMatchObject({ inPoints: null, outPoints: 87.75, outCents: 800 });
    const without = rank(input(callWith({ quota: 'floor' }), four.slice(0, 3)));
    expect(states(without)).toEqual({ a: ['funded', 400], b: ['funded', 400], c: ['eligibleNotFunded', 0] });
    expect(without.quotas[0]!.why[0]!.code).toBe('rank.quota.noneLeft');
    expect(states(rank(input(callWith({ quota: 'hard' }), four.slice(0, 3))))).toEqual({
      a: ['funded', 400],
      b: ['eligibleNotFunded', 0],
      c: ['eligibleNotFunded', 0],
    });
  });

  test('thresholds: 60.00 passes, 59.5 does not, and premiums do not help', () => {
    const low = application('low', 0.6, 100, { south: true, team: 8.5 });
    const r = rank(input(callWith(), [application('ok', 0.6, 100), low]));
    expect(states(r)).toEqual({ ok: ['funded', 100], low: ['belowThreshold', 0] });
    expect(r.places.find((p) => p.application === 'low')!.why).toMatchObject([{ code: 'rank.below.total', params: { points: 59.5, threshold: 60 } }]);
  });

  test('ties go down the list of the call to the draw, which anyone can repeat', () => {
    const same = ['a', 'b', 'c'].map((id) => application(id, 0.8, 100));
    const r = rank(input(callWith(), same));
    expect(r.places.map((p) => p.application)).toEqual(['a', 'b', 'c'].toSorted((x, y) => (lotOf('seme', x) < lotOf('seme', y) ? -1 : 1)));
    expect(r.drawn).toBe(true);
    const south = rank(
      input(callWith(), [application('a', 0.8, 100), { ...application('b', 0.8, 100), facts: { ...application('b', 0.8, 100).facts, southEligibleCents: 1 } }]),
    );
    expect(south.places.map((p) => p.application)).toEqual(['b', 'a']);
  });

  test('a renunciation frees the grant and the list moves up', () => {
    const r = rank({
      ...input(callWith({ pot: 900 }), [application('a', 0.9, 600), application('b', 0.8, 500)]),
      renunciations: [{ application: 'a', on: '2024-09-01', ref: 'Rinuncia' }],
    });
    expect(states(r)).toEqual({ a: ['renounced', 0], b: ['funded', 500] });
    expect(r.places[1]!.why[0]!.code).toBe('rank.funded.scroll');
  });
});

const applications = fc
  .array(
    fc.record({
      share: fc.integer({ min: 80, max: 200 }).map((n) => n / 200),
      grant: fc.integer({ min: 1, max: 500 }),
      south: fc.boolean(),
      excluded: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((list) =>
    list.map((a, i) => application(`p${String(i).padStart(2, '0')}`, a.share, a.grant, { south: a.south, outcome: a.excluded ? 'excluded' : 'admitted' })),
  );
const options = fc.record({
  pot: fc.integer({ min: 1, max: 4000 }),
  raises: fc.array(fc.integer({ min: 1, max: 1500 }), { maxLength: 3 }),
  quota: fc.constantFrom<'floor' | 'hard' | null>('floor', 'hard', null),
  partial: fc.boolean(),
  ends: fc.constantFrom<'stop' | 'skip'>('stop', 'skip'),
});

describe('what always holds', () => {
  test('cents are conserved, each proposal has one place and at least one reason', () => {
    fc.assert(
      fc.property(applications, options, (apps, o) => {
        const r = rank(input(callWith(o), apps));
        expect(r.places.reduce((s, p) => s + p.grantCents, 0)).toBe(r.grantedCents);
        expect(r.grantedCents + r.leftCents).toBe(o.pot + o.raises.reduce((a, b) => a + b, 0));
        expect(r.leftCents).toBeGreaterThanOrEqual(0);
        expect(r.places.map((p) => p.application).toSorted()).toEqual(apps.map((a) => a.id).toSorted());
        for (const p of r.places)
          expect([p.why.length > 0, p.grantCents <= p.requestedCents, p.grantCents > 0 === (p.state === 'funded')]).toEqual([true, true, true]);
      }),
    );
  });

  test('the order of the input changes nothing', () => {
    fc.assert(
      fc.property(applications, options, fc.integer(), (apps, o, seed) => {
        const shuffled = apps
          .map((a, i) => ({ a, k: (i * 7919 + seed) % 101 }))
          .toSorted((x, y) => x.k - y.k)
          .map((x) => ({ ...x.a, reviews: x.a.reviews.toReversed() }));
        expect(canonical(rank(input(callWith(o), shuffled)))).toBe(canonical(rank(input(callWith(o), apps))));
      }),
    );
  });

  test('a raise never takes money from anyone', () => {
    fc.assert(
      fc.property(applications, options, fc.integer({ min: 1, max: 2000 }), (apps, o, raise) => {
        const before = new Map(rank(input(callWith(o), apps)).places.map((p) => [p.application, p.grantCents]));
        const after = rank(input(callWith({ ...o, raises: [...o.raises, raise] }), apps));
        for (const p of after.places) expect(p.grantCents).toBeGreaterThanOrEqual(before.get(p.application)!);
      }),
    );
  });

  test('a quota is met or explained', () => {
    fc.assert(
      fc.property(applications, options, (apps, o) => {
        const r = rank(input(callWith(o), apps));
        for (const q of r.quotas) {
          expect(q.met).toBe(q.reachedCents >= q.requiredCents);
          expect(q.why[0]!.code).toBe(
            q.met
              ? 'rank.quota.met'
              : r.places.some((p) => p.state === 'eligibleNotFunded' && apps.find((a) => a.id === p.application)!.facts.southGrantCents > 0)
                ? 'rank.quota.moneyEnded'
                : 'rank.quota.noneLeft',
          );
          for (const out of q.leftOut) expect(r.places.find((p) => p.application === out)!.why.map((w) => w.code)).toContain('rank.notFunded.quota');
        }
      }),
    );
  });

  test('the raise that is named is the smallest that funds', () => {
    fc.assert(
      fc.property(applications, options, (apps, o) => {
        const r = rank(input(callWith(o), apps));
        const told = r.places.flatMap((p) =>
          p.wouldChange.filter((w) => w.code === 'rank.change.raise').map((w) => ({ p, cents: Number(w.params['cents']) })),
        )[0];
        if (!told) return;
        const with_ = (cents: number) =>
          rank(input(callWith({ ...o, raises: [...o.raises, cents] }), apps)).places.find((p) => p.application === told.p.application)!;
        expect(with_(told.cents).grantCents).toBe(told.p.requestedCents);
        if (told.cents > 1) expect(with_(told.cents - 1).grantCents).toBeLessThan(told.p.requestedCents);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the bundle', () => {
  const bundle = bundleOf(
    input(callWith({ pot: 1000, quota: 'floor' }), [application('a', 0.9, 600), application('b', 0.8, 500), application('s', 0.7, 300, { south: true })]),
    'final',
  );

  test('without its place in the log everything else verifies', () => {
    const { ok, checks } = verifyBundle(JSON.parse(JSON.stringify(bundle)));
    expect(checks.map((c) => [c.name, c.ok])).toEqual([
      ['format', true],
      ['input', true],
      ['ranking', true],
      ['hash', true],
      ['event', false],
    ]);
    expect(ok).toBe(false);
  });

  test('whatever is tampered with is found', () => {
    const tamper: ((b: typeof bundle) => unknown)[] = [
      (b) => ({ ...b, seed: 'other' }),
      (b) => ({ ...b, applications: b.applications.map((a, i) => (i === 0 ? { ...a, facts: { ...a.facts, grantCents: a.facts.grantCents - 1 } } : a)) }),
      (b) => ({ ...b, ranking: { ...b.ranking, grantedCents: b.ranking.grantedCents + 1 } }),
      (b) => ({ ...b, ranking: { ...b.ranking, places: b.ranking.places.toReversed() } }),
      (b) => ({ ...b, rankingHash: b.inputHash }),
      (b) => ({ ...b, call: { ...b.call, evaluation: { ...b.call.evaluation, totalThreshold: 59 } } }),
    ];
    for (const change of tamper) {
      const { checks } = verifyBundle(JSON.parse(JSON.stringify(change(bundle))));
      expect(checks.filter((c) => c.name !== 'event').every((c) => c.ok)).toBe(false);
    }
  });

  test('what is no bundle is said so', () => {
    expect(verifyBundle({ format: 'mics-ranking-bundle/1' }).checks[0]).toMatchObject({ name: 'format', ok: false });
    expect(verifyBundle(null).ok).toBe(false);
  });
});

test('the published JSON Schema is the one in use', () => {
  expect(readFileSync(join(projectRoot, 'docs/formats/ranking-bundle.schema.json'), 'utf8')).toBe(rankingBundleJsonSchemaText());
});
