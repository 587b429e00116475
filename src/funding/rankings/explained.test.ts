import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reason } from '#src/core/decision.ts';
import { callSchema, type Call } from '#src/funding/calls/schema.ts';
import { projectRoot } from '#src/house/root.ts';
import { listPrices, whatWouldChange } from './rules/explain.ts';
import type { RankedApplication, RankingInput } from './rules/input.ts';
import { rank, type Ranking } from './rules/rank.ts';

// What a page says of lists, thresholds and admission is what the ranking itself says once that one thing is different.

const readCall = (path: string): Call => callSchema.parse(JSON.parse(readFileSync(join(projectRoot, path), 'utf8')));
const regional = readCall('test/factories/regional.call.json');
const plain = readCall('calls/02-2024/call.json');

type Given = { points: number; impact: number; grant: number; region: string; women: number; social: number };
const given = fc.record({
  points: fc.integer({ min: 8, max: 29 }),
  impact: fc.integer({ min: 14, max: 29 }),
  grant: fc.integer({ min: 10, max: 60 }),
  region: fc.constantFrom('lombardy', 'campania', 'apulia', 'lazio'),
  women: fc.constantFrom(0, 3),
  social: fc.constantFrom(0, 1, 3),
});

function proposal(i: number, { points, impact, grant, region, women, social }: Given): RankedApplication {
  const southCents = ['campania', 'apulia'].includes(region) ? grant : 0;
  return {
    id: `p${i}`,
    protocol: `P-${i}`,
    submittedAt: `2026-02-20T10:00:0${i}.000Z`,
    title: `p${i}`,
    screening: { outcome: 'admitted', reasons: [] },
    facts: {
      eligibleCents: grant,
      grantCents: grant,
      southEligibleCents: southCents,
      southGrantCents: southCents,
      women,
      men: 3,
      under40: 1,
      about: { mainSpoke: 1, spokes: [1], sector: null, leadRegion: region, researchCents: {}, regionCents: { [region]: grant } },
    },
    reviews: ['E1', 'E2'].map((expert) => ({ expert, points: { excellence: points, impact, implementation: 16, team: 10 }, premiums: { social } })),
    consensus: null,
  };
}
const input = (call: Call, applications: readonly RankedApplication[]): RankingInput => ({
  call,
  callVersion: 1,
  applications,
  renunciations: [],
  seed: 'seme',
});
const money = (call: Call, cents: readonly number[]): Call => ({
  ...call,
  acts: [],
  pots: call.pots.map((p, i) => ({ ...p, cents: cents[i % cents.length]! })),
});
const funded = (r: Ranking) => new Set(r.places.filter((p) => p.grantCents > 0).map((p) => p.application));
const apart = (r: Ranking, then: Ranking) => {
  const [a, b] = [funded(r), funded(then)];
  return { broughtIn: [...a].filter((id) => !b.has(id)).sort(), leftOut: [...b].filter((id) => !a.has(id)).sort() };
};
const worlds = fc.record({
  props: fc.array(given, { minLength: 2, maxLength: 8 }),
  cents: fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 15, max: 120 }))),
});

test('the price of a list is who is in and who is out beside the ranking computed without its condition', () => {
  let moved = 0;
  fc.assert(
    fc.property(worlds, fc.boolean(), ({ props, cents }, areas) => {
      const { source } = regional.ranking;
      const area = (id: 'south' | 'other', pot: string) => ({
        id,
        title: { it: id, en: id },
        pots: [pot],
        takes: [{ by: 'area' as const, area: id, minShare: 50 }],
        source,
      });
      const [a, b, c] = regional.pots.map((p) => p.id) as [string, string, string];
      const lists = areas ? [{ ...area('south', a), pots: [a, c] }, area('other', b)] : regional.ranking.lists!;
      const call = callSchema.parse({ ...money(regional, cents), ranking: { ...regional.ranking, lists, premiums: undefined, thresholds: undefined } });
      const i = input(
        call,
        props.map((p, n) => proposal(n, p)),
      );
      const now = rank(i);
      for (const { list, price } of listPrices(i, now)) {
        const ranking = list
          ? { ...call.ranking, lists: call.ranking.lists!.map((l) => (l.id === list.id ? { ...l, takes: [] } : l)) }
          : { ...call.ranking, lists: undefined, quotas: [] };
        const then = rank({ ...i, call: { ...call, ranking } });
        expect({ broughtIn: price.broughtIn.map((p) => p.application).sort(), leftOut: price.leftOut.map((p) => p.application).sort() }).toEqual(
          apart(now, then),
        );
        expect(price.inCents).toBe(price.broughtIn.reduce((n, p) => n + p.grantCents, 0));
        moved += price.broughtIn.length;
      }
      expect(listPrices(i, now).map((p) => p.list?.id ?? 'together')).toEqual(areas ? ['together', 'south', 'other'] : ['together', 'lombardia', 'sud']);
    }),
    { numRuns: 150 },
  );
  expect(moved).toBeGreaterThan(5);
  expect(listPrices(input(plain, []), { places: [] })).toEqual([]);
});

test('who misses a criterion is told by how much, and whether reaching it would have been enough: as the ranking says with just those points', () => {
  const seen: Record<string, number> = {};
  fc.assert(
    fc.property(worlds, ({ props, cents }) => {
      const call = money(plain, cents);
      const threshold = call.evaluation.criteria.find((c) => c.id === 'excellence')!.threshold;
      const applications = props.map((p, n) => proposal(n, p));
      const i = input(call, applications);
      for (const place of rank(i).places) {
        const said = whatWouldChange(i, place.application);
        const [only, ...more] = place.why;
        if (place.state !== 'belowThreshold' || more.length > 0 || only!.code !== 'rank.below.criterion') continue;
        const short = threshold - Number(only!.params['points']);
        expect(said[0]).toEqual(reason('rank.change.reach', { points: short, name: only!.params['criterion']! }));
        const lifted = applications.map((a) =>
          a.id === place.application ? { ...a, reviews: a.reviews.map((r) => ({ ...r, points: { ...r.points, excellence: threshold } })) } : a,
        );
        const after = rank({ ...i, applications: lifted }).places.find((p) => p.application === place.application)!;
        // With the criterion at its threshold the total may still be short of its own: it is lifted to that too.
        if (after.state === 'belowThreshold') continue;
        const code = after.state === 'funded' ? 'rank.change.reached.funded' : 'rank.change.reached.notFunded';
        expect(said[1]).toEqual(reason(code, { total: after.total, position: after.position! }));
        seen[code] = (seen[code] ?? 0) + 1;
      }
    }),
    { numRuns: 300 },
  );
  expect(Object.values(seen).every((n) => n > 10) && Object.keys(seen).length === 2).toBe(true);
});

test('gates, premiums and the total: what is missing of each, and that all of it reached is enough', () => {
  const call = money(regional, [1000]);
  const strong = { points: 29, impact: 29, grant: 10, region: 'lombardy', women: 3, social: 3 };
  const i = input(call, [proposal(0, strong), proposal(1, { ...strong, women: 0, social: 0 }), proposal(2, { ...strong, points: 10, impact: 10 })]);
  const [, gated, low] = i.applications.map((a) => whatWouldChange(i, a.id));
  expect(gated!.map((r) => [r.code, r.params['points'] ?? r.params['count'] ?? null])).toEqual([
    ['rank.change.reach', 4],
    ['rank.change.reach', 1],
    ['rank.change.reachCount', 2],
    ['rank.change.reached.funded', null],
  ]);
  const place = rank(i).places.find((p) => p.application === 'p2')!;
  expect(low!.map((r) => r.code)).toEqual([...place.why.map(() => 'rank.change.reach'), 'rank.change.reached.funded']);
});

test('who was not admitted is told what it missed, and whether it would have been funded: as the ranking says once it is admitted', () => {
  const missed = [
    { ...reason('rule.minShare.under', { who: 'X', moveCents: 1_250_000 }), source: plain.ranking.source },
    reason('rule.members.tooFew', { count: 1, min: 3, missing: 2 }),
    reason('screening.written', { text: 'Manca un allegato.' }),
  ];
  const seen = new Set<string>();
  fc.assert(
    fc.property(worlds, fc.boolean(), ({ props, cents }, judged) => {
      const call = money(plain, cents);
      const all = props.map((p, n) => proposal(n, p));
      const out: RankedApplication = { ...all[0]!, screening: { outcome: 'excluded', reasons: missed }, ...(!judged && { reviews: [] }) };
      const i = input(call, [out, ...all.slice(1)]);
      const [money1, count, plain1, ...rest] = whatWouldChange(i, 'p0');
      expect([money1!.code, money1!.params, money1!.source]).toEqual(['rank.change.admit.cents', { cents: 1_250_000 }, plain.ranking.source]);
      expect([count!.params, plain1!.code]).toEqual([{ count: 2 }, 'rank.change.admit']);
      if (judged) {
        const then = rank(input(call, all)).places.find((p) => p.application === 'p0')!;
        const codes = { funded: 'rank.change.admitted.funded', eligibleNotFunded: 'rank.change.admitted.notFunded' } as Record<string, string>;
        if (codes[then.state]) expect(rest[0]).toEqual(reason(codes[then.state]!, { total: then.total, position: then.position! }));
        else expect(rest[0]!.code).toMatch(/^rank\.change\.reach/);
      } else if (rest[0]!.code === 'rank.change.admitted.from') {
        const total = Number(rest[0]!.params['total']);
        // A panel that gives just so many points, three criteria at their thresholds and more in the first.
        const [first, ...others] = call.evaluation.criteria;
        const points = Object.fromEntries(others.map((c) => [c.id, c.max]));
        const left = total - others.reduce((n, c) => n + c.max * c.weight, 0);
        if (left >= first!.threshold && left <= first!.max) {
          const consensus = { points: { ...points, [first!.id]: left }, premiums: {} };
          const then = rank(
            input(call, [
              { ...out, screening: { outcome: 'admitted', reasons: [] }, consensus, facts: { ...out.facts, women: 0, under40: 0, southEligibleCents: 0 } },
              ...all.slice(1),
            ]),
          );
          if (out.facts.southGrantCents === 0) expect(then.places.find((p) => p.application === 'p0')!.state).toBe('funded');
        }
      }
      seen.add(rest[0]!.code);
    }),
    { numRuns: 400 },
  );
  for (const code of ['admitted.funded', 'admitted.notFunded', 'admitted.from', 'admitted.anyPoints']) expect(seen).toContain(`rank.change.${code}`);
});
