-- Where a call pays through the lead: what the lead received for its partners, what is still with it, what it has passed on.
alter table ledger_groups drop constraint ledger_groups_kind_ck;
alter table ledger_groups add constraint ledger_groups_kind_ck check (kind in (
  'endowment', 'cofinancing', 'available', 'promised', 'pot', 'committed', 'accepted', 'owed', 'retained', 'payable', 'advance', 'ordered', 'paid',
  'receivable', 'recovered', 'interestReceivable', 'interestIncome', 'interestReceived', 'lateInterest', 'interestPayable', 'interestPaid',
  'entrusted', 'withLead', 'passedOn'));

-- A transfer that the lead declares to have made to a partner, of what an order brought it; `sha256` names the proof in the store.
create table payment_transfers (
  id uuid not null default gen_random_uuid() constraint payment_transfers_pk primary key,
  order_id uuid not null constraint payment_transfers_order_fk references payment_orders,
  cents bigint not null constraint payment_transfers_cents_ck check (cents > 0),
  transferred_on date not null,
  sha256 text not null,
  file_name text not null,
  declared_at timestamptz not null,
  declared_by uuid not null constraint payment_transfers_declared_by_fk references people,
  withdrawn_at timestamptz,
  withdrawn_by uuid constraint payment_transfers_withdrawn_by_fk references people,
  withdrawal text,
  idempotency_key text constraint payment_transfers_key_uq unique,
  constraint payment_transfers_withdrawn_ck check ((withdrawn_at is null) = (withdrawal is null))
);
create index payment_transfers_order_ix on payment_transfers (order_id, declared_at);
