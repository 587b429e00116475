import type { Actor } from '#src/core/actor.ts';
import { reason, type Decision } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import type { Instant } from '#src/core/time.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import { applicationFor, type Application } from '../queries/application.ts';
import { isUuid } from '../schema.ts';

export const subjectOf = (applicationId: string): string => `applications/${applicationId}`;

/** Locks the application's row, so that all that is read next stays as it is until the end of the deed; then reads it as the person may see it. */
export async function locked(deed: Deed, actor: Actor | null, applicationId: string): Promise<Application> {
  await deed.tx.selectFrom('applications').select('id').where('id', '=', applicationId).forUpdate().execute();
  return applicationFor(deed.tx, actor, applicationId);
}

/** What may not be an application's id is none's: no deed, no trace. */
export function knownForm(applicationId: string): void {
  if (!isUuid(applicationId)) throw notFound();
}

export type Change = {
  /** What is recorded; the revision is added. */
  kind: string;
  body?: Record<string, unknown>;
  /** Nothing that anyone could be typing was changed: open forms stay good. */
  sameRevision?: true;
};

/**
 * A change to the live application: locked, allowed, and made on what the person was looking at. `revision` is the one that their form
 * was drawn from; null for a change of one thing, which does not depend on what else there is.
 */
export function changing(
  house: House,
  actor: Actor | null,
  applicationId: string,
  deed: string,
  revision: number | null,
  work: (deed: Deed, application: Application) => Promise<Change>,
  allowed: (application: Application, at: Instant) => Decision = (application, at) => can.edit(actor, application, application.version.call, at),
): Promise<number> {
  knownForm(applicationId);
  return act(house, actor, deed, subjectOf(applicationId), async (d) => {
    const application = await locked(d, actor, applicationId);
    demand(allowed(application, d.at));
    // Answers have versions of their own: who only wrote some meanwhile changed nothing here.
    if (revision !== null && (revision < application.partsRevision || revision > application.revision)) throw new AppError('conflict', [reason('form.stale')]);
    const { kind, body, sameRevision } = await work(d, application);
    const next = sameRevision ? application.revision : application.revision + 1;
    await d.tx
      .updateTable('applications')
      .set({ revision: next, ...(!sameRevision && { parts_revision: next }), updated_at: d.at })
      .where('id', '=', applicationId)
      .execute();
    await d.record({ kind, subject: subjectOf(applicationId), body: { ...body, revision: next } });
    return next;
  });
}
