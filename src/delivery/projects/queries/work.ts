import type { CalendarDate } from '#src/core/time.ts';
import type { Actor } from '#src/core/actor.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { House } from '#src/plumbing/house.ts';
import { sql } from 'kysely';
import type { DueSaid } from '../ports.ts';
import { projectsVisibleTo } from '../queries.ts';
import { dueDay } from '../rules/plan.ts';
import type { Level } from '../states.ts';

export type WorkPackageLine = {
  id: string;
  title: string;
  leaderId: string | null;
  from: number;
  until: number;
  personMonths: string | null;
  description: string;
};

export const workPackagesOf = (db: Reader, projectId: string): Promise<WorkPackageLine[]> =>
  db
    .selectFrom('project_work_packages')
    .select(['id', 'title', 'leader_id as leaderId', 'from_month as from', 'until_month as until', 'person_months as personMonths', 'description'])
    .where('project_id', '=', projectId)
    .orderBy('position')
    .execute();

export type DueLine = {
  id: string;
  of: 'deliverables' | 'milestones';
  title: string;
  workPackage: string | null;
  month: number;
  note: string;
  metOn: CalendarDate | null;
  evidenceSha256: string | null;
  evidenceName: string | null;
};

/** Deliverables, then milestones, each in its order. One statement. */
export async function dueOf(db: Reader, projectId: string): Promise<DueLine[]> {
  const { rows } = await sql<DueLine>`
    select * from (
      select id, 'deliverables' as of, title, work_package as "workPackage", month, kind as note, met_on as "metOn",
        evidence_sha256 as "evidenceSha256", evidence_name as "evidenceName", position from project_deliverables where project_id = ${projectId}
      union all
      select id, 'milestones', title, work_package, month, proof, met_on, evidence_sha256, evidence_name, position from project_milestones where project_id = ${projectId}
    ) x order by of, month, position`.execute(db as never);
  return rows;
}

export type RiskLine = {
  id: string;
  risk: string;
  workPackage: string | null;
  likelihood: Level;
  impact: Level;
  measure: string;
  closedOn: CalendarDate | null;
};

export const risksOf = (db: Reader, projectId: string): Promise<RiskLine[]> =>
  db
    .selectFrom('project_risks')
    .select(['id', 'risk', 'work_package as workPackage', 'likelihood', 'impact', 'measure', 'closed_on as closedOn'])
    .where('project_id', '=', projectId)
    .orderBy('closed_on', (o) => o.desc().nullsFirst())
    .orderBy('risk')
    .execute();

export type IndicatorLine = { id: string; name: string; unit: string; target: number; values: { on: CalendarDate; value: number }[] };

export async function indicatorsOf(db: Reader, projectId: string): Promise<IndicatorLine[]> {
  const { rows } = await sql<IndicatorLine>`
    select i.id, i.name, i.unit, i.target::float as target,
      coalesce((select json_agg(json_build_object('on', v.on_day, 'value', v.value::float) order by v.on_day) from project_indicator_values v where v.indicator_id = i.id), '[]') as values
    from project_indicators i where i.project_id = ${projectId} order by i.name, i.id`.execute(db as never);
  return rows;
}

export const phasesOf = (db: Reader, projectId: string): Promise<{ facet: 'phase' | 'strategy'; value: string }[]> =>
  db.selectFrom('project_phases').select(['facet', 'value']).where('project_id', '=', projectId).orderBy('facet').orderBy('value').execute();

/** How a line of the watch stands today: what a report said of it comes first. */
export const watchStates = ['notReached', 'late', 'lateNow', 'soon', 'open'] as const;

export type WatchLine = {
  id: string;
  projectId: string;
  acronym: string;
  spoke: number;
  what: 'deliverables' | 'milestones' | 'risk' | 'end';
  title: string;
  dueOn: CalendarDate | null;
  /** What the latest report said of it, where it spoke of it: late until a day, or not reached; and why. */
  newOn: CalendarDate | null;
  outcome: 'late' | 'notReached' | null;
  why: string | null;
  state: (typeof watchStates)[number];
};

const wordOn = (it: DueSaid | undefined) => ({ newOn: it?.newOn ?? null, outcome: it?.outcome ?? null, why: it?.why ?? null });

/**
 * What is late, and what is at risk, in the running projects that one may read: dues past or until a day, an end that is still ahead until then, grave open
 * risks. A project that has ended waits for its reports and its closing, which are looked after elsewhere.
 */
export async function watchFor(
  { db, ports }: Pick<House, 'db' | 'ports'>,
  actor: Actor,
  { today, until }: { today: CalendarDate; until: CalendarDate },
): Promise<WatchLine[]> {
  const visible = projectsVisibleTo(db, actor)
    .select(['p.id', 'p.acronym', 'p.main_spoke', 'p.starts_on', 'p.ends_on'])
    .where('p.state', 'in', ['running', 'closing']);
  const { rows } = await sql<Omit<WatchLine, 'id' | 'newOn' | 'outcome' | 'why' | 'state'> & { startsOn: string; month: number | null; dueId: string | null }>`
    with v as (${visible as never}), d as (
      select project_id, id, 'deliverables' as what, title, month from project_deliverables where met_on is null
      union all select project_id, id, 'milestones', title, month from project_milestones where met_on is null)
    select v.id as "projectId", v.acronym, v.main_spoke as spoke, d.what, d.title, v.starts_on as "startsOn", d.month, null::date as "dueOn", d.id as "dueId"
      from v join d on d.project_id = v.id
      where (v.starts_on + make_interval(months => d.month))::date <= ${until}::date + 1
    union all select v.id, v.acronym, v.main_spoke, 'end', '', v.starts_on, null, v.ends_on, null from v where v.ends_on between ${today}::date and ${until}::date
    union all select v.id, v.acronym, v.main_spoke, 'risk', r.risk, v.starts_on, null, null, null from v join project_risks r on r.project_id = v.id
      where r.closed_on is null and r.likelihood = 'high' and r.impact = 'high'`.execute(db as never);
  const spoken = await ports.saidOfDues(db, [...new Set(rows.flatMap((r) => (r.dueId === null ? [] : [r.projectId])))]);
  const said = new Map(spoken.map((s) => [`${s.projectId} ${s.of} ${s.id}`, s]));
  return rows
    .map(({ startsOn, month, dueId, ...line }): WatchLine => {
      const word = wordOn(said.get(`${line.projectId} ${line.what} ${dueId}`));
      const dueOn = month === null ? line.dueOn : dueDay(startsOn, month);
      const state = word.outcome ?? (dueOn === null ? 'open' : dueOn < today ? 'lateNow' : 'soon');
      return { ...line, ...word, id: [line.projectId, line.what, dueId ?? line.title].join(' '), dueOn, state };
    })
    .sort((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9') || a.acronym.localeCompare(b.acronym) || a.title.localeCompare(b.title));
}
