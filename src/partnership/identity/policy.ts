import { hasRole, type Actor, type Role, type RoleGrant } from '#src/core/actor.ts';
import { all, no, only, reason, unless, yes, type Decision } from '#src/core/decision.ts';
import { scopeOf } from './states.ts';

const isOffice = (actor: Actor | null): Decision => only(hasRole(actor, 'office'), 'identity.officeOnly');

/** A Spoke leader's grant names the Spoke; an expert's or chair's may name a call; the others hold everywhere. */
function fitsScope({ role, scope }: RoleGrant): Decision {
  switch (scopeOf[role]) {
    case 'none':
      return unless(scope === null, 'identity.scopeNotUsed', {}, { at: 'scope' });
    case 'spoke':
      return scope === null
        ? no(reason('identity.scopeNeeded', {}, { at: 'scope' }))
        : unless(/^[1-9]\d?$/.test(scope), 'identity.scopeSpoke', {}, { at: 'scope' });
    case 'callOrAll':
      return scope === null ? yes : unless(/^[a-z0-9][a-z0-9-]{0,79}$/.test(scope), 'identity.scopeCall', {}, { at: 'scope' });
  }
}

/** Who may do what with people and roles, and why not. */
export const can = {
  seePeople: isOffice,
  grantRole: (actor: Actor | null, grant: RoleGrant, held: readonly RoleGrant[]): Decision =>
    all(
      isOffice(actor),
      fitsScope(grant),
      unless(!held.some((h) => h.role === grant.role && h.scope === grant.scope), 'identity.roleHeld', {}, { at: 'role' }),
    ),
  /** Someone must be left to grant roles: the last grant of the office stays. */
  revokeRole: (actor: Actor | null, grant: { role: Role; live: boolean }, liveOfficeGrants: number): Decision =>
    all(
      isOffice(actor),
      unless(grant.live, 'identity.grantOver'),
      unless(grant.role !== 'office' || !grant.live || liveOfficeGrants > 1, 'identity.lastOffice'),
    ),
  closeSession: (actor: Actor | null, session: { personId: string }): Decision => unless(actor?.id === session.personId, 'notFound'),
  /** Stored mail holds sign-in links: nobody reads it where the people are real. */
  seeOutbox: (actor: Actor | null, example: boolean): Decision => all(isOffice(actor), unless(example, 'notFound')),
};
