import { sum, type Cents } from '#src/core/money.ts';
import type { Reader, Tx } from '#src/plumbing/database/database.ts';
import { balance } from '#src/plumbing/ledger/read.ts';
import { returnedTo } from '#src/plumbing/ledger/returned.ts';
import { actsOf } from '../rules/calendar.ts';
import type { Call } from '../schema.ts';

/** Money of grants that nothing can end any more, what of it acts have given out anew, and what is left for one. */
export type Reusable = { returnedCents: Cents; usedCents: Cents; leftCents: Cents };

export async function reusableIn(db: Reader | Tx, callId: string): Promise<Reusable> {
  const version = await (db as Reader)
    .selectFrom('call_versions')
    .select('definition')
    .where('call_id', '=', callId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const returnedCents = sum((await returnedTo(db, callId)).map((r) => r.finalCents));
  const usedCents = version ? sum(actsOf(version.definition as Call, 'returnedMoney').map((a) => a.cents)) : 0;
  const freeCents = await balance(db as Reader, { kinds: ['pot'], call: callId });
  return { returnedCents, usedCents, leftCents: Math.max(0, Math.min(returnedCents - usedCents, freeCents)) };
}
