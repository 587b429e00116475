-- Requests for review of a provisional ranking, what they corrected; grants taken back; draws committed to.
alter table renunciations add column kind text not null default 'renunciation' constraint renunciations_kind_ck check (kind in ('renunciation', 'revocation'));

create table ranking_requests (
  id uuid constraint ranking_requests_pk primary key default gen_random_uuid(),
  call_id text not null constraint ranking_requests_call_fk references calls,
  ranking_id uuid not null constraint ranking_requests_ranking_fk references rankings,
  application_id uuid not null constraint ranking_requests_application_fk references applications,
  reasons text not null,
  asked_at timestamptz not null,
  asked_by uuid constraint ranking_requests_asked_by_fk references people,
  outcome text constraint ranking_requests_outcome_ck check (outcome in ('rejected', 'points', 'admitted', 'excluded')),
  answer text,
  act_ref text,
  decided_at timestamptz,
  decided_by uuid constraint ranking_requests_decided_by_fk references people,
  constraint ranking_requests_once_uq unique (ranking_id, application_id),
  constraint ranking_requests_decided_ck check (
    (outcome is null) = (decided_at is null) and (outcome is null) = (answer is null) and (outcome is null) = (act_ref is null)
  )
);
create index ranking_requests_call_ix on ranking_requests (call_id);

-- What an upheld request changed: it takes the place of the reviews or of the admission check in every later ranking.
create table ranking_corrections (
  application_id uuid constraint ranking_corrections_pk primary key constraint ranking_corrections_application_fk references applications,
  call_id text not null constraint ranking_corrections_call_fk references calls,
  request_id uuid not null constraint ranking_corrections_request_fk references ranking_requests,
  outcome text not null constraint ranking_corrections_outcome_ck check (outcome in ('points', 'admitted', 'excluded')),
  points jsonb,
  premiums jsonb,
  constraint ranking_corrections_points_ck check ((outcome = 'excluded') = (points is null) and (points is null) = (premiums is null))
);
create index ranking_corrections_call_ix on ranking_corrections (call_id);

-- The secret stays here until the ranking uses it; its fingerprint is in the evidence log from before the deadline.
create table draw_commitments (
  call_id text constraint draw_commitments_pk primary key constraint draw_commitments_call_fk references calls,
  commitment text not null,
  secret text not null,
  recorded_at timestamptz not null,
  recorded_by uuid constraint draw_commitments_recorded_by_fk references people
);
