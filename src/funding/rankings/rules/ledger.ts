import { percentOf, type Cents, type Percent } from '#src/core/money.ts';

/** A proposal above the thresholds, in the order of the ranking. */
export type Candidate = { id: string; grantCents: Cents; southGrantCents: Cents };

/** How a call spends its money. `reserve` is the South's quota, null where the call has none. */
export type Spending = {
  whenMoneyEnds: 'stop' | 'skip';
  partialFunding: boolean;
  reserve: { percent: Percent; form: 'floor' | 'hard' } | null;
};

/** Which walk of a round paid: the South's, or everyone's. */
export type Walk = 'reserve' | 'ranking';

/** The money after some rounds. */
export class Ledger {
  readonly paid: Float64Array;
  readonly released: Int32Array;
  budget = 0;
  spent = 0;
  south = 0;
  readonly candidates: readonly Candidate[];
  spending: Spending;

  constructor(candidates: readonly Candidate[], spending: Spending) {
    this.candidates = candidates;
    this.spending = spending;
    this.paid = new Float64Array(candidates.length);
    this.released = new Int32Array(candidates.length).fill(-1);
  }

  get reserve(): Cents {
    return this.spending.reserve ? percentOf(this.budget, this.spending.reserve.percent) : 0;
  }

  isOpen(i: number): boolean {
    return this.released[i] === -1 && this.paid[i]! < this.candidates[i]!.grantCents;
  }

  /** What a candidate still needs. */
  need(i: number): Cents {
    return this.candidates[i]!.grantCents - this.paid[i]!;
  }

  /** The South's part of the first `cents` of a grant: of a part of a grant, in proportion, rounded down. */
  southOf(i: number, cents: Cents): Cents {
    const { grantCents, southGrantCents } = this.candidates[i]!;
    if (cents === grantCents || southGrantCents === 0) return cents === 0 ? 0 : southGrantCents;
    return southGrantCents === grantCents ? cents : Number((BigInt(cents) * BigInt(southGrantCents)) / BigInt(grantCents));
  }

  /** What a hard reserve keeps back when this much more is paid to a candidate; a floor keeps nothing back. */
  heldBack(i: number, cents: Cents, reserve: Cents): Cents {
    if (this.spending.reserve?.form !== 'hard') return 0;
    return Math.max(0, reserve - this.south - this.southOf(i, this.paid[i]! + cents) + this.southOf(i, this.paid[i]!));
  }

  fits(i: number, cents: Cents, reserve: Cents): boolean {
    return cents + this.heldBack(i, cents, reserve) <= this.budget - this.spent;
  }

  pay(i: number, cents: Cents): void {
    this.south += this.southOf(i, this.paid[i]! + cents) - this.southOf(i, this.paid[i]!);
    this.paid[i]! += cents;
    this.spent += cents;
  }

  /** Ends a grant: what was paid is free again. A candidate that another list pays for has none here, and is closed for good. */
  end(i: number, round: number): Cents {
    this.released[i] = -1;
    return this.release(i, round);
  }

  release(i: number, round: number): Cents {
    if (this.released[i] !== -1) return 0;
    const freed = this.paid[i]!;
    this.south -= this.southOf(i, freed);
    this.spent -= freed;
    this.paid[i] = 0;
    this.released[i] = round;
    return freed;
  }

  copy(): Ledger {
    const other = new Ledger(this.candidates, this.spending);
    other.paid.set(this.paid);
    other.released.set(this.released);
    [other.budget, other.spent, other.south] = [this.budget, this.spent, this.south];
    return other;
  }
}

/** Asked of a round by who wants to know more: each payment, and each time something had to be refused (with the room it was refused in). */
export type Watch = {
  paid?: (i: number, cents: Cents, from: Walk) => void;
  /** The candidate did not fit. */
  refused?: (i: number) => void;
  /** The reserve is reached, the South no longer goes first. */
  reached?: () => void;
};

/**
 * Spends what is free in one round. What earlier rounds paid stays paid. Two walks down the ranking, each over the proposals that are
 * not fully funded yet:
 *
 * 1. **The South first.** While the South's cents are fewer than the reserve (the quota's percent of the whole budget so far, earlier
 *    rounds' South cents included), fund the next proposal with any part of its grant in the South. A grant counts with its South cents only.
 * 2. **Everyone.** Fund the next proposal in the ranking, South or not.
 *
 * A proposal is funded when its grant *fits* in the money that is free. When it does not: with `stop` the walk ends there, with `skip` it
 * goes on with the next; with partial funding that proposal gets what is left and the round ends (there is a last one, so `skip` has nothing
 * to add). A later round completes a partly funded proposal when the walk comes to it, in its place in the ranking.
 *
 * The two forms differ only here. `floor`: what the first walk leaves goes to everyone in the second. `hard`: as long as the South's cents
 * are fewer than the reserve, the cents that are missing are kept back from everything that is not in the South, in both walks,
 * and in the end stay unspent.
 *
 * Where the plain order of the ranking already gives the South its reserve in full grants, both walks together fund exactly the same
 * proposals as no quota would: the quota has a price only where it changes something.
 *
 * @param southern the candidates with South cents, in order; `everyone` all of them, in order
 */
export function playRound(ledger: Ledger, southern: readonly number[], everyone: readonly number[], watch: Watch = {}): void {
  const reserve = ledger.reserve;
  if (ledger.spending.reserve && walk(ledger, southern, 'reserve', reserve, watch) === 'roundOver') return;
  walk(ledger, everyone, 'ranking', reserve, watch);
}

function walk(ledger: Ledger, order: readonly number[], from: Walk, reserve: Cents, watch: Watch): 'walkOver' | 'roundOver' {
  const { whenMoneyEnds, partialFunding } = ledger.spending;
  for (const i of order) {
    if (!ledger.isOpen(i)) continue;
    if (from === 'reserve' && ledger.south >= reserve) {
      watch.reached?.();
      return 'walkOver';
    }
    const need = ledger.need(i);
    if (ledger.fits(i, need, reserve)) {
      ledger.pay(i, need);
      watch.paid?.(i, need, from);
      continue;
    }
    watch.refused?.(i);
    if (partialFunding) {
      const part = largestPart(ledger, i, need, reserve);
      if (part > 0) {
        ledger.pay(i, part);
        watch.paid?.(i, part, from);
        return 'roundOver';
      }
    }
    if (partialFunding || whenMoneyEnds === 'stop') return 'walkOver';
  }
  return 'walkOver';
}

/** The largest part of what a candidate needs that fits; more cents never fit where fewer do not. */
function largestPart(ledger: Ledger, i: number, need: Cents, reserve: Cents): Cents {
  let [fits, tooMuch] = [0, need];
  while (tooMuch - fits > 1) {
    const middle = fits + Math.floor((tooMuch - fits) / 2);
    if (ledger.fits(i, middle, reserve)) fits = middle;
    else tooMuch = middle;
  }
  return fits;
}
