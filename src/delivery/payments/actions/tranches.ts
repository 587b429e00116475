import type { Actor } from '#src/core/actor.ts';
import { all, reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { sum } from '#src/core/money.ts';
import { romeDate } from '#src/core/time.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { can, type Seen } from '../policy.ts';
import { isUuid, membersOf, nextPayments, type NextPayment } from '../queries.ts';
import { orderKinds } from '../states.ts';
import { decideIn, demandReason, inItalian, keyOf, lockFor, proposeIn, type Against, type Verdict } from './orders.ts';
import { moneyIn, settleIn } from './settle.ts';
import { lockProject, nextCode, type LockedProject } from './shared.ts';

/**
 * Proposes all that may be paid of a project whose call pays through the lead: one transfer to it for each kind of payment that is due, with the share
 * of each beneficiary. Whose share may not be paid is left out, and can be proposed when it may; where none may, it says why of each. The same key
 * proposes once. Returns the tranches' ids.
 */
export function proposeTranches(house: House, actor: Actor | null, projectId: string, key: string | null, against: Against = 'thisProject'): Promise<string[]> {
  return act(house, actor, 'payment.propose', `project/${projectId}`, async (deed) => {
    const project = await lockFor(deed, actor, projectId);
    const keys = orderKinds.map((kind) => keyOf(actor, key && `${key}/${kind}`)).filter((k) => k !== null);
    const before =
      keys.length === 0 ? [] : await deed.tx.selectFrom('payment_tranches').select('id').where('idempotency_key', 'in', keys).orderBy('code').execute();
    if (before.length > 0) {
      for (const { id } of before) await deed.record({ kind: 'payment.proposalRepeated', subject: `tranche/${id}` });
      return before.map((t) => t.id);
    }
    if (!project.version.call.delivery?.payments.throughLead) throw new AppError('conflict', [reason('payments.eachByItself')]);
    await settleIn(house, deed, project);
    const next = await nextPayments(deed.tx, await moneyIn(deed, projectId), romeDate(deed.at));
    const payable = next.filter((n) => n.decision.ok);
    if (payable.length === 0) demand(all(...next.map((n) => n.decision)));
    const ids: string[] = [];
    for (const kind of orderKinds) {
      const shares = payable.filter((n) => n.kind === kind);
      if (shares.length > 0) ids.push(await proposeOne(house, deed, actor, project, shares, { key: keyOf(actor, key && `${key}/${kind}`), against }));
    }
    return ids;
  });
}

type Proposal = { key: string | null; against: Against };

async function proposeOne(
  house: House,
  deed: Deed,
  actor: Actor | null,
  project: LockedProject,
  shares: readonly NextPayment[],
  { key, against }: Proposal,
): Promise<string> {
  const { tx, at } = deed;
  const kind = shares[0]!.kind!;
  const leadId = shares[0]!.row.payeeId;
  const account = await tx
    .selectFrom('bank_accounts')
    .select('id')
    .where('organisation_id', '=', leadId)
    .where('state', '=', 'confirmed')
    .executeTakeFirstOrThrow();
  const code = await nextCode(deed, house, 'order');
  const { id } = await tx
    .insertInto('payment_tranches')
    .values({
      code,
      project_id: project.id,
      kind,
      account_id: account.id,
      net_cents: 0,
      reasons: `CUP ${project.cup} ${project.code} ${inItalian[kind]}, ${shares.length === 1 ? '1 quota' : `${shares.length} quote`}`,
      proposed_at: at,
      idempotency_key: key,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  // The lead's own share first, then the others by name.
  const ordered = shares.toSorted(
    ({ row: a }, { row: b }) => Number(b.organisationId === leadId) - Number(a.organisationId === leadId) || a.beneficiary.localeCompare(b.beneficiary, 'it'),
  );
  const made = [];
  for (const [i, share] of ordered.entries())
    made.push(await proposeIn(house, deed, actor, project, share, { key: null, against, within: { tranche: id, code: `${code}-${i + 1}` } }));
  const net = sum(made.map((m) => m.netCents));
  await tx.updateTable('payment_tranches').set({ net_cents: net }).where('id', '=', id).execute();
  await deed.record({
    kind: 'tranche.proposed',
    subject: `tranche/${id}`,
    body: { project: project.id, payment: kind, code, net, lead: leadId, shares: made.map((m) => ({ order: m.id, net: m.netCents })) },
  });
  return id;
}

/** The second person approves or refuses a tranche: all its shares at once. */
export function decideTranche(house: House, actor: Actor | null, id: string, verdict: Verdict): Promise<void> {
  return act(house, actor, 'payment.decide', `tranche/${id}`, async (deed) => {
    const { shares, project, seen, code } = await lockTranche(deed, id);
    demand(can.readProject(actor, seen));
    demand(all(...shares.map((s) => can.decide(actor, { state: s.state, proposedBy: s.proposed_by, share: false }, seen)).slice(0, 1)));
    demandReason(verdict);
    for (const share of shares) await decideIn(deed, actor, share, project, verdict);
    await deed.record({
      kind: verdict.outcome === 'approved' ? 'tranche.approved' : 'tranche.refused',
      subject: `tranche/${id}`,
      body: { code, cents: sum(shares.map((s) => s.net_cents)), ...(verdict.outcome === 'refused' && { refusal: verdict.refusal }) },
    });
  });
}

/** A tranche with its project and its shares, all under lock. */
export async function lockTranche(deed: Deed, id: string) {
  const found = isUuid(id)
    ? await deed.tx
        .selectFrom('payment_tranches as t')
        .innerJoin('bank_accounts as b', 'b.id', 't.account_id')
        .select(['t.project_id', 't.code', 't.net_cents', 'b.organisation_id'])
        .where('t.id', '=', id)
        .executeTakeFirst()
    : undefined;
  if (!found) throw notFound();
  const project = await lockProject(deed, found.project_id);
  const shares = await deed.tx.selectFrom('payment_orders').selectAll().where('tranche_id', '=', id).orderBy('code').forUpdate().execute();
  const seen: Seen = { callId: project.callId, memberIds: (await membersOf(deed.tx, [project.id])).get(project.id) ?? [] };
  // Of what is moved to the bank; a share that was kept whole is paid without it.
  const moved = shares.filter((s) => s.net_cents > 0);
  return { code: found.code, cents: found.net_cents, leadId: found.organisation_id!, project, shares, moved, state: (moved[0] ?? shares[0]!).state, seen };
}
