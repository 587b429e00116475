import type { Cents } from '#src/core/money.ts';
import { reusableIn } from '#src/funding/calls/queries/returned.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { balance } from '#src/plumbing/ledger/read.ts';
import { returnedTo, type Returned } from '#src/plumbing/ledger/returned.ts';

export type Pot = { freeCents: Cents; returned: Returned[]; reusableCents: Cents };

/** What of a call's pot nobody has been granted, what of it had been granted before, and what of that an act may give out anew. */
export async function potOf(db: Reader, callId: string): Promise<Pot> {
  const [freeCents, returned, reusable] = [await balance(db, { kinds: ['pot'], call: callId }), await returnedTo(db, callId), await reusableIn(db, callId)];
  return { freeCents, returned, reusableCents: reusable.leftCents };
}
