import type { Reason } from '#src/core/decision.ts';
import { demand, notFound } from '#src/core/errors.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { fresh } from '#src/ui/form.tsx';
import * as deeds from '../actions.ts';
import { can } from '../policy.ts';
import { liveOfficeGrants, namedGrants, outbox, peopleList, peopleSpec, personOf } from '../queries.ts';
import { grantSchema } from '../schema.ts';
import { PeoplePage, PersonPage } from '../views/people.tsx';
import { OutboxPage } from '../views/outbox.tsx';
import { idOf, words } from './ask.ts';

async function personPage(ask: Ask<unknown>, state: { form?: Again; refused?: readonly Reason[] } = {}): Promise<Reply> {
  const { house, actor } = ask;
  demand(can.seePeople(actor));
  const t = words(ask);
  const id = idOf(ask, 'id');
  const [person, grants, officeGrants] = await Promise.all([personOf(house.db, id), namedGrants(house, id), liveOfficeGrants(house.db)]);
  if (!person) throw notFound();
  const done = { granted: t.roleGranted, revoked: t.roleRevoked }[ask.url.searchParams.get('done') ?? ''];
  return page(
    person.name,
    <PersonPage
      person={person}
      grants={grants.map((grant) => ({ grant, revocable: can.revokeRole(actor, { role: grant.role, live: grant.revokedAt === null }, officeGrants) }))}
      form={state.form ?? fresh}
      refused={state.refused ?? []}
      done={done}
    />,
    { address: `/people/${id}` },
  );
}

export const peopleDoors = (): Door[] => [
  door({
    method: 'GET',
    path: '/people',
    access: { anyOf: ['office'] },
    handler: async (ask) => {
      const { house, locale, url } = ask;
      const listed = await list(house.db, peopleList(house, locale), peopleSpec, url);
      const t = words(ask);
      if (listed.state.csv) return file(csv(peopleSpec, listed.rows, locale), 'text/csv; charset=utf-8', 'people.csv');
      return page(t.people, <PeoplePage listed={listed} />, { wide: true, script: true });
    },
  }),
  door({ method: 'GET', path: '/people/:id', access: { anyOf: ['office'] }, handler: (ask) => personPage(ask) }),
  // Signed in is enough to knock: who may not is told why by the policy, and the attempt is in the evidence log.
  door({
    method: 'POST',
    path: '/people/:id/grants',
    access: 'signedIn',
    does: 'role.grant',
    input: grantSchema,
    handler: async (ask) => {
      const id = idOf(ask, 'id');
      await deeds.grantRole(ask.house, ask.actor, id, ask.input);
      return seeOther(`/people/${id}?done=granted`);
    },
    again: (ask, form) => personPage(ask, { form }),
  }),
  door({
    method: 'POST',
    path: '/people/:id/grants/:grantId/revocation',
    access: 'signedIn',
    does: 'role.revoke',
    handler: async (ask) => {
      const id = idOf(ask, 'id');
      await deeds.revokeRole(ask.house, ask.actor, id, idOf(ask, 'grantId'));
      return seeOther(`/people/${id}?done=revoked`);
    },
    again: (ask, { reasons }) => personPage(ask, { refused: reasons }),
  }),
  door({
    method: 'GET',
    path: '/outbox',
    access: { anyOf: ['office'] },
    handler: async (ask) => {
      const { house, actor } = ask;
      demand(can.seeOutbox(actor, house.settings.example), 'notFound');
      const t = words(ask);
      return page(t.outbox, <OutboxPage messages={await outbox(house.db)} origin={house.settings.origin} />);
    },
  }),
];
