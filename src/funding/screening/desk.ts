import { idOr404 } from '#src/plumbing/http/asking.ts';
import type { Actor } from '#src/core/actor.ts';
import { all, reason, no, yes, type Decision } from '#src/core/decision.ts';
import { notFound } from '#src/core/errors.ts';
import { currentSubmission, submissionsWithSnapshots, type CurrentSubmission } from '#src/funding/applications/queries.ts';
import { concerning } from '#src/funding/conflicts/queries.ts';
import { currentVersion, versionsOfCall, type CallVersion } from '#src/funding/calls/queries.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { romeDate, type CalendarDate, type Instant } from '#src/core/time.ts';
import { can, type Case } from './policy.ts';
import { afterScreening, decisionsOn, repairedDocumentsOf, screeningOutcomes, type DecisionShown } from './queries.ts';
import { proposalsOn, type ProposalShown } from './queries/proposals.ts';
import { checksOn, officersOf, ownerOf, queueCounts, type CaseOwner, type Check, type Officer, type QueueCount } from './queries/queue.ts';
import { repairsOn, type RepairRequest } from './queries/repairs.ts';
import { checklist, machineMet, type Line, type RepairedDocument } from './rules.ts';
import { repairableItems, unrepairableItems, type Repairable, type Unrepairable } from './rules/repairs.ts';
import { admissionDue, inTerm, screeningTerms, type ScreeningTerms } from './rules/term.ts';

/** Who asks of what, and when. */
export type Asking = { db: Reader; actor: Actor | null; callId: string; now: Instant };

/** The call in force, for those who may see its admission check at all. */
export async function screenedCall({ db, actor, callId }: Asking): Promise<CallVersion> {
  const version = await currentVersion(db, callId);
  if (!version || !can.view(actor).ok) throw notFound();
  return version;
}

export type ScreeningCase = {
  version: CallVersion;
  /** The call as it was when the application was submitted. */
  call: Call;
  terms: ScreeningTerms;
  submission: CurrentSubmission;
  lines: Line[];
  checks: Check[];
  decisions: DecisionShown[];
  proposals: ProposalShown[];
  repairs: RepairRequest[];
  repaired: RepairedDocument[];
  owner: CaseOwner | undefined;
  officers: Officer[];
  repairable: Repairable[];
  unrepairable: Unrepairable[];
  /** Whether each deed can be done now, and why not. */
  decision: Decision;
  work: Decision;
  askRepair: Decision;
  confirm: Decision;
};

/** One submission of this call with all that is known of its check; not found when it is another call's, or who asks has something to do with it. */
export async function screeningCase(asking: Asking, applicationId: string): Promise<ScreeningCase> {
  const { db, actor, now } = asking;
  const version = await screenedCall(asking);
  const submission = await currentSubmission(db, idOr404(applicationId));
  if (submission.callId !== version.callId) throw notFound();
  if ((await concerning(db, actor!, [submission.applicationId])).size > 0) throw notFound();
  const call = (await versionsOfCall(db, version.callId)).find((v) => v.versionId === submission.callVersionId)?.call ?? version.call;
  const { submissionId } = submission;
  const decisions = await decisionsOn(db, submissionId);
  const proposals = await proposalsOn(db, submissionId);
  const repairs = await repairsOn(db, submissionId);
  const after = await afterScreening(db, version.callId, [submission.applicationId]);
  const repaired = (await repairedDocumentsOf(db, [submission.applicationId])).get(submission.applicationId) ?? [];
  const { snapshot } = submission;
  const current = decisions.find((d) => d.supersededAt === null);
  const open = repairs.find((r) => r.state === 'open' && inTerm(r.dueAt, now));
  const it: Case = {
    closesAt: version.closesAt,
    members: snapshot.facts.members,
    reviewed: after.reviewed.has(submission.applicationId),
    ranked: after.ranked,
    reserved: current?.outcome === 'admittedWithReserve',
    openRepair: open ? { dueAt: open.dueAt } : null,
  };
  const terms = screeningTerms(call);
  const proposal = proposals.find((p) => p.state === 'open');
  return {
    version,
    call,
    terms,
    submission,
    lines: checklist(call, snapshot, [], repaired),
    checks: await checksOn(db, submissionId),
    decisions,
    proposals,
    repairs,
    repaired,
    owner: await ownerOf(db, submission.applicationId),
    officers: await officersOf(db, version.callId),
    repairable: repairableItems(call, snapshot),
    unrepairable: unrepairableItems(call, snapshot),
    decision: can.decide(actor, it, now),
    work: can.work(actor, it, now),
    askRepair: can.askRepair(actor, it, terms, now),
    confirm: proposal ? can.confirm(actor, it, proposal, terms, now) : no(reason('screening.noProposal')),
  };
}

export type InOrder = { applicationId: string; protocol: string; acronym: string; lead: string };

export type ScreeningDesk = {
  version: CallVersion;
  terms: ScreeningTerms;
  dueOn: CalendarDate;
  counts: QueueCount[];
  officers: Officer[];
  inOrder: InOrder[];
  /** Cases that nobody has and that could be given out. */
  toDistribute: number;
  decision: Decision;
  distribute: Decision;
};

/** The head of the queue: figures, officers, and what can be done with many at once. */
export async function screeningDesk(asking: Asking): Promise<ScreeningDesk> {
  const { db, actor, now } = asking;
  const version = await screenedCall(asking);
  const terms = screeningTerms(version.call);
  const decision = can.decideMany(actor, version.closesAt, now);
  const counts = await queueCounts(db, { version, viewer: actor!, now });
  const officers = await officersOf(db, version.callId);
  const toDistribute = counts
    .filter((c) => c.owner === 'unassigned' && !['admitted', 'admittedWithReserve', 'excluded'].includes(c.state))
    .reduce((n, c) => n + c.n, 0);
  return {
    version,
    terms,
    dueOn: admissionDue(version.closesAt, terms.admissionDays, 0),
    counts,
    officers,
    inOrder: decision.ok ? await inOrder(asking, version) : [],
    toDistribute,
    decision,
    distribute: all(can.assign(actor, version.closesAt, now), toDistribute > 0 ? yes : no(reason('screening.nothingToDistribute'))),
  };
}

/** Waiting, without a conflict of this officer, and with every machine line met: those that can be admitted together. */
export async function inOrder({ db, actor, callId, now }: Asking, version: CallVersion): Promise<InOrder[]> {
  const touched = new Set([...(await screeningOutcomes(db, callId)).keys(), ...(await underWay(db, callId))]);
  const calls = new Map((await versionsOfCall(db, callId)).map((v) => [v.versionId, v.call]));
  const submissions = await submissionsWithSnapshots(db, callId);
  const own = await concerning(
    db,
    actor!,
    submissions.map((s) => s.applicationId),
  );
  return submissions
    .filter((s) => !touched.has(s.applicationId) && !own.has(s.applicationId))
    .filter((s) => can.decide(actor, { closesAt: version.closesAt, members: s.snapshot.facts.members, reviewed: false, ranked: false }, now).ok)
    .filter((s) => machineMet(checklist(calls.get(s.callVersionId) ?? version.call, s.snapshot)))
    .map((s) => ({
      applicationId: s.applicationId,
      protocol: s.protocol,
      acronym: s.snapshot.acronym,
      lead: s.snapshot.facts.members.find((m) => m.role === 'lead')?.name ?? '',
    }));
}

/** Applications on which a proposal waits or a request for repair was made. */
async function underWay(db: Reader, callId: string): Promise<string[]> {
  const proposed = db
    .selectFrom('screening_proposals as p')
    .innerJoin('submissions as s', 's.id', 'p.submission_id')
    .select('p.application_id as id')
    .where('s.call_id', '=', callId)
    .where('p.state', '=', 'open');
  const asked = db.selectFrom('repair_requests').select('application_id as id').where('call_id', '=', callId).where('state', '<>', 'cancelled');
  return (await proposed.union(asked).execute()).map((r) => r.id);
}

/** The day on which this submission's check should be through: the days for which the applicant had the floor do not count. */
export function dueOnOf({ version, terms, repairs }: Pick<ScreeningCase, 'version' | 'terms' | 'repairs'>, now: Instant): CalendarDate {
  const days = repairs.map((r) => {
    const until = r.endedAt ?? (now < r.dueAt ? now : r.dueAt);
    return Math.round((Date.parse(romeDate(until)) - Date.parse(romeDate(r.openedAt))) / 86_400_000);
  });
  return admissionDue(
    version.closesAt,
    terms.admissionDays,
    days.reduce((a, b) => a + b, 0),
  );
}
