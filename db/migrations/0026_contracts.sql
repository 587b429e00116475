-- What a contract is made of, and what is looked at before it is signed and paid.
alter table contracts add column grant_cents bigint not null default 0;
-- The document that was offered, as PDF; the signed one is in contract_documents until it is accepted.
alter table contracts add column paper_sha256 text;
alter table contracts add column ended_reason text;
alter table contracts drop constraint contracts_signed_ck;
alter table contracts add constraint contracts_signed_ck
  check ((signed_at is null or state in ('signed', 'revoked', 'renounced')) and (state not in ('signed', 'revoked') or signed_at is not null));

-- Who is awarded what, kept here for as long as the contract is; and what a register says of each.
create table contract_members (
  contract_id uuid not null constraint contract_members_contract_fk references contracts,
  organisation_id uuid not null constraint contract_members_organisation_fk references organisations,
  role text not null constraint contract_members_role_ck check (role in ('lead', 'partner')),
  kind text not null,
  ownership text not null,
  size_class text,
  region text not null,
  eligible_cents bigint not null,
  aid_cents bigint not null,
  -- National Register of State Aid: code of the measure, code of the grant, day of the registration.
  rna_car text constraint contract_members_car_ck check (rna_car ~ '^[0-9]{1,10}$'),
  rna_cor text constraint contract_members_cor_ck check (rna_cor ~ '^[0-9]{1,10}$'),
  rna_on date,
  -- Is there unlawful aid to give back (Deggendorf)? `none`, `repaid`, or `pending`, which keeps payments back.
  deggendorf text constraint contract_members_deggendorf_ck check (deggendorf in ('none', 'repaid', 'pending')),
  de_minimis_cents bigint constraint contract_members_de_minimis_ck check (de_minimis_cents >= 0),
  constraint contract_members_pk primary key (contract_id, organisation_id)
);
create index contract_members_organisation_ix on contract_members (organisation_id);

-- One row per document handed in or marked by the office; what was replaced stays. `$deed` is the signed contract itself.
create table contract_documents (
  id uuid not null default gen_random_uuid() constraint contract_documents_pk primary key,
  contract_id uuid not null constraint contract_documents_contract_fk references contracts,
  organisation_id uuid constraint contract_documents_organisation_fk references organisations,
  document_id text not null,
  file_name text,
  sha256 text,
  bytes bigint,
  -- What a register answered, where there is no file.
  reference text,
  valid_until date,
  signature jsonb,
  handed_in_at timestamptz not null,
  handed_in_by uuid constraint contract_documents_by_fk references people,
  refused_at timestamptz,
  refused_reason text,
  removed_at timestamptz,
  constraint contract_documents_there_ck check (sha256 is not null or reference is not null)
);
create unique index contract_documents_place_uq on contract_documents (contract_id, document_id, organisation_id) nulls not distinct where removed_at is null;

-- A grant that was raised after the signature: the decree's figures, numbered, with their paper.
create table contract_addenda (
  contract_id uuid not null constraint contract_addenda_contract_fk references contracts,
  number int not null,
  grant_cents bigint not null,
  before_cents bigint not null,
  content text not null,
  sha256 text not null,
  paper_sha256 text not null,
  made_at timestamptz not null,
  constraint contract_addenda_pk primary key (contract_id, number)
);
