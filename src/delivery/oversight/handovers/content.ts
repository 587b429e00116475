import type { Instant } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { Programme } from '#src/partnership/programme/queries.ts';
import { sql } from 'kysely';
import { datasets, type DatasetId } from '../exports/datasets.ts';
import { indicatorsOf, type IndicatorRow } from '../exports/queries.ts';
import type { Row } from '../exports/checks.ts';
import type { HalfYear } from '../rules/halfYears.ts';

/** What was handed over, whole: the rows of every file and the indicators, as they were. */
export type Handed = {
  format: 'mics-handover/1';
  programme: string;
  half: HalfYear;
  number: number;
  at: Instant;
  datasets: Record<DatasetId, readonly Row[]>;
  indicators: readonly IndicatorRow[];
};

/** The rows of every file as they are now, and how many problems each has. As many statements as there are files, and those of the indicators. */
export async function filesNow(
  db: Reader,
  programme: Programme,
  half: HalfYear,
): Promise<{ rows: Record<DatasetId, Row[]>; problems: Record<DatasetId, number>; indicators: IndicatorRow[] }> {
  const [rows, problems] = [{}, {}] as [Record<DatasetId, Row[]>, Record<DatasetId, number>];
  for (const { id, query, check } of datasets) {
    rows[id] = (await sql<Row>`${query(programme.id, half)} order by 1`.execute(db as never)).rows;
    problems[id] = rows[id].reduce((n, row) => n + check(row).length, 0);
  }
  return { rows, problems, indicators: await indicatorsOf(db, programme, half) };
}
