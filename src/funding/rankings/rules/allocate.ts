import { sum, type Cents } from '#src/core/money.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { Ledger, playRound, type Candidate } from './ledger.ts';

/** One step of the money: the first budget, a raise, or a grant given back. `ref` is its act. */
export type Round = { id: string; kind: 'initial' | 'raise' | 'renunciation'; cents: Cents; application: string | null; ref: string };

export type Grant = { cents: Cents; southCents: Cents; round: string };

export type RoundResult = { round: Round; budgetCents: Cents; grantedCents: Cents; reserveCents: Cents; southGrantedCents: Cents; funded: number };

/** `ledger` is the money after the last round. */
export type Allocation = { grants: Map<string, Grant>; rounds: RoundResult[]; renounced: Set<string>; ledger: Ledger };

export type AllocationRules = Pick<Call['ranking'], 'quotas' | 'partialFunding' | 'whenMoneyEnds'>;

/**
 * Gives the money of a call to its eligible proposals, best first, round after round; how a round spends is told at `playRound`.
 * What a round has funded stays funded: a raise or a renunciation only adds. A grant that was partial is completed in its place.
 */
export function allocate(candidates: readonly Candidate[], rounds: readonly Round[], rules: AllocationRules): Allocation {
  const quota = rules.quotas[0];
  const ledger = new Ledger(candidates, {
    whenMoneyEnds: rules.whenMoneyEnds,
    partialFunding: rules.partialFunding,
    reserve: quota ? { percent: quota.percent, form: quota.form } : null,
  });
  const everyone = candidates.map((_, i) => i);
  const southern = everyone.filter((i) => candidates[i]!.southGrantCents > 0);
  const firstPaidIn = new Map<number, string>();
  const renounced = new Set<string>();
  const results = rounds.map((round, r): RoundResult => {
    ledger.budget += round.cents;
    if (round.application !== null) {
      renounced.add(round.application);
      const i = candidates.findIndex((c) => c.id === round.application);
      if (i >= 0) ledger.release(i, r);
    }
    playRound(ledger, southern, everyone, { paid: (i) => firstPaidIn.has(i) || firstPaidIn.set(i, round.id) });
    const funded = ledger.paid.reduce((n, cents) => n + (cents > 0 ? 1 : 0), 0);
    return { round, budgetCents: ledger.budget, grantedCents: ledger.spent, reserveCents: ledger.reserve, southGrantedCents: ledger.south, funded };
  });
  const grants = new Map(
    candidates.flatMap((c, i): [string, Grant][] =>
      ledger.paid[i]! > 0 ? [[c.id, { cents: ledger.paid[i]!, southCents: ledger.southOf(i, ledger.paid[i]!), round: firstPaidIn.get(i)! }]] : [],
    ),
  );
  return { grants, rounds: results, renounced, ledger };
}

/** The call's money as rounds: its pots at publication, each raise, then each renunciation, in the order of their dates. */
export function roundsOf(call: Call, renunciations: readonly { application: string; on: string; ref: string }[]): Round[] {
  const first: Round = { id: 'initial', kind: 'initial', cents: sum(call.pots.map((p) => p.cents)), application: null, ref: call.officialCode };
  const later = [
    ...call.acts.flatMap((a) =>
      a.kind === 'budgetRaise' ? [{ on: a.on, round: { id: a.id, kind: 'raise', cents: a.cents, application: null, ref: a.ref } as Round }] : [],
    ),
    ...renunciations.map((r) => ({
      on: r.on,
      round: { id: `renunciation-${r.application}`, kind: 'renunciation', cents: 0, application: r.application, ref: r.ref } as Round,
    })),
  ];
  return [first, ...later.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.round.id < b.round.id ? -1 : 1)).map((l) => l.round)];
}
