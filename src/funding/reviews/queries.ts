import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import type { Given } from './rules/points.ts';

/** One review as later rooms read it. The expert is a pseudonym; names stay in this room. */
export type SubmittedReview = Given & { expert: string };

/** Every submitted review of a call by application, in the order of the pseudonyms. One statement. */
export async function submittedReviews(db: Reader, callId: string): Promise<Map<string, SubmittedReview[]>> {
  const { rows } = await sql<{ application: string; expert: string; given: { item: string; points: number }[] }>`
    select a.application_id as application, e.pseudonym as expert,
      coalesce((select json_agg(json_build_object('item', s.item, 'points', s.points) order by s.item) from review_scores s where s.assignment_id = a.id and s.points is not null), '[]') as given
    from review_assignments a
    join submissions su on su.application_id = a.application_id and su.superseded_at is null
    join call_experts e on e.call_id = su.call_id and e.person_id = a.person_id
    where su.call_id = ${callId} and a.state = 'submitted'
    order by a.application_id, length(e.pseudonym), e.pseudonym`.execute(db as never);
  const byApplication = new Map<string, SubmittedReview[]>();
  for (const { application, expert, given } of rows) {
    const review: SubmittedReview = { expert, ...apart(given) };
    byApplication.set(application, [...(byApplication.get(application) ?? []), review]);
  }
  return byApplication;
}

/** Criteria and premiums, kept side by side, told apart again. */
export function apart(given: readonly { item: string; points: number }[]): Given {
  const points: Record<string, number> = {};
  const premiums: Record<string, number> = {};
  for (const { item, points: value } of given) {
    if (item.startsWith('premium/')) premiums[item.slice('premium/'.length)] = value;
    else points[item] = value;
  }
  return { points, premiums };
}

/** How many experts each application has; who declined is not counted. */
export async function liveAssignments(db: Reader, callId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ application: string; n: number }>`
    select a.application_id as application, count(*)::int as n
    from review_assignments a join applications p on p.id = a.application_id
    where p.call_id = ${callId} and a.state <> 'declined' group by 1`.execute(db as never);
  return new Map(rows.map((r) => [r.application, r.n]));
}
