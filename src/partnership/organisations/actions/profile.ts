import type { Actor } from '#src/core/actor.ts';
import { reason, type Reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import { personByEmail } from '#src/partnership/identity/queries.ts';
import type { Tx } from '#src/plumbing/database/database.ts';
import { constraintReasons } from '#src/plumbing/http/refusals.ts';
import { act, type Deed, type House } from '#src/plumbing/house.ts';
import { can, type Acting } from '../policy.ts';
import { organisationById } from '../queries.ts';
import { actingFor, fiscalOf, isId, textsOf } from '../queries/profile.ts';
import { checkRelated } from '../rules/size.ts';
import {
  checkRepresentative,
  type FiscalInput,
  type ProfileTextInput,
  type RelatedInput,
  type RepresentativeInput,
  type SizeYearInput,
} from '../schema/profile.ts';
import type { ProfileText } from '../states.ts';

constraintReasons.set('organisation_related_name_uq', { code: 'organisations.relatedThere', at: 'name' });

export const subjectOf = (organisationId: string): string => `organisations/${organisationId}`;

/** The organisation as the person may see it, held until the end of the deed, and in what role they act for it. */
export async function held(tx: Tx, actor: Actor | null, organisationId: string): Promise<Acting> {
  const organisation = await organisationById(tx, organisationId);
  if (!organisation || !can.see(actor, organisation).ok) throw notFound();
  await tx.selectFrom('organisations').select('id').where('id', '=', organisationId).forUpdate().execute();
  return actingFor(tx, actor, organisationId);
}

const stale = () => new AppError('conflict', [reason('form.stale')]);
const refuseAll = (reasons: readonly Reason[]) => {
  if (reasons.length > 0) throw new AppError('invalid', reasons);
};

/** Writes one text in both languages; refused as stale when someone wrote it since. The log keeps the lengths, not the words. */
export function saveText(house: House, actor: Actor | null, organisationId: string, kind: ProfileText, input: ProfileTextInput): Promise<void> {
  const subject = subjectOf(organisationId);
  return act(house, actor, 'organisation.writeText', subject, async ({ tx, at, record }) => {
    demand(can.writeTexts(actor, await held(tx, actor, organisationId)));
    const stored = (await textsOf(tx, organisationId)).find((t) => t.kind === kind)!;
    if (stored.revision !== input.revision) throw stale();
    const row = { text_it: input.textIt, text_en: input.textEn, revision: stored.revision + 1, updated_at: at, updated_by: actor!.id };
    await tx
      .insertInto('organisation_texts')
      .values({ organisation_id: organisationId, kind, ...row })
      .onConflict((c) => c.columns(['organisation_id', 'kind']).doUpdateSet(row))
      .execute();
    await record({ kind: 'organisation.textWritten', subject, body: { text: kind, charactersIt: input.textIt.length, charactersEn: input.textEn.length } });
  });
}

export function saveFiscal(house: House, actor: Actor | null, organisationId: string, input: FiscalInput): Promise<void> {
  const subject = subjectOf(organisationId);
  return act(house, actor, 'organisation.saveFiscal', subject, async ({ tx, at, record }) => {
    demand(can.manage(actor, await held(tx, actor, organisationId)));
    const stored = await fiscalOf(tx, organisationId);
    if (stored.revision !== input.revision) throw stale();
    const row = { pec: input.pec, sdi_code: input.sdiCode, ateco: input.ateco, revision: stored.revision + 1, updated_at: at };
    await tx
      .insertInto('organisation_fiscal')
      .values({ organisation_id: organisationId, ...row })
      .onConflict((c) => c.column('organisation_id').doUpdateSet(row))
      .execute();
    const { pec, sdiCode, ateco } = input;
    await record({ kind: 'organisation.fiscalSaved', subject, body: { pec, sdiCode, ateco } });
  });
}

/** The figures of one accounting period; `revision` 0 for a year that is not there yet. */
export function saveSizeYear(house: House, actor: Actor | null, organisationId: string, input: SizeYearInput): Promise<void> {
  const subject = subjectOf(organisationId);
  return act(house, actor, 'organisation.saveSizeYear', subject, async ({ tx, at, record }) => {
    demand(can.manage(actor, await held(tx, actor, organisationId)));
    const stored = await tx
      .selectFrom('organisation_size_years')
      .select('revision')
      .where('organisation_id', '=', organisationId)
      .where('year', '=', input.year)
      .executeTakeFirst();
    if ((stored?.revision ?? 0) !== input.revision)
      throw input.revision === 0 ? new AppError('conflict', [reason('organisations.yearThere', { year: String(input.year) }, { at: 'year' })]) : stale();
    const { year, staffUnits, turnoverCents, balanceCents, publiclyControlled } = input;
    const row = {
      staff_units: staffUnits,
      turnover_cents: turnoverCents,
      balance_cents: balanceCents,
      publicly_controlled: publiclyControlled,
      revision: input.revision + 1,
      updated_at: at,
    };
    await tx
      .insertInto('organisation_size_years')
      .values({ organisation_id: organisationId, year, ...row })
      .onConflict((c) => c.columns(['organisation_id', 'year']).doUpdateSet(row))
      .execute();
    await record({
      kind: 'organisation.sizeYearSaved',
      subject,
      body: { year, staffUnits: String(staffUnits), turnoverCents, balanceCents, publiclyControlled },
    });
  });
}

/** Takes a year out with the enterprises that counted in it. */
export function removeSizeYear(house: House, actor: Actor | null, organisationId: string, year: string): Promise<void> {
  const subject = subjectOf(organisationId);
  return changingYear(house, actor, organisationId, 'organisation.removeSizeYear', year, async ({ tx, record }, known) => {
    await tx.deleteFrom('organisation_size_years').where('organisation_id', '=', organisationId).where('year', '=', known).execute();
    await record({ kind: 'organisation.sizeYearRemoved', subject, body: { year: known } });
  });
}

/** Another enterprise that counts in a year, as partner or linked. */
export function addRelated(house: House, actor: Actor | null, organisationId: string, year: string, input: RelatedInput): Promise<void> {
  const subject = subjectOf(organisationId);
  return changingYear(house, actor, organisationId, 'organisation.addRelated', year, async ({ tx, record }, known) => {
    const wrong = checkRelated(input);
    refuseAll(wrong ? [wrong] : []);
    const { name, relation, percent, staffUnits, turnoverCents, balanceCents } = input;
    await tx
      .insertInto('organisation_related')
      .values({
        organisation_id: organisationId,
        year: known,
        name,
        relation,
        percent,
        staff_units: staffUnits,
        turnover_cents: turnoverCents,
        balance_cents: balanceCents,
      })
      .execute();
    await record({ kind: 'organisation.relatedAdded', subject, body: { year: known, name, relation, percent: String(percent) } });
  });
}

export function removeRelated(house: House, actor: Actor | null, organisationId: string, relatedId: string): Promise<void> {
  const subject = subjectOf(organisationId);
  return act(house, actor, 'organisation.removeRelated', subject, async ({ tx, record }) => {
    const acting = await held(tx, actor, organisationId);
    const found = isId(relatedId)
      ? await tx
          .selectFrom('organisation_related')
          .select(['name', 'year'])
          .where('organisation_id', '=', organisationId)
          .where('id', '=', relatedId)
          .executeTakeFirst()
      : undefined;
    if (!found) throw notFound();
    demand(can.manage(actor, acting));
    await tx.deleteFrom('organisation_related').where('id', '=', relatedId).execute();
    await record({ kind: 'organisation.relatedRemoved', subject, body: found });
  });
}

/** A deed on a year that is there; for any other there is nothing to do it on. */
function changingYear(house: House, actor: Actor | null, organisationId: string, deed: string, year: string, work: (d: Deed, year: number) => Promise<void>) {
  return act(house, actor, deed, subjectOf(organisationId), async (d) => {
    const acting = await held(d.tx, actor, organisationId);
    const known = /^\d{4}$/.test(year)
      ? await d.tx
          .selectFrom('organisation_size_years')
          .select('year')
          .where('organisation_id', '=', organisationId)
          .where('year', '=', Number(year))
          .executeTakeFirst()
      : undefined;
    if (!known) throw notFound();
    demand(can.manage(actor, acting));
    await work(d, known.year);
  });
}

/** Puts a legal representative on record, or corrects one: the end of the term is a correction too, nobody is taken out. */
export function saveRepresentative(house: House, actor: Actor | null, organisationId: string, id: string | null, input: RepresentativeInput): Promise<void> {
  const subject = subjectOf(organisationId);
  return act(house, actor, 'organisation.saveRepresentative', subject, async ({ tx, record }) => {
    const acting = await held(tx, actor, organisationId);
    const stored =
      id !== null && isId(id)
        ? await tx
            .selectFrom('organisation_representatives')
            .select('revision')
            .where('organisation_id', '=', organisationId)
            .where('id', '=', id)
            .executeTakeFirst()
        : undefined;
    if (id !== null && !stored) throw notFound();
    demand(can.manage(actor, acting));
    if (stored && stored.revision !== input.revision) throw stale();
    const { representative, reasons } = checkRepresentative(input);
    const person = representative.email === null ? undefined : await personByEmail(tx, representative.email);
    if (representative.email !== null && !person?.emailVerified) reasons.push(reason('organisations.personUnknown', {}, { at: 'email' }));
    refuseAll(reasons);
    const row = {
      name: representative.name,
      fiscal_code: representative.fiscalCode,
      role: representative.role,
      from_on: representative.fromOn,
      until_on: representative.untilOn,
      person_id: person?.id ?? null,
    };
    const saved =
      id ??
      (
        await tx
          .insertInto('organisation_representatives')
          .values({ organisation_id: organisationId, ...row })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id;
    if (id !== null)
      await tx
        .updateTable('organisation_representatives')
        .set({ ...row, revision: stored!.revision + 1 })
        .where('id', '=', id)
        .execute();
    const { name, role, fromOn, untilOn } = representative;
    await record({ kind: 'organisation.representativeSaved', subject, body: { representative: saved, name, role, fromOn, untilOn } });
  });
}
