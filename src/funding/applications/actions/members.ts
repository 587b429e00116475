import type { Actor } from '#src/core/actor.ts';
import { all, reason, type Params } from '#src/core/decision.ts';
import { AppError, notFound } from '#src/core/errors.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import { can, leadStays } from '../policy.ts';
import type { Application } from '../queries/application.ts';
import { linesOfMember, partStamp } from '../rules/consortium.ts';
import { linesOf, sameCounts, staffCounts } from '../rules/staff.ts';
import type { DraftInput, MemberPart } from '../schema.ts';
import type { StaffLine } from '../snapshot.ts';
import { putCosts } from './budget.ts';
import { dropMembers } from './departures.ts';
import { tellLapsed } from './lapsed.ts';
import { tellAdded } from './letters.ts';
import { changing } from './locked.ts';

/** An application has at most as many members as any call could ask for; the call's own limit is a rule of its own. */
const mostMembers = 60;

/** Saves one member's own part: where it carries the project out, and its people. `seen` is the stamp of what the form was drawn from. */
export function saveMember(
  house: House,
  actor: Actor | null,
  applicationId: string,
  organisationId: string,
  input: { region: string; staff: readonly StaffLine[]; seen: string },
): Promise<number> {
  return changing(
    house,
    actor,
    applicationId,
    'application.saveMember',
    null,
    async (deed, application) => {
      const member = memberOf(application, organisationId);
      if (input.seen !== partStamp(member, linesOfMember(application.proposal, organisationId))) throw new AppError('conflict', [reason('form.stale')]);
      await putPlace(deed, application.id, organisationId, input.region);
      await putStaff(deed, application.id, organisationId, input.staff);
      await tellLapsed(house, deed, application);
      return { kind: 'application.memberSaved', body: { organisation: organisationId } };
    },
    (application, at) => can.changeMember(actor, application, memberOf(application, organisationId).id, application.version.call, at),
  );
}

/** The same by API, with the costs: what is left out stays as it is. */
export function saveMemberPart(
  house: House,
  actor: Actor | null,
  applicationId: string,
  organisationId: string,
  part: MemberPart & { revision: number | null },
): Promise<number> {
  return changing(
    house,
    actor,
    applicationId,
    'application.saveMember',
    part.revision,
    async (deed, application) => {
      memberOf(application, organisationId);
      if (part.region !== undefined) await putPlace(deed, application.id, organisationId, part.region);
      if (part.staff !== undefined) await putStaff(deed, application.id, organisationId, part.staff);
      if (part.costs !== undefined) await putCosts(deed, application.id, [{ organisationId, costs: part.costs }]);
      await tellLapsed(house, deed, application);
      return { kind: 'application.memberSaved', body: { organisation: organisationId } };
    },
    (application, at) => can.changeMember(actor, application, memberOf(application, organisationId).id, application.version.call, at),
  );
}

/** Takes a registered organisation in at once. Its representatives are told, and confirm where the call asks for it. */
export function addPartner(house: House, actor: Actor, applicationId: string, organisationId: string): Promise<number> {
  return changing(house, actor, applicationId, 'application.addPartner', null, async (deed, application) => {
    await takeIn(deed, application, organisationId);
    await tellAdded(house, deed, actor, application, [organisationId]);
    return { kind: 'application.partnerAdded', body: { organisation: organisationId } };
  });
}

/** The next place is the new member's. */
export async function takeIn({ tx }: Deed, application: Application, organisationId: string, region = ''): Promise<void> {
  const { members } = application.proposal.facts;
  const refuse = (code: string, params: Params = {}) => new AppError('conflict', [{ code, params, at: 'organisationId' }]);
  if (members.some((m) => m.id === organisationId)) throw refuse('application.memberAlready');
  if (members.length >= mostMembers) throw refuse('application.tooManyMembers', { max: mostMembers });
  if (!(await tx.selectFrom('organisations').select('id').where('id', '=', organisationId).executeTakeFirst())) throw refuse('application.noSuchOrganisation');
  const { position } = await tx
    .selectFrom('application_members')
    .select((e) => e.fn.max('position').as('position'))
    .where('application_id', '=', application.id)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('application_members')
    .values({ application_id: application.id, organisation_id: organisationId, role: 'partner', position: Number(position) + 1, region })
    .execute();
}

export function memberOf(application: Application, organisationId: string) {
  const member = application.proposal.facts.members.find((m) => m.id === organisationId);
  if (!member) throw notFound();
  return member;
}

const putPlace = ({ tx }: Deed, applicationId: string, organisationId: string, region: string) =>
  tx.updateTable('application_members').set({ region }).where('application_id', '=', applicationId).where('organisation_id', '=', organisationId).execute();

/** Exactly these lines, in this order. */
export async function putStaff({ tx }: Deed, applicationId: string, organisationId: string, lines: readonly StaffLine[]): Promise<void> {
  await tx.deleteFrom('application_staff').where('application_id', '=', applicationId).where('organisation_id', '=', organisationId).execute();
  if (lines.length === 0) return;
  await tx
    .insertInto('application_staff')
    .values(
      lines.map((l, position) => ({
        application_id: applicationId,
        organisation_id: organisationId,
        position,
        profile: l.profile,
        gender: l.gender,
        age_band: l.age,
        contract: l.contract,
        new_hire: l.newHire,
        heads: l.heads,
        person_months: l.personMonths,
        people: JSON.stringify(l.people ?? []),
      })),
    )
    .execute();
}

/** Exactly these members, in this order; the first is the lead that the application was started with. */
export async function putMembers(house: House, deed: Deed, actor: Actor | null, application: Application, members: DraftInput['members']): Promise<void> {
  const { tx } = deed;
  const ids = members.map((m) => m.organisationId);
  const before = application.memberIds;
  if (ids[0] !== application.leadId) throw new AppError('invalid', [leadStays('members.0')]);
  const twice = ids.findIndex((id, i) => ids.indexOf(id) !== i);
  if (twice >= 0) throw new AppError('invalid', [reason('application.memberAlready', {}, { at: `members.${twice}` })]);
  const known = (await tx.selectFrom('organisations').select('id').where('id', 'in', ids).execute()).map((o) => o.id);
  const unknown = ids.findIndex((id) => !known.includes(id));
  if (unknown >= 0) throw new AppError('invalid', [reason('application.noSuchOrganisation', {}, { at: `members.${unknown}` })]);
  for (const gone of before.filter((id) => !ids.includes(id))) await dropMembers(house, deed, actor, application, gone, { why: 'removed' });
  await tx
    .insertInto('application_members')
    .values(
      members.map((m, position) => ({
        application_id: application.id,
        organisation_id: m.organisationId,
        role: position === 0 ? ('lead' as const) : ('partner' as const),
        position,
        region: m.region,
      })),
    )
    .onConflict((c) =>
      c.columns(['application_id', 'organisation_id']).doUpdateSet((e) => ({ position: e.ref('excluded.position'), region: e.ref('excluded.region') })),
    )
    .execute();
  for (const m of members) {
    const lines = linesOfMember(application.proposal, m.organisationId);
    // Counts that say nothing new take nothing from what the lines say.
    if (m.staff !== undefined) await putStaff(deed, application.id, m.organisationId, m.staff);
    else if (!sameCounts(m, staffCounts(lines))) await putStaff(deed, application.id, m.organisationId, linesOf(m));
  }
  const come = ids.filter((id) => !before.includes(id));
  if (come.length > 0 && actor) await tellAdded(house, deed, actor, application, come);
}

/** Every one of these members is in the application, and the person may change it. */
export function mayChangeMembers(actor: Actor | null, application: Application, ids: readonly string[], at: string) {
  return all(...ids.map((id) => can.changeMember(actor, application, id, application.version.call, at)));
}

export function refuseStrangers(application: Application, members: readonly { organisationId: string }[], at: (id: string) => string): void {
  const strangers = members.filter((m) => !application.memberIds.includes(m.organisationId));
  if (strangers.length > 0)
    throw new AppError(
      'invalid',
      strangers.map((m) => reason('application.notAMember', {}, { at: at(m.organisationId) })),
    );
}
