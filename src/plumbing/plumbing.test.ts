import { testHouse, type TestHouse } from '../../test/database.ts';
import { AppError, demand } from '#src/core/errors.ts';
import { unless } from '#src/core/decision.ts';
import { verifyInclusion } from '#src/core/merkle.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventLeaf } from './evidence/leaf.ts';
import { isSigned, proveEvent } from './evidence/log.ts';
import { act } from './house.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse({ at: '2026-02-01T10:00:00Z' });
});
afterAll(() => t.end());

const events = () => t.house.db.selectFrom('evidence_events').select(['kind', 'subject', 'body']).orderBy('id').execute();

test('a deed commits its rows and its event together, and a refusal leaves only its own event', async () => {
  await act(t.house, null, 'sample.make', 's1', async ({ record }) => record({ kind: 'sample.made', subject: 's1', body: { b: 1, a: 2 } }));
  const refused = act(t.house, null, 'sample.make', 's2', async ({ record }) => {
    await record({ kind: 'sample.made', subject: 's2' });
    demand(unless(false, 'sample.no'));
  });
  await expect(refused).rejects.toBeInstanceOf(AppError);
  expect(await events()).toEqual([
    { kind: 'sample.made', subject: 's1', body: '{"a":2,"b":1}' },
    { kind: 'sample.make.refused', subject: 's2', body: '{"kind":"conflict","reasons":["sample.no"]}' },
  ]);
});

test('a deed that records nothing does not commit', async () => {
  await expect(act(t.house, null, 'sample.silent', 's3', async () => 1)).rejects.toThrow('recorded no event');
});

test('an event is proven in the log under a signed head', async () => {
  const proof = (await proveEvent(t.house, 'sample.made', 's1'))!;
  expect(isSigned(proof.head)).toBe(true);
  expect(isSigned({ ...proof.head, size: proof.head.size + 1 })).toBe(false);
  expect(verifyInclusion({ index: proof.index, size: proof.head.size, leaf: eventLeaf(proof.event), proof: [...proof.proof], root: proof.head.root })).toBe(
    true,
  );
});

test('the log is append-only', async () => {
  await expect(t.house.pool.query("update evidence_events set body = '{}'")).rejects.toThrow('append-only');
  await expect(t.house.pool.query('delete from evidence_events')).rejects.toThrow('append-only');
});
