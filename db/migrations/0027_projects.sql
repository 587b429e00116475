-- What a project has beside its budget and its people, and how it came to be as it is.
create table project_versions (
  project_id uuid not null constraint project_versions_project_fk references projects,
  number int not null,
  -- Canonical text of the plan, and its fingerprint.
  content text not null,
  sha256 text not null,
  made_at timestamptz not null,
  made_by uuid constraint project_versions_by_fk references people,
  -- Why: `funded`, `raised`, or the kind of the variation.
  cause text not null,
  constraint project_versions_pk primary key (project_id, number)
);

-- Deliverables and milestones alike: due at the end of a month of the project, met with a proof.
create table project_deliverables (
  project_id uuid not null constraint project_deliverables_project_fk references projects,
  id text not null,
  position int not null,
  title text not null,
  work_package text,
  month int not null constraint project_deliverables_month_ck check (month >= 1),
  kind text not null,
  met_on date,
  evidence_sha256 text,
  evidence_name text,
  noted_by uuid constraint project_deliverables_by_fk references people,
  constraint project_deliverables_pk primary key (project_id, id)
);
create table project_milestones (
  project_id uuid not null constraint project_milestones_project_fk references projects,
  id text not null,
  position int not null,
  title text not null,
  work_package text,
  month int not null constraint project_milestones_month_ck check (month >= 1),
  -- What shows that it is reached.
  proof text not null,
  met_on date,
  evidence_sha256 text,
  evidence_name text,
  noted_by uuid constraint project_milestones_by_fk references people,
  constraint project_milestones_pk primary key (project_id, id)
);

create table project_risks (
  id uuid not null default gen_random_uuid() constraint project_risks_pk primary key,
  project_id uuid not null constraint project_risks_project_fk references projects,
  risk text not null,
  work_package text,
  likelihood text not null constraint project_risks_likelihood_ck check (likelihood in ('low', 'medium', 'high')),
  impact text not null constraint project_risks_impact_ck check (impact in ('low', 'medium', 'high')),
  measure text not null,
  closed_on date
);
create index project_risks_project_ix on project_risks (project_id);

create table project_indicators (
  id uuid not null default gen_random_uuid() constraint project_indicators_pk primary key,
  project_id uuid not null constraint project_indicators_project_fk references projects,
  name text not null,
  unit text not null,
  target numeric not null
);
create index project_indicators_project_ix on project_indicators (project_id);
create table project_indicator_values (
  indicator_id uuid not null constraint project_indicator_values_indicator_fk references project_indicators,
  on_day date not null,
  value numeric not null,
  noted_by uuid constraint project_indicator_values_by_fk references people,
  constraint project_indicator_values_pk primary key (indicator_id, on_day)
);

-- Phases of the life cycle that a project works on, and its R-strategies.
create table project_phases (
  project_id uuid not null constraint project_phases_project_fk references projects,
  facet text not null constraint project_phases_facet_ck check (facet in ('phase', 'strategy')),
  value text not null,
  constraint project_phases_pk primary key (project_id, facet, value)
);

-- A variation, with the plan as it would be. `base` is the version that it starts from, `version` the one that it made.
create table project_variations (
  id uuid not null default gen_random_uuid() constraint project_variations_pk primary key,
  project_id uuid not null constraint project_variations_project_fk references projects,
  number int not null,
  kind text not null constraint project_variations_kind_ck check (kind in ('budget', 'workPlan', 'extension', 'partner')),
  state text not null constraint project_variations_state_ck check (state in ('requested', 'approved', 'refused', 'withdrawn', 'noticed')),
  reason text not null,
  base int not null,
  content text not null,
  moved_cents bigint not null,
  moved_percent numeric not null,
  proposed_at timestamptz not null,
  proposed_by uuid not null constraint project_variations_by_fk references people,
  due_on date,
  answer text,
  answered_at timestamptz,
  answered_by uuid constraint project_variations_answered_by_fk references people,
  version int,
  constraint project_variations_number_uq unique (project_id, number)
);
create unique index project_variations_open_uq on project_variations (project_id) where state = 'requested';
