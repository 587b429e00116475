import type { Actor } from '#src/core/actor.ts';
import type { CalendarDate, Instant } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import type { DayHours } from '../rules/rates.ts';
import type { Worked } from '../rules/timesheets.ts';
import type { SheetState } from '../states.ts';

export type Sheet = {
  id: string;
  state: SheetState;
  revision: number;
  signedAt: Instant | null;
  signedBy: string | null;
  signedByName: string | null;
  content: string | null;
  sha256: string | null;
  countersignedAt: Instant | null;
  countersignedByName: string | null;
  reopenedAt: Instant | null;
  reopenedReason: string | null;
};

/** The sheet of a person and month; undefined before anything was saved. */
export const sheetOf = (db: Reader, workerId: string, month: CalendarDate): Promise<Sheet | undefined> =>
  db
    .selectFrom('timesheets as t')
    .leftJoin('people as s', 's.id', 't.signed_by')
    .leftJoin('people as c', 'c.id', 't.countersigned_by')
    .select(['t.id', 't.state', 't.revision', 't.signed_at as signedAt', 't.signed_by as signedBy', 's.name as signedByName', 't.content', 't.sha256'])
    .select(['t.countersigned_at as countersignedAt', 'c.name as countersignedByName', 't.reopened_at as reopenedAt', 't.reopened_reason as reopenedReason'])
    .where('t.worker_id', '=', workerId)
    .where('t.month', '=', month)
    .executeTakeFirst();

/** Hours of the same person in a year: known by their account or their fiscal code, over all projects. `own`: on this place in the project. */
export async function hoursOfPerson(db: Reader, workerId: string, year: number): Promise<(Worked & { own: boolean })[]> {
  const { rows } = await sql<Worked & { own: boolean }>`
    select p.code as project, h.work_package as "workPackage", h.day, h.quarters, w.id = ${workerId} as own
    from project_people me
    join project_people w on w.id = me.id or w.person_id = me.person_id or upper(w.fiscal_code) = upper(me.fiscal_code)
    join timesheets t on t.worker_id = w.id and t.month >= make_date(${year}, 1, 1) and t.month <= make_date(${year}, 12, 1)
    join timesheet_hours h on h.timesheet_id = t.id
    join projects p on p.id = t.project_id
    where me.id = ${workerId}
    order by h.day, p.code, h.work_package`.execute(db as never);
  return rows;
}

/** A cell of a month that stands in a report which was handed in: it stays as it is. */
export type HeldCell = { workPackage: string; day: CalendarDate; report: number };

export const heldCells = (db: Reader, workerId: string, month: CalendarDate): Promise<HeldCell[]> =>
  db
    .selectFrom('report_hours as u')
    .innerJoin('timesheets as t', 't.id', 'u.timesheet_id')
    .innerJoin('reports as r', 'r.id', 'u.report_id')
    .select(['u.work_package as workPackage', 'u.day', 'r.number as report'])
    .where('t.worker_id', '=', workerId)
    .where('t.month', '=', month)
    .where('r.state', 'in', ['submitted', 'accepted'])
    .orderBy('u.day')
    .execute();

/** The periods of a project whose reports were handed in, the last one first. */
export const periodsHandedIn = (db: Reader, projectId: string): Promise<{ number: number; from: CalendarDate; until: CalendarDate }[]> =>
  db
    .selectFrom('reports')
    .select(['number', 'from_on as from', 'until_on as until'])
    .where('project_id', '=', projectId)
    .where('state', 'in', ['submitted', 'accepted'])
    .orderBy('until_on', 'desc')
    .execute();

export type SignedHours = DayHours & { sheet: string; sheetId: string; month: CalendarDate; period: number | null };

/**
 * The countersigned hours that a report takes, each with the fingerprint of its sheet: those of its period, and those of an earlier one whose report had
 * been handed in before they were typed or countersigned. None that another report holds; of each person those of their time on the project.
 */
export async function countersignedHours(
  db: Reader,
  { id, projectId, fromOn, untilOn }: { id: string; projectId: string; fromOn: CalendarDate; untilOn: CalendarDate },
): Promise<SignedHours[]> {
  const { rows } = await sql<SignedHours>`
    select t.worker_id as "workerId", h.work_package as "workPackage", h.day, h.quarters, t.sha256 as sheet, t.id as "sheetId", t.month,
      case when h.day < ${fromOn}::date then e.number end as period
    from timesheets t join timesheet_hours h on h.timesheet_id = t.id
    join project_people w on w.id = t.worker_id and h.day >= w.from_on and (w.until_on is null or h.day <= w.until_on)
    left join reports e on e.project_id = t.project_id and e.id <> ${id}::uuid and e.state in ('submitted', 'accepted') and h.day between e.from_on and e.until_on
    where t.project_id = ${projectId}::uuid and t.state = 'countersigned' and h.day <= ${untilOn}::date and (h.day >= ${fromOn}::date or e.id is not null)
      and not exists (select from report_hours u where u.timesheet_id = t.id and u.day = h.day and u.work_package = h.work_package and u.report_id <> ${id}::uuid)
    order by h.day, t.worker_id, h.work_package`.execute(db as never);
  return rows;
}

export type SheetRow = {
  id: string;
  workerId: string;
  month: CalendarDate;
  name: string;
  organisation: string;
  organisationId: string;
  code: string;
  acronym: string;
  state: SheetState;
  hours: number;
  /** The reader may countersign it. */
  turn: 'yes' | 'no';
};

/** Sheets with hours between two days of a project that nobody has countersigned yet. */
export const waitingSheets = (db: Reader, projectId: string, from: CalendarDate, until: CalendarDate): Promise<Omit<SheetRow, 'turn'>[]> =>
  sheets(db)
    .where('t.project_id', '=', projectId)
    .where('t.state', '<>', 'countersigned')
    .where((eb) =>
      eb.exists(
        eb.selectFrom('timesheet_hours as h').select('h.day').whereRef('h.timesheet_id', '=', 't.id').where('h.day', '>=', from).where('h.day', '<=', until),
      ),
    )
    .orderBy('t.month')
    .orderBy('w.name')
    .execute() as Promise<Omit<SheetRow, 'turn'>[]>;

const sheets = (db: Reader) =>
  db
    .selectFrom('timesheets as t')
    .innerJoin('project_people as w', 'w.id', 't.worker_id')
    .innerJoin('organisations as o', 'o.id', 'w.organisation_id')
    .innerJoin('projects as p', 'p.id', 't.project_id')
    .select([
      't.id',
      't.worker_id as workerId',
      't.month',
      'w.name',
      'o.legal_name as organisation',
      'w.organisation_id as organisationId',
      'p.code',
      'p.acronym',
      't.state',
    ])
    .select(sql<number>`coalesce((select sum(h.quarters) from timesheet_hours h where h.timesheet_id = t.id), 0)::float / 4`.as('hours'));

/** The sheets that a person may read: their own, those of the members that they act for or whose lead they act for, those of projects that they watch. */
export function sheetsFor(db: Reader, actor: Actor): SelectQueryBuilder<never, never, SheetRow> {
  const watching = actor.grants.filter((g) => g.role === 'office' || g.role === 'auditor');
  const calls = watching.flatMap((g) => (g.scope === null ? [] : [g.scope]));
  const leads = actor.grants.filter((g) => g.role === 'spokeLeader');
  const spokes = leads.flatMap((g) => (g.scope !== null && /^\d{1,4}$/.test(g.scope) ? [Number(g.scope)] : []));
  const everywhere = [...watching, ...leads].some((g) => g.scope === null);
  const own = [...actor.organisationIds];
  const turn = sql<boolean>`t.state = 'signed' and w.organisation_id = any(${own}::uuid[]) and t.signed_by is distinct from ${actor.id} and w.person_id is distinct from ${actor.id}`;
  return sheets(db)
    .select(sql<'yes' | 'no'>`case when ${turn} then 'yes' else 'no' end`.as('turn'))
    .where(
      sql<boolean>`(w.person_id = ${actor.id} or w.organisation_id = any(${own}::uuid[]) or ${everywhere} or p.call_id = any(${calls}::text[]) or p.main_spoke = any(${spokes}::int[])
      or exists (select from project_members m where m.project_id = t.project_id and m.role = 'lead' and m.left_on is null and m.organisation_id = any(${own}::uuid[])))`,
    ) as never;
}

export type Place = {
  workerId: string;
  /** The months that were touched, with what has become of them. */
  sheets: readonly { month: CalendarDate; state: SheetState }[];
  name: string;
  organisation: string;
  code: string;
  acronym: string;
  fromOn: CalendarDate;
  untilOn: CalendarDate;
  own: boolean;
};

/** The places in running projects that still take hours, whose sheets a person fills: their own, and those of people without an account of the members that they act for. */
export async function placesOf(db: Reader, actor: Actor): Promise<Place[]> {
  return (
    db
      .selectFrom('project_people as w')
      .innerJoin('projects as p', 'p.id', 'w.project_id')
      .innerJoin('organisations as o', 'o.id', 'w.organisation_id')
      .select(['w.id as workerId', 'w.name', 'o.legal_name as organisation', 'p.code', 'p.acronym'])
      .select(sql<string>`greatest(w.from_on, p.starts_on)`.as('fromOn'))
      .select(sql<string>`least(coalesce(w.until_on, p.ends_on), p.ends_on)`.as('untilOn'))
      .select(sql<boolean>`coalesce(w.person_id = ${actor.id}, false)`.as('own'))
      .select(
        sql<
          Place['sheets']
        >`coalesce((select json_agg(json_build_object('month', t.month, 'state', t.state)) from timesheets t where t.worker_id = w.id and t.project_id = p.id), '[]')`.as(
          'sheets',
        ),
      )
      .where('p.state', 'in', ['running', 'closing'])
      // Once the last report is handed in, no other takes hours.
      .where(sql<boolean>`not exists (select from reports r where r.project_id = p.id and r.state in ('submitted', 'accepted') and r.until_on >= p.ends_on)`)
      .where((eb) =>
        eb.or([
          eb('w.person_id', '=', actor.id),
          ...(actor.organisationIds.length > 0 ? [eb.and([eb('w.person_id', 'is', null), eb('w.organisation_id', 'in', [...actor.organisationIds])])] : []),
        ]),
      )
      .orderBy(sql`w.person_id = ${actor.id}`, (o) => o.desc().nullsLast())
      .orderBy('p.code')
      .orderBy('w.name')
      .execute()
  );
}
