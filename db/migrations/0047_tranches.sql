-- Where a call pays through the lead, one transfer brings it a whole tranche. Each beneficiary's share of it is an order of its own, for the ledger and for what is passed on.
create table payment_tranches (
  id uuid not null default gen_random_uuid() constraint payment_tranches_pk primary key,
  code text not null constraint payment_tranches_code_uq unique,
  project_id uuid not null constraint payment_tranches_project_fk references projects,
  kind text not null constraint payment_tranches_kind_ck check (kind in ('advance', 'interim', 'balance')),
  account_id uuid not null constraint payment_tranches_account_fk references bank_accounts,
  net_cents bigint not null constraint payment_tranches_net_ck check (net_cents >= 0),
  reasons text not null,
  proposed_at timestamptz not null,
  idempotency_key text constraint payment_tranches_key_uq unique
);
create index payment_tranches_project_ix on payment_tranches (project_id);

alter table payment_orders add column tranche_id uuid constraint payment_orders_tranche_fk references payment_tranches;
create index payment_orders_tranche_ix on payment_orders (tranche_id) where tranche_id is not null;

-- The shares of a tranche come to what the bank is told, go to one account, and are never apart: all approved, all sent, all paid. A share of which nothing is left needs no transfer.
create function payment_tranche_is_whole() returns trigger language plpgsql as $$
declare t payment_tranches;
begin
  select * into t from payment_tranches where id = new.tranche_id;
  if (select sum(net_cents) <> t.net_cents or bool_or((project_id, account_id, kind) <> (t.project_id, t.account_id, t.kind))
        or count(distinct (state, batch_id, paid_on)) filter (where net_cents > 0) > 1
      from payment_orders where tranche_id = t.id) then
    raise exception 'tranche % is not the sum of its shares, or they are apart', t.code using errcode = 'check_violation', constraint = 'payment_tranches_whole';
  end if;
  return null;
end $$;
create constraint trigger payment_tranches_whole after insert or update on payment_orders deferrable initially deferred
  for each row when (new.tranche_id is not null) execute function payment_tranche_is_whole();

-- A movement of the bank may be of a whole tranche.
alter table bank_movements add column tranche_id uuid constraint bank_movements_tranche_fk references payment_tranches;
create index bank_movements_tranche_ix on bank_movements (tranche_id) where tranche_id is not null;
alter table bank_bookings add column tranche_id uuid constraint bank_bookings_tranche_fk references payment_tranches;
create index bank_bookings_tranche_ix on bank_bookings (tranche_id) where tranche_id is not null;
alter table bank_bookings drop constraint bank_bookings_purpose_ck, drop constraint bank_bookings_about_ck;
alter table bank_bookings add constraint bank_bookings_purpose_ck check (purpose in ('order', 'tranche', 'recovery', 'foreign')),
  add constraint bank_bookings_about_ck check ((order_id is not null) = (purpose = 'order') and (tranche_id is not null) = (purpose = 'tranche')
    and (recovery_id is not null) = (purpose = 'recovery'));
