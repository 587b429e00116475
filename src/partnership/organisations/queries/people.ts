import type { Addressee } from '#src/partnership/identity/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';

/** Those who act for any of these organisations, each once. */
export async function peopleActingFor(db: Reader, organisationIds: readonly string[]): Promise<Addressee[]> {
  if (organisationIds.length === 0) return [];
  const rows = await db
    .selectFrom('organisation_people as o')
    .innerJoin('people as p', 'p.id', 'o.person_id')
    .select(['p.id as personId', 'p.email', 'p.name', 'p.locale'])
    .distinct()
    .where('o.organisation_id', 'in', [...organisationIds])
    .orderBy('p.id')
    .execute();
  return rows as Addressee[];
}
