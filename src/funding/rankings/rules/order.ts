import { sha256 } from '#src/core/canonical.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { headsOf, type RankedApplication } from './input.ts';
import type { Score } from './scores.ts';

export type Scored = { application: RankedApplication; score: Score };

export type TieBreak = Call['ranking']['tieBreaks'][number];

/** The lot of an application in the draw: anyone can compute it from the published seed. Lower goes first. */
export const lotOf = (seed: string, applicationId: string): string => sha256(`${seed}:${applicationId}`);

/** Compares shares without dividing: larger first. A share of nothing is 0. */
const byShare = (a: readonly [part: number, whole: number], b: readonly [part: number, whole: number]): number => {
  const left = a[1] === 0 ? 0n : BigInt(a[0]) * BigInt(b[1] || 1);
  const right = b[1] === 0 ? 0n : BigInt(b[0]) * BigInt(a[1] || 1);
  return left === right ? 0 : left > right ? -1 : 1;
};

type Compare = (a: Scored, b: Scored) => number;

const weighted = (s: Scored, id: string) => s.score.criteria.find((c) => c.id === id)?.weighted ?? 0;
const reached = (s: Scored, id: string) => s.score.premiums.find((p) => p.id === id)?.reached ?? 0;
const heads = (s: Scored) => headsOf(s.application.facts);
const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function comparison(tie: TieBreak, seed: string): Compare {
  switch (tie.by) {
    case 'criterion':
      return (a, b) => weighted(b, tie.criterion) - weighted(a, tie.criterion);
    case 'southShare':
      return (a, b) =>
        byShare(
          [a.application.facts.southEligibleCents, a.application.facts.eligibleCents],
          [b.application.facts.southEligibleCents, b.application.facts.eligibleCents],
        );
    case 'youngerTeam':
      return (a, b) => byShare([a.application.facts.under40, heads(a)], [b.application.facts.under40, heads(b)]);
    case 'womenShare':
      return (a, b) => byShare([a.application.facts.women, heads(a)], [b.application.facts.women, heads(b)]);
    case 'merit':
      return (a, b) => b.score.merit - a.score.merit;
    case 'premium':
      return (a, b) => reached(b, tie.premium) - reached(a, tie.premium);
    case 'lowerGrant':
      return (a, b) => a.application.facts.grantCents - b.application.facts.grantCents;
    case 'arrival':
      return (a, b) => text(a.application.submittedAt, b.application.submittedAt) || text(a.application.protocol, b.application.protocol);
    case 'draw':
      return (a, b) => text(lotOf(seed, a.application.id), lotOf(seed, b.application.id));
  }
}

const stepsOf = (tieBreaks: readonly TieBreak[], seed: string) => tieBreaks.map((tie) => ({ tie, compare: comparison(tie, seed) }));

function comparing(steps: readonly { compare: Compare }[]): Compare {
  return (a, b) => {
    if (a.score.total !== b.score.total) return b.score.total - a.score.total;
    for (const { compare } of steps) {
      const c = compare(a, b);
      if (c !== 0) return c;
    }
    return text(a.application.id, b.application.id);
  };
}

/** The order of two proposals: negative where the first goes before. Never 0 for two different ones. */
export const compareBy = (tieBreaks: readonly TieBreak[], seed: string): Compare => comparing(stepsOf(tieBreaks, seed));

/**
 * The order of merit: total points, then the call's tie-breaks in their order. Independent of the order that the applications come in.
 * `decidedBy` says for each place which tie-break put it before the next one; null where points alone did.
 */
export function inOrder(scored: readonly Scored[], tieBreaks: readonly TieBreak[], seed: string): { scored: Scored; decidedBy: TieBreak | null }[] {
  const steps = stepsOf(tieBreaks, seed);
  const compare = comparing(steps);
  const ordered = scored.toSorted(compare);
  return ordered.map((one, i) => {
    const next = ordered[i + 1];
    const tied = next !== undefined && next.score.total === one.score.total;
    return { scored: one, decidedBy: tied ? (steps.find(({ compare }) => compare(one, next) !== 0)?.tie ?? null) : null };
  });
}
