import { notFound, see } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { can as ofExperts } from '#src/funding/experts/policy.ts';
import { stageOf } from '#src/funding/experts/queries/stage.ts';
import { explainAffinity, statisticsFor } from '#src/funding/experts/rules/affinity.ts';
import type { Asking } from '#src/plumbing/http/asking.ts';
import { assignmentGround, concernsOne } from './queries/assignment.ts';

/** Every expert's affinity to one admitted proposal, the highest first, with the words that made it. Not found for who has to do with the proposal. */
export async function affinityDesk({ db, actor, now }: Asking, callId: string, applicationId: string) {
  see(ofExperts.seeExperts(actor, callId));
  const stage = await stageOf(db, callId);
  const ground = await assignmentGround(db, callId, stage.version.call.evaluation, romeDate(now));
  const proposal = ground.proposals.find((p) => p.id === applicationId);
  if (!proposal || concernsOne(ground, proposal, actor!)) throw notFound();
  const statistics = statisticsFor(ground.experts, ground.proposals);
  const rows = ground.experts
    .map((e) => ({ pseudonym: e.pseudonym, name: e.name, barred: ground.isBarred(proposal.id, e.id), explained: explainAffinity(e, proposal, statistics) }))
    .sort((a, b) => b.explained.total - a.explained.total);
  return { stage, proposal, rows };
}
