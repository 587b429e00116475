-- What an expert has done and when they can work; invitations to a call.
alter table experts
  add column languages text[] not null default '{}' constraint experts_languages_ck check (array_length(languages, 1) is null or array_length(languages, 1) <= 20),
  add column cv text not null default '',
  add column orcid text constraint experts_orcid_ck check (orcid ~ '^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$'),
  -- Both ends included; empty means without limit.
  add column available_from date,
  add column available_until date,
  -- The most reviews at a time, over all calls; empty means as many as each call lets them have.
  add column most_at_once int constraint experts_most_at_once_ck check (most_at_once between 0 and 50),
  add column updated_at timestamptz,
  add constraint experts_available_ck check (available_from is null or available_until is null or available_from <= available_until);
create unique index experts_orcid_uq on experts (orcid);

-- Times at which an expert takes nothing on, both ends included.
create table expert_absences (
  id uuid constraint expert_absences_pk primary key default gen_random_uuid(),
  person_id uuid not null constraint expert_absences_expert_fk references experts,
  from_on date not null,
  until_on date not null,
  constraint expert_absences_order_ck check (from_on <= until_on)
);
create index expert_absences_person_ix on expert_absences (person_id);

-- For whom an expert worked, beside the present employer. An empty end means still; an empty beginning means that it is not known.
create table expert_employments (
  id uuid constraint expert_employments_pk primary key default gen_random_uuid(),
  person_id uuid not null constraint expert_employments_expert_fk references experts,
  organisation_id uuid constraint expert_employments_organisation_fk references organisations,
  organisation_name text not null,
  role text not null default '',
  from_on date,
  until_on date,
  constraint expert_employments_order_ck check (from_on is null or until_on is null or from_on <= until_on)
);
create index expert_employments_person_ix on expert_employments (person_id);
create index expert_employments_organisation_ix on expert_employments (organisation_id);

create table expert_publications (
  id uuid constraint expert_publications_pk primary key default gen_random_uuid(),
  person_id uuid not null constraint expert_publications_expert_fk references experts,
  place int not null,
  title text not null,
  year int constraint expert_publications_year_ck check (year between 1900 and 2100),
  doi text,
  coauthors text[] not null default '{}',
  -- As it was pasted or typed.
  written text not null default '',
  constraint expert_publications_place_uq unique (person_id, place)
);

create table expert_invitations (
  id uuid constraint expert_invitations_pk primary key default gen_random_uuid(),
  call_id text not null constraint expert_invitations_call_fk references calls,
  email text not null,
  name text not null,
  person_id uuid constraint expert_invitations_person_fk references people,
  locale text not null constraint expert_invitations_locale_ck check (locale in ('it', 'en')),
  max_load int not null constraint expert_invitations_max_load_ck check (max_load between 1 and 50),
  message text not null default '',
  token_hash text not null,
  state text not null constraint expert_invitations_state_ck check (state in ('sent', 'accepted', 'refused', 'withdrawn')),
  sent_at timestamptz not null,
  times_sent int not null default 1,
  expires_at timestamptz not null,
  invited_by uuid not null constraint expert_invitations_inviter_fk references people,
  answered_at timestamptz,
  answered_by uuid constraint expert_invitations_answerer_fk references people,
  refusal_kind text constraint expert_invitations_refusal_kind_ck check (refusal_kind in ('conflict', 'expertise', 'unavailable', 'other')),
  refusal text not null default '',
  -- The invitation that this one takes the place of.
  replaces uuid constraint expert_invitations_replaces_fk references expert_invitations,
  constraint expert_invitations_token_uq unique (token_hash),
  constraint expert_invitations_replaces_uq unique (replaces),
  constraint expert_invitations_answered_ck check ((state = 'sent') = (answered_at is null)),
  constraint expert_invitations_refused_ck check ((state = 'refused') = (refusal_kind is not null))
);
create unique index expert_invitations_open_uq on expert_invitations (call_id, email) where state = 'sent';
create index expert_invitations_call_ix on expert_invitations (call_id, sent_at);
create index expert_invitations_person_ix on expert_invitations (person_id);

-- What the affinities of a run were computed from, so that they can be computed again and explained.
alter table assignment_runs add column basis jsonb;
