import { speak, type Locale } from '#src/core/words.ts';
import type { Instant } from '#src/core/time.ts';
import type { Programme } from '#src/partnership/programme/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { csvText } from '#src/plumbing/listing.ts';
import { workbook, type Sheet } from '#src/plumbing/workbook.ts';
import { sql } from 'kysely';
import type { HalfYear } from '../rules/halfYears.ts';
import { exportsCopy } from './copy.ts';
import { datasets, type Dataset } from './datasets.ts';
import type { Row } from './checks.ts';
import { indicatorsOf } from './queries.ts';

/** Rows of a dataset as a sheet, under its headings. */
export const sheetFrom = ({ id, columns }: Dataset, rows: readonly Row[], locale: Locale): Sheet => ({
  name: speak(exportsCopy, locale)[id],
  columns: columns.map((c) => ({ label: c.label[locale], kind: c.kind })),
  rows: rows.map((row) => columns.map((c) => row[c.key])),
});

async function sheetOf(db: Reader, dataset: Dataset, programme: string, half: HalfYear, locale: Locale): Promise<Sheet> {
  const { rows } = await sql<Row>`${dataset.query(programme, half)} order by 1`.execute(db as never);
  return sheetFrom(dataset, rows, locale);
}

async function indicatorSheet(db: Reader, programme: Programme, half: HalfYear, locale: Locale): Promise<Sheet> {
  const t = speak(exportsCopy, locale);
  const list = programme.about.indicators?.list ?? [];
  const rows = await indicatorsOf(db, programme, half);
  return {
    name: t.indicators,
    columns: [
      { label: t.number, kind: 'number' },
      { label: t.indicator, kind: 'text' },
      { label: t.unit, kind: 'text' },
      { label: t.group, kind: 'text' },
      { label: t.age, kind: 'text' },
      { label: t.value, kind: 'number' },
    ],
    rows: rows.flatMap(({ number, measured }) => {
      const known = list.find((i) => i.number === number)!;
      return measured.map((m) => [number, known.title[locale], known.unit[locale], t[m.group as 'total'], m.age ? t[m.age] : null, m.value]);
    }),
  };
}

/** One file as a sheet; undefined when there is none of this name. */
export async function oneSheet(db: Reader, programme: Programme, half: HalfYear, name: string, locale: Locale): Promise<Sheet | undefined> {
  if (name === 'indicators') return indicatorSheet(db, programme, half, locale);
  const dataset = datasets.find((d) => d.id === name);
  return dataset && sheetOf(db, dataset, programme.id, half, locale);
}

/** Every file in one workbook. */
export async function wholeWorkbook(db: Reader, programme: Programme, half: HalfYear, locale: Locale, at: Instant): Promise<Buffer> {
  const sheets = [];
  for (const dataset of datasets) sheets.push(await sheetOf(db, dataset, programme.id, half, locale));
  sheets.push(await indicatorSheet(db, programme, half, locale));
  return workbook(sheets, at);
}

/** A sheet as CSV: amounts in euros with a point, days as 2024-07-10, yes and no as 1 and 0. */
export function sheetCsv({ columns, rows }: Sheet): string {
  const said = (value: unknown, kind: Sheet['columns'][number]['kind']): unknown => {
    if (value === null || value === undefined) return null;
    if (kind === 'cents') return (Number(value) / 100).toFixed(2);
    if (kind === 'yesNo') return value ? '1' : '0';
    return kind === 'number' ? Number(value) : String(value);
  };
  return csvText([columns.map((c) => c.label), ...rows.map((row) => columns.map((c, i) => said(row[i], c.kind)))]);
}
