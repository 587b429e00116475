import type { Json, JsonWithDefault } from '#src/plumbing/database/database.ts';
import type { Generated } from 'kysely';
import type { ConflictKind } from './states.ts';

/** Who may not have to do with what, now: what the findings come to. Every other room looks here. */
export type ConflictsRow = {
  application_id: string;
  person_id: string;
  kind: ConflictKind;
  detail: Generated<string>;
  found_at: string;
  found_by: string | null;
};

/** Every conflict that was ever found, with the path that makes it. Never deleted: one that no longer holds has ended. */
export type ConflictFindingsRow = {
  id: Generated<string>;
  call_id: string;
  application_id: string;
  person_id: string;
  kind: ConflictKind;
  via: Generated<string>;
  detail: Generated<string>;
  path: Json;
  bars: Generated<boolean>;
  found_at: string;
  found_by: string | null;
  ended_at: string | null;
};

/** A finding set aside, proposed by one person and confirmed by another. */
export type ConflictWaiversRow = {
  id: Generated<string>;
  finding_id: string;
  reason: string;
  state: 'proposed' | 'confirmed' | 'refused';
  proposed_at: string;
  proposed_by: string;
  answered_at: string | null;
  answered_by: string | null;
  answer: Generated<string>;
};

export type ConflictDeclarationsRow = {
  call_id: string;
  person_id: string;
  declared_at: string;
  /** The applications that the last declaration speaks of. */
  declared_for: string[];
  /** In a double-blind call: whom they named as having to do with them, `{kind, name, why}`. What was named stays. */
  ties: JsonWithDefault;
};

/** Whom a submission names, taken out of its frozen text once. */
export type ConflictReadingsRow = {
  submission_id: string;
  people: Json;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    conflicts: ConflictsRow;
    conflict_findings: ConflictFindingsRow;
    conflict_waivers: ConflictWaiversRow;
    conflict_declarations: ConflictDeclarationsRow;
    conflict_readings: ConflictReadingsRow;
  }
}
