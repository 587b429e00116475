import { expect, test } from 'vitest';
import { reasonsOf } from '#src/plumbing/http/input.ts';
import { variationInput } from './schema.ts';
import type { Actor, RoleGrant } from '#src/core/actor.ts';
import type { Decision } from '#src/core/decision.ts';
import { can, type Project } from './policy.ts';
import { projectStates, variationStates } from './states.ts';

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
  person('elsewhere', [{ role: 'office', scope: 'c2' }]),
  person('involved', [{ role: 'office', scope: null }], ['o2']),
  person('auditor', [{ role: 'auditor', scope: 'c1' }]),
  person('payer', [{ role: 'payer', scope: null }]),
  person('spoke5', [{ role: 'spokeLeader', scope: '5' }]),
  person('spoke6', [{ role: 'spokeLeader', scope: '6' }]),
  person('lead', [applicant], ['o1']),
  person('partner', [applicant], ['o2']),
  person('former', [applicant], ['o3']),
  person('worker'),
  person('stranger', [applicant], ['o9']),
];
const it = (more: Partial<Project> = {}): Project => ({
  callId: 'c1',
  mainSpoke: 5,
  state: 'running',
  members: [
    { id: 'o1', role: 'lead', leftOn: null },
    { id: 'o2', role: 'partner', leftOn: null },
    { id: 'o3', role: 'partner', leftOn: '2026-01-01' },
  ],
  people: ['worker'],
  ...more,
});
const who = (question: (a: Actor | null) => Decision) => everybody.filter((a) => question(a).ok).map((a) => a.id);

test('office, auditor, payer, the leader of its Spoke and its members read all of it; who works on it what it is about; nobody else', () => {
  const all = ['office', 'involved', 'auditor', 'payer', 'spoke5', 'lead', 'partner', 'former'];
  expect(who((a) => can.readAll(a, it()))).toEqual(all);
  expect(who((a) => can.read(a, it()))).toEqual([...all, 'worker']);
  expect(can.read(null, it()).ok).toBe(false);
});

test('the lead keeps the plan, each member its people and its proofs; who left no longer', () => {
  expect(who((a) => can.edit(a, it()))).toEqual(['lead']);
  expect(who((a) => can.editPerson(a, it(), 'o2'))).toEqual(['involved', 'lead', 'partner']);
  expect(who((a) => can.editPerson(a, it(), 'o3'))).toEqual([]);
  expect(who((a) => can.prove(a, it()))).toEqual(['involved', 'lead', 'partner']);
  expect(who((a) => can.propose(a, it(), false))).toEqual(['involved', 'lead', 'partner']);
  expect(who((a) => can.propose(a, it(), true))).toEqual([]);
});

test('the office answers a request that waits, never where it acts for a member', () => {
  expect(who((a) => can.answer(a, it(), 'requested'))).toEqual(['office']);
  for (const state of variationStates.filter((s) => s !== 'requested')) expect(who((a) => can.answer(a, it(), state))).toEqual([]);
});

test('nothing changes in a project that is over', () => {
  for (const state of projectStates) {
    const live = state === 'running' || state === 'closing';
    expect([state, can.edit(everybody[7]!, it({ state })).ok]).toEqual([state, live]);
    expect([state, can.propose(everybody[7]!, it({ state }), false).ok]).toEqual([state, live]);
  }
});

test('a reason that is too short is told how long it has to be; a missing one, that it is missing', () => {
  const found = (reason: string) => reasonsOf(variationInput.safeParse({ kind: 'extension', reason }).error!);
  expect(found('Poco.')).toEqual([{ code: 'form.tooShort', params: { min: 20 }, at: 'reason' }]);
  expect(found('  ')).toEqual([{ code: 'form.required', params: {}, at: 'reason' }]);
});
