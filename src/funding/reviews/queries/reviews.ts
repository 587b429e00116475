import { notFound } from '#src/core/errors.ts';
import { showDate, type Instant } from '#src/core/time.ts';
import type { CurrentSubmission } from '#src/funding/applications/queries.ts';
import { currentVersion, type CallVersion } from '#src/funding/calls/queries.ts';
import type { Snapshot } from '#src/funding/applications/snapshot.ts';
import { afterScreening, repairedDocuments } from '#src/funding/screening/queries.ts';
import type { RepairedDocument } from '#src/funding/screening/rules.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import { reviewWords } from '../copy/reviews.ts';
import type { OwnReview } from '../policy.ts';
import { SUMMARY, type Stored } from '../rules/fields.ts';
import type { Entry } from '../rules/review.ts';
import { proposalSeen, type Blinding, type ProposalSeen } from '../rules/seen.ts';
import type { ReviewState } from '../states.ts';

export type MyReviewRow = {
  id: string;
  acronym: string;
  call: string;
  /** Null where the expert is not to know. */
  lead: string | null;
  state: Exclude<ReviewState, 'declined'>;
  started: 'yes' | 'no';
  /** Percent of what is to be filled in. */
  filled: number;
  dueAt: Instant | null;
  assignedAt: Instant;
  submittedAt: Instant | null;
};

export const myReviewsSpec: ListSpec<MyReviewRow> = {
  columns: [
    { key: 'acronym', label: reviewWords.acronym, searched: true },
    { key: 'call', label: reviewWords.call, filter: { kind: 'text' } },
    { key: 'lead', label: reviewWords.lead, searched: true },
    {
      key: 'state',
      label: reviewWords.state,
      filter: { kind: 'choice', options: (['assigned', 'submitted'] as const).map((value) => ({ value, label: reviewWords[value] })) },
    },
    {
      key: 'started',
      label: reviewWords.started,
      filter: { kind: 'choice', options: (['yes', 'no'] as const).map((value) => ({ value, label: reviewWords[`started_${value}`] })) },
    },
    { key: 'filled', label: reviewWords.filled, numeric: true },
    { key: 'dueAt', label: reviewWords.dueAt, csv: (row, locale) => (row.dueAt ? showDate(row.dueAt, locale) : '') },
    { key: 'assignedAt', label: reviewWords.assignedAt },
    { key: 'submittedAt', label: reviewWords.submittedAt },
  ],
  order: 'dueAt',
  key: 'id',
};

/** SQL for: the experts of the call of this version are not to know who proposes. */
const blind = sql<boolean>`(v.definition #>> '{evaluation,blind}' = 'double' and not exists (select 1 from blind_reveals b where b.call_id = a.call_id))`;

/** What one expert has to review and has reviewed. What was given back is not there, nor is anyone else's. */
export function myReviews(db: Reader, personId: string): SelectQueryBuilder<never, never, MyReviewRow> {
  return db
    .selectFrom('review_assignments as r')
    .innerJoin('applications as a', 'a.id', 'r.application_id')
    .innerJoin('submissions as s', (on) => on.onRef('s.application_id', '=', 'a.id').on('s.superseded_at', 'is', null))
    .innerJoin('organisations as o', 'o.id', 'a.lead_id')
    .innerJoin('call_versions as v', (on) =>
      on.onRef('v.call_id', '=', 'a.call_id').on('v.number', '=', (eb) =>
        eb
          .selectFrom('call_versions as w')
          .select((e) => e.fn.max('w.number').as('n'))
          .whereRef('w.call_id', '=', 'a.call_id'),
      ),
    )
    .where('r.person_id', '=', personId)
    .where('r.state', '<>', 'declined')
    .select([
      'r.id',
      sql<string>`case when ${blind} and not coalesce((v.definition #>> '{evaluation,named,acronym}')::boolean, false) then 'P-' || a.blind_code else a.acronym end`.as(
        'acronym',
      ),
      sql<string | null>`case when ${blind} then null else o.legal_name end`.as('lead'),
      'r.state',
      'r.assigned_at as assignedAt',
      'r.submitted_at as submittedAt',
      'r.due_at as dueAt',
      sql<string>`v.definition->>'officialCode'`.as('call'),
      sql<number>`(select round(100.0 * count(sc.points) / greatest(1, jsonb_array_length(v.definition #> '{evaluation,criteria}')
        + jsonb_array_length(jsonb_path_query_array(v.definition, '$.evaluation.premiums[*] ? (@.kind == "judged")'))))::int
        from review_scores sc where sc.assignment_id = r.id)`.as('filled'),
      sql<'yes' | 'no'>`case when r.revision > 1 then 'yes' else 'no' end`.as('started'),
    ]) as never;
}

/** One review with what it is about. `version` is the call in force: all proposals are judged by one grid. */
export type ReviewShown = OwnReview & {
  id: string;
  revision: number;
  entry: Entry;
  /** The revision in which each field was last changed. */
  versions: Record<string, number>;
  dueAt: Instant | null;
  updatedAt: Instant;
  /** The documents that this expert has marked as read. */
  seen: string[];
  submittedAt: Instant | null;
  submissionKey: string | null;
  pseudonym: string;
  /** For the house itself; what the expert sees of it is `proposalOf`. */
  submission: CurrentSubmission;
  /** What came back after a request for repair. */
  repaired: RepairedDocument[];
  version: CallVersion;
  blinding: Blinding;
};

/** A review as its expert gets it: the proposal only as they may see it. */
export type ReviewSeen = Omit<ReviewShown, 'submission' | 'repaired' | 'blinding'> & { proposal: ProposalSeen };

export const proposalOf = ({ version, submission, repaired, blinding }: Pick<ReviewShown, 'version' | 'submission' | 'repaired' | 'blinding'>): ProposalSeen =>
  proposalSeen(version.call, submission, repaired, blinding);

export function seenByExpert(review: ReviewShown): ReviewSeen {
  const { submission: _submission, repaired: _repaired, blinding: _blinding, ...rest } = review;
  return { ...rest, proposal: proposalOf(review) };
}

/** Everything about one assignment; not found when there is none with this id. Whether the asker may see it is the policy's. */
export async function reviewById(db: Reader, id: string): Promise<ReviewShown> {
  const row = await db
    .selectFrom('review_assignments as r')
    .innerJoin('submissions as s', (on) => on.onRef('s.application_id', '=', 'r.application_id').on('s.superseded_at', 'is', null))
    .innerJoin('frozen_texts as f', 'f.sha256', 's.sha256')
    .innerJoin('applications as a', 'a.id', 's.application_id')
    .innerJoin('call_experts as e', (on) => on.onRef('e.call_id', '=', 's.call_id').onRef('e.person_id', '=', 'r.person_id'))
    .leftJoin('screening_decisions as d', (on) => on.onRef('d.submission_id', '=', 's.id').on('d.superseded_at', 'is', null))
    .select([
      'r.id',
      'r.person_id as personId',
      'r.state',
      'r.revision',
      'r.summary',
      'r.summary_revision as summaryRevision',
      'r.due_at as dueAt',
      'r.updated_at as updatedAt',
      'r.submitted_at as reviewedAt',
      'r.submission_key as submissionKey',
      'e.pseudonym',
      'd.outcome',
      'a.blind_code as code',
      sql<boolean>`exists (select 1 from blind_reveals b where b.call_id = s.call_id)`.as('revealed'),
      sql<boolean>`exists (select 1 from conflicts c where c.application_id = r.application_id and c.person_id = r.person_id)`.as('conflicted'),
      's.id as submissionId',
      's.application_id as applicationId',
      's.call_id as callId',
      's.call_version_id as callVersionId',
      's.protocol',
      's.submitted_at as submittedAt',
      's.sha256',
      'f.text as snapshot',
    ])
    .where('r.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound();
  const version = (await currentVersion(db, row.callId))!;
  const { ranked } = await afterScreening(db, row.callId, []);
  const { submissionId, applicationId, callId, callVersionId, protocol, submittedAt, sha256 } = row;
  return {
    id: row.id,
    personId: row.personId,
    state: row.state,
    revision: row.revision,
    submittedAt: row.reviewedAt,
    submissionKey: row.submissionKey,
    pseudonym: row.pseudonym,
    admitted: row.outcome === 'admitted',
    conflicted: row.conflicted,
    ranked,
    version,
    blinding: { code: row.code, revealed: row.revealed },
    ...(await entryOf(db, row.id, row)),
    dueAt: row.dueAt,
    updatedAt: row.updatedAt,
    seen: (await db.selectFrom('review_documents_seen').select('sha256').where('assignment_id', '=', id).execute()).map((d) => d.sha256),
    repaired: await repairedDocuments(db, applicationId),
    submission: { submissionId, applicationId, callId, callVersionId, protocol, submittedAt, sha256, snapshot: JSON.parse(row.snapshot) as Snapshot },
  };
}

/** What has been written in a review so far, and when each field was. */
async function entryOf(db: Reader, id: string, { summary, summaryRevision }: { summary: string; summaryRevision: number }): Promise<Stored> {
  const rows = await db.selectFrom('review_scores').select(['item', 'typed', 'motivation', 'revision']).where('assignment_id', '=', id).execute();
  return {
    entry: { items: Object.fromEntries(rows.map(({ item, typed, motivation }) => [item, { typed, motivation }])), summary },
    versions: { ...Object.fromEntries(rows.map((r) => [r.item, r.revision])), [SUMMARY]: summaryRevision },
  };
}

/** How much of their work an expert has done. */
export async function myProgress(db: Reader, personId: string): Promise<{ submitted: number; of: number }> {
  const { rows } = await sql<{ submitted: number; of: number }>`
    select count(*) filter (where state = 'submitted')::int as submitted, count(*)::int as of from review_assignments where person_id = ${personId} and state <> 'declined'`.execute(
    db as never,
  );
  return rows[0]!;
}

export type AssignedReview = { id: string; applicationId: string; personId: string; pseudonym: string; state: ReviewState };

/** Every assignment of a call that stands, by proposal. For scripts and seeds; never for an expert. */
export async function assignmentsOf(db: Reader, callId: string): Promise<AssignedReview[]> {
  return db
    .selectFrom('review_assignments as r')
    .innerJoin('applications as a', 'a.id', 'r.application_id')
    .innerJoin('call_experts as e', (on) => on.onRef('e.call_id', '=', 'a.call_id').onRef('e.person_id', '=', 'r.person_id'))
    .select(['r.id', 'r.application_id as applicationId', 'r.person_id as personId', 'e.pseudonym', 'r.state'])
    .where('a.call_id', '=', callId)
    .where('r.state', '<>', 'declined')
    .orderBy('r.application_id')
    .orderBy(sql`length(e.pseudonym)`)
    .orderBy('e.pseudonym')
    .execute();
}
