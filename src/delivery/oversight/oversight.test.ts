import { afterAll, beforeAll, expect, test } from 'vitest';
import { act, type Deed } from '#src/plumbing/house.ts';
import { lines } from '#src/plumbing/ledger/events.ts';
import { post } from '#src/plumbing/ledger/post.ts';
import { list } from '#src/plumbing/listing.ts';
import { fundedWorld } from '../../../test/factories/funded.ts';
import { testHouse, type TestHouse } from '../../../test/database.ts';
import { can, spokesOf } from './policy.ts';
import { asList, overTime, overview, overviewSpec, pots, progress, team, totals, type Breakdown, type OverviewRow, type Scope } from './queries.ts';

let t: TestHouse;
let world: Awaited<ReturnType<typeof fundedWorld>>;
let all: Scope;

beforeAll(async () => {
  t = await testHouse({ at: '2024-12-01T10:00:00.000Z' });
  world = await fundedWorld(t.house);
  all = { programme: world.call.programme, spokes: null };
  const partner = { application: world.applicationId, organisation: world.enterprise };
  await act(t.house, null, 'test.post', 'test/1', async (d: Deed) => {
    const entry = { key: 'accept', kind: 'test.posted', subject: 'test/1', on: '2024-11-15' };
    await post(d, { ...entry, lines: lines.acceptance(partner, 1_000_000) });
    await d.record({ kind: 'test.posted', subject: 'test/1' });
  });
});
afterAll(() => t.end());

const listed = async (by: Breakdown, scope: Scope = all) =>
  (await list<OverviewRow>(t.house.db, asList(await overview(t.house.db, by, scope, 'it')) as never, overviewSpec(by), new URL('http://x/'))).rows.map((r) => [
    r.label,
    r.committedCents,
    r.acceptedCents,
    r.southCents,
    r.southShare,
  ]);

test('money by where it is spent, with the share of the South', async () => {
  expect(await listed('region')).toEqual([
    ['Lombardia', 20_000_000, 0, 0, 0],
    ['Campania', 7_000_000, 1_000_000, 7_000_000, 100],
  ]);
  expect(await listed('organisation')).toEqual([
    ['Università di prova', 20_000_000, 0, 0, 0],
    ['Impresa di prova S.r.l.', 7_000_000, 1_000_000, 7_000_000, 100],
  ]);
  expect(await listed('sector')).toEqual([['Non indicato', 27_000_000, 1_000_000, 7_000_000, 25.93]]);
  expect(await listed('region', { ...all, region: 'campania' })).toEqual([['Campania', 7_000_000, 1_000_000, 7_000_000, 100]]);
});

test('the breakdown comes to the totals', async () => {
  const whole = await totals(t.house.db, all);
  expect([whole.planned, whole.committed, whole.accepted, whole.paid, whole.south.committed, whole.south.accepted]).toEqual([
    552_000_000, 27_000_000, 1_000_000, 0, 7_000_000, 1_000_000,
  ]);
  for (const by of ['spoke', 'sector', 'region', 'organisation', 'call'] as const) {
    const rows = await listed(by);
    expect(rows.reduce((n, r) => n + Number(r[1]), 0)).toBe(whole.committed);
    expect(rows.reduce((n, r) => n + Number(r[2]), 0)).toBe(whole.accepted);
  }
  expect((await overTime(t.house.db, all)).map((m) => [m.month.slice(0, 7), m.committedCents, m.acceptedCents])).toEqual([
    ['2024-01', 0, 0],
    ['2024-06', 27_000_000, 0],
    ['2024-11', 27_000_000, 1_000_000],
  ]);
  expect(await pots(t.house.db, all.programme)).toEqual([
    { id: world.callId, code: world.call.officialCode, potCents: 525_000_000, committedCents: 27_000_000, southCents: 7_000_000 },
  ]);
});

test('what should have been spent by a day grows evenly from the beginning of the project to its end', async () => {
  const on = async (day: string) => {
    const { south, other } = await progress(t.house.db, all, day);
    return [south.expectedCents, other.expectedCents];
  };
  expect(await on('2024-07-14')).toEqual([0, 0]);
  // The 183rd of 365 days.
  expect(await on('2025-01-13')).toEqual([Math.round((7_000_000 * 183) / 365), Math.round((20_000_000 * 183) / 365)]);
  expect(await on('2030-01-01')).toEqual([7_000_000, 20_000_000]);
});

test('people are counted once, those hired and those in the South apart', async () => {
  expect(await team(t.house.db, all)).toEqual({ people: 3, women: 2, stated: 3, hired: 1, hiredWomen: 1, hiredStated: 1, hiredSouth: 1 });
});

test('another programme has none of it', async () => {
  const other = { ...all, programme: 'other' };
  expect((await team(t.house.db, other)).people).toBe(0);
  expect((await progress(t.house.db, other, '2030-01-01')).south.committedCents).toBe(0);
  await t.house.pool.query(
    `with r as (insert into reports (project_id, number, from_on, until_on, due_on, state, technical, milestones, revision, opened_at, submitted_at, late, content, sha256)
       values ($1, 1, '2024-07-15', '2025-01-14', '2025-02-13', 'submitted', '', '', 1, now(), now(), false, '{}', '') returning id)
     insert into report_lines (report_id, organisation_id, kind, category, description, supplier, supplier_vat, invoice_number, invoice_on, paid_on, payment_ref, cents, cup,
       invoice_key, claimed, sampled, verdict, cut_cents, created_at)
     select r.id, $2, 'cost', 'materials', 'Riga', 'F', '01234567890', '1', '2024-09-01', '2024-09-20', 'CRO', 10000, 'X', '1', true, false, 'open', 0, now() from r`,
    [world.projectId, world.enterprise],
  );
  const reported = async (scope: Scope) => (await overview(t.house.db, 'region', scope, 'it')).reduce((n, r) => n + r.reportedCents, 0);
  expect([await reported(all), await reported(other)]).toEqual([7000, 0]);
});

test('a leader sees the Spokes that they lead, and no others', async () => {
  const leader = await world.person('Lea Spoke', [{ role: 'spokeLeader', scope: '6' }], []);
  const own = { ...all, spokes: spokesOf(leader) };
  expect(own.spokes).toEqual([6]);
  expect((await totals(t.house.db, own)).committed).toBe(0);
  expect((await totals(t.house.db, { ...all, spokes: [5] })).committed).toBe(27_000_000);
  expect(await listed('organisation', own)).toEqual([]);
  expect(await listed('organisation', { ...all, spokes: [5] })).toHaveLength(2);
  expect((await team(t.house.db, own)).people).toBe(0);
  const sees = [world.office, leader, world.lead, world.researcher, null].map((a) => can.watch(a).ok);
  expect(sees).toEqual([true, true, false, false, false]);
});
