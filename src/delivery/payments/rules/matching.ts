import { no, reason, yes, type Decision } from '#src/core/decision.ts';
import type { Cents } from '#src/core/money.ts';
import type { OrderState } from '../states.ts';
import type { Movement } from './statement.ts';

/** A transfer that was sent to the bank, of one order or of a whole tranche, and a claim whose reference may stand in a receipt. */
export type Sent = { orderId: string | null; trancheId: string | null; endToEndId: string; cents: Cents; state: OrderState };
export type Claim = { id: string; reference: string; capitalCents: Cents; interestCents: Cents };

export type Match =
  | { outcome: 'paid' | 'returned' | 'repeated'; sent: Sent; recoveryId: null }
  | { outcome: 'partial'; sent: Sent | null; recoveryId: string | null }
  | { outcome: 'received'; sent: null; recoveryId: string }
  | { outcome: 'unmatched'; sent: null; recoveryId: null };

const none: Match = { outcome: 'unmatched', sent: null, recoveryId: null };

/**
 * What a movement is. Money that went out is an order's when the end-to-end id is its own and the amount is exactly its; another amount is shown and
 * pays nothing. Money that came in is a return when it carries an order's id, a receipt when it names a claim and is no more than what is asked.
 */
export function match(m: Movement, sent: ReadonlyMap<string, Sent>, claims: readonly Claim[]): Match {
  const it = m.endToEndId === null ? undefined : sent.get(m.endToEndId);
  const back = m.direction === 'credit' || m.returned;
  if (it && !back) {
    if (m.cents !== it.cents) return { outcome: 'partial', sent: it, recoveryId: null };
    if (it.state !== 'sent') return { outcome: 'repeated', sent: it, recoveryId: null };
    return { outcome: 'paid', sent: it, recoveryId: null };
  }
  if (it) {
    if (m.cents !== it.cents) return { outcome: 'partial', sent: it, recoveryId: null };
    return it.state === 'sent' || it.state === 'paid'
      ? { outcome: 'returned', sent: it, recoveryId: null }
      : { outcome: 'repeated', sent: it, recoveryId: null };
  }
  if (m.direction === 'debit') return none;
  const said = `${m.endToEndId ?? ''} ${m.remittance ?? ''}`.toUpperCase();
  const claim = claims.find((c) => new RegExp(`(^|[^A-Z0-9])${c.reference}($|[^A-Z0-9])`).test(said));
  if (!claim) return none;
  return m.cents > claim.capitalCents + claim.interestCents
    ? { outcome: 'partial', sent: null, recoveryId: claim.id }
    : { outcome: 'received', sent: null, recoveryId: claim.id };
}

/** What somebody says that a movement is. The claim as it stands on the day of the movement. */
export type SaidToBe =
  | { purpose: 'order'; code: string; cents: Cents; state: OrderState }
  | { purpose: 'recovery'; reference: string; open: boolean; cents: Cents }
  | { purpose: 'foreign' };

/**
 * May a movement be booked by hand as that? An order is paid, or comes back, by exactly its amount; what comes in on a claim is no more than what is
 * asked. The rest of a movement would have no place in the ledger.
 */
export function mayBeBooked(m: Pick<Movement, 'direction' | 'cents'>, it: SaidToBe): Decision {
  if (it.purpose === 'foreign') return yes;
  const at = { at: 'about' };
  if (it.purpose === 'order') {
    const states: readonly OrderState[] = m.direction === 'debit' ? ['sent'] : ['sent', 'paid'];
    if (!states.includes(it.state)) return no(reason(m.direction === 'debit' ? 'payments.orderNotSent' : 'payments.orderNotOut', { code: it.code }, at));
    return m.cents === it.cents ? yes : no(reason('payments.notItsAmount', { code: it.code, expectedCents: it.cents, cents: m.cents }, at));
  }
  if (m.direction === 'debit') return no(reason('payments.wentOut', { reference: it.reference }, at));
  if (!it.open) return no(reason('payments.claimClosed', {}, at));
  return m.cents <= it.cents ? yes : no(reason('payments.moreThanAsked', { reference: it.reference, openCents: it.cents, cents: m.cents }, at));
}
