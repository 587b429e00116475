import type { Cents } from '#src/core/money.ts';
import type { CalendarDate, Instant } from '#src/core/time.ts';
import type { CostCategory } from '#src/funding/calls/vocabulary.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import { invoiceKey, invoiceStem, type Claims, type CostLine } from '../rules/costs.ts';
import type { Proofless } from '../rules/proofs.ts';
import type { CutReason, LineKind, Verdict } from '../states.ts';

/** Nobody's id. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** Whose lines: of all members, or of these. */
export type Scope = 'all' | readonly string[];

export type Line = {
  id: string;
  organisationId: string;
  organisation: string;
  kind: LineKind;
  category: CostCategory;
  description: string;
  supplier: string;
  supplierVat: string;
  invoiceNumber: string;
  invoiceOn: CalendarDate | null;
  paidOn: CalendarDate | null;
  paymentRef: string;
  cents: Cents;
  cup: string;
  fileSha256: string | null;
  fileName: string | null;
  fileType: string | null;
  workerId: string | null;
  month: CalendarDate | null;
  quarters: number | null;
  hourCents: Cents | null;
  /** Of hours that belong to an earlier period: its number. */
  period: number | null;
  sampled: boolean;
  verdict: Verdict;
  cutCents: Cents;
  cutReason: CutReason | null;
  note: string | null;
};

const lines = (db: Reader) =>
  db
    .selectFrom('report_lines as l')
    .innerJoin('organisations as o', 'o.id', 'l.organisation_id')
    .select(['l.id', 'l.organisation_id as organisationId', 'o.legal_name as organisation', 'l.kind', 'l.category', 'l.description', 'l.supplier'])
    .select(['l.supplier_vat as supplierVat', 'l.invoice_number as invoiceNumber', 'l.invoice_on as invoiceOn', 'l.paid_on as paidOn'])
    .select(['l.payment_ref as paymentRef', 'l.cents', 'l.cup', 'l.file_sha256 as fileSha256', 'l.file_name as fileName', 'l.file_type as fileType'])
    .select(['l.worker_id as workerId', 'l.month', 'l.quarters', 'l.hour_cents as hourCents', 'l.period', 'l.sampled', 'l.verdict', 'l.cut_cents as cutCents'])
    .select(['l.cut_reason as cutReason', 'l.note']);

/** All lines of a report in the order in which they were written. */
export const linesOf = (db: Reader, reportId: string): Promise<Line[]> =>
  lines(db).where('l.report_id', '=', reportId).orderBy('l.position').execute() as Promise<Line[]>;

/** The cost lines of a member that have no proof yet, with their row as the list counts it. */
export async function proofless(db: Reader, reportId: string, organisationId: string): Promise<Proofless[]> {
  const { rows } = await sql<Proofless>`select * from (
      select id, row_number() over (order by position)::int as position, invoice_number as "invoiceNumber", supplier, supplier_vat as "supplierVat",
        kind, organisation_id, file_sha256 from report_lines where report_id = ${reportId}::uuid) t
    where t.kind = 'cost' and t.organisation_id = ${organisationId}::uuid and t.file_sha256 is null order by t.position`.execute(db as never);
  return rows.map(({ id, position, invoiceNumber, supplier, supplierVat }) => ({ id, position, invoiceNumber, supplier, supplierVat }));
}

export const lineById = (db: Reader, reportId: string, id: string): Promise<Line | undefined> =>
  lines(db).where('l.report_id', '=', reportId).where('l.id', '=', id).executeTakeFirst() as Promise<Line | undefined>;

/** A line of other costs as its rules see it. */
export const asCost = (line: Line): CostLine => ({ ...line, invoiceOn: line.invoiceOn! });

export type LineRow = Pick<
  Line,
  | 'id'
  | 'organisationId'
  | 'organisation'
  | 'kind'
  | 'category'
  | 'description'
  | 'supplier'
  | 'invoiceNumber'
  | 'invoiceOn'
  | 'paidOn'
  | 'cents'
  | 'sampled'
  | 'verdict'
  | 'cutCents'
  | 'fileName'
  | 'month'
> & { position: number };

/** The lines of a report for a list, of the members that the reader may see. */
export const lineList = (db: Reader, reportId: string, scope: Scope): SelectQueryBuilder<never, never, LineRow> =>
  db
    .selectFrom('report_lines as l')
    .innerJoin('organisations as o', 'o.id', 'l.organisation_id')
    .select(['l.id', 'l.organisation_id as organisationId', 'o.legal_name as organisation', 'l.kind', 'l.category', 'l.description', 'l.supplier'])
    .select(['l.invoice_number as invoiceNumber', 'l.invoice_on as invoiceOn', 'l.paid_on as paidOn', 'l.cents', 'l.sampled', 'l.verdict'])
    .select(['l.cut_cents as cutCents', 'l.file_name as fileName', 'l.position', 'l.month'])
    .where('l.report_id', '=', reportId)
    .$if(scope !== 'all', (q) => q.where('l.organisation_id', 'in', scope.length > 0 ? [...(scope as readonly string[])] : [nobody])) as never;

/** Which of these invoices and files other reports of the programme hold already. One statement, whatever the number of lines. */
export async function claimsOf(db: Reader, reportId: string, costs: readonly CostLine[]): Promise<Claims> {
  const claims = { invoices: new Map(), files: new Map(), otherYears: new Map() } satisfies Record<
    keyof Claims,
    Map<string, { project: string; report: number }>
  >;
  if (costs.length === 0) return claims;
  const stems = [...new Set(costs.map(invoiceStem))];
  const files = [...new Set(costs.flatMap((c) => (c.fileSha256 === null ? [] : [c.fileSha256])))];
  const { rows } = await sql<{ key: string; file: string | null; project: string; report: number }>`
    select l.invoice_key as key, l.file_sha256 as file, p.code as project, r.number as report
    from (
      select id from report_lines where claimed and kind = 'cost' and left(invoice_key, -5) = any(${stems}::text[])
      union
      select id from report_lines where claimed and kind = 'cost' and file_sha256 = any(${files}::text[])
    ) f
    join report_lines l on l.id = f.id join reports r on r.id = l.report_id join projects p on p.id = r.project_id
    where l.report_id <> ${reportId}`.execute(db as never);
  const keys = new Set(costs.map(invoiceKey));
  for (const { key, file, project, report } of rows) {
    if (keys.has(key)) claims.invoices.set(key, { project, report });
    else claims.otherYears.set(key.slice(0, -5), { project, report });
    if (file !== null) claims.files.set(file, { project, report });
  }
  return claims;
}

export type Question = {
  id: string;
  lineId: string;
  organisationId: string;
  about: string;
  question: string;
  askedAt: Instant;
  dueOn: CalendarDate;
  answer: string | null;
  answeredAt: Instant | null;
  answeredBy: string | null;
};

/** The questions about a report's lines, those without an answer first. */
export const questionsOf = (db: Reader, reportId: string, scope: Scope): Promise<Question[]> =>
  db
    .selectFrom('report_questions as q')
    .innerJoin('report_lines as l', 'l.id', 'q.line_id')
    .leftJoin('people as p', 'p.id', 'q.answered_by')
    .select(['q.id', 'q.line_id as lineId', 'l.organisation_id as organisationId', 'l.description as about', 'q.question', 'q.asked_at as askedAt'])
    .select(['q.due_on as dueOn', 'q.answer', 'q.answered_at as answeredAt', 'p.name as answeredBy'])
    .where('q.report_id', '=', reportId)
    .$if(scope !== 'all', (q) => q.where('l.organisation_id', 'in', scope.length > 0 ? [...(scope as readonly string[])] : [nobody]))
    .orderBy(sql`q.answer is not null`)
    .orderBy('q.asked_at')
    .orderBy('q.id')
    .execute();
