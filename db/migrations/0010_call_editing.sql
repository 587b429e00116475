-- call editing: every draft that was ever kept, so that nothing is lost and any can come back
create table call_drafts (
  call_id text not null constraint call_drafts_call_fk references calls,
  revision int not null constraint call_drafts_revision_ck check (revision >= 1),
  definition jsonb not null,
  -- The chapter of the editor that was saved, or how else the draft came about: new, copy, file, restored, version.
  origin text not null,
  restored_from int,
  saved_at timestamptz not null,
  saved_by uuid constraint call_drafts_saved_by_fk references people,
  constraint call_drafts_pk primary key (call_id, revision)
);

-- A failure of the platform that the office declares, and what it did about the deadline.
create table call_incidents (
  id uuid constraint call_incidents_pk primary key default gen_random_uuid(),
  call_id text not null constraint call_incidents_call_fk references calls,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  what_it text not null,
  what_en text not null,
  log text not null,
  act_ref text not null,
  act_on date not null,
  measured jsonb,
  extension_act_id text,
  declared_at timestamptz not null,
  declared_by uuid constraint call_incidents_declared_by_fk references people,
  idempotency_key text constraint call_incidents_idempotency_uq unique,
  constraint call_incidents_span_ck check (starts_at < ends_at)
);
create index call_incidents_call_ix on call_incidents (call_id, starts_at);
