import { reason, type Reason } from '#src/core/decision.ts';
import { sum, type Cents } from '#src/core/money.ts';
import { smallestRaises } from './changes.ts';
import { ifAdmitted, reachedAll } from './lifted.ts';
import { playLists, type Played, type RankedList, type Standing } from './lists.ts';
import { compareBy } from './order.ts';
import { prepare, type Place, type Prepared, type Ranking } from './rank.ts';
import type { RankingInput } from './input.ts';
import { roundsOf } from './rounds.ts';
import { pointsOf, unitsOf } from './scores.ts';

/** How many replays one page spends on the smallest raise of a proposal that stands far below the line. */
const REPLAYS = 400;

/**
 * What would change the outcome of one proposal: the least points, the least money, the quota under which it would be in. Each answer is found
 * by playing the same rounds again with that one thing changed. Nothing for a proposal that is funded in full. Of one that was excluded, what it missed, by how
 * much, and whether it would have been funded with that put right. Of points nothing where those around
 * the line are left to the draw: more of them change who is among them.
 */
export function whatWouldChange(input: RankingInput, id: string): Reason[] {
  const prepared = prepare(input);
  const missed = prepared.notEligible.find((o) => o.scored.application.id === id);
  if (missed) return missedBy(prepared, id);
  const at = prepared.eligible.findIndex((o) => o.scored.application.id === id);
  if (at < 0) return ifAdmitted(input, id, { below: missedBy, further: leastPoints });
  const { lists, rounds, standing } = prepared;
  const played = playLists(standing, lists, rounds, input.call.ranking);
  const me = standing[at]!;
  if (played.ended.has(id) || (played.grants.get(id)?.cents ?? 0) === me.grantCents || !me.on.includes(true)) return [];
  return [...money(played, id), ...(played.grants.has(id) ? [] : [...(input.call.ranking.tieBand ? [] : leastPoints(prepared, at)), ...inQuota(prepared, at)])];
}

/** Below a threshold: what is missing of each, and whether that would have been enough. */
const missedBy = (prepared: Prepared, id: string): Reason[] => [
  ...toReach(prepared, id),
  ...reachedAll(prepared, prepared.notEligible.find((o) => o.scored.application.id === id)!.scored, leastPoints),
];

/** Below a threshold: how many points are missing, threshold by threshold. */
function toReach({ below }: Prepared, id: string): Reason[] {
  return below.get(id)!.flatMap((r) => {
    if (r.code === 'rank.below.premiumCount') return [reason('rank.change.reachCount', { count: Number(r.params['threshold']) - Number(r.params['count']) })];
    const lacking = Number(r.params['threshold']) - Number(r.params['points']);
    const name = r.params['criterion'] ?? r.params['premium'] ?? null;
    return Number.isFinite(lacking) ? [reason('rank.change.reach', { points: Math.round(lacking * 10_000) / 10_000, name })] : [];
  });
}

function money(played: ReturnType<typeof playLists>, id: string): Reason[] {
  const raises = played.lists.flatMap(({ list, ledger }): { cents: Cents; list: RankedList }[] => {
    const k = ledger.candidates.findIndex((c) => c.id === id);
    const cents = k < 0 || !ledger.isOpen(k) ? undefined : smallestRaises(ledger, [k], REPLAYS).get(k);
    return cents === undefined ? [] : [{ cents, list }];
  });
  const least = raises.toSorted((a, b) => a.cents - b.cents)[0];
  if (!least) return [];
  return [
    least.list.title ? reason('rank.change.raiseList', { cents: least.cents, list: least.list.title }) : reason('rank.change.raise', { cents: least.cents }),
  ];
}

/** Is the proposal funded where it stands in this order? */
function fundedAt({ lists, rounds, input }: Prepared, standing: readonly Standing[], id: string): boolean {
  return playLists(standing, lists, rounds, input.call.ranking).grants.has(id);
}

/**
 * The least points more with which a proposal would be funded, all others as they are and its other facts unchanged. Higher up it
 * never fares worse, so that the lowest place that is good enough can be searched by halves; then the points that lift it there.
 */
export function leastPoints(prepared: Prepared, at: number): Reason[] {
  const { eligible, standing, input } = prepared;
  const { call, seed } = input;
  const me = eligible[at]!.scored;
  const moved = (k: number): Standing[] => [...standing.slice(0, k), standing[at]!, ...standing.slice(k, at), ...standing.slice(at + 1)];
  const isFunded = (k: number) => fundedAt(prepared, moved(k), me.application.id);
  if (!isFunded(0)) return [reason('rank.change.noPoints')];
  let [good, bad] = [0, at];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isFunded(middle)) good = middle;
    else bad = middle;
  }
  const compare = compareBy(call.ranking.tieBreaks, seed);
  const above = eligible[good]!.scored;
  const level = { ...me, score: { ...me.score, total: above.score.total } };
  const total = above.score.total + (compare(level, above) < 0 ? 0 : 1);
  const { decimals } = call.evaluation.aggregation;
  const most = unitsOf(
    call.evaluation.criteria.reduce((n, c) => n + c.max * c.weight, 0),
    decimals,
  );
  if (total > most + unitsOf(call.evaluation.premiumCap, decimals)) return [];
  return [reason('rank.change.leastPoints', { points: pointsOf(total - me.score.total, decimals), total: pointsOf(total, decimals), position: good + 1 })];
}

/** Would it be in if all of it counted for a reserve of one of its lists? */
function inQuota(prepared: Prepared, at: number): Reason[] {
  const { standing, lists } = prepared;
  const me = standing[at]!;
  return lists.flatMap((list, l) => {
    if (!list.quota || !me.on[l] || me.south[l] === me.grantCents) return [];
    const changed = standing.with(at, { ...me, south: me.south.with(l, me.grantCents) });
    return fundedAt(prepared, changed, me.id) ? [reason('rank.change.inQuota', { percent: list.quota.percent }, { source: list.quota.source })] : [];
  });
}

export type Price = { broughtIn: Place[]; leftOut: Place[]; inCents: Cents; outCents: Cents; inPoints: number | null; outPoints: number | null };

/**
 * The price of a quota, in euros and in points: what it gives to whom it brings in, what those asked for whom it leaves out, and the mean points
 * of both; no mean of nobody.
 */
export function priceOf(quota: Pick<Ranking['quotas'][number], 'broughtIn' | 'leftOut'>, ranking: Pick<Ranking, 'places'>): Price {
  const places = new Map(ranking.places.map((p) => [p.application, p] as const));
  const [broughtIn, leftOut] = [quota.broughtIn, quota.leftOut].map((ids) => ids.flatMap((id) => places.get(id) ?? [])) as [Place[], Place[]];
  const mean = (of: readonly Place[]) => (of.length === 0 ? null : Math.round((of.reduce((n, p) => n + p.total, 0) / of.length) * 100) / 100);
  return {
    broughtIn,
    leftOut,
    inCents: sum(broughtIn.map((p) => p.grantCents)),
    outCents: sum(leftOut.map((p) => p.requestedCents)),
    inPoints: mean(broughtIn),
    outPoints: mean(leftOut),
  };
}

/** What a list's own money changes: the ranking as it is beside the one in which that money is open to every proposal. `list`: all of them together where null. */
export type ListPrice = { list: RankedList | null; budgetCents: Cents; price: Price };

/**
 * The price of each list that pays for some proposals only (areas, regions, topics), and of all lists together: who is funded because of it and who is not,
 * found by playing the same rounds again, in the same order, without its condition; for all together, with one list, one budget and no reserve.
 */
export function listPrices(input: RankingInput, ranking: Pick<Ranking, 'places'>): ListPrice[] {
  const { call, renunciations, on, settled } = input;
  if (!call.ranking.lists) return [];
  const { lists, rounds, standing } = prepare(input);
  const now = playLists(standing, lists, rounds, call.ranking);
  const against = (then: Played): Price =>
    priceOf(
      {
        broughtIn: standing.filter((s) => now.grants.has(s.id) && !then.grants.has(s.id)).map((s) => s.id),
        leftOut: standing.filter((s) => !now.grants.has(s.id) && then.grants.has(s.id)).map((s) => s.id),
      },
      ranking,
    );
  const single: RankedList = { id: 'all', title: null, pots: call.pots.map((p) => p.id), takes: [], quota: null, spills: null };
  const together = playLists(
    standing.map((s) => ({ ...s, south: [0], on: [true] })),
    [single],
    roundsOf(call, renunciations, [single], on, settled),
    call.ranking,
  );
  const budget = (l: number) => sum(rounds.map((r) => r.byList[l]!));
  const apart = lists.flatMap((list, l): ListPrice[] => {
    if (list.takes.length === 0) return [];
    const open = playLists(
      standing.map((s) => ({ ...s, on: s.on.with(l, true) })),
      lists,
      rounds,
      call.ranking,
    );
    return [{ list, budgetCents: budget(l), price: against(open) }];
  });
  return lists.length > 1 ? [{ list: null, budgetCents: sum(lists.map((_, l) => budget(l))), price: against(together) }, ...apart] : apart;
}
