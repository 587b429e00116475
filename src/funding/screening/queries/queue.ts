import { holidaysBetween } from '#src/core/holidays.ts';
import { romeDate, type CalendarDate, type Instant } from '#src/core/time.ts';
import { submittedApplications } from '#src/funding/applications/queries.ts';
import { concerns, type Viewer } from '#src/funding/conflicts/queries.ts';
import type { CallVersion } from '#src/funding/calls/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { ListSpec } from '#src/plumbing/listing.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import { screeningWords } from '../copy.ts';
import { workWords } from '../copy/work.ts';
import { screeningTerms } from '../rules/term.ts';
import { owners, screeningStates, type Owner, type ScreeningState } from '../states.ts';

export type QueueRow = {
  applicationId: string;
  protocol: string;
  acronym: string;
  lead: string;
  state: ScreeningState;
  officer: string | null;
  owner: Owner;
  submittedAt: Instant;
  /** Working days since the deadline, until the decision. */
  days: number;
  dueOn: CalendarDate;
  late: 'yes' | 'no';
  /** Not decided yet. */
  todo: 'yes' | 'no';
};

export const queueSpec: ListSpec<QueueRow> = {
  columns: [
    { key: 'protocol', label: screeningWords.protocol, searched: true },
    { key: 'acronym', label: screeningWords.acronym, searched: true },
    { key: 'lead', label: screeningWords.lead, searched: true, filter: { kind: 'text' } },
    {
      key: 'state',
      label: screeningWords.outcome,
      filter: { kind: 'choice', options: screeningStates.map((value) => ({ value, label: screeningWords[value] })) },
    },
    { key: 'officer', label: workWords.officer, searched: true },
    { key: 'owner', label: workWords.owner, filter: { kind: 'choice', options: owners.map((value) => ({ value, label: workWords[value] })) } },
    { key: 'submittedAt', label: screeningWords.submittedAt },
    { key: 'days', label: workWords.days, numeric: true },
    { key: 'dueOn', label: workWords.dueOn },
    {
      key: 'late',
      label: workWords.late,
      filter: { kind: 'choice', options: (['yes', 'no'] as const).map((value) => ({ value, label: workWords[value === 'yes' ? 'isLate' : 'inTime'] })) },
    },
    {
      key: 'todo',
      label: workWords.toDecide,
      filter: { kind: 'choice', options: (['yes', 'no'] as const).map((value) => ({ value, label: workWords[value === 'yes' ? 'isLate' : 'inTime'] })) },
    },
  ],
  order: 'protocol',
  key: 'applicationId',
};

/** The states in which the office still owes something: a case in one of them can be late. */
const owed = sql`('waiting', 'repaired', 'expired', 'proposed')`;

type Asked = { version: Pick<CallVersion, 'callId' | 'closesAt' | 'call'>; viewer: Viewer; now: Instant };

/**
 * The office's work: each submission with where it stands, whose it is, how many working days it has waited since the deadline and by when it is due.
 * What this person has something to do with is not there; a case whose officer has a conflict since is offered to others.
 */
export function screeningQueue(db: Reader, { version, viewer, now }: Asked): SelectQueryBuilder<never, never, QueueRow> {
  const closedOn = romeDate(version.closesAt);
  const terms = screeningTerms(version.call);
  const off = holidaysBetween(closedOn, romeDate(now) > closedOn ? romeDate(now) : closedOn);
  const day = (instant: ReturnType<typeof sql>) => sql`(${instant} at time zone 'Europe/Rome')::date`;
  const nowAt = sql`${now}::timestamptz`;
  const state = sql<ScreeningState>`case
    when p.ground = 'termExpired' and p.proposed_by is null then 'expired'
    when p.id is not null then 'proposed'
    when r.state = 'open' and r.due_at + interval '1 second' > ${nowAt} then 'repair'
    when r.state in ('open', 'expired') and (d.decided_at is null or d.decided_at < r.due_at) then 'expired'
    when r.state = 'answered' and (d.decided_at is null or d.decided_at < r.ended_at) then 'repaired'
    else coalesce(d.outcome, 'waiting') end`;
  const cases = submittedApplications(db, version.callId)
    .leftJoin('screening_decisions as d', (on) => on.onRef('d.submission_id', '=', 'submissions.id').on('d.superseded_at', 'is', null))
    .leftJoin('screening_proposals as p', (on) => on.onRef('p.submission_id', '=', 'submissions.id').on('p.state', '=', 'open'))
    .leftJoin('screening_cases as c', (on) =>
      on
        .onRef('c.application_id', '=', 'applications.id')
        .on(sql<boolean>`not exists (select 1 from conflicts x where x.application_id = c.application_id and x.person_id = c.officer_id)`),
    )
    .where(sql<boolean>`not ${concerns(viewer, 'submissions')}`)
    .leftJoin('people as o', 'o.id', 'c.officer_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('repair_requests as q')
          .select(['q.state', 'q.due_at', 'q.ended_at'])
          .whereRef('q.submission_id', '=', 'submissions.id')
          .where('q.state', '<>', 'cancelled')
          .orderBy('q.opened_at', 'desc')
          .limit(1)
          .as('r'),
      (on) => on.onTrue(),
    )
    .clearSelect()
    .select([
      'applications.id as applicationId',
      'submissions.protocol',
      'submissions.acronym',
      'organisations.legal_name as lead',
      'submissions.submitted_at as submittedAt',
      'o.name as officer',
      state.as('state'),
      sql<Owner>`case when c.officer_id is null then 'unassigned' when c.officer_id = ${viewer.id}::uuid then 'mine' else 'others' end`.as('owner'),
      sql<number>`(select count(*)::int from generate_series(${closedOn}::date + 1, ${day(sql`coalesce(d.decided_at, ${nowAt})`)}, interval '1 day') as g(at) where extract(isodow from g.at) < 6 and g.at::date <> all(${off}::date[]))`.as(
        'days',
      ),
      sql<number>`${terms.admissionDays}::int + coalesce((select sum(${day(sql`coalesce(q.ended_at, least(q.due_at, ${nowAt}))`)} - ${day(sql`q.opened_at`)})::int from repair_requests q where q.submission_id = submissions.id), 0)`.as(
        'allowed',
      ),
    ]);
  const dueOn = sql`(${closedOn}::date + t.allowed)`;
  return sqlFrom(db, cases as never)
    .select(['applicationId', 'protocol', 'acronym', 'lead', 'state', 'officer', 'owner', 'submittedAt', 'days'] as never)
    .select([
      sql<CalendarDate>`to_char(${dueOn}, 'YYYY-MM-DD')`.as('dueOn'),
      sql<'yes' | 'no'>`case when t.state in ${owed} and ${dueOn} < ${romeDate(now)}::date then 'yes' else 'no' end`.as('late'),
      sql<'yes' | 'no'>`case when t.state in ('admitted', 'admittedWithReserve', 'excluded') then 'no' else 'yes' end`.as('todo'),
    ]) as never;
}

/** A query as the source of another, under the name `t`. */
const sqlFrom = (db: Reader, inner: SelectQueryBuilder<never, never, Record<string, unknown>>) => db.selectFrom(inner.as('t') as never);

export type QueueCount = { state: ScreeningState; owner: Owner; late: 'yes' | 'no'; n: number };

/** How many cases stand where, and whose they are: one statement. Every figure of the page is a sum of these. */
export async function queueCounts(db: Reader, asked: Asked): Promise<QueueCount[]> {
  const source = screeningQueue(db, asked) as unknown as Parameters<typeof sql>[1];
  const { rows } = await sql<QueueCount>`select state, owner, late, count(*)::int as n from (${source}) as q group by state, owner, late`.execute(db as never);
  return rows;
}

export type Officer = {
  id: string;
  name: string;
  organisationIds: string[];
  /** Cases of this call that still wait for a decision. */ load: number;
  done: number;
};

/** The officers who may work on a call, with what each has on the desk. */
export async function officersOf(db: Reader, callId: string): Promise<Officer[]> {
  const { rows } = await sql<Officer>`
    select p.id, p.name,
      coalesce((select json_agg(o.organisation_id order by o.organisation_id) from organisation_people o where o.person_id = p.id), '[]') as "organisationIds",
      (select count(*)::int from screening_cases c join submissions s on s.application_id = c.application_id and s.superseded_at is null
        where c.officer_id = p.id and s.call_id = ${callId} and not exists (select from screening_decisions d where d.submission_id = s.id and d.superseded_at is null)) as load,
      (select count(*)::int from screening_cases c join submissions s on s.application_id = c.application_id and s.superseded_at is null
        where c.officer_id = p.id and s.call_id = ${callId} and exists (select from screening_decisions d where d.submission_id = s.id and d.superseded_at is null)) as done
    from people p
    where exists (select from role_grants g where g.person_id = p.id and g.role = 'office' and g.revoked_at is null and (g.scope is null or g.scope = ${callId}))
    order by p.name, p.id`.execute(db as never);
  return rows;
}

export type CaseOwner = { officerId: string | null; officer: string | null; since: Instant };

export async function ownerOf(db: Reader, applicationId: string): Promise<CaseOwner | undefined> {
  return db
    .selectFrom('screening_cases as c')
    .leftJoin('people as p', 'p.id', 'c.officer_id')
    .select(['c.officer_id as officerId', 'p.name as officer', 'c.assigned_at as since'])
    .where('c.application_id', '=', applicationId)
    .executeTakeFirst();
}

export type Check = { line: string; met: boolean; remark: string; by: string; officerId: string; at: Instant };

/** What officers have found so far, line by line, the newest first. */
export async function checksOn(db: Reader, submissionId: string): Promise<Check[]> {
  return db
    .selectFrom('screening_checks as c')
    .innerJoin('people as p', 'p.id', 'c.officer_id')
    .select(['c.line', 'c.met', 'c.remark', 'p.name as by', 'c.officer_id as officerId', 'c.checked_at as at'])
    .where('c.submission_id', '=', submissionId)
    .orderBy('c.checked_at', 'desc')
    .orderBy('c.line')
    .execute();
}

export type DeskCounts = { callId: string; mine: number; unassigned: number; late: number; repaired: number; expired: number; proposed: number };

/** What waits for an officer under several calls, whatever their number in one statement. A call where nothing waits is not there. */
export async function deskCounts(db: Reader, versions: readonly Asked['version'][], viewer: Viewer, now: Instant): Promise<DeskCounts[]> {
  if (versions.length === 0) return [];
  const sources = versions.map((version) => {
    const source = screeningQueue(db, { version, viewer, now }) as unknown as Parameters<typeof sql>[1];
    return sql`select ${version.callId}::text as "callId", state, owner, late, todo from (${source}) as x`;
  });
  const { rows } = await sql<DeskCounts>`
    select "callId",
      count(*) filter (where owner = 'mine' and todo = 'yes')::int as mine,
      count(*) filter (where owner = 'unassigned' and todo = 'yes')::int as unassigned,
      count(*) filter (where late = 'yes')::int as late,
      count(*) filter (where state = 'repaired')::int as repaired,
      count(*) filter (where state = 'expired')::int as expired,
      count(*) filter (where state = 'proposed')::int as proposed
    from (${sql.join(sources, sql` union all `)}) as q
    group by "callId" having count(*) filter (where todo = 'yes') > 0 order by "callId"`.execute(db as never);
  return rows;
}
