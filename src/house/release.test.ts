import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import type { Call } from '#src/funding/calls/schema.ts';
import { involvedIn } from '#src/funding/conflicts/queries/graph.ts';
import { registeredExpert } from '#src/funding/conflicts/queries/stage.ts';
import { addExperts } from '#src/funding/experts/actions/experts.ts';
import { acceptAsExpert, inviteExpert } from '#src/funding/experts/actions/invitations.ts';
import { callsOfExpert, expertsList, expertsSpec } from '#src/funding/experts/queries/experts.ts';
import { invitationsList, invitationsSpec, suggestions } from '#src/funding/experts/queries/invitations.ts';
import { releaseInput } from '#src/funding/experts/schema.ts';
import { candidates } from '#src/funding/panels/queries/meetings.ts';
import { assignReviewers, decideOnPair, proposeAssignment, releaseAssignment, substituteExpert } from '#src/funding/reviews/actions/assignment.ts';
import { recordReview } from '#src/funding/reviews/actions/reviews.ts';
import { assignmentDesk } from '#src/funding/reviews/assigning.ts';
import { assignmentsOf } from '#src/funding/reviews/queries/reviews.ts';
import { decidedPairs, isFeasible, runsOf } from '#src/funding/reviews/queries/runs.ts';
import { releaseDesk } from '#src/funding/reviews/releasing.ts';
import { act } from '#src/plumbing/house.ts';
import { asRefusal } from '#src/plumbing/http/refusals.ts';
import { list } from '#src/plumbing/listing.ts';
import { testHouse, type TestHouse } from '../../test/database.ts';
import { AFTER_DEADLINE, evaluationWorld, eventsOf, readyToAssign, type World } from '../../test/factories/evaluation.ts';
import { callStages } from './pages/stages.ts';
import { releaseExpert } from './release.ts';

let t: TestHouse;
let world: World;
beforeEach(async () => void (t = await testHouse({ at: AFTER_DEADLINE })));
afterEach(() => t.end());

const source = { ref: 'Prova', status: 'example' as const };
const why = { reason: 'Non risponde più da un mese.' };
const release = (actor: Actor | null, person: Actor, more: Record<string, unknown> = {}) =>
  releaseExpert(t.house, actor, world.callId, person.id, releaseInput.parse({ ...why, ...more }));
const outcomeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (e: unknown) => {
      const refused = asRefusal(e);
      if (!refused) throw e;
      return `${refused.kind} ${refused.reasons.map((r) => r.code).join(' ')}`;
    },
  );
const asking = (actor: Actor | null) => ({ db: t.house.db, ports: t.house.ports, actor, now: t.house.clock().toISOString() });
const later = () => t.setClock(new Date(t.house.clock().getTime() + 60_000).toISOString());
const mailsTo = async (person: Actor, key: string) =>
  (await t.house.db.selectFrom('mail_messages').select('body').where('recipient', '=', person.email).where('key', 'like', `${key}%`).execute()) as {
    body: string;
  }[];
const good = 'Un giudizio motivato e lungo abbastanza, con riferimenti precisi alla proposta e ai suoi limiti.';
const hand = (person: Actor, id: string) =>
  recordReview(t.house, person, {
    id,
    points: { excellence: 12, impact: 12, implementation: 12, team: 12 },
    premiums: { social: 1 },
    motivations: { excellence: good, impact: good, implementation: good, team: good },
  });
const services = async () =>
  (await list(t.house.db, expertsList(t.house, world.callId, world.office), expertsSpec, new URL('http://x/'))).rows.map(
    (r) => `${r.pseudonym} ${r.service} ${r.submitted}/${r.load}`,
  );

/** Ada (the first) has handed in her review of the first proposal and not that of the second; a pair is fixed on her for the third. */
async function underWay(evaluation: Partial<Call['evaluation']> = {}) {
  world = await evaluationWorld(t.house, { change: (call) => ({ ...call, evaluation: { ...call.evaluation, reviewDays: 14, ...evaluation } }) });
  const made = await readyToAssign(t.house, world, { proposals: 3, experts: 5, profileOf: (i) => ({ gender: i === 0 || i === 4 ? 'f' : 'm' }) });
  const [ada] = made.people as [Actor];
  for (const p of made.applications.slice(0, 2)) {
    await decideOnPair(t.house, world.office, world.callId, { proposal: p, expert: ada.id, kind: 'pinned', reason: 'Sua è la materia.' });
    later();
  }
  await decideOnPair(t.house, world.office, world.callId, { proposal: made.applications[2]!, expert: ada.id, kind: 'barred', reason: 'Ne ha già due.' });
  await assignReviewers(t.house, world.office, world.callId);
  const reviews = await assignmentsOf(t.house.db, world.callId);
  const hers = (p: number) => reviews.find((r) => r.personId === ada.id && r.applicationId === made.applications[p])!.id;
  await hand(ada, hers(0));
  later();
  return { ...made, ada, hers, others: made.people.slice(1) };
}

test('a release takes back what is not submitted, keeps what is, drops the pairs, and happens once', async () => {
  const { ada, hers, applications } = await underWay();
  expect(await release(world.office, ada)).toEqual({ taken: 1, kept: 1 });
  expect(await Promise.all([release(world.office, ada), release(world.office, ada)])).toEqual([
    { taken: 0, kept: 0 },
    { taken: 0, kept: 0 },
  ]);
  const rows = await t.house.db
    .selectFrom('review_assignments')
    .select(['id', 'state', 'refusal_kind', 'refusal', 'ended_by'])
    .where('person_id', '=', ada.id)
    .execute();
  expect(rows.find((r) => r.id === hers(0))).toMatchObject({ state: 'submitted', refusal_kind: null });
  expect(rows.find((r) => r.id === hers(1))).toMatchObject({ state: 'declined', refusal_kind: 'gone', refusal: why.reason, ended_by: world.office.id });
  expect(await decidedPairs(t.house.db, world.callId)).toEqual([]);
  const letters = await mailsTo(ada, 'expert.released');
  expect(letters).toHaveLength(1);
  expect(letters[0]!.body).toContain(`Motivo: ${why.reason}\n\nLa valutazione non ancora presentata non è più da scrivere. Quella presentata resta valida.`);
  expect(letters[0]!.body).not.toMatch(/PRJ|Università/);
  expect((await eventsOf(t.house, 'expert.released')).map((e) => e.body)).toEqual([{ expert: 'E01', self: false, taken: 1, kept: 1 }]);
  expect((await eventsOf(t.house, 'review.takenBack')).map((e) => e.subject)).toEqual([`evaluation/${applications[1]}`]);
});

test('no list proposes who was released; what they handed in still counts for the rules, and others fill the places', async () => {
  const { ada, applications, others } = await underWay({
    assignment: { minLoad: 0, rules: [{ rule: 'bothGenders', source }] } as unknown as Call['evaluation']['assignment'],
  });
  const [idle] = [await world.person('Mai Vista', [{ role: 'expert', scope: null }])];
  await addExperts(t.house, world.office, world.callId, [
    { email: idle.email, maxLoad: 1, profile: { employerId: null, region: 'lombardy', gender: 'f', spokes: [], sectors: [], keywords: '' } },
  ]);
  const counted = async () => (await callStages(t.house.db, world.call.programme, world.office)).map((c) => c.experts);
  expect(await counted()).toEqual([6]);
  await release(world.office, ada);
  await release(world.office, idle);
  expect(await counted()).toEqual([4]);
  expect((await services()).map((s) => s.replace(/ \d.*/, ''))).toEqual([
    'E01 released',
    'E02 serving',
    'E03 serving',
    'E04 serving',
    'E05 serving',
    'E06 released',
  ]);
  expect(await callsOfExpert(t.house.db, ada.id)).toEqual([]);
  expect(await registeredExpert(t.house, world.callId, ada.id)).toBeUndefined();
  expect((await candidates(t.house.db, world.callId)).filter((c) => c.role === 'member').map((c) => c.pseudonym)).toEqual(['E02', 'E03', 'E04', 'E05']);
  // Conflicts with what somebody handed in are still looked for.
  const involved = (await involvedIn(t.house, world.callId)).map((p) => p.id);
  expect([involved.includes(ada.id), involved.includes(idle.id)]).toEqual([true, false]);
  const invitable = await suggestions(t.house, world.callId, { wanted: 3, maxLoad: 8, now: t.house.clock().toISOString(), viewer: world.office });
  expect(invitable.filter((s) => [ada.id, idle.id].includes(s.personId))).toEqual([]);
  const desk = await assignmentDesk(asking(world.office), world.callId);
  expect(desk.counts).toMatchObject({ declared: 4, experts: 4, missing: 1 });
  expect(desk.choices.experts.map((e) => e.label.slice(0, 3))).toEqual(['E02', 'E03', 'E04', 'E05']);
  expect(
    await outcomeOf(
      decideOnPair(t.house, world.office, world.callId, { proposal: applications[2]!, expert: ada.id, kind: 'pinned', reason: 'Ancora lei, perché.' }),
    ),
  ).toBe('notFound notFound');
  // The first proposal has its woman in Ada's submitted review: only the second wants somebody, and gets the other woman.
  const { run } = await proposeAssignment(t.house, world.office, world.callId);
  const [made] = await runsOf(t.house.db, world.callId, [run]);
  const pairs = isFeasible(made!.result) ? made!.result.pairs : [];
  expect(pairs.filter(([p]) => p === applications[1]).map(([, e]) => e)).toContain(others[3]!.id);
  expect(pairs.flat()).not.toContain(ada.id);
  expect((await releaseAssignment(t.house, world.office, world.callId, run)).assigned).toBe(1);
});

test('each open place shows who could take it, and one click gives it to them by the rules of the call', async () => {
  const { ada, hers, applications, others } = await underWay({
    assignment: { minLoad: 0, rules: [{ rule: 'bothGenders', source }] } as unknown as Call['evaluation']['assignment'],
  });
  await release(world.office, ada);
  const before = await releaseDesk(asking(world.office), world.callId, ada.id);
  expect(before.places.map((p) => [p.acronym, p.filled])).toEqual([['PRJ2', false]]);
  const has = (await assignmentsOf(t.house.db, world.callId)).filter((a) => a.applicationId === applications[1]).map((a) => a.personId);
  const free = others.filter((o) => !has.includes(o.id)).map((o) => o.id);
  const substitutes = before.places[0]!.substitutes;
  expect(substitutes.map((s) => s.id).sort()).toEqual([...free].sort());
  const woman = others[3]!;
  const said = (id: string) => substitutes.find((s) => s.id === id)?.decision;
  const men = free.filter((id) => id !== woman.id);
  // Two men have it: where the woman is free, she alone can, and stands first; a man says which rule he would break.
  if (!has.includes(woman.id)) {
    expect(substitutes[0]!.id).toBe(woman.id);
    for (const man of men) expect(said(man)).toMatchObject({ ok: false, reasons: [{ code: 'assign.groupTooFew' }] });
    for (const man of men) expect(await outcomeOf(substituteExpert(t.house, world.office, world.callId, hers(1), man))).toBe('conflict assign.groupTooFew');
  }
  const chosen = substitutes.find((s) => s.decision.ok)!.id;
  expect(await outcomeOf(substituteExpert(t.house, world.office, world.callId, hers(1), ada.id))).toBe('notFound notFound');
  expect(await outcomeOf(substituteExpert(t.house, ada, world.callId, hers(1), chosen))).toBe('notFound notFound');
  expect(await substituteExpert(t.house, world.office, world.callId, hers(1), chosen)).toEqual({ assigned: 1 });
  expect(await substituteExpert(t.house, world.office, world.callId, hers(1), chosen)).toEqual({ assigned: 0 });
  const other = free.find((id) => id !== chosen);
  if (other) expect(await outcomeOf(substituteExpert(t.house, world.office, world.callId, hers(1), other))).toBe('conflict review.placeTaken');
  const given = await t.house.db
    .selectFrom('review_assignments')
    .selectAll()
    .where('application_id', '=', applications[1]!)
    .where('person_id', '=', chosen)
    .executeTakeFirstOrThrow();
  expect([given.state, given.due_at]).toEqual(['assigned', '2024-03-27T22:59:00.000Z']);
  const person = others.find((o) => o.id === chosen)!;
  expect(await mailsTo(person, `assignment/${given.run_id}`)).toHaveLength(1);
  expect((await releaseDesk(asking(world.office), world.callId, ada.id)).places.map((p) => [p.filled, p.substitutes])).toEqual([[true, []]]);
  expect((await eventsOf(t.house, 'assignment.substituted')).map((e) => e.subject)).toEqual([`evaluation/${applications[1]}`]);
});

test('the expert leaves by themself and the office is told; nobody else may, nor who is tied to a proposal, nor after the ranking', async () => {
  const { ada, applications, others } = await underWay();
  const chair = await world.person('Pina Presidente', [{ role: 'chair', scope: null }]);
  const tied = await world.person('Tea Legata', [{ role: 'office', scope: null }]);
  await t.house.writer
    .insertInto('conflicts')
    .values({ application_id: applications[2]!, person_id: tied.id, kind: 'office', detail: '', found_at: AFTER_DEADLINE, found_by: null } as never)
    .execute();
  for (const actor of [others[0]!, chair, world.applicant, null]) expect(await outcomeOf(release(actor, ada))).toBe('notFound notFound');
  expect(await outcomeOf(release(world.office, chair))).toBe('notFound notFound');
  expect(await outcomeOf(release(tied, ada))).toBe('forbidden expert.releaseTied');
  expect(await outcomeOf(release(ada, ada, { invite: others[0]!.id, replyBy: '2024-03-20' }))).toBe('invalid expert.releaseInviteOffice');
  expect(await services()).toContain('E01 serving 1/2');
  // What they see is their own: no substitute, no one to invite.
  expect(await releaseDesk(asking(ada), world.callId, ada.id)).toMatchObject({ self: true, work: { open: 1, submitted: 1 }, places: [], invitable: [] });
  expect(await outcomeOf(releaseDesk(asking(others[0]!), world.callId, ada.id))).toBe('notFound notFound');
  expect(await release(ada, ada)).toEqual({ taken: 1, kept: 1 });
  const taken = await t.house.db
    .selectFrom('review_assignments')
    .select(['refusal_kind', 'ended_by'])
    .where('person_id', '=', ada.id)
    .where('state', '=', 'declined')
    .execute();
  expect(taken).toEqual([{ refusal_kind: 'unavailable', ended_by: null }]);
  const [told] = await mailsTo(world.office, 'expert.left');
  expect(told!.body).toContain(`/calls/${world.callId}/experts/${ada.id}/release`);
  expect(await mailsTo(ada, 'expert.released')).toHaveLength(1);
  // Who has something to do with a proposal sees none of its places.
  await t.house.writer.updateTable('conflicts').set({ application_id: applications[1]! }).where('person_id', '=', tied.id).execute();
  expect(await releaseDesk(asking(tied), world.callId, ada.id)).toMatchObject({ places: [], work: { open: 0, submitted: 1 }, hidden: true });
  await act(t.house, null, 'ranking.publish', `call/${world.callId}`, (deed) =>
    deed.record({ kind: 'ranking.published', subject: `call/${world.callId}`, body: { call: world.callId } }),
  );
  for (const actor of [world.office, others[0]!]) expect(await outcomeOf(release(actor, others[0]!))).toBe('conflict evaluation.ranked');
});

test('somebody is invited in the same step in their place; who comes back keeps the pseudonym and serves again', async () => {
  const { others } = await underWay();
  const rows = async () =>
    (await list(t.house.db, invitationsList(world.callId, t.house.clock().toISOString()) as never, invitationsSpec, new URL('http://x/?sort=sentAt'))).rows.map(
      (r) => [r.name, r.state, r.replaces],
    );
  const nora = await world.person('Nora Nuova');
  const mina = await world.person('Mina Altra');
  const profile = { employerId: null, region: 'lombardy' as const, gender: 'f' as const, spokes: [5], sectors: [], keywords: '' };
  const token = async (person: Actor) => /expert-invitations\/([\w-]{43})/.exec((await mailsTo(person, 'expert.invited')).at(-1)!.body)![1]!;
  const invite = (person: Actor) =>
    inviteExpert(t.house, world.office, world.callId, {
      email: person.email,
      name: person.name,
      locale: 'it',
      maxLoad: 3,
      replyBy: '2024-03-20',
      message: '',
      replaces: null,
    });
  await invite(nora);
  const first = await token(nora);
  await acceptAsExpert(t.house, nora, first, profile);
  await t.house.pool.query("insert into experts (person_id, region, gender) values ($1, 'lombardy', 'f')", [mina.id]);
  expect(await outcomeOf(invite(nora))).toBe('conflict expertInvitation.serves');
  later();
  expect(releaseInput.safeParse({ ...why, invite: mina.id, replyBy: '' }).error!.issues.map((i) => [i.path[0], i.message])).toEqual([
    ['replyBy', 'form.required'],
  ]);
  // A term that is too far ahead refuses all of it.
  expect(await outcomeOf(release(world.office, nora, { invite: mina.id, replyBy: '2025-03-20' }))).toBe('invalid expertInvitation.term');
  expect(await outcomeOf(release(world.office, nora, { invite: nora.id, replyBy: '2024-03-20' }))).toBe('invalid expert.inviteAmongOthers');
  expect(await rows()).toEqual([['Nora Nuova', 'accepted', null]]);
  await release(world.office, nora, { invite: mina.id, replyBy: '2024-03-20' });
  expect(await rows()).toEqual([
    ['Nora Nuova', 'released', null],
    ['Mina Altra', 'sent', 'Nora Nuova'],
  ]);
  // The old letter opens nothing any more; a new one does.
  expect(await outcomeOf(acceptAsExpert(t.house, nora, first, null))).toBe('conflict expertInvitation.released');
  later();
  await invite(nora);
  await acceptAsExpert(t.house, nora, await token(nora), null);
  expect(await services()).toContain('E06 serving 0/0');
  expect(await registeredExpert(t.house, world.callId, nora.id)).toMatchObject({ pseudonym: 'E06' });
  await release(world.office, others[0]!);
  await addExperts(t.house, world.office, world.callId, [{ email: others[0]!.email, maxLoad: 2 }]);
  expect((await services())[1]).toMatch(/^E02 serving/);
});
