import type { Actor } from '#src/core/actor.ts';
import { costOf, type Cost } from '#src/core/assignment/judge.ts';
import { yes, type Decision, type Reason } from '#src/core/decision.ts';
import { notFound, see } from '#src/core/errors.ts';
import { romeDate, type Instant } from '#src/core/time.ts';
import { can as ofExperts } from '#src/funding/experts/policy.ts';
import { stageOf, type CallStage } from '#src/funding/experts/queries/stage.ts';
import type { AskingAcross } from '#src/plumbing/http/asking.ts';
import { can, without } from './policy.ts';
import { assignmentGround, concernsOne, isTied, type Ground, type GroundExpert, type GroundProposal } from './queries/assignment.ts';
import { decidedPairs, isFeasible, runFits, runsOf, whyNone, type DecidedPair, type Run } from './queries/runs.ts';
import { about, adjusted, differencesBetween } from './rules/adjust.ts';
import { named } from './rules/names.ts';
import type { Exchange } from './schema.ts';

/** What a run is worth, or why there is none. `proven`: nothing is left out, and what the solver knows of the best is shown. */
export type Outcome =
  | { infeasible: readonly Reason[]; undecided?: true }
  | { pairs: number; total: number; minimum: number; proven: { bound: { total: number; minimum: number }; optimal: boolean } | null };

/** A proposed assignment as it is listed. */
export type RunLine = {
  id: string;
  number: number;
  objective: 'fair' | 'total';
  proposedAt: Instant;
  proposedBy: string;
  releasedAt: Instant | null;
  adjusts: { number: number; reason: string } | null;
  outcome: Outcome;
};

export type ProposalShown = { id: string; protocol: string; acronym: string; experts: readonly string[]; affinity: number };

/** As it is shown by itself: by pseudonyms and protocol numbers, without what this person may not see. */
export type RunShown = RunLine & { proposals: readonly ProposalShown[] };

export type Load = { pseudonym: string; name: string; now: number; added: number; most: number; away: boolean };
export type DecisionShown = DecidedPair & { protocol: string; acronym: string; expert: string };

/** What of an evaluation a person may see. `all`: they have nothing to do with any of its proposals. */
type Seen = { stage: CallStage; ground: Ground; proposals: GroundProposal[]; all: boolean; runs: Run[]; decided: DecidedPair[] };

async function seen({ db, actor, now, ports }: AskingAcross, callId: string): Promise<Seen> {
  see(ofExperts.seeExperts(actor, callId));
  const stage = await stageOf(db, callId);
  const ground = await assignmentGround({ db, ports }, callId, stage.version.call.evaluation, romeDate(now));
  const runs = await runsOf(db, callId);
  const decided = await decidedPairs(db, callId);
  return { stage, ground, proposals: ground.proposals.filter((p) => !concernsOne(ground, p, actor!)), all: !isTied(ground, actor), runs, decided };
}

export type AssignmentDesk = {
  stage: CallStage;
  /** The last one. */
  run: RunShown | null;
  runs: RunLine[];
  loads: Load[];
  counts: { admitted: number; declared: number; experts: number; missing: number };
  decided: DecisionShown[];
  choices: Choices;
  hidden: boolean;
  decisions: { propose: Decision; release: Decision };
};

export type Choices = { proposals: { id: string; label: string }[]; experts: { id: string; label: string }[] };

/** The evaluation's ground and what has been proposed, in names. Proposals that this person has something to do with stay out, and out of every figure. */
export async function assignmentDesk(asking: AskingAcross, callId: string): Promise<AssignmentDesk> {
  const it = await seen(asking, callId);
  const { stage, ground, proposals, runs, decided } = it;
  const run = runs[0];
  return {
    stage,
    run: run ? runShown(it, run) : null,
    runs: runs.map((r) => lineOf(it, r)),
    loads: loadsOf(it, run),
    counts: {
      admitted: proposals.length,
      declared: ground.experts.filter((e) => e.declared && !e.ended).length,
      experts: ground.experts.filter((e) => !e.ended).length,
      missing: proposals.reduce((n, p) => n + p.missing, 0),
    },
    decided: decided.flatMap((d) => {
      const [proposal, expert] = [proposals.find((p) => p.id === d.applicationId), ground.experts.find((e) => e.id === d.personId)];
      return proposal && expert ? [{ ...d, protocol: proposal.protocol, acronym: proposal.acronym, expert: expert.pseudonym }] : [];
    }),
    choices: {
      proposals: proposals.map((p) => ({ id: p.id, label: `${p.protocol} ${p.acronym}` })),
      experts: ground.experts.filter((e) => !e.ended).map((e) => ({ id: e.id, label: `${e.pseudonym} ${e.name}` })),
    },
    hidden: !it.all,
    decisions: {
      propose: can.proposeAssignment(asking.actor, stage, asking.now, { tied: !it.all }),
      release: releaseOf(asking, it, run),
    },
  };
}

function releaseOf({ actor, now }: AskingAcross, { stage, ground, all, decided }: Seen, run: Run | undefined): Decision {
  const feasible = run !== undefined && isFeasible(run.result);
  const fits = feasible && run.releasedAt === null && runFits(ground, run.result, decided);
  return can.releaseAssignment(actor, stage, now, { tied: !all, feasible, fits });
}

function lineOf(it: Seen, run: Run): RunLine {
  const { id, number, proposedAt, proposedBy, releasedAt, instance, adjusts, reason } = run;
  const from = it.runs.find((r) => r.id === adjusts);
  return {
    id,
    number,
    objective: instance.objective,
    proposedAt,
    proposedBy,
    releasedAt,
    adjusts: from ? { number: from.number, reason: it.all ? reason : '' } : null,
    outcome: outcomeOf(it, run),
  };
}

function outcomeOf({ ground, proposals, all, decided }: Seen, { instance, result, adjusts }: Run): Outcome {
  if (!isFeasible(result)) {
    const { reasons, undecided } = whyNone(result);
    const isExcluded = (proposal: string, person: string) => decided.some((d) => d.kind === 'barred' && d.applicationId === proposal && d.personId === person);
    return { infeasible: all ? named(reasons, { ...ground, isExcluded }) : [{ code: 'review.hiddenClash', params: {} }], ...(undecided && { undecided }) };
  }
  if (all) {
    const { total, minimum, pairs, bound, optimal } = result;
    return { pairs: pairs.length, total, minimum, proven: adjusts === null ? { bound, optimal } : null };
  }
  const { total, minimum, perProposal } = costFor({ instance, result }, new Set(proposals.map((p) => p.id)));
  return { pairs: perProposal.reduce((n, p) => n + p.reviewers.length, 0), total, minimum, proven: null };
}

/** The figures of a run for these proposals. */
function costFor({ instance, result }: Pick<Run, 'instance' | 'result'>, ids: ReadonlySet<string>): Cost {
  const pairs = isFeasible(result) ? result.pairs.filter(([p]) => ids.has(p)) : [];
  return costOf(about(instance, ids), pairs);
}

function runShown(it: Seen, run: Run): RunShown {
  const pseudonym = new Map(it.ground.experts.map((e) => [e.id, e.pseudonym]));
  const sums = isFeasible(run.result) ? costFor(run, new Set(it.proposals.map((p) => p.id))).perProposal : [];
  const known = new Map(it.proposals.map((p) => [p.id, p]));
  return {
    ...lineOf(it, run),
    proposals: sums.map(({ id, sum, reviewers }) => {
      const { protocol, acronym } = known.get(id)!;
      return { id, protocol, acronym, experts: reviewers.map((e) => pseudonym.get(e) ?? '?'), affinity: sum };
    }),
  };
}

function loadsOf({ ground, proposals, all, stage }: Seen, run: Run | undefined): Load[] {
  const known = new Map(proposals.map((p) => [p.id, p]));
  const pairs = run && run.releasedAt === null && isFeasible(run.result) ? run.result.pairs : [];
  return ground.experts
    .filter((e) => !e.ended || e.load > 0)
    .map((e) => ({
      pseudonym: e.pseudonym,
      name: e.name,
      now: all ? e.load : proposals.filter((p) => p.experts.includes(e.id)).length,
      added: pairs.filter(([p, expert]) => expert === e.id && known.get(p)?.experts.includes(e.id) === false).length,
      most: Math.min(e.maxLoad, stage.version.call.evaluation.maxLoad),
      away: e.away,
    }));
}

export type RunDesk = { stage: CallStage; run: RunShown; loads: Load[]; hidden: boolean; decisions: { release: Decision; adjust: Decision } };

/** One proposed assignment. */
export async function runDesk(asking: AskingAcross, callId: string, id: string): Promise<RunDesk> {
  const it = await seen(asking, callId);
  const run = oneOf(it, id);
  const standing = { tied: !it.all, feasible: isFeasible(run.result), released: run.releasedAt !== null };
  return {
    stage: it.stage,
    run: runShown(it, run),
    loads: loadsOf(it, run),
    hidden: !it.all,
    decisions: { release: releaseOf(asking, it, run), adjust: can.adjustAssignment(asking.actor, it.stage, asking.now, standing) },
  };
}

function oneOf({ runs }: Seen, id: string): Run {
  const run = runs.find((r) => r.id === id);
  if (!run) throw notFound();
  return run;
}

export type Moved = { protocol: string; acronym: string; left: string[]; joined: string[]; before: number | null; after: number | null };
export type LoadMoved = { expert: string; before: number; after: number };
export type ComparisonDesk = {
  stage: CallStage;
  a: RunLine;
  b: RunLine;
  moved: Moved[];
  loads: LoadMoved[];
  /** How many proposals each is about. */ proposals: Pairwise;
  hidden: boolean;
};

/** Two proposed assignments: who changes, and what it does to sums and loads. Null where one of them is none. */
export async function comparisonDesk(asking: AskingAcross, callId: string, ids: { a: string; b: string }): Promise<ComparisonDesk> {
  const it = await seen(asking, callId);
  const [a, b] = [oneOf(it, ids.a), oneOf(it, ids.b)];
  const visible = new Set(it.proposals.map((p) => p.id));
  const [x, y] = [a, b].map((run) => (isFeasible(run.result) ? costFor(run, visible).perProposal : [])) as [Cost['perProposal'], Cost['perProposal']];
  const names = new Map(it.ground.experts.map((e) => [e.id, e.pseudonym]));
  const say = (experts: string[]) => experts.map((e) => names.get(e) ?? '?');
  const known = new Map(it.proposals.map((p) => [p.id, p]));
  const load = (sums: Cost['perProposal'], expert: string) => sums.filter((p) => p.reviewers.includes(expert)).length;
  const feasible = isFeasible(a.result) && isFeasible(b.result);
  return {
    stage: it.stage,
    a: lineOf(it, a),
    b: lineOf(it, b),
    hidden: !it.all,
    proposals: { before: x.length, after: y.length },
    moved: feasible
      ? differencesBetween(x, y).map(({ id, left, joined, before, after }) => {
          const { protocol, acronym } = known.get(id)!;
          return { protocol, acronym, left: say(left), joined: say(joined), before, after };
        })
      : [],
    loads: it.ground.experts
      .map((e) => ({ expert: `${e.pseudonym} ${e.name}`, before: load(x, e.id), after: load(y, e.id) }))
      .filter((l) => l.before !== l.after),
  };
}

export type Candidate = { id: string; expert: string; affinity: number; load: number; most: number };
export type AdjustDesk = {
  stage: CallStage;
  run: RunLine;
  proposal: { id: string; protocol: string; acronym: string };
  out: Candidate[];
  into: Candidate[];
  /** What a chosen change does; null while none is chosen. */
  cost: { sum: Pairwise; total: Pairwise; minimum: Pairwise; loads: LoadMoved[]; faults: Reason[]; warnings: Reason[] } | null;
  decision: Decision;
};
type Pairwise = { before: number; after: number };

/** One proposal of a run, whom it could lose and gain, and what a chosen change would cost. */
export async function adjustDesk(asking: AskingAcross, callId: string, id: string, chosen: Exchange): Promise<AdjustDesk> {
  const it = await seen(asking, callId);
  const run = oneOf(it, id);
  const proposal = it.proposals.find((p) => p.id === chosen.proposal);
  const { instance, result } = run;
  const row = instance.proposals.findIndex((p) => p.id === chosen.proposal);
  if (!proposal || row < 0 || !isFeasible(result)) throw notFound();
  const open = can.adjustAssignment(asking.actor, it.stage, asking.now, { tied: !it.all, feasible: true, released: run.releasedAt !== null });
  const experts = new Map(it.ground.experts.map((e) => [e.id, e]));
  const had = new Set(result.pairs.filter(([p]) => p === proposal.id).map(([, e]) => e));
  const loadIn = (pairs: readonly (readonly [string, string])[], expert: GroundExpert) =>
    pairs.filter(([, e]) => e === expert.id).length + expert.load - it.proposals.filter((p) => p.missing > 0 && p.experts.includes(expert.id)).length;
  const candidates = instance.reviewers.flatMap(({ id: expert }, column): Candidate[] => {
    const found = experts.get(expert);
    const affinity = instance.scores[row]![column];
    if (!found || affinity === null || affinity === undefined || ((found.away || found.ended) && !had.has(expert))) return [];
    const most = Math.min(found.maxLoad, it.stage.version.call.evaluation.maxLoad);
    return [{ id: expert, expert: `${found.pseudonym} ${found.name}`, affinity, load: loadIn(result.pairs, found), most }];
  });
  const byAffinity = candidates.sort((a, b) => b.affinity - a.affinity);
  const costs = chosen.out === chosen.into ? null : changed();
  return {
    stage: it.stage,
    run: lineOf(it, run),
    proposal,
    out: byAffinity.filter((c) => had.has(c.id) && !proposal.experts.includes(c.id)),
    into: byAffinity.filter((c) => !had.has(c.id)),
    cost: costs,
    decision: open.ok && costs ? without(costs.faults) : open.ok ? yes : open,
  };

  function changed(): AdjustDesk['cost'] {
    const isKnown = (e: string | undefined) => e === undefined || candidates.some((c) => c.id === e);
    if (!open.ok || !isKnown(chosen.out) || !isKnown(chosen.into)) return null;
    const change = { pin: chosen.into ? [[chosen.proposal, chosen.into] as const] : [], bar: chosen.out ? [[chosen.proposal, chosen.out] as const] : [] };
    const { result: made, before, after, faults, warnings } = adjusted(instance, result as Extract<typeof result, { pairs: unknown }>, change);
    const both = (of: (cost: Cost) => number): Pairwise => ({ before: of(before), after: of(after) });
    return {
      sum: both((c) => c.perProposal[row]!.sum),
      total: both((c) => c.total),
      minimum: both((c) => c.minimum),
      loads: [chosen.out, chosen.into].flatMap((e) => {
        const expert = e && experts.get(e);
        if (!expert) return [];
        return [
          {
            expert: `${expert.pseudonym} ${expert.name}`,
            before: loadIn((result as { pairs: [string, string][] }).pairs, expert),
            after: loadIn(made.pairs, expert),
          },
        ];
      }),
      faults: named(faults, it.ground),
      warnings: named(warnings, it.ground),
    };
  }
}

/** May this person act at all, as the office or this call's chair. */
export const mayOrganise = (actor: Actor | null, decision: Decision): boolean =>
  actor !== null && (decision.ok || !decision.reasons.some((r) => r.code === 'review.officeOrChair'));
