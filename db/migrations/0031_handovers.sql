-- What the ministry was handed for a half-year, as it was that day. The files themselves are in the store under `sha256`.
create table ministry_handovers (
  id uuid not null default gen_random_uuid() constraint ministry_handovers_pk primary key,
  programme_id text not null constraint ministry_handovers_programme_fk references programmes,
  half text not null constraint ministry_handovers_half_ck check (half ~ '^[0-9]{4}-[12]$'),
  number int not null,
  note text not null,
  made_at timestamptz not null,
  made_by uuid not null constraint ministry_handovers_made_by_fk references people,
  sha256 text not null,
  bytes bigint not null,
  problems int not null,
  files jsonb not null,
  idempotency_key text constraint ministry_handovers_key_uq unique,
  constraint ministry_handovers_number_uq unique (programme_id, half, number)
);
create index ministry_handovers_made_by_ix on ministry_handovers (made_by);
