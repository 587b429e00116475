import { testHouse, type TestHouse } from '../../../test/database.ts';
import { readCall } from '../../../test/factories/proposal.ts';
import type { Actor } from '#src/core/actor.ts';
import { AppError } from '#src/core/errors.ts';
import { seedProgramme } from '#src/house/seed/programme.ts';
import { seedPersonas } from '#src/partnership/identity/actions.ts';
import { personas } from '#src/partnership/identity/personas.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAct, draftCall, publishCall } from './actions.ts';
import { can } from './policy.ts';
import { currentVersion, drafts, publishedCalls, versionsOfCall } from './queries.ts';

let t: TestHouse;
const actor = (id: string): Actor => {
  const p = personas.find((x) => x.id === id)!;
  return { id: p.personId, name: p.name, email: p.email, locale: 'it', grants: p.grants, organisationIds: [] };
};
const office = actor('office');
const call = { ...readCall('01-2024'), acts: [] };

beforeAll(async () => {
  t = await testHouse({ at: '2024-01-18T09:00:00Z' });
  await seedProgramme(t.house);
  await seedPersonas(t.house);
});
afterAll(() => t.end());

const codes = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  return error instanceof AppError ? error.reasons.map((r) => r.code) : error;
};

test('only the office drafts, publishes and changes calls', () => {
  const table = personas.map((p) => [p.id, can.draft(actor(p.id)).ok, can.raiseBudget(actor(p.id)).ok, can.readDraft(actor(p.id)).ok]);
  expect(table.filter(([, drafts_]) => drafts_)).toEqual([['office', true, true, true]]);
  expect(table.filter(([, , , reads]) => reads).map(([id]) => id)).toEqual(['office', 'auditor']);
  expect(can.draft(null).ok).toBe(false);
});

test('a draft is checked in full, replaced by the next, and unknown to the public', async () => {
  expect(await codes(draftCall(t.house, office, { ...call, rules: [] }))).toEqual(['call.invalid']);
  expect(await codes(draftCall(t.house, office, { ...call, programme: 'other' }))).toEqual(['call.unknownProgramme']);
  expect(await codes(draftCall(t.house, actor('auditor'), call))).toEqual(['call.officeOnly']);
  await draftCall(t.house, office, { ...call, officialCode: 'Bando 1' });
  expect(await draftCall(t.house, office, call)).toBe('01-2024');
  expect((await drafts(t.house.db, 'mics')).map((d) => d.call.officialCode)).toEqual(['Bando 01/2024']);
  expect(await publishedCalls(t.house.db, 'mics')).toEqual([]);
});

test('publishing freezes version 1; twice is refused; acts make the next versions', async () => {
  await publishCall(t.house, office, '01-2024');
  expect(await codes(publishCall(t.house, office, '01-2024'))).toEqual(['call.publishedAlready']);
  expect(await codes(draftCall(t.house, office, call))).toEqual(['call.publishedAlready']);
  t.setClock('2024-02-20T10:00:00Z');
  await addAct(t.house, office, '01-2024', 1, { kind: 'deadlineExtension', on: '2024-02-20', ref: 'Avviso di proroga', to: '2024-03-11T12:00' });
  expect(await codes(addAct(t.house, office, '01-2024', 1, { kind: 'budgetRaise', on: '2024-02-20', ref: 'Atto', pot: 'main', cents: 1 }))).toEqual([
    'call.changedMeanwhile',
  ]);
  await addAct(t.house, office, '01-2024', 2, { kind: 'budgetRaise', on: '2024-02-21', ref: 'Atto', pot: 'main', cents: 100_000_000 });
  const versions = await versionsOfCall(t.house.db, '01-2024');
  expect(versions.map((v) => [v.number, v.closesAt, v.potCents])).toEqual([
    [1, '2024-02-21T11:00:00.000Z', 1_500_000_000],
    [2, '2024-03-11T11:00:00.000Z', 1_500_000_000],
    [3, '2024-03-11T11:00:00.000Z', 1_600_000_000],
  ]);
  expect(new Set(versions.map((v) => v.hash)).size).toBe(3);
});

test('an act must be later, in order, about a pot that is there; a passed deadline is not extended', async () => {
  const extend = (to: string, on = '2024-02-21') => codes(addAct(t.house, office, '01-2024', 3, { kind: 'deadlineExtension', on, ref: 'Proroga', to }));
  expect(await extend('2024-03-11T12:00')).toEqual(['call.notLater']);
  expect(await extend('2024-03-20T12:00', '2024-02-01')).toEqual(['call.actTooEarly']);
  expect(await codes(addAct(t.house, office, '01-2024', 3, { kind: 'budgetRaise', on: '2024-02-21', ref: 'Atto', pot: 'nowhere', cents: 1 }))).toEqual([
    'call.invalid',
  ]);
  t.setClock('2024-03-11T11:00:00.001Z');
  expect(await extend('2024-03-20T12:00')).toEqual(['call.closedAlready']);
  expect((await currentVersion(t.house.db, '01-2024'))!.number).toBe(3);
});

test('a published version cannot be changed, not even in the database', async () => {
  await expect(t.house.pool.query("update call_versions set pot_cents = 1 where call_id = '01-2024'")).rejects.toThrow('never changed');
  await expect(t.house.pool.query('delete from call_versions')).rejects.toThrow('never changed');
});

test('every deed and every refusal is in the log', async () => {
  const { rows } = await t.house.pool.query("select kind, count(*)::int as n from evidence_events where subject = 'call/01-2024' group by 1 order by 1");
  expect(rows.map((r) => r.kind)).toEqual([
    'call.amended',
    'call.budgetRaise.refused',
    'call.deadlineExtension.refused',
    'call.draft.refused',
    'call.drafted',
    'call.publish.refused',
    'call.published',
  ]);
});
