import type { Call } from '#src/funding/calls/schema.ts';
import type { RankedApplication, RankingInput } from '#src/funding/rankings/rules/input.ts';
import { createHash } from 'node:crypto';

export type NaivePlace = { state: string; position: number | null; total: number; cents: number; list: string | null };

/**
 * A whole ranking told a second time, in the plainest way and with nothing of the engine: exact fractions, thresholds one after the other, pairs
 * compared tie-break by tie-break, money list by list and part by part. For small amounts: it looks for a part of a grant cent by cent.
 */
export function naiveRanking(input: RankingInput): Map<string, NaivePlace> {
  const { call } = input;
  const admitted = input.applications.filter((a) => a.screening.outcome === 'admitted').map((a) => ({ a, score: scored(call, a) }));
  const before = (x: (typeof admitted)[number], y: (typeof admitted)[number]): boolean => {
    if (x.score.total !== y.score.total) return x.score.total > y.score.total;
    for (const tie of call.ranking.tieBreaks) {
      const [p, q] = [tieValue(tie, x, input.seed), tieValue(tie, y, input.seed)];
      if (typeof p === 'string' || typeof q === 'string') {
        if (p !== q) return p < q;
      } else {
        const difference = p.over * q.under - q.over * p.under;
        if (difference !== 0n) return difference > 0n;
      }
    }
    return x.a.id < y.a.id;
  };
  const order = admitted.toSorted((x, y) => (before(x, y) ? -1 : 1));
  const good = order.filter((o) => passes(call, o.score));
  const bad = order.filter((o) => !passes(call, o.score));
  const { paid, ended } = money(
    input,
    good.map((o) => o.a),
  );
  const scale = 10 ** call.evaluation.aggregation.decimals;
  const places = new Map<string, NaivePlace>();
  [...good, ...bad].forEach(({ a, score }, i) => {
    const grant = paid.get(a.id);
    const state = bad.some((o) => o.a === a) ? 'belowThreshold' : ended.has(a.id) ? 'renounced' : grant ? 'funded' : 'eligibleNotFunded';
    places.set(a.id, { state, position: i + 1, total: Number(score.total) / scale, cents: grant?.cents ?? 0, list: grant?.list ?? null });
  });
  for (const a of input.applications)
    if (a.screening.outcome === 'excluded') places.set(a.id, { state: 'excluded', position: null, total: 0, cents: 0, list: null });
  return places;
}

type Fraction = { over: bigint; under: bigint };
const fraction = (n: number): Fraction => ({ over: BigInt(Math.round(n * 1e6)), under: 1_000_000n });
const plus = (x: Fraction, y: Fraction): Fraction => ({ over: x.over * y.under + y.over * x.under, under: x.under * y.under });
const times = (x: Fraction, y: Fraction): Fraction => ({ over: x.over * y.over, under: x.under * y.under });
const roundUpFromHalf = (x: Fraction, decimals: number): bigint => {
  const scaled = x.over * 10n ** BigInt(decimals);
  const down = scaled / x.under;
  return 2n * (scaled - down * x.under) >= x.under ? down + 1n : down;
};

function middle(points: number[], by: 'mean' | 'median'): Fraction {
  const sorted = points.toSorted((a, b) => a - b);
  const n = sorted.length;
  const taken = by === 'mean' ? sorted : n % 2 === 1 ? [sorted[(n - 1) / 2]!] : [sorted[n / 2 - 1]!, sorted[n / 2]!];
  const all = taken.map(fraction).reduce(plus);
  return { over: all.over, under: all.under * BigInt(taken.length) };
}

type Score = { criteria: Map<string, { points: bigint; weighted: bigint }>; merit: bigint; reached: Map<string, bigint>; premium: bigint; total: bigint };

function scored(call: Call, a: RankedApplication): Score {
  const { criteria, aggregation, premiums, premiumCap } = call.evaluation;
  const { by, decimals } = aggregation;
  const whole = (n: number) => roundUpFromHalf(fraction(n), decimals);
  const sheets = a.consensus ? [a.consensus] : a.reviews;
  const exact = criteria.map((c) =>
    middle(
      sheets.map((s) => s.points[c.id]!),
      by,
    ),
  );
  const heads = a.facts.women + a.facts.men + (a.facts.other ?? 0);
  const share = (part: number, all: number, percent: number) => all > 0 && part * 100 >= all * percent;
  const reached = new Map<string, bigint>();
  let premium = 0n;
  for (const p of premiums) {
    let units = 0n;
    if (p.kind === 'judged')
      units = roundUpFromHalf(
        middle(
          sheets.map((s) => s.premiums[p.id] ?? 0),
          by,
        ),
        decimals,
      );
    if (p.kind === 'womenShare' && share(a.facts.women, heads, p.percent)) units = whole(p.points);
    if (p.kind === 'youngShare' && share(a.facts.under40, heads, p.percent)) units = whole(p.points);
    if (p.kind === 'southImplementation' && share(a.facts.southEligibleCents, a.facts.eligibleCents, p.minShare)) units = whole(p.points);
    if (p.kind === 'answer' && (a.facts.about?.answers?.[p.field] ?? []).some((given) => p.oneOf.includes(given))) units = whole(p.points);
    reached.set(p.id, units);
    const use = call.ranking.premiums?.find((u) => u.premium === p.id);
    if (use?.use === 'gate') continue;
    premium += use?.cap !== undefined && whole(use.cap) < units ? whole(use.cap) : units;
  }
  if (premium > whole(premiumCap)) premium = whole(premiumCap);
  const merit = roundUpFromHalf(criteria.map((c, i) => times(exact[i]!, fraction(c.weight))).reduce(plus), decimals);
  return {
    criteria: new Map(
      criteria.map((c, i) => [
        c.id,
        { points: roundUpFromHalf(exact[i]!, decimals), weighted: roundUpFromHalf(times(exact[i]!, fraction(c.weight)), decimals) },
      ]),
    ),
    merit,
    reached,
    premium,
    total: merit + premium,
  };
}

function passes(call: Call, score: Score): boolean {
  const whole = (n: number) => roundUpFromHalf(fraction(n), call.evaluation.aggregation.decimals);
  for (const c of call.evaluation.criteria) if (score.criteria.get(c.id)!.points < whole(c.threshold)) return false;
  const { thresholds, premiums = [] } = call.ranking;
  if ((thresholds?.total === 'withPremiums' ? score.total : score.merit) < whole(call.evaluation.totalThreshold)) return false;
  for (const use of premiums) {
    const premium = call.evaluation.premiums.find((p) => p.id === use.premium)!;
    const needed = use.atLeast ?? (premium.kind === 'judged' ? premium.max : premium.points);
    if (use.use !== 'bonus' && score.reached.get(use.premium)! < whole(needed)) return false;
  }
  if (thresholds?.premiumPoints !== undefined && score.premium < whole(thresholds.premiumPoints)) return false;
  return [...score.reached.values()].filter((n) => n > 0n).length >= (thresholds?.premiumCount ?? 0);
}

/** Larger goes first; of two texts, the smaller. */
function tieValue(tie: Call['ranking']['tieBreaks'][number], { a, score }: { a: RankedApplication; score: Score }, seed: string): Fraction | string {
  const { women, men, other = 0, under40, eligibleCents, southEligibleCents, grantCents } = a.facts;
  const share = (part: number, whole: number): Fraction => ({ over: BigInt(whole === 0 ? 0 : part), under: BigInt(whole || 1) });
  const units = (n: bigint): Fraction => ({ over: n, under: 1n });
  switch (tie.by) {
    case 'criterion':
      return units(score.criteria.get(tie.criterion)!.weighted);
    case 'premium':
      return units(score.reached.get(tie.premium)!);
    case 'merit':
      return units(score.merit);
    case 'southShare':
      return share(southEligibleCents, eligibleCents);
    case 'womenShare':
      return share(women, women + men + other);
    case 'youngerTeam':
      return share(under40, women + men + other);
    case 'lowerGrant':
      return units(-BigInt(grantCents));
    case 'arrival':
      return `${a.submittedAt} ${a.protocol}`;
    case 'draw':
      return createHash('sha256').update(`${seed}:${a.id}`).digest('hex');
  }
}

type List = NonNullable<Call['ranking']['lists']>[number];

function isOn(list: List, a: RankedApplication): boolean {
  const { about, eligibleCents, southEligibleCents } = a.facts;
  for (const rule of list.takes) {
    if (rule.by === 'area' && (eligibleCents > 0 && southEligibleCents * 100 >= rule.minShare * eligibleCents) !== (rule.area === 'south')) return false;
    if (rule.by === 'answer' && !(about?.answers?.[rule.field] ?? []).some((given) => rule.oneOf.includes(given))) return false;
    if (rule.by === 'researchType') {
      const cents = Object.entries(about?.researchCents ?? {}).filter(([, c]) => c > 0);
      const most = Math.max(0, ...cents.map(([, c]) => c));
      if (!cents.some(([type, c]) => rule.types.includes(type as never) && (rule.counts === 'any' || c === most))) return false;
    }
    if (rule.by === 'spoke' || rule.by === 'sector' || rule.by === 'region') throw new Error(`the naive model does not know ${rule.by}`);
  }
  return true;
}

function money({ call, renunciations, on, settled = [] }: RankingInput, good: RankedApplication[]) {
  const everyPot: List = {
    id: 'all',
    title: { it: '-', en: '-' },
    pots: call.pots.map((p) => p.id),
    takes: [],
    source: call.ranking.source,
  };
  const lists = call.ranking.lists ?? [everyPot];
  const quotaOf = (l: List) => call.ranking.quotas.find((q) => (q.list ?? 'all') === l.id);
  const budget = new Map<string, number>(lists.map((l) => [l.id, 0]));
  const paid = new Map<string, { list: string; cents: number }>();
  const ended = new Set<string>();
  let today = call.dates.publishedOn;

  const southOf = (l: List, a: RankedApplication, cents: number): number => {
    const quota = quotaOf(l);
    const whole =
      quota?.countBy === 'costShare'
        ? a.facts.eligibleCents > 0 && a.facts.southEligibleCents * 100 >= (quota.minShare ?? 100) * a.facts.eligibleCents
          ? a.facts.grantCents
          : 0
        : a.facts.southGrantCents;
    return Math.floor((cents * whole) / a.facts.grantCents);
  };
  const held = (l: List) => good.flatMap((a) => (paid.get(a.id)?.list === l.id ? [{ a, cents: paid.get(a.id)!.cents }] : []));
  const spent = (l: List) => held(l).reduce((n, h) => n + h.cents, 0);
  const south = (l: List) => held(l).reduce((n, h) => n + southOf(l, h.a, h.cents), 0);

  function play(l: List) {
    const quota = quotaOf(l);
    const reserve = quota ? Math.floor((budget.get(l.id)! * quota.percent) / 100) : 0;
    const holdsBack = quota?.form === 'hard' && !(quota.spillsFrom !== undefined && today >= quota.spillsFrom);
    const fits = (a: RankedApplication, more: number): boolean => {
      const has = paid.get(a.id)?.cents ?? 0;
      const southThen = south(l) - southOf(l, a, has) + southOf(l, a, has + more);
      return spent(l) + more + (holdsBack ? Math.max(0, reserve - southThen) : 0) <= budget.get(l.id)!;
    };
    for (const southFirst of quota ? [true, false] : [false]) {
      for (const a of good.filter((one) => isOn(l, one))) {
        const has = paid.get(a.id);
        if (ended.has(a.id) || (has && has.list !== l.id) || has?.cents === a.facts.grantCents) continue;
        if (southFirst && southOf(l, a, a.facts.grantCents) === 0) continue;
        if (southFirst && south(l) >= reserve) break;
        let part = a.facts.grantCents - (has?.cents ?? 0);
        const all = fits(a, part);
        if (!all && call.ranking.partialFunding) while (part > 0 && !fits(a, part)) part--;
        if (all || (call.ranking.partialFunding && part > 0)) paid.set(a.id, { list: l.id, cents: (has?.cents ?? 0) + part });
        if (all) continue;
        if (call.ranking.partialFunding && part > 0) return;
        if (call.ranking.partialFunding || call.ranking.whenMoneyEnds === 'stop') break;
      }
    }
  }

  function round(moved: Set<string>) {
    for (const l of lists) {
      if (!moved.has(l.id) && lists.length > 1) continue;
      play(l);
      if (!l.spills || (l.spills.from !== undefined && today < l.spills.from)) continue;
      const left = budget.get(l.id)! - spent(l);
      if (left === 0) continue;
      budget.set(l.id, budget.get(l.id)! - left);
      budget.set(l.spills.to, budget.get(l.spills.to)! + left);
      moved.add(l.spills.to);
    }
  }

  const days = [...new Set([...lists.map((l) => l.spills?.from), ...call.ranking.quotas.map((q) => q.spillsFrom)])];
  const steps = [
    ...call.acts.flatMap((a) => (a.kind === 'budgetRaise' || a.kind === 'returnedMoney' ? [{ id: a.id, on: a.on, pot: a.pot, cents: a.cents, gone: '' }] : [])),
    ...renunciations.map((r) => ({ id: `${r.kind ?? 'renunciation'}-${r.application}`, on: r.on, pot: '', cents: 0, gone: r.application })),
    ...days.flatMap((day) => (day !== undefined && on !== undefined && day <= on ? [{ id: `spill-${day}`, on: day, pot: '', cents: 0, gone: '' }] : [])),
  ].toSorted((x, y) => (x.on !== y.on ? (x.on < y.on ? -1 : 1) : x.id < y.id ? -1 : 1));
  const inTurn = [...settled.flatMap((id) => steps.filter((s) => s.id === id)), ...steps.filter((s) => !settled.includes(s.id))];

  for (const l of lists) for (const p of call.pots) if (l.pots.includes(p.id)) budget.set(l.id, budget.get(l.id)! + p.cents);
  round(new Set(lists.map((l) => l.id)));
  for (const step of inTurn) {
    if (step.on > today) today = step.on;
    const moved = new Set<string>();
    if (step.gone) {
      const was = paid.get(step.gone);
      if (was) moved.add(was.list);
      paid.delete(step.gone);
      ended.add(step.gone);
    } else if (step.pot) {
      const l = lists.find((one) => one.pots.includes(step.pot))!;
      budget.set(l.id, budget.get(l.id)! + step.cents);
      moved.add(l.id);
    } else for (const l of lists) if (l.spills?.from === step.on || quotaOf(l)?.spillsFrom === step.on) moved.add(l.id);
    round(moved);
  }
  return { paid, ended };
}
