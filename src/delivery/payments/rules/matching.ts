import { no, reason, yes, type Decision } from '#src/core/decision.ts';
import type { Cents } from '#src/core/money.ts';
import type { OrderState } from '../states.ts';
import type { Movement } from './statement.ts';

/** An order that was sent to the bank, and a claim whose reference may stand in a receipt. */
export type SentOrder = { id: string; endToEndId: string; cents: Cents; state: OrderState };
export type Claim = { id: string; reference: string; capitalCents: Cents; interestCents: Cents };

export type Match =
  | { outcome: 'paid' | 'returned' | 'repeated'; orderId: string; recoveryId: null }
  | { outcome: 'partial'; orderId: string | null; recoveryId: string | null }
  | { outcome: 'received'; orderId: null; recoveryId: string }
  | { outcome: 'unmatched'; orderId: null; recoveryId: null };

const none: Match = { outcome: 'unmatched', orderId: null, recoveryId: null };

/**
 * What a movement is. Money that went out is an order's when the end-to-end id is its own and the amount is exactly its; another amount is shown and
 * pays nothing. Money that came in is a return when it carries an order's id, a receipt when it names a claim and is no more than what is asked.
 */
export function match(m: Movement, orders: ReadonlyMap<string, SentOrder>, claims: readonly Claim[]): Match {
  const order = m.endToEndId === null ? undefined : orders.get(m.endToEndId);
  const back = m.direction === 'credit' || m.returned;
  if (order && !back) {
    if (m.cents !== order.cents) return { outcome: 'partial', orderId: order.id, recoveryId: null };
    if (order.state !== 'sent') return { outcome: 'repeated', orderId: order.id, recoveryId: null };
    return { outcome: 'paid', orderId: order.id, recoveryId: null };
  }
  if (order) {
    if (m.cents !== order.cents) return { outcome: 'partial', orderId: order.id, recoveryId: null };
    return order.state === 'sent' || order.state === 'paid'
      ? { outcome: 'returned', orderId: order.id, recoveryId: null }
      : { outcome: 'repeated', orderId: order.id, recoveryId: null };
  }
  if (m.direction === 'debit') return none;
  const said = `${m.endToEndId ?? ''} ${m.remittance ?? ''}`.toUpperCase();
  const claim = claims.find((c) => new RegExp(`(^|[^A-Z0-9])${c.reference}($|[^A-Z0-9])`).test(said));
  if (!claim) return none;
  return m.cents > claim.capitalCents + claim.interestCents
    ? { outcome: 'partial', orderId: null, recoveryId: claim.id }
    : { outcome: 'received', orderId: null, recoveryId: claim.id };
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
