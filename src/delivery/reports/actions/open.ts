import { romeDate } from '#src/core/time.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { dueOn, periodsOf } from '../rules/periods.ts';
import { planReminders } from './remind.ts';

/**
 * Opens the reports of all periods that have begun, and lets those that are not handed in yet follow a project whose end has moved. Run by the schedule
 * and, for one project, when it is born; what is there already stays. Returns how many were opened or moved.
 */
export async function openReports(house: House, projectId: string | null = null): Promise<number> {
  const today = romeDate(house.clock());
  const projects = await house.db
    .selectFrom('projects as p')
    .innerJoin('call_versions as v', 'v.id', 'p.call_version_id')
    .select(['p.id', 'p.starts_on as startsOn', 'p.ends_on as endsOn', 'v.definition as call'])
    .where('p.state', 'in', ['running', 'closing'])
    .where('p.starts_on', '<=', today)
    .$if(projectId !== null, (q) => q.where('p.id', '=', projectId!))
    .execute();
  const known = await house.db.selectFrom('reports').select(['project_id', 'number', 'from_on', 'until_on', 'due_on', 'state']).execute();
  const there = new Map(known.map((r) => [`${r.project_id} ${r.number}`, r]));
  const wanted = projects.flatMap(({ id, startsOn, endsOn, call }) => {
    const reporting = (call as Call).delivery?.reporting;
    if (!reporting) return [];
    return periodsOf({ startsOn, endsOn }, reporting.everyMonths)
      .filter((p) => p.from <= today)
      .map((p) => ({ project_id: id, number: p.number, from_on: p.from, until_on: p.until, due_on: dueOn(p, reporting.submitWithinDays) }));
  });
  const fresh = wanted.filter((w) => !there.has(`${w.project_id} ${w.number}`));
  const moved = wanted.filter((w) => {
    const report = there.get(`${w.project_id} ${w.number}`);
    return report?.state === 'open' && (report.from_on !== w.from_on || report.until_on !== w.until_on || report.due_on !== w.due_on);
  });
  if (fresh.length + moved.length === 0) return 0;
  return act(house, null, 'reports.open', 'reports', async (deed) => {
    const { tx, at, record } = deed;
    let opened = 0;
    if (fresh.length > 0) {
      const rows = await tx
        .insertInto('reports')
        .values(fresh.map((row) => ({ ...row, state: 'open' as const, technical: '', milestones: '', revision: 0, opened_at: at, late: false })))
        .onConflict((c) => c.columns(['project_id', 'number']).doNothing())
        .returning(['id', 'due_on'])
        .execute();
      opened = rows.length;
      for (const { id, due_on } of rows) await planReminders(deed, id, due_on);
    }
    for (const { project_id, number, ...dates } of moved) {
      const report = await tx
        .updateTable('reports')
        .set(dates)
        .where('project_id', '=', project_id)
        .where('number', '=', number)
        .where('state', '=', 'open')
        .returning('id')
        .executeTakeFirst();
      if (report) await planReminders(deed, report.id, dates.due_on);
    }
    await record({ kind: 'reports.opened', subject: 'reports', body: { opened, moved: moved.length } });
    return opened + moved.length;
  });
}
