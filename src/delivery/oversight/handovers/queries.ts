import type { Instant } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { FileStore } from '#src/plumbing/files.ts';
import { sql, type RawBuilder } from 'kysely';
import { columnWords } from '../exports/columns.ts';
import { datasets, type DatasetId } from '../exports/datasets.ts';
import type { Row } from '../exports/checks.ts';
import { changesOf, type Change } from '../rules/changes.ts';
import type { HalfYear } from '../rules/halfYears.ts';
import type { Handed } from './content.ts';

export type HandedFile = { dataset: DatasetId; rows: number; problems: number; sha256: string };
export type Handover = {
  id: string;
  half: HalfYear;
  number: number;
  note: string;
  madeAt: Instant;
  madeBy: string;
  sha256: string;
  problems: number;
  files: HandedFile[];
};

export const handovers = (programme: string): RawBuilder<Handover> =>
  sql<Handover>`select h.id, h.half, h.number, h.note, h.made_at as "madeAt", w.name as "madeBy", h.sha256, h.problems, h.files
    from ministry_handovers h join people w on w.id = h.made_by where h.programme_id = ${programme}`;

export async function handoverById(db: Reader, programme: string, id: string): Promise<Handover | undefined> {
  const { rows } = await sql<Handover>`select * from (${handovers(programme)}) t where t.id::text = ${id}`.execute(db as never);
  return rows[0];
}

/** The hand-overs of one half-year, the first first. */
export async function handoversOf(db: Reader, programme: string, half: HalfYear): Promise<Handover[]> {
  const { rows } = await sql<Handover>`select * from (${handovers(programme)}) t where t.half = ${half} order by t.number`.execute(db as never);
  return rows;
}

export const handedOver = async (files: FileStore, { sha256 }: Pick<Handover, 'sha256'>): Promise<Handed> =>
  JSON.parse((await files.get(sha256)).toString()) as Handed;

export type ChangeRow = Change & { dataset: DatasetId };

/** A value as the files say it, for reading. */
const said = (value: unknown, kind: string): string | null =>
  value === null || value === undefined
    ? null
    : kind === 'cents'
      ? (Number(value) / 100).toFixed(2)
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);

/** What differs in each file between what was handed over and other rows, amounts in euros. */
export function changed(handed: Handed, rows: Record<DatasetId, readonly Row[]>): ChangeRow[] {
  return datasets.flatMap((d) =>
    changesOf(
      handed.datasets[d.id] ?? [],
      // As they would read if they had been handed over.
      JSON.parse(JSON.stringify(rows[d.id] ?? [])) as Row[],
      d.columns.map((c) => c.key),
    ).map((c) => {
      const kind = d.columns.find((x) => x.key === c.column)?.kind ?? 'text';
      return { ...c, id: `${d.id}/${c.id}`, dataset: d.id, before: said(c.before, kind), after: said(c.after, kind) };
    }),
  );
}

/** Changes that were found, as a list. */
export const changeList = (changes: readonly ChangeRow[]): RawBuilder<ChangeRow> =>
  sql<ChangeRow>`select * from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
    as c (id text, dataset text, "row" text, what text, "column" text, before text, after text)`;

export const columnLabel = (column: string) => columnWords[column as keyof typeof columnWords] ?? { it: '', en: '' };
