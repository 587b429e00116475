import type { Actor } from '#src/core/actor.ts';
import { canonical } from '#src/core/canonical.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import type { Cents } from '#src/core/money.ts';
import { addDays, romeDate } from '#src/core/time.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { lines } from '#src/plumbing/ledger/events.ts';
import { post } from '#src/plumbing/ledger/post.ts';
import { can, leadSource, type Seen } from '../policy.ts';
import { isUuid, membersOf, nextPayments, type NextPayment } from '../queries.ts';
import type { Kept } from '../queries/lists.ts';
import type { OrderKind } from '../states.ts';
import { imputed } from '../rules/plan.ts';
import { chargedUntil, receive } from './recoveries.ts';
import { closeLater, moneyIn, settleIn } from './settle.ts';
import { lockProject, nextCode, whoIs, type LockedProject } from './shared.ts';

export type Against = 'thisProject' | 'allProjects';

/** What an order is for, as the bank is told. */
export const inItalian: Record<OrderKind, string> = { advance: 'anticipo', interim: 'acconto', balance: 'saldo' };

/**
 * Proposes the next payment of a beneficiary: settles what is owed, works out the amount and keeps what it was worked out from. Money that the
 * beneficiary has to give back on the same project is kept and, where the office says so, on its other projects too. The same key proposes once.
 * Returns the order's id.
 */
export function proposeOrder(
  house: House,
  actor: Actor | null,
  projectId: string,
  organisationId: string,
  key: string | null,
  against: Against = 'thisProject',
): Promise<string> {
  return act(house, actor, 'payment.propose', `project/${projectId}`, async (deed) => {
    const project = await lockFor(deed, actor, projectId);
    const before = await proposedUnder(deed, actor, key);
    if (before) {
      await deed.record({ kind: 'payment.proposalRepeated', subject: `order/${before}` });
      return before;
    }
    if (project.version.call.delivery?.payments.throughLead) throw new AppError('conflict', [reason('payments.byTranche', {}, { source: leadSource })]);
    await settleIn(house, deed, project);
    const row = (await moneyIn(deed, projectId)).find((r) => r.organisationId === organisationId);
    if (!row) throw notFound();
    const [next] = await nextPayments(deed.tx, [row], romeDate(deed.at));
    return (await proposeIn(house, deed, actor, project, next!, { key, against })).id;
  });
}

/** A project whose money the office may propose to pay, under lock. */
export async function lockFor(deed: Deed, actor: Actor | null, projectId: string): Promise<LockedProject> {
  const project = await lockProject(deed, projectId);
  const seen: Seen = { callId: project.callId, memberIds: (await membersOf(deed.tx, [projectId])).get(projectId) ?? [] };
  demand(can.readProject(actor, seen));
  demand(can.propose(actor, seen));
  return project;
}

export const keyOf = (actor: Actor | null, key: string | null): string | null => (key === null ? null : `${actor?.id ?? ''}/${key}`);

async function proposedUnder({ tx }: Deed, actor: Actor | null, key: string | null): Promise<string | undefined> {
  const kept = keyOf(actor, key);
  if (kept === null) return undefined;
  return (await tx.selectFrom('payment_orders').select('id').where('idempotency_key', '=', kept).executeTakeFirst())?.id;
}

type Proposal = {
  key: string | null;
  against: Against;
  /** The tranche that it is a share of, and the code of the share. */
  within?: { tranche: string; code: string };
};

/** Writes the order of one beneficiary, worked out from what is due to it and what it has to give back. */
export async function proposeIn(
  house: House,
  deed: Deed,
  actor: Actor | null,
  project: LockedProject,
  next: NextPayment,
  { key, against, within }: Proposal,
): Promise<{ id: string; netCents: Cents }> {
  const { tx, at } = deed;
  const today = romeDate(at);
  const { row } = next;
  const [projectId, organisationId] = [project.id, row.organisationId];
  demand(next.decision);
  const kind = next.kind!;
  const settlements = await tx
    .selectFrom('payment_settlements')
    .select(['id', 'pay_by'])
    .where('project_id', '=', projectId)
    .where('organisation_id', '=', organisationId)
    .where('order_id', 'is', null)
    .execute();
  const payWithin = project.version.call.delivery!.payments.payWithinDays;
  const payBy = kind === 'advance' ? addDays(today, payWithin) : (settlements.map((s) => s.pay_by).toSorted()[0] ?? addDays(today, payWithin));
  // An advance is money ahead of any cost: it is not kept against a claim.
  const kept =
    kind === 'advance' ? { capitalCents: 0, interestCents: 0, claims: [] } : await claimsAgainst(deed, { projectId, organisationId, against }, next.grossCents);
  const account = await tx
    .selectFrom('bank_accounts')
    .select('id')
    .where('organisation_id', '=', row.payeeId)
    .where('state', '=', 'confirmed')
    .executeTakeFirstOrThrow();
  const net = next.grossCents + next.interestCents - kept.capitalCents - kept.interestCents;
  const code = within?.code ?? (await nextCode(deed, house, 'order'));
  const whose = row.payeeId === organisationId ? '' : ` per ${row.beneficiary}`;
  const { id } = await tx
    .insertInto('payment_orders')
    .values({
      code,
      project_id: projectId,
      organisation_id: organisationId,
      kind,
      state: 'proposed',
      gross_cents: next.grossCents,
      offset_cents: kept.capitalCents,
      offset_interest_cents: kept.interestCents,
      interest_cents: next.interestCents,
      net_cents: net,
      computation: canonical({ plan: next.plan, position: next.position, claims: kept.claims, on: today, payBy, callVersion: project.version.versionId }),
      cup: project.cup,
      reasons: `CUP ${project.cup} ${project.code} ${inItalian[kind]}${whose}`,
      account_id: account.id,
      pay_by: payBy,
      proposed_at: at,
      proposed_by: whoIs(actor),
      decided_at: null,
      decided_by: null,
      refusal: null,
      batch_id: null,
      paid_on: null,
      returned_on: null,
      idempotency_key: keyOf(actor, key),
      tranche_id: within?.tranche ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (settlements.length > 0)
    await tx
      .updateTable('payment_settlements')
      .set({ order_id: id })
      .where(
        'id',
        'in',
        settlements.map((s) => s.id),
      )
      .execute();
  await deed.record({
    kind: 'payment.proposed',
    subject: `order/${id}`,
    body: {
      project: projectId,
      organisation: organisationId,
      payment: kind,
      code,
      gross: next.grossCents,
      net,
      ...(row.payeeId !== organisationId && { payee: row.payeeId }),
    },
  });
  return { id, netCents: net };
}

type ClaimsOn = { projectId: string; organisationId: string; against: Against };

/** Open claims on the beneficiary, those of this project first and the oldest first, and what of the payment they take. */
async function claimsAgainst(deed: Deed, { projectId, organisationId, against }: ClaimsOn, dueCents: number) {
  const open = await deed.tx
    .selectFrom('recoveries as r')
    .innerJoin('projects as p', 'p.id', 'r.project_id')
    .select(['r.id', 'r.reference', 'p.acronym'])
    .where('r.organisation_id', '=', organisationId)
    .where('r.state', '=', 'open')
    .$if(against === 'thisProject', (q) => q.where('r.project_id', '=', projectId))
    .orderBy((eb) => eb('r.project_id', '<>', projectId))
    .orderBy('r.opened_at')
    .execute();
  let left = dueCents;
  const claims: Kept[] = [];
  for (const { id, reference, acronym } of open) {
    const claim = await chargedUntil(deed, id, romeDate(deed.at));
    const part = imputed(left, claim);
    left -= part.capitalCents + part.interestCents;
    if (part.capitalCents + part.interestCents > 0) claims.push({ id, reference, acronym, ...part });
  }
  return { claims, capitalCents: claims.reduce((n, c) => n + c.capitalCents, 0), interestCents: claims.reduce((n, c) => n + c.interestCents, 0) };
}

type Computed = { claims: Kept[] };
type Order = Awaited<ReturnType<typeof lockOrder>>['order'];
export type Verdict = { outcome: 'approved' | 'refused'; refusal: string };

/** The second person approves or refuses. What is approved is on its way in the ledger; what is kept is booked at once. A share goes with its tranche. */
export function decideOrder(house: House, actor: Actor | null, id: string, verdict: Verdict): Promise<void> {
  return act(house, actor, 'payment.decide', `order/${id}`, async (deed) => {
    const { order, project, seen } = await lockOrder(deed, id);
    demand(can.readProject(actor, seen));
    demand(can.decide(actor, { state: order.state, proposedBy: order.proposed_by, share: order.tranche_id !== null }, seen));
    demandReason(verdict);
    await decideIn(deed, actor, order, project, verdict);
  });
}

export function demandReason({ outcome, refusal }: Verdict): void {
  if (outcome === 'refused' && refusal === '') throw new AppError('invalid', [reason('payments.sayWhy', {}, { at: 'refusal' })]);
}

/** Writes the decision on one order, or on one share of a tranche. */
export async function decideIn(deed: Deed, actor: Actor | null, order: Order, project: LockedProject, { outcome, refusal }: Verdict): Promise<void> {
  const { tx, at } = deed;
  const { id, net_cents: net } = order;
  const today = romeDate(at);
  await tx
    .updateTable('payment_orders')
    .set({
      state: outcome === 'refused' ? 'refused' : net === 0 ? 'paid' : 'approved',
      decided_at: at,
      decided_by: actor!.id,
      refusal: outcome === 'refused' ? refusal : null,
      ...(outcome === 'approved' && net === 0 && { paid_on: today }),
    })
    .where('id', '=', id)
    .execute();
  if (outcome === 'refused') await tx.updateTable('payment_settlements').set({ order_id: null }).where('order_id', '=', id).execute();
  else {
    const who = { application: project.applicationId, organisation: order.organisation_id };
    const { claims } = order.computation as Computed;
    for (const { id: claim, capitalCents, interestCents } of claims.filter((c) => c.capitalCents + c.interestCents > 0)) {
      const cents = capitalCents + interestCents;
      const kept = await receive(deed, claim, {
        cents,
        on: today,
        how: 'offset',
        order: { id, application: project.applicationId },
        key: `order/${id}/offset/${claim}`,
      });
      // Money came back in between: the order would pay too little.
      if (kept.capitalCents + kept.interestCents !== cents) throw new AppError('conflict', [reason('payments.claimChanged')]);
    }
    if (net === 0 && order.kind === 'balance') await closeLater(deed, project.id);
    const due = order.gross_cents - order.offset_cents - order.offset_interest_cents;
    if (net > 0)
      await post(deed, {
        key: `order/${id}/approved`,
        kind: 'payment.ordered',
        subject: `order/${id}`,
        on: today,
        lines: lines.order(who, { ...(order.kind === 'advance' ? { advance: due } : { due }), interest: order.interest_cents }),
      });
  }
  await deed.record({
    kind: outcome === 'approved' ? 'payment.approved' : 'payment.refused',
    subject: `order/${id}`,
    body: { code: order.code, cents: net, ...(outcome === 'refused' && { refusal }) },
  });
}

/** An order with its project, both under lock. */
export async function lockOrder(deed: Deed, id: string) {
  const found = isUuid(id) ? await deed.tx.selectFrom('payment_orders').select('project_id').where('id', '=', id).executeTakeFirst() : undefined;
  if (!found) throw notFound();
  const project = await lockProject(deed, found.project_id);
  const order = await deed.tx.selectFrom('payment_orders').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
  const seen: Seen = { callId: project.callId, memberIds: (await membersOf(deed.tx, [project.id])).get(project.id) ?? [] };
  return { order, project, seen };
}
