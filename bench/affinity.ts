import { affinities, statisticsFor, type Expertise, type Subject } from '#src/funding/experts/rules/affinity.ts';
import { before } from './affinity/before.ts';
import { labelledSet, sequence, type Grade, type LabelledSet } from './affinity/set.ts';

/**
 * How well affinity finds the right experts, on a synthetic set whose right answers are known by construction (`affinity/set.ts`). It shows which of
 * several ways is better on texts of this kind; it is no measurement on real proposals. The floor of each figure is chance on the same set.
 * `npm run bench -- affinity`
 */
const seeds = Array.from({ length: 10 }, (_, i) => 100 + i);
type Way = (set: LabelledSet, random: () => number) => number[][];
const pairwise =
  (score: (e: Expertise, p: Subject) => number): Way =>
  ({ proposals, experts }) =>
    proposals.map((p) => experts.map((e) => score(e, p)));
const spokesOnly = (e: Expertise, p: Subject) =>
  (p.mainSpoke !== null && e.spokes.includes(p.mainSpoke) ? 2 : 0) + (p.spokes.some((s) => e.spokes.includes(s)) ? 1 : 0);
const noTopics = <T extends Expertise>(e: T): T => ({ ...e, spokes: [], sectors: [] });
const compared: Way = ({ proposals, experts }) => affinities(proposals, experts, statisticsFor(experts, proposals));

const ways: Record<string, Way> = {
  chance: ({ proposals, experts }, random) => proposals.map(() => experts.map(() => random())),
  'Spokes only': pairwise(spokesOnly),
  'Spokes, sector and keywords as written (before)': pairwise(before),
  'texts only': (set, random) => compared({ ...set, experts: set.experts.map(noTopics) }, random),
  affinity: compared,
};

type Measures = Record<string, number>;
const units: Record<string, string> = {
  'precision at 3': 'share',
  'nDCG at 5': 'share',
  'mean rank of the right expert': 'rank',
  'pairs ordered wrongly': 'share',
  'nDCG at 5, experts of the other language': 'share',
};

/** Equal scores are in chance's order. */
function measure({ proposals, experts, relevance }: LabelledSet, scores: number[][], random: () => number): Measures {
  const each = proposals.map((p, i) => {
    const all = experts
      .map((e, j) => ({ grade: relevance[i]![j]!, score: scores[i]![j]!, foreign: e.language !== p.language, tie: random() }))
      .sort((a, b) => b.score - a.score || a.tie - b.tie);
    let [wrong, decided] = [0, 0];
    for (const a of all)
      for (const b of all)
        if (a.grade > b.grade) {
          decided++;
          wrong += a.score < b.score ? 1 : a.score === b.score ? 0.5 : 0;
        }
    return {
      'precision at 3': all.slice(0, 3).filter((x) => x.grade >= 2).length / 3,
      'nDCG at 5': ndcg(all.map((x) => x.grade)),
      'mean rank of the right expert': 1 + all.findIndex((x) => x.grade === 3),
      'pairs ordered wrongly': wrong / decided,
      'nDCG at 5, experts of the other language': ndcg(all.filter((x) => x.foreign).map((x) => x.grade)),
    };
  });
  return Object.fromEntries(Object.keys(units).map((name) => [name, mean(each.map((e) => e[name as keyof typeof e]))]));
}

function ndcg(grades: readonly Grade[]): number {
  const gain = (list: readonly Grade[]) => list.slice(0, 5).reduce<number>((sum, g, i) => sum + (2 ** g - 1) / Math.log2(i + 2), 0);
  const best = gain([...grades].sort((a, b) => b - a));
  return best === 0 ? 1 : gain(grades) / best;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

function short(n: number): number {
  return Number(n.toPrecision(3));
}

const measured = Object.fromEntries(
  Object.entries(ways).map(([name, way]) => {
    const runs = seeds.map((seed) => {
      const set = labelledSet(seed);
      const random = sequence(seed * 7 + 1);
      return measure(set, way(set, random), random);
    });
    return [name, Object.fromEntries(Object.keys(units).map((unit) => [unit, mean(runs.map((r) => r[unit]!))]))];
  }),
);
for (const [name, figures] of Object.entries(measured))
  for (const [figure, value] of Object.entries(figures)) {
    const floor = measured['chance']![figure]!;
    console.log(
      JSON.stringify({
        bench: 'affinity',
        figure: `${name}: ${figure}`,
        value: short(value),
        unit: units[figure],
        floor: short(floor),
        ratio: short(value / floor),
      }),
    );
  }

/** The size of a well-known assignment instance, each proposal of some 3,000 words, each expert of some 600. The floor is reading the texts once. */
const large = labelledSet(1);
const proposals = Array.from({ length: 177 }, (_, i) => ({
  ...large.proposals[i % 64]!,
  text: Array.from({ length: 25 }, (_unused, k) => large.proposals[(i + k * 7) % 64]!.text).join('\n'),
}));
const experts = Array.from({ length: 118 }, (_, i) => ({
  ...large.experts[i % 48]!,
  text: Array.from({ length: 8 }, (_unused, k) => large.experts[(i + k * 5) % 48]!.text!).join('\n'),
}));
/** Of the processor, so that what else runs does not count. */
const seconds = (work: () => unknown) => {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
};
const floor = seconds(() => [...proposals, ...experts].map((x) => x.text.normalize('NFD').toLowerCase().split(/\s+/).length));
const took = seconds(() => affinities(proposals, experts, statisticsFor(experts, proposals)));
console.log(
  JSON.stringify({
    bench: 'affinity',
    figure: '177 proposals × 118 experts',
    value: short(took),
    unit: 's of processor',
    floor: short(floor),
    ratio: short(took / floor),
  }),
);
