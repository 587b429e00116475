import { hasRole, hasRoleFor, type Actor } from '#src/core/actor.ts';
import { all, no, only, reason, unless, type Decision } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';
import { canMove, type InvitationState, type Move } from './states.ts';

/** The stage of a call's evaluation. `ranked`: a ranking has been published, and nothing about the evaluation changes any more. */
export type Stage = { callId: string; closesAt: Instant; ranked: boolean };

export const chairs = (actor: Actor | null, callId: string): boolean => hasRoleFor(actor, 'chair', callId);
export const isClosed = ({ closesAt }: Stage, now: Instant): Decision => unless(now > closesAt, 'evaluation.callOpen', { closesAt });
export const isUnranked = ({ ranked }: { ranked: boolean }): Decision => unless(!ranked, 'evaluation.ranked');

/** Who may do what with the experts of a call, when, and why not. */
export const can = {
  /** Names beside pseudonyms: never an applicant, never another expert. */
  seeExperts: (actor: Actor | null, callId: string): Decision => unless(hasRole(actor, 'office', 'auditor') || chairs(actor, callId), 'notFound'),
  addExperts: (actor: Actor | null, stage: Pick<Stage, 'ranked'>): Decision => all(only(hasRole(actor, 'office'), 'expert.officeOnly'), isUnranked(stage)),
  /** The register of everyone: who works with it, and who checks that work. */
  seeRegister: (actor: Actor | null): Decision => unless(hasRole(actor, 'office', 'auditor'), 'notFound'),
  /** One expert's page: the same, and the person. */
  seeExpert: (actor: Actor | null, personId: string): Decision => unless(hasRole(actor, 'office', 'auditor') || actor?.id === personId, 'notFound'),
  /** One's own list; the office keeps a second one beside it. */
  keepPublications: (actor: Actor | null, personId: string): Decision => unless(actor?.id === personId || hasRole(actor, 'office'), 'notFound'),
  importPublications: (actor: Actor | null): Decision => unless(hasRole(actor, 'office'), 'notFound'),
  invite: (actor: Actor | null, stage: Pick<Stage, 'ranked'>): Decision => all(only(hasRole(actor, 'office'), 'expert.officeOnly'), isUnranked(stage)),
  /**
   * Ends the service of an expert of a call: the office, or the expert themself. `tied`: the actor has something to do with a proposal of the call, and would
   * choose who judges it or its competitors.
   */
  release: (actor: Actor | null, stage: Pick<Stage, 'ranked'>, { personId, tied }: { personId: string; tied: boolean }): Decision => {
    if (actor?.id === personId) return isUnranked(stage);
    if (!hasRole(actor, 'office')) return no(reason('notFound'));
    return all(isUnranked(stage), only(!tied, 'expert.releaseTied'));
  },
  /** The office with an invitation: send it again, take it back, invite somebody else instead. */
  move: (actor: Actor | null, move: Exclude<Move, 'answer'>, invitation: { state: InvitationState }, stage: Pick<Stage, 'ranked'>): Decision =>
    all(
      only(hasRole(actor, 'office'), 'expert.officeOnly'),
      isUnranked(stage),
      unless(canMove(move, invitation.state), `expertInvitation.not.${move}`, { state: invitation.state }),
    ),
  /** Saying no takes the letter only. */
  refuse: (invitation: Invited, stage: Pick<Stage, 'ranked'>): Decision => {
    if (!canMove('answer', invitation.state)) return no(reason(`expertInvitation.${invitation.state}`, { expiresAt: invitation.expiresAt }));
    return isUnranked(stage);
  },
  /** Saying yes takes the letter and the account of the address that it went to: a letter passed on makes nobody an expert. */
  accept: (actor: Actor | null, invitation: Invited, stage: Pick<Stage, 'ranked'>): Decision => {
    const open = can.refuse(invitation, stage);
    if (!open.ok) return open;
    if (actor === null) return no(reason('signIn'));
    return only(isInvited(actor, invitation), 'expertInvitation.otherAddress', { email: invitation.email });
  },
};

/** An invitation as far as the answer depends on it. */
export type Invited = { state: InvitationState; expiresAt: Instant; email: string; personId: string | null };

export const isInvited = (actor: Actor, { email, personId }: Pick<Invited, 'email' | 'personId'>): boolean =>
  actor.id === personId || actor.email.toLowerCase() === email;
