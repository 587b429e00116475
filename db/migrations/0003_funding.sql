-- calls
create table calls (
  id text constraint calls_pk primary key,
  programme_id text not null constraint calls_programme_fk references programmes,
  draft jsonb,
  created_at timestamptz not null,
  created_by uuid constraint calls_created_by_fk references people,
  revision int not null default 1
);
create table call_versions (
  id uuid constraint call_versions_pk primary key default gen_random_uuid(),
  call_id text not null constraint call_versions_call_fk references calls,
  number int not null constraint call_versions_number_ck check (number >= 1),
  definition jsonb not null,
  hash text not null,
  act_id text,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  pot_cents bigint not null,
  published_at timestamptz not null,
  published_by uuid constraint call_versions_published_by_fk references people,
  constraint call_versions_number_uq unique (call_id, number),
  constraint call_versions_act_uq unique (call_id, act_id),
  constraint call_versions_dates_ck check (opens_at < closes_at)
);
create function published_rows_are_frozen() returns trigger language plpgsql as $$
begin
  raise exception 'what is published is never changed, only followed by a new version' using errcode = 'check_violation', constraint = 'published_rows_frozen';
end $$;
create trigger call_versions_frozen before update or delete on call_versions for each row execute function published_rows_are_frozen();

-- applications
create table applications (
  id uuid constraint applications_pk primary key default gen_random_uuid(),
  call_id text not null constraint applications_call_fk references calls,
  call_version_id uuid not null constraint applications_call_version_fk references call_versions,
  state text not null constraint applications_state_ck check (state in ('draft', 'submitted', 'withdrawn')),
  lead_id uuid not null constraint applications_lead_fk references organisations,
  acronym text not null default '',
  title text not null default '',
  answers jsonb not null default '{}',
  main_spoke int,
  spokes int[] not null default '{}',
  sector text,
  starts_on date,
  duration_months int,
  wide_dissemination boolean not null default false,
  may_publish_results boolean not null default false,
  example boolean not null default false,
  revision int not null default 1,
  created_by uuid not null constraint applications_created_by_fk references people,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index applications_call_ix on applications (call_id, state);
create index applications_lead_ix on applications (lead_id);
create index applications_created_by_ix on applications (created_by);
create table application_members (
  application_id uuid not null constraint application_members_application_fk references applications on delete cascade,
  organisation_id uuid not null constraint application_members_organisation_fk references organisations,
  role text not null constraint application_members_role_ck check (role in ('lead', 'partner')),
  position int not null,
  region text not null,
  women int not null default 0 constraint application_members_women_ck check (women >= 0),
  men int not null default 0 constraint application_members_men_ck check (men >= 0),
  under40 int not null default 0 constraint application_members_under40_ck check (under40 >= 0 and under40 <= women + men),
  new_hires int not null default 0 constraint application_members_new_hires_ck check (new_hires >= 0),
  constraint application_members_pk primary key (application_id, organisation_id)
);
create unique index application_members_lead_uq on application_members (application_id) where role = 'lead';
create index application_members_organisation_ix on application_members (organisation_id);
create table application_costs (
  application_id uuid not null,
  organisation_id uuid not null,
  category text not null,
  research_type text not null,
  cents bigint not null constraint application_costs_cents_ck check (cents > 0),
  constraint application_costs_pk primary key (application_id, organisation_id, category, research_type),
  constraint application_costs_member_fk foreign key (application_id, organisation_id) references application_members on delete cascade
);
create table application_documents (
  id uuid constraint application_documents_pk primary key default gen_random_uuid(),
  application_id uuid not null constraint application_documents_application_fk references applications on delete cascade,
  organisation_id uuid constraint application_documents_organisation_fk references organisations,
  document_id text not null,
  file_name text not null,
  media_type text not null,
  bytes int not null,
  sha256 text not null,
  uploaded_at timestamptz not null,
  uploaded_by uuid not null constraint application_documents_uploaded_by_fk references people,
  removed_at timestamptz
);
create unique index application_documents_live_uq on application_documents (application_id, document_id, coalesce(organisation_id, '00000000-0000-0000-0000-000000000000'::uuid)) where removed_at is null;
-- One gapless series of protocol numbers a year; the row is locked by the submission that takes the next number.
create table protocol_years (
  year int constraint protocol_years_pk primary key,
  last_number int not null
);
create table submissions (
  id uuid constraint submissions_pk primary key default gen_random_uuid(),
  application_id uuid not null constraint submissions_application_fk references applications,
  call_id text not null constraint submissions_call_fk references calls,
  call_version_id uuid not null constraint submissions_call_version_fk references call_versions,
  year int not null,
  number int not null,
  protocol text not null constraint submissions_protocol_uq unique,
  submitted_at timestamptz not null,
  submitted_by uuid not null constraint submissions_submitted_by_fk references people,
  idempotency_key text not null,
  snapshot text not null,
  sha256 text not null,
  eligible_cents bigint not null,
  grant_cents bigint not null,
  south_grant_cents bigint not null,
  superseded_at timestamptz,
  -- Read out of the snapshot, so that lists show what was handed in and not what was written since.
  acronym text not null generated always as (coalesce(snapshot::jsonb ->> 'acronym', '')) stored,
  title text not null generated always as (coalesce(snapshot::jsonb ->> 'title', '')) stored,
  main_spoke int generated always as ((snapshot::jsonb -> 'facts' ->> 'mainSpoke')::int) stored,
  sector text generated always as (snapshot::jsonb -> 'facts' ->> 'sector') stored,
  constraint submissions_number_uq unique (year, number),
  constraint submissions_key_uq unique (application_id, idempotency_key)
);
create unique index submissions_current_uq on submissions (application_id) where superseded_at is null;
create index submissions_call_ix on submissions (call_id, submitted_at) where superseded_at is null;
-- Who takes part in what was handed in: limits per applicant and conflicts are counted here, not on drafts.
create table submission_members (
  submission_id uuid not null constraint submission_members_submission_fk references submissions,
  organisation_id uuid not null constraint submission_members_organisation_fk references organisations,
  role text not null constraint submission_members_role_ck check (role in ('lead', 'partner')),
  constraint submission_members_pk primary key (submission_id, organisation_id)
);
create index submission_members_organisation_ix on submission_members (organisation_id);

-- screening
create table screening_decisions (
  id uuid constraint screening_decisions_pk primary key default gen_random_uuid(),
  application_id uuid not null constraint screening_decisions_application_fk references applications,
  submission_id uuid not null constraint screening_decisions_submission_fk references submissions,
  outcome text not null constraint screening_decisions_outcome_ck check (outcome in ('admitted', 'excluded')),
  reasons jsonb not null,
  checklist jsonb not null,
  note text not null default '',
  decided_at timestamptz not null,
  decided_by uuid not null constraint screening_decisions_decided_by_fk references people,
  idempotency_key text,
  superseded_at timestamptz,
  constraint screening_decisions_key_uq unique (application_id, idempotency_key)
);
create unique index screening_decisions_current_uq on screening_decisions (application_id) where superseded_at is null;

-- reviews
create table experts (
  person_id uuid constraint experts_pk primary key constraint experts_person_fk references people,
  employer_id uuid constraint experts_employer_fk references organisations,
  region text not null,
  gender text not null constraint experts_gender_ck check (gender in ('f', 'm', 'x')),
  spokes int[] not null default '{}',
  sectors text[] not null default '{}',
  keywords text not null default '',
  example boolean not null default false
);
create table call_experts (
  call_id text not null constraint call_experts_call_fk references calls,
  person_id uuid not null constraint call_experts_expert_fk references experts,
  pseudonym text not null,
  max_load int not null constraint call_experts_max_load_ck check (max_load between 0 and 50),
  added_at timestamptz not null,
  declared_at timestamptz,
  -- The applications that the expert's last declaration speaks of; one that came later is not covered by it.
  declared_for uuid[] not null default '{}',
  constraint call_experts_pk primary key (call_id, person_id),
  constraint call_experts_pseudonym_uq unique (call_id, pseudonym)
);
create index call_experts_person_ix on call_experts (person_id);
create table conflicts (
  application_id uuid not null constraint conflicts_application_fk references applications,
  person_id uuid not null constraint conflicts_expert_fk references experts,
  kind text not null constraint conflicts_kind_ck check (kind in ('declared', 'employer', 'member', 'office')),
  detail text not null default '',
  found_at timestamptz not null,
  found_by uuid constraint conflicts_found_by_fk references people,
  constraint conflicts_pk primary key (application_id, person_id, kind)
);
create index conflicts_person_ix on conflicts (person_id);
create table assignment_runs (
  id uuid constraint assignment_runs_pk primary key default gen_random_uuid(),
  call_id text not null constraint assignment_runs_call_fk references calls,
  instance jsonb not null,
  result jsonb not null,
  proposed_at timestamptz not null,
  proposed_by uuid not null constraint assignment_runs_proposed_by_fk references people,
  released_at timestamptz
);
create index assignment_runs_call_ix on assignment_runs (call_id, proposed_at);
create table review_assignments (
  id uuid constraint review_assignments_pk primary key default gen_random_uuid(),
  application_id uuid not null constraint review_assignments_application_fk references applications,
  person_id uuid not null constraint review_assignments_expert_fk references experts,
  run_id uuid constraint review_assignments_run_fk references assignment_runs,
  state text not null constraint review_assignments_state_ck check (state in ('assigned', 'declined', 'submitted')),
  assigned_at timestamptz not null,
  revision int not null default 1,
  summary text not null default '',
  updated_at timestamptz not null,
  submitted_at timestamptz,
  submission_key text,
  refusal_kind text constraint review_assignments_refusal_kind_ck check (refusal_kind in ('conflict', 'expertise', 'unavailable')),
  refusal text not null default '',
  constraint review_assignments_pair_uq unique (application_id, person_id),
  constraint review_assignments_submitted_ck check ((state = 'submitted') = (submitted_at is not null)),
  constraint review_assignments_declined_ck check ((state = 'declined') = (refusal_kind is not null))
);
create index review_assignments_person_ix on review_assignments (person_id, state);
-- `item` is a criterion's id, or `premium/` and a premium's. `typed` keeps what was written even where it is no number of points yet.
create table review_scores (
  assignment_id uuid not null constraint review_scores_assignment_fk references review_assignments on delete cascade,
  item text not null,
  typed text not null default '',
  points numeric(8,3),
  motivation text not null default '',
  constraint review_scores_pk primary key (assignment_id, item)
);
create table consensus_reports (
  application_id uuid constraint consensus_reports_pk primary key constraint consensus_reports_application_fk references applications,
  points jsonb not null,
  premiums jsonb not null,
  report text not null,
  decided_at timestamptz not null,
  decided_by uuid not null constraint consensus_reports_decided_by_fk references people
);

-- rankings
create table rankings (
  id uuid constraint rankings_pk primary key default gen_random_uuid(),
  call_id text not null constraint rankings_call_fk references calls,
  number int not null,
  kind text not null constraint rankings_kind_ck check (kind in ('provisional', 'final', 'scrolled')),
  act_ref text not null,
  bundle text not null,
  hash text not null,
  published_at timestamptz not null,
  published_by uuid constraint rankings_published_by_fk references people,
  constraint rankings_number_uq unique (call_id, number)
);
create table ranking_places (
  ranking_id uuid not null constraint ranking_places_ranking_fk references rankings,
  application_id uuid not null constraint ranking_places_application_fk references applications,
  position int,
  state text not null constraint ranking_places_state_ck check (state in ('funded', 'eligibleNotFunded', 'belowThreshold', 'excluded', 'renounced')),
  points numeric(9,4),
  grant_cents bigint not null constraint ranking_places_grant_ck check (grant_cents >= 0),
  why jsonb not null,
  constraint ranking_places_pk primary key (ranking_id, application_id)
);
create index ranking_places_application_ix on ranking_places (application_id);
create table renunciations (
  application_id uuid constraint renunciations_pk primary key constraint renunciations_application_fk references applications,
  call_id text not null constraint renunciations_call_fk references calls,
  renounced_on date not null,
  act_ref text not null,
  recorded_at timestamptz not null,
  recorded_by uuid constraint renunciations_recorded_by_fk references people
);
create index renunciations_call_ix on renunciations (call_id);
create trigger rankings_frozen before update or delete on rankings for each row execute function published_rows_are_frozen();
create trigger ranking_places_frozen before update or delete on ranking_places for each row execute function published_rows_are_frozen();

-- awards
create table decrees (
  id uuid constraint decrees_pk primary key default gen_random_uuid(),
  call_id text not null constraint decrees_call_fk references calls,
  ranking_id uuid not null constraint decrees_ranking_fk references rankings,
  year int not null,
  number int not null,
  adopted_at timestamptz not null,
  adopted_by uuid constraint decrees_adopted_by_fk references people,
  content jsonb not null,
  sha256 text,
  constraint decrees_number_uq unique (year, number),
  constraint decrees_ranking_uq unique (ranking_id)
);
create table awards (
  id uuid constraint awards_pk primary key default gen_random_uuid(),
  application_id uuid not null constraint awards_application_uq unique constraint awards_application_fk references applications,
  call_id text not null constraint awards_call_fk references calls,
  decree_id uuid not null constraint awards_decree_fk references decrees,
  grant_cents bigint not null constraint awards_grant_ck check (grant_cents > 0),
  eligible_cents bigint not null,
  awarded_at timestamptz not null
);
create index awards_call_ix on awards (call_id);
create table award_beneficiaries (
  award_id uuid not null constraint award_beneficiaries_award_fk references awards,
  organisation_id uuid not null constraint award_beneficiaries_organisation_fk references organisations,
  role text not null,
  kind text not null,
  region text not null,
  eligible_cents bigint not null,
  aid_cents bigint not null constraint award_beneficiaries_aid_ck check (aid_cents >= 0),
  constraint award_beneficiaries_pk primary key (award_id, organisation_id)
);
create index award_beneficiaries_organisation_ix on award_beneficiaries (organisation_id);
