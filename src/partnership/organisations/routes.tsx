import { hasRole } from '#src/core/actor.ts';
import { demand, notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { file, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { filled, fresh } from '#src/ui/form.tsx';
import { addAlias, addPerson, editOrganisation, registerOrganisation, removeAlias, removePerson } from './actions.ts';
import { organisationCopy } from './copy.ts';
import { can } from './policy.ts';
import { aliasesOf, organisationById, organisationList, organisationSpec, peopleOf, similarOrganisations, type Organisation } from './queries.ts';
import { aliasInput, edition, personInput, registration } from './schema.ts';
import { OrganisationForm, OrganisationList, OrganisationPage } from './views.tsx';

type Asked = Pick<Ask<unknown>, 'house' | 'actor' | 'params'>;

/** The organisation of the address; what one may not see is not there. */
async function asked({ house, actor, params }: Asked): Promise<Organisation> {
  const organisation = await organisationById(house.db, params['id']!);
  if (!organisation || !can.see(actor, organisation).ok) throw notFound();
  return organisation;
}

async function shown(ask: Ask<unknown>, forms: { aliasForm?: Again; personForm?: Again } = {}): Promise<Reply> {
  const organisation = await asked(ask);
  const [aliases, people] = [await aliasesOf(ask.house.db, organisation.id), await peopleOf(ask.house.db, organisation.id)];
  const failed = Object.keys(forms).length > 0;
  return page(
    organisation.legalName,
    <OrganisationPage organisation={organisation} aliases={aliases} people={people} done={failed ? null : ask.url.searchParams.get('done')} {...forms} />,
    failed ? { failed, address: `/organisations/${organisation.id}` } : {},
  );
}

async function form(ask: Ask<unknown>, again: Again, organisation: Organisation | null): Promise<Reply> {
  const t = speak(organisationCopy, ask.locale);
  const suspected = again.reasons.some((r) => r.code === 'organisations.similar');
  const similar = suspected ? await similarOrganisations(ask.house.db, String(again.values['legalName'] ?? '')) : [];
  const title = organisation ? t.editTitle(organisation.legalName) : hasRole(ask.actor, 'office') ? t.register : t.registerOwn;
  return page(title, <OrganisationForm form={again} organisation={organisation} similar={similar} />, {
    script: true,
    failed: again.reasons.length > 0,
    ...(organisation ? { address: `/organisations/${organisation.id}/edit` } : {}),
  });
}

export const organisationDoors: Door[] = [
  door({
    method: 'GET',
    path: '/organisations',
    access: { anyOf: ['office', 'auditor'] },
    async handler({ house, url, locale }) {
      const t = speak(organisationCopy, locale);
      const listed = await list(house.db, organisationList(house.db), organisationSpec, url);
      if (listed.state.csv) return file(csv(organisationSpec, listed.rows, locale), 'text/csv; charset=utf-8', `${t.organisations.toLowerCase()}.csv`);
      return page(t.organisations, <OrganisationList listed={listed} />, { wide: true });
    },
  }),
  door({ method: 'GET', path: '/organisations/new', access: 'signedIn', handler: (ask) => form(ask, fresh, null) }),
  door({
    method: 'POST',
    path: '/organisations/new',
    access: 'signedIn',
    does: 'organisation.register',
    input: registration,
    async handler({ house, actor, input, idempotencyKey }) {
      const { id } = await registerOrganisation(house, actor, input, idempotencyKey);
      return seeOther(`/organisations/${id}?done=registered`);
    },
    again: (ask, again) => form(ask, again, null),
  }),
  door({ method: 'GET', path: '/organisations/:id', access: 'signedIn', handler: (ask) => shown(ask) }),
  door({
    method: 'GET',
    path: '/organisations/:id/edit',
    access: 'signedIn',
    async handler(ask) {
      const organisation = await asked(ask);
      demand(can.edit(ask.actor, organisation));
      return form(ask, filled(organisation), organisation);
    },
  }),
  door({
    method: 'POST',
    path: '/organisations/:id',
    access: 'signedIn',
    does: 'organisation.edit',
    input: edition,
    async handler({ house, actor, input, params }) {
      await editOrganisation(house, actor, params['id']!, input);
      return seeOther(`/organisations/${params['id']}?done=saved`);
    },
    again: async (ask, again) => form(ask, again, await asked(ask)),
  }),
  door({
    method: 'POST',
    path: '/organisations/:id/aliases',
    access: 'signedIn',
    does: 'organisation.addAlias',
    input: aliasInput,
    async handler({ house, actor, input, params }) {
      await addAlias(house, actor, params['id']!, input.alias);
      return seeOther(`/organisations/${params['id']}?done=aliasAdded`);
    },
    again: (ask, aliasForm) => shown(ask, { aliasForm }),
  }),
  door({
    method: 'POST',
    path: '/organisations/:id/aliases/removal',
    access: 'signedIn',
    does: 'organisation.removeAlias',
    input: aliasInput,
    async handler({ house, actor, input, params }) {
      await removeAlias(house, actor, params['id']!, input.alias);
      return seeOther(`/organisations/${params['id']}?done=aliasRemoved`);
    },
  }),
  door({
    method: 'POST',
    path: '/organisations/:id/people',
    access: 'signedIn',
    does: 'organisation.addPerson',
    input: personInput,
    async handler({ house, actor, input, params }) {
      await addPerson(house, actor, params['id']!, input);
      return seeOther(`/organisations/${params['id']}?done=personAdded`);
    },
    again: (ask, personForm) => shown(ask, { personForm }),
  }),
  door({
    method: 'POST',
    path: '/organisations/:id/people/:personId/removal',
    access: 'signedIn',
    does: 'organisation.removePerson',
    async handler({ house, actor, params }) {
      await removePerson(house, actor, params['id']!, params['personId']!);
      // Who takes themselves off the list may not see the page any more.
      return seeOther(params['personId'] === actor?.id ? '/account' : `/organisations/${params['id']}?done=personRemoved`);
    },
  }),
];
