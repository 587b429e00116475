import type { Cents } from '#src/core/money.ts';
import type { Reader, Tx } from '#src/plumbing/database/database.ts';
import { sql } from 'kysely';

/** What brings granted money back to its pot: a grant that ended, a project that did not spend all, a variation. */
export const returnKinds = ['award.ended', 'award.decommitted', 'award.varied'] as const;
export type ReturnKind = (typeof returnKinds)[number];

/**
 * `final`: of a grant that nothing can end any more, for its project was closed with money left or all of it was accepted. A grant that ends
 * later is freed whole by the ranking, what had come back of it before included: that must not be given out twice.
 */
export type Returned = { kind: ReturnKind; entries: number; cents: Cents; finalCents: Cents };

/** What came back to the pot of a call, by what brought it back. */
export async function returnedTo(db: Reader | Tx, callId: string): Promise<Returned[]> {
  const { rows } = await sql<Returned>`with back as (
      select e.id, e.kind, sum(p.cents) as cents,
        (select min(b.application_id::text)::uuid from ledger_postings q join ledger_accounts b on b.id = q.account_id where q.entry_id = e.id) as application
      from ledger_groups g join ledger_accounts a on a.group_id = g.id join ledger_postings p on p.account_id = a.id join ledger_entries e on e.id = p.entry_id
      where g.call_id = ${callId} and g.kind = 'pot' and e.kind = any(${[...returnKinds]}) group by e.id, e.kind),
    lives as (
      select a.application_id as application, coalesce(sum(b.cents) filter (where g.kind = 'committed'), 0) as committed,
        coalesce(sum(b.cents) filter (where g.kind = 'accepted'), 0) as accepted
      from ledger_accounts a join ledger_groups g on g.id = a.group_id join ledger_balances b on b.account_id = a.id
      where g.kind in ('committed', 'accepted') and a.application_id in (select application from back) group by a.application_id)
    select back.kind, count(*)::int as entries, sum(back.cents)::bigint as cents, coalesce(sum(back.cents) filter (where back.kind <> 'award.ended'
        and lives.committed > 0 and (lives.committed = lives.accepted or exists (select from back other where other.application = back.application and other.kind = 'award.decommitted'))), 0)::bigint as "finalCents"
    from back left join lives on lives.application = back.application group by back.kind having sum(back.cents) <> 0 order by back.kind`.execute(db as never);
  return rows;
}
