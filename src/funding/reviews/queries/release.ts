import type { Reader } from '#src/plumbing/database/database.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import { sql } from 'kysely';

/** What an expert has in hand and has handed in under a call. @param only of these proposals; null for all */
export async function workOf(db: Reader, callId: string, personId: string, only: readonly string[] | null): Promise<{ open: number; submitted: number }> {
  const { rows } = await sql<{ open: number; submitted: number }>`
    select count(*) filter (where r.state = 'assigned')::int as open, count(*) filter (where r.state = 'submitted')::int as submitted
    from review_assignments r join applications a on a.id = r.application_id
    where a.call_id = ${callId} and r.person_id = ${personId} ${only === null ? sql`` : sql`and r.application_id = any(${array.uuid(only)}::uuid[])`}`.execute(
    db as never,
  );
  return rows[0]!;
}

/** The reviews that an expert's release took back. */
export async function freedBy(db: Reader, callId: string, personId: string): Promise<{ review: string; applicationId: string }[]> {
  const { rows } = await sql<{ review: string; applicationId: string }>`
    select r.id as review, r.application_id as "applicationId"
    from review_assignments r join applications a on a.id = r.application_id
    join call_experts e on e.call_id = a.call_id and e.person_id = r.person_id
    where a.call_id = ${callId} and r.person_id = ${personId} and r.state = 'declined' and r.updated_at = e.ended_at order by a.acronym, r.id`.execute(
    db as never,
  );
  return rows;
}
