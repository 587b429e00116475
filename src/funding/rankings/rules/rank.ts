import { reason, type Reason } from '#src/core/decision.ts';
import type { Cents } from '#src/core/money.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { PlaceState } from '../states.ts';
import { allocate, roundsOf, type Allocation, type Round } from './allocate.ts';
import { smallestRaises } from './changes.ts';
import type { RankedApplication, RankingInput } from './input.ts';
import type { Candidate } from './ledger.ts';
import { inOrder, type Scored } from './order.ts';
import { pointsOf, scoreOf, unitsOf, type Score } from './scores.ts';

/** One line of the ranking. Points as people read them; amounts in whole cents. */
export type Place = {
  application: string;
  protocol: string;
  title: string;
  /** 1 is best; null for those that are not in the order (excluded). */
  position: number | null;
  state: PlaceState;
  criteria: Record<string, number>;
  merit: number;
  premiums: Record<string, number>;
  premium: number;
  total: number;
  requestedCents: Cents;
  grantCents: Cents;
  southGrantCents: Cents;
  partial: boolean;
  /** The act that brought the money, and the quota without which it would not be funded. */
  fundedBy: { round: string; quota: string | null } | null;
  why: Reason[];
  wouldChange: Reason[];
};

export type QuotaReport = {
  id: string;
  percent: number;
  requiredCents: Cents;
  reachedCents: Cents;
  met: boolean;
  /** The price of the quota: who is in because of it, and who is out. */
  broughtIn: string[];
  leftOut: string[];
  why: Reason[];
};

export type Ranking = {
  format: 'mics-ranking/1';
  call: string;
  callVersion: number;
  seed: string;
  /** Whether any place was decided by the draw; only then does the seed matter. */
  drawn: boolean;
  rounds: { id: string; kind: Round['kind']; ref: string; budgetCents: Cents; grantedCents: Cents; funded: number }[];
  budgetCents: Cents;
  grantedCents: Cents;
  leftCents: Cents;
  southGrantedCents: Cents;
  /** Points of the last proposal that merit alone funds; null when none is. */
  linePoints: number | null;
  places: Place[];
  quotas: QuotaReport[];
};

/** For how many of those just below the line the exact raise is computed that would fund them. */
export const NEAR_THE_LINE = 20;

/**
 * Computes the ranking of a call: scores, thresholds, order with tie-breaks, money with reserves, and for each proposal why it is where it is.
 * Pure and repeatable: the same input gives the same ranking, in whatever order the applications and reviews come.
 */
export function rank(input: RankingInput): Ranking {
  const { call, seed } = input;
  const decimals = call.evaluation.aggregation.decimals;
  const points = (units: number) => pointsOf(units, decimals);
  const admitted = input.applications
    .filter((a) => a.screening.outcome === 'admitted')
    .map((application) => ({ application, score: scoreOf(call, application) }));
  const below = new Map(admitted.map((s) => [s.application.id, shortfalls(call, s)] as const));
  const order = inOrder(admitted, call.ranking.tieBreaks, seed);
  const eligible = order.filter((o) => below.get(o.scored.application.id)!.length === 0);
  const notEligible = order.filter((o) => below.get(o.scored.application.id)!.length > 0);
  const candidates: Candidate[] = eligible.map(({ scored: { application: a } }) => ({
    id: a.id,
    grantCents: a.facts.grantCents,
    southGrantCents: a.facts.southGrantCents,
  }));
  const rounds = roundsOf(call, input.renunciations);
  const result = allocate(candidates, rounds, call.ranking);
  const plain = allocate(candidates, rounds, { ...call.ranking, quotas: [] });
  const positions = new Map([...eligible, ...notEligible].map((o, i) => [o.scored.application.id, i + 1]));
  const lastByMerit = eligible.findLast((o) => plain.grants.has(o.scored.application.id));
  const near = candidates.flatMap((_, i) => (result.ledger.isOpen(i) ? [i] : [])).slice(0, NEAR_THE_LINE);
  const raises = new Map([...smallestRaises(result.ledger, near)].map(([i, cents]) => [candidates[i]!.id, cents] as const));
  const context: Context = { call, result, plain, rounds, below, positions, points, line: lastByMerit?.scored.score ?? null, raises };

  const placed = [...eligible, ...notEligible].map((o) => placeOf(o.scored, o.decidedBy, context));
  const excluded = input.applications
    .filter((a) => a.screening.outcome === 'excluded')
    .toSorted((a, b) => (a.protocol < b.protocol ? -1 : 1))
    .map((a) => excludedPlace(a));
  const last = result.rounds.at(-1)!;
  return {
    format: 'mics-ranking/1',
    call: call.id,
    callVersion: input.callVersion,
    seed,
    drawn: order.some((o) => o.decidedBy?.by === 'draw'),
    rounds: result.rounds.map((r) => ({
      id: r.round.id,
      kind: r.round.kind,
      ref: r.round.ref,
      budgetCents: r.budgetCents,
      grantedCents: r.grantedCents,
      funded: r.funded,
    })),
    budgetCents: last.budgetCents,
    grantedCents: last.grantedCents,
    leftCents: last.budgetCents - last.grantedCents,
    southGrantedCents: last.southGrantedCents,
    linePoints: lastByMerit ? points(lastByMerit.scored.score.total) : null,
    places: [...placed, ...excluded],
    quotas: call.ranking.quotas.map((q) => quotaReport(q, context, candidates)),
  };
}

type Context = {
  call: Call;
  result: Allocation;
  plain: Allocation;
  rounds: readonly Round[];
  below: Map<string, Reason[]>;
  positions: Map<string, number>;
  points: (units: number) => number;
  line: Score | null;
  raises: Map<string, Cents>;
};

/** The thresholds that a proposal misses. Merit only: premiums never lift a proposal over a threshold. */
function shortfalls(call: Call, { score }: Scored): Reason[] {
  const { criteria, totalThreshold, aggregation, source } = call.evaluation;
  const { decimals } = aggregation;
  const missing = criteria.flatMap((c) => {
    const units = score.criteria.find((s) => s.id === c.id)!.units;
    return units >= unitsOf(c.threshold, decimals)
      ? []
      : [reason('rank.below.criterion', { criterion: c.title, points: pointsOf(units, decimals), threshold: c.threshold }, { source: c.source })];
  });
  if (score.merit < unitsOf(totalThreshold, decimals))
    missing.push(reason('rank.below.total', { points: pointsOf(score.merit, decimals), threshold: totalThreshold }, { source }));
  return missing;
}

function placeOf({ application: a, score }: Scored, decidedBy: { by: string; source: Reason['source'] } | null, c: Context): Place {
  const grant = c.result.grants.get(a.id);
  const shortfall = c.below.get(a.id)!;
  const state: PlaceState = shortfall.length > 0 ? 'belowThreshold' : c.result.renounced.has(a.id) ? 'renounced' : grant ? 'funded' : 'eligibleNotFunded';
  const partial = grant !== undefined && grant.cents < a.facts.grantCents;
  const quota = state === 'funded' && !c.plain.grants.has(a.id) ? (c.call.ranking.quotas[0] ?? null) : null;
  const why: Reason[] = [];
  const wouldChange: Reason[] = [];
  const { source } = c.call.ranking;
  const position = c.positions.get(a.id)!;
  if (state === 'belowThreshold') {
    why.push(...shortfall);
  } else if (state === 'renounced') {
    why.push(reason('rank.renounced', { ref: c.rounds.find((r) => r.application === a.id)!.ref }));
  } else if (grant && state === 'funded') {
    const round = c.rounds.find((r) => r.id === grant.round)!;
    if (quota) why.push(reason('rank.funded.quota', { position, percent: quota.percent, grantCents: grant.cents }, { source: quota.source }));
    else if (round.kind === 'initial') why.push(reason('rank.funded.merit', { position, total: c.points(score.total), grantCents: grant.cents }, { source }));
    else
      why.push(reason(round.kind === 'raise' ? 'rank.funded.raise' : 'rank.funded.scroll', { position, ref: round.ref, grantCents: grant.cents }, { source }));
    if (partial) why.push(reason('rank.funded.partial', { grantCents: grant.cents, missingCents: a.facts.grantCents - grant.cents }, { source }));
  } else {
    const left = c.result.rounds.at(-1)!;
    const displaced = c.plain.grants.has(a.id) ? c.call.ranking.quotas[0] : undefined;
    if (displaced) why.push(reason('rank.notFunded.quota', { position, percent: displaced.percent }, { source: displaced.source }));
    why.push(reason('rank.notFunded.moneyEnded', { position, neededCents: a.facts.grantCents, leftCents: left.budgetCents - left.grantedCents }, { source }));
    if (c.line && c.line.total > score.total)
      wouldChange.push(reason('rank.change.points', { points: c.points(c.line.total - score.total), line: c.points(c.line.total) }));
  }
  const raise = c.raises.get(a.id);
  if (raise !== undefined) wouldChange.unshift(reason('rank.change.raise', { cents: raise }));
  if (decidedBy) why.push(reason(`rank.tie.${decidedBy.by}`, { total: c.points(score.total) }, decidedBy.source ? { source: decidedBy.source } : {}));
  return {
    application: a.id,
    protocol: a.protocol,
    title: a.title,
    position,
    state,
    criteria: Object.fromEntries(score.criteria.map((s) => [s.id, c.points(s.weighted)])),
    merit: c.points(score.merit),
    premiums: Object.fromEntries(score.premiums.map((p) => [p.id, c.points(p.units)])),
    premium: c.points(score.premium),
    total: c.points(score.total),
    requestedCents: a.facts.grantCents,
    grantCents: grant?.cents ?? 0,
    southGrantCents: grant?.southCents ?? 0,
    partial,
    fundedBy: grant ? { round: grant.round, quota: quota?.id ?? null } : null,
    why,
    wouldChange,
  };
}

function excludedPlace(a: RankedApplication): Place {
  return {
    application: a.id,
    protocol: a.protocol,
    title: a.title,
    position: null,
    state: 'excluded',
    criteria: {},
    merit: 0,
    premiums: {},
    premium: 0,
    total: 0,
    requestedCents: a.facts.grantCents,
    grantCents: 0,
    southGrantCents: 0,
    partial: false,
    fundedBy: null,
    why: [reason('rank.excluded'), ...a.screening.reasons],
    wouldChange: [],
  };
}

function quotaReport(quota: Call['ranking']['quotas'][number], c: Context, candidates: readonly Candidate[]): QuotaReport {
  const last = c.result.rounds.at(-1)!;
  const met = last.southGrantedCents >= last.reserveCents;
  const waiting = candidates.filter(
    (x) => x.southGrantCents > 0 && (c.result.grants.get(x.id)?.cents ?? 0) < x.grantCents && !c.result.renounced.has(x.id),
  ).length;
  return {
    id: quota.id,
    percent: quota.percent,
    requiredCents: last.reserveCents,
    reachedCents: last.southGrantedCents,
    met,
    broughtIn: candidates.filter((x) => c.result.grants.has(x.id) && !c.plain.grants.has(x.id)).map((x) => x.id),
    leftOut: candidates.filter((x) => !c.result.grants.has(x.id) && c.plain.grants.has(x.id)).map((x) => x.id),
    why: [
      met
        ? reason('rank.quota.met', { percent: quota.percent, requiredCents: last.reserveCents, reachedCents: last.southGrantedCents }, { source: quota.source })
        : reason(
            waiting === 0 ? 'rank.quota.noneLeft' : 'rank.quota.moneyEnded',
            { percent: quota.percent, requiredCents: last.reserveCents, reachedCents: last.southGrantedCents, waiting },
            { source: quota.source },
          ),
    ],
  };
}
