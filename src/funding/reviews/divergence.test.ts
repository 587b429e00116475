import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, evaluationWorld, eventsOf, readyToAssign, type World } from '../../../test/factories/evaluation.ts';
import { assignReviewers } from './actions/assignment.ts';
import { recordReview, submitReview } from './actions/reviews.ts';
import { assignmentsOf } from './queries/reviews.ts';

let t: TestHouse;
let world: World;
beforeEach(async () => void (t = await testHouse({ at: AFTER_DEADLINE })));
afterEach(() => t.end());

const WHY = 'Motivazione sufficiente, con obiettivi chiari, metodo solido e risultati che si possono misurare e verificare.';
const mails = async (person: Actor) =>
  t.house.db.selectFrom('mail_messages').select(['subject', 'body']).where('recipient', '=', person.email).where('key', 'like', 'review.diverges/%').execute();

/** One proposal with its experts assigned; `hand` hands the next review in, with this part of the highest points. */
async function begun(more: Partial<Call['evaluation']>, experts = 4) {
  world = await evaluationWorld(t.house, { change: (call) => ({ ...call, evaluation: { ...call.evaluation, ...more } }) });
  const made = await readyToAssign(t.house, world, { proposals: 1, experts });
  const chair = await world.person('Clara Presidente', [{ role: 'chair', scope: world.callId }]);
  const tied = await world.person('Tea Legata', [
    { role: 'chair', scope: world.callId },
    { role: 'office', scope: null },
  ]);
  await t.house.writer
    .insertInto('conflicts')
    .values({ application_id: made.applications[0]!, person_id: tied.id, kind: 'office', detail: '', found_at: AFTER_DEADLINE, found_by: null } as never)
    .execute();
  const member = await world.person('Mara Socia', tied.grants, [made.organisations[0]!]);
  await assignReviewers(t.house, world.office, world.callId);
  const reviews = await assignmentsOf(t.house.db, world.callId);
  const entry = (part: number) => ({
    points: Object.fromEntries(world.call.evaluation.criteria.map((c) => [c.id, c.max * part])),
    motivations: Object.fromEntries(world.call.evaluation.criteria.map((c) => [c.id, WHY])),
    premiums: { social: 0 },
    summary: WHY,
  });
  const hand = async (n: number, part: number) => {
    const { id, personId } = reviews[n]!;
    await recordReview(
      t.house,
      made.people.find((p) => p.id === personId)!,
      { id, ...entry(part) },
    );
  };
  return { ...made, chair, tied, member, reviews, hand };
}

test('the panel’s chair hears once of scores too far apart; the limit itself is agreement, and nobody tied to the proposal hears', async () => {
  const { applications, chair, tied, member, hand, reviews, people } = await begun({ divergence: 20 });
  await hand(0, 1);
  await hand(1, 0.8);
  expect(await mails(chair)).toEqual([]);
  await hand(2, 0.7);
  const [mail, ...more] = await mails(chair);
  expect(more).toEqual([]);
  expect(mail!.subject).toBe('Bando 02/2024: punteggi distanti da concordare');
  expect(mail!.body).toMatch(/MICS-2024-\d{4} \(PRJ1\)/);
  for (const [n, points] of [100, 80, 70].entries()) expect(mail!.body).toContain(`${reviews[n]!.pseudonym}: ${points} punti`);
  expect(mail!.body).toContain(`Distanza: 30 punti. Limite: 20 (${world.call.evaluation.source.ref}).`);
  expect(mail!.body).toContain(`/calls/${world.callId}/panel/${applications[0]}\n`);
  expect(mail!.body).not.toContain('quando tutte');
  for (const other of [tied, member, world.office]) expect(await mails(other)).toEqual([]);
  const last = reviews[2]!;
  await submitReview(
    t.house,
    people.find((p) => p.id === last.personId)!,
    last.id,
  ).catch(() => undefined);
  expect(await mails(chair)).toHaveLength(1);
  expect((await eventsOf(t.house, 'review.diverges')).map((e) => [e.body['by'], e.body['told'], (e.body['experts'] as string[]).length])).toEqual([
    ['panel', 1, 3],
  ]);
});

test('where a further expert settles it the office is sent to the assignment, in its language; one more review in does not repeat it', async () => {
  const { chair, tied, member, hand } = await begun({ divergence: 20, onDivergence: 'expert', reviewsPerProposal: 3 });
  await t.house.writer.updateTable('people').set({ locale: 'en' }).where('id', '=', world.office.id).execute();
  await Promise.all([hand(0, 1), hand(1, 0.6)]);
  await hand(2, 0.8);
  const [mail, ...more] = await mails(world.office);
  expect(more).toEqual([]);
  expect(mail!.subject).toBe('Bando 02/2024: a further expert is needed');
  expect(mail!.body).toContain(`Spread: 40 points. Limit: 20 (${world.call.evaluation.source.ref}).`);
  expect(mail!.body).toContain(`/en/calls/${world.callId}/assignment`);
  for (const other of [chair, tied, member]) expect(await mails(other)).toEqual([]);
});

test('where every chair has something to do with the proposal the office hears', async () => {
  const { chair, hand } = await begun({ divergence: 20 });
  await t.house.writer.updateTable('role_grants').set({ revoked_at: AFTER_DEADLINE }).where('person_id', '=', chair.id).execute();
  await hand(0, 1);
  await hand(1, 0.5);
  expect([(await mails(chair)).length, (await mails(world.office)).length]).toEqual([0, 1]);
  expect((await mails(world.office))[0]!.body).toContain('(ora 2 su 3)');
});
