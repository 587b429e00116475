import type { Generated } from 'kysely';

export type ExpertsRow = {
  person_id: string;
  employer_id: string | null;
  region: string;
  gender: 'f' | 'm' | 'x';
  spokes: Generated<number[]>;
  sectors: Generated<string[]>;
  keywords: Generated<string>;
  example: Generated<boolean>;
  /** Codes of ISO 639-1. */
  languages: Generated<string[]>;
  cv: Generated<string>;
  /** Without the address, `0000-0002-1825-0097`. */
  orcid: string | null;
  available_from: string | null;
  available_until: string | null;
  /** The most reviews at a time, over all calls. */
  most_at_once: number | null;
  updated_at: string | null;
};

/** A time at which an expert takes nothing on, both ends included. */
export type ExpertAbsencesRow = {
  id: Generated<string>;
  person_id: string;
  from_on: string;
  until_on: string;
};

export type ExpertEmploymentsRow = {
  id: Generated<string>;
  person_id: string;
  /** Of the register, where the name could be told or was chosen. */
  organisation_id: string | null;
  organisation_name: string;
  role: Generated<string>;
  from_on: string | null;
  until_on: string | null;
};

export type ExpertPublicationsRow = {
  id: Generated<string>;
  person_id: string;
  place: number;
  title: string;
  year: number | null;
  doi: string | null;
  coauthors: Generated<string[]>;
  /** As it was pasted or typed. */
  written: Generated<string>;
  /** Who of the office entered it beside the expert's own. */
  entered_by: string | null;
};

/** An invitation to review for a call. Past `expires_at` a sent one reads as expired. */
export type ExpertInvitationsRow = {
  id: Generated<string>;
  call_id: string;
  email: string;
  name: string;
  person_id: string | null;
  locale: 'it' | 'en';
  max_load: number;
  message: Generated<string>;
  token_hash: string;
  state: 'sent' | 'accepted' | 'refused' | 'withdrawn';
  sent_at: string;
  times_sent: Generated<number>;
  expires_at: string;
  invited_by: string;
  answered_at: string | null;
  answered_by: string | null;
  refusal_kind: 'conflict' | 'expertise' | 'unavailable' | 'other' | null;
  refusal: Generated<string>;
  /** The invitation that this one takes the place of. */
  replaces: string | null;
};

export type CallExpertsRow = {
  call_id: string;
  person_id: string;
  pseudonym: string;
  max_load: number;
  added_at: string;
  /** Released: nothing more is asked of them under this call. */
  ended_at: string | null;
  ended_why: Generated<string>;
  ended_by: string | null;
  /** How many reviews they had handed in by then. */
  ended_kept: Generated<number>;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    experts: ExpertsRow;
    expert_absences: ExpertAbsencesRow;
    expert_employments: ExpertEmploymentsRow;
    expert_publications: ExpertPublicationsRow;
    expert_invitations: ExpertInvitationsRow;
    call_experts: CallExpertsRow;
  }
}
