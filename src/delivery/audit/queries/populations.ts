import type { Cents } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql, type RawBuilder } from 'kysely';
import type { Population } from '../states.ts';

/** What a population is narrowed to. */
export type Filters = { programme: string; call: string | null; spoke: number | null; from: CalendarDate | null; until: CalendarDate | null };

/** An item of a population, with what it is called and where it is. */
export type Found = {
  id: string;
  reportId: string | null;
  projectId: string;
  cents: Cents;
  label: string;
  acronym: string;
  beneficiary: string;
  spoke: number;
  call: string;
  on: CalendarDate | null;
};

const among = ({ programme, call, spoke }: Filters) => sql`exists (select from calls c where c.id = p.call_id and c.programme_id = ${programme})
  and (${call}::text is null or p.call_id = ${call}::text) and (${spoke}::int is null or p.main_spoke = ${spoke}::int)`;
const within = ({ from, until }: Filters, day: RawBuilder<unknown>) =>
  sql`(${from}::date is null or ${day} >= ${from}::date) and (${until}::date is null or ${day} <= ${until}::date)`;
const place = sql`p.acronym, p.main_spoke as spoke, p.call_id as call`;
const decided = sql`(r.decided_at at time zone 'Europe/Rome')::date`;

const queries: Record<Population, (filters: Filters) => RawBuilder<Found>> = {
  payments: (
    f,
  ) => sql`select w.id, null::uuid as "reportId", p.id as "projectId", w.net_cents as cents, w.code as label, o.legal_name as beneficiary, ${place}, w.paid_on as on
    from payment_orders w join projects p on p.id = w.project_id join organisations o on o.id = w.organisation_id
    where w.state = 'paid' and w.net_cents > 0 and ${among(f)} and ${within(f, sql`w.paid_on`)}`,
  costs: (
    f,
  ) => sql`select l.id, r.id as "reportId", p.id as "projectId", (l.cents - l.cut_cents)::bigint as cents, l.description as label, o.legal_name as beneficiary, ${place},
      ${decided} as on
    from report_lines l join reports r on r.id = l.report_id and r.state = 'accepted' join projects p on p.id = r.project_id join organisations o on o.id = l.organisation_id
    where l.claimed and l.cents > l.cut_cents and ${among(f)} and ${within(f, decided)}`,
  projects: (f) => sql`select p.id, null::uuid as "reportId", p.id as "projectId", x.cents, p.title as label,
      (select o.legal_name from project_members m join organisations o on o.id = m.organisation_id where m.project_id = p.id and m.role = 'lead' order by m.joined_on limit 1) as beneficiary,
      ${place}, null::date as on
    from projects p join (select r.project_id, sum(l.cents - l.cut_cents)::bigint as cents from reports r join report_lines l on l.report_id = r.id and l.claimed
      where r.state = 'accepted' and ${within(f, decided)} group by r.project_id) x on x.project_id = p.id and x.cents > 0
    where ${among(f)}`,
};

/** All items of a population that the filters leave, in the order of their ids. One statement. */
export async function itemsOf(db: Reader, population: Population, filters: Filters): Promise<Found[]> {
  const { rows } = await sql<Found>`select * from (${queries[population](filters)}) t order by t.id`.execute(db as never);
  return rows;
}
