import { reason, type Reason } from '#src/core/decision.ts';
import type { Cents } from '#src/core/money.ts';
import type { Words } from '#src/core/words.ts';
import type { PlaceState } from '../states.ts';
import { dealt, type AppliedBand } from './band.ts';
import { smallestRaises } from './changes.ts';
import type { RankedApplication, RankingInput } from './input.ts';
import { countedSouth, listsOf, playLists, standsOn, type Played, type Quota, type RankedList, type Standing } from './lists.ts';
import { inOrder, type Scored, type TieBreak } from './order.ts';
import { roundsOf, type Round } from './rounds.ts';
import { pointsOf, scoreOf, type Score } from './scores.ts';
import { shortfalls } from './thresholds.ts';

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
  /** The lists that it stands on, the one that pays for it first. From format 2 on. */
  lists?: string[];
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
  /** The list that it is a reserve of. From format 2 on. */
  list?: string;
  why: Reason[];
};

/** One list with its money. `passedOnCents` went to another list, `receivedCents` came from others. */
export type ListReport = {
  id: string;
  title: Words | null;
  budgetCents: Cents;
  grantedCents: Cents;
  leftCents: Cents;
  southGrantedCents: Cents;
  funded: number;
  linePoints: number | null;
};

export type RankingFormat = 'mics-ranking/1' | 'mics-ranking/2';

export type Ranking = {
  format: RankingFormat;
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
  /** From format 2 on. */
  lists?: ListReport[];
  /** Only of a call that leaves those around the line to the draw; null where that decided nothing. */
  band?: AppliedBand | null;
  places: Place[];
  quotas: QuotaReport[];
};

/** For how many of those just below the line, on each list, the exact raise is computed that would fund them. */
export const NEAR_THE_LINE = 20;

const oldTies: readonly TieBreak['by'][] = ['criterion', 'southShare', 'youngerTeam', 'arrival', 'draw'];

/**
 * The format that an input needs: the first, as long as nothing in it came later. So a ranking that was published goes on having its
 * bytes and its hash.
 */
export function formatOf({ call, applications, renunciations, draw, on, settled }: Omit<RankingInput, 'callVersion' | 'seed'>): 1 | 2 {
  const { lists, premiums, thresholds, draw: seed, quotas, tieBreaks, tieBand } = call.ranking;
  const later =
    lists ||
    premiums ||
    thresholds ||
    seed ||
    tieBand ||
    draw ||
    settled ||
    on !== undefined ||
    quotas.some((q) => q.countBy !== 'placeOfImplementation' || q.spillsFrom || q.list);
  const evidence = call.evaluation.premiums.some((p) => p.kind === 'youngShare' || p.kind === 'answer');
  const judgedByPanel = applications.some((a) => a.screening.outcome === 'admitted' && a.reviews.length === 0 && a.consensus !== null);
  return later || evidence || judgedByPanel || tieBreaks.some((t) => !oldTies.includes(t.by)) || renunciations.some((r) => r.kind !== undefined) ? 2 : 1;
}

/** The order of a call's proposals and the money that goes down it: what every question about a ranking starts from. */
export type Prepared = {
  input: RankingInput;
  order: { scored: Scored; decidedBy: TieBreak | null }[];
  eligible: { scored: Scored; decidedBy: TieBreak | null }[];
  notEligible: { scored: Scored; decidedBy: TieBreak | null }[];
  below: ReadonlyMap<string, Reason[]>;
  lists: RankedList[];
  rounds: Round[];
  standing: Standing[];
  /** What was left to the draw around the line, if the call says so and it decided anything. */
  band: AppliedBand | null;
};

export function standingOf(application: RankedApplication, lists: readonly RankedList[]): Standing {
  return {
    id: application.id,
    grantCents: application.facts.grantCents,
    south: lists.map((l) => countedSouth(l.quota, application)),
    on: lists.map((l) => standsOn(l, application)),
  };
}

export function prepare(input: RankingInput): Prepared {
  const { call, seed } = input;
  const admitted = input.applications
    .filter((a) => a.screening.outcome === 'admitted')
    .map((application) => ({ application, score: scoreOf(call, application) }));
  const below = new Map(admitted.map((s) => [s.application.id, shortfalls(call, s)] as const));
  const order = inOrder(admitted, call.ranking.tieBreaks, seed);
  const reaches = (o: { scored: Scored }) => below.get(o.scored.application.id)!.length === 0;
  const eligible = order.filter(reaches);
  const lists = listsOf(call);
  const rounds = roundsOf(call, input.renunciations, lists, input.on, input.settled);
  const standing = eligible.map(({ scored }) => standingOf(scored.application, lists));
  const drawn = dealt(input, { eligible, standing, lists, rounds });
  return {
    input,
    order,
    notEligible: order.filter((o) => !reaches(o)),
    below,
    lists,
    rounds,
    ...(drawn ? { ...drawn, eligible: undone(drawn.eligible, drawn.band) } : { eligible, standing, band: null }),
  };
}

/** What stands beside another by the draw was put there by no tie-break. */
function undone(eligible: Prepared['eligible'], { members }: AppliedBand): Prepared['eligible'] {
  const moved = new Set(members);
  const isMoved = (o: Prepared['eligible'][number] | undefined) => o !== undefined && moved.has(o.scored.application.id);
  return eligible.map((o, i) => (isMoved(o) || isMoved(eligible[i + 1]) ? { ...o, decidedBy: null } : o));
}

/** The same money without one of its quotas. */
export const playedWithout = ({ standing, lists, rounds, input }: Prepared, quota: Quota): Played =>
  playLists(
    standing,
    lists.map((l) => (l.quota === quota ? { ...l, quota: null } : l)),
    rounds,
    input.call.ranking,
  );

/**
 * Computes the ranking of a call: scores, thresholds, order with tie-breaks, money with reserves, and for each proposal why it is where it is.
 * Pure and repeatable: the same input gives the same ranking, in whatever order the applications and reviews come.
 */
export function rank(input: RankingInput): Ranking {
  const { call, seed } = input;
  const prepared = prepare(input);
  const { order, eligible, notEligible, lists, rounds, standing } = prepared;
  const two = formatOf(input) === 2;
  const { decimals } = call.evaluation.aggregation;
  const points = (units: number) => pointsOf(units, decimals);
  const result = playLists(standing, lists, rounds, call.ranking);
  const quotas = lists.flatMap((l) => (l.quota ? [l.quota] : []));
  const without = new Map(quotas.map((q) => [q, playedWithout(prepared, q)] as const));
  const plain = plainOf(prepared, result, [...without.values()]);
  const positions = new Map([...eligible, ...notEligible].map((o, i) => [o.scored.application.id, i + 1]));
  const lines = lists.map((_, l) => {
    const last = standing.findLastIndex((s) => plain.grants.get(s.id)?.list === l);
    return last < 0 ? null : eligible[last]!.scored.score;
  });
  const raises = new Map<string, { cents: Cents; list: RankedList }>();
  for (const { list, ledger } of result.lists) {
    const near = ledger.candidates.flatMap((_, k) => (ledger.isOpen(k) ? [k] : [])).slice(0, NEAR_THE_LINE);
    for (const [k, cents] of smallestRaises(ledger, near)) {
      const { id } = ledger.candidates[k]!;
      if (cents < (raises.get(id)?.cents ?? Infinity)) raises.set(id, { cents, list });
    }
  }
  const context: Context = { two, prepared, result, without, positions, points, lines, raises };

  const placed = [...eligible, ...notEligible].map((o, i) => placeOf(o.scored, o.decidedBy, standing[i] ?? null, context));
  const excluded = input.applications
    .filter((a) => a.screening.outcome === 'excluded')
    .toSorted((a, b) => (a.protocol < b.protocol ? -1 : 1))
    .map((a) => excludedPlace(a, two));
  const last = result.rounds.at(-1)!;
  return {
    format: two ? 'mics-ranking/2' : 'mics-ranking/1',
    call: call.id,
    callVersion: input.callVersion,
    seed,
    drawn: prepared.band !== null || order.some((o) => o.decidedBy?.by === 'draw'),
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
    linePoints: lists.length === 1 && lines[0] ? points(lines[0].total) : null,
    ...(call.ranking.tieBand && { band: prepared.band }),
    ...(two && {
      lists: result.lists.map(({ list, ledger }, l): ListReport => ({
        id: list.id,
        title: list.title,
        budgetCents: ledger.budget,
        grantedCents: ledger.spent,
        leftCents: ledger.budget - ledger.spent,
        southGrantedCents: ledger.south,
        funded: ledger.paid.reduce((n, cents) => n + (cents > 0 ? 1 : 0), 0),
        linePoints: lines[l] ? points(lines[l].total) : null,
      })),
    }),
    places: [...placed, ...excluded],
    quotas: quotas.map((q) => quotaReport(q, context)),
  };
}

/** The money with no quota at all: with one quota or none it has been played already. */
function plainOf({ standing, lists, rounds, input }: Prepared, result: Played, without: readonly Played[]): Played {
  if (without.length === 0) return result;
  if (without.length === 1) return without[0]!;
  return playLists(
    standing,
    lists.map((l) => ({ ...l, quota: null })),
    rounds,
    input.call.ranking,
  );
}

type Context = {
  two: boolean;
  prepared: Prepared;
  result: Played;
  without: ReadonlyMap<Quota, Played>;
  positions: Map<string, number>;
  points: (units: number) => number;
  /** Of each list, the score of the last proposal that merit alone funds. */
  lines: readonly (Score | null)[];
  raises: ReadonlyMap<string, { cents: Cents; list: RankedList }>;
};

const byRound = { initial: 'rank.funded.merit', raise: 'rank.funded.raise', renunciation: 'rank.funded.scroll' } as const;
const fundedCode = (kind: Round['kind']) => (kind === 'revocation' ? 'rank.funded.scrollRevoked' : kind === 'spill' ? 'rank.funded.spill' : byRound[kind]);

function placeOf({ application: a, score }: Scored, decidedBy: TieBreak | null, standing: Standing | null, c: Context): Place {
  const { lists, rounds, below, input } = c.prepared;
  const { call } = input;
  const grant = c.result.grants.get(a.id);
  const shortfall = below.get(a.id)!;
  const state: PlaceState = shortfall.length > 0 ? 'belowThreshold' : c.result.ended.has(a.id) ? 'renounced' : grant ? 'funded' : 'eligibleNotFunded';
  const partial = grant !== undefined && grant.cents < a.facts.grantCents;
  const quota = state === 'funded' ? quotaThat(c, (played) => !played.grants.has(a.id)) : null;
  const on = standing ? lists.filter((_, l) => standing.on[l]) : [];
  const paidBy = grant && lists[grant.list];
  const why: Reason[] = [];
  const wouldChange: Reason[] = [];
  const { source } = call.ranking;
  const position = c.positions.get(a.id)!;
  if (state === 'belowThreshold') {
    why.push(...shortfall);
  } else if (state === 'renounced') {
    const round = rounds.find((r) => r.application === a.id)!;
    why.push(reason(round.kind === 'revocation' ? 'rank.revoked' : 'rank.renounced', { ref: round.ref }));
  } else if (grant && state === 'funded') {
    const round = rounds.find((r) => r.id === grant.round)!;
    if (quota) why.push(reason('rank.funded.quota', { position, percent: quota.percent, grantCents: grant.cents }, { source: quota.source }));
    else if (round.kind === 'initial') why.push(reason('rank.funded.merit', { position, total: c.points(score.total), grantCents: grant.cents }, { source }));
    else why.push(reason(fundedCode(round.kind), { position, ref: round.ref, grantCents: grant.cents }, { source }));
    if (partial) why.push(reason('rank.funded.partial', { grantCents: grant.cents, missingCents: a.facts.grantCents - grant.cents }, { source }));
    if (paidBy?.title) why.push(reason('rank.list.paid', { list: paidBy.title }));
  } else if (on.length === 0) {
    why.push(reason('rank.notFunded.noList', { position }, { source }));
  } else {
    const displaced = quotaThat(c, (played) => played.grants.has(a.id));
    if (displaced) why.push(reason('rank.notFunded.quota', { position, percent: displaced.percent }, { source: displaced.source }));
    for (const { list, ledger } of c.result.lists.filter((p) => on.includes(p.list))) {
      const params = { position, neededCents: a.facts.grantCents, leftCents: ledger.budget - ledger.spent };
      why.push(
        list.title ? reason('rank.notFunded.listEnded', { ...params, list: list.title }, { source }) : reason('rank.notFunded.moneyEnded', params, { source }),
      );
    }
    const line = c.lines.filter((l, i) => l !== null && standing!.on[i]).toSorted((x, y) => x!.total - y!.total)[0];
    if (line && line.total > score.total && !call.ranking.tieBand)
      wouldChange.push(reason('rank.change.points', { points: c.points(line.total - score.total), line: c.points(line.total) }));
  }
  const raise = c.raises.get(a.id);
  if (raise !== undefined)
    wouldChange.unshift(
      raise.list.title ? reason('rank.change.raiseList', { cents: raise.cents, list: raise.list.title }) : reason('rank.change.raise', { cents: raise.cents }),
    );
  const { band } = c.prepared;
  if (band?.members.includes(a.id))
    why.push(
      reason(
        'rank.band',
        { total: c.points(score.total), line: band.linePoints, among: band.members.length, place: band.members.indexOf(a.id) + 1 },
        { source: call.ranking.tieBand!.source },
      ),
    );
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
    ...(c.two && { lists: on.toSorted((x, y) => Number(y === paidBy) - Number(x === paidBy)).map((l) => l.id) }),
    why,
    wouldChange,
  };
}

/** The first quota without which this would be so. */
function quotaThat(c: Context, isSo: (played: Played) => boolean): Quota | null {
  for (const [quota, played] of c.without) if (isSo(played)) return quota;
  return null;
}

function excludedPlace(a: RankedApplication, two: boolean): Place {
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
    ...(two && { lists: [] }),
    why: [reason('rank.excluded'), ...a.screening.reasons],
    wouldChange: [],
  };
}

function quotaReport(quota: Quota, c: Context): QuotaReport {
  const { ledger, list } = c.result.lists.find((p) => p.list.quota === quota)!;
  const without = c.without.get(quota)!;
  const met = ledger.south >= ledger.reserve;
  const waiting = ledger.candidates.filter((x, k) => x.southGrantCents > 0 && ledger.isOpen(k)).length;
  const figures = { percent: quota.percent, requiredCents: ledger.reserve, reachedCents: ledger.south };
  return {
    id: quota.id,
    percent: quota.percent,
    requiredCents: ledger.reserve,
    reachedCents: ledger.south,
    met,
    broughtIn: c.prepared.standing.filter((x) => c.result.grants.has(x.id) && !without.grants.has(x.id)).map((x) => x.id),
    leftOut: c.prepared.standing.filter((x) => !c.result.grants.has(x.id) && without.grants.has(x.id)).map((x) => x.id),
    ...(c.two && { list: list.id }),
    why: [
      met
        ? reason('rank.quota.met', figures, { source: quota.source })
        : reason(waiting === 0 ? 'rank.quota.noneLeft' : 'rank.quota.moneyEnded', { ...figures, waiting }, { source: quota.source }),
    ],
  };
}
