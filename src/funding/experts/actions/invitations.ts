import type { Actor } from '#src/core/actor.ts';
import { hasRoleFor } from '#src/core/actor.ts';
import { sha256 } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { addDays, romeDate, romeInstant, type Instant } from '#src/core/time.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { constraintReasons } from '#src/plumbing/http/refusals.ts';
import { randomBytes } from 'node:crypto';
import { answerLetter, invitationLetter, withdrawalLetter } from '../letters.ts';
import { can, isInvited } from '../policy.ts';
import { invitationById, invitationByToken, type Invitation } from '../queries/invitations.ts';
import { barredOf } from '#src/funding/conflicts/queries.ts';
import { lockEvaluation } from '#src/funding/conflicts/queries/stage.ts';
import { stageOf, type CallStage } from '../queries/stage.ts';
import type { InvitationInput, ProfileInput, RefusalInput } from '../schema.ts';
import { queueMail } from '#src/plumbing/mail/mail.ts';
import { seat } from './experts.ts';
import { wantingReviews } from '../queries/subjects.ts';
import { keepProfile, recheckConflicts } from './profile.ts';

constraintReasons.set('expert_invitations_open_uq', { code: 'expertInvitation.openAlready', at: 'email' });
constraintReasons.set('expert_invitations_replaces_uq', { code: 'expertInvitation.replacedAlready' });

/** The longest that an answer is waited for, in days. */
export const LONGEST_TERM = 90;
/** What an invitation that is sent again after its term waits, in days. */
const TERM_AGAIN = 7;
/** How many days before its term an unanswered invitation is sent again by itself. */
export const REMINDED_BEFORE = 3;
/** Between two letters to the same address, in milliseconds. */
const PAUSE = 10 * 60_000;

const newToken = (): string => randomBytes(32).toString('base64url');
export const isToken = (token: string): boolean => /^[\w-]{43}$/.test(token);
export const tokenHash = (token: string): string => sha256(token);

/** The last moment of a day in Rome. */
const endOf = (day: string): Instant => romeInstant(`${day}T23:59:59`);

/** Invites somebody to review for a call, in place of an invitation that came to nothing if so said. Nothing of any proposal is in the letter. */
export async function inviteExpert(house: House, actor: Actor | null, callId: string, input: InvitationInput): Promise<{ id: string }> {
  return act(house, actor, 'expert.invite', `call/${callId}`, async (deed) => {
    await lockEvaluation(deed.tx, callId);
    return invite(deed, house, actor, await stageOf(deed.tx, callId), input);
  });
}

/** The same as part of another deed, under `lockEvaluation`. */
export async function invite(deed: Deed, house: House, actor: Actor | null, stage: CallStage, input: InvitationInput): Promise<{ id: string }> {
  const { tx, at } = deed;
  const { callId } = stage;
  demand(can.invite(actor, stage));
  const { maxLoad: callMax } = stage.version.call.evaluation;
  if (input.maxLoad > callMax) throw new AppError('invalid', [reason('expert.loadTooHigh', { max: callMax, asked: input.maxLoad }, { at: 'maxLoad' })]);
  const today = romeDate(at);
  if (input.replyBy <= today || input.replyBy > addDays(today, LONGEST_TERM))
    throw new AppError('invalid', [reason('expertInvitation.term', { days: LONGEST_TERM }, { at: 'replyBy' })]);
  const person = await tx.selectFrom('people').select(['id', 'name', 'locale']).where('email', '=', input.email).executeTakeFirst();
  if (
    person &&
    (await tx
      .selectFrom('call_experts')
      .select('pseudonym')
      .where('call_id', '=', callId)
      .where('person_id', '=', person.id)
      .where('ended_at', 'is', null)
      .executeTakeFirst())
  )
    throw new AppError('conflict', [reason('expertInvitation.serves', { email: input.email }, { at: 'email' })]);
  await replaced(deed, actor, stage, input.replaces);
  if (person) await demandUsable(deed, actor!, stage, { ...person, name: person.name || input.name });
  // One whose term is over no longer stands in the way of another to the same address.
  await tx
    .updateTable('expert_invitations')
    .set({ state: 'withdrawn', answered_at: at })
    .where('call_id', '=', callId)
    .where('email', '=', input.email)
    .where('state', '=', 'sent')
    .where('expires_at', '<=', at)
    .execute();
  const token = newToken();
  const { id } = await tx
    .insertInto('expert_invitations')
    .values({
      call_id: callId,
      email: input.email,
      name: person?.name ?? input.name,
      person_id: person?.id ?? null,
      locale: person?.locale ?? input.locale,
      max_load: input.maxLoad,
      message: input.message,
      token_hash: tokenHash(token),
      state: 'sent',
      sent_at: at,
      expires_at: endOf(input.replyBy),
      invited_by: actor!.id,
      answered_at: null,
      answered_by: null,
      refusal_kind: null,
      replaces: input.replaces,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await send(house, deed, stage, (await invitationById(tx, callId, id, at))!, token);
  const due = new Date(Date.parse(endOf(input.replyBy)) - REMINDED_BEFORE * 86_400_000);
  // Not so soon after the letter itself.
  if (due.getTime() > Date.parse(at) + 86_400_000)
    await deed.enqueue({ task: 'expert.remindInvited', payload: { callId, id }, key: `expert.remindInvited/${id}`, runAt: due });
  // What the registers show of somebody whom they know is found and kept before they are told anything.
  if (person) await recheckConflicts(deed, callId);
  await deed.record({ kind: 'expert.invited', subject: `call/${callId}`, body: { invitation: id, ...(input.replaces && { replaces: input.replaces }) } });
  return { id };
}

/** Nobody is invited who could be given nothing: the registers bar them from all that waits for a review, as far as the one who invites may know. */
async function demandUsable({ tx, at, ports }: Deed, actor: Actor, { callId, version }: CallStage, person: { id: string; name: string }): Promise<void> {
  const across = { db: tx, ports };
  const waiting = await wantingReviews(across, callId, { wanted: version.call.evaluation.reviewsPerProposal, viewer: actor });
  const barred = (await barredOf(across, callId, [person], at)).get(person.id);
  if (waiting.length > 0 && waiting.every((p) => barred?.has(p.id)))
    throw new AppError('conflict', [reason('expertInvitation.barred', { name: person.name, count: waiting.length }, { at: 'email' })]);
}

async function replaced({ tx, at }: Deed, actor: Actor | null, stage: CallStage, id: string | null): Promise<void> {
  if (id === null) return;
  const before = await invitationById(tx, stage.callId, id, at);
  if (!before) throw notFound();
  demand(can.move(actor, 'replace', before, stage));
}

function send(house: House, deed: Deed, { version }: CallStage, invitation: Invitation, token: string): Promise<void> {
  return queueMail(deed, {
    key: `expert.invited/${invitation.id}/${invitation.timesSent}`,
    to: invitation.email,
    ...invitationLetter({ ...invitation, call: version.call, origin: house.settings.origin, token }),
  });
}

/** Sends the letter again with a new link; the old one ends. After the term it gets a new one. */
export async function remindExpert(house: House, actor: Actor | null, callId: string, id: string): Promise<void> {
  await moving(house, actor, callId, id, 'remind', async (deed, stage, invitation) => {
    const { tx, at } = deed;
    if (Date.parse(at) - Date.parse(invitation.sentAt) < PAUSE) throw new AppError('conflict', [reason('expertInvitation.sentJustNow')]);
    const token = newToken();
    await tx
      .updateTable('expert_invitations')
      .set({
        token_hash: tokenHash(token),
        sent_at: at,
        times_sent: invitation.timesSent + 1,
        ...(invitation.state === 'expired' && { expires_at: endOf(addDays(romeDate(at), TERM_AGAIN)) }),
      })
      .where('id', '=', id)
      .execute();
    await send(house, deed, stage, (await invitationById(tx, callId, id, at))!, token);
    return 'expert.reminded';
  });
}

/** Before the term of an invitation that nobody answered or sent again: the letter goes out once more, with a new link. Otherwise nothing happens. */
export async function remindInvited(house: House, { callId, id }: { callId: string; id: string }): Promise<void> {
  const waits = (invitation: Invitation | undefined): invitation is Invitation => invitation?.state === 'sent' && invitation.timesSent === 1;
  if (!waits(await invitationById(house.db, callId, id, house.clock().toISOString()))) return;
  await act(house, null, 'expert.remindInvited', `call/${callId}`, async (deed) => {
    await lockEvaluation(deed.tx, callId);
    const invitation = await invitationById(deed.tx, callId, id, deed.at);
    if (!waits(invitation)) return deed.record({ kind: 'expert.answeredMeanwhile', subject: `call/${callId}`, body: { invitation: id } });
    const token = newToken();
    await deed.tx
      .updateTable('expert_invitations')
      .set({ token_hash: tokenHash(token), sent_at: deed.at, times_sent: invitation.timesSent + 1 })
      .where('id', '=', id)
      .execute();
    await send(house, deed, await stageOf(deed.tx, callId), (await invitationById(deed.tx, callId, id, deed.at))!, token);
    await deed.record({ kind: 'expert.reminded', subject: `call/${callId}`, body: { invitation: id, byItself: true } });
  });
}

/** The link ends at once, and the person is told. */
export async function withdrawInvitation(house: House, actor: Actor | null, callId: string, id: string): Promise<void> {
  await moving(house, actor, callId, id, 'withdraw', async (deed, { version }, invitation) => {
    await deed.tx.updateTable('expert_invitations').set({ state: 'withdrawn', answered_at: deed.at, answered_by: actor!.id }).where('id', '=', id).execute();
    await queueMail(deed, { key: `expert.invitationWithdrawn/${id}`, to: invitation.email, ...withdrawalLetter({ ...invitation, call: version.call }) });
    return 'expert.invitationWithdrawn';
  });
}

async function moving(
  house: House,
  actor: Actor | null,
  callId: string,
  id: string,
  move: 'remind' | 'withdraw',
  work: (deed: Deed, stage: CallStage, invitation: Invitation) => Promise<string>,
): Promise<void> {
  await act(house, actor, `expert.${move}`, `call/${callId}`, async (deed) => {
    await lockEvaluation(deed.tx, callId);
    const stage = await stageOf(deed.tx, callId);
    const invitation = await invitationById(deed.tx, callId, id, deed.at);
    if (!invitation) throw notFound();
    demand(can.move(actor, move, invitation, stage));
    await deed.record({ kind: await work(deed, stage, invitation), subject: `call/${callId}`, body: { invitation: id } });
  });
}

/**
 * Accepts: the person is an expert of the call from now on, under a pseudonym, and gets the role for it if they lack it. The first time a profile is
 * given along. Accepted before by the same person: nothing happens again.
 */
export async function acceptAsExpert(house: House, actor: Actor, token: string, profile: ProfileInput | null): Promise<void> {
  const { callId } = await byToken(house, token);
  await act(house, actor, 'expert.acceptInvitation', `call/${callId}`, async (deed) => {
    const { tx, at, record } = deed;
    await lockEvaluation(tx, callId);
    const stage = await stageOf(tx, callId);
    const invitation = await locked(deed, token);
    const subject = `call/${callId}`;
    if (invitation.state === 'accepted' && invitation.answeredBy === actor.id)
      return record({ kind: 'expert.acceptedAgain', subject, body: { invitation: invitation.id } });
    demand(can.accept(actor, invitation, stage));
    const known = await tx.selectFrom('experts').select('person_id').where('person_id', '=', actor.id).executeTakeFirst();
    if (!known && !profile) throw new AppError('invalid', [reason('expert.profileFirst', {}, { at: 'region' })]);
    const person = await tx.selectFrom('people').select('example').where('id', '=', actor.id).executeTakeFirstOrThrow();
    if (profile) await keepProfile(deed, actor.id, profile, person.example);
    const names = await seat(deed, callId, [{ personId: actor.id, maxLoad: invitation.maxLoad }]);
    if (!hasRoleFor(actor, 'expert', callId))
      await deed.enqueue({ task: 'role.grantInvited', payload: { personId: actor.id, scope: callId, grantedBy: invitation.invitedBy } });
    await tx
      .updateTable('expert_invitations')
      .set({ state: 'accepted', answered_at: at, answered_by: actor.id, person_id: actor.id })
      .where('id', '=', invitation.id)
      .execute();
    await tell(house, deed, stage, invitation, null);
    await record({ kind: 'expert.accepted', subject, body: { invitation: invitation.id, expert: names.get(actor.id) } });
  });
}

/** Refuses, without an account: the letter is enough to say no. */
export async function refuseAsExpert(house: House, actor: Actor | null, token: string, refusal: RefusalInput): Promise<void> {
  const { callId } = await byToken(house, token);
  await act(house, actor, 'expert.refuseInvitation', `call/${callId}`, async (deed) => {
    const { tx, at, record } = deed;
    await lockEvaluation(tx, callId);
    const stage = await stageOf(tx, callId);
    const invitation = await locked(deed, token);
    const subject = `call/${callId}`;
    if (invitation.state === 'refused') return record({ kind: 'expert.refusedAgain', subject, body: { invitation: invitation.id } });
    demand(can.refuse(invitation, stage));
    await tx
      .updateTable('expert_invitations')
      .set({
        state: 'refused',
        answered_at: at,
        answered_by: actor && isInvited(actor, invitation) ? actor.id : null,
        refusal_kind: refusal.kind,
        refusal: refusal.reason,
      })
      .where('id', '=', invitation.id)
      .execute();
    await tell(house, deed, stage, invitation, refusal);
    await record({ kind: 'expert.invitationRefused', subject, body: { invitation: invitation.id, why: refusal.kind } });
  });
}

function tell(house: House, deed: Deed, { version, callId }: CallStage, invitation: Invitation, refusal: RefusalInput | null): Promise<void> {
  return queueMail(deed, {
    key: `expert.answered/${invitation.id}`,
    to: invitation.inviterEmail,
    ...answerLetter({ name: invitation.name, call: version.call, callId, refusal, origin: house.settings.origin }),
  });
}

/** A secret that opens nothing is not found, and leaves no trace. */
async function byToken(house: House, token: string): Promise<Invitation> {
  const known = isToken(token) ? await invitationByToken(house.db, tokenHash(token), house.clock().toISOString()) : undefined;
  if (!known) throw notFound();
  return known;
}

/** As it stands under the lock of the call. */
async function locked({ tx, at }: Deed, token: string): Promise<Invitation> {
  const invitation = await invitationByToken(tx, tokenHash(token), at);
  if (!invitation) throw notFound();
  return invitation;
}
