import { hasRole, hasRoleFor, type Actor } from '#src/core/actor.ts';
import { all, no, only, reason, unless, type Decision } from '#src/core/decision.ts';
import { addDays, romeDate, type CalendarDate, type Instant } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { currentDeadline } from '#src/funding/calls/rules/calendar.ts';
import { follows, type RankingKind } from './states.ts';

/** What decides whether a ranking can be published now. */
export type Readiness = {
  applications: number;
  unscreened: number;
  /** Admitted with a reserve that nobody has lifted or turned into an exclusion. */
  openReserves: number;
  reviewsMissing: number;
  divergences: number;
  /** Requests for review that nobody has answered. */
  openRequests: number;
  /** The call wants a draw that was committed to, and it was not. */
  uncommitted: boolean;
  last: { kind: RankingKind; publishedAt: Instant; rounds: number } | null;
  /** Who asks has something to do with a proposal under the call. */
  involved: boolean;
  /** Rounds of money that the call has now: its budget, raises and renunciations. */
  rounds: number;
};

/** The last day of the term in which a provisional ranking can be questioned. */
export const reviewableUntil = (call: Call, publishedAt: Instant) => addDays(romeDate(publishedAt), Math.max(0, call.ranking.provisionalDays - 1));

/** Who is involved leaves it to others. */
const abstains = { source: { ref: 'L. 241/1990, art. 6-bis', status: 'inferred' } } as const;

export const can = {
  /** Office, auditor and the call's chair see the computation before it is published; who has something to do with a proposal sees what everyone sees. */
  preview: (actor: Actor | null, callId: string, involved: boolean): Decision =>
    all(
      only(hasRole(actor, 'office', 'auditor') || hasRoleFor(actor, 'chair', callId), 'ranking.officeOnly'),
      only(!involved, 'ranking.involved', {}, abstains),
    ),

  /** Everything is judged, the step follows the last one, and the term for observations has run. */
  publish(actor: Actor | null, call: Call, ready: Readiness, kind: RankingKind, now: Instant): Decision {
    const { last } = ready;
    const from = last ? addDays(romeDate(last.publishedAt), call.ranking.provisionalDays) : '';
    return all(
      only(hasRole(actor, 'office'), 'ranking.officeOnly'),
      only(!ready.involved, 'ranking.involved', {}, abstains),
      unless(now > currentDeadline(call), 'ranking.callOpen', {}, { source: call.dates.source }),
      unless(ready.applications > 0, 'ranking.nothing'),
      unless(ready.unscreened === 0, 'ranking.unscreened', { missing: ready.unscreened }),
      unless(ready.openReserves === 0, 'ranking.openReserves', { count: ready.openReserves }),
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
      unless(ready.openRequests === 0, 'ranking.openRequests', { count: ready.openRequests }),
      unless(!ready.uncommitted, 'ranking.draw.missing', {}, call.ranking.draw ? { source: call.ranking.draw.source } : {}),
      unless(kind !== 'scrolled' || last === null || ready.rounds > last.rounds, 'ranking.nothingToScroll'),
    );
  },

  /** The step that comes next. */
  next: (last: { kind: RankingKind } | null): RankingKind => (last === null ? 'provisional' : follows[last.kind][0]!),

  /** The bundle holds every score: for those who decide, check, or took part. */
  readBundle: (actor: Actor | null, callId: string, tookPart: boolean): Decision =>
    unless(hasRole(actor, 'office', 'auditor') || hasRoleFor(actor, 'chair', callId) || tookPart, 'notFound'),

  /** A grant that stands in the ranking in force, once it is no longer provisional. */
  endGrant: (
    actor: Actor | null,
    grant: { funded: boolean; kind: RankingKind; ended: boolean } | null,
    day?: { on: CalendarDate; today: CalendarDate },
  ): Decision =>
    all(
      unless(day === undefined || day.on <= day.today, 'ranking.endsLater', {}, { at: 'on' }),
      only(hasRole(actor, 'office'), 'ranking.officeOnly'),
      unless(grant !== null && grant.kind !== 'provisional' && (grant.funded || grant.ended), 'ranking.notFundedNow'),
      unless(grant === null || !grant.ended, 'ranking.endedAlready'),
    ),

  renounce: (actor: Actor | null): Decision => only(hasRole(actor, 'office'), 'ranking.officeOnly'),

  /** Trying out other budgets, thresholds and reserves: what is seen before publication is for those who prepare it. */
  whatIf: (actor: Actor | null, callId: string, involved: boolean): Decision =>
    all(only(hasRole(actor, 'office') || hasRoleFor(actor, 'chair', callId), 'ranking.whatIfOnly'), only(!involved, 'ranking.involved', {}, abstains)),

  /** Who acts for the lead, once, within the days of the provisional ranking. */
  askReview(
    actor: Actor | null,
    call: Call,
    on: { leadId: string; ranking: { kind: RankingKind; publishedAt: Instant }; asked: boolean },
    now: Instant,
  ): Decision {
    const until = reviewableUntil(call, on.ranking.publishedAt);
    return all(
      only(actor?.organisationIds.includes(on.leadId) ?? false, 'ranking.request.notYours'),
      unless(on.ranking.kind === 'provisional', 'ranking.request.notProvisional'),
      unless(
        on.ranking.kind !== 'provisional' || romeDate(now) <= until,
        'ranking.request.late',
        { days: call.ranking.provisionalDays, until },
        { source: call.ranking.source },
      ),
      unless(!on.asked, 'ranking.request.already'),
    );
  },

  readRequests: (actor: Actor | null, involved: boolean): Decision =>
    hasRole(actor, 'office', 'auditor') ? only(!involved, 'ranking.involved', {}, abstains) : no(reason('notFound')),

  /** The office, on a request that waits; never who asked. */
  answer: (actor: Actor | null, request: { outcome: string | null; askedBy: string | null }, last: RankingKind, involved: boolean): Decision =>
    all(
      only(hasRole(actor, 'office'), 'ranking.officeOnly'),
      only(!involved, 'ranking.involved', {}, abstains),
      unless(request.outcome === null, 'ranking.request.decided'),
      unless(last === 'provisional', 'ranking.request.notProvisional'),
      only(actor === null || request.askedBy !== actor.id, 'ranking.request.fourEyes'),
    ),

  /** Once, before the deadline: nobody knows then what will be handed in. */
  commitDraw: (actor: Actor | null, call: Call, committed: boolean, now: Instant): Decision =>
    all(
      only(hasRole(actor, 'office'), 'ranking.draw.officeOnly'),
      unless(!committed, 'ranking.draw.already'),
      unless(now <= currentDeadline(call), 'ranking.draw.tooLate', {}, { source: call.dates.source }),
    ),
};
