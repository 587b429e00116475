import type { Cents } from '#src/core/money.ts';
import type { Instant } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';
import { isUuid } from '../queries.ts';
import type { BookingPurpose, BookingState } from '../states.ts';
import { instructions } from './instructions.ts';
import { movementsOf, type MovementRow } from './lists.ts';

export type BookingRow = {
  id: string;
  purpose: BookingPurpose;
  orderId: string | null;
  trancheId: string | null;
  recoveryId: string | null;
  /** The code of the order or tranche, or the reference of the claim. */
  named: string | null;
  /** Whose it is and how much: of an order or a tranche what it pays, of a claim what is left of it. Null: nothing of ours. */
  acronym: string | null;
  beneficiary: string | null;
  cents: Cents | null;
  reason: string;
  state: BookingState;
  proposedAt: Instant;
  proposedBy: string;
  proposedByName: string;
  decidedAt: Instant | null;
  decidedByName: string | null;
  refusal: string | null;
};

export type MovementFile = MovementRow & { statementId: string; statement: string; bookings: BookingRow[] };

/** One movement with all that was said of it, the latest first. */
export async function movementFile(db: Reader, statementId: string, line: string): Promise<MovementFile | undefined> {
  const number = Number(line);
  if (!isUuid(statementId) || !Number.isSafeInteger(number)) return undefined;
  const { rows } = await sql<MovementRow & { statement: string }>`select t.*, s.statement_id as statement
    from (${movementsOf(statementId) as never}) t join bank_statements s on s.id = ${statementId}::uuid where t.line = ${number}`.execute(db as never);
  if (!rows[0]) return undefined;
  const { rows: bookings } = await sql<BookingRow>`select b.id, b.purpose, b.order_id as "orderId", b.tranche_id as "trancheId", b.recovery_id as "recoveryId",
      coalesce(i.code, r.reference) as named,
      p.acronym, coalesce(i.beneficiary, o.legal_name) as beneficiary, coalesce(i.net_cents, r.capital_cents + r.interest_cents
        - coalesce((select sum(c.capital_cents + c.interest_cents) from recovery_receipts c where c.recovery_id = r.id), 0))::bigint as cents, b.reason, b.state, b.proposed_at as "proposedAt", b.proposed_by as "proposedBy", x.name as "proposedByName",
      b.decided_at as "decidedAt", y.name as "decidedByName", b.refusal
    from bank_bookings b left join ${instructions} i on i.id = coalesce(b.order_id, b.tranche_id) left join recoveries r on r.id = b.recovery_id
    left join projects p on p.id = coalesce(i.project_id, r.project_id) left join organisations o on o.id = r.organisation_id
    join people x on x.id = b.proposed_by left join people y on y.id = b.decided_by
    where b.statement_id = ${statementId}::uuid and b.line = ${number} order by b.proposed_at desc, b.id`.execute(db as never);
  return { ...rows[0], statementId, bookings };
}

/** What a movement could be: `order/<id>` or `tranche/<id>` of exactly its amount, or `recovery/<id>` of a claim that is open. */
export type Candidate = { value: string; named: string; acronym: string; beneficiary: string; cents: Cents };

/** At most a hundred of each, those nearest in amount first. */
export async function candidatesFor(db: Reader, m: Pick<MovementRow, 'direction' | 'cents'>): Promise<Candidate[]> {
  const orders = sql`select case when i.tranche_id is null then 'order/' else 'tranche/' end || i.id as value, i.code as named, p.acronym, i.beneficiary,
      i.net_cents as cents, 1 as first
    from ${instructions} i join projects p on p.id = i.project_id
    where i.net_cents = ${m.cents} and i.state = any(${m.direction === 'debit' ? ['sent'] : ['sent', 'paid']}) order by i.code desc limit 100`;
  const claims = sql`select 'recovery/' || r.id, r.reference, p.acronym, o.legal_name, r.capital_cents + r.interest_cents - c.received, 2
    from recoveries r join projects p on p.id = r.project_id join organisations o on o.id = r.organisation_id
    cross join lateral (select coalesce(sum(x.capital_cents + x.interest_cents), 0)::bigint as received from recovery_receipts x where x.recovery_id = r.id) c
    where r.state = 'open' order by abs(r.capital_cents + r.interest_cents - c.received - ${m.cents}), r.reference limit 100`;
  const { rows } =
    await sql<Candidate>`select value, named, acronym, beneficiary, cents from ((${orders}) ${m.direction === 'credit' ? sql`union all (${claims})` : sql``}) t
    order by first, abs(cents - ${m.cents}), named`.execute(db as never);
  return rows;
}

/** What a beneficiary has still to give back on its other projects, by beneficiary. */
export async function claimedElsewhere(db: Reader, projectId: string): Promise<Map<string, Cents>> {
  const { rows } = await sql<{ organisation: string; cents: Cents }>`select r.organisation_id as organisation,
      sum(r.capital_cents + r.interest_cents - coalesce((select sum(x.capital_cents + x.interest_cents) from recovery_receipts x where x.recovery_id = r.id), 0))::bigint as cents
    from recoveries r where r.state = 'open' and r.project_id <> ${projectId}::uuid
      and exists (select from project_members m where m.project_id = ${projectId}::uuid and m.organisation_id = r.organisation_id) group by 1`.execute(
    db as never,
  );
  return new Map(rows.map((r) => [r.organisation, r.cents]));
}
