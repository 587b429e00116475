import { AppError, notFound, see } from '#src/core/errors.ts';
import { reason } from '#src/core/decision.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, json, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { mediaTypeOf } from '#src/plumbing/inspection.ts';
import { proposeAll } from '../actions/orders.ts';
import { declareTransfer, withdrawTransfer, type Declared } from '../actions/transfers.ts';
import { can } from '../policy.ts';
import { projectHead } from '../queries.ts';
import { entrustedIn, transferById, transfersOf } from '../queries/transfers.ts';
import { orderById } from '../queries/lists.ts';
import { TRANSFER_PROOF_MAX_BYTES, transferApiInput, transferInput, tranchePropose, withdrawalInput } from '../schema.ts';

const idOf = (ask: Ask<unknown>): string => ask.params['id'] ?? '';

/** What was sent, once its size is looked at. */
async function given(input: { cents: number; on: string; file: File }): Promise<Declared> {
  if (input.file.size > TRANSFER_PROOF_MAX_BYTES)
    throw new AppError('invalid', [reason('payments.fileTooLarge', { megabytes: TRANSFER_PROOF_MAX_BYTES / 1_000_000 }, { at: 'file' })]);
  return { cents: input.cents, on: input.on, file: { fileName: input.file.name, bytes: new Uint8Array(await input.file.arrayBuffer()) } };
}

/** The order that a transfer is of, for who may see its project. */
async function seenTransfer(ask: Ask<unknown>) {
  const transfer = await transferById(ask.house.db, idOf(ask));
  const order = transfer && (await orderById(ask.house.db, transfer.orderId));
  const project = order && (await projectHead(ask.house.db, order.projectId));
  if (!transfer || !project) throw notFound();
  see(can.readProject(ask.actor, project));
  return transfer;
}

export const transferDoors = (orderPage: (ask: Ask<unknown>, again?: Again) => Promise<Reply>): Door[] => [
  door({
    method: 'POST',
    path: '/projects/:id/money/tranche',
    access: { anyOf: ['office'] },
    does: 'payment.propose',
    input: tranchePropose,
    async handler(ask) {
      await proposeAll(ask.house, ask.actor, idOf(ask), ask.idempotencyKey, ask.input.against);
      return seeOther(`/projects/${idOf(ask)}/money`);
    },
  }),
  door({
    method: 'POST',
    path: '/payments/orders/:id/transfers',
    access: 'signedIn',
    does: 'transfer.declare',
    input: transferInput,
    again: orderPage,
    async handler(ask) {
      await declareTransfer(ask.house, ask.actor, idOf(ask), await given(ask.input), ask.idempotencyKey);
      return seeOther(`/payments/orders/${idOf(ask)}#transfers`);
    },
  }),
  door({
    method: 'POST',
    path: '/payments/transfers/:id/withdrawal',
    access: 'signedIn',
    does: 'transfer.withdraw',
    input: withdrawalInput,
    async handler(ask) {
      const { orderId } = await seenTransfer(ask);
      await withdrawTransfer(ask.house, ask.actor, idOf(ask), ask.input.reason);
      return seeOther(`/payments/orders/${orderId}#transfers`);
    },
  }),
  door({
    method: 'GET',
    path: '/payments/transfers/:id/file',
    access: 'signedIn',
    async handler(ask) {
      const transfer = await seenTransfer(ask);
      return file(await ask.house.files.get(transfer.sha256), mediaTypeOf(transfer.fileName), transfer.fileName);
    },
  }),
  door({
    method: 'POST',
    path: '/api/projects/:id/tranche',
    access: { anyOf: ['office'] },
    does: 'payment.propose',
    input: tranchePropose,
    summary: 'Proposes all that may be paid of a project at once, one order for the share of each beneficiary; the same Idempotency-Key proposes once',
    handler: async (ask) => json({ ids: await proposeAll(ask.house, ask.actor, idOf(ask), ask.idempotencyKey, ask.input.against) }, 201),
  }),
  door({
    method: 'GET',
    path: '/api/projects/:id/transfers',
    access: 'signedIn',
    summary: 'Where the call pays through the lead: what it received for each partner, in cents, what it has passed on and by when the rest is due',
    async handler(ask) {
      const project = await projectHead(ask.house.db, idOf(ask));
      if (!project) throw notFound();
      see(can.readProject(ask.actor, project));
      const orders = [];
      for (const o of await entrustedIn(ask.house.db, project.id)) orders.push({ ...o, transfers: await transfersOf(ask.house.db, o.orderId) });
      return json({ orders });
    },
  }),
  door({
    method: 'POST',
    path: '/api/payments/orders/:id/transfers',
    access: 'signedIn',
    does: 'transfer.declare',
    input: transferApiInput,
    summary: 'The lead declares what it has passed on of an order, in cents, with the bank’s proof in base64; the same Idempotency-Key declares once',
    async handler(ask) {
      const { cents, on, fileName, base64 } = ask.input;
      const it = { cents, on, file: { fileName, bytes: new Uint8Array(Buffer.from(base64, 'base64')) } };
      return json({ id: await declareTransfer(ask.house, ask.actor, idOf(ask), it, ask.idempotencyKey) }, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/payments/transfers/:id/withdrawal',
    access: 'signedIn',
    does: 'transfer.withdraw',
    input: withdrawalInput,
    summary: 'Takes back a transfer that was declared by mistake',
    async handler(ask) {
      await seenTransfer(ask);
      await withdrawTransfer(ask.house, ask.actor, idOf(ask), ask.input.reason);
      return json({ id: idOf(ask), withdrawn: true });
    },
  }),
];
