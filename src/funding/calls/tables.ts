import type { Json, JsonOrNull } from '#src/plumbing/database/database.ts';
import type { Generated } from 'kysely';

export type CallsRow = {
  id: string;
  programme_id: string;
  draft: JsonOrNull;
  created_at: string;
  created_by: string | null;
  revision: Generated<number>;
};

export type CallVersionsRow = {
  id: Generated<string>;
  call_id: string;
  number: number;
  definition: Json;
  hash: string;
  act_id: string | null;
  opens_at: string;
  closes_at: string;
  pot_cents: number;
  published_at: string;
  published_by: string | null;
};

/** Every draft that was kept, the current one included. */
export type CallDraftsRow = {
  call_id: string;
  revision: number;
  definition: Json;
  origin: string;
  restored_from: number | null;
  saved_at: string;
  saved_by: string | null;
};

export type CallIncidentsRow = {
  id: Generated<string>;
  call_id: string;
  starts_at: string;
  ends_at: string;
  what_it: string;
  what_en: string;
  log: string;
  act_ref: string;
  act_on: string;
  measured: JsonOrNull;
  extension_act_id: string | null;
  declared_at: string;
  declared_by: string | null;
  idempotency_key: string | null;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    calls: CallsRow;
    call_versions: CallVersionsRow;
    call_drafts: CallDraftsRow;
    call_incidents: CallIncidentsRow;
  }
}
