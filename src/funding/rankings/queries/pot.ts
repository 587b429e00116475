import type { Cents } from '#src/core/money.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { balance } from '#src/plumbing/ledger/read.ts';
import { sql } from 'kysely';

/** What came back to the pot of a call, by what brought it back: a grant that ended, a project that did not spend all, a variation. */
export const returnKinds = ['award.ended', 'award.decommitted', 'award.varied'] as const;
export type ReturnKind = (typeof returnKinds)[number];

export type Pot = { freeCents: Cents; returned: { kind: ReturnKind; entries: number; cents: Cents }[] };

/** What of a call's pot nobody has been granted, and what of it had been granted before. */
export async function potOf(db: Reader, callId: string): Promise<Pot> {
  const { rows } = await sql<{
    kind: ReturnKind;
    entries: number;
    cents: Cents;
  }>`select e.kind, count(distinct e.id)::int as entries, sum(p.cents)::bigint as cents
    from ledger_groups g join ledger_accounts a on a.group_id = g.id join ledger_postings p on p.account_id = a.id join ledger_entries e on e.id = p.entry_id
    where g.call_id = ${callId} and g.kind = 'pot' and e.kind = any(${[...returnKinds]}) group by e.kind having sum(p.cents) <> 0 order by e.kind`.execute(
    db as never,
  );
  return { freeCents: await balance(db, { kinds: ['pot'], call: callId }), returned: rows };
}
