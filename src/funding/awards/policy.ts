import { hasRole, type Actor } from '#src/core/actor.ts';
import { all, only, unless, type Decision } from '#src/core/decision.ts';

export type RankingForAward = {
  kind: 'provisional' | 'final' | 'scrolled';
  latest: boolean;
  decreed: boolean;
  funded: number;
  /** Grants that this ranking still funds and that have ended since. */ ended: number;
  /** Awards that a newer ranking no longer funds. */ toEnd: number;
};

/** Who may adopt an award decree, and on which ranking: the latest one, once it is no longer provisional. */
export const can = {
  adopt: (actor: Actor | null, ranking: RankingForAward | null): Decision =>
    all(
      only(hasRole(actor, 'office'), 'award.officeOnly'),
      unless(ranking !== null, 'award.noRanking'),
      unless(
        ranking === null || ranking.kind !== 'provisional',
        'award.provisional',
        {},
        { source: { ref: 'L. 241/1990, partecipazione al procedimento', status: 'inferred' } },
      ),
      unless(ranking === null || ranking.latest, 'award.supersededRanking'),
      unless(ranking === null || !ranking.decreed, 'award.decreedAlready'),
      unless(ranking === null || ranking.ended === 0, 'award.scrollFirst', { count: ranking?.ended ?? 0 }),
      unless(ranking === null || ranking.funded > 0 || ranking.toEnd > 0, 'award.nothingFunded'),
    ),
};
