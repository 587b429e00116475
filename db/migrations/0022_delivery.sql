-- After the award: the contract that is signed, and the project that is born of it.
alter table role_grants drop constraint role_grants_role_ck;
alter table role_grants add constraint role_grants_role_ck
  check (role in ('office', 'spokeLeader', 'applicant', 'expert', 'chair', 'auditor', 'payer'));

-- One contract (contratto d'obbligo) per award. `content` is frozen when it is offered; what was awarded may be raised later by an addendum.
create table contracts (
  id uuid not null default gen_random_uuid() constraint contracts_pk primary key,
  application_id uuid not null constraint contracts_application_fk references applications,
  call_id text not null constraint contracts_call_fk references calls,
  call_version_id uuid not null constraint contracts_version_fk references call_versions,
  state text not null constraint contracts_state_ck check (state in ('preparing', 'offered', 'signed', 'lapsed', 'renounced', 'revoked')),
  cup text constraint contracts_cup_ck check (cup ~ '^[A-Z0-9]{15}$'),
  starts_on date,
  due_on date,
  offered_at timestamptz,
  content text,
  sha256 text,
  signed_at timestamptz,
  signed_sha256 text,
  ended_at timestamptz,
  ended_ref text,
  created_at timestamptz not null,
  constraint contracts_application_uq unique (application_id),
  constraint contracts_offered_ck check (state = 'preparing' or state in ('lapsed', 'renounced') or (offered_at is not null and content is not null)),
  constraint contracts_signed_ck check ((signed_at is not null) = (state in ('signed', 'revoked')))
);
create index contracts_call_ix on contracts (call_id, state);

-- A project in its present version. Money in cents; months count from 1.
create table projects (
  id uuid not null default gen_random_uuid() constraint projects_pk primary key,
  application_id uuid not null constraint projects_application_fk references applications,
  contract_id uuid not null constraint projects_contract_fk references contracts,
  call_id text not null constraint projects_call_fk references calls,
  call_version_id uuid not null constraint projects_version_fk references call_versions,
  code text not null,
  cup text not null constraint projects_cup_ck check (cup ~ '^[A-Z0-9]{15}$'),
  acronym text not null,
  title text not null,
  main_spoke int not null,
  sector text,
  state text not null constraint projects_state_ck check (state in ('running', 'closing', 'closed', 'revoked', 'renounced')),
  version int not null,
  -- Costs count from here (the signature) until `ends_on`.
  signed_on date not null,
  starts_on date not null,
  ends_on date not null,
  trl_from int constraint projects_trl_from_ck check (trl_from between 1 and 9),
  trl_to int constraint projects_trl_to_ck check (trl_to between 1 and 9),
  created_at timestamptz not null,
  constraint projects_application_uq unique (application_id),
  constraint projects_code_uq unique (code),
  constraint projects_dates_ck check (starts_on <= ends_on)
);
create index projects_call_ix on projects (call_id, state);
create index projects_spoke_ix on projects (main_spoke);

create table project_members (
  project_id uuid not null constraint project_members_project_fk references projects,
  organisation_id uuid not null constraint project_members_organisation_fk references organisations,
  role text not null constraint project_members_role_ck check (role in ('lead', 'partner')),
  kind text not null,
  ownership text not null,
  size_class text,
  -- The place of implementation, which the South is counted by.
  region text not null,
  eligible_cents bigint not null constraint project_members_eligible_ck check (eligible_cents >= 0),
  aid_cents bigint not null constraint project_members_aid_ck check (aid_cents >= 0 and aid_cents <= eligible_cents),
  joined_on date not null,
  left_on date,
  constraint project_members_pk primary key (project_id, organisation_id)
);
create unique index project_members_lead_uq on project_members (project_id) where role = 'lead' and left_on is null;
create index project_members_organisation_ix on project_members (organisation_id);

-- The approved budget: eligible cost of each member by category and research type, as it stands.
create table project_budget (
  project_id uuid not null,
  organisation_id uuid not null,
  category text not null,
  research_type text not null,
  cents bigint not null constraint project_budget_cents_ck check (cents > 0),
  constraint project_budget_pk primary key (project_id, organisation_id, category, research_type),
  constraint project_budget_member_fk foreign key (project_id, organisation_id) references project_members
);

create table project_work_packages (
  project_id uuid not null constraint project_work_packages_project_fk references projects,
  id text not null,
  position int not null,
  title text not null,
  leader_id uuid constraint project_work_packages_leader_fk references organisations,
  from_month int not null constraint project_work_packages_from_ck check (from_month >= 1),
  until_month int not null,
  person_months numeric,
  description text not null,
  constraint project_work_packages_pk primary key (project_id, id),
  constraint project_work_packages_months_ck check (until_month >= from_month)
);

-- Who works on it. `person_id` where somebody signs in as themselves, to fill in a timesheet.
create table project_people (
  id uuid not null default gen_random_uuid() constraint project_people_pk primary key,
  project_id uuid not null,
  organisation_id uuid not null,
  person_id uuid constraint project_people_person_fk references people,
  name text not null,
  email text,
  fiscal_code text,
  role text not null,
  gender text constraint project_people_gender_ck check (gender in ('f', 'm', 'x')),
  birth_year int constraint project_people_birth_ck check (birth_year between 1900 and 2100),
  contract text not null,
  new_hire boolean not null,
  -- Band of the tables of unit costs; the cost of an hour where real costs are reported.
  band text not null constraint project_people_band_ck check (band in ('high', 'medium', 'low')),
  hour_cents bigint constraint project_people_hour_ck check (hour_cents > 0),
  region text not null,
  fte_percent int not null constraint project_people_fte_ck check (fte_percent between 1 and 100),
  from_on date not null,
  until_on date,
  constraint project_people_member_fk foreign key (project_id, organisation_id) references project_members
);
create index project_people_project_ix on project_people (project_id);
create index project_people_person_ix on project_people (person_id);
