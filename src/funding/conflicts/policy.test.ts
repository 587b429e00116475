import type { Actor, Role } from '#src/core/actor.ts';
import { describe, expect, test } from 'vitest';
import { can, type Finding } from './policy.ts';
import { conflictKinds, findingStates } from './states.ts';

const who = (id: string, ...roles: Role[]): Actor => ({
  id,
  name: id,
  email: `${id}@example.org`,
  locale: 'it',
  organisationIds: [],
  grants: roles.map((role) => ({ role, scope: null })),
});
const [olga, ugo, rita] = [who('olga', 'office'), who('ugo', 'office'), who('rita', 'auditor')];
const finding = (more: Partial<Finding> = {}): Finding => ({ personId: 'ada', kind: 'coauthor', state: 'bars', ...more });
const codes = (decision: ReturnType<typeof can.record>) => (decision.ok ? [] : decision.reasons.map((r) => r.code));

test('what was found is for the office and auditors', () => {
  const people = [null, who('x'), who('x', 'applicant'), who('x', 'expert'), who('x', 'chair'), who('x', 'spokeLeader'), rita, olga];
  expect(people.map((p) => can.seeFindings(p).ok)).toEqual([false, false, false, false, false, false, true, true]);
  expect(people.map((p) => can.record(p).ok)).toEqual([false, false, false, false, false, false, false, true]);
});

describe('a waiver', () => {
  test('is proposed by the office, on what bars and can be set aside', () => {
    expect(codes(can.proposeWaiver(rita, finding()))).toEqual(['conflict.officeOnly']);
    expect(conflictKinds.filter((kind) => can.proposeWaiver(olga, finding({ kind })).ok)).toEqual([
      'formerEmployer',
      'group',
      'coauthor',
      'likelyCoauthor',
      'project',
      'namesake',
      'competitor',
      'declared',
      'office',
    ]);
    expect(findingStates.filter((state) => can.proposeWaiver(olga, finding({ state })).ok)).toEqual(['bars']);
    expect(codes(can.proposeWaiver(olga, finding({ kind: 'employer' })))).toEqual(['conflict.neverWaived']);
    expect(codes(can.proposeWaiver(olga, finding({ personId: 'olga' })))).toEqual(['conflict.ownFinding']);
  });

  test('is answered by another of the office, whom it does not concern', () => {
    const open = finding({ state: 'waiverProposed' });
    expect(codes(can.answerWaiver(ugo, open, { proposedBy: 'olga' }))).toEqual([]);
    expect(codes(can.answerWaiver(olga, open, { proposedBy: 'olga' }))).toEqual(['conflict.sameEyes']);
    expect(codes(can.answerWaiver(rita, open, { proposedBy: 'olga' }))).toEqual(['conflict.officeOnly']);
    expect(codes(can.answerWaiver(ugo, finding({ state: 'waiverProposed', personId: 'ugo' }), { proposedBy: 'olga' }))).toEqual(['conflict.ownFinding']);
    expect(codes(can.answerWaiver(ugo, finding(), undefined))).toEqual(['conflict.noProposal']);
  });
});
