import { door, type Door } from '#src/plumbing/http/door.ts';
import { seeOther } from '#src/plumbing/http/reply.ts';
import { saveBudget } from '../actions/budget.ts';
import { confirmMember, takeBackConfirmation } from '../actions/confirm.ts';
import { leaveApplication, removePartner, replacePartner, undoRemoval } from '../actions/departures.ts';
import { acceptInvitation, invite, refuseInvitation, removePerson, resendInvitation, revokeInvitation } from '../actions/invitations.ts';
import { addPartner, saveMember } from '../actions/members.ts';
import { saveProject } from '../actions/project.ts';
import {
  acceptanceInput,
  budgetInput,
  confirmationInput,
  invitationInput,
  memberInput,
  motiveInput,
  partnerInput,
  projectInput,
  replacementInput,
} from '../schema.ts';
import { addressOf } from '../views/parts.tsx';
import { confirmationPage, invitationPage, invitePage, leavePage, memberPage, membersPage, organisationOf } from './consortium-pages.tsx';
import { afterSaving, budgetPage, idOf, person, projectPage, signedIn } from './pages.tsx';

export const consortiumDoors: Door[] = [
  door({ method: 'GET', path: '/applications/:id/project', access: signedIn, handler: (ask) => projectPage(ask) }),
  door({
    method: 'POST',
    path: '/applications/:id/project',
    access: signedIn,
    does: 'application.saveProject',
    input: projectInput,
    again: projectPage,
    async handler(ask) {
      await saveProject(ask.house, ask.actor, idOf(ask), ask.input);
      return afterSaving(ask, 'project');
    },
  }),
  door({ method: 'GET', path: '/applications/:id/members', access: signedIn, handler: (ask) => membersPage(ask) }),
  door({ method: 'GET', path: '/applications/:id/members/:organisationId', access: signedIn, handler: (ask) => memberPage(ask) }),
  door({
    method: 'POST',
    path: '/applications/:id/members/:organisationId',
    access: signedIn,
    does: 'application.saveMember',
    input: memberInput,
    again: memberPage,
    async handler(ask) {
      await saveMember(ask.house, ask.actor, idOf(ask), organisationOf(ask), ask.input);
      return seeOther(
        ask.input.next === 'stay'
          ? `${addressOf(idOf(ask), `members/${organisationOf(ask)}`)}?saved=members`
          : `${addressOf(idOf(ask), 'members')}?saved=members`,
      );
    },
  }),
  door({ method: 'GET', path: '/applications/:id/members/:organisationId/confirmation', access: signedIn, handler: (ask) => confirmationPage(ask) }),
  door({
    method: 'POST',
    path: '/applications/:id/members/:organisationId/confirmation',
    access: signedIn,
    does: 'application.confirmMember',
    input: confirmationInput,
    again: confirmationPage,
    async handler(ask) {
      await confirmMember(ask.house, person(ask), idOf(ask), organisationOf(ask), ask.input);
      return seeOther(addressOf(idOf(ask), `members/${organisationOf(ask)}/confirmation`));
    },
  }),
  door({
    method: 'POST',
    path: '/applications/:id/members/:organisationId/confirmation/removal',
    access: signedIn,
    does: 'application.takeBackConfirmation',
    async handler(ask) {
      await takeBackConfirmation(ask.house, person(ask), idOf(ask), organisationOf(ask));
      return seeOther(addressOf(idOf(ask), `members/${organisationOf(ask)}/confirmation`));
    },
  }),
  door({
    method: 'POST',
    path: '/applications/:id/members/:organisationId/leave',
    access: signedIn,
    does: 'application.leave',
    input: motiveInput,
    again: leavePage,
    async handler(ask) {
      await leaveApplication(ask.house, person(ask), idOf(ask), organisationOf(ask), ask.input.motive);
      return seeOther('/applications');
    },
  }),
  door({
    method: 'POST',
    path: '/applications/:id/partners',
    access: signedIn,
    does: 'application.addPartner',
    input: partnerInput,
    async handler(ask) {
      await addPartner(ask.house, person(ask), idOf(ask), ask.input.organisationId);
      return seeOther(`${addressOf(idOf(ask), 'members')}?saved=members#member-${ask.input.organisationId}`);
    },
  }),
  door({
    method: 'POST',
    path: '/applications/:id/partners/:organisationId/removal',
    access: signedIn,
    does: 'application.removePartner',
    async handler(ask) {
      await removePartner(ask.house, ask.actor, idOf(ask), organisationOf(ask));
      return seeOther(`${addressOf(idOf(ask), 'members')}?saved=members`);
    },
  }),
  door({
    method: 'POST',
    path: '/applications/:id/partners/:organisationId/replacement',
    access: signedIn,
    does: 'application.replacePartner',
    input: replacementInput,
    async handler(ask) {
      await replacePartner(ask.house, person(ask), idOf(ask), organisationOf(ask), ask.input);
      return seeOther(`${addressOf(idOf(ask), 'members')}?saved=members#member-${ask.input.organisationId}`);
    },
  }),
  door({
    method: 'POST',
    path: '/applications/:id/departures/:departureId/undo',
    access: signedIn,
    does: 'application.undoRemoval',
    async handler(ask) {
      await undoRemoval(ask.house, person(ask), idOf(ask), ask.params['departureId'] ?? '');
      return seeOther(`${addressOf(idOf(ask), 'members')}?saved=members`);
    },
  }),
  door({
    method: 'POST',
    path: '/applications/:id/invitations',
    access: signedIn,
    does: 'application.invite',
    input: invitationInput,
    again: invitePage,
    async handler(ask) {
      await invite(ask.house, person(ask), idOf(ask), ask.input);
      return seeOther(`${addressOf(idOf(ask), 'members')}#invitations`);
    },
  }),
  door({
    method: 'POST',
    path: '/applications/:id/invitations/:invitationId/letter',
    access: signedIn,
    does: 'application.resendInvitation',
    async handler(ask) {
      await resendInvitation(ask.house, person(ask), idOf(ask), ask.params['invitationId'] ?? '');
      return seeOther(`${addressOf(idOf(ask), 'members')}#invitations`);
    },
  }),
  door({
    method: 'POST',
    path: '/applications/:id/invitations/:invitationId/removal',
    access: signedIn,
    does: 'application.revokeInvitation',
    async handler(ask) {
      await revokeInvitation(ask.house, person(ask), idOf(ask), ask.params['invitationId'] ?? '');
      return seeOther(`${addressOf(idOf(ask), 'members')}#invitations`);
    },
  }),
  door({
    method: 'POST',
    path: '/applications/:id/people/:personId/removal',
    access: signedIn,
    does: 'application.removePerson',
    async handler(ask) {
      await removePerson(ask.house, person(ask), idOf(ask), ask.params['personId'] ?? '');
      return seeOther(`${addressOf(idOf(ask), 'members')}#invitations`);
    },
  }),
  // Whoever holds the letter may read what it invites to, and say no; saying yes needs a name.
  door({ method: 'GET', path: '/invitations/:token', access: 'public', handler: (ask) => invitationPage(ask) }),
  door({
    method: 'POST',
    path: '/invitations/:token/acceptance',
    access: signedIn,
    does: 'application.acceptInvitation',
    input: acceptanceInput,
    again: invitationPage,
    async handler(ask) {
      const { applicationId } = await acceptInvitation(ask.house, person(ask), ask.params['token'] ?? '', ask.input.organisationId);
      return seeOther(addressOf(applicationId, ask.input.organisationId ? `members/${ask.input.organisationId}` : ''));
    },
  }),
  door({
    method: 'POST',
    path: '/invitations/:token/refusal',
    access: 'public',
    does: 'application.refuseInvitation',
    async handler(ask) {
      await refuseInvitation(ask.house, ask.actor, ask.params['token'] ?? '');
      return seeOther(`/invitations/${ask.params['token']}`);
    },
  }),
  door({ method: 'GET', path: '/applications/:id/budget', access: signedIn, handler: (ask) => budgetPage(ask) }),
  door({
    method: 'POST',
    path: '/applications/:id/budget',
    access: signedIn,
    does: 'application.saveBudget',
    input: budgetInput,
    again: budgetPage,
    async handler(ask) {
      await saveBudget(ask.house, ask.actor, idOf(ask), ask.input);
      return afterSaving(ask, 'budget');
    },
  }),
];
