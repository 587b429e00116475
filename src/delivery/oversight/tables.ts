import type { Json } from '#src/plumbing/database/database.ts';
import type { Generated } from 'kysely';

/** What the ministry was handed for a half-year. `files` says for each file its rows, what was missing, and its fingerprint; the whole is in the store under `sha256`. */
export type MinistryHandoversRow = {
  id: Generated<string>;
  programme_id: string;
  half: string;
  number: number;
  note: string;
  made_at: string;
  made_by: string;
  sha256: string;
  bytes: number;
  problems: number;
  files: Json;
  idempotency_key: string | null;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    ministry_handovers: MinistryHandoversRow;
  }
}
