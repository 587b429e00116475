import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';

export type Employment = { id: string; organisationId: string | null; organisationName: string; role: string; fromOn: string | null; untilOn: string | null };
export type Publication = {
  id: string;
  title: string;
  year: number | null;
  doi: string | null;
  coauthors: string[];
  written: string;
  /** The office entered it. */ byOffice: boolean;
};
export type Absence = { id: string; fromOn: string; untilOn: string };

/** What an expert has done and with whom, as far as they have said. `employerId`: the present employer, chosen from the register. */
export type Background = { employerId: string | null; employments: Employment[]; publications: Publication[]; absences: Absence[] };

/** The backgrounds of these experts; who has no profile is left out. Four statements, whatever the number. */
export async function expertBackgrounds(db: Reader, personIds: readonly string[]): Promise<Map<string, Background>> {
  if (personIds.length === 0) return new Map();
  const ids = [...personIds];
  const experts = await db.selectFrom('experts').select(['person_id as personId', 'employer_id as employerId']).where('person_id', 'in', ids).execute();
  const employments = await db
    .selectFrom('expert_employments')
    .select([
      'person_id as personId',
      'id',
      'organisation_id as organisationId',
      'organisation_name as organisationName',
      'role',
      'from_on as fromOn',
      'until_on as untilOn',
    ])
    .where('person_id', 'in', ids)
    .orderBy('from_on', (o) => o.desc().nullsLast())
    .orderBy('organisation_name')
    .orderBy('id')
    .execute();
  const publications = await db
    .selectFrom('expert_publications')
    .select(['person_id as personId', 'id', 'title', 'year', 'doi', 'coauthors', 'written', sql<boolean>`entered_by is not null`.as('byOffice')])
    .where('person_id', 'in', ids)
    .orderBy('person_id')
    .orderBy(sql`entered_by is not null`)
    .orderBy('place')
    .execute();
  const absences = await db
    .selectFrom('expert_absences')
    .select(['person_id as personId', 'id', 'from_on as fromOn', 'until_on as untilOn'])
    .where('person_id', 'in', ids)
    .orderBy('from_on')
    .orderBy('id')
    .execute();
  const byPerson = <T extends { personId: string }>(rows: readonly T[]) => {
    const groups = Map.groupBy(rows, (r) => r.personId);
    return (personId: string): Omit<T, 'personId'>[] => (groups.get(personId) ?? []).map(({ personId: _of, ...row }) => row);
  };
  const [employmentsOf, publicationsOf, absencesOf] = [byPerson(employments), byPerson(publications), byPerson(absences)];
  return new Map(
    experts.map(({ personId, employerId }) => [
      personId,
      { employerId, employments: employmentsOf(personId), publications: publicationsOf(personId), absences: absencesOf(personId) },
    ]),
  );
}
