import { agreementOf, bandAround, type Rating } from '#src/core/reliability.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { totalOf } from '#src/funding/reviews/rules/points.ts';
import type { RankingInput } from './input.ts';
import { playLists, type RankedList, type Standing } from './lists.ts';
import { lotOf, type Scored } from './order.ts';
import type { Round } from './rounds.ts';
import { pointsOf } from './scores.ts';

export type TieBand = NonNullable<Call['ranking']['tieBand']>;

/** How many standard errors a difference may be and still be chance, for each confidence in percent. */
export const ERRORS: Record<TieBand['confidence'], number> = { '80': 1.282, '90': 1.645, '95': 1.96, '99': 2.576 };

/** Each expert's weighted total for each admitted proposal, in an order that does not depend on how they came: sums of them are the same everywhere. */
export const ratingsOf = ({ call, applications }: Pick<RankingInput, 'call' | 'applications'>): Rating[] =>
  applications
    .filter((a) => a.screening.outcome === 'admitted')
    .flatMap((a) => a.reviews.map((r) => ({ subject: a.id, judge: r.expert, value: totalOf(call.evaluation, r.points) })))
    .toSorted((a, b) => (a.subject === b.subject ? (a.judge < b.judge ? -1 : 1) : a.subject < b.subject ? -1 : 1));

/** What was left to the draw. `line`: the last one that merit funds out of the first budget, before the draw; `members` as they stand after it. */
export type AppliedBand = { confidence: TieBand['confidence']; line: string; linePoints: number; members: string[] };

type Placed = { scored: Scored };

/**
 * Applies the call's band: those that cannot be told apart from the last proposal that merit funds out of the first budget change places among each other by
 * their lots; all others stay where they are. Raises and grants that end move no one: the band is that of the first budget. Null where it decides nothing:
 * the call has none, nobody below the line is as close, or the experts' totals say nothing of chance.
 */
export function dealt<P extends Placed>(
  input: RankingInput,
  { eligible, standing, lists, rounds }: { eligible: readonly P[]; standing: readonly Standing[]; lists: readonly RankedList[]; rounds: readonly Round[] },
): { eligible: P[]; standing: Standing[]; band: AppliedBand } | null {
  const { call, seed } = input;
  const { tieBand } = call.ranking;
  const agreement = tieBand ? agreementOf(ratingsOf(input)) : null;
  if (!tieBand || !agreement) return null;
  const { grants } = playLists(
    standing,
    lists.map((l) => ({ ...l, quota: null })),
    rounds.slice(0, 1),
    call.ranking,
  );
  const last = standing.findLastIndex((s) => grants.has(s.id));
  if (last < 0) return null;
  const { decimals } = call.evaluation.aggregation;
  const scores = eligible.map(({ scored: { application, score } }) => ({
    subject: application.id,
    value: pointsOf(score.total, decimals),
    judges: Math.max(1, application.reviews.length),
  }));
  const line = scores[last]!;
  const near = new Set(bandAround(line, scores, agreement.within, ERRORS[tieBand.confidence]).map((s) => s.subject));
  const places = scores.flatMap((s, i) => (near.has(s.subject) ? [i] : []));
  if (places.at(-1)! <= last) return null;
  const lots = new Map(places.map((i) => [i, lotOf(seed, scores[i]!.subject)]));
  const drawn = places.toSorted((a, b) => (lots.get(a)! < lots.get(b)! ? -1 : 1));
  const put = <T>(all: readonly T[]): T[] => {
    const out = [...all];
    places.forEach((place, k) => (out[place] = all[drawn[k]!]!));
    return out;
  };
  return {
    eligible: put(eligible),
    standing: put(standing),
    band: { confidence: tieBand.confidence, line: line.subject, linePoints: line.value, members: drawn.map((i) => scores[i]!.subject) },
  };
}
