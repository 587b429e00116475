import { assign, isAssignment, type Answer, type Assignment, type Instance } from '#src/core/assignment.ts';
import type { Reason } from '#src/core/decision.ts';
import type { Instant } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { Ground } from './assignment.ts';
import type { Basis, Pair } from '../rules/instance.ts';
import type { PairKind } from '../states.ts';

export type RunResult = Answer;

/** What was changed by hand in another run: pairs put in, and pairs taken out. */
export type Change = { pin: Pair[]; bar: Pair[] };

/** `number` counts the runs of a call, the first one 1. */
export type Run = {
  id: string;
  number: number;
  instance: Instance;
  result: RunResult;
  proposedAt: Instant;
  proposedBy: string;
  releasedAt: Instant | null;
  adjusts: string | null;
  change: Change | null;
  reason: string;
};

/** What has been proposed for a call, the last first: all of it, or these. One statement. */
export async function runsOf(db: Reader, callId: string, only: readonly string[] | null = null): Promise<Run[]> {
  const rows = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('assignment_runs as r')
        .innerJoin('people as p', 'p.id', 'r.proposed_by')
        .select((e) => [
          'r.id',
          'r.instance',
          'r.result',
          'r.proposed_at as proposedAt',
          'p.name as proposedBy',
          'r.released_at as releasedAt',
          'r.adjusts',
          'r.change',
          'r.reason',
          e.fn
            .agg<number>('row_number')
            .over((o) => o.orderBy('r.proposed_at').orderBy('r.id'))
            .as('number'),
        ])
        .where('r.call_id', '=', callId)
        .as('r'),
    )
    .selectAll()
    .$if(only !== null, (q) => q.where('r.id', 'in', only!.length > 0 ? [...only!] : ['00000000-0000-0000-0000-000000000000']))
    .orderBy('r.number', 'desc')
    .execute();
  return rows.map((r) => ({ ...r, number: Number(r.number) }) as Run);
}

/** What the last affinities of a call were computed from; undefined before there are any. Changes by hand compute none. */
export async function lastBasis(db: Reader, callId: string): Promise<{ basis: Basis; proposedAt: Instant } | undefined> {
  const row = await db
    .selectFrom('assignment_runs')
    .select(['basis', 'proposed_at as proposedAt'])
    .where('call_id', '=', callId)
    .where('basis', 'is not', null)
    .orderBy('proposed_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row && { basis: row.basis as Basis, proposedAt: row.proposedAt };
}

export const isFeasible = (result: RunResult): result is Assignment => isAssignment(result);

/** Why a run is none, and whether that is proven; runs of before said `infeasible` for what was not. */
export const whyNone = (result: Exclude<RunResult, Assignment>): { reasons: readonly Reason[]; undecided?: true } => {
  if ('undecided' in result) return { reasons: result.undecided, undecided: true };
  const reasons = result.infeasible;
  return reasons.some((r) => r.code === 'assign.undecided') ? { reasons, undecided: true } : { reasons };
};

/** The solver's limit here: about a second, so that a request stays one. The command line has no such hurry. */
const WEB_EFFORT = 6e8;

export const solve = (instance: Instance): RunResult => assign(instance, WEB_EFFORT);

/** The pairs of a run that nobody has yet. */
export function newPairs(ground: Ground, result: RunResult): [proposal: string, expert: string][] {
  if (!isFeasible(result)) return [];
  const had = new Map(ground.proposals.map((p) => [p.id, new Set(p.experts)]));
  return result.pairs.filter(([p, e]) => !had.get(p)?.has(e));
}

/** Could it be released now? Conflicts, refusals, decisions on pairs and earlier releases may have come in between. */
export function runFits(ground: Ground, result: RunResult, decided: readonly DecidedPair[]): boolean {
  if (!isFeasible(result)) return false;
  const pairs = new Set(result.pairs.map(String));
  const proposals = new Map(ground.proposals.map((p) => [p.id, p]));
  const free = new Map(ground.experts.map((e) => [e.id, e.free]));
  const out = new Set(decided.filter((d) => d.kind === 'barred').map((d) => String([d.applicationId, d.personId])));
  const concerned = [...new Set(result.pairs.map(([p]) => p))];
  return (
    concerned.every((id) => {
      const proposal = proposals.get(id);
      return proposal !== undefined && proposal.missing > 0 && proposal.experts.every((e) => pairs.has(String([id, e])));
    }) &&
    newPairs(ground, result).every(([p, e]) => {
      const can = free.get(e) ?? 0;
      free.set(e, can - 1);
      return can > 0 && !ground.isBarred(p, e) && !out.has(String([p, e]));
    })
  );
}

export type DecidedPair = { id: string; applicationId: string; personId: string; kind: PairKind; reason: string; at: Instant; by: string };

/** The pairs of a call that people have fixed or excluded and not lifted again. */
export async function decidedPairs(db: Reader, callId: string): Promise<DecidedPair[]> {
  return db
    .selectFrom('assignment_pairs as d')
    .innerJoin('applications as a', 'a.id', 'd.application_id')
    .innerJoin('people as p', 'p.id', 'd.set_by')
    .select(['d.id', 'd.application_id as applicationId', 'd.person_id as personId', 'd.kind', 'd.reason', 'd.set_at as at', 'p.name as by'])
    .where('a.call_id', '=', callId)
    .where('d.lifted_at', 'is', null)
    .orderBy('d.set_at')
    .orderBy('d.id')
    .execute();
}
