import type { Actor } from '#src/core/actor.ts';
import type { Instance } from '#src/core/assignment.ts';
import { hashOf } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { queueMail } from '#src/plumbing/mail/mail.ts';
import { assignmentLetter } from '../letters.ts';
import { can } from '../policy.ts';
import { assignmentGround, isFeasible, runFits, solve, type Ground, type GroundExpert, type RunResult } from '../queries/assignment.ts';
import { stageOf, type CallStage } from '../queries/stage.ts';
import { instanceOf } from '../rules/instance.ts';
import { named } from '../rules/names.ts';
import { lockEvaluation, recordMachineConflicts } from './deeds.ts';

export type Proposed = { run: string; result: RunResult };

/**
 * Has the solver propose experts for every admitted proposal that still wants some, those refused so far included. Nothing is assigned yet: the
 * proposal is kept with all that it was computed from, so that anyone can compute it again.
 */
export async function proposeAssignment(house: House, actor: Actor | null, callId: string, objective: Instance['objective'] = 'fair'): Promise<Proposed> {
  return act(house, actor, 'assignment.propose', `call/${callId}`, async (deed) => {
    await lockEvaluation(deed, callId);
    const stage = await stageOf(deed.tx, callId);
    demand(can.proposeAssignment(actor, stage, deed.at));
    return propose(deed, actor!, stage, objective);
  });
}

async function propose(deed: Deed, actor: Actor, stage: CallStage, objective: Instance['objective']): Promise<Proposed> {
  await recordMachineConflicts(deed, stage.callId);
  const ground = await groundOf(deed, stage);
  const experts = ground.experts.filter((e) => e.declared);
  if (ground.proposals.length === 0) throw new AppError('conflict', [reason('review.nothingAdmitted')]);
  if (ground.proposals.every((p) => p.missing === 0)) throw new AppError('conflict', [reason('review.nothingToAssign')]);
  if (experts.length === 0) throw new AppError('conflict', [reason('review.noExperts', { registered: ground.experts.length })]);
  const instance = instanceOf(ground.proposals, experts, ground.isBarred, objective);
  const result = solve(instance);
  const { id } = await deed.tx
    .insertInto('assignment_runs')
    .values({
      call_id: stage.callId,
      instance: JSON.stringify(instance),
      result: JSON.stringify(result),
      proposed_at: deed.at,
      proposed_by: actor.id,
      released_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await deed.record({
    kind: 'assignment.proposed',
    subject: `call/${stage.callId}`,
    body: { run: id, objective, instance: hashOf(instance), result: hashOf(result), feasible: isFeasible(result) },
  });
  return { run: id, result };
}

/** Makes a proposed assignment real: each expert gets their reviews and is written to. Released before: nothing happens again. */
export async function releaseAssignment(house: House, actor: Actor | null, callId: string, runId: string): Promise<{ assigned: number }> {
  return act(house, actor, 'assignment.release', `call/${callId}`, async (deed) => {
    await lockEvaluation(deed, callId);
    const stage = await stageOf(deed.tx, callId);
    if (!can.seeExperts(actor, callId).ok) throw notFound();
    return release(deed, house, actor!, stage, runId);
  });
}

async function release(deed: Deed, house: House, actor: Actor, stage: CallStage, runId: string): Promise<{ assigned: number }> {
  const { tx, at, record } = deed;
  const { callId } = stage;
  const run = await tx
    .selectFrom('assignment_runs')
    .select(['id', 'result', 'released_at as releasedAt'])
    .where('id', '=', runId)
    .where('call_id', '=', callId)
    .executeTakeFirst();
  if (!run) throw notFound();
  const result = run.result as RunResult;
  const pairs = isFeasible(result) ? result.pairs : [];
  if (run.releasedAt !== null) {
    await record({ kind: 'assignment.repeated', subject: `call/${callId}`, body: { run: runId } });
    return { assigned: pairs.length };
  }
  await recordMachineConflicts(deed, callId);
  const ground = await groundOf(deed, stage);
  demand(can.releaseAssignment(actor, stage, at, { feasible: isFeasible(result), fits: runFits(ground, result) }));
  await tx
    .insertInto('review_assignments')
    .values(
      pairs.map(([application, person]) => ({
        application_id: application,
        person_id: person,
        run_id: runId,
        state: 'assigned' as const,
        assigned_at: at,
        updated_at: at,
        submitted_at: null,
        submission_key: null,
        refusal_kind: null,
      })),
    )
    .execute();
  await tx.updateTable('assignment_runs').set({ released_at: at }).where('id', '=', runId).execute();
  await record({ kind: 'assignment.released', subject: `call/${callId}`, body: { run: runId, reviews: pairs.length, result: hashOf(result) } });
  for (const expert of ground.experts) await tell(deed, house, stage, expert, runId, pairs.filter(([, person]) => person === expert.id).length);
  return { assigned: pairs.length };
}

/** Proposes and releases in one deed; refuses with the solver's reasons, in names, where there is no assignment. For seeds and scripts. */
export async function assignReviewers(
  house: House,
  actor: Actor | null,
  callId: string,
  objective: Instance['objective'] = 'fair',
): Promise<{ run: string; assigned: number }> {
  return act(house, actor, 'assignment.propose', `call/${callId}`, async (deed) => {
    await lockEvaluation(deed, callId);
    const stage = await stageOf(deed.tx, callId);
    demand(can.proposeAssignment(actor, stage, deed.at));
    const { run, result } = await propose(deed, actor!, stage, objective);
    if (!isFeasible(result)) throw new AppError('conflict', named(result.infeasible, await groundOf(deed, stage)));
    return { run, ...(await release(deed, house, actor!, stage, run)) };
  });
}

function groundOf({ tx }: Deed, { callId, version }: CallStage): Promise<Ground> {
  const { reviewsPerProposal: wanted, maxLoad: callMax } = version.call.evaluation;
  return assignmentGround(tx, callId, { wanted, callMax });
}

async function tell(deed: Deed, house: House, { version }: CallStage, expert: GroundExpert, runId: string, count: number): Promise<void> {
  if (count === 0) return;
  await queueMail(deed, {
    key: `assignment/${runId}/${expert.id}`,
    to: expert.email,
    ...assignmentLetter({ ...expert, call: version.call, count, origin: house.settings.origin }),
  });
}
