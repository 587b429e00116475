import type { Call } from '#src/funding/calls/schema.ts';
import type { RankedApplication, RankingInput } from '#src/funding/rankings/rules/input.ts';
import { rank } from '#src/funding/rankings/rules/rank.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PROPOSALS = 10_000;
const RUNS = 5;

const read = (path: string): Call => JSON.parse(readFileSync(join(process.cwd(), path), 'utf8')) as Call;

type Figure = { bench: string; figure: string; value: number; unit: string; floor: number; ratio: number };

/** Ranks synthetic proposals under a real call's rules, and under lists with reserves of their own; the floor is sorting the same totals in the same run. */
export function rankingBench(): Figure[] {
  const one = read('calls/02-2024/call.json');
  const many = read('test/factories/regional.call.json');
  const { quotas } = one.ranking;
  const lists = many.ranking.lists!;
  const reserves = lists.map((l, i) => ({ ...quotas[0]!, id: l.id, list: l.id, form: i === 0 ? ('hard' as const) : ('floor' as const) }));
  return [
    figure('one list with a reserve', { ...one, pots: [{ ...one.pots[0]!, cents: 120_000_000_000 }] }),
    figure('three lists with a reserve each', {
      ...many,
      pots: many.pots.map((p) => ({ ...p, cents: 40_000_000_000 })),
      ranking: { ...many.ranking, quotas: reserves, premiums: [], partialFunding: true },
    }),
  ];
}

function figure(what: string, call: Call): Figure {
  const input: RankingInput = { call, callVersion: 1, applications: synthetic(), renunciations: [], seed: 'bench' };
  const value = median(() => rank(input));
  const totals = rank(input)
    .places.map((p) => ({ id: p.application, total: p.total }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const floor = median(() => totals.toSorted((a, b) => b.total - a.total));
  return {
    bench: 'ranking',
    figure: `rank ${PROPOSALS.toLocaleString('en')} proposals, ${what}`,
    value: round(value),
    unit: 's',
    floor: round(floor),
    ratio: Math.round(value / floor),
  };
}

/** The same proposals each time: a third in the South, the others in Lombardy and Lazio. */
function synthetic(): RankedApplication[] {
  let state = 20_240_221;
  const below = (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  return Array.from({ length: PROPOSALS }, (_, i) => {
    const grantCents = 15_000_000 + below(35_000_000);
    const southCents = below(3) === 0 ? grantCents : 0;
    const level = below(8);
    return {
      id: `p${i}`,
      protocol: `B-${String(i).padStart(5, '0')}`,
      submittedAt: '2024-02-20T10:00:00.000Z',
      title: `Proposal ${i}`,
      screening: { outcome: below(20) === 0 ? 'excluded' : 'admitted', reasons: [] },
      facts: {
        eligibleCents: grantCents,
        grantCents,
        southEligibleCents: southCents,
        southGrantCents: southCents,
        women: below(8),
        men: 1 + below(8),
        under40: below(4),
        about: {
          mainSpoke: 1,
          spokes: [1],
          sector: null,
          leadRegion: 'lombardy',
          researchCents: {},
          regionCents: { [southCents > 0 ? 'campania' : below(2) === 0 ? 'lombardy' : 'lazio']: grantCents },
        },
      },
      reviews: ['E1', 'E2', 'E3'].map((expert) => ({
        expert,
        points: {
          excellence: 16 + level + below(12) / 2,
          impact: 16 + level + below(12) / 2,
          implementation: 13 + level + below(8) / 2,
          team: 8 + below(14) / 2,
        },
        premiums: { social: below(7) / 2 },
      })),
      consensus: null,
    };
  });
}

function median(work: () => unknown): number {
  const seconds = Array.from({ length: RUNS }, () => {
    const from = performance.now();
    work();
    return (performance.now() - from) / 1000;
  });
  return seconds.toSorted((a, b) => a - b)[RUNS >> 1]!;
}

const round = (seconds: number): number => Number(seconds.toPrecision(3));

for (const line of rankingBench()) console.log(JSON.stringify(line));
