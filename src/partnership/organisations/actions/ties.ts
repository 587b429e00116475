import type { Actor } from '#src/core/actor.ts';
import { reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { constraintReasons } from '#src/plumbing/http/refusals.ts';
import { act, type House } from '#src/plumbing/house.ts';
import { sql } from 'kysely';
import { locked, namesChanged } from '../actions.ts';
import { can } from '../policy.ts';
import { allTies, namedOrganisations, namesOf } from '../queries/names.ts';
import { resolver } from '../rules/resolve.ts';
import { above } from '../rules/ties.ts';
import type { TieInput } from '../schema.ts';

constraintReasons.set('organisation_ties_dates_ck', { code: 'organisations.tieDates', at: 'untilOn' });

/** Says what an organisation is part of, or which group it belongs to. */
export function tieOrganisation(house: House, actor: Actor | null, id: string, { parent, kind, fromOn, untilOn }: TieInput): Promise<void> {
  const subject = `organisations/${id}`;
  return act(house, actor, 'organisation.tie', subject, async ({ tx, record, enqueue }) => {
    // Two ties at once could close a circle that neither sees.
    await sql`select pg_advisory_xact_lock(hashtext('organisation_ties'))`.execute(tx);
    await locked(tx, actor, id);
    demand(can.tie(actor));
    const register = await namedOrganisations(tx);
    const meant = resolver(register)(parent);
    if (meant.found === 'none') throw new AppError('invalid', [reason('organisations.parentUnknown', { given: parent }, { at: 'parent' })]);
    if (meant.found === 'ambiguous')
      throw new AppError('invalid', [reason('organisations.parentAmbiguous', { given: parent, names: namesOf(register, meant.ids) }, { at: 'parent' })]);
    if (meant.id === id || above(await allTies(tx), meant.id).has(id)) throw new AppError('invalid', [reason('organisations.tieCircle', {}, { at: 'parent' })]);
    const row = { kind, from_on: fromOn, until_on: untilOn };
    await tx
      .insertInto('organisation_ties')
      .values({ organisation_id: id, parent_id: meant.id, ...row })
      .onConflict((c) => c.columns(['organisation_id', 'parent_id']).doUpdateSet(row))
      .execute();
    await enqueue(namesChanged);
    await record({ kind: 'organisation.tied', subject, body: { parent: meant.id, kind, from: fromOn, until: untilOn } });
  });
}

/** Takes back a tie that was never there. One that has ended gets the day of its end instead. */
export function untieOrganisation(house: House, actor: Actor | null, id: string, parentId: string): Promise<void> {
  const subject = `organisations/${id}`;
  return act(house, actor, 'organisation.untie', subject, async ({ tx, record, enqueue }) => {
    await locked(tx, actor, id);
    demand(can.tie(actor));
    const gone = await tx.deleteFrom('organisation_ties').where('organisation_id', '=', id).where('parent_id', '=', parentId).executeTakeFirst();
    if (Number(gone.numDeletedRows) === 0) throw notFound();
    await enqueue(namesChanged);
    await record({ kind: 'organisation.untied', subject, body: { parent: parentId } });
  });
}
