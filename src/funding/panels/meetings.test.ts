import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { AppError } from '#src/core/errors.ts';
import { admitTogether } from '#src/funding/screening/actions.ts';
import { exampleSigner } from '#src/house/seed/signing.ts';
import { releaseInput } from '#src/funding/experts/schema.ts';
import { releaseExpert } from '#src/house/release.ts';
import { renderPdf } from '#src/plumbing/documents/pdf.ts';
import { list } from '#src/plumbing/listing.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { AFTER_DEADLINE, evaluationWorld, eventsOf, type World } from '../../../test/factories/evaluation.ts';
import {
  callOffMeeting,
  changeMeeting,
  closeMeeting,
  decideItem,
  leaveForItem,
  notePresence,
  openMeeting,
  planMeeting,
  returnToItem,
} from './actions/meetings.ts';
import { minutesFor, signMinutes } from './actions/signatures.ts';
import { minutesDocument, redacted, type MinutesContent } from './minutes.ts';
import { meetingById, meetingList, meetingSpec, type Meeting } from './queries/meetings.ts';
import type { PlanInput } from './schema.ts';

let t: TestHouse;
let world: World;
let chair: Actor;
let experts: Actor[];
let proposals: string[];
const HELD = '2024-04-10T08:00:00.000Z';

beforeEach(async () => {
  t = await testHouse({ at: AFTER_DEADLINE });
  world = await evaluationWorld(t.house);
  const uno = await world.organisation('Università Uno');
  const due = await world.organisation('Università Due');
  proposals = [await world.submission(uno, 'Università Uno'), await world.submission(due, 'Università Due')];
  await admitTogether(t.house, world.office, world.callId, proposals);
  chair = await world.person('Clara Presidente', [{ role: 'chair', scope: world.callId }]);
  await t.house.pool.query("update people set fiscal_code = 'CLMMRT80A41F205Q' where id = $1", [chair.id]);
  experts = [];
  for (const [i, name] of ['Ada', 'Bea', 'Carlo'].entries()) {
    const expert = await world.person(`${name} Esperta`, [{ role: 'expert', scope: null }]);
    await t.house.pool.query("insert into experts (person_id, region, gender) values ($1, 'lombardy', 'f')", [expert.id]);
    await t.house.pool.query('insert into call_experts (call_id, person_id, pseudonym, max_load, added_at) values ($1, $2, $3, 9, now())', [
      world.callId,
      expert.id,
      `E0${i + 1}`,
    ]);
    experts.push(expert);
  }
});
afterEach(() => t.end());

const planOf = (more: Partial<PlanInput> = {}): PlanInput => ({
  heldAt: HELD,
  place: 'Aula 1',
  chair: chair.id,
  secretary: world.office.id,
  members: experts.map((e) => e.id),
  agenda: proposals,
  ...more,
});
const outcomeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (e: unknown) => {
      if (!(e instanceof AppError)) throw e;
      return `${e.kind}: ${e.reasons.map((r) => r.code).join(' ')}`;
    },
  );
const seen = (id: string, viewer: Actor = world.office): Promise<Meeting> => meetingById(t.house.db, world.callId, id, viewer);
const conflict = (application: string, person: Actor) =>
  t.house.pool.query("insert into conflicts (application_id, person_id, kind, detail, found_at) values ($1, $2, 'declared', '', now())", [
    application,
    person.id,
  ]);
const ruling = (revision: number, more = {}) => ({
  outcome: 'asIs' as const,
  discussion: 'Si legge.',
  decision: 'Restano.',
  against: 0,
  abstained: 0,
  revision,
  ...more,
});
async function opened(): Promise<string> {
  const id = await planMeeting(t.house, world.office, world.callId, planOf());
  await openMeeting(t.house, chair, world.callId, id);
  await notePresence(t.house, chair, world.callId, id, [chair.id, world.office.id, ...experts.map((e) => e.id)]);
  return id;
}
const placeOf = (meeting: Meeting, i: number) => ({ callId: world.callId, id: meeting.id, itemId: meeting.all[i]!.id });

test('a meeting is called once, by mail that names no proposal, and changed by one editor at a time', async () => {
  const id = await planMeeting(t.house, world.office, world.callId, planOf());
  expect(await outcomeOf(planMeeting(t.house, world.office, world.callId, planOf()))).toBe('conflict: panel.meetingThen');
  const { rows: mails } = await t.house.pool.query("select recipient, subject, body from mail_messages where key like 'panelMeeting.%'");
  expect(mails.map((m) => m.recipient).sort()).toEqual([chair, world.office, ...experts].map((p) => p.email).sort());
  for (const m of mails) expect(`${m.subject} ${m.body}`).not.toMatch(/PRJ|MICS-2024|Università/);
  await changeMeeting(
    t.house,
    chair,
    world.callId,
    id,
    planOf({ revision: 1, place: 'Aula 2', members: experts.slice(0, 2).map((e) => e.id), agenda: [proposals[1]!] }),
  );
  expect(await outcomeOf(changeMeeting(t.house, world.office, world.callId, id, planOf({ revision: 1 })))).toBe('conflict: form.stale');
  const meeting = await seen(id);
  expect([meeting.place, meeting.items.map((i) => i.applicationId), meeting.people.length, meeting.revision]).toEqual(['Aula 2', [proposals[1]], 4, 2]);
  const { rows: off } = await t.house.pool.query("select recipient from mail_messages where key like 'panelMeeting.off/%'");
  expect(off).toEqual([{ recipient: experts[2]!.email }]);
  expect((await eventsOf(t.house, 'panelMeeting.planned', 'panelMeeting.changed')).map((e) => e.kind)).toEqual([
    'panelMeeting.planned',
    'panelMeeting.changed',
  ]);
});

test('an expert who is released is called to no meeting any more: they hear of it, so do chair and secretary, and what was decided stays', async () => {
  const [leaver] = experts as [Actor];
  const planned = await planMeeting(t.house, world.office, world.callId, planOf());
  const off = await planMeeting(t.house, world.office, world.callId, planOf({ heldAt: '2024-03-25T09:00:00.000Z' }));
  await callOffMeeting(t.house, chair, world.callId, off, 'Sciopero dei treni.');
  const open = await planMeeting(t.house, world.office, world.callId, planOf({ heldAt: '2024-03-26T09:00:00.000Z' }));
  await openMeeting(t.house, chair, world.callId, open);
  await notePresence(t.house, chair, world.callId, open, [chair.id, world.office.id, ...experts.map((e) => e.id)]);
  await decideItem(t.house, chair, placeOf(await seen(open), 0), ruling(1));
  const input = releaseInput.parse({ reason: 'Non risponde più da un mese.' });
  await releaseExpert(t.house, world.office, world.callId, leaver.id, input);
  await releaseExpert(t.house, world.office, world.callId, leaver.id, input);
  const [now, later, held] = [await seen(planned), await seen(off), await seen(open)];
  expect([now, later].map((m) => [m.people.some((p) => p.personId === leaver.id), m.people.length, m.revision])).toEqual([
    [false, 4, 2],
    [false, 4, 3],
  ]);
  expect(held.people.find((p) => p.personId === leaver.id)).toMatchObject({ present: false });
  expect(held.all[0]).toMatchObject({ outcome: 'asIs' });
  expect(held.all[0]!.deciders).toContain(leaver.id);
  const { rows: mails } = await t.house.pool.query<{ key: string; recipient: string; body: string }>(
    "select split_part(key, '/', 1) || ' ' || split_part(key, '/', 2) as key, recipient, body from mail_messages where key ~ 'panelMeeting.(off|seatFreed)/'",
  );
  expect(mails.map((m) => `${m.key} ${m.recipient}`).sort()).toEqual(
    [planned, open]
      .flatMap((id) => [`panelMeeting.off ${id} ${leaver.email}`, ...[chair, world.office].map((p) => `panelMeeting.seatFreed ${id} ${p.email}`)])
      .sort(),
  );
  const told = mails.find((m) => m.recipient === chair.email)!.body;
  expect(told).toContain(`${leaver.name} non è più fra gli esperti`);
  expect(told).toContain('Restano 3 componenti con diritto di voto; il bando ne chiede almeno 3.');
  expect((await eventsOf(t.house, 'panelMeeting.seatFreed')).map((e) => [e.subject, e.body['state']])).toEqual([
    [`panelMeeting/${planned}`, 'planned'],
    [`panelMeeting/${off}`, 'calledOff'],
    [`panelMeeting/${open}`, 'open'],
  ]);
});

test('a meeting is called off with its reason, told to everyone called, gives its hour free, and is planned again', async () => {
  const id = await planMeeting(t.house, world.office, world.callId, planOf());
  await callOffMeeting(t.house, chair, world.callId, id, 'Sciopero dei treni.');
  const { rows: mails } = await t.house.pool.query("select recipient, subject, body from mail_messages where key like 'panelMeeting.calledOff/%'");
  expect(mails.map((m) => m.recipient).sort()).toEqual([chair, world.office, ...experts].map((p) => p.email).sort());
  for (const m of mails) {
    expect(m.body).toContain('Sciopero dei treni.');
    expect(`${m.subject} ${m.body}`).not.toMatch(/PRJ|MICS-2024|Università/);
  }
  const off = await seen(id);
  expect([off.state, off.calledOffWhy, off.items.length]).toEqual(['calledOff', 'Sciopero dei treni.', 2]);
  expect(await outcomeOf(callOffMeeting(t.house, chair, world.callId, id, 'Ancora.'))).toBe('conflict: panel.meetingState');
  expect(await outcomeOf(openMeeting(t.house, chair, world.callId, id))).toBe('conflict: panel.meetingState');

  const other = await planMeeting(t.house, world.office, world.callId, planOf());
  const again = (heldAt: string) =>
    changeMeeting(t.house, chair, world.callId, id, planOf({ revision: 2, heldAt, members: experts.slice(0, 2).map((e) => e.id) }));
  expect(await outcomeOf(again(HELD))).toBe('conflict: panel.meetingThen');
  expect(await outcomeOf(again('2024-04-11T08:00:00.000Z'))).toBe('done');
  const now = await seen(id);
  expect([now.state, now.number, now.calledOffWhy, now.people.length]).toEqual(['planned', 1, null, 4]);
  const { rows: planned } = await t.house.pool.query('select count(*)::int as n from mail_messages where key like $1', [`panelMeeting.planned/${id}/3/%`]);
  expect(planned).toEqual([{ n: 4 }]);
  const { rows: told } = await t.house.pool.query("select 1 from mail_messages where key like 'panelMeeting.off/%'");
  expect(told).toEqual([]);
  const kinds = (await eventsOf(t.house, 'panelMeeting.planned', 'panelMeeting.calledOff', 'panelMeeting.plannedAgain')).map((e) => e.kind);
  expect(kinds).toEqual(['panelMeeting.planned', 'panelMeeting.calledOff', 'panelMeeting.planned', 'panelMeeting.plannedAgain']);
  expect((await seen(other)).state).toBe('planned');
});

test.each<[string, (w: { chair: Actor; experts: Actor[]; world: World }) => Partial<PlanInput>, string]>([
  ['too few with a vote', ({ experts: e }) => ({ members: [e[0]!.id] }), 'invalid: panel.seats'],
  ['a chair who is none', ({ experts: e }) => ({ chair: e[0]!.id }), 'invalid: panel.notChair'],
  ['a secretary from elsewhere', ({ chair: c }) => ({ secretary: c.id }), 'invalid: panel.notOffice'],
  ['a member who is no expert of the call', ({ world: w }) => ({ members: [w.applicant.id] }), 'invalid: panel.notExpert'],
  ['nothing to speak of', () => ({ agenda: [] }), 'invalid: panel.agendaEmpty'],
  ['yesterday', () => ({ heldAt: '2024-03-12T08:00:00.000Z' }), 'invalid: panel.inThePast'],
])('no meeting is called with %s', async (_what, more, expected) => {
  expect(await outcomeOf(planMeeting(t.house, world.office, world.callId, planOf(more({ chair, experts, world }))))).toBe(expected);
});

test('decided with a quorum, without those who leave by rule or by hand, and closed once into minutes that stay as they are', async () => {
  await conflict(proposals[0]!, experts[0]!);
  const id = await opened();
  expect(await outcomeOf(openMeeting(t.house, chair, world.callId, id))).toBe('conflict: panel.meetingState');
  expect(await outcomeOf(changeMeeting(t.house, chair, world.callId, id, planOf({ revision: 1 })))).toBe('conflict: panel.meetingState');
  let meeting = await seen(id);
  const [first, second] = [placeOf(meeting, 0), placeOf(meeting, 1)];
  expect(meeting.all[0]!.away).toEqual([{ personId: experts[0]!.id, name: 'Ada Esperta', byRule: true, reason: '' }]);
  expect(await outcomeOf(returnToItem(t.house, chair, first, experts[0]!.id))).toBe('forbidden: panel.awayByRule');
  expect(await outcomeOf(leaveForItem(t.house, chair, first, { person: experts[0]!.id, reason: 'x' }))).toBe('conflict: panel.awayAlready');

  await decideItem(t.house, chair, first, ruling(1, { against: 1 }));
  expect(await outcomeOf(decideItem(t.house, world.office, first, ruling(1)))).toBe('conflict: form.stale');
  meeting = await seen(id);
  expect(meeting.all[0]!.deciders.toSorted()).toEqual([chair, experts[1]!, experts[2]!].map((p) => p.id).toSorted());

  // Who leaves after all did not decide: it is decided again, and two are not enough.
  await leaveForItem(t.house, chair, first, { person: experts[1]!.id, reason: 'Ha un impegno.' });
  meeting = await seen(id);
  expect([meeting.all[0]!.outcome, meeting.all[0]!.deciders]).toEqual([null, []]);
  const refused = await decideItem(t.house, chair, first, ruling(meeting.all[0]!.revision)).catch((e: AppError) => e.reasons);
  expect(refused).toEqual([{ code: 'panel.noQuorum', params: { counted: 2, min: 3, missing: 1 }, source: world.call.evaluation.source }]);
  expect(await outcomeOf(closeMeeting(t.house, chair, world.callId, id))).toBe('conflict: panel.itemsOpen');
  await decideItem(t.house, chair, first, ruling(meeting.all[0]!.revision, { outcome: 'postponed', decision: '' }));
  expect(await outcomeOf(decideItem(t.house, chair, second, ruling(1, { outcome: 'agreed' })))).toBe('invalid: panel.consensusFirst');
  expect(await outcomeOf(decideItem(t.house, chair, second, ruling(1, { against: 2 })))).toBe('invalid: panel.noMajority');
  await decideItem(t.house, chair, second, ruling(1));

  // A conflict that comes up between the decision and the closing.
  await conflict(proposals[1]!, experts[2]!);
  expect(await outcomeOf(closeMeeting(t.house, chair, world.callId, id))).toBe('conflict: panel.decideAgain');
  await decideItem(t.house, chair, second, ruling(2));
  const sha256 = await closeMeeting(t.house, chair, world.callId, id);
  expect(await outcomeOf(closeMeeting(t.house, chair, world.callId, id))).toBe('conflict: panel.meetingState');
  expect(await outcomeOf(decideItem(t.house, chair, second, ruling(3)))).toBe('conflict: panel.meetingState');
  meeting = await seen(id);
  const kept = await t.house.files.get(sha256);
  expect(Buffer.from(renderPdf(minutesDocument(meeting.content as MinutesContent))).equals(kept)).toBe(true);
  expect((await eventsOf(t.house, 'panelMeeting.closed')).map((e) => e.body['sha256'])).toEqual([sha256]);
  expect(meeting.content!.items.map((i) => [i.outcome, i.counted.length, i.left.map((l) => `${l.name} ${l.byRule}`)])).toEqual([
    ['postponed', 0, ['Ada Esperta true', 'Bea Esperta false']],
    ['asIs', 3, ['Carlo Esperta true']],
  ]);
});

test('the chair signs what the minutes say, and nothing else', async () => {
  const id = await opened();
  const meeting = await seen(id);
  for (const i of [0, 1]) await decideItem(t.house, chair, placeOf(meeting, i), ruling(1));
  const sha256 = await closeMeeting(t.house, chair, world.callId, id);
  const minutes = await t.house.files.get(sha256);
  const signer = await exampleSigner(t.house);
  const self = { name: chair.name, fiscalCode: 'CLMMRT80A41F205Q' };
  const hand = (bytes: Uint8Array, who = chair, fileName = 'verbale.pdf') => signMinutes(t.house, who, world.callId, id, { bytes, fileName });
  expect(await outcomeOf(hand(minutes))).toBe('invalid: panel.notSigned');
  const other = renderPdf({ locale: 'it', title: 'Altro', issuer: ['Uno'], at: AFTER_DEADLINE, foot: 'x', blocks: [{ kind: 'text', text: 'Altro.' }] });
  expect(await outcomeOf(hand(await signer.sign(other, self, AFTER_DEADLINE)))).toBe('invalid: panel.notTheMinutes');
  const another = await world.person('Ugo Ufficiale', [{ role: 'office', scope: null }]);
  expect(await outcomeOf(hand(await signer.sign(minutes, self, AFTER_DEADLINE), another))).toBe('forbidden: panel.signersOnly');
  await hand(await signer.sign(minutes, { name: 'Altra Persona', fiscalCode: 'SPSDVD75C12F839G' }, AFTER_DEADLINE));
  expect((await seen(id)).signed.map((s) => [s.name, s.signature.outcome])).toEqual([[chair.name, 'invalid']]);
  await hand(await signer.sign(minutes, self, AFTER_DEADLINE));
  expect((await seen(id)).signed.map((s) => [s.name, s.signature.outcome])).toEqual([[chair.name, 'valid']]);
  expect(await outcomeOf(hand(await signer.sign(minutes, self, AFTER_DEADLINE)))).toBe('conflict: panel.signedAlready');
  await t.house.pool.query("update people set fiscal_code = 'SPSDVD75C12F839G' where id = $1", [world.office.id]);
  await hand(await signer.envelope(minutes, { name: world.office.name, fiscalCode: 'SPSDVD75C12F839G' }, AFTER_DEADLINE), world.office, 'verbale.pdf.p7m');
  expect((await seen(id)).signed.map((s) => s.signature.format).toSorted()).toEqual(['cades', 'pades']);
});

test('who has something to do with a proposal reads nothing of it: two worlds that differ in it are one for them', async () => {
  const { rows } = await t.house.pool.query(
    "insert into organisation_people (organisation_id, person_id, role) select id, $1, 'member' from organisations where legal_name = 'Università Uno' returning organisation_id as id",
    [chair.id],
  );
  chair = { ...chair, organisationIds: [rows[0].id] };
  const id = await opened();
  const shown = async () => {
    const { all: _all, ...meeting } = await seen(id, chair);
    const rows = await list(t.house.db, meetingList(world.callId, chair) as never, meetingSpec, new URL('http://x/'));
    return JSON.stringify([meeting, rows]);
  };
  const before = await shown();
  const [first, second] = [placeOf(await seen(id), 0), placeOf(await seen(id), 1)];
  const { protocol, acronym } = (await seen(id)).all[0]!;
  for (const word of [protocol, acronym, 'Università Uno', proposals[0]!]) expect(before).not.toContain(word);
  expect(await outcomeOf(decideItem(t.house, chair, first, ruling(1)))).toBe('notFound: notFound');
  await decideItem(t.house, world.office, first, ruling(1, { discussion: 'Cose riservate.' }));
  expect(await shown()).toBe(before);
  await decideItem(t.house, chair, second, ruling(1));
  expect(await outcomeOf(closeMeeting(t.house, chair, world.callId, id))).toBe('forbidden: panel.closedByOthers');
  await closeMeeting(t.house, world.office, world.callId, id);
  const meeting = await seen(id, chair);
  const theirs = redacted(meeting.content!, new Set([proposals[0]!]));
  expect(theirs.items.map((i) => i?.applicationId ?? null)).toEqual([null, proposals[1]]);
  expect(JSON.stringify(minutesDocument(theirs))).not.toMatch(/riservate|MICS-2024-0002|Università Uno/);
  const own = await minutesFor(t.house, meeting);
  expect(own.equals(Buffer.from(renderPdf(minutesDocument(theirs))))).toBe(true);
  const signer = await exampleSigner(t.house);
  await signMinutes(t.house, chair, world.callId, id, {
    bytes: await signer.sign(own, { name: chair.name, fiscalCode: 'CLMMRT80A41F205Q' }, AFTER_DEADLINE),
    fileName: 'verbale.pdf',
  });
  expect((await seen(id)).signed.map((s) => s.signature.outcome)).toEqual(['valid']);
});
