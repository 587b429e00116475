import { projectRoot } from '#src/house/root.ts';
import { callSchema, type Call } from '#src/funding/calls/schema.ts';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { naiveRanking } from '../../../test/factories/naiveRanking.ts';
import { bundleOf } from './bundle.ts';
import type { RankedApplication, RankingInput, Renunciation } from './rules/input.ts';
import { listsOf } from './rules/lists.ts';
import { rank, type Ranking } from './rules/rank.ts';
import { roundsOf, settledOf } from './rules/rounds.ts';
import { verifyBundle } from './verify.ts';

const base = callSchema.parse(JSON.parse(readFileSync(join(projectRoot, 'calls/02-2024/call.json'), 'utf8')));
const { source } = base.ranking;

const proposals = (grants: readonly { cents: number; south: number }[]): RankedApplication[] =>
  grants.map(({ cents, south }, k) => ({
    id: `p${k}`,
    protocol: `P-${k}`,
    submittedAt: '2024-02-20T10:00:00.000Z',
    title: `p${k}`,
    screening: { outcome: 'admitted', reasons: [] },
    facts: { eligibleCents: cents, grantCents: cents, southEligibleCents: south, southGrantCents: south, women: 0, men: 1, under40: 0 },
    reviews: ['E1', 'E2', 'E3'].map((expert) => ({ expert, points: { excellence: 30 - k, impact: 25, implementation: 20, team: 12 }, premiums: {} })),
    consensus: null,
  }));

/** `again`: not new money but what came back for good and is given out anew. */
type Fact = { raise: number; on: string; again?: boolean } | { ended: number; on: string };
type Life = {
  pot: number;
  grants: { cents: number; south: number }[];
  facts: Fact[];
  partial: boolean;
  ends: 'stop' | 'skip';
  quota: { form: 'floor' | 'hard'; spills: boolean } | null;
};

/** The rankings of a call as they are published one after the other, a new one for each fact in the order in which facts become known. */
function published(life: Life, order: (counted: string[], rounds: ReturnType<typeof roundsOf>) => string[] | undefined = settledOf) {
  const quota = life.quota && { ...base.ranking.quotas[0]!, form: life.quota.form, ...(life.quota.spills && { spillsFrom: '2024-07-01' }) };
  let call: Call = {
    ...base,
    acts: [],
    pots: [{ ...base.pots[0]!, cents: life.pot }],
    ranking: { ...base.ranking, partialFunding: life.partial, whenMoneyEnds: life.ends, quotas: quota ? [quota] : [] },
  };
  const renunciations: Renunciation[] = [];
  const on = quota?.spillsFrom === undefined ? undefined : '2024-12-01';
  let last: Ranking | undefined;
  return [null, ...life.facts].map((fact, k) => {
    if (fact && 'raise' in fact)
      call = {
        ...call,
        acts: [
          ...call.acts,
          { kind: fact.again ? 'returnedMoney' : 'budgetRaise', id: `raise-${k}`, on: fact.on, ref: 'Atto', pot: call.pots[0]!.id, cents: fact.raise, source },
        ],
      };
    else if (fact && !renunciations.some((r) => r.application === `p${fact.ended}`))
      renunciations.push({ application: `p${fact.ended}`, on: fact.on, ref: 'Nota' });
    const settled = order(last?.rounds.map((r) => r.id) ?? [], roundsOf(call, renunciations, listsOf(call), on));
    const input: RankingInput = {
      call,
      callVersion: 1,
      applications: proposals(life.grants),
      renunciations: [...renunciations],
      seed: 's',
      ...(on && { on }),
      ...(settled && { settled }),
    };
    last = rank(input);
    return { input, ranking: last };
  });
}

const month = fc.integer({ min: 3, max: 9 }).map((n) => `2024-0${n}-10`);
const lives: fc.Arbitrary<Life> = fc
  .array(fc.record({ cents: fc.integer({ min: 1, max: 40 }), part: fc.constantFrom(0, 0, 1) }), { minLength: 2, maxLength: 9 })
  .chain((grants) =>
    fc.record({
      pot: fc.integer({ min: 0, max: 90 }),
      grants: fc.constant(grants.map(({ cents, part }) => ({ cents, south: cents * part }))),
      facts: fc.array(
        fc.oneof(
          fc.record({ raise: fc.integer({ min: 1, max: 50 }), on: month, again: fc.boolean() }),
          fc.record({ ended: fc.nat(grants.length - 1), on: month }),
        ),
        {
          maxLength: 5,
        },
      ),
      partial: fc.boolean(),
      ends: fc.constantFrom('stop' as const, 'skip' as const),
      quota: fc
        .option(fc.record({ form: fc.constantFrom('floor' as const, 'hard' as const), spills: fc.boolean() }))
        .map((q) => q && { ...q, spills: q.spills && q.form === 'hard' }),
    }),
  );

const grantsOf = (ranking: Ranking) => new Map(ranking.places.map((p) => [p.application, p.grantCents] as const));

test('whatever dates later facts bear, a published grant only ends by its own renunciation; and the second model agrees', () => {
  fc.assert(
    fc.property(lives, (life) => {
      let before = new Map<string, number>();
      for (const { input, ranking } of published(life)) {
        const ended = new Set(input.renunciations.map((r) => r.application));
        const now = grantsOf(ranking);
        for (const [id, cents] of before) expect(now.get(id)).toSatisfy((is: number) => (ended.has(id) ? is === 0 : is >= cents));
        expect(now).toEqual(
          new Map([...naiveRanking(input)].map(([id, p]) => [id, p.cents] as const).toSorted((a, b) => order(ranking, a[0]) - order(ranking, b[0]))),
        );
        before = now;
      }
    }),
    { numRuns: 500 },
  );
});

const order = (ranking: Ranking, id: string) => ranking.places.findIndex((p) => p.application === id);

const late: Life = {
  pot: 13,
  grants: [13, 12, 11, 10].map((cents) => ({ cents, south: 0 })),
  facts: [
    { raise: 10, on: '2024-06-10' },
    { ended: 0, on: '2024-05-10' },
  ],
  partial: false,
  ends: 'skip',
  quota: null,
};

test('a renunciation recorded late: by dates alone it would take a grant that a raise had given', () => {
  const grants = (order?: () => undefined) => published(late, order).map(({ ranking }) => [...grantsOf(ranking).values()]);
  const before = [
    [13, 0, 0, 0],
    [13, 0, 0, 10],
  ];
  expect(grants()).toEqual([...before, [0, 12, 0, 10]]);
  expect(grants(() => undefined)).toEqual([...before, [0, 12, 11, 0]]);
});

test('its order is in the bundle, under its hash', () => {
  const { input } = published(late).at(-1)!;
  const bundle = JSON.parse(JSON.stringify(bundleOf(input, 'scrolled')));
  expect([bundle.format, bundle.settled]).toEqual(['mics-ranking-bundle/2', ['initial', 'raise-1']]);
  expect(verifyBundle(bundle, { allowUnlogged: true }).ok).toBe(true);
  expect(verifyBundle({ ...bundle, settled: ['raise-1', 'initial'] }, { allowUnlogged: true }).ok).toBe(false);
});

test('money that came back for good is a round of its own, with its act, and moves down the list', () => {
  const { input, ranking } = published({ ...late, facts: [{ raise: 12, on: '2024-06-10', again: true }] }).at(-1)!;
  expect(ranking.rounds.map((r) => [r.id, r.kind, r.ref, r.budgetCents, r.funded])).toEqual([
    ['initial', 'initial', expect.any(String), 13, 1],
    ['raise-1', 'returned', 'Atto', 25, 2],
  ]);
  expect(ranking.places.find((p) => p.application === 'p1')).toMatchObject({
    fundedBy: { round: 'raise-1' },
    why: [{ code: 'rank.funded.returned', params: { ref: 'Atto', grantCents: 12 } }],
  });
  const bundle = JSON.parse(JSON.stringify(bundleOf(input, 'scrolled')));
  expect(bundle.format).toBe('mics-ranking-bundle/2');
  expect(verifyBundle(bundle, { allowUnlogged: true }).ok).toBe(true);
  expect(verifyBundle({ ...bundle, call: { ...bundle.call, acts: [] } }, { allowUnlogged: true }).ok).toBe(false);
});
