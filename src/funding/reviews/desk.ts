import type { Actor } from '#src/core/actor.ts';
import type { Decision } from '#src/core/decision.ts';
import { notFound } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { can, type OwnReview } from './policy.ts';
import { assignmentGround, isFeasible, latestRun, runFits, type Ground, type Run } from './queries/assignment.ts';
import { callExpert, declarationRows, type CallExpert, type DeclarationRow } from './queries/experts.ts';
import { panelCase, type PanelShown } from './queries/panel.ts';
import { reviewById, type ReviewShown } from './queries/reviews.ts';
import { stageOf, type CallStage } from './queries/stage.ts';
import { named } from './rules/names.ts';
import type { Load, RunShown } from './views/assignment.tsx';

/** Who asks, and when. What pages and the API show comes through here, so that both show the same and nobody more than they may see. */
export type Asking = { db: Reader; actor: Actor | null; now: Instant };

const see = (decision: Decision): void => {
  if (!decision.ok) throw notFound();
};

export async function expertsDesk({ db, actor }: Asking, callId: string): Promise<{ stage: CallStage; decision: Decision }> {
  see(can.seeExperts(actor, callId));
  const stage = await stageOf(db, callId);
  return { stage, decision: can.addExperts(actor, stage) };
}

export type DeclarationDesk = { stage: CallStage; registered: CallExpert; rows: DeclarationRow[]; decision: Decision };

/** What an expert of the call declares on. Before the deadline there is nothing to declare on, and nothing to see. */
export async function declarationDesk({ db, actor, now }: Asking, callId: string): Promise<DeclarationDesk> {
  const registered = actor ? await callExpert(db, callId, actor.id) : undefined;
  see(can.seeDeclaration(registered !== undefined));
  const stage = await stageOf(db, callId);
  const decision = can.declare(true, stage, now);
  return { stage, registered: registered!, rows: now > stage.closesAt ? await declarationRows(db, callId, actor!.id) : [], decision };
}

export type AssignmentDesk = {
  stage: CallStage;
  run: RunShown | null;
  loads: Load[];
  counts: { admitted: number; declared: number; experts: number; missing: number };
  decisions: { propose: Decision; release: Decision };
};

/** The evaluation's ground and the last proposed run, in names. Proposals that this person has something to do with stay out. */
export async function assignmentDesk({ db, actor, now }: Asking, callId: string): Promise<AssignmentDesk> {
  see(can.seeExperts(actor, callId));
  const stage = await stageOf(db, callId);
  const { reviewsPerProposal: wanted, maxLoad: callMax } = stage.version.call.evaluation;
  const ground = await assignmentGround(db, callId, { wanted, callMax });
  const run = await latestRun(db, callId);
  const fits = run !== undefined && run.releasedAt === null && runFits(ground, run.result);
  return {
    stage,
    run: run ? runShown(run, ground, actor!) : null,
    loads: loadsOf(ground, run, callMax),
    counts: {
      admitted: ground.proposals.length,
      declared: ground.experts.filter((e) => e.declared).length,
      experts: ground.experts.length,
      missing: ground.proposals.reduce((n, p) => n + p.missing, 0),
    },
    decisions: {
      propose: can.proposeAssignment(actor, stage, now),
      release: can.releaseAssignment(actor, stage, now, { feasible: run !== undefined && isFeasible(run.result), fits }),
    },
  };
}

function runShown(run: Run, ground: Ground, viewer: Actor): RunShown {
  const { id, proposedAt, releasedAt, instance, result } = run;
  if (!isFeasible(result)) return { id, proposedAt, releasedAt, outcome: { infeasible: named(result.infeasible, ground) }, proposals: [] };
  const pseudonym = new Map(ground.experts.map((e) => [e.id, e.pseudonym]));
  const row = new Map(instance.proposals.map((p, i) => [p.id, i]));
  const column = new Map(instance.reviewers.map((r, i) => [r.id, i]));
  const own = (proposal: Ground['proposals'][number]) =>
    proposal.members.some((m) => viewer.organisationIds.includes(m.id)) || ground.hasConflict(proposal.id, viewer.id);
  const proposals = ground.proposals
    .filter((p) => row.has(p.id) && !own(p))
    .map((p) => {
      const chosen = result.pairs.filter(([proposal]) => proposal === p.id).map(([, expert]) => expert);
      return {
        protocol: p.protocol,
        acronym: p.acronym,
        experts: chosen.map((e) => pseudonym.get(e) ?? '?'),
        affinity: chosen.reduce((sum, e) => sum + Number(instance.scores[row.get(p.id)!]![column.get(e)!] ?? 0), 0),
      };
    });
  const { total, minimum, bound, optimal, pairs } = result;
  return { id, proposedAt, releasedAt, outcome: { pairs: pairs.length, total, minimum, bound, optimal }, proposals };
}

function loadsOf(ground: Ground, run: Run | undefined, callMax: number): Load[] {
  const pairs = run && run.releasedAt === null && isFeasible(run.result) ? run.result.pairs : [];
  return ground.experts.map((e) => ({
    pseudonym: e.pseudonym,
    name: e.name,
    now: e.load,
    added: pairs.filter(([, expert]) => expert === e.id).length,
    most: Math.min(e.maxLoad, callMax),
  }));
}

export type ReviewDesk = { review: ReviewShown; decisions: { write: Decision; submit: Decision; refuse: Decision } };

/** One's own review; not found for anyone else. */
export async function reviewDesk({ db, actor }: Asking, id: string): Promise<ReviewDesk> {
  const review = await reviewById(db, id);
  see(can.read(actor, review));
  const own: OwnReview = review;
  return { review, decisions: { write: can.write(actor, own), submit: can.submit(actor, own), refuse: can.refuse(actor, own) } };
}

/** One proposal before the panel; not found for who has something to do with it. */
export async function panelDesk({ db, actor }: Asking, callId: string, applicationId: string): Promise<{ found: PanelShown; decision: Decision }> {
  see(can.seePanel(actor, callId));
  const found = await panelCase(db, callId, applicationId, actor);
  see(can.seePanelCase(actor, found));
  return { found, decision: can.agree(actor, found) };
}
