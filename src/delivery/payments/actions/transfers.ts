import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { euros, sum, type Cents } from '#src/core/money.ts';
import { addDays, romeDate, showDate, type CalendarDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { inspect, type Inspected } from '#src/plumbing/inspection.ts';
import { lines } from '#src/plumbing/ledger/events.ts';
import { post, reverse } from '#src/plumbing/ledger/post.ts';
import { mailCopy } from '../copy/mails.ts';
import { can } from '../policy.ts';
import { isUuid } from '../queries.ts';
import { entrustedBy, orderOfTransfer } from '../queries/transfers.ts';
import { TRANSFER_PROOF_MAX_BYTES } from '../schema.ts';
import { lockOrder } from './orders.ts';
import { tell, type LockedProject } from './shared.ts';

/** The lead that an order is paid to for another member; null: it is paid to the beneficiary itself. */
export async function leadPaidFor({ tx }: Deed, order: { account_id: string; organisation_id: string }): Promise<string | null> {
  const { organisation_id: payee } = await tx
    .selectFrom('bank_accounts')
    .select('organisation_id')
    .where('id', '=', order.account_id)
    .executeTakeFirstOrThrow();
  return payee === order.organisation_id ? null : payee;
}

type ToPassOn = {
  key: string;
  path: string;
  leadId: string;
  project: LockedProject;
  on: CalendarDate;
  /** What of the transfer is whose, the lead's own share too. */
  shares: readonly { organisationId: string; cents: Cents }[];
};

/** Tells the lead what it has received, whose it is, and by when it passes on what is its partners'. */
export async function askToPassOn(house: House, deed: Deed, { key, path, leadId, project, on, shares }: ToPassOn): Promise<void> {
  const named = await deed.tx
    .selectFrom('organisations')
    .select(['id', 'legal_name'])
    .where(
      'id',
      'in',
      shares.map((s) => s.organisationId),
    )
    .execute();
  const names = new Map(named.map((o) => [o.id, o.legal_name]));
  const others = shares.filter((s) => s.organisationId !== leadId);
  const by = addDays(on, project.version.call.delivery?.payments.throughLead?.withinDays ?? 0);
  await tell(house, deed, leadId, `${key}/passOn`, path, (locale) => {
    const t = speak(mailCopy, locale);
    const received = euros(sum(shares.map((s) => s.cents)), locale);
    if (others.length === 0)
      return { subject: t.paidSubject(project.acronym), text: t.receivedText({ amount: received, on: showDate(on, locale), cup: project.cup }) };
    const list = shares.map((s) => `- ${names.get(s.organisationId)}: ${euros(s.cents, locale)}`).join('\n');
    return {
      subject: t.passOnSubject(project.acronym),
      text: t.passOnText({
        amount: received,
        on: showDate(on, locale),
        shares: list,
        toPass: euros(sum(others.map((s) => s.cents)), locale),
        by: showDate(by, locale),
      }),
    };
  });
}

export type Declared = { cents: Cents; on: CalendarDate; file: { fileName: string; bytes: Uint8Array } };

type Looked = { ok: true; file: Inspected } | { ok: false; error: unknown };

/**
 * The lead declares that it has passed on part or all of what an order brought it, with the bank's proof. The same key declares once. Returns the
 * transfer's id.
 */
export async function declareTransfer(house: House, actor: Actor | null, orderId: string, given: Declared, key: string | null): Promise<string> {
  // Looked at before anything is locked; a refusal is kept, for the deed to record.
  const looked: Looked = await inspect(house, {
    ...given.file,
    maxBytes: TRANSFER_PROOF_MAX_BYTES,
    accepts: ['pdf', 'p7m', 'jpeg', 'png'],
    signature: 'none',
    signers: [],
  }).then(
    (file) => ({ ok: true as const, file }),
    (error: unknown) => ({ ok: false as const, error }),
  );
  return act(house, actor, 'transfer.declare', `order/${orderId}`, async (deed) => {
    const { tx, at } = deed;
    const { order, project, seen } = await lockOrder(deed, orderId);
    demand(can.readProject(actor, seen));
    const it = (await entrustedBy(tx, orderId))!;
    demand(can.passOn(actor, { ...seen, leadId: it.leadId }));
    const idempotencyKey = key === null ? null : `${actor?.id ?? ''}/${key}`;
    const before =
      idempotencyKey === null
        ? undefined
        : await tx.selectFrom('payment_transfers').select('id').where('idempotency_key', '=', idempotencyKey).executeTakeFirst();
    if (before) {
      await deed.record({ kind: 'transfer.repeated', subject: `order/${orderId}` });
      return before.id;
    }
    demand(can.transfer(it, { ...given, today: romeDate(at) }));
    if (!looked.ok) throw looked.error;
    await house.files.put(looked.file.bytes, looked.file.sha256);
    const { id } = await tx
      .insertInto('payment_transfers')
      .values({
        order_id: orderId,
        cents: given.cents,
        transferred_on: given.on,
        sha256: looked.file.sha256,
        file_name: looked.file.fileName,
        declared_at: at,
        declared_by: actor!.id,
        withdrawn_at: null,
        withdrawn_by: null,
        withdrawal: null,
        idempotency_key: idempotencyKey,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await post(deed, {
      key: `transfer/${id}`,
      kind: 'payment.passedOn',
      subject: `order/${orderId}`,
      on: given.on,
      lines: lines.passingOn({ application: project.applicationId, organisation: order.organisation_id }, given.cents),
    });
    await deed.record({
      kind: 'transfer.declared',
      subject: `order/${orderId}`,
      body: { transfer: id, cents: given.cents, on: given.on, sha256: looked.file.sha256 },
    });
    await tell(house, deed, order.organisation_id, `transfer/${id}`, `/projects/${project.id}/money#passedOn`, (locale) => {
      const t = speak(mailCopy, locale);
      return { subject: t.passedOnSubject(project.acronym), text: t.passedOnText({ amount: euros(given.cents, locale), on: showDate(given.on, locale) }) };
    });
    return id;
  });
}

/** What was declared by mistake is taken back, with a reason; the entry is reversed. */
export async function withdrawTransfer(house: House, actor: Actor | null, id: string, why: string): Promise<void> {
  const orderId = isUuid(id) ? await orderOfTransfer(house.db, id) : undefined;
  if (orderId === undefined) throw notFound();
  await act(house, actor, 'transfer.withdraw', `order/${orderId}`, async (deed) => {
    const { seen } = await lockOrder(deed, orderId);
    demand(can.readProject(actor, seen));
    demand(can.passOn(actor, { ...seen, leadId: (await entrustedBy(deed.tx, orderId))!.leadId }));
    const transfer = await deed.tx.selectFrom('payment_transfers').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    if (transfer.withdrawn_at !== null) throw new AppError('conflict', [reason('payments.withdrawnAlready')]);
    await withdraw(deed, transfer, { by: actor?.id ?? null, why, on: romeDate(deed.at) });
    await deed.record({ kind: 'transfer.withdrawn', subject: `order/${orderId}`, body: { transfer: id, cents: transfer.cents, why } });
  });
}

/** All that was declared of an order whose money came back. */
export async function takeBack(deed: Deed, orderId: string, on: CalendarDate): Promise<void> {
  const standing = await deed.tx.selectFrom('payment_transfers').selectAll().where('order_id', '=', orderId).where('withdrawn_at', 'is', null).execute();
  for (const transfer of standing) await withdraw(deed, transfer, { by: null, why: '', on });
}

type Standing = { id: string; order_id: string; transferred_on: string };

async function withdraw(
  deed: Deed,
  { id, order_id, transferred_on }: Standing,
  { by, why, on }: { by: string | null; why: string; on: CalendarDate },
): Promise<void> {
  await deed.tx.updateTable('payment_transfers').set({ withdrawn_at: deed.at, withdrawn_by: by, withdrawal: why }).where('id', '=', id).execute();
  await reverse(deed, {
    key: `transfer/${id}/withdrawn`,
    of: `transfer/${id}`,
    kind: 'payment.passingWithdrawn',
    subject: `order/${order_id}`,
    on: on < transferred_on ? transferred_on : on,
  });
}
