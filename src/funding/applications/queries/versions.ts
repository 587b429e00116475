import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { Reader, Tx } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';

/** A published version is never changed, so it is read and parsed once: on the closing day everyone asks for the same one. */
const known = new Map<string, CallVersion>();
const MOST = 200;

/** Versions by their ids; a statement only for those that this process has not seen yet. */
export async function knownVersions(db: Reader, versionIds: readonly string[]): Promise<Map<string, CallVersion>> {
  const wanted = new Set(versionIds);
  const missing = [...wanted].filter((id) => !known.has(id));
  if (missing.length > 0) {
    const { rows } = await sql<CallVersion>`
      select id as "versionId", call_id as "callId", number, definition as call, hash, act_id as "actId", opens_at as "opensAt", closes_at as "closesAt",
        pot_cents as "potCents", published_at as "publishedAt"
      from call_versions where id = any(${missing}::uuid[])`.execute(db as Tx);
    for (const row of rows) known.set(row.versionId, row);
  }
  const found = new Map([...wanted].map((id) => [id, known.get(id)!]));
  for (const id of known.keys()) {
    if (known.size <= MOST) break;
    known.delete(id);
  }
  return found;
}
