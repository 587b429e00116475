import { hasRole, type Actor } from '#src/core/actor.ts';
import { addDays, type CalendarDate } from '#src/core/time.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { sql, type RawBuilder } from 'kysely';
import { inScope, type Scope } from '../queries.ts';
import { GUARANTEE_DAYS, type AlarmKind } from '../rules/alarms.ts';

export type AlarmRow = { id: string; kind: AlarmKind; ref: string; acronym: string; spoke: number | null; about: string; dueOn: CalendarDate };

/** Of which kinds a person can open the rows: reports are not for who pays, money and contracts not for who leads a Spoke. */
export function kindsFor(actor: Actor | null): AlarmKind[] {
  const staff = hasRole(actor, 'office', 'auditor');
  return [
    ...(staff || hasRole(actor, 'payer') ? (['contractLate', 'guaranteeEnds', 'paymentLate', 'transferLate', 'recoveryLate'] as const) : []),
    ...(staff || hasRole(actor, 'spokeLeader') ? (['reportLate', 'checkLate'] as const) : []),
    'workLate',
  ];
}

/** Where what an alarm is about is put right. */
export const placeOf = ({ kind, ref }: Pick<AlarmRow, 'kind' | 'ref'>): string =>
  kind === 'contractLate' || kind === 'guaranteeEnds'
    ? `/contracts/${ref}`
    : kind === 'reportLate' || kind === 'checkLate'
      ? `/reports/${ref}`
      : kind === 'workLate'
        ? `/projects/${ref}`
        : kind === 'paymentLate'
          ? `/projects/${ref}/money`
          : kind === 'transferLate'
            ? `/payments/orders/${ref}#transfers`
            : `/payments/recoveries/${ref}`;

const runs = sql`p.state in ('running', 'closing')`;
const dueAt = sql`((p.starts_on + make_interval(months => d.month))::date - 1)`;

/** Of each kind: what it is about, where it is, and the day. `p` is the project, but for contracts, which have none yet. */
const sources: Record<AlarmKind, (today: CalendarDate) => RawBuilder<unknown>> = {
  contractLate: (today) => sql`select k.id as ref, k.call_id, s.acronym, s.main_spoke as spoke, '' as about, k.due_on from contracts k
    join submissions s on s.application_id = k.application_id and s.superseded_at is null where k.state = 'offered' and k.due_on < ${today}::date`,
  guaranteeEnds: (today) => sql`select k.id, p.call_id, p.acronym, p.main_spoke, coalesce(o.legal_name, ''), d.valid_until
    from contract_documents d join contracts k on k.id = d.contract_id join projects p on p.contract_id = k.id and ${runs} join call_versions v on v.id = k.call_version_id
    left join organisations o on o.id = d.organisation_id
    where d.removed_at is null and d.refused_at is null and d.valid_until <= ${addDays(today, GUARANTEE_DAYS)}::date
      and exists (select from jsonb_array_elements(v.definition #> '{contract,documents}') x where x ->> 'id' = d.document_id and x ->> 'before' = 'advance')`,
  reportLate: (
    today,
  ) => sql`select r.id, p.call_id, p.acronym, p.main_spoke, r.number::text, r.due_on from reports r join projects p on p.id = r.project_id and ${runs}
    where r.state in ('open', 'returned') and r.due_on < ${today}::date`,
  checkLate: (
    today,
  ) => sql`select r.id, p.call_id, p.acronym, p.main_spoke, r.number::text, r.check_due_on from reports r join projects p on p.id = r.project_id
    where r.state = 'submitted' and r.check_due_on < ${today}::date`,
  workLate: (today) => sql`select p.id, p.call_id, p.acronym, p.main_spoke, d.title, ${dueAt} from projects p join (
      select project_id, title, month from project_deliverables where met_on is null union all select project_id, title, month from project_milestones where met_on is null
    ) d on d.project_id = p.id where ${runs} and ${dueAt} < ${today}::date`,
  paymentLate: (
    today,
  ) => sql`select p.id, p.call_id, p.acronym, p.main_spoke, o.legal_name, s.pay_by from payment_settlements s join projects p on p.id = s.project_id
    join organisations o on o.id = s.organisation_id where s.pay_by < ${today}::date and s.due_cents > 0
      and (s.order_id is null or exists (select from payment_orders w where w.id = s.order_id and w.state in ('proposed', 'approved', 'sent')))`,
  transferLate: (
    today,
  ) => sql`select w.id, p.call_id, p.acronym, p.main_spoke, o.legal_name, w.paid_on + (v.definition #>> '{delivery,payments,throughLead,withinDays}')::int
    from payment_orders w join bank_accounts b on b.id = w.account_id and b.organisation_id <> w.organisation_id join projects p on p.id = w.project_id
    join call_versions v on v.id = p.call_version_id join organisations o on o.id = w.organisation_id
    where w.state = 'paid' and w.paid_on + (v.definition #>> '{delivery,payments,throughLead,withinDays}')::int < ${today}::date
      and w.net_cents > (select coalesce(sum(t.cents), 0) from payment_transfers t where t.order_id = w.id and t.withdrawn_at is null)`,
  recoveryLate: (today) => sql`select r.id, p.call_id, p.acronym, p.main_spoke, r.reference, r.due_on from recoveries r join projects p on p.id = r.project_id
    where r.state = 'open' and r.due_on < ${today}::date`,
};

/** All that is late or about to end, of these kinds and of the Spokes that one sees. */
export function alarms(kinds: readonly AlarmKind[], scope: Pick<Scope, 'programme' | 'spokes'>, today: CalendarDate): RawBuilder<AlarmRow> {
  const all = kinds.map((kind) => sql`select ${kind}::text as kind, x.* from (${sources[kind](today)}) as x (ref, call_id, acronym, spoke, about, due_on)`);
  return sql<AlarmRow>`select a.kind || '/' || row_number() over (partition by a.kind order by a.due_on, a.ref, a.about) as id, a.kind, a.ref, a.acronym, a.spoke, a.about,
      a.due_on as "dueOn"
    from (${sql.join(all, sql` union all `)}) a join calls c on c.id = a.call_id and c.programme_id = ${scope.programme} where ${inScope(scope.spokes, sql`a.spoke`)}`;
}

/** How many of each kind there are. */
export async function alarmCounts(db: Reader, rows: RawBuilder<AlarmRow>): Promise<Map<AlarmKind, number>> {
  const { rows: counts } = await sql<{ kind: AlarmKind; n: number }>`select kind, count(*)::int as n from (${rows}) t group by kind`.execute(db as never);
  return new Map(counts.map((c) => [c.kind, c.n]));
}
