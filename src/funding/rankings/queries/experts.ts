import type { Actor } from '#src/core/actor.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import { can } from '#src/funding/reviews/policy.ts';
import { reviewerNames } from '#src/funding/reviews/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';

/** The names of who reviewed one proposal, for whoever asks; null where they are not theirs to know. */
export async function expertsFor(
  db: Reader,
  { call }: CallVersion,
  { applicationId, ranked }: { applicationId: string; ranked: boolean },
  actor: Actor | null,
): Promise<string[] | null> {
  const takesPart = await takesPartIn(db, applicationId, actor?.organisationIds ?? []);
  return can.learnNames({ blind: call.evaluation.blind, ranked, takesPart }).ok ? reviewerNames(db, applicationId) : null;
}

/** Does one of these organisations stand in the proposal as it was handed in? */
async function takesPartIn(db: Reader, applicationId: string, organisationIds: readonly string[]): Promise<boolean> {
  if (organisationIds.length === 0) return false;
  const row = await db
    .selectFrom('submission_members as m')
    .innerJoin('submissions as s', (j) => j.onRef('s.id', '=', 'm.submission_id').on('s.superseded_at', 'is', null))
    .select('m.organisation_id')
    .where('s.application_id', '=', applicationId)
    .where('m.organisation_id', 'in', [...organisationIds])
    .executeTakeFirst();
  return row !== undefined;
}
