import { hasRole, hasRoleFor, type Actor } from '#src/core/actor.ts';
import { all, no, reason, unless, type Decision } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';
import { canMove, type ReviewState } from './states.ts';

/** The stage of a call's evaluation. `ranked`: a ranking has been published, and nothing about the evaluation changes any more. */
export type Stage = { callId: string; closesAt: Instant; ranked: boolean };

/** One review as its expert's: whose, in what state, and whether the proposal is still in the evaluation. */
export type OwnReview = { personId: string; state: ReviewState; admitted: boolean; ranked: boolean };

/** One proposal before the panel. `conflicted`: this person has something to do with it. */
export type PanelCase = Stage & { conflicted: boolean; assigned: number; submitted: number; diverging: boolean };

const chairs = (actor: Actor | null, callId: string): boolean => hasRoleFor(actor, 'chair', callId);
const officeOrChair = (actor: Actor | null, callId: string): Decision => unless(hasRole(actor, 'office') || chairs(actor, callId), 'review.officeOrChair');
const isClosed = ({ closesAt }: Stage, now: Instant): Decision => unless(now > closesAt, 'review.callOpen', { closesAt });
const isUnranked = ({ ranked }: { ranked: boolean }): Decision => unless(!ranked, 'review.ranked');
const isOwn = (actor: Actor | null, review: OwnReview): boolean => actor !== null && actor.id === review.personId && canMove('read', review.state);

function isWritable(review: OwnReview): Decision {
  if (review.state === 'submitted') return no(reason('review.submittedAlready'));
  return all(unless(review.admitted, 'review.notAdmitted'), isUnranked(review));
}

/** Who may do what in the evaluation, when, and why not. */
export const can = {
  /** Names beside pseudonyms: never an applicant, never another expert. */
  seeExperts: (actor: Actor | null, callId: string): Decision => unless(hasRole(actor, 'office', 'auditor') || chairs(actor, callId), 'notFound'),
  addExperts: (actor: Actor | null, stage: Pick<Stage, 'ranked'>): Decision => all(unless(hasRole(actor, 'office'), 'review.officeOnly'), isUnranked(stage)),
  /** `registered`: among the experts of this call. */
  seeDeclaration: (registered: boolean): Decision => unless(registered, 'notFound'),
  declare: (registered: boolean, stage: Stage, now: Instant): Decision => (registered ? all(isClosed(stage, now), isUnranked(stage)) : no(reason('notFound'))),
  proposeAssignment: (actor: Actor | null, stage: Stage, now: Instant): Decision =>
    all(officeOrChair(actor, stage.callId), isClosed(stage, now), isUnranked(stage)),
  /** `fits`: every pair of it could still be assigned now. */
  releaseAssignment: (actor: Actor | null, stage: Stage, now: Instant, run: { feasible: boolean; fits: boolean }): Decision =>
    all(
      officeOrChair(actor, stage.callId),
      isClosed(stage, now),
      isUnranked(stage),
      unless(run.feasible, 'review.runInfeasible'),
      unless(!run.feasible || run.fits, 'review.runOutdated'),
    ),
  /** An expert sees their own, and nothing of anyone else's. What they gave back is no longer theirs. */
  read: (actor: Actor | null, review: OwnReview): Decision => unless(isOwn(actor, review), 'notFound'),
  write: (actor: Actor | null, review: OwnReview): Decision => (isOwn(actor, review) ? isWritable(review) : no(reason('notFound'))),
  submit: (actor: Actor | null, review: OwnReview): Decision => (isOwn(actor, review) ? isWritable(review) : no(reason('notFound'))),
  refuse: (actor: Actor | null, review: OwnReview): Decision => {
    if (!isOwn(actor, review)) return no(reason('notFound'));
    return review.state === 'submitted' ? no(reason('review.submittedAlready')) : isUnranked(review);
  },
  seePanel: (actor: Actor | null, callId: string): Decision => unless(hasRole(actor, 'office', 'auditor') || chairs(actor, callId), 'notFound'),
  /** Who has something to do with a proposal does not see what is said of it, whatever their role. */
  seePanelCase: (actor: Actor | null, it: Pick<PanelCase, 'callId' | 'conflicted'>): Decision =>
    unless(can.seePanel(actor, it.callId).ok && !it.conflicted, 'notFound'),
  agree: (actor: Actor | null, it: PanelCase): Decision => {
    if (!can.seePanelCase(actor, it).ok) return no(reason('notFound'));
    return all(
      unless(chairs(actor, it.callId), 'review.chairOnly'),
      isUnranked(it),
      unless(it.assigned > 0 && it.submitted === it.assigned, 'review.reviewsMissing', { assigned: it.assigned, submitted: it.submitted }),
      unless(it.submitted < it.assigned || it.diverging, 'review.notDiverging'),
    );
  },
};
