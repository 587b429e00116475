import type { Json } from '#src/plumbing/database/database.ts';
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
};

export type CallExpertsRow = {
  call_id: string;
  person_id: string;
  pseudonym: string;
  max_load: number;
  added_at: string;
  declared_at: string | null;
  /** The applications that the last declaration speaks of. */
  declared_for: Generated<string[]>;
};

export type ConflictsRow = {
  application_id: string;
  person_id: string;
  kind: 'declared' | 'employer' | 'member' | 'office';
  detail: Generated<string>;
  found_at: string;
  found_by: string | null;
};

export type AssignmentRunsRow = {
  id: Generated<string>;
  call_id: string;
  instance: Json;
  result: Json;
  proposed_at: string;
  proposed_by: string;
  released_at: string | null;
};

export type ReviewAssignmentsRow = {
  id: Generated<string>;
  application_id: string;
  person_id: string;
  run_id: string | null;
  state: 'assigned' | 'declined' | 'submitted';
  assigned_at: string;
  revision: Generated<number>;
  summary: Generated<string>;
  updated_at: string;
  submitted_at: string | null;
  submission_key: string | null;
  refusal_kind: 'conflict' | 'expertise' | 'unavailable' | null;
  refusal: Generated<string>;
};

export type ReviewScoresRow = {
  assignment_id: string;
  /** A criterion's id, or `premium/` and a premium's. */
  item: string;
  /** As written, even where it is no number of points yet. */
  typed: Generated<string>;
  points: number | null;
  motivation: Generated<string>;
};

export type ConsensusReportsRow = {
  application_id: string;
  points: Json;
  premiums: Json;
  report: string;
  decided_at: string;
  decided_by: string;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    experts: ExpertsRow;
    call_experts: CallExpertsRow;
    conflicts: ConflictsRow;
    assignment_runs: AssignmentRunsRow;
    review_assignments: ReviewAssignmentsRow;
    review_scores: ReviewScoresRow;
    consensus_reports: ConsensusReportsRow;
  }
}
