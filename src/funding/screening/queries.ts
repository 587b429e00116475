import type { Reason } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import { submittedApplications } from '#src/funding/applications/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import { screeningWords } from './copy.ts';
import type { Line } from './rules.ts';
import { screeningStates, type ScreeningOutcome, type ScreeningState } from './states.ts';

export type Screened = { outcome: ScreeningOutcome; reasons: readonly Reason[] };

/** The decision in force on each submission of a call, by application; one not looked at yet is not there. One statement. */
export async function screeningOutcomes(db: Reader, callId: string): Promise<Map<string, Screened>> {
  const rows = await db
    .selectFrom('screening_decisions as d')
    .innerJoin('submissions as s', 's.id', 'd.submission_id')
    .select(['d.application_id as application', 'd.outcome', 'd.reasons'])
    .where('s.call_id', '=', callId)
    .where('s.superseded_at', 'is', null)
    .where('d.superseded_at', 'is', null)
    .execute();
  return new Map(rows.map(({ application, outcome, reasons }) => [application, { outcome, reasons: reasons as Reason[] }]));
}

export type QueueRow = { applicationId: string; protocol: string; acronym: string; lead: string; state: ScreeningState; submittedAt: Instant; days: number };

export const queueSpec: ListSpec<QueueRow> = {
  columns: [
    { key: 'protocol', label: screeningWords.protocol, searched: true },
    { key: 'acronym', label: screeningWords.acronym, searched: true },
    { key: 'lead', label: screeningWords.lead, searched: true, filter: { kind: 'text' } },
    {
      key: 'state',
      label: screeningWords.outcome,
      filter: { kind: 'choice', options: screeningStates.map((value) => ({ value, label: screeningWords[value] })) },
    },
    { key: 'submittedAt', label: screeningWords.submittedAt },
    { key: 'days', label: screeningWords.days, numeric: true },
  ],
  order: 'protocol',
  key: 'applicationId',
};

/** The office's work: each submission with what was decided, and how many whole days it waited for that since the deadline. */
export function screeningQueue(db: Reader, callId: string, closesAt: Instant, now: Date): SelectQueryBuilder<never, never, QueueRow> {
  const until = sql`coalesce(d.decided_at, ${now.toISOString()}::timestamptz)`;
  return submittedApplications(db, callId)
    .leftJoin('screening_decisions as d', (on) => on.onRef('d.submission_id', '=', 'submissions.id').on('d.superseded_at', 'is', null))
    .clearSelect()
    .select([
      'applications.id as applicationId',
      'submissions.protocol',
      'applications.acronym',
      'organisations.legal_name as lead',
      'submissions.submitted_at as submittedAt',
      sql<ScreeningState>`coalesce(d.outcome, 'waiting')`.as('state'),
      sql<number>`greatest(0, floor(extract(epoch from ${until} - ${closesAt}::timestamptz) / 86400))::int`.as('days'),
    ]) as never;
}

export type DecisionShown = {
  id: string;
  outcome: ScreeningOutcome;
  reasons: Reason[];
  checklist: Line[];
  note: string;
  decidedAt: Instant;
  by: string;
  supersededAt: Instant | null;
};

/** Every decision on the submission that counts, the one in force first, then the newest. */
export async function decisionsOn(db: Reader, submissionId: string): Promise<DecisionShown[]> {
  return db
    .selectFrom('screening_decisions as d')
    .innerJoin('people as p', 'p.id', 'd.decided_by')
    .select(['d.id', 'd.outcome', 'd.reasons', 'd.checklist', 'd.note', 'd.decided_at as decidedAt', 'p.name as by', 'd.superseded_at as supersededAt'])
    .where('d.submission_id', '=', submissionId)
    .orderBy(sql`d.superseded_at is not null`)
    .orderBy('d.decided_at', 'desc')
    .orderBy('d.id')
    .execute();
}

/**
 * What the evidence log says happened after the admission check: submissions whose review is in, and whether a ranking is out. Later rooms are
 * not known here; the events that they record are.
 */
export async function afterScreening(db: Reader, callId: string, applicationIds: readonly string[]): Promise<{ reviewed: Set<string>; ranked: boolean }> {
  const { rows } = await sql<{ subject: string; kind: string }>`
    select distinct subject, kind from evidence_events where kind = 'review.submitted' and subject = any(${applicationIds.map((id) => `evaluation/${id}`)})
    union all
    select distinct subject, kind from evidence_events where kind = 'ranking.published' and body::jsonb->>'call' = ${callId}`.execute(db as never);
  return {
    reviewed: new Set(rows.filter((r) => r.kind === 'review.submitted').map((r) => r.subject.slice('evaluation/'.length))),
    ranked: rows.some((r) => r.kind === 'ranking.published'),
  };
}

export type Addressee = { applicationId: string; protocol: string; acronym: string; email: string; name: string; locale: Locale };

/** Whom a decision is told to: who created the application for its lead. */
export async function addressees(db: Reader, applicationIds: readonly string[]): Promise<Addressee[]> {
  if (applicationIds.length === 0) return [];
  return db
    .selectFrom('applications as a')
    .innerJoin('submissions as s', (on) => on.onRef('s.application_id', '=', 'a.id').on('s.superseded_at', 'is', null))
    .innerJoin('people as p', 'p.id', 'a.created_by')
    .select(['a.id as applicationId', 's.protocol', 'a.acronym', 'p.email', 'p.name', 'p.locale'])
    .where('a.id', 'in', applicationIds)
    .orderBy('s.protocol')
    .execute();
}
