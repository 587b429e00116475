import type { Actor } from '#src/core/actor.ts';
import { canonical } from '#src/core/canonical.ts';
import { all, reason } from '#src/core/decision.ts';
import { AppError, demand, demandSeen, notFound } from '#src/core/errors.ts';
import { addDays, romeDate } from '#src/core/time.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { lines } from '#src/plumbing/ledger/events.ts';
import { post, reverse } from '#src/plumbing/ledger/post.ts';
import { can, type Seen } from '../policy.ts';
import { isUuid, membersOf, nextPayments, type NextPayment } from '../queries.ts';
import type { Kept } from '../queries/lists.ts';
import { imputed } from '../rules/plan.ts';
import { chargedUntil, receive } from './recoveries.ts';
import { closeLater, moneyIn, settleIn } from './settle.ts';
import { lockProject, nextCode, whoIs, type LockedProject } from './shared.ts';
import { takeBack } from './transfers.ts';

type Against = 'thisProject' | 'allProjects';

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
    await settleIn(house, deed, project);
    const row = (await moneyIn(deed, projectId)).find((r) => r.organisationId === organisationId);
    if (!row) throw notFound();
    return proposeIn(house, deed, actor, project, (await nextPayments(deed.tx, [row], romeDate(deed.at)))[0]!, { key, against });
  });
}

/**
 * Proposes all that may be paid of a project at once, as a call does that pays everything to the lead: one order for the share of each beneficiary.
 * Where nothing may be paid, it says why of each. Returns the orders' ids.
 */
export function proposeAll(house: House, actor: Actor | null, projectId: string, key: string | null, against: Against = 'thisProject'): Promise<string[]> {
  return act(house, actor, 'payment.propose', `project/${projectId}`, async (deed) => {
    const project = await lockFor(deed, actor, projectId);
    await settleIn(house, deed, project);
    const next = await nextPayments(deed.tx, await moneyIn(deed, projectId), romeDate(deed.at));
    const payable = next.filter((n) => n.decision.ok);
    const ids: string[] = [];
    for (const n of payable) {
      const own = key === null ? null : `${key}/${n.row.organisationId}`;
      ids.push((await proposedUnder(deed, actor, own)) ?? (await proposeIn(house, deed, actor, project, n, { key: own, against })));
    }
    if (ids.length === 0) demand(all(...next.map((n) => n.decision)), 'conflict');
    return ids;
  });
}

async function lockFor(deed: Deed, actor: Actor | null, projectId: string): Promise<LockedProject> {
  const project = await lockProject(deed, projectId);
  const seen: Seen = { callId: project.callId, memberIds: (await membersOf(deed.tx, [projectId])).get(projectId) ?? [] };
  demandSeen(can.readProject(actor, seen));
  demand(can.propose(actor, seen));
  return project;
}

const keyOf = (actor: Actor | null, key: string | null): string | null => (key === null ? null : `${actor?.id ?? ''}/${key}`);

async function proposedUnder({ tx }: Deed, actor: Actor | null, key: string | null): Promise<string | undefined> {
  const kept = keyOf(actor, key);
  if (kept === null) return undefined;
  return (await tx.selectFrom('payment_orders').select('id').where('idempotency_key', '=', kept).executeTakeFirst())?.id;
}

async function proposeIn(
  house: House,
  deed: Deed,
  actor: Actor | null,
  project: LockedProject,
  next: NextPayment,
  { key, against }: { key: string | null; against: Against },
): Promise<string> {
  const { tx, at } = deed;
  const today = romeDate(at);
  const { row } = next;
  const [projectId, organisationId] = [project.id, row.organisationId];
  demand(next.decision, 'conflict');
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
  const code = await nextCode(deed, house, 'order');
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
      reasons: `CUP ${project.cup} ${project.code} ${{ advance: 'anticipo', interim: 'acconto', balance: 'saldo' }[kind]}${whose}`,
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
  return id;
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

/** The second person approves or refuses. What is approved is on its way in the ledger; what is kept is booked at once. */
export function decideOrder(
  house: House,
  actor: Actor | null,
  id: string,
  { outcome, refusal }: { outcome: 'approved' | 'refused'; refusal: string },
): Promise<void> {
  return act(house, actor, 'payment.decide', `order/${id}`, async (deed) => {
    const { tx, at } = deed;
    const { order, project, seen } = await lockOrder(deed, id);
    demandSeen(can.readProject(actor, seen));
    demand(can.decide(actor, { state: order.state, proposedBy: order.proposed_by }, seen), 'conflict');
    if (outcome === 'refused' && refusal === '') throw new AppError('invalid', [reason('payments.sayWhy', {}, { at: 'refusal' })]);
    const today = romeDate(at);
    const net = order.net_cents;
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

/** Money of an order came back: what had left is due again, and its settlements wait for the next order. */
export async function returnOrder(deed: Deed, id: string, on: string): Promise<void> {
  const { order } = await lockOrder(deed, id);
  const common = { subject: `order/${id}`, on, kind: 'payment.returned' };
  // What the lead said to have passed on of it came back with it.
  await takeBack(deed, id, on);
  if (order.state === 'paid') await reverse(deed, { ...common, key: `order/${id}/paid/returned`, of: `order/${id}/paid` });
  await reverse(deed, { ...common, key: `order/${id}/returned`, of: `order/${id}/approved` });
  await deed.tx.updateTable('payment_orders').set({ state: 'returned', returned_on: on }).where('id', '=', id).execute();
  await deed.tx.updateTable('payment_settlements').set({ order_id: null }).where('order_id', '=', id).execute();
  await deed.record({ kind: 'payment.returned', subject: `order/${id}`, body: { code: order.code, on } });
}
