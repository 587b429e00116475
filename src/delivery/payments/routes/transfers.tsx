import { notFound, see } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { demandLight } from '#src/plumbing/heavy.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, json, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { mediaTypeOf } from '#src/plumbing/inspection.ts';
import { decideTranche, proposeTranches } from '../actions/tranches.ts';
import { declareTransfer, withdrawTransfer, type Declared } from '../actions/transfers.ts';
import { transfersCopy } from '../copy/transfers.ts';
import { ofOrder, ofTranche, paperOf } from '../queries/paper.ts';
import { can } from '../policy.ts';
import { projectHead } from '../queries.ts';
import { trancheById } from '../queries/instructions.ts';
import { entrustedIn, transferById, transfersOf } from '../queries/transfers.ts';
import { orderById } from '../queries/lists.ts';
import { orderDecision, TRANSFER_PROOF_MAX_BYTES, transferApiInput, transferInput, tranchePropose, withdrawalInput } from '../schema.ts';
import { TranchePage } from '../views/tranche.tsx';

const idOf = (ask: Ask<unknown>): string => ask.params['id'] ?? '';

/** What was sent, once its size is looked at. */
async function given(input: { cents: number; on: string; file: File }): Promise<Declared> {
  demandLight(input.file, TRANSFER_PROOF_MAX_BYTES);
  return { cents: input.cents, on: input.on, file: { fileName: input.file.name, bytes: await input.file.bytes() } };
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

/** A tranche, for who may see the money of its project. */
async function seenTranche(ask: Ask<unknown>) {
  const tranche = await trancheById(ask.house.db, idOf(ask));
  const project = tranche && (await projectHead(ask.house.db, tranche.projectId));
  if (!tranche || !project) throw notFound();
  see(can.readProject(ask.actor, project));
  return { tranche, project };
}

async function tranchePage(ask: Ask<unknown>, again?: Again): Promise<Reply> {
  const { tranche, project } = await seenTranche(ask);
  const shares = new Set(tranche.shares.map((s) => s.id));
  const entrusted = (await entrustedIn(ask.house.db, project.id)).filter((o) => shares.has(o.orderId));
  const decide = can.decide(ask.actor, { ...tranche, share: false }, project);
  return page(
    speak(transfersCopy, ask.locale).tranche(tranche.code),
    <TranchePage tranche={tranche} entrusted={entrusted} decide={decide} {...(again && { form: again })} />,
    { script: true, address: `/payments/tranches/${tranche.id}` },
  );
}

export const transferDoors = (orderPage: (ask: Ask<unknown>, again?: Again) => Promise<Reply>): Door[] => [
  door({
    method: 'POST',
    path: '/projects/:id/money/tranche',
    access: { anyOf: ['office'] },
    does: 'payment.propose',
    input: tranchePropose,
    async handler(ask) {
      const ids = await proposeTranches(ask.house, ask.actor, idOf(ask), ask.idempotencyKey, ask.input.against);
      return seeOther(ids.length === 1 ? `/payments/tranches/${ids[0]}` : `/projects/${idOf(ask)}/money`);
    },
  }),
  door({ method: 'GET', path: '/payments/tranches/:id', access: 'signedIn', handler: (ask) => tranchePage(ask) }),
  door({
    method: 'GET',
    path: '/payments/tranches/:id/paper',
    access: 'signedIn',
    async handler(ask) {
      const { tranche } = await seenTranche(ask);
      const bytes = await paperOf(ask.house, ask.locale, { projectId: tranche.projectId, ordered: ofTranche(tranche) });
      return file(bytes, 'application/pdf', `${tranche.code}.pdf`, true);
    },
  }),
  door({
    method: 'GET',
    path: '/payments/orders/:id/paper',
    access: 'signedIn',
    async handler(ask) {
      const order = await orderById(ask.house.db, idOf(ask));
      const project = order && (await projectHead(ask.house.db, order.projectId));
      if (!order || !project) throw notFound();
      see(can.readProject(ask.actor, project));
      const bytes = await paperOf(ask.house, ask.locale, { projectId: order.projectId, ordered: ofOrder(order) });
      return file(bytes, 'application/pdf', `${order.code}.pdf`, true);
    },
  }),
  door({
    method: 'POST',
    path: '/payments/tranches/:id/decision',
    access: { anyOf: ['office', 'payer'] },
    does: 'payment.decide',
    input: orderDecision,
    again: tranchePage,
    async handler(ask) {
      await decideTranche(ask.house, ask.actor, idOf(ask), ask.input);
      return seeOther(`/payments/tranches/${idOf(ask)}`);
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
    summary:
      'Where the call pays through the lead: proposes all that may be paid of a project, one transfer to the lead for each kind of payment; the same Idempotency-Key proposes once',
    once: true,
    handler: async (ask) => json({ ids: await proposeTranches(ask.house, ask.actor, idOf(ask), ask.idempotencyKey, ask.input.against) }, 201),
  }),
  door({
    method: 'GET',
    path: '/api/payments/tranches/:id',
    access: 'signedIn',
    summary: 'One transfer to the lead with the share of each beneficiary, in cents',
    handler: async (ask) => json((await seenTranche(ask)).tranche),
  }),
  door({
    method: 'POST',
    path: '/api/payments/tranches/:id/decision',
    access: { anyOf: ['office', 'payer'] },
    does: 'payment.decide',
    input: orderDecision,
    summary: 'Approves or refuses a tranche, all its shares at once, by another person than who proposed it',
    async handler(ask) {
      await decideTranche(ask.house, ask.actor, idOf(ask), ask.input);
      return json({ id: idOf(ask), state: ask.input.outcome });
    },
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
    once: true,
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
