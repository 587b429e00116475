import { notFound, see } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { can as ofExperts } from '#src/funding/experts/policy.ts';
import { stageOf } from '#src/funding/experts/queries/stage.ts';
import { explainAffinity, statisticsFor } from '#src/funding/experts/rules/affinity.ts';
import type { AskingAcross } from '#src/plumbing/http/asking.ts';
import { assignmentGround, concernsOne } from './queries/assignment.ts';
import { lastBasis } from './queries/runs.ts';

/**
 * Every expert's affinity to one admitted proposal, the highest first, with the words that made it: those that the last proposed assignment counted, or
 * today's before there is one. Not found for who has to do with the proposal.
 */
export async function affinityDesk({ db, actor, now, ports }: AskingAcross, callId: string, applicationId: string) {
  see(ofExperts.seeExperts(actor, callId));
  const stage = await stageOf(db, callId);
  const ground = await assignmentGround({ db, ports }, callId, stage.version.call.evaluation, romeDate(now));
  const proposal = ground.proposals.find((p) => p.id === applicationId);
  if (!proposal || concernsOne(ground, proposal, actor!)) throw notFound();
  const kept = await lastBasis(db, callId);
  const statistics = kept?.basis.statistics ?? statisticsFor(ground.experts, ground.proposals);
  const rows = ground.experts
    .filter((e) => !e.ended)
    .map((e) => ({
      pseudonym: e.pseudonym,
      name: e.name,
      barred: ground.isBarred(proposal.id, e.id),
      explained: explainAffinity({ ...e, ...kept?.basis.experts[e.id] }, proposal, statistics),
    }))
    .sort((a, b) => b.explained.total - a.explained.total);
  return { stage, proposal, rows, proposedAt: kept?.proposedAt ?? null };
}
