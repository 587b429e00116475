import { AppError } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { reasonsOf } from '#src/plumbing/http/input.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { addExperts } from './actions/experts.ts';
import { expertWords } from './copy/experts.ts';
import { expertsDesk } from './desk.ts';
import { expertsList, expertsSpec, profileChoices } from './queries/experts.ts';
import { invitationDoors } from './routes/invitations.tsx';
import { registerDoors } from './routes/register.tsx';
import { anyForm } from '#src/plumbing/http/input.ts';
import { expertInput } from './schema.ts';
import { ExpertsPage } from './views/experts.tsx';
import { asking, callIdOf, watchers } from '#src/plumbing/http/asking.ts';
import { hasRole } from '#src/core/actor.ts';

const words = (ask: Ask<unknown>) => speak(expertWords, ask.locale);
const choicesOf = (ask: Ask<unknown>) => profileChoices(ask.house.db, ask.house.settings.programme);

async function expertsPage(ask: Ask<unknown>, form?: Again) {
  const { stage, decision } = await expertsDesk(asking(ask), callIdOf(ask));
  const listed = await list(ask.house.db, expertsList(ask.house, stage.callId, ask.actor!), expertsSpec, ask.url);
  if (listed.state.csv) return file(csv(expertsSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `${stage.callId}-experts.csv`);
  const choices = hasRole(ask.actor, 'office') ? await choicesOf(ask) : null;
  return page(
    `${words(ask).experts} · ${stage.version.call.officialCode}`,
    <ExpertsPage version={stage.version} listed={listed} choices={choices} decision={decision} form={form} />,
    { wide: true, address: `/calls/${stage.callId}/experts` },
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

export const expertsDoors: Door[] = [
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
  ...invitationDoors,
  ...registerDoors,
];
