import { sum, type Cents } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Renunciation } from './input.ts';

export type RoundKind = 'initial' | 'raise' | 'renunciation' | 'revocation' | 'spill' | 'returned';

/**
 * One step of the money: the first budget, a raise, money that came back for good and is given out anew, a grant that ended, or the day from which what is reserved may go on to others.
 * `ref` is its act; `byList` what it brings to each list; `application` the grant that ended.
 */
export type Round = { id: string; kind: RoundKind; on: CalendarDate; cents: Cents; byList: readonly Cents[]; application: string | null; ref: string };

type Paid = {
  id: string;
  pots: readonly string[];
  spills?: { from?: string | undefined } | null;
  quota?: { id: string; spillsFrom?: string | undefined } | null;
};

/**
 * The call's money as rounds: its pots at publication, then each raise, grant that ended and day of spilling in the order of their dates.
 * `settled`: what a published ranking has counted already stands first and in its order there, so that a fact that is recorded later under an
 * earlier date takes nobody's grant away.
 */
export function roundsOf(
  call: Call,
  renunciations: readonly Renunciation[],
  lists?: readonly Paid[],
  until?: CalendarDate,
  settled: readonly string[] = [],
): Round[] {
  const paid = lists ?? [{ id: 'all', pots: call.pots.map((p) => p.id) }];
  const nothing = paid.map(() => 0);
  const first: Round = {
    id: 'initial',
    kind: 'initial',
    on: call.dates.publishedOn,
    cents: sum(call.pots.map((p) => p.cents)),
    byList: paid.map((l) => sum(call.pots.filter((p) => l.pots.includes(p.id)).map((p) => p.cents))),
    application: null,
    ref: call.officialCode,
  };
  const days = [...new Set(paid.flatMap((l) => [l.spills?.from, l.quota?.spillsFrom]))].filter((on) => on !== undefined && until !== undefined && on <= until);
  const later = [
    ...call.acts.flatMap((a): Round[] =>
      a.kind === 'budgetRaise' || a.kind === 'returnedMoney'
        ? [
            {
              id: a.id,
              kind: a.kind === 'budgetRaise' ? 'raise' : 'returned',
              on: a.on,
              cents: a.cents,
              byList: paid.map((l) => (l.pots.includes(a.pot) ? a.cents : 0)),
              application: null,
              ref: a.ref,
            },
          ]
        : [],
    ),
    ...renunciations.map((r): Round => ({
      id: `${r.kind ?? 'renunciation'}-${r.application}`,
      kind: r.kind ?? 'renunciation',
      on: r.on,
      cents: 0,
      byList: nothing,
      application: r.application,
      ref: r.ref,
    })),
    ...days.map((on): Round => ({ id: `spill-${on}`, kind: 'spill', on: on!, cents: 0, byList: nothing, application: null, ref: call.officialCode })),
  ];
  const turn = (r: Round) => (settled.includes(r.id) ? settled.indexOf(r.id) : settled.length);
  return [first, ...later.toSorted((a, b) => turn(a) - turn(b) || (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id < b.id ? -1 : 1))];
}

/** The rounds that were counted before, in their order, where the dates alone would now put another before one of them; nothing where they agree. */
export function settledOf(counted: readonly string[], byDate: readonly Round[]): string[] | undefined {
  return counted.every((id, i) => byDate[i]?.id === id) ? undefined : [...counted];
}
