import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, notFound } from '#src/core/errors.ts';
import type { MemberFacts } from '#src/funding/calls/facts.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import { can, leadStays } from '../policy.ts';
import type { Application } from '../queries/application.ts';
import { handedOver } from '../rules/answers.ts';
import { linesOfMember } from '../rules/consortium.ts';
import { isUuid } from '../schema.ts';
import type { StaffLine } from '../snapshot.ts';
import type { Departure } from '../states.ts';
import { putAnswers } from './answers.ts';
import { putCosts } from './budget.ts';
import { tellAdded, tellGone } from './letters.ts';
import { changing } from './locked.ts';
import { memberOf, putStaff, takeIn } from './members.ts';

/** What a member had: kept, so that a removal can be undone. */
type Kept = { region: string; position: number; staff: readonly StaffLine[]; costs: MemberFacts['costs'] };

/** Takes a partner out, with its costs, staff and documents. The lead stays: another lead is another application. */
export function removePartner(house: House, actor: Actor | null, applicationId: string, organisationId: string): Promise<number> {
  return changing(house, actor, applicationId, 'application.removePartner', null, async (deed, application) => {
    if (organisationId === application.leadId) throw new AppError('conflict', [leadStays()]);
    memberOf(application, organisationId);
    await dropMembers(house, deed, actor, application, organisationId, { why: 'removed' });
    return { kind: 'application.partnerRemoved', body: { organisation: organisationId } };
  });
}

/** A partner goes by itself and says why; the lead is told. */
export function leaveApplication(house: House, actor: Actor, applicationId: string, organisationId: string, motive: string): Promise<number> {
  return changing(
    house,
    actor,
    applicationId,
    'application.leave',
    null,
    async (deed, application) => {
      await dropMembers(house, deed, actor, application, organisationId, { why: 'left', motive });
      return { kind: 'application.partnerLeft', body: { organisation: organisationId } };
    },
    (application, at) => can.leave(actor, application, memberOf(application, organisationId).id, application.version.call, at),
  );
}

/**
 * Another organisation in the place of a partner. It takes over place, staff, costs and what the tables give it to do as a start; what the one that goes signed or
 * confirmed is its own and goes with it.
 */
export function replacePartner(
  house: House,
  actor: Actor,
  applicationId: string,
  organisationId: string,
  by: { organisationId: string; motive: string },
): Promise<number> {
  return changing(house, actor, applicationId, 'application.replacePartner', null, async (deed, application) => {
    if (organisationId === application.leadId) throw new AppError('conflict', [leadStays()]);
    const member = memberOf(application, organisationId);
    await takeIn(deed, application, by.organisationId, member.region);
    await putStaff(deed, applicationId, by.organisationId, linesOfMember(application.proposal, organisationId));
    await putCosts(deed, applicationId, [{ organisationId: by.organisationId, costs: [...member.costs] }]);
    const { version, proposal } = application;
    await putAnswers(deed, actor, application, handedOver(version.call.form, proposal.answers, organisationId, by.organisationId));
    await dropMembers(house, deed, actor, application, organisationId, { why: 'replaced', motive: by.motive, replacedBy: by.organisationId });
    await deed.tx
      .updateTable('application_members')
      .set({ position: positionOf(application, organisationId) })
      .where('application_id', '=', applicationId)
      .where('organisation_id', '=', by.organisationId)
      .execute();
    await tellAdded(house, deed, actor, application, [by.organisationId]);
    return { kind: 'application.partnerReplaced', body: { organisation: organisationId, by: by.organisationId } };
  });
}

/** Brings a removed partner back as it was: place, staff, costs and documents. It confirms anew; one that left by itself has to be invited. */
export function undoRemoval(house: House, actor: Actor, applicationId: string, departureId: string): Promise<number> {
  if (!isUuid(departureId)) throw notFound();
  return changing(house, actor, applicationId, 'application.undoRemoval', null, async (deed, application) => {
    const { tx, at } = deed;
    const known = await tx
      .selectFrom('application_departures')
      .select('id')
      .where('id', '=', departureId)
      .where('application_id', '=', applicationId)
      .executeTakeFirst();
    if (!known) throw notFound();
    const gone = await tx
      .updateTable('application_departures')
      .set({ undone_at: at })
      .where('id', '=', departureId)
      .where('application_id', '=', applicationId)
      .where('why', '=', 'removed')
      .where('undone_at', 'is', null)
      .returning(['organisation_id as organisationId', 'kept', 'gone_at as goneAt'])
      .executeTakeFirst();
    if (!gone || application.memberIds.includes(gone.organisationId)) throw new AppError('conflict', [reason('application.notGone')]);
    const { region, staff, costs } = gone.kept as Kept;
    await takeIn(deed, application, gone.organisationId, region);
    await putStaff(deed, applicationId, gone.organisationId, staff);
    await putCosts(deed, applicationId, [{ organisationId: gone.organisationId, costs: [...costs] }]);
    await tx
      .updateTable('application_documents')
      .set({ removed_at: null })
      .where('application_id', '=', applicationId)
      .where('organisation_id', '=', gone.organisationId)
      .where('removed_at', '=', gone.goneAt)
      .execute();
    await tellAdded(house, deed, actor, application, [gone.organisationId]);
    return { kind: 'application.removalUndone', body: { organisation: gone.organisationId } };
  });
}

export type Going = { why: Departure; motive?: string; replacedBy?: string };

/** One member goes: what it had is kept, its confirmation ends, and whoever did not do it is told. */
export async function dropMembers(
  house: House,
  deed: Deed,
  actor: Actor | null,
  application: Application,
  organisationId: string,
  going: Going,
): Promise<void> {
  const { tx, at } = deed;
  const member = memberOf(application, organisationId);
  const kept: Kept = {
    region: member.region,
    position: positionOf(application, organisationId),
    staff: linesOfMember(application.proposal, organisationId),
    costs: member.costs,
  };
  await tx
    .insertInto('application_departures')
    .values({
      application_id: application.id,
      organisation_id: organisationId,
      why: going.why,
      motive: going.motive ?? '',
      replaced_by: going.replacedBy ?? null,
      kept: JSON.stringify(kept),
      gone_at: at,
      gone_by: actor!.id,
      undone_at: null,
    })
    .execute();
  await tx
    .updateTable('application_documents')
    .set({ removed_at: at })
    .where('application_id', '=', application.id)
    .where('organisation_id', '=', organisationId)
    .where('removed_at', 'is', null)
    .execute();
  await tx
    .updateTable('member_confirmations')
    .set({ ended_at: at })
    .where('application_id', '=', application.id)
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .execute();
  await tx.deleteFrom('application_members').where('application_id', '=', application.id).where('organisation_id', '=', organisationId).execute();
  await tellGone(house, deed, actor!, application, member, going);
}

const positionOf = (application: Application, organisationId: string): number => application.memberIds.indexOf(organisationId);
