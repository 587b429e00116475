import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { constraintReasons } from '#src/plumbing/http/refusals.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import { findingShown, recordChoices, type FindingShown } from '../queries/findings.ts';
import { lockEvaluation } from '../queries/stage.ts';
import type { RecordInput, WaiverAnswerInput, WaiverInput } from '../schema.ts';
import { keepByHand, settleConflicts } from './recheck.ts';

constraintReasons.set('conflict_waivers_live_uq', { code: 'conflict.nothingToWaive' });

/** The office records what the registers do not say. */
export function recordConflict(house: House, actor: Actor | null, callId: string, input: RecordInput): Promise<void> {
  return act(house, actor, 'conflict.record', `call/${callId}`, async (deed) => {
    demand(can.record(actor));
    await lockEvaluation(deed.tx, callId);
    const { proposals, people } = await recordChoices({ db: deed.tx, ports: deed.ports }, callId, actor!);
    if (!proposals.some((p) => p.value === input.applicationId) || !people.some((p) => p.value === input.personId)) throw notFound();
    await keepByHand(deed, { ...input, callId, kind: 'office', detail: input.reason, by: actor!.id });
    await deed.record({ kind: 'conflict.recorded', subject: `evaluation/${input.applicationId}`, body: { person: input.personId, reason: input.reason } });
  });
}

export function proposeWaiver(house: House, actor: Actor | null, callId: string, id: string, input: WaiverInput): Promise<void> {
  return act(house, actor, 'conflict.proposeWaiver', `conflict/${id}`, async (deed) => {
    const finding = await found(deed, actor, callId, id);
    demand(can.proposeWaiver(actor, finding));
    await deed.tx
      .insertInto('conflict_waivers')
      .values({ finding_id: id, reason: input.reason, state: 'proposed', proposed_at: deed.at, proposed_by: actor!.id, answered_at: null, answered_by: null })
      .execute();
    await deed.record({ kind: 'conflict.waiverProposed', subject: `conflict/${id}`, body: { reason: input.reason } });
  });
}

/** The second pair of eyes. A confirmed waiver holds as long as the finding does. */
export function answerWaiver(house: House, actor: Actor | null, callId: string, id: string, input: WaiverAnswerInput): Promise<void> {
  return act(house, actor, 'conflict.answerWaiver', `conflict/${id}`, async (deed) => {
    const finding = await found(deed, actor, callId, id);
    const open = finding.waivers.find((w) => w.state === 'proposed');
    demand(can.answerWaiver(actor, finding, open));
    if (input.outcome === 'refused' && input.answer.length < 10) throw new AppError('invalid', [reason('conflict.answerNeeded', {}, { at: 'answer' })]);
    await deed.tx
      .updateTable('conflict_waivers')
      .set({ state: input.outcome, answered_at: deed.at, answered_by: actor!.id, answer: input.answer })
      .where('id', '=', open!.id)
      .where('state', '=', 'proposed')
      .execute();
    await settleConflicts(deed, callId);
    await deed.record({
      kind: `conflict.waiver${input.outcome === 'confirmed' ? 'Confirmed' : 'Refused'}`,
      subject: `conflict/${id}`,
      body: { answer: input.answer },
    });
  });
}

async function found({ tx }: Deed, actor: Actor | null, callId: string, id: string): Promise<FindingShown> {
  await lockEvaluation(tx, callId);
  const finding = actor && can.seeFindings(actor).ok ? await findingShown(tx, callId, id, actor) : undefined;
  if (!finding) throw notFound();
  return finding;
}
