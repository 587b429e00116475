import { canonical, sha256 } from '#src/core/canonical.ts';
import type { Deed } from '#src/plumbing/house.ts';
import { lastDay, type Due, type Plan } from '../rules/plan.ts';

type By = { at: string; by: string | null; cause: string };

/** Keeps a plan as the next version of its project. */
export async function keepVersion(tx: Deed['tx'], projectId: string, number: number, plan: Plan, { at, by, cause }: By): Promise<string> {
  const content = canonical(plan);
  const hash = sha256(content);
  await tx.insertInto('project_versions').values({ project_id: projectId, number, content, sha256: hash, made_at: at, made_by: by, cause }).execute();
  return hash;
}

/** Writes the budget and the members of a plan over those that there are; who left keeps its row, with what it keeps. */
export async function writeMoney(tx: Deed['tx'], projectId: string, plan: Plan, joinedOn: string): Promise<void> {
  await tx.deleteFrom('project_budget').where('project_id', '=', projectId).execute();
  for (const m of plan.former ?? [])
    await tx
      .updateTable('project_members')
      .set({ role: m.role, left_on: m.leftOn, eligible_cents: m.eligibleCents, aid_cents: Math.min(m.aidCents, m.eligibleCents) })
      .where('project_id', '=', projectId)
      .where('organisation_id', '=', m.id)
      .execute();
  await tx
    .insertInto('project_members')
    .values(
      plan.members.map((m) => ({
        project_id: projectId,
        organisation_id: m.id,
        role: m.role,
        kind: m.kind,
        ownership: m.ownership,
        size_class: m.size,
        region: m.region,
        eligible_cents: m.eligibleCents,
        aid_cents: Math.min(m.aidCents, m.eligibleCents),
        joined_on: joinedOn,
        left_on: null,
      })),
    )
    .onConflict((c) =>
      c.columns(['project_id', 'organisation_id']).doUpdateSet((eb) => ({
        role: eb.ref('excluded.role'),
        eligible_cents: eb.ref('excluded.eligible_cents'),
        aid_cents: eb.ref('excluded.aid_cents'),
        left_on: null,
      })),
    )
    .execute();
  const cells = plan.budget.filter((b) => b.cents > 0);
  if (cells.length > 0)
    await tx
      .insertInto('project_budget')
      .values(
        cells.map((b) => ({ project_id: projectId, organisation_id: b.organisation, category: b.category, research_type: b.researchType, cents: b.cents })),
      )
      .execute();
}

/** Writes the work packages, deliverables and milestones of a plan; what is met stays met. */
export async function writeWork(tx: Deed['tx'], projectId: string, plan: Plan): Promise<void> {
  const ids = (list: readonly { id: string }[]) => (list.length > 0 ? list.map((d) => d.id) : ['']);
  await tx.deleteFrom('project_work_packages').where('project_id', '=', projectId).where('id', 'not in', ids(plan.workPackages)).execute();
  for (const [i, w] of plan.workPackages.entries()) {
    const values = {
      project_id: projectId,
      id: w.id,
      position: i + 1,
      title: w.title,
      leader_id: w.leader,
      from_month: w.from,
      until_month: w.until,
      person_months: w.personMonths === null ? null : String(w.personMonths),
      description: w.description,
    };
    await tx
      .insertInto('project_work_packages')
      .values(values)
      .onConflict((c) => c.columns(['project_id', 'id']).doUpdateSet(values))
      .execute();
  }
  const row = (d: Due, i: number) => ({ project_id: projectId, id: d.id, position: i + 1, title: d.title, work_package: d.workPackage, month: d.month });
  await tx.deleteFrom('project_deliverables').where('project_id', '=', projectId).where('id', 'not in', ids(plan.deliverables)).execute();
  await tx.deleteFrom('project_milestones').where('project_id', '=', projectId).where('id', 'not in', ids(plan.milestones)).execute();
  for (const [i, d] of plan.deliverables.entries())
    await tx
      .insertInto('project_deliverables')
      .values({ ...row(d, i), kind: d.note })
      .onConflict((c) => c.columns(['project_id', 'id']).doUpdateSet({ ...row(d, i), kind: d.note }))
      .execute();
  for (const [i, d] of plan.milestones.entries())
    await tx
      .insertInto('project_milestones')
      .values({ ...row(d, i), proof: d.note })
      .onConflict((c) => c.columns(['project_id', 'id']).doUpdateSet({ ...row(d, i), proof: d.note }))
      .execute();
}

/** What the row of a project says of its plan. */
export const termsOf = (plan: Plan) => ({
  acronym: plan.acronym,
  title: plan.title,
  starts_on: plan.startsOn,
  ends_on: lastDay(plan.startsOn, plan.durationMonths),
});
