import { notFound } from '#src/core/errors.ts';
import type { Actor } from '#src/core/actor.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { romeDate } from '#src/core/time.ts';
import { registerOrganisation } from './actions.ts';
import { saveText } from './actions/profile.ts';
import { can } from './policy.ts';
import { aliasesOf, organisationById, organisationsByIds, searchOrganisations, type Organisation } from './queries.ts';
import { namedOrganisations, tiesOf } from './queries/names.ts';
import { resolver } from './rules/resolve.ts';
import { actingFor, computedSizes, fiscalOf, legalRepresentativesOf, textsOf } from './queries/profile.ts';
import { staffRegister, storedDocumentList } from './queries/register.ts';
import { registration, resolveInput, searchInput } from './schema.ts';
import { profileTextInput } from './schema/profile.ts';
import { profileTexts } from './states.ts';

/** What anyone who is signed in may know of an organisation, to choose it as a partner: what the public registers say too. */
const card = ({ id, legalName, shortName, kind, ownership, sizeClass, fiscalCode, ror, region, city, example }: Organisation) => ({
  id,
  legalName,
  shortName,
  kind,
  ownership,
  sizeClass,
  fiscalCode,
  ror,
  region,
  city,
  example,
});

const allowed = (actor: Actor | null, organisation: Organisation) => ({ see: can.see(actor, organisation).ok, edit: can.edit(actor, organisation).ok });

export const organisationApi: Door[] = [
  door({
    method: 'GET',
    path: '/api/organisations',
    access: 'signedIn',
    summary: 'Finds organisations by name, other name, city, fiscal code or VAT number; the nearest first.',
    input: searchInput,
    handler: async ({ house, input }) => json({ organisations: (await searchOrganisations(house.db, input.q, input.limit)).map(card) }),
  }),
  door({
    method: 'GET',
    path: '/api/organisations/resolution',
    access: 'signedIn',
    summary: 'Which organisation a name stands for as people write it (PoliMi, CNR, Univ. di Firenze): one, several to choose from, or none.',
    input: resolveInput,
    async handler({ house, input }) {
      const resolved = resolver(await namedOrganisations(house.db))(input.name);
      const ids = resolved.found === 'one' ? [resolved.id] : resolved.found === 'ambiguous' ? resolved.ids : [];
      return json({ found: resolved.found, organisations: (await organisationsByIds(house.db, ids)).map(card) });
    },
  }),
  door({
    method: 'GET',
    path: '/api/organisations/:id',
    access: 'signedIn',
    summary: 'One organisation with its other names, to the office, auditors and those who act for it.',
    async handler({ house, actor, params }) {
      const organisation = await organisationById(house.db, params['id']!);
      if (!organisation || !can.see(actor, organisation).ok) throw notFound();
      return json({
        ...organisation,
        aliases: await aliasesOf(house.db, organisation.id),
        ties: await tiesOf(house.db, organisation.id),
        allowed: allowed(actor, organisation),
      });
    },
  }),
  door({
    method: 'GET',
    path: '/api/organisations/:id/profile',
    access: 'signedIn',
    summary: 'What an organisation wrote once for all its applications: texts, fiscal data, size year by year, legal representatives, documents kept.',
    async handler({ house, actor, params, now }) {
      const organisation = await organisationById(house.db, params['id']!);
      if (!organisation || !can.see(actor, organisation).ok) throw notFound();
      const { id } = organisation;
      const acting = await actingFor(house.db, actor, id);
      const [texts, fiscal] = [await textsOf(house.db, id), await fiscalOf(house.db, id)];
      const [sizes, representatives] = [await computedSizes(house.db, id), await legalRepresentativesOf(house.db, id)];
      const documents = await storedDocumentList(house.db, id, romeDate(now)).execute();
      return json({
        texts: texts.map(({ kind, text, revision, updatedAt }) => ({ kind, text, revision, updatedAt })),
        fiscal: { fiscalCode: organisation.fiscalCode, vatNumber: organisation.vatNumber, ...fiscal },
        size: { declared: organisation.sizeClass, years: sizes },
        representatives,
        documents,
        allowed: { writeTexts: can.writeTexts(actor, acting).ok, manage: can.manage(actor, acting).ok, seeStaff: can.seeStaff(actor, acting).ok },
      });
    },
  }),
  door({
    method: 'GET',
    path: '/api/organisations/:id/staff',
    access: 'signedIn',
    summary: 'The staff register, to those who act for the organisation only.',
    async handler({ house, actor, params }) {
      const organisation = await organisationById(house.db, params['id']!);
      if (!organisation || !can.seeStaff(actor, await actingFor(house.db, actor, organisation.id)).ok) throw notFound();
      return json({ staff: await staffRegister(house.db, organisation.id) });
    },
  }),
  door({
    method: 'PUT',
    path: '/api/organisations/:id/texts/:kind',
    access: 'signedIn',
    does: 'organisation.writeText',
    summary: 'Writes one of its texts in both languages; `revision` is the one that was read.',
    input: profileTextInput,
    async handler({ house, actor, params, input }) {
      const kind = profileTexts.find((k) => k === params['kind']);
      if (!kind) throw notFound();
      await saveText(house, actor, params['id']!, kind, input);
      return json({ revision: input.revision + 1 });
    },
  }),
  door({
    method: 'POST',
    path: '/api/organisations',
    access: 'signedIn',
    does: 'organisation.register',
    summary: 'Registers an organisation; whoever is not of the office becomes its representative. The same Idempotency-Key answers the same organisation.',
    input: registration,
    once: true,
    async handler({ house, actor, input, idempotencyKey }) {
      const { id, created } = await registerOrganisation(house, actor, input, idempotencyKey);
      return json({ id }, created ? 201 : 200);
    },
  }),
];
