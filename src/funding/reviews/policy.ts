import { hasRole, type Actor } from '#src/core/actor.ts';
import { all, no, only, reason, unless, yes, type Decision, type Reason } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { chairs, isClosed, isUnranked, type Stage } from '#src/funding/experts/policy.ts';
import { canMove, type ReviewState } from './states.ts';

/** One review as its expert's: whose, in what state, whether the proposal is still in the evaluation, and whether the expert has something to do with it. */
export type OwnReview = { personId: string; state: ReviewState; admitted: boolean; ranked: boolean; conflicted: boolean };

/** One review as those see it who run the evaluation. `tied`: they have something to do with the proposal. */
export type WatchedReview = { callId: string; state: ReviewState; ranked: boolean; tied: boolean };

/** A proposed assignment before its release. `fits`: every pair of it could still be assigned now. */
export type RunStanding = { feasible: boolean; fits: boolean; released: boolean };

const officeOrChair = (actor: Actor | null, callId: string): Decision => only(hasRole(actor, 'office') || chairs(actor, callId), 'review.officeOrChair');
const isOwn = (actor: Actor | null, review: OwnReview): boolean =>
  actor !== null && actor.id === review.personId && canMove('read', review.state) && !(review.conflicted && review.state === 'assigned');

function isWritable(review: OwnReview): Decision {
  if (review.state === 'submitted') return no(reason('review.submittedAlready'));
  return all(unless(review.admitted, 'review.notAdmitted'), isUnranked(review));
}

/** `tied`: to one of the admitted proposals. Who assigns sees all of them, so somebody else does. */
const organises = (actor: Actor | null, stage: Stage, now: Instant, { tied }: { tied: boolean }): Decision =>
  all(officeOrChair(actor, stage.callId), isClosed(stage, now), isUnranked(stage), only(!tied, 'review.ownProposal'));

/** Who may do what in the evaluation, when, and why not. */
export const can = {
  proposeAssignment: organises,
  decideOnPair: organises,
  adjustAssignment: (actor: Actor | null, stage: Stage, now: Instant, { tied, feasible, released }: { tied: boolean } & Omit<RunStanding, 'fits'>): Decision =>
    all(organises(actor, stage, now, { tied }), unless(feasible, 'review.runInfeasible'), unless(!released, 'review.runReleased')),
  releaseAssignment: (actor: Actor | null, stage: Stage, now: Instant, run: { tied: boolean } & Omit<RunStanding, 'released'>): Decision =>
    all(organises(actor, stage, now, run), unless(run.feasible, 'review.runInfeasible'), unless(!run.feasible || run.fits, 'review.runOutdated')),
  /** Whose review of what is late is for those who run the evaluation; nothing of a proposal that they have something to do with. */
  watch: (actor: Actor | null, it: WatchedReview): Decision =>
    unless((hasRole(actor, 'office', 'auditor') || chairs(actor, it.callId)) && !it.tied, 'notFound'),
  remind: (actor: Actor | null, it: WatchedReview): Decision => press(actor, it),
  takeBack: (actor: Actor | null, it: WatchedReview): Decision => press(actor, it),
  /** Experts of a double-blind call learn who proposed only once nothing of it can change a place. */
  reveal: (actor: Actor | null, stage: Pick<Stage, 'callId' | 'ranked'>, it: { double: boolean; revealed: boolean }): Decision =>
    all(
      only(hasRole(actor, 'office'), 'review.officeOnly'),
      unless(it.double, 'review.notDoubleBlind'),
      unless(!it.double || stage.ranked, 'review.notRankedYet'),
      unless(!it.revealed, 'review.revealedAlready'),
    ),
  /**
   * Who reviewed a proposal, by name: only where the call in force has open review, only once a ranking is published, and only who takes part in that
   * very proposal. Which review is whose is not part of it: points stand under pseudonyms in the bundle, beside those of other proposals.
   */
  learnNames: (it: { blind: Call['evaluation']['blind']; ranked: boolean; takesPart: boolean }): Decision =>
    unless(it.blind === 'open' && it.ranked && it.takesPart, 'notFound'),
  /** An expert sees their own, and nothing of anyone else's. What they gave back is no longer theirs. */
  read: (actor: Actor | null, review: OwnReview): Decision => unless(isOwn(actor, review), 'notFound'),
  write: (actor: Actor | null, review: OwnReview): Decision => (isOwn(actor, review) ? isWritable(review) : no(reason('notFound'))),
  submit: (actor: Actor | null, review: OwnReview): Decision => (isOwn(actor, review) ? isWritable(review) : no(reason('notFound'))),
  refuse: (actor: Actor | null, review: OwnReview): Decision => {
    if (!isOwn(actor, review)) return no(reason('notFound'));
    return review.state === 'submitted' ? no(reason('review.submittedAlready')) : isUnranked(review);
  },
};

function press(actor: Actor | null, it: WatchedReview): Decision {
  if (!can.watch(actor, it).ok) return no(reason('notFound'));
  return all(officeOrChair(actor, it.callId), isUnranked(it), unless(canMove('takeBack', it.state), 'review.notUnderWay'));
}

/** Yes only without anything that forbids it. */
export const without = (faults: readonly Reason[]): Decision => (faults.length === 0 ? yes : no(...faults));
