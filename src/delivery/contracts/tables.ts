import type { Cents } from '#src/core/money.ts';
import type { JsonOrNull } from '#src/plumbing/database/database.ts';
import type { Generated } from 'kysely';
import type { AddendumState, ContractState, Deggendorf } from './states.ts';

/** `content` is the canonical text of what was offered and `sha256` its fingerprint; `paper_sha256` and `signed_sha256` name files in the store. */
export type ContractsRow = {
  id: Generated<string>;
  application_id: string;
  call_id: string;
  call_version_id: string;
  state: ContractState;
  cup: string | null;
  starts_on: string | null;
  due_on: string | null;
  offered_at: string | null;
  content: string | null;
  sha256: string | null;
  signed_at: string | null;
  signed_sha256: string | null;
  ended_at: string | null;
  ended_ref: string | null;
  created_at: string;
  grant_cents: Generated<Cents>;
  paper_sha256: string | null;
  ended_reason: string | null;
};

/** What each member is awarded, and what the registers of State aid say of it. */
export type ContractMembersRow = {
  contract_id: string;
  organisation_id: string;
  role: string;
  kind: string;
  ownership: string;
  size_class: string | null;
  region: string;
  eligible_cents: Cents;
  aid_cents: Cents;
  rna_car: string | null;
  rna_cor: string | null;
  rna_on: string | null;
  deggendorf: Deggendorf | null;
  de_minimis_cents: Cents | null;
  joins_with: number | null;
  left_on: string | null;
};

/** A document of a contract: a file, or what a register answered. `organisation_id` is null for those of the whole project. */
export type ContractDocumentsRow = {
  id: Generated<string>;
  contract_id: string;
  organisation_id: string | null;
  document_id: string;
  file_name: string | null;
  sha256: string | null;
  bytes: number | null;
  reference: string | null;
  valid_until: string | null;
  signature: JsonOrNull;
  handed_in_at: string;
  handed_in_by: string | null;
  refused_at: string | null;
  refused_reason: string | null;
  removed_at: string | null;
};

/** `grant_cents` is the whole grant after it, `before_cents` the one before. `variation` and `change`: of those that a variation needs. */
export type ContractAddendaRow = {
  contract_id: string;
  number: number;
  grant_cents: Cents;
  before_cents: Cents;
  content: string | null;
  sha256: string | null;
  paper_sha256: string | null;
  made_at: string;
  state: Generated<AddendumState>;
  variation: number | null;
  change: string | null;
  due_on: string | null;
  offered_at: string | null;
  signed_at: string | null;
  ended_at: string | null;
  ended_reason: string | null;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    contracts: ContractsRow;
    contract_members: ContractMembersRow;
    contract_documents: ContractDocumentsRow;
    contract_addenda: ContractAddendaRow;
  }
}
