import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { AppError } from '#src/core/errors.ts';
import { recordReview } from '#src/funding/reviews/actions/reviews.ts';
import { entryOfInput } from '#src/funding/reviews/rules/entries.ts';
import { admitTogether } from '#src/funding/screening/actions.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, evaluationWorld, eventsOf, type World } from '../../../test/factories/evaluation.ts';
import { reachConsensus } from './actions/consensus.ts';
import { nameRapporteur, saveDraft, say, sendDiscussionDigest } from './actions/discussion.ts';
import { discussionDesk, panelDesk } from './desk.ts';

let t: TestHouse;
let world: World;
let chair: Actor;
let experts: Actor[];
let reviews: string[];
let applicationId: string;
const place = () => ({ callId: world.callId, applicationId });
const good = 'Convincente e ben documentata, con obiettivi chiari, metodo solido e risultati che si possono misurare.';
const criteria = () => world.call.evaluation.criteria.map((c) => c.id);

beforeEach(async () => {
  t = await testHouse({ at: AFTER_DEADLINE });
  world = await evaluationWorld(t.house);
  applicationId = await world.submission(await world.organisation('Università Uno'), 'Università Uno');
  await admitTogether(t.house, world.office, world.callId, [applicationId]);
  chair = await world.person('Clara Presidente', [{ role: 'chair', scope: world.callId }]);
  experts = [];
  reviews = [];
  for (const [i, name] of ['Ada', 'Bea', 'Carlo'].entries()) {
    const expert = await world.person(`${name} Esperta`, [{ role: 'expert', scope: null }]);
    await t.house.pool.query("insert into experts (person_id, region, gender) values ($1, 'lombardy', 'f')", [expert.id]);
    await t.house.pool.query('insert into call_experts (call_id, person_id, pseudonym, max_load, added_at) values ($1, $2, $3, 9, now())', [
      world.callId,
      expert.id,
      `E0${i + 1}`,
    ]);
    const { rows } = await t.house.pool.query(
      "insert into review_assignments (application_id, person_id, state, assigned_at, updated_at) values ($1, $2, 'assigned', now(), now()) returning id",
      [applicationId, expert.id],
    );
    experts.push(expert);
    reviews.push(rows[0].id);
  }
});
afterEach(() => t.end());

const review = (i: number, points: number) =>
  recordReview(t.house, experts[i]!, {
    id: reviews[i]!,
    points: Object.fromEntries(criteria().map((c) => [c, points])),
    premiums: { social: 1 },
    motivations: Object.fromEntries(criteria().map((c) => [c, good])),
  });
const desk = (i: number, who = experts[i]!) => discussionDesk({ db: t.house.db, actor: who, now: AFTER_DEADLINE }, reviews[i]!);
const outcomeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (e: unknown) => {
      if (!(e instanceof AppError)) throw e;
      return e.reasons.map((r) => r.code).join(' ');
    },
  );

test('opens to each reviewer with their own review, under pseudonyms, and closes with the consensus', async () => {
  await review(0, 15);
  expect(await outcomeOf(desk(1))).toBe('notFound');
  expect(await outcomeOf(say(t.house, experts[1]!, place(), 'Troppo presto.', null))).toBe('notFound');
  expect(await outcomeOf(desk(0, experts[1]!))).toBe('notFound');
  expect(await outcomeOf(say(t.house, world.office, place(), 'Dall’ufficio.', null))).toBe('panel.discussersOnly');
  expect(await outcomeOf(say(t.house, world.applicant, place(), 'Da fuori.', null))).toBe('notFound');
  await say(t.house, experts[0]!, place(), 'Parole riservate.', 'k1');
  await say(t.house, experts[0]!, place(), 'Parole riservate.', 'k1');
  await review(1, 5);
  await say(t.house, chair, place(), 'Risposta.', 'k1');
  const shown = await desk(1);
  expect(shown.discussion.messages.map((m) => [m.author, m.mine, m.body])).toEqual([
    ['E01', false, 'Parole riservate.'],
    [null, false, 'Risposta.'],
  ]);
  expect(shown.found.reviews.map((r) => r.expert)).toEqual(['E01', 'E02']);
  expect(JSON.stringify([shown.discussion, shown.found.reviews])).not.toMatch(/Ada|Carlo|Clara/);

  // One letter for both, without a word of them; none twice, none to who is not in.
  for (const person of [...experts, chair]) for (const _ of [1, 2]) await sendDiscussionDigest(t.house, { ...place(), personId: person.id });
  const { rows } = await t.house.pool.query("select recipient, subject, body from mail_messages where key like 'panel.discussionDigest/%' order by recipient");
  expect(rows.map((r) => r.recipient)).toEqual([experts[0]!.email, experts[1]!.email, chair.email]);
  for (const r of rows) expect(`${r.subject} ${r.body}`).not.toMatch(/riservate|Risposta|PRJ|MICS-2024/);
  expect((await eventsOf(t.house, 'discussion.said')).map((e) => e.body['expert'])).toEqual(['E01', null]);

  await review(2, 5);
  await nameRapporteur(t.house, chair, place(), 'E02');
  expect((await desk(0)).discussion.rapporteur).toBe(false);
  expect(await outcomeOf(nameRapporteur(t.house, chair, place(), 'E09'))).toBe('panel.notReviewer');
  const entry = entryOfInput({ points: Object.fromEntries(criteria().map((c) => [c, 10])), premiums: { social: 1 }, motivations: {}, summary: 'Bozza' });
  expect(await outcomeOf(saveDraft(t.house, experts[0]!, place(), { entry, revision: 1 }))).toBe('notFound');
  await saveDraft(t.house, experts[1]!, place(), { entry, revision: 1 });
  expect(await outcomeOf(saveDraft(t.house, experts[1]!, place(), { entry, revision: 1 }))).toBe('form.stale');
  const { discussion } = await panelDesk({ db: t.house.db, actor: chair, now: AFTER_DEADLINE }, world.callId, applicationId);
  expect([discussion.draft?.pseudonym, discussion.draft?.entry, discussion.draft?.revision]).toEqual(['E02', entry, 2]);
  await reachConsensus(t.house, chair, world.callId, applicationId, { entry: { ...entry, summary: good } });
  expect(await outcomeOf(say(t.house, experts[0]!, place(), 'Tardi.', null))).toBe('panel.agreedAlready');
  expect(await outcomeOf(saveDraft(t.house, experts[1]!, place(), { entry, revision: 2 }))).toBe('panel.agreedAlready');
  expect((await desk(0)).discussion.messages).toHaveLength(2);
});

test('a conflict that comes up later takes the discussion away', async () => {
  await review(0, 10);
  expect((await desk(0)).decisions.discuss.ok).toBe(true);
  await t.house.pool.query("insert into conflicts (application_id, person_id, kind, detail, found_at) values ($1, $2, 'declared', '', now())", [
    applicationId,
    experts[0]!.id,
  ]);
  expect(await outcomeOf(desk(0))).toBe('notFound');
  expect(await outcomeOf(say(t.house, experts[0]!, place(), 'Ancora.', null))).toBe('notFound');
});
