import { hasRole, type Actor } from '#src/core/actor.ts';
import type { Cents } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import { isUuid } from '#src/funding/applications/schema.ts';
import type { Heads } from '#src/funding/awards/queries.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { array } from '#src/plumbing/database/arrays.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import type { Project } from './policy.ts';
import type { Band, ProjectState } from './states.ts';

export type ProjectMember = {
  id: string;
  name: string;
  role: 'lead' | 'partner';
  kind: string;
  ownership: string;
  sizeClass: string | null;
  region: string;
  eligibleCents: Cents;
  aidCents: Cents;
  joinedOn: CalendarDate;
  leftOn: CalendarDate | null;
};

export type ProjectFile = Omit<Project, 'members'> & {
  id: string;
  applicationId: string;
  contractId: string;
  callVersionId: string;
  call: Call;
  code: string;
  cup: string;
  acronym: string;
  title: string;
  sector: string | null;
  version: number;
  signedOn: CalendarDate;
  startsOn: CalendarDate;
  endsOn: CalendarDate;
  trlFrom: number | null;
  trlTo: number | null;
  members: readonly ProjectMember[];
};

/** One project with its members and who works on it; undefined where there is none. Three statements. */
export async function projectById(db: Reader, id: string): Promise<ProjectFile | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await db
    .selectFrom('projects as p')
    .innerJoin('call_versions as v', 'v.id', 'p.call_version_id')
    .select(['p.id', 'p.application_id as applicationId', 'p.contract_id as contractId', 'p.call_id as callId', 'p.call_version_id as callVersionId'])
    .select(['v.definition as call', 'p.code', 'p.cup', 'p.acronym', 'p.title', 'p.main_spoke as mainSpoke', 'p.sector', 'p.state', 'p.version'])
    .select(['p.signed_on as signedOn', 'p.starts_on as startsOn', 'p.ends_on as endsOn', 'p.trl_from as trlFrom', 'p.trl_to as trlTo'])
    .where('p.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const people = await db.selectFrom('project_people').select('person_id').where('project_id', '=', id).where('person_id', 'is not', null).distinct().execute();
  return { ...row, members: await membersOf(db, id), people: people.map((p) => p.person_id!) };
}

/** Its members, the lead first; who left is among them. */
export const membersOf = (db: Reader, projectId: string): Promise<ProjectMember[]> =>
  db
    .selectFrom('project_members as m')
    .innerJoin('organisations as o', 'o.id', 'm.organisation_id')
    .select(['o.id', 'o.legal_name as name', 'm.role', 'm.kind', 'm.ownership', 'm.size_class as sizeClass', 'm.region'])
    .select(['m.eligible_cents as eligibleCents', 'm.aid_cents as aidCents', 'm.joined_on as joinedOn', 'm.left_on as leftOn'])
    .where('m.project_id', '=', projectId)
    .orderBy('m.role')
    .orderBy('o.legal_name')
    .execute() as Promise<ProjectMember[]>;

export type BudgetLine = { organisationId: string; category: string; researchType: string; cents: Cents };

/** The approved budget in cells. */
export const budgetOf = (db: Reader, projectId: string): Promise<BudgetLine[]> =>
  db
    .selectFrom('project_budget')
    .select(['organisation_id as organisationId', 'category', 'research_type as researchType', 'cents'])
    .where('project_id', '=', projectId)
    .orderBy('organisation_id')
    .orderBy('category')
    .orderBy('research_type')
    .execute();

export type TeamPerson = {
  id: string;
  organisationId: string;
  organisation: string;
  personId: string | null;
  name: string;
  email: string | null;
  fiscalCode: string | null;
  role: string;
  gender: string | null;
  birthYear: number | null;
  contract: string;
  newHire: boolean;
  band: Band;
  hourCents: Cents | null;
  region: string;
  ftePercent: number;
  fromOn: CalendarDate;
  untilOn: CalendarDate | null;
};

/** Who works on a project, those who left among them. */
export const peopleOf = (db: Reader, projectId: string): Promise<TeamPerson[]> =>
  db
    .selectFrom('project_people as p')
    .innerJoin('organisations as o', 'o.id', 'p.organisation_id')
    .select(['p.id', 'p.organisation_id as organisationId', 'o.legal_name as organisation', 'p.person_id as personId', 'p.name', 'p.email'])
    .select(['p.fiscal_code as fiscalCode', 'p.role', 'p.gender', 'p.birth_year as birthYear', 'p.contract', 'p.new_hire as newHire', 'p.band'])
    .select(['p.hour_cents as hourCents', 'p.region', 'p.fte_percent as ftePercent', 'p.from_on as fromOn', 'p.until_on as untilOn'])
    .where('p.project_id', '=', projectId)
    .orderBy('o.legal_name')
    .orderBy('p.name')
    .orderBy('p.id')
    .execute();

/** The projects that one may read: of the office and the auditors, one's Spoke, one's organisations, and those that one works on. */
export function projectsVisibleTo(db: Reader, actor: Actor) {
  const roles = actor.grants.filter((g) => g.role === 'office' || g.role === 'auditor');
  const everywhere = roles.some((g) => g.scope === null) || hasRole(actor, 'payer') || actor.grants.some((g) => g.role === 'spokeLeader' && g.scope === null);
  const calls = roles.flatMap((g) => g.scope ?? []);
  const spokes = actor.grants.flatMap((g) => (g.role === 'spokeLeader' && g.scope !== null ? Number(g.scope) : [])).filter(Number.isInteger);
  return db.selectFrom('projects as p').$if(!everywhere, (q) =>
    q.where(
      sql<boolean>`(p.call_id = any(${calls}::text[]) or p.main_spoke = any(${spokes}::int[])
        or exists (select from project_members m where m.project_id = p.id and m.organisation_id = any(${[...actor.organisationIds]}::uuid[]))
        or exists (select from project_people w where w.project_id = p.id and w.person_id = ${actor.id}))`,
    ),
  );
}

export type ProjectRow = {
  id: string;
  code: string;
  acronym: string;
  title: string;
  leadName: string;
  callId: string;
  spoke: string;
  sector: string;
  regions: string[];
  state: ProjectState;
  startsOn: CalendarDate;
  endsOn: CalendarDate;
  eligibleCents: Cents;
  aidCents: Cents;
  lateItems: number;
  late: 'yes' | 'no';
  /** A request for a variation waits for the office. */
  request: 'yes' | 'no';
};

/** Is a thing that was due at the end of a month late on this day? */
const overdue = (table: 'project_deliverables' | 'project_milestones', today: CalendarDate) =>
  sql`(select count(*) from ${sql.table(table)} d where d.project_id = p.id and d.met_on is null and (p.starts_on + make_interval(months => d.month))::date <= ${today}::date)`;

/** The list of projects. `lateItems`: deliverables and milestones past their day; `late` says whether there are any in a project that runs. */
export function projectsFor(db: Reader, actor: Actor, today: CalendarDate): SelectQueryBuilder<never, never, ProjectRow> {
  const items = sql<number>`(${overdue('project_deliverables', today)} + ${overdue('project_milestones', today)})`;
  return projectsVisibleTo(db, actor)
    .innerJoin('project_members as l', (j) => j.onRef('l.project_id', '=', 'p.id').on('l.role', '=', 'lead').on('l.left_on', 'is', null))
    .innerJoin('organisations as o', 'o.id', 'l.organisation_id')
    .select(['p.id', 'p.code', 'p.acronym', 'p.title', 'o.legal_name as leadName', 'p.call_id as callId', 'p.state', 'p.starts_on as startsOn'])
    .select(['p.ends_on as endsOn', sql<string>`p.main_spoke::text`.as('spoke'), sql<string>`coalesce(p.sector, '')`.as('sector')])
    .select(sql<string[]>`array(select distinct m.region from project_members m where m.project_id = p.id and m.left_on is null order by 1)`.as('regions'))
    .select(sql<number>`(select coalesce(sum(m.eligible_cents), 0)::bigint from project_members m where m.project_id = p.id)`.as('eligibleCents'))
    .select(sql<number>`(select coalesce(sum(m.aid_cents), 0)::bigint from project_members m where m.project_id = p.id)`.as('aidCents'))
    .select([
      sql<number>`${items}::int`.as('lateItems'),
      sql<string>`case when p.state in ('running', 'closing') and ${items} > 0 then 'yes' else 'no' end`.as('late'),
      sql<string>`case when exists (select from project_variations x where x.project_id = p.id and x.state = 'requested') then 'yes' else 'no' end`.as(
        'request',
      ),
    ]) as never;
}

export type ProjectCounts = { requests: number; late: number; running: number };

/** What the desk says: requests to decide on, projects in which something is late, those that run. */
export async function projectCounts(db: Reader, actor: Actor, today: CalendarDate): Promise<ProjectCounts> {
  const { rows } = await sql<ProjectCounts>`select count(*) filter (where request = 'yes')::int as requests, count(*) filter (where late = 'yes')::int as late,
      count(*) filter (where state = 'running')::int as running
    from (${projectsFor(db, actor, today) as never}) as t`.execute(db as never);
  return rows[0]!;
}

/** Women among those who work on the projects of a programme, and all of whom a gender is stated: now, and without these people. */
export async function womenAtWorkWithout(db: Reader, programme: string, ids: readonly string[]): Promise<{ now: Heads; afterwards: Heads }> {
  const { rows } = await sql<{ women: number; stated: number; womenThen: number; statedThen: number }>`
    with of as (
      select w.gender = 'f' as woman, w.id <> all(${array.uuid(ids)}::uuid[]) as stays
      from project_people w join projects p on p.id = w.project_id join calls c on c.id = p.call_id
      where c.programme_id = ${programme} and w.until_on is null and w.gender in ('f', 'm') and p.state not in ('revoked', 'renounced'))
    select (count(*) filter (where woman))::int as women, count(*)::int as stated,
      (count(*) filter (where woman and stays))::int as "womenThen", (count(*) filter (where stays))::int as "statedThen" from of`.execute(db as never);
  const { women, stated, womenThen, statedThen } = rows[0]!;
  return { now: { women, stated }, afterwards: { women: womenThen, stated: statedThen } };
}
