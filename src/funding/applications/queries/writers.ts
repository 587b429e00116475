import type { Locale } from '#src/core/words.ts';
import type { Reader, Tx } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';

export type Writer = { applicationId: string; title: string; email: string; locale: Locale };

/** Whoever may write one of the drafts of a call: the people of its members, and the persons invited to write. Each once for each draft. */
export async function writersOfDrafts(db: Reader, callId: string): Promise<Writer[]> {
  const { rows } = await sql<Writer>`
    select a.id as "applicationId", a.title, p.email, p.locale
    from applications a
    join lateral (
      select op.person_id from application_members m join organisation_people op on op.organisation_id = m.organisation_id where m.application_id = a.id
      union
      select ap.person_id from application_people ap where ap.application_id = a.id and ap.access = 'editor') w on true
    join people p on p.id = w.person_id
    where a.call_id = ${callId} and a.state = 'draft'
    order by a.id, p.email`.execute(db as Tx);
  return rows;
}
