import { array } from '#src/plumbing/database/arrays.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql, type RawBuilder } from 'kysely';
import type { Given } from './rules/points.ts';

/** One review as later rooms read it. The expert is a pseudonym; names stay in this room, but for `reviewerNames`. */
export type SubmittedReview = Given & { expert: string };

/** The same with what was written: motivations by item, as they are kept. */
export type WrittenReview = SubmittedReview & { summary: string; motivations: Record<string, string> };

/** Every submitted review of a call, or of these applications of it, by application, in the order of the pseudonyms. One statement. */
export async function submittedReviews(db: Reader, callId: string, only?: readonly string[]): Promise<Map<string, SubmittedReview[]>> {
  const item = sql`json_build_object('item', s.item, 'points', s.points)`;
  return byApplication(await reviewRows<Scored>(db, callId, { item, ...(only && { only }) }), ({ expert, given }) => ({ expert, ...apart(given) }));
}

/** The submitted reviews of these applications of a call, with their texts. One statement. */
export async function writtenReviews(db: Reader, callId: string, applicationIds: readonly string[]): Promise<Map<string, WrittenReview[]>> {
  const item = sql`json_build_object('item', s.item, 'points', s.points, 'motivation', s.motivation)`;
  const rows = await reviewRows<Scored & { motivation: string }>(db, callId, { item, only: applicationIds });
  return byApplication(rows, ({ expert, summary, given }) => ({
    expert,
    ...apart(given),
    summary,
    motivations: Object.fromEntries(given.filter((g) => g.motivation !== '').map((g) => [g.item, g.motivation])),
  }));
}

type Scored = { item: string; points: number };
type ReviewRow<T> = { application: string; expert: string; summary: string; given: T[] };

async function reviewRows<T>(db: Reader, callId: string, { item, only }: { item: RawBuilder<unknown>; only?: readonly string[] }): Promise<ReviewRow<T>[]> {
  const { rows } = await sql<ReviewRow<T>>`
    select a.application_id as application, e.pseudonym as expert, ${only ? sql`a.summary` : sql`''`} as summary,
      coalesce((select json_agg(${item} order by s.item) from review_scores s where s.assignment_id = a.id and s.points is not null), '[]') as given
    from review_assignments a
    join submissions su on su.application_id = a.application_id and su.superseded_at is null
    join call_experts e on e.call_id = su.call_id and e.person_id = a.person_id
    where su.call_id = ${callId} and a.state = 'submitted' ${only ? sql`and a.application_id = any(${array.uuid(only)}::uuid[])` : sql``}
    order by a.application_id, length(e.pseudonym), e.pseudonym`.execute(db as never);
  return rows;
}

const byApplication = <T, R>(rows: readonly ReviewRow<T>[], reviewOf: (row: ReviewRow<T>) => R): Map<string, R[]> =>
  new Map([...Map.groupBy(rows, (r) => r.application)].map(([application, of]) => [application, of.map(reviewOf)]));

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

/** Who handed in a review of an application, for whom `can.learnNames` lets know. In the order of the names, so that it tells nothing of pseudonyms. */
export async function reviewerNames(db: Reader, applicationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('review_assignments as r')
    .innerJoin('people as p', 'p.id', 'r.person_id')
    .select('p.name')
    .where('r.application_id', '=', applicationId)
    .where('r.state', '=', 'submitted')
    .orderBy('p.name')
    .execute();
  return rows.map((r) => r.name);
}
