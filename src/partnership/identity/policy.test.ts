import { roles, type Actor, type Role, type RoleGrant } from '#src/core/actor.ts';
import { describe, expect, test } from 'vitest';
import { can } from './policy.ts';

const actor = (...grants: RoleGrant[]): Actor => ({ id: 'a', name: 'A', email: 'a@example.org', locale: 'it', grants, organisationIds: [] });
const as = (role: Role): Actor => actor({ role, scope: null });
const codes = (decision: ReturnType<typeof can.seePeople>): string[] => (decision.ok ? [] : decision.reasons.map((r) => r.code));

describe('people', () => {
  test.each([
    ...roles.map((role) => [role, as(role), role === 'office' ? [] : ['identity.officeOnly']] as const),
    ['stranger', null, ['identity.officeOnly']] as const,
    ['no role', actor(), ['identity.officeOnly']] as const,
  ])('%s', (_who, who, why) => expect(codes(can.seePeople(who))).toEqual(why));
});

describe('granting', () => {
  test.each<[Role, string | null, string[]]>([
    ['office', null, []],
    ['office', '6', ['identity.scopeNotUsed']],
    ['applicant', null, []],
    ['applicant', 'cascade-1', ['identity.scopeNotUsed']],
    ['auditor', null, []],
    ['auditor', 'x', ['identity.scopeNotUsed']],
    ['spokeLeader', null, ['identity.scopeNeeded']],
    ['spokeLeader', '6', []],
    ['spokeLeader', '0', ['identity.scopeSpoke']],
    ['spokeLeader', 'six', ['identity.scopeSpoke']],
    ['expert', null, []],
    ['expert', 'cascade-1', []],
    ['expert', 'Cascade 1', ['identity.scopeCall']],
    ['chair', null, []],
    ['chair', 'cascade-1', []],
    ['chair', '-', ['identity.scopeCall']],
  ])('%s with scope %s', (role, scope, why) => expect(codes(can.grantRole(as('office'), { role, scope }, []))).toEqual(why));

  test('the same grant twice', () => {
    const held = [{ role: 'expert', scope: 'cascade-1' }] as const;
    expect(codes(can.grantRole(as('office'), { role: 'expert', scope: 'cascade-1' }, held))).toEqual(['identity.roleHeld']);
    expect(codes(can.grantRole(as('office'), { role: 'expert', scope: null }, held))).toEqual([]);
  });

  test('all reasons are told', () => {
    expect(codes(can.grantRole(as('expert'), { role: 'spokeLeader', scope: null }, []))).toEqual(['identity.officeOnly', 'identity.scopeNeeded']);
  });
});

describe('revoking', () => {
  test.each<[string, Actor | null, Role, boolean, number, string[]]>([
    ['office revokes an expert', as('office'), 'expert', true, 1, []],
    ['office revokes one of two', as('office'), 'office', true, 2, []],
    ['office revokes the last of the office', as('office'), 'office', true, 1, ['identity.lastOffice']],
    ['what is over is over', as('office'), 'office', false, 1, ['identity.grantOver']],
    ['an auditor may not', as('auditor'), 'expert', true, 1, ['identity.officeOnly']],
    ['a stranger may not', null, 'expert', true, 1, ['identity.officeOnly']],
  ])('%s', (_what, who, role, live, count, why) => expect(codes(can.revokeRole(who, { role, live }, count))).toEqual(why));
});

test('a session is closed by its own person only', () => {
  expect(codes(can.closeSession(as('office'), { personId: 'a' }))).toEqual([]);
  expect(codes(can.closeSession(as('office'), { personId: 'b' }))).toEqual(['notFound']);
});

test('stored mail is read by the office, in example mode only', () => {
  expect(codes(can.seeOutbox(as('office'), true))).toEqual([]);
  expect(codes(can.seeOutbox(as('office'), false))).toEqual(['notFound']);
  expect(codes(can.seeOutbox(as('auditor'), true))).toEqual(['identity.officeOnly']);
});
