import type { Actor, RoleGrant } from '#src/core/actor.ts';
import { expect, test } from 'vitest';
import { readCall } from '../../../test/factories/proposal.ts';
import { can } from './policy.ts';
import { currentDeadline } from './rules/calendar.ts';
import type { Call } from './schema.ts';

const someone = (...grants: RoleGrant[]): Actor => ({ id: 'p', name: 'P', email: 'p@example.org', locale: 'it', grants, organisationIds: [] });
const call: Call = readCall('01-2024');
const deadline = currentDeadline(call);
const later = (ms: number) => new Date(Date.parse(deadline) + ms).toISOString();
const day = 86_400_000;

test('every no names the text that it rests on, whoever asks, whatever and whenever', () => {
  const people = [
    null,
    someone(),
    someone({ role: 'office', scope: null }),
    someone({ role: 'office', scope: 'another' }),
    someone({ role: 'auditor', scope: null }),
  ];
  const changed: Call[] = [
    call,
    { ...call, officialCode: 'Altro' },
    { ...call, dates: { ...call.dates, closesAt: '2030-01-01T12:00' } },
    { ...call, evaluation: { ...call.evaluation, criteria: call.evaluation.criteria.slice(1) } },
    { ...call, pots: call.pots.map((p) => ({ ...p, initialCents: 1 })) },
  ];
  const incident = { startsAt: later(-3_600_000), endsAt: later(-1) };
  const asked = people.flatMap((p) => [
    can.readDraft(p, call.id),
    can.publish(p, true, call.id),
    can.declareIncident(p, call.id),
    ...[deadline, later(1), later(90 * day)].flatMap((now) => [
      can.extendDeadline(p, call, now),
      can.extendForIncident(p, call, incident, now),
      can.extendForIncident(p, call, { startsAt: later(day), endsAt: later(2 * day) }, now),
      ...changed.map((after) => can.amend(p, call, after, now)),
    ]),
  ]);
  const reasons = [...asked, can.extendUntil(call, incident, deadline)].flatMap((d) => (d.ok ? [] : d.reasons));
  expect(new Set(reasons.map((r) => r.code))).toEqual(
    new Set([
      'call.officeOnly',
      'call.otherOffice',
      'call.publishedAlready',
      'call.closedAlready',
      'call.incidentTooOld',
      'call.incidentAfterDeadline',
      'call.nothingChanged',
      'call.closedForChanges',
      'call.identityLocked',
      'call.deadlineByExtension',
      'call.criteriaLocked',
      'call.moneyByRaise',
      'call.shorterThanIncident',
    ]),
  );
  expect(reasons.filter((r) => !r.source)).toEqual([]);
});
