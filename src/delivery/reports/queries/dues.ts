import { dueOf } from '#src/delivery/projects/queries/work.ts';
import { dueDay } from '#src/delivery/projects/rules/plan.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { askedIn, type ReportDue, type Said } from '../rules/dues.ts';
import type { Report } from './report.ts';

/** What a report has to speak of, deliverables first, each in the order of its day. Two statements. */
export async function duesOf(db: Reader, report: Report): Promise<ReportDue[]> {
  const dues = await dueOf(db, report.project.id);
  const said = await db
    .selectFrom('report_dues as s')
    .innerJoin('reports as r', 'r.id', 's.report_id')
    .select(['s.kind', 's.due_id as id', 's.outcome', 's.new_on as newOn', 's.reason', 'r.number'])
    .where('r.project_id', '=', report.project.id)
    .where('r.number', '<=', report.number)
    .orderBy('r.number')
    .execute();
  const of = (d: { of: string; id: string }, own: boolean): Said | null => {
    const row = said.findLast((s) => s.kind === d.of && s.id === d.id && (s.number === report.number) === own);
    return row ? { outcome: row.outcome, newOn: row.newOn, reason: row.reason } : null;
  };
  return askedIn(
    report,
    dues.map((d) => ({
      of: d.of,
      id: d.id,
      title: d.title,
      dueOn: dueDay(report.project.startsOn, d.month),
      metOn: d.metOn,
      evidenceSha256: d.evidenceSha256,
      evidenceName: d.evidenceName,
      said: of(d, true),
      before: of(d, false),
    })),
  );
}
