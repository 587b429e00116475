import type { Actor } from '#src/core/actor.ts';
import type { Cents } from '#src/core/money.ts';
import type { CalendarDate, Instant } from '#src/core/time.ts';
import { callCodes } from '#src/funding/calls/queries.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql, type SelectQueryBuilder } from 'kysely';
import { isUuid, visible } from '../queries.ts';
import { instructions } from './instructions.ts';
import type { Interest } from '../rules/interest.ts';
import { openOutcomes, type AccountState, type MovementOutcome, type OrderKind, type OrderState, type RecoveryCause, type RecoveryState } from '../states.ts';

type List<Row> = SelectQueryBuilder<never, never, Row>;

export type OrderRow = {
  id: string;
  /** A whole tranche, in one transfer to the lead. */
  trancheId: string | null;
  code: string;
  acronym: string;
  /** Whose money it is; of a tranche all of them. */
  beneficiary: string;
  shares: number;
  call: string;
  /** As people know it: `Bando 01/2024`. */
  callCode: string;
  kind: OrderKind;
  state: OrderState;
  netCents: Cents;
  payBy: CalendarDate | null;
  proposedAt: Instant;
  paidOn: CalendarDate | null;
  projectId: string;
  batchId: string | null;
};

/** What was and will be transferred for the projects that one sees: orders, and tranches as one. */
export const ordersFor = (actor: Actor | null, where: { projectId?: string; batchId?: string } = {}): List<OrderRow> =>
  sql`select i.id, i.tranche_id as "trancheId", i.code, p.acronym, i.beneficiary, i.shares, p.call_id as call, cc.code as "callCode", i.kind, i.state, i.net_cents as "netCents",
      i.pay_by as "payBy", i.proposed_at as "proposedAt", i.paid_on as "paidOn", p.id as "projectId", i.batch_id as "batchId"
    from ${instructions} i join projects p on p.id = i.project_id join ${callCodes} cc on cc.id = p.call_id
    where ${visible(actor)} ${where.projectId ? sql`and p.id = ${where.projectId}::uuid` : sql``} ${where.batchId ? sql`and i.batch_id = ${where.batchId}::uuid` : sql``}` as never;

/** What of an order is kept because the same beneficiary has to give money back, on this project or another. */
export type Kept = { id: string; reference: string; acronym: string; capitalCents: Cents; interestCents: Cents };

export type OrderFile = Omit<OrderRow, 'shares' | 'callCode'> & {
  /** The code of the tranche that it is a share of. */
  tranche: string | null;
  grossCents: Cents;
  offsetCents: Cents;
  offsetInterestCents: Cents;
  interestCents: Cents;
  cup: string;
  reasons: string;
  iban: string;
  holder: string;
  computation: Record<string, unknown> & {
    claims?: Kept[];
    position: Record<string, unknown>;
    plan: { advancePercent: number; interimUpTo: number; absorb: string };
  };
  proposedBy: string | null;
  proposedByName: string | null;
  decidedAt: Instant | null;
  decidedByName: string | null;
  refusal: string | null;
  messageId: string | null;
  returnedOn: CalendarDate | null;
};

export async function orderById(db: Reader, id: string): Promise<OrderFile | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await sql<OrderFile>`select w.id, w.tranche_id as "trancheId", k.code as tranche, w.code, p.acronym, o.legal_name as beneficiary,
      p.call_id as call, w.kind, w.state, w.net_cents as "netCents", w.pay_by as "payBy", w.proposed_at as "proposedAt", w.paid_on as "paidOn", p.id as "projectId", w.batch_id as "batchId",
      w.gross_cents as "grossCents", w.offset_cents as "offsetCents", w.offset_interest_cents as "offsetInterestCents", w.interest_cents as "interestCents",
      w.cup, w.reasons, b.iban, b.holder, w.computation, w.proposed_by as "proposedBy", x.name as "proposedByName", w.decided_at as "decidedAt",
      y.name as "decidedByName", w.refusal, f.message_id as "messageId", w.returned_on as "returnedOn"
    from payment_orders w join projects p on p.id = w.project_id join organisations o on o.id = w.organisation_id join bank_accounts b on b.id = w.account_id
    left join people x on x.id = w.proposed_by left join people y on y.id = w.decided_by left join payment_batches f on f.id = w.batch_id
    left join payment_tranches k on k.id = w.tranche_id
    where w.id = ${id}::uuid`.execute(db as never);
  return rows[0];
}

export type BatchRow = { id: string; messageId: string; madeAt: Instant; executeOn: CalendarDate; orders: number; cents: Cents; sha256: string; paid: number };

export const batches = (): List<BatchRow> =>
  sql`select f.id, f.message_id as "messageId", f.made_at as "madeAt", f.execute_on as "executeOn", f.orders, f.cents, f.sha256,
      (select count(distinct coalesce(w.tranche_id, w.id))::int from payment_orders w where w.batch_id = f.id and w.state = 'paid') as paid from payment_batches f` as never;

export async function batchById(db: Reader, id: string): Promise<(BatchRow & { debtorName: string; debtorIban: string }) | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await sql<BatchRow & { debtorName: string; debtorIban: string }>`select t.*, f.debtor_name as "debtorName", f.debtor_iban as "debtorIban"
    from (${batches() as never}) t join payment_batches f on f.id = t.id where t.id = ${id}::uuid`.execute(db as never);
  return rows[0];
}

/** How many orders are approved and not in a file yet, what they come to, and the account that they would be paid from. */
export async function readyToSend(db: Reader, programmeId: string): Promise<{ orders: number; cents: Cents; iban: string | null; holder: string | null }> {
  const { rows } = await sql<{
    orders: number;
    cents: Cents;
    iban: string | null;
    holder: string | null;
  }>`select count(distinct coalesce(tranche_id, id))::int as orders, coalesce(sum(net_cents), 0)::bigint as cents,
      (select iban from bank_accounts where programme_id = ${programmeId} and state = 'confirmed') as iban,
      (select holder from bank_accounts where programme_id = ${programmeId} and state = 'confirmed') as holder
    from payment_orders where state = 'approved'`.execute(db as never);
  return rows[0]!;
}

export type StatementRow = { id: string; statementId: string; iban: string; createdOn: CalendarDate; uploadedAt: Instant; movements: number; open: number };

/** `open`: movements that booked nothing. */
export const statements = (): List<StatementRow> =>
  sql`select s.id, s.statement_id as "statementId", s.iban, s.created_on as "createdOn", s.uploaded_at as "uploadedAt",
      (select count(*)::int from bank_movements m where m.statement_id = s.id) as movements,
      (select count(*)::int from bank_movements m where m.statement_id = s.id and m.outcome = any(${openOutcomes})) as open from bank_statements s` as never;

export async function statementById(db: Reader, id: string): Promise<StatementRow | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await sql<StatementRow>`select * from (${statements() as never}) t where t.id = ${id}::uuid`.execute(db as never);
  return rows[0];
}

export type MovementRow = {
  id: string;
  line: number;
  bookedOn: CalendarDate;
  direction: 'debit' | 'credit';
  cents: Cents;
  endToEndId: string | null;
  party: string | null;
  remittance: string | null;
  outcome: MovementOutcome;
  orderId: string | null;
  trancheId: string | null;
  /** Of the order or the tranche. */
  orderCode: string | null;
  orderCents: Cents | null;
  recoveryId: string | null;
  reference: string | null;
  /** Somebody has said what it is, and a second person is to confirm. */
  waiting: boolean;
};

/** What ISO 20022 has a bank write where no reference was given. */
const NOT_PROVIDED = 'NOTPROVIDED';

export const movementsOf = (statementId: string): List<MovementRow> =>
  sql`select m.statement_id || '/' || m.line as id, m.line, m.booked_on as "bookedOn", m.direction, m.cents, nullif(m.end_to_end_id, ${NOT_PROVIDED}) as "endToEndId", m.party, m.remittance,
      m.outcome, m.order_id as "orderId", m.tranche_id as "trancheId", coalesce(w.code, k.code) as "orderCode",
      coalesce(w.net_cents, k.net_cents) as "orderCents", m.recovery_id as "recoveryId", r.reference,
      exists (select from bank_bookings b where b.statement_id = m.statement_id and b.line = m.line and b.state = 'proposed') as waiting
    from bank_movements m left join payment_orders w on w.id = m.order_id left join payment_tranches k on k.id = m.tranche_id left join recoveries r on r.id = m.recovery_id where m.statement_id = ${statementId}::uuid` as never;

export type RecoveryRow = {
  id: string;
  reference: string;
  acronym: string;
  beneficiary: string;
  call: string;
  cause: RecoveryCause;
  state: RecoveryState;
  capitalCents: Cents;
  interestCents: Cents;
  receivedCents: Cents;
  openCents: Cents;
  dueOn: CalendarDate;
  openedAt: Instant;
  projectId: string;
};

/** Claims on money of the projects that one sees; interest as charged so far. */
export const recoveriesFor = (actor: Actor | null, projectId?: string): List<RecoveryRow> =>
  sql`select r.id, r.reference, p.acronym, o.legal_name as beneficiary, p.call_id as call, r.cause, r.state, r.capital_cents as "capitalCents",
      r.interest_cents as "interestCents", c.received as "receivedCents", r.capital_cents + r.interest_cents - c.received as "openCents", r.due_on as "dueOn",
      r.opened_at as "openedAt", p.id as "projectId"
    from recoveries r join projects p on p.id = r.project_id join organisations o on o.id = r.organisation_id
    cross join lateral (select coalesce(sum(x.capital_cents + x.interest_cents), 0)::bigint as received from recovery_receipts x where x.recovery_id = r.id) c
    where ${visible(actor)} ${projectId ? sql`and p.id = ${projectId}::uuid` : sql``}` as never;

export type RecoveryFile = RecoveryRow & {
  reason: string;
  interestTo: CalendarDate;
  from: { on: CalendarDate; cents: Cents; interest: Interest }[];
  instalments: { number: number; dueOn: CalendarDate; cents: Cents }[];
  receipts: { number: number; on: CalendarDate; capitalCents: Cents; interestCents: Cents; how: 'bank' | 'offset'; orderId: string | null }[];
};

export async function recoveryById(db: Reader, actor: Actor | null, id: string): Promise<RecoveryFile | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await sql<RecoveryFile & { computation: { from: RecoveryFile['from'] } }>`select t.*, r.reason, r.interest_to as "interestTo", r.computation
    from (${recoveriesFor(actor) as never}) t join recoveries r on r.id = t.id where t.id = ${id}::uuid`.execute(db as never);
  const row = rows[0];
  if (!row) return undefined;
  const instalments = await db
    .selectFrom('recovery_instalments')
    .select(['number', 'due_on as dueOn', 'cents'])
    .where('recovery_id', '=', id)
    .orderBy('number')
    .execute();
  const receipts = await db
    .selectFrom('recovery_receipts')
    .select(['number', 'received_on as on', 'capital_cents as capitalCents', 'interest_cents as interestCents', 'how', 'order_id as orderId'])
    .where('recovery_id', '=', id)
    .orderBy('number')
    .execute();
  return { ...row, from: row.computation.from, instalments, receipts };
}

export type AccountRow = {
  id: string;
  owner: string;
  organisationId: string | null;
  iban: string;
  holder: string;
  reason: string;
  state: AccountState;
  proposedAt: Instant;
  proposedBy: string;
  proposedByName: string;
  decidedByName: string | null;
  refusal: string | null;
};

/** Bank accounts: all of them, or those of one's own organisations. */
export const accountsFor = (actor: Actor | null, all: boolean): List<AccountRow> =>
  sql`select b.id, coalesce(o.legal_name, q.acronym) as owner, b.organisation_id as "organisationId", b.iban, b.holder, b.reason, b.state,
      b.proposed_at as "proposedAt", b.proposed_by as "proposedBy", x.name as "proposedByName", y.name as "decidedByName", b.refusal
    from bank_accounts b left join organisations o on o.id = b.organisation_id left join programmes q on q.id = b.programme_id
    join people x on x.id = b.proposed_by left join people y on y.id = b.decided_by
    ${all ? sql`` : sql`where b.organisation_id = any(${[...(actor?.organisationIds ?? [])]}::uuid[])`}` as never;

export async function accountById(db: Reader, actor: Actor | null, all: boolean, id: string): Promise<AccountRow | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await sql<AccountRow>`select * from (${accountsFor(actor, all) as never}) t where t.id = ${id}::uuid`.execute(db as never);
  return rows[0];
}

/** Beneficiaries of projects, to choose one from. */
export const payees = (db: Reader): Promise<{ id: string; name: string }[]> =>
  db
    .selectFrom('organisations as o')
    .select(['o.id', 'o.legal_name as name'])
    .where((eb) => eb.exists(eb.selectFrom('project_members as m').select('m.project_id').whereRef('m.organisation_id', '=', 'o.id')))
    .orderBy('o.legal_name')
    .execute();
