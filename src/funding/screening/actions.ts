import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { submissionsWithSnapshots, type CurrentSubmission } from '#src/funding/applications/queries.ts';
import { currentVersion, versionsOfCall, type CallVersion } from '#src/funding/calls/queries.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { queueMail } from '#src/plumbing/mail/mail.ts';
import { screeningLetter } from './letters.ts';
import { can } from './policy.ts';
import { addressees, afterScreening } from './queries.ts';
import { checklist, complaints, exclusionReasons, handIds, machineMet, type Line } from './rules.ts';
import type { DecisionInput } from './schema.ts';
import type { ScreeningOutcome } from './states.ts';

/** One submission with the decision on it, as an action reads it under a lock. */
type Standing = { submission: CurrentSubmission; call: Call; current: string | null };

/**
 * Admits or excludes one submission, instead of an earlier decision if there is one. The same `key` again changes nothing.
 * Returns the id of the decision.
 */
export async function decideScreening(
  house: House,
  actor: Actor | null,
  callId: string,
  applicationId: string,
  entry: DecisionInput,
  key: string | null = null,
): Promise<string> {
  return act(house, actor, 'screening.decide', `applications/${applicationId}`, async (deed) => {
    const { version, standings, after } = await situation(deed, callId, [applicationId]);
    const standing = standings[0];
    if (!standing || !can.view(actor).ok) throw notFound();
    const known = await repeated(deed, applicationId, key);
    if (known) {
      await deed.record({ kind: 'screening.repeated', subject: `applications/${applicationId}`, body: { decision: known } });
      return known;
    }
    demand(can.decide(actor, caseOf(standing, version, after), deed.at));
    if (entry.seen !== undefined && entry.seen !== (standing.current ?? '')) throw new AppError('conflict', [reason('form.stale')]);
    return decide(deed, actor!, version, standing, entry, key);
  });
}

/** Many decisions in one deed: all of them or none. */
export async function decideMany(
  house: House,
  actor: Actor | null,
  callId: string,
  entries: readonly (DecisionInput & { applicationId: string })[],
): Promise<number> {
  return act(house, actor, 'screening.decideMany', `call/${callId}`, async (deed) => {
    const { version, standings, after } = await situation(
      deed,
      callId,
      entries.map((e) => e.applicationId),
    );
    demand(can.decideMany(actor, version.closesAt, deed.at));
    const byId = new Map(standings.map((s) => [s.submission.applicationId, s]));
    for (const entry of entries) {
      const standing = byId.get(entry.applicationId);
      if (!standing) throw notFound();
      demand(can.decide(actor, caseOf(standing, version, after), deed.at));
      await decide(deed, actor!, version, standing, entry, null);
    }
    await deed.record({ kind: 'screening.decidedTogether', subject: `call/${callId}`, body: { decisions: entries.length } });
    return entries.length;
  });
}

/** Admits all of these whose every machine line is met and that nobody has decided on yet; one that does not qualify refuses them all. */
export async function admitTogether(house: House, actor: Actor | null, callId: string, applicationIds: readonly string[]): Promise<number> {
  return act(house, actor, 'screening.admitTogether', `call/${callId}`, async (deed) => {
    const { version, standings, after } = await situation(deed, callId, applicationIds);
    demand(can.decideMany(actor, version.closesAt, deed.at));
    if (applicationIds.length === 0) throw new AppError('invalid', [reason('screening.noneChosen', {}, { at: 'applications' })]);
    const waiting = standings.filter((s) => s.current === null);
    if (standings.length < new Set(applicationIds).size) throw notFound();
    const notInOrder = waiting.filter((s) => !machineMet(checklist(s.call, s.submission.snapshot)));
    if (notInOrder.length > 0) throw new AppError('invalid', [reason('screening.notInOrder', { protocols: notInOrder.map((s) => s.submission.protocol) })]);
    for (const standing of waiting) {
      demand(can.decide(actor, caseOf(standing, version, after), deed.at));
      await decide(deed, actor!, version, standing, { outcome: 'admitted', verified: ['all'], reasons: [], written: '', note: '' }, null);
    }
    await deed.record({ kind: 'screening.admittedTogether', subject: `call/${callId}`, body: { admitted: waiting.length } });
    return waiting.length;
  });
}

type Situation = { version: CallVersion; standings: Standing[]; after: Awaited<ReturnType<typeof afterScreening>> };

/** The submissions that count among these applications, locked: two officers decide one after the other. */
async function situation({ tx }: Deed, callId: string, applicationIds: readonly string[]): Promise<Situation> {
  const version = await currentVersion(tx, callId);
  if (!version) throw notFound();
  const locked = await tx
    .selectFrom('submissions')
    .select('application_id as id')
    .where('call_id', '=', callId)
    .where('superseded_at', 'is', null)
    .where('application_id', 'in', orNobody(applicationIds))
    .orderBy('id')
    .forUpdate()
    .execute();
  const ids = new Set(locked.map((l) => l.id));
  const current = await tx
    .selectFrom('screening_decisions')
    .select(['id', 'submission_id as submission'])
    .where('application_id', 'in', orNobody([...ids]))
    .where('superseded_at', 'is', null)
    .execute();
  const decided = new Map(current.map((d) => [d.submission, d.id]));
  const versions = new Map((await versionsOfCall(tx, callId)).map((v) => [v.versionId, v.call]));
  const submissions = ids.size > 0 ? (await submissionsWithSnapshots(tx, callId)).filter((s) => ids.has(s.applicationId)) : [];
  return {
    version,
    standings: submissions.map((submission) => ({
      submission,
      call: versions.get(submission.callVersionId) ?? version.call,
      current: decided.get(submission.submissionId) ?? null,
    })),
    after: await afterScreening(tx, callId, [...ids]),
  };
}

/** SQL knows no empty list. */
const orNobody = (ids: readonly string[]): readonly string[] => (ids.length > 0 ? ids : ['00000000-0000-0000-0000-000000000000']);

const caseOf = ({ submission }: Standing, version: CallVersion, after: Situation['after']) => ({
  closesAt: version.closesAt,
  members: submission.snapshot.facts.members.map(({ id, name }) => ({ id, name })),
  reviewed: after.reviewed.has(submission.applicationId),
  ranked: after.ranked,
});

async function repeated({ tx }: Deed, applicationId: string, key: string | null): Promise<string | undefined> {
  if (key === null) return undefined;
  return (
    await tx.selectFrom('screening_decisions').select('id').where('application_id', '=', applicationId).where('idempotency_key', '=', key).executeTakeFirst()
  )?.id;
}

/** Checks the decision, keeps it beside the ones before it, and tells the applicant. */
async function decide(
  deed: Deed,
  actor: Actor,
  version: CallVersion,
  { submission, call }: Standing,
  entry: DecisionInput,
  key: string | null,
): Promise<string> {
  const lines = lookedAt(call, submission, entry.verified);
  const judgement = { outcome: entry.outcome, picked: entry.reasons, written: entry.written, note: entry.note };
  const wrong = complaints(lines, judgement);
  if (wrong.length > 0) throw new AppError('invalid', wrong);
  const { tx, at, record } = deed;
  const { applicationId, submissionId } = submission;
  const reasons = entry.outcome === 'excluded' ? exclusionReasons(lines, judgement) : [];
  await tx
    .updateTable('screening_decisions')
    .set({ superseded_at: at })
    .where('application_id', '=', applicationId)
    .where('superseded_at', 'is', null)
    .execute();
  const { id } = await tx
    .insertInto('screening_decisions')
    .values({
      application_id: applicationId,
      submission_id: submissionId,
      outcome: entry.outcome,
      reasons: JSON.stringify(reasons),
      checklist: JSON.stringify(lines),
      note: entry.note.trim(),
      decided_at: at,
      decided_by: actor.id,
      idempotency_key: key,
      superseded_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record({
    kind: `application.${entry.outcome}`,
    subject: `applications/${applicationId}`,
    body: { decision: id, submission: submission.sha256, reasons: reasons.map((r) => r.code) },
  });
  await tell(deed, version.call, applicationId, { id, outcome: entry.outcome, reasons });
  return id;
}

function lookedAt(call: Call, submission: CurrentSubmission, verified: readonly string[]): Line[] {
  const lines = checklist(call, submission.snapshot, verified);
  return verified.includes('all') ? checklist(call, submission.snapshot, handIds(lines)) : lines;
}

async function tell(
  deed: Deed,
  call: Call,
  applicationId: string,
  decision: { id: string; outcome: ScreeningOutcome; reasons: Parameters<typeof screeningLetter>[0]['reasons'] },
): Promise<void> {
  for (const to of await addressees(deed.tx, [applicationId])) {
    await queueMail(deed, {
      key: `screening/${decision.id}`,
      to: to.email,
      ...screeningLetter({ ...to, call, outcome: decision.outcome, reasons: decision.reasons }),
    });
  }
}
