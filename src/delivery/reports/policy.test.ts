import { expect, test } from 'vitest';
import type { Actor, RoleGrant } from '#src/core/actor.ts';
import type { Decision } from '#src/core/decision.ts';
import { can, scopeOf, type ReportSeat, type SheetSeat } from './policy.ts';
import { reportStates, sheetStates, type ReportState } from './states.ts';

const actor = (id: string, grants: RoleGrant[] = [], organisationIds: string[] = []): Actor => ({
  id,
  name: id,
  email: `${id}@example.org`,
  locale: 'it',
  grants,
  organisationIds,
});
const all: RoleGrant['scope'] = null;
const people = {
  office: actor('office', [{ role: 'office', scope: all }]),
  officeOfCall: actor('officeOfCall', [{ role: 'office', scope: '02-2024' }]),
  officeOfOther: actor('officeOfOther', [{ role: 'office', scope: '01-2024' }]),
  officeOfPartner: actor('officeOfPartner', [{ role: 'office', scope: all }], ['b']),
  auditor: actor('auditor', [{ role: 'auditor', scope: all }]),
  spoke5: actor('spoke5', [{ role: 'spokeLeader', scope: '5' }]),
  spoke6: actor('spoke6', [{ role: 'spokeLeader', scope: '6' }]),
  lead: actor('lead', [], ['a']),
  partner: actor('partner', [], ['b']),
  researcher: actor('researcher'),
  payer: actor('payer', [{ role: 'payer', scope: all }]),
  stranger: actor('stranger', [{ role: 'applicant', scope: all }], ['z']),
};
type Who = keyof typeof people;
const seat = (state: ReportState = 'open'): ReportSeat => ({
  callId: '02-2024',
  mainSpoke: 5,
  state,
  members: [
    { organisationId: 'a', role: 'lead', name: 'A' },
    { organisationId: 'b', role: 'partner', name: 'B' },
  ],
});
/** Who may, of all. */
const who = (ask: (person: Actor) => Decision): Who[] => (Object.keys(people) as Who[]).filter((w) => ask(people[w]).ok);
const codes = (d: Decision): string[] => (d.ok ? [] : d.reasons.map((r) => r.code));

test('a report is read by who watches it and who takes part; of the others it is not found', () => {
  expect(who((p) => can.read(p, seat()))).toEqual(['office', 'officeOfCall', 'officeOfPartner', 'auditor', 'spoke5', 'lead', 'partner']);
  for (const w of ['spoke6', 'researcher', 'payer', 'stranger', 'officeOfOther'] as const) expect(codes(can.read(people[w], seat()))).toEqual(['notFound']);
  expect(codes(can.read(null, seat()))).toEqual(['notFound']);
});

test('a partner sees its own lines, the lead and who watches see all', () => {
  expect(Object.fromEntries((Object.keys(people) as Who[]).map((w) => [w, scopeOf(people[w], seat())]))).toEqual({
    office: 'all',
    officeOfCall: 'all',
    officeOfOther: [],
    officeOfPartner: 'all',
    auditor: 'all',
    spoke5: 'all',
    spoke6: [],
    lead: 'all',
    partner: ['b'],
    researcher: [],
    payer: [],
    stranger: [],
  });
});

test('lines are written for a member by itself or by the lead, while the report is open or came back', () => {
  expect(who((p) => can.write(p, seat(), 'b'))).toEqual(['officeOfPartner', 'lead', 'partner']);
  expect(who((p) => can.write(p, seat(), 'a'))).toEqual(['lead']);
  expect(who((p) => can.write(p, seat(), 'z'))).toEqual([]);
  for (const state of reportStates) expect([state, can.write(people.partner, seat(state), 'b').ok]).toEqual([state, state === 'open' || state === 'returned']);
  expect(codes(can.write(people.office, seat(), 'b'))).toEqual(['reports.membersOnly']);
  expect(codes(can.write(people.stranger, seat(), 'b'))).toEqual(['notFound']);
});

test('the lead hands in, after the period; only the member itself attests', () => {
  const submit = (p: Actor, today: string) => can.submit(p, seat(), { untilOn: '2025-01-14' }, today);
  expect(who((p) => submit(p, '2025-01-15'))).toEqual(['lead']);
  expect(codes(submit(people.lead, '2025-01-14'))).toEqual(['reports.periodRuns']);
  expect(codes(submit(people.partner, '2025-01-15'))).toEqual(['reports.leadOnly']);
  expect(who((p) => can.attest(p, seat(), 'b'))).toEqual(['officeOfPartner', 'partner']);
});

test('the office checks what was handed in, and nobody what an organisation reports that they act for', () => {
  expect(who((p) => can.check(p, seat('submitted')))).toEqual(['office', 'officeOfCall']);
  expect(codes(can.check(people.officeOfPartner, seat('submitted')))).toEqual(['reports.ownOrganisation']);
  for (const state of reportStates) expect([state, can.check(people.office, seat(state)).ok]).toEqual([state, state === 'submitted']);
});

test('a question is answered once, by its member or the lead, while the report is checked', () => {
  const answer = (p: Actor, state: ReportState = 'submitted', answered = false) => can.answer(p, seat(state), { organisationId: 'b', answered });
  expect(who((p) => answer(p))).toEqual(['officeOfPartner', 'lead', 'partner']);
  expect(codes(answer(people.partner, 'submitted', true))).toEqual(['reports.answeredAlready']);
  expect(codes(answer(people.partner, 'accepted'))).toEqual(['reports.notToCheck']);
});

const sheet = (more: Partial<SheetSeat> = {}): SheetSeat => ({
  ...seat(),
  organisationId: 'b',
  personId: 'researcher',
  state: 'draft',
  allReported: null,
  signedBy: null,
  ...more,
});

test('hours are read by their person, their organisation, the lead and who watches; filled in by the person alone', () => {
  expect(who((p) => can.readSheet(p, sheet()))).toEqual(['office', 'officeOfCall', 'officeOfPartner', 'auditor', 'spoke5', 'lead', 'partner', 'researcher']);
  expect(who((p) => can.readSheet(p, sheet({ organisationId: 'a' })))).not.toContain('partner');
  expect(who((p) => can.fillSheet(p, sheet()))).toEqual(['researcher']);
  expect(who((p) => can.fillSheet(p, sheet({ personId: null })))).toEqual(['officeOfPartner', 'partner']);
  for (const state of sheetStates) expect([state, can.fillSheet(people.researcher, sheet({ state })).ok]).toEqual([state, state === 'draft']);
  expect(codes(can.fillSheet(people.researcher, sheet({ allReported: { number: 6, until: '2026-01-14' } })))).toEqual(['reports.sheet.allReported']);
});

test('who countersigns acts for the member, and is neither who worked nor who confirmed', () => {
  const signed = sheet({ state: 'signed', signedBy: 'researcher' });
  expect(who((p) => can.countersign(p, signed))).toEqual(['officeOfPartner', 'partner']);
  expect(codes(can.countersign(people.partner, { ...signed, signedBy: 'partner' }))).toEqual(['reports.sheet.twoPeople']);
  expect(codes(can.countersign(people.lead, signed))).toEqual(['reports.sheet.memberOnly']);
  expect(codes(can.countersign(people.partner, sheet()))).toEqual(['reports.sheet.notSigned']);
});

test('a month is opened again by the member, or by its person before it is countersigned, until the last report is handed in', () => {
  expect(who((p) => can.reopen(p, sheet({ state: 'signed' })))).toEqual(['officeOfPartner', 'partner', 'researcher']);
  expect(who((p) => can.reopen(p, sheet({ state: 'countersigned' })))).toEqual(['officeOfPartner', 'partner']);
  expect(who((p) => can.reopen(p, sheet({ state: 'countersigned', allReported: { number: 6, until: '2026-01-14' } })))).toEqual([]);
  expect(codes(can.reopen(people.partner, sheet()))).toEqual(['reports.sheet.openAlready']);
});
