import { hasRole } from '#src/core/actor.ts';
import { demand, notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { idOr404 } from '#src/plumbing/http/asking.ts';
import { file, page, seeOther, type Reply } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { filled, fresh } from '#src/ui/form.tsx';
import { addAlias, addPerson, editOrganisation, registerOrganisation, removeAlias, removePerson } from './actions.ts';
import { organisationCopy } from './copy.ts';
import { can } from './policy.ts';
import { aliasesWithKinds, organisationById, organisationList, organisationSpec, peopleOf, similarOrganisations, type Organisation } from './queries.ts';
import { tiesOf } from './queries/names.ts';
import { actingFor } from './queries/profile.ts';
import { aliasInput, edition, personInput, registration, tieInput } from './schema.ts';
import { tieOrganisation, untieOrganisation } from './actions/ties.ts';
import { profileDoors } from './routes/profile.tsx';
import { localPath } from '#src/partnership/identity/rules.ts';
import { OrganisationForm, OrganisationList, OrganisationPage } from './views.tsx';

type Asked = Pick<Ask<unknown>, 'house' | 'actor' | 'params'>;

/** The organisation of the address; what one may not see is not there. */
async function asked({ house, actor, params }: Asked): Promise<Organisation> {
  const organisation = await organisationById(house.db, params['id']!);
  if (!organisation || !can.see(actor, organisation).ok) throw notFound();
  return organisation;
}

async function shown(ask: Ask<unknown>, forms: { aliasForm?: Again; personForm?: Again; tieForm?: Again } = {}): Promise<Reply> {
  const organisation = await asked(ask);
  const { db } = ask.house;
  const [aliases, people] = [await aliasesWithKinds(db, organisation.id), await peopleOf(db, organisation.id)];
  const ties = await tiesOf(db, organisation.id);
  const acting = await actingFor(db, ask.actor, organisation.id);
  const failed = Object.keys(forms).length > 0;
  return page(
    organisation.legalName,
    <OrganisationPage
      organisation={organisation}
      acting={acting}
      aliases={aliases}
      people={people}
      ties={ties}
      done={failed ? null : ask.url.searchParams.get('done')}
      {...forms}
    />,
    failed ? { failed, address: `/organisations/${organisation.id}` } : {},
  );
}

/** Where somebody was going when an organisation turned out to be missing; `/` is nowhere in particular. */
const nextOf = (ask: Ask<unknown>): string => localPath(ask.raw['next'] ?? ask.url.searchParams.get('next'));

async function form(ask: Ask<unknown>, again: Again, organisation: Organisation | null): Promise<Reply> {
  const t = speak(organisationCopy, ask.locale);
  const suspected = again.reasons.some((r) => r.code === 'organisations.similar');
  const similar = suspected ? await similarOrganisations(ask.house.db, String(again.values['legalName'] ?? '')) : [];
  const title = organisation ? t.editTitle(organisation.legalName) : hasRole(ask.actor, 'office') ? t.register : t.registerOwn;
  return page(title, <OrganisationForm form={again} organisation={organisation} similar={similar} next={nextOf(ask)} />, {
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
    async handler(ask) {
      const { id } = await registerOrganisation(ask.house, ask.actor, ask.input, ask.idempotencyKey);
      const next = nextOf(ask);
      return seeOther(next === '/' ? `/organisations/${id}?done=registered` : next);
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
      await addAlias(house, actor, params['id']!, input.alias, input.kind);
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
    path: '/organisations/:id/ties',
    access: { anyOf: ['office'] },
    does: 'organisation.tie',
    input: tieInput,
    async handler({ house, actor, input, params }) {
      await tieOrganisation(house, actor, params['id']!, input);
      return seeOther(`/organisations/${params['id']}?done=tied`);
    },
    again: (ask, tieForm) => shown(ask, { tieForm }),
  }),
  door({
    method: 'POST',
    path: '/organisations/:id/ties/:parentId/removal',
    access: { anyOf: ['office'] },
    does: 'organisation.untie',
    async handler({ house, actor, params }) {
      await untieOrganisation(house, actor, params['id']!, idOr404(params['parentId']));
      return seeOther(`/organisations/${params['id']}?done=untied`);
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
  ...profileDoors,
];
