import { assign, type Instance } from '#src/core/assignment.ts';

type Figure = { bench: string; figure: string; value: number; unit: string; floor: number; ratio: number };
type Case = { objective: Instance['objective']; proposals: number; reviewers: number; reviews: number; max: number };

const cases: readonly Case[] = [
  { objective: 'fair', proposals: 177, reviewers: 118, reviews: 3, max: 5 },
  { objective: 'total', proposals: 1000, reviewers: 300, reviews: 3, max: 10 },
];

/** Assigns synthetic instances. The floor of the time is reading every score once, of memory the table of scores, of a gap the bound itself. */
export function assignBench(): Figure[] {
  return cases.flatMap((one) => {
    const instance = synthetic(one);
    const name = `${one.objective} ${one.proposals}x${one.reviewers}`;
    const floor = seconds(() => instance.scores.reduce((sum, row) => sum + Array.from(row).reduce<number>((a, b) => a + (b ?? 0), 0), 0)).took;
    const { took, result } = seconds(() => assign(instance));
    const peak = process.resourceUsage().maxRSS / 1024;
    if ('infeasible' in result) throw new Error(`${name} has no assignment`);
    const table = (one.proposals * one.reviewers * 8) / 1024 / 1024;
    return [
      figure(`${name}, time`, took, 's', floor),
      figure(`${name}, memory of the process`, peak, 'MB', table),
      ...(one.objective === 'fair' ? [figure(`${name}, smallest sum of a proposal, of its bound`, result.minimum, 'points', result.bound.minimum)] : []),
      figure(`${name}, total, of its bound`, result.total, 'points', result.bound.total),
    ];
  });
}

/** Affinities of the kind that the product computes (Spokes, sector, keywords; 0 to 100), so with few values and many ties; one pair in twelve barred by a conflict. */
function synthetic({ objective, proposals, reviewers, reviews, max }: Case): Instance {
  let state = 20_240_311;
  const below = (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const experts = Array.from({ length: reviewers }, () => ({ spokes: [below(8), below(8)], sector: below(3) }));
  const row = () => {
    const [main, other, sector] = [below(8), below(8), below(3)];
    return experts.map((e) =>
      below(12) === 0 ? null : (e.spokes.includes(main) ? 40 : 0) + (e.spokes.includes(other) ? 10 : 0) + (e.sector === sector ? 20 : 0) + 5 * below(5),
    );
  };
  return {
    version: 1,
    objective,
    proposals: Array.from({ length: proposals }, (_, i) => ({ id: `p${i}`, reviews })),
    reviewers: Array.from({ length: reviewers }, (_, i) => ({ id: `r${i}`, min: 0, max })),
    scores: Array.from({ length: proposals }, row),
  };
}

function seconds<T>(work: () => T): { took: number; result: T } {
  const from = performance.now();
  const result = work();
  return { took: (performance.now() - from) / 1000, result };
}

const rounded = (n: number): number => Number(n.toPrecision(3));

function figure(name: string, value: number, unit: string, floor: number): Figure {
  const exact = unit === 'points';
  return {
    bench: 'assign',
    figure: name,
    value: exact ? value : rounded(value),
    unit,
    floor: exact ? floor : rounded(floor),
    ratio: Number((value / floor).toPrecision(exact ? 6 : 3)),
  };
}

for (const line of assignBench()) console.log(JSON.stringify(line));
