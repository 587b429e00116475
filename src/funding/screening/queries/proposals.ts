import type { Reason } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { Line } from '../rules.ts';
import type { ScreeningOutcome } from '../states.ts';

/** A decision that waits for other eyes, or that came back from them. */
export type ProposalShown = {
  id: string;
  outcome: ScreeningOutcome;
  reasons: Reason[];
  checklist: Line[];
  reserve: string;
  note: string;
  ground: 'officer' | 'termExpired';
  proposedAt: Instant;
  proposedBy: string | null;
  by: string | null;
  state: 'open' | 'confirmed' | 'returned' | 'replaced';
  answeredAt: Instant | null;
  answeredByName: string | null;
  answer: string;
};

/** What was proposed on a submission, the newest first. */
export async function proposalsOn(db: Reader, submissionId: string): Promise<ProposalShown[]> {
  return db
    .selectFrom('screening_proposals as s')
    .leftJoin('people as p', 'p.id', 's.proposed_by')
    .leftJoin('people as q', 'q.id', 's.answered_by')
    .select(['s.id', 's.outcome', 's.reasons', 's.checklist', 's.reserve', 's.note', 's.ground', 's.proposed_at as proposedAt', 's.proposed_by as proposedBy'])
    .select(['p.name as by', 's.state', 's.answered_at as answeredAt', 'q.name as answeredByName', 's.answer'])
    .where('s.submission_id', '=', submissionId)
    .orderBy('s.proposed_at', 'desc')
    .orderBy('s.id')
    .execute();
}
