import { romeDate } from '#src/core/time.ts';
import { see } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { asking, idOr404 } from '#src/plumbing/http/asking.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { anyForm } from '#src/plumbing/http/input.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { registerExpert } from '../actions/profile.ts';
import { keepPublications } from '../actions/publications.ts';
import { expertWords } from '../copy/experts.ts';
import { registerWords } from '../copy/register.ts';
import { expertDesk } from '../desk.ts';
import { can } from '../policy.ts';
import { expertBackgrounds } from '../queries/backgrounds.ts';
import { profileChoices, profileOf } from '../queries/experts.ts';
import { registerList, registerSpec } from '../queries/register.ts';
import { ProfilePage, PublicationsPage } from '../views/profile.tsx';
import { ExpertPage, RegisterPage } from '../views/register.tsx';
import { profileOfForm, publicationsOfForm } from './forms.ts';
import { pastedInto, publicationDoors } from './publications.tsx';

const choicesOf = (ask: Ask<unknown>) => profileChoices(ask.house.db, ask.house.settings.programme);

async function registerPage(ask: Ask<unknown>) {
  see(can.seeRegister(ask.actor));
  const t = speak(registerWords, ask.locale);
  const choices = await choicesOf(ask);
  const spec = registerSpec(choices);
  const listed = await list(ask.house.db, registerList(ask.house, romeDate(ask.now), ask.actor!) as never, spec, ask.url);
  if (listed.state.csv) return file(csv(spec, listed.rows, ask.locale), 'text/csv; charset=utf-8', 'experts.csv');
  return page(t.register, <RegisterPage listed={listed} spec={spec} choices={choices} imports={can.importPublications(ask.actor).ok} />, {
    wide: true,
    address: '/experts',
  });
}

async function expertPage(ask: Ask<unknown>) {
  const desk = await expertDesk(asking(ask), idOr404(ask.params['expertId']));
  return page(desk.sheet.name, <ExpertPage {...desk} choices={await choicesOf(ask)} enters={can.importPublications(ask.actor).ok && !desk.own} />, {
    address: `/experts/${desk.sheet.personId}`,
  });
}

async function profilePage(ask: Ask<unknown>, form?: Again) {
  const { db } = ask.house;
  const background = (await expertBackgrounds(db, [ask.actor!.id])).get(ask.actor!.id);
  return page(
    speak(expertWords, ask.locale).myProfile,
    <ProfilePage profile={await profileOf(db, ask.actor!.id)} background={background} choices={await choicesOf(ask)} form={form} />,
    { script: true, wide: true, address: '/reviews/profile' },
  );
}

async function publicationsPage(ask: Ask<unknown>, form?: Again, read: number | null = null) {
  const background = (await expertBackgrounds(ask.house.db, [ask.actor!.id])).get(ask.actor!.id);
  return page(
    speak(registerWords, ask.locale).publications,
    <PublicationsPage publications={(background?.publications ?? []).filter((p) => !p.byOffice)} read={read} form={form} />,
    {
      script: true,
      wide: true,
      address: '/reviews/profile/publications',
    },
  );
}

const expertOnly = { anyOf: ['expert'] } as const;

export const registerDoors: Door[] = [
  door({ method: 'GET', path: '/experts', access: { anyOf: ['office', 'auditor'] }, handler: registerPage }),
  door({ method: 'GET', path: '/experts/:expertId', access: 'signedIn', handler: expertPage }),
  door({ method: 'GET', path: '/reviews/profile', access: expertOnly, handler: (ask) => profilePage(ask) }),
  door({
    method: 'POST',
    path: '/reviews/profile',
    access: expertOnly,
    does: 'expert.register',
    input: anyForm,
    again: profilePage,
    async handler(ask) {
      await registerExpert(ask.house, ask.actor!, profileOfForm(ask.raw));
      return seeOther('/reviews');
    },
  }),
  door({ method: 'GET', path: '/reviews/profile/publications', access: expertOnly, handler: (ask) => publicationsPage(ask) }),
  door({
    method: 'POST',
    path: '/reviews/profile/publications',
    access: expertOnly,
    does: 'expert.publications',
    input: anyForm,
    again: (ask, again) => publicationsPage(ask, again),
    async handler(ask) {
      if (ask.raw['step'] !== 'save') {
        const { form, read } = pastedInto(ask.raw);
        return publicationsPage(ask, form, read);
      }
      await keepPublications(ask.house, ask.actor!, ask.actor!.id, publicationsOfForm(ask.raw));
      return seeOther(`/experts/${ask.actor!.id}#publications`);
    },
  }),
  ...publicationDoors,
];
