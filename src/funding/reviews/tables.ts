import type { Json, JsonOrNull } from '#src/plumbing/database/database.ts';
import type { Generated } from 'kysely';

export type AssignmentRunsRow = {
  id: Generated<string>;
  call_id: string;
  instance: Json;
  result: Json;
  /** What the affinities were computed from; none on runs of before. */
  basis: JsonOrNull;
  proposed_at: string;
  proposed_by: string;
  released_at: string | null;
  /** Another proposal that was changed by hand, what was put in and taken out (`{pin, bar}`), and why. */
  adjusts: string | null;
  change: JsonOrNull;
  reason: Generated<string>;
};

/** A pair that a person fixed, or excluded: in every proposal of the solver from then on, or in none, until it is lifted. */
export type AssignmentPairsRow = {
  id: Generated<string>;
  application_id: string;
  person_id: string;
  kind: 'pinned' | 'barred';
  reason: string;
  set_at: string;
  set_by: string;
  lifted_at: string | null;
  lifted_by: string | null;
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
  refusal_kind: 'conflict' | 'expertise' | 'unavailable' | 'late' | 'gone' | null;
  refusal: Generated<string>;
  /** The revision in which the summary was last changed. */
  summary_revision: Generated<number>;
  due_at: string | null;
  reminded_at: string | null;
  /** Who took the review back; null where the expert gave it back. */
  ended_by: string | null;
};

export type ReviewScoresRow = {
  assignment_id: string;
  /** A criterion's id, or `premium/` and a premium's. */
  item: string;
  /** As written, even where it is no number of points yet. */
  typed: Generated<string>;
  points: number | null;
  motivation: Generated<string>;
  /** The review's revision in which this was last changed. */
  revision: Generated<number>;
};

/** The office told the experts of a double-blind call who proposed. */
export type BlindRevealsRow = {
  call_id: string;
  revealed_at: string;
  revealed_by: string;
};

export type ReviewDocumentsSeenRow = {
  assignment_id: string;
  sha256: string;
  seen_at: string;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    assignment_runs: AssignmentRunsRow;
    assignment_pairs: AssignmentPairsRow;
    review_assignments: ReviewAssignmentsRow;
    review_scores: ReviewScoresRow;
    review_documents_seen: ReviewDocumentsSeenRow;
    blind_reveals: BlindRevealsRow;
  }
}
