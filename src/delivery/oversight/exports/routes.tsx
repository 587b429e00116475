import { notFound } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { programmeById } from '#src/partnership/programme/queries.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, type Reply } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { workbook } from '#src/plumbing/workbook.ts';
import { sql } from 'kysely';
import { can } from '../policy.ts';
import { isHalfYear, type HalfYear } from '../rules/halfYears.ts';
import { CheckPage, datasetSpec, DatasetPage, ExportsPage, missingSpec } from '../views/exports.tsx';
import { exportsCopy } from './copy.ts';
import { datasetById } from './datasets.ts';
import { oneSheet, sheetCsv, wholeWorkbook } from './files.ts';
import { examined, halfYears, indicatorsOf, type Missing } from './queries.ts';
import type { Row } from './checks.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function placeOf(ask: Ask<unknown>) {
  if (!can.exportAll(ask.actor).ok) throw notFound();
  const programme = await programmeById(ask.house.db, ask.house.settings.programme);
  const halves = await halfYears(ask.house.db, programme.id, romeDate(ask.now));
  const asked = ask.url.searchParams.get('half') ?? '';
  const half: HalfYear = isHalfYear(asked) && halves.includes(asked) ? asked : halves[0]!;
  return { db: ask.house.db, programme, halves, half, t: speak(exportsCopy, ask.locale) };
}

async function exportsPage(ask: Ask<unknown>): Promise<Reply> {
  const { db, programme, t, ...place } = await placeOf(ask);
  const { summaries } = await examined(db, programme.id, place.half);
  const indicators = await indicatorsOf(db, programme, place.half);
  return page(t.title, <ExportsPage {...place} summaries={summaries} indicators={indicators} programme={programme} freezes={can.handOver(ask.actor).ok} />);
}

async function checkPage(ask: Ask<unknown>): Promise<Reply> {
  const { db, programme, t, ...place } = await placeOf(ask);
  const { missing } = await examined(db, programme.id, place.half);
  const rows = sql<Missing>`select * from jsonb_to_recordset(${JSON.stringify(missing)}::jsonb)
    as m (id text, dataset text, "projectCode" text, project text, what text, "row" text)`;
  const listed = await list<Missing>(db, rows as never, missingSpec, ask.url);
  if (listed.state.csv) return file(csv(missingSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `missing-${place.half}.csv`);
  return page(t.check, <CheckPage {...place} listed={listed} />, { wide: true });
}

/** `people`, or a file of it: `people.csv`, `people.xlsx`. */
async function oneExport(ask: Ask<unknown>): Promise<Reply> {
  const { db, programme, t, ...place } = await placeOf(ask);
  const [name = '', format] = (ask.params['name'] ?? '').split('.');
  const at = ask.now.toISOString();
  if (name === 'all' && format === 'xlsx')
    return file(await wholeWorkbook(db, programme, place.half, ask.locale, at), xlsx, `${programme.acronym}-${place.half}.xlsx`);
  if (format === undefined) {
    const dataset = datasetById(name);
    if (!dataset) throw notFound();
    const listed = await list<Row>(db, dataset.query(programme.id, place.half) as never, datasetSpec(dataset), ask.url);
    return page(t[dataset.id], <DatasetPage dataset={dataset} {...place} listed={listed} />, { wide: true });
  }
  const sheet = await oneSheet(db, programme, place.half, name, ask.locale);
  if (!sheet) throw notFound();
  if (format === 'csv') return file(sheetCsv(sheet), 'text/csv; charset=utf-8', `${name}-${place.half}.csv`);
  if (format === 'xlsx') return file(workbook([sheet], at), xlsx, `${name}-${place.half}.xlsx`);
  throw notFound();
}

const readers = { anyOf: ['office', 'auditor'] } as const;

export const exportDoors: Door[] = [
  door({ method: 'GET', path: '/oversight/exports', access: readers, handler: exportsPage }),
  door({ method: 'GET', path: '/oversight/exports/check', access: readers, handler: checkPage }),
  door({ method: 'GET', path: '/oversight/exports/:name', access: readers, handler: oneExport }),
];
