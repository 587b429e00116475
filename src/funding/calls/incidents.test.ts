import { applicationsScene, openCall } from '../../../test/factories/applications.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AppError } from '#src/core/errors.ts';
import { isWorkingDay } from '#src/core/holidays.ts';
import { romeInstant } from '#src/core/time.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAct } from './actions.ts';
import { declareIncident, extendForIncident } from './actions/incidents.ts';
import { currentVersion } from './queries.ts';
import { incidentsOf } from './queries/incidents.ts';
import { lasted, leastDeadline, nextWorkingNoon, suggestedDeadline } from './rules/incidents.ts';

test('the next working noon passes over weekends and public holidays', () => {
  expect([nextWorkingNoon('2026-04-03'), nextWorkingNoon('2026-12-24'), nextWorkingNoon('2026-02-20')]).toEqual([
    '2026-04-07T12:00',
    '2026-12-28T12:00',
    '2026-02-23T12:00',
  ]);
});

test('both changes of the clock: an incident lasts the hours that really pass', () => {
  // 29 March 2026: 02:00 becomes 03:00. 25 October 2026: 03:00 becomes 02:00.
  const spring = { startsAt: romeInstant('2026-03-29T01:30'), endsAt: romeInstant('2026-03-29T03:30') };
  const autumn = { startsAt: romeInstant('2026-10-25T01:30'), endsAt: romeInstant('2026-10-25T03:30') };
  expect([lasted(spring) / 3_600_000, lasted(autumn) / 3_600_000]).toEqual([1, 3]);
  const night = (deadline: string, span: typeof spring) => leastDeadline(romeInstant(deadline), span);
  expect(night('2026-03-29T01:59', spring)).toBe(romeInstant('2026-03-29T03:59'));
  expect(night('2026-10-25T00:00', autumn)).toBe('2026-10-25T01:00:00.000Z');
  expect(suggestedDeadline(romeInstant('2026-03-27T12:00'), spring, romeInstant('2026-03-27T13:00'))).toBe('2026-03-30T12:00');
});

test('what is suggested is always a working noon, late enough', () => {
  const instant = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2030-01-01') }).map((n) => new Date(n).toISOString());
  fc.assert(
    fc.property(instant, instant, fc.integer({ min: 1, max: 9 * 86_400_000 }), (deadline, startsAt, span) => {
      const incident = { startsAt, endsAt: new Date(Date.parse(startsAt) + span).toISOString() };
      const local = suggestedDeadline(deadline, incident, incident.endsAt);
      const at = romeInstant(local);
      expect([isWorkingDay(local.slice(0, 10)), local.slice(11), at >= leastDeadline(deadline, incident), at > incident.endsAt]).toEqual([
        true,
        '12:00',
        true,
        true,
      ]);
    }),
  );
});

let t: TestHouse;
let scene: Awaited<ReturnType<typeof applicationsScene>>;
beforeAll(async () => {
  t = await testHouse({ at: '2026-02-10T09:00:00Z' });
  scene = await applicationsScene(t.house);
});
afterAll(() => t.end());

const codes = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  return error instanceof AppError ? error.reasons.map((r) => r.code) : error;
};
const incident = {
  startsAt: romeInstant('2026-02-20T10:00'),
  endsAt: romeInstant('2026-02-20T12:30'),
  what: { it: 'Il sito non rispondeva', en: 'The site did not answer' },
  log: '10:00:02 503',
  actRef: 'Decreto n. 9',
  actOn: '2026-02-20',
};
const extension = { seen: 1, to: '2026-02-23T12:00', ref: 'Decreto n. 10', on: '2026-02-20' };

test('an incident is declared once, over and in order, and everyone reads it', async () => {
  const { office, call, applicant } = scene;
  t.setClock(romeInstant('2026-02-20T13:00'));
  const declare = (change: Partial<typeof incident> = {}, key: string | null = 'key-12345', who = office) =>
    declareIncident(t.house, who, call.id, { ...incident, ...change }, key);
  expect(await codes(declare({ endsAt: incident.startsAt }))).toEqual(['call.incidentBackwards']);
  expect(await codes(declare({ endsAt: romeInstant('2026-02-20T14:00') }))).toEqual(['call.incidentInFuture']);
  expect(await codes(declare({}, null, applicant))).toEqual(['call.officeOnly']);
  await t.house.pool.query(
    "insert into availability_minutes values ('2026-02-20T08:59:00Z', 1, 9, 9, 9, 9, 9, 1, 1), ('2026-02-20T09:00:00Z', 1, 4, 1, 2, 7, 1, 1, 1), ('2026-02-20T11:29:00Z', 2, 0, 0, 0, 3, 0, null, null), ('2026-02-20T11:30:00Z', 1, 9, 9, 9, 9, 9, 1, 1)",
  );
  const id = await declare();
  const totals = { served: 4, turnedBack: 1, failed: 2, requests: 10, errors: 1, minutes: 150, unrecorded: 148 };
  // What comes later changes nothing of what was frozen.
  await t.house.pool.query('update availability_minutes set served = 99');
  expect(await declare()).toBe(id);
  expect((await incidentsOf(t.house.db, call.id))[0]!.measured).toEqual({
    ...totals,
    recorded: [
      { at: '2026-02-20T09:00:00.000Z', served: 4, turnedBack: 1, failed: 2, requests: 7, errors: 1 },
      { at: '2026-02-20T11:29:00.000Z', served: 0, turnedBack: 0, failed: 0, requests: 3, errors: 0 },
    ],
  });
  const { rows } = await t.house.pool.query("select body from evidence_events where kind = 'call.incidentDeclared'");
  expect(JSON.parse(rows[0].body).measured).toMatchObject(totals);
  expect((await incidentsOf(t.house.db, call.id)).map((i) => [i.what.it, i.startsAt, i.endsAt, i.actOn, i.extensionActId])).toEqual([
    ['Il sito non rispondeva', '2026-02-20T09:00:00.000Z', '2026-02-20T11:30:00.000Z', '2026-02-20', null],
  ]);
});

test('the deadline moves by at least as long, even after it has passed, once', async () => {
  const { office, call } = scene;
  const id = (await incidentsOf(t.house.db, call.id))[0]!.id;
  const extend = (change: Partial<typeof extension> = {}) => codes(extendForIncident(t.house, office, call.id, id, { ...extension, ...change }));
  // The deadline, 12:00, has passed: an ordinary extension is refused.
  expect(await codes(addAct(t.house, office, call.id, 1, { kind: 'deadlineExtension', on: '2026-02-20', ref: 'Proroga', to: '2026-02-23T12:00' }))).toEqual([
    'call.closedAlready',
  ]);
  expect(await extend({ to: '2026-02-20T14:29' })).toEqual(['call.shorterThanIncident']);
  expect(await extend({ on: '2026-01-01' })).toEqual(['call.actTooEarly']);
  expect(await extend({ seen: 2 })).toEqual(['call.changedMeanwhile']);
  expect(await extend({ to: '2026-03-29T02:30' })).toEqual(['call.noSuchTime']);
  expect(await extend()).toBe(null);
  const version = (await currentVersion(t.house.db, call.id))!;
  expect([version.number, version.closesAt, version.call.acts.map((a) => a.ref)]).toEqual([2, '2026-02-23T11:00:00.000Z', ['Decreto n. 10']]);
  expect(await extend({ seen: 2, to: '2026-02-24T12:00' })).toEqual(['call.incidentExtended']);
  const jobs = await t.house.pool.query("select key from graphile_worker.jobs where task_identifier = 'call.amended'");
  expect(jobs.rows).toEqual([{ key: `call.amended/${call.id}/2` }]);
});

test('neither an incident of weeks before nor one after the deadline reopens it; nor does one that comes up too late', async () => {
  const { office } = scene;
  t.setClock('2026-02-10T09:00:00Z');
  const call = await openCall(t.house, office, 'second');
  t.setClock('2026-02-22T09:00:00Z');
  const declared = (change: Partial<typeof incident>) => declareIncident(t.house, office, call.id, { ...incident, ...change }, null);
  const early = await declared({ startsAt: '2026-02-11T09:00:00.000Z', endsAt: '2026-02-11T10:00:00.000Z' });
  const late = await declared({ startsAt: '2026-02-20T11:00:01.000Z', endsAt: '2026-02-20T12:00:00.000Z' });
  const right = await declared({});
  const extend = (id: string) => codes(extendForIncident(t.house, office, call.id, id, extension));
  expect([await extend(early), await extend(late)]).toEqual([['call.incidentTooOld'], ['call.incidentAfterDeadline']]);
  t.setClock('2026-02-23T11:00:00.001Z');
  expect(await extend(right)).toEqual(['call.incidentTooOld']);
});
