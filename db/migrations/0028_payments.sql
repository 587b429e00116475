-- What is due, payment orders, files for the bank, statements of it, and money that has to come back.
create table payment_years (
  series text not null constraint payment_years_series_ck check (series in ('order', 'batch', 'recovery')),
  year int not null,
  last_number int not null,
  constraint payment_years_pk primary key (series, year)
);

-- An account of a beneficiary, or the programme's own that payments are made from. Nobody confirms what they proposed.
create table bank_accounts (
  id uuid not null default gen_random_uuid() constraint bank_accounts_pk primary key,
  organisation_id uuid constraint bank_accounts_organisation_fk references organisations,
  programme_id text constraint bank_accounts_programme_fk references programmes,
  iban text not null,
  holder text not null,
  reason text not null,
  state text not null constraint bank_accounts_state_ck check (state in ('proposed', 'confirmed', 'refused', 'replaced')),
  proposed_at timestamptz not null,
  proposed_by uuid not null constraint bank_accounts_proposed_by_fk references people,
  decided_at timestamptz,
  decided_by uuid constraint bank_accounts_decided_by_fk references people,
  refusal text,
  constraint bank_accounts_owner_ck check ((organisation_id is null) <> (programme_id is null)),
  constraint bank_accounts_two_ck check (decided_by is null or decided_by <> proposed_by)
);
create unique index bank_accounts_confirmed_uq on bank_accounts (organisation_id, programme_id) nulls not distinct where state = 'confirmed';
create unique index bank_accounts_proposed_uq on bank_accounts (organisation_id, programme_id) nulls not distinct where state = 'proposed';
create index bank_accounts_state_ix on bank_accounts (state, proposed_at);

create table payment_batches (
  id uuid not null default gen_random_uuid() constraint payment_batches_pk primary key,
  message_id text not null constraint payment_batches_message_uq unique,
  made_at timestamptz not null,
  made_by uuid constraint payment_batches_made_by_fk references people,
  execute_on date not null,
  debtor_name text not null,
  debtor_iban text not null,
  orders int not null,
  cents bigint not null constraint payment_batches_cents_ck check (cents > 0),
  sha256 text not null
);

-- `gross_cents` is what is due, `offset_cents` and `offset_interest_cents` are kept because money has to come back, `interest_cents` is paid for being
-- late, `net_cents` goes out. `computation` holds the inputs.
create table payment_orders (
  id uuid not null default gen_random_uuid() constraint payment_orders_pk primary key,
  code text not null constraint payment_orders_code_uq unique,
  project_id uuid not null constraint payment_orders_project_fk references projects,
  organisation_id uuid not null constraint payment_orders_organisation_fk references organisations,
  kind text not null constraint payment_orders_kind_ck check (kind in ('advance', 'interim', 'balance')),
  state text not null constraint payment_orders_state_ck check (state in ('proposed', 'approved', 'refused', 'sent', 'paid', 'returned')),
  gross_cents bigint not null constraint payment_orders_gross_ck check (gross_cents >= 0),
  offset_cents bigint not null constraint payment_orders_offset_ck check (offset_cents >= 0),
  offset_interest_cents bigint not null constraint payment_orders_offset_interest_ck check (offset_interest_cents >= 0),
  interest_cents bigint not null constraint payment_orders_interest_ck check (interest_cents >= 0),
  net_cents bigint not null,
  computation jsonb not null,
  cup text not null,
  reasons text not null,
  account_id uuid not null constraint payment_orders_account_fk references bank_accounts,
  pay_by date,
  proposed_at timestamptz not null,
  proposed_by uuid constraint payment_orders_proposed_by_fk references people,
  decided_at timestamptz,
  decided_by uuid constraint payment_orders_decided_by_fk references people,
  refusal text,
  batch_id uuid constraint payment_orders_batch_fk references payment_batches,
  paid_on date,
  returned_on date,
  idempotency_key text constraint payment_orders_key_uq unique,
  constraint payment_orders_net_ck check (net_cents = gross_cents + interest_cents - offset_cents - offset_interest_cents and net_cents >= 0),
  constraint payment_orders_two_ck check (decided_by is null or decided_by <> proposed_by)
);
-- One at a time for each beneficiary of a project.
create unique index payment_orders_open_uq on payment_orders (project_id, organisation_id) where state in ('proposed', 'approved', 'sent');
create index payment_orders_state_ix on payment_orders (state, proposed_at);
create index payment_orders_project_ix on payment_orders (project_id, organisation_id);
create index payment_orders_organisation_ix on payment_orders (organisation_id);
create index payment_orders_batch_ix on payment_orders (batch_id);

-- What was owed and became due, with the day by which it has to be paid.
create table payment_settlements (
  id uuid not null default gen_random_uuid() constraint payment_settlements_pk primary key,
  project_id uuid not null constraint payment_settlements_project_fk references projects,
  organisation_id uuid not null constraint payment_settlements_organisation_fk references organisations,
  settled_on date not null,
  pay_by date not null,
  due_cents bigint not null constraint payment_settlements_due_ck check (due_cents >= 0),
  absorbed_cents bigint not null constraint payment_settlements_absorbed_ck check (absorbed_cents >= 0),
  retained_cents bigint not null constraint payment_settlements_retained_ck check (retained_cents >= 0),
  released_cents bigint not null constraint payment_settlements_released_ck check (released_cents >= 0),
  computation jsonb not null,
  order_id uuid constraint payment_settlements_order_fk references payment_orders,
  made_at timestamptz not null
);
create index payment_settlements_project_ix on payment_settlements (project_id, organisation_id);
create index payment_settlements_order_ix on payment_settlements (order_id);

-- Money that has to come back. Interest was worked out until `interest_to`; `interest_cents` is all of it so far.
create table recoveries (
  id uuid not null default gen_random_uuid() constraint recoveries_pk primary key,
  reference text not null constraint recoveries_reference_uq unique,
  project_id uuid not null constraint recoveries_project_fk references projects,
  organisation_id uuid not null constraint recoveries_organisation_fk references organisations,
  cause text not null constraint recoveries_cause_ck check (cause in ('cut', 'advance', 'revocation', 'renunciation')),
  reason text not null,
  state text not null constraint recoveries_state_ck check (state in ('open', 'closed')),
  capital_cents bigint not null constraint recoveries_capital_ck check (capital_cents > 0),
  interest_cents bigint not null constraint recoveries_interest_ck check (interest_cents >= 0),
  interest_to date not null,
  computation jsonb not null,
  due_on date not null,
  opened_at timestamptz not null,
  opened_by uuid constraint recoveries_opened_by_fk references people,
  closed_at timestamptz,
  idempotency_key text constraint recoveries_key_uq unique
);
create index recoveries_state_ix on recoveries (state, due_on);
create index recoveries_project_ix on recoveries (project_id, organisation_id);
create index recoveries_organisation_ix on recoveries (organisation_id);

create table recovery_instalments (
  recovery_id uuid not null constraint recovery_instalments_recovery_fk references recoveries,
  number int not null,
  due_on date not null,
  cents bigint not null constraint recovery_instalments_cents_ck check (cents > 0),
  constraint recovery_instalments_pk primary key (recovery_id, number)
);

create table bank_statements (
  id uuid not null default gen_random_uuid() constraint bank_statements_pk primary key,
  statement_id text not null,
  iban text not null,
  created_on date not null,
  file_name text not null,
  sha256 text not null,
  uploaded_at timestamptz not null,
  uploaded_by uuid constraint bank_statements_uploaded_by_fk references people,
  constraint bank_statements_uq unique (iban, statement_id)
);
create index bank_statements_uploaded_ix on bank_statements (uploaded_at);

create table bank_movements (
  statement_id uuid not null constraint bank_movements_statement_fk references bank_statements,
  line int not null,
  direction text not null constraint bank_movements_direction_ck check (direction in ('debit', 'credit')),
  cents bigint not null constraint bank_movements_cents_ck check (cents >= 0),
  booked_on date not null,
  end_to_end_id text,
  party text,
  remittance text,
  outcome text not null constraint bank_movements_outcome_ck check (outcome in ('paid', 'returned', 'received', 'partial', 'unmatched', 'repeated')),
  order_id uuid constraint bank_movements_order_fk references payment_orders,
  recovery_id uuid constraint bank_movements_recovery_fk references recoveries,
  constraint bank_movements_pk primary key (statement_id, line)
);
create index bank_movements_order_ix on bank_movements (order_id);
create index bank_movements_recovery_ix on bank_movements (recovery_id);

-- What came back, by the bank or kept from a payment; interest first.
create table recovery_receipts (
  recovery_id uuid not null constraint recovery_receipts_recovery_fk references recoveries,
  number int not null,
  received_on date not null,
  capital_cents bigint not null constraint recovery_receipts_capital_ck check (capital_cents >= 0),
  interest_cents bigint not null constraint recovery_receipts_interest_ck check (interest_cents >= 0),
  how text not null constraint recovery_receipts_how_ck check (how in ('bank', 'offset')),
  order_id uuid constraint recovery_receipts_order_fk references payment_orders,
  constraint recovery_receipts_pk primary key (recovery_id, number)
);
create index recovery_receipts_order_ix on recovery_receipts (order_id);
