import type { Actor } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import { submissionsWithSnapshots, type CurrentSubmission } from '#src/funding/applications/queries.ts';
import { concerning, conflictedPeople } from '#src/funding/conflicts/queries.ts';
import { currentVersion, versionsOfCall, type CallVersion } from '#src/funding/calls/queries.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Deed } from '#src/plumbing/house.ts';
import { can, type Case } from '../policy.ts';
import { afterScreening, repairedDocumentsOf } from '../queries.ts';
import type { RepairedDocument } from '../rules.ts';
import { inTerm } from '../rules/term.ts';
import type { ScreeningOutcome } from '../states.ts';

/** One submission with all that stands on it, as an action reads it under a lock. */
export type Standing = {
  submission: CurrentSubmission;
  /** The call as it was when the application was submitted. */
  call: Call;
  current: { id: string; outcome: ScreeningOutcome } | null;
  proposal: { id: string; proposedBy: string | null; ground: 'officer' | 'termExpired' } | null;
  /** The last request for repair that was not withdrawn. */
  repair: { id: string; state: 'open' | 'answered' | 'expired'; dueAt: Instant; endedAt: Instant | null } | null;
  repaired: RepairedDocument[];
  /** Who has something to do with it. */
  barred: readonly string[];
  /** An answer has come in since the last decision. */
  unread: boolean;
};

export type Situation = { version: CallVersion; standings: Standing[]; after: Awaited<ReturnType<typeof afterScreening>> };

/**
 * The submissions that count among these applications and that the actor has nothing to do with, locked: two officers, and an applicant who answers, go one after the other.
 */
export async function situation({ tx }: Deed, callId: string, applicationIds: readonly string[], actor: Actor | null = null): Promise<Situation> {
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
  const own = actor
    ? await concerning(
        tx,
        actor,
        locked.map((l) => l.id),
      )
    : new Set<string>();
  const ids = new Set(locked.map((l) => l.id).filter((id) => !own.has(id)));
  const conflicted = await conflictedPeople(tx, [...ids]);
  const among = orNobody([...ids]);
  const decided = await tx
    .selectFrom('screening_decisions')
    .select(['id', 'submission_id as submission', 'outcome', 'decided_at as at'])
    .where('application_id', 'in', among)
    .where('superseded_at', 'is', null)
    .execute();
  const proposed = await tx
    .selectFrom('screening_proposals')
    .select(['id', 'submission_id as submission', 'proposed_by as proposedBy', 'ground'])
    .where('application_id', 'in', among)
    .where('state', '=', 'open')
    .execute();
  const asked = await tx
    .selectFrom('repair_requests')
    .select(['id', 'submission_id as submission', 'state', 'due_at as dueAt', 'ended_at as endedAt'])
    .where('application_id', 'in', among)
    .where('state', '<>', 'cancelled')
    .orderBy('opened_at')
    .execute();
  const back = await repairedDocumentsOf(tx, [...ids]);
  const versions = new Map((await versionsOfCall(tx, callId)).map((v) => [v.versionId, v.call]));
  const submissions = ids.size > 0 ? (await submissionsWithSnapshots(tx, callId)).filter((s) => ids.has(s.applicationId)) : [];
  return {
    version,
    after: await afterScreening(tx, callId, [...ids]),
    standings: submissions.map((submission) => {
      const mine = <R extends { submission: string }>(rows: readonly R[]) => rows.findLast((r) => r.submission === submission.submissionId);
      const [current, proposal, repair] = [mine(decided), mine(proposed), mine(asked)];
      return {
        submission,
        call: versions.get(submission.callVersionId) ?? version.call,
        current: current ? { id: current.id, outcome: current.outcome } : null,
        proposal: proposal ? { id: proposal.id, proposedBy: proposal.proposedBy, ground: proposal.ground } : null,
        repair: repair ? { id: repair.id, state: repair.state as 'open', dueAt: repair.dueAt, endedAt: repair.endedAt } : null,
        repaired: back.get(submission.applicationId) ?? [],
        barred: [...(conflicted.get(submission.applicationId) ?? [])],
        unread: repair?.state === 'answered' && (!current || current.at < repair.endedAt!),
      };
    }),
  };
}

/** SQL knows no empty list. */
export const orNobody = (ids: readonly string[]): readonly string[] => (ids.length > 0 ? ids : ['00000000-0000-0000-0000-000000000000']);

/** What the policy has to know of it at this instant. */
export const caseOf = (standing: Standing, { version, after }: Situation, now: Instant): Case => ({
  closesAt: version.closesAt,
  members: standing.submission.snapshot.facts.members.map(({ id, name }) => ({ id, name })),
  reviewed: after.reviewed.has(standing.submission.applicationId),
  ranked: after.ranked,
  reserved: standing.current?.outcome === 'admittedWithReserve',
  openRepair: standing.repair?.state === 'open' && inTerm(standing.repair.dueAt, now) ? { dueAt: standing.repair.dueAt } : null,
});

/** One submission of this call; whoever may not see it is told that there is none. */
export async function oneStanding(deed: Deed, actor: Actor | null, callId: string, applicationId: string): Promise<{ found: Situation; standing: Standing }> {
  const found = await situation(deed, callId, [applicationId], actor);
  const standing = found.standings[0];
  if (!standing || !can.view(actor).ok) throw notFound();
  return { found, standing };
}

/** What stands there now: what an officer must have looked at. */
export const tokenOf = ({ proposal, current }: Pick<Standing, 'proposal' | 'current'>): string => proposal?.id ?? current?.id ?? '';

export const leadOf = ({ snapshot }: CurrentSubmission): string => snapshot.facts.members.find((m) => m.role === 'lead')?.name ?? '';
