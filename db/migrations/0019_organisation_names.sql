-- What kind of name an alias is, the code in the index of public administrations, and what an organisation is part of.
alter table organisations add column ipa_code text constraint organisations_ipa_code_uq unique;
alter table organisation_aliases add column kind text not null default 'other'
  constraint organisation_aliases_kind_ck check (kind in ('abbreviation', 'former', 'english', 'other'));
create table organisation_ties (
  organisation_id uuid not null constraint organisation_ties_organisation_fk references organisations,
  parent_id uuid not null constraint organisation_ties_parent_fk references organisations,
  kind text not null constraint organisation_ties_kind_ck check (kind in ('part', 'group')),
  from_on date,
  until_on date,
  constraint organisation_ties_pk primary key (organisation_id, parent_id),
  constraint organisation_ties_self_ck check (organisation_id <> parent_id),
  constraint organisation_ties_dates_ck check (from_on is null or until_on is null or from_on <= until_on)
);
create index organisation_ties_parent_ix on organisation_ties (parent_id);
