import type { Actor } from '#src/core/actor.ts';
import { reason, type Params, type Reason } from '#src/core/decision.ts';
import { decodeText, readDelimited } from '#src/core/delimited.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { sha256 } from '#src/core/sha256.ts';
import { romeDate } from '#src/core/time.ts';
import { isUuid } from '#src/funding/applications/schema.ts';
import type { CostCategory } from '#src/funding/calls/vocabulary.ts';
import { scan } from '#src/plumbing/files/clamav.ts';
import { demandLight } from '#src/plumbing/heavy.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { mostUnpacked, readXlsx, SheetError } from '#src/plumbing/xlsx.ts';
import { sql } from 'kysely';
import { can } from '../policy.ts';
import { importById, type Import } from '../queries/imports.ts';
import { asCost, claimsOf, linesOf } from '../queries/lines.ts';
import { workersOf } from '../queries/project.ts';
import { reportById, type Report } from '../queries/report.ts';
import { isHeld, problemsIn, sheetMonth, type Cell as Hours, type SheetMonth } from '../queries/sheet.ts';
import { frameOf } from '../queries/situation.ts';
import { checkLines, invoiceKey, type CostLine } from '../rules/costs.ts';
import { importColumns, looksGarbled, MOST_TOLD, readRows, textCell, type Cell, type CellProblem, type ImportRow } from '../rules/import.ts';
import { firstOf } from '../rules/periods.ts';
import type { ImportKind } from '../states.ts';
import { costColumns, freshLine } from './lines.ts';
import { onReport, seatOf, seen, subjectOf } from './shared.ts';
import { reportedCell, storeHours } from './timesheets.ts';

export const IMPORT_MAX_BYTES = 10_000_000;
/** A file above this goes through the queue, and its page says how far it is. */
const AT_ONCE_BYTES = 256 * 1024;

/** Takes a file in to be read. A small one is read and checked at once, a large one by the worker. Nothing of it counts before it is confirmed. */
export async function startImport(
  house: House,
  actor: Actor | null,
  id: string,
  entry: { organisation: string; kind: ImportKind; file: File },
): Promise<string> {
  const before = seen(actor, await reportById(house.db, id));
  demand(can.write(actor, seatOf(before), entry.organisation));
  const refuse = (code: Reason) => new AppError('invalid', [{ ...code, at: 'file' }]);
  if (entry.file.size === 0) throw refuse(reason('file.empty'));
  demandLight(entry.file, IMPORT_MAX_BYTES);
  const bytes = Buffer.from(await entry.file.bytes());
  await scan(house.settings.scanner, bytes);
  const fingerprint = await house.files.put(bytes);
  const later = bytes.length > AT_ONCE_BYTES;
  const made = await onReport(house, actor, 'report.import', id, async ({ tx, at, record, enqueue }, report) => {
    demand(can.write(actor, seatOf(report), entry.organisation));
    const row = await tx
      .insertInto('report_imports')
      .values({
        report_id: id,
        organisation_id: entry.organisation,
        kind: entry.kind,
        state: 'waiting',
        file_name: entry.file.name.slice(-150) || 'file',
        file_sha256: fingerprint,
        row_count: 0,
        checked_count: 0,
        content: '[]',
        problems: '[]',
        created_at: at,
        created_by: actor!.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (later) await enqueue({ task: 'reports.import', payload: { import: row.id }, key: `reports.import/${row.id}` });
    await record({
      kind: 'report.importStarted',
      subject: subjectOf(id),
      body: { import: row.id, kind: entry.kind, sha256: fingerprint, bytes: bytes.length },
    });
    return row.id;
  });
  if (!later) await readImport(house, made);
  return made;
}

/** Reads and checks an import that waits: the job `reports.import`. Run again, it does nothing. */
export async function readImport(house: House, importId: string): Promise<void> {
  const it = await importById(house.db, importId);
  const report = it && (await reportById(house.db, it.reportId));
  if (!it || !report || it.state !== 'waiting') return;
  const read = cellsOf(await house.files.get(it.fileSha256));
  const { rows, problems } = 'refused' in read ? { rows: [], problems: [ofFile(read.refused)] } : readRows(it.kind, read.cells);
  await progress(house, importId, { row_count: rows.length });
  const found = problems.length > 0 ? problems : await checked(house, it, report, rows);
  const told = found.length > MOST_TOLD ? [...found.slice(0, MOST_TOLD), ofFile(reason('reports.import.more', { count: found.length - MOST_TOLD }))] : found;
  await progress(house, importId, {
    checked_count: rows.length,
    state: found.length > 0 ? 'refused' : 'ready',
    content: JSON.stringify(found.length > 0 ? [] : rows),
    problems: JSON.stringify(told),
  });
}

const ofFile = (why: Reason): CellProblem => ({ row: 0, column: null, value: '', reason: why });

/** How far the reading is; each step commits, so that the page sees it. */
async function progress(
  house: House,
  importId: string,
  change: { row_count?: number; checked_count?: number; state?: 'refused' | 'ready'; content?: string; problems?: string },
): Promise<void> {
  await act(house, null, 'report.readImport', `report-import/${importId}`, async ({ tx, record }) => {
    await tx.updateTable('report_imports').set(change).where('id', '=', importId).where('state', '=', 'waiting').execute();
    await record({
      kind: 'report.importRead',
      subject: `report-import/${importId}`,
      body: { state: change.state ?? 'waiting', rows: change.row_count ?? change.checked_count ?? 0 },
    });
  });
}

/** The cells of a file, by what is in it and not by its name. */
export function cellsOf(bytes: Buffer): { cells: Cell[][] } | { refused: Reason } {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    try {
      return { cells: readXlsx(bytes) };
    } catch (error) {
      if (error instanceof SheetError)
        return { refused: { code: `reports.import.workbook.${error.why}`, params: { bytes: bytes.length, mostBytes: mostUnpacked } } };
      throw error;
    }
  }
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') return { refused: reason('reports.import.oldWorkbook') };
  const text = decodeText(bytes);
  if (looksGarbled(text)) return { refused: reason('reports.import.encoding') };
  return { cells: readDelimited(text).map((row) => row.map(textCell)) };
}

const labelOf = (kind: ImportKind, id: string | undefined) => importColumns[kind].find((c) => c.id === id)?.label ?? null;

const checked = (house: House, it: Import, report: Report, rows: readonly ImportRow[]): Promise<CellProblem[]> =>
  it.kind === 'costs' ? costProblems(house, it, report, rows) : hoursProblems(house, it, report, rows);

const costOf = (row: ImportRow, organisationId: string): CostLine => ({
  id: String(row.row),
  organisationId,
  category: row.values['category'] as CostCategory,
  description: String(row.values['description']),
  supplier: String(row.values['supplier']),
  supplierVat: String(row.values['supplierVat']),
  invoiceNumber: String(row.values['invoiceNumber']),
  invoiceOn: String(row.values['invoiceOn']),
  paidOn: String(row.values['paidOn']) || null,
  paymentRef: String(row.values['paymentRef']),
  cents: Number(row.values['cents']),
  cup: String(row.values['cup']),
  fileSha256: null,
});

/** The same rules as for a line that is typed, but for the document, which comes later. Lines that the report has already count as used. */
async function costProblems(house: House, it: Import, report: Report, rows: readonly ImportRow[]): Promise<CellProblem[]> {
  const lines = rows.map((r) => costOf(r, it.organisationId));
  const there = (await linesOf(house.db, report.id)).filter((l) => l.kind === 'cost').map(asCost);
  const claims = await claimsOf(house.db, report.id, lines);
  const invoices = new Map(claims.invoices);
  for (const line of there) invoices.set(invoiceKey(line), { project: report.project.code, report: report.number });
  const found = checkLines(frameOf(report), lines, { ...claims, invoices });
  return rows.flatMap((row) =>
    (found.get(String(row.row)) ?? [])
      .filter((p) => p.level === 'refused' && p.code !== 'reports.line.noFile')
      .map(({ level: _level, at, ...why }) => ({
        row: row.row,
        column: labelOf(it.kind, at),
        value: at ? shown(row.values[at], at) : '',
        // Lines of the file are counted as the spreadsheet counts them.
        reason: why.code === 'reports.line.usedHere' ? { ...why, params: { ...why.params, line: rows[Number(why.params['line']) - 1]!.row } } : why,
      })),
  );
}

const shown = (value: string | number | undefined, at: string): string =>
  at === 'cents' && typeof value === 'number' ? (value / 100).toFixed(2) : String(value ?? '');

const folded = (text: string): string => text.trim().replace(/\s+/g, ' ').toLocaleLowerCase('it');

type Filled = { it: SheetMonth; hours: (Hours & { row: number })[] };

/** The months that the rows fill, each with its hours; what names nobody, or nothing of the project, is told. */
async function monthsIn(db: House['db'], it: Import, report: Report, rows: readonly ImportRow[]): Promise<{ months: Filled[]; problems: CellProblem[] }> {
  const people = (await workersOf(db, report.project.id)).filter((p) => p.organisationId === it.organisationId);
  const problems: CellProblem[] = [];
  const tell = (row: ImportRow, column: string, code: string, params: Params = {}) =>
    problems.push({
      row: row.row,
      column: labelOf(it.kind, column),
      value: String(row.values[column]),
      reason: { code, params: { value: String(row.values[column]), ...params } },
    });
  const months = new Map<string, Filled | undefined>();
  for (const row of rows) {
    const named = String(row.values['person']);
    const fits = people.filter((p) => folded(p.name) === folded(named) || p.fiscalCode?.toUpperCase() === named.toUpperCase());
    const day = String(row.values['day']);
    if (fits.length !== 1) {
      tell(row, 'person', fits.length === 0 ? 'reports.import.nobody' : 'reports.import.several');
      continue;
    }
    const key = `${fits[0]!.id} ${firstOf(day)}`;
    if (!months.has(key)) {
      const month = await sheetMonth(db, fits[0]!.id, firstOf(day));
      months.set(key, month && { it: month, hours: [] });
    }
    const month = months.get(key);
    if (!month) {
      tell(row, 'day', 'reports.sheet.outsideProject', { day, from: report.project.startsOn, until: report.project.endsOn });
      continue;
    }
    const said = folded(String(row.values['workPackage']));
    const pack = month.it.workPackages.find(
      (p) => folded(p.id) === said || String(p.position) === said || `wp${p.position}` === said || folded(p.title) === said,
    );
    if (!pack) {
      tell(row, 'workPackage', 'reports.import.workPackage');
      continue;
    }
    if (month.hours.some((h) => h.day === day && h.workPackage === pack.id)) {
      tell(row, 'day', 'reports.import.dayTwice');
      continue;
    }
    month.hours.push({ workPackage: pack.id, day, quarters: Number(row.values['hours']), row: row.row });
  }
  return { months: [...months.values()].filter((m) => m !== undefined), problems };
}

async function hoursProblems(house: House, it: Import, report: Report, rows: readonly ImportRow[]): Promise<CellProblem[]> {
  const { months, problems } = await monthsIn(house.db, it, report, rows);
  const today = romeDate(house.clock());
  for (const { it: month, hours } of months) {
    const first = hours[0]?.row ?? 0;
    if (month.seat.state !== 'draft')
      problems.push({ row: first, column: labelOf(it.kind, 'person'), value: month.worker.name, reason: reason('reports.sheet.frozen') });
    for (const { day, workPackage, row } of hours) {
      const held = month.held.find((c) => c.day === day && c.workPackage === workPackage);
      if (held) problems.push({ row, column: labelOf(it.kind, 'day'), value: day, reason: reportedCell(held) });
    }
    if (month.seat.allReported)
      problems.push({
        row: first,
        column: labelOf(it.kind, 'day'),
        value: month.month.slice(0, 7),
        reason: reason('reports.sheet.allReported', { ...month.seat.allReported }),
      });
    for (const { level, at, ...why } of problemsIn(month, hours, today)) {
      if (level !== 'refused') continue;
      const row = hours.find((h) => at === `${h.workPackage}.${h.day.slice(8)}`)?.row ?? first;
      problems.push({ row, column: labelOf(it.kind, why.code === 'reports.sheet.outsideTime' ? 'day' : 'hours'), value: '', reason: why });
    }
  }
  return problems.toSorted((a, b) => a.row - b.row);
}

type Fresh = ReturnType<typeof freshLine>;
type Cost = ReturnType<typeof costColumns>;

/** Each column that is written, with its type: the compiler says when a line has another one. */
const columnTypes = {
  report_id: 'uuid',
  organisation_id: 'uuid',
  kind: 'text',
  claimed: 'boolean',
  sampled: 'boolean',
  verdict: 'text',
  cut_cents: 'bigint',
  created_at: 'timestamptz',
  category: 'text',
  description: 'text',
  supplier: 'text',
  supplier_vat: 'text',
  invoice_number: 'text',
  invoice_on: 'date',
  paid_on: 'date',
  payment_ref: 'text',
  cents: 'bigint',
  cup: 'text',
  invoice_key: 'text',
} as const satisfies Record<keyof Fresh | keyof Cost, string>;

/**
 * All lines in one statement of one parameter, in their order: as rows of values, ten thousand are 190,000 parameters to write and to read.
 *
 * @param fresh what is the same of each of them
 */
async function takeIn(tx: Deed['tx'], fresh: Fresh, lines: readonly Cost[]): Promise<void> {
  const columns = Object.entries(columnTypes).map(([name, type]) => ({ name, type: sql.raw(type), same: fresh[name as keyof Fresh] }));
  const own = columns.filter((c) => c.same === undefined);
  await sql`insert into report_lines (${sql.join(columns.map((c) => sql.ref(c.name)))})
    select ${sql.join(columns.map((c) => (c.same === undefined ? sql.ref(`l.${c.name}`) : sql`${c.same}::${c.type}`)))}
    from rows from (json_to_recordset(${JSON.stringify(lines)}::json) as (${sql.join(own.map((c) => sql`${sql.ref(c.name)} ${c.type}`))})) with ordinality as l
    order by l.ordinality`.execute(tx);
}

/** Takes a checked file in as a whole, in one transaction. What has changed since it was checked is checked again. */
export async function confirmImport(house: House, actor: Actor | null, id: string, importId: string): Promise<number> {
  return onReport(house, actor, 'report.confirmImport', id, async (deed, report) => {
    const { tx, at, record } = deed;
    if (isUuid(importId)) await tx.selectFrom('report_imports').select('id').where('id', '=', importId).forUpdate().execute();
    const it = await importById(tx, importId);
    if (!it || it.reportId !== id) throw notFound();
    demand(can.write(actor, seatOf(report), it.organisationId));
    if (it.state !== 'ready') throw new AppError('conflict', [reason(it.state === 'done' ? 'reports.import.doneAlready' : 'reports.import.notReady')]);
    const reader = { ...house, db: tx } as House;
    const wrong = await checked(reader, it, report, it.rows);
    if (wrong.length > 0) throw new AppError('conflict', [reason('reports.import.changed', { count: wrong.length })]);
    if (it.kind === 'costs') {
      const lines = it.rows.map((row) => {
        const { id: _id, organisationId: _organisation, fileSha256: _file, ...cost } = costOf(row, it.organisationId);
        return costColumns(cost as Parameters<typeof costColumns>[0]);
      });
      await takeIn(tx, freshLine(id, it.organisationId, at), lines);
    } else {
      const { months } = await monthsIn(tx, it, report, it.rows);
      for (const { it: month, hours } of months) await storeHours(deed, month, [...month.hours.filter((h) => isHeld(month, h)), ...hours]);
    }
    await tx.updateTable('report_imports').set({ state: 'done', done_at: at }).where('id', '=', importId).execute();
    await record({
      kind: 'report.imported',
      subject: subjectOf(id),
      body: { import: importId, kind: it.kind, rows: it.rows.length, file: it.fileSha256, content: sha256(JSON.stringify(it.rows)) },
    });
    return it.rows.length;
  });
}
