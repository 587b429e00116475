import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { AppError } from '#src/core/errors.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, evaluationWorld, eventsOf, readyToAssign, type World } from '../../../test/factories/evaluation.ts';
import { assignReviewers } from './actions/assignment.ts';
import { saveFields, refuseReview } from './actions/reviews.ts';
import { remindOfTerm, remindReviewers, takeBackReview } from './actions/watch.ts';
import { list } from '#src/plumbing/listing.ts';
import { reviewDesk, watchDesk } from './desk.ts';
import { lateCounts, watchList, watchSpec } from './queries/watch.ts';
import { assignmentsOf } from './queries/reviews.ts';

let t: TestHouse;
let world: World;
const begin = async (more: Partial<Call['evaluation']> = {}) => {
  world = await evaluationWorld(t.house, { change: (call) => ({ ...call, evaluation: { ...call.evaluation, ...more } }) });
};
beforeEach(async () => void (t = await testHouse({ at: AFTER_DEADLINE })));
afterEach(() => t.end());

const codesOf = async (work: Promise<unknown>): Promise<string[] | 'done'> =>
  work.then(
    () => 'done' as const,
    (e: unknown) => {
      if (!(e instanceof AppError)) throw e;
      return e.reasons.map((r) => r.code);
    },
  );
const asking = (actor: Actor | null) => ({ db: t.house.db, ports: t.house.ports, actor, now: t.house.clock().toISOString() });

const mailsTo = async (person: Actor) =>
  (
    await t.house.db
      .selectFrom('mail_messages')
      .select(['key', 'body'])
      .where('recipient', '=', person.email)
      .where('key', 'not like', 'assignment/%')
      .orderBy('queued_at')
      .execute()
  ).map((m) => m.body);

async function assigned(proposals = 2, experts = 4) {
  await begin({ reviewDays: 14 });
  const made = await readyToAssign(t.house, world, { proposals, experts });
  const { run } = await assignReviewers(t.house, world.office, world.callId);
  const reviews = await assignmentsOf(t.house.db, world.callId);
  const of = (person: Actor) => reviews.filter((r) => r.personId === person.id).map((r) => r.id);
  const busy = made.people.filter((p) => of(p).length > 0);
  return { ...made, run, reviews, of, busy };
}
const rowsFor = async (viewer: Actor, query = '') =>
  (
    await list(
      t.house.db,
      watchList(world.callId, { evaluation: world.call.evaluation, now: t.house.clock().toISOString(), viewer }) as never,
      watchSpec,
      new URL(`http://x/${query}`),
    )
  ).rows;
const DUE = '2024-03-27T22:59:00.000Z';

test('a release gives each review its term, says it in the letter, and queues the reminders', async () => {
  const { busy } = await assigned();
  const rows = await rowsFor(world.office);
  expect(new Set(rows.map((r) => r.dueAt))).toEqual(new Set([DUE]));
  const letter = await t.house.db.selectFrom('mail_messages').select('body').where('recipient', '=', busy[0]!.email).executeTakeFirstOrThrow();
  expect(letter.body).toContain('entro il 27 marzo 2024');
  const { rows: jobs } = await t.house.pool.query<{ at: Date }>(
    "select j.run_at as at from graphile_worker._private_jobs j join graphile_worker._private_tasks k on k.id = j.task_id where k.identifier = 'reviews.remind' order by 1",
  );
  expect(jobs.map((j) => new Date(j.at).toISOString())).toEqual(['2024-03-20T08:00:00.000Z', '2024-03-25T08:00:00.000Z', '2024-03-27T08:00:00.000Z']);
});

test('a reminder goes once to each expert with something to hand in; never for what was given back or is in conflict', async () => {
  const { run, busy, of, reviews, applications } = await assigned(2, 3);
  const [ada, bea, cleo] = busy as [Actor, Actor, Actor];
  for (const id of of(bea)) await refuseReview(t.house, bea, id, { kind: 'unavailable', text: 'Non ho il tempo per valutarla.' });
  const conflicted = reviews.find((r) => r.personId === cleo.id && r.applicationId === applications[0])!;
  await t.house.writer
    .insertInto('conflicts')
    .values({
      application_id: applications[0]!,
      person_id: cleo.id,
      kind: 'office',
      detail: 'Emerso',
      found_at: AFTER_DEADLINE,
      found_by: world.office.id,
    } as never)
    .execute();
  t.setClock('2024-03-25T08:00:00.000Z');
  await remindOfTerm(t.house, run, 7);
  expect(await mailsTo(ada)).toEqual([]);
  await remindOfTerm(t.house, run, 2);
  await remindOfTerm(t.house, run, 2);
  const [told] = await mailsTo(ada);
  expect(told).toContain('restano da presentare 2 valutazioni');
  expect(told).toContain('Il termine scade il 27 marzo 2024');
  expect(told).not.toMatch(/PRJ|Università/);
  expect([(await mailsTo(ada)).length, (await mailsTo(bea)).length, (await mailsTo(cleo)).length]).toEqual([1, 0, 1]);
  expect((await mailsTo(cleo))[0]).toContain('resta da presentare una valutazione');
  expect((await eventsOf(t.house, 'review.reminded')).map((e) => e.body['experts'])).toEqual([0, 2, 2]);
  expect((await watchDesk(asking(world.office), world.callId, conflicted.id)).review.remindedAt).toBeNull();
});

describe('who is late', () => {
  test('is listed with age and term, filtered, and reminded once a day', async () => {
    const { busy, of } = await assigned();
    const [ada] = busy as [Actor];
    t.setClock('2024-03-30T09:00:00.000Z');
    await saveFields(t.house, ada, of(ada)[0]!, [{ field: 'excellence', base: 0, typed: '7', motivation: '' }]);
    const rows = await rowsFor(world.office, '?term=late');
    expect(rows).toHaveLength(6);
    expect(new Set(rows.map((r) => r.daysLate))).toEqual(new Set([3]));
    expect(rows.find((r) => r.id === of(ada)[0])!.filled).toBe(20);
    expect(await rowsFor(world.office, '?term=soon')).toEqual([]);
    expect(await lateCounts(t.house.db, world.callId, { evaluation: world.call.evaluation, now: '2024-03-30T09:00:00.000Z', viewer: world.office })).toEqual({
      open: 6,
      late: 6,
      soon: 0,
    });
    expect(await codesOf(remindReviewers(t.house, world.office, world.callId, []))).toEqual(['review.noneChosen']);
    expect(await remindReviewers(t.house, world.office, world.callId, of(ada))).toEqual({ reminded: 1 });
    expect((await mailsTo(ada))[0]).toContain('Il termine è scaduto il 27 marzo 2024');
    expect(await codesOf(remindReviewers(t.house, world.office, world.callId, of(ada)))).toEqual(['review.remindedToday']);
    t.setClock('2024-03-31T09:00:00.000Z');
    expect(await remindReviewers(t.house, world.office, world.callId, of(ada))).toEqual({ reminded: 1 });
    expect(await codesOf(remindReviewers(t.house, ada, world.callId, of(ada)))).toEqual(['notFound']);
  });

  test('loses the review; what was written stays, and somebody else is proposed', async () => {
    const { busy, of, reviews, people, applications } = await assigned(1, 4);
    const [ada] = busy as [Actor];
    const [id] = of(ada) as [string];
    await saveFields(t.house, ada, id, [{ field: 'impact', base: 0, typed: '9', motivation: 'Una bozza.' }]);
    const back = { kind: 'late' as const, text: 'Non risponde da due settimane.' };
    expect(await codesOf(takeBackReview(t.house, ada, world.callId, id, back))).toEqual(['notFound']);
    await takeBackReview(t.house, world.office, world.callId, id, back);
    expect(await codesOf(takeBackReview(t.house, world.office, world.callId, id, back))).toEqual(['review.notUnderWay']);
    expect(await codesOf(reviewDesk(asking(ada), id))).toEqual(['notFound']);
    expect((await t.house.db.selectFrom('review_scores').select(['item', 'typed', 'motivation']).where('assignment_id', '=', id).execute())[0]).toEqual({
      item: 'impact',
      typed: '9',
      motivation: 'Una bozza.',
    });
    expect((await mailsTo(ada))[0]).toContain('è stata ritirata');
    expect((await watchDesk(asking(world.office), world.callId, id)).review).toMatchObject({ state: 'declined', refusal: { ...back, by: 'Ugo Ufficio' } });
    await assignReviewers(t.house, world.office, world.callId);
    const after = await assignmentsOf(t.house.db, world.callId);
    const spare = people.find((p) => !reviews.some((r) => r.personId === p.id))!;
    expect(after.filter((r) => r.applicationId === applications[0]).map((r) => r.personId)).toEqual(expect.arrayContaining([spare.id]));
    expect(after.some((r) => r.personId === ada.id)).toBe(false);
  });

  test('is nobody’s business who has something to do with the proposal', async () => {
    const { organisations, reviews, applications } = await assigned();
    const chair = await world.person('Clara', [{ role: 'chair', scope: world.callId }], [organisations[0]!]);
    const [hidden] = reviews.filter((r) => r.applicationId === applications[0]);
    expect(new Set((await rowsFor(chair)).map((r) => r.acronym))).toEqual(new Set(['PRJ2']));
    expect(await codesOf(watchDesk(asking(chair), world.callId, hidden!.id))).toEqual(['notFound']);
    expect(await codesOf(remindReviewers(t.house, chair, world.callId, [hidden!.id]))).toEqual(['notFound']);
    expect(await codesOf(takeBackReview(t.house, chair, world.callId, hidden!.id, { kind: 'gone', text: 'Non è più disponibile.' }))).toEqual(['notFound']);
    const auditor = await world.person('Aldo', [{ role: 'auditor', scope: null }]);
    expect((await rowsFor(auditor)).length).toBe(6);
    expect(await codesOf(remindReviewers(t.house, auditor, world.callId, [hidden!.id]))).toEqual(['review.officeOrChair']);
  });
});
