import { atLeastShare, sum, type Cents } from '#src/core/money.ts';
import { isRegion, region } from '#src/core/regions.ts';
import type { Words } from '#src/core/words.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { RankedApplication } from './input.ts';
import { Ledger, playRound, type Candidate, type Spending } from './ledger.ts';
import type { Round } from './rounds.ts';

export type Quota = Call['ranking']['quotas'][number];
export type Belongs = NonNullable<Call['ranking']['lists']>[number]['takes'][number];

/** A list of a ranking: who stands on it, which pots pay for it, what is reserved, where its left-over money goes. */
export type RankedList = {
  id: string;
  title: Words | null;
  pots: readonly string[];
  takes: readonly Belongs[];
  quota: Quota | null;
  spills: { to: string; from?: string | undefined } | null;
};

export const listsOf = (call: Call): RankedList[] =>
  call.ranking.lists?.map(({ id, title, pots, takes, spills }) => ({
    id,
    title,
    pots,
    takes,
    quota: call.ranking.quotas.find((q) => q.list === id) ?? null,
    spills: spills ?? null,
  })) ?? [{ id: 'all', title: null, pots: call.pots.map((p) => p.id), takes: [], quota: call.ranking.quotas[0] ?? null, spills: null }];

/** The names with the most cents: more than one where they are equal. */
function largest(cents: Readonly<Record<string, Cents>>): string[] {
  const most = Math.max(0, ...Object.values(cents));
  return most === 0 ? [] : Object.keys(cents).filter((name) => cents[name] === most);
}

/** Does this condition hold for the proposal? Without the facts that it looks at, it does not. */
export function belongs(rule: Belongs, { facts }: RankedApplication): boolean {
  const about = facts.about;
  const spentIn = (wanted: (region: string) => boolean) => sum(Object.entries(about?.regionCents ?? {}).flatMap(([id, cents]) => (wanted(id) ? [cents] : [])));
  switch (rule.by) {
    case 'spoke':
      return rule.counts === 'main'
        ? about?.mainSpoke != null && rule.spokes.includes(about.mainSpoke)
        : (about?.spokes.some((s) => rule.spokes.includes(s)) ?? false);
    case 'sector':
      return about?.sector != null && rule.sectors.includes(about.sector);
    case 'answer':
      return about?.answers?.[rule.field]?.some((a) => rule.oneOf.includes(a)) ?? false;
    case 'researchType': {
      const cents = about?.researchCents ?? {};
      return (rule.counts === 'largest' ? largest(cents) : Object.keys(cents).filter((t) => cents[t]! > 0)).some((t) => rule.types.includes(t as never));
    }
    case 'region':
      if (rule.counts === 'lead') return about !== undefined && rule.regions.includes(about.leadRegion as never);
      if (rule.counts === 'largest') return largest(about?.regionCents ?? {}).some((id) => rule.regions.includes(id as never));
      return (
        facts.eligibleCents > 0 &&
        atLeastShare(
          spentIn((id) => rule.regions.includes(id as never)),
          facts.eligibleCents,
          rule.minShare ?? 100,
        )
      );
    case 'area': {
      const south = facts.eligibleCents > 0 && atLeastShare(facts.southEligibleCents, facts.eligibleCents, rule.minShare);
      return rule.area === 'south' ? south : !south;
    }
  }
}

export const standsOn = (list: RankedList, application: RankedApplication): boolean => list.takes.every((rule) => belongs(rule, application));

/** What of a grant counts for the South's reserve. */
export function countedSouth(quota: Quota | null, { facts }: RankedApplication): Cents {
  if (quota?.countBy !== 'costShare') return facts.southGrantCents;
  return facts.eligibleCents > 0 && atLeastShare(facts.southEligibleCents, facts.eligibleCents, quota.minShare ?? 100) ? facts.grantCents : 0;
}

export const inSouth = (id: string): boolean => isRegion(id) && region(id).south;

/** A proposal above the thresholds with the lists that it stands on, in the order of the ranking. */
export type Standing = { id: string; grantCents: Cents; south: readonly Cents[]; on: readonly boolean[] };

export type Grant = { cents: Cents; southCents: Cents; round: string; list: number };

export type RoundResult = { round: Round; budgetCents: Cents; grantedCents: Cents; reserveCents: Cents; southGrantedCents: Cents; funded: number };

/** One list after the last round. `places` are its candidates' places among all. */
export type PlayedList = { list: RankedList; ledger: Ledger; places: readonly number[] };

export type Played = { grants: Map<string, Grant>; rounds: RoundResult[]; ended: Set<string>; lists: PlayedList[] };

export type MoneyRules = Pick<Call['ranking'], 'partialFunding' | 'whenMoneyEnds'>;

/**
 * Gives the money of all lists, round after round. In each round every list that is there plays in its order (`playRound`), and what
 * it cannot give goes on to the list that its rule names. A proposal on several lists is paid by the first that reaches it and stays
 * with it: what a round has funded stays funded, unless the grant itself ends.
 */
export function playLists(standing: readonly Standing[], lists: readonly RankedList[], rounds: readonly Round[], rules: MoneyRules): Played {
  const played = lists.map((list, l): PlayedList => {
    const places = standing.flatMap((s, i) => (s.on[l] ? [i] : []));
    const candidates = places.map((i): Candidate => ({ id: standing[i]!.id, grantCents: standing[i]!.grantCents, southGrantCents: standing[i]!.south[l]! }));
    return { list, places, ledger: new Ledger(candidates, spendingOf(list, rules, '')) };
  });
  const walks = played.map(({ ledger }) => ({
    everyone: ledger.candidates.map((_, k) => k),
    southern: ledger.candidates.flatMap((c, k) => (c.southGrantCents > 0 ? [k] : [])),
  }));
  const within = played.map(({ places }) => (played.length === 1 ? null : new Map(places.map((i, k) => [i, k] as const))));
  const at = (l: number, i: number): number | undefined => (within[l] ? within[l].get(i) : i);
  const firstPaidIn = new Map<string, { round: string; list: number }>();
  const ended = new Set<string>();

  let day = '';
  const results = rounds.map((round, r): RoundResult => {
    // A round that was recorded late, under an earlier date, does not turn the day back.
    if (round.on > day) day = round.on;
    // A list plays where something came to it: money of its own, a grant that ended, what another list passed on, its day.
    const touched = lists.map(
      (list, l) =>
        lists.length === 1 ||
        round.kind === 'initial' ||
        round.byList[l]! > 0 ||
        (round.kind === 'spill' && (list.spills?.from === round.on || list.quota?.spillsFrom === round.on)),
    );
    if (round.application !== null) {
      ended.add(round.application);
      const i = standing.findIndex((s) => s.id === round.application);
      if (i >= 0) played.forEach(({ ledger }, l) => at(l, i) !== undefined && ledger.end(at(l, i)!, r) > 0 && (touched[l] = true));
    }
    played.forEach(({ list, ledger, places }, l) => {
      if (!touched[l]) return;
      ledger.budget += round.byList[l]!;
      ledger.spending = spendingOf(list, rules, day);
      playRound(ledger, walks[l]!.southern, walks[l]!.everyone, {
        paid(k) {
          const { id } = ledger.candidates[k]!;
          if (firstPaidIn.has(id)) return;
          firstPaidIn.set(id, { round: round.id, list: l });
          played.forEach((other, m) => m !== l && at(m, places[k]!) !== undefined && other.ledger.release(at(m, places[k]!)!, r));
        },
      });
      if (!list.spills || (list.spills.from !== undefined && day < list.spills.from)) return;
      const left = ledger.budget - ledger.spent;
      if (left === 0) return;
      const to = lists.findIndex((other) => other.id === list.spills!.to);
      ledger.budget -= left;
      played[to]!.ledger.budget += left;
      touched[to] = true;
    });
    const total = (of: (ledger: Ledger) => number) => sum(played.map(({ ledger }) => of(ledger)));
    return {
      round,
      budgetCents: total((x) => x.budget),
      grantedCents: total((x) => x.spent),
      reserveCents: total((x) => x.reserve),
      southGrantedCents: total((x) => x.south),
      funded: total((x) => x.paid.reduce((n, cents) => n + (cents > 0 ? 1 : 0), 0)),
    };
  });
  const grants = new Map<string, Grant>();
  played.forEach(({ ledger }, list) =>
    ledger.candidates.forEach(({ id }, k) => {
      const cents = ledger.paid[k]!;
      if (cents > 0) grants.set(id, { cents, southCents: ledger.southOf(k, cents), round: firstPaidIn.get(id)!.round, list });
    }),
  );
  return { grants, rounds: results, ended, lists: played };
}

/** How a list spends on a day: a hard reserve is a floor from its date on. */
function spendingOf({ quota }: RankedList, { whenMoneyEnds, partialFunding }: MoneyRules, on: string): Spending {
  const form = quota?.form === 'hard' && quota.spillsFrom !== undefined && on >= quota.spillsFrom ? 'floor' : (quota?.form ?? 'floor');
  return { whenMoneyEnds, partialFunding, reserve: quota && { percent: quota.percent, form } };
}

export const listTitleOf = (call: Call, id: string | undefined): Words | null => call.ranking.lists?.find((l) => l.id === id)?.title ?? null;
