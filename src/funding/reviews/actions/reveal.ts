import type { Actor } from '#src/core/actor.ts';
import { demand, notFound } from '#src/core/errors.ts';
import { lockEvaluation } from '#src/funding/conflicts/queries/stage.ts';
import { stageOf } from '#src/funding/experts/queries/stage.ts';
import { can as ofExperts } from '#src/funding/experts/policy.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import { revealedAt } from '../queries/blind.ts';

/** The office lets the experts of a double-blind call know who proposed. Once, for all of them, and for good. */
export async function revealProposers(house: House, actor: Actor | null, callId: string): Promise<{ revealed: true }> {
  return act(house, actor, 'review.reveal', `call/${callId}`, async (deed) => {
    await lockEvaluation(deed.tx, callId);
    const stage = await stageOf(deed.tx, callId);
    if (!ofExperts.seeExperts(actor, callId).ok) throw notFound();
    const decision = can.reveal(actor, stage, {
      double: stage.version.call.evaluation.blind === 'double',
      revealed: (await revealedAt(deed.tx, callId)) !== null,
    });
    demand(decision);
    await deed.tx.insertInto('blind_reveals').values({ call_id: callId, revealed_at: deed.at, revealed_by: actor!.id }).execute();
    await deed.record({ kind: 'review.revealed', subject: `call/${callId}`, body: { call: callId } });
    return { revealed: true };
  });
}
