import type { Actor } from '#src/core/actor.ts';
import type { Decision } from '#src/core/decision.ts';
import { notFound } from '#src/core/errors.ts';
import { currentSubmission, submissionsWithSnapshots, type CurrentSubmission } from '#src/funding/applications/queries.ts';
import { currentVersion, versionsOfCall, type CallVersion } from '#src/funding/calls/queries.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { Instant } from '#src/core/time.ts';
import { can } from './policy.ts';
import { afterScreening, decisionsOn, screeningOutcomes, type DecisionShown } from './queries.ts';
import { checklist, machineMet, type Line } from './rules.ts';

/** Who asks of what, and when. */
type Asking = { db: Reader; actor: Actor | null; callId: string; now: Instant };

/** The call in force, for those who may see its admission check at all. */
export async function screenedCall({ db, actor, callId }: Asking): Promise<CallVersion> {
  const version = await currentVersion(db, callId);
  if (!version || !can.view(actor).ok) throw notFound();
  return version;
}

export type ScreeningCase = { version: CallVersion; call: Call; submission: CurrentSubmission; lines: Line[]; decisions: DecisionShown[]; decision: Decision };

/** One submission of this call with all that is known of its check; not found when it is another call's. */
export async function screeningCase(asking: Asking, applicationId: string): Promise<ScreeningCase> {
  const { db, actor, now } = asking;
  const version = await screenedCall(asking);
  const submission = await currentSubmission(db, idOr404(applicationId));
  if (submission.callId !== version.callId) throw notFound();
  const call = (await versionsOfCall(db, version.callId)).find((v) => v.versionId === submission.callVersionId)?.call ?? version.call;
  const decisions = await decisionsOn(db, submission.submissionId);
  const after = await afterScreening(db, version.callId, [submission.applicationId]);
  const { members } = submission.snapshot.facts;
  const decision = can.decide(
    actor,
    { closesAt: version.closesAt, members, reviewed: after.reviewed.has(submission.applicationId), ranked: after.ranked },
    now,
  );
  return { version, call, submission, lines: checklist(call, submission.snapshot), decisions, decision };
}

export type InOrder = { applicationId: string; protocol: string; acronym: string; lead: string };

/** Waiting, without a conflict of this officer, and with every machine line met: those that can be admitted together. */
export async function inOrder({ db, actor, callId, now }: Asking, version: CallVersion): Promise<InOrder[]> {
  const outcomes = await screeningOutcomes(db, callId);
  const calls = new Map((await versionsOfCall(db, callId)).map((v) => [v.versionId, v.call]));
  const submissions = await submissionsWithSnapshots(db, callId);
  return submissions
    .filter((s) => !outcomes.has(s.applicationId))
    .filter((s) => can.decide(actor, { closesAt: version.closesAt, members: s.snapshot.facts.members, reviewed: false, ranked: false }, now).ok)
    .filter((s) => machineMet(checklist(calls.get(s.callVersionId) ?? version.call, s.snapshot)))
    .map((s) => ({
      applicationId: s.applicationId,
      protocol: s.protocol,
      acronym: s.snapshot.acronym,
      lead: s.snapshot.facts.members.find((m) => m.role === 'lead')?.name ?? '',
    }));
}

/** What is no id is nobody's. */
export function idOr404(text: string | undefined): string {
  if (!text || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) throw notFound();
  return text;
}
