import { addDays, type CalendarDate } from '#src/core/time.ts';
import { isUuid } from '#src/funding/applications/schema.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import { peopleOf, type ProjectFile } from '../queries.ts';
import { chosenIn, partnerChange, type Chosen, type Facts, type PartnerChange } from '../rules/partners.ts';
import type { Plan, PlanMember } from '../rules/plan.ts';

/** The organisation that would join, as a member: as the register knows it, working where the form says; in the place of who leaves, with its staff. */
async function joiner(db: Reader, project: ProjectFile, plan: Plan, it: Chosen): Promise<PlanMember | null> {
  const there = [...plan.members, ...(plan.former ?? [])].find((m) => m.id === it.joining);
  if (there) return there;
  const row = isUuid(it.joining) ? await db.selectFrom('organisations').selectAll().where('id', '=', it.joining).executeTakeFirst() : undefined;
  if (!row) return null;
  const founder = await db
    .selectFrom('founding_partners')
    .select('organisation_id')
    .where('organisation_id', '=', row.id)
    .where('programme_id', '=', project.call.programme)
    .executeTakeFirst();
  return {
    id: row.id,
    name: row.legal_name,
    role: 'partner',
    kind: row.kind as PlanMember['kind'],
    ownership: row.ownership as PlanMember['ownership'],
    size: row.size_class as PlanMember['size'],
    region: it.region || (row.region ?? ''),
    inPartnership: founder !== undefined,
    staff: plan.members.find((m) => m.id === it.leaving)?.staff ?? { women: 0, men: 0, under40: 0, newHires: 0 },
    eligibleCents: 0,
    aidCents: 0,
  };
}

export type Partners = Facts & { team: { id: string; name: string; organisation: string }[] };

/** What a change of partners is looked at with: who would join, what was reported, whose time on the project goes on past its day. */
export async function partnersFor({ db, ports }: Pick<House, 'db' | 'ports'>, project: ProjectFile, plan: Plan, it: Chosen): Promise<Partners> {
  const people = await peopleOf(db, project.id);
  return {
    joining: await joiner(db, project, plan, it),
    reported: await ports.reportedOf(db, project.id),
    leadMoney: await ports.leadMoneyOf(db, project.id),
    team: people.filter((p) => p.untilOn === null || p.untilOn >= it.from).map((p) => ({ id: p.id, name: p.name, organisation: p.organisationId })),
  };
}

export const partnerChangeFor = async (house: Pick<House, 'db' | 'ports'>, project: ProjectFile, plan: Plan, raw: Record<string, unknown>) =>
  partnerChange(project.call, plan, raw, await partnersFor(house, project, plan, chosenIn(raw)));

/** The people of who leaves: their time ends the day before; those whom another partner takes over go on there from that day on. */
export async function handOverTeam(tx: Deed['tx'], projectId: string, { leaving, from, team }: PartnerChange): Promise<void> {
  if (leaving === null) return;
  const rows = await tx.selectFrom('project_people').selectAll().where('project_id', '=', projectId).where('organisation_id', '=', leaving).execute();
  const last: CalendarDate = addDays(from, -1);
  for (const row of rows) {
    if (row.until_on !== null && row.until_on < from) continue;
    const takenBy = team.find((p) => p.id === row.id)?.takenBy ?? null;
    // Who had not begun has nothing to leave behind.
    if (row.from_on >= from && takenBy !== null) {
      await tx.updateTable('project_people').set({ organisation_id: takenBy }).where('id', '=', row.id).execute();
      continue;
    }
    await tx
      .updateTable('project_people')
      .set({ until_on: row.from_on > last ? row.from_on : last })
      .where('id', '=', row.id)
      .execute();
    if (takenBy === null) continue;
    const { id: _id, ...same } = row;
    await tx
      .insertInto('project_people')
      .values({ ...same, organisation_id: takenBy, from_on: from, hour_cents: null })
      .execute();
  }
}
