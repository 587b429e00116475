-- papers: letters of every kind, each named by its room; access to documents (L. 241/1990)

-- Which kinds there are is known by the rooms that write them.
alter table letters drop constraint letters_kind_ck;

create table access_requests (
  id uuid constraint access_requests_pk primary key default gen_random_uuid(),
  call_id text not null constraint access_requests_call_fk references calls,
  application_id uuid not null constraint access_requests_application_fk references applications,
  reason text not null,
  asked_at timestamptz not null,
  asked_by uuid not null constraint access_requests_asked_by_fk references people,
  due_on date not null,
  state text not null constraint access_requests_state_ck check (state in ('asked', 'noticed', 'decided', 'withdrawn')),
  decision text constraint access_requests_decision_ck check (decision in ('granted', 'partial', 'refused')),
  answer text,
  decided_at timestamptz,
  decided_by uuid constraint access_requests_decided_by_fk references people,
  pack jsonb,
  pack_sha256 text,
  constraint access_requests_decided_ck check ((state = 'decided') = (decision is not null)),
  constraint access_requests_pack_ck check (pack_sha256 is null or decision in ('granted', 'partial'))
);
-- One at a time for each application.
create unique index access_requests_open_uq on access_requests (application_id) where state in ('asked', 'noticed');
create index access_requests_call_ix on access_requests (call_id, asked_at);
create index access_requests_application_ix on access_requests (application_id);

create table access_parties (
  id uuid constraint access_parties_pk primary key default gen_random_uuid(),
  request_id uuid not null constraint access_parties_request_fk references access_requests,
  application_id uuid not null constraint access_parties_application_fk references applications,
  notified_at timestamptz,
  objection_until timestamptz,
  objection text,
  objected_at timestamptz,
  objected_by uuid constraint access_parties_objected_by_fk references people,
  granted boolean,
  constraint access_parties_uq unique (request_id, application_id)
);
create index access_parties_application_ix on access_parties (application_id);

create table access_deliveries (
  id uuid constraint access_deliveries_pk primary key default gen_random_uuid(),
  request_id uuid not null constraint access_deliveries_request_fk references access_requests,
  person_id uuid not null constraint access_deliveries_person_fk references people,
  delivered_at timestamptz not null,
  sha256 text not null,
  bytes bigint not null
);
create index access_deliveries_request_ix on access_deliveries (request_id, delivered_at);
