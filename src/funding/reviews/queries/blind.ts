import type { Instant } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { codeName } from '../rules/seen.ts';

/** Since when the experts of a call know who proposed; null as long as the office has not told them. */
export async function revealedAt(db: Reader, callId: string): Promise<Instant | null> {
  const row = await db.selectFrom('blind_reveals').select('revealed_at as at').where('call_id', '=', callId).executeTakeFirst();
  return row?.at ?? null;
}

/** What the experts call a proposal as long as they may not know who proposes; null where they do. */
export async function codeForExperts(db: Reader, call: Call, callId: string, applicationId: string): Promise<string | null> {
  if (call.evaluation.blind !== 'double') return null;
  const { code } = await db.selectFrom('applications').select('blind_code as code').where('id', '=', applicationId).executeTakeFirstOrThrow();
  return (await revealedAt(db, callId)) === null ? codeName(code) : null;
}
