import type { Actor } from '#src/core/actor.ts';
import { checkIban } from '#src/core/codes.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { mailCopy } from '../copy/mails.ts';
import { can } from '../policy.ts';
import { isUuid } from '../queries.ts';
import { tell } from './shared.ts';

export type NewAccount = { organisationId: string | null; iban: string; holder: string; reason: string };

/** Proposes an account; who acts for the organisation hears of it, so that nobody's money is led elsewhere unseen. Returns its id. */
export function proposeAccount(house: House, actor: Actor | null, { organisationId, iban, holder, reason: why }: NewAccount): Promise<string> {
  const subject = organisationId === null ? `programmes/${house.settings.programme}` : `organisations/${organisationId}`;
  return act(house, actor, 'account.propose', subject, async (deed) => {
    const { tx, at } = deed;
    demand(can.proposeAccount(actor, organisationId));
    const checked = checkIban(iban);
    if (!checked.ok) throw new AppError('invalid', [{ ...checked.reason, at: 'iban' }]);
    if (organisationId !== null) {
      const known = isUuid(organisationId)
        ? await tx.selectFrom('organisations').select('id').where('id', '=', organisationId).forUpdate().executeTakeFirst()
        : undefined;
      if (!known) throw notFound();
    }
    const owner = { organisation_id: organisationId, programme_id: organisationId === null ? house.settings.programme : null };
    const waiting = await tx
      .selectFrom('bank_accounts')
      .select('id')
      .where((eb) => (organisationId === null ? eb('programme_id', '=', house.settings.programme) : eb('organisation_id', '=', organisationId)))
      .where('state', '=', 'proposed')
      .executeTakeFirst();
    if (waiting) throw new AppError('conflict', [reason('payments.accountWaiting')]);
    const { id } = await tx
      .insertInto('bank_accounts')
      .values({
        ...owner,
        iban: checked.value,
        holder,
        reason: why,
        state: 'proposed',
        proposed_at: at,
        proposed_by: actor!.id,
        decided_at: null,
        decided_by: null,
        refusal: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await deed.record({ kind: 'account.proposed', subject, body: { account: id, last: checked.value.slice(-4) } });
    if (organisationId !== null)
      await tell(house, deed, organisationId, `account/${id}`, '/account', (locale) => {
        const t = speak(mailCopy, locale);
        return { subject: t.accountSubject, text: t.accountText(checked.value.slice(-4)) };
      });
    return id;
  });
}

/** The second person confirms or refuses. The account that was confirmed before is replaced; orders that were approved keep the one they have. */
export function decideAccount(
  house: House,
  actor: Actor | null,
  id: string,
  { outcome, refusal }: { outcome: 'confirmed' | 'refused'; refusal: string },
): Promise<void> {
  return act(house, actor, 'account.decide', `account/${id}`, async (deed) => {
    const { tx, at } = deed;
    const account = isUuid(id) ? await tx.selectFrom('bank_accounts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst() : undefined;
    if (!account) throw notFound();
    demand(can.decideAccount(actor, { state: account.state, proposedBy: account.proposed_by, organisationId: account.organisation_id }));
    if (outcome === 'refused' && refusal === '') throw new AppError('invalid', [reason('payments.sayWhy', {}, { at: 'refusal' })]);
    if (outcome === 'confirmed')
      await tx
        .updateTable('bank_accounts')
        .set({ state: 'replaced' })
        .where((eb) => (account.organisation_id === null ? eb('programme_id', '=', account.programme_id) : eb('organisation_id', '=', account.organisation_id)))
        .where('state', '=', 'confirmed')
        .execute();
    await tx
      .updateTable('bank_accounts')
      .set({ state: outcome, decided_at: at, decided_by: actor!.id, refusal: outcome === 'refused' ? refusal : null })
      .where('id', '=', id)
      .execute();
    const subject = account.organisation_id === null ? `programmes/${account.programme_id}` : `organisations/${account.organisation_id}`;
    await deed.record({ kind: outcome === 'confirmed' ? 'account.confirmed' : 'account.refused', subject, body: { account: id } });
  });
}
