-- Samples that an auditor draws, with all that they were drawn from, what was found in each item, and packs of evidence that were handed out.
create table audit_samples (
  id uuid not null default gen_random_uuid() constraint audit_samples_pk primary key,
  code text not null constraint audit_samples_code_uq unique,
  title text not null,
  population text not null constraint audit_samples_population_ck check (population in ('payments', 'costs', 'projects')),
  call_id text constraint audit_samples_call_fk references calls,
  spoke int,
  from_on date,
  until_on date,
  method jsonb not null,
  seed text not null,
  seed_from text not null constraint audit_samples_seed_ck check (seed_from in ('log', 'given')),
  state text not null constraint audit_samples_state_ck check (state in ('drawn', 'closed')),
  population_items int not null constraint audit_samples_items_ck check (population_items > 0),
  population_cents bigint not null,
  population_sha256 text not null,
  content text not null,
  sha256 text not null,
  drawn_at timestamptz not null,
  drawn_by uuid not null constraint audit_samples_drawn_by_fk references people,
  outcome text,
  outcome_sha256 text,
  conclusion text,
  closed_at timestamptz,
  closed_by uuid constraint audit_samples_closed_by_fk references people,
  idempotency_key text constraint audit_samples_key_uq unique,
  constraint audit_samples_closed_ck check ((state = 'closed') = (outcome is not null and outcome_sha256 is not null and closed_at is not null))
);
create index audit_samples_drawn_ix on audit_samples (drawn_at);
create index audit_samples_call_ix on audit_samples (call_id);
create index audit_samples_drawn_by_ix on audit_samples (drawn_by);
create index audit_samples_closed_by_ix on audit_samples (closed_by);

-- `item` is the order, the line or the project; `report_id` is of lines only. What it was called is kept as it was that day.
create table audit_sample_items (
  sample_id uuid not null constraint audit_sample_items_sample_fk references audit_samples,
  number int not null,
  item uuid not null,
  report_id uuid constraint audit_sample_items_report_fk references reports,
  project_id uuid not null constraint audit_sample_items_project_fk references projects,
  drawn_as text not null constraint audit_sample_items_as_ck check (drawn_as in ('chance', 'certain')),
  stratum text not null,
  cents bigint not null,
  label text not null,
  acronym text not null,
  beneficiary text not null,
  happened_on date,
  outcome text constraint audit_sample_items_outcome_ck check (outcome in ('conform', 'irregular')),
  error_cents bigint not null default 0,
  finding text not null default '',
  noted_at timestamptz,
  noted_by uuid constraint audit_sample_items_noted_by_fk references people,
  constraint audit_sample_items_pk primary key (sample_id, number),
  constraint audit_sample_items_once_uq unique (sample_id, item),
  constraint audit_sample_items_error_ck check (error_cents >= 0 and error_cents <= cents and (error_cents = 0 or outcome = 'irregular')),
  constraint audit_sample_items_noted_ck check ((outcome is null) = (noted_at is null))
);
create index audit_sample_items_report_ix on audit_sample_items (report_id);
create index audit_sample_items_project_ix on audit_sample_items (project_id);
create index audit_sample_items_noted_by_ix on audit_sample_items (noted_by);

-- Who got which evidence of a payment, when; `contents` is the pack's own list of files with their fingerprints.
create table audit_packs (
  id uuid not null default gen_random_uuid() constraint audit_packs_pk primary key,
  order_id uuid not null constraint audit_packs_order_fk references payment_orders,
  person_id uuid not null constraint audit_packs_person_fk references people,
  delivered_at timestamptz not null,
  sha256 text not null,
  bytes bigint not null,
  contents jsonb not null
);
create index audit_packs_order_ix on audit_packs (order_id, delivered_at);
create index audit_packs_person_ix on audit_packs (person_id);
