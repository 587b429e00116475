import { expect, test } from 'vitest';
import type { Actor, RoleGrant } from '#src/core/actor.ts';
import type { Decision } from '#src/core/decision.ts';
import { can, type Contract } from './policy.ts';
import { canMove, contractMoves, contractStates } from './states.ts';

const person = (id: string, grants: RoleGrant[] = [], organisationIds: string[] = []): Actor => ({
  id,
  name: id,
  email: '',
  locale: 'it',
  grants,
  organisationIds,
});
const applicant: RoleGrant = { role: 'applicant', scope: null };
const everybody = [
  person('office', [{ role: 'office', scope: null }]),
  person('scoped', [{ role: 'office', scope: 'c1' }]),
  person('elsewhere', [{ role: 'office', scope: 'c2' }]),
  person('involved', [{ role: 'office', scope: null }], ['o2']),
  person('auditor', [{ role: 'auditor', scope: null }]),
  person('payer', [{ role: 'payer', scope: null }]),
  person('lead', [applicant], ['o1']),
  person('partner', [applicant], ['o2']),
  person('stranger', [applicant], ['o9']),
  person('spokeLeader', [{ role: 'spokeLeader', scope: '5' }]),
  person('expert', [{ role: 'expert', scope: null }]),
];
const it = (more: Partial<Contract> = {}): Contract => ({
  callId: 'c1',
  state: 'preparing',
  dueOn: null,
  members: [
    { id: 'o1', name: 'Uno', role: 'lead' },
    { id: 'o2', name: 'Due', role: 'partner' },
  ],
  deed: 'none',
  ...more,
});
const source = { ref: 'Bando', status: 'example' } as const;
const at = '2026-03-10T12:00:00.000Z';
const who = (question: (a: Actor | null) => Decision) => everybody.filter((a) => question(a).ok).map((a) => a.id);
const codes = (d: Decision) => (d.ok ? [] : d.reasons.map((r) => r.code));

test('it is read by the office and the auditors of its call, who pays, and who acts for a member; to others it does not exist', () => {
  expect(who((a) => can.read(a, it()))).toEqual(['office', 'scoped', 'involved', 'auditor', 'payer', 'lead', 'partner']);
  expect(codes(can.read(null, it()))).toEqual(['notFound']);
});

test('a member’s documents: the lead for all, each for itself; read by no other member', () => {
  expect(who((a) => can.putDocument(a, it(), 'o2'))).toEqual(['office', 'scoped', 'involved', 'lead', 'partner']);
  expect(who((a) => can.putDocument(a, it(), 'o1'))).toEqual(['office', 'scoped', 'involved', 'lead']);
  expect(who((a) => can.putDocument(a, it(), null))).toEqual(['office', 'scoped', 'involved', 'lead']);
  expect(who((a) => can.readDocument(a, it(), 'o1'))).toEqual(['office', 'scoped', 'involved', 'auditor', 'payer', 'lead']);
  expect(who((a) => can.putDocument(a, it({ state: 'lapsed' }), 'o1'))).toEqual([]);
});

test('the office decides, not for another call, not where it acts for a member', () => {
  expect(who((a) => can.prepare(a, it()))).toEqual(['office', 'scoped']);
  expect(who((a) => can.offer(a, it(), []))).toEqual(['office', 'scoped']);
  expect(codes(can.offer(everybody[0]!, it(), [{ code: 'contract.cupMissing', params: {} }]))).toEqual(['contract.cupMissing']);
  expect(codes(can.offer(everybody[3]!, it(), []))).toEqual(['contract.ownOrganisation']);
  expect(who((a) => can.accept(a, it({ state: 'offered', deed: 'in' })))).toEqual(['office', 'scoped']);
  expect(codes(can.accept(everybody[0]!, it({ state: 'offered', deed: 'bad' })))).toEqual(['contract.deedBad']);
  expect(codes(can.withdrawOffer(everybody[0]!, it({ state: 'offered', deed: 'in' })))).toEqual(['contract.deedIn']);
});

test('the lead signs until the last second of the term in Rome; then, and only then, the right may lapse', () => {
  const offered = it({ state: 'offered', dueOn: '2026-03-20' });
  expect(who((a) => can.sign(a, offered, at, source))).toEqual(['lead']);
  const lead = everybody.find((a) => a.id === 'lead')!;
  expect(codes(can.sign(lead, offered, '2026-03-20T22:59:59.999Z', source))).toEqual([]);
  expect(codes(can.sign(lead, offered, '2026-03-20T23:00:00.000Z', source))).toEqual(['contract.tooLate']);
  expect(codes(can.lapse(everybody[0]!, offered, '2026-03-20T22:59:59.999Z', source))).toEqual(['contract.termRuns']);
  expect(who((a) => can.lapse(a, offered, '2026-03-20T23:00:00.000Z', source))).toEqual(['office', 'scoped']);
  expect(codes(can.lapse(everybody[0]!, { ...offered, deed: 'in' }, '2026-03-20T23:00:00.000Z', source))).toEqual(['contract.deedIn']);
});

test('in each state only what the table of moves says', () => {
  const office = everybody[0]!;
  const lead = everybody.find((a) => a.id === 'lead')!;
  for (const state of contractStates) {
    const contract = it({ state, dueOn: '2026-03-01', deed: 'none' });
    expect([state, can.offer(office, contract, []).ok]).toEqual([state, canMove('offer', state)]);
    expect([state, can.revoke(office, contract).ok]).toEqual([state, canMove('revoke', state)]);
    expect([state, can.renounce(lead, contract).ok]).toEqual([state, canMove('renounce', state)]);
    expect([state, can.lapse(office, contract, at, source).ok]).toEqual([state, canMove('lapse', state)]);
  }
  expect(Object.keys(contractMoves)).toEqual(['offer', 'withdraw', 'sign', 'lapse', 'renounce', 'revoke']);
});
