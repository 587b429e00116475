import type { Actor } from '#src/core/actor.ts';
import { canonical, sha256 } from '#src/core/canonical.ts';
import { reason, yes } from '#src/core/decision.ts';
import { AppError, demand } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import type { House } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import { representativesOf } from '../queries/consortium.ts';
import { confirmationOf, linesOfMember, mustConfirm, toConfirm } from '../rules/consortium.ts';
import type { ConfirmationInput } from '../schema.ts';
import { changing } from './locked.ts';
import { memberOf } from './members.ts';

/**
 * The legal representative of a partner confirms its data, declarations and mandate. What is kept is the canonical text of what stood on
 * the page: `seen` is its hash, so that nobody confirms what changed meanwhile.
 */
export function confirmMember(house: House, actor: Actor, applicationId: string, organisationId: string, input: ConfirmationInput): Promise<number> {
  return changing(
    house,
    actor,
    applicationId,
    'application.confirmMember',
    null,
    async (deed, application) => {
      const { tx, at } = deed;
      const { version, proposal } = application;
      const { call } = version;
      const represents = (await representativesOf(tx, [organisationId], romeDate(at))).some((p) => p.id === actor.id);
      const member = memberOf(application, organisationId);
      demand(can.confirm(actor, application, organisationId, represents, call, at));
      const refuse = (code: string) => new AppError('conflict', [reason(code, {}, { source: call.consortium?.source })]);
      if (!mustConfirm(call, member)) throw refuse('application.confirmationNotAsked');
      const asked = call.consortium!;
      if (!input.data || (asked.mandate !== null && !input.mandate) || asked.declarations.some((d) => !input.declarations.includes(d.id)))
        throw new AppError('invalid', [reason('application.confirmAll', {}, { source: asked.source })]);
      const text = canonical(toConfirm(call, member, linesOfMember(proposal, organisationId)));
      const hash = sha256(text);
      if (hash !== input.seen) throw refuse('application.confirmStale');
      if (confirmationOf(call, proposal, member).standing === 'confirmed') throw refuse('application.alreadyConfirmed');
      await endConfirmation(deed, applicationId, organisationId);
      await tx
        .insertInto('member_confirmations')
        .values({
          application_id: applicationId,
          organisation_id: organisationId,
          call_version_id: version.versionId,
          person_id: actor.id,
          confirmed: text,
          sha256: hash,
          confirmed_at: at,
          ended_at: null,
        })
        .execute();
      return { kind: 'application.memberConfirmed', body: { organisation: organisationId, sha256: hash, version: version.number }, sameRevision: true };
    },
    // Decided inside, where the register says who represents the organisation.
    () => yes,
  );
}

/** Takes a confirmation back, until the deadline. What was submitted with it stays submitted. */
export function takeBackConfirmation(house: House, actor: Actor, applicationId: string, organisationId: string): Promise<number> {
  return changing(
    house,
    actor,
    applicationId,
    'application.takeBackConfirmation',
    null,
    async (deed, application) => {
      const represents = (await representativesOf(deed.tx, [organisationId], romeDate(deed.at))).some((p) => p.id === actor.id);
      const { name } = memberOf(application, organisationId);
      demand(can.confirm(actor, application, organisationId, represents, application.version.call, deed.at));
      if (!(await endConfirmation(deed, applicationId, organisationId)))
        throw new AppError('conflict', [reason('application.confirmationMissing', { who: name })]);
      return { kind: 'application.confirmationTakenBack', body: { organisation: organisationId }, sameRevision: true };
    },
    () => yes,
  );
}

async function endConfirmation({ tx, at }: Parameters<Parameters<typeof changing>[5]>[0], applicationId: string, organisationId: string): Promise<boolean> {
  const ended = await tx
    .updateTable('member_confirmations')
    .set({ ended_at: at })
    .where('application_id', '=', applicationId)
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return ended !== undefined;
}
