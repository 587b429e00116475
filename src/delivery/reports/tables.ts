import type { Cents } from '#src/core/money.ts';
import type { Json } from '#src/plumbing/database/database.ts';
import type { Generated, GeneratedAlways } from 'kysely';
import type { AttachmentKind, DueOutcome, ImportKind, ImportState, LineKind, ReportState, SheetState, Verdict } from './states.ts';

/** One person's month on one project. `content` is the canonical text that was confirmed, `sha256` its fingerprint. */
export type TimesheetsRow = {
  id: Generated<string>;
  project_id: string;
  worker_id: string;
  month: string;
  state: SheetState;
  revision: number;
  updated_at: string;
  signed_at: string | null;
  signed_by: string | null;
  content: string | null;
  sha256: string | null;
  countersigned_at: string | null;
  countersigned_by: string | null;
  reopened_at: string | null;
  reopened_by: string | null;
  reopened_reason: string | null;
};

/** Quarters of an hour of one day on one work package. */
export type TimesheetHoursRow = {
  timesheet_id: string;
  work_package: string;
  day: string;
  quarters: number;
};

/** `content` and `outcome` are canonical texts with their fingerprints: what was handed in, and what it came to with all inputs. */
export type ReportsRow = {
  id: Generated<string>;
  project_id: string;
  number: number;
  from_on: string;
  until_on: string;
  due_on: string;
  state: ReportState;
  technical: string;
  milestones: string;
  revision: number;
  opened_at: string;
  submitted_at: string | null;
  submitted_by: string | null;
  submission_key: string | null;
  late: boolean;
  content: string | null;
  sha256: string | null;
  check_due_on: string | null;
  returned_at: string | null;
  returned_reason: string | null;
  decided_at: string | null;
  decided_by: string | null;
  note: string | null;
  outcome: string | null;
  outcome_sha256: string | null;
};

export type ReportLinesRow = {
  id: Generated<string>;
  report_id: string;
  organisation_id: string;
  kind: LineKind;
  category: string;
  description: string;
  supplier: string;
  supplier_vat: string;
  invoice_number: string;
  invoice_on: string | null;
  paid_on: string | null;
  payment_ref: string;
  cents: Cents;
  cup: string;
  file_sha256: string | null;
  file_name: string | null;
  file_type: string | null;
  file_bytes: number | null;
  worker_id: string | null;
  month: string | null;
  quarters: number | null;
  hour_cents: Cents | null;
  period: number | null;
  invoice_key: string | null;
  claimed: boolean;
  sampled: boolean;
  verdict: Verdict;
  cut_cents: Cents;
  cut_reason: string | null;
  note: string | null;
  checked_by: string | null;
  checked_at: string | null;
  created_at: string;
  position: GeneratedAlways<number>;
};

export type ReportAttachmentsRow = {
  report_id: string;
  organisation_id: string;
  kind: AttachmentKind;
  file_sha256: string;
  file_name: string;
  file_type: string;
  file_bytes: number;
  given_at: string;
  given_by: string | null;
};

export type ReportAttestationsRow = {
  report_id: string;
  organisation_id: string;
  attested_at: string;
  attested_by: string;
};

export type ReportQuestionsRow = {
  id: Generated<string>;
  report_id: string;
  line_id: string;
  question: string;
  asked_at: string;
  asked_by: string | null;
  due_on: string;
  answer: string | null;
  answered_at: string | null;
  answered_by: string | null;
};

export type ReportResultsRow = {
  report_id: string;
  organisation_id: string;
  category: string;
  reported_cents: Cents;
  accepted_cents: Cents;
};
export type ReportAidRow = {
  report_id: string;
  organisation_id: string;
  accepted_cents: Cents;
  aid_cents: Cents;
};

export type ReportImportsRow = {
  id: Generated<string>;
  report_id: string;
  organisation_id: string;
  kind: ImportKind;
  state: ImportState;
  file_name: string;
  file_sha256: string;
  row_count: number;
  checked_count: number;
  content: Json;
  problems: Json;
  created_at: string;
  created_by: string | null;
  done_at: string | null;
};

export type ReportDuesRow = {
  report_id: string;
  kind: 'deliverables' | 'milestones';
  due_id: string;
  outcome: DueOutcome;
  new_on: string | null;
  reason: string;
  said_at: string;
  said_by: string | null;
};

/** A cell of a sheet that stands in a report, with the fingerprint of the sheet as it was then. */
export type ReportHoursRow = {
  report_id: string;
  timesheet_id: string;
  day: string;
  work_package: string;
  sheet: string;
};

/** A countersigned month as it was before it was opened again. */
export type TimesheetPapersRow = {
  timesheet_id: string;
  sha256: string;
  content: string;
  signed_at: string;
  signed_by: string;
  countersigned_at: string;
  countersigned_by: string;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    timesheets: TimesheetsRow;
    timesheet_hours: TimesheetHoursRow;
    reports: ReportsRow;
    report_lines: ReportLinesRow;
    report_attachments: ReportAttachmentsRow;
    report_attestations: ReportAttestationsRow;
    report_questions: ReportQuestionsRow;
    report_results: ReportResultsRow;
    report_aid: ReportAidRow;
    report_imports: ReportImportsRow;
    report_dues: ReportDuesRow;
    report_hours: ReportHoursRow;
    timesheet_papers: TimesheetPapersRow;
  }
}
