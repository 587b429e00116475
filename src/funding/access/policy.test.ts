import { expect, test } from 'vitest';
import type { Actor, RoleGrant } from '#src/core/actor.ts';
import type { Decision } from '#src/core/decision.ts';
import { can, isSilent, type Concerned, type Request } from './policy.ts';
import { answerBy, daysLeft, objectionUntil } from './rules/terms.ts';

const person = (id: string, grants: RoleGrant[] = [], organisationIds: string[] = []): Actor => ({
  id,
  name: id,
  email: '',
  locale: 'it',
  grants,
  organisationIds,
});
const office = person('office', [{ role: 'office', scope: null }]);
const scoped = person('scoped', [{ role: 'office', scope: 'c1' }]);
const elsewhere = person('elsewhere', [{ role: 'office', scope: 'c2' }]);
const auditor = person('auditor', [{ role: 'auditor', scope: null }]);
const own = person('own', [{ role: 'applicant', scope: null }], ['o1']);
const other = person('other', [{ role: 'applicant', scope: null }], ['o2']);
const stranger = person('stranger', [{ role: 'applicant', scope: null }], ['o9']);
const everybody = [null, office, scoped, elsewhere, auditor, own, other, stranger, person('expert', [{ role: 'expert', scope: null }])];

const at = '2026-03-10T12:00:00.000Z';
const party = (more: Partial<Concerned> = {}): Concerned => ({ leadId: 'o2', leadName: 'Due', notifiedAt: null, until: null, objectedAt: null, ...more });
const request = (more: Partial<Request> = {}): Request => ({
  callId: 'c1',
  state: 'asked',
  leadId: 'o1',
  leadName: 'Uno',
  askedBy: 'own',
  parties: [],
  decision: null,
  ...more,
});
const codes = (d: Decision) => (d.ok ? [] : d.reasons.map((r) => r.code));
const who = (question: (a: Actor | null) => Decision) => everybody.filter((a) => question(a).ok).map((a) => a?.id ?? 'nobody');

test('a request is read by office and auditors of its call and by who acts for the lead that asked; to others it does not exist', () => {
  expect(who((a) => can.read(a, request()))).toEqual(['office', 'scoped', 'auditor', 'own']);
  expect(codes(can.read(other, request()))).toEqual(['notFound']);
});

test('who acts for the lead asks, once there is a ranking, one request at a time', () => {
  const on = { leadId: 'o1', ranked: true, open: false };
  expect(who((a) => can.ask(a, on))).toEqual(['own']);
  expect(codes(can.ask(own, { ...on, ranked: false }))).toEqual(['access.tooEarly']);
  expect(codes(can.ask(own, { ...on, open: true }))).toEqual(['access.openAlready']);
});

test('the office decides, not for another call, not for who it acts for, not before those concerned were heard', () => {
  expect(who((a) => can.decide(a, request(), at))).toEqual(['office', 'scoped']);
  const told = { notifiedAt: at, until: '2026-03-20T22:59:59.000Z' };
  expect(codes(can.decide(office, request({ parties: [party()] }), at))).toEqual(['access.noticeFirst']);
  expect(codes(can.decide(office, request({ state: 'noticed', parties: [party(told)] }), at))).toEqual(['access.stillHeard']);
  expect(codes(can.decide(office, request({ state: 'noticed', parties: [party(told)] }), '2026-03-20T22:59:59.001Z'))).toEqual([]);
  expect(codes(can.decide(office, request({ state: 'noticed', parties: [party({ ...told, objectedAt: at })] }), at))).toEqual([]);
  const both = person('both', office.grants as RoleGrant[], ['o2']);
  expect(codes(can.decide(both, request({ state: 'noticed', parties: [party({ ...told, objectedAt: at })] }), at))).toEqual(['access.ownOrganisation']);
  for (const state of ['decided', 'withdrawn'] as const) expect(codes(can.decide(office, request({ state }), at))).toEqual(['access.closed']);
});

test('a notice is for who acts for its lead, an objection is made once and in time', () => {
  const notice = { leadId: 'o2', notifiedAt: at, until: '2026-03-20T22:59:59.000Z', objectedAt: null, state: 'noticed' as const };
  expect(who((a) => can.object(a, notice, at))).toEqual(['other']);
  expect(who((a) => can.readNotice(a, { ...notice, notifiedAt: null }))).toEqual([]);
  expect(codes(can.object(other, notice, '2026-03-20T22:59:59.001Z'))).toEqual(['access.objectionLate']);
  expect(codes(can.object(other, { ...notice, objectedAt: at }, at))).toEqual(['access.objectedAlready']);
  expect(codes(can.object(other, { ...notice, state: 'decided' }, at))).toEqual(['access.closed']);
});

test('only who asked receives, and only what was granted', () => {
  expect(who((a) => can.receive(a, { leadId: 'o1', decision: 'partial' }))).toEqual(['own']);
  expect(codes(can.receive(own, { leadId: 'o1', decision: 'refused' }))).toEqual(['access.nothingGranted']);
  expect(who((a) => can.readLog(a))).toEqual(['office', 'scoped', 'elsewhere', 'auditor']);
});

test('thirty days to answer, ten to object, both in Rome and over the change of clocks', () => {
  expect([answerBy('2026-03-10T23:30:00.000Z'), daysLeft('2026-04-10', '2026-03-10T23:30:00.000Z')]).toEqual(['2026-04-10', 30]);
  expect(objectionUntil('2026-03-20T10:00:00.000Z')).toBe('2026-03-30T21:59:59.000Z');
  const row = { state: 'asked' as const, dueOn: '2026-04-10' };
  expect([
    isSilent(row, '2026-04-10T21:59:59.000Z'),
    isSilent(row, '2026-04-10T22:00:00.000Z'),
    isSilent({ ...row, state: 'decided' }, '2026-05-01T00:00:00.000Z'),
  ]).toEqual([false, true, false]);
});
