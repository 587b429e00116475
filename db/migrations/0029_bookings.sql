-- A movement that matched nothing is booked by hand: one person says what it is and why, another confirms where it moves money of the ledger.
alter table bank_movements drop constraint bank_movements_outcome_ck;
alter table bank_movements add constraint bank_movements_outcome_ck
  check (outcome in ('paid', 'returned', 'received', 'partial', 'unmatched', 'repeated', 'foreign'));

-- `foreign`: nothing of ours, so one person is enough.
create table bank_bookings (
  id uuid not null default gen_random_uuid() constraint bank_bookings_pk primary key,
  statement_id uuid not null,
  line int not null,
  purpose text not null constraint bank_bookings_purpose_ck check (purpose in ('order', 'recovery', 'foreign')),
  order_id uuid constraint bank_bookings_order_fk references payment_orders,
  recovery_id uuid constraint bank_bookings_recovery_fk references recoveries,
  reason text not null,
  state text not null constraint bank_bookings_state_ck check (state in ('proposed', 'booked', 'refused')),
  proposed_at timestamptz not null,
  proposed_by uuid not null constraint bank_bookings_proposed_by_fk references people,
  decided_at timestamptz,
  decided_by uuid constraint bank_bookings_decided_by_fk references people,
  refusal text,
  constraint bank_bookings_movement_fk foreign key (statement_id, line) references bank_movements (statement_id, line),
  constraint bank_bookings_about_ck check ((order_id is not null) = (purpose = 'order') and (recovery_id is not null) = (purpose = 'recovery')),
  constraint bank_bookings_two_ck check (purpose = 'foreign' or decided_by is null or decided_by <> proposed_by)
);
create unique index bank_bookings_proposed_uq on bank_bookings (statement_id, line) where state = 'proposed';
create index bank_bookings_movement_ix on bank_bookings (statement_id, line);
create index bank_bookings_order_ix on bank_bookings (order_id);
create index bank_bookings_recovery_ix on bank_bookings (recovery_id);
