import type { JsonWithDefault } from '#src/plumbing/database/database.ts';
import type { Generated, GeneratedAlways } from 'kysely';

export type ApplicationsRow = {
  id: Generated<string>;
  call_id: string;
  call_version_id: string;
  state: 'draft' | 'submitted' | 'withdrawn';
  lead_id: string;
  acronym: Generated<string>;
  title: Generated<string>;
  answers: JsonWithDefault;
  main_spoke: number | null;
  spokes: Generated<number[]>;
  sector: string | null;
  starts_on: string | null;
  duration_months: number | null;
  wide_dissemination: Generated<boolean>;
  may_publish_results: Generated<boolean>;
  example: Generated<boolean>;
  revision: Generated<number>;
  created_by: string;
  created_at: string;
  updated_at: string;
};

export type ApplicationMembersRow = {
  application_id: string;
  organisation_id: string;
  role: 'lead' | 'partner';
  position: number;
  region: string;
  women: Generated<number>;
  men: Generated<number>;
  under40: Generated<number>;
  new_hires: Generated<number>;
};

export type ApplicationCostsRow = {
  application_id: string;
  organisation_id: string;
  category: string;
  research_type: string;
  cents: number;
};

export type ApplicationDocumentsRow = {
  id: Generated<string>;
  application_id: string;
  organisation_id: string | null;
  document_id: string;
  file_name: string;
  media_type: string;
  bytes: number;
  sha256: string;
  uploaded_at: string;
  uploaded_by: string;
  removed_at: string | null;
};

export type ProtocolYearsRow = {
  year: number;
  last_number: number;
};

export type SubmissionsRow = {
  id: Generated<string>;
  application_id: string;
  call_id: string;
  call_version_id: string;
  year: number;
  number: number;
  protocol: string;
  submitted_at: string;
  submitted_by: string;
  idempotency_key: string;
  snapshot: string;
  sha256: string;
  eligible_cents: number;
  grant_cents: number;
  south_grant_cents: number;
  superseded_at: string | null;
  /** Read out of the snapshot by the database, like the three that follow. */
  acronym: GeneratedAlways<string>;
  title: GeneratedAlways<string>;
  main_spoke: GeneratedAlways<number | null>;
  sector: GeneratedAlways<string | null>;
};

export type SubmissionMembersRow = {
  submission_id: string;
  organisation_id: string;
  role: 'lead' | 'partner';
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    applications: ApplicationsRow;
    application_members: ApplicationMembersRow;
    application_costs: ApplicationCostsRow;
    application_documents: ApplicationDocumentsRow;
    protocol_years: ProtocolYearsRow;
    submissions: SubmissionsRow;
    submission_members: SubmissionMembersRow;
  }
}
