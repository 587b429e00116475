import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#src/core/actor.ts';
import { canonical, sha256 } from '#src/core/canonical.ts';
import { programmeById } from '#src/partnership/programme/queries.ts';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { fundedWorld } from '../../../../test/factories/funded.ts';
import type { HalfYear } from '../rules/halfYears.ts';
import { handOver } from './actions.ts';
import { filesNow } from './content.ts';
import { changed, handedOver, handoverById, handoversOf } from './queries.ts';
import { codesOf } from '../../../../test/factories/refused.ts';

let t: TestHouse;
let world: Awaited<ReturnType<typeof fundedWorld>>;
let office: Actor;

beforeAll(async () => {
  t = await testHouse({ at: '2025-01-15T10:00:00.000Z' });
  world = await fundedWorld(t.house);
  office = await world.person('Olga Ufficio', [{ role: 'office', scope: null }]);
});
afterAll(() => t.end());

const now = async (half: HalfYear) => (await filesNow(t.house.db, await programmeById(t.house.db, world.call.programme), half)).rows;

test('a hand-over is frozen under its fingerprint, logged, and never changes; what changed since is told cell by cell', async () => {
  const id = await handOver(t.house, office, '2024-2', 'Prot. 12/2025', 'key-1');
  expect(await handOver(t.house, office, '2024-2', 'Prot. 12/2025', 'key-1')).toBe(id);
  const first = (await handoverById(t.house.db, world.call.programme, id))!;
  expect([first.number, first.madeBy, first.note, first.problems]).toEqual([1, 'Olga Ufficio', 'Prot. 12/2025', 5]);
  const bytes = await t.house.files.get(first.sha256);
  expect(sha256(bytes)).toBe(first.sha256);
  const handed = await handedOver(t.house.files, first);
  expect(canonical(handed)).toBe(bytes.toString());
  expect(Object.fromEntries(first.files.map((f) => [f.dataset, [f.rows, sha256(canonical(handed.datasets[f.dataset])) === f.sha256]]))).toMatchObject({
    beneficiaries: [2, true],
    projects: [1, true],
    people: [3, true],
  });
  const event = await t.house.db.selectFrom('evidence_events').select(['body', 'subject']).where('kind', '=', 'oversight.handedOver').executeTakeFirstOrThrow();
  expect([event.subject, (JSON.parse(event.body) as { sha256: string }).sha256]).toEqual([`handovers/${id}`, first.sha256]);
  expect(changed(handed, await now('2024-2'))).toEqual([]);

  await t.house.pool.query("update organisations set fiscal_code = '80012345678' where id = $1", [world.university]);
  await t.house.pool.query('delete from project_people where id = (select id from project_people order by name limit 1)');
  expect(
    changed(handed, await now('2024-2'))
      .map((c) => [c.dataset, c.what, c.column, c.before, c.after])
      .toSorted(),
  ).toEqual(
    expect.arrayContaining([
      ['beneficiaries', 'changed', 'fiscalCode', null, '80012345678'],
      ['people', 'removed', '', null, null],
    ]),
  );
  t.setClock('2025-01-16T10:00:00.000Z');
  const second = (await handoverById(t.house.db, world.call.programme, await handOver(t.house, office, '2024-2', '', null)))!;
  expect([second.number, second.sha256 === first.sha256]).toEqual([2, false]);
  expect((await handoversOf(t.house.db, world.call.programme, '2024-2')).map((h) => h.number)).toEqual([1, 2]);
  expect(changed(await handedOver(t.house.files, second), await now('2024-2'))).toEqual([]);
  expect(sha256(await t.house.files.get(first.sha256))).toBe(first.sha256);
});

test('only the office of the whole programme hands over, and only what has begun', async () => {
  const scoped = await world.person('Sara Ufficio', [{ role: 'office', scope: world.callId }]);
  const auditor = await world.person('Aldo Revisore', [{ role: 'auditor', scope: null }]);
  for (const other of [scoped, auditor, world.lead, null])
    expect(await codesOf(handOver(t.house, other, '2024-2', '', null))).toEqual(['oversight.officeOnly']);
  expect(await codesOf(handOver(t.house, office, '2025-2', '', null))).toEqual(['oversight.halfToCome']);
});
