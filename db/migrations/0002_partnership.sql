-- identity: people, how they sign in, what roles they hold
create table people (
  id uuid constraint people_pk primary key default gen_random_uuid(),
  name text not null,
  email text not null constraint people_email_uq unique constraint people_email_ck check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  locale text not null default 'it' constraint people_locale_ck check (locale in ('it', 'en')),
  example boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table sessions (
  id uuid constraint sessions_pk primary key default gen_random_uuid(),
  person_id uuid not null constraint sessions_person_fk references people on delete cascade,
  token text not null constraint sessions_token_uq unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_person_ix on sessions (person_id);
create table accounts (
  id uuid constraint accounts_pk primary key default gen_random_uuid(),
  person_id uuid not null constraint accounts_person_fk references people on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint accounts_provider_uq unique (provider_id, account_id)
);
create index accounts_person_ix on accounts (person_id);
create table verifications (
  id uuid constraint verifications_pk primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_identifier_ix on verifications (identifier);
create table passkeys (
  id uuid constraint passkeys_pk primary key default gen_random_uuid(),
  name text,
  public_key text not null,
  person_id uuid not null constraint passkeys_person_fk references people on delete cascade,
  credential_id text not null constraint passkeys_credential_uq unique,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz default now()
);
create index passkeys_person_ix on passkeys (person_id);
create table rate_limits (
  id uuid constraint rate_limits_pk primary key default gen_random_uuid(),
  key text not null constraint rate_limits_key_uq unique,
  count int not null,
  last_request bigint not null
);
create table role_grants (
  id uuid constraint role_grants_pk primary key default gen_random_uuid(),
  person_id uuid not null constraint role_grants_person_fk references people,
  role text not null constraint role_grants_role_ck check (role in ('office', 'spokeLeader', 'applicant', 'expert', 'chair', 'auditor')),
  scope text,
  granted_at timestamptz not null,
  granted_by uuid constraint role_grants_granted_by_fk references people,
  revoked_at timestamptz,
  revoked_by uuid constraint role_grants_revoked_by_fk references people
);
create unique index role_grants_live_uq on role_grants (person_id, role, coalesce(scope, '')) where revoked_at is null;

-- organisations
create table organisations (
  id uuid constraint organisations_pk primary key default gen_random_uuid(),
  legal_name text not null constraint organisations_legal_name_ck check (length(legal_name) between 2 and 200),
  short_name text,
  kind text not null constraint organisations_kind_ck check (kind in ('university', 'researchBody', 'enterprise', 'publicBody', 'association')),
  ownership text not null constraint organisations_ownership_ck check (ownership in ('public', 'private')),
  size_class text constraint organisations_size_class_ck check (size_class in ('micro', 'small', 'medium', 'large')),
  fiscal_code text constraint organisations_fiscal_code_uq unique,
  vat_number text,
  ror text constraint organisations_ror_uq unique,
  region text not null,
  city text not null,
  website text,
  example boolean not null default false,
  revision int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint organisations_enterprise_size_ck check ((kind = 'enterprise') = (size_class is not null))
);
create index organisations_legal_name_ix on organisations (lower(legal_name));
create index organisations_region_ix on organisations (region);
create table organisation_aliases (
  organisation_id uuid not null constraint organisation_aliases_organisation_fk references organisations,
  alias text not null,
  constraint organisation_aliases_pk primary key (organisation_id, alias)
);
create index organisation_aliases_alias_ix on organisation_aliases (lower(alias));
create table organisation_people (
  organisation_id uuid not null constraint organisation_people_organisation_fk references organisations,
  person_id uuid not null constraint organisation_people_person_fk references people,
  role text not null constraint organisation_people_role_ck check (role in ('representative', 'member')),
  since timestamptz not null default now(),
  constraint organisation_people_pk primary key (organisation_id, person_id)
);
create index organisation_people_person_ix on organisation_people (person_id);

-- programme
create table programmes (
  id text constraint programmes_pk primary key,
  acronym text not null,
  name_it text not null,
  name_en text not null,
  funder text not null,
  mission_it text not null,
  mission_en text not null,
  project_code text not null,
  cup text not null,
  public_cents bigint not null constraint programmes_public_ck check (public_cents >= 0),
  private_cents bigint not null constraint programmes_private_ck check (private_cents >= 0),
  south_floor_percent numeric(5,2) not null,
  about jsonb not null,
  imported_hash text not null
);
create table sectors (
  programme_id text not null constraint sectors_programme_fk references programmes,
  id text not null,
  name_it text not null,
  name_en text not null,
  constraint sectors_pk primary key (programme_id, id)
);
create table spokes (
  programme_id text not null constraint spokes_programme_fk references programmes,
  number int not null,
  title_it text not null,
  title_en text not null,
  leader text not null,
  lead_organisation_id uuid not null constraint spokes_lead_fk references organisations,
  constraint spokes_pk primary key (programme_id, number)
);
create table founding_partners (
  programme_id text not null constraint founding_partners_programme_fk references programmes,
  organisation_id uuid not null constraint founding_partners_organisation_fk references organisations,
  role text not null constraint founding_partners_role_ck check (role in ('public', 'industrial')),
  sector_id text,
  constraint founding_partners_pk primary key (programme_id, organisation_id),
  constraint founding_partners_sector_fk foreign key (programme_id, sector_id) references sectors (programme_id, id)
);
create table partnership_projects (
  id uuid constraint partnership_projects_pk primary key default gen_random_uuid(),
  programme_id text not null constraint partnership_projects_programme_fk references programmes,
  code text not null,
  title_it text not null,
  title_en text not null,
  spoke int not null,
  sector_id text not null,
  example boolean not null,
  source jsonb,
  constraint partnership_projects_code_uq unique (programme_id, code),
  constraint partnership_projects_spoke_fk foreign key (programme_id, spoke) references spokes (programme_id, number),
  constraint partnership_projects_sector_fk foreign key (programme_id, sector_id) references sectors (programme_id, id)
);
create table researchers (
  id uuid constraint researchers_pk primary key default gen_random_uuid(),
  programme_id text not null constraint researchers_programme_fk references programmes,
  organisation_id uuid not null constraint researchers_organisation_fk references organisations,
  spoke int not null,
  gender text not null constraint researchers_gender_ck check (gender in ('f', 'm', 'x')),
  birth_year int not null,
  newly_hired boolean not null,
  example boolean not null,
  constraint researchers_spoke_fk foreign key (programme_id, spoke) references spokes (programme_id, number)
);
create index researchers_programme_ix on researchers (programme_id, organisation_id);

-- outreach/events
create table roadshows (
  programme_id text constraint roadshows_pk primary key constraint roadshows_programme_fk references programmes,
  title_it text not null,
  title_en text not null,
  from_month text not null constraint roadshows_from_month_ck check (from_month ~ '^\d{4}-\d\d$'),
  to_month text not null constraint roadshows_to_month_ck check (to_month ~ '^\d{4}-\d\d$'),
  may_grow boolean not null,
  source jsonb not null,
  imported_hash text not null
);
create table roadshow_stops (
  programme_id text not null constraint roadshow_stops_roadshow_fk references roadshows,
  number int not null,
  city text not null,
  region text not null,
  planned_on date,
  held_from text constraint roadshow_stops_held_from_ck check (held_from ~ '^\d{4}(-\d\d){0,2}$'),
  held_until text constraint roadshow_stops_held_until_ck check (held_until ~ '^\d{4}-\d\d-\d\d$'),
  note_it text,
  note_en text,
  source jsonb,
  constraint roadshow_stops_pk primary key (programme_id, number)
);
