import type { GroupRule, Instance } from '#src/core/assignment.ts';
import { southIds } from '#src/core/regions.ts';
import type { Statistics } from '#src/core/text/likeness.ts';
import type { AssignmentRule, Call } from '#src/funding/calls/schema.ts';
import { affinities, AFFINITY, statisticsFor, type Expertise, type Subject } from '#src/funding/experts/rules/affinity.ts';

/** A proposal that wants `missing` more reviews than those of `experts`, who have it already. `region`: where its lead carries it out. */
export type Wanting = Subject & { id: string; missing: number; experts: readonly string[]; region: string | null };

/** An expert who has `load` reviews and can take `free` more. */
export type Available = Expertise & { id: string; load: number; free: number; gender: string; region: string; organisation: string | null };

export type Pair = readonly [proposal: string, expert: string];

/** What holds beside affinities and loads: the call's rules, and what people decided beforehand. */
export type Terms = { evaluation: Pick<Call['evaluation'], 'assignment'>; pinned: readonly Pair[]; barred: readonly Pair[] };

/**
 * What the solver is asked: proposals that want reviews, experts with room, the affinity of each pair, and no score at all where the pair is
 * barred: a conflict, a pair that was assigned before, a proposal that the expert's declaration does not speak of. Who has such a proposal
 * already is in the instance as a fixed pair, so that rules and sums are about all the experts of a proposal.
 * @param statistics how rare words are; those of these proposals and experts unless given
 */
export function instanceOf(
  proposals: readonly Wanting[],
  experts: readonly Available[],
  isBarred: (proposal: string, expert: string) => boolean,
  objective: Instance['objective'],
  { evaluation: { assignment }, pinned, barred }: Terms,
  statistics: Statistics = statisticsFor(experts, proposals),
): Instance {
  const wanting = proposals.filter((p) => p.missing > 0);
  const known = { p: new Set(wanting.map((p) => p.id)), e: new Set(experts.map((e) => e.id)) };
  const had = wanting.flatMap((p) => p.experts.filter((e) => known.e.has(e)).map((e): Pair => [p.id, e]));
  const isHad = new Set(had.map(String));
  const among = (pairs: readonly Pair[]) => pairs.filter((pair) => known.p.has(pair[0]) && known.e.has(pair[1]) && !isHad.has(String(pair)));
  const fixed = [...had, ...among(pinned)];
  const out = among(barred);
  const fit = affinities(wanting, experts, statistics);
  const scores = wanting.map((p, i) => experts.map((e, j) => (isHad.has(String([p.id, e.id])) || !isBarred(p.id, e.id) ? fit[i]![j]! : null)));
  const most = experts.map((e) => Math.max(0, e.free) + had.filter(([, id]) => id === e.id).length);
  const least = leastLoads(assignment?.minLoad ?? 0, experts, { most, had, scores });
  const reviews = wanting.map((p) => p.missing + p.experts.filter((e) => known.e.has(e)).length);
  const work = reviews.reduce((a, b) => a + b, 0);
  const enough = least.reduce((a, b) => a + b, 0) <= work;
  const groups = (assignment?.rules ?? []).flatMap((rule) => groupsOf(rule, experts, wanting));
  const extended = fixed.length + out.length > 0 || groups.some((g) => g.atMost !== undefined);
  return {
    version: 1,
    objective,
    proposals: wanting.map((p, i) => ({ id: p.id, reviews: reviews[i]! })),
    reviewers: experts.map((e, i) => ({ id: e.id, min: enough ? least[i]! : 0, max: most[i]! })),
    scores,
    ...(groups.length > 0 && { groups }),
    ...(groups.some((g) => g.proposals) ? { extension: 2 } : extended ? { extension: 1 } : {}),
    ...(fixed.length > 0 && { pinned: fixed }),
    ...(out.length > 0 && { barred: out }),
  };
}

/** What the experts from outside a region are called among the parts of a rule. */
const OUTSIDE = 'outside ';
export const outsideOf = (region: string): string => `${OUTSIDE}${region}`;
export const regionOutside = (part: string): string | undefined => (part.startsWith(OUTSIDE) ? part.slice(OUTSIDE.length) : undefined);

/** The call's least load, as far as an expert has not got it elsewhere and could get it here. It is asked for only while there is work for all. */
function leastLoads(
  minLoad: number,
  experts: readonly Available[],
  { most, had, scores }: { most: readonly number[]; had: readonly Pair[]; scores: Instance['scores'] },
): number[] {
  return experts.map((e, i) => {
    const elsewhere = e.load - had.filter(([, id]) => id === e.id).length;
    return Math.max(0, Math.min(minLoad - elsewhere, most[i]!, scores.filter((row) => row[i] !== null).length));
  });
}

function groupsOf({ rule, ...more }: AssignmentRule, experts: readonly Available[], proposals: readonly Wanting[]): GroupRule[] {
  const by = (name: (e: Available) => string | null): Record<string, string[]> => {
    const members: Record<string, string[]> = {};
    for (const e of experts) {
      const part = name(e);
      if (part !== null) (members[part] ??= []).push(e.id);
    }
    return members;
  };
  const group = { of: 'reviewers', by: rule } as const;
  switch (rule) {
    case 'bothGenders':
      return [{ ...group, members: { f: [], m: [], ...by((e) => e.gender) }, atLeast: { f: 1, m: 1 } }];
    case 'onePerOrganisation':
      return [{ ...group, members: by((e) => e.organisation), atMost: 1 }];
    case 'outsideRegion':
      return [...new Set(proposals.flatMap((p) => p.region || []))].sort().map((region) => {
        const part = outsideOf(region);
        const outside = experts.flatMap((e) => (e.region === region ? [] : [e.id]));
        return { ...group, members: { [part]: outside }, atLeast: { [part]: 1 }, proposals: proposals.flatMap((p) => (p.region === region ? [p.id] : [])) };
      });
    case 'outsideSouth': {
      const south = new Set<string>(southIds);
      return [
        {
          ...group,
          members: { outside: [], ...by((e) => (south.has(e.region) ? null : 'outside')) },
          atLeast: { outside: (more as { atLeast: number }).atLeast },
        },
      ];
    }
  }
}

/**
 * What affinities were computed from, kept with a run so that they can be computed again and explained: the parts, how rare each word was, and what
 * each expert had written by then. The proposals are frozen where they were submitted.
 */
export type Basis = { method: 'mics-affinity/2'; parts: typeof AFFINITY; statistics: Statistics; experts: Record<string, Required<Expertise>> };

export const basisOf = (proposals: readonly Subject[], experts: readonly (Expertise & { id: string })[]): Basis => ({
  method: 'mics-affinity/2',
  parts: AFFINITY,
  statistics: statisticsFor(experts, proposals),
  experts: Object.fromEntries(experts.map(({ id, spokes, sectors, keywords, text = '' }) => [id, { spokes, sectors, keywords, text }])),
});
