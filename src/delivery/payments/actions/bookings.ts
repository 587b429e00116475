import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { can, type Seen } from '../policy.ts';
import { isUuid, membersOf } from '../queries.ts';
import { mayBeBooked, type SaidToBe } from '../rules/matching.ts';
import type { BankBookingsRow, BankMovementsRow } from '../tables.ts';
import type { BookingPurpose } from '../states.ts';
import { lockOrder } from './orders.ts';
import { paySent, returnSent } from './paying.ts';
import { chargedUntil, receive } from './recoveries.ts';
import { lockTranche } from './tranches.ts';

type Booking = Pick<BankBookingsRow, 'purpose' | 'order_id' | 'tranche_id' | 'recovery_id'>;

export type MovementKey = { statementId: string; line: number };

/** What a movement is said to be: `foreign`, or an order’s, a tranche’s or a claim’s. */
export type About = { purpose: BookingPurpose; id: string | null };

const nameOf = (m: MovementKey): string => `statement/${m.statementId}/${m.line}`;

/**
 * Says what a movement of a statement is that matched nothing, and why. What is nothing of ours is noted at once; what pays an order or comes in on a
 * claim waits for a second person. Returns the booking's id.
 */
export function proposeBooking(house: House, actor: Actor | null, key: MovementKey, { about, reason: why }: { about: About; reason: string }): Promise<string> {
  return act(house, actor, 'movement.book', nameOf(key), async (deed) => {
    const { tx, at } = deed;
    demand(can.bank(actor));
    const m = await lockMovement(deed, key);
    const waiting = await tx
      .selectFrom('bank_bookings')
      .select('id')
      .where('statement_id', '=', key.statementId)
      .where('line', '=', key.line)
      .where('state', '=', 'proposed')
      .executeTakeFirst();
    demand(can.book(actor, { outcome: m.outcome, waiting: waiting !== undefined }));
    const booking = {
      purpose: about.purpose,
      order_id: about.purpose === 'order' ? about.id : null,
      tranche_id: about.purpose === 'tranche' ? about.id : null,
      recovery_id: about.purpose === 'recovery' ? about.id : null,
    };
    const { said, seen } = await target(deed, booking, m);
    demand(can.decideBooking(actor, { state: 'proposed', proposedBy: '' }, seen));
    const allowed = mayBeBooked(m, said);
    if (!allowed.ok) throw new AppError('invalid', allowed.reasons);
    const foreign = about.purpose === 'foreign';
    const { id } = await tx
      .insertInto('bank_bookings')
      .values({
        statement_id: key.statementId,
        line: key.line,
        ...booking,
        reason: why,
        state: foreign ? 'booked' : 'proposed',
        proposed_at: at,
        proposed_by: actor!.id,
        decided_at: foreign ? at : null,
        decided_by: foreign ? actor!.id : null,
        refusal: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (foreign) await settleMovement(deed, key, { outcome: 'foreign', order_id: null, tranche_id: null, recovery_id: null });
    await deed.record({
      kind: foreign ? 'movement.foreign' : 'movement.proposed',
      subject: nameOf(key),
      body: { booking: id, purpose: about.purpose, ...(about.id !== null && { of: about.id }), reason: why },
    });
    return id;
  });
}

/** The second person confirms, and it is booked as the statement would have booked it, or refuses with a reason. Returns where the movement stands. */
export function decideBooking(
  house: House,
  actor: Actor | null,
  id: string,
  { outcome, refusal }: { outcome: 'booked' | 'refused'; refusal: string },
): Promise<MovementKey> {
  return act(house, actor, 'movement.decide', `booking/${id}`, async (deed) => {
    const { tx, at } = deed;
    demand(can.bank(actor));
    const found = isUuid(id) ? await tx.selectFrom('bank_bookings').selectAll().where('id', '=', id).forUpdate().executeTakeFirst() : undefined;
    if (!found) throw notFound();
    const key = { statementId: found.statement_id, line: found.line };
    const m = await lockMovement(deed, key);
    const { said, seen } = await target(deed, found, m);
    demand(can.decideBooking(actor, { state: found.state, proposedBy: found.proposed_by }, seen));
    if (outcome === 'refused' && refusal === '') throw new AppError('invalid', [reason('payments.sayWhy', {}, { at: 'refusal' })]);
    if (outcome === 'booked') {
      demand(mayBeBooked(m, said));
      await book(house, deed, found, m);
    }
    await tx
      .updateTable('bank_bookings')
      .set({ state: outcome, decided_at: at, decided_by: actor!.id, refusal: outcome === 'refused' ? refusal : null })
      .where('id', '=', id)
      .execute();
    await deed.record({
      kind: outcome === 'booked' ? 'movement.booked' : 'movement.refused',
      subject: nameOf(key),
      body: { booking: id, purpose: found.purpose, cents: m.cents, ...(outcome === 'refused' && { refusal }) },
    });
    return key;
  });
}

async function lockMovement({ tx }: Deed, { statementId, line }: MovementKey): Promise<BankMovementsRow> {
  const m =
    isUuid(statementId) && Number.isSafeInteger(line)
      ? await tx.selectFrom('bank_movements').selectAll().where('statement_id', '=', statementId).where('line', '=', line).forUpdate().executeTakeFirst()
      : undefined;
  if (!m) throw notFound();
  return m;
}

/** What is said of a movement as it stands under lock, and whose money it is. */
async function target(deed: Deed, booking: Booking, m: BankMovementsRow): Promise<{ said: SaidToBe; seen: Seen }> {
  if (booking.purpose === 'foreign') return { said: { purpose: 'foreign' }, seen: { callId: '', memberIds: [] } };
  if (booking.purpose === 'order') {
    const { order, seen } = await lockOrder(deed, booking.order_id!);
    // A share is paid with its tranche: by itself nothing of it is at the bank.
    return { said: { purpose: 'order', code: order.code, cents: order.net_cents, state: order.tranche_id === null ? order.state : 'approved' }, seen };
  }
  if (booking.purpose === 'tranche') {
    const { code, cents, state, seen } = await lockTranche(deed, booking.tranche_id!);
    return { said: { purpose: 'order', code, cents, state }, seen };
  }
  const claim = await deed.tx
    .selectFrom('recoveries as r')
    .innerJoin('projects as p', 'p.id', 'r.project_id')
    .select(['r.reference', 'r.state', 'r.project_id', 'p.call_id'])
    .where('r.id', '=', booking.recovery_id!)
    .executeTakeFirst();
  if (!claim) throw notFound();
  const seen = { callId: claim.call_id, memberIds: (await membersOf(deed.tx, [claim.project_id])).get(claim.project_id) ?? [] };
  const now = await chargedUntil(deed, booking.recovery_id!, m.booked_on);
  return {
    said: { purpose: 'recovery', reference: claim.reference, open: claim.state === 'open', cents: now.capitalCents + now.interestCents },
    seen,
  };
}

async function book(house: House, deed: Deed, booking: Booking, m: BankMovementsRow): Promise<void> {
  const key = { statementId: m.statement_id, line: m.line };
  if (booking.purpose === 'recovery') {
    await receive(deed, booking.recovery_id!, { cents: m.cents, on: m.booked_on, how: 'bank', order: null, key: nameOf(key) });
    return settleMovement(deed, key, { outcome: 'received', order_id: null, tranche_id: null, recovery_id: booking.recovery_id });
  }
  const { order_id, tranche_id } = booking;
  const which = { orderId: order_id, trancheId: tranche_id };
  if (m.direction === 'debit') await paySent(house, deed, which, m.booked_on);
  else await returnSent(deed, which, m.booked_on);
  return settleMovement(deed, key, { outcome: m.direction === 'debit' ? 'paid' : 'returned', order_id, tranche_id, recovery_id: null });
}

async function settleMovement(
  { tx }: Deed,
  { statementId, line }: MovementKey,
  set: Pick<BankMovementsRow, 'outcome' | 'order_id' | 'tranche_id' | 'recovery_id'>,
): Promise<void> {
  await tx.updateTable('bank_movements').set(set).where('statement_id', '=', statementId).where('line', '=', line).execute();
}
