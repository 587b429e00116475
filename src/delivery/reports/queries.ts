import type { Actor } from '#src/core/actor.ts';
import type { Cents } from '#src/core/money.ts';
import type { CalendarDate, Instant } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import { reportsFor } from './queries/report.ts';
import { sheetsFor } from './queries/timesheets.ts';

export type AcceptedByMember = { reportId: string; number: number; organisationId: string; acceptedCents: Cents; aidCents: Cents; acceptedAt: Instant };

/** What a project's reports were accepted for, member by member, the earliest first: what interim payments and the balance are made of. */
export async function acceptedByMember(db: Reader, projectId: string): Promise<AcceptedByMember[]> {
  const rows = await db
    .selectFrom('report_aid as a')
    .innerJoin('reports as r', 'r.id', 'a.report_id')
    .select(['a.report_id as reportId', 'r.number', 'a.organisation_id as organisationId', 'a.accepted_cents as acceptedCents', 'a.aid_cents as aidCents'])
    .select('r.decided_at as acceptedAt')
    .where('r.project_id', '=', projectId)
    .orderBy('r.number')
    .orderBy('a.organisation_id')
    .execute();
  return rows.map((r) => ({ ...r, acceptedAt: r.acceptedAt! }));
}

export type ReportCounts = {
  /** Periods that are over and whose report is still to be handed in; and those past their term. */
  due: number;
  late: number;
  /** Handed in and to be checked; and those past the office's term. */
  toCheck: number;
  checkLate: number;
  /** Questions without an answer. */
  questions: number;
  /** Months that were confirmed and wait for a countersignature that this person may give. */
  countersign: number;
  /** Months of their own that are over and that they have not confirmed, in projects that run. */
  confirm: number;
};

/** Months that are over in which one was on a project that runs, and whose hours no report has taken and one has not confirmed. */
const monthsToConfirm = (actor: Actor, today: CalendarDate) => sql`select count(*)::int
  from project_people w join projects p on p.id = w.project_id
  cross join lateral generate_series(date_trunc('month', greatest(w.from_on, p.starts_on)::timestamp), least(coalesce(w.until_on, p.ends_on), p.ends_on)::timestamp, '1 month') m
  where w.person_id = ${actor.id} and p.state in ('running', 'closing') and m < date_trunc('month', ${today}::date::timestamp)
    and not exists (select from timesheets t where t.worker_id = w.id and t.project_id = p.id and t.month = m::date and t.state <> 'draft')
    and not exists (select from reports r where r.project_id = p.id and r.state in ('submitted', 'accepted') and m::date between r.from_on and r.until_on)`;

/** What waits in the reports and timesheets that a person may read. One statement. */
export async function reportCounts(db: Reader, actor: Actor, today: CalendarDate): Promise<ReportCounts> {
  const { rows } = await sql<ReportCounts>`select
      count(*) filter (where state in ('open', 'returned') and "untilOn" < ${today})::int as due,
      count(*) filter (where state in ('open', 'returned') and "dueOn" < ${today})::int as late,
      count(*) filter (where state = 'submitted')::int as "toCheck",
      count(*) filter (where state = 'submitted' and "checkDueOn" < ${today})::int as "checkLate",
      coalesce(sum("openQuestions"), 0)::int as questions,
      (select count(*)::int from (${sheetsFor(db, actor) as never}) as s where s.turn = 'yes') as countersign,
      (${monthsToConfirm(actor, today)}) as confirm
    from (${reportsFor(db, actor) as never}) as t`.execute(db as never);
  return rows[0]!;
}
