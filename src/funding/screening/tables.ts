import type { Json } from '#src/plumbing/database/database.ts';
import type { Generated } from 'kysely';

export type ScreeningDecisionsRow = {
  id: Generated<string>;
  application_id: string;
  submission_id: string;
  outcome: 'admitted' | 'excluded';
  reasons: Json;
  checklist: Json;
  note: Generated<string>;
  decided_at: string;
  decided_by: string;
  idempotency_key: string | null;
  superseded_at: string | null;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    screening_decisions: ScreeningDecisionsRow;
  }
}
