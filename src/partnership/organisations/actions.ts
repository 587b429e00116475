import { hasRole, type Actor } from '#src/core/actor.ts';
import { sha256 } from '#src/core/canonical.ts';
import { reason, type Reason } from '#src/core/decision.ts';
import { AppError, demand, notFound } from '#src/core/errors.ts';
import type { Reader, Tx } from '#src/plumbing/database/database.ts';
import { constraintReasons } from '#src/plumbing/http/refusals.ts';
import { act, type House, type Job } from '#src/plumbing/house.ts';
import { personByEmail } from '#src/partnership/identity/queries.ts';
import { sql } from 'kysely';
import { can } from './policy.ts';
import { namedOrganisations, namesOf } from './queries/names.ts';
import { resolver } from './rules/resolve.ts';
import type { AliasKind } from './states.ts';
import { aliasesOf, organisationById, peopleOf, similarOrganisations, type Organisation } from './queries.ts';
import { checkOrganisation, type OrganisationDefinition, type OrganisationInput } from './schema.ts';

// Two people who register the same body in the same instant: the database is the last witness.
constraintReasons.set('organisations_fiscal_code_uq', { code: 'organisations.fiscalCodeTaken', at: 'fiscalCode' });
constraintReasons.set('organisations_ror_uq', { code: 'organisations.rorTaken', at: 'ror' });
constraintReasons.set('organisations_ipa_code_uq', { code: 'organisations.ipaCodeTaken', at: 'ipaCode' });

/** Who is meant by a name, or who acts for whom, has changed: whatever was concluded from it is looked at again. */
export const namesChanged: Job = { task: 'organisations.namesChanged', payload: {}, key: 'organisations.namesChanged' };

export type Registration = OrganisationInput & { /** The similar names on record were looked at. */ notSimilar: boolean };

/**
 * Puts an organisation on record; a person who is not of the office becomes its representative. The same key of the same person
 * answers the same organisation, however often it is sent.
 */
export async function registerOrganisation(
  house: House,
  actor: Actor | null,
  asked: Registration,
  idempotencyKey: string | null,
): Promise<{ id: string; created: boolean }> {
  const { notSimilar, ...input } = asked;
  return act(house, actor, 'organisation.register', 'organisations', async ({ tx, at, record, enqueue }) => {
    demand(can.register(actor, input));
    const id = actor && idempotencyKey ? idFrom(`${actor.id} ${idempotencyKey}`) : null;
    if (id) {
      // Sent twice at once: the second waits here for the first, and answers what that one made.
      await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx);
      if (await organisationById(tx, id)) {
        await record({ kind: 'organisation.registeredAgain', subject: `organisations/${id}` });
        return { id, created: false };
      }
    }
    const organisation = await checked(tx, input, null);
    const similar = notSimilar ? [] : await similarOrganisations(tx, organisation.legalName);
    if (similar.length > 0)
      throw new AppError('invalid', [
        reason('organisations.similar', { names: similar.map(({ legalName, city }) => `${legalName} (${city})`) }, { at: 'notSimilar' }),
      ]);
    const made = await tx
      .insertInto('organisations')
      .values({ ...(id && { id }), ...toRow(organisation), example: house.settings.example, created_at: at, updated_at: at })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (!hasRole(actor, 'office'))
      await tx.insertInto('organisation_people').values({ organisation_id: made.id, person_id: actor!.id, role: 'representative', since: at }).execute();
    await enqueue(namesChanged);
    await record({ kind: 'organisation.registered', subject: `organisations/${made.id}`, body: { ...organisation } });
    return { id: made.id, created: true };
  });
}

/** Replaces the details; refused as stale when someone else changed them since `revision`. */
export async function editOrganisation(
  house: House,
  actor: Actor | null,
  id: string,
  { revision, ...input }: OrganisationInput & { revision: number },
): Promise<void> {
  const subject = `organisations/${id}`;
  await act(house, actor, 'organisation.edit', subject, async ({ tx, at, record, enqueue }) => {
    const stored = await locked(tx, actor, id);
    demand(can.edit(actor, stored));
    if (stored.revision !== revision) throw new AppError('conflict', [reason('form.stale')]);
    const organisation = await checked(tx, input, id);
    demand(can.changeFiscalCode(actor, stored.fiscalCode, organisation.fiscalCode));
    await tx
      .updateTable('organisations')
      .set({ ...toRow(organisation), revision: revision + 1, updated_at: at })
      .where('id', '=', id)
      .execute();
    const before = stored as unknown as Record<string, unknown>;
    const changed = Object.entries(organisation).filter(([field, value]) => before[field] !== value);
    await enqueue(namesChanged);
    await record({
      kind: 'organisation.edited',
      subject,
      body: { from: Object.fromEntries(changed.map(([field]) => [field, before[field]])), to: Object.fromEntries(changed) },
    });
  });
}

/** A name of somebody else's would make of every mention of them a mention of this one: it is refused. */
export async function addAlias(house: House, actor: Actor | null, id: string, alias: string, kind: AliasKind = 'other'): Promise<void> {
  const subject = `organisations/${id}`;
  await act(house, actor, 'organisation.addAlias', subject, async ({ tx, record, enqueue }) => {
    demand(can.edit(actor, await locked(tx, actor, id)));
    if ((await aliasesOf(tx, id)).includes(alias)) throw new AppError('conflict', [reason('organisations.aliasTaken', {}, { at: 'alias' })]);
    const register = await namedOrganisations(tx);
    const meant = resolver(register)(alias);
    const others = (meant.found === 'one' ? [meant.id] : meant.found === 'ambiguous' ? meant.ids : []).filter((other) => other !== id);
    if (others.length > 0) throw new AppError('invalid', [reason('organisations.aliasElsewhere', { names: namesOf(register, others) }, { at: 'alias' })]);
    await tx.insertInto('organisation_aliases').values({ organisation_id: id, alias, kind }).execute();
    await enqueue(namesChanged);
    await record({ kind: 'organisation.aliasAdded', subject, body: { alias, kind } });
  });
}

export async function removeAlias(house: House, actor: Actor | null, id: string, alias: string): Promise<void> {
  const subject = `organisations/${id}`;
  await act(house, actor, 'organisation.removeAlias', subject, async ({ tx, record, enqueue }) => {
    demand(can.edit(actor, await locked(tx, actor, id)));
    await tx.deleteFrom('organisation_aliases').where('organisation_id', '=', id).where('alias', '=', alias).execute();
    await enqueue(namesChanged);
    await record({ kind: 'organisation.aliasRemoved', subject, body: { alias } });
  });
}

/** Someone with a confirmed account acts for the organisation from now on. */
export async function addPerson(
  house: House,
  actor: Actor | null,
  id: string,
  { email, role }: { email: string; role: 'representative' | 'member' },
): Promise<void> {
  const subject = `organisations/${id}`;
  await act(house, actor, 'organisation.addPerson', subject, async ({ tx, at, record, enqueue }) => {
    demand(can.edit(actor, await locked(tx, actor, id)));
    const person = await personByEmail(tx, email);
    if (!person?.emailVerified) throw new AppError('invalid', [reason('organisations.personUnknown', {}, { at: 'email' })]);
    if ((await peopleOf(tx, id)).some((p) => p.personId === person.id))
      throw new AppError('conflict', [reason('organisations.personThere', {}, { at: 'email' })]);
    await tx.insertInto('organisation_people').values({ organisation_id: id, person_id: person.id, role, since: at }).execute();
    await enqueue(namesChanged);
    await record({ kind: 'organisation.personAdded', subject, body: { person: person.id, role } });
  });
}

export async function removePerson(house: House, actor: Actor | null, id: string, personId: string): Promise<void> {
  const subject = `organisations/${id}`;
  await act(house, actor, 'organisation.removePerson', subject, async ({ tx, record, enqueue }) => {
    const organisation = await locked(tx, actor, id);
    const people = await peopleOf(tx, id);
    const person = people.find((p) => p.personId === personId);
    if (!person) throw notFound();
    demand(can.removePerson(actor, organisation, person, people.filter((p) => p.role === 'representative').length));
    await tx.deleteFrom('organisation_people').where('organisation_id', '=', id).where('person_id', '=', personId).execute();
    await enqueue(namesChanged);
    await record({ kind: 'organisation.personRemoved', subject, body: { person: personId } });
  });
}

/** What can be imported: a partnership's file says no VAT numbers, the example does. */
export type Imported = OrganisationDefinition & { vatNumber?: string | null };

/** A partnership's own organisations, from its data: made or brought up to date. Answers the id of each `key`. The same data twice changes nothing. */
export async function importOrganisations(
  house: House,
  definitions: readonly Imported[],
  { example = false }: { example?: boolean } = {},
): Promise<Map<string, string>> {
  const asTheyAre = await compared(house.db, definitions);
  const unchanged = asTheyAre.every((c) => c.known && c.same && c.newAliases.length === 0);
  const known = new Map(asTheyAre.flatMap((c) => (c.known ? [[c.key, c.known.id] as const] : [])));
  if (unchanged && (await newTies(house.db, definitions, known)).length === 0) return known;
  return act(house, null, 'organisations.import', 'organisations', async ({ tx, at, record }) => {
    const ids = new Map<string, string>();
    const counts = { made: 0, changed: 0, unchanged: 0 };
    for (const { key, known, same, organisation, newAliases } of await compared(tx, definitions)) {
      const id =
        known?.id ??
        (
          await tx
            .insertInto('organisations')
            .values({ ...toRow(organisation), example, created_at: at, updated_at: at })
            .returning('id')
            .executeTakeFirstOrThrow()
        ).id;
      ids.set(key, id);
      if (known && !same) {
        const { vat_number, ipa_code: _ipa, ...row } = toRow(organisation);
        await tx
          .updateTable('organisations')
          .set({ ...row, ...(vat_number !== null && { vat_number }), revision: known.revision + 1, updated_at: at })
          .where('id', '=', id)
          .execute();
      }
      if (newAliases.length > 0)
        await tx
          .insertInto('organisation_aliases')
          .values(newAliases.map(({ name, kind }) => ({ organisation_id: id, alias: name, kind })))
          .execute();
      counts[!known ? 'made' : same ? 'unchanged' : 'changed']++;
    }
    const ties = await newTies(tx, definitions, ids);
    if (ties.length > 0) await tx.insertInto('organisation_ties').values(ties).execute();
    await record({ kind: 'organisations.imported', subject: 'organisations', body: counts });
    return ids;
  });
}

type Compared = { key: string; organisation: OrganisationInput; known: Organisation | undefined; same: boolean; newAliases: OrganisationDefinition['aliases'] };

/** What the data say beside what is stored. A stored VAT number stays where the data say none, and a stored IPA code always: no data know them. */
async function compared(db: Reader, definitions: readonly Imported[]): Promise<Compared[]> {
  const found: Compared[] = [];
  for (const { key, aliases, sources: _sources, partOf: _partOf, ...given } of definitions) {
    const { organisation, reasons } = checkOrganisation({ ...given, vatNumber: given.vatNumber ?? null, ipaCode: null });
    if (reasons.length > 0)
      throw new AppError(
        'invalid',
        reasons.map((r) => ({ ...r, at: `${key}.${r.at}` })),
      );
    const known = await knownAs(db, organisation);
    const stored = known as unknown as Record<string, unknown> | undefined;
    const there = new Set(known ? await aliasesOf(db, known.id) : []);
    found.push({
      key,
      organisation,
      known,
      newAliases: aliases.filter(({ name }) => !there.has(name)),
      same: stored !== undefined && Object.entries(organisation).every(([field, value]) => unsaid(field, value) || stored[field] === value),
    });
  }
  return found;
}

const unsaid = (field: string, value: unknown): boolean => field === 'ipaCode' || (field === 'vatNumber' && value === null);

/** The ties that the data name and that are not stored yet.  */
async function newTies(db: Reader, definitions: readonly Imported[], ids: ReadonlyMap<string, string>) {
  const wanted = definitions.flatMap(({ key, partOf = [] }) =>
    partOf.map((tie) => ({ organisation_id: ids.get(key), parent_id: ids.get(tie.key), kind: tie.kind, from_on: null, until_on: null })),
  );
  if (wanted.length === 0) return [];
  const stored = new Set(
    (await db.selectFrom('organisation_ties').select(['organisation_id', 'parent_id']).execute()).map((r) => `${r.organisation_id} ${r.parent_id}`),
  );
  return wanted.flatMap(({ organisation_id, parent_id, ...rest }) =>
    organisation_id && parent_id && !stored.has(`${organisation_id} ${parent_id}`) ? [{ organisation_id, parent_id, ...rest }] : [],
  );
}

/** Who acts for which organisation, for seeds and tests; what is there already stays. */
export async function seedRepresentatives(house: House, pairs: readonly { organisationId: string; personId: string }[]): Promise<void> {
  if (pairs.length === 0) return;
  await act(house, null, 'organisations.seedRepresentatives', 'organisations', async ({ tx, at, record }) => {
    await tx
      .insertInto('organisation_people')
      .values(pairs.map((p) => ({ organisation_id: p.organisationId, person_id: p.personId, role: 'representative' as const, since: at })))
      .onConflict((c) => c.doNothing())
      .execute();
    await record({ kind: 'organisations.representativesSeeded', subject: 'organisations', body: { pairs: pairs.length } });
  });
}

/** The input in one spelling; refused with every reason at once, the codes that others have among them. */
async function checked(tx: Tx, input: OrganisationInput, own: string | null): Promise<OrganisationInput> {
  const { organisation, reasons } = checkOrganisation(input);
  const all: Reason[] = [...reasons];
  const { fiscalCode, ror } = organisation;
  if (fiscalCode !== null || ror !== null) {
    const others = await tx
      .selectFrom('organisations')
      .select(['id', 'fiscal_code', 'ror'])
      .where((e) => e.or([...(fiscalCode === null ? [] : [e('fiscal_code', '=', fiscalCode)]), ...(ror === null ? [] : [e('ror', '=', ror)])]))
      .execute();
    const taken = others.filter((o) => o.id !== own);
    if (taken.some((o) => fiscalCode !== null && o.fiscal_code === fiscalCode)) all.push(reason('organisations.fiscalCodeTaken', {}, { at: 'fiscalCode' }));
    if (taken.some((o) => ror !== null && o.ror === ror)) all.push(reason('organisations.rorTaken', {}, { at: 'ror' }));
  }
  if (all.length > 0) throw new AppError('invalid', all);
  return organisation;
}

/** The organisation, held for this deed; not found for who may not see it. */
export async function locked(tx: Tx, actor: Actor | null, id: string): Promise<Organisation> {
  const found = await organisationById(tx, id);
  if (!found || !can.see(actor, found).ok) throw notFound();
  await tx.selectFrom('organisations').select('id').where('id', '=', id).forUpdate().execute();
  return (await organisationById(tx, id))!;
}

async function knownAs(db: Reader, { ror, fiscalCode, legalName }: OrganisationInput): Promise<Organisation | undefined> {
  const row = await db
    .selectFrom('organisations')
    .select('id')
    .where((e) => e.or([e('legal_name', '=', legalName), ...(ror ? [e('ror', '=', ror)] : []), ...(fiscalCode ? [e('fiscal_code', '=', fiscalCode)] : [])]))
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  return row && organisationById(db, row.id);
}

const toRow = (o: OrganisationInput) => ({
  legal_name: o.legalName,
  short_name: o.shortName,
  kind: o.kind,
  ownership: o.ownership,
  size_class: o.sizeClass,
  fiscal_code: o.fiscalCode,
  vat_number: o.vatNumber,
  ror: o.ror,
  ipa_code: o.ipaCode,
  region: o.region,
  city: o.city,
  website: o.website,
});

/** A UUID (version 8) made of a text: the same text, the same id; nobody else's text gives it. */
function idFrom(text: string): string {
  const hex = sha256(`organisation ${text}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
