import { euros, type Cents } from '#src/core/money.ts';
import { showDate, type CalendarDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import type { Deed, House } from '#src/plumbing/house.ts';
import { lines } from '#src/plumbing/ledger/events.ts';
import { post, reverse } from '#src/plumbing/ledger/post.ts';
import { mailCopy } from '../copy/mails.ts';
import { interestOn } from '../rules/interest.ts';
import type { Sent } from '../rules/matching.ts';
import { lockOrder } from './orders.ts';
import { closeLater } from './settle.ts';
import { tell } from './shared.ts';
import { lockTranche } from './tranches.ts';
import { askToPassOn, leadPaidFor, takeBack } from './transfers.ts';

type Which = Pick<Sent, 'orderId' | 'trancheId'>;

/** The bank has made a transfer: of an order, or of a tranche with all its shares. */
export async function paySent(house: House, deed: Deed, { orderId, trancheId }: Which, on: CalendarDate): Promise<void> {
  if (trancheId === null) return payOrder(house, deed, orderId!, on);
  const { moved, code, cents, project, leadId } = await lockTranche(deed, trancheId);
  for (const share of moved) await payOrder(house, deed, share.id, on, { leadIsTold: true });
  const shares = moved.map((s) => ({ organisationId: s.organisation_id, cents: s.net_cents }));
  await askToPassOn(house, deed, { key: `tranche/${trancheId}`, path: `/payments/tranches/${trancheId}`, leadId, project, on, shares });
  await deed.record({ kind: 'tranche.paid', subject: `tranche/${trancheId}`, body: { code, on, cents } });
}

/** A transfer came back: what it was of is due again. */
export async function returnSent(deed: Deed, { orderId, trancheId }: Which, on: CalendarDate): Promise<void> {
  if (trancheId === null) return returnOrder(deed, orderId!, on);
  const { moved, code, cents } = await lockTranche(deed, trancheId);
  for (const share of moved) await returnOrder(deed, share.id, on);
  await deed.record({ kind: 'tranche.returned', subject: `tranche/${trancheId}`, body: { code, on, cents } });
}

/**
 * The bank has paid an order, or a share of a tranche, of which the lead is told as a whole. Where it came late, interest from the day after it was due
 * is owed with the next payment.
 */
async function payOrder(house: House, deed: Deed, id: string, on: CalendarDate, { leadIsTold = false } = {}): Promise<void> {
  const { order, project } = await lockOrder(deed, id);
  const who = { application: project.applicationId, organisation: order.organisation_id };
  const subject = `order/${id}`;
  const throughLead = await leadPaidFor(deed, order);
  await deed.tx.updateTable('payment_orders').set({ state: 'paid', paid_on: on }).where('id', '=', id).execute();
  await post(deed, {
    key: `${subject}/paid`,
    kind: 'payment.paid',
    subject,
    on,
    lines: [
      ...lines.payment(who, order.net_cents - order.interest_cents, order.interest_cents),
      ...(throughLead === null ? [] : lines.entrusting(who, order.net_cents)),
    ],
  });
  const late: Cents =
    order.pay_by !== null && order.pay_by < on
      ? interestOn(order.net_cents - order.interest_cents, order.pay_by, on, project.version.call.delivery?.payments.interest ?? []).cents
      : 0;
  if (late > 0) await post(deed, { key: `${subject}/late`, kind: 'payment.lateInterest', subject, on, lines: lines.lateInterest(who, late) });
  if (order.kind === 'balance') await closeLater(deed, project.id);
  await deed.record({ kind: 'payment.paid', subject, body: { code: order.code, on, cents: order.net_cents, ...(late > 0 && { late }) } });
  if (throughLead === null && leadIsTold) return;
  if (throughLead !== null && !leadIsTold) {
    const shares = [{ organisationId: order.organisation_id, cents: order.net_cents }];
    await askToPassOn(house, deed, { key: subject, path: `/payments/orders/${id}#transfers`, leadId: throughLead, project, on, shares });
  }
  await tell(house, deed, order.organisation_id, `order/${id}/paid`, `/projects/${project.id}/money`, (locale) => {
    const t = speak(mailCopy, locale);
    return {
      subject: t.paidSubject(project.acronym),
      text: (throughLead === null ? t.paidText : t.paidToLeadText)({
        amount: euros(order.net_cents, locale),
        on: showDate(on, locale),
        code: order.code,
        cup: order.cup,
      }),
    };
  });
}

/** Money of an order came back: what had left is due again, and its settlements wait for the next order. */
async function returnOrder(deed: Deed, id: string, on: CalendarDate): Promise<void> {
  const { order } = await lockOrder(deed, id);
  const common = { subject: `order/${id}`, on, kind: 'payment.returned' };
  // What the lead said to have passed on of it came back with it.
  await takeBack(deed, id, on);
  if (order.state === 'paid') await reverse(deed, { ...common, key: `order/${id}/paid/returned`, of: `order/${id}/paid` });
  await reverse(deed, { ...common, key: `order/${id}/returned`, of: `order/${id}/approved` });
  await deed.tx.updateTable('payment_orders').set({ state: 'returned', returned_on: on }).where('id', '=', id).execute();
  await deed.tx.updateTable('payment_settlements').set({ order_id: null }).where('order_id', '=', id).execute();
  await deed.record({ kind: 'payment.returned', subject: `order/${id}`, body: { code: order.code, on } });
}
