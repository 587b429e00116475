import type { Call } from '#src/funding/calls/schema.ts';
import type { RankedApplication } from '#src/funding/rankings/rules/input.ts';
import { rank } from '#src/funding/rankings/rules/rank.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PROPOSALS = 10_000;
const RUNS = 5;

/** Ranks synthetic proposals under a real call's rules, South quota included; the floor is sorting the same totals in the same run. */
export function rankingBench(): { bench: string; figure: string; value: number; unit: string; floor: number; ratio: number }[] {
  const file = JSON.parse(readFileSync(join(process.cwd(), 'calls/02-2024/call.json'), 'utf8')) as Call;
  const call: Call = { ...file, pots: [{ ...file.pots[0]!, cents: 120_000_000_000 }] };
  const input = { call, callVersion: 1, applications: synthetic(), renunciations: [], seed: 'bench' };
  const value = median(() => rank(input));
  const totals = rank(input)
    .places.map((p) => ({ id: p.application, total: p.total }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const floor = median(() => totals.toSorted((a, b) => b.total - a.total));
  return [
    {
      bench: 'ranking',
      figure: `rank ${PROPOSALS.toLocaleString('en')} proposals`,
      value: round(value),
      unit: 's',
      floor: round(floor),
      ratio: Math.round(value / floor),
    },
  ];
}

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
