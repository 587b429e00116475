import { describe, expect, test } from 'vitest';
import type { Actor, RoleGrant } from '#src/core/actor.ts';
import { can, type Case } from './policy.ts';

const someone = (grants: RoleGrant[], organisationIds: string[] = []): Actor => ({
  id: 'p',
  name: 'P',
  email: 'p@example.org',
  locale: 'it',
  grants,
  organisationIds,
});
const role = (r: RoleGrant['role'], organisationIds: string[] = []) => someone([{ role: r, scope: null }], organisationIds);
const closesAt = '2024-02-21T11:00:00.000Z';
const after = '2024-02-21T11:00:00.001Z';
const plain: Case = { closesAt, members: [{ id: 'o1', name: 'Uno' }], reviewed: false, ranked: false };
const codes = (decision: ReturnType<typeof can.view>) => (decision.ok ? [] : decision.reasons.map((r) => r.code));

describe('who sees the admission check', () => {
  test.each([
    ['office', true],
    ['auditor', true],
    ['chair', false],
    ['expert', false],
    ['spokeLeader', false],
    ['applicant', false],
  ] as const)('%s: %s', (r, ok) => {
    expect(can.view(role(r)).ok).toBe(ok);
  });
  test('nobody: false', () => expect(can.view(null).ok).toBe(false));
});

describe('who decides', () => {
  test.each([
    ['office, after the deadline', role('office'), plain, after, []],
    ['at the very deadline', role('office'), plain, closesAt, ['screening.callOpen']],
    ['auditor', role('auditor'), plain, after, ['screening.officeOnly']],
    ['applicant', role('applicant', ['o1']), plain, after, ['screening.officeOnly', 'screening.ownOrganisation']],
    ['nobody', null, plain, after, ['screening.officeOnly']],
    ['office, of a member organisation', role('office', ['o1']), plain, after, ['screening.ownOrganisation']],
    ['office, of another organisation', role('office', ['o2']), plain, after, []],
    ['after a review', role('office'), { ...plain, reviewed: true }, after, ['screening.reviewed']],
    ['after the ranking', role('office'), { ...plain, ranked: true }, after, ['screening.ranked']],
    [
      'everything against it',
      role('auditor', ['o1']),
      { ...plain, reviewed: true, ranked: true },
      closesAt,
      ['screening.officeOnly', 'screening.callOpen', 'screening.ownOrganisation', 'screening.reviewed', 'screening.ranked'],
    ],
  ] as const)('%s', (_, actor, it, now, expected) => {
    expect(codes(can.decide(actor, it, now))).toEqual(expected);
  });
});

test('every no names the text that it rests on, whoever asks, whatever and whenever', () => {
  /** What says itself why: that there is nothing to see, that nobody was asked, that the office took its request back. */
  const itself = ['notFound', 'screening.noRepair', 'screening.repairCancelled'];
  const terms = { source: { ref: 'Bando', status: 'example' as const } };
  const people = [null, role('office'), role('office', ['o1']), role('auditor'), role('applicant', ['o1']), someone([{ role: 'office', scope: 'other' }])];
  const cases: Case[] = [plain, { ...plain, reviewed: true }, { ...plain, ranked: true, openRepair: { dueAt: after } }];
  const repair = { leadId: 'o1', createdBy: 'x', dueAt: closesAt };
  const asked = people.flatMap((p) => [
    can.view(p),
    can.writeTemplates(p, 'call'),
    can.assign(p, closesAt, closesAt),
    can.decideMany(p, closesAt, closesAt),
    ...(['open', 'answered', 'cancelled'] as const).map((state) => can.answerRepair(p, { ...repair, state }, after)),
    ...cases.flatMap((it) =>
      [closesAt, after].flatMap((now) => [
        can.work(p, it, now),
        can.decide(p, it, now),
        can.confirm(p, it, { proposedBy: 'p' }, terms, now),
        can.askRepair(p, it, terms, now),
        can.cancelRepair(p, it),
      ]),
    ),
  ]);
  const reasons = asked.flatMap((d) => (d.ok ? [] : d.reasons));
  expect(new Set(reasons.map((r) => r.code)).size).toBeGreaterThan(8);
  expect([...new Set(reasons.filter((r) => !r.source && !itself.includes(r.code)).map((r) => r.code))]).toEqual([]);
});
