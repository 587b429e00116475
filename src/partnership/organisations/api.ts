import { notFound } from '#src/core/errors.ts';
import type { Actor } from '#src/core/actor.ts';
import { door, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { registerOrganisation } from './actions.ts';
import { can } from './policy.ts';
import { aliasesOf, organisationById, searchOrganisations, type Organisation } from './queries.ts';
import { registration, searchInput } from './schema.ts';

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
    path: '/api/organisations/:id',
    access: 'signedIn',
    summary: 'One organisation with its other names, to the office, auditors and those who act for it.',
    async handler({ house, actor, params }) {
      const organisation = await organisationById(house.db, params['id']!);
      if (!organisation || !can.see(actor, organisation).ok) throw notFound();
      return json({ ...organisation, aliases: await aliasesOf(house.db, organisation.id), allowed: allowed(actor, organisation) });
    },
  }),
  door({
    method: 'POST',
    path: '/api/organisations',
    access: 'signedIn',
    does: 'organisation.register',
    summary: 'Registers an organisation; whoever is not of the office becomes its representative. The same Idempotency-Key answers the same organisation.',
    input: registration,
    async handler({ house, actor, input, idempotencyKey }) {
      const { id, created } = await registerOrganisation(house, actor, input, idempotencyKey);
      return json({ id }, created ? 201 : 200);
    },
  }),
];
