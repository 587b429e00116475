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

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    calls: CallsRow;
    call_versions: CallVersionsRow;
  }
}
