import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError } from '#src/core/errors.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import { costStamp } from '../rules/consortium.ts';
import type { MemberCostsInput } from '../schema.ts';
import { tellLapsed } from './lapsed.ts';
import { changing } from './locked.ts';
import { mayChangeMembers, memberOf, refuseStrangers } from './members.ts';

/**
 * Saves the budget of the members named; each one's costs are replaced as a whole. The lead's people write every column, a partner's their
 * own. Where the form says which costs it was drawn from, only a change of the same ones makes it stale.
 */
export function saveBudget(
  house: House,
  actor: Actor | null,
  applicationId: string,
  input: { members: readonly MemberCostsInput[]; revision: number },
): Promise<number> {
  const stamped = input.members.length > 0 && input.members.every((m) => m.seen !== undefined);
  return changing(
    house,
    actor,
    applicationId,
    'application.saveBudget',
    stamped ? null : input.revision,
    async (deed, application) => {
      refuseStrangers(application, input.members, (id) => `budget.${id}`);
      if (stamped && input.members.some((m) => m.seen !== costStamp(memberOf(application, m.organisationId))))
        throw new AppError('conflict', [reason('form.stale')]);
      await putCosts(deed, application.id, input.members);
      await tellLapsed(house, deed, application);
      return { kind: 'application.budgetSaved' };
    },
    (application, at) => {
      const own = input.members.map((m) => m.organisationId).filter((id) => application.memberIds.includes(id));
      return own.length === 0 ? can.edit(actor, application, application.version.call, at) : mayChangeMembers(actor, application, own, at);
    },
  );
}

export async function putCosts({ tx }: Deed, applicationId: string, members: readonly MemberCostsInput[]): Promise<void> {
  if (members.length === 0) return;
  await tx
    .deleteFrom('application_costs')
    .where('application_id', '=', applicationId)
    .where(
      'organisation_id',
      'in',
      members.map((m) => m.organisationId),
    )
    .execute();
  // Two lines for the same cell are one: a program may send them so.
  const cells = new Map<string, { application_id: string; organisation_id: string; category: string; research_type: string; cents: number }>();
  for (const m of members) {
    for (const c of m.costs) {
      const key = `${m.organisationId}/${c.category}/${c.researchType}`;
      cells.set(key, {
        application_id: applicationId,
        organisation_id: m.organisationId,
        category: c.category,
        research_type: c.researchType,
        cents: (cells.get(key)?.cents ?? 0) + c.cents,
      });
    }
  }
  if (cells.size > 0)
    await tx
      .insertInto('application_costs')
      .values([...cells.values()])
      .execute();
}
