-- Postings are read a page at a time in the order of the ledger, of all or of one account.
drop index ledger_postings_account_ix;
create index ledger_postings_account_ix on ledger_postings (account_id, posted_on, entry_id, line) include (cents);
drop index ledger_postings_posted_ix;
create index ledger_postings_posted_ix on ledger_postings (posted_on, entry_id, line) include (account_id, cents);
-- Those of a rare kind are few among many.
create index ledger_entries_kind_ix on ledger_entries (kind, posted_on, id);
