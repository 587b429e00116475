import type { Cents } from '#src/core/money.ts';
import type { AccountKind, AccountRef, Beneficiary, Dimensions } from './accounts.ts';
import type { Line } from './post.ts';

const line = (account: AccountRef, cents: Cents): Line => ({ account, cents });
const of = (who: Beneficiary, kind: AccountKind, cents: Cents): Line => line({ kind, application: who.application, organisation: who.organisation }, cents);

/**
 * The lines of each thing that happens to the money, as decisions/0013 lists them. Amounts are positive where not said otherwise; lines of nothing
 * are left out when they are posted.
 */
export const lines = {
  /** What funder and partners give; less when it is taken back. */
  endowment: (programme: string, publicCents: Cents, privateCents: Cents): Line[] => [
    line({ kind: 'available', programme }, publicCents),
    line({ kind: 'endowment', programme }, -publicCents),
    line({ kind: 'promised', programme }, privateCents),
    line({ kind: 'cofinancing', programme }, -privateCents),
  ],
  /** To the pot of a call, at publication or by a raise. */
  allotment: (programme: string, call: string, cents: Cents): Line[] => [
    line({ kind: 'pot', programme, call }, cents),
    line({ kind: 'available', programme }, -cents),
  ],
  /** Granted to one beneficiary; less than nothing takes back. */
  commitment: (where: { programme: string; call: string }, who: Beneficiary & Dimensions, cents: Cents): Line[] => [
    line({ kind: 'committed', ...where, ...who }, cents),
    line({ kind: 'pot', ...where }, -cents),
  ],
  /** Cost was accepted, `cents` being the aid on it. It is owed, and settled when what may be paid is worked out. */
  acceptance: (who: Beneficiary, cents: Cents): Line[] => [of(who, 'accepted', cents), of(who, 'owed', -cents)],
  /** What was owed becomes due, is set against the advance, or is held back until the balance; `released`: of what was held back, what no longer is. */
  settlement: (who: Beneficiary, { due, absorbed, retained, released = 0 }: { due: Cents; absorbed: Cents; retained: Cents; released?: Cents }): Line[] => [
    of(who, 'owed', due + absorbed + retained - released),
    of(who, 'payable', -due),
    of(who, 'advance', -absorbed),
    of(who, 'retained', released - retained),
  ],
  /** A payment order was approved; `interest` is what is paid for being late. */
  order: (who: Beneficiary, { advance = 0, due = 0, interest = 0 }: { advance?: Cents; due?: Cents; interest?: Cents }): Line[] => [
    of(who, 'advance', advance),
    of(who, 'payable', due),
    of(who, 'interestPayable', interest),
    of(who, 'ordered', -(advance + due + interest)),
  ],
  /** The bank has paid it. */
  payment: (who: Beneficiary, cents: Cents, interest: Cents = 0): Line[] => [
    of(who, 'ordered', cents + interest),
    of(who, 'paid', -cents),
    of(who, 'interestPaid', -interest),
  ],
  /** What was paid went to the lead, to be passed on to this partner. */
  entrusting: (who: Beneficiary, cents: Cents): Line[] => [of(who, 'withLead', cents), of(who, 'entrusted', -cents)],
  /** The lead has passed it on. */
  passingOn: (who: Beneficiary, cents: Cents): Line[] => [of(who, 'passedOn', cents), of(who, 'withLead', -cents)],
  /** Interest that is owed because the payment was late. */
  lateInterest: (who: Beneficiary, cents: Cents): Line[] => [of(who, 'lateInterest', cents), of(who, 'interestPayable', -cents)],
  /** Accepted cost was cut: first what is not paid yet, what is left is to be given back. */
  cut: (who: Beneficiary, from: { owed?: Cents; retained?: Cents; payable?: Cents; paid?: Cents }): Line[] => {
    const { owed = 0, retained = 0, payable = 0, paid = 0 } = from;
    return [
      of(who, 'accepted', -(owed + retained + payable + paid)),
      of(who, 'owed', owed),
      of(who, 'retained', retained),
      of(who, 'payable', payable),
      of(who, 'receivable', paid),
    ];
  },
  /** An advance that no cost will absorb is to be given back. */
  advanceBack: (who: Beneficiary, cents: Cents): Line[] => [of(who, 'receivable', cents), of(who, 'advance', -cents)],
  /** Interest on what is to be given back. */
  interest: (who: Beneficiary, cents: Cents): Line[] => [of(who, 'interestReceivable', cents), of(who, 'interestIncome', -cents)],
  /** Money has come back. */
  receipt: (who: Beneficiary, capital: Cents, interest: Cents = 0): Line[] => [
    of(who, 'recovered', capital),
    of(who, 'receivable', -capital),
    of(who, 'interestReceived', interest),
    of(who, 'interestReceivable', -interest),
  ],
  /**
   * Kept from a payment: both are booked in full, as a payment and a receipt, and no money moves. What is `due` and what is `asked` back are of one
   * organisation, on one project or on two.
   */
  offset: (due: Beneficiary, asked: Beneficiary, capital: Cents, interest: Cents = 0): Line[] => [
    of(due, 'payable', capital + interest),
    of(due, 'paid', -(capital + interest)),
    ...lines.receipt(asked, capital, interest),
  ],
};
