import type { Actor } from '#src/core/actor.ts';
import { unless, type Decision } from '#src/core/decision.ts';
import { see } from '#src/core/errors.ts';
import { stageOf, type CallStage } from '#src/funding/experts/queries/stage.ts';
import { codeForExperts } from '#src/funding/reviews/queries/blind.ts';
import { can as ofReviews } from '#src/funding/reviews/policy.ts';
import { reviewById, seenByExpert, type ReviewSeen } from '#src/funding/reviews/queries/reviews.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { Asking } from '#src/plumbing/http/asking.ts';
import { can } from './policy.ts';
import { eligible } from './queries/agenda.ts';
import { discussionOf, type Discussion } from './queries/discussion.ts';
import { candidates, maySign, meetingById, type Candidate, type Meeting } from './queries/meetings.ts';
import { panelCase, type PanelRow, type PanelShown } from './queries/panel.ts';

export type DiscussionDecisions = { discuss: Decision; name: Decision; draft: Decision };
type Case = { found: PanelShown; discussion: Discussion; decisions: DiscussionDecisions };

/** One proposal before the panel; not found for who has something to do with it. */
export async function panelDesk({ db, actor }: Asking, callId: string, applicationId: string): Promise<Case & { decision: Decision; code: string | null }> {
  see(can.seePanel(actor, callId));
  const found = await panelCase(db, callId, applicationId, actor);
  see(can.seePanelCase(actor, found));
  const code = await codeForExperts(db, found.stage.version.call, callId, applicationId);
  return { found, code, decision: can.agree(actor, found), ...(await discussed(db, actor, found)) };
}

async function discussed(db: Reader, actor: Actor | null, found: PanelShown) {
  const discussion = await discussionOf(db, found, actor);
  return {
    discussion,
    decisions: { discuss: can.discuss(actor, discussion), name: can.nameRapporteur(actor, discussion), draft: can.draftConsensus(actor, discussion) },
  };
}

/** A proposal's discussion, for one of its reviewers; not found before their own review is in. */
export async function discussionDesk({ db, actor }: Asking, reviewId: string): Promise<Case & { review: ReviewSeen }> {
  const review = await reviewById(db, reviewId);
  see(ofReviews.read(actor, review));
  see(unless(review.admitted, 'notFound'));
  const found = await panelCase(db, review.submission.callId, review.submission.applicationId, actor);
  const shown = await discussed(db, actor, found);
  see(can.readDiscussion(actor, shown.discussion));
  return { review: seenByExpert(review), found, ...shown };
}

export type PlanDesk = { stage: CallStage; plan: Decision; people: Candidate[]; proposals: PanelRow[] };

/** What a meeting can be planned with. */
export async function planDesk({ db, actor }: Asking, callId: string): Promise<PlanDesk> {
  see(can.seePanel(actor, callId));
  const stage = await stageOf(db, callId);
  return { stage, plan: can.planMeeting(actor, stage), people: await candidates(db, callId), proposals: await eligible(db, stage, actor!) };
}

export type MeetingDesk = {
  meeting: Meeting;
  decisions: { change: Decision; callOff: Decision; planAgain: Decision; open: Decision; conduct: Decision; close: Decision; sign: Decision };
  people: Candidate[];
  proposals: PanelRow[];
};

export async function meetingDesk({ db, actor }: Asking, callId: string, id: string): Promise<MeetingDesk> {
  see(can.seePanel(actor, callId));
  const meeting = await meetingById(db, callId, id, actor);
  return {
    meeting,
    decisions: {
      change: can.move(actor, meeting, 'change'),
      callOff: can.move(actor, meeting, 'callOff'),
      planAgain: can.move(actor, meeting, 'planAgain'),
      open: can.move(actor, meeting, 'open'),
      conduct: can.move(actor, meeting, 'conduct'),
      close: can.move(actor, meeting, 'close'),
      sign: maySign(actor, meeting),
    },
    people: await candidates(db, callId),
    proposals: await eligible(db, meeting.stage, actor!),
  };
}
