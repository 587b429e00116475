import { notFound } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { concerns } from '#src/funding/conflicts/queries.ts';
import { afterScreening } from '#src/funding/screening/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { showDate } from '#src/core/time.ts';
import { sql, type RawBuilder } from 'kysely';
import { reviewWords } from '../copy/reviews.ts';
import { watchWords } from '../copy/watch.ts';
import type { WatchedReview } from '../policy.ts';
import { itemsOf } from '../rules/review.ts';
import { reviewStates, terms, type ReviewState, type Term } from '../states.ts';

export type WatchRow = {
  id: string;
  protocol: string;
  acronym: string;
  expert: string;
  name: string;
  state: ReviewState;
  term: Term;
  dueAt: Instant | null;
  daysLate: number | null;
  filled: number;
  assignedAt: Instant;
  remindedAt: Instant | null;
};

const day = (key: 'dueAt' | 'assignedAt' | 'remindedAt') => (row: WatchRow, locale: 'it' | 'en') => (row[key] ? showDate(row[key], locale) : '');

export const watchSpec: ListSpec<WatchRow> = {
  columns: [
    { key: 'expert', label: watchWords.expert, searched: true },
    { key: 'name', label: watchWords.name, searched: true, filter: { kind: 'text' } },
    { key: 'protocol', label: watchWords.protocol, searched: true },
    { key: 'acronym', label: watchWords.acronym, searched: true },
    { key: 'state', label: watchWords.state, filter: { kind: 'choice', options: reviewStates.map((value) => ({ value, label: watchWords[value] })) } },
    { key: 'term', label: watchWords.term, filter: { kind: 'choice', options: terms.map((value) => ({ value, label: watchWords[`term_${value}`] })) } },
    { key: 'dueAt', label: reviewWords.dueAt, csv: day('dueAt') },
    { key: 'daysLate', label: watchWords.daysLate, numeric: true },
    { key: 'filled', label: watchWords.filled, numeric: true },
    { key: 'assignedAt', label: reviewWords.assignedAt, csv: day('assignedAt') },
    { key: 'remindedAt', label: watchWords.remindedAt, csv: day('remindedAt') },
  ],
  order: 'dueAt',
  key: 'id',
};

type Watching = { evaluation: Call['evaluation']; now: Instant; viewer: { id: string; organisationIds: readonly string[] } };

/** SQL for the days, in Rome, between the end of a term and now. */
const lateness = (now: Instant) => sql`((${now}::timestamptz at time zone 'Europe/Rome')::date - (r.due_at at time zone 'Europe/Rome')::date)`;

/** Every review of a call with its term, who has it, and how much of it is filled in. What this person has something to do with is not there. */
export function watchList(callId: string, { evaluation, now, viewer }: Watching): RawBuilder<WatchRow> {
  const items = itemsOf(evaluation).map((i) => i.item);
  return sql<WatchRow>`
    select r.id, s.protocol, a.acronym, e.pseudonym as expert, p.name, r.state,
      case when r.state <> 'assigned' or r.due_at is null then 'none' when r.due_at < ${now} then 'late' when ${lateness(now)} >= -7 then 'soon' else 'running' end as term,
      r.due_at as "dueAt",
      case when r.state = 'assigned' and r.due_at < ${now} then ${lateness(now)} end as "daysLate",
      (select round(100.0 * count(*) filter (where sc.points is not null) / ${items.length})::int from review_scores sc
        where sc.assignment_id = r.id and sc.item in (${sql.join(items)})) as filled,
      r.assigned_at as "assignedAt", r.reminded_at as "remindedAt"
    from review_assignments r
    join submissions s on s.application_id = r.application_id and s.superseded_at is null
    join applications a on a.id = r.application_id
    join people p on p.id = r.person_id
    join call_experts e on e.call_id = s.call_id and e.person_id = r.person_id
    where s.call_id = ${callId} and not ${concerns(viewer)}`;
}

export type LateCounts = { open: number; late: number; soon: number };

/** How many reviews are open, late, and due within a week, as this person may know. */
export async function lateCounts(db: Reader, callId: string, watching: Watching): Promise<LateCounts> {
  const { rows } = await sql<LateCounts>`
    select count(*) filter (where w.state = 'assigned')::int as open, count(*) filter (where w.term = 'late')::int as late, count(*) filter (where w.term = 'soon')::int as soon
    from (${watchList(callId, watching)}) w`.execute(db as never);
  return rows[0]!;
}

export type Watched = WatchedReview & {
  id: string;
  personId: string;
  applicationId: string;
  protocol: string;
  acronym: string;
  expert: string;
  name: string;
  email: string;
  locale: 'it' | 'en';
  assignedAt: Instant;
  dueAt: Instant | null;
  updatedAt: Instant;
  submittedAt: Instant | null;
  remindedAt: Instant | null;
  refusal: { kind: string; text: string; by: string | null } | null;
  /** The expert has said, or is known, to have a conflict: nobody reminds them. */
  conflicted: boolean;
};

/** These reviews of a call, in the order of experts; those of another call are not among them. Two statements. */
export async function watchedReviews(db: Reader, callId: string, ids: readonly string[], viewer: Watching['viewer'] | null): Promise<Watched[]> {
  if (ids.length === 0) return [];
  const tied = viewer === null ? sql<boolean>`true` : sql<boolean>`${concerns(viewer)}`;
  const { rows } = await sql<Omit<Watched, 'ranked' | 'callId' | 'refusal'> & { kind: string | null; text: string; by: string | null }>`
    select r.id, r.person_id as "personId", r.application_id as "applicationId", s.protocol, a.acronym, e.pseudonym as expert, p.name, p.email, p.locale, r.state,
      r.assigned_at as "assignedAt", r.due_at as "dueAt", r.updated_at as "updatedAt", r.submitted_at as "submittedAt", r.reminded_at as "remindedAt",
      r.refusal_kind as kind, r.refusal as text, b.name as by, ${tied} as tied,
      exists (select 1 from conflicts c where c.application_id = r.application_id and c.person_id = r.person_id) as conflicted
    from review_assignments r
    join submissions s on s.application_id = r.application_id and s.superseded_at is null
    join applications a on a.id = r.application_id
    join people p on p.id = r.person_id
    join call_experts e on e.call_id = s.call_id and e.person_id = r.person_id
    left join people b on b.id = r.ended_by
    where s.call_id = ${callId} and r.id in (${sql.join(ids)}) order by length(e.pseudonym), e.pseudonym, s.protocol`.execute(db as never);
  const { ranked } = await afterScreening(db, callId, []);
  return rows.map(({ kind, text, by, ...row }) => ({ ...row, callId, ranked, refusal: kind === null ? null : { kind, text, by } }));
}

export async function watchedReview(db: Reader, callId: string, id: string, viewer: Watching['viewer'] | null): Promise<Watched> {
  const [review] = await watchedReviews(db, callId, [id], viewer);
  if (!review) throw notFound();
  return review;
}
