import type { Cents } from '#src/core/money.ts';
import type { Json } from '#src/plumbing/database/database.ts';
import type { Generated } from 'kysely';
import type { AccountState, BookingPurpose, BookingState, MovementOutcome, OrderKind, OrderState, RecoveryCause, RecoveryState } from './states.ts';

/** The last number that each series gave in a year. */
export type PaymentYearsRow = {
  series: string;
  year: number;
  last_number: number;
};

/** An account of an organisation, or the programme’s own. */
export type BankAccountsRow = {
  id: Generated<string>;
  organisation_id: string | null;
  programme_id: string | null;
  iban: string;
  holder: string;
  reason: string;
  state: AccountState;
  proposed_at: string;
  proposed_by: string;
  decided_at: string | null;
  decided_by: string | null;
  refusal: string | null;
};

/** A file for the bank; `sha256` names it in the store. */
export type PaymentBatchesRow = {
  id: Generated<string>;
  message_id: string;
  made_at: string;
  made_by: string | null;
  execute_on: string;
  debtor_name: string;
  debtor_iban: string;
  orders: number;
  cents: Cents;
  sha256: string;
};

/** One transfer that brings the lead a whole tranche; its shares are orders. Where it stands is where they stand. */
export type PaymentTranchesRow = {
  id: Generated<string>;
  code: string;
  project_id: string;
  kind: OrderKind;
  account_id: string;
  net_cents: Cents;
  reasons: string;
  proposed_at: string;
  idempotency_key: string | null;
};

/** `computation` holds what the amounts were worked out from; `tranche_id` the transfer that it is a share of. */
export type PaymentOrdersRow = {
  id: Generated<string>;
  code: string;
  project_id: string;
  organisation_id: string;
  kind: OrderKind;
  state: OrderState;
  gross_cents: Cents;
  offset_cents: Cents;
  offset_interest_cents: Cents;
  interest_cents: Cents;
  net_cents: Cents;
  computation: Json;
  cup: string;
  reasons: string;
  account_id: string;
  pay_by: string | null;
  proposed_at: string;
  proposed_by: string | null;
  decided_at: string | null;
  decided_by: string | null;
  refusal: string | null;
  batch_id: string | null;
  paid_on: string | null;
  returned_on: string | null;
  idempotency_key: string | null;
  tranche_id: string | null;
};

/** What became due at once, was set against the advance, held back, or let go. */
export type PaymentSettlementsRow = {
  id: Generated<string>;
  project_id: string;
  organisation_id: string;
  settled_on: string;
  pay_by: string;
  due_cents: Cents;
  absorbed_cents: Cents;
  retained_cents: Cents;
  released_cents: Cents;
  computation: Json;
  order_id: string | null;
  made_at: string;
};

/** Money that has to come back. */
export type RecoveriesRow = {
  id: Generated<string>;
  reference: string;
  project_id: string;
  organisation_id: string;
  cause: RecoveryCause;
  reason: string;
  state: RecoveryState;
  capital_cents: Cents;
  interest_cents: Cents;
  interest_to: string;
  computation: Json;
  due_on: string;
  opened_at: string;
  opened_by: string | null;
  closed_at: string | null;
  idempotency_key: string | null;
};

export type RecoveryInstalmentsRow = {
  recovery_id: string;
  number: number;
  due_on: string;
  cents: Cents;
};

/** A statement that was read in, once. */
export type BankStatementsRow = {
  id: Generated<string>;
  statement_id: string;
  iban: string;
  created_on: string;
  file_name: string;
  sha256: string;
  uploaded_at: string;
  uploaded_by: string | null;
};

export type BankMovementsRow = {
  statement_id: string;
  line: number;
  direction: 'debit' | 'credit';
  cents: Cents;
  booked_on: string;
  end_to_end_id: string | null;
  party: string | null;
  remittance: string | null;
  outcome: MovementOutcome;
  order_id: string | null;
  recovery_id: string | null;
  tranche_id: string | null;
};

/** What somebody said a movement is, and what a second person made of it. */
export type BankBookingsRow = {
  id: Generated<string>;
  statement_id: string;
  line: number;
  purpose: BookingPurpose;
  order_id: string | null;
  recovery_id: string | null;
  reason: string;
  state: BookingState;
  proposed_at: string;
  proposed_by: string;
  decided_at: string | null;
  decided_by: string | null;
  refusal: string | null;
  tranche_id: string | null;
};

export type RecoveryReceiptsRow = {
  recovery_id: string;
  number: number;
  received_on: string;
  capital_cents: Cents;
  interest_cents: Cents;
  how: 'bank' | 'offset';
  order_id: string | null;
};

/** A transfer that the lead declares to have made to a partner, of what an order brought it; `sha256` names the proof in the store. */
export type PaymentTransfersRow = {
  id: Generated<string>;
  order_id: string;
  cents: Cents;
  transferred_on: string;
  sha256: string;
  file_name: string;
  declared_at: string;
  declared_by: string;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
  withdrawal: string | null;
  idempotency_key: string | null;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    payment_years: PaymentYearsRow;
    bank_accounts: BankAccountsRow;
    payment_batches: PaymentBatchesRow;
    payment_tranches: PaymentTranchesRow;
    payment_orders: PaymentOrdersRow;
    payment_settlements: PaymentSettlementsRow;
    recoveries: RecoveriesRow;
    recovery_instalments: RecoveryInstalmentsRow;
    bank_statements: BankStatementsRow;
    bank_movements: BankMovementsRow;
    bank_bookings: BankBookingsRow;
    recovery_receipts: RecoveryReceiptsRow;
    payment_transfers: PaymentTransfersRow;
  }
}
