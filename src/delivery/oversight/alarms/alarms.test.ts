import { afterAll, beforeAll, expect, test } from 'vitest';
import { list } from '#src/plumbing/listing.ts';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { fundedWorld } from '../../../../test/factories/funded.ts';
import { alarmKinds } from '../rules/alarms.ts';
import { alarmSpec } from '../views/alarms.tsx';
import { alarmCounts, alarms, kindsFor, placeOf, type AlarmRow } from './queries.ts';

let t: TestHouse;
let world: Awaited<ReturnType<typeof fundedWorld>>;
const today = '2025-03-01';

beforeAll(async () => {
  t = await testHouse({ at: '2025-03-01T10:00:00.000Z' });
  world = await fundedWorld(t.house, {
    change: (call) => ({
      ...call,
      contract: {
        ...call.contract!,
        documents: [
          {
            id: 'guarantee',
            title: { it: 'Garanzia', en: 'Guarantee' },
            of: 'each',
            before: 'advance',
            given: 'file',
            validity: 'date',
            source: { ref: 'x', status: 'example' },
          } as never,
        ],
      },
    }),
  });
  const db = t.house.pool;
  const report = (number: number, state: string, more: string) =>
    db.query(
      `insert into reports (project_id, number, from_on, until_on, due_on, state, technical, milestones, revision, opened_at, late ${more.split('|')[0]})
       values ($1, $2, '2024-07-15', '2025-01-14', '2025-02-13', $3, '', '', 1, now(), false ${more.split('|')[1] ?? ''})`,
      [world.projectId, number, state],
    );
  await report(1, 'open', '');
  await report(2, 'submitted', `, submitted_at, content, sha256, check_due_on|, now(), '{}', '', '2025-02-28'`);
  await report(3, 'submitted', `, submitted_at, content, sha256, check_due_on|, now(), '{}', '', '2025-03-01'`);
  await db.query(
    "insert into project_milestones (project_id, id, position, title, month, proof) values ($1, 'm1', 1, 'Prima', 6, ''), ($1, 'm2', 2, 'Seconda', 9, '')",
    [world.projectId],
  );
  await db.query(
    `insert into contract_documents (contract_id, organisation_id, document_id, reference, valid_until, handed_in_at)
     select contract_id, $2, d, 'x', u::date, now() from projects, (values ('guarantee', '2025-04-30'), ('durc', '2025-01-01')) x (d, u) where projects.id = $1`,
    [world.projectId, world.enterprise],
  );
  await db.query(
    `insert into payment_settlements (project_id, organisation_id, settled_on, pay_by, due_cents, absorbed_cents, retained_cents, released_cents, computation, made_at)
     values ($1, $2, '2024-12-01', '2025-02-28', 100, 0, 0, 0, '{}', now()), ($1, $2, '2024-12-01', '2025-03-01', 100, 0, 0, 0, '{}', now())`,
    [world.projectId, world.university],
  );
});
afterAll(() => t.end());

const rows = async (kinds = [...alarmKinds], scope: { programme?: string; spokes?: readonly number[] | null } = {}) =>
  (
    await list<AlarmRow>(
      t.house.db,
      alarms(kinds, { programme: world.call.programme, spokes: null, ...scope }, today) as never,
      alarmSpec,
      new URL('http://x/'),
    )
  ).rows;

test('what is late or about to end, each from the day after its term', async () => {
  expect((await rows()).map((r) => [r.kind, r.about, r.dueOn])).toEqual([
    ['workLate', 'Prima', '2025-01-14'],
    ['reportLate', '1', '2025-02-13'],
    ['checkLate', '2', '2025-02-28'],
    ['paymentLate', 'Università di prova', '2025-02-28'],
    ['guaranteeEnds', 'Impresa di prova S.r.l.', '2025-04-30'],
  ]);
  const counts = await alarmCounts(t.house.db, alarms([...alarmKinds], { programme: world.call.programme, spokes: null }, today));
  expect(Object.fromEntries(counts)).toEqual({ workLate: 1, reportLate: 1, checkLate: 1, paymentLate: 1, guaranteeEnds: 1 });
  const late = (await rows()).find((r) => r.kind === 'paymentLate')!;
  expect([placeOf(late), placeOf({ kind: 'reportLate', ref: 'r' }), placeOf({ kind: 'guaranteeEnds', ref: 'c' })]).toEqual([
    `/projects/${world.projectId}/money`,
    '/reports/r',
    '/contracts/c',
  ]);
});

test('of the programme, and of the Spokes that one leads; only of what one can open', async () => {
  expect([
    (await rows(undefined, { spokes: [6] })).length,
    (await rows(undefined, { spokes: [5] })).length,
    (await rows(undefined, { programme: 'other' })).length,
  ]).toEqual([0, 5, 0]);
  const leader = await world.person('Lea Spoke', [{ role: 'spokeLeader', scope: '5' }], []);
  const payer = await world.person('Pia Paga', [{ role: 'payer', scope: null }], []);
  expect(kindsFor(leader)).toEqual(['reportLate', 'checkLate', 'workLate']);
  expect(kindsFor(payer)).toEqual(['contractLate', 'guaranteeEnds', 'paymentLate', 'transferLate', 'recoveryLate', 'workLate']);
  expect(kindsFor(world.office).toSorted()).toEqual([...alarmKinds].toSorted());
});
