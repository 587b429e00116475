import type { CalendarDate } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { Programme } from '#src/partnership/programme/queries.ts';
import { sql } from 'kysely';
import { between, halfYearOf, type HalfYear } from '../rules/halfYears.ts';
import { measured, type Measured, type Supported, type Worker } from '../rules/indicators.ts';
import { datasets, type DatasetId } from './datasets.ts';
import type { Problem } from './columns.ts';
import type { Row } from './checks.ts';

/** The half-years from the first contract to today, the last first. */
export async function halfYears(db: Reader, programme: string, today: CalendarDate): Promise<HalfYear[]> {
  const { rows } = await sql<{ first: CalendarDate | null }>`
    select min(p.signed_on) as first from projects p join calls c on c.id = p.call_id where c.programme_id = ${programme}`.execute(db as never);
  const { first } = rows[0]!;
  return first === null || first > today ? [halfYearOf(today)] : between(first, today).toReversed();
}

export type Missing = { id: string; dataset: DatasetId; projectCode: string; project: string; what: Problem; row: string };
export type Summary = { dataset: DatasetId; rows: number; problems: number };

/** All rows of all files with what they lack: as many statements as there are files. */
export async function examined(db: Reader, programme: string, half: HalfYear): Promise<{ summaries: Summary[]; missing: Missing[] }> {
  const missing: Missing[] = [];
  const summaries: Summary[] = [];
  for (const dataset of datasets) {
    const { rows } = await sql<Row>`${dataset.query(programme, half)} order by 1`.execute(db as never);
    let problems = 0;
    for (const row of rows)
      for (const what of dataset.check(row)) {
        problems++;
        const { project, projectCode } = row as Row & { projectCode: string };
        const said = String(row['legalName'] ?? row['employer'] ?? row['itemTitle'] ?? row['indicatorName'] ?? row['acronym'] ?? '');
        missing.push({ id: `${dataset.id}/${row.id}/${what}`, dataset: dataset.id, projectCode, project, what: what as Problem, row: said });
      }
    summaries.push({ dataset: dataset.id, rows: rows.length, problems });
  }
  return { summaries, missing };
}

export type IndicatorRow = { number: number; measured: Measured[] };

/** The indicators of the funder for one half-year, in two statements. */
export async function indicatorsOf(db: Reader, programme: Programme, half: HalfYear): Promise<IndicatorRow[]> {
  const list = programme.about.indicators?.list ?? [];
  if (list.length === 0) return [];
  const { rows: workers } = await sql<Worker>`
    select coalesce(w.person_id::text, w.fiscal_code, w.id::text) as person, w.gender, w.birth_year as "birthYear", w.fte_percent as "ftePercent", w.from_on as from,
      least(coalesce(w.until_on, p.ends_on), p.ends_on) as until, m.kind in ('university', 'researchBody') as research
    from project_people w join projects p on p.id = w.project_id join calls c on c.id = p.call_id and c.programme_id = ${programme.id}
    join project_members m on m.project_id = w.project_id and m.organisation_id = w.organisation_id`.execute(db as never);
  const { rows: supported } = await sql<Supported>`
    select m.organisation_id as organisation, m.size_class as size, greatest(p.signed_on, m.joined_on) as "signedOn"
    from project_members m join projects p on p.id = m.project_id join calls c on c.id = p.call_id and c.programme_id = ${programme.id}
    where m.kind = 'enterprise'`.execute(db as never);
  return list.map((i) => ({ number: i.number, measured: measured(i.counts, half, { workers, supported }) }));
}
