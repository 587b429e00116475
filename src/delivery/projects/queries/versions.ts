import type { Reader } from '#src/plumbing/database/database.ts';
import type { Plan } from '../rules/plan.ts';

export type VersionLine = { number: number; sha256: string; madeAt: string; madeBy: string | null; cause: string };

/** Every version of a project, the newest first. */
export const versionsOf = (db: Reader, projectId: string): Promise<VersionLine[]> =>
  db
    .selectFrom('project_versions as v')
    .leftJoin('people as p', 'p.id', 'v.made_by')
    .select(['v.number', 'v.sha256', 'v.made_at as madeAt', 'p.name as madeBy', 'v.cause'])
    .where('v.project_id', '=', projectId)
    .orderBy('v.number', 'desc')
    .execute();

/** The plan of one version. */
export async function planById(db: Reader, projectId: string, number: number): Promise<Plan | undefined> {
  const row = await db.selectFrom('project_versions').select('content').where('project_id', '=', projectId).where('number', '=', number).executeTakeFirst();
  return row ? (JSON.parse(row.content) as Plan) : undefined;
}
