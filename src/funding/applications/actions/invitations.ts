import type { Actor } from '#src/core/actor.ts';
import { sha256 } from '#src/core/canonical.ts';
import { reason, type Params } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import { currentDeadline } from '#src/funding/calls/rules/calendar.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { randomBytes } from 'node:crypto';
import { can } from '../policy.ts';
import { applicationById, type Application } from '../queries/application.ts';
import { invitationByToken, type InvitationByToken } from '../queries/consortium.ts';
import { canAnswer } from '../rules/invitations.ts';
import { isUuid, type InvitationInput } from '../schema.ts';
import { sendInvitation, tellAnswer } from './letters.ts';
import { changing, subjectOf } from './locked.ts';
import { takeIn } from './members.ts';

/** How long an invitation waits, and never past the deadline. */
const days = 14;
/** More at a time are letters to a mailing list, not to a consortium. */
const mostOpen = 100;
/** Between two letters to the same address, in milliseconds. */
const pause = 10 * 60_000;

const newToken = (): string => randomBytes(32).toString('base64url');
export const tokenHash = (token: string): string => sha256(token);

const expiry = (application: Application, at: Instant): Instant => {
  const soon = new Date(Date.parse(at) + days * 86_400_000).toISOString();
  const deadline = currentDeadline(application.version.call);
  return soon < deadline ? soon : deadline;
};

/** Invites an organisation by its representative's address, or a person to write or to read. Nothing is shared until they accept. */
export async function invite(house: House, actor: Actor, applicationId: string, input: InvitationInput): Promise<{ id: string }> {
  const token = newToken();
  let id = '';
  await changing(house, actor, applicationId, 'application.invite', null, async (deed, application) => {
    const { tx, at } = deed;
    const refuse = (code: string, field = 'email', params: Params = {}) => new AppError('conflict', [reason(code, params, { at: field })]);
    if (input.organisationId !== null) {
      if (application.memberIds.includes(input.organisationId)) throw refuse('application.memberAlready', 'organisationId');
      if (!(await tx.selectFrom('organisations').select('id').where('id', '=', input.organisationId).executeTakeFirst()))
        throw refuse('application.noSuchOrganisation', 'organisationId');
    }
    // One whose time has passed no longer stands in the way of another to the same address.
    await tx
      .updateTable('application_invitations')
      .set({ state: 'revoked', answered_at: at })
      .where('application_id', '=', applicationId)
      .where('email', '=', input.email)
      .where('state', '=', 'sent')
      .where('expires_at', '<=', at)
      .execute();
    const open = await tx
      .selectFrom('application_invitations')
      .select(['email', 'kind'])
      .where('application_id', '=', applicationId)
      .where('state', '=', 'sent')
      .execute();
    if (open.some((i) => i.email === input.email && i.kind === input.kind)) throw refuse('invitation.openAlready');
    if (open.length >= mostOpen) throw refuse('invitation.tooMany', 'email', { max: mostOpen });
    const expiresAt = expiry(application, at);
    ({ id } = await tx
      .insertInto('application_invitations')
      .values({
        application_id: applicationId,
        kind: input.kind,
        email: input.email,
        organisation_id: input.organisationId,
        message: input.message,
        token_hash: tokenHash(token),
        state: 'sent',
        sent_at: at,
        expires_at: expiresAt,
        invited_by: actor.id,
        answered_at: null,
        answered_by: null,
        accepted_for: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow());
    await sendInvitation(house, deed, actor, application, { id, kind: input.kind, email: input.email, message: input.message, expiresAt, token });
    return { kind: 'application.invited', body: { invitation: id, as: input.kind }, sameRevision: true };
  });
  return { id };
}

/** A new letter with a new secret and a new term: the link of the old one ends. Also for one that expired. */
export function resendInvitation(house: House, actor: Actor, applicationId: string, invitationId: string): Promise<number> {
  if (!isUuid(invitationId)) throw notFound();
  const token = newToken();
  return changing(house, actor, applicationId, 'application.resendInvitation', null, async (deed, application) => {
    const { tx, at } = deed;
    const known = await tx
      .selectFrom('application_invitations')
      .selectAll()
      .where('id', '=', invitationId)
      .where('application_id', '=', applicationId)
      .forUpdate()
      .executeTakeFirst();
    if (!known) throw notFound();
    if (known.state !== 'sent') throw new AppError('conflict', [reason(`invitation.${known.state}`)]);
    if (Date.parse(at) - Date.parse(known.sent_at) < pause) throw new AppError('conflict', [reason('invitation.sentJustNow')]);
    const expiresAt = expiry(application, at);
    await tx
      .updateTable('application_invitations')
      .set({ token_hash: tokenHash(token), sent_at: at, expires_at: expiresAt, times_sent: known.times_sent + 1 })
      .where('id', '=', invitationId)
      .execute();
    await sendInvitation(house, deed, actor, application, { id: invitationId, kind: known.kind, email: known.email, message: known.message, expiresAt, token });
    return { kind: 'application.invitationSentAgain', body: { invitation: invitationId }, sameRevision: true };
  });
}

/** The link ends at once. */
export function revokeInvitation(house: House, actor: Actor, applicationId: string, invitationId: string): Promise<number> {
  if (!isUuid(invitationId)) throw notFound();
  return changing(house, actor, applicationId, 'application.revokeInvitation', null, async ({ tx, at }) => {
    const known = await tx
      .updateTable('application_invitations')
      .set({ state: 'revoked', answered_at: at, answered_by: actor.id })
      .where('id', '=', invitationId)
      .where('application_id', '=', applicationId)
      .where('state', '=', 'sent')
      .returning('id')
      .executeTakeFirst();
    if (!known) throw notFound();
    return { kind: 'application.invitationRevoked', body: { invitation: invitationId }, sameRevision: true };
  });
}

/** Takes back a right that was given by name; what the person's organisation may do stays. */
export function removePerson(house: House, actor: Actor, applicationId: string, personId: string): Promise<number> {
  if (!isUuid(personId)) throw notFound();
  return changing(house, actor, applicationId, 'application.removePerson', null, async ({ tx }) => {
    const gone = await tx
      .deleteFrom('application_people')
      .where('application_id', '=', applicationId)
      .where('person_id', '=', personId)
      .returning('access')
      .executeTakeFirst();
    if (!gone) throw notFound();
    return { kind: 'application.personRemoved', body: { person: personId, right: gone.access }, sameRevision: true };
  });
}

/**
 * Accepts: an organisation takes part from now on, a person may write or read. Whoever holds the letter's secret may accept, signed in as
 * anyone; for an organisation only its own people can.
 */
export async function acceptInvitation(house: House, actor: Actor, token: string, organisationId: string | null): Promise<{ applicationId: string }> {
  const { applicationId } = await byToken(house, token);
  await act(house, actor, 'application.acceptInvitation', subjectOf(applicationId), async (deed) => {
    const { tx, at, record } = deed;
    const { invitation, application } = await lockedInvitation(deed, token, applicationId);
    const { call } = application.version;
    demand(canAnswer(invitation, application, call, at));
    demand(can.acceptFor(actor, invitation, application, organisationId));
    if (invitation.kind === 'partner') await takeIn(deed, application, organisationId!);
    else
      await tx
        .insertInto('application_people')
        .values({ application_id: applicationId, person_id: actor.id, access: invitation.kind, since: at, invited_by: invitation.inviterId })
        .onConflict((c) => c.columns(['application_id', 'person_id']).doUpdateSet({ access: invitation.kind as 'editor' | 'reader', since: at }))
        .execute();
    await tx
      .updateTable('application_invitations')
      .set({ state: 'accepted', answered_at: at, answered_by: actor.id, accepted_for: invitation.kind === 'partner' ? organisationId : null })
      .where('id', '=', invitation.id)
      .execute();
    await tx
      .updateTable('applications')
      .set({ revision: application.revision + (invitation.kind === 'partner' ? 1 : 0), updated_at: at })
      .where('id', '=', applicationId)
      .execute();
    const name =
      invitation.kind === 'partner'
        ? (await tx.selectFrom('organisations').select('legal_name as name').where('id', '=', organisationId!).executeTakeFirstOrThrow()).name
        : actor.name;
    await tellAnswer(house, deed, invitation, call.officialCode, name);
    await record({
      kind: 'application.invitationAccepted',
      subject: subjectOf(applicationId),
      body: { invitation: invitation.id, as: invitation.kind, ...(organisationId && invitation.kind === 'partner' && { organisation: organisationId }) },
    });
  });
  return { applicationId };
}

/** Refuses, without an account: the secret is enough to say no. */
export async function refuseInvitation(house: House, actor: Actor | null, token: string): Promise<void> {
  const { applicationId } = await byToken(house, token);
  await act(house, actor, 'application.refuseInvitation', subjectOf(applicationId), async (deed) => {
    const { invitation, application } = await lockedInvitation(deed, token, applicationId);
    demand(canAnswer(invitation, application, application.version.call, deed.at));
    await deed.tx
      .updateTable('application_invitations')
      .set({ state: 'refused', answered_at: deed.at, answered_by: actor?.id ?? null })
      .where('id', '=', invitation.id)
      .execute();
    await tellAnswer(house, deed, invitation, application.version.call.officialCode, null);
    await deed.record({ kind: 'application.invitationRefused', subject: subjectOf(applicationId), body: { invitation: invitation.id } });
  });
}

/** A secret that opens nothing is not found, and leaves no trace. */
async function byToken(house: House, token: string): Promise<InvitationByToken> {
  const known = isToken(token) ? await invitationByToken(house.db, tokenHash(token), house.clock().toISOString()) : undefined;
  if (!known) throw notFound();
  return known;
}

export const isToken = (token: string): boolean => /^[\w-]{43}$/.test(token);

/** The application first, like every other deed on it, then the invitation as it stands under that lock. */
async function lockedInvitation(deed: Deed, token: string, applicationId: string): Promise<{ invitation: InvitationByToken; application: Application }> {
  await deed.tx.selectFrom('applications').select('id').where('id', '=', applicationId).forUpdate().execute();
  const invitation = await invitationByToken(deed.tx, tokenHash(token), deed.at);
  const application = await applicationById(deed.tx, applicationId);
  if (!invitation || !application) throw notFound();
  return { invitation, application };
}
