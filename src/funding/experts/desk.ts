import { hasRole } from '#src/core/actor.ts';
import type { Decision } from '#src/core/decision.ts';
import { notFound, see } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import type { Asking, AskingAcross } from '#src/plumbing/http/asking.ts';
import { can } from './policy.ts';
import { expertBackgrounds } from './queries/backgrounds.ts';
import { profileChoices, profileOf } from './queries/experts.ts';
import { invitationById, invitationByToken, suggestions } from './queries/invitations.ts';
import { callsServed, expertSheet } from './queries/register.ts';
import { stageOf, type CallStage } from './queries/stage.ts';

export async function expertsDesk({ db, actor }: Asking, callId: string): Promise<{ stage: CallStage; decision: Decision }> {
  see(can.seeExperts(actor, callId));
  const stage = await stageOf(db, callId);
  return { stage, decision: can.addExperts(actor, stage) };
}

/** One expert's page; the pseudonyms under which they served are for the office and the auditor. */
export async function expertDesk({ db, ports, actor, now }: AskingAcross, personId: string) {
  see(can.seeExpert(actor, personId));
  const own = actor?.id === personId;
  const viewer = own ? null : actor;
  const sheet = await expertSheet({ db, ports }, personId, romeDate(now), viewer);
  if (!sheet) throw notFound();
  const background = (await expertBackgrounds(db, [personId])).get(personId)!;
  return { sheet, background, served: await callsServed({ db, ports }, personId, viewer), own, office: can.seeRegister(actor).ok };
}

/** The invitations of a call: what may be done, and for the office whom to invite next. */
export async function invitationsDesk({ db, ports, actor, now }: AskingAcross, callId: string, asked: { replaces: string | null; person: string | null }) {
  see(can.seeExperts(actor, callId));
  const stage = await stageOf(db, callId);
  const decision = can.invite(actor, stage);
  if (!hasRole(actor, 'office')) return { stage, decision, next: null };
  const { reviewsPerProposal: wanted, maxLoad } = stage.version.call.evaluation;
  const found = await suggestions({ db, ports }, callId, { wanted, maxLoad, now, viewer: actor! });
  const replaces = asked.replaces === null ? undefined : await invitationById(db, callId, asked.replaces, now);
  const next = {
    suggestions: found,
    replaces: replaces ? { id: replaces.id, name: replaces.name } : null,
    chosen: found.find((s) => s.personId === asked.person) ?? null,
  };
  return { stage, decision, next };
}

/** What a letter leads to. @param hash of the secret in it */
export async function invitedDesk({ db, actor, now }: Asking, hash: string, programme: string) {
  const invitation = await invitationByToken(db, hash, now);
  if (!invitation) throw notFound();
  const stage = await stageOf(db, invitation.callId);
  const accept = can.accept(actor, invitation, stage);
  const profile = accept.ok && actor ? await profileOf(db, actor.id) : undefined;
  return {
    invitation,
    call: stage.version.call,
    open: can.refuse(invitation, stage),
    accept,
    choices: accept.ok && !profile ? await profileChoices(db, programme) : null,
  };
}
