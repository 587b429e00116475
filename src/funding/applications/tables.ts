import type { Json, JsonOrNull, JsonWithDefault } from '#src/plumbing/database/database.ts';
import type { Generated, GeneratedAlways } from 'kysely';
import type { AgeBand, Contract, Departure, EditKind, Gender, InvitationKind, InvitationState, PersonRight } from './states.ts';

export type ApplicationsRow = {
  id: Generated<string>;
  call_id: string;
  call_version_id: string;
  state: 'draft' | 'submitted' | 'withdrawn';
  lead_id: string;
  acronym: Generated<string>;
  title: Generated<string>;
  answers: JsonWithDefault;
  /** Section → field → version of the answer; 0 where none is named. */
  answer_versions: JsonWithDefault;
  main_spoke: number | null;
  spokes: Generated<number[]>;
  sector: string | null;
  starts_on: string | null;
  duration_months: number | null;
  wide_dissemination: Generated<boolean>;
  may_publish_results: Generated<boolean>;
  example: Generated<boolean>;
  revision: Generated<number>;
  /** The revision at which anything but the answers was changed last. */
  parts_revision: Generated<number>;
  /** What stands for it where its reader is not to know who proposes; drawn by chance. */
  blind_code: Generated<string>;
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
};

/** Gender and age band are null where a plain count does not say them. */
export type ApplicationStaffRow = {
  id: Generated<string>;
  application_id: string;
  organisation_id: string;
  position: number;
  profile: string;
  gender: Gender | null;
  age_band: AgeBand | null;
  contract: Contract;
  new_hire: boolean;
  heads: number;
  person_months: number | null;
  /** Those of them who are named, `[{name, orcid}]`. */
  people: JsonWithDefault;
};

/** Persons invited by name who accepted. */
export type ApplicationPeopleRow = {
  application_id: string;
  person_id: string;
  access: PersonRight;
  since: string;
  invited_by: string;
};

export type ApplicationInvitationsRow = {
  id: Generated<string>;
  application_id: string;
  kind: InvitationKind;
  email: string;
  /** The organisation that the lead means, where it is in the register already. */
  organisation_id: string | null;
  message: Generated<string>;
  /** SHA-256 of the secret in the letter. */
  token_hash: string;
  state: Exclude<InvitationState, 'expired'>;
  sent_at: string;
  times_sent: Generated<number>;
  expires_at: string;
  invited_by: string;
  answered_at: string | null;
  answered_by: string | null;
  accepted_for: string | null;
};

export type MemberConfirmationsRow = {
  id: Generated<string>;
  application_id: string;
  organisation_id: string;
  call_version_id: string;
  person_id: string;
  /** What was confirmed, in canonical JSON; `sha256` is of this text. */
  confirmed: string;
  sha256: string;
  confirmed_at: string;
  /** Taken back, confirmed anew, or the member is gone. One that no longer fits the data stays, and counts for nothing. */
  ended_at: string | null;
};

export type ApplicationDeparturesRow = {
  id: Generated<string>;
  application_id: string;
  organisation_id: string;
  why: Departure;
  motive: Generated<string>;
  replaced_by: string | null;
  /** Place, staff and costs as they were. */
  kept: Json;
  gone_at: string;
  gone_by: string;
  undone_at: string | null;
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
  /** The report of its signatures, where the call asks for one. */
  signature: JsonOrNull;
  valid_until: string | null;
};

/** A file on its way. How much of it has arrived is the size of its part file. */
export type UploadsRow = {
  id: Generated<string>;
  application_id: string;
  organisation_id: string | null;
  document_id: string;
  person_id: string;
  file_name: string;
  bytes: number;
  created_at: string;
  expires_at: string;
};

/** What somebody saved for one field; without a version it is a branch beside the current text. Append-only. */
export type ApplicationEditsRow = {
  id: GeneratedAlways<number>;
  application_id: string;
  section: string;
  field: string;
  version: number | null;
  base: number;
  how: EditKind;
  value: Json;
  sent: JsonOrNull;
  person_id: string | null;
  at: string;
  key: string | null;
  settles: number | null;
};

/** What the writers say to each other, in threads of one depth. */
export type ApplicationCommentsRow = {
  id: Generated<string>;
  application_id: string;
  thread_id: string | null;
  section: string | null;
  field: string | null;
  body: string;
  person_id: string;
  at: string;
  edited_at: string | null;
  deleted_at: string | null;
  resolved_at: string | null;
  resolved_by: string | null;
  key: string | null;
};

export type CommentMentionsRow = {
  comment_id: string;
  person_id: string;
  told_at: string | null;
};

export type ProtocolYearsRow = {
  year: number;
  last_number: number;
};

/** What was frozen, once, under its hash. */
export type FrozenTextsRow = {
  sha256: string;
  text: string;
  kept_on: Generated<string>;
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
  /** Of the frozen text. */
  sha256: string;
  eligible_cents: number;
  grant_cents: number;
  south_grant_cents: number;
  superseded_at: string | null;
  /** As frozen in the snapshot, like the three that follow: lists show what was handed in, not what was written since. */
  acronym: Generated<string>;
  title: Generated<string>;
  main_spoke: number | null;
  sector: string | null;
};

export type SubmissionMembersRow = {
  submission_id: string;
  organisation_id: string;
  role: 'lead' | 'partner';
  confirmed_by: string | null;
};

/** Which transaction last changed anything that the frozen form of an application says; written by triggers. */
export type ApplicationStampsRow = {
  application_id: string;
  stamp: number;
};

/** A draft examined ahead of its submission; without a snapshot something is left to put right. */
export type ApplicationReadyRow = {
  application_id: string;
  stamp: number;
  call_version_id: string;
  sha256: string | null;
  acronym: string | null;
  title: string | null;
  main_spoke: number | null;
  sector: string | null;
  eligible_cents: number | null;
  grant_cents: number | null;
  south_grant_cents: number | null;
  members: JsonOrNull;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    applications: ApplicationsRow;
    application_members: ApplicationMembersRow;
    application_staff: ApplicationStaffRow;
    application_people: ApplicationPeopleRow;
    application_invitations: ApplicationInvitationsRow;
    member_confirmations: MemberConfirmationsRow;
    application_departures: ApplicationDeparturesRow;
    application_costs: ApplicationCostsRow;
    application_documents: ApplicationDocumentsRow;
    uploads: UploadsRow;
    application_edits: ApplicationEditsRow;
    application_comments: ApplicationCommentsRow;
    comment_mentions: CommentMentionsRow;
    protocol_years: ProtocolYearsRow;
    application_stamps: ApplicationStampsRow;
    application_ready: ApplicationReadyRow;
    frozen_texts: FrozenTextsRow;
    submissions: SubmissionsRow;
    submission_members: SubmissionMembersRow;
  }
}
