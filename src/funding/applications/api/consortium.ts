import type { Actor } from '#src/core/actor.ts';
import { notFound } from '#src/core/errors.ts';
import { door, type Ask, type Door } from '#src/plumbing/http/door.ts';
import { json } from '#src/plumbing/http/reply.ts';
import { confirmMember, takeBackConfirmation } from '../actions/confirm.ts';
import { leaveApplication, removePartner, replacePartner, undoRemoval } from '../actions/departures.ts';
import { acceptInvitation, invite, refuseInvitation, removePerson, resendInvitation, revokeInvitation } from '../actions/invitations.ts';
import { addPartner, saveMemberPart } from '../actions/members.ts';
import { can, isOwn } from '../policy.ts';
import { applicationFor } from '../queries/application.ts';
import { consortiumOf, elsewhere } from '../queries/consortium.ts';
import { confirmationOf, confirmStamp, eligibilityOf, limitShares, linesOfMember, mustConfirm, toConfirm } from '../rules/consortium.ts';
import { examine } from '../rules/examine.ts';
import { acceptanceInput, confirmationInput, invitationInput, memberPartInput, motiveInput, partnerInput, replacementInput } from '../schema.ts';

type AnyAsk = Ask<unknown>;
const person = (ask: AnyAsk): Actor => ask.actor!;
const idOf = (ask: AnyAsk): string => ask.params['id'] ?? '';
const organisationOf = (ask: AnyAsk): string => ask.params['organisationId'] ?? '';

/** Who takes part, as the application's own people may know it. */
async function told(ask: AnyAsk) {
  const { db } = ask.house;
  const at = ask.now.toISOString();
  const application = await applicationFor(db, ask.actor, idOf(ask));
  if (!isOwn(ask.actor, application)) throw notFound();
  const { proposal, version } = application;
  const { call } = version;
  const { costs } = examine(call, proposal);
  const around = await consortiumOf(db, application.id, application.memberIds, at);
  return {
    id: application.id,
    allowed: { manage: can.edit(ask.actor, application, call, at), write: can.write(ask.actor, application, call, at) },
    members: proposal.facts.members.map((m) => {
      const lines = linesOfMember(proposal, m.id);
      const represents = around.representatives.some((p) => p.organisationId === m.id && p.id === ask.actor?.id);
      return {
        organisationId: m.id,
        name: m.name,
        role: m.role,
        region: m.region,
        staff: lines,
        costs: m.costs,
        eligibility: eligibilityOf(call, m),
        confirmation: {
          standing: confirmationOf(call, proposal, m).standing,
          ...(mustConfirm(call, m) && { seen: confirmStamp(call, m, lines), text: toConfirm(call, m, lines) }),
        },
        allowed: {
          change: can.changeMember(ask.actor, application, m.id, call, at),
          confirm: can.confirm(ask.actor, application, m.id, represents, call, at),
          leave: can.leave(ask.actor, application, m.id, call, at),
        },
      };
    }),
    shares: limitShares(call, proposal.facts, costs).map(({ parts, ...limit }) => ({
      ...limit,
      parts: parts.map((p) => ({ organisationId: p.member?.id ?? null, cents: p.cents })),
    })),
    invitations: around.invitations,
    people: around.people.map(({ personId, name, right, since }) => ({ personId, name, right, since })),
    departures: around.departures,
    elsewhere: await elsewhere(db, person(ask), application),
  };
}

const answered = async (ask: AnyAsk, status = 200) => json(await told(ask), status);

export const consortiumApi: Door[] = [
  door({
    method: 'GET',
    path: '/api/applications/:id/consortium',
    access: 'signedIn',
    summary: 'Who takes part: staff, eligibility, confirmations, shares against the call’s limits, invitations, who has left',
    handler: (ask) => answered(ask),
  }),
  door({
    method: 'PUT',
    path: '/api/applications/:id/members/:organisationId',
    access: 'signedIn',
    does: 'application.saveMember',
    summary: 'Changes one member’s own part: place, staff line by line, costs; what is left out stays',
    input: memberPartInput,
    async handler(ask) {
      await saveMemberPart(ask.house, ask.actor, idOf(ask), organisationOf(ask), { ...ask.input, revision: null });
      return answered(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/api/applications/:id/members/:organisationId/confirmation',
    access: 'signedIn',
    does: 'application.confirmMember',
    summary: 'The legal representative confirms data, declarations and mandate; `seen` is the hash of what was read',
    input: confirmationInput,
    async handler(ask) {
      await confirmMember(ask.house, person(ask), idOf(ask), organisationOf(ask), ask.input);
      return answered(ask, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/applications/:id/members/:organisationId/confirmation/removal',
    access: 'signedIn',
    does: 'application.takeBackConfirmation',
    summary: 'Takes a confirmation back',
    async handler(ask) {
      await takeBackConfirmation(ask.house, person(ask), idOf(ask), organisationOf(ask));
      return answered(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/api/applications/:id/members/:organisationId/leave',
    access: 'signedIn',
    does: 'application.leave',
    summary: 'A partner leaves by itself and says why',
    input: motiveInput,
    async handler(ask) {
      await leaveApplication(ask.house, person(ask), idOf(ask), organisationOf(ask), ask.input.motive);
      return json({ left: organisationOf(ask) });
    },
  }),
  door({
    method: 'POST',
    path: '/api/applications/:id/partners',
    access: 'signedIn',
    does: 'application.addPartner',
    summary: 'Takes a registered organisation in as a partner; its representatives are told',
    input: partnerInput,
    async handler(ask) {
      await addPartner(ask.house, person(ask), idOf(ask), ask.input.organisationId);
      return answered(ask, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/applications/:id/partners/:organisationId/removal',
    access: 'signedIn',
    does: 'application.removePartner',
    summary: 'Takes a partner out; can be undone while the draft lives',
    async handler(ask) {
      await removePartner(ask.house, ask.actor, idOf(ask), organisationOf(ask));
      return answered(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/api/applications/:id/partners/:organisationId/replacement',
    access: 'signedIn',
    does: 'application.replacePartner',
    summary: 'Puts another organisation in the place of a partner; it takes over place, staff and costs',
    input: replacementInput,
    async handler(ask) {
      await replacePartner(ask.house, person(ask), idOf(ask), organisationOf(ask), ask.input);
      return answered(ask, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/applications/:id/departures/:departureId/undo',
    access: 'signedIn',
    does: 'application.undoRemoval',
    summary: 'Brings a removed partner back with place, staff, costs and documents',
    async handler(ask) {
      await undoRemoval(ask.house, person(ask), idOf(ask), ask.params['departureId'] ?? '');
      return answered(ask, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/applications/:id/invitations',
    access: 'signedIn',
    does: 'application.invite',
    summary: 'Invites a partner organisation’s representative, a co-writer or a reader by mail',
    input: invitationInput,
    async handler(ask) {
      await invite(ask.house, person(ask), idOf(ask), ask.input);
      return answered(ask, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/applications/:id/invitations/:invitationId/letter',
    access: 'signedIn',
    does: 'application.resendInvitation',
    summary: 'Sends an invitation again with a new link; the old one ends',
    async handler(ask) {
      await resendInvitation(ask.house, person(ask), idOf(ask), ask.params['invitationId'] ?? '');
      return answered(ask, 201);
    },
  }),
  door({
    method: 'POST',
    path: '/api/applications/:id/invitations/:invitationId/removal',
    access: 'signedIn',
    does: 'application.revokeInvitation',
    summary: 'Revokes an invitation',
    async handler(ask) {
      await revokeInvitation(ask.house, person(ask), idOf(ask), ask.params['invitationId'] ?? '');
      return answered(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/api/applications/:id/people/:personId/removal',
    access: 'signedIn',
    does: 'application.removePerson',
    summary: 'Takes back the right of a person invited by name',
    async handler(ask) {
      await removePerson(ask.house, person(ask), idOf(ask), ask.params['personId'] ?? '');
      return answered(ask);
    },
  }),
  door({
    method: 'POST',
    path: '/api/invitations/:token/acceptance',
    access: 'signedIn',
    does: 'application.acceptInvitation',
    summary: 'Accepts an invitation; for a partner, `organisationId` is the organisation that takes part',
    input: acceptanceInput,
    handler: async (ask) => json(await acceptInvitation(ask.house, person(ask), ask.params['token'] ?? '', ask.input.organisationId), 201),
  }),
  door({
    method: 'POST',
    path: '/api/invitations/:token/refusal',
    access: 'public',
    does: 'application.refuseInvitation',
    summary: 'Refuses an invitation; the link in the letter is enough',
    async handler(ask) {
      await refuseInvitation(ask.house, ask.actor, ask.params['token'] ?? '');
      return json({ refused: true });
    },
  }),
];
