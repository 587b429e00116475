import { type Reason } from '#src/core/decision.ts';
import type { Cents } from '#src/core/money.ts';
import type { Words } from '#src/core/words.ts';
import type { PlaceState } from '../states.ts';
import { dealt, type AppliedBand } from './band.ts';
import { smallestRaises } from './changes.ts';
import type { RankedApplication, RankingInput } from './input.ts';
import { countedSouth, listsOf, playLists, standsOn, type Played, type Quota, type RankedList, type Standing } from './lists.ts';
import { inOrder, type Scored, type TieBreak } from './order.ts';
import { roundsOf, type Round } from './rounds.ts';
import { pointsOf, scoreOf } from './scores.ts';
import { shortfalls } from './thresholds.ts';
import { type Context, placeOf, excludedPlace, quotaReport } from './place.ts';

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

/** One list with its money. `leftCents`: what of its budget nobody has got. */
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
    call.acts.some((a) => a.kind === 'returnedMoney') ||
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
