import type { Reason } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';
import type { Locale } from '#src/core/words.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import type { RepairItem } from './rules/repairs.ts';
import type { Line, RepairedDocument } from './rules.ts';
import type { ScreeningOutcome } from './states.ts';

/** As the later rooms see it: with a reserve a proposal goes to the experts like any other; `openReserves` says what has to be settled. */
export type Screened = { outcome: 'admitted' | 'excluded'; reasons: readonly Reason[] };

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
  return new Map(
    rows.map(({ application, outcome, reasons }) => [application, { outcome: outcome === 'excluded' ? outcome : 'admitted', reasons: reasons as Reason[] }]),
  );
}

export type OpenReserve = { applicationId: string; protocol: string; acronym: string; reserve: string; since: Instant };

/** The submissions of a call that were admitted with a reserve which nobody has settled yet: none may be left when a ranking is published. */
export async function openReserves(db: Reader, callId: string): Promise<OpenReserve[]> {
  return db
    .selectFrom('screening_decisions as d')
    .innerJoin('submissions as s', 's.id', 'd.submission_id')
    .select(['d.application_id as applicationId', 's.protocol', 's.acronym', 'd.reserve', 'd.decided_at as since'])
    .where('s.call_id', '=', callId)
    .where('s.superseded_at', 'is', null)
    .where('d.superseded_at', 'is', null)
    .where('d.outcome', '=', 'admittedWithReserve')
    .orderBy('s.protocol')
    .execute();
}

/** The documents that came back for these applications in answer to a request, oldest first: beside the frozen submission, never instead of it. */
export async function repairedDocumentsOf(db: Reader, applicationIds: readonly string[]): Promise<Map<string, RepairedDocument[]>> {
  if (applicationIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('repair_answers as a')
    .innerJoin('repair_requests as r', 'r.id', 'a.request_id')
    .innerJoin('submissions as s', 's.id', 'r.submission_id')
    .select(['r.application_id as application', 'r.id as requestId', 'r.receipt', 'r.items', 'r.ended_at as at', 'a.item', 'a.signature'])
    .select(['a.file_name as fileName', 'a.bytes', 'a.sha256', 'a.media_type as mediaType'])
    .where('r.application_id', 'in', applicationIds)
    .where('r.state', '=', 'answered')
    .where('s.superseded_at', 'is', null)
    .where('a.removed_at', 'is', null)
    .where('a.sha256', 'is not', null)
    .orderBy('r.ended_at')
    .orderBy('a.item')
    .execute();
  const found = new Map<string, RepairedDocument[]>();
  for (const { application, items, item, receipt, fileName, bytes, sha256, mediaType, at, ...row } of rows) {
    const named = (items as RepairItem[]).find((i) => i.id === item)!;
    const document = { document: named.document!, organisation: named.organisation, receipt: receipt!, fileName: fileName!, bytes: bytes!, sha256: sha256! };
    found.set(application, [...(found.get(application) ?? []), { ...row, ...document, mediaType: mediaType!, at: at! }]);
  }
  return found;
}

export const repairedDocuments = async (db: Reader, applicationId: string): Promise<RepairedDocument[]> =>
  (await repairedDocumentsOf(db, [applicationId])).get(applicationId) ?? [];

export type DecisionShown = {
  id: string;
  outcome: ScreeningOutcome;
  reasons: Reason[];
  checklist: Line[];
  note: string;
  decidedAt: Instant;
  by: string;
  /** The other eyes, where the call asks for four. */
  proposedBy: string | null;
  reserve: string;
  supersededAt: Instant | null;
};

/** Every decision on the submission that counts, the one in force first, then the newest. */
export async function decisionsOn(db: Reader, submissionId: string): Promise<DecisionShown[]> {
  return db
    .selectFrom('screening_decisions as d')
    .innerJoin('people as p', 'p.id', 'd.decided_by')
    .leftJoin('people as q', 'q.id', 'd.proposed_by')
    .select(['q.name as proposedBy', 'd.reserve'])
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

export type Addressee = { applicationId: string; protocol: string; acronym: string; personId: string; email: string; name: string; locale: Locale };

/** Whom the office writes to: those who act for the lead, and who wrote the application. */
export async function addressees(db: Reader, applicationIds: readonly string[]): Promise<Addressee[]> {
  if (applicationIds.length === 0) return [];
  return db
    .selectFrom('applications as a')
    .innerJoin('submissions as s', (on) => on.onRef('s.application_id', '=', 'a.id').on('s.superseded_at', 'is', null))
    .innerJoin('people as p', (on) =>
      on.on((eb) =>
        eb.or([
          eb('p.id', '=', eb.ref('a.created_by')),
          eb.exists(
            eb
              .selectFrom('organisation_people as o')
              .select('o.person_id')
              .whereRef('o.organisation_id', '=', 'a.lead_id')
              .whereRef('o.person_id', '=', 'p.id'),
          ),
        ]),
      ),
    )
    .select(['a.id as applicationId', 's.protocol', 's.acronym', 'p.id as personId', 'p.email', 'p.name', 'p.locale'])
    .where('a.id', 'in', applicationIds)
    .orderBy('s.protocol')
    .orderBy('p.id')
    .execute();
}
