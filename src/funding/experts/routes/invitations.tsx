import { AppError, notFound } from '#src/core/errors.ts';
import { speak } from '#src/core/words.ts';
import { asking, callIdOf, idOr404, watchers } from '#src/plumbing/http/asking.ts';
import { door, type Again, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { anyForm, reasonsOf } from '#src/plumbing/http/input.ts';
import { file, page, seeOther } from '#src/plumbing/http/reply.ts';
import { csv, list } from '#src/plumbing/listing.ts';
import { acceptAsExpert, inviteExpert, isToken, refuseAsExpert, remindExpert, tokenHash, withdrawInvitation } from '../actions/invitations.ts';
import { invitationWords } from '../copy/invitations.ts';
import { invitationsDesk, invitedDesk } from '../desk.ts';
import { invitationCounts, invitationsList, invitationsSpec } from '../queries/invitations.ts';
import { invitationInput, profileInput, refusalInput } from '../schema.ts';
import { ExpertInvitationPage } from '../views/invitation.tsx';
import { InvitationsPage } from '../views/invitations.tsx';

const pathOf = (callId: string) => `/calls/${callId}/experts/invitations`;
const idIn = (text: unknown): string | null => (typeof text === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text : null);

async function invitationsPage(ask: Ask<unknown>, form?: Again) {
  const asked = { replaces: idIn(form?.values['replaces'] ?? ask.url.searchParams.get('replaces')), person: idIn(ask.url.searchParams.get('person')) };
  const { stage, decision, next } = await invitationsDesk(asking(ask), callIdOf(ask), asked);
  const now = ask.now.toISOString();
  const listed = await list(ask.house.db, invitationsList(stage.callId, now) as never, invitationsSpec, ask.url);
  if (listed.state.csv) return file(csv(invitationsSpec, listed.rows, ask.locale), 'text/csv; charset=utf-8', `${stage.callId}-invitations.csv`);
  const counts = await invitationCounts(ask.house.db, stage.callId, now);
  return page(
    `${speak(invitationWords, ask.locale).title} · ${stage.version.call.officialCode}`,
    <InvitationsPage version={stage.version} listed={listed} counts={counts} decision={decision} next={next} form={form} />,
    { wide: true, address: pathOf(stage.callId) },
  );
}

const tokenOf = (ask: Ask<unknown>): string => {
  const token = ask.params['token'] ?? '';
  if (!isToken(token)) throw notFound();
  return token;
};

async function invitedPage(ask: Ask<unknown>, form?: { of: 'acceptance' | 'refusal'; again: Again }) {
  const token = tokenOf(ask);
  const desk = await invitedDesk(asking(ask), tokenHash(token), ask.house.settings.programme);
  return page(speak(invitationWords, ask.locale).invitation, <ExpertInvitationPage token={token} {...desk} signedIn={ask.actor !== null} form={form} />, {
    address: `/expert-invitations/${token}`,
  });
}

/** A profile counts as given once any of its fields is. */
function profileGiven(raw: Record<string, unknown>) {
  const { employerId, region, gender, spokes, sectors, keywords } = raw;
  const profile = { employerId, region, gender, spokes, sectors, keywords };
  if (!Object.values(profile).some((v) => v !== undefined && v !== '')) return null;
  const parsed = profileInput.safeParse(profile);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid', reasonsOf(parsed.error));
}

export const invitationDoors: Door[] = [
  door({ method: 'GET', path: '/calls/:callId/experts/invitations', access: watchers, handler: (ask) => invitationsPage(ask) }),
  door({
    method: 'POST',
    path: '/calls/:callId/experts/invitations',
    access: { anyOf: ['office'] },
    does: 'expert.invite',
    input: invitationInput,
    again: invitationsPage,
    async handler(ask) {
      await inviteExpert(ask.house, ask.actor, callIdOf(ask), ask.input);
      return seeOther(`${pathOf(callIdOf(ask))}#invitations`);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/experts/invitations/:invitationId/letter',
    access: { anyOf: ['office'] },
    does: 'expert.remind',
    async handler(ask) {
      await remindExpert(ask.house, ask.actor, callIdOf(ask), idOr404(ask.params['invitationId']));
      return seeOther(`${pathOf(callIdOf(ask))}#invitations`);
    },
  }),
  door({
    method: 'POST',
    path: '/calls/:callId/experts/invitations/:invitationId/withdrawal',
    access: { anyOf: ['office'] },
    does: 'expert.withdraw',
    async handler(ask) {
      await withdrawInvitation(ask.house, ask.actor, callIdOf(ask), idOr404(ask.params['invitationId']));
      return seeOther(`${pathOf(callIdOf(ask))}#invitations`);
    },
  }),
  // Whoever holds the letter may read it and say no; saying yes needs the account that it went to.
  door({ method: 'GET', path: '/expert-invitations/:token', access: 'public', handler: (ask) => invitedPage(ask) }),
  door({
    method: 'POST',
    path: '/expert-invitations/:token/acceptance',
    access: 'signedIn',
    does: 'expert.acceptInvitation',
    input: anyForm,
    again: (ask, again) => invitedPage(ask, { of: 'acceptance', again }),
    async handler(ask) {
      await acceptAsExpert(ask.house, ask.actor!, tokenOf(ask), profileGiven(ask.raw));
      return seeOther(`/expert-invitations/${tokenOf(ask)}`);
    },
  }),
  door({
    method: 'POST',
    path: '/expert-invitations/:token/refusal',
    access: 'public',
    does: 'expert.refuseInvitation',
    input: refusalInput,
    again: (ask, again) => invitedPage(ask, { of: 'refusal', again }),
    async handler(ask) {
      await refuseAsExpert(ask.house, ask.actor, tokenOf(ask), ask.input);
      return seeOther(`/expert-invitations/${tokenOf(ask)}`);
    },
  }),
];
