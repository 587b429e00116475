import { isRegion, region as regionOf } from '#src/core/regions.ts';

/**
 * The chart of accounts (decisions/0013). `nature` says which side its balance grows on: a figure is shown as it grows, so that every one of them
 * is positive in the ordinary course.
 *
 * - `endowment` what the funder gives, `cofinancing` what partners bring; `available`, `promised` what of them is still with the programme
 * - `pot` money of a call that nobody has been granted; `committed` granted (*impegnato*), and not taken back
 * - `accepted` cost that was accepted, as aid; `owed` accepted and not settled yet; `retained` settled and held back until the balance;
 *   `payable` due now (*liquidato*); `advance` paid ahead of accepted cost and not absorbed by it yet
 * - `ordered` in an approved payment order; `paid` gone out of the bank
 * - `receivable` to be given back; `recovered` given back
 * - `interestReceivable`, `interestIncome`, `interestReceived` interest that beneficiaries owe; `lateInterest`, `interestPayable`, `interestPaid`
 *   interest that the programme owes because it paid late
 * - `entrusted` paid to the lead for this partner, where the call pays through the lead; `withLead` of it, what is still there; `passedOn` what is not
 */
export const accountKinds = {
  endowment: { nature: 'credit', of: 'programme' },
  cofinancing: { nature: 'credit', of: 'programme' },
  available: { nature: 'debit', of: 'programme' },
  promised: { nature: 'debit', of: 'programme' },
  pot: { nature: 'debit', of: 'call' },
  committed: { nature: 'debit', of: 'beneficiary' },
  accepted: { nature: 'debit', of: 'beneficiary' },
  owed: { nature: 'credit', of: 'beneficiary' },
  retained: { nature: 'credit', of: 'beneficiary' },
  payable: { nature: 'credit', of: 'beneficiary' },
  advance: { nature: 'debit', of: 'beneficiary' },
  ordered: { nature: 'credit', of: 'beneficiary' },
  paid: { nature: 'credit', of: 'beneficiary' },
  receivable: { nature: 'debit', of: 'beneficiary' },
  recovered: { nature: 'debit', of: 'beneficiary' },
  interestReceivable: { nature: 'debit', of: 'beneficiary' },
  interestIncome: { nature: 'credit', of: 'beneficiary' },
  interestReceived: { nature: 'debit', of: 'beneficiary' },
  lateInterest: { nature: 'debit', of: 'beneficiary' },
  interestPayable: { nature: 'credit', of: 'beneficiary' },
  interestPaid: { nature: 'credit', of: 'beneficiary' },
  entrusted: { nature: 'credit', of: 'beneficiary' },
  withLead: { nature: 'debit', of: 'beneficiary' },
  passedOn: { nature: 'debit', of: 'beneficiary' },
} as const satisfies Record<string, { nature: 'debit' | 'credit'; of: 'programme' | 'call' | 'beneficiary' }>;

export type AccountKind = keyof typeof accountKinds;
export const kindNames = Object.keys(accountKinds) as AccountKind[];
export const isAccountKind = (name: string): name is AccountKind => Object.hasOwn(accountKinds, name);
export const creditKinds = kindNames.filter((k) => accountKinds[k].nature === 'credit');

/** What is known of the money of one beneficiary. `region` is the place of implementation. */
export type Dimensions = { spoke: number | null; sector: string | null; region: string | null };

export type Beneficiary = { application: string; organisation: string };

/**
 * An account by what it is. One of a beneficiary takes programme, call and dimensions from what was committed to it, unless they are given; only
 * `committed` itself has to say them all.
 */
export type AccountRef =
  | { kind: 'endowment' | 'cofinancing' | 'available' | 'promised'; programme: string }
  | { kind: 'pot'; programme: string; call: string }
  | ({ kind: AccountKind; programme?: string; call?: string } & Beneficiary & Partial<Dimensions>);

/** In the South? Null where the place is not known. */
export const southOf = (region: string | null): boolean | null => (region === null ? null : isRegion(region) && regionOf(region).south);

/** The figures of the product, each a sum of balances. */
export const figures = {
  endowment: ['endowment', 'cofinancing'],
  /** Given to calls, granted or not. */
  planned: ['pot', 'committed'],
  committed: ['committed'],
  accepted: ['accepted'],
  due: ['payable'],
  beingPaid: ['ordered'],
  paid: ['paid'],
  toRecover: ['receivable'],
  recovered: ['recovered'],
} as const satisfies Record<string, readonly AccountKind[]>;
export type Figure = keyof typeof figures;
