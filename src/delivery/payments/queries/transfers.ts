import { sum, type Cents } from '#src/core/money.ts';
import { addDays, type CalendarDate, type Instant } from '#src/core/time.ts';
import type { LeadMoney } from '#src/delivery/projects/rules/partners.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Reader, Tx } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import type { Entrusted } from '../policy.ts';
import { isUuid } from '../queries.ts';

/** An order that was paid to the lead for another member: how much it brought, how much of it was passed on, by when it has to be. */
export type EntrustedOrder = Entrusted & {
  orderId: string;
  code: string;
  projectId: string;
  /** The lead that was paid; null: the order goes to the beneficiary itself. */
  leadId: string | null;
  lead: string;
  partner: string;
  passBy: CalendarDate | null;
};

const columns = sql`w.id as "orderId", w.code, w.project_id as "projectId", case when b.organisation_id <> w.organisation_id then b.organisation_id end as "leadId",
  l.legal_name as lead, o.legal_name as partner, case when w.state = 'paid' then w.paid_on end as "paidOn",
  case when w.state = 'paid' and b.organisation_id <> w.organisation_id then w.net_cents else 0 end::bigint as "entrustedCents",
  (select coalesce(sum(t.cents), 0) from payment_transfers t where t.order_id = w.id and t.withdrawn_at is null)::bigint as "passedCents", v.definition as call`;
const source = sql`payment_orders w join bank_accounts b on b.id = w.account_id join organisations o on o.id = w.organisation_id
  join organisations l on l.id = b.organisation_id join projects p on p.id = w.project_id join call_versions v on v.id = p.call_version_id`;

const withTerm = ({ call, ...row }: Omit<EntrustedOrder, 'passBy'> & { call: Call }): EntrustedOrder => {
  const days = call.delivery?.payments.throughLead?.withinDays;
  return { ...row, passBy: row.paidOn === null || days === undefined ? null : addDays(row.paidOn, days) };
};

export async function entrustedBy(db: Reader | Tx, orderId: string): Promise<EntrustedOrder | undefined> {
  if (!isUuid(orderId)) return undefined;
  const { rows } = await sql<Omit<EntrustedOrder, 'passBy'> & { call: Call }>`select ${columns} from ${source} where w.id = ${orderId}::uuid`.execute(
    db as never,
  );
  return rows[0] && withTerm(rows[0]);
}

/** The orders of a project that were paid to the lead for others, the newest first. */
export async function entrustedIn(db: Reader, projectId: string): Promise<EntrustedOrder[]> {
  const { rows } = await sql<Omit<EntrustedOrder, 'passBy'> & { call: Call }>`select ${columns} from ${source}
    where w.project_id = ${projectId}::uuid and w.state = 'paid' and b.organisation_id <> w.organisation_id order by w.paid_on desc, w.code desc`.execute(
    db as never,
  );
  return rows.map(withTerm);
}

/** What the present lead of a project holds for others: orders for them on their way to its account, and what it was paid and has not passed on. */
export async function leadMoneyOf(db: Reader, projectId: string): Promise<LeadMoney> {
  const { rows } = await sql<{
    code: string;
    cents: Cents;
  }>`select w.code, w.net_cents as cents from payment_orders w join bank_accounts b on b.id = w.account_id
    where w.project_id = ${projectId}::uuid and w.state in ('proposed', 'approved', 'sent') and b.organisation_id <> w.organisation_id order by w.code`.execute(
    db as never,
  );
  const paid = await entrustedIn(db, projectId);
  return { orders: rows, withLeadCents: sum(paid.map((o) => o.entrustedCents - o.passedCents)) };
}

export type TransferRow = {
  id: string;
  orderId: string;
  cents: Cents;
  on: CalendarDate;
  sha256: string;
  fileName: string;
  declaredAt: Instant;
  declaredBy: string;
  withdrawnAt: Instant | null;
  withdrawal: string | null;
};

/** What was declared of an order, the oldest first, what was taken back included. */
export async function transfersOf(db: Reader, orderId: string): Promise<TransferRow[]> {
  const { rows } = await sql<TransferRow>`select t.id, t.order_id as "orderId", t.cents, t.transferred_on as on, t.sha256, t.file_name as "fileName",
      t.declared_at as "declaredAt", x.name as "declaredBy", t.withdrawn_at as "withdrawnAt", t.withdrawal
    from payment_transfers t join people x on x.id = t.declared_by where t.order_id = ${orderId}::uuid order by t.declared_at, t.id`.execute(db as never);
  return rows;
}

export async function orderOfTransfer(db: Reader, id: string): Promise<string | undefined> {
  return (await db.selectFrom('payment_transfers').select('order_id').where('id', '=', id).executeTakeFirst())?.order_id;
}

export async function transferById(db: Reader, id: string): Promise<TransferRow | undefined> {
  const orderId = isUuid(id) ? await orderOfTransfer(db, id) : undefined;
  return orderId === undefined ? undefined : (await transfersOf(db, orderId)).find((t) => t.id === id);
}
