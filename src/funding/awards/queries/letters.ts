import type { Reader } from '#src/plumbing/database/database.ts';
import type { Standing } from '../rules/letters.ts';

/** How an earlier ranking, on which a decree was adopted, stood. */
export async function placesOfDecree(db: Reader, rankingId: string): Promise<Standing[]> {
  return db
    .selectFrom('ranking_places')
    .select(['application_id as application', 'state', 'grant_cents as grantCents'])
    .where('ranking_id', '=', rankingId)
    .execute();
}

/** What stands at the head of a letter about each application. */
export async function submittedOf(
  db: Reader,
  applicationIds: readonly string[],
): Promise<{ applicationId: string; protocol: string; acronym: string; title: string; lead: string }[]> {
  if (applicationIds.length === 0) return [];
  return db
    .selectFrom('submissions as s')
    .innerJoin('applications as a', 'a.id', 's.application_id')
    .innerJoin('organisations as o', 'o.id', 'a.lead_id')
    .select(['s.application_id as applicationId', 's.protocol', 's.acronym', 's.title', 'o.legal_name as lead'])
    .where('s.superseded_at', 'is', null)
    .where('s.application_id', 'in', applicationIds)
    .execute();
}
