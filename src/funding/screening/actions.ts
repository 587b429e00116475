import type { Actor } from '#src/core/actor.ts';
import { reason, type Reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import type { CurrentSubmission } from '#src/funding/applications/queries.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { writeLetter } from './actions/letters.ts';
import { caseOf, leadOf, oneStanding, orNobody, situation, tokenOf, type Situation, type Standing } from './actions/situation.ts';
import { can } from './policy.ts';
import { checklist, complaints, exclusionReasons, handIds, machineMet, MIN_WRITTEN, type Line, type RepairedDocument } from './rules.ts';
import { screeningTerms } from './rules/term.ts';
import type { ConfirmationInput, DecisionInput } from './schema.ts';
import type { ScreeningOutcome } from './states.ts';

/** What an action takes; what a caller leaves out is empty. */
export type Entry = Omit<DecisionInput, 'reserve'> & { reserve?: string };

/**
 * Decides on one submission, instead of an earlier decision if there is one. Where the call asks for four eyes it is proposed, and another officer
 * confirms it. The same `key` again changes nothing. Returns the id of the decision, or of the proposal.
 */
export async function decideScreening(
  house: House,
  actor: Actor | null,
  callId: string,
  applicationId: string,
  entry: Entry,
  key: string | null = null,
): Promise<string> {
  return act(house, actor, 'screening.decide', `applications/${applicationId}`, async (deed) => {
    const { found, standing } = await oneStanding(deed, actor, callId, applicationId);
    const known = await repeated(deed, applicationId, key);
    if (known) {
      await deed.record({ kind: 'screening.repeated', subject: `applications/${applicationId}`, body: { decision: known } });
      return known;
    }
    demand(can.decide(actor, caseOf(standing, found, deed.at), deed.at));
    if (entry.seen !== undefined && entry.seen !== tokenOf(standing)) throw new AppError('conflict', [reason('form.stale')]);
    return decide(house, deed, actor!, found, standing, entry, key);
  });
}

/** Many decisions in one deed: all of them or none. */
export async function decideMany(house: House, actor: Actor | null, callId: string, entries: readonly (Entry & { applicationId: string })[]): Promise<number> {
  return act(house, actor, 'screening.decideMany', `call/${callId}`, async (deed) => {
    const found = await situation(
      deed,
      callId,
      entries.map((e) => e.applicationId),
      actor,
    );
    demand(can.decideMany(actor, found.version.closesAt, deed.at));
    const byId = new Map(found.standings.map((s) => [s.submission.applicationId, s]));
    for (const entry of entries) {
      const standing = byId.get(entry.applicationId);
      if (!standing) throw notFound();
      demand(can.decide(actor, caseOf(standing, found, deed.at), deed.at));
      await decide(house, deed, actor!, found, standing, entry, null);
    }
    await deed.record({ kind: 'screening.decidedTogether', subject: `call/${callId}`, body: { decisions: entries.length } });
    return entries.length;
  });
}

/** Nobody has said anything on it yet, and nothing is under way. */
const untouched = (s: Standing): boolean => s.current === null && s.proposal === null && s.repair === null;

/** Admits all of these whose every machine line is met and that nobody has decided on yet; one that does not qualify refuses them all. */
export async function admitTogether(house: House, actor: Actor | null, callId: string, applicationIds: readonly string[]): Promise<number> {
  return act(house, actor, 'screening.admitTogether', `call/${callId}`, async (deed) => {
    const found = await situation(deed, callId, applicationIds, actor);
    demand(can.decideMany(actor, found.version.closesAt, deed.at));
    if (applicationIds.length === 0) throw new AppError('invalid', [reason('screening.noneChosen', {}, { at: 'applications' })]);
    if (found.standings.length < new Set(applicationIds).size) throw notFound();
    const waiting = found.standings.filter(untouched);
    const notInOrder = waiting.filter((s) => !machineMet(checklist(s.call, s.submission.snapshot)));
    if (notInOrder.length > 0) throw new AppError('invalid', [reason('screening.notInOrder', { protocols: notInOrder.map((s) => s.submission.protocol) })]);
    for (const standing of waiting) {
      demand(can.decide(actor, caseOf(standing, found, deed.at), deed.at));
      await decide(house, deed, actor!, found, standing, { outcome: 'admitted', verified: ['all'], reasons: [], written: '', note: '' }, null);
    }
    await deed.record({ kind: 'screening.admittedTogether', subject: `call/${callId}`, body: { admitted: waiting.length } });
    return waiting.length;
  });
}

/**
 * The second officer's word on a proposal: confirmed it becomes the decision and its letter goes out; sent back it waits for another. What silence
 * has prepared is decided by the officer who confirms it; where four eyes are asked, that officer makes it theirs and another confirms.
 */
export async function answerProposal(house: House, actor: Actor | null, callId: string, applicationId: string, answer: ConfirmationInput): Promise<string> {
  return act(house, actor, 'screening.answerProposal', `applications/${applicationId}`, async (deed) => {
    const { found, standing } = await oneStanding(deed, actor, callId, applicationId);
    const done = await answeredBefore(deed, applicationId, answer);
    if (done && done.answeredBy === actor?.id) {
      await deed.record({ kind: 'screening.repeated', subject: `applications/${applicationId}`, body: { proposal: answer.proposal } });
      return answer.proposal;
    }
    if (!standing.proposal) throw new AppError('conflict', [reason('screening.noProposal')]);
    if (standing.proposal.id !== answer.proposal) throw new AppError('conflict', [reason('form.stale')]);
    return answerOne(house, deed, actor!, found, standing, answer);
  });
}

/** Confirms many proposals at once, all of them or none. */
export async function confirmMany(house: House, actor: Actor | null, callId: string, applicationIds: readonly string[]): Promise<number> {
  return act(house, actor, 'screening.confirmMany', `call/${callId}`, async (deed) => {
    const found = await situation(deed, callId, applicationIds, actor);
    demand(can.decideMany(actor, found.version.closesAt, deed.at));
    if (applicationIds.length === 0) throw new AppError('invalid', [reason('screening.noneChosen', {}, { at: 'applications' })]);
    const waiting = found.standings.filter((s) => s.proposal !== null);
    if (waiting.length === 0) throw new AppError('conflict', [reason('screening.noProposal')]);
    const mine = (s: Standing) => can.confirm(actor, caseOf(s, found, deed.at), s.proposal!, screeningTerms(s.call), deed.at).ok;
    const against = waiting.filter((s) => s.proposal!.ground !== 'officer' || !mine(s));
    if (against.length > 0) throw new AppError('forbidden', [reason('screening.confirmedAgainst', { protocols: against.map((s) => s.submission.protocol) })]);
    for (const standing of waiting) await answerOne(house, deed, actor!, found, standing, { proposal: standing.proposal!.id, answer: 'confirm', why: '' });
    await deed.record({ kind: 'screening.confirmedTogether', subject: `call/${callId}`, body: { confirmed: waiting.length } });
    return waiting.length;
  });
}

async function answeredBefore({ tx }: Deed, applicationId: string, { proposal, answer }: ConfirmationInput) {
  return tx
    .selectFrom('screening_proposals')
    .select('answered_by as answeredBy')
    .where('application_id', '=', applicationId)
    .where('state', '=', answer === 'confirm' ? 'confirmed' : 'returned')
    .where(({ eb, cast, ref }) => eb(cast<string>(ref('id'), 'text'), '=', proposal))
    .executeTakeFirst();
}

async function answerOne(house: House, deed: Deed, actor: Actor, found: Situation, standing: Standing, { answer, why }: ConfirmationInput): Promise<string> {
  const { tx, at, record } = deed;
  const waiting = standing.proposal!;
  const subject = `applications/${standing.submission.applicationId}`;
  demand(can.confirm(actor, caseOf(standing, found, at), waiting, screeningTerms(standing.call), at));
  const proposal = await tx.selectFrom('screening_proposals').selectAll().where('id', '=', waiting.id).executeTakeFirstOrThrow();
  const close = (state: 'confirmed' | 'returned') =>
    tx.updateTable('screening_proposals').set({ state, answered_at: at, answered_by: actor.id, answer: why }).where('id', '=', proposal.id).execute();
  if (answer === 'return') {
    if (why.length < MIN_WRITTEN) throw new AppError('invalid', [reason('screening.answerNeeded', { min: MIN_WRITTEN, length: why.length }, { at: 'why' })]);
    await close('returned');
    await record({ kind: 'screening.returned', subject, body: { proposal: proposal.id, why } });
    return proposal.id;
  }
  if (proposal.proposed_by === null && screeningTerms(standing.call).fourEyes) {
    await tx.updateTable('screening_proposals').set({ proposed_by: actor.id, proposed_at: at }).where('id', '=', proposal.id).execute();
    await record({ kind: 'screening.proposed', subject, body: { proposal: proposal.id, outcome: proposal.outcome, ground: proposal.ground } });
    return proposal.id;
  }
  await close('confirmed');
  return settle(house, deed, actor, found, standing, {
    outcome: proposal.outcome,
    reasons: proposal.reasons as Reason[],
    lines: proposal.checklist as Line[],
    reserve: proposal.reserve,
    note: proposal.note,
    proposedBy: proposal.proposed_by,
    key: null,
  });
}

async function repeated({ tx }: Deed, applicationId: string, key: string | null): Promise<string | undefined> {
  if (key === null) return undefined;
  for (const table of ['screening_decisions', 'screening_proposals'] as const) {
    const known = await tx.selectFrom(table).select('id').where('application_id', '=', applicationId).where('idempotency_key', '=', key).executeTakeFirst();
    if (known) return known.id;
  }
  return undefined;
}

/** Checks what an officer decides, then proposes it to another or settles it. */
async function decide(house: House, deed: Deed, actor: Actor, found: Situation, standing: Standing, entry: Entry, key: string | null): Promise<string> {
  const { submission, call, repaired } = standing;
  const lines = lookedAt(call, submission, repaired, entry.verified);
  const reserve = entry.reserve?.trim() ?? '';
  const judgement = { outcome: entry.outcome, picked: entry.reasons, written: entry.written, note: entry.note, reserve };
  const wrong = complaints(lines, judgement);
  if (wrong.length > 0) throw new AppError('invalid', wrong);
  const decision = {
    outcome: entry.outcome,
    reasons: entry.outcome === 'excluded' ? exclusionReasons(lines, judgement) : [],
    lines,
    reserve: entry.outcome === 'admittedWithReserve' ? reserve : '',
    note: entry.note.trim(),
  };
  if (!screeningTerms(call).fourEyes) return settle(house, deed, actor, found, standing, { ...decision, proposedBy: null, key });
  const { tx, at, record } = deed;
  await replaceProposal(deed, actor, submission.applicationId);
  const { id } = await tx
    .insertInto('screening_proposals')
    .values({
      application_id: submission.applicationId,
      submission_id: submission.submissionId,
      outcome: decision.outcome,
      reasons: JSON.stringify(decision.reasons),
      checklist: JSON.stringify(lines),
      reserve: decision.reserve,
      note: decision.note,
      ground: 'officer',
      proposed_at: at,
      proposed_by: actor.id,
      idempotency_key: key,
      state: 'open',
      answered_at: null,
      answered_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record({
    kind: 'screening.proposed',
    subject: `applications/${submission.applicationId}`,
    body: { proposal: id, outcome: decision.outcome, reasons: decision.reasons.map((r) => r.code) },
  });
  return id;
}

const replaceProposal = ({ tx, at }: Deed, actor: Actor, applicationId: string) =>
  tx
    .updateTable('screening_proposals')
    .set({ state: 'replaced', answered_at: at, answered_by: actor.id })
    .where('application_id', '=', applicationId)
    .where('state', '=', 'open')
    .execute();

type Settled = {
  outcome: ScreeningOutcome;
  reasons: readonly Reason[];
  lines: readonly Line[];
  reserve: string;
  note: string;
  proposedBy: string | null;
  key: string | null;
};

/** Keeps the decision beside the ones before it, and tells the applicant. */
async function settle(house: House, deed: Deed, actor: Actor, found: Situation, { submission, current }: Standing, decision: Settled): Promise<string> {
  const { tx, at, record } = deed;
  const { applicationId, submissionId } = submission;
  const { outcome, reasons, reserve } = decision;
  await replaceProposal(deed, actor, applicationId);
  await tx
    .updateTable('screening_decisions')
    .set({ superseded_at: at })
    .where('application_id', 'in', orNobody([applicationId]))
    .where('superseded_at', 'is', null)
    .execute();
  const { id } = await tx
    .insertInto('screening_decisions')
    .values({
      application_id: applicationId,
      submission_id: submissionId,
      outcome,
      reasons: JSON.stringify(reasons),
      checklist: JSON.stringify(decision.lines),
      note: decision.note,
      decided_at: at,
      decided_by: actor.id,
      idempotency_key: decision.key,
      superseded_at: null,
      reserve,
      proposed_by: decision.proposedBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record({
    kind: `application.${outcome}`,
    subject: `applications/${applicationId}`,
    body: {
      decision: id,
      submission: submission.sha256,
      reasons: reasons.map((r) => r.code),
      ...(reserve && { reserve }),
      ...(current?.outcome === 'admittedWithReserve' && { settlesReserveOf: current.id }),
      ...(decision.proposedBy && { proposedBy: decision.proposedBy }),
    },
  });
  const { acronym, title } = submission.snapshot;
  await writeLetter(house, deed, actor, {
    kind: outcome,
    callId: found.version.callId,
    applicationId,
    matter: {
      call: found.version.call,
      acronym,
      title,
      protocol: submission.protocol,
      lead: leadOf(submission),
      ...(outcome === 'excluded' && { reasons }),
      ...(outcome === 'admittedWithReserve' && { reserve }),
    },
  });
  return id;
}

function lookedAt(call: Call, submission: CurrentSubmission, repaired: readonly RepairedDocument[], verified: readonly string[]): Line[] {
  const lines = checklist(call, submission.snapshot, verified, repaired);
  return verified.includes('all') ? checklist(call, submission.snapshot, handIds(lines), repaired) : lines;
}
