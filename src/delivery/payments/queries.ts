import { hasRole, type Actor } from '#src/core/actor.ts';
import type { Decision } from '#src/core/decision.ts';
import type { Cents } from '#src/core/money.ts';
import type { CalendarDate } from '#src/core/time.ts';
import { callCodes } from '#src/funding/calls/queries.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import type { AccountKind } from '#src/plumbing/ledger/accounts.ts';
import { beneficiarySums } from '#src/plumbing/ledger/read.ts';
import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import { can, type Payable } from './policy.ts';
import { closingFor } from './queries/closing.ts';
import { papersOf, type Papers } from './queries/papers.ts';
import { advanceOf, settle, type Plan, type Position, type Settlement } from './rules/plan.ts';
import { openOutcomes, type OrderKind } from './states.ts';

const kinds = [
  'committed',
  'accepted',
  'owed',
  'retained',
  'payable',
  'advance',
  'ordered',
  'paid',
  'recovered',
  'receivable',
  'interestReceivable',
  'interestPayable',
  'withLead',
  'passedOn',
] as const satisfies readonly AccountKind[];

/** The last report of project `p` has been accepted, so that its balance can be paid. */
export const final = sql`(p.state = 'closed' or exists (select from reports f where f.project_id = p.id and f.state = 'accepted' and f.until_on >= p.ends_on))`;

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Which projects somebody sees: all, those of their calls, or those that an organisation of theirs takes part in. */
export function visible(actor: Actor | null, project = 'p'): RawBuilder<boolean> {
  const grants = actor?.grants.filter((g) => g.role === 'office' || g.role === 'auditor' || g.role === 'payer') ?? [];
  if (grants.some((g) => g.scope === null)) return sql<boolean>`true`;
  const calls = grants.flatMap((g) => g.scope ?? []);
  return sql<boolean>`(${sql.ref(`${project}.call_id`)} = any(${calls}) or exists (select from project_members v
    where v.project_id = ${sql.ref(`${project}.id`)} and v.organisation_id = any(${[...(actor?.organisationIds ?? [])]}::uuid[])))`;
}

/** Who is paid for member `m` of project `p` under the call's version `v`. */
export const payeeOf = (p: string, m: string, v: string): RawBuilder<string> =>
  sql`coalesce(case when ${sql.ref(`${v}.definition`)} #> '{delivery,payments,throughLead}' is not null then (select l.organisation_id from project_members l
    where l.project_id = ${sql.ref(`${p}.id`)} and l.role = 'lead' and l.left_on is null) end, ${sql.ref(`${m}.organisation_id`)})`;

/** A beneficiary of a project with its money, as the ledger has it. */
export type MoneyRow = {
  id: string;
  projectId: string;
  applicationId: string;
  organisationId: string;
  code: string;
  acronym: string;
  beneficiary: string;
  role: string;
  ownership: string;
  callId: string;
  /** As people know it: `Bando 01/2024`. */
  callCode: string;
  callVersionId: string;
  cup: string;
  projectState: string;
  aidCents: Cents;
  /** What would be paid next: an advance that has not been, what is due, what is about to be. */
  kind: OrderKind | 'none';
  dueCents: Cents;
  payBy: CalendarDate | null;
  openOrder: string | null;
  openOrderId: string | null;
  /** Who the money goes to: the beneficiary itself, or the lead where the call pays through it. */
  payeeId: string;
  payee: string;
  /** The call pays through the lead: what is due goes out with the tranche. */
  throughLead: boolean;
  hasAccount: boolean;
  final: boolean;
} & Record<(typeof kinds)[number], Cents>;

/**
 * The beneficiaries of the projects that one sees. What is due is what the ledger says; whether it may be paid is decided of the rows that are shown
 * (`nextPayments`), for that needs their papers.
 */
export function moneyOf(actor: Actor | null, projectId?: string): SelectQueryBuilder<never, never, MoneyRow> {
  const sums = sql.join(kinds.map((k) => sql`l.${sql.ref(k)}`));
  const query = sql`select p.id || '/' || m.organisation_id as id, p.id as "projectId", p.application_id as "applicationId", m.organisation_id as "organisationId",
      p.code, p.acronym, o.legal_name as beneficiary, m.role, m.ownership, p.call_id as "callId", cc.code as "callCode", p.call_version_id as "callVersionId", p.cup,
      p.state as "projectState", ${final} as final, m.aid_cents as "aidCents", ${sums}, w.code as "openOrder", w.id as "openOrderId",
      y.id as "payeeId", y.legal_name as payee, v.definition #> '{delivery,payments,throughLead}' is not null as "throughLead", exists (select from bank_accounts b where b.organisation_id = y.id and b.state = 'confirmed') as "hasAccount",
      (select min(s.pay_by) from payment_settlements s where s.project_id = p.id and s.organisation_id = m.organisation_id and s.order_id is null and s.due_cents > 0) as "payBy",
      case when w.id is not null then w.kind
        when l.payable + l.owed + l."interestPayable" > 0 or (${final} and l.retained > 0) then case when ${final} then 'balance' else 'interim' end
        when l.accepted = 0 and l.advance = 0 and l.paid = 0 and p.state = 'running' and l.committed > 0 and v.definition #>> '{delivery,payments,advance,percent}' is not null then 'advance'
        else 'none' end as kind,
      case when w.id is not null then w.net_cents
        when l.payable + l.owed + l."interestPayable" > 0 or (${final} and l.retained > 0) then l.payable + l.owed + l."interestPayable" + case when ${final} then l.retained else 0 end
        when l.accepted = 0 and l.advance = 0 and l.paid = 0 and p.state = 'running' and l.committed > 0
          then floor(m.aid_cents * coalesce((v.definition #>> '{delivery,payments,advance,percent}')::numeric, 0) / 100)::bigint
        else 0 end as "dueCents"
    from projects p join project_members m on m.project_id = p.id
    join organisations o on o.id = m.organisation_id join call_versions v on v.id = p.call_version_id join ${callCodes} cc on cc.id = p.call_id
    join organisations y on y.id = ${payeeOf('p', 'm', 'v')}
    left join payment_orders w on w.project_id = p.id and w.organisation_id = m.organisation_id and w.state in ('proposed', 'approved', 'sent')
    left join lateral ${beneficiarySums('p.application_id', 'm.organisation_id', kinds)} l on true
    where ${visible(actor)} and (m.left_on is null or l.accepted + l.advance + l.paid + l.receivable > 0) ${projectId === undefined ? sql`` : sql`and p.id = ${projectId}::uuid`}`;
  return query as never;
}

export async function moneyOfProject(db: Reader, actor: Actor | null, projectId: string): Promise<MoneyRow[]> {
  if (!isUuid(projectId)) return [];
  const { rows } = await sql<MoneyRow>`select * from (${moneyOf(actor, projectId) as never}) t order by t.role, t.beneficiary`.execute(db as never);
  return rows;
}

/** What the next payment would be, settled on paper only, and whether it may be made. */
export type NextPayment = {
  row: MoneyRow;
  plan: Plan;
  position: Position;
  settlement: Settlement;
  kind: OrderKind | null;
  /** The part of the grant, and interest for being late. */
  grossCents: Cents;
  interestCents: Cents;
  papers: Papers;
  decision: Decision;
};

export const planOf = (call: Call): Plan => ({
  advancePercent: call.delivery?.payments.advance?.percent ?? 0,
  interimUpTo: call.delivery?.payments.interimUpTo ?? 100,
  absorb: 'proportionally',
});

export const positionOf = (r: MoneyRow): Position => ({
  aidCents: r.aidCents,
  acceptedCents: r.accepted,
  owedCents: r.owed,
  retainedCents: r.retained,
  payableCents: r.payable,
  advanceCents: r.advance,
  orderedCents: r.ordered,
  paidCents: r.paid,
  recoveredCents: r.recovered,
  final: r.final,
});

/** The next payment of each of these rows. Three statements, however many there are. */
export async function nextPayments(db: Reader, rows: readonly MoneyRow[], today: CalendarDate): Promise<NextPayment[]> {
  if (rows.length === 0) return [];
  const versions = await db
    .selectFrom('call_versions')
    .select(['id', 'definition'])
    .where('id', 'in', [...new Set(rows.map((r) => r.callVersionId))])
    .execute();
  const calls = new Map(versions.map((v) => [v.id, v.definition as Call]));
  const members = await membersOf(
    db,
    rows.map((r) => r.projectId),
  );
  const papers = await papersOf(db, rows, calls, today);
  return rows.map((row) => {
    const call = calls.get(row.callVersionId)!;
    const plan = planOf(call);
    const position = positionOf(row);
    const settlement = settle(plan, position);
    const due = row.payable + settlement.dueCents;
    const first = row.accepted === 0 && row.advance === 0 && row.paid === 0 && row.ordered === 0 && row.projectState === 'running' && row.committed > 0;
    const kind: OrderKind | null =
      due + row.interestPayable > 0 ? (position.final ? 'balance' : 'interim') : first && plan.advancePercent > 0 ? 'advance' : null;
    const grossCents = kind === 'advance' ? advanceOf(plan, row.aidCents) : due;
    const own = papers.get(row.id)!;
    const payable: Payable = {
      callId: row.callId,
      memberIds: members.get(row.projectId) ?? [],
      beneficiary: row.beneficiary,
      payee: row.payee,
      organisationId: row.organisationId,
      kind,
      grossCents: grossCents + row.interestPayable,
      ended: row.projectState === 'revoked' || row.projectState === 'renounced',
      cup: row.cup,
      account: row.hasAccount,
      openOrder: row.openOrder,
      papers: kind === 'advance' ? [...own.everyPayment, ...own.advance] : kind === null ? [] : own.everyPayment,
      guarantee: own.guarantee,
    };
    return { row, plan, position, settlement, kind, grossCents, interestCents: row.interestPayable, papers: own, decision: can.pay(payable) };
  });
}

/** The organisations of each project. */
export async function membersOf(db: Reader, projectIds: readonly string[]): Promise<Map<string, string[]>> {
  const all = new Map<string, string[]>();
  if (projectIds.length === 0) return all;
  const rows = await db
    .selectFrom('project_members')
    .select(['project_id', 'organisation_id'])
    .where('project_id', 'in', [...new Set(projectIds)])
    .execute();
  for (const r of rows) all.set(r.project_id, [...(all.get(r.project_id) ?? []), r.organisation_id]);
  return all;
}

export type ProjectHead = {
  id: string;
  code: string;
  acronym: string;
  title: string;
  callId: string;
  cup: string;
  state: string;
  applicationId: string;
  memberIds: string[];
};

/** One project, by its id, with who takes part in it. */
export async function projectHead(db: Reader, id: string): Promise<ProjectHead | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await db
    .selectFrom('projects')
    .select(['id', 'code', 'acronym', 'title', 'call_id as callId', 'cup', 'state', 'application_id as applicationId'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { ...row, memberIds: (await membersOf(db, [id])).get(id) ?? [] };
}

export type PaymentCounts = { toPay: number; toApprove: number; toSend: number; accounts: number; late: number; bookings: number; toClose: number };

/** What waits for the office and for who pays, for their desks. */
export async function paymentCounts(db: Reader, actor: Actor, today: CalendarDate): Promise<PaymentCounts | null> {
  if (!hasRole(actor, 'office', 'payer')) return null;
  const { rows } = await sql<PaymentCounts>`select
      (select count(*)::int from (${moneyOf(actor) as never}) t where t."openOrder" is null and t."dueCents" > 0 and t.kind <> 'advance') as "toPay",
      (select count(distinct coalesce(tranche_id, id))::int from payment_orders where state = 'proposed') as "toApprove",
      (select count(distinct coalesce(tranche_id, id))::int from payment_orders where state = 'approved') as "toSend",
      (select count(*)::int from bank_accounts where state = 'proposed') as accounts,
      (select count(*)::int from bank_movements where outcome = any(${openOutcomes})) as bookings,
      (select count(*)::int from (${closingFor(actor) as never}) t where t.ready = 'yes') as "toClose",
      (select count(*)::int from payment_settlements s where s.pay_by < ${today}::date and s.due_cents > 0
        and (s.order_id is null or exists (select from payment_orders o where o.id = s.order_id and o.state in ('proposed', 'approved', 'sent')))) as late`.execute(
    db as never,
  );
  return rows[0]!;
}
