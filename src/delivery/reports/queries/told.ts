import type { DueSaid } from '#src/delivery/projects/ports.ts';
import type { Reported } from '#src/delivery/projects/rules/partners.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import { sql } from 'kysely';

/** What was reported of a project. Accepted cost is what the books took; pending are lines of reports that are being written or checked, less what was cut. */
export async function reportedOf(db: Reader, projectId: string): Promise<Reported> {
  const { rows } = await sql<Reported['costs'][number]>`
    select organisation_id as organisation, category, sum(accepted)::bigint as "acceptedCents", sum(pending)::bigint as "pendingCents" from (
      select x.organisation_id, x.category, x.accepted_cents as accepted, 0 as pending from report_results x join reports r on r.id = x.report_id
        where r.project_id = ${projectId}::uuid and r.state = 'accepted'
      union all
      select l.organisation_id, l.category, 0, l.cents - l.cut_cents from report_lines l join reports r on r.id = l.report_id
        where r.project_id = ${projectId}::uuid and r.state <> 'accepted') t
    group by 1, 2 order by 1, 2`.execute(db as never);
  const last = await db
    .selectFrom('reports')
    .select(['number', 'until_on as until'])
    .where('project_id', '=', projectId)
    .where('state', 'in', ['submitted', 'accepted'])
    .orderBy('until_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { costs: rows, last: last ?? null };
}

/** The last word of the reports on each deliverable and milestone of these projects that they speak of. */
export async function saidOfDues(db: Reader, projectIds: readonly string[]): Promise<DueSaid[]> {
  const { rows } = await sql<DueSaid>`
    select distinct on (r.project_id, x.kind, x.due_id) r.project_id as "projectId", x.kind as of, x.due_id as id, x.new_on as "newOn", x.outcome, x.reason as why
    from report_dues x join reports r on r.id = x.report_id where r.project_id = any(${array.uuid(projectIds)}::uuid[])
    order by r.project_id, x.kind, x.due_id, r.number desc`.execute(db as never);
  return rows;
}
