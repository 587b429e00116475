import type { Cents } from '#src/core/money.ts';
import type { GeneratedAlways } from 'kysely';
import type { AccountKind } from './accounts.ts';

/** Accounts of one kind with the same dimensions. `south` follows from `region`, the place of implementation. */
export type LedgerGroupsRow = {
  id: GeneratedAlways<number>;
  kind: AccountKind;
  programme_id: string;
  call_id: string | null;
  spoke: number | null;
  sector: string | null;
  region: string | null;
  south: boolean | null;
};

export type LedgerAccountsRow = {
  id: GeneratedAlways<number>;
  group_id: number;
  application_id: string | null;
  organisation_id: string | null;
};

/** `posted_on` is the day that it counts for, `recorded_at` the instant of the deed that made it. */
export type LedgerEntriesRow = {
  id: GeneratedAlways<number>;
  key: string;
  kind: string;
  subject: string;
  posted_on: string;
  recorded_at: string;
  lines: number;
  reverses: number | null;
};

/** Debit is positive, credit negative. `lines` and `posted_on` are those of the entry. */
export type LedgerPostingsRow = {
  entry_id: number;
  line: number;
  lines: number;
  posted_on: string;
  account_id: number;
  cents: Cents;
};

/** Sums kept by a trigger, one row per slot: they add up. */
export type LedgerBalancesRow = {
  account_id: number;
  slot: number;
  cents: Cents;
};
export type LedgerGroupBalancesRow = {
  group_id: number;
  slot: number;
  cents: Cents;
};
export type LedgerGroupMonthsRow = {
  group_id: number;
  month: string;
  slot: number;
  cents: Cents;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    ledger_groups: LedgerGroupsRow;
    ledger_accounts: LedgerAccountsRow;
    ledger_entries: LedgerEntriesRow;
    ledger_postings: LedgerPostingsRow;
    ledger_balances: LedgerBalancesRow;
    ledger_group_balances: LedgerGroupBalancesRow;
    ledger_group_months: LedgerGroupMonthsRow;
  }
}
