import type { JsonOrNull } from '#src/plumbing/database/database.ts';
import type { Generated } from 'kysely';

/** One request for access to documents. `pack` is the index of what was handed out, under `pack_sha256` in the store of files. */
export type AccessRequestsRow = {
  id: Generated<string>;
  call_id: string;
  application_id: string;
  reason: string;
  asked_at: string;
  asked_by: string;
  due_on: string;
  state: 'asked' | 'noticed' | 'decided' | 'withdrawn';
  decision: 'granted' | 'partial' | 'refused' | null;
  answer: string | null;
  decided_at: string | null;
  decided_by: string | null;
  pack: JsonOrNull;
  pack_sha256: string | null;
};

/** A proposal of somebody else that a request is about; its lead may object. */
export type AccessPartiesRow = {
  id: Generated<string>;
  request_id: string;
  application_id: string;
  notified_at: string | null;
  objection_until: string | null;
  objection: string | null;
  objected_at: string | null;
  objected_by: string | null;
  granted: boolean | null;
};

/** Who got what, when. */
export type AccessDeliveriesRow = {
  id: Generated<string>;
  request_id: string;
  person_id: string;
  delivered_at: string;
  sha256: string;
  bytes: number;
};

declare module '#src/plumbing/database/database.ts' {
  interface Database {
    access_requests: AccessRequestsRow;
    access_parties: AccessPartiesRow;
    access_deliveries: AccessDeliveriesRow;
  }
}
