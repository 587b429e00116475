import { asking, callIdOf, idOr404, watchers } from '#src/plumbing/http/asking.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { list } from '#src/plumbing/listing.ts';
import { addExperts } from './actions/experts.ts';
import { acceptAsExpert, inviteExpert, isToken, refuseAsExpert, remindExpert, tokenHash, withdrawInvitation } from './actions/invitations.ts';
import { registerExpert } from './actions/profile.ts';
import { importPublications, keepPublications } from './actions/publications.ts';
import { notFound, see } from '#src/core/errors.ts';
import { romeDate } from '#src/core/time.ts';
import { expertsDesk, invitedDesk } from './desk.ts';
import { can } from './policy.ts';
import { expertsList, expertsSpec, profileChoices } from './queries/experts.ts';
import { invitationsList, invitationsSpec } from './queries/invitations.ts';
import { registerList, registerSpec } from './queries/register.ts';
import { stageOf } from './queries/stage.ts';
import { acceptanceInput, expertsInput, invitationInput, profileInput, publicationsInput, publicationTableInput, refusalInput } from './schema.ts';

/** The secret of the letter; one of another shape opens nothing. */
function tokenOf(ask: Ask<unknown>): string {
  const token = ask.params['token'] ?? '';
  if (!isToken(token)) throw notFound();
  return token;
}

const ofCall = '/api/calls/:callId/experts/invitations/:invitationId';

/** What the office does with an invitation, and what the one invited answers to it. */
const invitationDoors: Door[] = [
  door({
    method: 'POST',
    path: `${ofCall}/letter`,
    access: { anyOf: ['office'] },
    does: 'expert.remind',
    summary: 'Sends the letter of an invitation again with a new link; the old one ends',
    async handler(ask) {
      await remindExpert(ask.house, ask.actor, callIdOf(ask), idOr404(ask.params['invitationId']));
      return json({ sent: true }, 201);
    },
  }),
  door({
    method: 'POST',
    path: `${ofCall}/withdrawal`,
    access: { anyOf: ['office'] },
    does: 'expert.withdraw',
    summary: 'Withdraws an invitation; its link ends at once and the person is told',
    async handler(ask) {
      await withdrawInvitation(ask.house, ask.actor, callIdOf(ask), idOr404(ask.params['invitationId']));
      return json({ withdrawn: true }, 201);
    },
  }),
  // Whoever holds the letter may read it and say no; saying yes needs the account that it went to.
  door({
    method: 'GET',
    path: '/api/expert-invitations/:token',
    access: 'public',
    summary: 'An invitation to review, by the secret of its letter: the call, the load, until when, and what may be answered',
    async handler(ask) {
      const { invitation, call, open, accept } = await invitedDesk(asking(ask), tokenHash(tokenOf(ask)), ask.house.settings.programme);
      const { state, maxLoad, message, expiresAt } = invitation;
      return json({
        call: { id: call.id, officialCode: call.officialCode, title: call.title },
        state,
        maxLoad,
        message,
        expiresAt,
        allowed: { accept, refuse: open },
      });
    },
  }),
  door({
    method: 'POST',
    path: '/api/expert-invitations/:token/acceptance',
    access: 'signedIn',
    does: 'expert.acceptInvitation',
    summary: 'Accepts an invitation to review; `profile` is needed the first time',
    input: acceptanceInput,
    async handler(ask) {
      await acceptAsExpert(ask.house, ask.actor!, tokenOf(ask), ask.input.profile ?? null);
      return json({ accepted: true }, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/expert-invitations/:token/refusal',
    access: 'public',
    does: 'expert.refuseInvitation',
    summary: 'Refuses an invitation to review, with the reason',
    input: refusalInput,
    async handler(ask) {
      await refuseAsExpert(ask.house, ask.actor, tokenOf(ask), ask.input);
      return json({ refused: true }, 201);
    },
  }),
];

export const expertsApi: Door[] = [
  ...invitationDoors,
  door({
    method: 'GET',
    path: '/api/calls/:callId/experts',
    access: watchers,
    summary: 'The experts of a call with their load; filters and pages as on the page',
    async handler(ask) {
      const { stage, decision } = await expertsDesk(asking(ask), callIdOf(ask));
      const { rows, total, state, pages } = await list(ask.house.db, expertsList(ask.house, stage.callId, ask.actor!), expertsSpec, ask.url);
      return json({ experts: rows, total, page: state.page, pages, allowed: { add: decision } });
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/experts',
    access: { anyOf: ['office'] },
    does: 'experts.add',
    summary: 'Adds experts to a call, or changes their load',
    input: expertsInput,
    handler: async (ask) => json({ experts: await addExperts(ask.house, ask.actor, callIdOf(ask), ask.input.experts) }, 201),
  }),
  door({
    method: 'POST',
    path: '/api/reviews/profile',
    access: { anyOf: ['expert'] },
    does: 'expert.register',
    summary: 'One’s own profile as an expert',
    input: profileInput,
    async handler(ask) {
      await registerExpert(ask.house, ask.actor!, ask.input);
      return json({ registered: true }, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/reviews/profile/publications',
    access: { anyOf: ['expert'] },
    does: 'expert.publications',
    summary: 'One’s own publications, the whole list',
    input: publicationsInput,
    async handler(ask) {
      await keepPublications(ask.house, ask.actor!, ask.actor!.id, ask.input.publications);
      return json({ publications: ask.input.publications.length }, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/experts/:expertId/publications',
    access: { anyOf: ['office'] },
    does: 'expert.publications',
    summary: 'The publications of an expert that the office enters beside the expert’s own, the whole list',
    input: publicationsInput,
    async handler(ask) {
      await keepPublications(ask.house, ask.actor!, idOr404(ask.params['expertId']), ask.input.publications);
      return json({ publications: ask.input.publications.length }, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/experts/publications/import',
    access: { anyOf: ['office'] },
    does: 'expert.importPublications',
    summary:
      'Publications of any experts of the register, as CSV text (e-mail or ORCID, title, year, DOI, coauthors); all or nothing, with a reason for each line that is wrong',
    input: publicationTableInput,
    handler: async (ask) => json(await importPublications(ask.house, ask.actor!, ask.input.csv), 201),
  }),
  door({
    method: 'GET',
    path: '/api/experts',
    access: { anyOf: ['office', 'auditor'] },
    summary: 'The register of experts; filters and pages as on the page',
    async handler(ask) {
      see(can.seeRegister(ask.actor));
      const spec = registerSpec(await profileChoices(ask.house.db, ask.house.settings.programme));
      const { rows, total, state, pages } = await list(ask.house.db, registerList(ask.house, romeDate(ask.now), ask.actor!) as never, spec, ask.url);
      return json({ experts: rows, total, page: state.page, pages });
    },
  }),
  door({
    method: 'GET',
    path: '/api/calls/:callId/experts/invitations',
    access: watchers,
    summary: 'The invitations of a call and what came of them; filters and pages as on the page',
    async handler(ask) {
      see(can.seeExperts(ask.actor, callIdOf(ask)));
      const stage = await stageOf(ask.house.db, callIdOf(ask));
      const { rows, total, state, pages } = await list(ask.house.db, invitationsList(stage.callId, ask.now.toISOString()) as never, invitationsSpec, ask.url);
      return json({ invitations: rows, total, page: state.page, pages, allowed: { invite: can.invite(ask.actor, stage) } });
    },
  }),
  door({
    method: 'POST',
    path: '/api/calls/:callId/experts/invitations',
    access: { anyOf: ['office'] },
    does: 'expert.invite',
    summary: 'Invites somebody to review for a call',
    input: invitationInput,
    handler: async (ask) => json(await inviteExpert(ask.house, ask.actor, callIdOf(ask), ask.input), 201),
  }),
];
