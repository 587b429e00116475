-- documents: whose signature is whose, what a file's signatures are worth, uploads that go on after a broken line
alter table people add column fiscal_code text constraint people_fiscal_code_ck check (fiscal_code ~ '^[A-Z0-9]{16}$');
-- The report as it was made when the file arrived (or was looked at again); null where the call asks for no signature, or nobody has looked.
alter table application_documents add column signature jsonb;
-- The day after which the document is no longer good, where it has one.
alter table application_documents add column valid_until date;
-- One file on its way; the bytes that are there are counted in the part file, not here.
create table uploads (
  id uuid constraint uploads_pk primary key default gen_random_uuid(),
  application_id uuid not null constraint uploads_application_fk references applications on delete cascade,
  organisation_id uuid constraint uploads_organisation_fk references organisations,
  document_id text not null,
  person_id uuid not null constraint uploads_person_fk references people on delete cascade,
  file_name text not null,
  bytes int not null constraint uploads_bytes_ck check (bytes > 0),
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index uploads_person_ix on uploads (person_id);
create index uploads_expires_ix on uploads (expires_at);
