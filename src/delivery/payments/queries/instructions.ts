import type { Cents } from '#src/core/money.ts';
import type { CalendarDate, Instant } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import { isUuid } from '../queries.ts';
import type { OrderKind, OrderState } from '../states.ts';

/**
 * What the bank is told, one row a transfer: an order by itself, or a whole tranche with its shares as one. A tranche stands where those of its shares
 * stand that need a transfer; `beneficiary` names them all, the payee first.
 */
export const instructions = sql`(
  select w.id, null::uuid as tranche_id, w.code, w.project_id, w.kind, w.state, w.net_cents, w.account_id, w.reasons, w.pay_by, w.proposed_at, w.paid_on, w.batch_id,
    1 as shares, o.legal_name as beneficiary
  from payment_orders w join organisations o on o.id = w.organisation_id where w.tranche_id is null
  union all
  select t.id, t.id, t.code, t.project_id, t.kind, s.state, t.net_cents, t.account_id, t.reasons, s.pay_by, t.proposed_at, s.paid_on, s.batch_id, s.shares, s.beneficiary
  from payment_tranches t join bank_accounts b on b.id = t.account_id
  cross join lateral (select coalesce(max(w.state) filter (where w.net_cents > 0), max(w.state)) as state, min(w.pay_by) as pay_by, max(w.paid_on) as paid_on,
      (array_agg(w.batch_id) filter (where w.batch_id is not null))[1] as batch_id, count(*)::int as shares,
      string_agg(o.legal_name, ' · ' order by o.id <> b.organisation_id, o.legal_name) as beneficiary
    from payment_orders w join organisations o on o.id = w.organisation_id where w.tranche_id = t.id) s)`;

export type ShareRow = {
  id: string;
  code: string;
  organisationId: string;
  beneficiary: string;
  state: OrderState;
  grossCents: Cents;
  interestCents: Cents;
  keptCents: Cents;
  netCents: Cents;
};

export type TrancheFile = {
  id: string;
  code: string;
  projectId: string;
  acronym: string;
  kind: OrderKind;
  state: OrderState;
  netCents: Cents;
  cup: string;
  reasons: string;
  iban: string;
  holder: string;
  lead: string;
  payBy: CalendarDate | null;
  proposedAt: Instant;
  proposedBy: string | null;
  proposedByName: string | null;
  decidedAt: Instant | null;
  decidedByName: string | null;
  refusal: string | null;
  batchId: string | null;
  messageId: string | null;
  paidOn: CalendarDate | null;
  returnedOn: CalendarDate | null;
  shares: ShareRow[];
};

/** One tranche with its shares, the payee's own first. Two statements. */
export async function trancheById(db: Reader, id: string): Promise<TrancheFile | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await sql<
    Omit<TrancheFile, 'shares'>
  >`select t.id, t.code, t.project_id as "projectId", p.acronym, t.kind, i.state, t.net_cents as "netCents",
      w.cup, t.reasons, b.iban, b.holder, o.legal_name as lead, i.pay_by as "payBy", t.proposed_at as "proposedAt", w.proposed_by as "proposedBy",
      x.name as "proposedByName", w.decided_at as "decidedAt", y.name as "decidedByName", w.refusal, i.batch_id as "batchId", f.message_id as "messageId",
      i.paid_on as "paidOn", w.returned_on as "returnedOn"
    from payment_tranches t join ${instructions} i on i.tranche_id = t.id join projects p on p.id = t.project_id join bank_accounts b on b.id = t.account_id
    join organisations o on o.id = b.organisation_id
    cross join lateral (select * from payment_orders w where w.tranche_id = t.id order by w.net_cents desc limit 1) w
    left join people x on x.id = w.proposed_by left join people y on y.id = w.decided_by left join payment_batches f on f.id = i.batch_id
    where t.id = ${id}::uuid`.execute(db as never);
  if (!rows[0]) return undefined;
  const { rows: shares } = await sql<ShareRow>`select w.id, w.code, w.organisation_id as "organisationId", o.legal_name as beneficiary, w.state,
      w.gross_cents as "grossCents", w.interest_cents as "interestCents", w.offset_cents + w.offset_interest_cents as "keptCents", w.net_cents as "netCents"
    from payment_orders w join organisations o on o.id = w.organisation_id where w.tranche_id = ${id}::uuid order by w.code`.execute(db as never);
  return { ...rows[0], shares };
}
