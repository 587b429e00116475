import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import type { Reported } from '../rules/partners.ts';

/**
 * What was reported of a project, as figures: a later room writes them, and a change of partners has to know what stays with whom. Accepted cost less
 * nothing; as pending, lines of reports that are being written or checked, less what was cut.
 */
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
