import type { Actor } from '#src/core/actor.ts';
import { demand } from '#src/core/errors.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { can } from '../policy.ts';
import { knownForm, locked, subjectOf } from './locked.ts';

/** Gives up an application for good. What was handed in stays on record, superseded; the receipt can still be read. */
export function withdrawApplication(house: House, actor: Actor | null, applicationId: string): Promise<void> {
  knownForm(applicationId);
  return act(house, actor, 'application.withdraw', subjectOf(applicationId), async (deed) => {
    const application = await locked(deed, actor, applicationId);
    demand(can.withdraw(actor, application, application.version.call, deed.at));
    const protocol = application.submission?.supersededAt === null ? application.submission.protocol : null;
    await deed.tx
      .updateTable('submissions')
      .set({ superseded_at: deed.at })
      .where('application_id', '=', applicationId)
      .where('superseded_at', 'is', null)
      .execute();
    await deed.tx
      .updateTable('applications')
      .set({ state: 'withdrawn', updated_at: deed.at, revision: application.revision + 1 })
      .where('id', '=', applicationId)
      .execute();
    await deed.record({ kind: 'application.withdrawn', subject: subjectOf(applicationId), body: { ...(protocol && { protocol }) } });
  });
}
