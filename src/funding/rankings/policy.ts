import { hasRole, hasRoleFor, type Actor } from '#src/core/actor.ts';
import { all, unless, type Decision } from '#src/core/decision.ts';
import { addDays, romeDate, type Instant } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { currentDeadline } from '#src/funding/calls/rules/calendar.ts';
import { follows, type RankingKind } from './states.ts';

/** What decides whether a ranking can be published now. */
export type Readiness = {
  applications: number;
  unscreened: number;
  reviewsMissing: number;
  divergences: number;
  last: { kind: RankingKind; publishedAt: Instant; rounds: number } | null;
  /** Rounds of money that the call has now: its budget, raises and renunciations. */
  rounds: number;
};

export const can = {
  /** Office, auditor and the call's chair see the computation before it is published. */
  preview: (actor: Actor | null, callId: string): Decision =>
    unless(hasRole(actor, 'office', 'auditor') || hasRoleFor(actor, 'chair', callId), 'ranking.officeOnly'),

  /** Everything is judged, the step follows the last one, and the term for observations has run. */
  publish(actor: Actor | null, call: Call, ready: Readiness, kind: RankingKind, now: Instant): Decision {
    const { last } = ready;
    const from = last ? addDays(romeDate(last.publishedAt), call.ranking.provisionalDays) : '';
    return all(
      unless(hasRole(actor, 'office'), 'ranking.officeOnly'),
      unless(now > currentDeadline(call), 'ranking.callOpen', {}, { source: call.dates.source }),
      unless(ready.applications > 0, 'ranking.nothing'),
      unless(ready.unscreened === 0, 'ranking.unscreened', { missing: ready.unscreened }),
      unless(
        ready.reviewsMissing === 0,
        'ranking.reviewsMissing',
        { missing: ready.reviewsMissing, wanted: call.evaluation.reviewsPerProposal },
        { source: call.evaluation.source },
      ),
      unless(ready.divergences === 0, 'ranking.divergences', { count: ready.divergences }, { source: call.evaluation.source }),
      unless(last === null ? kind === 'provisional' : follows[last.kind].includes(kind), 'ranking.notNext'),
      unless(
        kind !== 'final' || last === null || romeDate(now) >= from,
        'ranking.tooEarly',
        { days: call.ranking.provisionalDays, from },
        { source: call.ranking.source },
      ),
      unless(kind !== 'scrolled' || last === null || ready.rounds > last.rounds, 'ranking.nothingToScroll'),
    );
  },

  /** The step that comes next. */
  next: (last: { kind: RankingKind } | null): RankingKind => (last === null ? 'provisional' : follows[last.kind][0]!),

  /** The bundle holds every score: for those who decide, check, or took part. */
  readBundle: (actor: Actor | null, callId: string, tookPart: boolean): Decision =>
    unless(hasRole(actor, 'office', 'auditor') || hasRoleFor(actor, 'chair', callId) || tookPart, 'notFound'),

  renounce: (actor: Actor | null): Decision => unless(hasRole(actor, 'office'), 'ranking.officeOnly'),
};
