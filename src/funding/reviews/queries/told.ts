import { concerns } from '#src/funding/conflicts/queries.ts';
import type { ReviewsCounted } from '#src/funding/experts/ports.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql, type RawBuilder } from 'kysely';

/** SQL for: how many reviews an expert has, as far as the viewer may know. */
export function reviewsCounted({ person, call, states, viewer }: ReviewsCounted): RawBuilder<number> {
  return sql<number>`(select count(*)::int from review_assignments r join submissions s on s.application_id = r.application_id and s.superseded_at is null
    where r.person_id = ${person} and r.state in (${sql.join(states)})
      ${call ? sql`and s.call_id = ${call}` : sql``} ${viewer ? sql`and not ${concerns(viewer)}` : sql``})`;
}

export async function reviewsTaken(db: Reader, callId: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; taken: number }>`
    select r.application_id as id, count(*)::int as taken from review_assignments r join applications a on a.id = r.application_id
    where a.call_id = ${callId} and r.state <> 'declined' group by 1`.execute(db as never);
  return new Map(rows.map((r) => [r.id, r.taken]));
}

export async function reviewsInHand(db: Reader, people: readonly string[]): Promise<{ applicationId: string; personId: string }[]> {
  const { rows } = await sql<{ applicationId: string; personId: string }>`
    select application_id as "applicationId", person_id as "personId" from review_assignments
    where state = 'assigned' and person_id = any(${array.uuid(people)}::uuid[]) order by id`.execute(db as never);
  return rows;
}

export async function hadReviews(db: Reader, callId: string, personId: string): Promise<boolean> {
  const { rows } = await sql<{ had: boolean }>`
    select exists (select from review_assignments r join applications a on a.id = r.application_id where a.call_id = ${callId} and r.person_id = ${personId}) as had`.execute(
    db as never,
  );
  return rows[0]!.had;
}
