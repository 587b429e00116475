import type { Actor } from '#src/core/actor.ts';
import { canonical } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { euros, type Cents } from '#src/core/money.ts';
import { addDays, addMonths, romeDate, showDate, type CalendarDate } from '#src/core/time.ts';
import { speak } from '#src/core/words.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { lines } from '#src/plumbing/ledger/events.ts';
import { post } from '#src/plumbing/ledger/post.ts';
import { mailCopy } from '../copy/mails.ts';
import { can } from '../policy.ts';
import { isUuid, membersOf, positionOf } from '../queries.ts';
import { instalmentsOf, interestOn, lastPaid } from '../rules/interest.ts';
import { cutFrom, imputed } from '../rules/plan.ts';
import type { RecoveryCause } from '../states.ts';
import { closeLater, moneyIn } from './settle.ts';
import { lockProject, nextCode, tell, whoIs, type LockedProject } from './shared.ts';

/** Days in which what is asked back has to come, where nothing else is planned. */
const RETURN_WITHIN_DAYS = 30;

type NewClaim = { organisationId: string; cause: RecoveryCause; reason: string; cents: Cents; key: string | null };

/**
 * Opens a claim on money that a beneficiary has and must give back; the ledger's entry that makes it receivable is the caller's. Interest runs from the
 * days on which it was paid, the latest payments first, and is charged until today.
 */
export async function openClaim(house: House, deed: Deed, actor: Actor | null, project: LockedProject, claim: NewClaim): Promise<string> {
  const { tx, at } = deed;
  const today = romeDate(at);
  const rates = project.version.call.delivery?.payments.interest ?? [];
  const paid = await tx
    .selectFrom('payment_orders')
    .select(['paid_on as on'])
    .select((eb) => eb('net_cents', '-', eb.ref('interest_cents')).as('cents'))
    .where('project_id', '=', project.id)
    .where('organisation_id', '=', claim.organisationId)
    .where('state', '=', 'paid')
    .execute();
  const from = lastPaid(paid as { on: CalendarDate; cents: Cents }[], claim.cents, today).map((p) => ({
    ...p,
    interest: interestOn(p.cents, p.on, today, rates),
  }));
  const interest = from.reduce((n, p) => n + p.interest.cents, 0);
  const reference = await nextCode(deed, house, 'recovery');
  const dueOn = addDays(today, RETURN_WITHIN_DAYS);
  const { id } = await tx
    .insertInto('recoveries')
    .values({
      reference,
      project_id: project.id,
      organisation_id: claim.organisationId,
      cause: claim.cause,
      reason: claim.reason,
      state: 'open',
      capital_cents: claim.cents,
      interest_cents: interest,
      interest_to: today,
      computation: canonical({ from, rates }),
      due_on: dueOn,
      opened_at: at,
      opened_by: whoIs(actor),
      closed_at: null,
      idempotency_key: claim.key,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const who = { application: project.applicationId, organisation: claim.organisationId };
  if (interest > 0)
    await post(deed, {
      key: `recovery/${id}/interest/${today}`,
      kind: 'recovery.interestCharged',
      subject: `recovery/${id}`,
      on: today,
      lines: lines.interest(who, interest),
    });
  await deed.record({
    kind: 'recovery.opened',
    subject: `recovery/${id}`,
    body: { project: project.id, organisation: claim.organisationId, cause: claim.cause, cents: claim.cents, interest },
  });
  await tell(house, deed, claim.organisationId, `recovery/${id}`, `/projects/${project.id}/money`, (locale) => {
    const t = speak(mailCopy, locale);
    return {
      subject: t.recoverySubject(project.acronym, reference),
      text: t.recoveryText({ amount: euros(claim.cents + interest, locale), interest: euros(interest, locale), reference, by: showDate(dueOn, locale) }),
    };
  });
  return id;
}

export type CutInput = { organisationId: string; cents: Cents; reason: string };

/** Cuts accepted cost after the fact: first what is not paid, then a claim on what was. Returns the claim's id, or null where nothing was paid of it. */
export function cutAccepted(house: House, actor: Actor | null, projectId: string, input: CutInput, key: string | null): Promise<string | null> {
  return act(house, actor, 'payment.cut', `project/${projectId}`, async (deed) => {
    const project = await lockProject(deed, projectId);
    const seen = { callId: project.callId, memberIds: (await membersOf(deed.tx, [projectId])).get(projectId) ?? [] };
    demand(can.readProject(actor, seen));
    const row = (await moneyIn(deed, projectId)).find((r) => r.organisationId === input.organisationId);
    if (!row) throw notFound();
    demand(can.cut(actor, seen, row.accepted, input.cents));
    const cut = cutFrom(positionOf(row), input.cents);
    const name = `project/${projectId}/cut/${key ?? deed.at}`;
    await post(deed, {
      key: name,
      kind: 'payment.cut',
      subject: `project/${projectId}`,
      on: romeDate(deed.at),
      lines: lines.cut({ application: project.applicationId, organisation: row.organisationId }, cut),
    });
    await deed.record({ kind: 'payment.cut', subject: `project/${projectId}`, body: { organisation: row.organisationId, ...cut, reason: input.reason } });
    if (cut.paid === 0) return null;
    return openClaim(house, deed, actor, project, {
      organisationId: row.organisationId,
      cause: 'cut',
      reason: input.reason,
      cents: cut.paid,
      key: key === null ? null : `cut/${key}`,
    });
  });
}

/**
 * When a grant was revoked or given back: nothing of it is accepted any more, what was paid of it has to come back from each beneficiary. Twice is once.
 */
export async function recoverAll(house: House, projectId: string, cause: 'revocation' | 'renunciation'): Promise<void> {
  await act(house, null, 'payment.recoverAll', `project/${projectId}`, async (deed) => {
    const project = await lockProject(deed, projectId);
    const today = romeDate(deed.at);
    for (const row of await moneyIn(deed, projectId)) {
      const who = { application: project.applicationId, organisation: row.organisationId };
      const cut = cutFrom(positionOf(row), row.accepted);
      const common = { kind: 'recovery.opened', subject: `project/${projectId}`, on: today };
      if (row.accepted > 0) await post(deed, { ...common, key: `project/${projectId}/${row.organisationId}/ended`, lines: lines.cut(who, cut) });
      if (row.advance > 0)
        await post(deed, { ...common, key: `project/${projectId}/${row.organisationId}/advance-back`, lines: lines.advanceBack(who, row.advance) });
      const cents = cut.paid + row.advance;
      if (cents > 0) await openClaim(house, deed, null, project, { organisationId: row.organisationId, cause, reason: '', cents, key: null });
    }
    await deed.record({ kind: 'payment.ended', subject: `project/${projectId}`, body: { cause } });
  });
}

export type ClaimNow = { id: string; projectId: string; organisationId: string; capitalCents: Cents; interestCents: Cents };

/** The order that something is kept from: its payment counts as made to the project that it is for. */
type PayingOrder = { id: string; application: string };

/**
 * Books money that came back on a claim under lock: interest until that day is charged first and paid first. What is more than the claim is not booked
 * here; the answer says what was.
 */
export async function receive(
  deed: Deed,
  recoveryId: string,
  { cents, on, how, order, key }: { cents: Cents; on: CalendarDate; how: 'bank' | 'offset'; order: PayingOrder | null; key: string },
): Promise<{ capitalCents: Cents; interestCents: Cents }> {
  const claim = await chargedUntil(deed, recoveryId, on);
  const parts = imputed(cents, claim);
  const { count } = await deed.tx
    .selectFrom('recovery_receipts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('recovery_id', '=', recoveryId)
    .executeTakeFirstOrThrow();
  await deed.tx
    .insertInto('recovery_receipts')
    .values({
      recovery_id: recoveryId,
      number: Number(count) + 1,
      received_on: on,
      capital_cents: parts.capitalCents,
      interest_cents: parts.interestCents,
      how,
      order_id: order?.id ?? null,
    })
    .execute();
  const who = { application: claim.applicationId, organisation: claim.organisationId };
  await post(deed, {
    key,
    kind: how === 'bank' ? 'recovery.received' : 'recovery.offset',
    subject: `recovery/${recoveryId}`,
    on,
    lines: order
      ? lines.offset({ ...who, application: order.application }, who, parts.capitalCents, parts.interestCents)
      : lines.receipt(who, parts.capitalCents, parts.interestCents),
  });
  if (parts.capitalCents === claim.capitalCents && parts.interestCents === claim.interestCents) await close(deed, claim);
  await deed.record({ kind: 'recovery.received', subject: `recovery/${recoveryId}`, body: { how, on, ...parts } });
  return parts;
}

async function close(deed: Deed, claim: ClaimNow): Promise<void> {
  await deed.tx.updateTable('recoveries').set({ state: 'closed', closed_at: deed.at }).where('id', '=', claim.id).execute();
  await closeLater(deed, claim.projectId);
}

/** What a claim comes to on a day, the interest until then charged. */
export async function chargedUntil(deed: Deed, recoveryId: string, on: CalendarDate): Promise<ClaimNow & { applicationId: string }> {
  const { tx } = deed;
  const r = await tx.selectFrom('recoveries').selectAll().where('id', '=', recoveryId).forUpdate().executeTakeFirstOrThrow();
  const project = await tx
    .selectFrom('projects as p')
    .innerJoin('call_versions as v', 'v.id', 'p.call_version_id')
    .select(['p.application_id', 'v.definition'])
    .where('p.id', '=', r.project_id)
    .executeTakeFirstOrThrow();
  const had = await tx.selectFrom('recovery_receipts').select(['capital_cents', 'interest_cents']).where('recovery_id', '=', recoveryId).execute();
  const capitalCents = r.capital_cents - had.reduce((n, x) => n + x.capital_cents, 0);
  const more = on > r.interest_to ? interestOn(capitalCents, r.interest_to, on, project.definition.delivery?.payments.interest ?? []).cents : 0;
  if (on > r.interest_to)
    await tx
      .updateTable('recoveries')
      .set({ interest_cents: r.interest_cents + more, interest_to: on })
      .where('id', '=', recoveryId)
      .execute();
  const who = { application: project.application_id as string, organisation: r.organisation_id };
  if (more > 0)
    await post(deed, {
      key: `recovery/${recoveryId}/interest/${on}`,
      kind: 'recovery.interestCharged',
      subject: `recovery/${recoveryId}`,
      on,
      lines: lines.interest(who, more),
    });
  return {
    id: r.id,
    projectId: r.project_id,
    organisationId: r.organisation_id,
    applicationId: project.application_id,
    capitalCents,
    interestCents: r.interest_cents + more - had.reduce((n, x) => n + x.interest_cents, 0),
  };
}

/** Lets what has to come back come in monthly instalments; the plan before is replaced. */
export function planInstalments(
  house: House,
  actor: Actor | null,
  recoveryId: string,
  { count, firstOn }: { count: number; firstOn: CalendarDate },
): Promise<void> {
  return act(house, actor, 'recovery.plan', `recovery/${recoveryId}`, async (deed) => {
    const { tx } = deed;
    const r = isUuid(recoveryId) ? await tx.selectFrom('recoveries').selectAll().where('id', '=', recoveryId).forUpdate().executeTakeFirst() : undefined;
    const project = r && (await tx.selectFrom('projects').select(['call_id']).where('id', '=', r.project_id).executeTakeFirstOrThrow());
    if (!r || !project) throw notFound();
    const seen = { callId: project.call_id, memberIds: (await membersOf(tx, [r.project_id])).get(r.project_id) ?? [] };
    demand(can.readProject(actor, seen));
    demand(can.recover(actor, seen));
    if (r.state !== 'open') throw new AppError('conflict', [reason('payments.claimClosed')]);
    if (firstOn < romeDate(deed.at)) throw new AppError('invalid', [reason('payments.inPast', {}, { at: 'firstOn' })]);
    const had = await tx.selectFrom('recovery_receipts').select('capital_cents').where('recovery_id', '=', recoveryId).execute();
    const left = r.capital_cents - had.reduce((n, x) => n + x.capital_cents, 0);
    await tx.deleteFrom('recovery_instalments').where('recovery_id', '=', recoveryId).execute();
    const parts = instalmentsOf(left, Math.min(count, left));
    await tx
      .insertInto('recovery_instalments')
      .values(parts.map((cents, i) => ({ recovery_id: recoveryId, number: i + 1, due_on: addMonths(firstOn, i), cents })))
      .execute();
    await tx
      .updateTable('recoveries')
      .set({ due_on: addMonths(firstOn, parts.length - 1) })
      .where('id', '=', recoveryId)
      .execute();
    await deed.record({ kind: 'recovery.planned', subject: `recovery/${recoveryId}`, body: { count: parts.length, firstOn } });
  });
}
