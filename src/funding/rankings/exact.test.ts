import type { Call } from '#src/funding/calls/schema.ts';
import { canonical } from '#src/core/canonical.ts';
import { inclusionProof, root } from '#src/core/merkle.ts';
import { projectRoot } from '#src/house/root.ts';
import { eventLeaf } from '#src/plumbing/evidence/leaf.ts';
import fc from 'fast-check';
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allocate, roundsOf } from './rules/allocate.ts';
import { bundleOf, rankingSchema } from './bundle.ts';
import { smallestRaises } from './rules/changes.ts';
import { rankingJsonSchemaText } from './formats.ts';
import type { RankedApplication, RankingInput } from './rules/input.ts';
import { rank } from './rules/rank.ts';
import { scoreOf } from './rules/scores.ts';
import { verifyBundle } from './verify.ts';

const base = JSON.parse(readFileSync(join(projectRoot, 'calls/02-2024/call.json'), 'utf8')) as Call;
type Options = { pot: number; raises?: number[]; form?: 'floor' | 'hard' | null; partial?: boolean; ends?: 'stop' | 'skip' };

const callWith = ({ pot, raises = [], form = null, partial = false, ends = 'stop' }: Options): Call => ({
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
  ranking: { ...base.ranking, partialFunding: partial, whenMoneyEnds: ends, quotas: form ? [{ ...base.ranking.quotas[0]!, form }] : [] },
});

type Four = readonly [excellence: number, impact: number, implementation: number, team: number];
const judged =
  (experts: readonly Four[], grantCents: number, southCents = 0) =>
  (id: string): RankedApplication => ({
    id,
    protocol: `P-${id}`,
    submittedAt: '2024-02-20T10:00:00.000Z',
    title: id,
    screening: { outcome: 'admitted', reasons: [] },
    facts: { eligibleCents: grantCents, grantCents, southEligibleCents: southCents, southGrantCents: southCents, women: 0, men: 5, under40: 1 },
    reviews: experts.map(([excellence, impact, implementation, team], i) => ({
      expert: `E${i}`,
      points: { excellence, impact, implementation, team },
      premiums: {},
    })),
    consensus: null,
  });
/** A proposal that all three experts judge alike; `excellence` sets its place. */
const alike = (id: string, excellence: number, grantCents: number, southCents = 0) =>
  judged(
    [1, 2, 3].map(() => [excellence, 25, 20, 12] as const),
    grantCents,
    southCents,
  )(id);
const input = (call: Call, applications: RankedApplication[]): RankingInput => ({ call, callVersion: 1, applications, renunciations: [], seed: 'seme' });
const grants = (options: Options, applications: RankedApplication[]) =>
  Object.fromEntries(rank(input(callWith(options), applications)).places.map((p) => [p.application, p.grantCents]));

describe('points are rounded once', () => {
  test('three experts who each give 60 give 60, though 18.33 + 18.33 + 15.33 + 8 is 59.99', () => {
    const [place] = rank(
      input(callWith({ pot: 1000 }), [
        judged(
          [
            [18, 18, 16, 8],
            [18, 19, 15, 8],
            [19, 18, 15, 8],
          ],
          100,
        )('edge'),
      ]),
    ).places;
    expect(place).toMatchObject({ state: 'funded', merit: 60, criteria: { excellence: 18.33, impact: 18.33, implementation: 15.33, team: 8 } });
  });

  test('179.5 points from three experts are 59.83: below', () => {
    const [place] = rank(
      input(callWith({ pot: 1000 }), [
        judged(
          [
            [18, 18, 15.5, 8],
            [18, 19, 15, 8],
            [19, 18, 15, 8],
          ],
          100,
        )('edge'),
      ]),
    ).places;
    expect(place).toMatchObject({ state: 'belowThreshold', merit: 59.83 });
  });

  test('experts 20 points apart agree, 20.5 apart do not', () => {
    const apart = (low: number) =>
      scoreOf(
        base,
        judged(
          [
            [28, 25, 20, 12],
            [28 - low, 25, 20, 12],
          ],
          100,
        )('a'),
      ).needsConsensus;
    expect([apart(20), apart(20.5)]).toEqual([false, true]);
  });

  test('missing points are an error, not a zero', () => {
    const one = alike('a', 20, 100);
    expect(() => rank(input(callWith({ pot: 1000 }), [{ ...one, reviews: [] }]))).toThrow(RangeError);
    expect(() => rank(input(callWith({ pot: 1000 }), [{ ...one, reviews: [{ expert: 'E0', points: { excellence: 20 }, premiums: {} }] }]))).toThrow(RangeError);
  });
});

describe('a hard reserve', () => {
  const north = alike('n', 28, 60);

  test('pays South cents only: 80 northern cents of a mixed grant do not fit in the 60 that are not reserved', () => {
    expect(grants({ pot: 100, form: 'hard' }, [north, alike('mixed', 20, 90, 10)])).toEqual({ n: 60, mixed: 0 });
    expect(grants({ pot: 100, form: 'floor' }, [north, alike('mixed', 20, 90, 10)])).toEqual({ n: 0, mixed: 90 });
  });

  test('a mixed grant takes its South cents from the reserve and the others from the rest', () => {
    expect(grants({ pot: 100, form: 'hard' }, [alike('mixed', 20, 60, 30), alike('s', 19, 10, 10), alike('n', 18, 30)])).toEqual({ mixed: 60, s: 10, n: 30 });
  });

  test('who gets a part gets the last of the round: it leaves the reserve to later rounds, not to who stands lower', () => {
    expect(grants({ pot: 100, form: 'hard', partial: true }, [alike('mixed', 28, 200, 20), alike('s', 20, 30, 30)])).toEqual({ mixed: 66, s: 0 });
  });

  test('what the South does not take stays unspent', () => {
    expect(grants({ pot: 100, form: 'hard', partial: true }, [north, alike('n2', 20, 90), alike('s', 19, 10, 10)])).toEqual({ n: 60, n2: 0, s: 10 });
  });
});

test('the reserve is served first: it may find the money for whom the order of merit alone would pass over, and who comes later then gets none', () => {
  const list = [alike('a', 29, 3, 3), alike('b', 28, 2, 1), alike('c', 27, 1), alike('d', 26, 9, 4), alike('e', 25, 7, 3)];
  expect(grants({ pot: 14, form: null, ends: 'skip' }, list)).toEqual({ a: 3, b: 2, c: 1, d: 0, e: 7 });
  expect(grants({ pot: 14, form: 'floor', ends: 'skip' }, list)).toEqual({ a: 3, b: 2, c: 0, d: 9, e: 0 });
});

test('a quota that is not met names a proposal of the South that was paid in part', () => {
  const r = rank(input(callWith({ pot: 100, form: 'floor', partial: true }), [alike('m', 28, 95, 5), alike('s', 20, 200, 2)]));
  expect(r.quotas[0]).toMatchObject({ met: false, why: [{ code: 'rank.quota.moneyEnded' }] });
});

test('the smallest raise, where a larger one funds someone else first', () => {
  const r = rank(input(callWith({ pot: 2, ends: 'skip' }), [alike('a', 28, 9), alike('b', 20, 5)]));
  expect(r.places.map((p) => p.wouldChange[0])).toEqual([
    { code: 'rank.change.raise', params: { cents: 7 } },
    { code: 'rank.change.raise', params: { cents: 3 } },
  ]);
});

const applications = fc
  .array(
    fc.record({
      grant: fc.integer({ min: 1, max: 12 }),
      south: fc.constantFrom<(n: number) => number>(
        () => 0,
        (n) => n,
        (n) => n >> 1,
      ),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((list) => list.map(({ grant, south }, i) => alike(`p${i}`, 30 - i * 0.5, grant, south(grant))));
const options = fc.record({
  pot: fc.integer({ min: 1, max: 40 }),
  form: fc.constantFrom<'floor' | 'hard' | null>('floor', 'hard', null),
  partial: fc.boolean(),
  ends: fc.constantFrom<'stop' | 'skip'>('stop', 'skip'),
});
const shortOf = (o: Options, apps: RankedApplication[], id: string) => rank(input(callWith(o), apps)).places.find((p) => p.application === id)!;

describe('what always holds', () => {
  test('every raise that is named funds, and no smaller one does', () => {
    fc.assert(
      fc.property(applications, options, (apps, o) => {
        for (const p of rank(input(callWith(o), apps)).places) {
          const said = p.wouldChange.find((w) => w.code === 'rank.change.raise')?.params['cents'];
          if (p.state !== 'eligibleNotFunded' && !p.partial) continue;
          const funding = Array.from({ length: Number(said ?? 120) }, (_, i) => i + 1).filter(
            (cents) => shortOf({ ...o, raises: [cents] }, apps, p.application).grantCents === p.requestedCents,
          );
          expect(funding).toEqual(said === undefined ? [] : [said]);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('who else is asked about changes no answer', () => {
    fc.assert(
      fc.property(applications, options, (apps, { form, partial, ends, pot }) => {
        const candidates = apps.map(({ id, facts }) => ({ id, grantCents: facts.grantCents, southGrantCents: facts.southGrantCents }));
        const rules = callWith({ pot, form, partial, ends });
        const { ledger } = allocate(candidates, roundsOf(rules, []), rules.ranking);
        const open = candidates.flatMap((_, i) => (ledger.isOpen(i) ? [i] : []));
        const together = smallestRaises(ledger, open);
        expect(open.map((i) => smallestRaises(ledger, [i]).get(i))).toEqual(open.map((i) => together.get(i)));
      }),
    );
  });

  test('where the order of merit gives the South its share in full grants, a quota changes nothing', () => {
    fc.assert(
      fc.property(applications, options, fc.constantFrom<'floor' | 'hard'>('floor', 'hard'), (apps, o, form) => {
        const plain = rank(input(callWith({ ...o, partial: false, form: null }), apps));
        fc.pre(plain.southGrantedCents * 100 >= o.pot * 40);
        // Where somebody is passed over for want of money the reserve, served first, may find the money for them: the test below.
        const funded = plain.places.filter((p) => p.state === 'funded' || p.state === 'eligibleNotFunded').map((p) => p.grantCents > 0);
        fc.pre(!funded.some((f, i) => f && !funded.slice(0, i).every(Boolean)));
        expect(grants({ ...o, partial: false, form }, apps)).toEqual(grants({ ...o, partial: false, form: null }, apps));
      }),
      { numRuns: 300 },
    );
  });

  test('a hard reserve is never spent outside the South', () => {
    fc.assert(
      fc.property(applications, options, (apps, o) => {
        const r = rank(input(callWith({ ...o, form: 'hard' }), apps));
        expect(r.grantedCents - r.southGrantedCents).toBeLessThanOrEqual(o.pot - Math.floor(o.pot * 0.4));
      }),
      { numRuns: 300 },
    );
  });

  test('with partial funding and a floor, money is left only when everyone has theirs', () => {
    fc.assert(
      fc.property(applications, options, (apps, o) => {
        const r = rank(input(callWith({ ...o, partial: true, form: o.form === 'hard' ? 'floor' : o.form }), apps));
        expect(r.grantedCents).toBe(
          Math.min(
            o.pot,
            apps.reduce((n, a) => n + a.facts.grantCents, 0),
          ),
        );
      }),
    );
  });

  test("more points never worsen a proposal's own place", () => {
    fc.assert(
      fc.property(applications, options, fc.nat(6), fc.integer({ min: 1, max: 20 }), (apps, o, which, halves) => {
        const one = apps[which % apps.length]!;
        const better = apps.map((a) =>
          a === one ? { ...alike(a.id, Math.min(30, a.reviews[0]!.points['excellence']! + halves / 2), a.facts.grantCents, a.facts.southGrantCents) } : a,
        );
        expect(shortOf(o, better, one.id).position).toBeLessThanOrEqual(shortOf(o, apps, one.id).position!);
      }),
    );
  });
});

test('a ranking reads back as itself under the published format', () => {
  fc.assert(
    fc.property(applications, options, (apps, o) => {
      const ranking = JSON.parse(JSON.stringify(rank(input(callWith(o), apps))));
      expect(rankingSchema.parse(ranking)).toEqual(ranking);
    }),
  );
  expect(readFileSync(join(projectRoot, 'docs/formats/ranking.schema.json'), 'utf8')).toBe(rankingJsonSchemaText());
});

describe('a bundle in the evidence log', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const bare = JSON.parse(JSON.stringify(bundleOf(input(callWith({ pot: 100, form: 'floor' }), [alike('a', 28, 60), alike('s', 20, 50, 50)]), 'final')));
  const event = {
    at: '2024-05-01T10:00:00.000Z',
    actor: null,
    kind: 'ranking.published',
    subject: 'ranking/1',
    body: canonical({ inputHash: bare.inputHash, rankingHash: bare.rankingHash, kind: 'final' }),
  };
  const logged = (body = event.body) => {
    const entry = { ...event, body };
    const leaves = [{ ...event, subject: 'other' }, entry, { ...event, subject: 'another' }].map(eventLeaf);
    const head = { root: root(leaves), signedAt: '2024-05-01T11:00:00.000Z', size: 3 };
    return {
      ...bare,
      evidence: {
        event: entry,
        index: 1,
        proof: inclusionProof(1, leaves),
        head: { ...head, signature: sign(null, Buffer.from(canonical(head)), privateKey).toString('base64'), publicKey: key },
      },
    };
  };

  test('verifies, and with another key it trusts it does not', () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    expect([verifyBundle(logged()).ok, verifyBundle(logged(), { trustedKey: key }).ok, verifyBundle(logged(), { trustedKey: other }).ok]).toEqual([
      true,
      true,
      false,
    ]);
    expect([verifyBundle(bare).ok, verifyBundle(bare, { allowUnlogged: true }).ok]).toEqual([false, true]);
  });

  test('a final ranking is not passed off as a provisional one', () => {
    expect(
      verifyBundle({ ...logged(), kind: 'provisional' })
        .checks.filter((c) => !c.ok)
        .map((c) => c.name),
    ).toEqual(['event']);
  });

  test('an event that says nothing is about another ranking', () => {
    for (const body of ['not json', 'null', '[]', '{}'])
      expect(
        verifyBundle(logged(body))
          .checks.filter((c) => !c.ok)
          .map((c) => c.name),
      ).toEqual(['event']);
  });

  test('no value can be changed unseen', () => {
    const whole = logged();
    const unseen: string[] = [];
    const walk = (node: Record<string, unknown>, path: string) => {
      for (const [name, value] of Object.entries(node)) {
        const here = `${path}/${name}`;
        if (typeof value === 'object' && value !== null) walk(value as Record<string, unknown>, here);
        for (const other of changesOf(value)) {
          node[name] = other;
          if (verifyBundle(whole).ok) unseen.push(`${here} = ${JSON.stringify(other)}`);
        }
        node[name] = value;
      }
    };
    walk(whole, '');
    expect(unseen).toEqual([]);
  });

  test.each<[string, (b: ReturnType<typeof bare>) => void]>([
    ['points beyond the maximum', (b) => (b.applications[0].reviews[0].points.team = 15.5)],
    ['points between two steps', (b) => (b.applications[0].reviews[0].points.team = 12.2)],
    ['points missing', (b) => delete b.applications[0].reviews[0].points.team],
    ['a criterion that the call does not have', (b) => (b.applications[0].reviews[0].points.luck = 1)],
    ['an application twice', (b) => (b.applications[1].id = 'a')],
    ['an expert twice', (b) => (b.applications[0].reviews[1].expert = 'E0')],
    ['too few reviews', (b) => b.applications[0].reviews.pop()],
    ['more in the South than in all', (b) => (b.applications[0].facts.southGrantCents = 61)],
    ['the renunciation of a stranger', (b) => b.renunciations.push({ application: 'x', on: '2024-06-01', ref: 'Atto' })],
  ])('is no bundle with %s', (_, spoil) => {
    const spoilt = structuredClone(bare);
    spoil(spoilt);
    expect(verifyBundle(spoilt).checks).toMatchObject([{ name: 'format', ok: false }]);
  });
});

function changesOf(value: unknown): unknown[] {
  if (typeof value === 'number') return [value + 1, value / 2 + 0.5].filter((v) => v !== value);
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'string')
    return [`${value}x`, `${value} `, value.slice(0, -1), `${value.slice(0, -1)}${value.endsWith('a') ? 'b' : 'a'}`].filter((v) => v !== value);
  return value === null ? ['x'] : [null];
}
