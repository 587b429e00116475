import type { Actor } from '#src/core/actor.ts';
import { hashOf } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand } from '#src/core/errors.ts';
import { lockEvaluation } from '#src/funding/conflicts/queries/stage.ts';
import { givenBy, type Entry } from '#src/funding/reviews/rules/review.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import { panelCase } from '../queries/panel.ts';
import { checkConsensus } from '../rules/consensus.ts';

/**
 * The chair records what the panel agreed on where the experts stand too far apart: points for every criterion, the judged premiums, and a report. It
 * can be replaced until a ranking is published; the log keeps every one. @param seen when the one that was looked at was reached, empty for none
 */
export async function reachConsensus(
  house: House,
  actor: Actor | null,
  callId: string,
  applicationId: string,
  { entry, seen }: { entry: Entry; seen?: string | undefined },
): Promise<void> {
  const subject = `evaluation/${applicationId}`;
  await act(house, actor, 'consensus.reach', subject, async (deed) => {
    await lockEvaluation(deed.tx, callId);
    const { tx, at, record } = deed;
    const found = await panelCase(tx, callId, applicationId, actor);
    demand(can.agree(actor, found));
    if (seen !== undefined && seen !== (found.consensus?.decidedAt ?? '')) throw new AppError('conflict', [reason('form.stale')]);
    const grid = found.stage.version.call.evaluation;
    const wrong = checkConsensus(grid, entry);
    if (wrong.length > 0) throw new AppError('invalid', wrong);
    const given = givenBy(grid, entry);
    const row = {
      points: JSON.stringify(given.points),
      premiums: JSON.stringify(given.premiums),
      report: entry.summary.trim(),
      decided_at: at,
      decided_by: actor!.id,
    };
    await tx
      .insertInto('consensus_reports')
      .values({ application_id: applicationId, ...row })
      .onConflict((c) => c.column('application_id').doUpdateSet(row))
      .execute();
    await record({ kind: 'consensus.reached', subject, body: { given, report: hashOf(row.report), reviews: found.reviews.map((r) => r.expert) } });
  });
}
