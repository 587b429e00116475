-- screening: who works on which case, requests for repair, four eyes, reserves, outgoing letters
alter table screening_decisions drop constraint screening_decisions_outcome_ck;
alter table screening_decisions
  add constraint screening_decisions_outcome_ck check (outcome in ('admitted', 'admittedWithReserve', 'excluded')),
  -- The ground of a reserve, told to the applicant; it stays open until another decision lifts it.
  add column reserve text not null default '',
  -- Who proposed what another officer confirmed. The database is the last to say that these are never the same eyes.
  add column proposed_by uuid constraint screening_decisions_proposed_by_fk references people,
  add constraint screening_decisions_four_eyes_ck check (proposed_by <> decided_by),
  add constraint screening_decisions_reserve_ck check ((outcome = 'admittedWithReserve') = (reserve <> ''));

-- Who works on a submission. A case without a row, or without an officer, is for anybody to take.
create table screening_cases (
  application_id uuid constraint screening_cases_pk primary key constraint screening_cases_application_fk references applications,
  officer_id uuid constraint screening_cases_officer_fk references people,
  assigned_at timestamptz not null,
  assigned_by uuid constraint screening_cases_assigned_by_fk references people
);
create index screening_cases_officer_ix on screening_cases (officer_id);

-- What one officer found on one line so far, before any decision.
create table screening_checks (
  submission_id uuid not null constraint screening_checks_submission_fk references submissions,
  officer_id uuid not null constraint screening_checks_officer_fk references people,
  line text not null,
  met boolean not null,
  remark text not null default '',
  checked_at timestamptz not null,
  constraint screening_checks_pk primary key (submission_id, officer_id, line)
);

-- A decision that waits for its second officer, or that silence has prepared (then `proposed_by` is empty until an officer takes it on).
create table screening_proposals (
  id uuid constraint screening_proposals_pk primary key default gen_random_uuid(),
  application_id uuid not null constraint screening_proposals_application_fk references applications,
  submission_id uuid not null constraint screening_proposals_submission_fk references submissions,
  outcome text not null constraint screening_proposals_outcome_ck check (outcome in ('admitted', 'admittedWithReserve', 'excluded')),
  reasons jsonb not null,
  checklist jsonb not null,
  reserve text not null default '',
  note text not null default '',
  ground text not null constraint screening_proposals_ground_ck check (ground in ('officer', 'termExpired')),
  proposed_at timestamptz not null,
  proposed_by uuid constraint screening_proposals_proposed_by_fk references people,
  idempotency_key text,
  state text not null constraint screening_proposals_state_ck check (state in ('open', 'confirmed', 'returned', 'replaced')),
  answered_at timestamptz,
  answered_by uuid constraint screening_proposals_answered_by_fk references people,
  answer text not null default '',
  constraint screening_proposals_key_uq unique (application_id, idempotency_key),
  constraint screening_proposals_eyes_ck check (state <> 'confirmed' or proposed_by is null or proposed_by <> answered_by)
);
create unique index screening_proposals_open_uq on screening_proposals (application_id) where state = 'open';

-- Soccorso istruttorio: one request, its term, and what came back. `items` names what reopens, with the defect of each.
create table repair_requests (
  id uuid constraint repair_requests_pk primary key default gen_random_uuid(),
  call_id text not null constraint repair_requests_call_fk references calls,
  application_id uuid not null constraint repair_requests_application_fk references applications,
  submission_id uuid not null constraint repair_requests_submission_fk references submissions,
  items jsonb not null,
  note text not null default '',
  days int not null constraint repair_requests_days_ck check (days between 1 and 10),
  opened_at timestamptz not null,
  opened_by uuid not null constraint repair_requests_opened_by_fk references people,
  due_at timestamptz not null,
  state text not null constraint repair_requests_state_ck check (state in ('open', 'answered', 'expired', 'cancelled')),
  ended_at timestamptz,
  answered_by uuid constraint repair_requests_answered_by_fk references people,
  receipt_number int,
  receipt text constraint repair_requests_receipt_uq unique,
  receipt_sha256 text,
  open_key text,
  answer_key text,
  constraint repair_requests_open_key_uq unique (application_id, open_key),
  constraint repair_requests_number_uq unique (call_id, receipt_number),
  constraint repair_requests_answered_ck check ((state = 'answered') = (receipt is not null)),
  -- Eleven days and the hour that autumn adds: the end of the tenth day is never later.
  constraint repair_requests_term_ck check (due_at > opened_at and due_at < opened_at + interval '265 hours')
);
create unique index repair_requests_open_uq on repair_requests (application_id) where state = 'open';
create index repair_requests_call_ix on repair_requests (call_id, state);

-- What was handed in for one item: a file or a text, each instead of the one before. It stands beside the submission, never inside it.
create table repair_answers (
  id uuid constraint repair_answers_pk primary key default gen_random_uuid(),
  request_id uuid not null constraint repair_answers_request_fk references repair_requests,
  item text not null,
  text text,
  file_name text,
  media_type text,
  bytes int,
  sha256 text,
  signature jsonb,
  given_at timestamptz not null,
  given_by uuid not null constraint repair_answers_given_by_fk references people,
  removed_at timestamptz,
  constraint repair_answers_kind_ck check ((text is null) <> (sha256 is null))
);
create unique index repair_answers_live_uq on repair_answers (request_id, item) where removed_at is null;

-- Receipts of answers: one gapless series a call.
create table repair_series (
  call_id text constraint repair_series_pk primary key constraint repair_series_call_fk references calls,
  last_number int not null
);

-- Outgoing letters: one gapless series a year; the row is locked by the deed that takes the next number.
create table letter_years (
  year int constraint letter_years_pk primary key,
  last_number int not null
);
create table letters (
  id uuid constraint letters_pk primary key default gen_random_uuid(),
  year int not null,
  number int not null,
  protocol text not null constraint letters_protocol_uq unique,
  call_id text not null constraint letters_call_fk references calls,
  application_id uuid not null constraint letters_application_fk references applications,
  kind text not null constraint letters_kind_ck check (kind in ('repairRequest', 'admitted', 'admittedWithReserve', 'excluded')),
  subject_it text not null,
  subject_en text not null,
  -- The letter as data, in both languages: the PDF is made of this and can be made again.
  content jsonb not null,
  recipients int not null,
  issued_at timestamptz not null,
  issued_by uuid constraint letters_issued_by_fk references people,
  sha256 text,
  constraint letters_number_uq unique (year, number)
);
create index letters_call_ix on letters (call_id, issued_at);
create index letters_application_ix on letters (application_id);

-- The office's own words for a call; without a row the default ones are used.
create table letter_templates (
  call_id text not null constraint letter_templates_call_fk references calls,
  kind text not null,
  locale text not null constraint letter_templates_locale_ck check (locale in ('it', 'en')),
  subject text not null,
  body text not null,
  revision int not null default 1,
  updated_at timestamptz not null,
  updated_by uuid not null constraint letter_templates_updated_by_fk references people,
  constraint letter_templates_pk primary key (call_id, kind, locale)
);
