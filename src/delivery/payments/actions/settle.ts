import { canonical } from '#src/core/canonical.ts';
import { addDays, romeDate } from '#src/core/time.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { lines } from '#src/plumbing/ledger/events.ts';
import { post } from '#src/plumbing/ledger/post.ts';
import { sql } from 'kysely';
import { moneyOf, planOf, positionOf, type MoneyRow } from '../queries.ts';
import { settle } from '../rules/plan.ts';
import { openClaim } from './recoveries.ts';
import { lockProject, type LockedProject } from './shared.ts';

/** Who sees everything: the house itself. */
export const everyone = { id: '', name: '', email: '', locale: 'it' as const, organisationIds: [], grants: [{ role: 'office' as const, scope: null }] };

/** The money of a project's beneficiaries inside a deed, whoever asks. */
export async function moneyIn({ tx }: Deed, projectId: string): Promise<MoneyRow[]> {
  const { rows } = await sql<MoneyRow>`select * from (${moneyOf(everyone, projectId) as never}) t`.execute(tx);
  return rows;
}

/**
 * Settles what is owed to the beneficiaries of a project: what becomes due gets the day by which it has to be paid, counted from today; of an advance
 * that no cost absorbs at the end a claim is made. Nothing owed changes nothing. Returns how many were settled.
 */
export async function settleIn(house: House, deed: Deed, project: LockedProject): Promise<number> {
  const today = romeDate(deed.at);
  const { call } = project.version;
  if (!call.delivery || project.state === 'revoked' || project.state === 'renounced') return 0;
  const plan = planOf(call);
  let count = 0;
  for (const row of await moneyIn(deed, project.id)) {
    const position = positionOf(row);
    const s = settle(plan, position);
    const who = { application: project.applicationId, organisation: row.organisationId };
    if (s.dueCents + s.absorbedCents + s.retainedCents + s.releasedCents > 0) {
      const { id } = await deed.tx
        .insertInto('payment_settlements')
        .values({
          project_id: project.id,
          organisation_id: row.organisationId,
          settled_on: today,
          pay_by: addDays(today, call.delivery.payments.payWithinDays),
          due_cents: s.dueCents,
          absorbed_cents: s.absorbedCents,
          retained_cents: s.retainedCents,
          released_cents: s.releasedCents,
          computation: canonical({
            plan,
            position,
            settlement: s,
            payWithinDays: call.delivery.payments.payWithinDays,
            callVersion: project.version.versionId,
          }),
          order_id: null,
          made_at: deed.at,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const subject = `settlement/${id}`;
      await post(deed, {
        key: subject,
        kind: 'payment.settled',
        subject: `project/${project.id}`,
        on: today,
        lines: lines.settlement(who, { due: s.dueCents, absorbed: s.absorbedCents, retained: s.retainedCents, released: s.releasedCents }),
      });
      await deed.record({
        kind: 'payment.settled',
        subject: `project/${project.id}`,
        body: { organisation: row.organisationId, due: s.dueCents, absorbed: s.absorbedCents, retained: s.retainedCents, released: s.releasedCents },
      });
      count++;
    }
    if (s.advanceLeftCents > 0) {
      await post(deed, {
        key: `project/${project.id}/${row.organisationId}/advance-left`,
        kind: 'recovery.opened',
        subject: `project/${project.id}`,
        on: today,
        lines: lines.advanceBack(who, s.advanceLeftCents),
      });
      await openClaim(house, deed, null, project, { organisationId: row.organisationId, cause: 'advance', reason: '', cents: s.advanceLeftCents, key: null });
      count++;
    }
  }
  await closeLater(deed, project.id);
  return count;
}

/** Looks afterwards whether nothing is open any more and nothing left, so that the project closes by itself. */
export const closeLater = (deed: Deed, projectId: string): Promise<void> =>
  deed.enqueue({ task: 'payments.close', payload: { projectId }, key: `payments.close/${projectId}` });

/** The job: after a report was accepted or a project closed. Twice is once, for nothing is owed any more. */
export async function settleProject(house: House, projectId: string): Promise<void> {
  const owes = await sql<{ any: boolean }>`select exists (select from projects p join ledger_accounts a on a.application_id = p.application_id
      join ledger_groups g on g.id = a.group_id and g.kind in ('owed', 'retained', 'advance') join ledger_balances b on b.account_id = a.id
      where p.id = ${projectId}::uuid group by g.kind, a.organisation_id having sum(b.cents) <> 0) as any`.execute(house.db as never);
  if (!owes.rows[0]!.any) return;
  await act(house, null, 'payment.settle', `project/${projectId}`, async (deed) => {
    const n = await settleIn(house, deed, await lockProject(deed, projectId));
    if (n === 0) await deed.record({ kind: 'payment.nothingToSettle', subject: `project/${projectId}` });
  });
}
