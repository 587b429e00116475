import type { Generated } from 'kysely';

export type OrganisationsRow = {
  id: Generated<string>;
  legal_name: string;
  short_name: string | null;
  kind: 'university' | 'researchBody' | 'enterprise' | 'publicBody' | 'association';
  ownership: 'public' | 'private';
  size_class: 'micro' | 'small' | 'medium' | 'large' | null;
  fiscal_code: string | null;
  vat_number: string | null;
  ror: string | null;
  ipa_code: string | null;
  region: string;
  city: string;
  website: string | null;
  example: Generated<boolean>;
  revision: Generated<number>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
};

export type OrganisationAliasesRow = {
  organisation_id: string;
  alias: string;
  kind: Generated<'abbreviation' | 'former' | 'english' | 'other'>;
};

/** What an organisation is part of (department, institute), or the group that it belongs to. */
export type OrganisationTiesRow = {
  organisation_id: string;
  parent_id: string;
  kind: 'part' | 'group';
  from_on: string | null;
  until_on: string | null;
};

export type OrganisationPeopleRow = {
  organisation_id: string;
  person_id: string;
  role: 'representative' | 'member';
  since: Generated<string>;
};

export type OrganisationTextsRow = {
  organisation_id: string;
  kind: 'description' | 'competences' | 'infrastructure' | 'projects';
  text_it: string;
  text_en: string;
  revision: Generated<number>;
  updated_at: string;
  updated_by: string | null;
};

export type OrganisationFiscalRow = {
  organisation_id: string;
  pec: string | null;
  sdi_code: string | null;
  ateco: string | null;
  revision: Generated<number>;
  updated_at: string;
};

export type OrganisationSizeYearsRow = {
  organisation_id: string;
  year: number;
  staff_units: number;
  turnover_cents: number;
  balance_cents: number;
  publicly_controlled: Generated<boolean>;
  revision: Generated<number>;
  updated_at: string;
};

export type OrganisationRelatedRow = {
  id: Generated<string>;
  organisation_id: string;
  year: number;
  name: string;
  relation: 'partner' | 'linked';
  percent: number;
  staff_units: number;
  turnover_cents: number;
  balance_cents: number;
};

export type OrganisationRepresentativesRow = {
  id: Generated<string>;
  organisation_id: string;
  name: string;
  fiscal_code: string | null;
  role: string;
  from_on: string;
  until_on: string | null;
  person_id: string | null;
  revision: Generated<number>;
};

/** Personal data: only the organisation's own people read it, and what is taken off is gone. */
export type OrganisationStaffRow = {
  id: Generated<string>;
  organisation_id: string;
  name: string;
  role: string;
  gender: 'f' | 'm' | 'x';
  birth_year: number;
  contract: 'permanent' | 'fixedTerm' | 'researcherTd' | 'researchContract' | 'doctorate' | 'apprenticeship' | 'other';
  new_hire: Generated<boolean>;
  orcid: string | null;
  revision: Generated<number>;
  updated_at: string;
};

export type OrganisationDocumentsRow = {
  id: Generated<string>;
  organisation_id: string;
  kind: 'durc' | 'statute' | 'visura' | 'sizeDeclaration' | 'balanceSheet' | 'antimafia' | 'powers' | 'other';
  title: string;
  file_name: string;
  media_type: string;
  bytes: number;
  sha256: string;
  valid_from: string;
  valid_until: string | null;
  uploaded_at: string;
  uploaded_by: string;
  removed_at: string | null;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    organisations: OrganisationsRow;
    organisation_aliases: OrganisationAliasesRow;
    organisation_ties: OrganisationTiesRow;
    organisation_people: OrganisationPeopleRow;
    organisation_texts: OrganisationTextsRow;
    organisation_fiscal: OrganisationFiscalRow;
    organisation_size_years: OrganisationSizeYearsRow;
    organisation_related: OrganisationRelatedRow;
    organisation_representatives: OrganisationRepresentativesRow;
    organisation_staff: OrganisationStaffRow;
    organisation_documents: OrganisationDocumentsRow;
  }
}
