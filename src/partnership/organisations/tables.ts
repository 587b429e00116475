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
};

export type OrganisationPeopleRow = {
  organisation_id: string;
  person_id: string;
  role: 'representative' | 'member';
  since: Generated<string>;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    organisations: OrganisationsRow;
    organisation_aliases: OrganisationAliasesRow;
    organisation_people: OrganisationPeopleRow;
  }
}
