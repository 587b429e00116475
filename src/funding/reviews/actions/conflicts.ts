import type { Actor } from '#src/core/actor.ts';
import { reason, type Reason } from '#src/core/decision.ts';
import { AppError, notFound } from '#src/core/errors.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import { callExpert, declarationRows, type DeclarationRow } from '../queries/experts.ts';
import { stageOf } from '../queries/stage.ts';
import type { DeclarationInput } from '../schema.ts';
import { demandSeen, lockEvaluation, recordMachineConflicts } from './deeds.ts';

/** The shortest account of a conflict. */
export const MIN_DETAIL = 10;

/**
 * An expert declares, proposal by proposal, whether there is a conflict. A declared one stays: it bars the pair for good, and gives back a review that
 * was assigned already.
 */
export async function declareConflicts(house: House, actor: Actor, callId: string, declaration: DeclarationInput): Promise<{ declared: number }> {
  return act(house, actor, 'conflicts.declare', `expert/${actor.id}`, async (deed) => {
    await lockEvaluation(deed, callId);
    const { tx, at, record } = deed;
    const stage = await stageOf(tx, callId);
    const registered = await callExpert(tx, callId, actor.id);
    demandSeen(can.declare(registered !== undefined, stage, at));
    await recordMachineConflicts(deed, callId);
    const rows = await declarationRows(tx, callId, actor.id);
    const ids = new Set(rows.map((r) => r.applicationId));
    if (Object.keys(declaration.answers).some((id) => !ids.has(id))) throw notFound();
    const wrong = rows.flatMap((row) => complaint(row, declaration));
    if (wrong.length > 0) throw new AppError('invalid', wrong);
    const declared = rows
      .filter((r) => declaration.answers[r.applicationId]?.conflict)
      .map((r) => ({ id: r.applicationId, detail: declaration.answers[r.applicationId]!.detail.trim() }));
    if (declared.length > 0) {
      await tx
        .insertInto('conflicts')
        .values(
          declared.map(({ id, detail }) => ({ application_id: id, person_id: actor.id, kind: 'declared' as const, detail, found_at: at, found_by: actor.id })),
        )
        .onConflict((c) => c.columns(['application_id', 'person_id', 'kind']).doUpdateSet((eb) => ({ detail: eb.ref('excluded.detail') })))
        .execute();
      await tx
        .updateTable('review_assignments')
        .set({ state: 'declined', refusal_kind: 'conflict', refusal: '', updated_at: at })
        .where('person_id', '=', actor.id)
        .where('state', '=', 'assigned')
        .where(
          'application_id',
          'in',
          declared.map((d) => d.id),
        )
        .execute();
    }
    await tx
      .updateTable('call_experts')
      .set({ declared_at: at, declared_for: [...ids] })
      .where('call_id', '=', callId)
      .where('person_id', '=', actor.id)
      .execute();
    await record({
      kind: 'conflicts.declared',
      subject: `expert/${actor.id}`,
      body: { call: callId, proposals: [...ids].sort(), conflicts: declared.map((d) => d.id).sort(), confidentiality: true },
    });
    return { declared: declared.length };
  });
}

function complaint({ applicationId, protocol, conflicts }: DeclarationRow, { answers, noneElse }: DeclarationInput): Reason[] {
  const answer = answers[applicationId];
  if (!answer) return noneElse || conflicts.length > 0 ? [] : [reason('review.answerMissing', { protocol }, { at: `conflict.${applicationId}` })];
  const length = answer.detail.trim().length;
  return answer.conflict && length < MIN_DETAIL
    ? [reason('review.detailTooShort', { protocol, min: MIN_DETAIL, length }, { at: `detail.${applicationId}` })]
    : [];
}
