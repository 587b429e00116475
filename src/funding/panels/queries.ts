import type { Instant } from '#src/core/time.ts';
import { currentVersion } from '#src/funding/calls/queries.ts';
import { liveAssignments, submittedReviews } from '#src/funding/reviews/queries.ts';
import { diverges, needsPanel, reviewsWanted, type Given } from '#src/funding/reviews/rules/points.ts';
import { screeningOutcomes } from '#src/funding/screening/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';

/** What the panel agreed on where the experts stood too far apart; it takes the place of their points. */
export type Consensus = Given & { report: string; decidedAt: Instant };

/** The panel's consensus reports of a call by application. One statement. */
export async function consensusByApplication(db: Reader, callId: string): Promise<Map<string, Consensus>> {
  const rows = await db
    .selectFrom('consensus_reports as c')
    .innerJoin('applications as a', 'a.id', 'c.application_id')
    .select(['c.application_id as application', 'c.points', 'c.premiums', 'c.report', 'c.decided_at as decidedAt'])
    .where('a.call_id', '=', callId)
    .execute();
  return new Map(rows.map(({ application, ...consensus }) => [application, consensus as Consensus]));
}

/** `wanted` reviews of `admitted` proposals; `assignments` stand (declined ones left out), `submitted` of them are done. */
export type EvaluationProgress = { admitted: number; wanted: number; assignments: number; submitted: number; pendingDivergences: number };

/** How far the evaluation of a call is. Five statements, whatever the size. @param but proposals that whoever asks has something to do with: they count nowhere */
export async function evaluationProgress(db: Reader, callId: string, but: ReadonlySet<string> = new Set()): Promise<EvaluationProgress> {
  const version = await currentVersion(db, callId);
  const outcomes = await screeningOutcomes(db, callId);
  const admitted = [...outcomes].filter(([id, o]) => o.outcome === 'admitted' && !but.has(id)).map(([id]) => id);
  const assignments = await liveAssignments(db, callId);
  const reviews = await submittedReviews(db, callId);
  const consensus = await consensusByApplication(db, callId);
  const grid = version?.call.evaluation;
  const diverging = new Set(grid ? admitted.filter((id) => diverges(grid, reviews.get(id) ?? [])) : []);
  return {
    admitted: admitted.length,
    wanted: grid ? admitted.reduce((n, id) => n + reviewsWanted(grid, diverging.has(id) && !consensus.has(id)), 0) : 0,
    assignments: admitted.reduce((n, id) => n + (assignments.get(id) ?? 0), 0),
    submitted: admitted.reduce((n, id) => n + (reviews.get(id)?.length ?? 0), 0),
    pendingDivergences: grid
      ? admitted.filter((id) => !consensus.has(id) && needsPanel(grid, { diverging: diverging.has(id), submitted: reviews.get(id)?.length ?? 0 })).length
      : 0,
  };
}
