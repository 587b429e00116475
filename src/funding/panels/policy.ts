import { hasRole, type Actor } from '#src/core/actor.ts';
import { all, no, only, reason, unless, type Decision } from '#src/core/decision.ts';
import { chairs, isUnranked, type Stage } from '#src/funding/experts/policy.ts';
import { meetingMoves, type MeetingMove, type MeetingState } from './states.ts';

/** One proposal before the panel. `conflicted`: this person has something to do with it. */
export type PanelCase = Stage & { conflicted: boolean; assigned: number; submitted: number; diverging: boolean };

/** A meeting. `omitted`: the items of it that this person may not see. */
export type MeetingCase = Pick<Stage, 'callId' | 'ranked'> & { state: MeetingState; omitted: number };

/** One proposal's discussion. `review`: where this person's own review of it stands, if one is theirs. `agreed`: a consensus is recorded. */
export type DiscussionCase = Pick<Stage, 'callId' | 'ranked'> & {
  conflicted: boolean;
  review: 'assigned' | 'submitted' | 'declined' | null;
  agreed: boolean;
  rapporteur: boolean;
};

const officeOrChair = (actor: Actor | null, callId: string): Decision => only(hasRole(actor, 'office') || chairs(actor, callId), 'panel.officeOrChair');
const isOpen = ({ agreed, ranked }: Pick<DiscussionCase, 'agreed' | 'ranked'>): Decision => all(unless(!agreed, 'panel.agreedAlready'), isUnranked({ ranked }));

/** Who may do what before the panel, when, and why not. */
export const can = {
  seePanel: (actor: Actor | null, callId: string): Decision => unless(hasRole(actor, 'office', 'auditor') || chairs(actor, callId), 'notFound'),
  /** Who has something to do with a proposal does not see what is said of it, whatever their role. */
  seePanelCase: (actor: Actor | null, it: Pick<PanelCase, 'callId' | 'conflicted'>): Decision =>
    unless(can.seePanel(actor, it.callId).ok && !it.conflicted, 'notFound'),
  agree: (actor: Actor | null, it: PanelCase): Decision => {
    if (!can.seePanelCase(actor, it).ok) return no(reason('notFound'));
    return all(
      only(chairs(actor, it.callId), 'panel.chairOnly'),
      isUnranked(it),
      unless(it.assigned > 0 && it.submitted === it.assigned, 'panel.reviewsMissing', { assigned: it.assigned, submitted: it.submitted }),
      unless(it.submitted < it.assigned || it.diverging, 'panel.notDiverging'),
    );
  },

  planMeeting: (actor: Actor | null, stage: Pick<Stage, 'callId' | 'ranked'>): Decision => {
    if (!can.seePanel(actor, stage.callId).ok) return no(reason('notFound'));
    return all(officeOrChair(actor, stage.callId), isUnranked(stage));
  },
  /** Who is out of the room for an item cannot close the minutes that speak of it. */
  move: (actor: Actor | null, meeting: MeetingCase, move: Exclude<MeetingMove, 'sign'>): Decision => {
    if (!can.seePanel(actor, meeting.callId).ok) return no(reason('notFound'));
    const { from } = meetingMoves[move];
    return all(
      officeOrChair(actor, meeting.callId),
      unless(meeting.state === from, 'panel.meetingState', { state: meeting.state, wanted: from }),
      only(move !== 'close' || meeting.omitted === 0, 'panel.closedByOthers'),
    );
  },
  /** `seat`: what this person was at the meeting. */
  sign: (actor: Actor | null, meeting: MeetingCase, { seat, signed }: { seat: string | null; signed: boolean }): Decision => {
    if (!can.seePanel(actor, meeting.callId).ok) return no(reason('notFound'));
    return all(
      only(seat === 'chair' || seat === 'secretary', 'panel.signersOnly'),
      unless(meeting.state === meetingMoves.sign.from, 'panel.meetingState', { state: meeting.state, wanted: meetingMoves.sign.from }),
      unless(!signed, 'panel.signedAlready'),
    );
  },

  /** Nobody reads what others think before their own review is in. */
  readDiscussion: (actor: Actor | null, it: DiscussionCase): Decision =>
    unless(actor !== null && !it.conflicted && (can.seePanel(actor, it.callId).ok || (hasRole(actor, 'expert') && it.review === 'submitted')), 'notFound'),
  discuss: (actor: Actor | null, it: DiscussionCase): Decision => {
    if (!can.readDiscussion(actor, it).ok) return no(reason('notFound'));
    return all(only(chairs(actor, it.callId) || (hasRole(actor, 'expert') && it.review === 'submitted'), 'panel.discussersOnly'), isOpen(it));
  },
  nameRapporteur: (actor: Actor | null, it: DiscussionCase): Decision => {
    if (!can.seePanelCase(actor, it).ok) return no(reason('notFound'));
    return all(only(chairs(actor, it.callId), 'panel.chairOnly'), isOpen(it));
  },
  draftConsensus: (actor: Actor | null, it: DiscussionCase): Decision =>
    can.readDiscussion(actor, it).ok && it.rapporteur && it.review === 'submitted' ? isOpen(it) : no(reason('notFound')),
};
