import { notFound, see } from '#src/core/errors.ts';
import { membersOf, projectHead } from '#src/delivery/payments/queries.ts';
import { can as canPay } from '#src/delivery/payments/policy.ts';
import { orderById } from '#src/delivery/payments/queries/lists.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, json } from '#src/plumbing/http/reply.ts';
import { list } from '#src/plumbing/listing.ts';
import { deliverEvidence } from './actions/packs.ts';
import { closeSample, drawSample, noteFinding } from './actions/samples.ts';
import { can } from './policy.ts';
import { deliveriesOf, paymentsFor, type PaymentRow } from './queries/evidence.ts';
import { allItems, estimateOf, roundsOf, sampleById, samplesFor, type Sample, type SampleRow } from './queries/samples.ts';
import { delimitSystemic, topUpSample } from './actions/topUp.ts';
import { closingInput, findingInput, sampleInput, systemicInput, topUpInput } from './schema.ts';
import { sampleSpec } from './views/samples.tsx';
import { paymentSpec } from './views/payments.tsx';

const readers = { anyOf: ['office', 'auditor'] } as const;
const auditors = { anyOf: ['auditor'] } as const;
const idOf = (ask: Ask<unknown>): string => ask.params['id'] ?? '';

async function readable(ask: Ask<unknown>): Promise<Sample> {
  const sample = await sampleById(ask.house.db, idOf(ask));
  if (!sample) throw notFound();
  see(can.read(ask.actor, sample));
  return sample;
}

/** The same doors as the pages: what an auditor draws, finds and takes away. */
export const auditApi: Door[] = [
  door({
    method: 'GET',
    path: '/api/audit/samples',
    access: readers,
    summary: 'The samples drawn, a page at a time; sorts and filters like the page',
    async handler({ house, actor, url }) {
      see(can.readAll(actor));
      const { rows, total, pages, state } = await list<SampleRow>(house.db, samplesFor(actor) as never, sampleSpec, url);
      return json({ samples: rows, total, page: state.page, pages });
    },
  }),
  door({
    method: 'POST',
    path: '/api/audit/samples',
    access: auditors,
    does: 'audit.draw',
    input: sampleInput,
    summary: 'Draws a sample: population, method, size or confidence and materiality; the same Idempotency-Key draws once',
    once: true,
    handler: async ({ house, actor, input, idempotencyKey }) => json({ id: await drawSample(house, actor, input, idempotencyKey) }, 201),
  }),
  door({
    method: 'GET',
    path: '/api/audit/samples/:id',
    access: readers,
    summary: 'A sample with what it was drawn from, its items and findings; what they say of the whole once every item has one',
    async handler(ask) {
      const { content, outcome, ...sample } = await readable(ask);
      const items = await allItems(ask.house.db, sample.id);
      const rounds = await roundsOf(ask.house.db, sample.id);
      const e = estimateOf({ content, outcome, ...sample }, items);
      return json({
        sample,
        content: JSON.parse(content) as unknown,
        rounds: rounds.map((r) => ({ ...r, content: JSON.parse(r.content) as unknown })),
        items,
        estimate: e,
        outcome: outcome === null ? null : (JSON.parse(outcome) as unknown),
        allowed: { close: can.close(ask.actor, sample), topUp: can.topUp(ask.actor, sample, e), delimit: can.delimit(ask.actor, sample) },
      });
    },
  }),
  door({
    method: 'POST',
    path: '/api/audit/samples/:id/items/:number',
    access: auditors,
    does: 'audit.note',
    input: findingInput,
    summary: 'Notes what was found in one item of a sample: `cents` as whole cents, or as euros in words; `nature` of what is irregular: random, or systemic',
    async handler(ask) {
      await readable(ask);
      await noteFinding(ask.house, ask.actor, idOf(ask), Number(ask.params['number']), ask.input);
      const item = (await allItems(ask.house.db, idOf(ask))).find((i) => String(i.number) === ask.params['number']);
      const memberIds = (await membersOf(ask.house.db, [item!.projectId])).get(item!.projectId) ?? [];
      return json({ item, allowed: can.note(ask.actor, await readable(ask), { memberIds, cents: item!.cents }) });
    },
  }),
  door({
    method: 'POST',
    path: '/api/audit/samples/:id/rounds',
    access: auditors,
    does: 'audit.topUp',
    input: topUpInput,
    summary:
      'Tops up a sample whose findings decide nothing: `more` items, the draw going on from its seed; `round` is the next one (1 for the first), drawn once',
    async handler(ask) {
      await readable(ask);
      await topUpSample(ask.house, ask.actor, idOf(ask), ask.input);
      const rounds = await roundsOf(ask.house.db, idOf(ask));
      const items = (await allItems(ask.house.db, idOf(ask))).filter((i) => i.round === ask.input.round);
      return json({ round: rounds[ask.input.round - 1]!, items }, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/audit/samples/:id/systemic',
    access: auditors,
    does: 'audit.delimit',
    input: systemicInput,
    summary: 'Says what systemic errors come to in the whole population, and how that was found out',
    async handler(ask) {
      await readable(ask);
      await delimitSystemic(ask.house, ask.actor, idOf(ask), ask.input);
      const sample = await readable(ask);
      return json({ cents: sample.systemicCents, how: sample.systemicHow, estimate: estimateOf(sample, await allItems(ask.house.db, sample.id)) });
    },
  }),
  door({
    method: 'POST',
    path: '/api/audit/samples/:id/closing',
    access: auditors,
    does: 'audit.close',
    input: closingInput,
    summary: 'Closes a sample: its findings and what they say of the whole are frozen',
    async handler(ask) {
      await readable(ask);
      await closeSample(ask.house, ask.actor, idOf(ask), ask.input.conclusion);
      const { outcome, outcomeSha256 } = await readable(ask);
      return json({ id: idOf(ask), outcome: JSON.parse(outcome!) as unknown, sha256: outcomeSha256 });
    },
  }),
  door({
    method: 'GET',
    path: '/api/audit/payments',
    access: readers,
    summary: 'Payments made, with how often their evidence was handed out, a page at a time',
    async handler({ house, actor, url }) {
      see(can.readAll(actor));
      const { rows, total, pages, state } = await list<PaymentRow>(house.db, paymentsFor(actor) as never, paymentSpec, url);
      return json({ payments: rows, total, page: state.page, pages });
    },
  }),
  door({
    method: 'GET',
    path: '/api/audit/payments/:id/deliveries',
    access: readers,
    summary: 'Who got the evidence of a payment, when, and the index of what was in it',
    async handler(ask) {
      const order = await orderById(ask.house.db, idOf(ask));
      const project = order && (await projectHead(ask.house.db, order.projectId));
      if (!order || !project) throw notFound();
      see(canPay.readProject(ask.actor, project));
      see(can.readAll(ask.actor));
      return json({ order: order.code, deliveries: await deliveriesOf(ask.house.db, order.id) });
    },
  }),
  door({
    method: 'POST',
    path: '/api/audit/payments/:id/deliveries',
    access: readers,
    does: 'audit.deliver',
    summary: 'The evidence of a payment as one ZIP; the delivery is put on record',
    async handler(ask) {
      const { bytes, name } = await deliverEvidence(ask.house, ask.actor, idOf(ask), ask.locale);
      return file(bytes, 'application/zip', name);
    },
  }),
];
