-- What a project reports: the hours of its people, its other costs, what the office finds of them.

-- One person's month on one project. `content` is what was confirmed and `sha256` its fingerprint.
create table timesheets (
  id uuid not null default gen_random_uuid() constraint timesheets_pk primary key,
  project_id uuid not null constraint timesheets_project_fk references projects,
  worker_id uuid not null constraint timesheets_worker_fk references project_people,
  month date not null constraint timesheets_month_ck check (extract(day from month) = 1),
  state text not null constraint timesheets_state_ck check (state in ('draft', 'signed', 'countersigned')),
  revision int not null,
  updated_at timestamptz not null,
  signed_at timestamptz,
  signed_by uuid constraint timesheets_signed_fk references people,
  content text,
  sha256 text,
  countersigned_at timestamptz,
  countersigned_by uuid constraint timesheets_countersigned_fk references people,
  reopened_at timestamptz,
  reopened_by uuid constraint timesheets_reopened_fk references people,
  reopened_reason text,
  constraint timesheets_month_uq unique (worker_id, month),
  constraint timesheets_signed_ck check ((state <> 'draft') = (signed_at is not null and signed_by is not null and sha256 is not null and content is not null)),
  constraint timesheets_countersigned_ck check ((state = 'countersigned') = (countersigned_at is not null and countersigned_by is not null)),
  -- Two pairs of eyes on each month.
  constraint timesheets_two_ck check (countersigned_by is null or countersigned_by <> signed_by)
);
create index timesheets_project_ix on timesheets (project_id, month);

-- Quarters of an hour by day and work package.
create table timesheet_hours (
  timesheet_id uuid not null constraint timesheet_hours_sheet_fk references timesheets,
  work_package text not null,
  day date not null,
  quarters int not null constraint timesheet_hours_quarters_ck check (quarters between 1 and 96),
  constraint timesheet_hours_pk primary key (timesheet_id, day, work_package)
);

-- One report (SAL) per project and period. `content` is frozen when it is handed in, `outcome` when it is accepted, each with its inputs.
create table reports (
  id uuid not null default gen_random_uuid() constraint reports_pk primary key,
  project_id uuid not null constraint reports_project_fk references projects,
  number int not null constraint reports_number_ck check (number >= 1),
  from_on date not null,
  until_on date not null,
  due_on date not null,
  state text not null constraint reports_state_ck check (state in ('open', 'submitted', 'returned', 'accepted')),
  technical text not null,
  milestones text not null,
  revision int not null,
  opened_at timestamptz not null,
  submitted_at timestamptz,
  submitted_by uuid constraint reports_submitted_fk references people,
  submission_key text,
  late boolean not null,
  content text,
  sha256 text,
  check_due_on date,
  returned_at timestamptz,
  returned_reason text,
  decided_at timestamptz,
  decided_by uuid constraint reports_decided_fk references people,
  note text,
  outcome text,
  outcome_sha256 text,
  constraint reports_period_uq unique (project_id, number),
  constraint reports_key_uq unique (submission_key),
  constraint reports_dates_ck check (from_on <= until_on and until_on <= due_on),
  constraint reports_submitted_ck check (state not in ('submitted', 'accepted') or (submitted_at is not null and content is not null and sha256 is not null)),
  constraint reports_accepted_ck check ((state = 'accepted') = (decided_at is not null and outcome is not null))
);
create index reports_state_ix on reports (state, check_due_on);

-- A cost that is reported. Personnel lines are made of countersigned timesheets when the report is handed in.
create table report_lines (
  id uuid not null default gen_random_uuid() constraint report_lines_pk primary key,
  report_id uuid not null constraint report_lines_report_fk references reports,
  organisation_id uuid not null constraint report_lines_organisation_fk references organisations,
  kind text not null constraint report_lines_kind_ck check (kind in ('cost', 'personnel')),
  category text not null,
  description text not null,
  supplier text not null,
  supplier_vat text not null,
  invoice_number text not null,
  invoice_on date,
  paid_on date,
  payment_ref text not null,
  cents bigint not null constraint report_lines_cents_ck check (cents >= 0),
  cup text not null,
  file_sha256 text,
  file_name text,
  file_type text,
  file_bytes int,
  worker_id uuid constraint report_lines_worker_fk references project_people,
  month date,
  quarters int,
  hour_cents bigint,
  -- What the invoice is known by in the whole programme; only lines of reports that were handed in hold it.
  invoice_key text,
  claimed boolean not null,
  sampled boolean not null,
  verdict text not null constraint report_lines_verdict_ck check (verdict in ('open', 'eligible', 'cut', 'queried')),
  cut_cents bigint not null constraint report_lines_cut_ck check (cut_cents between 0 and cents),
  cut_reason text,
  note text,
  checked_by uuid constraint report_lines_checked_fk references people,
  checked_at timestamptz,
  created_at timestamptz not null,
  position bigint not null generated always as identity,
  constraint report_lines_kind_fields_ck check (
    (kind = 'cost' and invoice_on is not null and worker_id is null) or (kind = 'personnel' and worker_id is not null and month is not null and quarters > 0 and hour_cents is not null)),
  constraint report_lines_cut_reason_ck check ((verdict = 'cut') = (cut_cents > 0) and (verdict <> 'cut' or cut_reason is not null))
);
create index report_lines_report_ix on report_lines (report_id, position);
create unique index report_lines_invoice_uq on report_lines (invoice_key) where claimed and kind = 'cost';
-- Supplier and number without the year: numbers may begin anew each January.
create index report_lines_stem_ix on report_lines (left(invoice_key, -5)) where claimed and kind = 'cost';
create unique index report_lines_file_uq on report_lines (file_sha256) where claimed and kind = 'cost' and file_sha256 is not null;

-- The auditor's certificate, check-lists, the technical report as a file: one of each kind per member and report.
create table report_attachments (
  report_id uuid not null constraint report_attachments_report_fk references reports,
  organisation_id uuid not null constraint report_attachments_organisation_fk references organisations,
  kind text not null constraint report_attachments_kind_ck check (kind in ('certificate', 'checklist', 'technical')),
  file_sha256 text not null,
  file_name text not null,
  file_type text not null,
  file_bytes int not null,
  given_at timestamptz not null,
  given_by uuid constraint report_attachments_given_fk references people,
  constraint report_attachments_pk primary key (report_id, organisation_id, kind)
);

-- State universities and public research bodies attest their controls instead of handing documents in.
create table report_attestations (
  report_id uuid not null constraint report_attestations_report_fk references reports,
  organisation_id uuid not null constraint report_attestations_organisation_fk references organisations,
  attested_at timestamptz not null,
  attested_by uuid not null constraint report_attestations_by_fk references people,
  constraint report_attestations_pk primary key (report_id, organisation_id)
);

-- Questions of the office about a line, with their clock.
create table report_questions (
  id uuid not null default gen_random_uuid() constraint report_questions_pk primary key,
  report_id uuid not null constraint report_questions_report_fk references reports,
  line_id uuid not null constraint report_questions_line_fk references report_lines,
  question text not null,
  asked_at timestamptz not null,
  asked_by uuid constraint report_questions_asked_fk references people,
  due_on date not null,
  answer text,
  answered_at timestamptz,
  answered_by uuid constraint report_questions_answered_fk references people,
  constraint report_questions_answer_ck check ((answer is null) = (answered_at is null))
);
create unique index report_questions_open_uq on report_questions (line_id) where answer is null;
create index report_questions_report_ix on report_questions (report_id);

-- What an accepted report came to, by member and category: what is paid on, and what the next report counts on.
create table report_results (
  report_id uuid not null constraint report_results_report_fk references reports,
  organisation_id uuid not null constraint report_results_organisation_fk references organisations,
  category text not null,
  reported_cents bigint not null,
  accepted_cents bigint not null constraint report_results_accepted_ck check (accepted_cents >= 0),
  constraint report_results_pk primary key (report_id, organisation_id, category)
);
create table report_aid (
  report_id uuid not null constraint report_aid_report_fk references reports,
  organisation_id uuid not null constraint report_aid_organisation_fk references organisations,
  accepted_cents bigint not null constraint report_aid_accepted_ck check (accepted_cents >= 0),
  aid_cents bigint not null constraint report_aid_aid_ck check (aid_cents >= 0 and aid_cents <= accepted_cents),
  constraint report_aid_pk primary key (report_id, organisation_id)
);

-- A file of cost lines or hours on its way in: read and checked as a whole, then taken in as a whole.
create table report_imports (
  id uuid not null default gen_random_uuid() constraint report_imports_pk primary key,
  report_id uuid not null constraint report_imports_report_fk references reports,
  organisation_id uuid not null constraint report_imports_organisation_fk references organisations,
  kind text not null constraint report_imports_kind_ck check (kind in ('costs', 'timesheets')),
  state text not null constraint report_imports_state_ck check (state in ('waiting', 'refused', 'ready', 'done')),
  file_name text not null,
  file_sha256 text not null,
  row_count int not null,
  checked_count int not null,
  -- Rows as they would be taken in, and what is wrong, cell by cell.
  content jsonb not null,
  problems jsonb not null,
  created_at timestamptz not null,
  created_by uuid constraint report_imports_created_fk references people,
  done_at timestamptz
);
create index report_imports_report_ix on report_imports (report_id, created_at);
