import { notFound, see } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { list } from '#src/plumbing/listing.ts';
import { balancesBy, figuresOf } from '#src/plumbing/ledger/read.ts';
import { decideBooking, proposeBooking } from './actions/bookings.ts';
import { closeProject } from './actions/closing.ts';
import { decideOrder, proposeOrder } from './actions/orders.ts';
import { can } from './policy.ts';
import { moneyOfProject, nextPayments, projectHead } from './queries.ts';
import { candidatesFor, movementFile } from './queries/bookings.ts';
import { closingFor } from './queries/closing.ts';
import { ledgerCalls } from './queries/ledger.ts';
import { ordersFor } from './queries/lists.ts';
import { postingsPage } from './queries/postings.ts';
import { bookingDecision, bookingInput, closureInput, orderDecision, proposeInput } from './schema.ts';
import type { BookingPurpose } from './states.ts';
import { closingSpec } from './views/closing.tsx';
import { postingSpec } from './views/ledger.tsx';
import { orderSpec } from './views/orders.tsx';

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
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
    once: true,
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
      const call = (await ledgerCalls(house.db)).some((c) => c.id === asked) ? asked : '';
      const day = url.searchParams.get('at') ?? '';
      const at = isDay(day) ? day : '';
      const rows = await balancesBy(house.db, ['kind'], { ...(call && { call }), ...(at && { at }) });
      return json({ balances: rows, figures: figuresOf(rows) });
    },
  }),
  door({
    method: 'GET',
    path: '/api/ledger/entries',
    access: staff,
    summary: 'Postings of the ledger, the newest first, from one posting on: `after` and `before` of an answer lead on and back; filters like the page',
    async handler({ house, actor, url }) {
      see(can.readLedger(actor));
      const day = url.searchParams.get('at') ?? '';
      const { rows, steps } = await postingsPage(house.db, postingSpec, url, isDay(day) ? day : null);
      return json({ postings: rows, before: steps!.before?.['before'] ?? null, after: steps!.after?.['after'] ?? null });
    },
  }),
  door({
    method: 'GET',
    path: '/api/payments/statements/:id/movements/:line',
    access: staff,
    summary: 'One movement of a bank statement, what somebody said that it is, and what it could be booked to',
    async handler({ house, actor, params }) {
      see(can.readAll(actor));
      const movement = await movementFile(house.db, params['id'] ?? '', params['line'] ?? '');
      if (!movement) throw notFound();
      const waiting = movement.bookings.find((b) => b.state === 'proposed');
      const allowed = can.book(actor, { outcome: movement.outcome, waiting: waiting !== undefined });
      return json({ movement, candidates: allowed.ok ? await candidatesFor(house.db, movement) : [], allowed });
    },
  }),
  door({
    method: 'POST',
    path: '/api/payments/statements/:id/movements/:line/bookings',
    access: { anyOf: ['office', 'payer'] },
    does: 'movement.book',
    input: bookingInput,
    summary:
      'Says what a movement is that matched nothing: `foreign`, `order/<id>`, `tranche/<id>` or `recovery/<id>`; where money of the ledger moves a second person confirms it',
    async handler({ house, actor, params, input }) {
      const [purpose, id] = input.about.split('/') as [BookingPurpose, string | undefined];
      const key = { statementId: params['id'] ?? '', line: Number(params['line']) };
      return json({ id: await proposeBooking(house, actor, key, { about: { purpose, id: id ?? null }, reason: input.reason }) }, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/payments/bookings/:id/decision',
    access: { anyOf: ['office', 'payer'] },
    does: 'movement.decide',
    input: bookingDecision,
    summary: 'The second person confirms or refuses a booking by hand',
    async handler({ house, actor, params, input }) {
      await decideBooking(house, actor, params['id'] ?? '', input);
      return json({ id: params['id'], state: input.outcome });
    },
  }),
  door({
    method: 'GET',
    path: '/api/payments/closing',
    access: staff,
    summary: 'Projects whose last report was accepted, and whether they can be closed, a page at a time',
    async handler({ house, actor, url }) {
      const { rows, total, pages, state } = await list(house.db, closingFor(actor) as never, closingSpec as never, url);
      return json({ projects: rows, total, page: state.page, pages });
    },
  }),
  door({
    method: 'POST',
    path: '/api/projects/:id/closure',
    access: { anyOf: ['office'] },
    does: 'payment.close',
    input: closureInput,
    summary: 'Closes a project of which all is reported, accepted, paid and come back; what was not spent goes back to the pot of the call',
    handler: async ({ house, actor, params, input }) =>
      json({ id: params['id'], decommittedCents: await closeProject(house, actor, params['id'] ?? '', input.reason) }),
  }),
];
