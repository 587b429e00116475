import type { Actor } from '#src/core/actor.ts';
import type { Cents } from '#src/core/money.ts';
import type { CalendarDate, Instant } from '#src/core/time.ts';
import { isUuid, visible } from '#src/delivery/payments/queries.ts';
import { allPostings, type PostingRow } from '#src/delivery/payments/queries/postings.ts';
import type { OrderKind } from '#src/delivery/payments/states.ts';
import { callCodes } from '#src/funding/calls/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import type { Movement, PackIndex } from '../rules/pack.ts';

type List<Row> = SelectQueryBuilder<never, never, Row>;

export type PaymentRow = {
  id: string;
  code: string;
  acronym: string;
  beneficiary: string;
  call: string;
  callCode: string;
  kind: OrderKind;
  netCents: Cents;
  paidOn: CalendarDate;
  deliveries: number;
};

/** Orders that were paid, with how often their evidence was handed out. */
export const paymentsFor = (actor: Actor | null): List<PaymentRow> =>
  sql`select w.id, w.code, p.acronym, o.legal_name as beneficiary, p.call_id as call, cc.code as "callCode", w.kind, w.net_cents as "netCents", w.paid_on as "paidOn",
      (select count(*)::int from audit_packs k where k.order_id = w.id) as deliveries
    from payment_orders w join projects p on p.id = w.project_id join ${callCodes} cc on cc.id = p.call_id join organisations o on o.id = w.organisation_id
    where w.state = 'paid' and ${visible(actor)}` as never;

export type Delivery = { id: string; deliveredAt: Instant; person: string; sha256: string; bytes: number; contents: PackIndex };

/** Who got the evidence of an order, the newest first. */
export const deliveriesOf = (db: Reader, orderId: string): Promise<Delivery[]> =>
  db
    .selectFrom('audit_packs as k')
    .innerJoin('people as w', 'w.id', 'k.person_id')
    .select(['k.id', 'k.delivered_at as deliveredAt', 'w.name as person', 'k.sha256', 'k.bytes', 'k.contents'])
    .where('k.order_id', '=', orderId)
    .orderBy('k.delivered_at', 'desc')
    .orderBy('k.id')
    .execute() as unknown as Promise<Delivery[]>;

export type Settled = {
  id: string;
  settledOn: CalendarDate;
  dueCents: Cents;
  absorbedCents: Cents;
  retainedCents: Cents;
  releasedCents: Cents;
  computation: unknown;
};

/** What an order rests on that is in no list of another room. */
export type Grounds = {
  organisationId: string;
  trancheId: string | null;
  previousAt: Instant | null;
  settlements: Settled[];
  reports: { id: string; number: number; decidedAt: Instant | null; sha256: string | null; outcomeSha256: string | null }[];
  movements: Movement[];
};

/** The order's beneficiary, the order before it, what was settled for it, the project's accepted reports and what the bank said. Four statements. */
export async function groundsOf(db: Reader, orderId: string): Promise<Grounds | undefined> {
  if (!isUuid(orderId)) return undefined;
  const { rows } = await sql<{
    organisationId: string;
    projectId: string;
    trancheId: string | null;
    previousAt: Instant | null;
  }>`select w.organisation_id as "organisationId", w.tranche_id as "trancheId", w.project_id as "projectId",
      (select max(b.proposed_at) from payment_orders b where b.project_id = w.project_id and b.organisation_id = w.organisation_id and b.proposed_at < w.proposed_at
        and b.kind <> 'advance' and b.state in ('sent', 'paid', 'approved')) as "previousAt"
    from payment_orders w where w.id = ${orderId}::uuid`.execute(db as never);
  const order = rows[0];
  if (!order) return undefined;
  const settlements = await db
    .selectFrom('payment_settlements')
    .select(['id', 'settled_on as settledOn', 'due_cents as dueCents', 'absorbed_cents as absorbedCents', 'retained_cents as retainedCents'])
    .select(['released_cents as releasedCents', 'computation'])
    .where('order_id', '=', orderId)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  const reports = await db
    .selectFrom('reports')
    .select(['id', 'number', 'decided_at as decidedAt', 'sha256', 'outcome_sha256 as outcomeSha256'])
    .where('project_id', '=', order.projectId)
    .where('state', '=', 'accepted')
    .orderBy('number')
    .execute();
  const movements = await db
    .selectFrom('bank_movements as m')
    .innerJoin('bank_statements as s', 's.id', 'm.statement_id')
    .select(['s.statement_id as statementId', 'm.line', 'm.booked_on as bookedOn', 'm.direction', 'm.cents', 'm.end_to_end_id as endToEndId', 's.sha256'])
    .select('s.file_name as fileName')
    .where((eb) => eb.or([eb('m.order_id', '=', orderId), ...(order.trancheId === null ? [] : [eb('m.tranche_id', '=', order.trancheId)])]))
    .orderBy('s.statement_id')
    .orderBy('m.line')
    .execute();
  return { organisationId: order.organisationId, trancheId: order.trancheId, previousAt: order.previousAt, settlements, reports, movements };
}

export type FrozenSheet = { name: string; month: CalendarDate; content: string };

/** The months of a beneficiary's people with hours in a report, as they were when it took them: the very texts, also of sheets that were opened again. */
export async function frozenSheets(db: Reader, reportId: string, organisationId: string): Promise<FrozenSheet[]> {
  const { rows } = await sql<FrozenSheet>`select w.name, t.month, coalesce(k.content, t.content) as content
    from (select distinct timesheet_id, sheet from report_hours where report_id = ${reportId}::uuid) u join timesheets t on t.id = u.timesheet_id
    join project_people w on w.id = t.worker_id and w.organisation_id = ${organisationId}::uuid
    left join timesheet_papers k on k.timesheet_id = t.id and k.sha256 = u.sheet
    where k.content is not null or t.content is not null
    order by w.name, t.month, t.id`.execute(db as never);
  return rows;
}

/** The postings of the entries that an order, its settlements and its reports made, in their order. */
export async function postingsOf(db: Reader, keys: { subjects: readonly string[]; settlements: readonly string[] }): Promise<(PostingRow & { key: string })[]> {
  const { rows } = await sql<PostingRow & { key: string }>`select t.*, e.key from (${allPostings}) t join ledger_entries e on e.id = t."entryId"
    where e.subject = any(${[...keys.subjects]}::text[]) or e.key = any(${keys.settlements.map((s) => `settlement/${s}`)}::text[]) order by t."entryId", t.id`.execute(
    db as never,
  );
  return rows;
}

export type LoggedDeed = { id: number; at: Instant; who: string | null; kind: string; subject: string; body: string };

/** What the evidence log says about these subjects. */
export const deedsOn = (db: Reader, subjects: readonly string[]): Promise<LoggedDeed[]> =>
  db
    .selectFrom('evidence_events as v')
    .leftJoin('people as w', 'w.id', 'v.actor')
    .select(['v.id', 'v.at', 'w.name as who', 'v.kind', 'v.subject', 'v.body'])
    .where('v.subject', 'in', [...subjects])
    .orderBy('v.id')
    .execute();
