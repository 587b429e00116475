-- Assignment in stages: proposals changed by hand, pairs that people fix or exclude; reviews with a term, saved field by field.
alter table assignment_runs
  add column adjusts uuid constraint assignment_runs_adjusts_fk references assignment_runs,
  add column change jsonb,
  add column reason text not null default '',
  add constraint assignment_runs_adjusted_ck check ((adjusts is null) = (change is null) and (adjusts is null or reason <> ''));
create index assignment_runs_adjusts_ix on assignment_runs (adjusts) where adjusts is not null;
create index assignment_runs_proposed_by_ix on assignment_runs (proposed_by);

create table assignment_pairs (
  id uuid constraint assignment_pairs_pk primary key default gen_random_uuid(),
  application_id uuid not null constraint assignment_pairs_application_fk references applications,
  person_id uuid not null constraint assignment_pairs_expert_fk references experts,
  kind text not null constraint assignment_pairs_kind_ck check (kind in ('pinned', 'barred')),
  reason text not null constraint assignment_pairs_reason_ck check (length(reason) >= 10),
  set_at timestamptz not null,
  set_by uuid not null constraint assignment_pairs_set_by_fk references people,
  lifted_at timestamptz,
  lifted_by uuid constraint assignment_pairs_lifted_by_fk references people,
  constraint assignment_pairs_lifted_ck check ((lifted_at is null) = (lifted_by is null))
);
create unique index assignment_pairs_standing_uq on assignment_pairs (application_id, person_id) where lifted_at is null;
create index assignment_pairs_person_ix on assignment_pairs (person_id);
create index assignment_pairs_set_by_ix on assignment_pairs (set_by);
create index assignment_pairs_lifted_by_ix on assignment_pairs (lifted_by) where lifted_by is not null;

-- `revision` is the review's own when the field was last changed: who saves against another one is told.
alter table review_scores add column revision int not null default 1;
alter table review_assignments
  add column summary_revision int not null default 1,
  add column due_at timestamptz,
  add column reminded_at timestamptz,
  add column ended_by uuid constraint review_assignments_ended_by_fk references people,
  drop constraint review_assignments_refusal_kind_ck,
  add constraint review_assignments_refusal_kind_ck check (refusal_kind in ('conflict', 'expertise', 'unavailable', 'late', 'gone')),
  add constraint review_assignments_ended_ck check ((refusal_kind in ('late', 'gone')) is not true or ended_by is not null);
create index review_assignments_run_ix on review_assignments (run_id);
create index review_assignments_due_ix on review_assignments (due_at) where state = 'assigned';
create index review_assignments_ended_by_ix on review_assignments (ended_by) where ended_by is not null;

create table review_documents_seen (
  assignment_id uuid not null constraint review_documents_seen_assignment_fk references review_assignments on delete cascade,
  sha256 text not null,
  seen_at timestamptz not null,
  constraint review_documents_seen_pk primary key (assignment_id, sha256)
);
