import type { TeamMember } from '#src/funding/conflicts/ports.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';

/** Who works or worked on any project, each time by itself. Codes and addresses in one spelling; places that wait for a name are nobody. */
export async function teamsOfProjects(db: Reader): Promise<TeamMember[]> {
  const { rows } = await sql<TeamMember>`
    select w.project_id as project, concat_ws(' ', p.code, p.acronym) as title, w.person_id as person, w.name, upper(w.fiscal_code) as "fiscalCode",
      lower(w.email) as email, w.from_on as "fromOn", w.until_on as "untilOn"
    from project_people w join projects p on p.id = w.project_id
    where w.name <> '' order by w.project_id, w.id`.execute(db as never);
  return rows;
}
