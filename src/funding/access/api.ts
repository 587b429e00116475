import { notFound } from '#src/core/errors.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, json } from '#src/plumbing/http/reply.ts';
import { list } from '#src/plumbing/listing.ts';
import { askAccess, decideAccess, deliverPack, notifyParties, objectToAccess } from './actions.ts';
import { can } from './policy.ts';
import { accessById, accessRequestsFor, deliveriesFor } from './queries.ts';
import { askInput, decisionInput, noticeInput, objectionInput } from './schema.ts';
import { accessSpec, deliverySpec } from './views/lists.tsx';

const idOf = (ask: Ask<unknown>): string => ask.params['id'] ?? '';

export const accessApi: Door[] = [
  door({
    method: 'GET',
    path: '/api/access',
    access: 'signedIn',
    summary: 'The requests for access to documents that one may read, with the office’s term',
    async handler({ house, actor, url }) {
      const { rows, total, pages, state } = await list(house.db, accessRequestsFor(house.db, actor!), accessSpec, url);
      return json({ requests: rows, total, page: state.page, pages });
    },
  }),
  door({
    method: 'POST',
    path: '/api/access',
    access: 'signedIn',
    does: 'access.ask',
    summary: 'Asks for access to the documents of one’s own application, and to those of others named by protocol number',
    input: askInput,
    handler: async ({ house, actor, input }) => json({ id: await askAccess(house, actor, input) }, 201),
  }),
  door({
    method: 'GET',
    path: '/api/access/log',
    access: { anyOf: ['office', 'auditor'] },
    summary: 'Who got what, and when',
    async handler({ house, actor, url }) {
      const { rows, total, pages, state } = await list(house.db, deliveriesFor(house.db, actor!), deliverySpec, url);
      return json({ deliveries: rows, total, page: state.page, pages });
    },
  }),
  door({
    method: 'GET',
    path: '/api/access/:id',
    access: 'signedIn',
    summary: 'One request with those concerned, their objections, the decision and the index of what was granted',
    async handler(ask) {
      const request = await accessById(ask.house.db, idOf(ask));
      if (!request || !can.read(ask.actor, request).ok) throw notFound();
      const { askedBy: _by, ...told } = request;
      if (can.readLog(ask.actor).ok) return json(told);
      // Who asked knows the protocol numbers that it named, and learns what was decided, not who the others are or what they wrote.
      const parties = told.parties.map(({ protocol, notifiedAt, until, objectedAt, granted }) => ({ protocol, notifiedAt, until, objectedAt, granted }));
      return json({ ...told, parties });
    },
  }),
  door({
    method: 'POST',
    path: '/api/access/:id/notices',
    access: { anyOf: ['office'] },
    does: 'access.notify',
    summary: 'Tells those whose documents are asked for; `others` names more of them by protocol number',
    input: noticeInput,
    async handler(ask) {
      await notifyParties(ask.house, ask.actor, idOf(ask), ask.input.others);
      return json({ notified: true });
    },
  }),
  door({
    method: 'POST',
    path: '/api/access/notices/:id/objection',
    access: 'signedIn',
    does: 'access.object',
    summary: 'Objects to access to one’s documents, within ten days of the notice',
    input: objectionInput,
    async handler(ask) {
      await objectToAccess(ask.house, ask.actor, idOf(ask), ask.input.objection);
      return json({ objected: true });
    },
  }),
  door({
    method: 'POST',
    path: '/api/access/:id/decision',
    access: { anyOf: ['office'] },
    does: 'access.decide',
    summary: 'Decides on a request, with reasons; `granted` holds the ids of the parties whose documents are granted',
    input: decisionInput,
    async handler(ask) {
      await decideAccess(ask.house, ask.actor, idOf(ask), ask.input);
      return json({ decided: true });
    },
  }),
  door({
    method: 'POST',
    path: '/api/access/:id/deliveries',
    access: 'signedIn',
    does: 'access.deliver',
    summary: 'Hands over what was granted as a ZIP, and writes down to whom',
    async handler(ask) {
      const { bytes, name } = await deliverPack(ask.house, ask.actor, idOf(ask));
      return file(bytes, 'application/zip', name);
    },
  }),
];
