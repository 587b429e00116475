import type { CalendarDate } from '#src/core/time.ts';
import { sum, type Cents } from '#src/core/money.ts';
import type { Words } from '#src/core/words.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { PlaceState } from '../states.ts';
import type { Place, Ranking } from './rank.ts';

/** What is tried out: other money for a pot (raises included), other thresholds and gates, other reserves and days. What is left out stays as it is. */
export type Trial = {
  pots: Record<string, Cents>;
  total?: number | undefined;
  thresholds: Record<string, number>;
  /** Only of a call that asks for them. */
  premiumPoints?: number | undefined;
  premiumCount?: number | undefined;
  /** Points that pass the gate of a premium, where the call has one. */
  gates?: Record<string, number>;
  /** The days from which a hard reserve, or a list, passes on what nobody took; only where the call has one. */
  reserveDays?: Record<string, CalendarDate>;
  listDays?: Record<string, CalendarDate>;
  reserves: Record<string, number>;
};

type Act = Call['acts'][number];
const bringsMoney = (a: Act): a is Extract<Act, { cents: Cents }> => a.kind === 'budgetRaise' || a.kind === 'returnedMoney';

/** A pot with its raises and what came back to it and was given out anew. */
export const potNow = (call: Call, id: string): Cents =>
  sum([...call.pots.filter((p) => p.id === id).map((p) => p.cents), ...call.acts.flatMap((a) => (bringsMoney(a) && a.pot === id ? [a.cents] : []))]);

/** The call as it would be. Less money than the raises brought takes from the last raises first, so that no round has less than nothing. */
export function tried(call: Call, trial: Trial): Call {
  let { pots, acts } = call;
  for (const [id, cents] of Object.entries(trial.pots)) {
    let change = cents - potNow(call, id);
    if (change < 0)
      acts = acts
        .toReversed()
        .map((a) => {
          if (!bringsMoney(a) || a.pot !== id) return a;
          const taken = Math.min(a.cents, -change);
          change += taken;
          return { ...a, cents: a.cents - taken };
        })
        .toReversed();
    pots = pots.map((p) => (p.id === id ? { ...p, cents: p.cents + change } : p));
  }
  const { thresholds } = call.ranking;
  return {
    ...call,
    pots,
    acts,
    evaluation: {
      ...call.evaluation,
      totalThreshold: trial.total ?? call.evaluation.totalThreshold,
      criteria: call.evaluation.criteria.map((c) => ({ ...c, threshold: trial.thresholds[c.id] ?? c.threshold })),
    },
    ranking: {
      ...call.ranking,
      ...(thresholds && {
        thresholds: {
          ...thresholds,
          ...(trial.premiumPoints !== undefined && { premiumPoints: trial.premiumPoints }),
          ...(trial.premiumCount !== undefined && { premiumCount: trial.premiumCount }),
        },
      }),
      ...(call.ranking.premiums && {
        premiums: call.ranking.premiums.map((u) => (trial.gates?.[u.premium] === undefined ? u : { ...u, atLeast: trial.gates[u.premium]! })),
      }),
      ...(call.ranking.lists && {
        lists: call.ranking.lists.map((l) => (l.spills && trial.listDays?.[l.id] ? { ...l, spills: { ...l.spills, from: trial.listDays[l.id]! } } : l)),
      }),
      quotas: call.ranking.quotas.map((q) => ({
        ...q,
        percent: trial.reserves[q.id] ?? q.percent,
        ...(trial.reserveDays?.[q.id] && { spillsFrom: trial.reserveDays[q.id]! }),
      })),
    },
  };
}

type Stand = { state: PlaceState; position: number | null; grantCents: Cents };
export type Mover = { application: string; title: string; protocol: string; now: Stand; after: Stand; move: 'comes' | 'goes' | 'changes' };

const standOf = ({ state, position, grantCents }: Place): Stand => ({ state, position, grantCents });

/** Who stands differently, in the order of the ranking as it is: those who come in or drop out, then those whose grant or place changes. */
export function moversOf(now: Ranking, after: Ranking): Mover[] {
  const places = new Map(after.places.map((p) => [p.application, p] as const));
  const movers = now.places.flatMap((p): Mover[] => {
    const q = places.get(p.application);
    if (!q || (p.state === q.state && p.position === q.position && p.grantCents === q.grantCents)) return [];
    const move = p.grantCents === 0 && q.grantCents > 0 ? 'comes' : p.grantCents > 0 && q.grantCents === 0 ? 'goes' : 'changes';
    return [{ application: p.application, title: p.title, protocol: p.protocol, now: standOf(p), after: standOf(q), move }];
  });
  const weight = { comes: 0, goes: 1, changes: 2 };
  return movers.toSorted((a, b) => weight[a.move] - weight[b.move]);
}

/** The premiums of a call that have to be reached, each with the points that pass it now and the most that it can have. */
export const gatesOf = (call: Call): { premium: Call['evaluation']['premiums'][number]; now: number; most: number }[] =>
  (call.ranking.premiums ?? []).flatMap((use) => {
    const premium = call.evaluation.premiums.find((p) => p.id === use.premium);
    if (use.use === 'bonus' || !premium) return [];
    const most = premium.kind === 'judged' ? premium.max : premium.points;
    return [{ premium, now: use.atLeast ?? most, most }];
  });

/** The days from which money that nobody took goes on, by reserve and by list. */
export const daysOf = (
  call: Call,
): { reserves: { id: string; list: string | undefined; on: CalendarDate }[]; lists: { id: string; title: Words; on: CalendarDate }[] } => ({
  reserves: call.ranking.quotas.flatMap((q) => (q.spillsFrom ? [{ id: q.id, list: q.list, on: q.spillsFrom }] : [])),
  lists: (call.ranking.lists ?? []).flatMap((l) => (l.spills?.from ? [{ id: l.id, title: l.title, on: l.spills.from }] : [])),
});
