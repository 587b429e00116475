import { expect, test } from 'vitest';
import { readCall } from '../../../../test/factories/proposal.ts';
import { actSchema, callSchema } from '../schema.ts';
import { callPhase, currentDeadline, currentPot, deadlineHistory, initialPot, opensAt, potHistory, versionsOf } from './calendar.ts';

const enterprises = readCall('01-2024');
const bodies = readCall('02-2024');
const open = readCall('03-2026');

test('the pots of the two calls reconcile with the 21.52 million awarded', () => {
  expect([enterprises, bodies].map((c) => [initialPot(c), currentPot(c)])).toEqual([
    [1_500_000_000, 1_600_000_000],
    [300_000_000, 552_000_000],
  ]);
  expect(currentPot(enterprises) + currentPot(bodies)).toBe(2_152_000_000);
  expect([currentPot(bodies, 'main'), currentPot(bodies, 'none')]).toEqual([552_000_000, 0]);
  expect(potHistory(bodies).map((p) => [p.id, p.initialCents, p.raises.map((r) => r.cents), p.cents])).toEqual([
    ['main', 300_000_000, [252_000_000], 552_000_000],
  ]);
});

test('the deadline of the call for enterprises moved from 21 February to 11 March 2024, 12:00 in Rome', () => {
  expect(deadlineHistory(enterprises).map((d) => [d.closesAt, d.act?.id ?? null])).toEqual([
    ['2024-02-21T11:00:00.000Z', null],
    ['2024-03-11T11:00:00.000Z', 'extension-1'],
  ]);
  expect(currentDeadline(enterprises)).toBe('2024-03-11T11:00:00.000Z');
  expect(currentDeadline(open)).toBe('2027-03-31T10:00:00.000Z');
});

test('each act makes a version; the last is the call itself', () => {
  const versions = versionsOf(enterprises);
  expect(versions.map((v) => [v.acts.map((a) => a.id), currentDeadline(v), currentPot(v)])).toEqual([
    [[], '2024-02-21T11:00:00.000Z', 1_500_000_000],
    [['extension-1'], '2024-03-11T11:00:00.000Z', 1_500_000_000],
    [['extension-1', 'raise-1'], '2024-03-11T11:00:00.000Z', 1_600_000_000],
  ]);
  expect(versions.at(-1)).toEqual(enterprises);
  for (const version of versions) expect(callSchema.safeParse(version).success).toBe(true);
  expect(versionsOf(open)).toEqual([open]);
});

test.each([
  ['2026-09-15T06:59:59.999Z', 'upcoming'],
  ['2026-09-15T07:00:00.000Z', 'open'],
  ['2027-03-31T10:00:00.000Z', 'open'],
  ['2027-03-31T10:00:00.001Z', 'closed'],
])('at %s the call is %s', (now, phase) => {
  expect(callPhase(open, now)).toBe(phase);
});

test('an extension reopens what it extends', () => {
  const [first, extended] = versionsOf(enterprises);
  expect([callPhase(first!, '2024-03-01T00:00:00.000Z'), callPhase(extended!, '2024-03-01T00:00:00.000Z')]).toEqual(['closed', 'open']);
  expect(opensAt(open)).toBe('2026-09-15T07:00:00.000Z');
});

test('an act says where its own date is from', () =>
  expect(enterprises.acts.map((a) => actSchema.parse(a).dateSource?.status)).toEqual(['example', 'example']));
