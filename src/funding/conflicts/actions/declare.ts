import type { Actor } from '#src/core/actor.ts';
import { reason, type Reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import { declarationRows, type DeclarationRow } from '../queries.ts';
import type { DeclarationInput } from '../schema.ts';
import { declarationStage, lockEvaluation, registeredExpert } from '../queries/stage.ts';
import { keepByHand, keepFoundConflicts } from './recheck.ts';
import { declareTies } from './ties.ts';

/** The shortest account of a conflict. */
export const MIN_DETAIL = 10;

/**
 * An expert declares, proposal by proposal, whether there is a conflict; in a double-blind call, whom they have to do with. A declared one stays: it bars the pair for good, and gives back a review that
 * was assigned already.
 */
export async function declareConflicts(house: House, actor: Actor, callId: string, declaration: DeclarationInput): Promise<{ declared: number }> {
  return act(house, actor, 'conflicts.declare', `expert/${actor.id}`, async (deed) => {
    await lockEvaluation(deed.tx, callId);
    const { tx, at, record } = deed;
    const stage = await declarationStage(tx, callId);
    const registered = await registeredExpert({ db: tx, ports: deed.ports }, callId, actor.id);
    demand(can.declare(registered !== undefined, stage, at));
    const double = stage.version.call.evaluation.blind === 'double';
    await keepFoundConflicts(deed, callId);
    const rows = await declarationRows({ db: tx, ports: deed.ports }, callId, actor.id);
    const ids = new Set(rows.map((r) => r.applicationId));
    if (Object.keys(declaration.answers).some((id) => double || !ids.has(id))) throw notFound();
    const ties = double ? await declareTies(deed, actor, callId, declaration) : [];
    const wrong = double ? [] : rows.flatMap((row) => complaint(row, declaration));
    if (wrong.length > 0) throw new AppError('invalid', wrong);
    const declared = rows
      .filter((r) => declaration.answers[r.applicationId]?.conflict)
      .map((r) => ({ id: r.applicationId, detail: declaration.answers[r.applicationId]!.detail.trim() }));
    for (const { id, detail } of declared) await keepByHand(deed, { callId, applicationId: id, personId: actor.id, kind: 'declared', detail, by: actor.id });
    const latest = { declared_at: at, declared_for: [...ids], ties: JSON.stringify(ties) };
    await tx
      .insertInto('conflict_declarations')
      .values({ call_id: callId, person_id: actor.id, ...latest })
      .onConflict((c) => c.columns(['call_id', 'person_id']).doUpdateSet(latest))
      .execute();
    await record({
      kind: 'conflicts.declared',
      subject: `expert/${actor.id}`,
      body: { call: callId, proposals: [...ids].sort(), conflicts: declared.map((d) => d.id).sort(), ...(double && { ties }), confidentiality: true },
    });
    return { declared: double ? ties.length : declared.length };
  });
}

function complaint({ applicationId, protocol, conflicts }: DeclarationRow, { answers, noneElse }: DeclarationInput): Reason[] {
  const answer = answers[applicationId];
  if (!answer) return noneElse || conflicts.length > 0 ? [] : [reason('conflict.answerMissing', { protocol }, { at: `conflict.${applicationId}` })];
  const length = answer.detail.trim().length;
  return answer.conflict && length < MIN_DETAIL
    ? [reason('conflict.detailTooShort', { protocol, min: MIN_DETAIL, length }, { at: `detail.${applicationId}` })]
    : [];
}

/** An expert says why a review cannot be theirs; what was a conflict is kept as one. */
export async function keepDeclaredConflict(
  house: House,
  { applicationId, personId, detail }: { applicationId: string; personId: string; detail: string },
): Promise<void> {
  await act(house, null, 'conflicts.keep', `evaluation/${applicationId}`, async (deed) => {
    const { call_id: callId } = await deed.tx.selectFrom('applications').select('call_id').where('id', '=', applicationId).executeTakeFirstOrThrow();
    await lockEvaluation(deed.tx, callId);
    await keepByHand(deed, { callId, applicationId, personId, kind: 'declared', detail, by: personId });
    await deed.record({ kind: 'conflicts.kept', subject: `evaluation/${applicationId}`, body: { expert: personId } });
  });
}
