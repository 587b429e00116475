import type { Json, JsonOrNull } from '#src/plumbing/database/database.ts';
import type { Generated } from 'kysely';

export type ScreeningDecisionsRow = {
  id: Generated<string>;
  application_id: string;
  submission_id: string;
  outcome: 'admitted' | 'admittedWithReserve' | 'excluded';
  reasons: Json;
  checklist: Json;
  note: Generated<string>;
  decided_at: string;
  decided_by: string;
  idempotency_key: string | null;
  superseded_at: string | null;
  reserve: Generated<string>;
  proposed_by: string | null;
};

export type ScreeningCasesRow = {
  application_id: string;
  officer_id: string | null;
  assigned_at: string;
  assigned_by: string | null;
};

export type ScreeningChecksRow = {
  submission_id: string;
  officer_id: string;
  line: string;
  met: boolean;
  remark: Generated<string>;
  checked_at: string;
};

export type ScreeningProposalsRow = {
  id: Generated<string>;
  application_id: string;
  submission_id: string;
  outcome: 'admitted' | 'admittedWithReserve' | 'excluded';
  reasons: Json;
  checklist: Json;
  reserve: Generated<string>;
  note: Generated<string>;
  ground: 'officer' | 'termExpired';
  proposed_at: string;
  proposed_by: string | null;
  idempotency_key: string | null;
  state: 'open' | 'confirmed' | 'returned' | 'replaced';
  answered_at: string | null;
  answered_by: string | null;
  answer: Generated<string>;
};

export type RepairRequestsRow = {
  id: Generated<string>;
  call_id: string;
  application_id: string;
  submission_id: string;
  items: Json;
  note: Generated<string>;
  days: number;
  opened_at: string;
  opened_by: string;
  due_at: string;
  state: 'open' | 'answered' | 'expired' | 'cancelled';
  ended_at: string | null;
  answered_by: string | null;
  receipt_number: number | null;
  receipt: string | null;
  receipt_sha256: string | null;
  open_key: string | null;
  answer_key: string | null;
};

export type RepairAnswersRow = {
  id: Generated<string>;
  request_id: string;
  item: string;
  text: string | null;
  file_name: string | null;
  media_type: string | null;
  bytes: number | null;
  sha256: string | null;
  signature: JsonOrNull;
  given_at: string;
  given_by: string;
  removed_at: string | null;
};

export type RepairSeriesRow = {
  call_id: string;
  last_number: number;
};

export type LetterTemplatesRow = {
  call_id: string;
  kind: string;
  locale: 'it' | 'en';
  subject: string;
  body: string;
  revision: Generated<number>;
  updated_at: string;
  updated_by: string;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    screening_decisions: ScreeningDecisionsRow;
    screening_cases: ScreeningCasesRow;
    screening_checks: ScreeningChecksRow;
    screening_proposals: ScreeningProposalsRow;
    repair_requests: RepairRequestsRow;
    repair_answers: RepairAnswersRow;
    repair_series: RepairSeriesRow;
    letter_templates: LetterTemplatesRow;
  }
}
