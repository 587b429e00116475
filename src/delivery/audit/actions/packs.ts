import type { Actor } from '#src/core/actor.ts';
import { demand, notFound } from '#src/core/errors.ts';
import type { Locale } from '#src/core/words.ts';
import { projectHead } from '#src/delivery/payments/queries.ts';
import { orderById } from '#src/delivery/payments/queries/lists.ts';
import type { Reader } from '#src/plumbing/database/database.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { makePack } from '../pack.ts';
import { can } from '../policy.ts';

async function seat(db: Reader, orderId: string) {
  const order = await orderById(db, orderId);
  const project = order && (await projectHead(db, order.projectId));
  return order && project && { order, project };
}

/** Puts the evidence of a payment together, hands it over, and writes down to whom and under which fingerprint. */
export async function deliverEvidence(house: House, actor: Actor | null, orderId: string, locale: Locale): Promise<{ bytes: Buffer; name: string }> {
  const subject = `order/${orderId}`;
  // It is put together before the deed: proving what the log says may seal it first.
  const before = await seat(house.db, orderId);
  const pack = before && can.receive(actor, before.project).ok ? await makePack(house, orderId, locale, house.clock().toISOString()) : null;
  return act(house, actor, 'audit.deliver', subject, async ({ tx, at, record }) => {
    const now = await seat(tx, orderId);
    if (!now) throw notFound();
    demand(can.receive(actor, now.project));
    if (!pack) throw notFound();
    const { bytes, sha256, index } = pack;
    await tx
      .insertInto('audit_packs')
      .values({ order_id: orderId, person_id: actor!.id, delivered_at: at, sha256, bytes: bytes.length, contents: JSON.stringify(index) })
      .execute();
    await record({
      kind: 'audit.evidenceDelivered',
      subject,
      body: { code: now.order.code, sha256, bytes: bytes.length, files: index.files.length, missing: index.missing.length },
    });
    return { bytes, name: `prove-${now.order.code}.zip` };
  });
}
