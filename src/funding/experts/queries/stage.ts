import { notFound } from '#src/core/errors.ts';
import { currentVersion, type CallVersion } from '#src/funding/calls/queries.ts';
import { afterScreening } from '#src/funding/screening/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { Stage } from '../policy.ts';

export type CallStage = Stage & { version: CallVersion };

/** The call in force and where its evaluation stands; not found when it was never published. Two statements. */
export async function stageOf(db: Reader, callId: string): Promise<CallStage> {
  const version = await currentVersion(db, callId);
  if (!version) throw notFound();
  const { ranked } = await afterScreening(db, callId, []);
  return { callId, closesAt: version.closesAt, ranked, version };
}
