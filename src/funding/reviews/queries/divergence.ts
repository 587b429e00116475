import type { Locale } from '#src/core/words.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';

export type Responsible = { personId: string; name: string; email: string; locale: Locale };

/** Who holds this role for the call and has nothing to do with the proposal: nobody else is told anything of it. */
export async function responsibleFor(db: Reader, callId: string, applicationId: string, role: 'office' | 'chair'): Promise<Responsible[]> {
  const { rows } = await sql<Responsible>`
    select p.id as "personId", p.name, p.email, p.locale from people p
    where exists (select from role_grants g where g.person_id = p.id and g.role = ${role} and g.revoked_at is null and (g.scope is null or g.scope = ${callId}))
      and not exists (select from conflicts c where c.application_id = ${applicationId} and c.person_id = p.id)
      and not exists (select from submissions s join submission_members m on m.submission_id = s.id
        join organisation_people op on op.organisation_id = m.organisation_id where s.application_id = ${applicationId} and s.superseded_at is null and op.person_id = p.id)
    order by p.id`.execute(db as never);
  return rows;
}
