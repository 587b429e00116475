import type { Actor } from '#src/core/actor.ts';
import { AppError, demand } from '#src/core/errors.ts';
import { floorFigures, takesFurther } from '#src/core/floors.ts';
import { euros, sum, type Cents } from '#src/core/money.ts';
import { romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { commit } from '#src/plumbing/ledger/commitments.ts';
import { mailCopy } from '../copy/mails.ts';
import { can } from '../policy.ts';
import { moneyOfProject, projectHead, type MoneyRow } from '../queries.ts';
import { closableOf, leftOf, southAfterClosing } from '../queries/closing.ts';
import { everyone, moneyIn } from './settle.ts';
import { lockProject, tell, type LockedProject } from './shared.ts';

/**
 * Closes a project: everything is reported, accepted and paid, and what had to come back did. What was granted and not spent goes back to the pot of
 * the call. Returns how much. A closed project of which something was cut since gives that back the same way.
 */
export function closeProject(house: House, actor: Actor | null, projectId: string, reason: string): Promise<Cents> {
  return act(house, actor, 'payment.close', `project/${projectId}`, async (deed) => {
    const project = await lockProject(deed, projectId);
    const rows = await moneyIn(deed, projectId);
    const it = await closableOf(deed.tx, project, rows);
    demand(can.readProject(actor, it));
    demand(can.close(actor, it));
    const south = await southAfterClosing(deed.tx, project.version.call.programme, project.applicationId);
    if (takesFurther(south) && reason.length < 10) throw new AppError('invalid', [{ code: 'payments.sayWhyFloor', params: floorFigures(south), at: 'reason' }]);
    return closeIn(house, deed, project, rows, { reason, south: floorFigures(south) });
  });
}

/** The job: closes a project of which nothing is open and nothing is left, for there is nothing to decide. Twice is once. */
export async function closeWhenDone(house: House, projectId: string): Promise<void> {
  const head = await projectHead(house.db, projectId);
  if (!head || !(await isDone(house, head))) return;
  await act(house, null, 'payment.close', `project/${projectId}`, async (deed) => {
    const project = await lockProject(deed, projectId);
    await closeIn(house, deed, project, await moneyIn(deed, projectId), {});
  });
}

async function isDone(house: House, head: { id: string; callId: string; state: string }): Promise<boolean> {
  const rows = await moneyOfProject(house.db, everyone, head.id);
  return leftOf(rows) === 0 && can.beClosed(await closableOf(house.db, head, rows)).ok;
}

async function closeIn(house: House, deed: Deed, project: LockedProject, rows: readonly MoneyRow[], said: Record<string, unknown>): Promise<Cents> {
  const subject = `project/${project.id}`;
  const left = leftOf(rows);
  if (left > 0) await giveBack(deed, project, rows);
  await deed.enqueue({ task: 'project.close', payload: { projectId: project.id } });
  await deed.record({
    kind: left > 0 ? 'payment.decommitted' : 'payment.closed',
    subject,
    body: { call: project.callId, cents: left, spent: sum(rows.map((r) => r.accepted)), ...said },
  });
  for (const row of rows)
    await tell(house, deed, row.organisationId, `project/${project.id}/closed/${deed.at}`, `/projects/${project.id}/money`, (locale) => {
      const t = speak(mailCopy, locale);
      const [spent, paid, unspent] = [row.accepted, row.paid - row.recovered, row.committed - row.accepted].map((n) => euros(n, locale)) as [
        string,
        string,
        string,
      ];
      return { subject: t.closedSubject(project.acronym), text: t.closedText({ spent, paid, left: unspent }) };
    });
  return left;
}

/** What each beneficiary was granted becomes what was accepted of it. */
async function giveBack(deed: Deed, project: LockedProject, rows: readonly MoneyRow[]): Promise<void> {
  const regions = new Map(
    (await deed.tx.selectFrom('project_members').select(['organisation_id', 'region']).where('project_id', '=', project.id).execute()).map((m) => [
      m.organisation_id,
      m.region,
    ]),
  );
  const where = { programme: project.version.call.programme, call: project.callId };
  const committed = rows
    .filter((r) => r.accepted > 0)
    .map((r) => ({ organisation: r.organisationId, cents: r.accepted, spoke: project.spoke, sector: project.sector, region: regions.get(r.organisationId)! }));
  await commit(deed, { ...where, kind: 'award.decommitted', subject: `project/${project.id}`, on: romeDate(deed.at) }, [
    { application: project.applicationId, key: `project/${project.id}/decommitted/${sum(committed.map((c) => c.cents))}`, committed },
  ]);
}
