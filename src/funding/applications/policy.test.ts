import type { Actor, RoleGrant } from '#src/core/actor.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { describe, expect, test } from 'vitest';
import { readCall } from '../../../test/factories/proposal.ts';
import { can, isOwn, seesSubmitted, visibleTo, type Standing } from './policy.ts';
import { applicationStates, canMove, moves, type ApplicationState } from './states.ts';

const person = (organisationIds: string[] = [], grants: RoleGrant[] = [], id = 'p'): Actor => ({
  id,
  name: 'P',
  email: 'p@example.org',
  locale: 'it',
  grants,
  organisationIds,
});
const standing = (more: Partial<Standing> = {}): Standing => ({
  state: 'draft',
  callId: '01-2024',
  createdBy: 'author',
  leadId: 'lead',
  memberIds: ['lead', 'partner'],
  people: [
    { personId: 'editor', right: 'editor' },
    { personId: 'reader', right: 'reader' },
  ],
  submittedMemberIds: [],
  everSubmitted: false,
  ...more,
});
const submitted = (more: Partial<Standing> = {}) =>
  standing({ state: 'submitted', everSubmitted: true, submittedMemberIds: ['lead', 'partner', 'gone'], ...more });
const call: Call = readCall('01-2024');
const codes = (d: ReturnType<typeof can.edit>) => (d.ok ? 'yes' : d.reasons.map((r) => r.code).join(' '));

const open = '2024-03-01T10:00:00.000Z';
const before = '2024-01-22T22:59:59.999Z';
const after = '2024-03-11T11:00:00.001Z';
const lead = person(['lead']);

const people: Record<string, Actor | null> = {
  stranger: null,
  nobody: person(),
  author: person([], [], 'author'),
  lead,
  editor: person([], [], 'editor'),
  reader: person([], [], 'reader'),
  partner: person(['partner']),
  gone: person(['gone']),
  office: person([], [{ role: 'office', scope: null }]),
  officeOfThisCall: person([], [{ role: 'office', scope: '01-2024' }]),
  officeOfAnother: person([], [{ role: 'office', scope: '02-2024' }]),
  auditor: person([], [{ role: 'auditor', scope: null }]),
  expert: person([], [{ role: 'expert', scope: null }]),
  chair: person([], [{ role: 'chair', scope: null }]),
  spokeLeader: person([], [{ role: 'spokeLeader', scope: null }]),
};

describe('who sees an application', () => {
  const seen = (application: Standing) =>
    Object.entries(people)
      .filter(([, p]) => can.view(p, application).ok)
      .map(([name]) => name);
  test('a draft: its own people only', () => expect(seen(standing())).toEqual(['author', 'lead', 'editor', 'reader', 'partner']));
  test('a submitted one: the office and the auditors of its call too, and a partner that has left since', () => {
    expect(seen(submitted())).toEqual(['author', 'lead', 'editor', 'reader', 'partner', 'gone', 'office', 'officeOfThisCall', 'auditor']);
  });
  test('one withdrawn before it was ever submitted stays a private matter', () =>
    expect(seen(standing({ state: 'withdrawn' }))).toEqual(['author', 'lead', 'editor', 'reader', 'partner']));
  test('the office reads what was submitted, not the draft', () => {
    expect([isOwn(people['office']!, submitted()), seesSubmitted(people['office']!, submitted())]).toEqual([false, true]);
    expect([isOwn(people['gone']!, submitted()), seesSubmitted(people['gone']!, submitted())]).toEqual([false, true]);
  });
  test('visibleTo says the same for lists', () => {
    expect(visibleTo(people['office']!).submittedOf).toBe('all');
    expect(visibleTo(people['officeOfThisCall']!).submittedOf).toEqual(['01-2024']);
    for (const name of ['lead', 'expert', 'chair', 'spokeLeader', 'nobody']) expect(visibleTo(people[name]!).submittedOf, name).toEqual([]);
  });
});

describe('who may change an application', () => {
  test('the lead’s people, while the call is open', () => {
    const verdicts = Object.fromEntries(Object.entries(people).map(([name, p]) => [name, codes(can.edit(p, standing(), call, open))]));
    expect(verdicts['lead']).toBe('yes');
    expect(Object.entries(verdicts).filter(([name, v]) => name !== 'lead' && v !== 'application.leadOnly')).toEqual([]);
  });

  const allowed = (question: (p: Actor | null) => ReturnType<typeof can.edit>) =>
    Object.entries(people)
      .filter(([, p]) => question(p).ok)
      .map(([name]) => name);
  test('the answers are written by the lead’s and the partners’ people and by co-writers', () =>
    expect(allowed((p) => can.write(p, standing(), call, open))).toEqual(['lead', 'editor', 'partner']));
  test('a member’s own part is changed by its people and the lead’s', () => {
    expect(allowed((p) => can.changeMember(p, standing(), 'partner', call, open))).toEqual(['lead', 'partner']);
    expect(allowed((p) => can.changeMember(p, standing(), 'lead', call, open))).toEqual(['lead']);
    expect(codes(can.changeMember(lead, standing(), 'stranger', call, open))).toBe('application.notAMember');
  });
  test('a partner is bound by its legal representative alone, and never by the lead', () => {
    expect(allowed((p) => can.confirm(p, standing(), 'partner', true, call, open))).toEqual(['partner']);
    expect(allowed((p) => can.confirm(p, standing(), 'partner', false, call, open))).toEqual([]);
    expect(codes(can.confirm(lead, standing(), 'lead', true, call, open))).toBe('application.leadDeclares');
  });
  test('a partner leaves by itself, the lead does not', () => {
    expect(allowed((p) => can.leave(p, standing(), 'partner', call, open))).toEqual(['partner']);
    expect(codes(can.leave(lead, standing(), 'lead', call, open))).toBe('application.leadStays');
    expect(codes(can.leave(people['partner']!, standing(), 'partner', call, after))).toBe('application.closed');
  });
  test('a no names who could do it', () => {
    const named = standing({ memberNames: { lead: 'Alfa', partner: 'Beta' } });
    const why = (d: ReturnType<typeof can.edit>) => (d.ok ? [] : d.reasons.map((r) => r.params));
    expect(why(can.edit(people['partner']!, named, call, open))).toEqual([{ who: 'Alfa' }]);
    expect(why(can.changeMember(people['editor']!, named, 'partner', call, open))).toEqual([{ who: 'Beta', lead: 'Alfa' }]);
    expect(why(can.confirm(lead, named, 'partner', true, call, open))).toEqual([{ who: 'Beta' }]);
  });
  test('an invitation is accepted for an organisation that one acts for, the one that was meant, once', () => {
    const meant = { kind: 'partner' as const, organisationId: 'new', organisationName: 'Nuova' };
    const any = { ...meant, organisationId: null };
    const of = person(['new', 'partner']);
    expect(codes(can.acceptFor(of, any, standing(), 'new'))).toBe('yes');
    expect(codes(can.acceptFor(of, any, standing(), null))).toBe('invitation.chooseOrganisation');
    expect(codes(can.acceptFor(of, any, standing(), 'partner'))).toBe('invitation.memberAlready');
    expect(codes(can.acceptFor(of, meant, standing(), 'partner'))).toBe('invitation.otherOrganisation invitation.memberAlready');
    expect(codes(can.acceptFor(lead, meant, standing(), 'lead'))).toBe('invitation.otherOrganisation invitation.memberAlready');
    expect(codes(can.acceptFor(person(), meant, standing(), null))).toBe('invitation.otherOrganisation');
    expect(codes(can.acceptFor(person(), { kind: 'editor', organisationId: null }, standing(), null))).toBe('yes');
  });

  const table: Record<ApplicationState, Record<'edit' | 'submit' | 'withdraw', [before: string, open: string, after: string]>> = {
    draft: {
      edit: ['application.notOpenYet', 'yes', 'application.closed'],
      submit: ['application.notOpenYet', 'yes', 'application.late'],
      withdraw: ['yes', 'yes', 'yes'],
    },
    submitted: {
      edit: ['application.notOpenYet', 'yes', 'application.closed'],
      submit: ['application.notOpenYet', 'yes', 'application.late'],
      withdraw: ['yes', 'yes', 'application.withdrawAfterDeadline'],
    },
    withdrawn: {
      edit: ['application.withdrawn application.notOpenYet', 'application.withdrawn', 'application.withdrawn application.closed'],
      submit: ['application.withdrawn application.notOpenYet', 'application.withdrawn', 'application.withdrawn application.late'],
      withdraw: ['application.withdrawn', 'application.withdrawn', 'application.withdrawn'],
    },
  };
  for (const state of applicationStates) {
    for (const move of Object.keys(moves) as (keyof typeof moves)[]) {
      test(`${move} when ${state}: before, while open, after`, () => {
        const application = state === 'draft' ? standing() : submitted({ state });
        expect([before, open, after].map((now) => codes(can[move](lead, application, call, now)))).toEqual(table[state][move]);
        expect(canMove(move, state)).toBe(state !== 'withdrawn');
      });
    }
  }

  test('a no names the deadline, the instant, and the text that set it: here the extension', () => {
    const decision = can.edit(lead, standing(), call, after);
    expect(decision).toEqual({
      ok: false,
      reasons: [
        {
          code: 'application.closed',
          params: { closesAt: '2024-03-11T11:00:00.000Z', at: after },
          source: { ref: 'FIRA, Spin, Scadenze Fiscali', status: 'sourced' },
        },
      ],
    });
  });
});

describe('who may start one', () => {
  test('whoever acts for an organisation, under an open call, for that organisation', () => {
    expect(codes(can.start(lead, call, open))).toBe('yes');
    expect(codes(can.start(lead, call, open, 'lead'))).toBe('yes');
    expect(codes(can.start(lead, call, open, 'other'))).toBe('application.notYourOrganisation');
    expect(codes(can.start(people['nobody']!, call, open))).toBe('application.noOrganisation');
    expect(codes(can.start(null, call, open))).toBe('application.noOrganisation');
    expect(codes(can.start(lead, call, before))).toBe('application.notOpenYet');
    expect(codes(can.start(lead, call, after))).toBe('application.closed');
    expect(codes(can.start(lead, call, '2024-03-11T11:00:00.000Z'))).toBe('yes');
  });

  test('noon in Rome is noon in Rome on both sides of a change of the clocks', () => {
    const until = (closesAt: string): Call => ({ ...call, acts: [], dates: { ...call.dates, closesAt } });
    const edges: [string, string][] = [
      ['2024-03-30T12:00', '2024-03-30T11:00:00.000Z'],
      ['2024-03-31T12:00', '2024-03-31T10:00:00.000Z'],
      ['2024-10-26T12:00', '2024-10-26T10:00:00.000Z'],
      ['2024-10-27T12:00', '2024-10-27T11:00:00.000Z'],
    ];
    for (const [local, instant] of edges) {
      const late = new Date(Date.parse(instant) + 1).toISOString();
      expect([codes(can.submit(lead, standing(), until(local), instant)), codes(can.submit(lead, standing(), until(local), late))], local).toEqual([
        'yes',
        'application.late',
      ]);
    }
  });
});

test('every no names the text that it rests on, whoever asks, whatever and whenever', () => {
  /** What says itself why: that there is nothing to see, that one has to sign in, what its own people did before. */
  const plain = ['notFound', 'signIn', 'application.withdrawn', 'application.notAMember', 'invitation.memberAlready'];
  const invitation = { kind: 'partner' as const, organisationId: 'new', organisationName: 'Nuova' };
  const asked = Object.values(people).flatMap((p) =>
    [standing(), submitted(), submitted({ state: 'withdrawn' })].flatMap((a) =>
      [before, open, after].flatMap((now) => [
        can.start(p, call, now),
        can.start(p, call, now, 'lead'),
        can.view(p, a),
        can.edit(p, a, call, now),
        can.write(p, a, call, now),
        can.submit(p, a, call, now),
        can.withdraw(p, a, call, now),
        ...['lead', 'partner', 'gone'].flatMap((o) => [
          can.changeMember(p, a, o, call, now),
          can.putDocument(p, a, o, call, now),
          can.confirm(p, a, o, true, call, now),
          can.confirm(p, a, o, false, call, now),
          can.leave(p, a, o, call, now),
          can.acceptFor(p, invitation, a, o),
          can.acceptFor(p, { ...invitation, organisationId: null }, a, o),
        ]),
      ]),
    ),
  );
  const reasons = asked.flatMap((d) => (d.ok ? [] : d.reasons));
  expect(new Set(reasons.map((r) => r.code)).size).toBeGreaterThan(15);
  expect([...new Set(reasons.filter((r) => !r.source && !plain.includes(r.code)).map((r) => r.code))]).toEqual([]);
});
