import type { Actor } from '#src/core/actor.ts';
import type { Instance } from '#src/core/assignment.ts';
import { hashOf } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound, see } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { can as ofExperts } from '#src/funding/experts/policy.ts';
import { lockEvaluation } from '#src/funding/conflicts/queries/stage.ts';
import { stageOf, type CallStage } from '#src/funding/experts/queries/stage.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { queueMail } from '#src/plumbing/mail/mail.ts';
import { assignmentLetter } from '../letters.ts';
import { can, without } from '../policy.ts';
import { assignmentGround, isTied, type Ground, type GroundExpert } from '../queries/assignment.ts';
import { decidedPairs, isFeasible, newPairs, runFits, runsOf, solve, whyNone, type Change, type Run, type RunResult } from '../queries/runs.ts';
import { adjusted } from '../rules/adjust.ts';
import { basisOf, instanceOf, type Basis } from '../rules/instance.ts';
import { eligible, termsOf } from '../releasing.ts';
import { named } from '../rules/names.ts';
import { filledBy, placeOf } from '../rules/substitute.ts';
import { dueAt, remindersOf } from '../rules/term.ts';
import type { AdjustmentInput, PairInput } from '../schema.ts';

export type Proposed = { run: string; result: RunResult };

/**
 * Has the solver propose experts for every admitted proposal that still wants some, those refused so far included. Nothing is assigned yet: the
 * proposal is kept with all that it was computed from, so that anyone can compute it again.
 */
export async function proposeAssignment(house: House, actor: Actor | null, callId: string, objective: Instance['objective'] = 'fair'): Promise<Proposed> {
  return act(house, actor, 'assignment.propose', `call/${callId}`, async (deed) => propose(deed, actor, await begin(deed, callId), objective));
}

type Begun = { stage: CallStage; ground: Ground };

async function begin(deed: Deed, callId: string): Promise<Begun> {
  await lockEvaluation(deed.tx, callId);
  const stage = await stageOf(deed.tx, callId);
  return { stage, ground: await assignmentGround({ db: deed.tx, ports: deed.ports }, callId, stage.version.call.evaluation, romeDate(deed.at)) };
}

async function propose(deed: Deed, actor: Actor | null, { stage, ground }: Begun, objective: Instance['objective']): Promise<Proposed> {
  demand(can.proposeAssignment(actor, stage, deed.at, { tied: isTied(ground, actor) }));
  const experts = eligible(ground);
  if (ground.proposals.length === 0) throw new AppError('conflict', [reason('review.nothingAdmitted')]);
  if (ground.proposals.every((p) => p.missing === 0)) throw new AppError('conflict', [reason('review.nothingToAssign')]);
  if (!experts.some((e) => e.declared && !e.ended))
    throw new AppError('conflict', [reason('review.noExperts', { registered: ground.experts.filter((e) => !e.ended).length })]);
  const decided = await decidedPairs(deed.tx, stage.callId);
  const basis = basisOf(ground.proposals, experts);
  const terms = termsOf({ evaluation: stage.version.call.evaluation, decided });
  const instance = instanceOf(ground.proposals, experts, ground.isBarred, objective, terms, basis.statistics);
  const result = solve(instance);
  const run = await keepRun(deed, stage.callId, actor!, { instance, result, basis });
  await deed.record({
    kind: 'assignment.proposed',
    subject: `call/${stage.callId}`,
    body: { run, objective, instance: hashOf(instance), result: hashOf(result), feasible: isFeasible(result) },
  });
  return { run, result };
}

type Kept = Pick<Run, 'instance' | 'result'> & { basis?: Basis; adjusts?: string; change?: Change; reason?: string };

async function keepRun(deed: Deed, callId: string, actor: Actor, { instance, result, basis, adjusts, change, reason: why = '' }: Kept): Promise<string> {
  const { id } = await deed.tx
    .insertInto('assignment_runs')
    .values({
      call_id: callId,
      instance: JSON.stringify(instance),
      result: JSON.stringify(result),
      // What was changed by hand stands on the affinities of the one that it was changed from.
      basis: basis ? JSON.stringify(basis) : null,
      proposed_at: deed.at,
      proposed_by: actor.id,
      released_at: null,
      adjusts: adjusts ?? null,
      change: change ? JSON.stringify(change) : null,
      reason: why,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function runById(deed: Deed, callId: string, id: string): Promise<Run> {
  const [run] = await runsOf(deed.tx, callId, [id]);
  if (!run) throw notFound();
  return run;
}

/** Keeps a proposed assignment as it is after a change by hand, as a new one beside it that says who changed what, and why. */
export async function adjustAssignment(
  house: House,
  actor: Actor | null,
  callId: string,
  runId: string,
  { proposal, out, into, reason: why }: AdjustmentInput,
): Promise<{ run: string }> {
  return act(house, actor, 'assignment.adjust', `call/${callId}`, async (deed) => {
    see(ofExperts.seeExperts(actor, callId));
    const { stage, ground } = await begin(deed, callId);
    const run = await runById(deed, callId, runId);
    const { instance, result } = run;
    demand(can.adjustAssignment(actor, stage, deed.at, { tied: isTied(ground, actor), feasible: isFeasible(result), released: run.releasedAt !== null }));
    if (!isFeasible(result)) throw notFound();
    if (!instance.proposals.some((p) => p.id === proposal) || [out, into].some((e) => e !== undefined && !instance.reviewers.some((r) => r.id === e)))
      throw notFound();
    if (out === into) throw new AppError('invalid', [reason('review.nothingChanged', {}, { at: 'into' })]);
    const change: Change = { pin: into ? [[proposal, into]] : [], bar: out ? [[proposal, out]] : [] };
    const after = adjusted(instance, result, change);
    demand(without(named(after.faults, ground)));
    const id = await keepRun(deed, callId, actor!, { instance, result: after.result, adjusts: runId, change, reason: why });
    await deed.record({
      kind: 'assignment.adjusted',
      subject: `call/${callId}`,
      body: { run: id, of: runId, change: hashOf(change), result: hashOf(after.result), warnings: after.warnings.map((w) => w.code) },
    });
    return { run: id };
  });
}

/**
 * Gives the place that a review left to somebody else, at once: kept as a proposed assignment of that one proposal, with what it was computed from, and
 * released in the same deed.
 */
export async function substituteExpert(house: House, actor: Actor | null, callId: string, reviewId: string, expert: string): Promise<{ assigned: number }> {
  return act(house, actor, 'assignment.substitute', `call/${callId}`, async (deed) => {
    see(ofExperts.seeExperts(actor, callId));
    const begun = await begin(deed, callId);
    const { stage, ground } = begun;
    demand(can.proposeAssignment(actor, stage, deed.at, { tied: isTied(ground, actor) }));
    const left = await deed.tx.selectFrom('review_assignments').select(['application_id as id', 'state']).where('id', '=', reviewId).executeTakeFirst();
    const proposal = ground.proposals.find((p) => p.id === left?.id);
    const experts = eligible(ground);
    const person = experts.find((e) => e.id === expert && !e.ended);
    if (!left || !proposal || !person) throw notFound();
    const names = { proposal: proposal.protocol, expert: person.pseudonym };
    // A second click finds the place taken by whom the first gave it to.
    if (proposal.experts.includes(expert)) {
      await deed.record({ kind: 'assignment.repeated', subject: `call/${callId}`, body: { review: reviewId } });
      return { assigned: 0 };
    }
    if (left.state !== 'declined' || proposal.missing === 0) throw new AppError('conflict', [reason('review.placeTaken', names)]);
    const decided = await decidedPairs(deed.tx, callId);
    const terms = termsOf({ evaluation: stage.version.call.evaluation, decided });
    if (ground.isBarred(proposal.id, expert) || terms.barred.some(([p, e]) => p === proposal.id && e === expert))
      throw new AppError('conflict', [reason('review.pairConflicted', names)]);
    if (person.free <= 0) throw new AppError('conflict', [reason('review.noRoom', { ...names, load: person.load })]);
    const place = placeOf(proposal, ground.proposals, experts, ground.isBarred, terms);
    const { result, faults } = filledBy(place, proposal.id, expert);
    demand(without(named(faults, ground)));
    const run = await keepRun(deed, callId, actor!, { instance: place.instance, result, basis: basisOf(ground.proposals, experts) });
    await deed.record({ kind: 'assignment.substituted', subject: `evaluation/${proposal.id}`, body: { run, review: reviewId, expert: person.pseudonym } });
    return release(deed, house, actor, begun, run);
  });
}

/** Fixes a pair for every proposal of the solver from now on, or excludes it. */
export async function decideOnPair(house: House, actor: Actor | null, callId: string, { proposal, expert, kind, reason: why }: PairInput): Promise<void> {
  await act(house, actor, 'assignment.decidePair', `call/${callId}`, async (deed) => {
    see(ofExperts.seeExperts(actor, callId));
    const { stage, ground } = await begin(deed, callId);
    demand(can.decideOnPair(actor, stage, deed.at, { tied: isTied(ground, actor) }));
    const [about, person] = [ground.proposals.find((p) => p.id === proposal), ground.experts.find((e) => e.id === expert && !e.ended)];
    if (!about || !person) throw notFound();
    if (kind === 'pinned' && ground.isBarred(proposal, expert))
      throw new AppError('conflict', [reason('review.pairConflicted', { proposal: about.protocol, expert: person.pseudonym }, { at: 'expert' })]);
    if ((await decidedPairs(deed.tx, callId)).some((d) => d.applicationId === proposal && d.personId === expert))
      throw new AppError('conflict', [reason('review.pairStands', {}, { at: 'expert' })]);
    await deed.tx
      .insertInto('assignment_pairs')
      .values({ application_id: proposal, person_id: expert, kind, reason: why, set_at: deed.at, set_by: actor!.id, lifted_at: null, lifted_by: null })
      .execute();
    await deed.record({ kind: `assignment.${kind}`, subject: `evaluation/${proposal}`, body: { expert: person.pseudonym } });
  });
}

/** Takes such a decision away again; it stays on record. */
export async function liftPair(house: House, actor: Actor | null, callId: string, id: string): Promise<void> {
  await act(house, actor, 'assignment.liftPair', `call/${callId}`, async (deed) => {
    see(ofExperts.seeExperts(actor, callId));
    const { stage, ground } = await begin(deed, callId);
    demand(can.decideOnPair(actor, stage, deed.at, { tied: isTied(ground, actor) }));
    const known = await deed.tx
      .selectFrom('assignment_pairs as d')
      .innerJoin('applications as a', 'a.id', 'd.application_id')
      .select('d.id')
      .where('d.id', '=', id)
      .where('a.call_id', '=', callId)
      .executeTakeFirst();
    if (!known) throw notFound();
    const lifted = await deed.tx
      .updateTable('assignment_pairs as d')
      .set({ lifted_at: deed.at, lifted_by: actor!.id })
      .where('d.id', '=', id)
      .where('d.lifted_at', 'is', null)
      .returning('d.application_id')
      .executeTakeFirst();
    if (!lifted) throw new AppError('conflict', [reason('review.pairLifted')]);
    await deed.record({ kind: 'assignment.pairLifted', subject: `evaluation/${lifted.application_id}`, body: { pair: id } });
  });
}

/** Makes a proposed assignment real: each expert gets their reviews and is written to. Released before: nothing happens again. */
export async function releaseAssignment(house: House, actor: Actor | null, callId: string, runId: string): Promise<{ assigned: number }> {
  return act(house, actor, 'assignment.release', `call/${callId}`, async (deed) => {
    see(ofExperts.seeExperts(actor, callId));
    return release(deed, house, actor, await begin(deed, callId), runId);
  });
}

async function release(deed: Deed, house: House, actor: Actor | null, { stage, ground }: Begun, runId: string): Promise<{ assigned: number }> {
  const { tx, at, record } = deed;
  const { callId } = stage;
  const run = await runById(deed, callId, runId);
  const { result } = run;
  if (run.releasedAt !== null) {
    await record({ kind: 'assignment.repeated', subject: `call/${callId}`, body: { run: runId } });
    const { n } = await tx
      .selectFrom('review_assignments')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('run_id', '=', runId)
      .executeTakeFirstOrThrow();
    return { assigned: Number(n) };
  }
  const fits = runFits(ground, result, await decidedPairs(tx, callId));
  demand(can.releaseAssignment(actor, stage, at, { tied: isTied(ground, actor), feasible: isFeasible(result), fits }));
  const pairs = newPairs(ground, result);
  const due = dueAt(at, stage.version.call.evaluation.reviewDays);
  if (pairs.length > 0)
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
          due_at: due,
          submitted_at: null,
          submission_key: null,
          refusal_kind: null,
          reminded_at: null,
          ended_by: null,
        })),
      )
      .execute();
  await tx.updateTable('assignment_runs').set({ released_at: at }).where('id', '=', runId).execute();
  await record({ kind: 'assignment.released', subject: `call/${callId}`, body: { run: runId, reviews: pairs.length, result: hashOf(result) } });
  for (const expert of ground.experts) await tell(deed, house, stage, expert, { runId, due, count: pairs.filter(([, person]) => person === expert.id).length });
  for (const { daysLeft, at: when } of due === null ? [] : remindersOf(due, at))
    await deed.enqueue({ task: 'reviews.remind', payload: { run: runId, daysLeft }, key: `reviews.remind/${runId}/${daysLeft}`, runAt: new Date(when) });
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
    const begun = await begin(deed, callId);
    const { run, result } = await propose(deed, actor, begun, objective);
    if (!isFeasible(result)) throw new AppError('conflict', named(whyNone(result).reasons, begun.ground));
    return { run, ...(await release(deed, house, actor, begun, run)) };
  });
}

type Told = { runId: string; due: string | null; count: number };

async function tell(deed: Deed, house: House, { version }: CallStage, expert: GroundExpert, { runId, due, count }: Told): Promise<void> {
  if (count === 0) return;
  await queueMail(deed, {
    key: `assignment/${runId}/${expert.id}`,
    to: expert.email,
    ...assignmentLetter({ ...expert, call: version.call, count, due, origin: house.settings.origin }),
  });
}
