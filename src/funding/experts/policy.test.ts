import { describe, expect, test } from 'vitest';
import type { Actor, Role } from '#src/core/actor.ts';
import { can } from './policy.ts';
import { canMove, invitationStates, moves, type InvitationState } from './states.ts';

const person = (role: Role | null, more: Partial<Actor> = {}): Actor => ({
  id: role ?? 'nobody',
  name: 'N',
  email: `${role ?? 'nobody'}@example.org`,
  locale: 'it',
  grants: role ? [{ role, scope: null }] : [],
  organisationIds: [],
  ...more,
});
const everyone = {
  office: person('office'),
  auditor: person('auditor'),
  chair: person('chair'),
  expert: person('expert'),
  applicant: person('applicant'),
  visitor: null,
};
const codes = (d: ReturnType<typeof can.invite>) => (d.ok ? 'yes' : d.reasons.map((r) => r.code).join(' '));
const stage = { ranked: false };
const invitation = (state: InvitationState) => ({ state, expiresAt: '2024-03-20T22:59:59.000Z', email: 'expert@example.org', personId: null });

describe('the register', () => {
  test.each(Object.entries(everyone))('%s', (name, actor) => {
    const sees = name === 'office' || name === 'auditor';
    expect(codes(can.seeRegister(actor))).toBe(sees ? 'yes' : 'notFound');
    expect(codes(can.seeExpert(actor, 'expert'))).toBe(sees || name === 'expert' ? 'yes' : 'notFound');
    expect(codes(can.seeExpert(actor, 'another'))).toBe(sees ? 'yes' : 'notFound');
  });
});

describe('inviting', () => {
  test.each(Object.entries(everyone))('%s', (name, actor) => {
    expect(codes(can.invite(actor, stage))).toBe(name === 'office' ? 'yes' : 'expert.officeOnly');
    expect(codes(can.invite(actor, { ranked: true }))).toBe(name === 'office' ? 'evaluation.ranked' : 'expert.officeOnly evaluation.ranked');
  });

  const table: Record<InvitationState, string[]> = {
    sent: ['answer', 'remind', 'withdraw'],
    expired: ['remind', 'withdraw', 'replace'],
    accepted: [],
    refused: ['replace'],
    withdrawn: ['replace'],
    released: ['replace'],
  };
  test.each(invitationStates)('what can be done with one that is %s', (state) => {
    expect(Object.keys(moves).filter((m) => canMove(m as keyof typeof moves, state))).toEqual(table[state]);
    for (const move of ['remind', 'withdraw', 'replace'] as const) {
      expect(codes(can.move(everyone.office, move, { state }, stage))).toBe(table[state].includes(move) ? 'yes' : `expertInvitation.not.${move}`);
      expect(can.move(everyone.expert, move, { state }, stage).ok).toBe(false);
    }
    expect(codes(can.refuse(invitation(state), stage))).toBe(state === 'sent' ? 'yes' : `expertInvitation.${state}`);
    expect(codes(can.accept(everyone.expert, invitation(state), stage))).toBe(state === 'sent' ? 'yes' : `expertInvitation.${state}`);
  });

  test('only the account of the address that the letter went to says yes', () => {
    expect(codes(can.accept(null, invitation('sent'), stage))).toBe('signIn');
    expect(codes(can.accept(everyone.applicant, invitation('sent'), stage))).toBe('expertInvitation.otherAddress');
    expect(codes(can.accept(everyone.applicant, { ...invitation('sent'), personId: 'applicant' }, stage))).toBe('yes');
    expect(codes(can.accept(person(null, { email: 'Expert@Example.org' }), invitation('sent'), stage))).toBe('yes');
    expect(codes(can.accept(everyone.expert, invitation('sent'), { ranked: true }))).toBe('evaluation.ranked');
  });
});
