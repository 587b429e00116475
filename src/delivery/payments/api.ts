import { notFound, see } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { list } from '#src/plumbing/listing.ts';
import { balancesBy, figuresOf } from '#src/plumbing/ledger/read.ts';
import { decideOrder, proposeOrder } from './actions/orders.ts';
import { can } from './policy.ts';
import { moneyOfProject, nextPayments, projectHead } from './queries.ts';
import { ledgerCalls } from './queries/ledger.ts';
import { ordersFor } from './queries/lists.ts';
import { orderDecision, proposeInput } from './schema.ts';
import { orderSpec } from './views/orders.tsx';

const staff = { anyOf: ['office', 'auditor', 'payer'] } as const;

export const paymentsApi: Door[] = [
  door({
    method: 'GET',
    path: '/api/projects/:id/money',
    access: 'signedIn',
    summary: 'What each beneficiary of a project was granted, earned, had and has to have, in cents, and its next payment with what stands in its way',
    async handler({ house, actor, params, now }) {
      const project = await projectHead(house.db, params['id'] ?? '');
      if (!project) throw notFound();
      see(can.readProject(actor, project));
      const rows = await moneyOfProject(house.db, actor, project.id);
      const next = await nextPayments(house.db, rows, romeDate(now));
      return json({
        project: { id: project.id, code: project.code, acronym: project.acronym, cup: project.cup },
        beneficiaries: next.map((n) => ({
          ...n.row,
          next: n.kind === null ? null : { kind: n.kind, grossCents: n.grossCents, interestCents: n.interestCents, payBy: n.row.payBy },
          allowed: n.decision,
        })),
      });
    },
  }),
  door({
    method: 'GET',
    path: '/api/payments/orders',
    access: staff,
    summary: 'Payment orders with their state, a page at a time; sorts and filters like the page',
    async handler({ house, actor, url }) {
      const { rows, total, pages, state } = await list(house.db, ordersFor(actor) as never, orderSpec, url);
      return json({ orders: rows, total, page: state.page, pages });
    },
  }),
  door({
    method: 'POST',
    path: '/api/payments/orders',
    access: { anyOf: ['office'] },
    does: 'payment.propose',
    input: proposeInput,
    summary: 'Proposes the next payment of a beneficiary; the same Idempotency-Key proposes once',
    handler: async ({ house, actor, input, idempotencyKey }) =>
      json({ id: await proposeOrder(house, actor, input.project, input.organisation, idempotencyKey, input.against) }, 201),
  }),
  door({
    method: 'POST',
    path: '/api/payments/orders/:id/decision',
    access: { anyOf: ['office', 'payer'] },
    does: 'payment.decide',
    input: orderDecision,
    summary: 'Approves or refuses a payment order, by another person than who proposed it',
    async handler({ house, actor, params, input }) {
      await decideOrder(house, actor, params['id'] ?? '', input);
      return json({ id: params['id'], state: input.outcome });
    },
  }),
  door({
    method: 'GET',
    path: '/api/ledger/balances',
    access: staff,
    summary: 'Balances of the ledger by kind of account, in cents, each as it grows; `call` and `at` (a day) narrow down',
    async handler({ house, actor, url }) {
      see(can.readLedger(actor));
      const asked = url.searchParams.get('call') ?? '';
      const call = (await ledgerCalls(house.db)).includes(asked) ? asked : '';
      const day = url.searchParams.get('at') ?? '';
      const at = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : '';
      const rows = await balancesBy(house.db, ['kind'], { ...(call && { call }), ...(at && { at }) });
      return json({ balances: rows, figures: figuresOf(rows) });
    },
  }),
];
