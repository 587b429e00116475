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
  test('a draft: its own people only', () => expect(seen(standing())).toEqual(['author', 'lead', 'partner']));
  test('a submitted one: the office and the auditors of its call too, and a partner that has left since', () => {
    expect(seen(submitted())).toEqual(['author', 'lead', 'partner', 'gone', 'office', 'officeOfThisCall', 'auditor']);
  });
  test('one withdrawn before it was ever submitted stays a private matter', () =>
    expect(seen(standing({ state: 'withdrawn' }))).toEqual(['author', 'lead', 'partner']));
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
