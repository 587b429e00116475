import { sha256 } from '#src/core/canonical.ts';
import { callSchema, type Call } from '#src/funding/calls/schema.ts';
import { projectRoot } from '#src/house/root.ts';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundleOf } from './bundle.ts';
import { whatWouldChange } from './rules/explain.ts';
import type { RankedApplication, RankingInput } from './rules/input.ts';
import { rank } from './rules/rank.ts';
import { readScores } from './rules/reading.ts';
import { verifyBundle } from './verify.ts';

const base = callSchema.parse(JSON.parse(readFileSync(join(projectRoot, 'calls/02-2024/call.json'), 'utf8')));
const { source } = base.ranking;

const callWith = (funded: number, confidence: '80' | '90' | '95' | '99' | null, more: Partial<Call['ranking']> = {}): Call => ({
  ...base,
  pots: [{ ...base.pots[0]!, cents: funded * 100 }],
  acts: [],
  evaluation: { ...base.evaluation, reviewsPerProposal: 2, premiums: [], premiumCap: 0 },
  ranking: { ...base.ranking, quotas: [], tieBreaks: [{ by: 'arrival', source }], ...(confidence && { tieBand: { confidence, source } }), ...more },
});

/** A proposal of one euro whose experts give these totals: all but the first criterion are the same. */
const proposal = (id: string, totals: readonly number[]): RankedApplication => ({
  id,
  protocol: `P-${id}`,
  submittedAt: '2024-02-20T10:00:00.000Z',
  title: id,
  screening: { outcome: 'admitted', reasons: [] },
  facts: { eligibleCents: 100, grantCents: 100, southEligibleCents: 0, southGrantCents: 0, women: 0, men: 5, under40: 0 },
  reviews: totals.map((total, i) => ({ expert: `E${i + 1}`, points: { excellence: total - 60, impact: 27, implementation: 20, team: 13 }, premiums: {} })),
  consensus: null,
});
const input = (call: Call, applications: RankedApplication[], seed = 'seme'): RankingInput => ({
  call,
  callVersion: 1,
  applications,
  renunciations: [],
  seed,
});
const orderOf = (i: RankingInput) => rank(i).places.map((p) => p.application);

// Two experts each, two points apart: their variance is 2, so that a difference of up to 1.96 × √(2 × (1/2 + 1/2)) = 2.77 points may be chance.
const five = [proposal('a', [85, 87]), proposal('b', [81, 83]), proposal('c', [80, 82]), proposal('d', [79, 81]), proposal('e', [75, 77])];

describe('the draw around the funding line', () => {
  test('deals the places of those that cannot be told apart from the line by their lots; the others stay', () => {
    const plain = rank(input(callWith(2, null), five));
    expect([plain.format, plain.places.map((p) => p.application), 'band' in plain]).toEqual(['mics-ranking/1', ['a', 'b', 'c', 'd', 'e'], false]);
    const lots = ['b', 'c', 'd'].toSorted((x, y) => (sha256(`seme:${x}`) < sha256(`seme:${y}`) ? -1 : 1));
    const ranking = rank(input(callWith(2, '95'), five));
    expect(ranking.places.map((p) => p.application)).toEqual(['a', ...lots, 'e']);
    expect(ranking.places.map((p) => p.state)).toEqual(['funded', 'funded', 'eligibleNotFunded', 'eligibleNotFunded', 'eligibleNotFunded']);
    expect([ranking.format, ranking.drawn, ranking.band]).toEqual(['mics-ranking/2', true, { confidence: '95', line: 'b', linePoints: 82, members: lots }]);
    expect(ranking.places[1]!.why.at(-1)).toEqual({
      code: 'rank.band',
      params: { total: ranking.places[1]!.total, line: 82, among: 3, place: 1 },
      source,
    });
    expect(ranking.places.filter((p) => p.why.some((r) => r.code === 'rank.band')).map((p) => p.application)).toEqual(lots);
  });

  test('is narrower with less confidence, and decides nothing where nobody below the line is as close', () => {
    // 1.282 × √2 = 1.81: d is two points from b.
    expect(new Set(rank(input(callWith(2, '80'), five)).band!.members)).toEqual(new Set(['b', 'c']));
    const apart = rank(input(callWith(4, '95'), five));
    expect([apart.band, apart.drawn, apart.places.map((p) => p.application)]).toEqual([null, false, ['a', 'b', 'c', 'd', 'e']]);
    expect(rank(input(callWith(5, '95'), five)).band).toBeNull();
  });

  test('is that of the first budget: a raise moves nobody', () => {
    const call = callWith(2, '95');
    const raised: Call = { ...call, acts: [{ kind: 'budgetRaise', id: 'raise-1', on: '2024-06-01', ref: 'Atto', pot: call.pots[0]!.id, cents: 200, source }] };
    expect(orderOf(input(raised, five))).toEqual(orderOf(input(call, five)));
    expect(rank(input(raised, five)).places.filter((p) => p.state === 'funded')).toHaveLength(4);
  });

  test('is in the bundle, and verifies with its seed and no other', () => {
    const bundle = bundleOf(input(callWith(2, '95'), five), 'provisional');
    const said = (value: unknown) => verifyBundle(value).checks.flatMap((c) => (['format', 'input', 'ranking'].includes(c.name) ? [[c.name, c.ok]] : []));
    expect(said(bundle)).toEqual([
      ['format', true],
      ['input', true],
      ['ranking', true],
    ]);
    expect(said({ ...bundle, seed: 'altro' })).toEqual([
      ['format', true],
      ['input', false],
      ['ranking', false],
    ]);
  });

  test('is read as applied, around the line as it was before', () => {
    const i = input(callWith(2, '95'), five);
    const [band] = readScores(i, rank(i)).bands;
    expect([band!.applied, band!.line, band!.errors, new Set(band!.near.map((p) => p.application))]).toEqual([true, 'b', 1.96, new Set(['b', 'c', 'd'])]);
    const out = rank(i).places.find((p) => p.state === 'eligibleNotFunded')!;
    expect(whatWouldChange(i, out.application).map((r) => r.code)).toEqual(['rank.change.raise']);
  });

  test('is for one list and two reviews', () => {
    const said = (call: Call) => callSchema.safeParse(call).error?.issues.map((x) => x.message) ?? [];
    expect(said({ ...base, ranking: { ...base.ranking, tieBand: { confidence: '95', source } } })).toEqual([]);
    expect(
      said({ ...base, evaluation: { ...base.evaluation, reviewsPerProposal: 1 }, ranking: { ...base.ranking, tieBand: { confidence: '95', source } } }),
    ).toEqual(['needs at least two reviews of each proposal']);
  });

  test('always: the same whoever comes first; all outside the band where points put them; the band in the order of its lots', () => {
    const totals = fc.tuple(fc.integer({ min: 76, max: 90 }), fc.integer({ min: 76, max: 90 }), fc.integer({ min: 76, max: 90 }));
    fc.assert(
      fc.property(fc.array(totals, { minLength: 2, maxLength: 14 }), fc.nat({ max: 12 }), fc.string(), fc.integer(), (given, funded, seed, turn) => {
        const applications = given.map((t, n) => proposal(String.fromCharCode(97 + n), t));
        const i = input(callWith(funded + 1, '90'), applications, seed);
        const before = orderOf(input(callWith(funded + 1, null), applications, seed));
        const ranking = rank(i);
        const after = ranking.places.map((p) => p.application);
        const by = Math.abs(turn) % applications.length;
        const turned = [...applications.slice(by), ...applications.slice(0, by)].map((a) => ({ ...a, reviews: a.reviews.toReversed() }));
        expect(rank({ ...i, applications: turned })).toEqual(ranking);
        const members = ranking.band?.members ?? [];
        expect(after.filter((id) => members.includes(id))).toEqual(members);
        expect(members).toEqual(members.toSorted((x, y) => (sha256(`${seed}:${x}`) < sha256(`${seed}:${y}`) ? -1 : 1)));
        expect(after.map((id) => (members.includes(id) ? '' : id))).toEqual(before.map((id) => (members.includes(id) ? '' : id)));
      }),
      { numRuns: 200 },
    );
  });
});
