import { percentOf, sum, type Cents } from '#src/core/money.ts';
import type { Call } from '#src/funding/calls/schema.ts';

export type Candidate = { id: string; grantCents: Cents; southGrantCents: Cents };

/** One step of the money: the first budget, a raise, or a grant given back. `ref` is its act. */
export type Round = { id: string; kind: 'initial' | 'raise' | 'renunciation'; cents: Cents; application: string | null; ref: string };

export type Grant = { cents: Cents; southCents: Cents; round: string };

export type RoundResult = { round: Round; budgetCents: Cents; grantedCents: Cents; reserveCents: Cents; southGrantedCents: Cents; funded: number };

export type Allocation = { grants: Map<string, Grant>; rounds: RoundResult[]; renounced: Set<string> };

export type AllocationRules = Pick<Call['ranking'], 'quotas' | 'partialFunding' | 'whenMoneyEnds'>;

/**
 * Gives the money of a call to its eligible proposals, best first, round after round.
 *
 * In each round, with all the money so far:
 * 1. *Reserve.* Until the grants carried out in the South come to the reserved share of the budget, South proposals are funded in their order.
 * 2. *All.* Whoever is left is funded in order. A `floor` lets what the reserve did not use go to everyone; a `hard` reserve keeps it.
 *
 * A grant that no longer fits ends its step (`stop`) or is passed over (`skip`); with partial funding it first gets what is left.
 * What a round has funded stays funded: a raise or a renunciation only adds. A grant that was partial is completed before new ones, in order.
 */
export function allocate(candidates: readonly Candidate[], rounds: readonly Round[], rules: AllocationRules): Allocation {
  const grants = new Map<string, Grant>();
  const renounced = new Set<string>();
  const results: RoundResult[] = [];
  const quota = rules.quotas[0];
  let budget = 0;
  let granted = 0;
  let south = 0;

  const give = (c: Candidate, cents: Cents, round: string) => {
    const before = grants.get(c.id);
    const total = (before?.cents ?? 0) + cents;
    const southTotal = total === c.grantCents ? c.southGrantCents : Number((BigInt(c.southGrantCents) * BigInt(total)) / BigInt(c.grantCents));
    granted += cents;
    south += southTotal - (before?.southCents ?? 0);
    grants.set(c.id, { cents: total, southCents: southTotal, round: before?.round ?? round });
  };

  for (const round of rounds) {
    budget += round.cents;
    if (round.application !== null) {
      const back = grants.get(round.application);
      if (back) {
        granted -= back.cents;
        south -= back.southCents;
        grants.delete(round.application);
      }
      renounced.add(round.application);
    }
    const reserve = quota ? percentOf(budget, quota.percent) : 0;
    const open = candidates.filter((c) => !renounced.has(c.id) && (grants.get(c.id)?.cents ?? 0) < c.grantCents);
    const step = (some: readonly Candidate[], available: () => Cents, goOn: () => boolean) => {
      for (const c of some) {
        if (!goOn()) return;
        const need = c.grantCents - (grants.get(c.id)?.cents ?? 0);
        if (need === 0) continue;
        const left = available();
        if (need <= left) give(c, need, round.id);
        else {
          if (rules.partialFunding && left > 0) give(c, left, round.id);
          if (rules.whenMoneyEnds === 'stop') return;
        }
      }
    };
    if (quota) step(open.filter((c) => c.southGrantCents > 0), () => budget - granted, () => south < reserve);
    step(open, () => budget - granted - (quota?.form === 'hard' ? Math.max(0, reserve - south) : 0), () => true);
    results.push({ round, budgetCents: budget, grantedCents: granted, reserveCents: reserve, southGrantedCents: south, funded: grants.size });
  }
  return { grants, rounds: results, renounced };
}

/** The call's money as rounds: its pots at publication, each raise, then each renunciation, in the order of their dates. */
export function roundsOf(call: Call, renunciations: readonly { application: string; on: string; ref: string }[]): Round[] {
  const first: Round = { id: 'initial', kind: 'initial', cents: sum(call.pots.map((p) => p.cents)), application: null, ref: call.officialCode };
  const later = [
    ...call.acts.flatMap((a) => (a.kind === 'budgetRaise' ? [{ on: a.on, round: { id: a.id, kind: 'raise', cents: a.cents, application: null, ref: a.ref } as Round }] : [])),
    ...renunciations.map((r) => ({ on: r.on, round: { id: `renunciation-${r.application}`, kind: 'renunciation', cents: 0, application: r.application, ref: r.ref } as Round })),
  ];
  return [first, ...later.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.round.id < b.round.id ? -1 : 1)).map((l) => l.round)];
}
