-- What an organisation writes once and its applications use again.
create table organisation_texts (
  organisation_id uuid not null constraint organisation_texts_organisation_fk references organisations,
  kind text not null constraint organisation_texts_kind_ck check (kind in ('description', 'competences', 'infrastructure', 'projects')),
  text_it text not null,
  text_en text not null,
  revision int not null default 1,
  updated_at timestamptz not null,
  updated_by uuid constraint organisation_texts_updated_by_fk references people,
  constraint organisation_texts_pk primary key (organisation_id, kind)
);

create table organisation_fiscal (
  organisation_id uuid constraint organisation_fiscal_pk primary key constraint organisation_fiscal_organisation_fk references organisations,
  pec text,
  sdi_code text,
  ateco text,
  revision int not null default 1,
  updated_at timestamptz not null
);

-- One approved accounting period each; Reg. (EU) 651/2014, Annex I.
create table organisation_size_years (
  organisation_id uuid not null constraint organisation_size_years_organisation_fk references organisations,
  year int not null constraint organisation_size_years_year_ck check (year between 1990 and 2100),
  staff_units numeric(9, 2) not null constraint organisation_size_years_staff_ck check (staff_units >= 0),
  turnover_cents bigint not null constraint organisation_size_years_turnover_ck check (turnover_cents >= 0),
  balance_cents bigint not null constraint organisation_size_years_balance_ck check (balance_cents >= 0),
  publicly_controlled boolean not null default false,
  revision int not null default 1,
  updated_at timestamptz not null,
  constraint organisation_size_years_pk primary key (organisation_id, year)
);
create table organisation_related (
  id uuid constraint organisation_related_pk primary key default gen_random_uuid(),
  organisation_id uuid not null,
  year int not null,
  name text not null,
  relation text not null constraint organisation_related_relation_ck check (relation in ('partner', 'linked')),
  percent numeric(5, 2) not null constraint organisation_related_percent_ck check (percent > 0 and percent <= 100),
  staff_units numeric(9, 2) not null constraint organisation_related_staff_ck check (staff_units >= 0),
  turnover_cents bigint not null constraint organisation_related_turnover_ck check (turnover_cents >= 0),
  balance_cents bigint not null constraint organisation_related_balance_ck check (balance_cents >= 0),
  constraint organisation_related_year_fk foreign key (organisation_id, year) references organisation_size_years on delete cascade,
  constraint organisation_related_name_uq unique (organisation_id, year, name)
);

create table organisation_representatives (
  id uuid constraint organisation_representatives_pk primary key default gen_random_uuid(),
  organisation_id uuid not null constraint organisation_representatives_organisation_fk references organisations,
  name text not null,
  fiscal_code text constraint organisation_representatives_fiscal_code_ck check (length(fiscal_code) = 16),
  role text not null,
  from_on date not null,
  until_on date,
  person_id uuid constraint organisation_representatives_person_fk references people,
  revision int not null default 1,
  constraint organisation_representatives_dates_ck check (until_on is null or until_on >= from_on)
);
create index organisation_representatives_organisation_ix on organisation_representatives (organisation_id, from_on);

-- Personal data: seen by the organisation's own people only, deleted for good when taken off.
create table organisation_staff (
  id uuid constraint organisation_staff_pk primary key default gen_random_uuid(),
  organisation_id uuid not null constraint organisation_staff_organisation_fk references organisations,
  name text not null,
  role text not null,
  gender text not null constraint organisation_staff_gender_ck check (gender in ('f', 'm', 'x')),
  birth_year int not null constraint organisation_staff_birth_year_ck check (birth_year between 1920 and 2100),
  contract text not null constraint organisation_staff_contract_ck check (contract in ('permanent', 'fixedTerm', 'researcherTd', 'researchContract', 'doctorate', 'apprenticeship', 'other')),
  new_hire boolean not null default false,
  orcid text,
  revision int not null default 1,
  updated_at timestamptz not null,
  constraint organisation_staff_orcid_uq unique (organisation_id, orcid)
);
create index organisation_staff_organisation_ix on organisation_staff (organisation_id, name);

create table organisation_documents (
  id uuid constraint organisation_documents_pk primary key default gen_random_uuid(),
  organisation_id uuid not null constraint organisation_documents_organisation_fk references organisations,
  kind text not null constraint organisation_documents_kind_ck check (kind in ('durc', 'statute', 'visura', 'sizeDeclaration', 'balanceSheet', 'antimafia', 'powers', 'other')),
  title text not null,
  file_name text not null,
  media_type text not null,
  bytes bigint not null constraint organisation_documents_bytes_ck check (bytes > 0),
  sha256 text not null constraint organisation_documents_sha256_ck check (sha256 ~ '^[0-9a-f]{64}$'),
  valid_from date not null,
  valid_until date,
  uploaded_at timestamptz not null,
  uploaded_by uuid not null constraint organisation_documents_uploaded_by_fk references people,
  removed_at timestamptz,
  constraint organisation_documents_validity_ck check (valid_until is null or valid_until >= valid_from)
);
create index organisation_documents_organisation_ix on organisation_documents (organisation_id) where removed_at is null;
