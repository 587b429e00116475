import { notFound, see } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { can as canPay } from '#src/delivery/payments/policy.ts';
import { projectHead } from '#src/delivery/payments/queries.ts';
import { orderById } from '#src/delivery/payments/queries/lists.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { file, page } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { deliverEvidence } from '../actions/packs.ts';
import { packCopy } from '../copy/pack.ts';
import { can } from '../policy.ts';
import { deliveriesOf, paymentsFor, type PaymentRow } from '../queries/evidence.ts';
import { PaymentPage, paymentSpec, PaymentsPage } from '../views/payments.tsx';

const readers = { anyOf: ['office', 'auditor'] } as const;

export const paymentDoors: Door[] = [
  door({
    method: 'GET',
    path: '/audit/payments',
    access: readers,
    async handler(ask) {
      const listed = await list<PaymentRow>(ask.house.db, paymentsFor(ask.actor) as never, paymentSpec, ask.url);
      if (listed.state.csv) return file(csv(paymentSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', 'pagamenti.csv');
      return page(speak(packCopy, ask.locale).payments, <PaymentsPage listed={listed} />, { wide: true });
    },
  }),
  door({
    method: 'GET',
    path: '/audit/payments/:id',
    access: readers,
    async handler(ask) {
      const order = await orderById(ask.house.db, ask.params['id'] ?? '');
      const project = order && (await projectHead(ask.house.db, order.projectId));
      if (!order || !project) throw notFound();
      see(canPay.readProject(ask.actor, project));
      return page(
        speak(packCopy, ask.locale).packOf(order.code),
        <PaymentPage order={order} deliveries={await deliveriesOf(ask.house.db, order.id)} receive={can.receive(ask.actor, project)} />,
        { wide: true },
      );
    },
  }),
  door({
    method: 'POST',
    path: '/audit/payments/:id/deliveries',
    access: readers,
    does: 'audit.deliver',
    async handler(ask) {
      const { bytes, name } = await deliverEvidence(ask.house, ask.actor, ask.params['id'] ?? '', ask.locale);
      return file(bytes, 'application/zip', name);
    },
  }),
];
