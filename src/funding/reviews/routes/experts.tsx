import { AppError } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { reasonsOf } from '#src/plumbing/http/input.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { declareConflicts } from '../actions/conflicts.ts';
import { addExperts, registerExpert } from '../actions/experts.ts';
import { expertWords } from '../copy/experts.ts';
import { declarationDesk, expertsDesk } from '../desk.ts';
import { expertsList, expertsSpec, profileChoices, profileOf } from '../queries/experts.ts';
import { anyForm, declarationInput, expertInput, profileInput, type DeclarationInput } from '../schema.ts';
import { DeclarationPage, ExpertsPage, ProfilePage } from '../views/experts.tsx';
import { asking, callIdOf, watchers } from './asking.ts';
import { hasRole } from '#src/core/actor.ts';

const words = (ask: Ask<unknown>) => speak(expertWords, ask.locale);
const choicesOf = (ask: Ask<unknown>) => profileChoices(ask.house.db, ask.house.settings.programme);

async function expertsPage(ask: Ask<unknown>, form?: Again) {
  const { stage, decision } = await expertsDesk(asking(ask), callIdOf(ask));
  const listed = await list(ask.house.db, expertsList(ask.house.db, stage.callId), expertsSpec, ask.url);
  if (listed.state.csv) return file(csv(expertsSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `${stage.callId}-experts.csv`);
  const choices = hasRole(ask.actor, 'office') ? await choicesOf(ask) : null;
  return page(
    `${words(ask).experts} · ${stage.version.call.officialCode}`,
    <ExpertsPage version={stage.version} listed={listed} choices={choices} decision={decision} form={form} />,
    { wide: true, address: `/calls/${stage.callId}/experts` },
  );
}

async function profilePage(ask: Ask<unknown>, form?: Again) {
  return page(words(ask).myProfile, <ProfilePage profile={await profileOf(ask.house.db, ask.actor!.id)} choices={await choicesOf(ask)} form={form} />, {
    script: true,
    address: '/reviews/profile',
  });
}

async function declarationPage(ask: Ask<unknown>, form?: Again) {
  const { stage, rows, registered, decision } = await declarationDesk(asking(ask), callIdOf(ask));
  return page(
    `${words(ask).declaration} · ${stage.version.call.officialCode}`,
    <DeclarationPage version={stage.version} rows={rows} registered={registered} decision={decision} form={form} />,
    { script: true, address: `/calls/${stage.callId}/conflicts` },
  );
}

/** The profile counts as given once any of its fields is. */
function expertOfForm(raw: Record<string, unknown>) {
  const { email, maxLoad, employerId, region, gender, spokes, sectors, keywords } = raw;
  const profile = { employerId, region, gender, spokes, sectors, keywords };
  const given = Object.values(profile).some((v) => v !== undefined && v !== '');
  const parsed = expertInput.safeParse({ email, maxLoad, ...(given && { profile }) });
  if (parsed.success) return parsed.data;
  throw new AppError(
    'invalid',
    reasonsOf(parsed.error).map((r) => ({ ...r, at: r.at?.replace(/^profile\./, '') })),
  );
}

/** Fields `conflict.<application>` (yes or no) and `detail.<application>`. */
function declarationOfForm(raw: Record<string, unknown>): DeclarationInput {
  const answered = Object.entries(raw).filter(([name, value]) => name.startsWith('conflict.') && (value === 'yes' || value === 'no'));
  const answers = Object.fromEntries(
    answered.map(([name, value]) => {
      const id = name.slice('conflict.'.length);
      return [id, { conflict: value === 'yes', detail: raw[`detail.${id}`] ?? '' }];
    }),
  );
  const parsed = declarationInput.safeParse({ answers, noneElse: raw['noneElse'] === 'on', confidentiality: raw['confidentiality'] === 'on' });
  if (parsed.success) return parsed.data;
  throw new AppError(
    'invalid',
    reasonsOf(parsed.error).map((r) => ({ ...r, at: r.at?.replace(/^answers\.([^.]+)\.detail$/, 'detail.$1') })),
  );
}

export const expertDoors: Door[] = [
  door({ method: 'GET', path: '/calls/:callId/experts', access: watchers, handler: (ask) => expertsPage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/experts',
    access: { anyOf: ['office'] },
    does: 'experts.add',
    input: anyForm,
    again: expertsPage,
    async handler(ask) {
      await addExperts(ask.house, ask.actor, callIdOf(ask), [expertOfForm(ask.raw)]);
      return seeOther(`/calls/${callIdOf(ask)}/experts`);
    },
  }),
  door({ method: 'GET', path: '/reviews/profile', access: { anyOf: ['expert'] }, handler: (ask) => profilePage(ask) }),
  door({
    method: 'POST',
    path: '/reviews/profile',
    access: { anyOf: ['expert'] },
    does: 'expert.register',
    input: profileInput,
    again: profilePage,
    async handler(ask) {
      await registerExpert(ask.house, ask.actor!, ask.input);
      return seeOther('/reviews');
    },
  }),
  door({ method: 'GET', path: '/calls/:callId/conflicts', access: 'signedIn', handler: (ask) => declarationPage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/conflicts',
    access: 'signedIn',
    does: 'conflicts.declare',
    input: anyForm,
    again: declarationPage,
    async handler(ask) {
      await declareConflicts(ask.house, ask.actor!, callIdOf(ask), declarationOfForm(ask.raw));
      return seeOther('/reviews');
    },
  }),
];
