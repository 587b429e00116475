import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import { queueMail, queueMails } from '#src/plumbing/mail/mail.ts';
import { leavingLetter, releaseLetter } from '../letters.ts';
import { can } from '../policy.ts';
import { callExpert, officeOf, type CallExpert } from '../queries/experts.ts';
import type { CallStage } from '../queries/stage.ts';
import type { ReleaseInput } from '../schema.ts';
import { invite } from './invitations.ts';
import { recheckConflicts } from './profile.ts';

/** The expert whose service may end now; null where it has ended already. Under `lockEvaluation`. */
export async function leaving(deed: Deed, actor: Actor | null, stage: CallStage, personId: string, tied: boolean): Promise<CallExpert | null> {
  const expert = await callExpert(deed.tx, stage.callId, personId);
  if (!expert) throw notFound();
  demand(can.release(actor, stage, { personId, tied }));
  return expert.ended ? null : expert;
}

/**
 * Ends an expert's service under a call: no list proposes them any more, their pseudonym and what they handed in stay. The room of the reviews has freed
 * theirs in the same deed; `kept` are those that stay.
 */
export async function endService(
  deed: Deed,
  actor: Actor | null,
  callId: string,
  personId: string,
  { why, kept }: { why: string; kept: number },
): Promise<void> {
  await deed.tx
    .updateTable('call_experts')
    .set({ ended_at: deed.at, ended_why: why, ended_by: actor!.id, ended_kept: kept })
    .where('call_id', '=', callId)
    .where('person_id', '=', personId)
    .execute();
  await recheckConflicts(deed, callId);
}

/** Invites somebody of the register in the place of an expert whose service has just ended, for as many reviews. */
export async function inviteInPlace(deed: Deed, house: House, actor: Actor | null, stage: CallStage, left: CallExpert, input: ReleaseInput): Promise<void> {
  if (input.invite === null) return;
  if (actor?.id === left.personId) throw new AppError('invalid', [reason('expert.releaseInviteOffice', {}, { at: 'invite' })]);
  const person = await deed.tx
    .selectFrom('experts as x')
    .innerJoin('people as p', 'p.id', 'x.person_id')
    .select(['p.email', 'p.name', 'p.locale'])
    .where('x.person_id', '=', input.invite)
    .where('x.person_id', '<>', left.personId)
    .executeTakeFirst();
  if (!person) throw new AppError('invalid', [reason('expert.inviteAmongOthers', {}, { at: 'invite' })]);
  const maxLoad = Math.max(1, Math.min(left.maxLoad, stage.version.call.evaluation.maxLoad));
  await invite(deed, house, actor, stage, {
    ...person,
    locale: person.locale ?? 'it',
    maxLoad,
    replyBy: input.replyBy!,
    message: '',
    replaces: left.invitation?.id ?? null,
  });
}

/** The expert is told, and where they left by themself, whoever invited them or else the office. */
export async function tellOfRelease(
  deed: Deed,
  house: House,
  { version, callId }: CallStage,
  left: CallExpert,
  of: { why: string; taken: number; kept: number; self: boolean },
): Promise<void> {
  const { call } = version;
  await queueMail(deed, { key: `expert.released/${callId}/${left.personId}/${deed.at}`, to: left.email, ...releaseLetter({ ...left, call, ...of }) });
  if (!of.self) return;
  const told = left.invitation ? [left.invitation.inviter] : await officeOf(deed.tx, callId);
  await queueMails(
    deed,
    told.map((to) => ({
      key: `expert.left/${callId}/${left.personId}/${deed.at}/${to}`,
      to,
      ...leavingLetter({ ...left, ...of, call, callId, origin: house.settings.origin }),
    })),
  );
}
