import { agreementOf, bandAround, severityOf, type Agreement, type Severity } from '#src/core/reliability.ts';
import { ERRORS, ratingsOf } from './band.ts';
import type { RankingInput } from './input.ts';
import type { Place, Ranking } from './rank.ts';

/** A proposal that cannot be told apart from the last one that merit funds on its list: `apart` points from it, where up to `margin` may be chance. */
export type Near = {
  application: string;
  protocol: string;
  title: string;
  position: number;
  total: number;
  state: Place['state'];
  apart: number;
  margin: number;
};
/** `applied`: the call left those that are near to the draw, and the line is the one before it. */
export type Band = { list: string | null; linePoints: number; line: string; near: Near[]; errors: number; applied: boolean };

/** What the scores of a call are worth: how far the experts agree, how severe each is, how totals are spread, and what lies around each funding line. */
export type Reading = { agreement: Agreement | null; experts: Severity[]; totals: number[]; bands: Band[] };

/**
 * Reads the scores; nothing of it changes a place but where the call leaves those around the line to the draw, and then this says whom. The band rests on the variance of the experts around the mean of each proposal, taken to be the same
 * for all; a proposal whose points the panel agreed on counts with its experts.
 */
export function readScores(input: RankingInput, ranking: Ranking): Reading {
  const ratings = ratingsOf(input);
  const agreement = agreementOf(ratings);
  const judges = new Map(input.applications.map((a) => [a.id, Math.max(1, a.reviews.length)]));
  const scored = (places: readonly Place[]) =>
    places.flatMap((p) => (p.position === null ? [] : [{ subject: p.application, value: p.total, judges: judges.get(p.application)! }]));
  const applied = ranking.band ?? null;
  const errors = ERRORS[input.call.ranking.tieBand?.confidence ?? '95'];
  const bandOf = (list: string | null, lineNow: number | null): Band[] => {
    const linePoints = applied?.linePoints ?? lineNow;
    const places = ranking.places.filter((p) => p.position !== null && (list === null || p.lists?.includes(list)));
    const line = applied ? places.find((p) => p.application === applied.line) : places.findLast((p) => p.total === linePoints && p.state === 'funded');
    if (!line || linePoints === null || !agreement) return [];
    const { within } = agreement;
    const [at] = scored([line]);
    const near = new Set(bandAround(at!, scored(places), within, errors).map((s) => s.subject));
    return [
      {
        list,
        linePoints,
        line: line.application,
        errors,
        applied: applied !== null,
        near: places
          .filter((p) => near.has(p.application))
          .map(({ application, protocol, title, position, total, state }) => ({
            application,
            protocol,
            title,
            position: position!,
            total,
            state,
            apart: Math.round((total - linePoints) * 1000) / 1000,
            margin: Math.round(errors * Math.sqrt(within * (1 / judges.get(application)! + 1 / at!.judges)) * 100) / 100,
          })),
      },
    ];
  };
  const bands = ranking.lists ? ranking.lists.flatMap((l) => bandOf(l.id, l.linePoints)) : bandOf(null, ranking.linePoints);
  return { agreement, experts: severityOf(ratings), totals: ratings.map((r) => r.value), bands };
}

/** How many totals lie in each tenth of the scale, the last one closed. */
export function tenths(totals: readonly number[], most: number): number[] {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const t of totals) counts[Math.min(9, Math.floor((t / most) * 10))]! += 1;
  return counts;
}
