import { percentOf, type Cents, type Percent } from '#src/core/money.ts';

/** The payment plan of a call, as far as sums go. `absorb`: how cost that is accepted uses up the advance. */
export type Plan = { advancePercent: Percent; interimUpTo: Percent; absorb: 'proportionally' | 'atEnd' };

/** The money of one beneficiary of a project, balances of the ledger in cents. `final`: its last report has been accepted. */
export type Position = {
  aidCents: Cents;
  acceptedCents: Cents;
  owedCents: Cents;
  retainedCents: Cents;
  payableCents: Cents;
  advanceCents: Cents;
  orderedCents: Cents;
  paidCents: Cents;
  recoveredCents: Cents;
  final: boolean;
};

export type Settlement = {
  /** Due now, of what is owed and of what was held back. */
  dueCents: Cents;
  /** Set against the advance. */
  absorbedCents: Cents;
  /** Held back until the balance. */
  retainedCents: Cents;
  /** Of what had been held back, what is no longer. */
  releasedCents: Cents;
  /** Of the advance, what no cost has absorbed at the end: it has to come back. */
  advanceLeftCents: Cents;
  /** The most that may be paid before the balance, and what has been paid or is on its way. */
  capCents: Cents;
  outCents: Cents;
};

/** What a beneficiary has or is about to have: paid and not given back, in an order, due. */
export const outOf = (p: Position): Cents => p.paidCents - p.recoveredCents + p.orderedCents + p.payableCents;

/** The advance that the plan allows, rounded down to the cent. */
export const advanceOf = (plan: Plan, aidCents: Cents): Cents => percentOf(aidCents, plan.advancePercent);

/**
 * Settles what is owed. Before the end: the advance is absorbed by its share of each accepted cost (or not yet, when the plan recovers it at the end),
 * and what would bring advance and interim payments above the plan's limit is held back. At the end: all that was accepted and not paid is due, less
 * what is left of the advance.
 */
export function settle(plan: Plan, p: Position): Settlement {
  const out = outOf(p);
  const cap = percentOf(p.aidCents, plan.interimUpTo);
  if (p.final) {
    const total = p.owedCents + p.retainedCents;
    const absorbed = Math.min(p.advanceCents, total);
    return {
      dueCents: total - absorbed,
      absorbedCents: absorbed,
      retainedCents: 0,
      releasedCents: p.retainedCents,
      advanceLeftCents: p.advanceCents - absorbed,
      capCents: p.aidCents,
      outCents: out,
    };
  }
  const absorbed = plan.absorb === 'atEnd' ? 0 : Math.min(p.advanceCents, percentOf(p.owedCents, plan.advancePercent));
  const rest = p.owedCents - absorbed;
  const due = Math.max(0, Math.min(rest, cap - out));
  return { dueCents: due, absorbedCents: absorbed, retainedCents: rest - due, releasedCents: 0, advanceLeftCents: 0, capCents: cap, outCents: out };
}

export type Cut = { owed: Cents; retained: Cents; payable: Cents; paid: Cents };

/** Takes a cut of accepted cost from what is not paid yet, the latest claim first; what is left was paid and has to come back. */
export function cutFrom(p: Pick<Position, 'owedCents' | 'retainedCents' | 'payableCents'>, cents: Cents): Cut {
  const owed = Math.min(cents, p.owedCents);
  const retained = Math.min(cents - owed, p.retainedCents);
  const payable = Math.min(cents - owed - retained, p.payableCents);
  return { owed, retained, payable, paid: cents - owed - retained - payable };
}

/** What is kept from a payment because money is to be given back: interest first (art. 1194 c.c.), then capital. */
export function offsetOf(dueCents: Cents, claim: { capitalCents: Cents; interestCents: Cents }): { capitalCents: Cents; interestCents: Cents } {
  return imputed(dueCents, claim);
}

/** Money that comes in pays interest first, then capital (art. 1194 c.c.); the rest is too much. */
export function imputed(cents: Cents, claim: { capitalCents: Cents; interestCents: Cents }): { capitalCents: Cents; interestCents: Cents } {
  const interestCents = Math.min(cents, claim.interestCents);
  return { interestCents, capitalCents: Math.min(cents - interestCents, claim.capitalCents) };
}
